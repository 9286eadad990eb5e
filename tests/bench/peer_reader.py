"""The peer of the rows about reading: what ``read_word`` gives of a file, as one gets it with python-docx.

Per paragraph the text with its written-out number, style, outline level, alignment, size, bold, and how the characters look;
per table the grid with joined cells, their alignment, shading and lines. It asks by the library's public names; what a style
says is worked out once, and cells are taken from their rows, since ``table.cell`` is quadratic. The rows compare both
results before anything is timed, so that neither side leaves out work of the other.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from core.model.blocks import COUNTED
from core.model.raw import RawDocument, RawParagraph
from core.numbering import int_to_han
from core.word.reading.document import read_word

PLACE = re.compile(r"%(\d)")
ALIGNMENTS = {
    None: "",
    WD_ALIGN_PARAGRAPH.LEFT: "left",
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "both",
}
VALIGNMENTS = {
    None: "",
    WD_CELL_VERTICAL_ALIGNMENT.TOP: "top",
    WD_CELL_VERTICAL_ALIGNMENT.CENTER: "center",
    WD_CELL_VERTICAL_ALIGNMENT.BOTTOM: "bottom",
}
WAYS = ("bold", "italic", "underline", "strike", "double_strike", "superscript", "subscript")
LOOKS = {"underline": "underlined", "strike": "struck", "double_strike": "struck"}
SIDES = ("top", "right", "bottom", "left")
Shown = tuple[Any, ...]
"""A paragraph, or a table with its cells, as plain values."""


@dataclass(frozen=True)
class StyleFormat:
    """What a paragraph style says, inherited properties too."""

    name: str
    level: int
    alignment: str
    size: float
    looks: tuple[bool, ...]
    number: Any


class Reader:
    """Reads one file with python-docx."""

    def __init__(self, data: bytes) -> None:
        self.document = Document(io.BytesIO(data))
        self.styles: dict[str, StyleFormat] = {}
        self.counters: dict[tuple[str, int], int] = {}
        numbering = self.document.part.numbering_part.element
        self.lists = {node.get(qn("w:abstractNumId")): node for node in numbering.findall(qn("w:abstractNum"))}
        self.numbers = {node.numId: str(node.abstractNumId.val) for node in numbering.num_lst}
        self.levels = {key: self._levels(node) for key, node in self.lists.items()}

    @staticmethod
    def _levels(node: Any) -> dict[int, tuple[str, str]]:
        return {
            int(level.get(qn("w:ilvl"))): (
                level.find(qn("w:numFmt")).get(qn("w:val")),
                level.find(qn("w:lvlText")).get(qn("w:val")),
            )
            for level in node.findall(qn("w:lvl"))
        }

    def read(self) -> list[Shown]:
        """All paragraphs and tables in order."""
        found = self.document.iter_inner_content()
        return [self._table(each) if isinstance(each, Table) else self._paragraph(each) for each in found]

    def _paragraph(self, paragraph: Paragraph) -> Shown:
        style = self._style(paragraph)
        runs = paragraph._p.xpath("./w:r | ./w:ins/w:r | ./w:hyperlink/w:r")
        number = self._number(paragraph, style)
        pieces, spans, end = [number], list[tuple[int, int, tuple[str, ...]]](), len(number)
        for run in runs:
            text = run.text
            start, end = end, end + len(text)
            looks = self._looks(Run(run, paragraph), style)
            pieces.append(text)
            if looks and spans and spans[-1][1:] == (start, looks):
                spans[-1] = (spans[-1][0], end, looks)
            elif looks and text:
                spans.append((start, end, looks))
        font = Run(runs[0], paragraph).font if runs else None
        size = None if font is None else font.size
        bold = None if font is None else font.bold
        alignment = paragraph.alignment
        return (
            "".join(pieces),
            style.name,
            style.level,
            style.alignment if alignment is None else ALIGNMENTS[alignment],
            style.size if size is None else size.pt,
            style.looks[0] if bold is None else bold,
            tuple(spans),
        )

    @staticmethod
    def _looks(run: Run, style: StyleFormat) -> tuple[str, ...]:
        """The ways in which a run is emphasised, by itself or by its paragraph's style."""
        if run._r.rPr is None:
            ways = style.looks
        else:
            font = run.font
            own = (getattr(font, way) for way in WAYS)
            ways = tuple(usual if each is None else bool(each) for each, usual in zip(own, style.looks, strict=True))
        return tuple(sorted({LOOKS.get(way, way) for way, is_so in zip(WAYS, ways, strict=True) if is_so}))

    def _style(self, paragraph: Paragraph) -> StyleFormat:
        style = paragraph.style
        if style.style_id not in self.styles:
            self.styles[style.style_id] = self._resolved(style)
        return self.styles[style.style_id]

    def _resolved(self, style: Any) -> StyleFormat:
        found = self._defaults()
        for each in reversed(list(_chain(style))):
            font, properties = each.font, each.element.pPr
            outline = None if properties is None else properties.find(qn("w:outlineLvl"))
            number = None if properties is None else properties.numPr
            alignment = each.paragraph_format.alignment
            own = (getattr(font, way) for way in WAYS)
            found = replace(
                found,
                level=found.level if outline is None else int(outline.get(qn("w:val"))) + 1,
                alignment=found.alignment if alignment is None else ALIGNMENTS[alignment],
                size=found.size if font.size is None else font.size.pt,
                looks=tuple(old if new is None else bool(new) for old, new in zip(found.looks, own, strict=True)),
                number=found.number if number is None else number,
            )
        return replace(found, name=style.name)

    def _defaults(self) -> StyleFormat:
        sizes = self.document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val")
        return StyleFormat("", 0, "", int(sizes[0]) / 2 if sizes else 0.0, (False,) * len(WAYS), None)

    def _number(self, paragraph: Paragraph, style: StyleFormat) -> str:
        own = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        number = own if own is not None else style.number
        if number is None:
            return ""
        key, depth = self.numbers[number.numId.val], number.ilvl.val if number.ilvl is not None else 0
        self.counters[key, depth] = self.counters.get((key, depth), 0) + 1
        for deeper in range(depth + 1, 9):
            self.counters.pop((key, deeper), None)
        levels = self.levels[key]
        return PLACE.sub(lambda place: self._shown(key, int(place.group(1)) - 1), levels[depth][1])

    def _shown(self, key: str, depth: int) -> str:
        value = self.counters.get((key, depth), 1)
        return int_to_han(value) if self.levels[key][depth][0] == "chineseCounting" else str(value)

    def _table(self, table: Table) -> Shown:
        """Widths of the columns, which rows are heads, and the cells; without the library's slow list of joined cells."""
        cells: list[list[Any]] = []
        above: dict[int, list[Any]] = {}
        for number, row in enumerate(table._tbl.tr_lst):
            column = 0
            for each in row.tc_lst:
                span = each.grid_span
                if each.vMerge == "continue":
                    above[column][3] += 1
                else:
                    above[column] = [number, column, span, 1, *self._cell(_Cell(each, table))]
                    cells.append(above[column])
                column += span
        widths = tuple(0 if each.width is None else each.width.twips for each in table.columns)
        heads = tuple(
            row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None for row in table._tbl.tr_lst
        )
        return (widths, heads, tuple(map(tuple, cells)))

    def _cell(self, cell: _Cell) -> Shown:
        """Alignment, shading and lines of a cell, and its paragraphs."""
        paragraphs, properties = cell.paragraphs, cell._tc.tcPr
        shade = None if properties is None else properties.find(qn("w:shd"))
        borders = None if properties is None else properties.find(qn("w:tcBorders"))
        return (
            ALIGNMENTS[paragraphs[0].alignment],
            VALIGNMENTS[cell.vertical_alignment],
            "" if shade is None else shade.get(qn("w:fill")),
            "" if borders is None else " ".join(side for side in SIDES if _is_open(borders, side)),
            tuple(self._paragraph(each) for each in paragraphs),
        )


def _is_open(borders: Any, side: str) -> bool:
    line = borders.find(qn(f"w:{side}"))
    return line is not None and line.get(qn("w:val")) in ("nil", "none")


def _chain(style: ParagraphStyle | None) -> Iterator[ParagraphStyle]:
    while style is not None:
        yield style
        style = style.base_style


def read_peer(data: bytes) -> list[Shown]:
    """A file as the peer reads it."""
    return Reader(data).read()


def require_equal(data: bytes) -> None:
    """AssertionError unless both sides read the same."""
    for ours, peers in zip(as_shown(read_word(data).value), read_peer(data), strict=True):
        if ours != peers:
            raise AssertionError(f"the two readers disagree: {ours} {peers}")


def as_shown(read: RawDocument) -> list[Shown]:
    """The result of ``read_word`` in the form of ``Reader.read``, to compare them."""
    shown: list[Shown] = []
    tables = {each.start: each for each in read.tables}
    place = 0
    while place < len(read.paragraphs):
        found = tables.get(place)
        shown.append(_paragraph_shown(read.paragraphs[place]) if found is None else _table_shown(read, found))
        place = place + 1 if found is None else found.end
    return shown


def _paragraph_shown(paragraph: RawParagraph) -> Shown:
    look = paragraph.look
    assert look is not None
    spans = tuple((each.start, each.end, each.looks) for each in paragraph.emphasis if COUNTED not in each.looks)
    return (paragraph.text, look.style, look.outline_level, look.alignment, look.size, look.bold, spans)


def _table_shown(read: RawDocument, found: Any) -> Shown:
    table = found.table
    rows, columns = ({each.id: at for at, each in enumerate(ones)} for ones in (table.rows, table.columns))
    texts: dict[tuple[str, str], list[Shown]] = {}
    for paragraph in read.paragraphs[found.start : found.end]:
        texts.setdefault((paragraph.cell.row, paragraph.cell.column), []).append(_paragraph_shown(paragraph))
    cells = tuple(
        (
            *(rows[each.row], columns[each.column], each.columns, each.rows),
            *(each.align, each.valign, each.shading, each.open),
            tuple(texts[each.row, each.column]),
        )
        for each in table.cells
    )
    return (tuple(each.width for each in table.columns), tuple(each.is_header for each in table.rows), cells)
