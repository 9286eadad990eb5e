"""What of a running text is written late, is written before a hand or an eye comes to it, the rest bit by bit."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextEdit

from gui.editor.document_sync import DocumentSync
from gui.editor.position import carry_composition

WAIT = 100
"""Milliseconds to wait for a hand that is at work."""

TURNS = 3
"""Times to look what has come into view, as text in view became shorter."""


class LateText:
    """``may_write`` tells whether the hand rests: what it has begun is not to be moved about under it."""

    def __init__(self, edit: QTextEdit, screen: DocumentSync) -> None:
        self._edit, self._screen = edit, screen
        self.may_write: Callable[[], bool] = lambda: True
        self._timer = QTimer(edit, singleShot=True)
        self._timer.timeout.connect(self._on_turn)

    def show_now(self) -> None:
        """Write what is in view and at the hand; the rest follows while nothing else happens."""
        if self._screen.is_late:
            self._timer.start(0)
        for _ in range(TURNS):
            if self._screen.is_late:
                self._write(_in_view(self._edit))
        self.be_ready()

    def be_ready(self, is_whole: bool = False) -> None:
        """The hand is about to do something at the cursor or with what is selected, perhaps with the whole of it."""
        if self._screen.is_late:
            self._write(_at_hand(self._edit, is_whole))
            carry_composition(self._edit)

    def _on_turn(self) -> None:
        if not self._screen.is_late:
            return
        if not self.may_write():
            self._timer.start(WAIT)
            return
        self._write(_in_view(self._edit))
        self._write(self._screen.late_blocks())
        if self._screen.is_late:
            self._timer.start(0 if self.may_write() else WAIT)

    def _write(self, blocks: Iterator[QTextBlock]) -> None:
        """Write these, while what is read stays where it is."""
        edit, bar = self._edit, self._edit.verticalScrollBar()
        top = edit.cursorForPosition(QPoint(0, 0))
        below = edit.cursorRect(top).top()
        self._screen.catch_up(list(blocks))
        if edit.cursorRect(top).top() != below:
            bar.setValue(bar.value() + edit.cursorRect(top).top() - below)


def _in_view(edit: QTextEdit) -> Iterator[QTextBlock]:
    block = edit.cursorForPosition(QPoint(0, 0)).block()
    last = edit.cursorForPosition(edit.viewport().rect().bottomRight()).blockNumber()
    while block.isValid() and block.blockNumber() <= last:
        yield block
        block = block.next()


def _at_hand(edit: QTextEdit, is_whole: bool) -> Iterator[QTextBlock]:
    """The paragraphs in which the selection begins and ends, and those beside them that a key may join to them."""
    cursor = edit.textCursor()
    first, last = (edit.document().findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
    if is_whole:
        while first != last:
            yield first
            first = first.next()
    for block in (first.previous(), first, first.next(), last.previous(), last, last.next()):
        if block.isValid():
            yield block
