"""One control for each setting of a house style: it shows what holds, and tells what was chosen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDoubleSpinBox,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from core.workflows.layouts.style_trial import FONTS, SIZES, SettingType, StyleSetting, Value, size_name, size_of
from gui.shell import theme
from gui.widgets.wheel import keep_wheel_from

UNKNOWN = "按版式"
NUMBER_WIDTH, COMBO_WIDTH = 96, 78
HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class HouseField(QObject):
    """``chosen`` carries the value the user gave; ``refused`` what he typed where that does not fit."""

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, setting: StyleSetting) -> None:
        super().__init__()
        self.setting = setting
        self.widget, self._show = _MAKERS[setting.sort](setting, self._on_given)
        self.widget.setAccessibleName(setting.title)
        self.widget.setToolTip(setting.help)
        keep_wheel_from(self.widget)
        for edit in (self.widget, *self.widget.findChildren(QLineEdit)):
            edit.installEventFilter(self)

    def show_value(self, value: Value | None) -> None:
        """Show what holds, without telling it as chosen."""
        with QSignalBlocker(self.widget):
            self._show(value)

    @property
    def is_edited(self) -> bool:
        """Whether the cursor stands in it, so that nobody else may change it."""
        return self.widget.hasFocus() or any(edit.hasFocus() for edit in self.widget.findChildren(QLineEdit))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Undo and redo are the sheet's."""
        if isinstance(event, QKeyEvent) and any(event.matches(key) for key in HISTORY):
            event.ignore()
            return True
        return False

    def _on_given(self, value: Value | None, text: str = "") -> None:
        if value is None or not self.setting.fits(value):
            self.refused.emit(text)
        else:
            self.chosen.emit(value)


Given = Callable[..., None]
Show = Callable[[Value | None], None]


def _number(setting: StyleSetting, given: Given) -> tuple[QWidget, Show]:
    """A spin box, whose lowest place stands for what the layout does not say."""
    is_whole = setting.sort is SettingType.WHOLE
    box: QSpinBox | QDoubleSpinBox = QSpinBox() if is_whole else QDoubleSpinBox()
    kind = int if is_whole else float
    if isinstance(box, QDoubleSpinBox):
        box.setDecimals(2 if setting.name == "pitch" else 1)
    unknown = kind(setting.low - setting.step)
    box.setRange(unknown, kind(setting.high))  # type: ignore[arg-type]
    box.setSingleStep(kind(setting.step))  # type: ignore[arg-type]
    box.setSpecialValueText(UNKNOWN)
    box.setSuffix(f" {setting.unit}")
    box.setKeyboardTracking(False)
    box.setMinimumWidth(theme.length(NUMBER_WIDTH))
    for edit in box.findChildren(QLineEdit):
        edit.setTextMargins(theme.length(8), 0, 0, 0)

    def _on_changed(value: float) -> None:
        if value != unknown:
            given(value)

    box.valueChanged.connect(_on_changed)
    return box, lambda value: box.setValue(unknown if value is None else kind(value))  # type: ignore[arg-type]


def _switch(setting: StyleSetting, given: Given) -> tuple[QWidget, Show]:
    box = QCheckBox("" if setting.label == "加粗" else "印")
    box.toggled.connect(given)
    return box, lambda value: box.setChecked(bool(value))


def _choice(setting: StyleSetting, given: Given) -> tuple[QWidget, Show]:
    box = _combo(setting.choices)

    def _show(value: Value | None) -> None:
        known = value in setting.choices
        if (box.itemText(0) == UNKNOWN) == known:
            box.removeItem(0) if known else box.insertItem(0, UNKNOWN)
        box.setCurrentText(str(value) if known else UNKNOWN)

    def _on_chosen(_index: int) -> None:
        if box.currentText() != UNKNOWN:
            given(box.currentText())

    box.activated.connect(_on_chosen)
    return box, _show


def _font(_setting: StyleSetting, given: Given) -> tuple[QWidget, Show]:
    box = _editable(FONTS)
    shown = [""]

    def _on_left() -> None:
        text = box.currentText().strip()
        if text != shown[0]:
            given(text, text)

    def _show(value: Value | None) -> None:
        shown[0] = str(value or "")
        _write(box, shown[0])

    _when_left(box, _on_left)
    return box, _show


def _size(_setting: StyleSetting, given: Given) -> tuple[QWidget, Show]:
    box = _editable(tuple(SIZES))
    shown = [""]

    def _on_left() -> None:
        text = box.currentText().strip()
        if text != shown[0]:
            given(size_of(text), text)

    def _show(value: Value | None) -> None:
        is_size = isinstance(value, (int, float))
        shown[0] = size_name(value) if is_size else ""  # type: ignore[arg-type]
        _write(box, shown[0])

    _when_left(box, _on_left)
    return box, _show


def _write(box: QComboBox, text: str) -> None:
    """The text, its beginning in sight."""
    box.setCurrentText(text)
    edit = box.lineEdit()
    if edit is not None and not edit.hasFocus():
        edit.setCursorPosition(0)


def _when_left(box: QComboBox, action: Callable[[], None]) -> None:
    box.activated.connect(lambda _index: action())
    edit = box.lineEdit()
    if edit is not None:
        edit.editingFinished.connect(action)


def _editable(items: tuple[str, ...]) -> QComboBox:
    box = _combo(items)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    edit = box.lineEdit()
    if edit is not None:
        edit.setPlaceholderText(UNKNOWN)
    completer = box.completer()
    if isinstance(completer, QCompleter):
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return box


def _combo(items: tuple[str, ...]) -> QComboBox:
    box = QComboBox()
    box.addItems(list(items))
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setMinimumContentsLength(3)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumWidth(theme.length(COMBO_WIDTH))
    return box


def _makers() -> dict[SettingType, Callable[[StyleSetting, Given], tuple[QWidget, Show]]]:
    return {
        SettingType.NUMBER: _number,
        SettingType.WHOLE: _number,
        SettingType.SWITCH: _switch,
        SettingType.CHOICE: _choice,
        SettingType.FONT: _font,
        SettingType.SIZE: _size,
    }


_MAKERS = _makers()
