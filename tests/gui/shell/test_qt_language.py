"""No English: Qt's own words are Chinese, and so are the menus of the fields."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.form.field_row import ValueEdit
from gui.shell.actions import make_action
from gui.shell.language import speak_chinese
from tests.gui.workspace import make_panel

SAID_BY_QT = (
    ("QFileDialog", "&Look in:"),
    ("QFileDialog", "Files of &type:"),
    ("QAbstractFileIconProvider", "Folder"),
    ("QFileDialog", "&Rename"),
    ("QFileSystemModel", "Date Modified"),
    ("QLineEdit", "&Paste"),
    ("QWidgetTextControl", "Select All"),
    ("QPlatformTheme", "Cancel"),
)


@pytest.fixture
def language(qapp: Any) -> Iterator[bool]:
    yield speak_chinese(qapp)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.parametrize(("context", "words"), SAID_BY_QT)
def test_qt_speaks_chinese(language: bool, context: str, words: str) -> None:
    assert not QCoreApplication.translate(context, words).isascii()


def test_a_key_has_the_name_that_the_program_gives_it(language: bool) -> None:
    assert QKeySequence("Ctrl+Shift+Return").toString(QKeySequence.SequenceFormat.NativeText).endswith("+Enter")


def test_words_that_nobody_knows_stay(language: bool) -> None:
    assert QCoreApplication.translate("QFileDialog", "no such words") == "no such words"


def test_without_the_catalogue_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(QLibraryInfo, "path", lambda _which: str(tmp_path))
    assert not request.getfixturevalue("language")


def words_of(actions: list[QAction]) -> list[str]:
    return [action.text().partition("(")[0] for action in actions if not action.isSeparator()]


@pytest.fixture
def page(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def field(page: QWidget) -> ValueEdit:
    edit = ValueEdit()
    edit.setParent(page)
    return edit


def test_the_menu_of_a_field_undoes_in_the_draft(page: QWidget) -> None:
    done: list[str] = []
    for name in ("undo", "redo"):
        make_action(name, page, lambda name=name: done.append(name))
    menu = field(page).menu()
    menu.actions()[0].trigger()
    assert words_of(menu.actions()) == ["撤销", "重做", "剪切", "复制", "粘贴", "全选"]
    assert done == ["undo"]


def test_a_field_that_cannot_be_changed_offers_to_copy(page: QWidget) -> None:
    make_action("undo", page, lambda: None)
    edit = field(page)
    edit.setReadOnly(True)
    edit.setText("48")
    edit.selectAll()
    assert words_of([action for action in edit.menu().actions() if action.isEnabled()]) == ["复制", "全选"]


def test_a_field_whose_menu_is_open_has_not_been_left(page: QWidget, qtbot: Any) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QFocusEvent

    edit = field(page)
    with qtbot.assertNotEmitted(edit.left):
        edit.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))


def test_the_running_text_has_the_same_menu(qtbot: Any) -> None:
    panel = make_panel(qtbot)
    make_action("undo", panel.parentWidget() or panel, lambda: None)
    assert words_of(panel.menu().actions())[-4:] == ["剪切", "复制", "粘贴", "全选"]
