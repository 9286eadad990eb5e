"""开始: the kinds to start with, buttons for existing files, and recent drafts."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.workflows.importing.kind_cards import KindCard
from gui.shell import theme
from gui.shell.actions import hint
from gui.widgets.basics import button, frame, label, readiness_bar, scrolled
from gui.widgets.cards import CardButton, CardGrid
from gui.widgets.frame.page_stack import RestyledPage

if TYPE_CHECKING:  # only for annotations: the first frame loads nothing it does not show
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtCore import QPoint

    from core.stores.recent import RecentDraft
    from gui.widgets.cards import MenuActions

DROP_HINT = "把往年的材料（Word、WPS、PDF、OFD、文字文件）拖到窗口任意处，马上看到提纲和要素"
NO_RECENT = "还没有稿件。点上面的材料类型新建一份，或者把去年的文件拖进来；以后改过的稿件都列在这里。"
SHOWN_RECENT = 9
SIDE = 44
"""Pixels, whatever the size of the type: large type needs the room itself."""
CORNER = 22
"""Pixels that a title leaves to the button for the menu."""

NOT_CLOSED = "上次没有正常关闭，自动保存的都在"
NOT_STORED = "上次没有正常关闭，没来得及存进去的改动，打开时补上"
UNSAVED, UNSAVED_HINT = "接着新建（{count}份没有建完）(&J)…", "新建时填了一半的，选好的材料和提纲都还在"
DRAFT = "draft"
"""Property of a card: the file of its draft."""
RESCUE_HINT = "写稿时自动留下的备份：看看内容，取回成新稿件"


class StartPage(RestyledPage):
    """Emits requests; opens nothing itself."""

    kind_chosen = Signal(str)
    draft_chosen = Signal(object)
    open_draft_requested = Signal()
    rescue_requested = Signal()
    open_report_requested = Signal()
    cards_requested = Signal()
    unsaved_requested = Signal()
    offer: "Callable[[RecentDraft], MenuActions]" = staticmethod(lambda _draft: ())
    """What the menu of a recent draft offers; nothing until the window says."""

    def __init__(self, kinds: Sequence[KindCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown_kinds = kinds
        self._shown_recent: tuple[Sequence[RecentDraft], datetime] | None = None
        self._unsaved_count = 0
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._area = self._content()
        self._outer.addWidget(self._area)

    def restyle(self) -> None:
        """Rebuild in the current theme."""
        old, self._area = self._area, self._content()
        self._outer.replaceWidget(old, self._area)
        old.hide()
        old.deleteLater()
        self.show_unsaved(self._unsaved_count)
        if self._shown_recent is not None:
            self.show_recent(*self._shown_recent)

    def _content(self) -> QWidget:
        content = QWidget()
        content.setObjectName("page")
        self.recent = CardGrid(300, 3)
        self._no_recent = label(NO_RECENT, "hint", wrap=True)
        self._no_recent.hide()
        column = QVBoxLayout(content)
        side = SIDE
        column.setContentsMargins(side, theme.length(32), side, theme.length(32))
        column.setSpacing(theme.length(16))
        column.addLayout(self._headline())
        self.kinds = CardGrid(220, 4)
        self.show_kinds(self._shown_kinds)
        column.addWidget(self.kinds)
        column.addWidget(self._drop_hint())
        column.addSpacing(theme.length(8))
        column.addLayout(self._recent_headline())
        column.addWidget(self._no_recent)
        column.addWidget(self.recent)
        column.addStretch(1)
        return scrolled(content)

    def show_kinds(self, kinds: Sequence[KindCard]) -> None:
        """Show these kinds in place of the former ones."""
        self._shown_kinds = kinds
        self.kinds.set_cards([self._kind_card(kind) for kind in kinds])

    def show_recent(self, drafts: "Sequence[RecentDraft]", now: "datetime") -> None:
        """Show the recent drafts, the latest first; without any, what to do next."""
        self._shown_recent = drafts, now
        shown = drafts[:SHOWN_RECENT]
        self.recent.set_cards([self._recent_card(draft, _file(draft, shown), now) for draft in shown])
        self._no_recent.setVisible(not drafts)

    def draft_at(self, point: "QPoint") -> Path | None:
        """The draft whose card is at a point of the screen."""
        widget: QWidget | None = self.childAt(self.mapFromGlobal(point))
        while widget is not None and widget is not self and not widget.property(DRAFT):
            widget = widget.parentWidget()
        return Path(widget.property(DRAFT)) if widget is not None and widget is not self else None

    def show_unsaved(self, count: int) -> None:
        """Offer to continue this number of unsaved new drafts."""
        self._unsaved_count = count
        self.unsaved.setText(UNSAVED.format(count=count))
        self.unsaved.setVisible(bool(count))

    def _headline(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.length(8))
        row.addWidget(label("新建稿件", "headline"), 1)
        row.addWidget(button("单位名片(&M)…", self.cards_requested.emit, hint=hint("cards")))
        row.addWidget(button("打开稿件(&O)…", self.open_draft_requested.emit, hint=hint("open_draft")))
        row.addWidget(button("打开往年材料(&R)…", self.open_report_requested.emit, hint=hint("open_report")))
        return row

    def _recent_headline(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("最近的稿件", "heading"), 1)
        self.unsaved = button("", self.unsaved_requested.emit, hint=UNSAVED_HINT)
        row.addWidget(self.unsaved)
        self.unsaved.hide()
        row.addWidget(button("找回稿件(&K)…", self.rescue_requested.emit, hint=RESCUE_HINT))
        return row

    def _kind_card(self, kind: KindCard) -> QPushButton:
        usual = "、".join(kind.basis[:2])
        parts = [label(kind.name, "heading"), label(kind.description, "secondary", wrap=True)]
        parts.append(label(f"常用往年材料：{usual}" if usual else "", "small", wrap=True))
        return CardButton(f"新建{kind.name}", parts, partial(self.kind_chosen.emit, kind.name))

    def _drop_hint(self) -> QWidget:
        box = frame("drop")
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(box)
        words = label(DROP_HINT, "hint", wrap=True)
        words.setMinimumHeight(theme.length(60))
        column.addWidget(words)
        return box

    def _recent_card(self, draft: "RecentDraft", file: str, now: "datetime") -> QPushButton:
        still = [f"{words} {count}" for words, count in (("待填", draft.empty), ("待核", draft.carried)) if count]
        state = label(" · ".join(still) or "全部核过", "small")
        state.setProperty("tone", "empty" if still else "updated")
        facts = readiness_bar(draft.total - draft.empty - draft.carried, draft.total)
        edited = edit_time_text(now.fromisoformat(draft.edited), now)
        title = _title(draft)
        line = " · ".join(part for part in (draft.kind, draft.unit, edited) if part)
        left = _how_left(draft)
        name = label(title, "name", wrap=True)
        name.setContentsMargins(0, 0, theme.length(CORNER), 0)
        parts = [name, *_smalls(file, line), facts, state, *_smalls(left)]
        spoken = "，".join(filter(None, (title, file, state.text(), left)))
        card = CardButton(f"打开{spoken}", parts, partial(self.draft_chosen.emit, Path(draft.path)))
        card.offer(title, lambda: self.offer(draft))
        card.setProperty(DRAFT, draft.path)
        return card


def _smalls(*lines: str) -> list[QWidget]:
    return [label(words, "small", wrap=True) for words in lines if words]


def _how_left(draft: "RecentDraft") -> str:
    if not draft.window:
        return ""
    return NOT_STORED if draft.unstored else NOT_CLOSED


def _title(draft: "RecentDraft") -> str:
    return draft.title or Path(draft.path).stem


def _file(draft: "RecentDraft", others: "Sequence[RecentDraft]") -> str:
    """The file name if another draft has the same title; with the folder where the names are equal, too."""
    path, twins = Path(draft.path), [Path(other.path) for other in others if _title(other) == _title(draft)]
    if len(twins) < 2:
        return ""
    is_only_one = [twin.name for twin in twins].count(path.name) == 1
    return f"文件：{path.name if is_only_one else Path(path.parent.name, path.name)}"


def edit_time_text(edited: "datetime", now: "datetime") -> str:
    """The time of the last edit in words: 今天 09:41, 昨天 17:05, 1月12日, 2022年12月20日."""
    days = (now.date() - edited.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {edited:%H:%M}"
    date = f"{edited.month}月{edited.day}日"
    return date if edited.year == now.year else f"{edited.year}年{date}"
