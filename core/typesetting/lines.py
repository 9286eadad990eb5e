"""Word's line breaking: every line takes what fits, then goes back to where it may end."""

from bisect import bisect_right
from dataclasses import replace
from typing import NamedTuple

from core.typesetting.breaks import HANGING, may_break
from core.typesetting.expansion import place_spans
from core.typesetting.heights import Height, line_height, raised
from core.typesetting.measure import Measured, measure
from core.typesetting.tabs import SLACK, TabSpan, after_tab, next_stop
from core.typesetting.values import LINE_BREAK, PAGE_BREAK, Paragraph, ParagraphShape, Stretch, TextLine

FILLER = " " + LINE_BREAK + PAGE_BREAK


class BrokenParagraph(NamedTuple):
    """A paragraph's lines: each with its left edge in the column and its top below the first one's, and their height.

    ``cuts`` are the numbers of the lines that begin a new page because of a PAGE_BREAK before them; the number after the
    last one: what follows the paragraph does.
    """

    lines: tuple[TextLine, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    height: float
    cuts: tuple[int, ...] = ()


class _End(NamedTuple):
    """Where a line ends; ``hung``: its last mark stands past the edge; ``forced``: it may not end there but must."""

    place: int
    hung: bool = False
    forced: bool = False


def break_lines(paragraph: Paragraph, width: float, pitch: float = 0.0) -> BrokenParagraph:
    """The lines of a paragraph in a column of ``width`` on a grid of ``pitch`` (twips; 0: no grid)."""
    shape = paragraph.shape
    measured = measure(paragraph.pieces, shape.spaced)
    text = measured.text
    usual = line_height(shape, {(paragraph.mark, False)}, pitch)
    lines: list[TextLine] = []
    lefts: list[float] = []
    start = 0
    while True:
        left = shape.left + (shape.first if not lines else 0.0)
        room = max(width - left - shape.right, 0.0)
        spans, end = _fill(measured, start, shape, left, room)
        shift, stretches = place_spans(measured, spans, end.hung, room, _alignment(shape, text, end.place))
        height = usual if shape.rule == "exact" or not stretches else _height(shape, stretches, pitch)
        lines.append(TextLine(stretches, height.height, height.baseline, start, end.place))
        lefts.append(left + shift)
        is_empty, start = end.place == start, end.place
        if start >= len(text) and (is_empty or text[-1] != LINE_BREAK):
            return _broken(_lifted(lines, paragraph, pitch), lefts, text)


def _broken(lines: list[TextLine], lefts: list[float], text: str) -> BrokenParagraph:
    top, tops = 0.0, []
    for line in lines:
        tops.append(top)
        top += line.height
    cuts = tuple([place for place, line in enumerate(lines, 1) if line.end and text[line.end - 1] == PAGE_BREAK])
    return BrokenParagraph(tuple(lines), tuple(lefts), tuple(tops), top, cuts)


def _alignment(shape: ParagraphShape, text: str, end: int) -> str:
    """The last line of a justified paragraph, and one that a break ends, are not spread."""
    is_last = end >= len(text) or text[end - 1] in LINE_BREAK + PAGE_BREAK
    return "left" if shape.align == "both" and is_last else shape.align


def _fill(
    measured: Measured, start: int, shape: ParagraphShape, left: float, room: float
) -> tuple[list[TabSpan], _End]:
    """The spans of the line that begins at ``start`` and where it ends."""
    x, spans = 0.0, list[TabSpan]()
    tabs = measured.tabs
    place = bisect_right(tabs, start - 1)
    while True:
        end = _line_end(measured, start, room - x, shape)
        if spans and end.forced:
            return spans, _End(start)
        if place == len(tabs) or tabs[place] >= end.place:
            spans.append(TabSpan(x, start, _trimmed(measured.text, start, end.place)))
            return spans, end
        tab = tabs[place]
        spans.append(TabSpan(x, start, tab))
        x += measured.width(start, tab)
        stop = next_stop(shape, left, x)
        if stop.place > room + SLACK and not stop.is_set:
            return spans, _End(tab + 1)
        x = after_tab(measured, tab, stop, x, room)
        start, place = tab + 1, place + 1


def _trimmed(text: str, start: int, end: int) -> int:
    """Spaces at the end of a line take no room, but for those that end the paragraph."""
    if end == len(text) and not text.endswith((LINE_BREAK, PAGE_BREAK)):
        return end
    while end > start and text[end - 1] in FILLER:
        end -= 1
    return end


def _line_end(measured: Measured, start: int, room: float, shape: ParagraphShape) -> _End:
    """Where the line that begins at ``start`` ends if ``room`` is free."""
    text, sums = measured.text, measured.sums
    fit = max(bisect_right(sums, measured.lefts[start] + room + SLACK, start) - 1, start)
    following = bisect_right(measured.ends, start)
    if following < len(measured.ends) and measured.ends[following] <= fit + 1:
        return _End(measured.ends[following])
    return _End(fit) if fit == len(text) else _word_end(text, start, fit, shape)


def _word_end(text: str, start: int, fit: int, shape: ParagraphShape) -> _End:
    """Where the line that begins at ``start`` ends if the character at ``fit`` is the first that does not fit."""
    if text[fit] == " ":
        return _End(_after_spaces(text, fit))
    if fit > start and shape.hangs and _may_hang(text, fit, shape.kinsoku):
        return _End(_after_spaces(text, fit + 1), True)
    place = fit
    while place > start and not may_break(text, place, shape.kinsoku):
        place -= 1
    return _End(place) if place > start else _End(max(fit, start + 1), forced=True)


def _may_hang(text: str, place: int, kinsoku: bool) -> bool:
    if text[place] not in HANGING:
        return False
    after = place + 1
    return after >= len(text) or text[after] == " " or may_break(text, after, kinsoku)


def _after_spaces(text: str, place: int) -> int:
    while place < len(text) and text[place] == " ":
        place += 1
    return place + 1 if text[place : place + 1] in (LINE_BREAK, PAGE_BREAK) else place


def _lifted(lines: list[TextLine], paragraph: Paragraph, pitch: float) -> list[TextLine]:
    """The lines as high as what is drawn in them asks for."""
    if not paragraph.drawings:
        return lines
    found = []
    for line in lines:
        usual, tallest = Height(line.height, line.baseline), _tallest(paragraph, line.start, line.end)
        height = raised(usual, paragraph.shape, tallest, pitch)
        found.append(replace(line, height=height.height, baseline=height.baseline))
    return found


def _tallest(paragraph: Paragraph, start: int, end: int) -> float:
    """Height of the highest drawing that stands in a line."""
    inside = (drawing for drawing in paragraph.drawings if drawing.anchor is None and start <= drawing.place < end)
    return max((drawing.height for drawing in inside), default=0.0)


def _height(shape: ParagraphShape, stretches: tuple[Stretch, ...], pitch: float) -> Height:
    return line_height(shape, {(stretch.face, stretch.is_latin) for stretch in stretches}, pitch)
