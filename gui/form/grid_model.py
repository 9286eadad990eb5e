"""A table of a section as a grid of fields: what stands in each cell, and the fact that is filled in there."""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.model.blocks import Cell, CellPlace, Table
from core.model.elements import Element
from core.model.fact import Fact, FactState
from core.model.grid import PlacedTable, tables_of
from core.model.index import DraftIndex
from core.workflows.drafting.editing import write_cell
from core.workflows.drafting.filling import fill_in, is_rolled
from core.workflows.importing.listing import STATE_NAMES
from gui.form.fields import fact_tooltip, field_text
from gui.session.draft_model import DraftModel

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
"""The parent of all cells."""

Place = tuple[int, int]
"""Row and column of a cell."""

CellContent = tuple[Cell, tuple[Element, ...]]
"""A cell and its paragraphs."""

SEVERAL = "这一格有几段或者几个要素，在下面的正文里改。"


def grids_in(index: DraftIndex, ids: Sequence[str]) -> list[tuple[PlacedTable, tuple[Element, ...]]]:
    """The tables of a section in which facts stand, with the elements of the section."""
    elements = tuple(index.elements[each] for each in ids)
    found = []
    for placed in tables_of(elements):
        own = [each.id for each in elements[placed.start : placed.end]]
        if next(iter(index.facts_in(own)), None) is not None:
            found.append((placed, elements))
    return found


def _cells_of(placed: PlacedTable, elements: Sequence[Element]) -> dict[Place, CellContent]:
    """The cells by row and column, with their paragraphs."""
    table, texts = placed.table, placed.cells(elements)
    rows = {row.id: number for number, row in enumerate(table.rows)}
    columns = {column.id: number for number, column in enumerate(table.columns)}
    return {
        (rows[cell.row], columns[cell.column]): (cell, texts[CellPlace(cell.row, cell.column)]) for cell in table.cells
    }


def _facts_of(cells: Mapping[Place, CellContent], index: DraftIndex) -> Iterator[tuple[Place, Fact]]:
    """The facts of cells with one paragraph and one fact."""
    for place, (_, own) in cells.items():
        facts = index.facts_in([own[0].id]) if len(own) == 1 else ()
        if len(facts) == 1:
            yield place, facts[0]


def _described(fact: Fact | None) -> str:
    """What a screen reader says about a cell besides its text."""
    if fact is None:
        return ""
    return f"{STATE_NAMES[fact.state]}，上年 {fact.prior}" if fact.prior else STATE_NAMES[fact.state]


def _text(own: Sequence[Element], fact: Fact | None, is_edited: bool) -> str:
    """What stands in a cell, or in its box."""
    if not is_edited:
        return "\n".join(each.text for each in own)
    return own[0].text if fact is None else field_text(fact)


class GridModel(QAbstractTableModel):
    """The cells of one table of a draft; editing one is an edit of the draft."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._draft: DraftModel | None = None
        self._table: Table | None = None
        self._cells: dict[Place, CellContent] = {}
        self._facts: dict[Place, Fact] = {}

    def show_table(self, model: DraftModel, placed: PlacedTable, elements: Sequence[Element]) -> bool:
        """Show a table as it stands; whether its grid is another one."""
        is_other = placed.table != self._table
        if is_other:
            self.beginResetModel()
        self._draft, self._table = model, placed.table
        self._cells = _cells_of(placed, elements)
        self._facts = dict(_facts_of(self._cells, model.index))
        if is_other:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        return is_other

    # What stands where

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that can be filled in, row by row."""
        return tuple(self._facts[place] for place in sorted(self._facts))

    @property
    def spans(self) -> list[tuple[Place, Cell]]:
        """The joined cells."""
        return [(place, cell) for place, (cell, _) in self._cells.items() if cell.rows * cell.columns > 1]

    @property
    def draft(self) -> DraftModel | None:
        """The draft that is shown."""
        return self._draft

    def fact_at(self, index: Index) -> Fact | None:
        """The fact of a cell; None where there is none or several."""
        return self._facts.get((index.row(), index.column()))

    def place_of(self, fact_id: str) -> QModelIndex:
        """The cell of a fact; invalid where it is in none."""
        found = next((place for place, fact in self._facts.items() if fact.id == fact_id), None)
        return self.index(*found) if found is not None else QModelIndex()

    def element_at(self, index: Index) -> str:
        """The paragraph of a cell; empty where it has several."""
        own = self._cells[index.row(), index.column()][1] if (index.row(), index.column()) in self._cells else ()
        return own[0].id if len(own) == 1 else ""

    def next_open(self, index: Index, step: int, empty_first: bool) -> QModelIndex:
        """The next cell (1), or the one before (-1), whose fact is open, as long as others are with ``empty_first`` one
        that is 待填; invalid where there is none."""
        here = (index.row(), index.column())
        places = [place for place in sorted(self._facts) if self._facts[place].state.is_open and place != here]
        blank = [place for place in places if self._facts[place].state is FactState.EMPTY]
        places = blank if empty_first and blank else places
        at = bisect(places, here)
        number = at if step > 0 else at - 1
        return self.index(*places[number]) if 0 <= number < len(places) else QModelIndex()

    # Qt's interface

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The rows of the table."""
        return 0 if parent.isValid() or self._table is None else len(self._table.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Its columns."""
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells with one paragraph and at most one fact can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._is_editable(index) else flags

    def _is_editable(self, index: Index) -> bool:
        draft, element_id, fact = self._draft, self.element_at(index), self.fact_at(index)
        if draft is None or draft.read_only or not element_id:
            return False
        return not is_rolled(fact) if fact is not None else not any(draft.index.facts_in([element_id]))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, tool tip and alignment of a cell."""
        found, draft = self._cells.get((index.row(), index.column())), self._draft
        if found is None or draft is None:
            return None
        fact = self.fact_at(index)
        roles = Qt.ItemDataRole
        if role == roles.ToolTipRole:
            return fact_tooltip(draft.draft, fact) if fact is not None else self._hint(index)
        if role == roles.AccessibleDescriptionRole:
            return _described(fact)
        return _text(found[1], fact, role == roles.EditRole) if role in (roles.DisplayRole, roles.EditRole) else None

    def _hint(self, index: Index) -> str:
        return "" if self._is_editable(index) else SEVERAL

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write what was typed into a cell: a value, or its text."""
        draft, fact, typed = self._draft, self.fact_at(index), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or draft is None or typed == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        if fact is not None:
            return draft.do(fill_in, fact.id, typed)
        return draft.do(write_cell, self.element_at(index), typed)
