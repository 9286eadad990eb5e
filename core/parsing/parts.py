"""The parts of a source: a report alone, or a covering letter with the document it sends along."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.model.elements import Role
from core.parsing.frame.back_matter import attaches, following, mark_tail
from core.parsing.frame.closing import mark_closing
from core.parsing.frame.title_block import mark_head
from core.parsing.lines import Line
from core.parsing.outline import Decision, find_headings

_SECOND_POINT = re.compile(r"[。；：，;！？](?:二是|二要|第二[，、,]|其二[，、])")
_ARTICLE = "第一条"
# One heading makes no outline.
_ENOUGH = 2
# 批转 of a 请示 that encloses a report.
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """The role of every line, and the headings among them by line index."""

    roles: list[Role | None]
    headings: dict[int, Decision]


def read_parts(lines: Sequence[Line], letters: int = _LETTERS) -> Reading:
    """Roles and headings of a source.

    A letter without headings, signed before an outline begins, has sent that document along: it is read like any
    report, and its title becomes a subtitle, since a document has one title. Without a title the same holds: the
    date was not the end. Rules in articles and what 附件 announces stay attachments. ``letters`` is how many letters
    may come one before the other.
    """
    roles: list[Role | None] = [None] * len(lines)
    start = mark_head(lines, roles)
    end = mark_tail(lines, roles, start)
    headings = find_headings(lines, roles)
    _mark_text(lines, roles, headings)
    mark_closing(lines, roles, headings)
    if end >= 0 and letters and not headings:
        headings = _read_sent(lines, roles, following(roles, end), letters - 1)
    return Reading(roles, headings)


def _read_sent(lines: Sequence[Line], roles: list[Role | None], sent: int, letters: int) -> dict[int, Decision]:
    """Read what a letter sent along from line ``sent`` on; its headings, none if it is no report."""
    if Role.ATTACHMENT in roles[:sent] or not _may_report(lines[sent:]):
        return {}
    reading = read_parts([replace(line, index=index) for index, line in enumerate(lines[sent:])], letters)
    if len(reading.headings) < _ENOUGH:
        return {}
    titled = Role.TITLE in roles[:sent]
    roles[sent:] = map(_under_title, reading.roles) if titled else reading.roles
    return {sent + index: replace(found, index=sent + index) for index, found in reading.headings.items()}


def _may_report(lines: Sequence[Line]) -> bool:
    """Whether these lines are neither announced as an attachment nor rules in articles."""
    return bool(lines) and not attaches(lines[0]) and all(line.shape != _ARTICLE for line in lines)


def _under_title(role: Role | None) -> Role | None:
    return Role.SUBTITLE if role is Role.TITLE else role


def _mark_text(lines: Sequence[Line], roles: list[Role | None], headings: dict[int, Decision]) -> None:
    for line in lines:
        if roles[line.index] is not None:
            continue
        if line.index in headings:
            roles[line.index] = Role.HEADING
        elif len(line.bare) <= 60 and line.phrases.people.vocative.fullmatch(line.bare):
            roles[line.index] = Role.VOCATIVE
        else:
            roles[line.index] = Role.POINT if _is_point(line) else Role.BODY


def _is_point(line: Line) -> bool:
    """A paragraph that is one point; a paragraph that holds the whole row 一是…二是… is body."""
    return line.is_point and _SECOND_POINT.search(line.rest) is None
