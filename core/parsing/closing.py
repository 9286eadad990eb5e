"""The closing: last paragraphs that speak to the whole document."""

from collections.abc import Sequence

from core.model.elements import Role
from core.parsing import phrases
from core.parsing.lines import Line, head_of
from core.parsing.outline import Decision


def mark_closing(lines: Sequence[Line], roles: list[Role | None], headings: dict[int, Decision]) -> None:
    """Turn the closing paragraphs among the unnumbered body lines at the end into CLOSING."""
    body = [line.index for line in lines if roles[line.index] in (Role.BODY, Role.HEADING, Role.POINT, Role.VOCATIVE, Role.PREAMBLE)]
    trailing = _trailing(lines, roles, body)
    last_heading = max(headings, default=-1)
    outside = _outside_last_part(trailing, roles, body, headings)
    for index in reversed(trailing):
        if roles[index] is Role.VOCATIVE:
            continue
        under_heading = index - 1 == last_heading and not headings[last_heading].run_in
        if (under_heading and not _formula_only(lines[index])) or not (index in outside or _closes(lines[index])):
            return
        roles[index] = Role.CLOSING


def _trailing(lines: Sequence[Line], roles: Sequence[Role | None], body: Sequence[int]) -> list[int]:
    """The unnumbered paragraphs at the end of the text, at most six."""
    found: list[int] = []
    for index in reversed(body):
        if roles[index] not in (Role.BODY, Role.VOCATIVE) or lines[index].ordinal or len(found) == 6:
            break
        found.insert(0, index)
    return found


def _outside_last_part(
    trailing: Sequence[int], roles: Sequence[Role | None], body: Sequence[int], headings: dict[int, Decision]
) -> frozenset[int]:
    """Paragraphs after a last run-in section whose siblings all have one paragraph: they belong to no section."""
    if not trailing or not headings:
        return frozenset()
    last = headings[max(headings)]
    siblings = [item for item in headings.values() if item.level == last.level and item.index != last.index]
    following = {index: body[place + 1] for place, index in enumerate(body[:-1])}
    alike = [item for item in siblings if item.run_in and roles[following[item.index]] is Role.HEADING]
    if not last.run_in or len(siblings) < 2 or len(alike) < len(siblings) or len(trailing) > 2:
        return frozenset()
    return frozenset(trailing)


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
