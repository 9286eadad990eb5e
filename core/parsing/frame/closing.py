"""The closing: last paragraphs that speak to the whole document."""

import itertools
from collections.abc import Sequence

from core.model.elements import Role
from core.parsing.decisions import Decision
from core.parsing.lines import Line, head_of

# Two siblings make a habit; more than two paragraphs after the last section are more likely its own text.
_ENOUGH = _FEW = 2
_ALIKE = 2
"""Signs by which two paragraphs open alike."""

_TEXT = frozenset((Role.BODY, Role.HEADING, Role.POINT, Role.VOCATIVE))


def mark_closing(lines: Sequence[Line], roles: list[Role | None], headings: dict[int, Decision]) -> None:
    """Turn the closing paragraphs among the unnumbered body lines at the end into CLOSING."""
    body = [line.index for line in lines if roles[line.index] in _TEXT]
    last = headings.get(max(headings, default=-1))
    trailing = _without_row(lines, _trailing(lines, roles, body), last)
    outside = len(trailing) <= _FEW and _has_single_siblings(last, roles, body, headings)
    for index in (index for index in reversed(trailing) if roles[index] is Role.BODY):
        if not outside and not _closes(lines[index], last):
            return
        roles[index] = Role.CLOSING


def _trailing(lines: Sequence[Line], roles: Sequence[Role | None], body: Sequence[int]) -> list[int]:
    """The unnumbered paragraphs at the end of the text, at most six."""
    found: list[int] = []
    for index in reversed(body[1:]):
        if roles[index] not in (Role.BODY, Role.VOCATIVE) or lines[index].ordinal or len(found) == 6:
            break
        found.insert(0, index)
    return found


def _without_row(lines: Sequence[Line], trailing: list[int], last: Decision | None) -> list[int]:
    """The paragraphs without a row straight below the last heading that opens alike: 希望大家… 希望大家… is its text."""
    if last is None or trailing[:1] != [last.index + 1]:
        return trailing
    opening = lines[trailing[0]].bare[:_ALIKE]
    row = list(itertools.takewhile(lambda index: lines[index].bare.startswith(opening), trailing))
    return trailing[len(row) :] if len(row) >= _ENOUGH else trailing


def _has_single_siblings(
    last: Decision | None, roles: Sequence[Role | None], body: Sequence[int], headings: dict[int, Decision]
) -> bool:
    """Whether the last section is run-in and all its siblings have one paragraph: more text belongs to no section."""
    if last is None or not last.run_in:
        return False
    following = dict(itertools.pairwise(body))
    siblings = [item for item in headings.values() if item.level == last.level and item is not last]
    single = all(item.run_in and roles[following[item.index]] is Role.HEADING for item in siblings)
    return single and len(siblings) >= _ENOUGH


def _closes(line: Line, last: Decision | None) -> bool:
    """Whether the words close a document rather than the section of its last heading."""
    bare = head_of(line.bare)
    claimed = last is not None and not last.run_in
    if claimed and last is not None and line.index == last.index + 1:
        return len(bare) <= 40 and line.phrases.endings.formula.match(bare) is not None
    if len(line.bare) <= 200 and _is_formula(line, claimed):
        return True
    return _appeals(line)


def _is_formula(line: Line, claimed: bool) -> bool:
    bare, words = head_of(line.bare), line.phrases.endings
    return bool(words.formula.match(bare)) or (not claimed and words.order.match(bare) is not None)


def _appeals(line: Line) -> bool:
    bare, ending, words = head_of(line.bare), line.bare[-200:], line.phrases.endings
    if line.phrases.people.vocative_start.match(bare) or ending.endswith(("！", "!")):
        return True
    return words.appeal.search(ending) is not None and words.look_ahead.match(bare) is not None
