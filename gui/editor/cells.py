"""Tables and pictures in the running text: what is typed, deleted or pasted there leaves the grid as it is."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextTableCell
from PySide6.QtWidgets import QMenu, QTextEdit

from core.model.change import Change
from core.model.elements import Role
from core.model.fact import Fact
from core.model.spans import Place, Span
from core.model.tables.given import GivenText, joined_texts
from core.workflows.drafting.editing import (
    Axis,
    align_cells,
    delete_between,
    delete_block,
    delete_line,
    divide_cell,
    empty_cells,
    even_widths,
    insert_line,
    join_cells,
    move_line,
    serials_left,
    toggle_headers,
    turn_page,
)
from core.workflows.tables.copying import CopiedPlace
from gui.editor.binding import SectionBinding
from gui.editor.blocks import KEEP, LINE_BREAK, cell_of, code_points, emphasis_of, id_of, role_of
from gui.editor.formats import Formats
from gui.editor.grids import is_between
from gui.editor.writing import ALIGNMENTS
from gui.session.draft_model import DraftModel

LOCKED = frozenset((Role.TABLE.value, Role.FIGURE.value))
"""Roles of blocks that hold no text: the head of a table, and a figure."""


INSERTS = (
    ("在上方插入行(&A)", Axis.ROWS, False),
    ("在下方插入行(&B)", Axis.ROWS, True),
    ("在左侧插入列(&L)", Axis.COLUMNS, False),
    ("在右侧插入列(&R)", Axis.COLUMNS, True),
)
DELETES = (("删除行(&D)", Axis.ROWS), ("删除列(&C)", Axis.COLUMNS))
MOVES = (
    ("上移一行(&U)", Axis.ROWS, -1),
    ("下移一行(&W)", Axis.ROWS, 1),
    ("左移一列(&F)", Axis.COLUMNS, -1),
    ("右移一列(&G)", Axis.COLUMNS, 1),
)
WIDTHS = (("加宽这一列(&I)\tCtrl+Alt+→", 1), ("缩窄这一列(&K)\tCtrl+Alt+←", -1))
TABLE_WIDTHS = (("加宽整张表(&V)\tCtrl+Alt+Shift+→", 1), ("缩窄整张表(&Y)\tCtrl+Alt+Shift+←", -1))
ALIGNS = (("左对齐(&L)", "left"), ("居中(&C)", "center"), ("右对齐(&R)", "right"))


LEFT = "序号里有{count}个是要素，没有跟着重排，请核对。"


class TableGuard(QObject):
    """Checks every edit of one text for tables and figures; role and cell of a block are read from its format.

    ``caption_wanted`` and ``unit_wanted`` name a paragraph of the table, ``numbers_wanted`` asks for captions to be counted,
    ``width_wanted`` for a wider (1) or narrower (-1) column, ``table_width_wanted`` for such a table. ``told`` carries a message
    about an edit.
    """

    caption_wanted = Signal(str)
    unit_wanted = Signal(str)
    numbers_wanted = Signal()
    width_wanted = Signal(int)
    table_width_wanted = Signal(int)
    told = Signal(str)

    def __init__(self, edit: QTextEdit, binding: SectionBinding) -> None:
        super().__init__(edit)
        self._edit, self._binding = edit, binding
        self._was_open = False
        binding.place_changed.connect(self._on_place_changed)

    def _on_place_changed(self, element_id: str) -> None:
        """Remember whether the cursor came to a paragraph with an open fact."""
        model = self._binding.model
        self._was_open = model is not None and any(fact.state.is_open for fact in model.index.facts_in((element_id,)))

    @property
    def is_locked(self) -> bool:
        """Whether the cursor is in a block that cannot hold text."""
        return self._binding.sync.has_blocks and role_of(self._edit.textCursor().block()) in LOCKED

    def would_join(self, step: int) -> bool:
        """Whether Backspace (-1) or Delete (1) would join a cell with another one or with what stands outside."""
        cursor = self._edit.textCursor()
        block = cursor.block()
        if cursor.hasSelection() or not (cursor.atBlockStart() if step < 0 else cursor.atBlockEnd()):
            return cursor.hasSelection() is False and role_of(block) in LOCKED
        other = block.previous() if step < 0 else block.next()
        return other.isValid() and not _is_one_text(block, other)

    @property
    def needs_care(self) -> bool:
        """Whether the selection reaches over the edge of a cell, a table or a figure."""
        cursor = self._edit.textCursor()
        if not cursor.hasSelection() or not self._binding.sync.has_blocks:
            return False
        find = self._edit.document().findBlock
        block, last = find(cursor.selectionStart()), find(cursor.selectionEnd())
        while block != last:
            if not _is_one_text(block, block.next()):
                return True
            block = block.next()
        return False

    def spare_next(self) -> None:
        """A paragraph selected with its end, as by a triple click or Shift+Down, is selected without: what is done with its
        words does not join it with the next one. Several whole paragraphs likewise; an end alone stays selected."""
        cursor, find = self._edit.textCursor(), self._edit.document().findBlock
        start, end = cursor.selectionStart(), cursor.selectionEnd() - 1
        if cursor.hasComplexSelection() or start >= end or end + 2 >= self._edit.document().characterCount():
            return
        first, behind = find(start), find(end + 1)
        is_whole = first.position() == start or first.next() == behind
        if is_whole and behind.position() == end + 1:
            cursor.setPosition(start)
            cursor.setPosition(end, KEEP)
            self._edit.setTextCursor(cursor)

    def delete_selection(self) -> bool:
        """Delete a selection that ``needs_care``; False for any other, which the caller deletes."""
        self.spare_next()
        if not self.needs_care:
            return False
        self._binding.flush()
        model = self._binding.model
        if model is not None and not model.read_only:
            self._delete(model, self._edit.textCursor())
        return True

    def make_room(self) -> bool:
        """The same where something takes the place of the selection, so that both are one step of the history."""
        is_done = self.delete_selection()
        if is_done:
            self._binding.selection_cleared()
        return is_done

    def _delete(self, model: DraftModel, cursor: QTextCursor) -> None:
        first, last = self._place(cursor.selectionStart()), self._place(cursor.selectionEnd(), is_end=True)
        if cursor.hasComplexSelection():
            chosen = [id_of(each) for each in chain.from_iterable(chain.from_iterable(chosen_cells(cursor)))]
            first = Place(chosen[0])
            model.do(empty_cells, frozenset(chosen))
        elif first.element_id and last.element_id:
            model.do(delete_between, first, last)
        found = self._binding.sync.cursor_at(first.element_id, first.span.start)
        self._edit.setTextCursor(found or QTextCursor(self._edit.document()))

    def leave_locked(self, formats: Formats) -> None:
        """Go from a table's head or a figure to a new paragraph below, where text may stand."""
        cursor = self._edit.textCursor()
        if role_of(cursor.block()) not in LOCKED:
            return
        block = below(cursor.block())
        if block.isValid():
            cursor.setPosition(block.position())
            if block.length() > 1 or role_of(block) in LOCKED:
                form = block.blockFormat()
                cursor.setBlockFormat(formats.body_block())
                cursor.insertBlock(form)
                cursor.setPosition(block.position())
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock(formats.body_block())
        self._edit.setTextCursor(cursor)

    def skip_head(self, is_back: bool) -> None:
        """Move a cursor that a key has put into the invisible head of a table out of it."""
        cursor = self._edit.textCursor()
        block = cursor.block()
        if role_of(block) == Role.TABLE.value:
            other = block.previous() if is_back and block.previous().isValid() else block.next()
            place = other.position() + (other.length() - 1 if other == block.previous() else 0)
            mode = KEEP if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
            cursor.setPosition(place, mode)
            self._edit.setTextCursor(cursor)

    def step_cell(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) cell, behind the last one to a new row.

        False outside of tables, in a table with open facts, before its first cell, and once in a cell whose fact was open
        when the cursor came there: who goes from one open fact to the next goes on to the one behind the table.
        """
        cursor, model = self._edit.textCursor(), self._binding.model
        was_open, self._was_open = self._was_open, False
        block = cursor.block()
        if not cell_of(block) or model is None or was_open:
            return False
        if any(fact.state.is_open for fact in model.index.facts_in(_ids_of_table(block))):
            return False
        block = self._next_cell(block, step)
        if not cell_of(block):
            return False
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, KEEP)
        self._edit.setTextCursor(cursor)
        return True

    def _next_cell(self, block: QTextBlock, step: int) -> QTextBlock:
        """What is beside a cell; behind the last one the first block of a new row, no cell where there can be none."""
        beside = _beside(block, step)
        if cell_of(beside) or step < 0:
            return beside
        self._do(insert_line, Axis.ROWS)
        return _beside(self._edit.textCursor().block(), 1)

    # The menu

    def add_actions(self, menu: QMenu) -> None:
        """Append what can be done with the table or picture at the cursor."""
        block = self._edit.textCursor().block()
        if self._edit.isReadOnly() or not role_of(block):
            return
        menu.addSeparator()
        if role_of(block) == Role.FIGURE.value:
            return
        table = menu.addMenu("表格(&B)")
        for words, axis, is_behind in INSERTS:
            table.addAction(words, partial(self._do, insert_line, axis, is_behind))
        table.addSeparator()
        for words, axis in DELETES:
            table.addAction(words, partial(self._do, delete_line, axis))
        table.addAction("删除表格(&T)", partial(self._do, delete_block))
        table.addSeparator()
        self._add_cell_actions(table)
        table.addSeparator()
        moves = table.addMenu("移动行和列(&M)")
        for words, axis, step in MOVES:
            moves.addAction(words, partial(self._do, move_line, axis, step))
        self._add_width_actions(table.addMenu("列宽和表宽(&P)"))
        table.addSeparator()
        here = id_of(block)
        table.addAction("题注(&Q)", lambda: self.caption_wanted.emit(here))
        table.addAction("单位行(&O)", lambda: self.unit_wanted.emit(here))
        table.addAction("题注重新编号(&X)", self.numbers_wanted.emit)
        table.addAction("这张表横排一页／改回竖排(&Z)", partial(self._do_in_area, turn_page))

    def _add_cell_actions(self, table: QMenu) -> None:
        join = table.addAction("合并单元格(&J)", partial(self._do_with_cells, join_cells))
        join.setEnabled(self._edit.textCursor().hasComplexSelection())
        table.addAction("拆分单元格(&S)", partial(self._do, divide_cell))
        aligns = table.addMenu("单元格对齐(&N)")
        for words, align in ALIGNS:
            aligns.addAction(words, partial(self._do_with_cells, align_cells, align))
        table.addAction("到这一行设为／取消表头(&H)", partial(self._do, toggle_headers))

    def _add_width_actions(self, widths: QMenu) -> None:
        for words, step in WIDTHS:
            widths.addAction(words, partial(self.width_wanted.emit, step))
        for words, step in TABLE_WIDTHS:
            widths.addAction(words, partial(self.table_width_wanted.emit, step))
        widths.addAction("平均分布列宽(&E)", partial(self._do_in_area, even_widths))

    def add_row(self) -> bool:
        """A new row below the cursor, and the cursor in its first cell; False outside of tables."""
        block = self._edit.textCursor().block()
        if not cell_of(block) or self._edit.isReadOnly():
            return False
        known = set(_ids_of_table(block))
        self._do(insert_line, Axis.ROWS)
        new = [each for each in _ids_of_table(self._edit.textCursor().block()) if each not in known]
        if new:
            self._edit.setTextCursor(self._binding.sync.cursor_at(new[0], 0) or self._edit.textCursor())
            self._edit.ensureCursorVisible()
        return True

    def _do(self, edit: Callable[..., Change], *arguments: object) -> None:
        """Make an edit at the cursor's paragraph, after what was typed has become part of the draft."""
        self._binding.flush()
        element_id, model = id_of(self._edit.textCursor().block()), self._binding.model
        if model is None or not element_id or is_between(element_id):
            return
        before = model.draft
        is_done = model.do(edit, element_id, *arguments)
        left = serials_left(before, model.draft, element_id) if is_done and Axis.ROWS in arguments else 0
        if left:
            self.told.emit(LEFT.format(count=left))

    def _do_in_area(self, edit: Callable[..., Change]) -> None:
        """Make an edit that asks for the type area of the layout."""
        if self._binding.model is not None:
            self._do(edit, self._binding.model.type_area)

    def _do_with_cells(self, edit: Callable[..., Change], *arguments: object) -> None:
        """Make an edit of the selected cells, or of the one at the cursor."""
        self._binding.flush()
        cursor, model = self._edit.textCursor(), self._binding.model
        cells = chain.from_iterable(chosen_cells(cursor)) if cursor.hasComplexSelection() else [[cursor.block()]]
        ids = [id_of(each) for each in chain.from_iterable(cells)]
        if model is not None and all(ids):
            model.do(edit, ids, *arguments)

    def _place(self, position: int, is_end: bool = False) -> Place:
        """A position as a place of the draft; the line between two grids belongs to the cell beside it."""
        block = self._edit.document().findBlock(position)
        if is_between(id_of(block)):
            block = block.previous() if is_end else block.next()
            position = block.position() + (block.length() - 1 if is_end else 0)
        offset = code_points(block.text())(position - block.position())
        return Place(id_of(block), Span(offset, offset))


def _is_one_text(block: QTextBlock, other: QTextBlock) -> bool:
    """Whether two paragraphs may be joined: both in one cell, or both outside of tables and figures."""
    if role_of(block) in LOCKED or role_of(other) in LOCKED:
        return False
    return cell_of(block) == cell_of(other)


def _beside(block: QTextBlock, step: int) -> QTextBlock:
    """The first block of the next cell (1), or the last of the one before (-1); else what stands outside of the table."""
    here = cell_of(block)
    while block.isValid() and (cell_of(block) == here or is_between(id_of(block))):
        block = block.next() if step > 0 else block.previous()
    return block


def _ids_of_table(block: QTextBlock) -> list[str]:
    """The elements of the table in which a block stands."""
    while cell_of(block) or is_between(id_of(block)):
        block = block.previous()
    found: list[str] = []
    block = block.next()
    while block.isValid() and (cell_of(block) or is_between(id_of(block))):
        found += [id_of(block)] if cell_of(block) and id_of(block) else []
        block = block.next()
    return found


def chosen_cells(cursor: QTextCursor) -> list[list[list[QTextBlock]]]:
    """The cells of one grid that are selected as a rectangle, row by row, each with its blocks."""
    table = cursor.currentTable()
    row, rows, column, columns = cast(tuple[int, int, int, int], cursor.selectedTableCells())
    found = []
    for number in range(row, row + rows):
        places = {(cell := table.cellAt(number, each)).column(): cell for each in range(column, column + columns)}
        found.append([_blocks_of(cell) for cell in places.values() if cell.row() == number])
    return found


def chosen_places(cursor: QTextCursor, facts: Mapping[str, Sequence[Fact]]) -> list[list[CopiedPlace]]:
    """The places of the selected rectangle, cells by where they begin; ``facts`` are those of each paragraph."""
    table = cursor.currentTable()
    row, rows, column, columns = cast(tuple[int, int, int, int], cursor.selectedTableCells())
    cells = (
        [table.cellAt(down, across) for across in range(column, column + columns)] for down in range(row, row + rows)
    )
    return [
        [CopiedPlace((cell.row(), cell.column()), _words_of(cell, facts), _align_of(cell)) for cell in line]
        for line in cells
    ]


def _align_of(cell: QTextTableCell) -> str:
    """How the text of a cell is aligned, where it is not at the left."""
    alignment = cell.firstCursorPosition().blockFormat().alignment()
    return next((name for name, flag in ALIGNMENTS.items() if name != "left" and alignment & flag), "")


def _words_of(cell: QTextTableCell, facts: Mapping[str, Sequence[Fact]]) -> GivenText:
    return joined_texts(
        [
            GivenText(
                block.text().replace(LINE_BREAK, "\n"), tuple(facts.get(id_of(block), ())), tuple(emphasis_of(block))
            )
            for block in _blocks_of(cell)
        ]
    )


def _blocks_of(cell: QTextTableCell) -> list[QTextBlock]:
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    found = [block]
    while block != last:
        block = block.next()
        found.append(block)
    return found


def below(block: QTextBlock) -> QTextBlock:
    """The first block behind a figure, or behind a table by its head."""
    block = block.next()
    while block.isValid() and (cell_of(block) or (is_between(id_of(block)) and role_of(block) == Role.TABLE.value)):
        block = block.next()
    return block
