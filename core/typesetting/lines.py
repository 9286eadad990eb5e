"""Word's line breaking and line heights: a line takes what fits, then backs up to the last permitted break.

Break rules: the marks of GB/T 15834 as Word treats them (ECMA-376 part 1, 17.3.1.16). Lengths in twips.
"""

import math
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from core.typesetting.expansion import place_spans
from core.typesetting.glyph_widths import TWIPS, is_half_em
from core.typesetting.measure import Measured, measure
from core.typesetting.tabs import SLACK, TabSpan, after_tab, next_stop
from core.typesetting.values import LINE_BREAK, PAGE_BREAK, Face, Paragraph, ParagraphShape, Stretch, TextLine

AUTO_LINE = 240.0
# Shares of an em above and below the baseline.
HAN_ASCENT, HAN_DESCENT = 1.01, 0.29
LATIN_ASCENT, LATIN_DESCENT = 0.93, 0.22
# Word puts four fifths of an exact line above the baseline.
EXACT_ASCENT = 0.8


class Height(NamedTuple):
    """Height of a line and the place of its baseline, from its top."""

    height: float
    baseline: float


def line_height(shape: ParagraphShape, faces: Collection[tuple[Face, bool]], pitch: float) -> Height:
    """Height of a line with characters of these faces (each with whether it is Latin) on a grid of ``pitch``."""
    if shape.rule == "exact":
        return Height(shape.line, shape.line * EXACT_ASCENT)
    ascent = max(_share(face, latin, HAN_ASCENT, LATIN_ASCENT) for face, latin in faces)
    descent = max(_share(face, latin, HAN_DESCENT, LATIN_DESCENT) for face, latin in faces)
    single = ascent + descent
    if pitch and shape.snap:
        single = math.ceil(single / pitch - 0.001) * pitch
    if shape.rule == "atLeast":
        height = max(single, shape.line)
        return Height(height, height - descent)
    height = single * shape.line / AUTO_LINE
    return Height(height, min(ascent, height - descent))


def raised(height: Height, shape: ParagraphShape, drawn: float, pitch: float) -> Height:
    """The height of a line in which something ``drawn`` so high stands on the baseline; an exact line keeps its own."""
    more = drawn - height.baseline
    if more <= 0 or shape.rule == "exact":
        return height
    whole = height.height + more
    if pitch and shape.snap:
        whole = math.ceil(whole / pitch - 0.001) * pitch
    return Height(whole, drawn)


def _share(face: Face, is_latin: bool, han: float, latin: float) -> float:
    return face.size * TWIPS * (latin if is_latin and not is_half_em(face.latin) else han)


# The lists of ECMA-376 part 1, 17.3.1.16, for Simplified Chinese, which Word keeps. No line starts with these …
NO_START = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
# … and none ends with these. The dash is in neither: —— may start a line, but is never divided.
NO_END = frozenset("$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")
# One of these may stand past the right edge: stops and commas only, as the printed page of the measured reference has it.
# [MS-OI29500] 2.1.52 lists closing quotes and brackets for Word as well; see docs/decisions/027-line-breaks.md.
HANGING = frozenset("。，、；：？！．")
# Two of the same are one mark.
DOUBLED = frozenset("—…")


def may_break(text: str, place: int, kinsoku: bool) -> bool:
    """Whether a line may end before the character at ``place`` and the next one begin with it.

    >>> [place for place in range(1, 8) if may_break("约5.5万户。好", place, True)]
    [1, 4, 5, 7]
    """
    before, after = text[place - 1], text[place]
    if after == " " or before in " \t":
        return after != " "
    if kinsoku and (after in NO_START or before in NO_END):
        return False
    return not _belong_together(before, after)


def _belong_together(before: str, after: str) -> bool:
    """Whether no break is allowed: halves of a double mark, letters of one word. Words may break after a hyphen, numbers not."""
    if _is_word(before) and _is_word(after):
        return before != "-" or not after.isalpha()
    return before == after and before in DOUBLED


def _is_word(character: str) -> bool:
    return "\u0020" < character < "\u0530"


FILLER = " " + LINE_BREAK + PAGE_BREAK


class BrokenParagraph(NamedTuple):
    """A paragraph's lines with left edge (in the column) and top (below the first line) of each, and the total height.

    ``cuts`` are indices of lines that start a page because of a PAGE_BREAK before them; an index one past the last line
    means that what follows the paragraph starts a page.
    """

    lines: tuple[TextLine, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    height: float
    cuts: tuple[int, ...] = ()


class _End(NamedTuple):
    """End of a line. ``is_hanging``: the last mark stands past the edge; ``forced``: no permitted break was found."""

    place: int
    is_hanging: bool = False
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
        shift, stretches = place_spans(measured, spans, end.is_hanging, room, _alignment(shape, text, end.place))
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
    """The spans of the line that starts at ``start``, and where it ends."""
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
    """Lines raised to the height of the drawings that stand in them."""
    if not paragraph.drawings:
        return lines
    found = []
    for line in lines:
        usual, tallest = Height(line.height, line.baseline), _tallest(paragraph, line.start, line.end)
        height = raised(usual, paragraph.shape, tallest, pitch)
        found.append(replace(line, height=height.height, baseline=height.baseline))
    return found


def _tallest(paragraph: Paragraph, start: int, end: int) -> float:
    """Height of the tallest inline drawing in a line, twips."""
    inside = (drawing for drawing in paragraph.drawings if drawing.anchor is None and start <= drawing.place < end)
    return max((drawing.height for drawing in inside), default=0.0)


def _height(shape: ParagraphShape, stretches: tuple[Stretch, ...], pitch: float) -> Height:
    return line_height(shape, {(stretch.face, stretch.is_latin) for stretch in stretches}, pitch)
