"""The fields of a section: the lines with label, value, unit, last year's value and state, and the card that scrolls them.

Only the visible lines are widgets.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.model.fact import Fact, FactState
from core.workflows.drafting.filling import is_rolled
from core.workflows.importing.listing import STATE_NAMES
from gui.form.fields import differences, field_hint, field_text, is_said, name_of, shortened, unit_beside
from gui.form.state_pill import OpenCounts, StatePill
from gui.shell import theme
from gui.shell.actions import ACTIONS
from gui.widgets.basics import label, restyle
from gui.widgets.cell_clip import clipboard_values
from gui.widgets.choice_field import LongLine
from gui.widgets.edit_menu import add_edits

ROW_HEIGHT, NARROW_HEIGHT = 38, 62
COLUMNS, NARROW_COLUMNS = (104, 60, 92, 72), (96, 60, 80, 72)
"""Widths of value, unit, last year's value and state, which stands at the right edge, as does last year's value."""


WIDE_PLACES = ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (0, 3, 1, 1), (0, 4, 1, 1))
NARROW_PLACES = ((0, 0, 1, 3), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 2), (0, 3, 1, 1))
"""Row, column and spans in the grid of label, value, unit, last year's value and state."""

SMALL, LEADING = 12, 3
"""Size of a label in two lines, and what is between them."""

DOT = " · "
ROLLED_HINT = "在“年份更新”里更改，或者在下面的正文里改；单击“待核”确认沿用"
"""Of what rolls over as words: 今年, 上半年, 二十大."""
SEVERAL_VALUES = "复制的不止一个值"
GAP = 8
BESIDE_TEXT = 26
"""Room at both sides of a value in its box."""


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


class FieldName(ElidedLabel):
    """The label of a field: in two lines of smaller letters where it does not fit into one, shortened where it does not even
    then."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The label in one line or two."""
        room, metrics = self.contentsRect(), self.fontMetrics()
        small = self._small()
        height = theme.length(SMALL + LEADING)
        if metrics.horizontalAdvance(self._full) <= room.width() or room.height() < 2 * height:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(small)
        painter.setPen(self.palette().windowText().color())
        lines = self.lines(room.width())
        top = room.top() + (room.height() - len(lines) * height) // 2
        for number, words in enumerate(lines):
            line = QRect(room.left(), top + number * height, room.width(), height)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, words)
        painter.end()

    def lines(self, width: int) -> tuple[str, ...]:
        """The lines in small letters: as much as fits into the first, and the rest, if there is any."""
        metrics = QFontMetrics(self._small())

        def _fits(words: str) -> bool:
            return metrics.horizontalAdvance(words) <= width

        count = next((n for n in range(len(self._full), 0, -1) if _fits(self._full[:n])), 1)
        if count == len(self._full):
            return (self._full,)
        kept = [each - count for each in self._kept if each >= count]
        return self._full[:count], shortened(self._full[count:], kept, _fits)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.length(SMALL))
        return font


class ValueEdit(LongLine):
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


class OneValueEdit(ValueEdit):
    """The box of one value; several cells on the clipboard are not pasted as text but reported by ``several_pasted``."""

    several_pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V and its kin."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """One value."""
        try:
            values = clipboard_values()
            is_several = values is not None and values.is_several
        except AppError:  # too large a table
            is_several = True
        if is_several:
            self.several_pasted.emit()
        else:
            super().paste()


def _needed(widget: QLabel | ValueEdit) -> int:
    return widget.fontMetrics().horizontalAdvance(widget.text())


class FieldRow(QWidget):
    """Shows one field at a time and is reused for others."""

    typed = Signal(object)
    entered = Signal(object)
    stepped = Signal(object, int)
    focused = Signal(object)
    left = Signal(object)
    kept = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.fact: Fact | None = None
        self.shows: tuple[Fact, int] | None = None
        self._last_year, self._doubt, self._is_rolled = "", "", False
        self.name = FieldName()
        self.edit = OneValueEdit()
        self._unit = ElidedLabel("secondary")
        self.prior = ElidedLabel("small")
        self._state = StatePill()
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
        self._name_width = 0
        self.set_narrow(False)
        self.edit.textChanged.connect(self._show_unit)
        self.edit.textEdited.connect(lambda _text: self.typed.emit(self))
        self.edit.entered.connect(lambda: self.entered.emit(self))
        self.edit.stepped.connect(lambda step: self.stepped.emit(self, step))
        self.edit.focused.connect(lambda: self.focused.emit(self))
        self.edit.left.connect(lambda: self.left.emit(self))
        self.edit.several_pasted.connect(lambda: self.show_doubt(SEVERAL_VALUES))
        self._state.clicked.connect(lambda _checked: self.kept.emit(self))

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
        self._grid.setColumnStretch(2, 1)
        self.setFixedHeight(row_height(narrow))

    def set_name_width(self, width: int) -> None:
        """The width of the label: all fields begin in one column right of the longest."""
        self._name_width = width
        self._grid.setColumnMinimumWidth(0, 0 if self._is_narrow else width)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the boxes to the width."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """The room between the columns, and beside a short unit, goes to a value that does not fit, then to last year's."""
        if self._is_narrow:
            return
        least = tuple(map(theme.length, COLUMNS))
        unit = min(_needed(self._unit), least[1])
        free = max(name_room(self.width()) - self._name_width, 0) + least[1] - unit
        for widget, width, sides in ((self.edit, least[0], theme.length(BESIDE_TEXT)), (self.prior, least[2], 1)):
            more = max(min(_needed(widget) + sides - width, free), 0)
            widget.setFixedWidth(width + more)
            free -= more
        self._unit.setFixedWidth(min(unit + free, least[1]))

    @property
    def is_touched(self) -> bool:
        """Whether the field's text differs from the fact."""
        return self.fact is not None and not self._is_rolled and not is_said(self.fact, self.edit.text().strip())

    def show_value(self) -> None:
        """Show the fact's value; a fact that is new this year cannot be cleared here."""
        if self.fact is not None and self.is_touched:
            self.edit.setText(field_text(self.fact))

    def settle(self) -> None:
        """Show the value as stored in the draft if it was typed in another form: 12 for 12人 where the unit is 名."""
        if self.fact is not None and not self._is_rolled and not self.is_touched:
            self.edit.setText(field_text(self.fact))

    def set_writable(self, is_writable: bool) -> None:
        """An input box, unless the draft is read-only; none for values handled by the roll-over, which can only be
        confirmed."""
        self.edit.setReadOnly(not is_writable or self._is_rolled)
        if self.fact is not None:
            self._state.show_state(self.fact, is_writable)

    def _show_rolled(self, fact: Fact) -> None:
        """A value handled by the roll-over is shown as text."""
        self._is_rolled = is_rolled(fact)
        policy = Qt.FocusPolicy.NoFocus if self._is_rolled else Qt.FocusPolicy.StrongFocus
        self.edit.setFocusPolicy(policy)  # what is typed here would be lost
        restyle(self.edit, "box", "none" if self._is_rolled else "")
        self.edit.setToolTip(ROLLED_HINT if self._is_rolled else "")
        if self._is_rolled:
            self.edit.setText(fact.text)
            self.edit.setCursorPosition(0)

    def show_doubt(self, words: str) -> None:
        """Show a remark about odd input beside the box; last year's value cannot be restored then."""
        if words != self._doubt:
            self._doubt = words
            restyle(self.prior, "look", "doubt" if words else "small")
            self._show_prior()
            self.edit.setAccessibleDescription(self._described())

    def _show_prior(self) -> None:
        self.prior.show_text("，".join(filter(None, (self._doubt, self._last_year))))
        self._share_room()

    def _described(self) -> str:
        state = STATE_NAMES[self.fact.state] if self.fact is not None else ""
        return f"{state}，单位{self._unit.toolTip()}，{self._doubt or self._last_year}"

    def _show_unit(self) -> None:
        """Show the unit of a typed number at once."""
        if self.fact is not None:
            self._unit.show_text(unit_beside(self.fact, self.edit.text()))
            self._share_room()

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
            self.edit.setPlaceholderText("" if self._last_year or self._is_rolled else field_hint(fact))
            self.show_value()  # a space just typed belongs to the text that follows, and so does a 万
            self._show_unit()
            self.edit.setAccessibleName(name)
            self.edit.setAccessibleDescription(self._described())
        name = name_of(fact)
        self.name.show_text(name, f"{name}\n全稿{places}处，填一次一起改" if places > 1 else name)


NO_FACTS = "这一章节没有要素，直接在下面改文字。"

BEYOND = 2
"""Rows that are made above and below those in view."""

MARGIN = 6
"""Room between the rows and the scroll bar."""


class FieldRows(QScrollArea):
    """All rows have the same height, so that positions are known before rows are created.

    A row scrolled out of view is reused for another field, unless it has the focus. ``make`` creates a row,
    ``show_row`` makes a row show the field of that number.
    """

    def __init__(self) -> None:
        super().__init__()
        self.make: Callable[[], FieldRow] = FieldRow
        self.show_row: Callable[[FieldRow, int], None] = lambda _row, _number: None
        self._column = QWidget()
        self._column.setObjectName("fields")
        self._count, self._is_narrow = 0, False
        self._names: Sequence[str] = ()
        self._differences: Mapping[str, tuple[int, ...]] = {}
        self._name_width = 0
        self._shown: dict[int, FieldRow] = {}
        self._free: list[FieldRow] = []
        self.setWidget(self._column)
        self.setObjectName("fields")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("要素")

    @property
    def rows(self) -> tuple[FieldRow, ...]:
        """The existing rows, from first to last."""
        return tuple(self._shown[number] for number in sorted(self._shown))

    def row(self, number: int) -> FieldRow:
        """The row of a field, created if it is not visible; it stays as long as it has the focus."""
        if number not in self._shown:
            self._take(number)
        return self._shown[number]

    def number_of(self, row: FieldRow) -> int:
        """The number of the field that a row shows; -1 for none."""
        return next((number for number, other in self._shown.items() if other is row), -1)

    def show_fields(self, names: Sequence[str]) -> None:
        """Set the names of the fields; visible rows are updated."""
        if names != self._names:
            self._count, self._names, self._differences = len(names), names, differences(names)
        self._fit()
        for number, row in tuple(self._shown.items()):
            self._show(row, number)

    def set_narrow(self, is_narrow: bool) -> None:
        """Rows with the label above the value."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for row in (*self._shown.values(), *self._free):
                row.set_narrow(is_narrow)
            self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Create and reuse rows for the visible range."""
        super().scrollContentsBy(dx, dy)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the rows to the width, and their number to the height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make room for all rows; they are placed again when their height or width changed."""
        self._column.resize(self.viewport().width(), max(self._count * row_height(self._is_narrow), 1))
        self._name_width = self._needed()
        for number, row in self._shown.items():
            self._put(row, number)
        self._fill()

    def _fill(self) -> None:
        wanted = self._in_view()
        focused = self._column.focusWidget()
        for number, row in tuple(self._shown.items()):
            if number >= self._count or (number not in wanted and row.edit is not focused):
                self._free.append(self._shown.pop(number))
        for number in wanted:
            if number not in self._shown:
                self._take(number)
        for row in tuple(self._free):  # a row with the focus passes it on
            row.hide()

    def _needed(self) -> int:
        """Width in pixels of the longest name, limited by the room there is."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        return min(longest + 1, name_room(self._column.width() - theme.length(MARGIN)))

    def _in_view(self) -> range:
        height, top = row_height(self._is_narrow), -self._column.y()
        last = (top + self.viewport().height()) // height
        return range(max(top // height - BEYOND, 0), min(last + 1 + BEYOND, self._count))

    def _take(self, number: int) -> None:
        row = self._free.pop() if self._free else self._made()
        self._shown[number] = row
        self._put(row, number)
        self._show(row, number)
        row.show()

    def _show(self, row: FieldRow, number: int) -> None:
        self.show_row(row, number)
        row.name.keep(self._differences[self._names[number]])

    def _made(self) -> FieldRow:
        row = self.make()
        row.setParent(self._column)
        row.set_narrow(self._is_narrow)
        return row

    def _put(self, row: FieldRow, number: int) -> None:
        height = row_height(self._is_narrow)
        row.set_name_width(self._name_width)
        row.setGeometry(0, number * height, self._column.width() - theme.length(MARGIN), height)


class FactsCard(QFrame):
    """``area`` contains the rows, and scrolls. ``fact_wanted`` asks for a field in the state that was clicked above."""

    fact_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._leaders: Sequence[Fact] = ()
        self.setProperty("look", "card")
        self.counts = OpenCounts()
        self.counts.wanted.connect(self._on_state_wanted)
        self._none = label(NO_FACTS, "hint", wrap=True)
        title = QHBoxLayout()
        title.setSpacing(theme.length(8))
        title.addWidget(label("要素", "secondary"))
        title.addWidget(self.counts)
        title.addStretch(1)
        side = theme.length(16)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(side, theme.length(10), theme.length(8), theme.length(10))
        inner.setSpacing(theme.length(6))
        inner.addLayout(title)
        inner.addWidget(self._none)
        self.area = FieldRows()
        inner.addWidget(self.area)

    def show_counts(self, leaders: Sequence[Fact]) -> None:
        """Show how many fields are open, or that there are none."""
        self._leaders = leaders
        self.counts.show_facts(leaders)
        self._none.setVisible(not leaders)
        self.area.setVisible(bool(leaders))

    def _on_state_wanted(self, state: FactState) -> None:
        """The next field in that state after the one at work; behind the last the first."""
        found = [number for number, fact in enumerate(self._leaders) if fact.state is state]
        here = next((number for number in found if self.area.row(number).edit.hasFocus()), -1)
        if found:
            self.fact_wanted.emit(self._leaders[next((each for each in found if each > here), found[0])].id)
