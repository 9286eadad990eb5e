"""A paper as a .docx file in the house's look: 小标宋 title, 黑体 heads repeated on every page, 仿宋 text, page numbers."""

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from core.model.tables.paper_table import Paper, PaperCell, PaperPart, PaperRow, PaperRun, TableColumn
from core.package import Node, open_package
from core.word.package_writer import write_package

Docx: TypeAlias = Node  # python-docx's own types say less than its objects can
LONG, SHORT, SIDE, ABOVE = Mm(297), Mm(210), Mm(20), Mm(22)
TITLE, HEAD, TEXT, LATIN = "方正小标宋简体", "黑体", "仿宋_GB2312", "Times New Roman"
TITLE_SIZE, TEXT_SIZE, CELL_SIZE = Pt(22), Pt(14), Pt(12)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT


def paper_bytes(paper: Paper) -> bytes:
    """The file; equal papers give equal bytes. Characters that Word files cannot contain are left out."""
    document = Document(io.BytesIO(_template()))
    _set_page(document.sections[0], paper.is_landscape)
    _set_properties(document, paper.title)
    _write_line(document.add_paragraph(), paper.title, (TITLE, TITLE_SIZE), _CENTRE)
    for line in paper.lines:
        _write_line(document.add_paragraph(), line, (TEXT, CELL_SIZE), _CENTRE)
    for part in paper.parts:
        _write_part(document, part)
    if paper.foot:
        _write_line(document.add_paragraph(), paper.foot, (TEXT, CELL_SIZE), _LEFT)
    target = io.BytesIO()
    document.save(target)
    return write_package(open_package(target.getvalue()))


@lru_cache(maxsize=1)
def _template() -> bytes:
    """The file that python-docx begins with, without its headings of other looks' colours."""
    target = io.BytesIO()
    Document().save(target)
    return target.getvalue()


def _set_properties(document: Docx, title: str) -> None:
    document.core_properties.title = _CONTROL.sub("", title)
    document.core_properties.author = ""
    document.core_properties.comments = ""


def _set_page(section: Docx, is_landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if is_landscape else (SHORT, LONG)
    section.left_margin = section.right_margin = section.bottom_margin = SIDE
    section.top_margin = ABOVE
    section.footer_distance = Mm(10)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = _CENTRE
    for kind, text in (("", "— "), ("begin", ""), ("code", " PAGE "), ("end", ""), ("", " —")):
        _page_number_run(paragraph, kind, text)


def _page_number_run(paragraph: Docx, kind: str, text: str) -> None:
    run = _run(paragraph, text if not kind else "", (TEXT, CELL_SIZE))
    if kind == "code":
        node = OxmlElement("w:instrText")
        node.set(qn("xml:space"), "preserve")
        node.text = text
        run._r.append(node)
    elif kind:
        node = OxmlElement("w:fldChar")
        node.set(qn("w:fldCharType"), kind)
        run._r.append(node)


def _write_part(document: Docx, part: PaperPart) -> None:
    if part.heading:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _write_line(paragraph, part.heading, (HEAD, TEXT_SIZE), _LEFT)
        paragraph.paragraph_format.space_before = Pt(10)
    for line in part.lines:
        _write_line(document.add_paragraph(), line, (TEXT, CELL_SIZE), _LEFT)
    if part.columns and part.rows:
        _write_table(document, part)


def _write_table(document: Docx, part: PaperPart) -> None:
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    whole = sum(column.share for column in part.columns)
    widths = [width * column.share // whole for column in part.columns]
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, size in zip(table.columns, widths, strict=True):
        column.width = size
    if part.has_head:
        heads = PaperRow(tuple((PaperRun(column.head),) for column in part.columns))
        _write_row(table, heads, widths, tuple(TableColumn("", 1, True) for _ in widths), HEAD)
        _mark_row(table.rows[0], "w:tblHeader")
    for row in part.rows:
        _write_row(table, row, widths, part.columns, TEXT)
    _keep_together(part, table)


def _keep_together(part: PaperPart, table: Docx) -> None:
    """A table without heads is a form, which is not divided."""
    for row in () if part.has_head else table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _write_row(table: Docx, row: PaperRow, widths: Sequence[int], columns: Sequence[TableColumn], font: str) -> None:
    cells = table.add_row().cells
    _mark_row(table.rows[-1], "w:cantSplit")
    if row.is_across:
        _write_cell(cells[0].merge(cells[-1]), row.cells[0], HEAD, _LEFT)
        return
    for cell, runs, width, column in zip(cells, row.cells, widths, columns, strict=True):
        cell.width = width
        _write_cell(cell, runs, font, _CENTRE if column.is_centred else _LEFT)


def _mark_row(row: Docx, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _write_cell(cell: Docx, runs: PaperCell, font: str, side: WD_ALIGN_PARAGRAPH) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    _shape(paragraph, side, Pt(2), Pt(18))
    for run in runs:
        _run(paragraph, run.text, (font, CELL_SIZE), run)


def _write_line(paragraph: Docx, text: str, look: tuple[str, int], side: WD_ALIGN_PARAGRAPH) -> None:
    _shape(paragraph, side, Pt(4), None)
    _run(paragraph, text, look)


def _shape(paragraph: Docx, side: WD_ALIGN_PARAGRAPH, room: int, line: int | None) -> None:
    paragraph.alignment = side
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = room
    shape.line_spacing = line or 1.2


def _run(paragraph: Docx, text: str, look: tuple[str, int], run: PaperRun | None = None) -> Docx:
    made = paragraph.add_run(_CONTROL.sub("", text))
    made.font.name, made.font.size = LATIN, look[1]
    fonts = made._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), look[0])
    fonts.set(qn("w:hint"), "eastAsia")
    if run is not None and run.is_struck:
        made.font.strike = True
    if run is not None and run.is_bold:
        made.font.bold = True
    return made
