"""自己的词表: words of one's own, added, tried on a sentence, deleted and shared without leaving the program."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.errors import AppError
from core.files import write_atomically
from core.workflows.checking.own_words import (
    make_own_words,
    own_table,
    own_words,
    put_own_table,
    tried,
    with_own_word,
    with_words_of,
    without_own_words,
)
from core.workflows.messages import sentence
from gui.widgets.basics import button, label
from gui.widgets.file_choice import choose_model, choose_new_file, usual_folder
from gui.widgets.frame.scrollable_column import fit_dialog

TITLE = "自己的词表"
SAID = "本单位容易写错的词，写上对的；没有写错、不要再报的词和人名，第二格空着。加上就起作用，所有稿件都用。"
WRONG, RIGHT = "写错的词", "写对的，可空着"
TRY = "写一句话试一试"
KINDS = "词表 (*.tsv *.txt)"
FILE = "自己的词表.tsv"
WIDTH, HEIGHT = 560, 480


class OwnWordsSheet(QDialog):
    """``changed``: the table was written; ``folder_wanted`` requests the folder with all tables."""

    changed = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWindowTitle(TITLE)
        self._earlier: list[str] = []
        self.wrong, self.right = _field(WRONG), _field(RIGHT)
        self.add = button("加上", self._on_add, "primary", "也可以按 Enter")
        self.listed = QListWidget()
        self.listed.setAccessibleName(TITLE)
        self.listed.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.delete = button("删去", self._on_delete, "", "删去选中的词（Delete），可以撤销")
        self.undo = button("撤销", self._on_undo, "", "退回上一步（Ctrl+Z）")
        self.undo.setShortcut("Ctrl+Z")
        self.take = button("导入…", self._on_take, "", "把同事的词表并进来")
        self.give = button("导出…", self._on_give, "", "写成一个文件，可以发给同事")
        self.folder = button("打开文件夹", self.folder_wanted.emit, "", "固定提法和更多的条件在文件夹里的表里改")
        self.sentence = _field(TRY)
        self.tried, self.outcome = label("", "secondary", wrap=True), label("", "hint", wrap=True)
        self.sentence.textChanged.connect(self._try)
        for field in (self.wrong, self.right):
            field.returnPressed.connect(self._on_add)
        self._lay_out()
        fit_dialog(self, WIDTH, HEIGHT)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(label(SAID, "secondary", wrap=True))
        for widgets in (
            (self.wrong, self.right, self.add),
            (self.listed,),
            (self.delete, self.undo, self.take, self.give, self.folder),
            (self.sentence,),
        ):
            row = QHBoxLayout()
            for widget in widgets:
                row.addWidget(widget)
            column.addLayout(row)
        column.addWidget(self.tried)
        column.addWidget(self.outcome)
        column.addWidget(button("完成", self.accept, "quiet"), 0, Qt.AlignmentFlag.AlignRight)
        for each in self.findChildren(type(self.add)):
            each.setAutoDefault(False)  # Enter adds a word

    def begin(self) -> None:
        """Open with the words as they are now."""
        self._earlier.clear()
        if self._attempt(make_own_words):
            self._attempt(self._show)
        self.open()
        self._make_room()
        self.wrong.setFocus()

    def _make_room(self) -> None:
        """Keep two lines free for outcomes, so that no button moves from under the mouse when one appears."""
        said = self.outcome.text()
        self.outcome.setText("\n")
        self.outcome.setMinimumHeight(self.outcome.sizeHint().height())
        self.outcome.setText(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes the selected words."""
        if event.key() == Qt.Key.Key_Delete and self.listed.hasFocus():
            self._on_delete()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _show(self) -> None:
        self.listed.clear()
        for word in own_words():
            item = QListWidgetItem(f"{word.wrong}　不再报" if word.is_known else f"{word.wrong} → {word.right}")
            item.setData(Qt.ItemDataRole.UserRole, word.wrong)
            self.listed.addItem(item)
        self.undo.setEnabled(bool(self._earlier))
        self._try()

    def _try(self) -> None:
        typed = self.sentence.text()
        found = tried(typed, own_table()) if typed else ()
        lines = [
            f"“{one.text}”会报，改法“{one.replacement}”" if one.replacement else f"“{one.text}”会报" for one in found
        ]
        self.tried.setText("；".join(lines) if lines else "自己的词表在这句话里不报什么。" if typed else "")

    def _on_add(self) -> None:
        if self._attempt(lambda: self._write(with_own_word(own_table(), self.wrong.text(), self.right.text()))):
            self.wrong.clear()
            self.right.clear()
        self.wrong.setFocus()

    def _on_delete(self) -> None:
        chosen = {item.data(Qt.ItemDataRole.UserRole) for item in self.listed.selectedItems()}
        if chosen and self._attempt(lambda: self._write(without_own_words(own_table(), chosen))):
            self.outcome.setText(f"删去了{len(chosen)}个词，按 Ctrl+Z 可以恢复。")

    def _on_undo(self) -> None:
        if self._earlier and self._attempt(lambda: put_own_table(self._earlier[-1])):
            self._earlier.pop()
            self._attempt(self._show)
            self.outcome.setText("已经退回上一步。")
            self.changed.emit()

    def _on_take(self) -> None:
        for path in choose_model(self, "导入词表", KINDS):
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Add the words of a file that are new."""
        before = self.listed.count()
        if self._attempt(lambda: self._write(with_words_of(own_table(), path))):
            self.outcome.setText(f"加进了{self.listed.count() - before}个词，按 Ctrl+Z 可以退回。")

    def _on_give(self) -> None:
        for path in choose_new_file(self, "导出词表", Path(usual_folder()) / FILE, "词表"):
            if self._attempt(partial(_hand_out, path)):
                self.outcome.setText(f"已写到“{path.name}”。")

    def _write(self, text: str) -> None:
        before = own_table()
        put_own_table(text)
        self._earlier.append(before)
        self._show()
        self.changed.emit()

    def _attempt(self, action: Callable[[], object]) -> bool:
        """Run an edit of the table; on failure the reason is shown. Whether it succeeded."""
        self.outcome.clear()
        try:
            action()
        except AppError as error:
            self.outcome.setText(sentence(error))
            return False
        return True


def _hand_out(path: Path) -> None:
    write_atomically(path, own_table().encode("utf-8-sig"))


def _field(words: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    return field
