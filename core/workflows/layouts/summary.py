"""What an export checks in a layout before using it: the particulars it prints, and the faults that prevent its use."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from core.editing.particulars import set_particulars
from core.errors import BadTemplate
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.particulars import NAMES
from core.word.layouts.file import WordLayout
from core.word.writing.document import write_word
from core.workflows.layouts.check import check_layout, is_usable, message
from core.workflows.layouts.files import plain_layout
from core.workflows.layouts.usage import load_usable

MOST_FAULTS = 3
KEPT = 64
"""Cached files by which the particulars that a layout reads are determined."""
"""Sentences. Who has read three of them opens the layout or the page of layouts."""

_SAMPLE = Draft(
    Identity("公文", 2023, "单位"),
    (Element("e1", Role.TITLE, "标题"), Element("e2", Role.BODY, "正文。"), Element("e3", Role.SIGNATURE, "署名")),
)


@dataclass(frozen=True, slots=True)
class LayoutLook:
    """``particulars`` in the order of the standard; ``faults`` are sentences, none for a usable layout."""

    particulars: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def look_at(layout: str) -> LayoutLook:
    """Inspect a layout by its name or its file. Raises BadUse or BadInput when it is missing or cannot be read."""
    try:
        return LayoutLook(particulars_read(layout))
    except BadTemplate:
        found = [each for each in check_layout(plain_layout(layout)) if not is_usable((each,))]
        sentences = [f"{each.place}：{message(each)}" for each in found[:MOST_FAULTS]]
        return LayoutLook(
            faults=(*sentences, f"还有{len(found) - MOST_FAULTS}处问题。")
            if len(found) > MOST_FAULTS
            else tuple(sentences)
        )


def particulars_read(layout: str) -> tuple[str, ...]:
    """The particulars that change the file written in this layout. Raises BadTemplate, BadUse, BadInput."""
    return names_read(load_usable(plain_layout(layout)), NAMES)


def names_read(compiled: "WordLayout", names: Collection[str]) -> tuple[str, ...]:
    """Those of the names of particulars that change the file written in this layout."""
    return tuple(name for name in names if _written(compiled, name) != _written(compiled, ""))


@lru_cache(maxsize=KEPT)
def _written(compiled: "WordLayout", lacking: str) -> bytes:
    """A file in this layout with all particulars but one."""
    given = dict.fromkeys([name for name in NAMES if name != lacking], "2023")
    draft = apply(_SAMPLE, set_particulars(_SAMPLE, given))
    return write_word(draft, compiled, False, "").value
