"""The fields of an export: layout, title block and the particulars that the layout prints, file and format."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.model.particulars import NO_SEAL
from core.workflows.drafting.editing import remark_on_date, standard_day
from core.workflows.exporting.particulars import AUTHORITY, DATE, Particular, is_joint
from gui.export.preview import OpenFacts
from gui.form.field_row import ElidedLabel
from gui.shell import theme
from gui.widgets.basics import button, frame, label
from gui.widgets.choice_field import ChoiceField, LongLine
from gui.widgets.frame.fold import Fold
from gui.widgets.wheel import keep_wheel_from


class TickField(QCheckBox):
    """``words`` is ``yes`` when ticked and empty when not; other text it was given is kept until the user changes the
    tick."""

    def __init__(self, label: str, yes: str, no: Collection[str]) -> None:
        super().__init__(label)
        self._yes, self._no = yes, no
        self._shown = ""

    @property
    def words(self) -> str:
        """The value."""
        if self.isChecked() == self._says_yes(self._shown):
            return self._shown
        return self._yes if self.isChecked() else ""

    def show_words(self, words: str) -> None:
        """Set the tick from a value."""
        self._shown = words
        self.setChecked(self._says_yes(words))

    def _says_yes(self, words: str) -> bool:
        return words not in self._no


ELEMENTS = (
    ("标题", "T", "不填则没有标题"),
    ("主送", "A", "例如：市委办公室："),
    ("署名", "U", "发文机关名称"),
    ("成文日期", "D", "例如：2023年7月5日"),
)
ISSUED = ELEMENTS[-1][0]
FORMATS = (("Word 文件", ".docx"), ("PDF 文件", ".pdf"))
SELDOM, SELDOM_HINT, NAMED = "不常填的内容：{names}", "显示或收起很少要填的内容", 5
ALL_SIGN = "联合行文，各发文机关都要署名，顺序和版头一致。"
LONGEST_FIELD = 2000
"""Characters; more than any title, and less than what a draft refuses."""


class ExportForm(QFrame):
    """``edited`` is emitted at every key, ``left`` when a field is left; ``layout_chosen`` carries a layout's name.

    ``layouts_wanted`` requests the page of layouts. ``target_changed``: the file to write is another one.
    """

    edited = Signal()
    left = Signal()
    layout_chosen = Signal(str)
    layouts_wanted = Signal()
    target_changed = Signal()

    def __init__(self, groups: Sequence[tuple[str, Sequence[Particular]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.fields: dict[str, QLineEdit] = {}
        self.dates: dict[str, QLabel] = {}
        self.ticks: dict[str, TickField] = {}
        self._headings: list[tuple[QWidget, tuple[str, ...]]] = []
        self._rare: list[str] = []
        self._asked: frozenset[str] = frozenset()
        self._shown: dict[str, str] = {}
        self._is_whole = False
        self._folder = Path()
        self.layouts = QComboBox()
        self.target_field = LongLine()
        self.formats = QComboBox()
        self.marks = QCheckBox("没有核过的标黄(&M)")
        self.recorded = QCheckBox("别人的改动留痕(&J)")
        self.recorded.setToolTip("对方打开文件，修订已经开着，改了哪里、谁改的都有记录；定稿可以不勾。只对Word文件有用")
        self._captions: list[QLabel] = []
        self._captions_of: dict[str, str] = {}
        self.joint = label(ALL_SIGN, "hint", wrap=True)
        self._form, self._file, self._seldom = _form(), _form(), _form()
        self._area, self._rows = QScrollArea(), QWidget()
        self.folder_line = ElidedLabel("small")
        seldom = QWidget()
        seldom.setLayout(self._seldom)
        self.fold = Fold(seldom, SELDOM_HINT)
        self._build(groups)

    # Building

    def _build(self, groups: Sequence[tuple[str, Sequence[Particular]]]) -> None:
        manage = button(
            "版式设置(&G)…", self.layouts_wanted.emit, hint="边距、行距、字体；用本单位文件作版式；检查版式"
        )
        self._add_row("版式(&L)", self.layouts, _line(self.layouts, manage))
        for name, letter, hint in ELEMENTS:
            self._add_field(Particular(name, hint), f"{name}(&{letter})")
            if name == "署名":
                self._form.addRow("", self.joint)
        for group, members in groups:
            heading = label(group, "count")
            self._headings.append((heading, tuple(each.name for each in members if not each.rare)))
            self._form.addRow(heading)
            for each in members:
                self._add_particular(each)
        choose = button("更改(&C)…", self._on_choose_target)
        self._add_row("存为(&F)", self.target_field, form=self._file)
        self._file.addRow("", _line(self.folder_line, choose))
        self._add_row("格式(&O)", self.formats, _line(self.formats, self.marks), self._file)
        self._file.addRow("", self.recorded)
        for words, _ending in FORMATS:
            self.formats.addItem(words)
        self.marks.setChecked(True)
        self.recorded.setChecked(True)
        self.fold.toggled.connect(lambda _is_open: self.show_whole(self._is_whole))
        self._put_together()
        self.show_fields(())
        self._connect()

    def _connect(self) -> None:
        self.layouts.textActivated.connect(self.layout_chosen)
        self.edited.connect(self._tell_joint)
        for box in (self.layouts, self.formats):
            keep_wheel_from(box)
        self.formats.currentIndexChanged.connect(self._on_format_changed)
        self.target_field.editingFinished.connect(self._on_target_typed)
        self.target_field.textChanged.connect(self.target_field.setToolTip)
        self.target_field.textChanged.connect(lambda _text: self.target_changed.emit())
        self.formats.currentIndexChanged.connect(lambda _index: self.target_changed.emit())
        self.marks.toggled.connect(self.edited)

    def _put_together(self) -> None:
        """The fields of the layout scroll, the file stays in view; both have their fields aligned."""
        widest = max(caption.sizeHint().width() for caption in self._captions)
        for caption in self._captions:
            caption.setMinimumWidth(widest)
        column, side = QVBoxLayout(self), theme.length(20)
        self._rows.setObjectName("fields")
        self._form.setContentsMargins(0, 0, 0, 0)
        self._seldom.setContentsMargins(0, 0, 0, 0)
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(side, side // 2, side, side // 2)
        rows.setSpacing(theme.length(10))
        rows.addLayout(self._form)
        rows.addWidget(self.fold)
        rows.addStretch(1)
        self._area.setObjectName("fields")
        self._area.setWidget(self._rows)
        self._area.setWidgetResizable(True)
        column.setContentsMargins(1, 6, 1, theme.length(14))
        column.setSpacing(theme.length(10))
        column.addWidget(self._area, 1)
        column.addWidget(frame("line"))
        below = QVBoxLayout()
        below.setContentsMargins(side, 0, side, 0)
        below.addLayout(self._file)
        column.addLayout(below)

    def put_first(self, part: OpenFacts) -> None:
        """Add a widget above the fields; it scrolls with them."""
        rows = self._rows.layout()
        assert isinstance(rows, QVBoxLayout)
        rows.insertWidget(0, part)
        part.fold.toggled.connect(lambda _is_open: self.show_whole(self._is_whole))

    def show_whole(self, is_whole: bool) -> None:
        """Where the page itself scrolls, the form does not."""
        self._is_whole = is_whole
        self._area.setMinimumHeight(self._rows.sizeHint().height() if is_whole else theme.length(200))

    def _add_field(self, each: Particular, words: str) -> None:
        field = ChoiceField(each.choices) if each.choices else LongLine()
        field.setPlaceholderText(each.hint)
        field.setToolTip(each.hint)
        field.setMaxLength(LONGEST_FIELD)
        field.editingFinished.connect(self.left)
        field.textEdited.connect(lambda _text: self.edited.emit())
        if each.name.endswith(DATE):
            field.textEdited.connect(partial(self._tell_date, each.name))
        self.fields[each.name] = field
        self._captions_of[each.name] = words.partition("(")[0]
        if each.rare:
            self._rare.append(each.name)
        form = self._seldom if each.rare else self._form
        self._add_row(words, field, form=form)
        if each.name.endswith(DATE):
            self.dates[each.name] = remark = label("", "doubt")
            form.addRow("", remark)
            form.setRowVisible(remark, False)

    def _add_particular(self, each: Particular) -> None:
        if not each.tick:
            self._add_field(each, each.label or each.name)
            return
        tick = TickField(each.label or each.name, each.choices[0], NO_SEAL)
        tick.setToolTip(each.hint)
        tick.clicked.connect(self.edited)
        tick.clicked.connect(self.left)
        self.ticks[each.name] = tick
        self._form.addRow("", tick)

    def _add_row(self, words: str, field: QWidget, row: QWidget | None = None, form: QFormLayout | None = None) -> None:
        caption = label(words)
        self._captions.append(caption)
        caption.setBuddy(field)
        field.setAccessibleName(words.partition("(")[0])
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        (form or self._form).addRow(caption, row or field)

    # Public interface

    def show_layouts(self, names: Sequence[str], chosen: str) -> None:
        """Fill in the layouts; the chosen one is included even if it is a file elsewhere."""
        self.layouts.clear()
        self.layouts.addItems([*names, *([] if chosen in names else [chosen])])
        self.layouts.setCurrentText(chosen)

    def show_fields(self, names: Iterable[str]) -> None:
        """Show the particulars that the layout prints."""
        self._asked = wanted = frozenset(names)
        for heading, members in self._headings:
            for name in members:
                self._form.setRowVisible(self._widgets[name], name in wanted)
            self._form.setRowVisible(heading, not wanted.isdisjoint(members))
        for name in self._rare:
            self._seldom.setRowVisible(self.fields[name], name in wanted)
        for name in self.dates:
            self._tell_date(name, self.fields[name].text() if name in (*wanted, ISSUED) else "")
        self._show_fold()
        self._tell_joint()
        self.show_whole(self._is_whole)

    def show_values(self, values: Mapping[str, str]) -> None:
        """Fill the fields; later input counts as the user's own."""
        for name, field in self.fields.items():
            self._shown[name] = values.get(name, "")
            if field.text() != self._shown[name]:
                if name in self.dates and standard_day(field.text()) != self._shown[name]:
                    self._tell_date(name, self._shown[name])  # else the remark on how it was written stays
                field.setText(self._shown[name])
                field.setCursorPosition(0)
        for name, tick in self.ticks.items():
            self._shown[name] = values.get(name, "")
            tick.show_words(self._shown[name])
        self._show_fold()
        self._tell_joint()

    def _show_fold(self) -> None:
        """Fields that are seldom used are folded, unless they have a value."""
        asked = [name for name in self._rare if name in self._asked]
        words = [self._captions_of[name] for name in asked]
        self.fold.show_words(SELDOM.format(names="、".join(words[:NAMED]) + ("等" if len(words) > NAMED else "")))
        self.fold.setVisible(bool(asked))
        if any(self.fields[name].text() for name in asked):
            self.fold.open()

    @property
    def values(self) -> dict[str, str]:
        """The values of the fields that the layout prints, folded or not."""
        usual = {name for name, *_ in ELEMENTS} | self._asked
        found = {name: field.text().strip() for name, field in self.fields.items() if name in usual}
        return found | {name: tick.words for name, tick in self.ticks.items() if name in usual}

    @property
    def _widgets(self) -> dict[str, QWidget]:
        return {**self.fields, **self.ticks}

    @property
    def typed(self) -> dict[str, str]:
        """Those of them that the user changed."""
        return {name: text for name, text in self.values.items() if text != self._shown.get(name, "")}

    @property
    def ending(self) -> str:
        """The ending of the format chosen."""
        return FORMATS[self.formats.currentIndex()][1]

    @property
    def target(self) -> Path:
        """The file to write; a bare name is in the draft's folder."""
        text = self.target_field.text().strip()
        return self._folder / (text if text.lower().endswith(self.ending) else text + self.ending)

    @property
    def has_target(self) -> bool:
        """Whether the file has a name besides its ending, which alone would make it hidden."""
        return bool(self.target.suffix and self.target.stem.strip(" ."))

    def set_folder(self, folder: Path) -> None:
        """Set the folder for files given by name alone."""
        self._folder = folder
        self.folder_line.show_text(f"放在 {folder}")

    def show_target(self, path: Path) -> None:
        """Propose a file: its name in the field, the folder below; its ending sets the format."""
        self.set_folder(path.parent)
        self.target_field.setText(path.name)
        self.target_field.setCursorPosition(0)
        self._on_target_typed()

    # Signals

    def _tell_date(self, name: str, typed: str) -> None:
        """How a date is written, or should be."""
        remark = self.dates[name]
        remark.setText(remark_on_date(typed))
        (self._seldom if name in self._rare else self._form).setRowVisible(remark, bool(remark.text()))

    def _tell_joint(self) -> None:
        """A hint for several issuers: one of them signs."""
        values = self.values
        is_lacking = is_joint(values.get(AUTHORITY, "")) and not is_joint(values.get("署名", ""))
        self._form.setRowVisible(self.joint, is_lacking)

    def _on_choose_target(self) -> None:
        kinds = ";;".join(f"{words} (*{ending})" for words, ending in _first(self.ending))
        path, kind = QFileDialog.getSaveFileName(self, "导出", str(self.target), kinds)
        if path:
            self.formats.setCurrentIndex(next((n for n, (w, _) in enumerate(FORMATS) if kind.startswith(w)), 0))
            self.show_target(Path(path))

    def _on_target_typed(self) -> None:
        """The ending sets the format; of a whole path the folder is shown below."""
        typed = Path(self.target_field.text().strip())
        if typed.is_absolute() and typed.name:
            self.set_folder(typed.parent)
            self.target_field.setText(typed.name)
        ending = typed.suffix.lower()
        self.formats.setCurrentIndex(next((n for n, (_, e) in enumerate(FORMATS) if e == ending), self._format))

    @property
    def _format(self) -> int:
        return max(self.formats.currentIndex(), 0)

    def _on_format_changed(self, _index: int) -> None:
        """Change the name's ending to that of the format."""
        text = self.target_field.text().strip()
        self.recorded.setEnabled(self.ending == FORMATS[0][1])
        for _words, ending in FORMATS:
            if text.lower().endswith(ending) and ending != self.ending:
                self.target_field.setText(text[: -len(ending)] + self.ending)


def _first(ending: str) -> list[tuple[str, str]]:
    """The formats, the one with this ending first."""
    return sorted(FORMATS, key=lambda each: each[1] != ending)


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setVerticalSpacing(theme.length(10))
    form.setHorizontalSpacing(theme.length(16))
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def _line(*widgets: QWidget) -> QWidget:
    """Widgets in a row; the first one stretches."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.length(8))
    for number, widget in enumerate(widgets):
        row.addWidget(widget, int(number == 0))
    return place
