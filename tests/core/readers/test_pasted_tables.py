"""Tables of the clipboard: HTML as Excel, WPS, Word and browsers write it, then lines with tabs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.tables.given import SOFT_BREAK, GivenTable
from core.readers.tabs import columns_of, tabbed_table
from core.readers.web_tables import blocks_in

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-number-format:General;}</style></head>
<body><!--StartFragment--><table border=0 cellpadding=0 width=216><col width=72 span=2><col width=144>
<tr height=19><td height=19 class=xl65 width=72>指标</td><td colspan=2 align=center>2026年<br>
  完成</td></tr>
<tr><td rowspan=2 x:str>生产<span style='mso-spacerun:yes'>&nbsp; </span>总值</td><td align=right x:num="131.23">131.2</td>
<td style='text-align:center'>6.3%</td></tr><tr style='display:none'><td>隐</td><td>藏</td></tr>
<tr><td>45.1</td><td>&nbsp;</td></tr></table><!--EndFragment--></body></html>"""
WORD = """<div><p class=MsoNormal>前面一句。</p><table class=MsoNormalTable><thead><tr><td><p>任务</p></td><td><p>单位</p></td></tr></thead>
<tr><td><p class=MsoNormal>第一段<o:p></o:p></p><p>第二段</p></td><td><p>农业<b>农村</b>局</p></td></tr></table><p>后面一句。</p></div>"""
LAYOUT = "<table><tr><td>导航</td><td><table><tr><th>年</th><th>人</th></tr><tr><td>2025</td><td>31</td></tr></table></td></tr></table>"


def lines(blocks):
    """Paragraphs as they are, tables as the texts of their grids."""
    return [[list(line) for line in block.lines] if isinstance(block, GivenTable) else block.text for block in blocks]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (EXCEL, [[["指标", f"2026年{SOFT_BREAK}完成", ""], ["生产 总值", "131.2", "6.3%"], ["", "45.1", ""]]]),
        (WORD, ["前面一句。", [["任务", "单位"], ["第一段\n第二段", "农业农村局"]], "后面一句。"]),
        (LAYOUT, ["导航", [["年", "人"], ["2025", "31"]]]),
        (
            "<p>面积10<sup>3</sup>亩，H<sub>2</sub>O<sup>注</sup></p><table><tr><td>10<span style='vertical-align:super'>4</span>5<td>乙</table>",
            ["面积10³亩，H₂O注", [["10⁴5", "乙"]]],
        ),
        ("<p>没有表格</p>", []),
        ("<table><tr><td>只有一个格</td></tr></table>", []),
        ("<table><caption>表1</caption><tr><td>甲<td>乙<tr><td>丙", ["表1", [["甲", "乙"], ["丙", ""]]]),
        ("<table><tr><td>a<script>x()</script></td><td>b</td></tr></table>", [[["a", "b"]]]),
    ],
)
def test_tables_of_a_page_are_found_among_its_paragraphs(html, told):
    assert lines(blocks_in(html)) == told


def test_spans_alignment_heads_and_widths_come_along():
    excel, word = blocks_in(EXCEL)[0], blocks_in(WORD)[1]
    assert [(c.columns, c.rows, c.align) for c in excel.table.cells if (c.columns, c.rows, c.align) != (1, 1, "")] == [
        (2, 1, "center"),
        (1, 2, ""),
        (1, 1, "right"),
        (1, 1, "center"),
    ]
    assert [row.is_header for row in word.table.rows] == [True, False]
    assert [column.width for column in excel.table.columns] == [1080, 1080, 2160]


def test_a_spreadsheet_tells_widths_by_groups_of_columns():
    html = (
        '<table><colgroup width="205"></colgroup><colgroup span="2" width="80"></colgroup><tr><td>a<td>b<td>c</table>'
    )
    (block,) = blocks_in(html)
    assert [column.width for column in block.table.columns] == [3075, 1200, 1200]


@pytest.mark.parametrize(
    ("cell", "align"),
    [
        ('<td class="et3" x:num="12.5">12.5</td>', "right"),
        ('<td class="et4" x:num="12.5">12.5</td>', "center"),
        ('<td class="et4" style="text-align:left" x:num>7</td>', "left"),
        ('<td class="et3" x:str>文字</td>', ""),
        ('<td sdval="8" sdnum="1033;"><font size="2">8</font></td>', "right"),
        ('<td align="left" sdval="8">8</td>', "left"),
        ('<td><p align="right" style="text-align:right">31</p></td>', "right"),
        ('<td><p class="western" align="center">31</p></td>', "center"),
    ],
)
def test_numbers_of_other_programs_stand_where_they_stood(cell, align):
    style = (
        "<style><!--.et3{text-align:general;vertical-align:bottom;} .et4\n{color:#000;text-align:center;}--></style>"
    )
    (table,) = blocks_in(f"<html><head>{style}</head><body><table><tr><td>指标</td>{cell}</tr></table></body></html>")
    assert [each.align for each in table.table.cells] == ["", align]


@pytest.mark.parametrize("depth", [3, 3000])
def test_a_page_of_any_depth_is_read_or_left(depth):
    found = blocks_in("<div>" * depth + "<table><tr><td>甲</td><td>乙</td></tr></table>")
    assert lines(found) in ([], [[["甲", "乙"]]])


@given(st.text("<>tdrable/ 甲\n=\"'&;!-", max_size=200))
def test_no_html_raises(text):
    assert isinstance(blocks_in("<table><tr><td>甲<td>" + text), tuple)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲\t乙\n丙\t丁\n", [["甲", "乙"], ["丙", "丁"]]),
        ("甲\t乙\r\n丙\t\r\n", [["甲", "乙"], ["丙", ""]]),
        ('"两\n行"\t乙\n丙\t丁', [["两\n行", "乙"], ["丙", "丁"]]),
        ("甲\t乙", [["甲", "乙"]]),
        ("一、\t标题\n没有制表符", None),
        ("没有", None),
        ("甲\t乙\n丙\t丁\t戊", None),
    ],
)
def test_lines_with_equally_many_tabs_are_a_table(text, told):
    found = tabbed_table(text)
    assert (found and [list(line) for line in found.lines]) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("指标　　数值\n产值　　12", [["指标", "数值"], ["产值", "12"]]),
        ("┌──┬──┐\n│指标│数值│\n├──┼──┤\n│产值│12  │\n└──┴──┘", [["指标", "数值"], ["产值", "12"]]),
        ("指标\t数值\n产值\t", [["指标", "数值"], ["产值", ""]]),
        ("只有一行　　两格", None),
        ("普通的一段话。\n又一段话。", None),
    ],
)
def test_columns_drawn_with_spaces_or_lines_are_a_table(text, told):
    found = columns_of(text.split("\n"))
    assert (found and [list(line) for line in found.lines]) == told


def test_line_breaks_stay_in_the_paragraph_of_their_cell() -> None:
    html = "<table><tr><td><p>甲<br>\n 乙<br></p><p>丙</p></td><td>丁</td></tr></table>"
    (table,) = blocks_in(html)
    assert isinstance(table, GivenTable)
    assert [each.text for each in table.words[0].paragraphs] == ["甲\n乙", "丙"]
