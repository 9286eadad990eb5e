"""The roles of a learned layout, one row each: what was learned, from what, and what of it can be changed."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSizePolicy, QWidget

from core.workflows.layouts.learning import LearnedRole, RoleChange, describe_shape
from core.workflows.layouts.style_trial import FONTS, SIZES, size_name, size_of
from core.workflows.messages import words
from gui.shell import theme
from gui.widgets.basics import label, pill
from gui.widgets.wheel import keep_wheel_from

FONT_WIDTH, SIZE_WIDTH = 150, 82
LINES = "对齐、缩进、行距和例子"
COLUMNS = ("部位", "", "字体", "字号", "加粗", LINES)
GUESSED = "猜的"
EXAMPLE_LEAST = 90


class RoleRow:
    """The widgets of one role."""

    def __init__(self, role: LearnedRole) -> None:
        self.role = role
        self.name = label(role.name, "name")
        self.font = _font_box(role)
        self.size = _size_box(role)
        self.bold = QCheckBox()
        self.bold.setChecked(role.face.bold)
        self.bold.setAccessibleName(f"{role.name}加粗")
        self.lines = label(_lines_of(role), "secondary", wrap=True)
        self.lines.setMinimumWidth(theme.length(EXAMPLE_LEAST))
        self.mark = pill(GUESSED, "empty") if role.is_guessed else label("")
        reason = words(role.reason) if role.reason else f"看了{role.count}段"
        self.mark.setToolTip(reason)
        self.mark.setAccessibleDescription(reason)
        self.lines.setToolTip(reason)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """In the order of the columns."""
        return (self.name, self.mark, self.font, self.size, self.bold, self.lines)

    @property
    def wish(self) -> RoleChange | None:
        """What the clerk wants instead; None where nothing was changed or a size makes no sense."""
        size = size_of(self.size.currentText())
        face = self.role.face
        if size is None:
            return None
        wish = RoleChange(self.font.currentText().strip() or face.family, float(size), self.bold.isChecked())
        return None if wish == RoleChange(face.family, face.size, face.bold) else wish


class LearnTable(QWidget):
    """``changed`` follows every change of a role; ``wishes`` are all changes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._rows: list[RoleRow] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, theme.length(6), 0)
        self._grid.setHorizontalSpacing(theme.length(10))
        self._grid.setVerticalSpacing(theme.length(8))
        self._grid.setColumnStretch(COLUMNS.index(LINES), 1)

    def show_roles(self, roles: Iterable[LearnedRole]) -> None:
        """Those found in the document first, then those it has no example of."""
        self._clear()
        listed = list(roles)
        found = [role for role in listed if role.count]
        for column, words_ in enumerate(COLUMNS):
            self._grid.addWidget(label(words_, "small"), 0, column)
        self._add_rows(found, 1)
        others = [role for role in listed if not role.count]
        if others:
            line = len(found) + 1
            self._grid.addWidget(label("这份文件里没有例子的（已补上）", "heading"), line, 0, 1, len(COLUMNS))
            self._add_rows(others, line + 1)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    @property
    def wishes(self) -> Mapping[str, RoleChange]:
        """What the clerk changed, by role."""
        return {row.role.name: wish for row in self._rows if (wish := row.wish) is not None}

    def row(self, name: str) -> RoleRow:
        """The row of a role."""
        return next(row for row in self._rows if row.role.name == name)

    def _add_rows(self, roles: list[LearnedRole], first: int) -> None:
        for number, role in enumerate(roles, first):
            row = RoleRow(role)
            self._rows.append(row)
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignVCenter)
            row.font.currentTextChanged.connect(lambda _text: self.changed.emit())
            row.size.currentTextChanged.connect(lambda _text: self.changed.emit())
            row.bold.toggled.connect(lambda _is_on: self.changed.emit())

    def _clear(self) -> None:
        self._rows = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _lines_of(role: LearnedRole) -> str:
    shown = "" if role.is_lead else describe_shape(role.shape, role.face)
    reason = words(role.reason) if role.reason else ""
    example = f"“{role.example}”" if role.example else ""
    return "\n".join(part for part in (shown, example, reason) if part)


def _font_box(role: LearnedRole) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    fonts = [role.face.family, *(font for font in FONTS if font != role.face.family)]
    box.addItems(fonts)
    box.setAccessibleName(f"{role.name}字体")
    box.setMinimumWidth(theme.length(FONT_WIDTH))
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if role.face.latin != role.face.family:
        box.setToolTip(f"数字和字母用 {role.face.latin}")
    keep_wheel_from(box)
    return box


def _size_box(role: LearnedRole) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    name = size_name(role.face.size)
    box.addItems([*([] if name in SIZES else [name]), *SIZES])
    box.setCurrentText(name)
    box.setAccessibleName(f"{role.name}字号")
    box.setMinimumWidth(theme.length(SIZE_WIDTH))
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    keep_wheel_from(box)
    return box
