"""What a new draft is made from: last year's documents, and the headings of them that are kept."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.model.draft import BasisRole
from core.model.elements import Element
from core.model.fact import Fact, FactState
from core.model.outline import Section, readiness, sections
from core.stores.unsaved_forms import HeadingChoice
from core.workflows.importing.drawn import drawn_tables, with_drawn_tables
from core.workflows.importing.isolated import ReportReader
from core.workflows.importing.reports import Report
from core.workflows.messages import sentence
from gui.new_draft.scan_reading import READ, STOP, ScanReading, is_scan
from gui.shell import theme
from gui.shell.tasks import Task, TaskRunner
from gui.widgets.basics import button, icon_button, label, restyle

SHOWN_NOTICES = 3
MORE, LESS = "另有{count}项，全部列出", "收起"
DRAWN, DRAWN_BACK = "有{count}张用制表符或框线排的表，转为表格(&T)", "改回文字(&T)"
KEY = "basis"
TWIN = "与“{name}”内容相同，只用那一份。可以移去。"
STOPPED = "停止了读取，这一份没有用上。要用，请再选一次这个文件。"


class RoleChoice(QComboBox):
    """The roles of a basis document; ``activated`` when the user chose one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.addItems([role.value for role in BasisRole])
        self.setAccessibleName(name)
        self.setToolTip("起草用：带入提纲和文字；今年要点：用来逐项对照；备查：只放在旁边看")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page."""
        event.ignore()


class _BasisRow(QFrame):
    """One document: its name, its status, what it is for, and a remove button."""

    removed = Signal(object)
    role_chosen = Signal()
    rebuilt = Signal()

    def __init__(self, path: Path, role: str) -> None:
        super().__init__()
        self.path = path
        self.role = role
        self.report: Report | None = None
        self.task: Task | None = None
        self.is_done = self.is_stopped = False
        self._notices: tuple[str, ...] = ()
        self._is_all = False
        self.setProperty("notice", "none")
        self._state = label("正在读取…", "small", wrap=True)
        self._more = button("", self._on_more, "quiet")
        self._more.hide()
        self._use = label("", "small", wrap=True)
        self._use.hide()
        self.scan: ScanReading | None = None
        self.scan_button = button("", self._on_scan_button)
        self._drawn: Report | None = None
        self.drawn_button = button("", self._on_drawn)
        self.choice = RoleChoice(f"{path.name}的用途")
        self.choice.activated.connect(self._on_role_chosen)
        self.choice.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        for offered in (self.scan_button, self.drawn_button):
            offered.hide()
        name = label(self.path.name, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.length(2))
        words.addWidget(name)
        words.addWidget(self._state)
        words.addWidget(self.scan_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self.drawn_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._use)
        words.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        picture = QLabel()
        picture.setPixmap(theme.pixmap("file-text", "secondary", 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.length(12), theme.length(8), theme.length(6), theme.length(8))
        row.setSpacing(theme.length(10))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        cross = icon_button("x", f"移去{self.path.name}", partial(self.removed.emit, self))
        row.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)

    def show_report(self, report: Report, notices: Sequence[str]) -> None:
        """The document was read."""
        self.scan_button.hide()
        self.report, self.is_done = report, True
        self._notices = (report.document.kind or "没有认出材料类型", *notices)
        self._more.setVisible(len(notices) > SHOWN_NOTICES)
        self._show_notices(False)
        count = len(drawn_tables(report))
        self.drawn_button.setText(DRAWN.format(count=count))
        self.drawn_button.setVisible(count > 0)

    def _show_notices(self, is_all: bool) -> None:
        """All notices about the document, or their beginning. The button stays: the focus must not move to the remove
        button."""
        self._is_all = is_all
        shown = self._notices if is_all else self._notices[: 1 + SHOWN_NOTICES]
        self._state.setText("\n".join(shown))
        self._more.setText(LESS if is_all else MORE.format(count=len(self._notices) - 1 - SHOWN_NOTICES))

    def _on_more(self) -> None:
        self._show_notices(not self._is_all)

    def _on_drawn(self) -> None:
        """Make the drawn tables tables, or text again: the one report or the other is shown and used."""
        report = self.report
        if report is None:
            return
        was_text = self._drawn is None
        self.report = with_drawn_tables(report) if self._drawn is None else self._drawn
        self._drawn = report if was_text else None
        self.drawn_button.setText(DRAWN_BACK if was_text else DRAWN.format(count=len(drawn_tables(self.report))))
        self.rebuilt.emit()

    def show_use(self, words: str, role: str) -> None:
        """Show the use of the document, and the role that this is."""
        self._use.setText(words)
        self._use.setHidden(not words)
        self.choice.setCurrentText(role)
        self.choice.show()

    def _on_role_chosen(self) -> None:
        self.role = self.choice.currentText()
        self.role_chosen.emit()

    def show_question(self, words: str) -> None:
        """Ask whether to recognise the text of a scan; unanswered it is in the way of nothing."""
        self.is_done = True
        self._state.setText(words)
        self.scan_button.setText(READ)
        self.scan_button.show()

    def show_progress(self, words: str) -> None:
        """Show how far recognising is; the same button stops it."""
        self.is_done = False
        self._state.setText(words)
        self.scan_button.setText(STOP)

    def _on_scan_button(self) -> None:
        if self.scan is not None and self.is_done:
            self.scan.start()
        elif self.scan is not None:
            self.scan.stop()

    def stop(self) -> None:
        """Stop reading the document."""
        if self.task is not None:
            self.task.cancel()
        if self.scan is not None:
            self.scan.stop()

    def show_error(self, words: str) -> None:
        """Show why the document cannot be used."""
        self.is_done = True
        self.scan_button.hide()
        self._state.setText(words)
        restyle(self, "notice", "error")


class BasisPanel(QWidget):
    """``changed`` is emitted when a document was added, read, refused or removed."""

    changed = Signal()

    def __init__(self, runner: TaskRunner, reader: ReportReader) -> None:
        """``reader`` reads one file after the other in the background."""
        super().__init__()
        self._runner, self._reader = runner, reader.beside()
        self._rows: list[_BasisRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.length(8))

    @property
    def reports(self) -> tuple[Report, ...]:
        """The documents that were read, in the order they were added."""
        return tuple(row.report for row in self._rows if row.report is not None)

    @property
    def reading(self) -> tuple[int, int]:
        """How many documents are done, and how many there are."""
        return sum(row.is_done for row in self._rows), len(self._rows)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The added files, refused ones included."""
        return tuple(row.path for row in self._rows)

    @property
    def roles(self) -> Mapping[int, BasisRole]:
        """What the user said ``reports`` are for, by their place among them."""
        read = (row for row in self._rows if row.report is not None)
        return {number: BasisRole(row.role) for number, row in enumerate(read) if row.role}

    @property
    def chosen_roles(self) -> tuple[str, ...]:
        """The same for ``paths``, empty where nothing was said; none at all if nothing was said about any."""
        return tuple(row.role for row in self._rows) if any(row.role for row in self._rows) else ()

    def add(self, paths: Iterable[Path], roles: Sequence[str] = ()) -> None:
        """Read these files in the background, with what they are for; one added already is not read again."""
        for number, path in enumerate(paths):
            for row in [row for row in self._rows if row.path == path and row.is_stopped]:
                self._take_off(row)
            if path not in self.paths:
                role = "".join(roles[number : number + 1])
                self._start(path, role if role in {each.value for each in BasisRole} else "")
        self._read_next()
        self.changed.emit()

    def show_uses(self, uses: Iterable[tuple[str, str]]) -> None:
        """Show the use of each of ``reports``: the words for it and the role."""
        read = (row for row in self._rows if row.report is not None)
        for row, (words, role) in zip(read, uses, strict=True):
            row.show_use(words, role)

    def cancel(self) -> None:
        """Stop reading: documents not read yet stay in the list, which says so, until they are added again."""
        self._reader.stop()
        for row in [row for row in self._rows if not row.is_done]:
            row.stop()
            row.show_error(STOPPED)
            row.is_stopped = True
        self.changed.emit()

    def clear(self) -> None:
        """Remove all documents."""
        for row in list(self._rows):
            self._take_off(row)
        self.changed.emit()

    def _start(self, path: Path, role: str) -> None:
        row = _BasisRow(path, role)
        row.removed.connect(self._on_removed)
        row.role_chosen.connect(self.changed)
        row.rebuilt.connect(self.changed)
        self._rows.append(row)
        self._column.addWidget(row)

    def _read_next(self) -> None:
        """Read the first document that waits, unless one is being read: a slow one must not occupy all threads."""
        waiting = [row for row in self._rows if not row.is_done]
        if waiting and not any(row.task is not None for row in waiting):
            row = waiting[0]
            done, failed = partial(self._on_read, row), partial(self._on_failed, row)
            read, key = self._reader.read_here_or_apart, f"{KEY}/{row.path}"
            row.task = self._runner.run(read, row.path, on_done=done, on_failed=failed, key=key)

    def _take_off(self, row: _BasisRow) -> None:
        if row.task is not None and not row.is_done:
            self._reader.stop()
        row.stop()
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_removed(self, row: _BasisRow) -> None:
        self._take_off(row)
        self._read_next()
        self.changed.emit()

    def _on_read(self, row: _BasisRow, result: Any) -> None:
        twin = next(
            (each for each in self._rows if each.report and each.report.document == result.value.document), None
        )
        if twin is not None:
            row.show_error(TWIN.format(name=twin.path.name))
            self._read_next()
            self.changed.emit()
            return
        row.show_report(result.value, tuple(dict.fromkeys(sentence(notice) for notice in result.notices)))
        self._read_next()
        self.changed.emit()

    def _on_failed(self, row: _BasisRow, error: AppError) -> None:
        if is_scan(error):
            row.scan = self._scan_of(row)
            row.scan.ask(error)
            return
        row.show_error(sentence(error))
        self._read_next()
        self.changed.emit()

    def _scan_of(self, row: _BasisRow) -> ScanReading:
        scan = ScanReading(self._runner, self._reader, row.path, row)
        scan.asked.connect(partial(self._on_scan_asked, row))
        scan.progressed.connect(partial(self._on_scan_progressed, row))
        scan.read.connect(partial(self._on_read, row))
        scan.failed.connect(partial(self._on_failed, row))
        return scan

    def _on_scan_asked(self, row: _BasisRow, words: str) -> None:
        row.show_question(words)
        self._read_next()
        self.changed.emit()

    def _on_scan_progressed(self, row: _BasisRow, words: str) -> None:
        was_done = row.is_done
        row.show_progress(words)
        if was_done:
            self.changed.emit()


ID = Qt.ItemDataRole.UserRole
ORDINAL = Qt.ItemDataRole.UserRole + 1
HEADING = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


class _HeadingDelegate(QStyledItemDelegate):
    """Edits the text of a heading without its number."""

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Set the text without the number."""
        if isinstance(editor, QLineEdit):
            editor.setText(index.data(HEADING))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Store the text, unless it is empty."""
        words = editor.text().strip() if isinstance(editor, QLineEdit) else ""
        if words:
            model.setData(index, words, HEADING)
            model.setData(index, index.data(ORDINAL) + words)


class OutlineChoice(QWidget):
    """A tree with check boxes. ``changed`` is emitted when a heading was dropped, restored or renamed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: Mapping[tuple[str, str], HeadingChoice] = {}
        self._headings: Mapping[str, str] = {}
        self._sections: tuple[Section, ...] = ()
        self._facts: tuple[Fact, ...] = ()
        self._count = label("", "count", wrap=True)
        self._tree = self._made_tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(8))
        column.addWidget(self._count)
        column.addWidget(self._tree, 1)

    def show_outline(self, elements: Sequence[Element], facts: Sequence[Fact], choosable: bool) -> None:
        """Show the headings of these elements; ``choosable`` adds check boxes and renaming."""
        self._sections, self._facts = sections(elements), tuple(facts)
        self._headings = {section.heading_id: section.heading for section in self._sections if section.heading_id}
        with QSignalBlocker(self._tree):
            self._tree.clear()
            self._fill(choosable)
            self._say_what_is_wanted(choosable)
            self._tree.expandAll()
        self._recount()

    @property
    def dropped(self) -> frozenset[str]:
        """Ids of the dropped headings."""
        return frozenset(item.data(0, ID) for item in self._items() if not _is_kept(item) and item.data(0, ID))

    @property
    def renamed(self) -> dict[str, str]:
        """New texts by heading id."""
        words = {item.data(0, ID): item.data(0, HEADING) for item in self._items() if item.data(0, ID)}
        return {key: text for key, text in words.items() if text != self._headings[key]}

    @property
    def choices(self) -> tuple[HeadingChoice, ...]:
        """The user's choices, including those still waiting for their headings."""
        if self._wanted:
            return tuple(self._wanted.values())
        made = (_choice(item, self._headings.get(item.data(0, ID), "")) for item in self._items())
        return tuple(choice for choice in made if choice.is_dropped or choice.renamed)

    def choose(self, choices: Sequence[HeadingChoice]) -> None:
        """Apply these choices to the headings shown next, where they match, until the user makes another choice."""
        self._wanted = {(choice.heading_id, choice.words): choice for choice in choices}

    @property
    def count_text(self) -> str:
        """The counts as text."""
        return self._count.text()

    @property
    def tree(self) -> QTreeWidget:
        """The tree itself, for tab order and buddies."""
        return self._tree

    def _made_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.setIndentation(theme.length(20))
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.setUniformRowHeights(True)
        tree.setItemDelegateForColumn(0, _HeadingDelegate(tree))
        triggers = QAbstractItemView.EditTrigger
        tree.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked)
        tree.setAccessibleName("识别出的提纲")
        tree.itemChanged.connect(self._on_item_changed)
        return tree

    def _fill(self, choosable: bool) -> None:
        parents: list[tuple[int, QTreeWidgetItem]] = []
        for section in self._sections:
            while parents and parents[-1][0] >= section.depth:
                parents.pop()
            item = self._item(section, choosable)
            if parents and section.depth > 1:
                parents[-1][1].addChild(item)
            else:
                self._tree.addTopLevelItem(item)
            parents.append((section.depth, item))

    def _item(self, section: Section, choosable: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem([section.ordinal + section.heading, self._counted(section)])
        item.setData(0, ID, section.heading_id)
        item.setData(0, ORDINAL, section.ordinal)
        item.setData(0, HEADING, section.heading)
        item.setToolTip(0, section.ordinal + section.heading)
        item.setForeground(1, theme.colour("secondary"))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if section.depth == 1:
            font = item.font(0)
            font.setBold(True)
            item.setFont(0, font)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if choosable and section.heading_id:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
            item.setCheckState(0, Qt.CheckState.Checked)
        item.setFlags(flags)
        return item

    def _counted(self, section: Section) -> str:
        facts = self._facts_of(section)
        empty = sum(fact.state is FactState.EMPTY for fact in facts)
        return " · ".join(
            part for part in (f"{len(facts)}处" if facts else "", f"待填{empty}" if empty else "") if part
        )

    def _facts_of(self, section: Section) -> list[Fact]:
        ids = frozenset(section.element_ids)
        return [fact for fact in self._facts if fact.element_id in ids]

    def _say_what_is_wanted(self, choosable: bool) -> None:
        for item in self._items() if choosable else ():
            if choice := self._wanted.get((item.data(0, ID), item.data(0, HEADING))):
                if choice.renamed:
                    item.setData(0, HEADING, choice.renamed)
                    item.setText(0, item.data(0, ORDINAL) + choice.renamed)
                if choice.is_dropped:
                    item.setCheckState(0, Qt.CheckState.Unchecked)
                    _dim_children(item)

    def _items(self) -> list[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self._tree)
        found = []
        while walk.value():
            found.append(walk.value())
            walk += 1
        return found

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            with QSignalBlocker(self._tree):
                _dim_children(item)
            self._tree.viewport().update()
            self._recount()
            self._wanted = {}
            self.changed.emit()

    def _recount(self) -> None:
        dropped = {index for index, item in enumerate(self._items()) if not _is_kept(item)}
        kept = [section for index, section in enumerate(self._sections) if index not in dropped]
        facts = list(chain.from_iterable(self._facts_of(section) for section in kept))
        self._count.setText(counted(kept, facts) if self._sections else "")


def _choice(item: QTreeWidgetItem, words: str) -> HeadingChoice:
    is_dropped = item.checkState(0) is Qt.CheckState.Unchecked and bool(item.data(0, ID)) and _has_box(item)
    renamed = item.data(0, HEADING)
    return HeadingChoice(item.data(0, ID) or "", words, renamed if words and renamed != words else "", is_dropped)


def counted(kept: Sequence[Section], facts: Sequence[Fact]) -> str:
    """7个章节、33个条目、96处要素，其中57处待填（相同的只填一次，共40项）. The window counts 项, once the draft is begun."""
    parts = sum(section.depth == 1 for section in kept)
    items = sum(section.depth > 1 for section in kept)
    empty = sum(fact.state is FactState.EMPTY for fact in facts)
    text = f"{parts}个章节、{items}个条目、{len(facts)}处要素"
    once = readiness(facts).empty
    fewer = f"（相同的只填一次，共{once}项）" if once < empty else ""
    return f"{text}，其中{empty}处待填{fewer}" if empty else text


def _is_kept(item: QTreeWidgetItem) -> bool:
    """Whether the item and all its ancestors are kept; items without a check box are."""
    above: QTreeWidgetItem | None = item
    while above is not None:
        if _has_box(above) and above.checkState(0) is Qt.CheckState.Unchecked:
            return False
        above = above.parent()
    return True


def _has_box(item: QTreeWidgetItem) -> bool:
    return item.data(0, Qt.ItemDataRole.CheckStateRole) is not None


def _dim_children(item: QTreeWidgetItem) -> None:
    """Items under a dropped heading cannot be chosen and are shown faint."""
    kept = _is_kept(item)
    font = item.font(0)
    font.setStrikeOut(not kept)
    item.setFont(0, font)
    for index in range(item.childCount()):
        if (child := item.child(index)) is not None:
            child.setDisabled(not kept)
            _dim_children(child)
