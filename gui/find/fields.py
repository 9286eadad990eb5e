"""The fields of 查找和替换: what is looked for, what is put in its place, and how exactly signs have to agree."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from core.workflows.checking.find_replace import SearchQuery
from gui.shell import theme
from gui.widgets.basics import button, icon_button, label, restyle
from gui.widgets.frame.flow import Flow


class FindEdit(QLineEdit):
    """``entered`` carries 1 for Enter and -1 for Shift+Enter; ``went_down`` asks for the list below."""

    entered = Signal(int)
    went_down = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setToolTip(name)
        self.setMaxLength(200)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrow down lead on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


class FindFields(QFrame):
    """``changed`` follows what is looked for, ``rewritten`` what is put there; ``stepped`` carries 1 or -1."""

    changed = Signal()
    rewritten = Signal()
    stepped = Signal(int)
    replace_wanted = Signal()
    all_wanted = Signal()
    closed = Signal()
    went_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.old, self.new = FindEdit("查找"), FindEdit("替换为（留空表示删去）")
        self._count = label("", "secondary")
        self._case, self._width, self._whole = (
            _option("区分大小写", "勾上以后，ABC 和 abc 不算一样"),
            _option("区分全半角", "勾上以后，（１）和 (1) 不算一样"),
            _option("整词", "勾上以后，查“区”不会查到“地区”"),
        )
        self.old.textChanged.connect(self.changed)
        self.new.textChanged.connect(self.rewritten)
        self.new.textChanged.connect(lambda _text: self._name_deeds())
        self._chosen = 0
        for option in (self._case, self._width, self._whole):
            option.toggled.connect(self.changed)
        self.old.entered.connect(self.stepped)
        self.new.entered.connect(lambda _step: self.replace_wanted.emit())
        for edit in (self.old, self.new):
            edit.went_down.connect(self.went_down)
        self._one = button("替换", self.replace_wanted.emit, "", "替换选中的这一处（在“替换为”里按 Enter）")
        self._all = button("全部替换", self.all_wanted.emit, "primary", "替换下面打了勾的各处；可以一步撤销")
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        side = theme.length(12)
        grid.setContentsMargins(side, theme.length(8), side, theme.length(6))
        grid.setHorizontalSpacing(theme.length(6))
        grid.setVerticalSpacing(theme.length(6))
        steps = QHBoxLayout()
        steps.addWidget(self._count)
        for name, words, step in (("arrow-up", "上一处（Shift+F3）", -1), ("arrow-down", "下一处（F3）", 1)):
            steps.addWidget(icon_button(name, words, lambda step=step: self.stepped.emit(step)))  # type: ignore[misc]
        steps.addWidget(icon_button("x", "关闭查找（Esc）", self.closed.emit))
        self._deeds = QWidget()
        deeds = QHBoxLayout(self._deeds)
        deeds.setContentsMargins(0, 0, 0, 0)
        deeds.addWidget(self._one)
        deeds.addWidget(self._all)
        options = Flow((self._whole, self._case, self._width), theme.length(14))
        grid.addWidget(self.old, 0, 0)
        grid.addLayout(steps, 0, 1)
        grid.addWidget(self.new, 1, 0)
        grid.addWidget(self._deeds, 1, 1)
        grid.addLayout(options, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        for before, after in ((self.old, self.new), (self.new, self._one), (self._one, self._all)):
            QWidget.setTabOrder(before, after)
        self._name_deeds()

    @property
    def wanted(self) -> SearchQuery:
        """What is looked for."""
        return SearchQuery(self.old.text(), self._case.isChecked(), self._width.isChecked(), self._whole.isChecked())

    @property
    def is_replacing(self) -> bool:
        """Whether the field for other words is there."""
        return not self.new.isHidden()

    def show_replacing(self, is_replacing: bool) -> None:
        """Show or put away what replacing needs."""
        self.new.setVisible(is_replacing)
        self._deeds.setVisible(is_replacing)

    def show_count(self, count: int, current: int, chosen: int, done: str = "") -> None:
        """How many hits there are, which is the current one (from 0, -1 for none), and how many would be replaced.

        ``done`` tells what has become of all of them.
        """
        words = (
            done or "没有找到" if not count else f"共{count}处" if current < 0 else f"第{current + 1}处，共{count}处"
        )
        self._count.setText(words if self.old.text() else "")
        self.old.setAccessibleDescription(self._count.text())
        if not chosen and (self._one.hasFocus() or self._all.hasFocus()):
            self.old.setFocus()  # Qt would pass the keyboard on to whatever comes next
        self._one.setEnabled(chosen > 0)
        self._all.setEnabled(chosen > 0)
        self._chosen = chosen
        self._name_deeds()

    def _name_deeds(self) -> None:
        """With nothing to put there they delete, which is never what the eye is led to."""
        deletes = not self.new.text()
        one, every = ("删去", "全部删去") if deletes else ("替换", "全部替换")
        self._one.setText(one)
        self._all.setText(f"{every}（{self._chosen}）" if self._chosen else every)
        self._all.setToolTip(f"{one}下面打了勾的各处；可以一步撤销")
        restyle(self._all, "look", "" if deletes else "primary")


def _option(words: str, hint: str) -> QCheckBox:
    option = QCheckBox(words)
    option.setToolTip(hint)
    return option
