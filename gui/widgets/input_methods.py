"""Keyboard and input methods: event filters on the widget with the focus.

While an input method composes, keys belong to it: fcitx5 lets Ctrl+Z and similar keys through; the composition would be lost,
and an unrelated edit undone with it. Alt with a letter is a command and types nothing. The candidate window follows the field.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTransform
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusEventFilter(QObject):
    """Filters these events as long as the window exists; filtering those of all widgets would be slow."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        app = QGuiApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
            self._on_focus_changed(None, app.focusWidget())

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            now.installEventFilter(self)


COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
COMPOSED = "composed"


class ComposedKeys(FocusEventFilter):
    """Detects a composition, and blocks commands from its widget."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt sends a shortcut override first: if it is accepted here, the key itself follows."""
        if isinstance(event, QInputMethodEvent):
            watched.setProperty(COMPOSED, bool(event.preeditString()))
        elif event.type() == QEvent.Type.FocusOut:
            watched.setProperty(COMPOSED, False)
        elif isinstance(event, QKeyEvent) and watched.property(COMPOSED):
            event.accept()
            return event.type() == QEvent.Type.ShortcutOverride or _is_command(event)
        return False


def is_composed_in() -> bool:
    """Whether the input method is composing in the widget with the focus."""
    focus = QApplication.focusWidget()
    return focus is not None and bool(focus.property(COMPOSED))


def _is_command(event: QKeyEvent) -> bool:
    is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return bool(event.modifiers() & COMMAND) or is_function or event.key() == Qt.Key.Key_Escape


OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
"""With Control it is AltGr on some systems, and that types."""


class AltKeys(FocusEventFilter):
    """Drops Alt with a letter where no button has that key: X11 delivers it to fields as text."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Buttons have handled the key before it arrives here."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers()
        has_alt = bool(modifiers & Qt.KeyboardModifier.AltModifier) and not modifiers & OTHERS
        return has_alt and event.text().isprintable() and event.text() != ""


KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
FIRST_OF_DRAFT = 3
"""Ctrl with this digit or a higher one belongs to the page of a draft, with a lower one to the window."""


class EarlyKeys(QObject):
    """Keys pressed while a draft is being opened, which must not end up in a field that nobody has seen yet.

    Filters the keys of the window ``widget`` stands in, before they reach the widget with the focus.

    Ctrl with a digit of the page of a draft is kept from ``begin``, and passed on to the page once it has been painted.
    Other keys are dropped from ``block`` until then: they were pressed before anything of the draft could be seen.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._numbers: list[int] = []
        self._press: Callable[[int], object] = _nothing
        self._is_blocking = False
        # Input that waited while the page was built is delivered before an idle timer fires.
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._on_idle)

    def begin(self) -> None:
        """A draft is being read while another page is in front."""
        if (window := self._widget.window().windowHandle()) is not None:
            window.installEventFilter(self)

    def block(self) -> None:
        """The page of the draft is about to be built."""
        self.begin()
        self._is_blocking = True

    def pass_on(self, press: Callable[[int], object]) -> None:
        """The page is there, but not yet painted; ``press`` does there what Ctrl with a digit does."""
        self._press = press
        self._idle.start()

    def end(self) -> None:
        """Filter nothing any more."""
        self._idle.stop()
        self._numbers, self._press, self._is_blocking = [], _nothing, False
        if (window := self._widget.window().windowHandle()) is not None:
            window.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A key of the window; an accepted override is followed by the key itself."""
        if event.type() not in KEYS or not isinstance(event, QKeyEvent):
            return False
        number = _number(event)
        if number < FIRST_OF_DRAFT and not self._is_blocking:
            return False
        if number >= FIRST_OF_DRAFT and event.type() == QEvent.Type.KeyPress:
            self._numbers.append(number)
        event.accept()
        return True

    def _on_idle(self) -> None:
        press, numbers = self._press, self._numbers
        self.end()
        for number in numbers:
            press(number)


def _nothing(_number: int) -> None:
    """No page has been passed on."""


def _number(event: QKeyEvent) -> int:
    """The digit that is pressed together with Ctrl; -1 for any other key."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers != Qt.KeyboardModifier.ControlModifier or not Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return -1
    return event.key() - Qt.Key.Key_0


class CandidatePlace(QObject):
    """Reports the field's position to the input method when its surroundings move: by scrolling or layout changes.

    Qt reports it only when the field gets the focus and when the field itself is moved.
    """

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._around: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, QApplication.focusWidget())

    def _on_focus_changed(self, _old: QWidget | None, field: QWidget | None) -> None:
        for widget in self._around:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._around = []
        around = field.parentWidget() if field is not None and not field.isWindow() else None
        while around is not None and not around.isWindow():
            around.installEventFilter(self)
            self._around.append(around)
            around = around.parentWidget()
        _report_place(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something around the field was moved."""
        if event.type() == QEvent.Type.Move:
            _report_place(QApplication.focusWidget())
        return super().eventFilter(watched, event)


def _report_place(field: QWidget | None) -> None:
    if field is not None:
        place = field.mapTo(field.window(), QPoint())
        QGuiApplication.inputMethod().setInputItemTransform(QTransform.fromTranslate(place.x(), place.y()))
