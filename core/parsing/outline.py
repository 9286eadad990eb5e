"""The outline: which numbered paragraphs are headings, decided together with their siblings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.model.elements import Role
from core.model.raw import Origin
from core.model.text import HAN_RANGE
from core.numbering import is_article
from core.parsing.decisions import DEEPEST, SISTERS, Decision, heading_above
from core.parsing.items import Form, Item, evened, read_item, worth
from core.parsing.lines import Line, after_space, first_end
from core.parsing.printed import find_printed
from core.parsing.unnumbered import find_sisters

BARE = "1"
"""The shape of a figure without any mark: a row of a table, a year, a value as often as an ordinal."""

_LONGEST_NAME = 6
"""Characters of the name of an article before its text: 第三条　适用范围。…"""

# A number in parts may be so much higher than the one before it.
_MISSING = 2
_FORBIDDEN = -2.5
# The line of a table pasted as text: 1 松岭县 210 133.
_ROW = re.compile(r"\s[\d.]+(?:\s|$)")
# 1, 1.1, 1.1.1 of reports of engineers, set off by white space or not: never a value, which has its unit behind it.
_DECIMAL = re.compile(
    rf"\s*(?P<n>[1-9]\d?(?:[.．][1-9]\d?){{0,3}})(?:[.．、]\s*|\s+|(?=[{HAN_RANGE}“]))(?!\d(?!\d{{3}}年)|[%％‰])"
)
_SHORTEST_TOPIC, _LONGEST_DECIMAL = 4, 45
_PARTED = re.compile(r"[.．]")


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
    decisions.update(find_printed(open_lines, decisions))
    decisions.update(find_sisters(open_lines, decisions))
    return dict(sorted(decisions.items()))


def _spoken(lines: Sequence[Line], known: Mapping[int, Decision]) -> dict[int, Decision]:
    """The rows of a speech, 第一，提高认识 / 第二，…, whose lines are all topics alone, each with text of its own below."""
    found: dict[int, Decision] = {}
    order = sorted(known)
    for row in _spoken_rows(lines):
        above = heading_above(order, row[0].index)
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
    return len(row) >= SISTERS and row[0].number_is_first


def _is_spoken(line: Line) -> bool:
    return line.ordinal is not None and not line.level and line.ordinal.shape.startswith("第")


def _number(line: Line) -> int:
    return line.ordinal.number if line.ordinal else 0


def _is_topic_alone(line: Line, following: Line) -> bool:
    if line.stops or not _SHORTEST_TOPIC <= len(line.rest) <= _LONGEST_DECIMAL:
        return False
    return not (following.is_point and following.shape == line.shape) and line.rest[-1] not in "，、：:,;；"


def _row_at(row: Sequence[Line], level: int) -> dict[int, Decision]:
    return {line.index: Decision(line.index, min(level, DEEPEST), len(line.rest), False) for line in row}


def _decimals(lines: Sequence[Line]) -> dict[int, Decision]:
    """Headings numbered 1, 1.1, 1.1.1, which count on from one another; none where no number has two parts."""
    found: dict[int, Decision] = {}
    last: tuple[int, ...] = ()
    dotted = 0
    for line, path in _numbered_in_parts(lines):
        if _follows(path, last):
            end = first_end(line.rest)
            cut = after_space(line.rest, end) if end > 0 else len(line.rest)
            deep = min(len(path), DEEPEST)
            found[line.index] = Decision(line.index, line.level or deep, cut, cut < len(line.rest), deep * 10)
            last, dotted = path, dotted + (len(path) > 1)
    return found if dotted >= SISTERS else {}


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
