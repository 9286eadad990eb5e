"""插入表格: how many rows and columns."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from core.workflows.tables.pasting import GivenTable, empty_table
from gui.shell import theme
from gui.widgets.basics import button

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
