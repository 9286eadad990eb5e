"""Fields of a draft for the form: their texts and hints, the next open one, and a table of a section as a grid of
them.
"""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, chain, pairwise, product, takewhile
from operator import attrgetter, itemgetter
from os.path import commonprefix
from types import MappingProxyType

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics

from core.model.blocks import Cell, CellPlace, Table
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact, FactKind, FactState
from core.model.grid import PlacedTable, tables_of
from core.model.index import DraftIndex
from core.model.outline import fields
from core.model.scales import intended_value, split_scale
from core.model.tables.given import GivenText, joined_texts
from core.workflows.drafting.editing import empty_value, write_cell
from core.workflows.drafting.filling import fill_in, is_misplaced, is_rolled
from core.workflows.importing.listing import STATE_NAMES
from core.workflows.tables.copying import CopiedPlace
from gui.session.draft_model import DraftModel
from gui.shell import theme

GAP = "…"
NEAR = 8
"""Names before and behind in alphabetical order that a name is distinguished from."""


def next_open(draft: Draft, element_id: str, offset: int, step: int, empty_first: bool = True) -> Fact | None:
    """The first place of the next open field after (``step`` 1) or before (-1) a place, wrapping around.

    ``empty_first``: as long as another field is 待填, none that is 待核. The field at the place itself is skipped; None
    when no other is open.
    """
    still = _wanted(_open_elsewhere(draft, element_id, offset), empty_first)
    return _beyond(_written_order(draft), still, (element_id, offset), step)


def next_box(draft: Draft, fact: Fact, step: int, empty_first: bool, order: Mapping[str, int]) -> Fact | None:
    """``next_open`` for the walk through the form, in the ``order`` of ``form_order``: words without a box (上年) come
    when no open field with one is left."""
    still = _open_elsewhere(draft, fact.element_id, fact.start)
    boxes = [each for each in still if not is_rolled(each)]
    return _beyond(order, _wanted(boxes or still, empty_first), (fact.element_id, fact.start), step)


def form_order(draft: Draft, sections: Iterable[Sequence[str]]) -> Mapping[str, int]:
    """The rank of each element in the form, which shows the tables of a section below its fields."""
    cells = {element.id for element in draft.elements if element.cell is not None}
    shown = (element_id for ids in sections for element_id in sorted(ids, key=cells.__contains__))
    return {element_id: rank for rank, element_id in enumerate(dict.fromkeys(shown))}


def _written_order(draft: Draft) -> Mapping[str, int]:
    return {element.id: index for index, element in enumerate(draft.elements)}


def next_in_state(draft: Draft, element_id: str, offset: int, state: FactState) -> Fact | None:
    """The first place of the next field in this state after a place, wrapping around; None where there is no other."""
    still = [fact for fact in _open_elsewhere(draft, element_id, offset) if fact.state is state]
    return _beyond(_written_order(draft), still, (element_id, offset), 1)


def _beyond(rank: Mapping[str, int], still: Sequence[Fact], place: tuple[str, int], step: int) -> Fact | None:
    """The fact nearest to a place among these, after or before it; ``rank`` says which element comes first."""
    if not still:
        return None
    here = (rank.get(place[0], -1), place[1])
    placed = sorted((((rank.get(each.element_id, -1), each.start), each) for each in still), key=itemgetter(0))
    if step > 0:
        return next((fact for there, fact in placed if there > here), placed[0][1])
    behind = [fact for there, fact in placed if there < here]
    return behind[-1] if behind else placed[-1][1]


def nearest_field(facts: Sequence[Fact], ids: Sequence[str], near: tuple[str, int], empty_first: bool = True) -> int:
    """The index of the field with a box nearest to a place of a section; if there is none, or at the beginning, the first
    open one. -1 where no field has a box.

    ``empty_first``: the first 待填 one, if there is any.
    """
    element_id, offset = near
    boxes = [fact for fact in facts if not is_rolled(fact)]
    if not boxes:
        return -1
    if element_id not in ids or near == (ids[0], 0):
        still = _wanted([fact for fact in boxes if fact.state.is_open], empty_first)
        return facts.index((still or boxes)[0])
    rank = {each: number for number, each in enumerate(ids)}
    line = rank[element_id]
    return facts.index(min(boxes, key=lambda fact: (abs(rank[fact.element_id] - line), _gap(fact, element_id, offset))))


def _gap(fact: Fact, element_id: str, offset: int) -> int:
    """Characters between a fact and a place of its paragraph; in an earlier paragraph the last fact is nearest."""
    return max(fact.start - offset, offset - fact.end, 0) if fact.element_id == element_id else -fact.start


def _wanted(still: list[Fact], empty_first: bool) -> list[Fact]:
    return [fact for fact in still if empty_first and fact.state is FactState.EMPTY] or still


def _open_elsewhere(draft: Draft, element_id: str, offset: int) -> list[Fact]:
    """The first places of all open fields except the one at the place."""
    mine = {f.field for f in draft.facts if f.element_id == element_id and f.start <= offset <= f.end}
    leaders = (group[0] for group in fields(draft.facts))
    return [fact for fact in leaders if fact.state.is_open and fact.field not in mine]


def shown_value(fact: Fact) -> str:
    """The text of the form's field: empty while the fact is open, except for text that is no value of its kind."""
    return "" if fact.state.is_open and fact.text == (fact.prior or fact.text) else fact.text


def field_text(fact: Fact) -> str:
    """The text of the form's field: the value without the scale that is shown with the unit."""
    return _number_in(fact, shown_value(fact))


def field_hint(fact: Fact) -> str:
    """Last year's value, the placeholder of an empty field of a carried fact."""
    return _number_in(fact, fact.prior) if fact.state is FactState.CARRIED else ""


def _number_in(fact: Fact, value: str) -> str:
    """The part of a value that can be typed alone and means the whole: 85 of 85万."""
    number = split_scale(value)[0]
    return number if intended_value(fact, number) == value else value


def scale_beside(fact: Fact, typed: str) -> str:
    """The scale shown beside the field for this input: 万 where the number counts in 万."""
    words = typed.strip()
    is_own = words in ("", field_text(fact))
    number, value = (_number_in(fact, fact.text), fact.text) if is_own else (words, intended_value(fact, words))
    return value.removeprefix(number).strip() if value.startswith(number) else ""


def unit_beside(fact: Fact, typed: str) -> str:
    """The unit shown beside the field for this input, with its scale: 万立方米."""
    return scale_beside(fact, typed) + fact.unit


def is_said(fact: Fact, typed: str) -> bool:
    """Whether the text in the field means the fact's value, in whatever form it was typed."""
    return typed == field_text(fact) or (not fact.state.is_open and intended_value(fact, typed) == fact.text)


HINTS = MappingProxyType(
    {
        FactState.EMPTY: "双击选中，输入新值",
        FactState.CARRIED: "双击选中，按 Enter 沿用，或者输入新值；右键可以确认沿用",
        FactState.UPDATED: "右键可以恢复上年值",
        FactState.CONFIRMED: "右键可以恢复上年值",
    }
)

NEW_HINT = "双击选中，输入新值；右键可以改为普通文字"
"""Of a fact that last year's report had not."""


def fact_tooltip(draft: Draft, fact: Fact) -> str:
    """The tool tip of a fact in the text, one item per line."""
    places = sum(other.field == fact.field for other in draft.facts)
    prior = f"上年 {fact.prior} · " if draft.basis and fact.prior else ""
    lines = (
        f"{name_of(fact)}（{fact.unit}）" if fact.unit else name_of(fact),
        prior + STATE_NAMES[fact.state],
        f"全稿{places}处，填一次一起改" if places > 1 else "",
        HINTS[fact.state] if fact.prior else NEW_HINT,
    )
    return "\n".join(line for line in lines if line)


def differences(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each name the offsets of characters that distinguish it from names with the most similar beginning, nearest
    first.

    Empty for a name with a unique beginning. Equal names count as one.
    """
    order = sorted(set(names))
    shared = [len(commonprefix(pair)) for pair in pairwise(order)]
    found = {}
    for number, name in enumerate(order):
        before = accumulate(reversed(shared[max(number - NEAR, 0) : number]), min)
        behind = accumulate(shared[number : number + NEAR], min)
        offsets = {min(offset, len(name) - 1) for offset in chain(before, behind) if offset}
        found[name] = tuple(sorted(offsets, reverse=True))
    return found


def shortened(name: str, kept: Iterable[int], fits: Callable[[str], bool]) -> str:
    """A name shortened with …; the characters at the offsets ``kept`` stay as far as possible."""
    if fits(name):
        return name
    shown: set[int] = set()
    wanted = tuple(kept)
    following = (start + step for step in range(len(name)) for start in (0, *wanted))
    for offset in chain(wanted, following):
        if offset < len(name) and offset not in shown:
            if not fits(_with_gaps(name, shown | {offset})):
                break
            shown.add(offset)
    return _with_gaps(name, shown)


def _with_gaps(name: str, shown: AbstractSet[int]) -> str:
    found: list[str] = []
    for offset, character in enumerate(name):
        if offset in shown:
            found.append(character)
        elif found[-1:] != [GAP]:
            found.append(GAP)
    return "".join(found)


def name_of(fact: Fact) -> str:
    """The form's label of the field; the unit has a column of its own."""
    return fact.label.removesuffix(f"（{fact.unit}）") or fact.prior or fact.text


Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
"""The parent of all cells."""

Place = tuple[int, int]
"""Row and column of a cell."""

CellContent = tuple[Cell, tuple[Element, ...]]
"""A cell and its paragraphs."""

SEVERAL = "这一格有几段或者几个要素，在下面的正文里改。"
MISPLACED = "这一格里的要素不是这样的数，没有改动；要改就在下面的正文里改。"


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


def _facts_of(cells: Mapping[Place, CellContent], index: DraftIndex) -> Iterator[tuple[Place, tuple[Fact, ...]]]:
    """The facts of each cell."""
    for place, (_, own) in cells.items():
        yield place, tuple(index.facts_in([each.id for each in own]))


def _waits(fact: Fact) -> bool:
    """Whether the walk through a table stops at a fact: an open one with a box."""
    return fact.state.is_open and not is_rolled(fact)


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


def _covered(place: Place, cell: Cell) -> Iterator[Place]:
    """The places that a joined cell covers."""
    yield from product(range(place[0], place[0] + cell.rows), range(place[1], place[1] + cell.columns))


def _reach(numbers: Iterable[int]) -> range:
    """All numbers from the least to the greatest."""
    known = list(numbers)
    return range(min(known), max(known) + 1)


class GridModel(QAbstractTableModel):
    """The cells of one table of a draft; editing one is an edit of the draft. ``refused`` tells why one was not edited."""

    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._draft: DraftModel | None = None
        self._table: Table | None = None
        self._cells: dict[Place, CellContent] = {}
        self._facts: dict[Place, Fact] = {}
        self._found: dict[Place, tuple[Fact, ...]] = {}

    def show_table(self, model: DraftModel, placed: PlacedTable, elements: Sequence[Element]) -> bool:
        """Show a table as it stands; whether its grid is another one."""
        is_other = placed.table != self._table
        if is_other:
            self.beginResetModel()
        self._draft, self._table = model, placed.table
        self._cells = _cells_of(placed, elements)
        self._found = {place: facts for place, facts in _facts_of(self._cells, model.index) if facts}
        self._facts = {
            place: facts[0]
            for place, facts in self._found.items()
            if len(facts) == 1 and len(self._cells[place][1]) == 1
        }
        if is_other:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        return is_other

    # What stands where

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the table, row by row."""
        return tuple(chain.from_iterable(self._found[place] for place in sorted(self._found)))

    @property
    def spans(self) -> list[tuple[Place, Cell]]:
        """The joined cells."""
        return [(place, cell) for place, (cell, _) in self._cells.items() if cell.rows * cell.columns > 1]

    def contents(self) -> Iterator[tuple[Place, str, bool]]:
        """The text of each cell, and whether it has one fact."""
        for place, (_, own) in self._cells.items():
            fact = self._facts.get(place)
            yield place, _text(own, fact, False), fact is not None

    @property
    def head_rows(self) -> int:
        """How many rows above the first figure hold heads."""
        if self._table is not None and self._table.rows[0].is_header:
            return sum(1 for _ in takewhile(attrgetter("is_header"), self._table.rows))
        counted = (
            place for place in sorted(self._facts) if self._facts[place].kind in (FactKind.FIGURE, FactKind.MASK)
        )
        return next(counted, (0, 0))[0]

    @property
    def draft(self) -> DraftModel | None:
        """The draft that is shown."""
        return self._draft

    def fact_at(self, index: Index) -> Fact | None:
        """The fact of a cell; None where there is none or several."""
        return self._facts.get((index.row(), index.column()))

    def facts_at(self, index: Index) -> tuple[Fact, ...]:
        """All facts of a cell."""
        return self._found.get((index.row(), index.column()), ())

    def state_at(self, index: Index) -> FactState | None:
        """How settled a cell is: as the least settled of its facts; None without any."""
        states = {fact.state for fact in self.facts_at(index)}
        return next((state for state in FactState if state in states), None)

    def place_of(self, fact_id: str) -> QModelIndex:
        """The cell of a fact; invalid where it is in none."""
        found = next((place for place, facts in self._found.items() if any(fact.id == fact_id for fact in facts)), None)
        return self.index(*found) if found is not None else QModelIndex()

    def place_of_element(self, element_id: str) -> QModelIndex:
        """The cell of a paragraph; invalid where it is in none."""
        places = (place for place, (_, own) in self._cells.items() if any(each.id == element_id for each in own))
        found = next(places, None)
        return self.index(*found) if found is not None else QModelIndex()

    def element_at(self, index: Index) -> str:
        """The paragraph of a cell; empty where it has several."""
        own = self._cells[index.row(), index.column()][1] if (index.row(), index.column()) in self._cells else ()
        return own[0].id if len(own) == 1 else ""

    def first_at(self, index: Index) -> str:
        """The first paragraph of a cell; empty outside of the table."""
        found = self._cells.get((index.row(), index.column()))
        return found[1][0].id if found is not None else ""

    def rectangle(self, indexes: Sequence[QModelIndex]) -> list[list[CopiedPlace]]:
        """The places of the rectangle around cells, cells by where they begin."""
        owners = {at: place for place, cell in self.spans for at in _covered(place, cell)}
        lines = product(_reach(map(QModelIndex.row, indexes)), [_reach(map(QModelIndex.column, indexes))])
        found = ([owners.get((row, column), (row, column)) for column in columns] for row, columns in lines)
        return [[self._copied(place) for place in line] for line in found]

    def _copied(self, place: Place) -> CopiedPlace:
        cell, own = self._cells[place]
        facts = {each.id: self._facts_in(each.id) for each in own}
        words = joined_texts([GivenText(each.content, facts[each.id], each.emphasis) for each in own])
        return CopiedPlace(place, words, cell.align)

    def _facts_in(self, element_id: str) -> tuple[Fact, ...]:
        return tuple(self.draft.index.facts_in((element_id,))) if self.draft is not None else ()

    def next_open(self, index: Index, step: int) -> QModelIndex:
        """The next cell (1), or the one before (-1), with a box and an open fact; invalid where there is none."""
        here = (index.row(), index.column())
        places = [place for place in sorted(self._facts) if place != here and _waits(self._facts[place])]
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
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else flags

    def is_editable(self, index: Index) -> bool:
        """Whether the cell has a box: one paragraph and at most one fact, whose value is no matter of 年份更新."""
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
        return "" if self.is_editable(index) else SEVERAL

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write what was typed into a cell: a value, or its text."""
        draft, fact, typed = self._draft, self.fact_at(index), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or draft is None or typed == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        if not typed:
            return self.empty(index)
        if fact is not None and is_misplaced(draft.draft, fact, typed):
            self.refused.emit(MISPLACED)
            return False
        if fact is not None:
            return draft.do(fill_in, fact.id, typed)
        return draft.do(write_cell, self.element_at(index), typed)

    def empty(self, index: Index) -> bool:
        """Take the value, or the words, out of a cell; whether something changed."""
        draft, fact = self._draft, self.fact_at(index)
        if draft is None:
            return False
        if fact is not None:
            return draft.do(empty_value, fact.id)
        return draft.do(write_cell, self.element_at(index), "")


PADDING = 6
LEAST, MOST = 56, 220
"""Widths of a column, in pixels at the usual size."""

LINE = 1
"""Pixels of the line between two cells."""


class CellSizes:
    """The sizes of cells in one font; each text is measured once, since a large table has thousands."""

    def __init__(self, metrics: QFontMetrics) -> None:
        self.metrics = metrics
        self._widths: dict[str, int] = {}
        self._least, self._most = theme.length(LEAST), theme.length(MOST)

    def of(self, words: str, has_fact: bool) -> QSize:
        """Room for the text, and for last year's value."""
        text = self._widths.get(words)
        if text is None:
            text = self._widths[words] = self.metrics.horizontalAdvance(words)
        width = max(min(text + 3 * PADDING, self._most), self._least)
        lines = 1 + text // max(width - 2 * PADDING, 1)
        return QSize(width, self.metrics.height() * (lines + has_fact) + PADDING)

    def extend(self, widths: list[int], heights: list[int], grid: GridModel) -> None:
        """Extend the widths of columns and the heights of rows to what the cells of a table need."""
        for (row, column), words, has_fact in grid.contents():
            size = self.of(words, has_fact)
            widths[column] = max(widths[column], size.width() + LINE)
            heights[row] = max(heights[row], size.height() + LINE)
