"""Tables without upright rules: the rules that are missing are put where no word of any row stands.

A table has at least three level rules of the same length: above and below its head, and at its end. Where the outer sides
alone are left open, they are closed. What is found goes with the rules of the page to ``grids_of``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from core.readers.pages.grids import Rule, level_rules, upright_rules
from core.readers.pages.lines import rows_of
from core.readers.pages.values import Glyph, Stroke

_SAME_END, _INSIDE = 3.0, 6.0
"""Points by which the ends of rules may differ, and by which an upright rule stands inside."""

_WORD_GAP, _FAR = 0.6, 2.0
_ONE_ROW = 0.9
"""Shares of the size: the gap between words of two columns, a column of its own, lines of cells set in the middle of a row."""

_MOST_HEAD, _SHORTEST, _FULL = 4, 8, 1.2
_FEWEST_RULES, _FEWEST_BANDS = 3, 3
_CLEAR = 0.6

Interval: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a row of characters: from where to where each reaches."""

    baseline: float
    size: float
    words: tuple[Interval, ...]

    @property
    def top(self) -> float:
        """The height of its signs."""
        return self.baseline - self.size


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two rules."""

    top: float
    bottom: float
    lines: tuple[_Line, ...]


def missing_rules(strokes: Sequence[Stroke], glyphs: Sequence[Glyph]) -> tuple[Stroke, ...]:
    """The rules that the tables of a page lack."""
    level, upright = level_rules(strokes), upright_rules(strokes)
    found: list[Stroke] = []
    for rules in _families(level):
        inner = [each for each in upright if rules[0].start + _INSIDE < each.at < rules[0].end - _INSIDE]
        if any(_meets(each, rule) for each in inner for rule in rules):
            found += _sides(rules, upright)
        elif len(rules) >= _FEWEST_RULES and not _meet_any(rules, upright):
            found += _of_family(rules, [each for each in level if each not in rules], glyphs)
    return tuple(found)


def _families(level: Sequence[Rule]) -> list[list[Rule]]:
    """Level rules with the same ends, from top to bottom, two at least."""
    families: list[list[Rule]] = []
    for rule in sorted(level, key=lambda each: each.at):
        known = next((each for each in families if _has_same_ends(each[0], rule)), None)
        if known is None:
            families.append([rule])
        else:
            known.append(rule)
    return [each for each in families if len(each) > 1]


def _has_same_ends(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) <= _SAME_END and abs(one.end - other.end) <= _SAME_END


def _meets(upright: Rule, level: Rule) -> bool:
    return upright.start - _SAME_END <= level.at <= upright.end + _SAME_END


def _meet_any(rules: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    return any(
        _meets(each, rule) and rule.start - _SAME_END <= each.at <= rule.end + _SAME_END
        for each in upright
        for rule in rules
    )


def _sides(rules: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[Stroke]:
    """The outer sides of a table that has upright rules inside alone."""
    for above, below in pairwise(rules):
        middle = (above.at + below.at) / 2
        passing = [each for each in upright if each.start < middle < each.end]
        if any(rules[0].start < each.at < rules[0].end for each in passing):
            for side in (above.start, above.end):
                if not any(abs(each.at - side) <= _INSIDE for each in passing):
                    yield Stroke(side, above.at, side, below.at)


def _of_family(rules: Sequence[Rule], others: Sequence[Rule], glyphs: Sequence[Glyph]) -> Iterator[Stroke]:
    """The missing rules of the tables between these."""
    inside = [each for each in glyphs if rules[0].start <= (each.left + each.right) / 2 <= rules[0].end]
    bands = [_band(above.at, below.at, inside) for above, below in pairwise(rules)]
    at = 0
    while at + 1 < len(bands):
        end = _end_of_table(bands, at)
        if end > at:
            partial = [each.at for each in others if bands[at].top < each.at < bands[end - 1].bottom]
            yield from _completed(bands[at:end], (rules[0].start, rules[0].end), partial)
        at = max(end, at) + 1


def _band(top: float, bottom: float, glyphs: Sequence[Glyph]) -> _Band:
    rows = rows_of([each for each in glyphs if top < each.baseline - 0.35 * each.ink.size < bottom])
    return _Band(top, bottom, tuple(map(_line, rows)))


def _line(row: Sequence[Glyph]) -> _Line:
    size = max(each.ink.size for each in row)
    return _Line(row[0].baseline, size, _merged([(each.left, each.right) for each in row if each.text.strip()], size))


def _merged(intervals: Sequence[Interval], size: float) -> tuple[Interval, ...]:
    """Intervals that lie nearer to each other than the words of two columns as one."""
    found: list[Interval] = []
    for left, right in sorted(intervals):
        if found and left - found[-1][1] < _WORD_GAP * size:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return tuple(found)


def _end_of_table(bands: Sequence[_Band], start: int) -> int:
    """The band behind a table whose head is the band at ``start``; ``start`` where none is to be seen."""
    head = bands[start]
    if not 1 <= len(head.lines) <= _MOST_HEAD:
        return start
    end = start + 1
    while end < len(bands) and _is_clear(head, bands[start + 1 : end + 1]):
        end += 1
    return end if end > start + 1 else start


def _is_clear(head: _Band, body: Sequence[_Band]) -> bool:
    """Whether columns are to be seen in the body, each part of it, and in the head."""
    columns = _columns(head, body)
    if len(columns) < 2 or not _has_rows(body[-1]):
        return False
    named = {place for line in head.lines for word in line.words if len(place := _covered(word, columns)) == 1}
    return 2 * len(named) >= len(columns)


def _has_rows(band: _Band) -> bool:
    rows = sum(len(line.words) > 1 for line in band.lines)
    return rows > 0 and rows >= _CLEAR * len(band.lines)


def _columns(head: _Band, body: Sequence[_Band]) -> tuple[Interval, ...]:
    """From where to where the words of each column reach: those of rows with several, and those of the head above them."""
    lines = [line for band in body for line in band.lines]
    size = max((line.size for line in lines), default=1.0)
    found = _merged([word for line in lines if len(line.words) > 1 for word in line.words], size)
    for word in (word for line in head.lines for word in line.words):
        covered = _covered(word, found)
        if len(covered) == 1:
            at = covered[0]
            found = (*found[:at], (min(word[0], found[at][0]), max(word[1], found[at][1])), *found[at + 1 :])
        elif not covered and min((_distance(word, each) for each in found), default=0.0) > _FAR * size:
            found = tuple(sorted((*found, word)))
    return found


def _distance(one: Interval, other: Interval) -> float:
    return max(one[0] - other[1], other[0] - one[1])


def _covered(word: Interval, columns: Sequence[Interval]) -> tuple[int, ...]:
    """The columns over which a word stands."""
    return tuple(at for at, each in enumerate(columns) if _distance(word, each) < 0)


def _completed(bands: Sequence[_Band], ends: Interval, partial: Sequence[float]) -> Iterator[Stroke]:
    """The missing rules of a table: those of its rows, and upright ones but where a word stands over several columns."""
    columns = _columns(bands[0], bands[1:])
    top, bottom = bands[0].top, bands[-1].bottom
    borders = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    heights = [top, *sorted({*partial, *_row_heights(bands, columns)}), bottom]
    for height in heights[1:-1]:
        if height not in partial and all(abs(height - each.top) > _SAME_END for each in bands):
            yield Stroke(ends[0], height, ends[1], height)
    yield from (Stroke(side, top, side, bottom) for side in ends)
    over = [(line, word) for band in bands for line in band.lines for word in line.words]
    for upper, lower in pairwise(heights):
        words = [word for line, word in over if upper < line.baseline - 0.35 * line.size < lower]
        for border in borders:
            if not any(left < border < right for left, right in words):
                yield Stroke(border, upper, border, lower)


def _row_heights(bands: Sequence[_Band], columns: Sequence[Interval]) -> Iterator[float]:
    """The heights between rows that no rule parts, and those of the rules inside."""
    is_ruled = len(bands) > _FEWEST_BANDS
    for number, band in enumerate(bands):
        if number:
            yield band.top
        whole = is_ruled and sum(_is_first(line, columns) for line in band.lines) <= 1
        if number == 0 and any(len(_covered(word, columns)) > 1 for line in band.lines for word in line.words):
            yield from _below_spanning(band, columns)
        elif number and not whole:
            yield from _between_rows(band, columns)


def _is_first(line: _Line, columns: Sequence[Interval]) -> bool:
    return any(0 in _covered(word, columns) for word in line.words)


def _below_spanning(head: _Band, columns: Sequence[Interval]) -> Iterator[float]:
    """The height below words of the head that stand over several columns, where words of these columns follow."""
    for line, following in pairwise(head.lines):
        if any(len(_covered(word, columns)) > 1 for word in line.words):
            yield (line.baseline + following.top) / 2


def _between_rows(band: _Band, columns: Sequence[Interval]) -> Iterator[float]:
    for line, following in pairwise(band.lines):
        if following.baseline - line.baseline >= _ONE_ROW * line.size and not _goes_on(line, following, columns):
            yield (line.baseline + following.top) / 2


def _goes_on(line: _Line, following: _Line, columns: Sequence[Interval]) -> bool:
    """Whether a line goes on with cells of the line above: it has fewer words, all below words that fill their columns."""
    if len(following.words) >= len(line.words):
        return False
    return all(any(_is_filled_above(word, each, line.size, columns) for each in line.words) for word in following.words)


def _is_filled_above(word: Interval, above: Interval, size: float, columns: Sequence[Interval]) -> bool:
    covered = _covered(above, columns)
    is_same = covered == _covered(word, columns) and len(covered) == 1
    return is_same and columns[covered[0]][1] - above[1] < _FULL * size and above[1] - above[0] >= 4 * size
