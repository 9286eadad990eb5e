"""The three panes of 审阅: the queue of changes, the running text of the draft around the current one, its base and
words.

The queue has conflicts first, then changes by section, person or sort.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QMenu, QSplitter, QVBoxLayout, QWidget

from core.model.review.changes import ChangeKind, ReviewState
from core.workflows.review.listing import short
from core.workflows.review.naming import quoted
from core.workflows.review.queue import ReviewItem, ReviewQueue, ReviewSide, ReviewSort, what_of
from gui.review.panes import DecisionPanel, RunningView
from gui.review.people import colour_name
from gui.shell import theme
from gui.widgets.basics import button, frame, label, pill, scrolled
from gui.widgets.frame.flow import Flow
from gui.widgets.lists.result_model import Context, Node, ResultTreeModel, RowLook, RowText
from gui.widgets.lists.result_view import ResultTreeView


class Grouping(StrEnum):
    """How the queue is grouped."""

    SECTION = "按章节"
    PERSON = "按人"
    SORT = "按类别"


CONFLICTS, NO_SECTION = "说法不一", "标题和开头"
STATES: Mapping[ReviewState, tuple[str, str]] = MappingProxyType(
    {
        ReviewState.OPEN: ("", "text"),
        ReviewState.CONFLICT: ("", "finding_text"),
        ReviewState.OVERTAKEN: ("已另改：稿件的这一处后来改过", "empty_text"),
        ReviewState.TAKEN: ("✓ 已采纳", "updated_text"),
        ReviewState.PART: ("✓ 部分采纳", "updated_text"),
        ReviewState.REFUSED: ("✗ 不采纳", "secondary"),
    }
)
SETTLED = "✓ 已处理"
UNSURE = "请确认位置"


class _QueueNode(Node):
    """A line whose texts are those of its item."""

    is_of_value = True


def queue_nodes(queue: ReviewQueue, grouping: Grouping, is_open_only: bool) -> list[Node]:
    """The groups with their lines; each group says how many of its lines are open."""
    groups: dict[str, list[ReviewItem]] = {}
    for item in queue.items:
        if item.is_open or not is_open_only:
            groups.setdefault(_group(item, grouping), []).append(item)
    order = _order(groups, grouping)
    return [_group_node(title, groups[title], queue) for title in order]


def _group(item: ReviewItem, grouping: Grouping) -> str:
    if item.state is ReviewState.CONFLICT:
        return CONFLICTS
    if grouping is Grouping.PERSON:
        return "、".join(item.who)
    return str(item.sort) if grouping is Grouping.SORT else item.section or NO_SECTION


def _order(groups: Iterable[str], grouping: Grouping) -> list[str]:
    sorts = [CONFLICTS, *map(str, ReviewSort)]
    return sorted(groups, key=sorts.index) if grouping is Grouping.SORT else list(groups)


def _group_node(title: str, items: list[ReviewItem], queue: ReviewQueue) -> Node:
    waiting = sum(item.is_open for item in items)
    said = f"{title}（{waiting}处待定）" if waiting else f"{title}（{len(items)}处已定）"
    tone = "finding_text" if title == CONFLICTS else "text"
    rows = [_QueueNode(item.key, partial(_row, item, queue), (), item) for item in items]
    return Node(f"group {title}", RowText(RowLook.GROUP, said, tone=tone), ()).hold(rows)


def _row(item: ReviewItem, queue: ReviewQueue) -> RowText:
    people, who = queue.people, "、".join(item.who)
    if item.thread is not None:
        replies = f"{len(item.thread.replies)}条回复" if item.thread.replies else ""
        state = SETTLED if not item.is_open else ""
        note = " · ".join(filter(None, (item.where, state, item.thread.answer, replies)))
        quote = quoted(short(item.thread.comment.quote)) if item.thread.comment.quote else item.section
        words: Context | None = Context("", short(item.thread.comment.text), "")
        return RowText(
            RowLook.ROW, f"批注 {quote}", who, words, note, not item.is_open, mark_tone=colour_name(who, people)
        )
    state, tone = STATES[item.state]
    note = " · ".join(filter(None, (item.where, state, *_why(item), _others(item))))
    title, words = _said(item.sides[0], queue) if len(item.sides) == 1 else _sides_said(item, queue)
    return RowText(
        RowLook.ROW, title, who, words, note, not item.is_open, tone=tone, mark_tone=colour_name(who, people)
    )


def _why(item: ReviewItem) -> tuple[str, ...]:
    """The hint for the decision, or the reason of the decision made."""
    if not item.is_open:
        return (next((side.reason for side in item.sides if side.state is item.state), ""),)
    return (UNSURE if any(side.unsure for side in item.sides) else "", item.reason)


def _others(item: ReviewItem) -> str:
    return f"{len(item.sides[0].who)}人同改" if len(item.sides) == 1 and len(item.sides[0].who) > 1 else ""


def _said(side: ReviewSide, queue: ReviewQueue) -> tuple[str, Context | None]:
    change = side.change
    old, new = short(change.old), short(change.new)
    if change.kind is ChangeKind.REPLACE:
        return f"改 {old} → {new}", None
    if change.kind is ChangeKind.MOVE:
        return f"移动 {_moved(side, queue)}", None
    return f"{what_of(change)} {new or old}", None


def _moved(side: ReviewSide, queue: ReviewQueue) -> str:
    """How the passage begins that was moved, and how many paragraphs it has."""
    change = side.change
    printed = next(copy.index.printed for copy in queue.review.copies if copy.kept.number == change.copy)
    others = f" 等{len(change.elements)}段" if len(change.elements) > 1 else ""
    return f"{short(printed.get(change.elements[0], '') or change.old)}{others}"


def _sides_said(item: ReviewItem, queue: ReviewQueue) -> tuple[str, Context | None]:
    """Each side with its person."""
    wanted = "；".join(f"{side.people}：{_short_side(side)}" for side in item.sides)
    first = item.sides[0]
    about = _moved(first, queue) if first.change.kind is ChangeKind.MOVE else short(first.change.old)
    return f"说法不一 {about}", Context("", wanted, "")


def _short_side(side: ReviewSide) -> str:
    change = side.change
    return short(change.new) if change.new else {ChangeKind.MOVE: "移动"}.get(change.kind, what_of(change))


SHARES = (30, 44, 26)
"""Of the list, the running text, and the decision."""

NARROW_SHARES = (40, 40, 60)
"""Of the list, and beside it of the height of the running text and of the decision below."""

SEVERAL = 2
LEAST = (230, 300, 250)
ACCOUNT, BY_HAND = "收到{}处修改 = 采纳{} + 部分采纳{} + 不采纳{} + 待定{}", " + 已手工处理{}"
ALL_DECIDED = "改稿里的修改和批注全部定了。可以写采纳情况表、花脸稿，或者返回稿件；要看已定的，去掉左边的“只看待定”。"
PILLS = (
    (ReviewState.CONFLICT, "说法不一", "finding"),
    (ReviewState.OPEN, "待定", "carried"),
    (ReviewState.TAKEN, "已定", "updated"),
)


class ReviewSplitter(QSplitter):
    """``taken`` and ``refused`` ask for a decision about the current item, ``bulk_wanted`` carries the ids of many."""

    taken = Signal()
    refused = Signal()
    bulk_wanted = Signal(list)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._queue: ReviewQueue | None = None
        self._can_write = True
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._model = ResultTreeModel(self)
        self.list = ResultTreeView("修改和批注", self._model)
        self.running, self.decision = RunningView(), DecisionPanel()
        self.take_button = button("采纳(&A)", self.taken.emit, "primary", hint="采纳，到下一处（Enter）")
        self.refuse_button = button("不采纳(&N)", self.refused.emit, hint="不采纳，到下一处（Delete）")
        self.next_button = button("下一处", partial(self.step, 1), hint="下一处待定的（F8），上一处（Shift+F8）")
        self.bulk_button = button("成批采纳(&P)", self._open_bulk)
        self.buttons = (self.next_button, self.refuse_button, self.take_button)
        self.left_buttons = (self.bulk_button,)
        self._build()
        self._connect()

    @property
    def current(self) -> ReviewItem | None:
        """The item that is looked at."""
        node = self.list.current
        return self._queue.find(node.key) if self._queue is not None and node is not None else None

    def show_queue(self, queue: ReviewQueue, current: str, can_write: bool) -> None:
        """Show the items, and look at one: the given one, else the one looked at before, else the first open one."""
        self._queue, self._can_write = queue, can_write
        self._list(current)

    def show_buttons(self, is_shown: bool) -> None:
        """Show or hide what belongs to the panes but stands in the footer."""
        for each in (*self.buttons, *self.left_buttons):
            each.setVisible(is_shown)

    def step(self, step: int) -> None:
        """Look at the next open item (1) or the previous one (-1), from the end on at the beginning again; Enter and Delete
        decide about it then, wherever the focus was.
        """
        rows = self._model.rows()
        here = self.list.current
        at = next((number for number, row in enumerate(rows) if row is here), -1 if step > 0 else 0)
        turned = [rows[(at + step * count) % len(rows)] for count in range(1, len(rows) + 1)]
        wanted = next((row for row in turned if row.value.is_open), None)
        if wanted is not None:
            self._look_at(wanted.key)
        if not self.running.hasFocus():
            self.list.setFocus()

    # Building

    def _build(self) -> None:
        self._counts = [pill("", tone) for _, _, tone in PILLS]
        self._grouping = QComboBox()
        self._grouping.addItems([str(each) for each in Grouping])
        self._grouping.setAccessibleName("怎样分组")
        self._open_only = QCheckBox("只看待定")
        self._emptiness = label("", "secondary", wrap=True)
        self._account = label("", "secondary", wrap=True)
        left = frame("card")
        column = QVBoxLayout(left)
        column.setContentsMargins(*[theme.length(8)] * 4)
        column.setSpacing(theme.length(6))
        for widgets in (self._counts, (self._grouping, self._open_only)):
            column.addLayout(Flow(tuple(widgets), theme.length(6)))
        column.addWidget(self._account)
        column.addWidget(self._emptiness)
        column.addWidget(self.list, 1)
        panes = left, self.running, scrolled(self.decision)
        for pane, least in zip(panes, LEAST, strict=True):
            pane.setMinimumWidth(least)  # with large type no wider, so that the window need not grow
        self._hang_up(self._beside, panes[1:], SHARES[1:])
        self._hang_up(self, (left, self._beside), (SHARES[0], sum(SHARES[1:])))

    def _hang_up(self, splitter: QSplitter, panes: Sequence[QWidget], shares: Sequence[int]) -> None:
        splitter.setObjectName("spaced")
        splitter.setHandleWidth(theme.length(8))
        splitter.setChildrenCollapsible(False)
        for number, (pane, share) in enumerate(zip(panes, shares, strict=True)):
            splitter.addWidget(pane)
            splitter.setStretchFactor(number, share)

    def _connect(self) -> None:
        self.list.entered.connect(self.taken)
        self.list.refused.connect(self.refused)
        self.list.place_wanted.connect(self._show_current)
        self.running.entered.connect(self.taken)
        self.running.refused.connect(self.refused)
        self.running.item_wanted.connect(self._look_at)
        self._grouping.currentIndexChanged.connect(lambda _index: self._list(""))
        self._open_only.toggled.connect(lambda _is_on: self._list(""))

    def showEvent(self, event: QShowEvent) -> None:
        """The widths of the panes, the first time."""
        super().showEvent(event)
        if not self.property("sized"):
            self.setProperty("sized", True)
            self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the decision stands below the running text."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.length(sum(LEAST))
        orientation = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if orientation != self._beside.orientation():
            self._beside.setOrientation(orientation)
            self._share_out()

    def _share_out(self) -> None:
        """Give the panes their shares of the room."""
        is_narrow = self._beside.orientation() is Qt.Orientation.Vertical
        first, second, third = NARROW_SHARES if is_narrow else SHARES
        self.setSizes([self.width() * first // 100, self.width() * (100 - first) // 100])
        room = self._beside.height() if is_narrow else self.width()
        self._beside.setSizes([room * share // 100 for share in (second, third)])

    # Showing

    def _list(self, current: str) -> None:
        queue = self._queue
        if queue is None:
            return
        grouping = Grouping(self._grouping.currentText())
        nodes = queue_nodes(queue, grouping, self._open_only.isChecked())
        self.list.show_nodes(nodes, True, current)
        if self.current is None:
            rows = self._model.rows()
            first = next((row for row in rows if row.value.is_open), next(iter(rows), None))
            self.list.turn_to(first.key if first is not None else "")
        self._emptiness.setText("" if nodes else "没有待定的修改和批注。")
        self.running.setPlaceholderText("" if nodes else ALL_DECIDED)
        self._emptiness.setVisible(not nodes)
        self._show_counts(queue)
        self._show_current()

    def _show_counts(self, queue: ReviewQueue) -> None:
        conflicts = sum(item.state is ReviewState.CONFLICT for item in queue.items)
        waiting = sum(item.is_open for item in queue.items) - conflicts
        counts = (conflicts, waiting, len(queue.items) - conflicts - waiting)
        for widget, (_, name, _), count in zip(self._counts, PILLS, counts, strict=True):
            widget.setText(f"{name} {count}")
        account = queue.account
        by_hand = BY_HAND.format(account[-1]) if account[-1] else ""
        self._account.setText(ACCOUNT.format(sum(account), *account) + by_hand)
        self.bulk_button.setEnabled(self._can_write and bool(queue.plain()))

    def _show_current(self) -> None:
        item, queue = self.current, self._queue
        if queue is None:
            return
        if item is not None or self.list.current is None:
            self.running.show_item(queue, item)
            self.decision.show_item(queue, item, self._can_write)
        self._show_actions(item if item is not None and item.is_open and self._can_write else None)
        self.next_button.setEnabled(any(each.is_open for each in queue.items))

    def _show_actions(self, item: ReviewItem | None) -> None:
        """The buttons for what can be done with an open item."""
        is_comment = item is not None and item.thread is not None
        self.take_button.setText("已处理(&A)" if is_comment else "采纳(&A)")
        is_left_to_hands = item is not None and item.state is ReviewState.OVERTAKEN  # nothing could be taken
        self.take_button.setEnabled(item is not None and len(item.sides) < SEVERAL and not is_left_to_hands)
        self.refuse_button.setEnabled(item is not None and not is_comment)

    def _look_at(self, key: str) -> None:
        self.list.turn_to(key)
        self._show_current()

    # Many at once

    def _open_bulk(self) -> None:
        menu = self.bulk_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.bulk_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def bulk_menu(self) -> QMenu:
        """What can be taken in one go: all of a person, of a sort, all numbers; only what nobody contradicts."""
        menu = QMenu(self)
        queue = self._queue
        if queue is None:
            return menu
        for who in queue.people:
            self._offer(menu, f"{who}的全部无冲突", queue.plain(who))
        item = self.current
        menu.addSeparator()
        if item is not None and item.sort is not ReviewSort.NUMBER:
            self._offer(menu, f"{item.sort}类全部", queue.plain(sort=item.sort))
        self._offer(menu, "全部数字", queue.plain(sort=ReviewSort.NUMBER))
        menu.addSeparator()
        self._offer(menu, "全部无冲突", queue.plain())
        return menu

    def _offer(self, menu: QMenu, words: str, keys: tuple[str, ...]) -> None:
        if keys:
            menu.addAction(f"{words}（{len(keys)}处）").triggered.connect(
                lambda _checked=False, ids=keys: self.bulk_wanted.emit(list(ids))
            )
