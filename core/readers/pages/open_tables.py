"""Tables without upright rules: the rules that are missing are put where no word of any row stands.

A table has at least three level rules of the same length: above and below its head, and at its end. Where the outer sides
alone are left open, they are closed. What is found goes with the rules of the page to ``grids_of``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from core.readers.pages.grids import Ruling, level_rules, upright_rules
from core.readers.pages.lines import rows_of
from core.readers.pages.values import Glyph, PrintedPage, Stroke

_SAME_END, _INSIDE = 3.0, 6.0
"""Points by which the ends of rules may differ, and by which an upright rule stands inside."""

_WORD_GAP, _FAR = 0.6, 2.0
_ONE_ROW = 0.9
"""Shares of the size: the gap between words of two columns, a column of its own, lines of cells set in the middle of a row."""

_BELOW, _FEWEST_ROWS = 0.4, 2
"""Share of the size: from a row to the end of a page's part of a table; rows of one that has no end there."""

_MOST_HEAD, _MOST_BANDS, _FEW_COLUMNS, _FULL = 4, 3, 3, 1.2
"""Lines of a head, and parts of it between rules; signs that no cell has room for."""

_CLEAR, _LONG = 0.6, 0.6
"""Shares: of lines that have several columns, of the width for a rule that parts the whole."""

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
        if _meet_any(rules, [each for each in upright if _is_between(each.at, rules[0])]):
            found += _sides(rules, upright)
        elif not _meet_any(rules, upright):
            found += _of_family(rules, level, glyphs)
    return tuple(found)


def _is_between(place: float, rule: Ruling) -> bool:
    return rule.start + _INSIDE < place < rule.end - _INSIDE


def _families(level: Sequence[Ruling]) -> list[list[Ruling]]:
    """Level rules with the same ends, from top to bottom, two at least."""
    families: list[list[Ruling]] = []
    for rule in sorted(level, key=lambda each: each.at):
        known = next((each for each in families if _has_same_ends(each[0], rule)), None)
        if known is None:
            families.append([rule])
        else:
            known.append(rule)
    return [each for each in families if len(each) > 1]


def _has_same_ends(one: Ruling, other: Ruling) -> bool:
    return abs(one.start - other.start) <= _SAME_END and abs(one.end - other.end) <= _SAME_END


def _meets(upright: Ruling, level: Ruling) -> bool:
    return upright.start - _SAME_END <= level.at <= upright.end + _SAME_END


def _meet_any(rules: Sequence[Ruling], upright: Sequence[Ruling]) -> bool:
    return any(
        _meets(each, rule) and rule.start - _SAME_END <= each.at <= rule.end + _SAME_END
        for each in upright
        for rule in rules
    )


def _sides(rules: Sequence[Ruling], upright: Sequence[Ruling]) -> Iterator[Stroke]:
    """The outer sides of a table that has upright rules inside alone."""
    for above, below in pairwise(rules):
        middle = (above.at + below.at) / 2
        passing = [each for each in upright if each.start < middle < each.end]
        if any(rules[0].start < each.at < rules[0].end for each in passing):
            for side in (above.start, above.end):
                if not any(abs(each.at - side) <= _INSIDE for each in passing):
                    yield Stroke(side, above.at, side, below.at)


def _of_family(rules: Sequence[Ruling], level: Sequence[Ruling], glyphs: Sequence[Glyph]) -> Iterator[Stroke]:
    """The missing rules of the tables between rules of the same ends, and long ones between them."""
    ends = (rules[0].start, rules[0].end)
    inner = [each for each in level if _lies_in(each, rules)]
    bands, at = _bands(rules, inner, glyphs), 0
    while at + 1 < len(bands):
        body, end = _table_at(bands, at)
        if end > at:
            partial = [each.at for each in inner if bands[at].top < each.at < bands[end - 1].bottom]
            yield from _OpenTable(_joined(bands[at:body]), bands[body:end]).completed(ends, partial)
        at = max(end, at + 1)


def _bands(rules: Sequence[Ruling], inner: Sequence[Ruling], glyphs: Sequence[Glyph]) -> list[_Band]:
    start, end = rules[0].start, rules[0].end
    inside = [each for each in glyphs if start <= (each.left + each.right) / 2 <= end]
    heights = {each.at for each in (*rules, *inner) if each.end - each.start > _LONG * (end - start)}
    return [_band(*each, inside) for each in pairwise(sorted(heights))]


def _lies_in(rule: Ruling, rules: Sequence[Ruling]) -> bool:
    """Whether a rule lies between the first and the last of these, and within their ends."""
    ends = rules[0]
    is_within = ends.start - _SAME_END <= rule.start and rule.end <= ends.end + _SAME_END
    return is_within and ends.at < rule.at < rules[-1].at and rule not in rules


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


def _joined(bands: Sequence[_Band]) -> _Band:
    return _Band(bands[0].top, bands[-1].bottom, tuple(line for band in bands for line in band.lines))


def _table_at(bands: Sequence[_Band], start: int) -> tuple[int, int]:
    """The band where the body begins, and that behind it, of a table whose head begins at ``start``; ``start`` twice
    where none is to be seen."""
    for body in range(start + 1, min(start + _MOST_BANDS + 1, len(bands))):
        head, end = _joined(bands[start:body]), body
        if not 1 <= len(head.lines) <= _MOST_HEAD:
            continue
        while end < len(bands) and _OpenTable(head, bands[body : end + 1]).is_clear:
            end += 1
        if end > body:
            return body, end
    return start, start


def _has_rows(band: _Band) -> bool:
    rows = sum(len(line.words) > 1 for line in band.lines)
    return rows > 0 and rows >= _CLEAR * len(band.lines)


def _distance(one: Interval, other: Interval) -> float:
    return max(one[0] - other[1], other[0] - one[1])


def _covered(word: Interval, columns: Sequence[Interval]) -> tuple[int, ...]:
    """The columns over which a word stands."""
    return tuple(at for at, each in enumerate(columns) if _distance(word, each) < 0)


def _widened(columns: tuple[Interval, ...], word: Interval, size: float) -> tuple[Interval, ...]:
    """The columns with a word of the head: part of the one below it, or one of its own."""
    covered = _covered(word, columns)
    if len(covered) == 1:
        at = covered[0]
        wider = (min(word[0], columns[at][0]), max(word[1], columns[at][1]))
        return (*columns[:at], wider, *columns[at + 1 :])
    is_far = min((_distance(word, each) for each in columns), default=0.0) > _FAR * size
    return columns if covered or not is_far else tuple(sorted((*columns, word)))


class _OpenTable:
    """A head and what may be the rows of a table, band by band."""

    def __init__(self, head: _Band, body: Sequence[_Band]) -> None:
        self._head, self._body = head, body
        lines = [line for band in body for line in band.lines]
        size = max((line.size for line in lines), default=1.0)
        columns = _merged([word for line in lines if len(line.words) > 1 for word in line.words], size)
        for line in head.lines:
            for word in line.words:
                columns = _widened(columns, word, size)
        self._columns = columns
        """From where to where the words of each column reach."""

    @property
    def is_clear(self) -> bool:
        """Whether columns are to be seen in the body, its last band too, and named in the head: of few each but the first."""
        if len(self._columns) < 2 or not _has_rows(self._body[-1]):
            return False
        places = (_covered(word, self._columns) for line in self._head.lines for word in line.words)
        named = {place[0] for place in places if len(place) == 1}
        if len(self._columns) <= _FEW_COLUMNS:
            return named >= set(range(1, len(self._columns)))
        return 2 * len(named) >= len(self._columns)

    def completed(self, ends: Interval, partial: Sequence[float]) -> Iterator[Stroke]:
        """The missing rules: those of its rows, and upright ones but where a word stands over several columns; ``partial``
        are the heights of the rules inside."""
        top, bottom = self._head.top, self._body[-1].bottom
        between = {*(band.top for band in self._body), *self._row_heights()}
        yield from (Stroke(ends[0], height, ends[1], height) for height in between)
        yield from (Stroke(side, top, side, bottom) for side in ends)
        heights = sorted({top, *between, *partial, *self._below_spanning(), bottom})
        for upper, lower in pairwise(heights):
            yield from self._uprights(upper, lower)

    def _uprights(self, upper: float, lower: float) -> Iterator[Stroke]:
        """The upright rules between two heights."""
        bands = (self._head, *self._body)
        lines = [line for band in bands for line in band.lines if upper < line.baseline - 0.35 * line.size < lower]
        words = [word for line in lines for word in line.words]
        for one, other in pairwise(self._columns):
            border = (one[1] + other[0]) / 2
            if not any(left < border < right for left, right in words):
                yield Stroke(border, upper, border, lower)

    def _row_heights(self) -> Iterator[float]:
        """The heights between rows that no rule parts."""
        is_ruled = len(self._body) > 1
        for band in self._body:
            firsts = sum(any(0 in _covered(word, self._columns) for word in line.words) for line in band.lines)
            if not is_ruled or firsts > 1:
                yield from self._between_rows(band)

    def _below_spanning(self) -> Iterator[float]:
        """The height below words of the head that stand over several columns, where words of these columns follow."""
        for line, following in pairwise(self._head.lines):
            if any(len(_covered(word, self._columns)) > 1 for word in line.words):
                yield (line.baseline + following.top) / 2

    def _between_rows(self, band: _Band) -> Iterator[float]:
        for line, following in pairwise(band.lines):
            if following.baseline - line.baseline >= _ONE_ROW * line.size and not self._goes_on(line, following):
                yield (line.baseline + following.top) / 2

    def _goes_on(self, line: _Line, following: _Line) -> bool:
        """Whether a line goes on with cells of the line above: it has fewer words, all below words that fill their columns."""
        if len(following.words) >= len(line.words):
            return False
        return all(any(self._is_filled(word, each, line.size) for each in line.words) for word in following.words)

    def _is_filled(self, word: Interval, above: Interval, size: float) -> bool:
        """Whether the word above, in the same column, has no room behind it."""
        covered = _covered(above, self._columns)
        is_same = covered == _covered(word, self._columns) and len(covered) == 1
        return is_same and self._columns[covered[0]][1] - above[1] < _FULL * size and above[1] - above[0] >= 4 * size


Rules: TypeAlias = tuple[Stroke, ...]


def rules_over_pages(pages: Sequence[PrintedPage]) -> list[Rules]:
    """The rules, page by page, that tables lack which have no rule at the foot of a page and go on above the first one of
    the next."""
    found: list[Rules] = [() for _ in pages]
    for number, (upper, lower) in enumerate(pairwise(pages)):
        foot = _foot(upper)
        if foot is not None:
            above, below = _parts_over(foot, _top(lower, foot.ends, upper.height), upper.height)
            found[number] += above
            found[number + 1] += below
    return found


@dataclass(frozen=True, slots=True)
class _Foot:
    """A table without an end at the foot of a page: its ends, head and body, and the heights of the rules in its head."""

    ends: Interval
    head: _Band
    body: _Band
    partial: tuple[float, ...]


def _parts_over(foot: _Foot, rest: _Band | None, height: float) -> tuple[Rules, Rules]:
    """The missing rules of both parts of a table; ``rest`` stands below the page of that ``height``."""
    end = foot.body.bottom
    strokes = _of_both(foot, [each for each in (foot.body, rest) if each is not None and each.lines])
    above = tuple(each._replace(bottom=min(each.bottom, end)) for each in strokes if each.top <= end)
    return above, () if rest is None else _moved_up(strokes, rest.top, height)


def _of_both(foot: _Foot, body: Sequence[_Band]) -> Rules:
    """The missing rules of a table that is made of both parts, and that at the end of the upper one."""
    if sum(len(each.lines) for each in body) < _FEWEST_ROWS or not all(map(_has_rows, body)):
        return ()
    table = _OpenTable(foot.head, body)
    end = Stroke(foot.ends[0], foot.body.bottom, foot.ends[1], foot.body.bottom)
    return (*table.completed(foot.ends, foot.partial), end) if table.is_clear else ()


def _moved_up(strokes: Rules, top: float, height: float) -> Rules:
    """What lies below ``top``, on the page that begins at ``height``."""
    below = (each for each in strokes if each.bottom > top - _SAME_END)
    return tuple(each._replace(top=max(each.top, top) - height, bottom=each.bottom - height) for each in below)


def _foot(page: PrintedPage) -> _Foot | None:
    level, upright = level_rules(page.strokes), upright_rules(page.strokes)
    found = (_foot_below(page, rules, level) for rules in _families(level) if not _meet_any(rules[-2:], upright))
    return next(filter(None, found), None)


def _foot_below(page: PrintedPage, rules: Sequence[Ruling], level: Sequence[Ruling]) -> _Foot | None:
    """The table whose head stands between the last two of these rules; None without words there."""
    ends, (top, head) = (rules[0].start, rules[0].end), (each.at for each in rules[-2:])
    glyphs = [each for each in page.glyphs if ends[0] <= (each.left + each.right) / 2 <= ends[1]]
    above = _band(top, head, glyphs)
    if not 1 <= len(above.lines) <= _MOST_HEAD:
        return None
    lines = _band(head, page.height, glyphs).lines
    while lines and len(lines[-1].words) < 2:
        lines = lines[:-1]
    body = _Band(head, lines[-1].baseline + _BELOW * lines[-1].size if lines else head, lines)
    return _Foot(ends, above, body, tuple(each.at for each in level if top < each.at < head))


def _top(page: PrintedPage, ends: Interval, shift: float) -> _Band | None:
    """The rows above the first rule of a page that has these ends, moved down; None without one or without rows."""
    first = next((each for each in level_rules(page.strokes) if _has_same_ends(each, Ruling(0.0, *ends))), None)
    if first is None:
        return None
    glyphs = [each for each in page.glyphs if ends[0] <= (each.left + each.right) / 2 <= ends[1]]
    lines = _band(0.0, first.at, glyphs).lines
    while lines and len(lines[0].words) < 2:
        lines = lines[1:]
    moved = tuple(_Line(each.baseline + shift, each.size, each.words) for each in lines)
    return _Band(moved[0].top - _BELOW * moved[0].size, first.at + shift, moved) if moved else None
