"""Points that become sections, and pasted text with structure: combines recognition and edits."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from core.editing.outline.attachments import add_attachment, with_same_name
from core.editing.outline.bulk import delete_sections, move_sections, place_sections, shift_sections
from core.editing.outline.parallel import HeadingRow, heading_rows
from core.editing.outline.pasting import Pasted, paste_paragraphs, paste_sections
from core.editing.outline.point_sections import PointLayout, PointManner, PointMark, manner_before
from core.editing.outline.point_sections import points_to_sections as _points_to_sections
from core.editing.outline.point_sections import sections_to_points as _sections_to_points
from core.editing.outline.sections import number_level
from core.editing.outline.split_join import NEW, heading_lines, join_following, split_section
from core.editing.outline.typed_attachments import with_typed_attachments
from core.editing.text.cut import own_elements
from core.model.change import Change
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.history import Step
from core.model.outline import subtree
from core.model.raw import RawParagraph
from core.model.spans import Span
from core.numbering import find_ordinal
from core.parsing.inline_points import inline_points
from core.parsing.lead_sentences import lead_cut
from core.workflows.importing.reports import recognise_report
from core.workflows.tables.pasting import pasted_lines
from core.workflows.words import load_phrases

__all__ = (
    "NEW",
    "HeadingRow",
    "Pasted",
    "add_attachment",
    "delete_sections",
    "heading_lines",
    "heading_rows",
    "join_following",
    "move_sections",
    "number_level",
    "opening_heading",
    "paste_paragraphs",
    "paste_sections",
    "place_sections",
    "points_to_sections",
    "recognise_pasted",
    "sections_to_points",
    "seems_structured",
    "shift_sections",
    "split_section",
    "with_same_name",
    "with_typed_attachments",
)

LONGEST = 100_000
"""Characters. More than that is no section, but a report: 打开往年材料 reads it."""


def points_to_sections(draft: Draft, element_id: str) -> Change:
    """The points of the paragraph become sections; see core.editing.outline.point_sections."""
    return _points_to_sections(draft, element_id, marks_of)


def sections_to_points(
    draft: Draft, heading_id: str, together: bool | None = None, steps: Iterable[Step] = ()
) -> Change:
    """The sections under a heading become points in the form that recognition gives; see
    core.editing.outline.point_sections.

    The manner of writing is taken from the ``steps`` of the history; ``together`` overrides where the points are
    placed.
    """
    own = {element.id for element in own_elements(draft, heading_id)}
    below = {element.id for element in draft.elements[slice(*subtree(draft.elements, heading_id))]} - own
    manner = manner_before(steps, own, below) or PointManner()
    if together is not None:
        manner = manner._replace(layout=PointLayout.BEHIND if together else PointLayout.EACH)
    return _sections_to_points(draft, heading_id, _lead_of, manner)


def _lead_of(element: Element) -> int:
    """The lead as recognition would set it; text typed in the program never had one."""
    topics = load_phrases().topics
    return lead_cut(element.content, Role.POINT, topics, after_heading=False) if element.line else 0


def marks_of(element: Element) -> tuple[PointMark, ...]:
    """The offsets in a paragraph's content where points begin, all with the shape of the first."""
    text, shift = element.text, len(element.prefix)
    found = [(_shape(text[p.marker.start :]), p) for p in inline_points(element)]
    return tuple(
        PointMark(Span(max(p.marker.start - shift, 0), max(p.marker.end - shift, 0)), p.head.end - shift)
        for shape, p in found
        if shape == found[0][0]
    )


def _shape(text: str) -> str:
    ordinal = find_ordinal(text)
    return ordinal.shape if ordinal else ""


def seems_structured(text: str) -> bool:
    """Whether at least two lines of a text begin with a number, so that the user should be asked what it is."""
    lines = text.splitlines() if len(text) <= LONGEST else []
    return sum(1 for line in lines if find_ordinal(line) is not None) > 1


def opening_heading(text: str) -> str:
    """The number at the beginning of the first line if it has the shape of a level 1 or 2 heading; else empty."""
    first = next(iter(text[:LONGEST].splitlines()), "")
    ordinal = find_ordinal(first)
    is_heading = ordinal is not None and ordinal.level in (1, 2) and bool(first[ordinal.end :].strip())
    return first[ordinal.start : ordinal.end] if ordinal is not None and is_heading else ""


def recognise_pasted(text: str, html: str = "") -> Pasted:
    """The content of a pasted text, paragraph by paragraph, with its facts and the emphasis of its HTML."""
    report = recognise_report("粘贴.txt", text.encode("utf-8", "ignore"), partial(_dressed, html)).value
    return Pasted(report.document.elements, report.facts)


def _dressed(html: str, paragraphs: tuple[RawParagraph, ...]) -> tuple[RawParagraph, ...]:
    """The paragraphs of a pasted text with the emphasis that its HTML gives them."""
    found = pasted_lines([each.text for each in paragraphs], html)
    pairs = zip(paragraphs, found.lines, strict=True)
    return tuple(replace(each, text=line.text, emphasis=line.emphasis) for each, line in pairs)
