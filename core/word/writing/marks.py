"""The text of an element with marks for what a layout cannot print as text: open facts, emphasis, objects, blocks,
notes.

Footnotes and endnotes are parts of the file (ECMA-376 part 1, 17.11) in the font of the layout and their own size,
小五; Word counts their numbers.
"""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from types import MappingProxyType

from core.model.blocks import BOLD, cut_emphasis
from core.model.change import number_of
from core.model.elements import Element, Role
from core.model.structure.captions import is_figure
from core.model.structure.notes import OWN_SIGN, Note, is_of_note, number_forms
from core.package import XML_DECLARATION
from core.word.layouts.finishing import (
    BLOCK,
    FACT_END,
    FACT_START,
    LOOK_END,
    LOOK_NAMES_END,
    LOOK_START,
    OBJECT,
    marked_runs,
    with_breaks,
    without_controls,
)
from core.word.layouts.placing import ABOVE
from core.word.layouts.tags import SLOT

Span = tuple[int, int]


def mark_of(element: Element) -> str:
    """The name of a table or figure among the blocks of a file."""
    return str(number_of(element.id))


def object_mark(element: Element, index: int) -> str:
    """The name of an object among those of a file."""
    return f"{number_of(element.id)}.{index}"


def is_block(element: Element) -> bool:
    """Whether an element is printed as a block of its own and not as a paragraph of the layout."""
    return element.table is not None or is_figure(element) or element.role is Role.CONTENTS


def block_text(element: Element) -> str:
    """The text that a layout prints for a table or figure."""
    return f"{BLOCK}{mark_of(element)}{BLOCK}"


def text_above(element: Element) -> str:
    """The text that a layout prints in its title for what stands above the title."""
    return f"{BLOCK}{ABOVE}{mark_of(element)}{BLOCK}"


def marked_number(element: Element, start: int) -> str:
    """The number of a paragraph from ``start`` on, bold where the lead of a point behind it is."""
    number = element.prefix[start:]
    looks = element.emphasis[0].looks if element.emphasis and not element.emphasis[0].start else ()
    is_bold = number and element.role is Role.POINT and BOLD in looks
    return f"{LOOK_START}{BOLD}{LOOK_NAMES_END}{number}{LOOK_END}" if is_bold else number


def marked_text(element: Element, start: int, end: int, spans: Iterable[Span]) -> str:
    """``content[start:end]`` with marks; objects before ``start`` or behind ``end`` belong to the nearest character."""
    if not (element.emphasis or element.objects):
        return with_fact_marks(element.content, start, end, spans)
    marks = [*_fact_marks(spans, start, end), *_look_marks(element, start, end), *_object_marks(element, start, end)]
    pieces: list[str] = []
    position = start
    for offset, _, mark in sorted(marks, key=itemgetter(0, 1)):
        pieces += (element.content[position:offset], mark)
        position = offset
    return "".join((*pieces, element.content[position:end]))


_Mark = tuple[int, int, str]
"""Offset, turn among marks at one offset (ends, objects, starts), and the mark."""


def _fact_marks(spans: Iterable[Span], start: int, end: int) -> Iterator[_Mark]:
    for first, last in _within(spans, start, end):
        yield from ((first, 3, FACT_START), (last, 0, FACT_END))


def _look_marks(element: Element, start: int, end: int) -> Iterator[_Mark]:
    for each in cut_emphasis(element.emphasis, start, end):
        yield from ((each.start, 2, f"{LOOK_START}{' '.join(each.looks)}{LOOK_NAMES_END}"), (each.end, 0, LOOK_END))


def _object_marks(element: Element, start: int, end: int) -> Iterator[_Mark]:
    for index, each in enumerate(element.objects):
        if _is_here(each.offset, start, end, len(element.content)):
            yield min(max(each.offset, start), end), 1, f"{OBJECT}{object_mark(element, index)}{OBJECT}"


def _is_here(offset: int, start: int, end: int, length: int) -> bool:
    """Whether an object belongs to this piece: outer white space that is not printed counts to the piece beside it."""
    return start <= offset < end or (offset >= end and end >= length) or offset == end == start == length


def with_fact_marks(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """``text[start:end]`` with marks around the parts of the spans (ordered, not overlapping) inside it."""
    pieces: list[str] = []
    position = start
    for first, last in _within(spans, start, end):
        pieces += [text[position:first], FACT_START, text[first:last], FACT_END]
        position = last
    return "".join([*pieces, text[position:end]]) if pieces else text[start:end]


def _within(spans: Iterable[Span], start: int, end: int) -> Sequence[Span]:
    """The parts of the spans between ``start`` and ``end``."""
    found: list[Span] = []
    position = start
    for first, last in spans:
        first, last = max(first, position), min(last, end)
        if first < last:
            found.append((first, last))
            position = last
    return found


_HALF_POINTS = 18
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}s"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"
_SIZE = f'<w:spacing w:val="0"/><w:sz w:val="{_HALF_POINTS}"/><w:szCs w:val="{_HALF_POINTS}"/>'
_RAISED = '<w:vertAlign w:val="superscript"/>'
_SHAPE = (
    '<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/></w:pPr>'
)
_LOOK = f'<w:rPr><w:rFonts w:hint="eastAsia"/>{_SIZE}{SLOT}</w:rPr>'
_SEPARATORS = "".join(
    f'<w:{{0}} w:type="{name}" w:id="{number}"><w:p>{_SHAPE}<w:r><w:{name}/></w:r></w:p></w:{{0}}>'
    for number, name in ((-1, "separator"), (0, "continuationSeparator"))
)


@dataclass(frozen=True, slots=True)
class NoteParts:
    """What the notes of a draft add to its file.

    ``marks`` are the references by the name of the object in the text, ``forms`` the formats of their numbers by kind; the
    rest is as in ``PlacedBlocks``.
    """

    marks: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    parts: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    relations: tuple[tuple[str, str, str], ...] = ()
    types: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    forms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def note_parts(
    holders: Iterable[Element], notes: Mapping[tuple[str, int], Note], spans: Mapping[str, Iterable[Span]]
) -> NoteParts:
    """The notes of elements with objects; ``spans`` of the notes' text are highlighted by element id.

    Marks without a note, and what marks a note's own paragraphs, print nothing.
    """
    marks: dict[str, bytes] = {}
    bodies: dict[str, list[str]] = {}
    for element, index in _marks_in(holders):
        note = notes.get((element.id, index))
        marks[object_mark(element, index)] = b"" if note is None else _reference(note)
        if note is not None:
            bodies.setdefault(note.kind, []).append(_body(note, spans))
    parts = {f"word/{kind}s.xml": _part(kind, found) for kind, found in bodies.items()}
    types = {name: _TYPE.format(kind) for name, kind in zip(parts, bodies, strict=True)}
    relations = tuple((f"rIdKept{kind}s", _KIND.format(kind), f"{kind}s.xml") for kind in bodies)
    forms = number_forms(notes.values())
    return NoteParts(MappingProxyType(marks), MappingProxyType(parts), relations, MappingProxyType(types), forms)


def _marks_in(holders: Iterable[Element]) -> Iterator[tuple[Element, int]]:
    return ((each, index) for each in holders for index, one in enumerate(each.objects) if is_of_note(one))


def _reference(note: Note) -> bytes:
    own = ' w:customMarkFollows="1"' if note.label == OWN_SIGN else ""
    return f'<w:r><w:rPr>{_RAISED}</w:rPr><w:{note.kind}Reference{own} w:id="{note.number}"/></w:r>'.encode()


def _part(kind: str, bodies: Iterable[str]) -> bytes:
    whole = f'{XML_DECLARATION}<w:{kind}s xmlns:w="{_W}">{_SEPARATORS.format(kind)}{"".join(bodies)}</w:{kind}s>'
    return without_controls(whole)


def _body(note: Note, spans: Mapping[str, Iterable[Span]]) -> str:
    is_own = note.label == OWN_SIGN
    sign = "" if is_own else f"<w:r><w:rPr>{_SIZE}{_RAISED}</w:rPr><w:{note.kind}Ref/></w:r>"
    paragraphs = (
        f"<w:p>{_SHAPE}{sign * (place == 0)}{_runs(each, spans)}</w:p>" for place, each in enumerate(note.texts)
    )
    return f'<w:{note.kind} w:id="{note.number}">{"".join(paragraphs)}</w:{note.kind}>'


def _runs(element: Element, spans: Mapping[str, Iterable[Span]]) -> str:
    """A blank stands between the number and the text."""
    alone = replace(element, objects=())
    text = element.prefix + marked_text(alone, 0, len(element.content), spans.get(element.id, ()))
    return with_breaks(marked_runs(_LOOK, html.escape(f" {text.strip()}", quote=False)))
