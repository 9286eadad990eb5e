"""Tables in the running text: pasted from other programs or created in a sheet of the window; resizing of columns.

A column is resized by dragging the line between two, or by a key.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QTextBlock, QTextTable
from PySide6.QtWidgets import QTextEdit, QToolTip

from core.errors import AppError
from core.model.blocks import Table
from core.model.change import IDS
from core.model.draft import Draft
from core.model.elements import Role
from core.model.tables.fit import part_of_area
from core.workflows.drafting.editing import set_widths
from core.workflows.messages import sentence
from core.workflows.tables.pasting import (
    Filling,
    Gap,
    GivenBlock,
    GivenTable,
    GivenText,
    GivenValues,
    clipboard_blocks,
    fill_cells,
    insert_blocks,
    is_number,
    named_blocks,
)
from gui.editor.binding import SectionBinding
from gui.editor.blocks import cell_of, id_of, role_of
from gui.editor.cells import chosen_cells
from gui.editor.column_widths import shares_of
from gui.editor.grids import is_between
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.widgets.cell_clip import values_of

PASTED = "粘贴表格"
BACK = "按 Ctrl+Z 可以恢复。"
NO_TABLE_IN_CELL = "单元格里放不下表格，只贴入了文字。要放入表格，请把光标移到表格外面再粘贴。"
JOINED_NUMBER = "粘贴的数和格里原来的数连成了“{text}”，请核对。要换掉原来的数，请先按 Ctrl+Z，选中整格的数再粘贴。"
WIDE = "竖页放不下，导出时横排在单独一页（右键“表格”里可以改回竖排）。"


def table_blocks(source: QMimeData, is_own: bool = False) -> tuple[GivenBlock, ...]:
    """What a clipboard or a drop holds, if there is a table in it; text of this program is no table for its tabs.

    BadInput for a table that is too large.
    """
    html = source.html() if source.hasHtml() else ""
    return clipboard_blocks(html, "" if is_own else source.text())


def holds_table(source: QMimeData) -> bool:
    """Whether pasting makes a table."""
    try:
        return any(not isinstance(block, GivenText) for block in table_blocks(source))
    except AppError:
        return False


class TablePaste:
    """Puts tables where the cursor is; each is one edit. ``message`` is that about the last one."""

    def __init__(self, edit: QTextEdit, binding: SectionBinding) -> None:
        self._edit, self._binding = edit, binding
        self.message = ""

    def insert(self, source: QMimeData, is_own: bool) -> bool:
        """Paste or drop; False where there is no table, or one row for no cell, and the caller pastes text."""
        self.message = ""
        try:
            blocks = table_blocks(source, is_own)
        except AppError as error:
            self.message = sentence(error)
            return False
        if blocks and _is_line(blocks, source) and not cell_of(self._here()):
            return False
        return self.insert_blocks(blocks)

    def insert_blocks(self, blocks: Sequence[GivenBlock]) -> bool:
        """The same for what is read already; False in a cell for anything but one table."""
        self.message = ""
        block = self._here()
        if not cell_of(block):
            return bool(blocks) and self.put(blocks, PASTED)
        if len(blocks) > 1 and any(isinstance(each, GivenTable) for each in blocks):
            self.message = NO_TABLE_IN_CELL
        return len(blocks) == 1 and self._fill(block, blocks[0])

    def replace_value(self, source: QMimeData) -> bool:
        """Paste one number over the whole text of a cell: as in its box, without a sign that the head says; False for all else."""
        self.message = ""
        block, values = self._here(), self._values(source)
        is_whole = bool(cell_of(block)) and self._edit.textCursor().selectedText() == block.text() != ""
        is_one = values is not None and not values.is_several and is_number(values.table.texts[0])
        return is_whole and is_one and values is not None and self._fill(block, values.table)

    def _values(self, source: QMimeData) -> GivenValues | None:
        model = self._binding.model
        try:
            return values_of(source, model.draft) if model is not None else None
        except AppError:
            return None

    def joined_number(self, text: str) -> str:
        """What is told of a number pasted beside the digits of a cell; empty where none is."""
        cursor = self._edit.textCursor()
        block = cursor.block()
        start, end = cursor.selectionStart() - block.position(), cursor.selectionEnd() - block.position()
        before, behind = block.text()[: max(start, 0)], block.text()[max(end, 0) :]
        meets = (before[-1:] + text[:1], text[-1:] + behind[:1])
        is_joined = bool(text) and any(len(each) > 1 and each.isdecimal() for each in meets)
        return JOINED_NUMBER.format(text=f"{before}{text}{behind}") if is_joined and cell_of(block) else ""

    def put(self, blocks: Sequence[GivenBlock], reason: str) -> bool:
        """Paragraphs and tables at the cursor: before its paragraph where it stands at the start of one, else behind."""
        model = self._ready()
        if model is None:
            return False
        block = self._here()
        is_before = bool(block.text()) and self._edit.textCursor().atBlockStart() and not cell_of(block)
        before = model.draft
        if not model.do(insert_blocks, id_of(block), blocks, reason, Gap(is_before, model.type_area)):
            return False
        known = frozenset(map(IDS, before.elements))
        turned = [each for each in model.draft.elements if each.table and each.landscape and each.id not in known]
        self.message = f"已{reason[:2]}{named_blocks(blocks)}，{WIDE * bool(turned)}{BACK}"
        self._show(before, model.draft)
        return True

    def _fill(self, block: QTextBlock, table: GivenBlock) -> bool:
        model = self._ready()
        if model is None or not isinstance(table, GivenTable):
            return False
        before = model.draft
        filling = fill_cells(before, id_of(block), table, PASTED)
        if filling is None:
            return False
        is_new = model.do(lambda _draft: filling.change)
        self.message = filling_message(filling) if is_new or filling.refused else ""
        if is_new:
            self._show(before, model.draft, id_of(block))
        return True

    def _ready(self) -> DraftModel | None:
        """The draft with everything typed committed; None if it is read-only."""
        self._binding.flush()
        model = self._binding.model
        return None if model is None or model.read_only else model

    def _here(self) -> QTextBlock:
        """The block at the cursor, or with the first of the selected cells; beside a grid the last cell above."""
        cursor = self._edit.textCursor()
        block = chosen_cells(cursor)[0][0][0] if cursor.hasComplexSelection() else cursor.block()
        return block.previous() if is_between(id_of(block)) else block

    def _show(self, before: Draft, after: Draft, element_id: str = "") -> None:
        """The cursor in the first cell; what came in is looked through for values."""
        known = set(map(id, before.elements))
        new = [each for each in after.elements if id(each) not in known]
        first = element_id or next((each.id for each in new if each.role is Role.CELL), new[0].id if new else "")
        cursor = self._binding.sync.cursor_at(first, 0)
        self._edit.setTextCursor(cursor or self._edit.textCursor())
        self._edit.ensureCursorVisible()
        heads = (each for each in after.elements if each.role is Role.TABLE)
        self._binding.committed.emit(before, frozenset(each.id for each in (*heads, *new)))


def _is_line(blocks: Sequence[GivenBlock], source: QMimeData) -> bool:
    """Whether a clipboard holds a single line of text with tabs, which is no table where no cell is."""
    first = blocks[0]
    return not source.hasHtml() and isinstance(first, GivenTable) and first.table.size[0] == 1


def filling_message(filling: Filling, around: int = 0) -> str:
    """What was filled in, for a message; ``around`` is the number of paragraphs beside the table that were not."""
    added = [f"{count}{what}" for count, what in ((filling.rows, "行"), (filling.columns, "列")) if count]
    words = "已把数填进表格" if filling.ids else "没有填"
    words += f"，表格加了{'、'.join(added)}" if added else ""
    rest = (
        (filling.left, "有{}个值落在合并的单元格里，没有填"),
        (filling.refused, "有{}个单元格里另有文字，没有改动，请在文中改"),
        (filling.trimmed, "有{}个值后面的百分号表头里已有，没有重复写"),
        (len(filling.waiting), "有{}个值在来处还没有核，在这里仍是待核"),
        (around, "表格外还有{}段文字，没有填"),
    )
    words += "".join(f"；{told.format(count)}" for count, told in rest if count)
    return f"{words}，{BACK}" if filling.ids else f"{words}。"


REACH = 4
"""How far from a line between two columns the mouse still takes it, in pixels."""

STEP, LEAST = 0.02, 0.03
"""By how much of the table a key moves a line, and the least share of a column."""

SHARE, NARROWEST = 0.04, 0.2
"""By how much of the type area a key makes a table wider, and the least share of it."""

TWIPS_PER_MM = 56.7
TABLE_WIDTH = "调整表宽"
KEYS: Mapping[int, int] = MappingProxyType({Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1})
CTRL_ALT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
CTRL_ALT_SHIFT = CTRL_ALT | Qt.KeyboardModifier.ShiftModifier


class ColumnLine(NamedTuple):
    """The line behind a column of a grid: a paragraph of the table, the column's number, where the line is, the table's width;
    whether it is the right edge of the table."""

    element_id: str
    number: int
    x: float
    whole: float
    is_edge: bool = False


class ColumnHandles(QObject):
    """Mouse and keys on the columns of the tables of one text."""

    def __init__(self, edit: QTextEdit, binding: SectionBinding) -> None:
        super().__init__(edit)
        self._edit, self._binding = edit, binding
        self._pulled: ColumnLine | None = None
        self._x = 0.0
        edit.installEventFilter(self)
        edit.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse on a line, Escape while it is pulled, and the keys; everything else goes on to the text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._edit:
            return self._press_key(event)
        if isinstance(event, QMouseEvent) and watched is self._edit.viewport() and self._is_used:
            return self._mouse(event)
        return super().eventFilter(watched, event)

    @property
    def _is_used(self) -> bool:
        return self._binding.sync.has_blocks and not self._edit.isReadOnly()

    # The mouse

    def _mouse(self, event: QMouseEvent) -> bool:
        if self._pulled is not None:
            self._go_on(event)
            return True
        if event.type() == QEvent.Type.MouseMove and not event.buttons():
            self._show_shape(self.line_at(event.position()) is not None)
            return False
        if event.type() != QEvent.Type.MouseButtonPress or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._pulled, self._x = self.line_at(event.position()), event.position().x()
        return self._pulled is not None

    def _go_on(self, event: QMouseEvent) -> None:
        """Handle the mouse while a line is dragged; the text does not receive these events."""
        self._x = event.position().x()
        if event.type() == QEvent.Type.MouseButtonRelease:
            QToolTip.hideText()
            self._put()
        elif self._pulled is not None and self._pulled.is_edge:
            self._tell_width(self._pulled, event)
        self._edit.viewport().update()

    def _tell_width(self, pulled: ColumnLine, event: QMouseEvent) -> None:
        model, table = self._binding.model, self._table(pulled.element_id)
        if model is not None and table is not None:
            share = self._share(pulled, table, model)
            millimetres = round(share * self._area(pulled.element_id, model) / TWIPS_PER_MM)
            QToolTip.showText(event.globalPosition().toPoint(), f"表宽{millimetres}毫米", self._edit.viewport())

    def _share(self, pulled: ColumnLine, table: Table, model: DraftModel) -> float:
        """The share of the type area when the right edge is where the mouse is; the middle of the table stays."""
        pixels = pulled.whole + 2 * (self._x - pulled.x)
        now = part_of_area(table, self._is_across(pulled.element_id, model), model.type_area)
        return max(min(now * pixels / max(pulled.whole, 1), 1.0), NARROWEST)

    def _is_across(self, element_id: str, model: DraftModel) -> bool:
        return model.index.elements[element_id].landscape

    def _area(self, element_id: str, model: DraftModel) -> int:
        return model.type_area[self._is_across(element_id, model)]

    def _show_shape(self, is_line: bool) -> None:
        view = self._edit.viewport()
        if is_line:
            view.setCursor(Qt.CursorShape.SplitHCursor)
        elif view.cursor().shape() == Qt.CursorShape.SplitHCursor:
            view.setCursor(Qt.CursorShape.IBeamCursor)

    def line_at(self, point: QPointF) -> ColumnLine | None:
        """The line between two columns, or the right edge of a table, at a point of the viewport."""
        cursor = self._edit.cursorForPosition(point.toPoint())
        grid, block = cursor.currentTable(), cursor.block()
        if grid is None or not cell_of(block):
            return None
        cell = grid.cellAt(cursor)
        box, whole = self._box(grid, block), self._edit.document().documentLayout().frameBoundingRect(grid)
        if not box.top() - REACH <= point.y() <= box.bottom() + whole.height():
            return None
        for x, number in ((box.right(), cell.column() + cell.columnSpan() - 1), (box.left(), cell.column() - 1)):
            if abs(point.x() - x) <= REACH and 0 <= number < grid.columns():
                return ColumnLine(id_of(block), number, x, whole.width(), number == grid.columns() - 1)
        return None

    def _box(self, grid: QTextTable, block: QTextBlock) -> QRectF:
        """The cell of a block from line to line, in the viewport."""
        padding = grid.format().toTableFormat().cellPadding() + 1
        rect = self._edit.document().documentLayout().blockBoundingRect(block)
        bars = QPointF(self._edit.horizontalScrollBar().value(), self._edit.verticalScrollBar().value())
        return rect.translated(-bars).adjusted(-padding, -padding, padding, padding)

    def _put(self) -> None:
        pulled, self._pulled = self._pulled, None
        if pulled is None or abs(self._x - pulled.x) < 1:
            return
        table, model = self._table(pulled.element_id), self._binding.model
        if pulled.is_edge and table is not None and model is not None:
            self.set_share(pulled.element_id, self._share(pulled, table, model))
        elif not pulled.is_edge:
            self.move_line(pulled.element_id, pulled.number, (self._x - pulled.x) / max(pulled.whole, 1))

    # Keys

    def _press_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._pulled is not None:
            self._pulled = None
            self._edit.viewport().update()
            return True
        if event.key() in KEYS and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == CTRL_ALT:
            return self.widen(KEYS[event.key()])
        if event.key() in KEYS and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == CTRL_ALT_SHIFT:
            return self.widen_table(KEYS[event.key()])
        return False

    def widen_table(self, step: int) -> bool:
        """Make the table at the cursor wider (1) or narrower (-1). False outside of tables."""
        here, model = self._edit.textCursor().block(), self._binding.model
        table = self._table(id_of(here)) if cell_of(here) and self._is_used else None
        if table is None or model is None:
            return False
        now = part_of_area(table, self._is_across(id_of(here), model), model.type_area)
        self.set_share(id_of(here), now + step * SHARE)
        return True

    def set_share(self, element_id: str, share: float) -> None:
        """Make a table so wide, as a share of the type area; its columns keep their proportions."""
        self._binding.flush()
        model, table = self._binding.model, self._table(element_id)
        if model is not None and table is not None:
            whole = max(min(share, 1.0), NARROWEST) * self._area(element_id, model)
            model.do(set_widths, element_id, [round(each * whole) for each in shares_of(table)], TABLE_WIDTH)

    def widen(self, step: int) -> bool:
        """Make the column at the cursor wider (1) or narrower (-1), at the cost of the next one; the last at that of the one
        before. False outside of tables."""
        cursor = self._edit.textCursor()
        grid = cursor.currentTable()
        if grid is None or not cell_of(cursor.block()) or not self._is_used or grid.columns() < 2:
            return False
        cell = grid.cellAt(cursor)
        last = cell.column() + cell.columnSpan() - 1
        is_last = last == grid.columns() - 1
        self.move_line(id_of(cursor.block()), last - is_last, (-step if is_last else step) * STEP)
        return True

    def move_line(self, element_id: str, number: int, share: float) -> None:
        """Move the line behind a column by a share of the table; what one column gains the next one loses."""
        self._binding.flush()
        model, table = self._binding.model, self._table(element_id)
        if model is None or table is None:
            return
        shares = shares_of(table)
        share = max(min(share, shares[number + 1] - LEAST), LEAST - shares[number])
        shares[number] += share
        shares[number + 1] -= share
        widths = [column.width for column in table.columns]
        total = sum(widths) if all(widths) else self._area(element_id, model)
        model.do(set_widths, element_id, [round(each * total) for each in shares])

    def _table(self, element_id: str) -> Table | None:
        block = self._binding.sync.find(element_id)
        while block is not None and block.isValid() and (cell_of(block) or is_between(id_of(block))):
            block = block.previous()
        model = self._binding.model
        if block is None or model is None or role_of(block) != Role.TABLE.value:
            return None
        return model.index.elements[id_of(block)].table

    def paint(self) -> None:
        """Paint the dragged line at the mouse position."""
        if self._pulled is None:
            return
        painter = QPainter(self._edit.viewport())
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(self._x, 0), QPointF(self._x, self._edit.viewport().height()))
        painter.end()
