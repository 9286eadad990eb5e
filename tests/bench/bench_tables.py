"""A Word file of many tables read, against python-docx, and exported, against docxtpl that builds them from one template.

Both peers make what we make: the reader the same values (``tests.bench.peer_reader``), docxtpl the same tables with the same
widths, lines, joined cells, sizes and bookmarks of rows; what differs from cell to cell is made before anything is timed.
"""

import io
import re
from functools import partial
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
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
from tests.bench.peer_reader import read_peer, require_equal

READ_MARK, WRITE_MARK = 4.0, 5.0
TABLES, ROWS, COLUMNS = sized(100, 3), 8, 6
READ_ROUNDS, WRITE_ROUNDS = sized(5, 1), sized(11, 1)
MAIN = "word/document.xml"
TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)


def rows() -> list[Row]:
    """Reading and export of the same tables; both sides must have made the same before they are timed."""
    data = file_of_tables()
    require_equal(data)
    draft = draft_of(recognise_report("指标.docx", data).value.document)
    count = sum(1 for _ in tables_of(draft.elements))
    assert count == TABLES, f"{count} tables were read"
    layout = load_layout(LAYOUT.read_bytes())
    ours = partial(write_word, draft, layout, False, "bench")
    tables = TABLE.findall(main_part(ours().value))
    peer = partial(render_peer, peer_template(tables[0]), peer_values(draft, tables))
    if TABLE.findall(main_part(peer())) != tables:
        raise AssertionError("the two writers disagree")
    reading = medians(partial(read_word, data), partial(read_peer, data), READ_ROUNDS)
    return [
        Row(f"reading {TABLES} tables", *reading, READ_MARK, "faster"),
        Row(f"export with {TABLES} tables", *medians(ours, peer, WRITE_ROUNDS), WRITE_MARK, "faster"),
    ]


def main_part(data: bytes) -> str:
    """The XML of a file's main part."""
    with ZipFile(io.BytesIO(data)) as file:
        return file.read(MAIN).decode()


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


CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)
WIDTH, TEXT = re.compile(r'<w:tcW w:w="(\d+)"[^>]*/>'), re.compile(r"(<w:t [^>]*>)([^<]*)(</w:t>)")
JOINS = re.compile(r'<w:gridSpan w:val="(\d+)"/>|<w:vMerge w:val="(\w+)"/>')
ROW_NAME = re.compile(r'<w:bookmarkStart w:id="(\d+)" w:name="_GW_bench_r(\d+)"/>')


def peer_template(table: str) -> bytes:
    """docxtpl's tags around paragraph, table, row and cell, with a cell as our file has it."""
    plain = CELL.findall(table)[-1]
    start, _, end = plain.partition("</w:pPr>")
    width = WIDTH.sub(
        '<w:tcW w:w="{{ c.width }}" w:type="dxa"/>{% if c.span %}<w:gridSpan w:val="{{ c.span }}"/>{% endif %}'
        '{% if c.join %}<w:vMerge w:val="{{ c.join }}"/>{% endif %}',
        start,
    )
    run = TEXT.sub(r"\g<1>{{ c.text }}\g<3>", end.removesuffix("</w:p></w:tc>"))
    cell = (
        f"{width}</w:pPr>"
        '{% if c.row %}<w:bookmarkStart w:id="{{ c.id }}" w:name="_GW_bench_r{{ c.row }}"/>{% endif %}'
        f"{{% if c.shown %}}{run}{{% endif %}}"
        '{% if c.row %}<w:bookmarkEnd w:id="{{ c.id }}"/>{% endif %}</w:p></w:tc>'
    )
    properties = table[table.index("<w:tr>") : table.index("<w:tc>")]
    row = f"{properties}{{% for c in row %}}{cell}{{% endfor %}}</w:tr>"
    whole = f"{table[: table.index('<w:tr>')]}{{% for row in t.rows %}}{row}{{% endfor %}}</w:tbl>"
    body = f"{_said('{%p for t in tables %}')}{_said('{{ t.text }}')}{whole}{_said('{%p endfor %}')}"
    return _with_body(body)


def _said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _with_body(body: str) -> bytes:
    """A new file with that body."""
    source, target = io.BytesIO(), io.BytesIO()
    Document().save(source)
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == MAIN:
                head, _, tail = part.decode().partition("<w:body>")
                part = f"{head}<w:body>{body}{tail[tail.index('<w:sectPr') :]}".encode()
            new.writestr(name, part)
    return target.getvalue()


def peer_values(draft: Draft, tables: list[str]) -> dict[str, Any]:
    """What differs from cell to cell, as our file has it: making it is spared the peer."""
    texts = [draft.elements[placed.start - 1].text for placed in tables_of(draft.elements)]
    found = zip(texts, tables, strict=True)
    return {"tables": [{"text": text, "rows": list(map(_row, table.split("<w:tr>")[1:]))} for text, table in found]}


def _row(row: str) -> list[dict[str, str]]:
    return list(map(_cell, CELL.findall(row)))


def _cell(cell: str) -> dict[str, str]:
    width, text, name = WIDTH.search(cell), TEXT.search(cell), ROW_NAME.search(cell)
    joins = JOINS.findall(cell)
    return {
        "width": width[1] if width else "",
        "span": "".join(span for span, _ in joins),
        "join": "".join(join for _, join in joins),
        "id": name[1] if name else "",
        "row": name[2] if name else "",
        "shown": "1" if text else "",
        "text": text[2] if text else "",
    }


def render_peer(data: bytes, values: dict[str, Any]) -> bytes:
    """The file as docxtpl writes it."""
    template = DocxTemplate(io.BytesIO(data))
    template.render(values, autoescape=True)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()
