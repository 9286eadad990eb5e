"""Keys that an input method lets through while it composes do nothing; before and after they do what they always do."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui.draft.offer_bar import OfferBar
from gui.editor.panel import TextPanel
from gui.session.draft_model import DraftModel
from gui.shell.actions import make_action
from gui.widgets.input_methods import ComposedKeys
from tests.gui.workspace import compose, content, make_session, put, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


class Workspace(QWidget):
    """A text, a field and a key of the program in one window; ``done`` counts the presses of that key."""

    def __init__(self) -> None:
        super().__init__()
        self.model = DraftModel(make_session(), self)
        self.text, self.field = TextPanel("正文"), QLineEdit(self)
        self.text.setParent(self)
        self.text.show_section(self.model, "")
        self.text.history_requested.connect(lambda step: self.model.undo() if step < 0 else self.model.redo())
        self.done = list[str]()
        make_action("export", self, lambda: self.done.append("导出"))
        ComposedKeys(self)


@pytest.fixture
def workspace(qtbot: Any) -> Workspace:
    made = Workspace()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.text.setFocus()
    put(made.text, 7, 0)
    type_text(made.text, "早")
    made.text.commit()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Return])
def test_the_draft_and_the_composition_stay(workspace: Workspace, key: Qt.Key) -> None:
    before = content(workspace)
    compose(workspace.text, preedit="wen")
    QTest.keyClick(workspace.text, key, CTRL)
    workspace.text.commit()
    assert (workspace.text.navigator.is_composing, content(workspace)) == (True, before)


def test_no_other_key_of_the_program_works(workspace: Workspace) -> None:
    compose(workspace.text, preedit="wen")
    QTest.keyClick(workspace.text, Qt.Key.Key_E, CTRL)
    assert workspace.done == []


def test_when_it_is_over_all_of_them_work(workspace: Workspace) -> None:
    compose(workspace.text, preedit="wen")
    compose(workspace.text, commit="文")
    workspace.text.commit()
    QTest.keyClick(workspace.text, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(workspace.text, Qt.Key.Key_E, CTRL)
    assert ("文" in content(workspace)[7], workspace.done) == (False, ["导出"])


def test_given_up_by_a_click_elsewhere_it_is_over(workspace: Workspace) -> None:
    compose(workspace.text, preedit="wen")
    workspace.field.setFocus()
    workspace.text.setFocus()
    QTest.keyClick(workspace.text, Qt.Key.Key_E, CTRL)
    assert workspace.done == ["导出"]


def test_no_new_numbers_are_offered_while_a_field_is_composed_in(workspace: Workspace, runner: Any, qtbot: Any) -> None:
    bar = OfferBar(workspace.model, runner, (workspace.text,), workspace)
    type_text(workspace.text, "走访60户。")
    workspace.text.commit()
    workspace.field.setFocus()
    QApplication.sendEvent(workspace.field, QInputMethodEvent("wen", []))
    bar.look()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert (bar.offered, bar.pause.isActive()) == ((), True)
