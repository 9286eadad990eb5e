"""The attached documents behind a report's end: where each begins, and which lines are its title (GB/T 9704-2012, 7.3.7)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from core.model.elements import Role
from core.model.structure.attachments import bare_name, is_mark, named_mark, split_names
from core.parsing.lines import Line

_LONGEST_TITLE = 60
_MOST_TITLE_LINES = 4
_SENTENCE = re.compile(r"[。；;！!？?，,：:]$")
_QUIET = frozenset((Role.NOTE, Role.NOISE))


@dataclass(frozen=True, slots=True)
class Attached:
    """An attached document: lines ``start`` (its mark) to ``end``, its own text from ``text`` on."""

    start: int
    text: int
    end: int


def find_attached(lines: Sequence[Line], roles: Sequence[Role | None], signed: int) -> tuple[Attached, ...]:
    """The documents among the lines of role attachment; ``signed`` is the last line of signature and date, -1 without.

    A mark is 附件1 alone on its line with a title or text below it, or 附件1：… with text below where the 附件说明 names
    it. Lines that only list what is attached are no document.
    """
    listed = _listed(lines, roles, signed)
    named = listed if signed >= 0 else frozenset[str]()
    starts = [index for index in _region(roles, signed) if _is_start(lines, roles, index, named)]
    return tuple(
        Attached(start, _title_end(lines, roles, (start, end), listed), end)
        for start, end in pairwise((*starts, len(lines)))
    )


def _region(roles: Sequence[Role | None], signed: int) -> Iterator[int]:
    return (index for index in range(max(signed + 1, 1), len(roles)) if roles[index] is Role.ATTACHMENT)


def _listed(lines: Sequence[Line], roles: Sequence[Role | None], signed: int) -> frozenset[str]:
    """The bare names that the 附件说明 gives: attachment lines above the signature, or above the first mark without one."""
    above = lines[:signed] if signed >= 0 else takewhile(lambda line: not is_mark(line.bare), lines)
    texts = (line.bare for line in above if roles[line.index] is Role.ATTACHMENT)
    return frozenset(bare_name(name) for text in texts for name in split_names(text)) - {""}


def _is_start(lines: Sequence[Line], roles: Sequence[Role | None], index: int, listed: frozenset[str]) -> bool:
    line, mark = lines[index], is_mark(lines[index].bare)
    below = next((one for one in lines[index + 1 :] if roles[one.index] not in _QUIET), None)
    if below is None or roles[below.index] is not Role.ATTACHMENT:
        return mark and roles[index - 1] is not Role.ATTACHMENT and _has_block(lines, index)
    return not below.level if mark else bare_name(named_mark(line.bare)) in listed and not _lists_on(below)


def _has_block(lines: Sequence[Line], index: int) -> bool:
    """Whether something without lines of its own, such as a table, stands below the line."""
    return index + 1 < len(lines) and lines[index + 1].number > lines[index].number + 1


def _lists_on(line: Line) -> bool:
    return bool(named_mark(line.bare)) or (line.level in (3, 4) and not line.stops)


def _title_end(
    lines: Sequence[Line], roles: Sequence[Role | None], part: tuple[int, int], listed: frozenset[str]
) -> int:
    """Where the title below a mark ends: one short line, or several that joined are a name of the 附件说明."""
    start, end = part
    first = start + 1
    if not is_mark(lines[start].bare):
        return first
    joined = ""
    for index in range(first, min(end, first + _MOST_TITLE_LINES)):
        joined += lines[index].bare
        if bare_name(joined) in listed:
            return index + 1
    is_title = first < end and roles[first] is Role.ATTACHMENT and _may_name(lines[first])
    return first + is_title


def _may_name(line: Line) -> bool:
    return len(line.bare) <= _LONGEST_TITLE and not line.ordinal and not _SENTENCE.search(line.bare)
