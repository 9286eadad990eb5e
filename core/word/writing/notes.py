"""Footnotes and endnotes as parts of a Word file (ECMA-376 part 1, 17.11), and the marks that refer to them.

Their text has the font of the layout and its own size, 小五; numbers are counted by Word.
"""

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from core.model.elements import Element
from core.model.structure.notes import Note, is_of_note
from core.package import XML_DECLARATION
from core.word.layouts.finishing import marked_runs, with_breaks, without_controls
from core.word.layouts.tags import SLOT
from core.word.writing.marks import Span, marked_text, object_mark

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

    ``marks`` are the references by the name of the object in the text; the rest is as in ``PlacedBlocks``.
    """

    marks: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    parts: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    relations: tuple[tuple[str, str, str], ...] = ()
    types: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


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
    return NoteParts(MappingProxyType(marks), MappingProxyType(parts), relations, MappingProxyType(types))


def _marks_in(holders: Iterable[Element]) -> Iterator[tuple[Element, int]]:
    return ((each, index) for each in holders for index, one in enumerate(each.objects) if is_of_note(one))


def _reference(note: Note) -> bytes:
    return f'<w:r><w:rPr>{_RAISED}</w:rPr><w:{note.kind}Reference w:id="{note.number}"/></w:r>'.encode()


def _part(kind: str, bodies: Iterable[str]) -> bytes:
    whole = f'{XML_DECLARATION}<w:{kind}s xmlns:w="{_W}">{_SEPARATORS.format(kind)}{"".join(bodies)}</w:{kind}s>'
    return without_controls(whole)


def _body(note: Note, spans: Mapping[str, Iterable[Span]]) -> str:
    sign = f"<w:r><w:rPr>{_SIZE}{_RAISED}</w:rPr><w:{note.kind}Ref/></w:r>"
    paragraphs = (
        f"<w:p>{_SHAPE}{sign * (place == 0)}{_runs(each, spans)}</w:p>" for place, each in enumerate(note.texts)
    )
    return f'<w:{note.kind} w:id="{note.number}">{"".join(paragraphs)}</w:{note.kind}>'


def _runs(element: Element, spans: Mapping[str, Iterable[Span]]) -> str:
    """A blank stands between the number and the text."""
    alone = replace(element, objects=())
    text = element.prefix + marked_text(alone, 0, len(element.content), spans.get(element.id, ()))
    return with_breaks(marked_runs(_LOOK, html.escape(f" {text.strip()}", quote=False)))
