"""Recognising a report: from paragraphs to a document with roles, outline, title, kind and numbering.

A source is a report alone, or a covering letter with the document it sends along.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from core.model.blocks import COUNTED, LOWERED, RAISED, STRUCK, UNDERLINED, CellPlace, Emphasis
from core.model.document import Document
from core.model.elements import Element, Role
from core.model.raw import RawDocument, RawParagraph, RawTable
from core.numbering import is_article
from core.parsing.chrome import Chrome
from core.parsing.decisions import Decision
from core.parsing.frame.attached import find_attached
from core.parsing.frame.back_matter import attaches, following, mark_tail
from core.parsing.frame.closing import mark_closing
from core.parsing.frame.title_block import mark_head
from core.parsing.frame.titles import join_title
from core.parsing.items import depths, numbering_of, rank_of
from core.parsing.kinds import recognise_kind
from core.parsing.lead_sentences import lead_cut
from core.parsing.lines import Line, build_lines
from core.parsing.outline import BARE, find_headings
from core.parsing.phrases import Phrases
from core.result import Notice, Result

_FEWEST, _FEWEST_WITHOUT_TITLE = 2, 4
"""Entries of a page of contents below its title, and of one without a title."""


def contents_lines(paragraphs: Sequence[RawParagraph], chrome: Chrome) -> frozenset[int]:
    """The ``line`` of every paragraph on a page of contents, its title included.

    Rows of names with numbers have tabs, too: without a title the pages have to begin low and never go back.
    """
    pages_of_contents = (run for run in _runs(paragraphs, chrome) if _is_page_of_contents(run, chrome))
    return frozenset(each.line for run in pages_of_contents for each in run)


def _is_page_of_contents(run: Sequence[RawParagraph], chrome: Chrome) -> bool:
    pages = [page for page in (chrome.page_of(each.text.strip()) for each in run) if page]
    if len(run) > len(pages):
        return len(pages) >= _FEWEST
    return len(pages) >= _FEWEST_WITHOUT_TITLE >= pages[0] and pages == sorted(pages)


def _runs(paragraphs: Sequence[RawParagraph], chrome: Chrome) -> Iterator[list[RawParagraph]]:
    """Stretches of titles and entries, some empty; blank paragraphs are not counted, a title opens a stretch."""
    run: list[RawParagraph] = []
    for each in paragraphs:
        bare = each.text.strip()
        if not bare:
            continue
        is_member = each.cell is None and chrome.is_contents(bare)
        if not is_member or not chrome.page_of(bare):
            yield run
            run = []
        if is_member:
            run.append(each)
    yield run


# Tables, figures, objects and emphasis put back among the recognised elements, from the paragraphs they were read from.
#
# Recognition itself sees neither cells nor paragraphs without words, so that no cell becomes a title or a signature.

_LOOKS_OF_ROLE = frozenset(
    {
        Role.TITLE,
        Role.SUBTITLE,
        Role.DOCUMENT_NUMBER,
        Role.ADDRESSEE,
        Role.VOCATIVE,
        Role.SIGNATURE,
        Role.ISSUE_DATE,
        Role.HEADING,
    }
)
"""Roles whose usual look is that of the role."""

_LINE, _BLANK = frozenset({UNDERLINED}), re.compile(r"\t|\s{2}")

_NEVER_OF_ROLE = frozenset({RAISED, LOWERED, STRUCK, COUNTED})


NOTHING_APART: Mapping[int, Role] = MappingProxyType({})


def prose_of(raw: RawDocument, apart: Collection[int] = ()) -> RawDocument:
    """The paragraphs outside tables but for the lines ``apart`` with words."""
    if not raw.tables and not apart:
        return raw
    inside = {index for table in raw.tables for index in range(table.start, table.end)}
    shown = (each for index, each in enumerate(raw.paragraphs) if index not in inside)
    return RawDocument(tuple(each for each in shown if each.line not in apart or each.text.isspace()))


def _lines_apart(raw: RawDocument, contents: frozenset[int]) -> Mapping[int, Role]:
    """The lines that take no part in recognition, with their roles: those of contents, what is struck out as a whole, and
    lines to write on."""
    prose = (each for each in raw.paragraphs if each.emphasis and each.cell is None)
    unread = (each.line for each in prose if _is_struck(each) or (each.text.isspace() and each.ends_with_line))
    return {**dict.fromkeys(unread, Role.BODY), **dict.fromkeys(contents, Role.CONTENTS)}


def _is_struck(raw: RawParagraph) -> bool:
    struck = {place for each in raw.emphasis if STRUCK in each.looks for place in range(each.start, each.end)}
    written = [place for place, sign in enumerate(raw.text) if not sign.isspace()]
    return bool(written) and struck.issuperset(written)


def _parted(lines: Sequence[Line], raw: RawDocument, contents: frozenset[int]) -> list[Line]:
    """The lines, those right below a table or page of contents and those right above a table marked as such."""
    ends = sorted({*contents, *(raw.paragraphs[table.end - 1].line for table in raw.tables)})
    found = list(lines)
    for end in ends:
        index = bisect_right(found, end, key=lambda line: line.number)
        if index < len(found) and not found[index].parted:
            found[index] = replace(found[index], parted=True)
    for table in raw.tables:
        index = bisect_left(found, raw.paragraphs[table.start].line, key=lambda line: line.number) - 1
        if index >= 0 and not found[index].leads:
            found[index] = replace(found[index], leads=True)
    return found


def with_blocks(
    elements: Sequence[Element], raw: RawDocument, apart: Mapping[int, Role] = NOTHING_APART
) -> tuple[Element, ...]:
    """The elements of the prose with everything else of the file at its place; ids are given anew when some are added.

    ``apart`` are the roles of lines that are neither in the prose nor in tables.
    """
    elements = _on_their_pages(elements, raw)
    prose = (each for each in prose_of(raw, apart).paragraphs if each.line not in apart)
    marked = [each for each in prose if each.emphasis or each.objects]
    if marked:
        elements = _marked(elements, marked)
    added = [*_figures(elements, marked), *_elements_apart(raw, apart)]
    added += ((raw.paragraphs[table.start].line, _table(table, raw)) for table in raw.tables)
    if not added:
        return tuple(elements)
    return tuple(replace(each, id=f"e{number}") for number, each in enumerate(_merged(elements, added), 1))


def _on_their_pages(elements: Sequence[Element], raw: RawDocument) -> Sequence[Element]:
    """The elements, those from landscape pages marked so."""
    lines = {each.line for each in raw.paragraphs if each.landscape}
    return [replace(each, landscape=each.line in lines) for each in elements] if lines else elements


def _elements_apart(raw: RawDocument, apart: Mapping[int, Role]) -> Iterator[tuple[int, list[Element]]]:
    """The lines apart; the look of the entries of a page of contents is that of the page and no emphasis."""
    for each in raw.paragraphs if apart else ():
        if each.line in apart:
            role, line = apart[each.line], each.line
            emphasis = each.emphasis if role is not Role.CONTENTS else ()
            made = Element("", role, each.text, line=line, emphasis=emphasis, objects=each.objects)
            yield line, [replace(made, landscape=each.landscape)]


def _merged(elements: Sequence[Element], added: list[tuple[int, list[Element]]]) -> Iterator[Element]:
    waiting = sorted(added, key=lambda item: item[0])[::-1]
    for element in elements:
        while waiting and waiting[-1][0] <= element.line:
            yield from waiting.pop()[1]
        yield element
    for _, group in reversed(waiting):
        yield from group


def _table(found: RawTable, raw: RawDocument) -> list[Element]:
    """A table with the paragraphs of its cells; of blank ones only the last of an empty cell stays."""
    own = raw.paragraphs[found.start : found.end]
    line = own[0].line
    by_cell: dict[CellPlace | None, list[RawParagraph]] = {}
    for each in own:
        by_cell.setdefault(each.cell, []).append(each)
    elements = [
        Element("", Role.TABLE, "", line=line, table=found.table, landscape=any(each.landscape for each in own))
    ]
    for cell in found.table.cells:
        place = CellPlace(cell.row, cell.column)
        elements += _paragraphs_of(place, by_cell.get(place, ()), line)
    return elements


def _paragraphs_of(place: CellPlace, found: Sequence[RawParagraph], line: int) -> list[Element]:
    kept = [each for each in found if _is_written(each)] or [*found[-1:]] or [RawParagraph("", line)]
    return [
        Element("", Role.CELL, each.text, line=each.line, emphasis=each.emphasis, objects=each.objects, cell=place)
        for each in kept
    ]


def _is_written(raw: RawParagraph) -> bool:
    return bool(raw.objects or raw.text.strip()) or raw.ends_with_line


def _figures(elements: Sequence[Element], marked: Iterable[RawParagraph]) -> Iterator[tuple[int, list[Element]]]:
    """Paragraphs that consist of objects only; they have no element yet."""
    known = {element.line for element in elements}
    for each in marked:
        if each.objects and not each.text.strip() and each.line not in known:
            objects = tuple(replace(one, offset=0) for one in each.objects)
            yield each.line, [Element("", Role.FIGURE, "", line=each.line, objects=objects, landscape=each.landscape)]


def _marked(elements: Sequence[Element], marked: Sequence[RawParagraph]) -> Sequence[Element]:
    """The elements with emphasis and objects of the paragraphs they were made from."""
    by_line: dict[int, list[int]] = {}
    for index, element in enumerate(elements):
        by_line.setdefault(element.line, []).append(index)
    made = list(elements)
    lines = sorted(by_line)
    for each in marked:
        if not each.text.strip():
            continue
        for index in by_line.get(each.line) or _nearest(by_line, lines, each.line):
            start = made[index].text.find(each.text.strip())
            if start >= 0:
                made[index] = _with_marks(made[index], each, start)
                break
    return made


def _nearest(by_line: dict[int, list[int]], lines: Sequence[int], line: int) -> list[int]:
    """The elements of the last line before one that was joined to it."""
    before = [each for each in lines if each < line]
    return by_line[before[-1]] if before else []


def _with_marks(element: Element, raw: RawParagraph, start: int) -> Element:
    """``start`` is where the paragraph's text without outer white space begins in the text of the element.

    White space at the end of the prefix is the content's where it is a line to write on.
    """
    written = min((each.start for each in raw.emphasis if UNDERLINED in each.looks), default=len(raw.text))
    line = element.prefix[written:]
    if line.isspace() and raw.text.startswith(element.prefix):
        lead = element.heading_length and element.heading_length + len(line)
        element = replace(element, prefix=element.prefix[:written], content=line + element.content, heading_length=lead)
    shift = start - (len(raw.text) - len(raw.text.lstrip())) - len(element.prefix)
    length = len(element.content)
    emphasis = _own_emphasis(element, raw, shift)
    objects = (replace(each, offset=min(max(each.offset + shift, 0), length)) for each in raw.objects)
    return replace(
        element,
        emphasis=tuple(sorted((*element.emphasis, *emphasis), key=lambda each: each.start)),
        objects=tuple(sorted((*element.objects, *objects), key=lambda each: each.offset)),
    )


def _own_emphasis(element: Element, raw: RawParagraph, shift: int) -> Iterator[Emphasis]:
    """Emphasis within the element's content, without the look that its role or heading has anyway.

    The lead of a point or of text keeps its own: most layouts print leads like the text around them.
    """
    usual = _usual(raw) if element.role in _LOOKS_OF_ROLE else frozenset()
    lead, length = element.heading_length, len(element.content)
    for each in raw.emphasis:
        start, end = max(each.start + shift, 0), min(each.end + shift, length)
        of_role = frozenset(each.looks) if element.role is Role.HEADING else usual
        own = _LINE if _is_line(raw.text[each.start : each.end]) else frozenset()
        of_lead = Emphasis(start, min(end, lead), _without(each.looks, of_role - own))
        rest = Emphasis(max(start, lead), end, _without(each.looks, usual - own))
        yield from (one for one in (of_lead, rest) if one.start < one.end and one.looks)


def _is_line(text: str) -> bool:
    """Whether a text that is underlined is a line to write on, blank or filled in, and no look of words."""
    return text.isspace() or _BLANK.search(text) is not None


def _without(looks: tuple[str, ...], usual: frozenset[str]) -> tuple[str, ...]:
    """The looks that are not those of the role; raised and lowered signs never are."""
    return tuple(look for look in looks if look in _NEVER_OF_ROLE or look not in usual)


_NUMBER_LOOK = (COUNTED,)


def _usual(raw: RawParagraph) -> frozenset[str]:
    """How most characters of the paragraph look."""
    counts: Counter[tuple[str, ...]] = Counter()
    for each in raw.emphasis:
        counts[each.looks] += len(raw.text[each.start : each.end].strip())
    plain = len(raw.text.strip()) - sum(counts.values())
    del counts[_NUMBER_LOOK]
    looks, count = counts.most_common(1)[0] if counts else ((), 0)
    return frozenset(looks) if count > plain else frozenset()


_SECOND_POINT = re.compile(r"[。；：，;！？](?:二是|二要|第二[，、,]|其二[，、])")
# One heading makes no outline.
_ENOUGH = 2
# 批转 of a 请示 that encloses a report.
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """The role of every line, the headings among them by line index, and where attached documents begin."""

    roles: list[Role | None]
    headings: dict[int, Decision]
    attached: tuple[int, ...] = ()


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
        sent = _read_sent(lines, roles, following(roles, end), letters - 1)
        if sent is not None:
            return sent
    return _with_attached(lines, Reading(roles, headings), end)


def _with_attached(lines: Sequence[Line], reading: Reading, end: int) -> Reading:
    """The reading with attached documents (附件1 …) read like any text; ``end`` is the last line of the signature."""
    roles, headings, parts = reading.roles, dict(reading.headings), find_attached(lines, reading.roles, end)
    for part in parts:
        roles[part.start] = Role.ATTACHMENT_MARK
        roles[part.start + 1 : part.text] = [Role.ATTACHMENT_TITLE] * (part.text - part.start - 1)
        own = [replace(line, index=index) for index, line in enumerate(lines[part.text : part.end])]
        read: list[Role | None] = [None if role is Role.ATTACHMENT else role for role in roles[part.text : part.end]]
        found = find_headings(own, read)
        _mark_text(own, read, found)
        roles[part.text : part.end] = read
        headings |= {part.text + index: replace(each, index=part.text + index) for index, each in found.items()}
    return Reading(roles, headings, tuple(part.start for part in parts))


def _read_sent(lines: Sequence[Line], roles: list[Role | None], sent: int, letters: int) -> Reading | None:
    """The reading with what a letter sent along from line ``sent`` on; None if that is no report."""
    if Role.ATTACHMENT in roles[:sent] or not _may_report(lines[sent:]):
        return None
    reading = read_parts([replace(line, index=index) for index, line in enumerate(lines[sent:])], letters)
    if len(reading.headings) < _ENOUGH:
        return None
    titled = Role.TITLE in roles[:sent]
    roles[sent:] = map(_under_title, reading.roles) if titled else reading.roles
    headings = {sent + index: replace(found, index=sent + index) for index, found in reading.headings.items()}
    return Reading(roles, headings, tuple(sent + index for index in reading.attached))


def _may_report(lines: Sequence[Line]) -> bool:
    """Whether these lines are neither announced as an attachment nor rules in articles."""
    return bool(lines) and not attaches(lines[0]) and not any(is_article(line.shape) for line in lines)


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
            # A paragraph that is one point; a paragraph that holds the whole row 一是…二是… is body.
            is_point = line.is_point and _SECOND_POINT.search(line.rest) is None
            roles[line.index] = Role.POINT if is_point else Role.BODY


def recognise(raw: RawDocument, phrases: Phrases) -> Result[Document]:
    """The document that the paragraphs make up; element texts joined are the non-blank paragraphs joined.

    Tables and figures come whole; their words take no part in the recognition of titles, outline and kind.

    ``phrases`` are the words by which titles, closings, signatures and the rest are known.

    Notices: ``no_text`` when there is nothing to recognise, ``no_headings`` when no heading was found.
    """
    contents = contents_lines(raw.paragraphs, phrases.chrome)
    apart = _lines_apart(raw, contents)
    lines = _parted(build_lines(prose_of(raw, apart), phrases), raw, contents)
    reading = read_parts(lines)
    roles, attached = reading.roles, (*reading.attached, len(lines))
    headings = {index: found for index, found in reading.headings.items() if index < attached[0]}
    for index in range(min(headings, default=0)):
        if roles[index] is Role.BODY:
            roles[index] = Role.PREAMBLE
    elements = _elements(lines, reading)
    reported = elements[: attached[0]]
    title = join_title([line.bare[:300] for line in lines if roles[line.index] is Role.TITLE], phrases)
    numbering = numbering_of(reported)
    subtitles = [line.bare[:120] for line in lines if roles[line.index] is Role.SUBTITLE]
    kind = recognise_kind([title, *subtitles] if title else [], reported, numbering, phrases)
    whole = with_blocks(elements, raw, apart)
    return Result(Document(whole, title, kind, numbering, raw.media, raw.margins), _notices(lines, headings))


def _elements(lines: Sequence[Line], reading: Reading) -> tuple[Element, ...]:
    """One element a line; an attached document has an outline of its own."""
    roles, headings, depth = reading.roles, reading.headings, dict[int, int]()
    for start, end in pairwise((0, *reading.attached, len(lines))):
        order = [index for index in sorted(headings) if start <= index < end]
        depth.update(zip(order, depths([_rank(lines[index], headings[index]) for index in order]), strict=True))
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
