"""A Word file of many tables read, against python-docx, and exported, against docxtpl that builds them from one template."""

import io
from functools import partial
from typing import Any

from docx import Document
from docx.table import Table, _Cell
from docxtpl import DocxTemplate

from core.model.draft import Draft
from core.model.grid import tables_of
from core.word.layouts.templating import load_layout
from core.word.reading.document import read_word
from core.word.writing.document import write_word
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import recognise_report
from tests.bench.bench_export import LAYOUT
from tests.bench.frame import Row, medians, sized

READ_MARK, WRITE_MARK = 4.0, 5.0
TABLES, ROWS, COLUMNS = sized(100, 3), 8, 6
ROUNDS = sized(11, 1)


def rows() -> list[Row]:
    """Reading and export of the same tables."""
    data = file_of_tables()
    draft = draft_of(recognise_report("指标.docx", data).value.document)
    count = sum(1 for _ in tables_of(draft.elements))
    assert count == TABLES, f"{count} tables were read"
    layout, template, values = load_layout(LAYOUT.read_bytes()), peer_template(), peer_values(draft)
    return [
        Row(
            f"reading {TABLES} tables",
            *medians(partial(read_word, data), partial(read_peer, data), ROUNDS),
            READ_MARK,
            "faster",
        ),
        Row(
            f"export with {TABLES} tables",
            *medians(
                partial(write_word, draft, layout, False, "bench"), partial(render_peer, template, values), ROUNDS
            ),
            WRITE_MARK,
            "faster",
        ),
    ]


def file_of_tables() -> bytes:
    """Paragraphs with tables between them: a joined head of two rows, words and figures below it."""
    document = Document()
    document.add_paragraph("青禾县2022年主要指标")
    for number in range(TABLES):
        document.add_paragraph(f"第{number + 1}组指标完成情况如下，与上年相比总体平稳，各单位按职责抓好落实。" * 3)
        table = document.add_table(ROWS, COLUMNS, "Table Grid")
        for at, cell in enumerate(table._cells):
            row, column = divmod(at, COLUMNS)
            cell.text = f"指标{row}" if column == 0 else f"{row * 37 + column * 11 + number}.5"
        table.cell(0, 0).merge(table.cell(1, 0)).text = "指标"
        table.cell(0, 1).merge(table.cell(0, COLUMNS - 1)).text = "完成情况"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def read_peer(data: bytes) -> list[Any]:
    """Paragraphs, and for each cell its text, spans and alignment, without the library's slow list of joined cells."""
    document = Document(io.BytesIO(data))
    texts: list[Any] = [(each.text, each.style.name, each.alignment) for each in document.paragraphs]
    return texts + [_cells(table) for table in document.tables]


def _cells(table: Table) -> list[tuple[Any, ...]]:
    found = ((each, _Cell(each, table)) for row in table._tbl.tr_lst for each in row.tc_lst)
    return [
        (cell.text, each.grid_span, each.vMerge, each.width, cell.paragraphs[0].alignment, cell.vertical_alignment)
        for each, cell in found
    ]


def peer_template() -> bytes:
    """One table of one row and one cell, with docxtpl's tags around paragraph, table, row and cell."""
    document = Document()
    document.add_paragraph("{%p for t in tables %}")
    document.add_paragraph("{{ t.text }}")
    table = document.add_table(3, 1, "Table Grid")
    table.cell(0, 0).text = "{%tr for row in t.rows %}"
    table.cell(2, 0).text = "{%tr endfor %}"
    cells = table.rows[1].cells[0]
    cells.text = "{%tc for c in row %}"
    for text in ("{{ c }}", "{%tc endfor %}"):
        table.rows[1]._tr.add_tc().p_lst[0].add_r().text = text
    document.add_paragraph("{%p endfor %}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def peer_values(draft: Draft) -> dict[str, Any]:
    """The texts of all tables, row by row; joined cells are left out, which spares the peer work."""
    found = []
    for placed in tables_of(draft.elements):
        texts: dict[str, list[str]] = {row.id: [] for row in placed.table.rows}
        for place, own in placed.cells(draft.elements).items():
            texts[place.row].append("\n".join(each.text for each in own))
        found.append({"text": draft.elements[placed.start - 1].text, "rows": list(texts.values())})
    return {"tables": found}


def render_peer(data: bytes, values: dict[str, Any]) -> bytes:
    """The file as docxtpl writes it."""
    template = DocxTemplate(io.BytesIO(data))
    template.render(values, autoescape=True)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()
