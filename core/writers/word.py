"""A draft as a Word file."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Protocol

from core import segment
from core.layouts.file import CONTROLS, Particulars
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import title_block
from core.page.standard import CHARACTER, signature_indents, width
from core.result import Notice, Result
from core.writers.values import FIELDS, NAMES, Span, layout_values

FORBIDDEN = tuple(bytes([code]).decode("ascii") for code in CONTROLS)


class Layout(Protocol):
    """What core.templating.load_layout gives."""

    def check(self, names: Collection[str], fields: Collection[str] | None = None) -> None:
        """Raises BadTemplate for unknown names."""

    def render(self, values: Mapping[str, object], particulars: Particulars | None = None) -> bytes:
        """The finished file."""


def write_word(draft: Draft, layout: Layout, marks: bool, draft_key: str) -> Result[bytes]:
    """The draft's text in the layout, as .docx bytes; equal drafts give equal bytes.

    ``marks`` paints open facts yellow; ``draft_key`` goes into the bookmarks ``_GW_<key>_<number of the element>``.
    A notice says when characters that no Word file can hold were left out. Raises BadTemplate.
    """
    layout.check(NAMES, FIELDS)
    clean, notices = _without_controls(draft)
    values = layout_values(clean, _open_spans(clean) if marks else {}, segment.words)
    particulars = Particulars(draft_key, clean.title, clean.identity.unit or "拟稿", _indents(clean))
    return Result(layout.render(values, particulars), notices)


def _without_controls(draft: Draft) -> tuple[Draft, tuple[Notice, ...]]:
    """Control characters become marks of the same length that are dropped from the file, so that facts stay in place."""
    whole = "".join([element.text for element in draft.elements])
    found = [character for character in FORBIDDEN if character in whole]
    if not found:
        return draft, ()
    table = str.maketrans(dict.fromkeys(found, "\ufffe"))
    elements = tuple(
        replace(element, prefix=element.prefix.translate(table), content=element.content.translate(table))
        for element in draft.elements
    )
    count = sum(whole.count(character) for character in found)
    return replace(draft, elements=elements), (Notice("characters_left_out", 0, {"count": str(count)}),)


def _open_spans(draft: Draft) -> dict[str, list[Span]]:
    """Places of the facts nobody has looked at, by element id, in order."""
    spans: dict[str, list[Span]] = {}
    for fact in draft.facts:
        if fact.state.is_open:
            spans.setdefault(fact.element_id, []).append((fact.start, fact.end))
    for places in spans.values():
        places.sort()
    return spans


def _indents(draft: Draft) -> dict[str, int]:
    """Left indents of the styles 署名 and 成文日期 in twips, for the longest of each."""
    below = draft.elements[title_block(draft.elements) :]
    signature = _longest(below, Role.SIGNATURE)
    date = _longest(below, Role.ISSUE_DATE)
    if not signature and not date:
        return {}
    first, second = signature_indents(signature, date)
    return {"署名": first * CHARACTER, "成文日期": second * CHARACTER, "单独日期": second * CHARACTER}


def _longest(elements: tuple[Element, ...], role: Role) -> str:
    return max((element.text.strip() for element in elements if element.role is role), key=width, default="")
