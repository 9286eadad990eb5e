"""Tables and pictures in the running text: what is typed, deleted or pasted there leaves the grid as it is."""

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.model.elements import Role
from core.model.spans import Place, Span
from core.workflows.drafting.editing import delete_between
from gui.editor.binding import SectionBinding
from gui.editor.blocks import KEEP, cell_of, code_points, id_of, role_of
from gui.editor.formats import Formats

LOCKED = frozenset((Role.TABLE.value, Role.FIGURE.value))
"""Roles of blocks that hold no text: the head of a table, and a figure."""


class TableGuard:
    """Stands before every edit of one text; ``role`` and cell of a block are what its format says."""

    def __init__(self, edit: QTextEdit, binding: SectionBinding) -> None:
        self._edit, self._binding = edit, binding

    @property
    def is_locked(self) -> bool:
        """Whether the cursor stands where no text can be."""
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

    def delete_selection(self) -> bool:
        """Delete what ``needs_care``; False where there is nothing of the kind, and the caller deletes."""
        if not self.needs_care:
            return False
        self._binding.flush()
        cursor, model = self._edit.textCursor(), self._binding.model
        if model is None or model.read_only:
            return True
        first, last = self._place(cursor.selectionStart()), self._place(cursor.selectionEnd())
        if first.element_id and last.element_id and model.do(delete_between, first, last):
            found = self._binding.sync.cursor_at(first.element_id, first.span.start)
            self._edit.setTextCursor(found or QTextCursor(self._edit.document()))
        return True

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
        """The cursor, moved by a key, does not stay in the head of a table, where nothing is seen."""
        cursor = self._edit.textCursor()
        block = cursor.block()
        if role_of(block) == Role.TABLE.value:
            other = block.previous() if is_back and block.previous().isValid() else block.next()
            place = other.position() + (other.length() - 1 if other == block.previous() else 0)
            mode = KEEP if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
            cursor.setPosition(place, mode)
            self._edit.setTextCursor(cursor)

    def _place(self, position: int) -> Place:
        block = self._edit.document().findBlock(position)
        offset = code_points(block.text())(position - block.position())
        return Place(id_of(block), Span(offset, offset))


def _is_one_text(block: QTextBlock, other: QTextBlock) -> bool:
    """Whether two paragraphs may be joined: both in one cell, or both outside of tables and figures."""
    if role_of(block) in LOCKED or role_of(other) in LOCKED:
        return False
    return cell_of(block) == cell_of(other)


def below(block: QTextBlock) -> QTextBlock:
    """The first block behind a figure, or behind a table by its head."""
    block = block.next()
    while block.isValid() and cell_of(block):
        block = block.next()
    return block
