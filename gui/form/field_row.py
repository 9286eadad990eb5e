"""One line of the form: label, value, unit, last year's value, state."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QWidget

from core.model.fact import Fact
from core.workflows.drafting.filling import is_rolled
from core.workflows.importing.listing import STATE_NAMES
from gui.form.fields import field_hint, field_text, is_said, name_of, shortened, unit_beside
from gui.shell import theme
from gui.shell.actions import ACTIONS
from gui.widgets.basics import pill, restyle
from gui.widgets.edit_menu import add_edits

ROW_HEIGHT, NARROW_HEIGHT = 38, 62
COLUMNS, NARROW_COLUMNS = (104, 48, 92, 60), (104, 52, 80, 60)
"""Widths of value, unit, last year's value and state, which stands at the right edge, as does last year's value."""


WIDE_PLACES = ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (0, 3, 1, 1), (0, 4, 1, 1))
NARROW_PLACES = ((0, 0, 1, 3), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 2), (0, 3, 1, 1))
"""Row, column and spans in the grid of label, value, unit, last year's value and state."""

DOT = " · "
ROLLED_HINT = "在“年份更新”里更改；按 Enter 确认沿用"
"""Of what rolls over as words: 今年, 上半年, 二十大."""
GAP = 8


def row_height(narrow: bool) -> int:
    """The height of a field's row in pixels."""
    return theme.length(NARROW_HEIGHT if narrow else ROW_HEIGHT)


def name_room(width: int) -> int:
    """The width in pixels that a row of this width leaves for the label."""
    return width - sum(map(theme.length, COLUMNS)) - 4 * theme.length(GAP)


class ElidedLabel(QLabel):
    """A label shortened with …; its tool tip has the whole text.

    One that ``is_parted`` shows as many of its parts, separated by a dot, as fit, each as a whole.
    """

    def __init__(self, look: str = "", is_parted: bool = False) -> None:
        super().__init__()
        self._is_parted = is_parted
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._full = ""
        self._kept: tuple[int, ...] = ()

    def keep(self, offsets: tuple[int, ...]) -> None:
        """When shortening, keep the characters at these offsets, which distinguish the text from similar ones."""
        if offsets != self._kept:
            self._kept = offsets
            self.update()

    def show_text(self, text: str, hint: str = "") -> None:
        """Show a text, with a tool tip of its own or the text itself."""
        if text != self._full:
            self._full = text
            self.setText(text)
        self.setToolTip(hint or text)

    def minimumSizeHint(self) -> QSize:
        """Any width."""
        return QSize(theme.length(40), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, shortened if need be."""
        room = self.contentsRect()
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(room, int(self.alignment()) | Qt.TextFlag.TextSingleLine, self.fitting(room.width()))
        painter.end()

    def fitting(self, width: int) -> str:
        """The text that fits."""
        metrics = self.fontMetrics()
        if not self._is_parted:
            return shortened(self._full, self._kept, lambda words: metrics.horizontalAdvance(words) <= width)
        parts = self._full.split(DOT)
        shorter = (DOT.join(parts[:count]) for count in range(len(parts), 0, -1))
        return next((words for words in shorter if metrics.horizontalAdvance(words) <= width), "")


class ValueEdit(QLineEdit):
    """A line edit whose Tab, Enter and undo are handled by the draft."""

    stepped = Signal(int)
    entered = Signal()
    focused = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Record whether a composition is running, during which the text must not be replaced."""
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes to the next open fact, undo to the draft's history; program-wide keys are not used by the field."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
                return True
            if event.type() == QEvent.Type.ShortcutOverride and _is_shortcut(event):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms; everything else is typing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Report that the field has the focus."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Report that the field was left; opening its own menu does not count."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The draft's history and the clipboard."""
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu(self) -> QMenu:
        """A new menu for this field."""
        menu = QMenu(self)
        add_edits(menu, self, self.hasSelectedText())
        return menu


def _is_shortcut(event: QKeyEvent) -> bool:
    """Whether a program action has these keys, which a field would use itself on some desktops: Ctrl+E."""
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        return True
    keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return keys.startswith("Ctrl+") and any(keys == action.shortcut for action in ACTIONS.values())


class FieldRow(QWidget):
    """Shows one field at a time and is reused for others."""

    typed = Signal(object)
    entered = Signal(object)
    stepped = Signal(object, int)
    focused = Signal(object)
    left = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.fact: Fact | None = None
        self.shows: tuple[Fact, int] | None = None
        self._last_year, self._doubt, self._is_rolled = "", "", False
        self.name = ElidedLabel()
        self.edit = ValueEdit()
        self._unit = ElidedLabel("secondary")
        self.prior = ElidedLabel("small")
        self._state = pill("", "carried")
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.length(GAP))
        self._grid.setVerticalSpacing(0)
        for widget in self._values:
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.prior.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._state.setFixedHeight(theme.length(22))
        self.edit.setFixedHeight(theme.length(32))
        self._is_narrow: bool | None = None
        self.set_narrow(False)
        self.edit.textChanged.connect(self._show_unit)
        self.edit.textEdited.connect(lambda _text: self.typed.emit(self))
        self.edit.entered.connect(lambda: self.entered.emit(self))
        self.edit.stepped.connect(lambda step: self.stepped.emit(self, step))
        self.edit.focused.connect(lambda: self.focused.emit(self))
        self.edit.left.connect(lambda: self.left.emit(self))

    @property
    def _values(self) -> tuple[QWidget, ...]:
        return self.edit, self._unit, self.prior, self._state

    def set_narrow(self, narrow: bool) -> None:
        """Put the label above the value where there is no room beside it."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        places = NARROW_PLACES if narrow else WIDE_PLACES
        for widget, width in zip(self._values, NARROW_COLUMNS if narrow else COLUMNS, strict=True):
            widget.setFixedWidth(theme.length(width))
        self.prior.setMaximumWidth(theme.length(COLUMNS[2] * (1 + narrow)))
        for widget, place in zip((self.name, *self._values), places, strict=True):
            self._grid.addWidget(widget, *place)
        self._grid.setAlignment(self._unit, Qt.AlignmentFlag.AlignLeft)
        self._stretch(2)
        self.setFixedHeight(row_height(narrow))

    def set_name_width(self, width: int) -> None:
        """The width of the label: all fields begin in one column right of the longest."""
        self._grid.setColumnMinimumWidth(0, 0 if self._is_narrow else width)

    def _stretch(self, wide: int) -> None:
        """Give one column the remaining width."""
        for column in range(len(WIDE_PLACES)):
            self._grid.setColumnStretch(column, int(column == wide))

    @property
    def is_touched(self) -> bool:
        """Whether the field's text differs from the fact."""
        return self.fact is not None and not self._is_rolled and not is_said(self.fact, self.edit.text().strip())

    def show_value(self) -> None:
        """Show the fact's value; a fact that is new this year cannot be cleared here."""
        if self.fact is not None and self.is_touched:
            self.edit.setText(field_text(self.fact))

    def set_writable(self, is_writable: bool) -> None:
        """An input box, unless the draft is read-only; none for values handled by the roll-over, which can only be
        confirmed."""
        self.edit.setReadOnly(not is_writable or self._is_rolled)

    def _show_rolled(self, fact: Fact) -> None:
        """A value handled by the roll-over is shown as text."""
        self._is_rolled = is_rolled(fact)
        restyle(self.edit, "box", "none" if self._is_rolled else "")
        self.edit.setToolTip(ROLLED_HINT if self._is_rolled else "")
        if self._is_rolled:
            self.edit.setText(fact.text)

    def show_doubt(self, words: str) -> None:
        """Show a remark about odd input beside the box; last year's value cannot be restored then."""
        if words != self._doubt:
            self._doubt = words
            restyle(self.prior, "look", "doubt" if words else "small")
            self._show_prior()
            self.edit.setAccessibleDescription(self._described())

    def _show_prior(self) -> None:
        self.prior.show_text(self._doubt or self._last_year)

    def _described(self) -> str:
        state = STATE_NAMES[self.fact.state] if self.fact is not None else ""
        return f"{state}，单位{self._unit.toolTip()}，{self._doubt or self._last_year}"

    def _show_unit(self) -> None:
        """Show the unit of a typed number at once."""
        if self.fact is not None:
            self._unit.show_text(unit_beside(self.fact, self.edit.text()))

    def show_fact(self, fact: Fact, places: int, with_prior: bool) -> None:
        """Show a field that has ``places`` places in the draft."""
        self.shows = fact, places
        if fact != self.fact:
            self.fact = fact
            self._show_rolled(fact)
            name = name_of(fact)
            self._last_year = f"上年 {fact.prior}" if with_prior and fact.prior else ""
            self.show_doubt("")
            self._show_prior()
            self._state.setText(STATE_NAMES[fact.state])
            restyle(self._state, "pill", fact.state.value)
            self.edit.setPlaceholderText("" if self._last_year or self._is_rolled else field_hint(fact))
            self.show_value()  # a space just typed belongs to the text that follows, and so does a 万
            self._show_unit()
            self.edit.setAccessibleName(name)
            self.edit.setAccessibleDescription(self._described())
        name = name_of(fact)
        self.name.show_text(name, f"{name}\n全稿{places}处，填一次一起改" if places > 1 else name)
