"""A notice in place: one sentence above the page, with an action if there is something to do about it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from types import MappingProxyType

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.shell import theme
from gui.widgets.basics import button, icon_button, label, restyle

ICONS = MappingProxyType(
    {
        "info": ("info", "carried_text"),
        "warning": ("triangle-alert", "empty_text"),
        "error": ("circle-alert", "finding_text"),
        "success": ("circle-check", "updated_text"),
    }
)
Choice = tuple[str, Callable[[], None]]
SEEN_AFTER = 8_000
"""Milliseconds after which a notice about finished work has been seen."""


class NoticeBar(QFrame):
    """Hidden until ``show_notice``; the cross hides it and emits ``dismissed``. Its buttons take no focus from a field
    being typed in.

    A notice about finished work disappears by itself, unless the mouse is over it or the focus in it, and replaces any
    other of that sort in the window.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._tone = theme.current(), "info"
        self._icon = QLabel()
        self.cross = icon_button("x", "关闭这条提示", self._dismiss)
        self.cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons: list[QPushButton] = []
        self.age_timer = QTimer(self, singleShot=True, interval=SEEN_AFTER)
        self.age_timer.timeout.connect(self._on_seen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.length(12), theme.length(6), theme.length(6), theme.length(6))
        self._row.setSpacing(theme.length(8))
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self._icon.setContentsMargins(0, theme.length(5), 0, 0)
        self.setAccessibleName("提示")
        self.hide()

    @property
    def text(self) -> str:
        """The last sentence shown."""
        return self._text.text()

    def show_notice(
        self, text: str, tone: str = "info", choices: Sequence[Choice] = (), leaves: bool | None = None
    ) -> None:
        """Show a sentence; ``tone`` is info, warning, error or success, ``choices`` are (words, action) pairs.

        It ``leaves`` by itself if it reports a success in one line: further lines need time to read.
        """
        has_keyboard = self.window().focusWidget() in self.buttons
        self._offer(choices)
        self._tone = tone
        self._draw_signs()
        self.update_text(text)
        restyle(self, "notice", tone)
        self._take_time(tone == "success" and "\n" not in text if leaves is None else leaves)
        self.show()
        if has_keyboard and self.buttons:
            self.buttons[0].show()  # the layout would do so later
            self.buttons[0].setFocus()

    def _offer(self, choices: Sequence[Choice]) -> None:
        for old in self.buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self.buttons = [button(words, action) for words, action in choices]
        for index, widget in enumerate(self.buttons):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._row.insertWidget(2 + index, widget)
        for before, after in pairwise((*self.buttons, self.cross)):
            self.setTabOrder(before, after)

    def _take_time(self, leaves: bool) -> None:
        if not leaves:
            self.age_timer.stop()
            return
        for other in self.window().findChildren(NoticeBar):
            if other is not self and other.age_timer.isActive():
                other.hide()
        self.age_timer.start()

    def _on_seen(self) -> None:
        focus = self.window().focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self.age_timer.start()
        else:
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the timer; a notice hidden with its page is closed."""
        super().hideEvent(event)
        if self.isHidden():
            self.age_timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        """The window's notice outlasts its pages: its icons follow a change of colours."""
        super().changeEvent(event)
        look = theme.current()
        if event.type() == QEvent.Type.StyleChange and look != self._look:
            self._look = look
            self._draw_signs()

    def _draw_signs(self) -> None:
        name, shade = ICONS[self._tone]
        self._icon.setPixmap(theme.pixmap(name, shade, 18))
        side = theme.length(18)
        self.cross.setIcon(theme.icon("x", size=18))
        self.cross.setIconSize(QSize(side, side))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def update_text(self, text: str) -> None:
        """Replace the text of the notice shown."""
        self._text.setText(text)
        self.setAccessibleDescription(text)
