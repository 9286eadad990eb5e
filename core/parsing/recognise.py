"""Recognising a report: from paragraphs to a document with roles, outline, title, kind and numbering.

A source is a report alone, or a covering letter with the document it sends along.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.model.document import Document
from core.model.elements import Element, Role
from core.model.raw import RawDocument
from core.parsing.blocks import prose_of, with_blocks
from core.parsing.frame.back_matter import attaches, following, mark_tail
from core.parsing.frame.closing import mark_closing
from core.parsing.frame.title_block import mark_head
from core.parsing.frame.titles import join_title
from core.parsing.kinds import recognise_kind
from core.parsing.lead_sentences import lead_cut
from core.parsing.lines import Line, build_lines
from core.parsing.nesting import depths, numbering_of, rank_of
from core.parsing.outline import BARE, Decision, find_headings
from core.parsing.phrases import Phrases
from core.result import Notice, Result

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


def recognise(raw: RawDocument, phrases: Phrases) -> Result[Document]:
    """The document that the paragraphs make up; element texts joined are the non-blank paragraphs joined.

    Tables and figures come whole; their words take no part in the recognition of titles, outline and kind.

    ``phrases`` are the words by which titles, closings, signatures and the rest are known.

    Notices: ``no_text`` when there is nothing to recognise, ``no_headings`` when no heading was found.
    """
    lines = build_lines(prose_of(raw), phrases)
    reading = read_parts(lines)
    roles, headings = reading.roles, reading.headings
    _mark_preamble(roles, headings)
    elements = _elements(lines, roles, headings)
    title = join_title([line.bare[:300] for line in lines if roles[line.index] is Role.TITLE], phrases)
    numbering = numbering_of(elements)
    subtitles = [line.bare[:120] for line in lines if roles[line.index] is Role.SUBTITLE]
    kind = recognise_kind([title, *subtitles] if title else [], elements, numbering, phrases)
    whole = with_blocks(elements, raw)
    return Result(Document(whole, title, kind, numbering, raw.media), _notices(lines, headings))


def _mark_preamble(roles: list[Role | None], headings: dict[int, Decision]) -> None:
    for index in range(min(headings, default=0)):
        if roles[index] is Role.BODY:
            roles[index] = Role.PREAMBLE


def _elements(
    lines: Sequence[Line], roles: Sequence[Role | None], headings: dict[int, Decision]
) -> tuple[Element, ...]:
    order = sorted(headings)
    ranks = [_rank(lines[index], headings[index]) for index in order]
    depth = dict(zip(order, depths(ranks), strict=True))
    elements = []
    for line in lines:
        role = roles[line.index] or Role.BODY
        if role is Role.HEADING:
            elements.append(_heading(line, headings[line.index], depth[line.index]))
        else:
            after_heading = line.index > 0 and roles[line.index - 1] is Role.HEADING
            elements.append(_plain(line, role, after_heading=after_heading))
    return tuple(elements)


def _rank(line: Line, decision: Decision) -> int:
    if decision.rank:
        return decision.rank
    return rank_of(line.ordinal.shape, decision.level) if line.ordinal and line.level else decision.level * 10


def _heading(line: Line, decision: Decision, depth: int) -> Element:
    content = line.text[len(line.prefix) :]
    return Element(
        f"e{line.index + 1}", Role.HEADING, content, line.prefix, decision.level, depth,
        decision.cut if decision.run_in else len(content), decision.run_in, line.number,
    )  # fmt: skip


def _plain(line: Line, role: Role, *, after_heading: bool) -> Element:
    is_item = line.level > 0 and line.shape != BARE and line.rest != ""
    keeps_ordinal = role is Role.POINT or (is_item and role in (Role.BODY, Role.PREAMBLE))
    prefix = line.prefix if keeps_ordinal else line.text[: len(line.text) - len(line.text.lstrip())]
    content = line.text[len(prefix) :]
    topics = line.phrases.topics
    cut = lead_cut(content, role, topics, after_heading=after_heading) if role in (Role.POINT, Role.BODY) else 0
    level = line.level if keeps_ordinal else 0
    return Element(f"e{line.index + 1}", role, content, prefix, level, 0, cut, cut > 0, line.number)


def _notices(lines: Sequence[Line], headings: dict[int, Decision]) -> tuple[Notice, ...]:
    if not lines:
        return (Notice("no_text"),)
    return () if headings else (Notice("no_headings"),)
