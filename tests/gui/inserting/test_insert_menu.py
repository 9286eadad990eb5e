"""插入: tables, worksheet ranges and pictures come where the cursor is, as one step; columns of text become a table."""

import struct
import zlib

import pytest
from openpyxl import Workbook

from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.grid import tables_of
from gui.draft.page import TEXT
from gui.editor.cells import cell_of
from tests.gui.workspace import make_page, put

PROSE = Draft(
    Identity(),
    (
        Element("e1", Role.BODY, "前面一段"),
        Element("e2", Role.BODY, "指标  数值"),
        Element("e3", Role.BODY, "产值  312.5"),
    ),
    serial=3,
)


def png(width, height, colour=b"\x40\x80\xc0"):
    def _chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + colour * width) * height)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


@pytest.fixture
def page(qtbot, runner):
    page = make_page(qtbot, runner, PROSE)
    page.show_tab(TEXT)
    put(page.text, 0, 2)
    return page


def texts(page):
    return [each.content for each in page.model.draft.elements]


def test_an_empty_table_comes_behind_the_paragraph_with_the_cursor_in_it(page):
    page.insert.actions()[0].trigger()
    sheet = page.insert._table_sheet
    sheet.rows.setValue(2)
    sheet.columns.setValue(5)
    sheet.accept()
    assert [placed.table.size for placed in tables_of(page.model.draft.elements)] == [(2, 5)]
    assert cell_of(page.text.textCursor().block())
    page.model.undo()
    assert page.model.draft.elements == PROSE.elements


def test_a_range_of_a_worksheet_is_shown_and_put_in(page, tmp_path, qtbot):
    book = Workbook()
    book.active.append(["指标", "数值", "备注"])
    book.active.append(["收入", 45, "略"])
    book.save(tmp_path / "a.xlsx")
    page.insert.take_sheet(tmp_path / "a.xlsx")
    sheet = page.insert._range_sheet
    qtbot.waitUntil(lambda: sheet.shown.rowCount() == 2)
    sheet.area.setText("A1:B2")
    sheet.area.textEdited.emit("A1:B2")
    sheet.accept()
    qtbot.waitUntil(lambda: page.model.can_undo)
    assert [each.content for each in page.model.draft.elements if each.role is Role.CELL] == [
        "指标",
        "数值",
        "收入",
        "45",
    ]


def test_an_unknown_range_is_told_and_nothing_put_in(page, tmp_path, qtbot):
    book = Workbook()
    book.active.append(["指标", "数值"])
    book.save(tmp_path / "a.xlsx")
    page.insert.take_sheet(tmp_path / "a.xlsx")
    sheet = page.insert._range_sheet
    qtbot.waitUntil(lambda: sheet.shown.rowCount() == 1)
    sheet.area.setText("甲乙")
    sheet.area.textEdited.emit("甲乙")
    sheet.accept()
    qtbot.waitUntil(lambda: "甲乙" in sheet.hint.text())
    assert sheet.isVisible()
    assert not page.model.can_undo
    sheet.reject()


def test_a_picture_file_becomes_a_figure_at_its_own_size_and_its_bytes_are_kept(page, tmp_path, qtbot):
    data = png(96, 48)
    (tmp_path / "a.png").write_bytes(data)
    page.insert.take_pictures([tmp_path / "a.png"])
    qtbot.waitUntil(lambda: page.model.can_undo)
    figure = page.model.draft.elements[1]
    assert (figure.role, figure.objects[0].width, figure.objects[0].height) == (Role.FIGURE, 914400, 457200)
    assert page.model.draft.media[figure.objects[0].parts[0].media] == data


def test_a_file_that_is_no_picture_is_told(page, tmp_path, qtbot):
    (tmp_path / "a.png").write_text("不是图片")
    with qtbot.waitSignal(page.insert.notice_raised) as told:
        page.insert.take_pictures([tmp_path / "a.png"])
    assert "不是能放进稿件的图片" in told.args[0]
    assert page.model.draft.elements == PROSE.elements


def test_selected_columns_become_a_table_and_undo_brings_them_back(page):
    put(page.text, 1, 0)
    cursor = page.text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    page.text.setTextCursor(cursor)
    page.insert.make_table()
    assert texts(page)[:2] == ["前面一段", ""]
    assert [each.content for each in page.model.draft.elements if each.role is Role.CELL] == [
        "指标",
        "数值",
        "产值",
        "312.5",
    ]
    page.model.undo()
    assert page.model.draft.elements == PROSE.elements


def test_prose_stays_prose_and_is_told(page, qtbot):
    with qtbot.waitSignal(page.insert.notice_raised) as told:
        page.insert.make_table()
    assert "分不成" in told.args[0]


def test_pasted_columns_are_offered_as_a_table_and_made_one_only_when_asked(page, qtbot):
    with qtbot.waitSignal(page.insert.offered) as offer:
        page.text.pasted.emit("甲  乙\n一  二")
    assert "2行" in offer.args[0]
    assert not list(tables_of(page.model.draft.elements))
