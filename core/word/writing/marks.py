"""The text of an element with marks for what a layout cannot print as text: open facts, emphasis, objects, blocks."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from core.model.blocks import cut_emphasis
from core.model.change import number_of
from core.model.elements import Element, Role
from core.model.structure.captions import is_figure
from core.word.layouts.finishing import BLOCK, FACT_END, FACT_START, LOOK_END, LOOK_NAMES_END, LOOK_START, OBJECT
from core.word.layouts.placing import ABOVE

Span = tuple[int, int]


def mark_of(element: Element) -> str:
    """The name of a table or figure among the blocks of a file."""
    return str(number_of(element.id))


def object_mark(element: Element, index: int) -> str:
    """The name of an object among those of a file."""
    return f"{number_of(element.id)}.{index}"


def is_block(element: Element) -> bool:
    """Whether an element is printed as a block of its own and not as a paragraph of the layout."""
    return element.table is not None or is_figure(element) or element.role is Role.CONTENTS


def block_text(element: Element) -> str:
    """The text that a layout prints for a table or figure."""
    return f"{BLOCK}{mark_of(element)}{BLOCK}"


def text_above(element: Element) -> str:
    """The text that a layout prints in its title for what stands above the title."""
    return f"{BLOCK}{ABOVE}{mark_of(element)}{BLOCK}"


def marked_text(element: Element, start: int, end: int, spans: Iterable[Span]) -> str:
    """``content[start:end]`` with marks; objects before ``start`` or behind ``end`` belong to the nearest character."""
    if not (element.emphasis or element.objects):
        return with_fact_marks(element.content, start, end, spans)
    marks = [*_fact_marks(spans, start, end), *_look_marks(element, start, end), *_object_marks(element, start, end)]
    pieces: list[str] = []
    position = start
    for offset, _, mark in sorted(marks, key=itemgetter(0, 1)):
        pieces += (element.content[position:offset], mark)
        position = offset
    return "".join((*pieces, element.content[position:end]))


_Mark = tuple[int, int, str]
"""Offset, turn among marks at one offset (ends, objects, starts), and the mark."""


def _fact_marks(spans: Iterable[Span], start: int, end: int) -> Iterator[_Mark]:
    for first, last in _within(spans, start, end):
        yield from ((first, 3, FACT_START), (last, 0, FACT_END))


def _look_marks(element: Element, start: int, end: int) -> Iterator[_Mark]:
    for each in cut_emphasis(element.emphasis, start, end):
        yield from ((each.start, 2, f"{LOOK_START}{' '.join(each.looks)}{LOOK_NAMES_END}"), (each.end, 0, LOOK_END))


def _object_marks(element: Element, start: int, end: int) -> Iterator[_Mark]:
    for index, each in enumerate(element.objects):
        if _is_here(each.offset, start, end, len(element.content)):
            yield min(max(each.offset, start), end), 1, f"{OBJECT}{object_mark(element, index)}{OBJECT}"


def _is_here(offset: int, start: int, end: int, length: int) -> bool:
    """Whether an object belongs to this piece: outer white space that is not printed counts to the piece beside it."""
    return start <= offset < end or (offset >= end and end >= length) or offset == end == start == length


def with_fact_marks(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """``text[start:end]`` with marks around the parts of the spans (ordered, not overlapping) inside it."""
    pieces: list[str] = []
    position = start
    for first, last in _within(spans, start, end):
        pieces += [text[position:first], FACT_START, text[first:last], FACT_END]
        position = last
    return "".join([*pieces, text[position:end]]) if pieces else text[start:end]


def _within(spans: Iterable[Span], start: int, end: int) -> Sequence[Span]:
    """The parts of the spans between ``start`` and ``end``."""
    found: list[Span] = []
    position = start
    for first, last in spans:
        first, last = max(first, position), min(last, end)
        if first < last:
            found.append((first, last))
            position = last
    return found
