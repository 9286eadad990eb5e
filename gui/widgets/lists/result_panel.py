"""Common to the lists of places at the right of a draft: computed in the background, shown, selected, edited."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.workflows.messages import sentence
from gui.session.background_work import DraftWork
from gui.session.draft_model import DraftModel, Edit
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import label, restyle
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.lists.result_model import Follower, Node, ResultTreeModel
from gui.widgets.lists.result_view import ResultTreeView

WORKING = "正在查看全稿…"


class ResultTreePanel(QWidget):
    """``place_chosen`` carries a place to show: an element, start and end in its content.

    ``message_shown`` carries a message about an edit, ``notice_raised`` another message with choices, ``counted`` the number of open
    rows.
    """

    place_chosen = Signal(str, int, int)
    message_shown = Signal(str)
    notice_raised = Signal(str, list)
    counted = Signal(int)

    def __init__(self, name: str, runner: TaskRunner, work: DraftWork, model: DraftModel) -> None:
        super().__init__()
        self._runner = runner
        self.model = model
        self.work = work
        self._draft: Draft = model.draft
        self._lines = ResultTreeModel(self, with_ticks=name == "年份更新")
        self._lines.read_only = model.read_only
        self._pending_nodes: tuple[Callable[[], list[Node]], str] | None = None
        self.view = ResultTreeView(name, self._lines)
        self._typed: list[tuple[str, str]] = []
        self.notice = NoticeBar()
        self.empty = label(WORKING, "hint", wrap=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.view.place_wanted.connect(self._on_place_wanted)
        self._lines.rewritten.connect(self._on_rewritten)
        self.view.itemDelegate().closeEditor.connect(lambda _editor: QTimer.singleShot(0, self, self._on_answered))
        work.changed.connect(self._on_answered)
        model.flush_requested.connect(self.flush)

    def _lay_out(self, above: QWidget, below: QWidget) -> None:
        """The widgets above and below the list; hidden while there is no list."""
        self._above, self._below = above, below
        side = theme.length(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.length(8), 0, theme.length(8))
        column.setSpacing(theme.length(6))
        for edge in (above, below):
            edge.setContentsMargins(side, 0, side, 0)
        column.addWidget(above)
        column.addWidget(self.notice)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addWidget(below)
        self.empty.setContentsMargins(side, side, side, side)
        column.addStretch(0)

    @property
    def listed(self) -> ResultTreeModel:
        """The present lines, also while hidden."""
        self._catch_up()
        return self._lines

    def _list(self, make: Callable[[], list[Node]], current: str = "") -> None:
        """Set the lines and the one to select, applied when the list is shown or queried: building thousands of lines
        unseen is a waste."""
        self._pending_nodes = make, current
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        pending, self._pending_nodes = self._pending_nodes, None
        if pending is not None:
            self.view.show_nodes(pending[0](), True, pending[1])

    def flush(self) -> None:
        """Commit the editor of the list."""
        self.view.commit_editor()
        self._write_typed()

    def take_answer(self, answer: Any) -> None:
        """Show another answer."""
        raise NotImplementedError

    def _rewrite(self, node: Node, words: str) -> None:
        """Write the text typed over a line."""
        raise NotImplementedError

    def _on_answered(self) -> None:
        if self.work.error is not None:
            self.notice.show_notice(sentence(self.work.error), "warning")
        elif self.work.draft is self.model.draft and not self.view.is_editing and not self._typed:
            self.notice.hide()
            self._draft = self.work.draft
            self.take_answer(self.work.answer)

    def show_emptiness(self, words: str) -> None:
        """Show why the list is empty; the focus goes to that message."""
        focus = QApplication.focusWidget()
        if words and focus is not None and self.isAncestorOf(focus):
            self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes a null pointer here
            self.setFocus()
        self.empty.setText(words)
        self.setAccessibleDescription(words)
        self.empty.setVisible(bool(words))
        for widget in (self._above, self.view, self._below):
            widget.setHidden(bool(words))
        self.setFocusProxy(None if words else self.view)  # type: ignore[arg-type]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only the message has the focus: show it."""
        super().focusInEvent(event)
        restyle(self.empty, "tone", "accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The message lost the focus."""
        super().focusOutEvent(event)
        restyle(self.empty, "tone", "")

    def _do(self, edit: Edit, *arguments: Any) -> bool:
        """Make an edit; a refusal of the draft is reported."""
        return bool(self._runner.attempt(self.model.do, edit, *arguments))

    def _on_place_wanted(self) -> None:
        node = self.view.current
        place = Follower(self._draft, self.model.draft).place(node.places[0]) if node and node.places else None
        if place is not None:
            self.place_chosen.emit(place.element_id, place.span.start, place.span.end)

    # The editor closes by itself after its text was committed, and must still exist then

    def _on_rewritten(self, key: str, words: str) -> None:
        self._typed.append((key, words))
        QTimer.singleShot(0, self, self._write_typed)

    def _write_typed(self) -> None:
        typed, self._typed = self._typed, []
        for key, words in typed:
            node = self.listed.find(key)
            if node is not None:
                self._rewrite(node, words)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the draft while shown."""
        super().showEvent(event)
        self._catch_up()
        self.work.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop watching the draft when hidden."""
        super().hideEvent(event)
        self.flush()
        self.work.watch(False)
