"""The context menu of a field: the draft's undo and redo, the clipboard, and in running text pasting as sections."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit, QWidget

HISTORY = ("undo", "redo")
STRUCTURE = ("split_section", "points_to_sections", "paste_sections")


def add_edits(menu: QMenu, edit: QLineEdit | QTextEdit, selected: bool) -> None:
    """Append 撤销 to 全选 for a field, and for running text the actions that make sections of it.

    ``selected`` tells whether there is something to cut or copy.
    """
    writable = not edit.isReadOnly()
    if writable:
        menu.addActions([action for action in _actions_above(edit) if action.objectName() in HISTORY])
        menu.addSeparator()
    menu.addAction("剪切(&T)", edit.cut).setEnabled(writable and selected)
    menu.addAction("复制(&C)", edit.copy).setEnabled(selected)
    menu.addAction("粘贴(&P)", edit.paste).setEnabled(writable and bool(QApplication.clipboard().text()))
    menu.addSeparator()
    menu.addAction("全选(&A)", edit.selectAll)
    if writable and isinstance(edit, QTextEdit):
        menu.addSeparator()
        menu.addActions([action for action in _actions_above(edit) if action.objectName() in STRUCTURE])


def _actions_above(widget: QWidget) -> list[QAction]:
    """The actions of a widget's ancestors, the nearest first."""
    found: list[QAction] = []
    above = widget.parentWidget()
    while above is not None:
        found += above.actions()
        above = above.parentWidget()
    return found
