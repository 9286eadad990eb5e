"""The closing: last paragraphs that speak to the whole document."""

from collections.abc import Sequence

from core.model.elements import Role
from core.parsing import phrases
from core.parsing.lines import Line, head_of
from core.parsing.outline import Decision

_TEXT = frozenset((Role.BODY, Role.HEADING, Role.POINT, Role.VOCATIVE))


def mark_closing(lines: Sequence[Line], roles: list[Role | None], headings: dict[int, Decision]) -> None:
    """Turn the closing paragraphs among the unnumbered body lines at the end into CLOSING."""
    body = [line.index for line in lines if roles[line.index] in _TEXT]
    trailing = _trailing(lines, roles, body)
    last_heading = max(headings, default=-1)
    outside = _outside_last_part(trailing, roles, body, headings)
    for index in reversed(trailing):
        if roles[index] is Role.VOCATIVE:
            continue
        only_text = index - 1 == last_heading and not headings[last_heading].run_in
        closes = _formula_only(lines[index]) if only_text else index in outside or _closes(lines[index])
        if not closes:
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


def _outside_last_part(
    trailing: Sequence[int], roles: Sequence[Role | None], body: Sequence[int], headings: dict[int, Decision]
) -> frozenset[int]:
    """Paragraphs after a last run-in section whose siblings all have one paragraph: they belong to no section."""
    if not headings:
        return frozenset()
    *siblings, last = [item for item in headings.values() if item.level == headings[max(headings)].level]
    following = dict(zip(body, body[1:], strict=False))
    alone = [item.run_in and roles[following[item.index]] is Role.HEADING for item in siblings]
    single = last.run_in and all(alone) and len(alone) >= 2
    return frozenset(trailing[:2]) if single and trailing == trailing[:2] else frozenset()


def _formula_only(line: Line) -> bool:
    return len(line.bare) <= 40 and phrases.CLOSING_FORMULA.match(line.bare) is not None


def _closes(line: Line) -> bool:
    bare = head_of(line.bare)
    ending = line.bare[-200:]
    if phrases.CLOSING_FORMULA.match(bare) and len(line.bare) <= 200:
        return True
    if phrases.VOCATIVE_START.match(bare):
        return True
    if ending[-1] in "！!":
        return True
    return phrases.APPEAL.search(ending) is not None and phrases.LOOK_AHEAD.match(bare) is not None
