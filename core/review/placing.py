"""Comments of a returned copy at their places in the printed text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from core.model.review.changes import CommentSpan, ReviewComment
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyComment, CopyPosition
from core.model.spans import Place, Span
from core.review.compare import Comparison, ReviewFlow
from core.review.differences import MARK, hunks, is_token
from core.review.edits import Alignment
from core.review.units import Unit
from core.review.views import FRAME


def placed_comments(comments: Sequence[CopyComment], flow: ReviewFlow, compared: Comparison) -> Iterator[ReviewComment]:
    """Each comment with the printed characters it stands on; without an element where nothing printed is there."""
    locator = _Locator(flow, compared)
    for comment in comments:
        start, end = (
            locator.find(position, is_end) for position, is_end in ((comment.start, False), (comment.end, True))
        )
        place = locator.first_span(start, end)
        spans = locator.spans(start, end)
        quote = MARK.join(locator.text(each.element_id)[each.start : each.end] for each in spans or (place,))
        yield ReviewComment(
            comment.key,
            *place,
            quote,
            comment.text,
            comment.author,
            comment.date,
            comment.is_done,
            comment.parent,
            spans=spans,
        )


def printed_places(
    positions: Iterable[CopyPosition | None], flows: Sequence[tuple[ReviewFlow, Comparison]]
) -> list[Place]:
    """The elements at positions of the copy and the offsets in their printed text; "" where nothing printed is there."""
    locators = [_Locator(*flow) for flow in reversed(flows)]  # cells know better than what stands for their table
    return [_place(each, locators) for each in positions]


def _place(position: CopyPosition | None, locators: Sequence["_Locator"]) -> Place:
    found = next(filter(None, (each.find(position, is_end=True) for each in locators)), None)
    return Place("") if found is None else Place(found[0], Span(found[1], found[1]))


class _Locator:
    """Finds the printed characters for positions of the copy's stream."""

    def __init__(self, flow: ReviewFlow, compared: Comparison) -> None:
        self._flow = flow
        self._units = compared.units
        self._texts = {each.element_id: each.text for each in flow.printed if each.element_id}

    def text(self, element_id: str) -> str:
        """The printed text of an element; "" for none."""
        return self._texts.get(element_id, "")

    def first_span(self, start: tuple[str, int] | None, end: tuple[str, int] | None) -> CommentSpan:
        """The characters in the first element that is known."""
        name, first = start or end or ("", 0)
        last = end[1] if end is not None and end[0] == name else self.length(name)
        return CommentSpan(name, first, max(first, last))

    def spans(self, start: tuple[str, int] | None, end: tuple[str, int] | None) -> tuple[CommentSpan, ...]:
        """The characters between two places in different elements; none inside of one."""
        if start is None or end is None or start[0] == end[0]:
            return ()
        places = {each.element_id: index for index, each in enumerate(self._flow.printed)}
        own = self._flow.printed[places[start[0]] : places[end[0]] + 1]
        edges = {start[0]: (start[1], self.length(start[0])), end[0]: (0, end[1])}
        found = (CommentSpan(each.element_id, *edges.get(each.element_id, (0, len(each.text)))) for each in own)
        return tuple(each for each in found if each.start < each.end and self._is_of_draft(each.element_id))

    def _is_of_draft(self, name: str) -> bool:
        return not name.startswith(FRAME) and not is_token(self.text(name))

    def length(self, element_id: str) -> int:
        """Its number of characters."""
        return len(self.text(element_id))

    def find(self, position: CopyPosition | None, is_end: bool) -> tuple[str, int] | None:
        """The element and the offset in it; None where the paragraph is not a printed one."""
        if position is None:
            return None
        unit = next((each for each in self._units if self._holds(each, position)), None)
        if unit is None or not unit.elements:
            return None
        printed = unit.printed_text(self._flow.printed)
        alignment = Alignment(hunks(printed, unit.shown_text(self._flow.shown)))
        offset = self._offset(unit, position)
        place = alignment.end(offset) if is_end else alignment.start(offset)
        return _in_element([self._flow.printed[index] for index in unit.elements], place)

    def _holds(self, unit: Unit, position: CopyPosition) -> bool:
        shown = self._flow.shown
        return shown[unit.shown[0]].first <= position.paragraph <= shown[unit.shown[-1]].last

    def _offset(self, unit: Unit, position: CopyPosition) -> int:
        """The offset in the unit's text with all edits refused."""
        offset = 0
        for index in unit.shown:
            paragraph = self._flow.shown[index]
            if paragraph.last >= position.paragraph:
                return offset + bisect_left(paragraph.places, position)
            offset += len(paragraph.text) + 1
        return offset


def _in_element(own: Sequence[PrintedParagraph], offset: int) -> tuple[str, int]:
    for paragraph in own[:-1]:
        if offset <= len(paragraph.text):
            return paragraph.element_id, offset
        offset -= len(paragraph.text) + 1
    return own[-1].element_id, min(offset, len(own[-1].text))
