"""Deferred blocks of the running text: written before they are shown or edited, the rest while the editor is idle."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextEdit

from gui.editor.position import Navigator

WAIT = 100
"""Milliseconds until the next try while something typed is not committed."""

TURNS = 3
"""Times to look what has come into view, as text in view became shorter."""


class DeferredBlocks:
    """Writes them; ``may_write`` says that nothing typed waits to be committed, so that text may move."""

    def __init__(self, edit: QTextEdit, navigator: Navigator, may_write: Callable[[], bool]) -> None:
        self._edit, self._navigator, self._sync = edit, navigator, navigator.sync
        self._may_write = may_write
        self._timer = QTimer(edit, singleShot=True)
        self._timer.timeout.connect(self._on_turn)

    def show_now(self) -> None:
        """Write what is in view and at the cursor; the rest follows while nothing else happens."""
        if self._sync.has_deferred:
            self._timer.start(0)
        for _ in range(TURNS):
            if self._sync.has_deferred:
                self._write(self._in_view())
        self.be_ready()

    def be_ready(self, is_whole: bool = False) -> None:
        """Write what the next key may change: around the cursor, or all that is selected."""
        if self._sync.has_deferred:
            self._write(self._at_cursor(is_whole))
            self._navigator.carry_composition()

    def _on_turn(self) -> None:
        if not self._sync.has_deferred:
            return
        if not self._may_write():
            self._timer.start(WAIT)
            return
        self._write(self._in_view())
        self._write(self._sync.deferred_blocks())
        if self._sync.has_deferred:
            self._timer.start(0 if self._may_write() else WAIT)

    def _write(self, blocks: Iterator[QTextBlock]) -> None:
        """Write these, while the line at the top of the view stays where it is."""
        edit, bar = self._edit, self._edit.verticalScrollBar()
        top = edit.cursorForPosition(QPoint(0, 0))
        below = edit.cursorRect(top).top()
        self._sync.flush_deferred(list(blocks))
        if edit.cursorRect(top).top() != below:
            bar.setValue(bar.value() + edit.cursorRect(top).top() - below)

    def _in_view(self) -> Iterator[QTextBlock]:
        block = self._edit.cursorForPosition(QPoint(0, 0)).block()
        last = self._edit.cursorForPosition(self._edit.viewport().rect().bottomRight()).blockNumber()
        while block.isValid() and block.blockNumber() <= last:
            yield block
            block = block.next()

    def _at_cursor(self, is_whole: bool) -> Iterator[QTextBlock]:
        """The paragraphs in which the selection begins and ends, and those beside them that a key may join to them."""
        cursor, find = self._edit.textCursor(), self._edit.document().findBlock
        first, last = find(cursor.selectionStart()), find(cursor.selectionEnd())
        if is_whole:
            while first != last:
                yield first
                first = first.next()
        for block in (first.previous(), first, first.next(), last.previous(), last, last.next()):
            if block.isValid():
                yield block
