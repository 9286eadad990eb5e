"""Above the ledger: search, filters and actions."""

from collections.abc import Iterable, Mapping
from itertools import chain

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from core.model.fact import FactState
from core.workflows.importing.listing import KIND_NAMES, STATE_NAMES
from core.workflows.yearly.ledger import LedgerRow, LedgerSection
from gui.ledger.lines import STATES
from gui.ledger.order import Sieve
from gui.shell import theme
from gui.shell.actions import ACTIONS, hint
from gui.widgets.basics import button, label
from gui.widgets.frame.flow import Flow
from gui.widgets.lists.names_box import NamesBox

OPEN = frozenset(state for state in FactState if state.is_open)
SEARCH_WIDTH, LONGEST = 90, 6
NARROW = 440
"""Width below which the buttons would need a second row."""

TABLE_KEY = "table:"
"""Begins the keys of tables among those of sections."""

SEARCH = "搜索（Ctrl+F）"


class SearchEdit(QLineEdit):
    """Esc clears it and leaves it; Down and Enter go to the table."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that leave the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LedgerBar(QWidget):
    """``sifted`` is emitted when ``sieve`` changes; the others request what their buttons say."""

    sifted = Signal()
    left = Signal()
    copied = Signal()
    charts_toggled = Signal(bool)
    places_wanted = Signal()
    objects_wanted = Signal()
    sheets_to_send = Signal()
    sheets_to_read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._under: dict[str, frozenset[str]] = {}
        self._tables: dict[str, int] = {}
        self._is_narrow = False
        self.search = SearchEdit()
        self.search.setPlaceholderText(SEARCH)
        self.search.setAccessibleName("在台账里搜索")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(theme.length(SEARCH_WIDTH))
        self.states, self.kinds, self.sections = _box("状态"), _box("类别"), _box("章节")
        self._fill()
        self.count = label("", "secondary")
        self.objects = button("", self.objects_wanted.emit, "quiet", "往年的图片、图表不在表里：到正文里逐个看")
        self.objects.hide()
        self.charts = QPushButton("图表")
        self.charts.setCheckable(True)
        self.charts.setToolTip("各章节进度，上年今年对比")
        self._lay_out()
        self._connect()

    def _fill(self) -> None:
        self.states.addItem("全部状态", None)
        self.states.addItem("未核", OPEN)
        for state in STATES:
            self.states.addItem(STATE_NAMES[state], frozenset({state}))
        self.kinds.addItem("全部类别", None)
        for kind, name in KIND_NAMES.items():
            self.kinds.addItem(name, kind)
        self.sections.addItem("全部章节", "")

    def _lay_out(self) -> None:
        sheet_actions = ("send_sheets", self.sheets_to_send), ("read_sheets", self.sheets_to_read)
        sheets = [button(ACTIONS[name].words, wanted.emit, hint=hint(name)) for name, wanted in sheet_actions]
        copy = button("复制为表格", self.copied.emit, hint="复制选中的行，没有选就复制全部；到 Excel 或 WPS 里粘贴")
        self.buttons = (*sheets, self.charts, copy)
        self.more = button("更多", lambda: None, "", "下发、回收填报表，图表，复制为表格")
        self.more.setMenu(self._menu())
        self.more.hide()
        first = Flow((self.search, self.more, self.states, self.kinds, self.sections), theme.length(8))
        second = Flow((self.count, self.objects, *self.buttons), theme.length(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def _menu(self) -> QMenu:
        """The same actions as a menu, where the buttons do not fit."""
        menu = QMenu(self)
        for source in self.buttons:
            action = menu.addAction(source.text())
            action.setToolTip(source.toolTip())
            action.setCheckable(source.isCheckable())
            action.triggered.connect(lambda _on, source=source: source.click())
            source.toggled.connect(action.setChecked)
        menu.addAction("列出这个值的各处", self.places_wanted.emit)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the buttons would wrap into further rows, a menu replaces them; the counts are then in the footer."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.length(NARROW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self.more.setVisible(is_narrow)
        for part in (self.count, *self.buttons):
            part.setVisible(not is_narrow)
        self.objects.setVisible(not is_narrow and bool(self.objects.text()))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self.sifted.emit())
        self.search.left.connect(self.left)
        for box in (self.states, self.kinds, self.sections):
            box.currentIndexChanged.connect(lambda _row: self.sifted.emit())
        self.charts.toggled.connect(self.charts_toggled)

    def begin_search(self) -> None:
        """Focus the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @property
    def sieve(self) -> Sieve:
        """The filter set by the controls."""
        return Sieve(
            self.states.currentData(),
            self.kinds.currentData(),
            self._under.get(self.sections.currentData()),
            self.search.text(),
            self._tables.get(self.sections.currentData(), 0),
        )

    def show_sections(self, sections: Iterable[LedgerSection], rows: Iterable[LedgerRow]) -> None:
        """Offer these sections and the tables of each; the chosen one stays chosen if it still exists."""
        tables = _tables_in(rows)
        self._tables = {key: int(key.removeprefix(TABLE_KEY)) for key in chain.from_iterable(tables.values())}
        offered = [section for section in sections if section.total]
        self._under = {
            one.key: frozenset(other.key for other in offered if one.key in (other.key, *other.parents))
            for one in offered
        }
        chosen = self.sections.currentData()
        with QSignalBlocker(self.sections):
            while self.sections.count() > 1:
                self.sections.removeItem(self.sections.count() - 1)
            for section in offered:
                indent = "　" * max(section.depth - 1, 0)
                self.sections.addItem(f"{indent}{section.ordinal}{section.heading}", section.key)
                self._offer_tables(tables.get(section.key, {}), f"{indent}　")
            self.sections.setCurrentIndex(max(self.sections.findData(chosen), 0))

    def _offer_tables(self, names: Mapping[str, str], indent: str) -> None:
        for key, name in names.items():
            self.sections.addItem(indent + name, key)

    def choose_section(self, key: str) -> None:
        """Show only the rows of a section; show all again if it was chosen already."""
        again = self.sections.currentData() == key
        self.sections.setCurrentIndex(0 if again else max(self.sections.findData(key), 0))

    def clear(self) -> None:
        """Remove all filters."""
        for box in (self.states, self.kinds, self.sections):
            box.setCurrentIndex(0)
        self.search.clear()

    def show_count(self, shown: int, total: int, open_count: int) -> None:
        """Show the number of rows shown, of all rows, and of open ones among them."""
        rows = f"{total}项" if shown == total else f"{shown}项，共{total}项"
        self.count.setText(f"{rows} · 未核{open_count}项" if open_count else rows)

    def show_objects(self, waiting: int) -> None:
        """Show how many pictures and other objects of last year's wait for a look."""
        self.objects.setText(f"另有图片、图表待核{waiting}处" if waiting else "")
        self.objects.setVisible(not self._is_narrow and waiting > 0)


def _tables_in(rows: Iterable[LedgerRow]) -> dict[str, dict[str, str]]:
    """The names of tables by their keys, by section."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.table_number:
            found.setdefault(row.section, {})[f"{TABLE_KEY}{row.table_number}"] = row.table
    return found


def _box(name: str) -> NamesBox:
    box = NamesBox(LONGEST)
    box.setAccessibleName(f"只看{name}")
    return box
