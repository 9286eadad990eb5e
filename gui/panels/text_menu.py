"""The menu of the running text: the clipboard, and the fact under the hand."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMenu

if TYPE_CHECKING:
    from gui.panels.text import TextPanel


def text_menu(panel: "TextPanel") -> QMenu:
    """Built anew each time, because what is possible changes."""
    menu = QMenu(panel)
    writable, selected = not panel.isReadOnly(), panel.textCursor().hasSelection()
    fact_id = panel.fact
    if fact_id and writable:
        menu.addAction("沿用此值(&K)", lambda: panel.confirm_requested.emit(fact_id))
        menu.addAction("恢复上年值(&R)", lambda: panel.reset_requested.emit(fact_id))
        menu.addSeparator()
    menu.addAction("剪切(&T)", panel.cut).setEnabled(writable and selected)
    menu.addAction("复制(&C)", panel.copy).setEnabled(selected)
    menu.addAction("粘贴(&P)", panel.paste).setEnabled(writable and QApplication.clipboard().mimeData().hasText())
    menu.addSeparator()
    menu.addAction("全选(&A)", panel.selectAll)
    return menu
