"""标题对仗: the headings of a level in a column, split at their commas, editable in place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.model.outline import Section
from core.workflows.drafting.editing import rename
from core.workflows.drafting.restructuring import HeadingRow, heading_rows
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.widgets.basics import label

NAME = "标题对仗"
HINT = "同一级的标题逐字对齐，按逗号分栏。双击或按 F2 就地改；和多数不一样的用另一种颜色，改不改由您定。"
WIDTH, HEIGHT, ROW = 820, 460, 36
ODD = "与多数不同"
TOP = "一级标题"


class ParallelSheet(QDialog):
    """Every change is one step of the draft's history; Ctrl+Z undoes it here, too."""

    def __init__(self, model: DraftModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._model = model
        self._rows: tuple[HeadingRow, ...] = ()
        self._filling = False
        self.setObjectName("sheet")
        self.setWindowTitle(NAME)
        self.level = QComboBox()
        self.level.setAccessibleName("哪些标题")
        self.level.currentIndexChanged.connect(lambda _index: self._show())
        self.table = self._made_table()
        self._summary_label = label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(theme.length(8))
        column.addWidget(label(HINT, "hint", wrap=True))
        column.addWidget(self.level)
        column.addWidget(self.table, 1)
        column.addWidget(self._summary_label)
        for keys, slot in (("Ctrl+Z", model.undo), ("Ctrl+Y", model.redo)):
            QShortcut(QKeySequence(keys), self, slot)
        model.changed.connect(lambda _change: self._show() if self.isVisible() else None)

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, 0)
        table.setAccessibleName(NAME)
        table.setObjectName("ledger")
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.verticalHeader().setDefaultSectionSize(theme.length(ROW))
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.itemChanged.connect(self._on_edited)
        return table

    def begin(self, key: str) -> None:
        """Show the headings of the section's level; the first level if it has no siblings."""
        self._model.flush()
        self._filling = True
        self.level.clear()
        for words, first in levels(tuple(self._model.sections.values())):
            self.level.addItem(words, first)
            if key in {row.heading_id for row in self._rows_of(first)}:
                self.level.setCurrentIndex(self.level.count() - 1)
        self._filling = False
        self._show()
        room = self._page.window().size() * 0.9
        self.resize(QSize(theme.length(WIDTH), theme.length(HEIGHT)).boundedTo(room))
        self.open()
        self.table.setFocus()

    def _rows_of(self, key: str) -> tuple[HeadingRow, ...]:
        return heading_rows(self._model.draft.elements, key)

    def _show(self) -> None:
        if self._filling:
            return
        self._filling = True
        here = self.table.currentRow(), self.table.currentColumn()
        self._rows = self._rows_of(self.level.currentData() or "")
        width = max((len(row.clauses) for row in self._rows), default=0)
        self.table.setColumnCount(width + 2)
        self.table.setRowCount(len(self._rows))
        self.table.setHorizontalHeaderLabels(["序号", *(f"第{n}句" for n in range(1, width + 1)), "字数"])
        for number, row in enumerate(self._rows):
            self._show_row(number, row, width)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.table.setCurrentCell(max(min(here[0], len(self._rows) - 1), 0), here[1] if here[1] > 0 else 1)
        odd = sum(row.is_odd for row in self._rows)
        self._summary_label.setText(self._summary(odd))
        self._filling = False

    def _summary(self, odd: int) -> str:
        if len(self._rows) < 3:
            return "标题不到三个，看不出对仗。"
        return f"{len(self._rows)}个标题，{odd}个与多数不同。" if odd else f"{len(self._rows)}个标题，没有特别的。"

    def _show_row(self, number: int, row: HeadingRow, width: int) -> None:
        counts = "＋".join(map(str, row.lengths)) + "字" + (f"　{ODD}" if row.is_odd else "")
        clauses = (*row.clauses, *[""] * (width - len(row.clauses)))
        for place, words in enumerate((row.ordinal, *clauses, counts)):
            item = QTableWidgetItem(words)
            is_clause = 0 < place <= width
            if not is_clause or self._model.read_only:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if row.is_odd:
                item.setForeground(theme.colour("empty_text"))
            if is_clause:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.ordinal}第{place}句 {words}")
            self.table.setItem(number, place, item)

    def _on_edited(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        row, place = self._rows[item.row()], item.column() - 1
        clauses = [*row.clauses, *[""] * (place + 1 - len(row.clauses))]
        clauses[place] = item.text().strip()
        words = "".join(clauses).strip()
        if not words or not self._model.do(rename, row.heading_id, words):
            self._show()


def levels(sections: tuple[Section, ...]) -> tuple[tuple[str, str], ...]:
    """The groups of sibling headings, each as text and with its first heading; at least two in each."""
    found: dict[str, list[Section]] = {}
    above: list[Section] = []
    for section in sections:
        if not section.depth:
            continue
        above = [one for one in above if one.depth < section.depth]
        found.setdefault(above[-1].key if above else "", []).append(section)
        above.append(section)
    names = {section.key: f"“{section.ordinal}{section.heading}”下面的标题" for section in sections}
    return tuple((names.get(key, TOP), row[0].key) for key, row in found.items() if len(row) > 1)
