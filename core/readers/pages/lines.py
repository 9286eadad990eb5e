"""Lines of a page from its characters: by baseline, with the spaces that the eye sees, column after column."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby, islice, pairwise
from operator import attrgetter
from statistics import median_low
from typing import NamedTuple

from core.model.text import raised
from core.readers.pages.values import WHOLE, Glyph, Ink, NoteMark, PrintedLine, Stroke

_SAME_BASELINE = 0.25
_SMALL = 0.8
_RAISED = 0.75
"""Shares of the size: the tolerance of a baseline, what is a raised or lowered sign, and how far that may stand off."""

_OFF_BASE = 0.12
"""The share of the size by which such a sign stands off the baseline at least."""

_NOTE_MARK = re.compile(r"[\[〔（(]?(?:[0-9]{1,3}|[ivx]{1,6}|[*＊†‡①-⑳])[\]〕）)]?")
_TEN, _UNIT, _SQUARES = re.compile(r"(?<![0-9.])10$"), re.compile(r"[a-z]$"), frozenset("23")

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]")
_EITHER, _WIDE_SIGN = frozenset("“”‘’—…·"), 0.75
"""Signs of both writings: Chinese where they are as wide as a Han character."""
_LATIN_GAP, _TYPED_GAP, _EMPTY_PLACE = 0.15, 0.18, 0.8
"""Shares of the size: gaps between Latin words, of a space that was typed, of a full-width place left free."""

# Radicals that some fonts give instead of the ideograph; Unicode's EquivalentUnifiedIdeograph.txt, the simplified ones.
_RADICALS = str.maketrans(
    "\u2e81\u2e84\u2e85\u2e8b\u2e97\u2e9f\u2ea0\u2ea9\u2eae\u2ebc\u2ec4\u2ec5\u2ec6\u2ec8\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8"
    "\u2ed9\u2eda\u2edb\u2edc\u2edd\u2ee2\u2ee4\u2ee5\u2ee6\u2ee8\u2ee9\u2eeb\u2eec\u2eee\u2eef\u2ef0\u2ef3",
    "厂乚亻㔾心母民王竹月西见角讠贝车长门青韦页风飞食马鬼鱼鸟麦黄齊齐齿龍龙龟",
)
_COMPATIBLE = re.compile("[\u2f00-\u2fd5\ufb00-\ufb06]")
_STOPS, _FEWEST_STRETCHED, _MOST_STRETCHED = frozenset("，、。；：！？）》”"), 2, 0.7
_FEWEST_SPLIT, _FULL_COLUMN, _MOST_FULL, _NARROWEST = 6, 0.7, 0.6, 8
_MIDDLE = (0.3, 0.7)
_LEADER = re.compile(r"\s*[.…·．]{5,}\s*(?=[0-9ivxIVX]{1,5}$)")
_GUTTER, _TWICE, _MOST_EMPTY = 0.8, 0.1, 8
_SAME_PLACE = 0.01
_TOUCHING, _CLOSE, _SLIMMEST, _WIDEST_WRAP = 2.0, 0.2, 4, 2.0
"""Points, which are no room between signs; signs that have room beside a picture; signs between a picture and its text at most."""


_BLANK, _MOST_BLANKS, _THINNEST, _WIDEST_BLANK, _LARGEST, _ABOVE, _BELOW = "＿", 500, 4.0, 350.0, 72.0, 1.0, 0.35
"""The sign of a blank, and how many of a page are looked at; points: how thick and wide its stroke is at most, the largest
print, how far it may stand above the baseline; share of the size: how far below."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page in reading order, and the middle between its two columns, if it is set in two."""

    lines: tuple[PrintedLine, ...]
    gutter: float | None


def lines_of(
    glyphs: Sequence[Glyph], page: int, width: float, boxes: Sequence[Stroke] = (), before: float | None = None
) -> PageLines:
    """The lines of a page of this ``width`` with pictures and frames in these ``boxes``; ``before`` is the gutter of the page
    before, which goes on where the second column has few lines."""
    rows = rows_of(glyphs)
    gutter = _gutter(rows, width, boxes)
    if gutter is None and before is not None and _goes_on(rows, before):
        gutter = before
    if gutter is None:
        return PageLines(tuple(_lines(rows, page, 0, boxes)), None)
    return PageLines(tuple(_by_column(rows, page, gutter, boxes)), gutter)


def beside(lines: Sequence[PrintedLine], boxes: Iterable[Stroke]) -> tuple[PrintedLine, ...]:
    """The lines with the room that pictures and tables, whose ``boxes`` these are, leave free beside and above them.

    Columns keep their edges.
    """
    found = list(lines)
    for box in boxes:
        for at, room in _rooms(found, box):
            found[at] = replace(found[at], room=room)
        below = next((at for at, line in enumerate(found) if line.top > box.top), 0)
        if (
            below
            and not found[below].column
            and box.top > found[below - 1].top
            and found[below].top > box.bottom - _TOUCHING
        ):
            found[below] = replace(found[below], drop=found[below].drop + box.bottom - box.top)
    return tuple(found)


def within(lines: Sequence[PrintedLine], frames: Sequence[Stroke]) -> Iterator[PrintedLine]:
    """The lines with the room that the frame around them has."""
    for line in lines:
        frame = next((each for each in frames if each.top < line.baseline < each.bottom), None)
        yield line if frame is None else replace(line, room=(frame.left, frame.right))


def _rooms(lines: Sequence[PrintedLine], box: Stroke) -> Iterator[tuple[int, tuple[float, float]]]:
    """The lines beside a box, by their number, and the room that it leaves them."""
    near = [(at, line) for at, line in enumerate(lines) if _is_near(line, box)]
    before = [(at, line) for at, line in near if line.right <= box.left + _TOUCHING]
    after = [(at, line) for at, line in near if line.left >= box.right - _TOUCHING]
    right, left = _room_before(box, [line for _, line in before]), _room_after(box, [line for _, line in after])
    yield from ((at, (left, line.room[1])) for at, line in after)
    yield from ((at, (line.room[0], right)) for at, line in before)


def _is_near(line: PrintedLine, box: Stroke) -> bool:
    return not line.column and line.top < box.bottom and box.top < line.baseline


def _room_before(box: Stroke, lines: Sequence[PrintedLine]) -> float:
    """Where the room of lines at the left of a box ends; a few signs at the margin have no room of their own."""
    if not lines or box.left - min(line.left for line in lines) < _SLIMMEST * lines[0].size:
        return WHOLE[1]
    return max(max(line.right for line in lines), box.left - _WIDEST_WRAP * lines[0].size)


def _room_after(box: Stroke, lines: Sequence[PrintedLine]) -> float:
    """Where the room of lines at the right of a box begins: where most of them do."""
    if not lines:
        return WHOLE[0]
    starts = Counter(round(line.left) for line in lines)
    usual = min(starts, key=lambda left: (-starts[left], left))
    near = min((line.left for line in lines if abs(line.left - usual) <= 1), default=usual)
    return near if starts[usual] > 1 else min(near, box.right + _WIDEST_WRAP * lines[0].size)


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Visible characters by baseline, from top to bottom and from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: (each.baseline, each.left)):
        if rows and glyph.baseline - rows[-1][0].baseline <= _SAME_BASELINE * min(glyph.ink.size, rows[-1][0].ink.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    filled = [row for row in rows if any(not each.text.isspace() for each in row)]
    return [sorted(row, key=lambda each: each.left) for row in _with_raised(filled)]


def blanks(glyphs: Sequence[Glyph], strokes: Iterable[Stroke], taken: Iterable[Stroke]) -> Iterator[Glyph]:
    """The blanks to be filled in, as signs: short level strokes right below the signs of a line where it has none.

    Strokes that touch a table or frame, ``taken``, are none.
    """
    boxes = list(taken)
    free = [
        each for each in islice(filter(_is_short, strokes), _MOST_BLANKS) if not any(map(partial(_touch, each), boxes))
    ]
    ordered = sorted(glyphs, key=attrgetter("baseline")) if free else []
    for stroke in free:
        low = bisect_left(ordered, stroke.bottom - _LARGEST * _BELOW, key=attrgetter("baseline"))
        high = bisect_left(ordered, stroke.bottom + _ABOVE, key=attrgetter("baseline"))
        row = [each for each in ordered[low:high] if stroke.bottom < each.baseline + _BELOW * each.ink.size]
        yield from _blank(stroke, _shown(row))


def _is_short(stroke: Stroke) -> bool:
    return stroke.bottom - stroke.top <= _THINNEST and stroke.right - stroke.left <= _WIDEST_BLANK


def _blank(stroke: Stroke, row: Sequence[Glyph]) -> Iterator[Glyph]:
    """The signs for a stroke below a row; none where it is no blank."""
    width = stroke.right - stroke.left
    if not row or width < row[0].ink.size:
        return
    if any(each.left < stroke.right - _TOUCHING and stroke.left + _TOUCHING < each.right for each in row):
        return
    count = max(round(width / row[0].ink.size), 1)
    step = width / count
    for at in range(count):
        left = stroke.left + at * step
        yield Glyph(_BLANK, left, left + step, row[0].baseline, row[0].ink)


def _touch(one: Stroke, other: Stroke) -> bool:
    return (
        one.left < other.right + _TOUCHING
        and other.left < one.right + _TOUCHING
        and one.top < other.bottom + _TOUCHING
        and other.top < one.bottom + _TOUCHING
    )


def _with_raised(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Rows of small signs just above or below a row go into it: 10⁴ is one word."""
    found: list[list[Glyph]] = []
    for row in rows:
        if found and _belongs(row, found[-1]):
            found[-1] += row
        elif found and _belongs(found[-1], row):
            found[-1] = [*row, *found[-1]]
        else:
            found.append(row)
    return found


def _belongs(small: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    size, base = row[0].ink.size, row[0].baseline
    if max(each.ink.size for each in small) > _SMALL * size or abs(small[0].baseline - base) > _RAISED * size:
        return False
    return (
        min(each.left for each in row) - size < small[0].left
        and small[-1].right < max(each.right for each in row) + 2 * size
    )


def _lines(rows: Iterable[Sequence[Glyph]], page: int, column: int, boxes: Sequence[Stroke]) -> Iterator[PrintedLine]:
    for row in rows:
        line = line_of(row, boxes)
        if line:
            yield replace(line, page=page, column=column)


def line_of(row: Sequence[Glyph], boxes: Sequence[Stroke] = ()) -> PrintedLine | None:
    """The characters of a row as a line, without white space at its ends and where a picture of these ``boxes`` stands."""
    printed, spaces = _printed_once(_shown(row)), [each for each in row if each.text.isspace()]
    runs = tuple(_runs(printed)) if printed else ()
    shown = list(chain.from_iterable(each.shown for each in runs))
    if not shown:
        return None
    inks = Counter(each.ink for each in shown)
    signs = list(_with_spaces(shown, spaces, boxes))
    texts, lefts, rights, found = zip(*_without_leader(signs), strict=True)
    common = inks.most_common(1)[0][0]
    base = next(each.baseline for each in shown if each.ink == common)
    marks = tuple(_marks(runs, lefts))
    return PrintedLine("".join(texts), lefts, rights, found, base, common.size, marks=marks)


def _marks(runs: Iterable["_Run"], lefts: Sequence[float]) -> Iterator[NoteMark]:
    """The marks of notes with the number of signs of the line that begin before them."""
    for each in runs:
        if each.is_mark:
            label = "".join(glyph.text for glyph in each.glyphs)
            yield NoteMark(bisect_left(lefts, each.glyphs[0].left), label)


def _with_spaces(
    shown: Sequence[Glyph], spaces: Sequence[Glyph], boxes: Sequence[Stroke]
) -> Iterator[tuple[str, float, float, Ink]]:
    yield from _signs(shown[0])
    is_stretched = _is_stretched(shown)
    for before, glyph in pairwise(shown):
        if glyph.left - before.right > _CLOSE and not is_stretched and not (boxes and _is_filled(before, glyph, boxes)):
            space = _space(before, glyph, spaces)
            yield from ((sign, before.right, glyph.left, glyph.ink) for sign in space)
        yield from _signs(glyph)


def _is_stretched(shown: Sequence[Glyph]) -> bool:
    """Whether a line was filled by room between all its signs, before its marks too, as before a typed line break."""
    if len(shown) < _FEWEST_STRETCHED or shown[-1].text[:1] not in _STOPS:
        return False
    wide = [
        after.left - before.right > _GUTTER * before.ink.size
        for before, after in pairwise(shown)
        if _is_wide(before) or _is_wide(after)
    ]
    return wide[-1] and sum(wide) > _MOST_STRETCHED * len(wide)


def _is_filled(before: Glyph, after: Glyph, boxes: Iterable[Stroke]) -> bool:
    """Whether a picture stands between two characters of a line, which then are parted by nothing else."""
    end = before.left if before.text[:1] in _STOPS else before.right  # marks have room of their own behind them
    return any(
        end - _TOUCHING < box.left
        and box.right < after.left + _TOUCHING
        and box.top < after.baseline
        and after.baseline - after.ink.size < box.bottom
        for box in boxes
    )


class _Run(NamedTuple):
    """Characters beside each other that stand equally: 1 above the baseline, -1 below it, 0 on it."""

    stands: int
    glyphs: tuple[Glyph, ...]
    is_mark: bool

    @property
    def shown(self) -> Iterable[Glyph]:
        """The characters, raised and lowered ones as such signs; those of a note's mark have no text, but keep their room."""
        if not self.stands:
            return self.glyphs
        if self.is_mark:
            return (each._replace(text="") for each in self.glyphs)
        return (each._replace(text=raised(each.text, is_lowered=self.stands <= 0)) for each in self.glyphs)


def _runs(row: Sequence[Glyph]) -> Iterator[_Run]:
    """The characters of a row by how they stand: most are one run."""
    base = _base(row)
    before = ""
    for stands, own in groupby(row, lambda each: _stands_off(each, base)):
        run = tuple(own)
        text = "".join(each.text for each in run)
        yield _Run(stands, run, stands > 0 and _NOTE_MARK.fullmatch(text) is not None and not _is_power(text, before))
        before += text


def _base(row: Sequence[Glyph]) -> Glyph:
    """A character of the size and baseline that most have."""
    common = Counter((each.ink.size, round(each.baseline, 1)) for each in row).most_common(1)
    return next(each for each in row for key, _ in common if (each.ink.size, round(each.baseline, 1)) == key)


def _stands_off(glyph: Glyph, base: Glyph) -> int:
    """1 for a small sign above the baseline, -1 for one below it, else 0."""
    off = base.baseline - glyph.baseline
    if glyph.ink.size > _SMALL * base.ink.size or abs(off) < _OFF_BASE * base.ink.size:
        return 0
    return 1 if off > 0 else -1


def _is_power(text: str, before: str) -> bool:
    """Whether a raised number behind these signs belongs to them: 10⁴, m²; words and other figures have notes."""
    return _TEN.search(before) is not None or (text in _SQUARES and _UNIT.search(before) is not None)


def _without_leader(signs: list[tuple[str, float, float, Ink]]) -> list[tuple[str, float, float, Ink]]:
    """The signs of a line of contents with a tab for the dots before its page number."""
    found = _LEADER.search("".join(sign for sign, *_ in signs))
    if found is None:
        return signs
    start, end = found.span()
    return [*signs[:start], ("\t", signs[start][1], signs[end - 1][2], signs[start][3]), *signs[end:]]


def _shown(row: Iterable[Glyph]) -> list[Glyph]:
    return [each for each in row if each.text and not each.text.isspace()]


def _signs(glyph: Glyph) -> Iterator[tuple[str, float, float, Ink]]:
    return ((sign, glyph.left, glyph.right, glyph.ink) for sign in plain_text(glyph.text))


def _printed_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without signs that are printed twice on nearly the same place, to look bold."""
    twice = [a.text == b.text and b.left - a.left < _TWICE * a.ink.size for a, b in pairwise(glyphs)]
    for number, (a, b) in enumerate(pairwise(glyphs)):
        # On the very same place as no other sign beside it: two signs that the font has as one, as ff and —— are.
        beside = (*twice[max(number - 2, 0) : number], *twice[number + 1 : number + 3])
        twice[number] &= b.left - a.left > _SAME_PLACE or any(beside)
    return (
        [glyphs[0], *(each for each, is_again in zip(glyphs[1:], twice, strict=True) if not is_again)] if glyphs else []
    )


def plain_text(text: str) -> str:
    """Radicals and ligatures as the signs that were meant."""
    if "\u3000" <= text < "\uf900" or text.isascii():
        return text  # nearly all
    if _COMPATIBLE.search(text):
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_RADICALS)


def _space(before: Glyph, after: Glyph, spaces: Sequence[Glyph]) -> str:
    """White space between two characters, as the eye sees it."""
    gap, size = after.left - before.right, min(before.ink.size, after.ink.size) or 1.0
    if gap < _LATIN_GAP * size:
        return ""
    if not _is_wide(before) and not _is_wide(after):
        return " " if gap < 3 * size else "\u3000" * min(round(gap / size), _MOST_EMPTY)
    typed = _typed(spaces, before.left, after.left)
    return typed or ("\u3000" * min(round(gap / size), _MOST_EMPTY) if gap >= _EMPTY_PLACE * size else "")


def _typed(spaces: Iterable[Glyph], left: float, right: float) -> str:
    """The spaces of the file between two places that have a width."""
    inside = (each for each in spaces if left <= each.left <= right)
    texts = (each.text for each in inside if each.right - each.left > _TYPED_GAP * each.ink.size)
    return "".join("\u3000" if text == "\u3000" else " " for text in texts)


def is_wide_sign(sign: str) -> bool:
    """Whether a sign takes the place of a Han character, as marks that both writings have do in Chinese fonts."""
    return sign in _EITHER or _WIDE.match(sign) is not None


def _is_wide(glyph: Glyph) -> bool:
    if glyph.text in _EITHER:
        return glyph.right - glyph.left >= _WIDE_SIGN * glyph.ink.size
    return _WIDE.match(glyph.text) is not None


def _gutter(rows: Sequence[Sequence[Glyph]], width: float, boxes: Sequence[Stroke]) -> float | None:
    """The middle of the free strip between two columns of full lines; None on a page that is set across."""
    shown = list(map(_shown, rows))
    gaps = [(row, gap) for row in shown for gap in _gaps(row, width, boxes)]
    if len(gaps) < _FEWEST_SPLIT:
        return None
    middle = median_low((gap[0] + gap[1]) / 2 for _row, gap in gaps)
    split = [row for row, gap in gaps if gap[0] <= middle <= gap[1]]
    return middle if len(split) >= 2 * _count_crossing(shown, middle) and _are_full(split, middle) else None


def _goes_on(rows: Iterable[Sequence[Glyph]], gutter: float) -> bool:
    """Whether the columns of the page before go on, of which the second one may be empty."""
    shown = list(map(_shown, rows))
    left = [row for row in shown if row and row[-1].left < gutter and not _crosses(row, gutter)]
    return len(left) >= max(_FEWEST_SPLIT, 2 * _count_crossing(shown, gutter)) and _is_column(left)


def _count_crossing(rows: Iterable[Sequence[Glyph]], place: float) -> int:
    return sum(_crosses(row, place) for row in rows)


def _crosses(row: Iterable[Glyph], place: float) -> bool:
    """Whether a row goes over a place; marks may hang over the edge of a column."""
    return any(each.left < place < each.right and each.text[:1] not in _STOPS for each in row)


def _gaps(row: Sequence[Glyph], width: float, boxes: Sequence[Stroke]) -> Iterator[tuple[float, float]]:
    """Free strips wider than a sign in the middle of the page."""
    for before, after in pairwise(row):
        is_wide = after.left - before.right > _GUTTER * before.ink.size
        is_middle = after.left > _MIDDLE[0] * width and before.right < _MIDDLE[1] * width
        if is_wide and is_middle and not _is_filled(before, after, boxes):
            yield before.right, after.left


def _are_full(rows: Sequence[Sequence[Glyph]], middle: float) -> bool:
    """Whether the text of most rows fills its column on both sides; names and numbers side by side do not."""
    left = [[each for each in row if each.right <= middle] for row in rows]
    right = [[each for each in row if each.left >= middle] for row in rows]
    return _is_column(left) and _is_column(right)


def _is_column(rows: Sequence[Sequence[Glyph]]) -> bool:
    widths = [row[-1].right - row[0].left for row in rows if row]
    widest = max(widths, default=0.0)
    full = sum(width >= _FULL_COLUMN * widest for width in widths)
    return full >= _MOST_FULL * len(widths) and widest >= _NARROWEST * rows[0][0].ink.size


def _by_column(
    rows: Sequence[Sequence[Glyph]], page: int, gutter: float, boxes: Sequence[Stroke]
) -> Iterator[PrintedLine]:
    """Lines between two rows across the page: the left ones, then the right ones."""
    left: list[list[Glyph]] = []
    right: list[list[Glyph]] = []
    for row in rows:
        if _crosses(_shown(row), gutter):
            yield from _lines(left, page, 1, boxes)
            yield from _lines(right, page, 2, boxes)
            yield from _lines([row], page, 0, boxes)
            left, right = [], []
        else:
            left.append([each for each in row if each.left < gutter])
            right.append([each for each in row if each.left >= gutter])
    yield from _lines(left, page, 1, boxes)
    yield from _lines(right, page, 2, boxes)
