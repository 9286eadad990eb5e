"""Bars above the pages: Tab comes to them where they stand, and nothing below suffers when they change."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.shell import theme
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.notice_place import NoticePlace


@pytest.fixture
def frame(qtbot: Any) -> QWidget:
    """A button, the place for bars, and a text."""
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    for part in (QPushButton("开始"), NoticePlace(), QTextEdit()):
        column.addWidget(part)
    made.show()
    return made


def told(frame: QWidget, words: str) -> NoticeBar:
    """A bar at the top that offers this."""
    bar = NoticeBar()
    frame.findChildren(NoticePlace)[0].add(bar, 0)
    bar.show_notice("磁盘已满。", "error", [(words, bar.hide)])
    QApplication.processEvents()
    return bar


def focus_order(frame: QWidget) -> list[QWidget]:
    order, place = [frame], frame.nextInFocusChain()
    while place is not frame:
        order.append(place)
        place = place.nextInFocusChain()
    return order


def test_tab_comes_to_one_bar_after_the_other(frame: QWidget) -> None:
    lower, upper = told(frame, "再试"), told(frame, "另存")
    stops = [frame.findChildren(QPushButton)[0]]
    stops += [widget for bar in (upper, lower) for widget in (*bar.buttons, bar.cross)]
    stops += frame.findChildren(QTextEdit)
    assert sorted(stops, key=focus_order(frame).index) == stops


def test_what_is_offered_otherwise_leaves_the_text_below_whole(frame: QWidget) -> None:
    """Python must not take the text for a part of a button that goes."""
    document = frame.findChildren(QTextEdit)[0].document()
    bar = told(frame, "再试")
    bar.show_notice("稿件不在了。", "error", [("另存", bar.hide)])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert isValid(document)


def test_the_sign_of_a_notice_takes_the_colours_chosen_while_it_is_shown(qapp: QApplication) -> None:
    bar = NoticeBar()
    bar.show_notice("第一次用拟稿？")
    theme.apply_theme(qapp, theme.load_theme(theme.DARK))
    shown, dark = bar.findChildren(QLabel)[0].pixmap().toImage(), theme.pixmap("info", "carried_text", 18).toImage()
    theme.apply_theme(qapp, theme.load_theme())
    bar.close()
    assert shown == dark


def test_a_notice_about_finished_work_leaves_after_eight_seconds(frame: QWidget) -> None:
    bar = told(frame, "再试")
    bar.show_notice("已经导出“总结.docx”。", "success")
    assert (bar.age_timer.isActive(), bar.age_timer.interval()) == (True, 8000)
    bar.age_timer.timeout.emit()
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("tone", "words"),
    [("warning", "有2处没有核过。"), ("info", "正在读取…"), ("success", "已经导出。\n有1幅图没有写进去。")],
)
def test_what_is_to_be_read_or_answered_stays(frame: QWidget, tone: str, words: str) -> None:
    bar = told(frame, "再试")
    bar.show_notice(words, tone)
    assert not bar.age_timer.isActive()


def test_a_notice_that_has_the_keyboard_stays(frame: QWidget) -> None:
    bar = told(frame, "再试")
    bar.show_notice("已经导出“总结.docx”。", "success", [("打开", bar.hide)])
    QApplication.processEvents()
    bar.buttons[0].setFocus()
    bar.age_timer.timeout.emit()
    assert (bar.isVisible(), bar.age_timer.isActive()) == (True, True)


def test_notices_about_finished_work_never_stack(frame: QWidget) -> None:
    first, second, refused = (told(frame, words) for words in ("再试", "另存", "更改"))
    first.show_notice("已经导出“总结.docx”。", "success")
    second.show_notice("已存好。", "success")
    assert [bar.isVisible() for bar in (first, second, refused)] == [False, True, True]
