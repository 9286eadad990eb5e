"""Cells copied for other programs: joined cells keep their places, texts of several lines theirs, and all comes back."""

from core.model.tables.given import SOFT_BREAK, GivenText
from core.workflows.tables.copying import CopiedPlace, cells_html, cells_text, copied_cells
from core.workflows.tables.pasting import clipboard_blocks, values_in


def place(cell, text, align=""):
    """A copied place with plain words."""
    return CopiedPlace(cell, GivenText(text), align)


JOINED = [
    [place("a", "镇"), place("b", "2024年"), place("b", "2024年")],
    [place("a", "镇"), place("c", "计划"), place("d", "完成")],
    [place("e", "东桥"), place("f", "12"), place("g", "一行\n二行")],
]


def test_joined_cells_leave_their_places_empty_in_text() -> None:
    assert cells_text(copied_cells(JOINED)) == '镇\t2024年\t\n\t计划\t完成\n东桥\t12\t"一行\n二行"'


def test_joined_cells_and_line_breaks_come_back_from_html() -> None:
    lines = [*JOINED[:2], [*JOINED[2][:2], place("g", f"一行{SOFT_BREAK}二行")]]
    assert cells_text(copied_cells(lines)) == cells_text(copied_cells(JOINED))
    table = copied_cells(lines)
    assert clipboard_blocks(cells_html(table), "") == (table,)


def test_columns_come_back_as_wide_as_they_were() -> None:
    html = '<table><col width="205"><col width="80"><tr><td>街道<td>座数<tr><td>良丰<td>6</table>'
    (table,) = clipboard_blocks(html, "")
    assert clipboard_blocks(cells_html(table), "") == (table,)


def test_a_cell_that_reaches_out_is_cut() -> None:
    table = copied_cells([line[1:2] for line in JOINED])
    assert [(cell.columns, cell.rows) for cell in table.table.cells] == [(1, 1)] * 3


def test_signs_of_html_stay_signs_and_the_encoding_is_named() -> None:
    html = cells_html(copied_cells([[place("a", "<b>&"), place("b", "甲")]]))
    assert "&lt;b&gt;&amp;" in html
    assert "charset=utf-8" in html


def test_values_come_back_to_the_cells_of_a_table() -> None:
    table = copied_cells([[place("a", "12"), place("b", "3.5")], [place("c", "7"), place("d", "—")]])
    assert values_in("", cells_text(table)).table.lines == values_in(cells_html(table), "").table.lines == table.lines


def test_quotes_at_the_start_of_a_cell_come_back() -> None:
    table = copied_cells([[place("a", '"甲"'), place("b", '乙"丙"')], [place("c", '"丁'), place("d", "戊")]])
    assert values_in("", cells_text(table)).table.lines == table.lines


def test_the_digits_behind_a_point_are_named_for_spreadsheets() -> None:
    texts = ("30.70", "1,460.05", "12", "8.7", "1,460.0")
    html = cells_html(copied_cells([[place(text, text) for text in texts]]))
    assert 'sdval="30.70" sdnum="1033;0;0.00"' in html
    assert 'sdval="1460.05" sdnum="1033;0;#,##0.00"' in html


def test_libreoffice_gets_built_in_formats_only() -> None:
    """Any other one becomes a currency when it pastes."""
    html = cells_html(copied_cells([[place("a", "30.70"), place("b", "8.7"), place("c", "1,460.0")]]))
    assert (html.count("mso-number-format"), html.count("sdnum")) == (3, 1)


def test_the_alignment_of_cells_goes_with_them() -> None:
    table = copied_cells([[place("a", "产量"), place("b", "12.5", "right"), place("c", "说明", "both")]])
    html = cells_html(table)
    assert [cell.align for cell in clipboard_blocks(html, "")[0].table.cells] == ["", "right", "both"]
    assert "text-align:right;mso-number-format:'0\\.0'" in html
