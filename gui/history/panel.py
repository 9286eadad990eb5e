"""历史: named versions above, every step of the draft below; both can be restored."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from core.model.history import Version, VersionReason
from core.workflows.drafting.history_lines import (
    BRANCH,
    EARLIER,
    NOW,
    UNDONE,
    HistoryLine,
    history_lines,
    names_gone,
    shortened,
)
from core.workflows.drafting.versions import proposed_name
from core.workflows.messages import sentence
from gui.history.papers import VersionPapers
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, frame, label
from gui.widgets.frame.flow import Flow
from gui.widgets.frame.notice_bar import Choice

WORDS_OF_VERSIONS = "版本"
WORDS_OF_STEPS = "修改"
NO_VERSIONS = "还没有版本。送审、定稿以前按 Ctrl+Shift+S 留存一份，以后随时可以对比、恢复。"
STEPS_HINT = "选中一步按 Enter，全稿回到那时的样子；后来的修改不会丢，随时可以再回来。"
OWN = frozenset(VersionReason) - {VersionReason.HAND}
LEAST = 3 * 34
"""Height of three lines, which stay in view however large the type is."""

FRAME = 2
LONGEST_NAME, LONGEST_NOTE = 40, 200
PAUSE = 500
"""Milliseconds without an edit until the list is brought up to date."""


HERE = "【现在】"
TAKEN_BACK = "【已撤销】"
NUMBER = Qt.ItemDataRole.UserRole
ROW = 30


class HistoryModel(QStandardItemModel):
    """Two columns: time, and what was done where."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setHorizontalHeaderLabels(["时间", "修改"])

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show these."""
        self.removeRows(0, self.rowCount())
        for line in lines:
            self.appendRow(_items(line))

    def item_of(self, number: int) -> QStandardItem | None:
        """The item of the line that leads to a step."""
        rows = (self.item(row, 0) for row in range(self.rowCount()))
        return next((item for item in rows if item is not None and item.data(NUMBER) == number), None)


def _items(line: HistoryLine) -> list[QStandardItem]:
    text = {NOW: f"{HERE}", UNDONE: f"{TAKEN_BACK}"}.get(line.tone, "") + line.what
    items = [QStandardItem(line.when), QStandardItem(text)]
    for item in items:
        item.setEditable(False)
        item.setData(line.number, NUMBER)
        item.setToolTip(text)
        if line.tone == NOW:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        if line.tone in (UNDONE, BRANCH):
            item.setForeground(theme.colour("secondary"))
    items[1].setSizeHint(QSize(0, theme.length(ROW)))
    items[0].setAccessibleText("，".join(part for part in (line.when, text) if part))
    for inner in line.inner:
        items[0].appendRow(_items(inner))
    return items


class LineView(QTreeView):
    """Lines of a history; ``entered`` carries the number of the line chosen by Enter or a double click."""

    entered = Signal(int)

    def __init__(self, name: str, model: HistoryModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("grouped")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setMinimumHeight(theme.length(LEAST) + 2 * FRAME)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)
        self.doubleClicked.connect(self._on_chosen)

    @property
    def chosen(self) -> list[int]:
        """The numbers of the selected lines, from the top."""
        rows = self.selectionModel().selectedRows(0)
        return [index.data(NUMBER) for index in sorted(rows, key=lambda index: index.row())]

    def turn_to(self, number: int) -> None:
        """Make the line of that number the current one."""
        model = self.model()
        item = model.item_of(number) if isinstance(model, HistoryModel) else None
        if item is not None:
            self.setCurrentIndex(item.index())

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(NUMBER) is not None:
            self.entered.emit(index.data(NUMBER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make sure that there is a current line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.indexAt(QPoint(1, 1)))


class KeepForm(QWidget):
    """Name and note of a new version, entered in place. ``given`` carries both, ``left`` follows a cancellation."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name_field, self.note_field = QLineEdit(), QLineEdit()
        self.name_field.setMaxLength(LONGEST_NAME)
        self.note_field.setMaxLength(LONGEST_NOTE)
        self.name_field.setAccessibleName("版本名称")
        self.note_field.setAccessibleName("版本备注")
        self.note_field.setToolTip("送给谁、改了什么")
        self.note_field.setPlaceholderText("备注（可不填）")
        keep, back = button("留存", self._give, "primary"), button("取消", self.left.emit, "quiet")
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(6))
        column.addWidget(self.name_field)
        column.addWidget(self.note_field)
        column.addLayout(row)
        for field in (self.name_field, self.note_field):
            field.returnPressed.connect(self._give)

    def begin(self, name: str) -> None:
        """Ask, with a name proposed."""
        self.name_field.setText(name)
        self.note_field.clear()
        self.show()
        self.name_field.setFocus()
        self.name_field.selectAll()

    def _give(self) -> None:
        if self.name_field.text().strip():
            self.given.emit(self.name_field.text().strip(), self.note_field.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """Built when first shown. ``compare_wanted`` carries two versions, the earlier first, 0 for the present draft.

    ``message_shown`` carries a message about an edit, ``notice_raised`` another message, ``kept`` the name of a new version, ``paper_told``
    how the writing of a paper goes, with choices.
    """

    compare_wanted = Signal(int, int)
    message_shown = Signal(str)
    notice_raised = Signal(str)
    paper_told = Signal(str, list)
    kept = Signal(str)

    def __init__(
        self, model: DraftModel, now: Callable[[], datetime] = datetime.now, runner: TaskRunner | None = None
    ) -> None:
        super().__init__()
        self.model, self._now, self._runner = model, now, runner
        self.lists: tuple[LineView, LineView] | None = None
        self._gone: dict[str, str] = {}
        model.changed.connect(lambda change: self._gone.update(names_gone(change)))
        self._papers = VersionPapers(runner, self._tell, self) if runner is not None else None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("历史")
        model.failed.connect(self._on_failed)
        model.history_changed.connect(self._on_history_changed)
        self._is_whole = self._is_said = False
        self.pause = QTimer(self, singleShot=True, interval=PAUSE)
        self.pause.timeout.connect(self.refresh)
        model.versions_changed.connect(self.refresh)

    def _tell(self, words: str, _tone: str, choices: Sequence[Choice]) -> None:
        self.paper_told.emit(words, list(choices))

    # Building

    def _build(self) -> tuple[LineView, LineView]:
        self._version_lines, self._step_lines = HistoryModel(self), HistoryModel(self)
        versions, steps = LineView("版本", self._version_lines), LineView("修改历史", self._step_lines)
        versions.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        versions.setRootIsDecorated(False)
        versions.entered.connect(lambda number: self.compare_wanted.emit(number, 0))
        versions.selectionModel().selectionChanged.connect(lambda *_: self._show_what_can_be_done())
        steps.entered.connect(self.go_to)
        self.form = KeepForm()
        self.form.given.connect(self._keep)
        self.form.left.connect(self._leave_form)
        self._none = label(NO_VERSIONS, "hint", wrap=True)
        self.keep_button = button("留存版本", self.ask_to_keep, "", "给现在的稿件留一份（Ctrl+Shift+S）")
        self._compare = button("对比", self.compare, "", "和现在的稿件对比（Enter）；选中两个版本就互相对比")
        self.restore_button = button("恢复", self.restore, "", "全稿恢复成这个版本；可以撤销")
        self.redline_button = button(
            "花脸稿…", self.write_redline, "", "现在的稿件，与选中的版本不同的地方写成修订；选中两个版本就是这两版"
        )
        self.columns_button = button("对照表…", self.write_columns, "", "原文、修改、说明三栏")
        self._buttons = QWidget()
        own = self.keep_button, self._compare, self.restore_button, self.redline_button, self.columns_button
        self._buttons.setLayout(Flow(own, theme.length(8)))
        side = theme.length(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, theme.length(10), side, theme.length(8))
        column.setSpacing(theme.length(6))
        column.addWidget(label(WORDS_OF_VERSIONS, "name"))
        column.addWidget(self._none)
        column.addWidget(self.form)
        column.addWidget(versions, 2)
        column.addWidget(self._buttons)
        column.addWidget(frame("line"))
        column.addWidget(label(WORDS_OF_STEPS, "name"))
        column.addWidget(label(STEPS_HINT, "small", wrap=True))
        column.addWidget(steps, 3)
        self.form.hide()
        return versions, steps

    # Actions

    def ask_to_keep(self) -> None:
        """Ask for the name of a new version; one is proposed."""

        if self.lists is None:
            self.lists = self._build()
            self.refresh()
        if not self.model.read_only:
            self._buttons.hide()
            self.form.begin(proposed_name(self.model.versions()))

    def compare(self) -> None:
        """Compare the selected version with the present draft, or two selected versions with each other."""
        chosen = self._both_chosen()
        if chosen:
            self.compare_wanted.emit(*chosen)

    def write_redline(self) -> None:
        """Write the differences of the selected version from the draft, or of two selected versions, as revisions."""
        chosen = self._both_chosen()
        if self._papers is not None and chosen:
            self._papers.write_redline(self.model, *chosen)

    def write_columns(self) -> None:
        """The same as a table of three columns."""
        chosen = self._both_chosen()
        if self._papers is not None and chosen:
            self._papers.write_columns(self.model, *chosen)

    def _both_chosen(self) -> tuple[int, int] | None:
        """The two states to compare, the earlier first, 0 for the present draft; None without a selected version."""
        self._unsay()
        chosen = sorted(self.chosen_versions())
        return (chosen[0], chosen[-1] if len(chosen) > 1 else 0) if chosen else None

    def restore(self) -> None:
        """Restore the selected version."""
        chosen = self.chosen_versions()
        if len(chosen) != 1 or self.model.version(chosen[0]) is None:
            return  # an unreadable version has been reported
        name = next(version.name for version in self.model.versions() if version.number == chosen[0])
        if self.model.restore_version(chosen[0]):
            self.message_shown.emit(f"全稿已恢复成“{name}”，恢复以前的样子也留了一个版本。")
        else:  # no edit: 撤销 beside it would undo an unrelated one
            self.notice_raised.emit(f"现在的稿件和“{name}”一样，没有改动。")
            self._is_said = True

    def _unsay(self) -> None:
        """Remove the notice that nothing changed, before the next action."""
        if self._is_said:
            self._is_said = False
            self.notice_raised.emit("")

    def go_to(self, number: int) -> None:
        """Go to a step of the history, or list the earlier ones."""
        if number == EARLIER:
            self._is_whole = True
        else:
            self.model.go_to(number, self._runner)
        self.refresh()
        if self.lists is not None:
            self.lists[1].turn_to(number)

    def _keep(self, name: str, note: str) -> None:
        self._close_form()
        self._unsay()
        is_kept = self.model.keep_version(name, note)
        if is_kept:
            self.kept.emit(name)
        if self.lists is not None:
            if is_kept:
                self.lists[0].turn_to(self.model.versions()[-1].number)
            self.lists[0].setFocus()

    def _close_form(self) -> None:
        self.form.hide()
        self._buttons.show()

    def _leave_form(self) -> None:
        self._close_form()
        self.keep_button.setFocus()

    def chosen_versions(self) -> list[int]:
        """The numbers of the versions selected in the list."""
        return self.lists[0].chosen if self.lists is not None else []

    # Display

    def _on_history_changed(self) -> None:
        """Typing must not wait for an open list."""
        self._is_said = False  # the edit has removed the notice, and the present one is another's
        if self.isVisible():
            self.pause.start()

    def refresh(self) -> None:
        """Update both lists, if they are visible."""
        self.pause.stop()
        if self.lists is None or not self.isVisible():
            return
        versions, steps = self.lists
        today = self._now()
        known = self.model.versions()
        chosen = self.chosen_versions()
        self._version_lines.show_lines([_version_line(version, today) for version in reversed(known)])
        self._none.setHidden(bool(known))
        versions.setHidden(not known)
        if known:
            versions.turn_to(chosen[0] if chosen else known[-1].number)
        made, place = self.model.history()
        lines = history_lines(made, place, self._section_names(), today)
        self._step_lines.show_lines(lines if self._is_whole else shortened(lines, place[0]))
        steps.turn_to(place[0])
        self._show_what_can_be_done()

    def _section_names(self) -> Callable[[str], str]:
        names = {
            identifier: f"{section.ordinal}{section.heading}"
            for section in self.model.sections.values()
            for identifier in section.element_ids
        }
        return lambda element_id: _short(names.get(element_id) or self._gone.get(element_id, ""))

    def _show_what_can_be_done(self) -> None:
        self._unsay()
        count = len(self.chosen_versions())
        self.keep_button.setEnabled(not self.model.read_only)
        for each in (self._compare, self.redline_button, self.columns_button):
            each.setEnabled(count in (1, 2))
        self.restore_button.setEnabled(count == 1 and not self.model.read_only)

    def _on_failed(self, error: object) -> None:

        self.notice_raised.emit(sentence(error))  # type: ignore[arg-type]  # an error with a code

    def showEvent(self, event: QShowEvent) -> None:
        """Build and update when shown."""
        super().showEvent(event)
        if self.lists is None:
            self.lists = self._build()
            self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes a null pointer here
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop updating when hidden."""
        super().hideEvent(event)
        self._unsay()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the steps."""
        super().focusInEvent(event)
        if self.lists is not None:
            self.lists[1].setFocus()


def _short(name: str) -> str:
    return name if len(name) <= 14 else name[:13] + "…"


def _version_line(version: Version, today: datetime) -> HistoryLine:
    time = version.time
    clock = f"{time:%H:%M}" if time.date() == today.date() else f"{time.month}月{time.day}日 {time:%H:%M}"
    note = f"：{version.note}" if version.note else ""
    return HistoryLine(version.number, clock, version.name + note, "branch" if version.keeping in OWN else "done")
