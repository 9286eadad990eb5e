"""A draft: this year's report in progress, with the reports it was made from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.model.document import Numbering
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.review.decisions import KeptCopy, ReviewDecision
from core.result import Notice

NO_MEDIA: Mapping[str, bytes] = MappingProxyType({})
_BETWEEN_LATIN = re.compile(r"(?<=[A-Za-z])\n(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Basis:
    """A prior report stored whole with the draft; read-only."""

    name: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What the draft is: its kind, year and unit.

    ``period`` is the kind's period word, such as 上半年; ``key`` a short word that tells this draft from others, used
    in the bookmarks of its Word files. ``particulars`` are what its Word file needs beside the text, as pairs of a
    layout's name and a value: 版式, 发文机关, 发文字号, 签发人, 抄送, …
    """

    kind: str = ""
    year: int = 0
    unit: str = ""
    period: str = ""
    key: str = ""
    particulars: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Elements and facts in document order; the title, if any, is the one element with that role.

    ``origins`` says which basis element a draft element was copied from: (element id, index into ``basis``, element
    id there). ``serial`` is the highest number ever used in an id. ``import_notices`` is what the import of the leading basis left out.
    ``media`` are the bytes of pictures and objects by their SHA-256, those of the basis documents and of undone steps too, and
    of the files in ``copies``: what came back from review. ``decisions`` are about the changes in them.
    """

    identity: Identity
    elements: tuple[Element, ...] = ()
    facts: tuple[Fact, ...] = ()
    numbering: Numbering = Numbering()
    basis: tuple[Basis, ...] = ()
    origins: tuple[tuple[str, int, str], ...] = ()
    serial: int = 0
    import_notices: tuple[Notice, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=lambda: NO_MEDIA, compare=False, repr=False)
    copies: tuple[KeptCopy, ...] = ()
    decisions: tuple[ReviewDecision, ...] = ()

    @property
    def title(self) -> str:
        """The title in one line; empty while there is none. Its element keeps the line breaks of its author."""
        written = next((element.content for element in self.elements if element.role is Role.TITLE), "")
        return _BETWEEN_LATIN.sub(" ", written).replace("\n", "")
