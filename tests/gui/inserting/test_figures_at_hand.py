"""Pictures in 正文: replaced, made wider, described and captioned by mouse and keyboard, each as one step."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from core.editing.grids.given import insert_blocks
from core.model.change import apply
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element, Role
from core.workflows.tables.figures import EMU_PER_MM, FigurePlace, set_width
from core.workflows.tables.pasting import empty_table
from core.workflows.tables.sources import picture_from
from gui.draft.page import TEXT
from tests.gui.inserting.test_insert_menu import png
from tests.gui.workspace import make_page, put

FIGURE = 1


@pytest.fixture
def page(qtbot, runner):
    bare = Draft(Identity(), (Element("e1", Role.BODY, "见图1。"), Element("e2", Role.BODY, "后面")), serial=2)
    draft = apply(bare, insert_blocks(bare, "e1", [picture_from(png(200, 100), {}, "旧")], "插入图片"))
    page = make_page(qtbot, runner, draft)
    page.show_tab(TEXT)
    put(page.text, FIGURE, 0)
    return page


def objects(page):
    return [each for element in page.model.draft.elements for each in element.objects]


def bytes_of(page):
    return page.model.draft.media[objects(page)[0].parts[0].media]


def texts(page):
    return [each.content for each in page.model.draft.elements if each.role is not Role.CELL]


def box(page):
    return next(page.text.figures.boxes()).box


def test_a_screenshot_pasted_on_a_picture_takes_its_place(page, qtbot):
    data = QMimeData()
    data.setImageData(QImage(50, 50, QImage.Format.Format_RGB32))
    page.text.insertFromMimeData(data)
    qtbot.waitUntil(lambda: page.model.can_undo)
    assert (len(objects(page)), objects(page)[0].width, objects(page)[0].label) == (1, 200 * 9525, "")
    assert bytes_of(page).startswith(b"\x89PNG")


def test_a_screenshot_pasted_in_the_text_is_put_in(page, qtbot):
    put(page.text, 2, 2)
    data = QMimeData()
    data.setImageData(QImage(50, 50, QImage.Format.Format_RGB32))
    page.text.insertFromMimeData(data)
    qtbot.waitUntil(lambda: page.model.can_undo)
    assert [bool(each.objects) for each in page.model.draft.elements] == [False, True, False, True]


def test_a_picture_that_comes_with_words_is_pasted_as_words(page):
    put(page.text, 2, 2)
    data = QMimeData()
    data.setImageData(QImage(50, 50, QImage.Format.Format_RGB32))
    data.setText("字")
    page.text.insertFromMimeData(data)
    page.text.flush()
    assert texts(page)[-1] == "后面字"
    assert len(objects(page)) == 1


def test_a_file_dropped_on_a_picture_takes_its_place_and_one_beside_it_is_put_in(page, tmp_path, qtbot):
    (tmp_path / "新.png").write_bytes(png(60, 60))
    view = page.text.viewport()
    page.insert.drop_pictures([tmp_path / "新.png"], view.mapToGlobal(box(page).center().toPoint()))
    qtbot.waitUntil(lambda: bytes_of(page) == png(60, 60))
    page.insert.drop_pictures([tmp_path / "新.png"], view.mapToGlobal(QPoint(60, int(box(page).bottom()) + 30)))
    qtbot.waitUntil(lambda: len(objects(page)) == 2)
    assert texts(page)[0] == "见图1。"


def test_the_clipboard_of_a_file_manager_holds_pictures_only_where_all_files_are_some(page, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    assert page.text.canInsertFromMimeData(data)
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png")), QUrl.fromLocalFile(str(tmp_path / "b.docx"))])
    assert not page.text.figures.take(data)


def test_what_is_no_picture_is_told_and_the_old_one_stays(page, tmp_path, qtbot):
    (tmp_path / "新.png").write_text("不是图片")
    with qtbot.waitSignal(page.insert.notice_raised) as told:
        page.insert.figures.take([tmp_path / "新.png"], FigurePlace("e3"))
    assert "不是能放进稿件的图片" in told.args[0]
    assert not page.model.can_undo


def test_the_edge_is_pulled_and_the_picture_stays_in_the_middle(page):
    view, was = page.text.viewport(), box(page)
    edge = QPoint(round(was.right()), round(was.center().y()))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(view, edge + QPoint(50, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=edge + QPoint(50, 0))
    now = box(page)
    assert now.width() == pytest.approx(was.width() + 100, abs=4)
    assert now.center().x() == pytest.approx(was.center().x(), abs=1)
    page.model.undo()
    assert objects(page)[0].width == 200 * 9525


def test_escape_leaves_a_pulled_picture_as_it_was(page):
    view, was = page.text.viewport(), box(page)
    edge = QPoint(round(was.right()), round(was.center().y()))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(view, edge + QPoint(50, 0))
    QTest.keyClick(page.text, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=edge + QPoint(50, 0))
    assert not page.model.can_undo


def test_alt_enter_asks_and_the_answers_are_one_step(page):
    QTest.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    sheet = page.insert.figures._sheet
    assert (sheet.isVisible(), sheet.width_field.value(), sheet.label.text()) == (True, 53, "旧")
    sheet.width_field.setValue(80)
    sheet.label.setText("开工现场")
    sheet.caption.setText("开工")
    sheet.accept()
    one = objects(page)[0]
    assert (one.width, one.label, texts(page)) == (80 * EMU_PER_MM, "开工现场", ["见图1。", "", "图1　开工", "后面"])
    page.model.undo()
    assert not page.model.can_undo


def test_an_untouched_sheet_changes_nothing(page):
    QTest.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    page.insert.figures._sheet.accept()
    assert not page.model.can_undo


def test_delete_takes_the_picture_and_tells_what_still_refers_to_it(page, qtbot):
    page.insert.figures.add_caption(page.text, "e3")
    put(page.text, FIGURE, 0)
    with qtbot.waitSignal(page.insert.message_shown) as told:
        QTest.keyClick(page.text, Qt.Key.Key_Delete)
    assert "图1" in told.args[0]
    assert texts(page) == ["见图1。", "后面"]


def test_a_caption_is_added_and_its_words_typed_in_place(page):
    page.insert.figures.add_caption(page.text, "e3")
    QTest.keyClicks(page.text, "abc")
    page.text.flush()
    assert texts(page)[2] == "图1　abc"
    page.insert.figures.add_caption(page.text, "e3")
    assert len(texts(page)) == 4


def test_the_unit_of_a_table_is_typed_over_in_place(qtbot, runner):
    bare = Draft(Identity(), (Element("e1", Role.BODY, "前"),), serial=1)
    page = make_page(qtbot, runner, apply(bare, insert_blocks(bare, "e1", [empty_table(1, 2)], "插入表格")))
    page.show_tab(TEXT)
    page.insert.figures.add_unit(page.text, "e3")
    QTest.keyClicks(page.text, "km")
    page.text.flush()
    assert texts(page) == ["前", "单位：km", ""]


def test_a_picture_wider_than_the_type_area_is_never_made(page):
    page.model.do(set_width, FigurePlace("e3"), 999 * EMU_PER_MM)
    assert objects(page)[0].width == pytest.approx(156 * EMU_PER_MM, rel=1e-3)


def test_going_to_a_picture_brings_all_of_it_into_view(page):
    page.model.do(set_width, FigurePlace("e3"), 120 * EMU_PER_MM)
    page.resize(1200, 460)
    page.text.verticalScrollBar().setValue(page.text.verticalScrollBar().maximum())
    page.text.show_element("e3", 0)
    assert box(page).top() >= 0


def test_a_picture_right_behind_a_table_is_seen(qtbot, runner):
    bare = Draft(Identity(), (Element("e1", Role.BODY, "前"), Element("e2", Role.BODY, "后")), serial=2)
    blocks = [empty_table(1, 2), picture_from(png(200, 100), {})]
    page = make_page(qtbot, runner, apply(bare, insert_blocks(bare, "e1", blocks, "插入")))
    page.show_tab(TEXT)
    rect_of = page.text.document().documentLayout().blockBoundingRect
    figure, below = (rect_of(page.text.sync.find(name)) for name in ("e6", "e2"))
    assert below.top() - figure.top() >= 100
    assert below.top() >= box(page).bottom() - 1
    assert [each.id for each in page.model.draft.elements] == ["e1", "e3", "e4", "e5", "e6", "e2"]


@pytest.fixture
def carried(qtbot, runner, page):
    draft = page.model.draft
    basis = Basis("去年总结", draft.elements)
    anew = make_page(qtbot, runner, replace(draft, basis=(basis,)))
    QGuiApplication.clipboard().setText("")  # the menu looks at it
    anew.show_tab(TEXT)
    put(anew.text, FIGURE, 0)
    return anew


def test_a_picture_of_last_year_carries_a_sign_until_it_is_confirmed(carried):
    found = next(carried.text.figures.boxes())
    assert found.box.contains(carried.text.figures.signs.box(found))
    menu = carried.text.menu()
    next(each for each in menu.actions() if each.text().startswith("仍然成立")).trigger()
    assert carried.model.ready.carried == 0
    carried.model.undo()
    assert carried.model.ready.carried == 1


def test_the_ledger_counts_the_picture_and_goes_to_it(carried):
    carried.show_ledger()
    bar = carried.ledger.sheet.bar
    assert bar.objects.text() == "另有图片、图表待核1处"
    bar.objects.click()
    assert carried.text.isVisible()


def test_a_footnote_is_put_in_and_its_text_is_where_the_cursor_goes(page):
    put(page.text, 0, 2)
    page.insert.insert_note()
    *_, last = page.model.draft.elements
    assert (last.role, page.text.place_in_draft) == (Role.NOTE, (last.id, 0))
    page.model.undo()
    assert page.model.draft.elements[-1].id != last.id
