"""One setting on the page: its words, its help, the field that fits its kind, and the way back to the default."""

from collections.abc import Callable, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.stores.settings import CHOICE, FOLDER, LAYOUT, NUMBER, SWITCH, TEXT, Setting, Value
from gui.shell import theme
from gui.widgets.basics import button, label
from gui.widgets.file_choice import choose_folder
from gui.widgets.wheel import keep_wheel_from

FIELD_WIDTH = 280
ON = "开启"
BY_KIND, GONE = "按材料类型", "{name}（已不在）"
FROM_REPORTS, FROM_DOCUMENTS = "从往年材料的署名里取", "从“文档”找起"
EMPTY = MappingProxyType({TEXT: FROM_REPORTS, FOLDER: FROM_DOCUMENTS})
Given = Callable[[Value], None]
Show = Callable[[Value], None]
Layouts = Callable[[], Sequence[str]]


class SettingRow(QWidget):
    """``given`` carries another value; ``left`` tells of nothing, fields commit what was typed when they are left."""

    given = Signal(object)

    def __init__(self, setting: Setting, layouts: Layouts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._value: Value = setting.default
        self.field, self._show = _made(setting, self._give, layouts)
        self._build()

    def show_value(self, value: Value) -> None:
        """Show what holds now, without telling of it."""
        self._value = value
        self.field.blockSignals(True)
        self._show(value)
        self.field.blockSignals(False)
        self.back.setVisible(value != self.setting.default)

    def matches(self, words: str) -> bool:
        """Whether all of these words stand in label, help or group."""
        said = f"{self.setting.label}{self.setting.help}{self.setting.group}".lower()
        said += "".join(words for _value, words in self.setting.choices)
        return all(word in said for word in words.lower().split())

    def flush(self) -> None:
        """Hand in what is typed."""
        if isinstance(self.field, QLineEdit):
            self._give(self.field.text().strip())
        elif isinstance(self.field, QSpinBox):
            self.field.interpretText()

    def _build(self) -> None:
        setting = self.setting
        self.field.setAccessibleName(setting.label)
        self.field.setAccessibleDescription(setting.help)
        name = label(setting.label, "name", wrap=True)
        name.setBuddy(self.field)
        words = QVBoxLayout()
        words.setSpacing(theme.length(2))
        words.addWidget(name)
        words.addWidget(_help(setting.help))
        fields = QHBoxLayout()
        fields.setSpacing(theme.length(6))
        fields.addWidget(self.field, 1)
        if setting.kind == FOLDER:
            choose = button("选择…", self._on_choose)
            choose.setAccessibleName(f"选择{setting.label}")
            fields.addWidget(choose)
        self.back = button("恢复默认", lambda: self.given.emit(setting.default), "quiet")
        self.back.setAccessibleName(f"{setting.label}恢复默认")
        room = self.back.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(room)
        right = QWidget()
        right.setLayout(fields)
        fields.addWidget(self.back)
        fields.setContentsMargins(0, 0, 0, 0)
        right.setFixedWidth(theme.length(FIELD_WIDTH))
        right.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.length(18), theme.length(10), theme.length(12), theme.length(10))
        self._row.addLayout(words, 1)
        self._row.addWidget(right, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Put the field below the words; beside them when not ``narrow``."""
        self._row.setDirection(QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.length(6 if narrow else 24))

    def _give(self, value: Value) -> None:
        if value != self._value:
            self.given.emit(value)

    def _on_choose(self) -> None:
        folder = choose_folder(self, self.setting.label, str(self._value))
        if folder:
            self.given.emit(folder)


def _help(text: str) -> QLabel:
    words = label(text, "secondary", wrap=True)
    words.setMinimumWidth(theme.length(120))
    return words


def _made(setting: Setting, given: Given, layouts: Layouts) -> tuple[QWidget, Show]:
    """The field of a setting's kind, and how it shows a value."""
    if setting.kind == NUMBER:
        return _number(setting, given)
    if setting.kind == SWITCH:
        box = QCheckBox(ON)
        box.toggled.connect(given)
        return box, lambda value: box.setChecked(bool(value))
    if setting.kind in (CHOICE, LAYOUT):
        own = [(name, name) for name in layouts()] if setting.kind == LAYOUT else []
        return _choice(setting.choices or (("", BY_KIND), *own), given)
    line = QLineEdit()
    line.setMaxLength(200)
    line.setPlaceholderText(EMPTY[setting.kind])
    line.editingFinished.connect(lambda: given(line.text().strip()))
    return line, lambda value: line.setText(str(value))


def _number(setting: Setting, given: Given) -> tuple[QWidget, Show]:
    box, (least, most, step) = QSpinBox(), setting.bounds
    box.setRange(least, most)
    box.setSingleStep(step)
    box.setSuffix(f" {setting.unit}")
    box.setKeyboardTracking(False)
    for edit in box.findChildren(QLineEdit):
        edit.setTextMargins(theme.length(8), 0, 0, 0)
    box.valueChanged.connect(given)
    keep_wheel_from(box)
    return box, lambda value: box.setValue(int(value))


def _choice(choices: Sequence[tuple[str, str]], given: Given) -> tuple[QWidget, Show]:
    box = QComboBox()
    for value, words in choices:
        box.addItem(words, value)
    box.setMinimumContentsLength(4)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.activated.connect(lambda _index: given(box.currentData()))
    keep_wheel_from(box)

    def _show(value: Value) -> None:
        if box.findData(value) < 0:
            box.addItem(GONE.format(name=value), value)
        box.setCurrentIndex(box.findData(value))

    return box, _show
