"""Tables, figures, objects and emphasis put back among the recognised elements, from the paragraphs they were read from.

Recognition itself sees neither cells nor paragraphs without words, so that no cell becomes a title or a signature.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.model.blocks import LOWERED, RAISED, CellPlace, Emphasis
from core.model.elements import Element, Role
from core.model.raw import RawDocument, RawParagraph, RawTable

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

_NEVER_OF_ROLE = frozenset({RAISED, LOWERED})


def prose_of(raw: RawDocument) -> RawDocument:
    """The paragraphs outside tables."""
    if not raw.tables:
        return raw
    inside = {index for table in raw.tables for index in range(table.start, table.end)}
    return RawDocument(tuple(each for index, each in enumerate(raw.paragraphs) if index not in inside))


def with_blocks(elements: Sequence[Element], raw: RawDocument) -> tuple[Element, ...]:
    """The elements of the prose with everything else of the file at its place; ids are given anew when some are added."""
    marked = [each for each in prose_of(raw).paragraphs if each.emphasis or each.objects]
    if marked:
        elements = _marked(elements, marked)
    added = [
        *_figures(elements, marked),
        *((raw.paragraphs[table.start].line, _table(table, raw)) for table in raw.tables),
    ]
    if not added:
        return tuple(elements)
    return tuple(replace(each, id=f"e{number}") for number, each in enumerate(_merged(elements, added), 1))


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
    elements = [Element("", Role.TABLE, "", line=line, table=found.table)]
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
    return bool(raw.objects) or (not raw.text.isspace() and raw.text != "")


def _figures(elements: Sequence[Element], marked: Iterable[RawParagraph]) -> Iterator[tuple[int, list[Element]]]:
    """Paragraphs that consist of objects only; they have no element yet."""
    known = {element.line for element in elements}
    for each in marked:
        if each.objects and not each.text.strip() and each.line not in known:
            objects = tuple(replace(one, offset=0) for one in each.objects)
            yield each.line, [Element("", Role.FIGURE, "", line=each.line, objects=objects)]


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
    """``start`` is where the paragraph's text without outer white space begins in the text of the element."""
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
    """Emphasis within the element's content, without the look that its role, heading or lead has anyway."""
    usual = _usual(raw) if element.role in _LOOKS_OF_ROLE else frozenset()
    lead, length = element.heading_length, len(element.content)
    for each in raw.emphasis:
        start, end = max(each.start + shift, 0), min(each.end + shift, length)
        of_lead = Emphasis(start, min(end, lead), _without(each.looks, frozenset(each.looks)))
        rest = Emphasis(max(start, lead), end, _without(each.looks, usual))
        yield from (one for one in (of_lead, rest) if one.start < one.end and one.looks)


def _without(looks: tuple[str, ...], usual: frozenset[str]) -> tuple[str, ...]:
    """The looks that are not those of the role; raised and lowered signs never are."""
    return tuple(look for look in looks if look in _NEVER_OF_ROLE or look not in usual)


def _usual(raw: RawParagraph) -> frozenset[str]:
    """How most characters of the paragraph look."""
    counts: Counter[tuple[str, ...]] = Counter()
    for each in raw.emphasis:
        counts[each.looks] += len(raw.text[each.start : each.end].strip())
    plain = len(raw.text.strip()) - sum(counts.values())
    looks, count = counts.most_common(1)[0] if counts else ((), 0)
    return frozenset(looks) if count > plain else frozenset()
