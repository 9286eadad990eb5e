"""A draft: this year's report in progress, with the reports it was made from."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from types import MappingProxyType
from typing import Any, overload

from core.model.document import Numbering
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.review.decisions import KeptCopy, ReviewDecision
from core.result import Notice

NO_MEDIA: Mapping[str, bytes] = MappingProxyType({})
_BETWEEN_LATIN = re.compile(r"(?<=[A-Za-z])\n(?=[A-Za-z])")


Row = Sequence[Any]


class LateElements(Sequence[Element]):
    """Elements that are made from stored rows when somebody first asks for one of them.

    Equal to the tuple of elements that ``make`` makes of the rows, some of them at a time; any thread may ask."""

    __slots__ = ("_length", "_lock", "_made", "_make", "_rows", "_whole")

    def __init__(self, rows: Sequence[Row], make: Callable[[Sequence[Row]], Sequence[Element]]) -> None:
        self._rows, self._make, self._length = rows, make, len(rows)
        self._made: list[Element] = []
        self._whole: tuple[Element, ...] | None = None
        self._lock = Lock()

    def advance(self, count: int) -> bool:
        """Make so many more of them; whether all are made."""
        with self._lock:
            if self._whole is None:
                start = len(self._made)
                self._made += self._make(self._rows[start : start + count])
                if len(self._made) == self._length:
                    self._whole, self._rows, self._made = tuple(self._made), (), []
            return self._whole is not None

    @property
    def is_whole(self) -> bool:
        """Whether all are made."""
        return self._whole is not None

    @property
    def _all(self) -> tuple[Element, ...]:
        if self._whole is None:
            self.advance(self._length)
        return self._whole or ()

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Element]:
        return iter(self._all)

    @overload
    def __getitem__(self, place: int) -> Element: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Element, ...]: ...
    def __getitem__(self, place: int | slice) -> Element | tuple[Element, ...]:
        return self._all[place]

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sequence) and self._all == tuple(other))

    def __hash__(self) -> int:
        return hash(self._all)

    def __reduce__(self) -> tuple[type, tuple[tuple[Element, ...]]]:
        return tuple, (self._all,)


def advance_all(found: Iterable[Sequence[Element]], count: int) -> bool:
    """Make so many more elements of the first of these that lack some; whether none lacks any."""
    late = [each for each in found if isinstance(each, LateElements) and not each.is_whole]
    return not late or (late[0].advance(count) and len(late) == 1)


@dataclass(frozen=True, slots=True)
class Basis:
    """A prior report stored whole with the draft; read-only. Its elements may be ``LateElements``."""

    name: str
    elements: Sequence[Element]

    def __hash__(self) -> int:
        """Not of all elements: what is kept for a document of thousands is looked up at every pause in typing."""
        return hash((self.name, len(self.elements)))


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

    @property
    def dated_kind(self) -> str:
        """2026年度工作要点, 2026年上半年工作总结; without a year the kind alone."""
        return f"{self.year}年{self.kind.removeprefix('年')}" if self.year else self.kind


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


ROLES = "材料用途"
"""The particular, such as ``0:备查 2:起草用``; a document that is not in it is judged by its content."""


class BasisRole(StrEnum):
    """A basis document gives outline and wording, sets the year's tasks, or is there to be looked at."""

    DRAFTING = "起草用"
    PLAN = "今年要点"
    ASIDE = "备查"


NOTED = frozenset({BasisRole.DRAFTING.value, BasisRole.ASIDE.value})
"""The plan is kept by a particular of its own, since there is only one."""


def noted_roles(draft: Draft) -> Mapping[int, BasisRole]:
    """The roles that somebody gave, by number; words that are none of ours are skipped."""
    text = dict(draft.identity.particulars).get(ROLES, "")
    pairs = (pair.partition(":") for pair in text.split())
    found = {int(number): role for number, _, role in pairs if number.isdecimal() and role in NOTED}
    return {number: BasisRole(role) for number, role in found.items() if number < len(draft.basis)}


def roles_text(roles: Mapping[int, BasisRole]) -> str:
    """The particular that keeps these roles."""
    return " ".join(f"{number}:{role.value}" for number, role in sorted(roles.items()) if role in NOTED)


def drafting_numbers(draft: Draft) -> frozenset[int]:
    """The documents that the draft's text comes from or may come from: those it was copied from, unless the user put
    them aside, and those that were added for drafting."""
    noted = noted_roles(draft)
    copied = {number for _, number, _ in draft.origins if number < len(draft.basis)}
    said = {number for number, role in noted.items() if role is BasisRole.DRAFTING}
    return frozenset({number for number in copied if number not in noted} | said)
