"""Headings without a number: what tells them, and of which level they are beside the numbered ones."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from core.model.raw import Origin
from core.model.structure.captions import reads_as_caption
from core.parsing.decisions import DEEPEST, SISTERS, Decision, heading_above
from core.parsing.lines import Line, after_space, entry_length

_SHORTEST_SISTER, _LONGEST_SISTER = 4, 30
_LEAST_TEXT = 20
_NARRATED = -1.0
_LARGER = 1.0
"""Points by which headings of two levels differ at least."""

_LEADS_ON = re.compile("[，,].*[：:]$")
"""A sentence that leads to what stands below it: 新的一年，我们将抓好以下工作："""

# What ends a sentence or goes on, several phrases in columns, more than two phrases.
_NO_SISTER = re.compile(
    r"[。；！？!?…，,、]$|[。；：:]|^[A-Za-z][．.、]|\S\s{2,}\S|，.*，|^[（(【\[《“—-]|[）)】\]]$|^附|https?:"
)
_SIGNS = frozenset("★☆●○■□◆◇▲△▶►※◎⊙")
_ENTRY = "【"


@dataclass(frozen=True, slots=True)
class _Unnumbered:
    """A line that may be a heading without a number; ``mark`` is the sign that it opens with, if any, ``cut`` the length
    of the heading with the white space after it. Headings with the same sign make a row. ``following`` is the line
    below, ``text`` its length where it is text that belongs to the heading.
    """

    line: Line
    mark: str
    cut: int
    following: Line | None = None
    text: int = 0

    @property
    def is_part(self) -> bool:
        """Whether it may be a part with text alone: no sign, no entry, nobody's signature."""
        is_plain = self.text > 0 and not self.mark and not self.run_in
        return is_plain and not self.line.phrases.people.is_signed(self.line.bare)

    @property
    def stands_out(self) -> bool:
        """Whether it is bold and the line below is not all bold."""
        return self.line.is_bold and not (self.following is not None and self.following.is_bold)

    @property
    def names_part(self) -> bool:
        """Whether it ends as the names of parts do: …的问题, …工作安排."""
        return self.line.phrases.topics.nominal.search(_without_colon(self.line)) is not None

    def opens_row(self, known: Mapping[int, Decision]) -> bool:
        """Whether the first of a row of numbered headings stands below."""
        return self.following is not None and self.following.index in known and self.following.number_is_first

    def row_level(self, known: Mapping[int, Decision]) -> int:
        """The level of the row of numbered headings that stands below."""
        return known[self.following.index].level if self.following is not None else DEEPEST

    @property
    def run_in(self) -> bool:
        """Whether text follows in the same paragraph."""
        return self.cut < len(self.line.rest)


def find_sisters(lines: Sequence[Line], known: Mapping[int, Decision]) -> dict[int, Decision]:
    """Headings without a number: short lines without a stop, each with text of its own below, that are sisters, and
    entries of yearbooks (【粮食生产】…).

    Under a numbered heading they are one level deeper; in a document without numbered headings they are its parts. A
    line above a row of numbers that begins anew is a part, too.
    """
    periods = _periods(lines, known)
    candidates = list(_candidates(lines, {**known, **periods}))
    above = {**known, **_beside_periods(candidates, periods, known, lines), **_parts(candidates, known)}
    groups: dict[int, list[_Unnumbered]] = {}
    order = sorted(above)
    for found in candidates:
        if found.line.index not in above and (found.run_in or found.text) and not found.opens_row(known):
            groups.setdefault(heading_above(order, found.line.index), []).append(found)
    parts = {index: decision for index, decision in above.items() if index not in known}
    return parts | _below(groups, above) | periods


def _candidates(lines: Sequence[Line], known: Mapping[int, Decision]) -> Iterator[_Unnumbered]:
    """The lines that may be headings without a number."""
    for before, line, following in zip((None, *lines[:-1]), lines, (*lines[1:], None), strict=False):
        found = _unnumbered(line, before) if line.index not in known else None
        if found is not None:
            text = _text_below(found, following, known) if following is not None else 0
            yield replace(found, following=following, text=text)


def _unnumbered(line: Line, before: Line | None) -> _Unnumbered | None:
    """A line as a heading without a number, as far as it tells by itself; None for one that cannot be one."""
    if line.ordinal or line.origin is not Origin.BODY or reads_as_caption(line.bare):
        return None
    entry = entry_length(line.rest)
    if entry:
        return _Unnumbered(line, _ENTRY, after_space(line.rest, entry))
    sign = line.bare[0] if line.bare[0] in _SIGNS else ""
    return _Unnumbered(line, sign, len(line.rest)) if _may_be_sister(line, before) else None


def _text_below(heading: _Unnumbered, following: Line, known: Mapping[int, Decision]) -> int:
    """The length of the text below a heading, 0 without any; what lies deeper or leads on is enough."""
    if following.index in known:
        return 0
    if _lies_deeper(_unnumbered(following, heading.line), heading) or _leads_on(following):
        return _LEAST_TEXT
    return len(following.bare) if following.stops and (not following.level or following.number_is_first) else 0


def _leads_on(line: Line) -> bool:
    return _announces(line) and _LEADS_ON.search(line.bare) is not None


def _lies_deeper(one: _Unnumbered | None, above: _Unnumbered) -> bool:
    """Whether a heading has another sign than the one above, is printed smaller, or is a topic below one that names a time."""
    if one is None:
        return False
    below_time = _names_period(above.line) and not _names_period(one.line)
    return below_time or one.mark not in ("", above.mark) or _is_larger(above.line, one.line)


def _names_period(line: Line) -> bool:
    return line.phrases.topics.names_period(line.bare)


def _parts(candidates: Sequence[_Unnumbered], known: Mapping[int, Decision]) -> dict[int, Decision]:
    """The headings without a number that stand above numbered ones, and their sisters with text alone.

    A line above a row of numbers that begins anew is one, and so are two lines above rows that nothing else lies above.
    A single such line needs a sister, since it may say anything.
    """
    openers = _openers(candidates, known)
    is_sure = len(openers) >= SISTERS or _begin_anew(openers, known)
    parts = [*openers, *_beside([one for one in candidates if one.is_part], openers, known, is_sure=is_sure)]
    if not openers or (len(parts) < SISTERS and not is_sure):
        return {}
    level = int(min(one.row_level(known) for one in openers) > 1)
    return {one.line.index: Decision(one.line.index, level, one.cut, False) for one in parts}


def _begin_anew(openers: Sequence[_Unnumbered], known: Mapping[int, Decision]) -> bool:
    first = min(known, default=-1)
    return any(one.line.index > first for one in openers)


def _openers(candidates: Sequence[_Unnumbered], known: Mapping[int, Decision]) -> list[_Unnumbered]:
    """The lines above the first number of a row, with no higher number since the last of these lines."""
    found: list[_Unnumbered] = []
    waiting = sorted(known)[::-1]
    highest = DEEPEST
    for one in candidates:
        if not one.opens_row(known) or one.mark:
            continue
        while waiting and waiting[-1] < one.line.index:
            highest = min(highest, known[waiting.pop()].level)
        if one.row_level(known) <= highest:
            found.append(one)
            highest = DEEPEST
    return found


def _beside(
    sisters: Sequence[_Unnumbered], openers: Sequence[_Unnumbered], known: Mapping[int, Decision], *, is_sure: bool
) -> Iterator[_Unnumbered]:
    """The lines above text that are parts like the lines above rows: they name one, stand out as those do, stand before all
    numbers, or below a number that has its heading in its first sentence.
    """
    below_topics = _below_topics(sisters, known, is_sure=is_sure)
    stand_out = all(opener.stands_out for opener in openers)
    for one in sisters:
        if one.names_part or (one.stands_out and stand_out) or one.line.index not in below_topics:
            yield one


def _below_topics(sisters: Sequence[_Unnumbered], known: Mapping[int, Decision], *, is_sure: bool) -> set[int]:
    """The lines with a numbered heading above that has its text in paragraphs of its own; all where the parts are not sure."""
    order = sorted(known)
    above = ((one.line.index, known.get(heading_above(order, one.line.index))) for one in sisters)
    return {index for index, heading in above if not is_sure or not (heading is None or heading.run_in)}


def _periods(lines: Sequence[Line], known: Mapping[int, Decision]) -> dict[int, Decision]:
    """Parts named by the time they tell of (2022年主要工作, 2023年工作安排), at least one of them above a row of numbers.

    A part may open with text; a row that goes on across a line tells that the line is no part, but where the first of
    them stands above all numbers.
    """
    named = [
        line
        for before, line, following in zip((None, *lines), lines, lines[1:], strict=False)
        if _tells_period(line, following, known) and _unnumbered(line, before) is not None
    ]
    parts = named if _are_parts(named, known, lines) else []
    return {line.index: Decision(line.index, 0, len(line.rest), False) for line in parts}


def _beside_periods(
    candidates: Sequence[_Unnumbered],
    periods: Mapping[int, Decision],
    known: Mapping[int, Decision],
    lines: Sequence[Line],
) -> dict[int, Decision]:
    """Lines above text that name a part (存在的主要问题) and stand beside parts named by their time; no row of numbers goes on across one."""
    going_on = {line.index for line in lines if line.index in known and not line.number_is_first}
    ends = sorted({*known, *periods})
    named = [one for one in candidates if one.is_part and one.names_part] if periods else []
    parts = [one for one in named if going_on.isdisjoint(ends[bisect_right(ends, one.line.index) :][:1])]
    return {one.line.index: Decision(one.line.index, 0, one.cut, False) for one in parts}


def _are_parts(named: Sequence[Line], known: Mapping[int, Decision], lines: Sequence[Line]) -> bool:
    firsts = _firsts_below(named, known, lines)
    if len(named) < SISTERS or not firsts:
        return False
    is_first = named[0].index < min(known) and firsts[0].number_is_first
    return is_first or all(_begins_anew(first, known) for first in firsts)


def _begins_anew(line: Line, known: Mapping[int, Decision]) -> bool:
    return line.number_is_first or known[line.index].level > 1


def _tells_period(line: Line, following: Line, known: Mapping[int, Decision]) -> bool:
    if line.index in known or not _names_period(line):
        return False
    return following.index in known or following.stops or following.is_point or _announces(following)


def _announces(line: Line) -> bool:
    """Whether a line is a sentence that leads to what stands below it: …，重点抓好以下工作："""
    return line.bare[-1] in "：:" and not line.level and line.phrases.people.vocative_start.match(line.bare) is None


def _firsts_below(named: Sequence[Line], known: Mapping[int, Decision], lines: Sequence[Line]) -> list[Line]:
    """The first heading below each line, none below the last of all."""
    order = sorted(known)
    by_index = {line.index: line for line in lines}
    places = (bisect_right(order, line.index) for line in named)
    return [by_index[order[place]] for place in places if place < len(order)]


def _below(groups: Mapping[int, Sequence[_Unnumbered]], known: Mapping[int, Decision]) -> dict[int, Decision]:
    """The headings that sisters are, by the numbered heading they stand under; none above all numbers."""
    entries = sum(one.mark == _ENTRY for group in groups.values() for one in group)
    found: dict[int, Decision] = {}
    for parent, group in groups.items():
        above = known.get(parent)
        if above is not None:  # a text that has its heading in its first sentence has no parts
            found |= _in_rows(group, above.level - above.run_in, entries)
        elif not known:
            found |= _in_rows(group, 0, entries)
    return found


def _in_rows(group: Sequence[_Unnumbered], level: int, entries: int) -> dict[int, Decision]:
    """The headings below one of a level, row by row, each row deeper than the one that began before it.

    Two lines make a row, three where their texts are short, of entries two in the whole document.
    """
    found: dict[int, Decision] = {}
    for row in _rows(group):
        mark = row[0].mark
        if len(row) > SISTERS or (entries if mark == _ENTRY else _long_texts(row)) >= SISTERS:
            level = min(level + 1, DEEPEST)
            found |= {one.line.index: Decision(one.line.index, level, one.cut, one.run_in) for one in row}
    return found


def _rows(group: Sequence[_Unnumbered]) -> Iterator[list[_Unnumbered]]:
    """The headings by sign and size, from the highest; entries lie deepest."""
    for mark in sorted(dict.fromkeys(one.mark for one in group), key=_ENTRY.__eq__):
        yield from _by_size([one for one in group if one.mark == mark])


def _by_size(row: Sequence[_Unnumbered]) -> list[list[_Unnumbered]]:
    """Headings with the same sign by the size of their print, the largest first; one row unless there are several of each
    size, clearly unlike the next."""
    rows = [list(same) for _, same in groupby(sorted(row, key=_small_last), key=_small_last)]
    is_clear = all(_is_larger(large[0].line, small[0].line) for large, small in pairwise(rows))
    return rows if is_clear and min(map(len, rows), default=0) >= SISTERS else [list(row)]


def _small_last(one: _Unnumbered) -> float:
    return -one.line.look.size if one.line.look else 0.0


def _is_larger(line: Line, other: Line) -> bool:
    """Whether a line is printed clearly larger than another."""
    sizes = [each.look.size if each.look else 0.0 for each in (line, other)]
    return sizes[0] - sizes[1] > _LARGER and sizes[1] > 0


def _long_texts(row: Sequence[_Unnumbered]) -> int:
    return sum(one.text >= _LEAST_TEXT for one in row)


def _may_be_sister(line: Line, before: Line | None) -> bool:
    """Whether a line by itself could be a heading without a number."""
    if not _SHORTEST_SISTER <= len(line.bare) <= _LONGEST_SISTER or _LEADS_ON.search(line.bare):
        return False
    if _NO_SISTER.search(_without_colon(line)) or line.phrases.people.vocative_start.match(line.bare):
        return False
    return line.phrases.topics.worth(line.rest) > _NARRATED and (line.gap or _is_over(before))


def _without_colon(line: Line) -> str:
    """A line without the colon behind the name of a part: 存在的主要问题："""
    bare = line.bare.rstrip("：:")
    return bare if line.phrases.topics.nominal.search(bare) else line.bare


def _is_over(line: Line | None) -> bool:
    """Whether a paragraph has come to its end, by a mark or by being a short line of its own."""
    return line is None or line.stops or not line.bare[-1].isalnum() or len(line.bare) <= _LONGEST_SISTER
