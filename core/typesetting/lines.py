"""Word's line breaking and line heights: a line takes what fits, then backs up to the last permitted break.

Break rules: the marks of GB/T 15834 as Word treats them (ECMA-376 part 1, 17.3.1.16). Lengths in twips.
"""

import itertools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from core.typesetting.glyph_widths import TWIPS, Measured, MeasuredRun, glyph_widths, is_half_em, measure
from core.typesetting.values import LINE_BREAK, PAGE_BREAK, Face, Paragraph, ParagraphShape, Stretch, TextLine

# Text between tab stops (ECMA-376 part 1, 17.3.1.37).

# Where stops stand when none is set: every two characters of 五号, as Word does in Chinese files.
DEFAULT_STEP = 420.0
SLACK = 0.5


class TabSpan(NamedTuple):
    """Characters ``start`` to ``end``, set from ``x``; ``leader`` is that of the tab stop before them."""

    x: float
    start: int
    end: int
    leader: str = ""


class Stop(NamedTuple):
    """A tab stop against the line's left edge; ``is_set``: not one of the default ones."""

    place: float
    align: str
    is_set: bool
    leader: str = ""


def next_stop(shape: ParagraphShape, left: float, x: float) -> Stop:
    """The first stop to the right of ``x`` on a line whose left edge is ``left``.

    A hanging indent is a stop for its first line.
    """
    stops = [Stop(stop.place - left, stop.align, True, stop.leader) for stop in shape.tabs]
    if shape.first < 0:
        stops.append(Stop(shape.left - left, "left", True))
    for stop in sorted(stops):
        if stop.place > x + SLACK:
            return stop
    return Stop((x + left + SLACK) // DEFAULT_STEP * DEFAULT_STEP + DEFAULT_STEP - left, "left", False)


def after_tab(measured: Measured, tab: int, stop: Stop, x: float, edge: float) -> float:
    """Where the text after the tab at ``tab`` begins: aligned to a right or centred stop, never left of ``x``.

    ``edge`` is the right edge that the text should not pass.
    """
    if stop.align == "left":
        return min(stop.place, edge)
    start = tab + 1
    ends = [len(measured.text)]
    for places, step in ((measured.tabs, 0), (measured.ends, 1)):
        index = bisect_left(places, start + step)
        ends += [place - step for place in places[index : index + 1]]
    width = measured.width(tab + 1, min(ends))
    begin = stop.place - width / (1 if stop.align == "right" else 2)
    return max(x, min(begin, edge - width))


# Horizontal positions and widths of a line's text runs, with the spare width distributed by the alignment.

SPREAD = frozenset({"both", "distribute"})
# Twips for each character of a line; a line spread wider is one of few words, such as the names on a red head.
WIDE_GAP = 40
# The share of the spare room that stands left of the line.
SHIFTS = MappingProxyType({"center": 0.5, "right": 1.0})

# Characters start to end of a run, drawn as one. A plain tuple: there are thousands of them.
Atom: TypeAlias = tuple[int, int, MeasuredRun]


def place_spans(
    measured: Measured, spans: Sequence[TabSpan], is_hanging: bool, room: float, align: str
) -> tuple[float, tuple[Stretch, ...]]:
    """Shift of the line from its left edge, and its placed stretches of text.

    ``is_hanging``: the last mark stands past the right edge and takes nothing of ``room``.
    """
    if len(spans) > 1:
        return 0.0, (*_set_tabbed(measured, spans), *_set_plain(measured, spans[-1]))
    span = spans[0]
    spare = max(room - measured.width(span.start, span.end - is_hanging), 0.0)
    if align in SPREAD:
        return 0.0, _set_spread(measured, span, spare)
    return spare * SHIFTS.get(align, 0.0), _set_plain(measured, span)


def _set_tabbed(measured: Measured, spans: Sequence[TabSpan]) -> Iterator[Stretch]:
    """All spans but the last one, and the tabs that are lines to write on or filled with a leader."""
    for span, following in itertools.pairwise(spans):
        yield from _set_plain(measured, span)
        run = measured.runs[measured.run_at(span.end)]
        x = span.x + measured.width(span.start, span.end)
        tab = Stretch(x, following.x - x, " ", run.face, span.end, True, run.is_open)
        if following.leader:
            yield from _led(tab, following.leader)
        elif run.face.underline:
            yield tab


def _led(tab: Stretch, leader: str) -> Iterator[Stretch]:
    """A tab filled with as many leaders as it has room for, which end where it does."""
    each = glyph_widths(tab.face)[leader]
    count = int((tab.width + SLACK) // each)
    if count > 0:
        yield tab._replace(x=tab.x + tab.width - count * each, width=count * each, leader=leader * count)


def _set_plain(measured: Measured, span: TabSpan) -> tuple[Stretch, ...]:
    """Stretches at their natural widths."""
    sums, lefts, text = measured.sums, measured.lefts, measured.text
    origin = span.x - lefts[span.start]
    return tuple(
        [
            Stretch(origin + lefts[start], sums[end] - lefts[start], text[start:end], run.face, start, *run[3:5])
            for start, end, run in _atoms(measured, span)
        ]
    )


def _set_spread(measured: Measured, span: TabSpan, spare: float) -> tuple[Stretch, ...]:
    """Stretches with the spare width between Han characters and after spaces, never inside a Latin word."""
    sums, lefts, text, atoms = measured.sums, measured.lefts, measured.text, _atoms(measured, span)
    if " " in text[span.start : span.end]:
        atoms = _words(text, atoms)
    if spare > (span.end - span.start) * WIDE_GAP:
        atoms = [piece for atom in atoms for piece in _alone(atom)]
    counts = _gaps(text, atoms)
    gap = spare / max(sum(counts), 1)
    x, found = span.x - lefts[span.start] + sums[span.start], []
    for (start, end, run), count in zip(atoms, counts, strict=True):
        x += lefts[start] - sums[start]
        width = sums[end] - lefts[start]
        inner = 0.0 if run.is_latin else gap * (end - start - 1)
        found.append(Stretch(x, width + inner, text[start:end], run.face, start, *run[3:5]))
        x += width + gap * count
    return tuple(found)


def _atoms(measured: Measured, span: TabSpan) -> list[Atom]:
    start, end, runs = span.start, span.end, measured.runs
    if end <= start:
        return []
    first = measured.run_at(start)
    if runs[first].end >= end:
        return [] if runs[first].is_control else [(start, end, runs[first])]
    found = runs[first : measured.run_at(end - 1) + 1]
    return [(max(run.start, start), min(run.end, end), run) for run in found if not run.is_control]


def _words(text: str, atoms: list[Atom]) -> list[Atom]:
    """Split Latin words, each with the spaces after it."""
    found = []
    for start, end, run in atoms:
        if run.is_latin:
            while (space := text.find(" ", start, end - 1)) >= 0:
                found.append((start, space + 1, run))
                start = space + 1
        found.append((start, end, run))
    return found


def _alone(atom: Atom) -> list[Atom]:
    """Split into single Han characters: painters add the gap after each, which must not show at the end of the line."""
    start, end, run = atom
    return [atom] if run.is_latin else [(place, place + 1, run) for place in range(start, end)]


def _gaps(text: str, atoms: list[Atom]) -> list[int]:
    """Shares of the spare width per atom: one after each Han character and each space.

    A Latin word gets one before a Han character; the last character of the line gets none.
    """
    counts = [_gap_share(text, atom, following) for atom, following in itertools.pairwise(atoms)]
    if atoms:
        start, end, run = atoms[-1]
        counts.append(0 if run.is_latin else end - start - 1)
    return counts


def _gap_share(text: str, atom: Atom, following: Atom) -> int:
    start, end, run = atom
    if not run.is_latin:
        return end - start
    return 1 if not following[2].is_latin or text[end - 1] == " " else 0


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
NO_BREAK_SPACE = "\u00a0"
HYPHEN = "-"
"""Words and numbers may be broken after it (17.3.3.18: 999-99-9999), a sign before a number (-5) stays with it."""


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
    return _is_after_hyphen(text, place) or not _belong_together(before, after)


def _is_after_hyphen(text: str, place: int) -> bool:
    """Whether a hyphen between two Latin letters or digits stands before this place."""
    sides = text[max(place - 2, 0)], text[place]
    return text[place - 1] == HYPHEN and all(side.isalnum() and _is_word(side) for side in sides)


def _belong_together(before: str, after: str) -> bool:
    """Whether no break is allowed: halves of a double mark, letters of one word, anything beside a no-break space."""
    if NO_BREAK_SPACE in (before, after):
        return True
    if _is_word(before) and _is_word(after):
        return True
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
    x, spans, leader = 0.0, list[TabSpan](), ""
    tabs = measured.tabs
    place = bisect_right(tabs, start - 1)
    while True:
        end = _line_end(measured, start, room - x, shape)
        if spans and end.forced:
            return spans, _End(start)
        if place == len(tabs) or tabs[place] >= end.place:
            spans.append(TabSpan(x, start, _trimmed(measured.text, start, end.place), leader))
            return spans, end
        tab = tabs[place]
        spans.append(TabSpan(x, start, tab, leader))
        x += measured.width(start, tab)
        stop = next_stop(shape, left, x)
        if stop.place > room + SLACK and not stop.is_set:
            return spans, _End(tab + 1)
        x = after_tab(measured, tab, stop, x, room)
        start, place, leader = tab + 1, place + 1, stop.leader


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
        inside = (
            drawing
            for drawing in paragraph.drawings
            if drawing.anchor is None and line.start <= drawing.place < line.end
        )
        usual, tallest = Height(line.height, line.baseline), max((drawing.height for drawing in inside), default=0.0)
        height = raised(usual, paragraph.shape, tallest, pitch)
        found.append(replace(line, height=height.height, baseline=height.baseline))
    return found


def _height(shape: ParagraphShape, stretches: tuple[Stretch, ...], pitch: float) -> Height:
    return line_height(shape, {(stretch.face, stretch.is_latin) for stretch in stretches}, pitch)
