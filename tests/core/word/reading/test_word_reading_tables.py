"""Tables of a Word file: their grid, joined cells, header rows and look; what is a frame and no table."""

import pytest

from core.model.blocks import Table
from core.model.elements import Role
from core.model.raw import RawDocument
from core.word.reading import blocks as word_blocks
from core.word.reading.document import read_word
from core.workflows.importing.reports import recognise_report
from tests.builders_docx import docx, p, r, table

LINES = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = (), properties: str = LINES) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def read(*blocks: str) -> RawDocument:
    return read_word(docx(p("一段正文，比表格里的字多得多，所以表格不是版面。"), *blocks)).value


def only_table(*rows: str, widths: tuple[int, ...] = ()) -> Table:
    (found,) = read(tbl(*rows, widths=widths)).tables
    return found.table


SPAN, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_cells_have_their_place_and_spans() -> None:
    found = only_table(tr(tc("甲", SPAN)), tr(tc("乙"), tc("丙")), widths=(3000, 2000))
    assert [(cell.row, cell.column, cell.columns, cell.rows) for cell in found.cells] == [
        ("r1", "c1", 2, 1),
        ("r2", "c1", 1, 1),
        ("r2", "c2", 1, 1),
    ]
    assert [column.width for column in found.columns] == [3000, 2000]


def test_a_cell_goes_on_over_rows() -> None:
    found = only_table(tr(tc("甲", DOWN), tc("乙")), tr(tc("", ON), tc("丙")), tr(tc("", ON), tc("丁")))
    assert (found.cells[0].rows, len(found.cells), found.is_tiled()) == (3, 4, True)


def test_every_paragraph_names_its_cell() -> None:
    raw = read(tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"))))
    (found,) = raw.tables
    own = raw.paragraphs[found.start : found.end]
    assert [(each.text, each.cell and (each.cell.row, each.cell.column)) for each in own] == [
        ("甲", ("r1", "c1")),
        ("乙", ("r1", "c2")),
        ("丙", ("r2", "c1")),
        ("丁", ("r2", "c2")),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (tr(tc("甲"), tc("乙")), tr(tc("丙"))),
        (tr(tc("乙"), properties='<w:gridBefore w:val="1"/>'), tr(tc("丙"), tc("丁"))),
        (tr(tc("甲", ON), tc("乙")), tr(tc("丙"), tc("丁"))),
        (tr(tc("甲", DOWN + SPAN), tc("乙")), tr(tc("丙", ON), tc("丁"), tc("戊"))),
    ],
)
def test_a_grid_is_tiled_however_ragged_its_rows(rows: tuple[str, ...]) -> None:
    assert only_table(*rows).is_tiled()


def test_header_rows_and_look_are_kept() -> None:
    shade = '<w:shd w:val="clear" w:fill="d9d9d9"/><w:vAlign w:val="center"/>'
    found = only_table(tr(tc("甲", shade), tc("乙"), properties="<w:tblHeader/>"), tr(tc("丙"), tc("丁")))
    assert [row.is_header for row in found.rows] == [True, False]
    assert (found.cells[0].shading, found.cells[0].valign, found.cells[1].shading) == ("D9D9D9", "center", "")


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(tbl(tr(tc("只有一格"))), id="one cell"),
        pytest.param(tbl(tr(tc("抄送：县委办公室"), tc("2023年1月3日印发"))), id="imprint"),
        pytest.param(table((p("左" * 40), p("右" * 40))), id="a page laid out without lines"),
        pytest.param(tbl(tr(tc("青禾县水务局文件"), tc("青水〔2023〕5号")), properties=""), id="masthead"),
        pytest.param(tbl(tr(tc("青禾县水务局")), tr(tc("2023年1月3日")), properties=""), id="signature"),
        pytest.param(
            tbl(tr(tc("甲方"), tc("乙方")), tr(tc(""), tc("二〇二三年一月三日")), properties=""), id="two signatures"
        ),
    ],
)
def test_a_frame_is_ordinary_text_and_told(block: str) -> None:
    found = read_word(docx(p("正文"), block))
    assert not found.value.tables
    assert [notice.code for notice in found.notices] == ["word_frames_unwrapped"]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(tbl(tr(tc("完成时限"), tc("2023年1月3日"))), id="with lines"),
        pytest.param(tbl(*(tr(tc(f"第{n}项"), tc(f"2023年{n}月3日")) for n in range(1, 6)), properties=""), id="dates"),
        pytest.param(tbl(tr(tc("时间"), tc("2023年1月3日召开")), properties=""), id="more than a day"),
    ],
)
def test_a_small_table_with_days_stays_a_table(block: str) -> None:
    assert len(read_word(docx(p("正文" * 40), block)).value.tables) == 1


def test_a_table_of_figures_without_lines_is_one_even_if_it_is_most_of_the_file() -> None:
    rows = (("指标", "2024年", "2025年"), ("用电量", "310.5", "322.1"), ("供水量", "41.2", "43.0"))
    found = read_word(docx(p("正文"), tbl(*(tr(*map(tc, row)) for row in rows), properties="")))
    assert found.value.tables[0].table.size == (3, 3)


def test_a_table_in_a_cell_is_text_of_the_cell_and_told() -> None:
    inner = f"<w:tc><w:tcPr/>{tbl(tr(tc('内一'), tc('内二')))}{p()}</w:tc>"
    found = read_word(docx(p("正文" * 20), tbl(tr(tc("甲"), inner))))
    assert [cell.column for cell in found.value.tables[0].table.cells] == ["c1", "c2"]
    assert [notice.code for notice in found.notices] == ["word_tables_flattened"]


INNER = tbl(tr(tc("镇"), tc("户数")), tr(tc("东桥"), tc("35")))


def framed(*content: str) -> str:
    return tbl(f"<w:tr><w:tc><w:tcPr/>{''.join(content)}</w:tc></w:tr>")


def test_a_table_in_a_frame_of_one_cell_is_a_table() -> None:
    found = read_word(docx(p("正文" * 20), framed(p("说明"), INNER, INNER, p())))
    assert [each.table.size for each in found.value.tables] == [(2, 2), (2, 2)]
    assert [notice.code for notice in found.notices] == ["word_frames_unwrapped"]
    assert found.value.account["source"]["cells"] == found.value.account["understood"]["cells"] == 9


def test_a_table_in_a_text_box_is_a_table_behind_its_paragraph() -> None:
    box = f"<w:r><w:pict><v:rect><v:textbox><w:txbxContent>{p('框内')}{INNER}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    found = read_word(docx(p(r("锚点") + box), p("正文" * 20)))
    assert [each.table.size for each in found.value.tables] == [(2, 2)]
    assert [each.text for each in found.value.paragraphs[:3]] == ["锚点", "框内", "镇"]
    assert [notice.code for notice in found.notices] == ["word_text_boxes_kept"]


def test_a_report_in_a_frame_has_title_and_headings() -> None:
    lines = (
        "青禾县粮食局2023年工作总结",
        "一、工作情况",
        "全年印发文件36件。" * 30,
        "二、存在问题",
        "一是人手不足。",
    )
    elements = recognise_report("总结.docx", docx(framed(*map(p, lines)))).value.document.elements
    assert [each.role for each in elements] == [Role.TITLE, Role.HEADING, Role.BODY, Role.HEADING, Role.POINT]


def test_a_table_beyond_the_limits_is_text_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_blocks, "MOST_ROWS", 1)
    found = read_word(docx(p("正文"), tbl(tr(tc("甲")), tr(tc("乙")))))
    assert [notice.code for notice in found.notices] == ["word_tables_too_large"]
    assert [each.cell for each in found.value.paragraphs] == [None] * 3


@pytest.mark.parametrize("span", ["1000000000", "-5", "x", ""])
def test_a_mad_span_is_bounded(span: str) -> None:
    found = read(tbl(tr(tc("甲", f'<w:gridSpan w:val="{span}"/>'), tc("乙"))))
    assert all(len(each.table.columns) <= word_blocks.MOST_COLUMNS for each in found.tables)


def test_emphasis_keeps_its_characters() -> None:
    (found,) = read_word(docx(p(r("前") + r("重点", "<w:b/>") + r("后后后")))).value.paragraphs
    assert [(found.text[each.start : each.end], each.looks) for each in found.emphasis] == [("重点", ("bold",))]


@pytest.mark.parametrize(
    ("mark", "place"),
    [('<w:ins w:id="1"/>', 4), ('<w:del w:id="1"/>', 2)],
    ids=["a new row", "a deleted row, by the one before"],
)
def test_a_row_that_was_recorded_as_new_or_deleted_is_told_with_its_place(mark: str, place: int) -> None:
    found = read_word(docx(p("正文"), tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"), properties=mark))))
    (notice,) = found.notices
    assert (notice.code, notice.places) == ("word_revisions_accepted", (place,))
