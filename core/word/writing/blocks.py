"""Tables, figures and kept objects of a draft as WordprocessingML for the marks that a layout prints in their place.

A drawing gets another size or alternative text where it stands (ECMA-376 part 1, 20.4.2.7 extent, 20.4.2.5 docPr,
20.1.7.3 ext).
"""

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import NamedTuple

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.errors import BadInput
from core.model.blocks import COUNTED, Cell, KeptObject, KeptPart, Table, media_key
from core.model.change import number_of
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.grid import tables_of
from core.model.outline import cover
from core.model.structure.captions import captions_of, is_figure
from core.model.structure.notes import notes_of
from core.model.tables.fit import SIZES, column_widths, largest_size, widest_texts
from core.package import XML_DECLARATION, parse_xml, serialise
from core.typesetting.standard import width
from core.word.layouts.counted import counted_number
from core.word.layouts.fillable import (
    CAPTION_STYLE,
    CELL_STYLE,
    HEAD_STYLE,
    TABLE_NOTE_STYLE,
    LineMeasure,
    TableStyle,
)
from core.word.layouts.finishing import marked_runs, with_breaks, without_controls
from core.word.layouts.naming import ROW_EDGE, named_element
from core.word.layouts.placing import PlacedBlocks
from core.word.layouts.tags import SLOT
from core.word.writing.marks import is_block, mark_of, marked_text, note_parts, object_mark

_ENTRY = re.compile(r"\d{1,3}\s*$")
_DOTTED = re.compile(r"\d+((?:[.．]\d+)+)")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
_STEP = 420
"""Twips by which the entries of the next level stand further in."""

_NUMBER_ROOM = 840
_PLAIN = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="360" w:lineRule="auto"/>'
_LOOK = (
    f'<w:rPr><w:rFonts w:hint="eastAsia"/><w:spacing w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/>{SLOT}</w:rPr>'
)
_TITLE_LOOK = f'<w:rPr><w:rFonts w:hint="eastAsia"/><w:b/><w:spacing w:val="0"/><w:sz w:val="36"/><w:szCs w:val="36"/>{SLOT}</w:rPr>'


def contents_blocks(
    outside: Sequence[Element], spans: Mapping[str, Sequence[tuple[int, int]]], text_width: int
) -> Iterator[tuple[str, bytes]]:
    """Each line by its mark; ``outside`` are the elements without cells, ``text_width`` is in twips.

    What stands before and what stands after a page of contents is on other pages.
    """
    for index, element in enumerate(outside):
        if element.role is not Role.CONTENTS:
            continue
        opens = index > 0 and outside[index - 1].role is not Role.CONTENTS
        closes = index + 1 < len(outside) and outside[index + 1].role is not Role.CONTENTS
        blank = len(element.text) - len(element.text.lstrip())
        start, end = max(blank - len(element.prefix), 0), len(element.content.rstrip())
        text = element.prefix[blank:] + marked_text(element, start, max(end, start), spans.get(element.id, ()))
        runs = marked_runs(_LOOK if _is_entry(element) else _TITLE_LOOK, html.escape(text, quote=False))
        page = '<w:r><w:br w:type="page"/></w:r>' if closes else ""
        yield (
            mark_of(element),
            without_controls(
                with_breaks(
                    f"<w:p>{_shape(element, opens, text_width)}{named_element(number_of(element.id), runs)}{page}</w:p>"
                )
            ),
        )


def _is_entry(element: Element) -> bool:
    return _ENTRY.search(element.text) is not None


def _shape(element: Element, opens: bool, text_width: int) -> str:
    """The properties of the paragraph; ``opens``: it begins a page."""
    page = "<w:pageBreakBefore/>" if opens else ""
    if not _is_entry(element):
        return f'<w:pPr>{page}{_PLAIN}<w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    left = _STEP * _level(element.text.strip())
    words, _, _ = element.text.strip().rpartition("\t")
    inner = f'<w:tab w:val="left" w:pos="{left + _NUMBER_ROOM}"/>' if "\t" in words else ""
    tabs = f'<w:tabs>{inner}<w:tab w:val="right" w:leader="dot" w:pos="{text_width}"/></w:tabs>'
    indent = f'<w:ind w:left="{left}" w:firstLineChars="0" w:firstLine="0"/>'
    return f'<w:pPr>{page}{tabs}{_PLAIN}{indent}<w:jc w:val="left"/></w:pPr>'


def _level(text: str) -> int:
    """How deep an entry is by its number: 0 for 一、 and 1, 1 for （一） and 1.1, 2 for 1.1.1."""
    dotted = _DOTTED.match(text)
    return min(len(re.findall("[.．]", dotted[1])), 4) if dotted else int(_SECOND.match(text) is not None)


CellTexts = Mapping[tuple[str, str], Sequence[Element]]
"""The paragraphs of cells by the ids of row and column."""

Span = tuple[int, int]
Spans = Mapping[str, Sequence[Span]]
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LINE_EMU = 350_000
"""Objects up to 28 points high fit into a line of the standard."""

_SIDES = ("top", "left", "bottom", "right")
_RESTART, _CONTINUE = "restart", "continue"
_PLAIN_PARAGRAPH = (
    '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/>'
)
_NO_STYLE = TableStyle("", SIZES[0], "left")
"""Stands for a style that a layout does not have: its paragraphs say all of their look themselves."""

_KEEP = "<w:keepNext/>"
_PLAIN_LOOK = f'<w:rPr><w:rFonts w:hint="eastAsia"/>{SLOT}</w:rPr>'
_GAP = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '</w:pPr><w:r><w:rPr><w:sz w:val="2"/></w:rPr></w:r></w:p>'
)
"""Between two tables, which Word would join, and below one that ends a part."""


@dataclass(slots=True)
class _PackageParts:
    """The parts of a file's kept objects, each once."""

    media: Mapping[str, bytes]
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, part: KeptPart) -> str:
        """Add a part of the main part; the id of its relationship. KeyError when its bytes are not there."""
        name = self._put(part)
        identifier = f"rIdKept{posixpath.basename(name).partition('.')[0]}"
        self.relations[identifier] = part.kind, posixpath.relpath(name, "word")
        return identifier

    def _put(self, part: KeptPart) -> str:
        inner = [(each, self._put(each)) for each in part.parts]
        key = media_key("\0".join((part.media, *(f"{each.relation} {name}" for each, name in inner))).encode())
        name = f"word/kept/{key[:20]}{posixpath.splitext(part.name)[1].lower() or '.bin'}"
        self.parts[name] = self.media[part.media]
        self.types[name] = part.content_type or "application/octet-stream"
        if inner:
            rows = "".join(
                f'<Relationship Id="{html.escape(each.relation)}" Type="{html.escape(each.kind)}" '
                f'Target="{posixpath.basename(other)}"/>'
                for each, other in inner
            )
            listing = f'{XML_DECLARATION}<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'
            self.parts[f"word/kept/_rels/{posixpath.basename(name)}.rels"] = listing.encode()
        return name


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def placed_blocks(
    draft: Draft, spans: Spans, measure: LineMeasure | None = None, yield_to_ui: YieldToUi = never_yield
) -> PlacedBlocks:
    """What the marks of a draft's tables, figures and objects stand for.

    ``spans`` are highlighted by element id, ``measure`` has the width of the type area.
    """
    elements = cooperatively(draft.elements, yield_to_ui, BATCH_SIZE)
    special = [element for element in elements if element.objects or is_block(element)]
    landscape = frozenset(number_of(element.id) for element in draft.elements if element.landscape)
    counted = MappingProxyType(dict(_counted(draft.elements)))
    if not special:
        return PlacedBlocks(landscape=landscape, counted=counted)
    printed = _Printing(spans, measure or LineMeasure())
    holders = [element for element in special if element.objects]
    parts = _PackageParts(draft.media)
    notes = note_parts(holders, notes_of(holders), spans)
    objects, tall = _objects(holders, parts, notes.marks)
    return PlacedBlocks(
        MappingProxyType(dict(_blocks(draft.elements, printed, yield_to_ui))),
        MappingProxyType(objects),
        tall,
        MappingProxyType({**parts.parts, **notes.parts}),
        (*((identifier, kind, target) for identifier, (kind, target) in parts.relations.items()), *notes.relations),
        MappingProxyType({**parts.types, **notes.types}),
        landscape,
        counted,
        notes.forms,
    )


def _counted(elements: Iterable[Element]) -> Iterator[tuple[int, str]]:
    """The numbers that Word counted where the draft was read, by element number."""
    for element in elements:
        first = element.emphasis[0] if element.emphasis else None
        if first is None or first.start or element.prefix.strip() or COUNTED not in first.looks:
            continue
        if number := counted_number(element.content):
            yield number_of(element.id), number


@dataclass(frozen=True, slots=True)
class _Printing:
    """How blocks are printed: ``spans`` are highlighted by element id, ``measure`` is that of the layout."""

    spans: Spans
    measure: LineMeasure

    def style(self, name: str) -> TableStyle:
        """The style that the layout has for a part of tables."""
        return self.measure.tables.get(name, _NO_STYLE)


def _objects(
    holders: Iterable[Element], parts: _PackageParts, known: Mapping[str, bytes]
) -> tuple[dict[str, bytes], frozenset[str]]:
    """The XML of all objects by their marks, and the marks of those higher than a line; ``known`` are the notes'."""
    objects = dict(known)
    tall: set[str] = set()
    for element in holders:
        for index, each in enumerate(element.objects):
            mark = object_mark(element, index)
            if mark in known:
                continue
            try:
                objects[mark] = _object_xml(each, parts, 1000 + len(objects))
            except (KeyError, BadInput):  # altered in the draft file: the rest of the draft is still printed
                objects[mark] = b""
                continue
            if each.height > _LINE_EMU or (not each.height and each.kind != "formula"):
                tall.add(mark)
    return objects, frozenset(tall)


def _object_xml(each: KeptObject, parts: _PackageParts, number: int) -> bytes:
    """The XML of an object with the relationship ids of this file and a drawing id of its own."""
    identifiers = {part.relation: parts.add(part) for part in each.parts}
    root = parse_xml(parts.media[each.media])
    for node in root.iter("*"):
        for key in [key for key, value in node.attrib.items() if value and key.startswith(R)]:
            node.set(key, identifiers[node.get(key)])
    for node in root.iter("{*}docPr"):
        node.set("id", str(number))
    xml = serialise(root)
    return (xml if each.kind == "formula" else f"<w:r>{xml}</w:r>").encode()


def _blocks(elements: Sequence[Element], printed: _Printing, yield_to_ui: YieldToUi) -> Iterator[tuple[str, bytes]]:
    writer = _TableWriter(printed)
    for placed in tables_of(elements, yield_to_ui):
        follows = elements[placed.end] if placed.end < len(elements) else None
        gap = _GAP if follows is None or follows.table is not None else ""
        head = elements[placed.start]
        above = _text_above(head, printed.spans) if head.text.strip() else b""
        table = writer.xml(placed.table, placed.texts(elements), printed.measure.area[head.landscape])
        yield mark_of(head), above + table + gap.encode()
    role_of_cells = Role.CELL
    outside = [each for each in cooperatively(elements, yield_to_ui, BATCH_SIZE) if each.role is not role_of_cells]
    over_title = dict.fromkeys((each.id for each in outside[: cover(outside)]), "center")
    yield from _figures(outside, {**over_title, **captions_of(outside)}, printed)
    yield from contents_blocks(outside, printed.spans, printed.measure.area.width)


def _figures(
    outside: Sequence[Element], captions: Mapping[str, str], printed: _Printing
) -> Iterator[tuple[str, bytes]]:
    """Figures, captions and notes; figures and captions on one page with the caption or table below them."""
    for element, following in zip(outside, (*outside[1:], _END), strict=True):
        is_before_caption = following.id in captions
        if is_figure(element):
            yield mark_of(element), _figure_xml(element, is_before_caption)
        elif element.id in captions and not is_block(element):
            align = captions[element.id]
            is_kept = align != "left" and (is_before_caption or following.table is not None)
            yield mark_of(element), _caption_xml(element, printed, align, is_kept)


_END = Element("", Role.BODY, "")
"""Stands for what follows the last element."""


def _text_above(head: Element, spans: Spans) -> bytes:
    """What was typed where a table stands, as a paragraph above it."""
    return without_controls(with_breaks(f"<w:p>{_runs(head, spans)}</w:p>"))


def _runs(element: Element, spans: Spans) -> str:
    text = element.prefix + marked_text(element, 0, len(element.content), spans.get(element.id, ()))
    return named_element(number_of(element.id), marked_runs(_PLAIN_LOOK, html.escape(text, quote=False)))


def _figure_xml(element: Element, is_kept: bool) -> bytes:
    """``is_kept``: on one page with the paragraph below."""
    marks = "".join(f'<gwo n="{object_mark(element, index)}"/>' for index in range(len(element.objects)))
    return f'<w:p><w:pPr>{_KEEP * is_kept}{_PLAIN_PARAGRAPH}<w:jc w:val="center"/></w:pPr>{marks}</w:p>'.encode()


def _caption_xml(element: Element, printed: _Printing, align: str, is_kept: bool) -> bytes:
    style = printed.style(CAPTION_STYLE if align == "center" else TABLE_NOTE_STYLE)
    properties = f"<w:pPr>{_look(style, align, is_kept)}</w:pPr>"
    return without_controls(with_breaks(f"<w:p>{properties}{_runs(element, printed.spans)}</w:p>"))


def _look(style: TableStyle, align: str, is_kept: bool = False) -> str:
    """The properties of a paragraph of this style: what the style says already is left out."""
    if not style.id:
        return f'{_KEEP * is_kept}{_PLAIN_PARAGRAPH}<w:jc w:val="{align or style.align}"/>'
    own = f'<w:jc w:val="{align}"/>' if align not in ("", style.align) else ""
    return f'<w:pStyle w:val="{html.escape(style.id)}"/>{_KEEP * is_kept}{own}'


class _TextLook(NamedTuple):
    """The properties of the paragraphs and of the runs of a cell."""

    paragraph: str
    run: str


@dataclass(frozen=True, slots=True)
class _CellXml:
    """What cells of one look share: ``start`` of the cell, ``paragraph`` up to a text without marks, ``plain_end`` after it."""

    start: bytes
    paragraph: bytes
    properties: str
    run: str


_OPEN = "FFFF00"
"""The shading of an open cell: the yellow of highlighted words (17.18.40)."""

_PLAIN_END, _CELL_END, _ROW_END = b"</w:t></w:r></w:p>", b"</w:tc>", b"</w:tr>"
_LOOK_OF = attrgetter("columns", "align", "valign", "shading", "open")


@dataclass(slots=True)
class _TableWriter:
    """Tables as WordprocessingML; most of their cells look alike, and what they share is built once."""

    printed: _Printing
    known: dict[tuple[object, ...], _CellXml] = field(default_factory=dict)
    widths: Sequence[int] = ()
    columns: dict[str, int] = field(default_factory=dict)
    size: int = 0
    style: TableStyle = _NO_STYLE
    is_header: bool = False
    """Whether it is at a row of heads, which stand on one page with the row below."""

    def xml(self, table: Table, texts: CellTexts, text_width: int) -> bytes:
        """The ``w:tbl`` of a table with the paragraphs of its cells."""
        self.widths = column_widths(table, text_width)
        self.columns = {column.id: number for number, column in enumerate(table.columns)}
        self.size = self._size(table, texts)
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in self.widths)
        head = (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        pieces = [head.encode()]
        for row, cells in zip(table.rows, self._rows(table), strict=True):
            header = b"<w:tblHeader/>" if row.is_header else b""
            pieces.append(b"<w:tr><w:trPr><w:cantSplit/>%b</w:trPr>" % header)
            first = len(pieces) + 1
            self.is_header, self.style = row.is_header, self._style(row.is_header)
            for _, cell, join in cells:
                self._add_cell(pieces, cell, join, () if join == _CONTINUE else texts[cell.row, cell.column])
            _name_row(pieces, first)
            pieces.append(_ROW_END)
        pieces.append(b"</w:tbl>")
        return b"".join(pieces)

    def _add_cell(self, pieces: list[bytes], cell: Cell, join: str, elements: Sequence[Element]) -> None:
        """``join`` is empty, restart or continue: the part in a cell that goes over several rows.

        A cell with an open fact that has no characters, which nothing can highlight, is shaded.
        """
        if self.printed.spans and self._is_waiting(elements):
            cell = replace(cell, shading=_OPEN)
        first = self.columns[cell.column]
        width = sum(self.widths[first : first + cell.columns])
        key = self.size, self.style.id, self.is_header, width, join, _LOOK_OF(cell)
        shared = self.known.get(key)
        if shared is None:
            shared = self.known[key] = _cell_xml(cell, join, width, self._look_of_text(cell))
        pieces.append(shared.start)
        for element in elements:
            if self._is_bare(element):
                pieces += (shared.paragraph, element.content.encode(), _PLAIN_END)
            else:
                pieces.append(self._marked(element, shared))
        pieces.append(_CELL_END if elements else f"<w:p>{shared.properties}</w:p></w:tc>".encode())

    def _is_bare(self, element: Element) -> bool:
        """Whether a paragraph is nothing but text that can be written as it is."""
        return _is_plain(element.content) and not (
            element.emphasis or element.objects or element.id in self.printed.spans
        )

    def _is_waiting(self, elements: Sequence[Element]) -> bool:
        """Whether a cell has an open fact without characters."""
        spans = chain.from_iterable(self.printed.spans.get(element.id, ()) for element in elements)
        return any(start == end for start, end in spans)

    def _marked(self, element: Element, shared: _CellXml) -> bytes:
        text = marked_text(element, 0, len(element.content), self.printed.spans.get(element.id, ()))
        runs = marked_runs(shared.run, html.escape(text, quote=False))
        return without_controls(with_breaks(f"<w:p>{shared.properties}{runs}</w:p>"))

    def _style(self, is_header: bool) -> TableStyle:
        cells = self.printed.style(CELL_STYLE)
        return self.printed.measure.tables.get(HEAD_STYLE, cells) if is_header else cells

    def _look_of_text(self, cell: Cell) -> _TextLook:
        """The look of the text of a cell; a size besides that of the style only where columns are narrow."""
        paragraph, is_plain = _look(self.style, cell.align, self.is_header), not self.style.id
        if is_plain or self.size < self.style.size:
            spacing = '<w:spacing w:val="0"/>' * is_plain
            return _TextLook(paragraph, f'{spacing}<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>')
        return _TextLook(paragraph, "")

    def _size(self, table: Table, texts: CellTexts) -> int:
        """The largest size in half points in which figures stay on one line and no cell becomes a column of signs."""
        usual = self.printed.style(CELL_STYLE).size or SIZES[0]
        sizes = (usual, *(size for size in SIZES if size < usual))
        return largest_size(widest_texts(table, texts, self.widths, width), sizes) or sizes[-1]

    def _rows(self, table: Table) -> list[list[tuple[int, Cell, str]]]:
        """The cells of each row in order of columns, each with its part in a vertical join."""
        rows: list[list[tuple[int, Cell, str]]] = [[] for _ in table.rows]
        order = {row.id: number for number, row in enumerate(table.rows)}
        for cell in table.cells:
            first, column = order[cell.row], self.columns[cell.column]
            rows[first].append((column, cell, _RESTART if cell.rows > 1 else ""))
            for below in range(first + 1, first + cell.rows):
                rows[below].append((column, cell, _CONTINUE))
        for row in rows:
            row.sort(key=itemgetter(0))
        return rows


def _name_row(pieces: list[bytes], first: int) -> None:
    """Put the places of the row's bookmark into its first paragraph, whose pieces begin at index ``first``."""
    pieces[first] = pieces[first].replace(b"</w:pPr>", b"</w:pPr>" + ROW_EDGE, 1)
    last = next(index for index in range(first, len(pieces)) if b"</w:p>" in pieces[index])
    pieces[last] = pieces[last].replace(b"</w:p>", ROW_EDGE + b"</w:p>", 1)


def _is_plain(text: str) -> bool:
    """Whether a text can be written as it is: no mark, no sign that XML writes otherwise or cannot hold."""
    return text.isprintable() and text != "" and "&" not in text and "<" not in text and ">" not in text


def _cell_xml(cell: Cell, join: str, width: int, look: _TextLook) -> _CellXml:
    spread = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = f'<w:vMerge w:val="{join}"/>' if join else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.shading}"/>' if cell.shading else ""
    valign = f'<w:vAlign w:val="{cell.valign or "center"}"/>'
    mark = f"<w:rPr>{look.run}</w:rPr>" if look.run else ""
    properties = f"<w:pPr>{look.paragraph}{mark}</w:pPr>"
    run = f'<w:rPr><w:rFonts w:hint="eastAsia"/>{look.run}{SLOT}</w:rPr>'
    before, _ = marked_runs(run, "|").split("|")
    return _CellXml(
        without_controls(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spread}{merge}{_borders(cell)}{shade}{valign}</w:tcPr>'
        ),
        f"<w:p>{properties}{before}".encode(),
        properties,
        run,
    )


def _borders(cell: Cell) -> str:
    missing = cell.open.split()
    lines = "".join(
        f'<w:{side} w:val="nil"/>'
        if side in missing
        else f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in _SIDES
    )
    return f"<w:tcBorders>{lines}</w:tcBorders>"


_RELATIVE = ("{*}sizeRelH", "{*}sizeRelV")
"""Sizes as shares of the page, which would overrule the extent."""


def resized_drawing(data: bytes, width: int, height: int) -> bytes | None:
    """The drawing at this size in English Metric Units; None where it is no DrawingML with an extent."""
    root = parse_xml(data)
    extent = next(root.iter("{*}extent"), None)
    if extent is None:
        return None
    inner = [each for each in root.iter("{*}ext") if each.get("cx")]
    for each in (extent, *inner[:1]):
        each.set("cx", str(width))
        each.set("cy", str(height))
    for name in _RELATIVE:
        for each in list(root.iter(name)):
            each.getparent().remove(each)
    return serialise(root).encode()


def relabelled_drawing(data: bytes, label: str) -> bytes | None:
    """The drawing with this alternative text; None where it has no place for one."""
    root = parse_xml(data)
    found = list(root.iter("{*}docPr"))
    for each in found:
        each.set("descr", label)
    return serialise(root).encode() if found else None
