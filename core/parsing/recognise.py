"""Recognising a report: from paragraphs to a document with roles, outline, title, kind and numbering."""

from collections.abc import Sequence

from core.model.document import Document
from core.model.elements import Element, Role
from core.model.raw import RawDocument
from core.parsing.frame.titles import join_title
from core.parsing.kinds import recognise_kind
from core.parsing.lead_sentences import lead_cut
from core.parsing.lines import Line, build_lines
from core.parsing.nesting import depths, numbering_of, rank_of
from core.parsing.outline import BARE, Decision
from core.parsing.parts import read_parts
from core.parsing.phrases import Phrases
from core.result import Notice, Result


def recognise(raw: RawDocument, phrases: Phrases) -> Result[Document]:
    """The document that the paragraphs make up; element texts joined are the non-blank paragraphs joined.

    ``phrases`` are the words by which titles, closings, signatures and the rest are known.

    Notices: ``no_text`` when there is nothing to recognise, ``no_headings`` when no heading was found.
    """
    lines = build_lines(raw, phrases)
    reading = read_parts(lines)
    roles, headings = reading.roles, reading.headings
    _mark_preamble(roles, headings)
    elements = _elements(lines, roles, headings)
    title = join_title([line.bare[:300] for line in lines if roles[line.index] is Role.TITLE], phrases)
    numbering = numbering_of(elements)
    subtitles = [line.bare[:120] for line in lines if roles[line.index] is Role.SUBTITLE]
    kind = recognise_kind([title, *subtitles] if title else [], elements, numbering, phrases)
    return Result(Document(elements, title, kind, numbering), _notices(lines, headings))


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
