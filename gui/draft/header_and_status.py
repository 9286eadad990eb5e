"""The bars above and below a draft: its identity, its actions, its progress."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import compress
from operator import is_not

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import FactState
from core.model.outline import Readiness, Section
from core.model.particulars import CARD
from core.stores.cards import card_names
from core.workflows.drafting.lengths import MOST, count_signs, set_target, targets_of
from core.workflows.drafting.unit_card import used_name
from gui.editor.panel import TextPanel
from gui.form.field_row import ElidedLabel
from gui.outline.sections import BACK
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.actions import ACTIONS, hint
from gui.widgets.basics import button, frame, label, pill, restyle
from gui.widgets.frame.flow import Flow

# 字数 in the status bar: of the draft, of the section with its target, of the selection.

SHORT, LONG = 0.8, 1.2
"""Below and above which share of the target a section is far off."""


class Lengths:
    """Caches the counts of unchanged paragraphs."""

    def __init__(self) -> None:
        self._elements: tuple[Element, ...] = ()
        self._known: dict[str, Element] = {}
        self._counts: dict[str, int] = {}

    def go_on(self, draft: Draft, most: int) -> bool:
        """Count that many uncounted paragraphs; True if none is left."""
        wanted = [each for each in self._others(draft.elements) if self._known.get(each.id) is not each]
        for each in wanted[:most]:
            self._known[each.id], self._counts[each.id] = each, count_signs(each.text)
        return len(wanted) <= most

    def of(self, draft: Draft) -> Mapping[str, int]:
        """字数 of each paragraph, its number included, by id."""
        self.go_on(draft, len(draft.elements))
        self._elements = draft.elements
        if len(self._counts) > len(draft.elements):
            self._known = {each.id: each for each in draft.elements}
            self._counts = {key: self._counts[key] for key in self._known}
        return self._counts

    def _others(self, elements: tuple[Element, ...]) -> Iterable[Element]:
        """The paragraphs that moved or changed since the last complete count."""
        if len(elements) != len(self._elements):
            return elements
        return compress(elements, map(is_not, elements, self._elements))


def length_under(sections: Mapping[str, Section], key: str, counts: Mapping[str, int]) -> int:
    """字数 of a section with everything under it."""
    found, depth = 0, 0
    is_inside = False
    for own, section in sections.items():
        if own == key:
            is_inside, depth = True, section.depth
        elif is_inside and (section.depth <= depth or not depth):
            break
        if is_inside:
            found += sum(counts.get(each, 0) for each in section.element_ids)
    return found


def tone_of(count: int, target: int) -> str:
    """The colour of the count: carried while far too low, empty when far too high."""
    if not target or SHORT * target <= count <= LONG * target:
        return ""
    return "carried" if count < target else "empty"


PAUSE = 200
A_FEW = 200
"""Paragraphs counted at a time: a long draft is counted bit by bit, so that no key waits for it."""

HOW = "按 Word 的“字数”计：一个汉字或标点算一个，连写的数字、英文算一个"
SET = f"给这一章节定一个目标字数\n{HOW}"
NO_TARGET = f"{{part}}不用定目标字数。\n{HOW}"
READ_ONLY = f"稿件现在只读，不能改目标字数。\n{HOW}"
ASK = "这一章节（连同下面的小章节）打算写多少字？填 0 表示不定目标。"


class LengthBar(QWidget):
    """Counts while the user is not typing. Clicking the section's count sets its target."""

    def __init__(self) -> None:
        super().__init__()
        self._model: DraftModel | None = None
        self._texts: Sequence[TextPanel] = ()
        self._key = ""
        self._lengths = Lengths()
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.show_counts)
        self.all, self.selected = label("", "secondary"), label("", "secondary")
        self.section = button("本章节", self.ask, "count", SET)
        self.all.setToolTip(HOW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length(10))
        for widget in (self.all, self.section, self.selected):
            row.addWidget(widget)

    def watch(self, model: DraftModel, texts: Sequence[TextPanel]) -> None:
        """Watch a draft and the selection in its texts."""
        self._model, self._texts = model, texts
        model.changed.connect(lambda _change: self._pause.start(PAUSE))
        for text in texts:
            text.selectionChanged.connect(lambda: self._pause.start(PAUSE))

    def show_section(self, key: str) -> None:
        """Set the current section."""
        self._key = key
        self._pause.start(PAUSE)

    def ask(self) -> None:
        """Ask for the target length of the section."""
        model, key = self._model, self._key
        if model is None or key not in targets_at(model):
            return
        asked = QInputDialog(self)
        asked.setWindowTitle("目标字数")
        asked.setLabelText(f"“{model.sections[key].ordinal}{model.sections[key].heading}”\n{ASK}")
        asked.setInputMode(QInputDialog.InputMode.IntInput)
        asked.setIntRange(0, MOST)
        asked.setIntStep(100)
        asked.setIntValue(targets_of(model.draft).get(key, 0))
        asked.setOkButtonText("确定")
        asked.setCancelButtonText("取消")
        asked.intValueSelected.connect(lambda count: model.do(set_target, key, count))
        asked.open()
        for each in asked.findChildren(QPushButton):
            each.setIcon(QIcon())  # standard icons of the style would look foreign

    def show_counts(self) -> None:
        """Count some more paragraphs, then show the known counts."""
        model = self._model
        if model is None:
            return
        if not self._lengths.go_on(model.draft, A_FEW):
            self._pause.start(0)
            return
        counts = self._lengths.of(model.draft)
        self.all.setText(f"全稿 {sum(counts.values())} 字")
        here, target = length_under(model.sections, self._key, counts), targets_of(model.draft).get(self._key, 0)
        self.section.setText(f"本章节 {here}/{target} 字" if target else f"本章节 {here} 字")
        self.section.setEnabled(self._key in targets_at(model))
        self.section.setToolTip(_target_hint(model, self._key))
        self.section.setAccessibleDescription(self.section.toolTip())
        restyle(self.section, "tone", tone_of(here, target))
        chosen = next((words for text in self._texts if text.isVisible() and (words := _selected_text(text))), "")
        self.selected.setText(f"选中 {count_signs(chosen)} 字")
        self.selected.setVisible(bool(chosen))
        self._take_room()

    def _take_room(self) -> None:
        """Lay out the new counts at once: what follows the opening of a long draft would leave them cut off."""
        for widget in (self, self.parentWidget()):
            layout = widget.layout() if widget is not None else None
            if layout is not None:
                layout.activate()


def targets_at(model: DraftModel) -> frozenset[str]:
    """The keys of the sections that can have a target; none for a read-only draft."""
    return frozenset() if model.read_only else frozenset(model.sections) - {BACK}


def _target_hint(model: DraftModel, key: str) -> str:
    """The tool tip: what a click does, or why nothing can be set."""
    section = model.sections.get(key)
    if model.read_only:
        return READ_ONLY
    return SET if section is None or key != BACK else NO_TARGET.format(part=section.heading)


BETWEEN = str.maketrans(dict.fromkeys("\u2029\ufdd0\ufdd1", "\n"))
"""Qt's signs for the end of a paragraph and for the edges of tables and their cells."""


def _selected_text(text: TextPanel) -> str:
    return text.textCursor().selectedText().translate(BETWEEN)


NONE = "选单位名片"
LONGEST = 10


class DraftCard(QPushButton):
    """``wanted`` requests the page of unit cards."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(NONE, parent)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _checked: self.wanted.emit())
        self._named: str | None = None

    def show_card(self, draft: Draft, reload: bool = False) -> None:
        """Show the name of the draft's card; the file is read only for another card, or with ``reload``."""
        named = dict(draft.identity.particulars).get(CARD, "")
        if named == self._named and not reload:
            return
        self._named = named
        name = used_name(draft)
        is_there = name in card_names()
        self.setText(f"名片：{_short(name)}" if is_there else NONE)
        self.setToolTip(_card_hint(name, is_there))
        self.setAccessibleName(f"单位名片：{name}" if is_there else NONE)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}…"


def _card_hint(name: str, is_there: bool) -> str:
    if name and not is_there:
        return f"原来用的名片“{name}”已经不在了，点这里另选一张"
    return f"{hint('cards')}：{name}" if name else f"{hint('cards')}：填“**区”这样的空、核对人名地名都要用它"


STORED, ONLY_HERE = "已存好", "现在还只在窗口里，磁盘能写了才存进稿件。"
ALL_DONE = "要素全部核过"
KEYS = "Tab 到下一处待填，再到待核 · Enter 确认沿用"
KEYS_OF_PAGES = "点一下回到正文 · Ctrl+Enter 来回"
KEYS_OF_LEDGER = "Tab 到下一处待填或待核 · Enter 确认沿用 · F2 修改 · Ctrl+Enter 到正文"
KEYS_OF_PLAN = "Enter 到正文 · Alt+G 从要点生成 · Delete 不写"
KEYS_OF_TABS = (KEYS, KEYS, KEYS_OF_PAGES, KEYS_OF_LEDGER, KEYS_OF_PLAN)


class DraftHeader(QFrame):
    """Title, kind and basis at the left; undo, redo, print and export at the right."""

    export_requested = Signal()
    cards_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self._card = DraftCard()
        self._card.wanted.connect(lambda: self.cards_requested.emit(""))
        self._title, self._source = ElidedLabel("name"), ElidedLabel("small")
        self.undo, self.redo, self.print = _tool("undo"), _tool("redo"), _tool("print")
        self._state: tuple[bool, bool, bool] | None = None
        self.export = button(ACTIONS["export"].words, self.export_requested.emit, "primary")
        self.locked = pill("只读，不能修改", "empty")
        self.locked.setToolTip("可以查看和导出。要修改，请等对方关闭后重新打开，或者复制一份再改。")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._source)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 7, 18, 7)
        row.setSpacing(theme.length(10))
        row.addLayout(words, 1)
        for widget in (self.locked, self._card, self.undo, self.redo, self.print, self.export):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_actions(self, undo: QAction, redo: QAction, printing: QAction, export_hint: str) -> None:
        """Connect the buttons to the actions."""
        self.undo.clicked.connect(undo.trigger)
        self.redo.clicked.connect(redo.trigger)
        self.print.clicked.connect(printing.trigger)
        self.export.setToolTip(export_hint)

    def show_draft(self, model: DraftModel) -> None:
        """Show the draft's title and basis."""
        draft = model.draft
        self._title.show_text(draft.title or "（还没有标题）")
        self._card.show_card(draft)
        sources = "、".join(f"《{basis.name}》" for basis in draft.basis if basis.name)
        self._source.show_text(
            " · ".join(p for p in (draft.identity.kind, f"往年材料：{sources}" if sources else "") if p)
        )
        self.show_history(model)

    def show_card(self, draft: Draft) -> None:
        """Reload the card, which may have changed."""
        self._card.show_card(draft, reload=True)

    def show_history(self, model: DraftModel) -> None:
        """Enable the buttons of undo and redo."""
        state = model.read_only, model.can_undo, model.can_redo
        if state == self._state:
            return
        self._state = state
        self.locked.setVisible(model.read_only)
        self.undo.setEnabled(model.can_undo)
        self.redo.setEnabled(model.can_redo)


class DraftStatus(QFrame):
    """The status bar: 待填, 待核, findings, page and length, and when the last edit was stored."""

    findings_wanted = Signal()
    open_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "footer")
        self.empty, self.carried = self._count(FactState.EMPTY, "待填"), self._count(FactState.CARRIED, "待核")
        self.findings = button("", self.findings_wanted.emit, "finding", "看看是哪些问题")
        self.findings.hide()
        self.pages, self.saved = label("", "secondary"), label("", "secondary")
        self.length = LengthBar()
        self._ready: Readiness | None = None
        self.done = label(ALL_DONE)
        self.done.setProperty("tone", "updated")
        self.done.hide()
        parts = self.empty, self.carried, self.findings, self.pages, self.length, self.done, self.saved
        row = Flow(parts, theme.length(18), pushed=1)
        row.setContentsMargins(18, 7, 18, 7)
        self.setLayout(row)

    def _count(self, state: FactState, name: str) -> QPushButton:
        found = button("", lambda: self.open_wanted.emit(state), "count", f"到下一处{name}")
        found.setProperty("tone", state.value)
        return found

    def show_ready(self, ready: Readiness) -> None:
        """Say how many fields are still open."""
        if ready == self._ready:
            return
        self._ready = ready
        self.empty.setText(f"● 待填 {ready.empty}")
        self.carried.setText(f"● 待核 {ready.carried}")
        self.done.hide()

    def show_findings(self, count: int) -> None:
        """Show the number of findings; nothing for zero."""
        self.findings.setText(f"● 问题 {count}")
        self.findings.setVisible(count > 0)

    def show_pages(self, current: int | None, count: int | None, is_stale: bool) -> None:
        """The current page, from 0, and the page count; grey while they may be outdated."""
        page = "" if current is None else f"第 {current + 1}/{count} 页"
        self.pages.setText("" if count is None else page or f"共 {count} 页")
        self.pages.setHidden(count is None)
        restyle(self.pages, "tone", "stale" if is_stale else "")

    def show_done(self, draft: Draft) -> None:
        """Show that there is no open fact to go to."""
        self._ready = None
        self.done.setHidden(any(fact.state.is_open for fact in draft.facts))

    @property
    def caveat(self) -> str:
        """The remark about data that is only in memory, because the disk refuses writes."""
        return ONLY_HERE if self.saved.property("pill") else ""

    def show_saved(self, time: datetime | None, is_asked: bool = False) -> None:
        """Show that everything was stored, automatically or on request; or, without a time, that an edit could not be."""
        clock = f"{time:%H:%M}" if time else ""
        is_answered = is_asked or self.saved.text() == f"{STORED} {clock}"
        restyle(self.saved, "pill", "" if time else "finding")
        # otherwise its size hint leaves out its borders
        QApplication.sendEvent(self.saved, QEvent(QEvent.Type.StyleChange))
        self.saved.setText(f"{STORED if is_answered else '已自动保存'} {clock}" if time else "有改动没有存上")


WRITTEN = 2
"""How many tabs, the first ones, have text in which something can be put."""


FIRST = 1000
"""Stretch of what takes the room before anything else."""


FIRST_NUMBER = 3
"""The digit that selects the first tab with Ctrl; 1 and 2 belong to the window."""


class ModeSwitch(QWidget):
    """表单 | 正文 | 版面 | 台账 | 对照, a hint about their keys, and the button for the right side; Ctrl+3 to Ctrl+8.

    ``turned`` carries the index of the tab, ``entered`` follows when a tab was chosen by key or mouse, even the current
    one; ``beside_toggled`` shows or hides the right side.
    """

    turned = Signal(int)
    entered = Signal()
    beside_toggled = Signal()

    def __init__(self, tabs: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = frame("segments")
        inner = QHBoxLayout(box)
        inner.setContentsMargins(3, 3, 3, 3)
        inner.setSpacing(2)
        self.tabs = QButtonGroup(self)
        for number, words in enumerate(tabs):
            tab = QPushButton(words)
            tab.setCheckable(True)
            _give_key(tab, words, f"Ctrl+{number + FIRST_NUMBER}")
            self.tabs.addButton(tab, number)
            inner.addWidget(tab)
        self.tabs.button(0).setChecked(True)
        self.tabs.idToggled.connect(self._on_toggled)
        self.tabs.idClicked.connect(lambda _number: self.entered.emit())
        keys = self._keys = ElidedLabel("secondary", is_parted=True)
        keys.show_text(KEYS)
        keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.insert = button("＋", lambda: None, "quiet", "插入表格、图片（Ctrl+Shift+I）")
        self.insert.setAccessibleName("插入")
        self.insert.setFixedWidth(theme.length(34))
        beside = self._beside = button("右栏", self.beside_toggled.emit, "quiet")
        _give_key(beside, "显示或收起右栏", f"Ctrl+{len(tabs) + FIRST_NUMBER}")
        self._before = ElidedLabel("secondary", is_parted=True)
        self._before.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._before.hide()
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._before, FIRST)
        row.addWidget(box)
        row.addWidget(keys, 1)
        row.addWidget(self.insert)
        row.addWidget(beside)

    def stand_back(self, width: int) -> None:
        """Keep the tabs where they are while the page begins further left by this width, as far as there is room."""
        self._before.setMaximumWidth(max(width - self._row.spacing(), 0))
        self._before.setVisible(width > 0)
        self._show_keys()

    def _show_keys(self) -> None:
        """The hint stands on the side of the tabs that has more room."""
        words, is_before = KEYS_OF_TABS[self.tabs.checkedId()], not self._before.isHidden()
        self._before.show_text(words if is_before else "")
        self._keys.show_text("" if is_before else words)

    def turn_to(self, number: int) -> None:
        """Select a tab."""
        self.tabs.button(number).setChecked(True)

    def press_number(self, number: int) -> None:
        """Press the button that has Ctrl with this digit, if one has."""
        pressed = [*self.tabs.buttons(), self._beside][number - FIRST_NUMBER :][:1]
        if pressed and number >= FIRST_NUMBER:
            pressed[0].click()

    def _on_toggled(self, number: int, checked: bool) -> None:
        if checked:
            self._show_keys()
            self.insert.setVisible(number < WRITTEN)
            self.turned.emit(number)


def _give_key(widget: QPushButton, words: str, key: str) -> None:
    widget.setShortcut(key)
    widget.setToolTip(f"{words}（{key}）")


def _tool(name: str) -> QToolButton:
    widget = QToolButton()
    side = theme.length(18)
    widget.setIcon(theme.icon(ACTIONS[name].icon, size=18))
    widget.setIconSize(QSize(side, side))
    widget.setToolTip(hint(name))
    widget.setAccessibleName(ACTIONS[name].words.rstrip("…"))
    widget.setProperty("look", "framed")
    widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return widget
