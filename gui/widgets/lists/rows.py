"""Any number of rows of fields; there is always an empty one at the end."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from gui.shell import theme
from gui.widgets.basics import icon_button
from gui.widgets.frame.flow import Flow
from gui.widgets.wheel import keep_wheel_from

NOT_GIVEN = "未填"
Values = tuple[str | int, ...]


class FieldColumn(NamedTuple):
    """A field of every row: a text, or with ``most`` a number up to that, 0 for none."""

    name: str
    example: str = ""
    most: int = 0


class Rows(QWidget):
    """``edited`` is emitted when the user types; ``name`` is the name of one row."""

    edited = Signal()

    def __init__(self, name: str, columns: Sequence[FieldColumn]) -> None:
        super().__init__()
        self._name, self._columns = name, columns
        self._rows: list[_FieldRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.length(6))
        self._add()

    @property
    def values(self) -> tuple[Values, ...]:
        """The values of the rows, without empty ones."""
        return tuple(row.values for row in self._rows if not row.is_empty)

    def show_values(self, rows: Sequence[Values]) -> None:
        """Show these rows without emitting ``edited``."""
        for row in self._rows[1:]:  # the first one stays: it keeps the place in the tab order
            self._drop(row)
        del self._rows[1:]
        for number, values in enumerate((*rows, tuple(0 if column.most else "" for column in self._columns))):
            (self._add() if number else self._rows[0]).show_values(values)

    def _add(self) -> "_FieldRow":
        row = _FieldRow(self._name, self._columns)
        row.edited.connect(self._on_edited)
        row.removed.connect(lambda: self._remove(row))
        self._column.addWidget(row)
        if self._rows:
            row.follow(self._rows[-1])
        self._rows.append(row)
        self._number()
        return row

    def _number(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.set_number(number)

    def _on_edited(self) -> None:
        if not self._rows[-1].is_empty:
            self._add()
        self.edited.emit()

    def _remove(self, row: "_FieldRow") -> None:
        """Remove the row and move the focus to the one that takes its place."""
        place = self._rows.index(row)
        self._rows.remove(row)
        self._drop(row)
        self._number()
        self._rows[min(place, len(self._rows) - 1)].setFocus()
        self.edited.emit()

    def _drop(self, row: "_FieldRow") -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()


class _FieldRow(QWidget):
    edited = Signal()
    removed = Signal()

    def __init__(self, name: str, columns: Sequence[FieldColumn]) -> None:
        super().__init__()
        self._name, self._columns = name, columns
        self._fields: list[QLineEdit | QSpinBox] = [self._field(column) for column in columns]
        self._cross = icon_button("x", "", self.removed.emit)
        self.setLayout(Flow((*self._fields, self._cross), theme.length(8)))
        self.setFocusProxy(self._fields[0])
        self._show_cross()

    def set_number(self, number: int) -> None:
        """Set its number."""
        for field, column in zip(self._fields, self._columns, strict=True):
            field.setAccessibleName(f"{self._name}{number}{column.name}")
        self._cross.setToolTip(f"去掉{self._name}{number}")
        self._cross.setAccessibleName(f"去掉{self._name}{number}")

    def follow(self, row: "_FieldRow") -> None:
        """Put it after that row in the tab order."""
        before: QWidget = row._cross
        for widget in (*self._fields, self._cross):
            QWidget.setTabOrder(before, widget)
            before = widget

    @property
    def values(self) -> Values:
        """The values of its fields."""
        return tuple(field.text().strip() if isinstance(field, QLineEdit) else field.value() for field in self._fields)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return not any(self.values)

    def show_values(self, values: Values) -> None:
        """Fill the fields."""
        for field, value in zip(self._fields, values, strict=True):
            field.blockSignals(True)
            field.setText(str(value)) if isinstance(field, QLineEdit) else field.setValue(int(value))
            field.blockSignals(False)
        self._show_cross()

    def _field(self, column: FieldColumn) -> QLineEdit | QSpinBox:
        field: QLineEdit | QSpinBox = _number(column) if column.most else QLineEdit()
        if isinstance(field, QLineEdit):
            field.setPlaceholderText(column.example)
            field.setToolTip(column.example)
            field.textEdited.connect(self._on_edited)
        else:
            field.valueChanged.connect(self._on_edited)
        return field

    def _on_edited(self) -> None:
        self._show_cross()
        self.edited.emit()

    def _show_cross(self) -> None:
        self._cross.setEnabled(not self.is_empty)


def _number(column: FieldColumn) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, column.most)
    box.setPrefix("第 ")
    box.setSuffix(f" {column.name}")
    box.setSpecialValueText(f"{column.name}{NOT_GIVEN}")
    for edit in box.findChildren(QLineEdit):
        edit.setTextMargins(theme.length(8), 0, 0, 0)
    keep_wheel_from(box)
    return box
