"""The two sheets for tables: 插入表格 asks for rows and columns, 插入工作表区域 for a sheet and range of an .xlsx
file.

The range shows what will stand in the draft.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.workflows.messages import sentence
from core.workflows.tables.pasting import GivenTable, empty_table
from gui.shell import theme
from gui.shell.doors import late
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, label
from gui.widgets.frame.scrollable_column import fit_dialog

NAME = "插入表格"
ROWS, COLUMNS, MOST_ROWS, MOST_COLUMNS = 4, 3, 500, 30


class TableSheet(QDialog):
    """``table_chosen`` carries the empty table."""

    table_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWindowTitle(NAME)
        self.rows, self.columns = _count("行数", ROWS, MOST_ROWS), _count("列数", COLUMNS, MOST_COLUMNS)
        self.header = QCheckBox("第一行是表头，换页时重复(&H)")
        self.header.setChecked(True)
        form = QFormLayout()
        form.addRow("行数(&R)", self.rows)
        form.addRow("列数(&C)", self.columns)
        column = QVBoxLayout(self)
        column.setSpacing(theme.length(10))
        column.addLayout(form)
        column.addWidget(self.header)
        column.addLayout(buttons(self, "插入(&I)"))
        self.accepted.connect(self._choose)

    def begin(self) -> None:
        """Ask; the last numbers are proposed again."""
        self.open()
        self.rows.setFocus()
        self.rows.selectAll()

    def _choose(self) -> None:
        self.table_chosen.emit(self.table)

    @property
    def table(self) -> GivenTable:
        """The table asked for."""
        return empty_table(self.rows.value(), self.columns.value(), int(self.header.isChecked()))


def _count(name: str, usual: int, most: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(1, most)
    field.setValue(usual)
    field.setAccessibleName(name)
    return field


def buttons(sheet: QDialog, words: str) -> QHBoxLayout:
    """The row with 取消 and the button that accepts, which Enter presses."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button("取消", sheet.reject, "quiet"))
    done = button(words, sheet.accept, "primary")
    done.setDefault(True)
    row.addWidget(done)
    return row


if TYPE_CHECKING:
    from core.workflows.tables.sources import SheetName

RANGE_NAME = "插入工作表区域"
HINT = "数按表格文件里显示的样子放入，以后文件再改，稿件不会跟着变。"
WIDTH, HEIGHT, REST = 680, 480, 400
MOST_SHOWN = 12
KEY = "insert/range"
table_in = late("core.workflows.tables.sources:table_in")


class RangeSheet(QDialog):
    """``table_chosen`` carries the table and the sentences about what did not come along."""

    table_chosen = Signal(object, str)

    def __init__(self, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner, self._path = runner, Path()
        self._found: GivenTable | None = None
        self._notices = ""
        self.setObjectName("sheet")
        self.setWindowTitle(RANGE_NAME)
        self.sheet, self.area, self.headers = QComboBox(), QLineEdit(), QSpinBox()
        self.shown, self.told = QTableWidget(0, 0), label("", "hint", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=REST)
        self._build()
        self._pause.timeout.connect(self.read)
        self.sheet.currentIndexChanged.connect(self._on_sheet)
        self.area.textEdited.connect(lambda _text: self._pause.start())
        self.headers.valueChanged.connect(lambda _value: self._pause.start())

    def _build(self) -> None:
        for field, name in ((self.sheet, "工作表"), (self.area, "区域"), (self.headers, "表头行数")):
            field.setAccessibleName(name)
        self.headers.setRange(0, 9)
        self.headers.setValue(1)
        self.shown.setAccessibleName("将要插入的表格")
        self.shown.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.shown.verticalHeader().hide()
        self.shown.horizontalHeader().hide()
        form = QFormLayout()
        form.addRow("工作表(&S)", self.sheet)
        form.addRow("区域(&A)", self.area)
        form.addRow("表头有几行(&H)", self.headers)
        column = QVBoxLayout(self)
        column.setSpacing(theme.length(10))
        column.addWidget(label(HINT, "hint", wrap=True))
        column.addLayout(form)
        column.addWidget(self.shown, 1)
        column.addWidget(self.told)
        column.addLayout(buttons(self, "插入(&I)"))
        fit_dialog(self, WIDTH, HEIGHT)

    def begin(self, path: Path, sheets: Sequence["SheetName"]) -> None:
        """Ask for a range of this file; ``sheets`` are its worksheets."""
        self._path = path
        self.setWindowTitle(f"{RANGE_NAME}：{path.name}")
        self.sheet.blockSignals(True)
        self.sheet.clear()
        for each in sheets:
            self.sheet.addItem(each.name, each.area)
        self.sheet.blockSignals(False)
        self._on_sheet()
        self.open()
        self.sheet.setFocus()

    def _on_sheet(self) -> None:
        self.area.setText(self.sheet.currentData() or "")
        self.read()

    def read(self, then: Callable[[], None] | None = None) -> None:
        """Read the range in the background and show it."""
        self._pause.stop()
        self._found = None
        asked = self._path, self.sheet.currentText(), self.area.text(), self.headers.value()

        def _on_done(result: tuple[GivenTable, str]) -> None:
            self._show(*result)
            if then is not None:
                then()

        self._runner.run(table_in, *asked, on_done=_on_done, on_failed=self._refuse, key=KEY)

    def _refuse(self, error: AppError) -> None:
        self.shown.setRowCount(0)
        self.told.setText(sentence(error))

    def _show(self, found: GivenTable, notices: str) -> None:
        self._found, self._notices = found, notices
        lines = found.lines[:MOST_SHOWN]
        self.shown.clearSpans()
        self.shown.setRowCount(len(lines))
        self.shown.setColumnCount(found.table.size[1])
        for row, line in enumerate(lines):
            for number, text in enumerate(line):
                self.shown.setItem(row, number, QTableWidgetItem(text))
        self.shown.resizeColumnsToContents()
        rows, columns = found.table.size
        size = f"共{rows}行{columns}列" + (f"，这里看前{MOST_SHOWN}行。" if rows > MOST_SHOWN else "。")
        self.told.setText(size + notices)

    def accept(self) -> None:
        """Take what is shown; a range that was typed last is read first."""
        if self._pause.isActive() or self._found is None:
            self.read(self._finish)
        else:
            self._finish()

    def _finish(self) -> None:
        if self._found is not None:
            super().accept()
            self.table_chosen.emit(self._found, self._notices)
