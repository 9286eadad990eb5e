"""查找和替换 over the whole draft, above its current view: the bar and the list of hits under their sections."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.model.fact import Fact
from core.model.outline import Section
from core.model.spans import Place
from core.workflows.checking.find_replace import (
    Hit,
    ReplacementOutcome,
    SearchQuery,
    find_hits,
    outcomes,
    replace_hits,
    replace_outcomes,
)
from gui.editor.panel import TextPanel
from gui.form.fields import name_of
from gui.outline.sections import keyed_sections
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, frame, icon_button, label, restyle
from gui.widgets.frame.flow import Flow
from gui.widgets.lists.result_model import Node, ResultTreeModel, RowLook, RowText, around
from gui.widgets.lists.result_view import LEAST, ResultTreeView

TORN = "这里跨在要素的边上，不替换；请在正文里改"
SHOWN_REPLACEMENT = 24
"""Characters of the words put in that a line shows."""


class HitModel(ResultTreeModel):
    """Hits that can be ticked are ticked by default; hits in one field are ticked together."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._left_out: frozenset[str] = frozenset()

    def forget(self) -> None:
        """Tick all lines again."""
        self._left_out = frozenset()

    def chosen(self) -> list[Hit]:
        """The ticked hits."""
        return [node.value.hit for node in self.rows() if self._is_chosen(node)]

    def _is_chosen(self, node: Node) -> bool:
        return self._has_mark(node) and not _marks(node.value) & self._left_out

    def _has_mark(self, node: Node) -> bool:
        return isinstance(node.value, ReplacementOutcome) and bool(node.value.pieces) and not self.read_only

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As in every list, and the check state."""
        node = self.node(index)
        if role == Qt.ItemDataRole.CheckStateRole and node is not None and self._has_mark(node):
            return Qt.CheckState.Checked if self._is_chosen(node) else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, _value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Set or remove a tick."""
        node = self.node(index)
        if role != Qt.ItemDataRole.CheckStateRole or node is None or not self._has_mark(node):
            return False
        marks = _marks(node.value)
        self._left_out = self._left_out | marks if self._is_chosen(node) else self._left_out - marks
        groups = [self.index_of(group.key) for group in self.groups()]
        for group in groups:
            self.dataChanged.emit(self.index(0, 0, group), self.index(self.rowCount(group) - 1, 0, group))
        self.ticked.emit()
        return True

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Lines with a check state can be ticked."""
        node, flags = self.node(index), super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if node is not None and self._has_mark(node) else flags


def _marks(outcome: ReplacementOutcome) -> frozenset[str]:
    """The keys that a hit's tick stands for: the fields it changes, or itself."""
    return outcome.fields or frozenset((outcome.hit.key,))


def hit_nodes(
    draft: Draft, sections: Mapping[str, Section], hits: Sequence[Hit], done: Mapping[str, ReplacementOutcome], new: str
) -> list[Node]:
    """The hits under their sections; ``done`` is the effect of replacing each by ``new``, by key, and empty without it."""
    keys = {each: key for key, section in sections.items() for each in section.element_ids}
    contents = {element.id: element.content for element in draft.elements}
    places = _places(draft.facts)
    nodes = []
    for key, group in groupby(hits, lambda hit: keys.get(hit.place.element_id, "")):
        rows = [_row(hit, contents[hit.place.element_id], done.get(hit.key), new, places) for hit in group]
        words = f"{sections[key].ordinal}{sections[key].heading}　{len(rows)}处"
        nodes.append(Node(f"in:{key}", RowText(RowLook.GROUP, words), ()).hold(rows))
    return nodes


def _row(hit: Hit, content: str, outcome: ReplacementOutcome | None, new: str, places: Mapping[str, int]) -> Node:
    note = "" if outcome is None else _effect(outcome, new, places)
    faded = outcome is not None and not outcome.pieces
    shown = RowText(RowLook.ROW, "", around=around(content, hit.place.span), note=note, is_faded=faded)
    return Node(hit.key, shown, (hit.place,), outcome or hit)


def _effect(outcome: ReplacementOutcome, new: str, places: Mapping[str, int]) -> str:
    """The effect of replacing the hit, in words."""
    if outcome.splits_fact:
        return TORN
    if not outcome.pieces:
        return "已经是这样写的，不用替换"
    words = new if len(new) <= SHOWN_REPLACEMENT else new[:SHOWN_REPLACEMENT] + "…"
    return " · ".join(
        (
            f"→ {words}" if new else "→ 删去",
            *_changed(outcome, places),
            *(f"其中的要素“{fact.text}”一并去掉" for fact in outcome.removed),
        )
    )


def _changed(outcome: ReplacementOutcome, places: Mapping[str, int]) -> Iterator[str]:
    for fact in dict.fromkeys(outcome.changed):
        count = places.get(fact.field, 1)
        yield f"要素“{name_of(fact)}”" + (f"，全稿{count}处一起改" if count > 1 else "")


def _places(facts: Iterable[Fact]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for fact in facts:
        counts[fact.field] = counts.get(fact.field, 0) + 1
    return counts


def next_hit(hits: Sequence[Hit], order: Mapping[str, int], here: tuple[str, int], step: int) -> int:
    """The index of the first hit after (``step`` 1) or before (-1) a place, wrapping around; -1 for none.

    ``order`` numbers the elements. A hit that begins at the place itself is skipped.
    """
    at = (order.get(here[0], -1), here[1])
    starts = [(order.get(hit.place.element_id, -1), hit.place.span.start) for hit in hits]
    if step > 0:
        return next((number for number, start in enumerate(starts) if start > at), 0 if starts else -1)
    return next((n for n in reversed(range(len(starts))) if starts[n] < at), len(starts) - 1)


def fields_of(found: Collection[ReplacementOutcome]) -> int:
    """The number of fields whose value changes."""
    return len({field for outcome in found for field in outcome.fields})


SOON, LATER = 120, 350
"""Milliseconds from a key in the fields, and from a change of the draft, to the next search."""

LONGEST_SELECTION = 60
LIST_HEIGHT, SHARE, MANY = 200, 4, 20
"""As high as the list becomes, and more lines than there is room for."""

CLEAR = 1000
"""Hits up to which all are listed; of more the sections with their counts, as nobody reads so many."""

Answer = tuple[tuple[Hit, ...], list[Node]]


def look(draft: Draft, wanted: SearchQuery, new: str | None) -> Answer:
    """The hits, and their lines with, if ``new`` is given, the effect of replacing each. BadUse for text that cannot be
    stored.

    Runs in the background, lines included: making ten thousand of them would block the window.
    """
    hits = find_hits(draft, wanted)
    done = {outcome.hit.key: outcome for outcome in outcomes(draft, hits, new)} if new is not None else {}
    return hits, hit_nodes(draft, keyed_sections(draft), hits, done, new or "")


class FindEdit(QLineEdit):
    """``entered`` carries 1 for Enter and -1 for Shift+Enter; ``went_down`` requests the list below."""

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
        """Enter and Down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


class FindFields(QFrame):
    """``changed`` follows edits of the search text, ``rewritten`` of the replacement; ``stepped`` carries 1 or -1."""

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
        self.count = label("", "secondary")
        self._case, self._width, self._whole = (
            _option("区分大小写", "勾上以后，ABC 和 abc 不算一样"),
            _option("区分全半角", "勾上以后，（１）和 (1) 不算一样"),
            _option("整词", "勾上以后，查“区”不会查到“地区”"),
        )
        self.old.textChanged.connect(self.changed)
        self.new.textChanged.connect(self.rewritten)
        self.new.textChanged.connect(lambda _text: self._name_buttons())
        self._chosen = 0
        for option in (self._case, self._width, self._whole):
            option.toggled.connect(self.changed)
        self.old.entered.connect(self.stepped)
        self.new.entered.connect(lambda _step: self.replace_wanted.emit())
        for edit in (self.old, self.new):
            edit.went_down.connect(self.went_down)
        self.one_button = button("替换", self.replace_wanted.emit, "", "替换选中的这一处（在“替换为”里按 Enter）")
        self.all_button = button("全部替换", self.all_wanted.emit, "primary", "替换下面打了勾的各处；可以一步撤销")
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        side = theme.length(12)
        grid.setContentsMargins(side, theme.length(8), side, theme.length(6))
        grid.setHorizontalSpacing(theme.length(6))
        grid.setVerticalSpacing(theme.length(6))
        steps = QHBoxLayout()
        steps.addWidget(self.count)
        for name, words, step in (("arrow-up", "上一处（Shift+F3）", -1), ("arrow-down", "下一处（F3）", 1)):
            steps.addWidget(icon_button(name, words, lambda step=step: self.stepped.emit(step)))  # type: ignore[misc]
        steps.addWidget(icon_button("x", "关闭查找（Esc）", self.closed.emit))
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self.one_button)
        buttons.addWidget(self.all_button)
        options = Flow((self._whole, self._case, self._width), theme.length(14))
        grid.addWidget(self.old, 0, 0)
        grid.addLayout(steps, 0, 1)
        grid.addWidget(self.new, 1, 0)
        grid.addWidget(self._buttons, 1, 1)
        grid.addLayout(options, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        for before, after in ((self.old, self.new), (self.new, self.one_button), (self.one_button, self.all_button)):
            QWidget.setTabOrder(before, after)
        self._name_buttons()

    @property
    def wanted(self) -> SearchQuery:
        """The search query."""
        return SearchQuery(self.old.text(), self._case.isChecked(), self._width.isChecked(), self._whole.isChecked())

    @property
    def is_replacing(self) -> bool:
        """Whether the field for the replacement is shown."""
        return not self.new.isHidden()

    def show_replacing(self, is_replacing: bool) -> None:
        """Show or hide the fields of replacing."""
        self.new.setVisible(is_replacing)
        self._buttons.setVisible(is_replacing)

    def show_count(self, count: int, current: int, chosen: int, done: str = "") -> None:
        """Show the number of hits, the current one (from 0, -1 for none), and how many would be replaced.

        ``done`` replaces it by the result of replacing all.
        """
        words = (
            done or "没有找到" if not count else f"共{count}处" if current < 0 else f"第{current + 1}处，共{count}处"
        )
        self.count.setText(words if self.old.text() else "")
        self.old.setAccessibleDescription(self.count.text())
        if not chosen and (self.one_button.hasFocus() or self.all_button.hasFocus()):
            self.old.setFocus()  # Qt would move the focus to the next widget
        self.one_button.setEnabled(chosen > 0)
        self.all_button.setEnabled(chosen > 0)
        self._chosen = chosen
        self._name_buttons()

    def _name_buttons(self) -> None:
        """With an empty replacement the buttons delete, so none is the default."""
        deletes = not self.new.text()
        one, every = ("删去", "全部删去") if deletes else ("替换", "全部替换")
        self.one_button.setText(one)
        self.all_button.setText(f"{every}（{self._chosen}）" if self._chosen else every)
        self.all_button.setToolTip(f"{one}下面打了勾的各处；可以一步撤销")
        restyle(self.all_button, "look", "" if deletes else "primary")


class FindBar(QWidget):
    """Hidden until requested. ``place_chosen`` carries an element with start and end, ``message_shown`` a message."""

    place_chosen = Signal(str, int, int)
    message_shown = Signal(str)
    closed = Signal()

    def __init__(self, model: DraftModel, runner: TaskRunner, texts: Sequence[TextPanel]) -> None:
        super().__init__()
        self._model, self._runner, self._texts = model, runner, texts
        self._draft = model.draft
        self._hits: tuple[Hit, ...] = ()
        self._here = ("", -1)
        self._current = -1
        self._advances = 0
        """The step to take as soon as the hits of what is wanted now are known; 0 for none."""
        self._is_stale = False
        """Whether the hits are those of other words than the ones that stand in the field."""
        self._done = ""
        self.fields = FindFields()
        self.results = HitModel(self)
        self.results.read_only = model.read_only
        self.view = ResultTreeView("查到的地方", self.results)
        self._pause = QTimer(self, singleShot=True, interval=SOON)
        self._marking = QTimer(self, singleShot=True, interval=SOON)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.fields)
        inside.addWidget(self.view)
        self.view.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def _connect(self) -> None:
        fields = self.fields
        fields.changed.connect(self._on_wanted_changed)
        fields.rewritten.connect(lambda: self._pause.start(SOON))
        fields.stepped.connect(self.step)
        fields.replace_wanted.connect(self._replace_one)
        fields.all_wanted.connect(self._replace_all)
        fields.went_down.connect(self.view.setFocus)
        fields.closed.connect(self.close_bar)
        self.results.ticked.connect(self._count)
        self.view.place_wanted.connect(self._on_line_chosen)
        self.view.entered.connect(self.closed)
        self._pause.timeout.connect(self._look)
        self._marking.timeout.connect(self.mark_hits)
        self._model.changed.connect(self._on_changed)
        for text in self._texts:
            text.cursorPositionChanged.connect(self._on_moved)
            text.verticalScrollBar().valueChanged.connect(self._on_moved)
        QShortcut(QKeySequence("Esc"), self, self.close_bar, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Public interface

    def begin(self, is_replacing: bool = False) -> None:
        """Show the fields; the selection in the text becomes the search text."""
        selected = next((text.textCursor().selectedText() for text in self._texts if text.hasFocus()), "")
        self._here = next((text.place_in_draft for text in self._texts if text.isVisible()), self._here)
        self.fields.show_replacing(is_replacing and not self._model.read_only)
        self.show()
        if selected and len(selected) <= LONGEST_SELECTION and not set("\u2028\u2029") & set(selected):
            self.fields.old.setText(selected)
        self.fields.old.setFocus()
        self.fields.old.selectAll()
        self._is_stale = True
        self._pause.start(0)

    def step(self, step: int) -> None:
        """Go to the next hit (1) or the previous one (-1), wrapping around; while they are looked for, when they are known."""
        if self.isHidden():
            self.begin()
            return
        if self._is_stale:
            self._advances = step
            return
        order = {element.id: number for number, element in enumerate(self._draft.elements)}
        number = next_hit(self._hits, order, self._place(), step)
        if number >= 0:
            self._go(number)

    def close_bar(self) -> None:
        """Close the bar and remove the highlights."""
        self.hide()
        self._pause.stop()
        self._hits, self._current, self._done = (), -1, ""
        self._advances = 0
        self.mark_hits()
        self.closed.emit()

    @property
    def is_busy(self) -> bool:
        """Whether a search or highlighting is running or pending."""
        return self._pause.isActive() or self._marking.isActive() or self._runner.is_busy

    # Search

    def _on_moved(self) -> None:
        if self.isVisible():
            self._marking.start()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._pause.start(LATER)

    def _place(self) -> tuple[str, int]:
        """The place from which the next hit is searched: the cursor while the text has the focus, else the last hit
        shown."""
        for text in self._texts:
            if text.hasFocus():
                element_id, offset = text.place_in_draft
                return element_id, offset - len(text.textCursor().selectedText())
        return self._here

    def _on_wanted_changed(self) -> None:
        self._current, self._done = -1, ""
        self._is_stale = True
        self.results.forget()
        self._pause.start(SOON)

    def _look(self) -> None:
        new = self.fields.new.text() if self.fields.is_replacing else None
        draft = self._model.draft
        self._runner.run(
            look, draft, self.fields.wanted, new, on_done=lambda answer: self._show(draft, answer), key="find_words"
        )

    def _show(self, draft: Draft, answer: Answer) -> None:
        if self.isHidden():
            return
        if draft is not self._model.draft:
            self._pause.start(SOON)
            return
        self._draft, (self._hits, nodes) = draft, answer
        self.view.show_nodes(nodes, opened=len(self._hits) <= CLEAR)
        self.view.setVisible(bool(self._hits))
        self.view.setFixedHeight(min(self._most(), self._height(nodes)))
        here = (hit.place for hit in self._hits)
        self._current = next((n for n, p in enumerate(here) if (p.element_id, p.span.start) == self._here), -1)
        self._count()
        self.mark_hits()
        self._is_stale = self._is_stale and self._pause.isActive()  # typed on meanwhile
        if self._advances and not self._is_stale:
            step, self._advances = self._advances, 0
            self.step(step)

    def _most(self) -> int:
        """The largest height of the list: a part of the window, but at least a few lines."""
        share = self.window().height() // SHARE
        return max(min(theme.length(LIST_HEIGHT), share), theme.length(LEAST))

    def _height(self, nodes: Sequence[Node]) -> int:
        """The height of all lines."""
        lines = [line for node in nodes for line in (node, *node.children)]
        return 4 + sum(self.view.sizeHintForIndex(self.results.index_of(line.key)).height() for line in lines[:MANY])

    def _count(self) -> None:
        self.fields.show_count(len(self._hits), self._current, len(self.results.chosen()), self._done)

    def mark_hits(self) -> None:
        """Highlight the hits in the visible texts."""
        places: list[Place] = [hit.place for hit in self._hits]
        for text in self._texts:
            if text.isVisible() or not places:
                text.highlights.show(places)

    # Navigation

    def _on_line_chosen(self) -> None:
        node = self.view.current
        keys = [hit.key for hit in self._hits]
        if node is not None and node.key in keys:
            self._go(keys.index(node.key))

    def _go(self, number: int) -> None:
        """Show a hit without moving the focus."""
        place = self._hits[number].place
        self._current, self._here = number, (place.element_id, place.span.start)
        held = QApplication.focusWidget()
        with QSignalBlocker(self.view):
            self.view.setCurrentIndex(self.results.index_of(self._hits[number].key))
        self.place_chosen.emit(place.element_id, place.span.start, place.span.end)
        if held is not None and self.isAncestorOf(held):
            held.setFocus()
        self._count()
        self._marking.start()

    # Replacement

    def _replace_one(self) -> None:
        """Replace the current hit and go to the next one; without one, go to the first."""
        if not 0 <= self._current < len(self._hits):
            self.step(1)
            return
        hit, new = self._hits[self._current], self.fields.new.text()
        self._here = (hit.place.element_id, hit.place.span.start + len(new) - 1)
        self._advances = int(bool(self._runner.attempt(self._model.do, replace_hits, [hit], new)))
        if not self._advances:
            self.step(1)
        self._pause.start(0)

    def _replace_all(self) -> None:
        hits, new = self.results.chosen(), self.fields.new.text()
        self._model.flush()
        found = self._runner.attempt(outcomes, self._model.draft, hits, new)
        if found and self._model.take(replace_outcomes, found, new):
            fields = fields_of(found)
            old = self.fields.old.text()
            done = f"已把{len(hits)}处“{old}”替换为“{new}”" if new else f"已删去{len(hits)}处“{old}”"
            self._done = f"已全部{'替换' if new else '删去'}{len(hits)}处"
            self.message_shown.emit(done + (f"，其中{fields}个要素改了值，标为已更新。" if fields else "。"))
        self._pause.start(0)


def _option(words: str, hint: str) -> QCheckBox:
    option = QCheckBox(words)
    option.setToolTip(hint)
    return option
