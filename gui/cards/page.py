"""单位名片: the list of cards at the left, the form of the chosen one at the right; edits are saved automatically."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.model.card import Leader, Meeting, UnitCard
from core.stores.cards import (
    card_names,
    copy_card,
    load_card,
    new_card,
    remove_card,
    rename_card,
    restore_card,
    save_edits,
)
from core.workflows.importing.divisions import division_names
from core.workflows.messages import sentence
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label, scrolled
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.lists.named_list import NameActions, NamedList, named_item
from gui.widgets.lists.rows import FieldColumn, Rows
from gui.widgets.wheel import keep_wheel_from

# The list of unit cards and the actions on one.

IN_USE = "本稿在用"
ACTIONS = NameActions(
    copy_card,
    rename_card,
    remove_card,
    restore_card,
    removed="名片“{name}”已移走，文件还留着。用它的稿件文字不变，只是暂时没有名片。",
    restored="名片“{name}”已经回来。",
    undo="撤销删除(&Z)",
)


class CardList(NamedList):
    """``made`` is emitted after ``chosen`` for a new card."""

    made = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, "单位名片", ACTIONS, parent)
        self.unit = self._used = ""
        self._copy = button("复制(&Y)", self._on_copy, hint="照这张再做一张")
        self._remove = button("删除(&D)", self._on_remove, hint="移走这张名片，可以撤销")
        self._column(button("新建(&N)", self.make, hint="再做一张名片"), self._copy, self._rename, self._remove)

    def begin(self, unit: str, used: str) -> None:
        """Set the unit of new cards and the draft's card."""
        self.unit, self._used = unit, used

    def make(self) -> None:
        """Create a card for the unit."""
        self.flush_wanted.emit()
        self._runner.run(new_card, self.unit, on_done=self._on_made, on_failed=self._on_refused)

    def _items(self, _current: str) -> list[QListWidgetItem]:
        return [_item(name, name == self._used) for name in card_names()]

    def _on_current(self) -> None:
        for widget in (self._copy, self._rename, self._remove):
            widget.setEnabled(bool(self.current))
        super()._on_current()

    def _on_made(self, name: Any) -> None:
        self.show_names(name)
        self.made.emit()

    def _on_renamed(self, old: str, new: Any) -> None:
        self._used = new if old == self._used else self._used
        super()._on_renamed(old, new)


def _item(name: str, is_used: bool) -> QListWidgetItem:
    spoken = f"{name}，{IN_USE}" if is_used else name
    return named_item(name, name, IN_USE if is_used else "", spoken, editable=True)


# The fields of a unit card: unit and places, short names, leaders, meetings, other names.

LEVELS = MappingProxyType(
    {
        "": "未填",
        "省": "省级（省、自治区、直辖市）",
        "市": "市级（地级市、州、盟）",
        "县": "县级（县、区、县级市、旗）",
        "乡": "乡级（乡、镇、街道）",
        "单位": "其他单位（企业、学校、医院等）",
    }
)
PLACES = MappingProxyType(
    {
        "province": ("省(&P)", "例如：湖东省"),
        "city": ("市(&C)", "例如：云州市"),
        "county": ("县区(&Q)", "例如：青禾县"),
        "town": ("乡镇(&T)", "例如：柳溪镇；没有就空着"),
    }
)
MOST = 9999
BETWEEN = re.compile("[、，,；;\n]")
LONGEST, LONGEST_LIST, OTHERS_HEIGHT = 200, 100_000, 76
SHORT_HINT = "材料里怎么称呼自己，几个之间用顿号隔开。例如：县档案馆、青禾馆"
LEADERS_HINT = "姓名和职务。材料里“县委书记XXX”这样的空，按这里填写；名片上的人不再当作别处的人名提示。"
MEETINGS_HINT = "年年要开的会和最近一次是第几届、第几次。更新届次时接着往下数。"
OTHERS_HINT = "不是本单位、但写在材料里没有错的人名、地名和单位，用顿号隔开。在“问题”里点“加入名片”的也在这里。"


class CardForm(QWidget):
    """``edited`` is emitted when the user types. ``card`` reads the fields, ``show_card`` fills them."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit, self.short = _line("例如：青禾县档案馆"), _line("例如：县档案馆、青禾馆")
        self.short.setMaxLength(LONGEST_LIST)
        self.level = QComboBox()
        for level, words in LEVELS.items():
            self.level.addItem(words, level)
        keep_wheel_from(self.level)
        self.places = {name: _line(example) for name, (_, example) in PLACES.items()}
        self.leaders = Rows(
            "领导", (FieldColumn("姓名", "姓名，例如：林知远"), FieldColumn("职务", "职务，例如：县委书记"))
        )
        self.meetings = Rows(
            "会议",
            (FieldColumn("名称", "名称，例如：县委全会"), FieldColumn("届", most=MOST), FieldColumn("次", most=MOST)),
        )
        self.others = QPlainTextEdit()
        self.others.setTabChangesFocus(True)
        self.others.setFixedHeight(theme.length(OTHERS_HEIGHT))
        self.others.setPlaceholderText("例如：红湾县、省档案局")
        self._build()
        self._connect()
        self.setFocusProxy(self.unit)

    @property
    def card(self) -> UnitCard:
        """The card with the values of the fields."""
        places = {name: field.text().strip() for name, field in self.places.items()}
        return UnitCard(
            self.unit.text().strip(),
            str(self.level.currentData() or ""),
            **places,
            short_names=_names(self.short.text()),
            leaders=tuple(Leader(str(name), str(post)) for name, post in self.leaders.values),
            meetings=tuple(Meeting(str(name), int(term), int(number)) for name, term, number in self.meetings.values),
            others=_names(self.others.toPlainText()),
        )

    def show_card(self, card: UnitCard) -> None:
        """Fill the fields without emitting ``edited``."""
        self.unit.setText(card.unit)
        self.level.setCurrentIndex(max(self.level.findData(card.level), 0))
        for name, field in self.places.items():
            field.setText(getattr(card, name))
        self.short.setText("、".join(card.short_names))
        self.leaders.show_values([(leader.name, leader.post) for leader in card.leaders])
        self.meetings.show_values([(one.name, one.term, one.number) for one in card.meetings])
        with QSignalBlocker(self.others):
            self.others.setPlainText("、".join(card.others))

    def offer(self, names: Mapping[str, Sequence[str]]) -> None:
        """Set the names of places offered as completions, by the field of the card."""
        for field, found in names.items():
            completer = QCompleter(list(found), self.places[field])
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setMaxVisibleItems(8)
            popup = completer.popup()
            if popup is not None:
                popup.setObjectName("completions")
            completer.activated.connect(lambda _text: self.edited.emit())
            self.places[field].setCompleter(completer)

    # Building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        side = theme.length(16)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.length(12))
        own = QFormLayout()
        own.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        own.setVerticalSpacing(theme.length(8))
        own.setHorizontalSpacing(theme.length(16))
        own.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        own.addRow("单位全称(&U)", _named(self.unit, "单位全称"))
        own.addRow("级别(&L)", _named(self.level, "级别"))
        for name, (words, _) in PLACES.items():
            own.addRow(words, _named(self.places[name], words.partition("(")[0]))
        own.addRow("简称(&J)", _named(self.short, "简称", SHORT_HINT))
        column.addWidget(_card("本单位", "材料里“**区”“xx市”这样的空，按这里填写。", own))
        column.addWidget(_card("领导", LEADERS_HINT, self.leaders))
        column.addWidget(_card("例行会议", MEETINGS_HINT, self.meetings))
        column.addWidget(_card("其他名称", OTHERS_HINT, _named(self.others, "其他名称", OTHERS_HINT)))
        column.addStretch(1)

    def _connect(self) -> None:
        for field in (self.unit, self.short, *self.places.values()):
            field.textEdited.connect(self.edited)
        self.level.activated.connect(lambda _index: self.edited.emit())
        self.leaders.edited.connect(self.edited)
        self.meetings.edited.connect(self.edited)
        self.others.textChanged.connect(self.edited)


def _names(text: str) -> tuple[str, ...]:
    """The names of a list, each once."""
    return tuple(dict.fromkeys(name for part in BETWEEN.split(text) if (name := part.strip())))


def _line(example: str) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(LONGEST)
    field.setPlaceholderText(example)
    return field


def _named(field: QWidget, name: str, hint: str = "") -> QWidget:
    field.setAccessibleName(name)
    field.setToolTip(hint)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return field


def _card(title: str, about: str, content: QWidget | QFormLayout) -> QWidget:
    box = frame("card")
    column = QVBoxLayout(box)
    column.setContentsMargins(*[theme.length(16)] * 4)
    column.setSpacing(theme.length(8))
    column.addWidget(label(title, "heading"))
    column.addWidget(label(about, "secondary", wrap=True))
    column.addLayout(content) if isinstance(content, QFormLayout) else column.addWidget(content)
    return box


PAUSE = 600
"""Milliseconds from the last key to the disk."""

LIST_WIDTH, FORM_WIDTH = 236, 980
NONE = (
    "还没有单位名片。名片上写本单位、所在的省市县和领导、例行会议，做一次，以后每份稿件都能用："
    "“**区”“xx市”这样的空照着填，别处的人名地名一眼看出来。"
)
UNREADABLE = "这张名片现在打不开，原因写在上面。可以另选一张，或者新建。"
KEPT, STORED = "已自动保存", "已存好"
PICK, PICK_HINT = "用于这份稿件(&S)", "这份稿件就用这张名片"
GO_ON, GO_ON_HINT = "继续用这张(&S)", "回到稿件；以前选了不填的空，重新列在“年份更新”里"


class CardsPage(QWidget):
    """``closed``: return to the previous page; ``picked`` carries the card chosen for the draft."""

    closed = Signal()
    picked = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.name = self._used = ""
        self._saved = UnitCard("")
        self.cards, self.form, self.notice = CardList(runner), CardForm(), NoticeBar()
        self.title, self.kept = label("", "heading"), label("", "secondary")
        self.pick = button(PICK, self._on_pick, "primary")
        self.empty, self.emptiness, self.stack = QWidget(), label("", "hint", wrap=True), QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self._build()
        self.cards.chosen.connect(self._on_chosen)
        self.cards.made.connect(self.form.setFocus)
        self.cards.message_shown.connect(self.notice.show_notice)
        self.cards.flush_wanted.connect(self.flush)
        self.form.edited.connect(self._on_edited)
        runner.run(division_names, on_done=self.form.offer, on_failed=lambda _error: None)  # completions are optional

    def begin(
        self, unit: str = "", used: str = "", sentence: str = "", *, picks: bool = False, makes: bool = False
    ) -> None:
        """Show the cards with ``used``, the draft's card, selected; new ones are for this unit.

        With ``picks`` one is to be chosen for a draft; with ``makes`` a new one is created at once.
        """
        self.flush()
        self.notice.hide()
        self.name, self._used = "", used
        self.pick.setVisible(picks)
        self.cards.begin(unit, used)
        self.cards.show_names(used)
        if sentence:
            self.notice.show_notice(sentence)
        (self.cards if self.cards.current else self._make).setFocus()
        if makes:
            self.cards.make()

    def take_place_of(self, page: "CardsPage") -> None:
        """Show the content of the page that this one replaces."""
        page.flush()
        self.begin(page.cards.unit, page._used, picks=not page.pick.isHidden())
        self.cards.show_names(page.cards.current)

    def flush(self) -> None:
        """Save pending edits at once."""
        self._pause.stop()
        card = self.form.card
        if self.name and card != self._saved:
            self.runner.attempt(self._save, self.name, card)

    def save(self) -> None:
        """``flush``, with a message."""
        self.flush()
        if self.name and self.form.card == self._saved:
            self.kept.setText(STORED)

    # Building

    def _build(self) -> None:
        self.cards.setProperty("look", "side")
        self.cards.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cards.setMinimumWidth(theme.length(180))
        self.form.setObjectName("page")
        self.stack.addWidget(scrolled(self.form))
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self.empty)
        column.setContentsMargins(*[theme.length(32)] * 4)
        column.setSpacing(theme.length(16))
        column.addWidget(self.emptiness)
        row = QHBoxLayout()
        self._make = button("新建名片", self.cards.make, "primary")
        row.addWidget(self._make)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        halves = QSplitter()
        halves.addWidget(self.cards)
        halves.addWidget(self._sheet())
        halves.setChildrenCollapsible(False)
        halves.setStretchFactor(1, 1)
        halves.setSizes([theme.length(LIST_WIDTH), theme.length(FORM_WIDTH)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(halves)

    def _sheet(self) -> QWidget:
        sheet, head, foot = QWidget(), frame("bar"), frame("footer")
        column, row = QVBoxLayout(head), QHBoxLayout(foot)
        column.setContentsMargins(*[theme.length(10)] * 4)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self.title)
        column.addWidget(self.notice)
        row.setContentsMargins(*[theme.length(10)] * 4)
        row.setSpacing(theme.length(8))
        row.addWidget(self.kept)
        row.addStretch(1)
        row.addWidget(back_button("返回(&B)", self._on_back, self))
        row.addWidget(self.pick)
        outer = QVBoxLayout(sheet)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self.stack, 1)
        outer.addWidget(foot)
        return sheet

    # Display

    def _on_chosen(self, name: str) -> None:
        self.flush()
        self.name = ""
        self.title.setText(name or "单位名片")
        self.kept.clear()
        self.pick.setEnabled(False)
        is_used = bool(name) and name == self._used
        self.pick.setText(GO_ON if is_used else PICK)
        self.pick.setToolTip(GO_ON_HINT if is_used else PICK_HINT)
        if name:
            done, failed = partial(self._on_loaded, name), partial(self._on_not_loaded, name)
            self.runner.run(load_card, name, on_done=done, on_failed=failed)
        else:
            self._show_nothing(NONE)

    def _on_loaded(self, name: str, result: Any) -> None:
        for notice in result.notices:
            self.notice.show_notice(sentence(notice), "warning")
        if name != self.cards.current:
            return
        if result.value is None:
            self.cards.show_names("")
            return
        self.form.show_card(result.value)
        self.name, self._saved = name, self.form.card
        self.stack.setCurrentIndex(0)
        self.pick.setEnabled(True)

    def _on_not_loaded(self, name: str, error: AppError) -> None:
        if name == self.cards.current:
            self.notice.show_notice(sentence(error), "error")
            self._show_nothing(UNREADABLE)

    def _show_nothing(self, words: str) -> None:
        self.emptiness.setText(words)
        self.stack.setCurrentWidget(self.empty)

    # Actions

    def _on_edited(self) -> None:
        self.kept.clear()
        self._pause.start()

    def _save(self, name: str, card: UnitCard) -> None:
        save_edits(name, self._saved, card)
        self._saved = card
        self.kept.setText(KEPT)

    def _on_pick(self) -> None:
        self.flush()
        self.picked.emit(self.name)

    def _on_back(self) -> None:
        self.flush()
        self.closed.emit()

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """Save pending edits when the page is left."""
        super().hideEvent(event)
        self.flush()
