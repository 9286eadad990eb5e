"""The table of the ledger and the editor of its cells: states as pills, values as chips, and keys for the actions on a row."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.model.fact import Fact, FactState
from gui.form.field_row import ValueEdit
from gui.form.fields import field_hint, scale_beside, unit_beside
from gui.ledger.heads import ROW_HEIGHT, FrozenNames, GroupHeads, RowCells, below_head
from gui.ledger.lines import TITLES, TYPED, LedgerColumn, LedgerLine
from gui.ledger.model import LINE, RIGHT, LedgerModel
from gui.shell import theme


class CellEdit(ValueEdit):
    """A field in a cell; undo applies to the draft's history, as in the form."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)


class ScaledEdit(CellEdit):
    """The kept scale is shown beside the typed text, not in it, and disappears when it is not kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fact: Fact | None = None
        self._scale = QLabel(self)
        self._scale.setProperty("look", "secondary")
        self._scale.setAlignment(RIGHT)
        self._scale.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(RIGHT)
        self.textChanged.connect(self._show_scale)

    @property
    def scale(self) -> str:
        """The scale beside the typed text."""
        return self._scale.text()

    def show_fact(self, fact: Fact) -> None:
        """Show last year's number as placeholder, and its scale beside it."""
        self._fact = fact
        self.setPlaceholderText(field_hint(fact))
        self._show_scale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scale at the right edge."""
        super().resizeEvent(event)
        self._place_scale()

    def _show_scale(self) -> None:
        if self._fact is not None:
            self._scale.setText(scale_beside(self._fact, self.text()))
            self.setAccessibleDescription(f"单位{unit_beside(self._fact, self.text())}")
            self._place_scale()

    def _place_scale(self) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        width = self._scale.sizeHint().width() if self.scale else 0
        self.setTextMargins(0, 0, width, 0)
        self._scale.setGeometry(QRect(room.right() + 1 - width, 0, width, self.height()))


# Column widths of the ledger: no figure is cut off, empty columns are hidden, the names get the rest.

FIGURES = (LedgerColumn.PRIOR, LedgerColumn.VALUE, LedgerColumn.CHANGE, LedgerColumn.GROWTH)
BESIDE, WIDEST = 24, 140
"""Room around a figure in its cell, and the width that a column grows no further than."""

NAME_WIDTH, ROOMY_NAME = 140, 320
"""The least width of the names, and the one that holds most of them whole."""

LEAST_SECTION = 96

LASTING = frozenset({LedgerColumn.NAME, LedgerColumn.VALUE, LedgerColumn.STATE})
"""Columns that are shown whatever stands in them."""


def widen(table: "LedgerTable", lines: Iterable[LedgerLine]) -> None:
    """Widen the columns of figures for these lines: a figure cut in half reads as another one."""
    table.ensurePolished()  # the font of a widget is unknown until it is shown
    shown, metrics = list(lines), table.fontMetrics()
    before = [table.columnWidth(column) for column in FIGURES]
    for column, width in zip(FIGURES, before, strict=True):
        figures = (line.cells[column] for line in shown if isinstance(line.keys[column], float))
        longest = max(figures, key=_breadth, default="")
        needed = metrics.horizontalAdvance(longest) + theme.length(BESIDE)
        table.setColumnWidth(column, max(width, min(needed, theme.length(WIDEST))))
    if before != [table.columnWidth(column) for column in FIGURES]:
        share_out(table)


def hide_empty(table: "LedgerTable", lines: Collection[LedgerLine], kept: Collection[int]) -> None:
    """Show a column as soon as a line has a value in it; hide the others except those in ``kept``."""
    hidden = {column for column in frozenset(LedgerColumn) - LASTING if lines and column not in kept}
    hidden -= {column for column in hidden if any(_says(line, column) for line in lines)}
    changed = [column for column in LedgerColumn if table.isColumnHidden(column) != (column in hidden)]
    for column in changed:
        table.setColumnHidden(column, column in hidden)
    if changed:
        share_out(table)


def _says(line: LedgerLine, column: LedgerColumn) -> bool:
    """Whether a cell says something: that a value stands in one place is said of nearly all."""
    return line.cells[column] not in ("", "1" if column is LedgerColumn.PLACES else "")


def share_out(table: "LedgerTable") -> None:
    """Give the name column the remaining width, and the sections half of what names seldom need, or less than usual where
    the names would not fit."""
    wordy = (LedgerColumn.NAME, LedgerColumn.SECTION)
    left = table.viewport().width() - sum(table.columnWidth(each) for each in LedgerColumn if each not in wordy)
    if not table.isColumnHidden(LedgerColumn.SECTION):
        if table.columnWidth(LedgerColumn.SECTION) == table.section_width:  # else the user has set it
            usual = theme.length(WIDTHS[LedgerColumn.SECTION])
            spare, lack = left - theme.length(ROOMY_NAME) - usual, theme.length(NAME_WIDTH) + usual - left
            narrowest = theme.length(LEAST_SECTION)
            table.section_width = max(narrowest, usual + max(spare, 0) // 2 - max(lack, 0))
            table.setColumnWidth(LedgerColumn.SECTION, table.section_width)
        left -= table.columnWidth(LedgerColumn.SECTION)
    table.setColumnWidth(LedgerColumn.NAME, max(theme.length(NAME_WIDTH), left))


def _breadth(text: str) -> int:
    """A quick estimate of a text's width: as many digits as bytes, as a Han character is twice as wide."""
    return len(text.encode("gbk", "replace"))


CHIP = 5
FEWEST = 3
WIDTHS = (140, 66, 74, 50, 64, 70, 70, 150, 50, 62, 130, 150)
CENTRE = Qt.AlignmentFlag.AlignCenter
Index = QModelIndex | QPersistentModelIndex
STEPS: Mapping[int, int] = MappingProxyType({Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1})
EnterKeys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LedgerEdits(RowCells):
    """Creates the editors."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field with last year's value as placeholder."""
        edit = ScaledEdit(parent) if index.column() == LedgerColumn.VALUE else CellEdit(parent)
        line: LedgerLine = index.data(LINE)
        edit.setAccessibleName(f"{line.cells[LedgerColumn.NAME]}，{TITLES[index.column()]}")
        return edit

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """The whole cell."""
        editor.setGeometry(below_head(option.rect).adjusted(1, 1, -1, -1))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The cell's text, unless something was typed already, since the draft may change meanwhile."""
        if isinstance(editor, ScaledEdit):
            editor.show_fact(index.data(LINE).row.fact)
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Pass the typed text to the model, which decides whether it is an edit."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class LedgerChips(LedgerEdits):
    """Paints states and open values in their colours."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        line: LedgerLine = index.data(LINE)
        column = LedgerColumn(index.column())
        option.rect = below_head(option.rect)
        if column is LedgerColumn.STATE:
            self._paint_chip(painter, option, index, line.state)
        elif column is LedgerColumn.VALUE and line.state.is_open:
            self._paint_chip(painter, option, index, line.state, is_value=True)
        else:
            super().paint(painter, option, index)

    def _paint_chip(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, state: FactState, is_value: bool = False
    ) -> None:
        """Text on the state's colour; a state as a pill, an open value as an input field."""
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        gap = theme.length(CHIP)
        chip = option.rect.adjusted(gap, gap + 1, -gap, -gap - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(f"{state.value}_line") if is_value else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover" if state is FactState.CONFIRMED else state.value))
        radius = theme.length(4) if is_value else chip.height() / 2
        painter.drawRoundedRect(chip, radius, radius)
        painter.setFont(option.font if is_value else _small(option.font))
        painter.setPen(theme.colour("placeholder") if is_value else _ink(state))
        inner = chip.adjusted(theme.length(4), 0, -theme.length(4), 0)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, RIGHT if is_value else CENTRE, elided)
        painter.restore()


class LedgerTable(QTableView):
    """``entered`` and ``refused`` request to confirm or to restore last year's value, ``left`` to go to the text.

    ``entered`` carries whether all selected rows are meant, ``stepped`` requests the next open field, to edit it if
    True.
    """

    entered = Signal(bool)
    refused = Signal()
    left = Signal()
    stepped = Signal(int, bool)
    turned = Signal()
    picked = Signal()

    def __init__(self, ledger: LedgerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger")
        self.setAccessibleName("要素台账")
        self.ledger = ledger
        self.section_width = theme.length(WIDTHS[LedgerColumn.SECTION])
        self.setModel(ledger)
        self.setItemDelegate(RowCells(self))
        for column in TYPED:
            self.setItemDelegateForColumn(column, LedgerEdits(self))
        for column in (LedgerColumn.STATE, LedgerColumn.VALUE):
            self.setItemDelegateForColumn(column, LedgerChips(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWordWrap(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.doubleClicked.connect(self._on_double_clicked)
        self._build_headers()
        ledger.rowsInserted.connect(lambda _parent, first, last: self._fit(ledger.shown[first : last + 1]))
        ledger.dataChanged.connect(lambda first, last: self._fit(ledger.shown[first.row() : last.row() + 1]))
        self._heads = GroupHeads(self, ledger)
        self.frozen = FrozenNames(self, ledger)

    def _build_headers(self) -> None:
        rows, titles = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.length(ROW_HEIGHT))
        titles.setHighlightSections(False)
        titles.setSortIndicatorClearable(True)
        titles.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        titles.setMinimumSectionSize(theme.length(40))
        self.setSortingEnabled(True)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, theme.length(width))
        self._fit(self.ledger.shown)

    def _fit(self, lines: Sequence[LedgerLine]) -> None:
        """Fit the columns to these lines; columns without any value are hidden, but not while they are in use."""
        widen(self, lines)
        hide_empty(self, self.ledger.lines.values(), {self.currentIndex().column()})

    @property
    def line(self) -> LedgerLine | None:
        """The line with the focus."""
        return self.ledger.line(self.currentIndex())

    def chosen(self) -> list[LedgerLine]:
        """The lines selected, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [line for row in rows if (line := self.ledger.line(self.ledger.index(row, 0))) is not None]

    @property
    def is_typing(self) -> bool:
        """Whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def turn_to(self, row: int, column: LedgerColumn | None = None, typing: bool = False) -> None:
        """Select a row, and edit its value."""
        current = LedgerColumn.VALUE if typing else max(self.currentIndex().column(), 0) if column is None else column
        index = self.ledger.index(row, current)
        self.setColumnHidden(current, False)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if typing:
            self.edit(index)

    def type_value(self, wanted: LedgerColumn = LedgerColumn.VALUE) -> None:
        """Edit this year's value or another part of the row; the remark if it has the focus."""
        index = self.currentIndex()
        column = index.column() if index.column() in TYPED and wanted is LedgerColumn.VALUE else wanted
        self.setColumnHidden(column, False)
        target = index.siblingAtColumn(column)
        self.setCurrentIndex(target)
        self.edit(target)

    def next_open(self, step: int) -> int:
        """The row of the next open field in the order shown, wrapping around; -1 if there is none."""
        count, here = self.ledger.rowCount(), self.currentIndex().row()
        rows = [(here + step * distance) % count for distance in range(1, count + 1)] if count else []
        return next((row for row in rows if self._is_open(row)), -1)

    def _is_open(self, row: int) -> bool:
        line = self.ledger.line(self.ledger.index(row, 0))
        return line is not None and line.state.is_open

    def commit_editor(self) -> None:
        """Commit the open editor; only Esc discards it."""
        editor = self.indexWidget(self.currentIndex())
        if editor is None or not self.is_typing:
            return
        if editor.hasFocus():
            QGuiApplication.inputMethod().commit()
        self.commitData(editor)
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if not self.ledger.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.left.emit()

    # Qt

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter and Tab go from a value to the next open one; from a remark they do not."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if self.currentIndex().column() != LedgerColumn.VALUE:
            return
        if hint == hints.SubmitModelCache:
            self.entered.emit(False)
            self.stepped.emit(1, True)
        elif hint in (hints.EditNextItem, hints.EditPreviousItem):
            self.stepped.emit(1 if hint == hints.EditNextItem else -1, True)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter applies to the row while the table has the focus, Tab goes to the next open field."""
        if isinstance(event, QKeyEvent) and not self.is_typing and self._is_answered(event):
            event.accept()
            return True
        return super().event(event)

    def _is_answered(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            return _is_leaving(event)
        step = STEPS.get(event.key(), 0) if event.type() == QEvent.Type.KeyPress else 0
        if not step or self.next_open(step) < 0:
            return False
        self.stepped.emit(step, False)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms, Delete restores last year's value, F2 and any letter edit; arrows are Qt's own."""
        if self.is_typing:
            super().keyPressEvent(event)  # a key that the editor ignored is no command for the row
        elif _is_leaving(event):
            self.left.emit()
        elif event.key() in EnterKeys:
            self._enter()
        elif event.key() == Qt.Key.Key_Delete:
            self.refused.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.type_value()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.picked.emit()
        else:
            self._type(event)

    def _enter(self) -> None:
        """An empty value is edited; anything else is confirmed, and the next one selected."""
        line = self.line
        if line is not None and line.state is FactState.EMPTY:
            self.type_value()
        else:
            self.entered.emit(True)
            self.stepped.emit(1, False)

    def _type(self, event: QKeyEvent) -> None:
        """A letter typed in a row starts editing its value."""
        index = self.currentIndex()
        if index.isValid() and index.column() not in TYPED and event.text().strip() and event.text().isprintable():
            self.setCurrentIndex(index.siblingAtColumn(LedgerColumn.VALUE))
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition in a row starts editing its value, like a letter; Qt continues it in the editor."""
        index = self.currentIndex()
        if not self.is_typing and index.column() not in TYPED and (event.preeditString() or event.commitString()):
            self.setCurrentIndex(index.siblingAtColumn(LedgerColumn.VALUE))
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Enable the input method for the current cell."""
        super().focusInEvent(event)
        _admit_composing(self)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Report the new current row."""
        super().currentChanged(current, previous)
        _admit_composing(self)
        if current.row() != previous.row():
            self.turned.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the background, then the rows on it.

        Qt treats the background of a style sheet as transparent, and would repaint all rows at every step of the wheel;
        a background filled here is scrolled with its content.
        """
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("card"))
        painter.end()
        super().paintEvent(event)
        self._heads.paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name column gets the remaining width."""
        super().resizeEvent(event)
        share_out(self)
        self.frozen.follow()

    def sizeHintForRow(self, _row: int) -> int:
        """All rows have the same height."""
        return theme.length(ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A few rows below the titles."""
        edges = (
            2 * self.frameWidth()
            + self.horizontalHeader().sizeHint().height()
            + self.horizontalScrollBar().sizeHint().height()
        )
        return QSize(theme.length(200), theme.length(ROW_HEIGHT * FEWEST) + edges)


def _admit_composing(table: LedgerTable) -> None:
    """Qt enables input methods only in editable cells, and not at all after a focus change from elsewhere."""
    value = table.currentIndex().siblingAtColumn(LedgerColumn.VALUE)
    table.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, bool(value.flags() & Qt.ItemFlag.ItemIsEditable))


def _is_leaving(event: QKeyEvent) -> bool:
    return event.key() in EnterKeys and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _ink(state: FactState) -> QColor:
    return theme.colour("secondary" if state is FactState.CONFIRMED else f"{state.value}_text")


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(theme.length(12))
    return small
