"""The outline: which numbered paragraphs are headings, decided together with their siblings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from core.model.elements import Role
from core.model.raw import Origin
from core.model.structure.captions import reads_as_caption
from core.model.text import HAN_RANGE
from core.numbering import is_article
from core.parsing.items import Form, Item, evened, read_item, worth
from core.parsing.lines import Line, after_space, entry_length, first_end

BARE = "1"
"""The shape of a figure without any mark: a row of a table, a year, a value as often as an ordinal."""

# Two lines that look alike make a habit.
_SISTERS = 2
_LONGEST_NAME = 6
"""Characters of the name of an article before its text: 第三条　适用范围。…"""

# A number in parts may be so much higher than the one before it.
_MISSING = 2
_SHORTEST_SISTER, _LONGEST_SISTER = 4, 30
_LEAST_TEXT = 20
_NARRATED = -1.0
_FORBIDDEN = -2.5
_DEEPEST = 4
_LARGER = 1.0
"""Points by which headings of two levels differ at least."""

# What ends a sentence or goes on, several phrases in columns, more than two phrases.
_LEADS_ON = re.compile("[，,].*[：:]$")
"""A sentence that leads to what stands below it: 新的一年，我们将抓好以下工作："""

_NO_SISTER = re.compile(
    r"[。；！？!?…，,、]$|[。；：:]|^[A-Za-z][．.、]|\S\s{2,}\S|，.*，|^[（(【\[《“—-]|[）)】\]]$|^附|https?:"
)
_SIGNS = frozenset("★☆●○■□◆◇▲△▶►※◎⊙")
_ENTRY = "【"
# The line of a table pasted as text: 1 松岭县 210 133.
_ROW = re.compile(r"\s[\d.]+(?:\s|$)")
# 1, 1.1, 1.1.1 of reports of engineers, set off by white space or not: never a value, which has its unit behind it.
_DECIMAL = re.compile(
    rf"\s*(?P<n>[1-9]\d?(?:[.．][1-9]\d?){{0,3}})(?:[.．、]\s*|\s+|(?=[{HAN_RANGE}“]))(?!\d(?!\d{{3}}年)|[%％‰])"
)
_LONGEST_DECIMAL = 45
_PARTED = re.compile(r"[.．]")


@dataclass(frozen=True, slots=True)
class Decision:
    """A heading: its line's index and the length of heading text in ``rest``; ``run_in`` if the text goes on.

    ``rank`` is its place in the nesting where that is not to be seen in the shape of its ordinal (1. above 1.1), else 0.
    """

    index: int
    level: int
    cut: int
    run_in: bool
    rank: int = 0


@dataclass(slots=True)
class _Chain:
    """Consecutive ordinals of one shape."""

    items: list[Item]

    @property
    def last(self) -> int:
        """The number that the next sibling has to follow."""
        return self.items[-1].number


def find_headings(lines: Sequence[Line], roles: Sequence[Role | None]) -> dict[int, Decision]:
    """The headings among the lines that have no role yet, by line index."""
    open_lines = [line for line in lines if roles[line.index] is None]
    items = [read_item(line) for line in open_lines if _is_candidate(line)]
    position = {line.index: place for place, line in enumerate(open_lines)}
    decisions = _styled(open_lines)
    for chain in filter(_is_row, _chains(items)):
        places = [position[item.line.index] for item in chain.items]
        followed = [_followed(open_lines, place) for place in places]
        chosen = _with_names(chain.items, _headings_in(chain.items, followed, _led(open_lines, places[0])))
        decisions.update((item.line.index, _decision(item)) for item in chosen)
    decisions.update(_spoken(open_lines, decisions))
    decisions.update(_decimals(open_lines))
    decisions.update(find_sisters(open_lines, decisions))
    return dict(sorted(decisions.items()))


def _spoken(lines: Sequence[Line], known: Mapping[int, Decision]) -> dict[int, Decision]:
    """The rows of a speech, 第一，提高认识 / 第二，…, whose lines are all topics alone, each with text of its own below."""
    found: dict[int, Decision] = {}
    order = sorted(known)
    for row in _spoken_rows(lines):
        above = _above(order, row[0].index)
        found |= _row_at(row, known[above].level + 1 if above >= 0 else 1)
    return found


def _spoken_rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The rows that count on from one; a line that is no topic alone ends its row."""
    row: list[Line] = []
    for line, following in pairwise(lines):
        if not _is_spoken(line):
            continue
        is_topic = _is_topic_alone(line, following)
        if row and is_topic and _number(line) == _number(row[-1]) + 1:
            row.append(line)
            continue
        yield from [row][: _is_whole(row)]
        row = [line][:is_topic]
    yield from [row][: _is_whole(row)]


def _is_whole(row: Sequence[Line]) -> bool:
    return len(row) >= _SISTERS and row[0].number_is_first


def _is_spoken(line: Line) -> bool:
    return line.ordinal is not None and not line.level and line.ordinal.shape.startswith("第")


def _number(line: Line) -> int:
    return line.ordinal.number if line.ordinal else 0


def _is_topic_alone(line: Line, following: Line) -> bool:
    if line.stops or not _SHORTEST_SISTER <= len(line.rest) <= _LONGEST_DECIMAL:
        return False
    return not (following.is_point and following.shape == line.shape) and line.rest[-1] not in "，、：:,;；"


def _row_at(row: Sequence[Line], level: int) -> dict[int, Decision]:
    return {line.index: Decision(line.index, min(level, _DEEPEST), len(line.rest), False) for line in row}


def _above(order: Sequence[int], index: int) -> int:
    """The last of the sorted indexes before a line, -1 without one."""
    place = bisect_left(order, index)
    return order[place - 1] if place else -1


def _decimals(lines: Sequence[Line]) -> dict[int, Decision]:
    """Headings numbered 1, 1.1, 1.1.1, which count on from one another; none where no number has two parts."""
    found: dict[int, Decision] = {}
    last: tuple[int, ...] = ()
    dotted = 0
    for line, path in _numbered_in_parts(lines):
        if _follows(path, last):
            end = first_end(line.rest)
            cut = after_space(line.rest, end) if end > 0 else len(line.rest)
            deep = min(len(path), _DEEPEST)
            found[line.index] = Decision(line.index, line.level or deep, cut, cut < len(line.rest), deep * 10)
            last, dotted = path, dotted + (len(path) > 1)
    return found if dotted >= _SISTERS else {}


def _numbered_in_parts(lines: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, ...]]]:
    """The lines that may be headings with such numbers, with their numbers; no row of a table."""
    for line in lines:
        number = _DECIMAL.match(line.text) if line.origin is not Origin.TABLE else None
        if number and _opens_with_topic(line, line.text[number.end() :].rstrip()):
            yield line, tuple(map(int, _PARTED.split(number["n"])))


def _opens_with_topic(line: Line, rest: str) -> bool:
    """Whether a text is a topic alone or one before its text, no sentence."""
    end = first_end(rest)
    topic = rest[:end] if end > 0 else rest
    if end == len(rest) or not 2 <= len(topic) <= _LONGEST_DECIMAL or "\t" in topic or topic[-1] in "；;，,":
        return False
    return line.phrases.topics.worth(topic) > _FORBIDDEN


def _follows(path: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a number may come after another: below it or beside it or those above it. One or two of a row of numbers in
    parts may be missing, being made by Word or no topics; a number alone has to be the very next.
    """
    if not last:
        return path in ((1,), (1, 1))
    if len(path) == 1:
        return path == (last[0] + 1,)
    rises = [one - other for one, other in zip(path, (*last, *(0,) * len(path)), strict=False)]
    step = next((at for at, rise in enumerate(rises) if rise), -1)
    return step >= 0 and 0 < rises[step] <= _MISSING and max(path[step + 1 :], default=0) <= _MISSING


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
        return known[self.following.index].level if self.following is not None else _DEEPEST

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
            groups.setdefault(_above(order, found.line.index), []).append(found)
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
    """The length of the text below a heading, 0 without any; one with another sign or smaller, which lies deeper, is enough."""
    if following.index in known:
        return 0
    deeper = _unnumbered(following, heading.line)
    if deeper is not None and _lies_deeper(deeper, heading):
        return _LEAST_TEXT
    return len(following.bare) if following.stops and (not following.level or following.number_is_first) else 0


def _lies_deeper(one: _Unnumbered, above: _Unnumbered) -> bool:
    """Whether a heading has another sign than the one above, or is printed smaller."""
    return one.mark not in ("", above.mark) or _is_larger(above.line, one.line)


def _parts(candidates: Sequence[_Unnumbered], known: Mapping[int, Decision]) -> dict[int, Decision]:
    """The headings without a number that stand above numbered ones, and their sisters with text alone.

    A line above a row of numbers that begins anew is one, and so are two lines above rows that nothing else lies above.
    A single such line needs a sister, since it may say anything.
    """
    openers = _openers(candidates, known)
    is_sure = len(openers) >= _SISTERS or _begin_anew(openers, known)
    parts = [*openers, *_beside([one for one in candidates if one.is_part], openers, known, is_sure=is_sure)]
    if not openers or (len(parts) < _SISTERS and not is_sure):
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
    highest = _DEEPEST
    for one in candidates:
        if not one.opens_row(known) or one.mark:
            continue
        while waiting and waiting[-1] < one.line.index:
            highest = min(highest, known[waiting.pop()].level)
        if one.row_level(known) <= highest:
            found.append(one)
            highest = _DEEPEST
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
    above = ((one.line.index, known.get(_above(order, one.line.index))) for one in sisters)
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
    if len(named) < _SISTERS or not firsts:
        return False
    is_first = named[0].index < min(known) and firsts[0].number_is_first
    return is_first or all(_begins_anew(first, known) for first in firsts)


def _begins_anew(line: Line, known: Mapping[int, Decision]) -> bool:
    return line.number_is_first or known[line.index].level > 1


def _tells_period(line: Line, following: Line, known: Mapping[int, Decision]) -> bool:
    if line.index in known or not line.phrases.topics.names_period(line.bare):
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
        if len(row) > _SISTERS or (entries if mark == _ENTRY else _long_texts(row)) >= _SISTERS:
            level = min(level + 1, _DEEPEST)
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
    return rows if is_clear and min(map(len, rows), default=0) >= _SISTERS else [list(row)]


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


def _is_candidate(line: Line) -> bool:
    if line.shape == BARE and (not line.rest or _ROW.search(line.rest)):
        return False
    return line.level > 0 and line.origin is not Origin.TABLE


def _is_row(chain: _Chain) -> bool:
    """Whether ordinals of one shape can be an outline: figures without any mark only when they count up from one."""
    return chain.items[0].line.shape != BARE or (len(chain.items) > 1 and chain.items[0].number == 1)


def _decision(item: Item) -> Decision:
    run_in = item.form is Form.RUN
    return Decision(item.line.index, item.line.level, item.cut if run_in else len(item.line.rest), run_in)


def _styled(lines: Sequence[Line]) -> dict[int, Decision]:
    """Unnumbered lines that are headings by their Word style alone."""
    found = {}
    for line in lines:
        level = line.look.outline_level if line.look else 0
        if 1 <= level <= 4 and not line.ordinal and len(line.bare) <= 60 and not line.stops:
            found[line.index] = Decision(line.index, level, len(line.rest), False)
    return found


def _chains(items: Sequence[Item]) -> list[_Chain]:
    chains: list[_Chain] = []
    by_shape: dict[str, list[_Chain]] = {}
    for item in items:
        known = by_shape.setdefault(item.line.shape, [])
        chain = _continued(known, item)
        if chain is None:
            chain = _Chain([])
            chains.append(chain)
            known.append(chain)
            del known[:-4]
        chain.items.append(item)
    return chains


def _continued(known: Sequence[_Chain], item: Item) -> _Chain | None:
    if item.number == 1:
        return None
    fitting = [chain for chain in reversed(known) if chain.last + 1 == item.number]
    if not fitting:
        near = [chain for chain in reversed(known) if chain.last <= item.number <= chain.last + 3]
        return near[0] if near else None
    alike = [chain for chain in fitting if chain.items[-1].form is item.form]
    return (alike or fitting)[0]


def _followed(lines: Sequence[Line], place: int) -> bool:
    """Whether text of its own follows an item: an unnumbered line, a point, or a deeper ordinal."""
    if place + 1 >= len(lines):
        return False
    following, line = lines[place + 1], lines[place]
    if not following.level:
        return True
    return following.shape != line.shape and following.number_is_first


def _led(lines: Sequence[Line], place: int) -> bool:
    """Whether a sentence that ends in a colon announces the chain."""
    if place == 0:
        return False
    before = lines[place - 1]
    return before.bare[-1] in "：:" and not before.level


def _headings_in(items: Sequence[Item], followed: Sequence[bool], led: bool) -> list[Item]:
    items = evened(items)
    enumeration, listed = _is_enumeration(items), led and not any(followed)
    worths = []
    for item, has_text in zip(items, followed, strict=True):
        value = worth(item, has_text)
        value -= 5.0 if enumeration and item.form is not Form.ALONE else 0.0
        value -= (0.5 if item.form is Form.RUN else 4.0) if listed else 0.0
        worths.append(value)
    total = sum(worths)
    return [item for item, value in zip(items, worths, strict=True) if value + _support(items, total - value) > 0]


def _with_names(items: Sequence[Item], chosen: list[Item]) -> list[Item]:
    """The headings of a row: most articles of rules have a name each, or all are text, long or short."""
    if not is_article(items[0].line.shape):
        return chosen
    named = list(filter(_is_named, chosen))
    return named if len(named) * 2 > len(items) else []


def _is_named(item: Item) -> bool:
    """Whether an article has a name, alone or before its text, and does not begin with a sentence."""
    if item.form is Form.ALONE:
        return item.topic[-1:] not in "：:"
    return item.form is Form.RUN and (item.labelled or len(item.topic) <= _LONGEST_NAME)


def _support(items: Sequence[Item], others: float) -> float:
    """What the siblings say about one of them: their mean worth within bounds; alone, a number above one tells against."""
    if len(items) == 1:
        return 0.0 if items[0].number == 1 else -0.5
    return 0.9 * max(-3.0, min(3.0, others / (len(items) - 1)))


def _is_enumeration(items: Sequence[Item]) -> bool:
    """Whether the chain is one sentence in numbered members: semicolons up to the last."""
    members = sum(item.form is Form.MEMBER for item in items)
    return members > 0 and members * 2 >= len(items) - 1
