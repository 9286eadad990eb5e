"""Tables put into the running text: pasted from other programs, or made in a sheet of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextEdit

from core.errors import AppError
from core.model.change import IDS
from core.model.draft import Draft
from core.model.elements import Role
from core.workflows.messages import sentence
from core.workflows.tables.pasting import (
    Block,
    Filling,
    GivenTable,
    clipboard_blocks,
    fill_cells,
    insert_blocks,
    told_of,
)
from gui.editor.binding import SectionBinding
from gui.editor.blocks import cell_of, id_of
from gui.editor.cells import chosen_cells
from gui.editor.writing import is_between
from gui.session.draft_model import DraftModel

PASTED = "粘贴表格"
BACK = "按 Ctrl+Z 可以恢复。"
WIDE = "竖页放不下，导出时横排在单独一页（右键“表格”里可以改回竖排）。"


def table_blocks(source: QMimeData, is_own: bool = False) -> tuple[Block, ...]:
    """What a clipboard or a drop holds, if there is a table in it; text of this program is no table for its tabs.

    BadInput for a table that is too large.
    """
    html = source.html() if source.hasHtml() else ""
    return clipboard_blocks(html, "" if is_own else source.text())


def holds_table(source: QMimeData) -> bool:
    """Whether pasting makes a table."""
    try:
        return any(not isinstance(block, str) for block in table_blocks(source))
    except AppError:
        return False


class TablePaste:
    """Puts tables where the cursor is; each is one edit. ``told`` is the message about the last one."""

    def __init__(self, edit: QTextEdit, binding: SectionBinding) -> None:
        self._edit, self._binding = edit, binding
        self.told = ""

    def insert(self, source: QMimeData, is_own: bool) -> bool:
        """Paste or drop; False where there is no table, or one row for no cell, and the caller pastes text."""
        self.told = ""
        try:
            blocks = table_blocks(source, is_own)
        except AppError as error:
            self.told = sentence(error)
            return False
        block = self._here()
        if cell_of(block):
            return len(blocks) == 1 and self._fill(block, blocks[0])
        return bool(blocks) and not _is_line(blocks, source) and self.put(blocks, PASTED)

    def put(self, blocks: Sequence[Block], reason: str) -> bool:
        """Paragraphs and tables at the cursor: before its paragraph where it stands at the start of one, else behind."""
        model = self._ready()
        if model is None:
            return False
        block = self._here()
        is_before = bool(block.text()) and self._edit.textCursor().atBlockStart() and not cell_of(block)
        before = model.draft
        if not model.do(insert_blocks, id_of(block), blocks, reason, is_before):
            return False
        known = frozenset(map(IDS, before.elements))
        turned = [each for each in model.draft.elements if each.table and each.landscape and each.id not in known]
        self.told = f"已{reason[:2]}{told_of(blocks)}，{WIDE * bool(turned)}{BACK}"
        self._show(before, model.draft)
        return True

    def _fill(self, block: QTextBlock, table: Block) -> bool:
        model = self._ready()
        if model is None or not isinstance(table, GivenTable):
            return False
        before = model.draft
        filling = fill_cells(before, id_of(block), table, PASTED)
        if filling is None or not model.do(lambda _draft: filling.change):
            return filling is not None
        self.told = _told_of_filling(filling)
        self._show(before, model.draft, id_of(block))
        return True

    def _ready(self) -> DraftModel | None:
        """The draft with everything typed; None where nothing may be changed."""
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


def _is_line(blocks: Sequence[Block], source: QMimeData) -> bool:
    """Whether a clipboard holds a single line of text with tabs, which is no table where no cell is."""
    first = blocks[0]
    return not source.hasHtml() and isinstance(first, GivenTable) and first.table.size[0] == 1


def _told_of_filling(filling: Filling) -> str:
    added = [f"{count}{what}" for count, what in ((filling.rows, "行"), (filling.columns, "列")) if count]
    words = "已把数填进表格" + (f"，表格加了{'、'.join(added)}" if added else "")
    if filling.left:
        words += f"；有{filling.left}个值落在合并的单元格里，没有填"
    return f"{words}，{BACK}"
