"""Writes the rest of a long text, whose beginning stands in its view already, while nobody works."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from time import monotonic
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QFontMetrics, QTextCursor
from PySide6.QtWidgets import QTextEdit

QUIET = Qt.WidgetAttribute.WA_UpdatesDisabled
LOWEST = 1.4
"""The height of a line at least, as a share of that of its font."""

STRETCH, MOMENT = 3, 0.005
"""Lines of the rest that are written together, and seconds after which others may work again."""

BEGIN = 30
"""Milliseconds from writing the beginning to going on: first it is painted, and what was pressed meanwhile is answered."""

WAIT = 50
"""Milliseconds until the next try while the rest must wait."""


class RestOfText(Protocol):
    """What of a text is not written yet; false when nothing is left."""

    def __bool__(self) -> bool: ...

    def write_on(self, lines: int) -> None:
        """Write the next paragraphs, about so many lines of them, behind all others."""

    def complete(self) -> None:
        """Write all that is left."""


class RestWriter:
    """``may_write``: nobody types, so that it may go on; ``done`` is called when nothing is left."""

    def __init__(
        self,
        edit: QTextEdit,
        rest: RestOfText,
        may_write: Callable[[], bool] = lambda: True,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        self._edit, self._rest, self._may_write, self._done = edit, rest, may_write, done
        self.goes_behind: Callable[[], bool] = lambda: False
        """Whether something else is written first."""
        self._waits = False
        self._timer = QTimer(edit, singleShot=True)
        self._timer.timeout.connect(self._on_turn)
        edit.verticalScrollBar().actionTriggered.connect(self._on_scrolled)

    @property
    def first_lines(self) -> int:
        """Lines of a long text that are to be written at once: a screenful, or 0 for all of them, as a screen reader needs them."""
        edit = self._edit
        height = LOWEST * QFontMetrics(edit.document().defaultFont()).height()
        return 0 if QAccessible.isActive() else ceil(edit.viewport().height() / height)

    def start(self) -> None:
        """Go on once what stands there is painted."""
        if self._rest:
            self._waits = True
            self._timer.start(BEGIN)

    @contextmanager
    def beginning(self) -> Iterator[None]:
        """While the beginning of a long text is written there is a scroll bar: when it comes later, all is laid out again."""
        policy = self._edit.verticalScrollBarPolicy()
        self._edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        try:
            yield
        finally:
            self._edit.setVerticalScrollBarPolicy(policy)

    def has_screen_below(self, height: int) -> bool:
        """Whether a screenful of text is written below a height of the viewport, or nothing is left."""
        return not self._rest or self._below() >= height

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """What is written below the view is no reason to paint; Qt moves a cursor at the end of the text along with it."""
        at, viewport = self._edit.textCursor(), self._edit.viewport()
        anchor, position = at.anchor(), at.position()
        was_quiet = viewport.testAttribute(QUIET)
        viewport.setAttribute(QUIET, was_quiet or self._below() > 0)
        try:
            yield
        finally:
            viewport.setAttribute(QUIET, was_quiet)
        if (at.anchor(), at.position()) != (anchor, position):
            at.setPosition(anchor)
            at.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self._edit.setTextCursor(at)

    def _below(self) -> int:
        """Pixels of text below the view."""
        bar = self._edit.verticalScrollBar()
        return bar.maximum() - bar.value()

    def _on_scrolled(self) -> None:
        """The user scrolls: there is always a page more below, and the end is the end of the whole text."""
        bar = self._edit.verticalScrollBar()
        if self._rest and bar.isSliderDown() and bar.sliderPosition() >= bar.maximum():
            self._rest.complete()
            bar.setSliderPosition(bar.maximum())
        while self._rest and bar.sliderPosition() + bar.pageStep() > bar.maximum():
            self._rest.write_on(STRETCH)

    def _on_turn(self) -> None:
        if self._waits:  # where painting took longer, both would be one long step
            self._waits = False
            self._timer.start(0)
            return
        end = monotonic() + MOMENT
        while self._rest and self._is_free() and monotonic() < end:
            self._rest.write_on(STRETCH)
        if self._rest:
            self._timer.start(0 if self._is_free() else WAIT)
        else:
            self._done()

    def _is_free(self) -> bool:
        return self._may_write() and not self.goes_behind()
