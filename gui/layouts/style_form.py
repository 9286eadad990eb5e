"""版式设置: the settings in groups, each with 恢复原样; those that differ from the layout are marked."""

from collections.abc import Callable, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.workflows.layouts.style_trial import (
    FONTS,
    SETTINGS,
    SIZES,
    HouseStyle,
    SettingType,
    StyleSetting,
    Value,
    make_style,
    size_name,
    size_of,
    without,
)
from gui.shell import theme
from gui.widgets.basics import button, frame, label, restyle
from gui.widgets.wheel import keep_wheel_from

UNKNOWN = "按版式"
NUMBER_WIDTH, COMBO_WIDTH = 96, 78
HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class HouseField(QObject):
    """``chosen`` carries the value set by the user; ``refused`` an input that is not valid."""

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
        """Show the value in effect without emitting ``chosen``."""
        with QSignalBlocker(self.widget):
            self._show(value)

    @property
    def is_edited(self) -> bool:
        """Whether the cursor is in it, so that its value must not be replaced."""
        return self.widget.hasFocus() or any(edit.hasFocus() for edit in self.widget.findChildren(QLineEdit))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Undo and redo belong to the sheet."""
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
    """A spin box whose minimum stands for a value that the layout does not set."""
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
    """Set the text, scrolled to its beginning."""
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

PAGE, LOOKS, TITLE, NUMBER = "页面", "字体和字号", "标题上下", "页码"
COLUMNS = ("字体", "字号", "加粗")
PITCHES = ("pitch", "lines")
NARROW, NARROWEST = 396, 300
"""Widths at usual type size: below the first one setting stands to a row, and there is no form below the second."""

SIDES = MappingProxyType({"top": "天头（上）", "bottom": "地脚（下）", "left": "订口（左）", "right": "切口（右）"})


class HouseForm(QWidget):
    """``changed`` carries the edited style and the setting that changed; ``refused`` a message."""

    changed = Signal(object, str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style, self._values, self._plain = HouseStyle(), HouseStyle(), HouseStyle()
        self.fields = {setting.name: HouseField(setting) for setting in SETTINGS}
        self._labels: dict[str, QLabel] = {}
        self.resets: dict[str, QPushButton] = {}
        self._names: dict[str, QLabel] = {}
        self._grids: list[tuple[QGridLayout, Sequence[StyleSetting]]] = []
        self._is_narrow = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(theme.length(12))
        for title, settings in groups().items():
            self._column.addWidget(self._card(title, settings))
        self._column.addStretch(1)
        self.setMinimumWidth(theme.length(NARROWEST))
        for name, field in self.fields.items():
            field.chosen.connect(partial(self._on_chosen, name))
            field.refused.connect(partial(self._on_refused, name))

    @property
    def style_made(self) -> HouseStyle:
        """The settings that differ from the layout."""
        return self._style

    def show_style(self, style: HouseStyle) -> None:
        """Show a style; the values in effect follow with ``show_values``."""
        for name in self._style.given.keys() - style.given.keys():
            self.fields[name].show_value(getattr(self._plain, name))
        self._style = style
        for name, value in style.given.items():
            self.fields[name].show_value(value)
        self._mark()

    def show_values(self, values: HouseStyle, plain: HouseStyle) -> None:
        """Show the values in effect with the style, and those of the layout itself."""
        self._values, self._plain = values, plain
        for name, field in self.fields.items():
            if name not in self._style.given and not field.is_edited:
                field.show_value(getattr(values, name))
        self._mark()

    # Building

    def _card(self, title: str, settings: Sequence[StyleSetting]) -> QWidget:
        card = frame("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, theme.length(14), 14, theme.length(14))
        column.setSpacing(theme.length(8))
        head = QHBoxLayout()
        head.addWidget(label(title, "heading"))
        head.addStretch(1)
        self.resets[title] = button("恢复原样", partial(self._reset, title), "quiet", f"{title}全部按版式原来的样子")
        self.resets[title].setAccessibleName(f"{title}恢复原样")
        head.addWidget(self.resets[title])
        column.addLayout(head)
        column.addLayout(self._table(settings) if title == LOOKS else self._pairs(settings))
        return card

    def _pairs(self, settings: Sequence[StyleSetting]) -> QGridLayout:
        """Two settings in a row, or one where there is little room."""
        grid = _grid()
        for setting in settings:
            self._caption(setting, SIDES.get(setting.name, setting.label))
        self._grids.append((grid, settings))
        self._place(grid, settings, 2)
        return grid

    def _place(self, grid: QGridLayout, settings: Sequence[StyleSetting], count: int) -> None:
        for index, setting in enumerate(settings):
            row, column = divmod(index, count)
            grid.addWidget(self._labels[setting.name], row, 2 * column)
            grid.addWidget(self.fields[setting.name].widget, row, 2 * column + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1 if column < 2 * count else 0)

    def _table(self, settings: Sequence[StyleSetting]) -> QGridLayout:
        """A row for each kind of paragraph; settings other than font, size and bold are below."""
        grid = _grid()
        for column, words in enumerate(COLUMNS, 1):
            grid.addWidget(label(words, "small"), 0, column)
        rows = tuple(dict.fromkeys(setting.group for setting in settings if setting.label in COLUMNS))
        self._names = {group: label(group) for group in rows}
        for setting in settings:
            if setting.label in COLUMNS:
                row = 2 * rows.index(setting.group) + 2
                grid.addWidget(self.fields[setting.name].widget, row, COLUMNS.index(setting.label) + 1)
                self._labels[setting.name] = self._names[setting.group]
            else:
                grid.addWidget(self._caption(setting, setting.label), 2 * len(rows) + 2, 0, 1, 2)
                grid.addWidget(self.fields[setting.name].widget, 2 * len(rows) + 2, 2, 1, 2)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 3)
        self._looks = grid
        self._place_names()
        return grid

    def _place_names(self) -> None:
        """Captions before the fields of their row, or above them where there is little room."""
        for number, name in enumerate(self._names.values()):
            place = (2 * number + 1, 0, 1, len(COLUMNS) + 1) if self._is_narrow else (2 * number + 2, 0)
            self._looks.addWidget(name, *place)

    def _caption(self, setting: StyleSetting, words: str) -> QLabel:
        caption = label(words)
        caption.setBuddy(self.fields[setting.name].widget)
        self._labels[setting.name] = caption
        return caption

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One setting in a row where there is little room."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.length(NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for grid, settings in self._grids:
                self._place(grid, settings, 1 if is_narrow else 2)
            self._place_names()

    # Changes

    def _on_chosen(self, name: str, value: Value) -> None:
        dropped = [other for other in PITCHES if name in PITCHES and other != name]
        is_plain = value == getattr(self._plain, name) and not dropped
        kept = without(self._style, [*dropped, name])
        self._style = kept if is_plain else make_style({**kept.given, name: value})
        self._mark()
        self.changed.emit(self._style, name)

    def _on_refused(self, name: str, text: str) -> None:
        field = self.fields[name]
        field.show_value(getattr(self._values, name) if name not in self._style.given else self._style.given[name])
        self.refused.emit(f"“{field.setting.title}”不能写“{text}”，没有改动。可以是：{field.setting.allowed}。")

    def _reset(self, title: str) -> None:
        names = [setting.name for setting in groups()[title]]
        self._style = without(self._style, names)
        for name in names:
            self.fields[name].show_value(getattr(self._plain, name))
        self._mark()
        self.changed.emit(self._style, title)

    def _mark(self) -> None:
        """Captions of changed settings in the accent colour, and the layout's own value in words."""
        given = self._style.given
        marked = {id(self._labels[name]) for name in given}
        for name, caption in self._labels.items():
            restyle(caption, "tone", "accent" if id(caption) in marked else "")
            field = self.fields[name]
            was = f"版式原来：{_words(field.setting, getattr(self._plain, name))}"
            field.widget.setToolTip("\n".join(filter(None, (field.setting.help, was))))
            field.widget.setAccessibleDescription(f"已改。{was}" if name in given else was)
        for title, settings in groups().items():
            self.resets[title].setEnabled(any(setting.name in given for setting in settings))


def groups() -> dict[str, list[StyleSetting]]:
    """The settings by the cards of the form."""
    found: dict[str, list[StyleSetting]] = {PAGE: [], LOOKS: [], TITLE: [], NUMBER: []}
    for setting in SETTINGS:
        title = TITLE if setting.name in ("title_before", "title_after") else setting.group
        found[title if title in found else LOOKS].append(setting)
    return found


def _words(setting: StyleSetting, value: Value | None) -> str:
    if value is None:
        return "没有写明"
    if isinstance(value, bool):
        return "是" if value else "否"
    if setting.sort is SettingType.SIZE and isinstance(value, (int, float)):
        return size_name(value)
    return f"{value:g}{setting.unit}" if isinstance(value, (int, float)) else value


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.length(8))
    grid.setVerticalSpacing(theme.length(6))
    grid.setAlignment(Qt.AlignmentFlag.AlignTop)
    return grid
