"""The ledger: bar, table, places of the current row, and charts."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.model.draft import Draft
from core.model.fact import Fact
from core.workflows.drafting.clip_html import table_html
from core.workflows.drafting.editing import reset
from core.workflows.drafting.filling import fill_in, keepable, odd_value
from core.workflows.yearly.ledger import confirm_all, ledger_rows, ledger_sections, reuse_rates, set_note, set_source
from gui.ledger.bar import LedgerBar
from gui.ledger.charts import PairChart, ReadinessChart
from gui.ledger.lines import LedgerColumn, LedgerLine
from gui.ledger.model import LedgerModel
from gui.ledger.order import as_table, cells_of
from gui.ledger.table import LedgerTable
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button, frame, label, scrolled
from gui.widgets.frame.scrollable_column import bring_into_view

BEFORE, AFTER = 14, 30
MOST_SHOWN, SHARE = 4, 5
"""Most lines shown at once, and the part of the height they may take; the others are scrolled to."""

ROW_HEIGHT = 30
LEAST_ROOM = 2
"""Lines for which there must be room: below that the table needs it more, and they are listed when asked for."""

TOGGLE = "列出或收起这个值的各处"


class LedgerPlaces(QWidget):
    """Hidden for a value with one place; ``fact_chosen`` carries the id of the place to go to in the text."""

    fact_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[str, str]] = []
        self._above: QWidget | None = None
        self.title = button("", lambda: None, "quiet", TOGGLE)
        self.title.setCheckable(True)
        self.title.clicked.connect(self._on_toggled)
        self._wished: bool | None = None
        self.list = PlaceList()
        self.list.setAccessibleName("这个值的各处")
        self.list.itemActivated.connect(self._on_chosen)
        self.list.left.connect(lambda: self._on_chosen(self.list.currentItem()))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length(10), theme.length(6), theme.length(10), theme.length(4))
        column.setSpacing(theme.length(2))
        column.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list)
        self.hide()

    def show_places(self, draft: Draft, facts: tuple[Fact, ...]) -> None:
        """Show the sentences around these facts."""
        if self._above is not self.parentWidget():
            self._above = self.parentWidget()
            if self._above is not None:
                self._above.installEventFilter(self)
        contents = {element.id: element.content for element in draft.elements}
        shown = [(fact.id, _words(contents.get(fact.element_id, ""), fact)) for fact in facts]
        if shown == self._shown:
            self._fit()
            return
        self._shown = shown
        self.list.clear()
        for fact_id, words in shown:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, fact_id)
            self.list.addItem(item)
        self._fit()

    def _fit(self) -> None:
        """Open where the table keeps enough rows, unless the user has opened or closed it."""
        above = self.parentWidget()
        room = above.height() // SHARE // theme.length(ROW_HEIGHT) if above is not None else MOST_SHOWN
        is_open = room >= LEAST_ROOM if self._wished is None else self._wished
        lines = max(min(len(self._shown), MOST_SHOWN, room), 2)
        frame = 2 * self.list.frameWidth() + 2
        self.list.setMinimumHeight(theme.length(ROW_HEIGHT) + frame)
        self.list.setMaximumHeight(lines * theme.length(ROW_HEIGHT) + frame)
        self.setVisible(len(self._shown) > 1 and (is_open or room >= LEAST_ROOM))
        self.list.setVisible(is_open)
        self.title.setChecked(is_open)
        hint_text = "填一次一起改；双击到正文" if is_open else "填一次一起改"
        self.title.setText(f"{'▾' if is_open else '▸'} 全稿{len(self._shown)}处，{hint_text}")

    @property
    def count(self) -> int:
        """The number of places of the current value; 0 if they are not to be listed."""
        return len(self._shown)

    def open_list(self) -> None:
        """Show the list even where there is little room."""
        self._on_toggled(True)

    def _on_toggled(self, is_open: bool) -> None:
        self._wished = is_open
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The available height changed."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.fact_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class PlaceList(QListWidget):
    """``left`` is emitted at Ctrl+Enter."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("places")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _words(content: str, fact: Fact) -> str:
    start = max(fact.start - BEFORE, 0)
    before = ("…" if start else "") + content[start : fact.start]
    return f"{before}【{content[fact.start : fact.end]}】{content[fact.end : fact.end + AFTER]}"


SOON, LATER = 60, 400
"""Milliseconds from a change of the draft to the rows, and to what takes longer to work out."""

CHARTS_HEIGHT = 250
COPIED = "已把{count}项复制为表格，到 Word、WPS 或 Excel 里粘贴就是表格。"
NOT_KEPT = "有{count}项没有确认：新值不合要素类型、和上年差十倍或不是整数。请逐项核对，改好或单独确认。"
KEPT_ODD = "已确认沿用。请留意，这一项{odd}；如果不对，可以撤销（Ctrl+Z）。"
NO_FACTS = "稿件里没有要素。数字、日期、提法和空缺都会自动列到这里。"
NOTHING_FOUND = "没有符合条件的要素。换一个条件，或者按 Esc 清空搜索。"


class LedgerSheet(QWidget):
    """``fact_chosen`` carries the id of a fact to go to in the text, ``place_chosen`` a place, ``message_shown`` a message."""

    fact_chosen = Signal(str)
    place_chosen = Signal(str, int, int)
    message_shown = Signal(str)

    def __init__(self, model: DraftModel, runner: TaskRunner) -> None:
        super().__init__()
        self.model, self._runner = model, runner
        self._is_watched = False
        self._shown: Any = None
        self._rated: Any = None
        self.soon = QTimer(self, singleShot=True, interval=SOON)
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self.rows = LedgerModel(self)
        self.bar, self.table, self.places = LedgerBar(), LedgerTable(self.rows), LedgerPlaces()
        self.readiness, self.pairs = ReadinessChart(), PairChart()
        self.nothing = label("", "hint", wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.setSpacing(0)
        self.nothing.setContentsMargins(*(theme.length(16),) * 4)
        for widget in (self.nothing, self.table, self.places):
            inside.addWidget(widget)
        inside.setStretchFactor(self.table, 1)
        self.charts = self._charts_card()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setObjectName("spaced")
        self._split.setHandleWidth(theme.length(8))
        for number, half in enumerate((card, self.charts)):
            self._split.addWidget(half)
            self._split.setStretchFactor(number, 1 - number)
            self._split.setCollapsible(number, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self._split, 1)

    def _charts_card(self) -> QFrame:
        card, tabs = frame("card"), QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setAccessibleName("图表")
        for chart in (self.readiness, self.pairs):
            area = scrolled(chart)
            area.setObjectName("fields")
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            tabs.addTab(area, chart.accessibleName())
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.length(6), 1, theme.length(6), theme.length(6))
        inside.addWidget(tabs)
        card.setMinimumHeight(theme.length(184))
        card.hide()
        return card

    def _connect(self) -> None:
        self.model.changed.connect(self._on_changed)
        self.model.flush_requested.connect(self.table.commit_editor)
        self.soon.timeout.connect(self.catch_up)
        self._later.timeout.connect(self._ask_rates)
        self.rows.value_edited.connect(lambda fact_id, words: self._take(fill_in, fact_id, words))
        self.rows.note_edited.connect(lambda fact_id, words: self._take(set_note, fact_id, words))
        self.rows.source_edited.connect(lambda fact_id, words: self._take(set_source, fact_id, words))
        self.bar.sifted.connect(self._on_sifted)
        self.bar.left.connect(self._begin)
        self.bar.copied.connect(self.copy)
        self.bar.places_wanted.connect(self.places.open_list)
        self.bar.objects_wanted.connect(self._go_to_object)
        self.bar.charts_toggled.connect(self._on_charts_toggled)
        self.readiness.section_chosen.connect(self.bar.choose_section)
        self.table.entered.connect(self.confirm)
        self.table.refused.connect(self.reset)
        self.table.left.connect(self._leave)
        self.table.stepped.connect(self._on_stepped)
        self.table.turned.connect(self._show_places)
        self.table.picked.connect(self.copy)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._show_pairs())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)
        self.places.fact_chosen.connect(self.fact_chosen)
        find = QShortcut(
            QKeySequence(QKeySequence.StandardKey.Find), self
        )  # works in the outline, too, while this is shown
        find.activated.connect(self.bar.begin_search)

    # Following the draft

    def watch(self, is_watched: bool) -> None:
        """Follow the draft while shown."""
        self._is_watched = is_watched
        if is_watched:
            self.catch_up()
            self.rows.refresh()
            self._tell()
        else:
            self.table.commit_editor()

    def catch_up(self) -> None:
        """Show the present state of the draft."""
        self.soon.stop()
        draft = self.model.draft
        if not self._is_watched or draft is self._shown:
            return
        self._shown = draft
        sections = ledger_sections(draft)
        self.rows.read_only = self.model.read_only
        here = self.table.line
        rows = ledger_rows(draft)
        self.rows.show_ledger(rows, sections)
        self.bar.show_sections(sections, rows)
        self.rows.sift(self.bar.sieve)
        self.readiness.show_sections(sections)
        self._turn_back(here)
        self._tell()
        self._later.start()

    def _turn_back(self, here: LedgerLine | None) -> None:
        """The focus stays in its row, or goes to the first when that is gone."""
        if not self.table.currentIndex().isValid() and self.rows.rowCount():
            self.table.turn_to(max(self.rows.row_of(here.row.key) if here is not None else 0, 0))

    def _on_changed(self) -> None:
        if self._is_watched:
            self.soon.start()

    def _ask_rates(self) -> None:
        if self._is_watched and self._rated is not self.model.draft:
            self._rated = self.model.draft
            self._runner.run(reuse_rates, self._rated, on_done=self.rows.show_rates)

    def _tell(self) -> None:
        """Update counts, places and charts."""
        lines = self.rows.shown
        self.bar.show_count(len(lines), len(self.rows.lines), sum(line.state.is_open for line in lines))
        self.bar.show_objects(len(self.model.objects.waiting))
        self.nothing.setText("" if lines else NOTHING_FOUND if self.rows.lines else NO_FACTS)
        self.nothing.setHidden(bool(lines))
        self.table.setVisible(bool(lines))
        self._show_places()
        self._show_pairs()

    def _show_places(self) -> None:
        line = self.table.line
        has_room = line is not None and self.charts.isHidden()
        self.places.show_places(self.model.draft, line.row.places if line is not None and has_room else ())

    def _show_pairs(self) -> None:
        if self.charts.isVisible():
            chosen = self.table.chosen()
            self.pairs.show_lines(chosen if len(chosen) > 1 else self.rows.shown)

    def _on_sifted(self) -> None:
        self.table.commit_editor()
        here = self.table.line
        self.rows.sift(self.bar.sieve)
        self._turn_back(here)
        self._tell()

    def _on_charts_toggled(self, is_shown: bool) -> None:
        self.charts.setVisible(is_shown)
        if is_shown:
            height = theme.length(CHARTS_HEIGHT)
            self._split.setSizes([max(self._split.height() - height, height), height])
            bring_into_view(self.charts)
        self._show_places()
        self._show_pairs()

    # Actions

    def _take(self, edit: Any, fact_id: str, words: str) -> None:
        self._runner.attempt(self.model.take, edit, fact_id, words)
        self.catch_up()

    def confirm(self, all_chosen: bool = True) -> None:
        """Confirm the current row or all selected ones that are still 沿用待核."""
        lines = self._at_work() if all_chosen else [line for line in (self.table.line,) if line is not None]
        asked = [line.row.fact.id for line in lines if line.state.is_open]
        if asked and not self.rows.read_only:
            self._keep(asked, keepable(self.model.draft, asked))

    def _keep(self, asked: list[str], ids: list[str]) -> None:
        """Confirm ``ids`` of the rows ``asked`` and report odd values."""
        draft = self.model.draft
        odd = [odd_value(draft, fact) for fact in draft.facts if fact.id in ids]
        if ids:
            self.model.do(confirm_all, ids)
            self.catch_up()
        if len(ids) < len(asked):
            self.message_shown.emit(NOT_KEPT.format(count=len(asked) - len(ids)))
        elif any(odd):
            self.message_shown.emit(KEPT_ODD.format(odd=next(filter(None, odd))))

    def reset(self) -> None:
        """Restore last year's value of the current row."""
        line = self.table.line
        if line is not None and not self.rows.read_only:
            self.model.do(reset, line.row.fact.id)
            self.catch_up()

    def copy(self) -> None:
        """Copy the selected rows, or all shown, as a table; columns without any value are left out as they are hidden."""
        chosen = self.table.chosen()
        lines = chosen if len(chosen) > 1 else list(self.rows.shown)
        data = QMimeData()
        columns = [column for column in LedgerColumn if not self.table.isColumnHidden(column)]
        data.setText(as_table(lines, columns))
        data.setHtml(table_html(cells_of(lines, columns)))
        QApplication.clipboard().setMimeData(data)
        self.message_shown.emit(COPIED.format(count=len(lines)))

    def _at_work(self) -> list[LedgerLine]:
        line = self.table.line
        return self.table.chosen() or ([line] if line is not None else [])

    def _begin(self) -> None:
        self.table.setFocus()

    def _leave(self) -> None:
        if (line := self.table.line) is not None:
            self.fact_chosen.emit(line.row.fact.id)

    def _go_to_object(self) -> None:
        """To the first picture of last year's that nobody has looked at."""
        for element_id, _number in self.model.objects.waiting:
            self.place_chosen.emit(element_id, 0, 0)
            return

    def _on_stepped(self, step: int, typing: bool) -> None:
        row = self.table.next_open(step)
        if row >= 0:
            self.table.turn_to(row, typing=typing)
        else:
            self.table.setFocus()

    def _on_menu_requested(self, place: QPoint) -> None:
        if self.table.indexAt(place).isValid():
            menu = self.menu()
            menu.exec(self.table.viewport().mapToGlobal(place))
            menu.deleteLater()

    def menu(self) -> QMenu:
        """The menu for the selected rows."""
        menu = QMenu(self)
        writable = not self.rows.read_only
        entries = (
            ("修改\tF2", self.table.type_value, writable),
            ("写来源", lambda: self.table.type_value(LedgerColumn.SOURCE), writable),
            ("写备注", lambda: self.table.type_value(LedgerColumn.NOTE), writable),
            ("确认沿用\tEnter", self.confirm, writable and any(line.state.is_open for line in self._at_work())),
            ("恢复上年值\tDel", self.reset, writable),
            ("到正文里看\tCtrl+Enter", self._leave, True),
            ("列出这个值的各处", self.places.open_list, self.places.count > 1),
            ("复制为表格\tCtrl+C", self.copy, True),
        )
        for words, slot, is_possible in entries:
            menu.addAction(words, slot).setEnabled(is_possible)
        return menu
