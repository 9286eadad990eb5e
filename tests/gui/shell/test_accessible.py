"""Every control of every page can be called by a name, says what it is, and shows when the keyboard is in it.

One window for all, for it takes longer to make than to look at.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QWidget

from gui.shell import theme
from gui.shell.main_window import MainWindow
from tests.gui.whole_window import controls, draft_file, settle, ways, whole_window

NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client)
PLAIN = ("PageReel", "PageOverview", "CoverageSheet", "RollOverPanel", "FindingsPanel", "HistoryPanel")
"""Pages are pictures, and a list that has nothing to show takes the keyboard itself: no role of Qt's fits them, their
name and description say what they are.
"""


class Lacking(NamedTuple):
    """What was found on all pages: controls by their class and place."""

    names: list[str]
    roles: list[str]
    focus: list[str]
    count: int


def told(place: str, widget: QWidget) -> str:
    return f"{place}: {type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"


def has_name(widget: QWidget) -> bool:
    """As a screen reader says it."""
    return bool(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip())


def has_role(widget: QWidget) -> bool:
    role = QAccessible.queryAccessibleInterface(widget).role()
    return role not in NO_ROLES or type(widget).__name__ in PLAIN


def shows_focus(window: QWidget, widget: QWidget, rest: QWidget) -> bool:
    """Whether something is to be seen of the keyboard being in a control."""
    rest.setFocus()
    before = picture(window, widget)
    widget.setFocus()
    return not widget.hasFocus() or before != picture(window, widget)


def picture(window: QWidget, widget: QWidget) -> QImage:
    """The control with what is right around it."""
    place = widget.rect().translated(widget.mapTo(window, widget.rect().topLeft())).adjusted(-2, -2, 2, 2)
    return window.grab(place).toImage()


def looked_at(window: MainWindow) -> Lacking:
    """Go to every page and view; of controls that look the same one is tried for its focus."""
    found, tried = Lacking([], [], [], 0), set[Any]()
    rest = window.rail.findChildren(QWidget)[-1]
    for place, lead in ways(window).items():
        lead()
        settle(window)
        shown = [widget for widget in controls(window) if widget is not rest]
        found.names.extend(told(place, widget) for widget in shown if not has_name(widget))
        found.roles.extend(told(place, widget) for widget in shown if not has_role(widget))
        new = {(type(w), w.property("look"), w.objectName()): w for w in shown if w.isEnabled()}
        new = {kind: widget for kind, widget in new.items() if kind not in tried}
        found.focus.extend(told(place, widget) for widget in new.values() if not shows_focus(window, widget, rest))
        tried |= new.keys()
        found = found._replace(count=found.count + len(shown))
    return found


def test_every_control_has_a_name_a_role_and_shows_the_focus(
    qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    theme.apply_theme(qapp, theme.load_theme())
    with whole_window(qapp, tmp_path) as window:
        window.open_draft(draft_file(tmp_path))
        qtbot.waitUntil(lambda: window.controllers.draft.page is not None)
        window.activateWindow()
        found = looked_at(window)
    qapp.setStyleSheet("")
    assert found.count > 100
    assert (found.names, found.roles) == ([], [])
    assert found.focus == []
