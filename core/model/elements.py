"""Elements: the paragraphs of a report, each with its role and, if it is a heading, its place in the outline."""

from dataclasses import dataclass, replace
from enum import StrEnum

from core.model.blocks import (
    NEUTRAL,
    STRUCK,
    CellPlace,
    Emphasis,
    KeptObject,
    Table,
    cut_emphasis,
    cut_objects,
    moved_emphasis,
    moved_objects,
)
from core.model.spans import Span, common_edges


class Role(StrEnum):
    """What a paragraph does in the report (names: GB/T 9704-2012 clause 7.3 and the outline)."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    DOCUMENT_NUMBER = "document_number"
    ADDRESSEE = "addressee"
    PREAMBLE = "preamble"
    HEADING = "heading"
    POINT = "point"
    BODY = "body"
    VOCATIVE = "vocative"
    CLOSING = "closing"
    SIGNATURE = "signature"
    ISSUE_DATE = "issue_date"
    ATTACHMENT = "attachment"
    NOTE = "note"
    NOISE = "noise"
    TABLE = "table"
    CELL = "cell"
    FIGURE = "figure"
    CONTENTS = "contents"
    ATTACHMENT_MARK = "attachment_mark"
    ATTACHMENT_TITLE = "attachment_title"


@dataclass(frozen=True, slots=True)
class Element:
    """One paragraph: ``prefix`` (white space and ordinal, computed in drafts) followed by ``content``.

    ``content[:heading_length]`` is the heading with its closing mark (。 or ：) and any white space after it;
    0 for a paragraph without one. When ``run_in``, the body follows in the same paragraph. Body paragraphs and
    points may carry a run-in lead as well. ``level`` is the shape of the ordinal (1-4, 0 for none), ``depth`` the
    real nesting (0 for none). ``line`` is the source paragraph, 0 for one written in Nigao.

    ``emphasis`` (in order, not overlapping) and ``objects`` (in order) refer to places of ``content``. An element of
    role ``table`` has a ``table`` and no text, one of role ``cell`` a ``cell`` of the table before it; one of role
    ``figure`` consists of objects only. What a heading's role already looks like is no emphasis. ``landscape`` elements
    stand on pages turned sideways (GB/T 9704-2012, clause 8).
    """

    id: str
    role: Role
    content: str
    prefix: str = ""
    level: int = 0
    depth: int = 0
    heading_length: int = 0
    run_in: bool = False
    line: int = 0
    emphasis: tuple[Emphasis, ...] = ()
    objects: tuple[KeptObject, ...] = ()
    cell: CellPlace | None = None
    table: Table | None = None
    landscape: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the element is nothing but text."""
        return not (self.emphasis or self.objects or self.landscape) and self.cell is None and self.table is None

    @property
    def text(self) -> str:
        """The whole paragraph exactly as it stands."""
        return self.prefix + self.content

    @property
    def ordinal(self) -> str:
        """The number as written, such as ``（一）``, ``1.`` or ``一是``; empty if there is none."""
        return self.prefix.strip()

    @property
    def heading(self) -> str:
        """The heading without ordinal and closing mark; empty if the paragraph has none."""
        head = self.content[: self.heading_length].strip()
        return head[:-1] if self.run_in and head[-1:] in ("。", "：", ":") else head

    @property
    def body(self) -> str:
        """The text after a run-in heading, or the whole content when there is no heading."""
        return self.content[self.heading_length :]

    @property
    def body_start(self) -> int | None:
        """Offset of a run-in heading's body in ``text``; None without a run-in heading."""
        return len(self.prefix) + self.heading_length if self.run_in else None

    def with_content(self, content: str) -> "Element":
        """The element with another text; emphasis and objects keep to their characters by the shortest edit between the two."""
        if not (self.emphasis or self.objects) or content == self.content:
            return replace(self, content=content)
        start, end, other = common_edges(self.content, content)
        span, length = Span(start, end), other - start
        emphasis, objects = moved_emphasis(self.emphasis, span, length), moved_objects(self.objects, span, length)
        return replace(self, content=content, emphasis=emphasis, objects=objects)

    @property
    def struck(self) -> tuple[Span, ...]:
        """The places of ``content`` that are struck out, in order."""
        return tuple(Span(each.start, each.end) for each in self.emphasis if STRUCK in each.looks)

    def without_struck(self) -> "Element":
        """The element as facts, checks, search and counts see it: signs that are struck out are as many neutral ones."""
        if not self.emphasis or not (struck := self.struck):
            return self
        signs = list(self.content)
        for each in struck:
            signs[each.start : each.end] = NEUTRAL * len(signs[each.start : each.end])
        return replace(self, content="".join(signs))

    def piece(self, start: int, end: int) -> "Element":
        """The element with ``content[start:end]`` and what belongs to it; objects at the very end go with the last piece."""
        if not (self.emphasis or self.objects):
            return replace(self, content=self.content[start:end])
        last = end + (end >= len(self.content))
        emphasis = cut_emphasis(self.emphasis, start, end, -start)
        return replace(
            self,
            content=self.content[start:end],
            emphasis=emphasis,
            objects=cut_objects(self.objects, start, last, -start),
        )
