"""What is typed is taken over before long, even when the hand never rests, and never in the midst of a composition."""

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from core.workflows.drafting.editing import set_value
from gui.form.panel import FormPanel
from gui.session.draft_model import DraftModel
from gui.widgets.typing_timer import LIMIT, PAUSE, TypingPause
from tests.gui.workspace import compose, make_panel, make_session, type_text

STEADY = PAUSE // 3
"""Milliseconds between the keys of a hand that never rests."""


def keep_typing(widget, key="工"):
    """Press a key again and again, never resting as long as the pause."""
    timer = QTimer(widget, interval=STEADY)
    timer.timeout.connect(lambda: type_text(widget, key))
    type_text(widget, key)
    timer.start()


@pytest.fixture
def form(qtbot):
    panel = FormPanel()
    panel.model = DraftModel(make_session(), panel)
    qtbot.addWidget(panel)
    panel.show_section(panel.model, "e4")
    panel.show()
    return panel


def test_a_limit_within_a_second_leaves_time_for_the_disk():
    assert LIMIT + PAUSE <= 1000


def test_text_of_a_hand_that_never_rests_is_taken_over(qtbot):
    panel = make_panel(qtbot)
    keep_typing(panel)
    qtbot.waitUntil(lambda: panel.model.can_undo)
    assert panel.model.draft.title.startswith("工")


def test_a_value_of_a_hand_that_never_rests_is_taken_over(form, qtbot):
    keep_typing(form.fields.row(0).edit, "8")
    qtbot.waitUntil(lambda: form.model.can_undo)


def test_a_heading_of_a_hand_that_never_rests_is_taken_over(form, qtbot):
    keep_typing(form.head.findChild(QLineEdit))
    qtbot.waitUntil(lambda: form.model.can_undo)


def test_a_composition_is_not_disturbed_when_time_is_up(qtbot):
    panel = make_panel(qtbot)
    type_text(panel, "工")
    compose(panel, "zuo")
    panel.findChild(TypingPause).limit_timer.timeout.emit()
    assert (panel.model.can_undo, panel.navigator.is_composing) == (False, True)


def test_the_next_word_is_taken_over_at_once_when_time_was_up_before(qtbot):
    panel = make_panel(qtbot)
    compose(panel, "gong")
    panel.findChild(TypingPause).limit_timer.timeout.emit()
    panel.findChild(TypingPause).limit_timer.stop()
    compose(panel, "", "工作")
    assert panel.findChild(TypingPause).limit_timer.interval() == 0


def test_a_value_is_not_reset_while_the_old_one_is_wiped_out(form):
    form.model.do(set_value, "f3", "9")
    edit = form.fields.row(0).edit
    edit.selectAll()
    edit.del_()
    edit.textEdited.emit("")
    form.findChild(TypingPause).limit_timer.timeout.emit()
    assert edit.text() == ""


def test_a_field_waits_for_the_end_of_a_composition(form):
    edit = form.fields.row(0).edit
    type_text(edit, "8")
    QApplication.sendEvent(edit, QInputMethodEvent("shi", []))
    form.findChild(TypingPause).rest_timer.timeout.emit()
    assert not form.model.can_undo


def test_nothing_is_late_after_everything_was_taken_over(qtbot):
    owner = QObject()
    pause = TypingPause(lambda: True, owner)
    pause.touch()
    pause.limit_timer.timeout.emit()
    pause.stop()
    pause.touch()
    assert pause.limit_timer.interval() == LIMIT
