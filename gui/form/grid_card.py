"""The tables of a section in 表单: each a grid of fields with its caption above and a remark on the value below.

In the grid arrows, Tab and Enter work as in a spreadsheet; last year's value stands in grey below this year's.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.model.elements import Element
from core.model.fact import Fact, FactState
from core.model.grid import PlacedTable
from core.workflows.drafting.editing import beside, reset
from core.workflows.drafting.filling import is_rolled, keep, remark_on_value
from core.workflows.messages import sentence
from core.workflows.tables.pasting import GivenValues, fill_cells
from gui.editor.tables import PASTED, filling_message
from gui.form.field_row import ROLLED_HINT, OneValueEdit, ValueEdit
from gui.form.fields import PADDING, CellSizes, GridModel, Index, field_hint, grids_in, name_of
from gui.form.state_pill import CONFIRM, OpenCounts
from gui.session.draft_model import DraftModel
from gui.settings.preferences import is_empty_first
from gui.shell import theme
from gui.widgets.basics import label
from gui.widgets.cell_clip import cells_mime, clipboard_values
from gui.widgets.typing_timer import TypingPause

NO_VALUES = "剪贴板里没有能填进表格的内容。"

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TABS: Mapping[int, int] = MappingProxyType({Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1})
HINT = QAbstractItemDelegate.EndEditHint


def prior_below(fact: Fact | None) -> str:
    """Last year's value where another one stands, or none."""
    is_other = fact is not None and fact.prior and (fact.prior != fact.text or fact.state is not FactState.CARRIED)
    return f"上年 {fact.prior}" if is_other and fact is not None else ""


def _ink(state: FactState | None) -> QColor:
    """The colour of a cell's text."""
    return theme.colour(f"{state.value}_text" if state is not None and state.is_open else "text")


class GridDelegate(QStyledItemDelegate):
    """Paints a cell in the colour of its fact's state, and edits it in a box whose Tab, Enter and undo are the draft's.

    ``typed`` carries the fact and what stands in the box.
    """

    typed = Signal(object, str)
    cells_pasted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.edit: ValueEdit | None = None
        """The open box."""
        self.pause = TypingPause(
            lambda: self.edit is not None and self.edit.is_composing,
            self,
            lambda: self.edit is not None and not self.edit.text().strip(),
        )
        self.pause.rested.connect(self.flush)
        self.pause.overdue.connect(self.flush)

    def flush(self) -> None:
        """Commit what was typed into the open box, which stays open."""
        self.pause.stop()
        if self.edit is not None and self.edit.isModified():
            self.edit.setModified(False)
            self.commitData.emit(self.edit)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the box when it opens; a box at work keeps its text and cursor when the draft changes."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, ValueEdit) and not editor.isModified() and editor.text().strip() != text:
            editor.setText(text)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget the box."""
        if editor is self.edit:
            self.edit = None
            self.pause.stop()
        super().destroyEditor(editor, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The text, and last year's value below it."""
        model, box = index.model(), option.rect
        fact, state = (model.fact_at(index), model.state_at(index)) if isinstance(model, GridModel) else (None, None)
        painter.save()
        if state not in (None, FactState.CONFIRMED):
            painter.fillRect(box, theme.colour(state.value))
        inner = box.adjusted(PADDING, 0, -PADDING, 0)
        below, flags = prior_below(fact), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.setPen(_ink(state))
        words = str(index.data() or "")
        if below:
            half = inner.height() // 2
            self._below(painter, QRect(inner.left(), inner.top() + half, inner.width(), half), below)
            inner.setHeight(half + PADDING // 2)
        painter.setFont(option.font)
        painter.drawText(inner, int(flags), words)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _below(self, painter: QPainter, box: QRect, words: str) -> None:
        painter.save()
        font = painter.font()
        font.setPixelSize(max(font.pixelSize() * 4 // 5, 9))
        painter.setFont(font)
        painter.setPen(theme.colour("secondary"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the text, and for last year's value."""
        model = index.model()
        fact = model.fact_at(index) if isinstance(model, GridModel) else None
        return CellSizes(option.fontMetrics).of(str(index.data() or ""), fact is not None)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The box."""
        edit, model = OneValueEdit(), index.model()
        edit.setParent(parent)
        self.edit = edit
        edit.several_pasted.connect(lambda: self._leave(edit, HINT.NoHint))
        edit.several_pasted.connect(self.cells_pasted)
        edit.textEdited.connect(lambda _text: self.pause.touch())
        fact = model.fact_at(index) if isinstance(model, GridModel) else None
        if fact is not None:
            edit.setPlaceholderText(field_hint(fact))
            edit.textEdited.connect(lambda text: self.typed.emit(fact, text))
        edit.entered.connect(lambda: self._leave(edit, HINT.SubmitModelCache))
        edit.stepped.connect(lambda step: self._leave(edit, HINT.EditNextItem if step > 0 else HINT.EditPreviousItem))
        return edit

    def _leave(self, edit: ValueEdit, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.commitData.emit(edit)
        self.closeEditor.emit(edit, hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab and Enter are the box's own; Escape and leaving are as usual."""
        is_own = isinstance(event, QKeyEvent) and event.key() in (*ENTER, *TABS)
        return False if is_own else super().eventFilter(watched, event)


class FrozenHeads(QTableView):
    """The head rows of a grid over its top edge: they stay in view while the rows below scroll. Takes no input."""

    def __init__(self, grid: "GridView") -> None:
        super().__init__(grid)
        self._grid = grid
        self.setModel(grid.grid)
        self.setItemDelegate(GridDelegate(self))
        self.setObjectName("grid")
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        grid.horizontalScrollBar().valueChanged.connect(self.horizontalScrollBar().setValue)
        grid.verticalScrollBar().valueChanged.connect(self._show)

    def fit(self) -> None:
        """Take rows, columns and joined cells of the grid; heads of more than half its height scroll like any row."""
        grid, count = self._grid, self._grid.grid.head_rows
        self.clearSpans()
        for (row, column), cell in grid.grid.spans:
            if row < count:
                self.setSpan(row, column, cell.rows, cell.columns)
        for column in range(grid.grid.columnCount()):
            self.setColumnWidth(column, grid.columnWidth(column))
        for row in range(count):
            self.setRowHeight(row, grid.rowHeight(row))
        self.place()

    def place(self) -> None:
        """Stand at the top of the grid, as wide as its rows."""
        area = self._grid.viewport().geometry()
        self.setGeometry(area.left(), area.top(), area.width(), self.whole_height)
        self._show()

    @property
    def whole_height(self) -> int:
        """The height of the head rows; 0 where they do not stay."""
        height = sum(map(self._grid.rowHeight, range(self._grid.grid.head_rows)))
        return height if 2 * height <= self._grid.viewport().height() else 0

    def _show(self) -> None:
        self.setVisible(self.whole_height > 0 and self._grid.verticalScrollBar().value() > 0)
        self.raise_()


class GridView(QTableView):
    """``stepped`` says that Tab (1) or Shift+Tab (-1) found no other open cell here; ``moved`` carries the fact at hand.

    ``filled`` carries the draft before values were pasted, and the paragraphs that have them; ``reached`` the viewport and the
    area in it of the cell that became current, if the view has the focus."""

    stepped = Signal(str, int)
    moved = Signal(object)
    reached = Signal(object, QRect)
    message_shown = Signal(str)
    filled = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.grid = GridModel(self)
        self.grid.refused.connect(self.message_shown)
        self.cells = GridDelegate(self)
        self.cells.cells_pasted.connect(self.paste)
        self.setModel(self.grid)
        self.setItemDelegate(self.cells)
        self._sizes = CellSizes(self.fontMetrics())
        self.heads = FrozenHeads(self)
        self.heads.hide()
        self.setObjectName("grid")
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Show a cell, below the heads that stay."""
        super().scrollTo(index, hint)
        hidden = self.heads.whole_height - self.visualRect(index).top()
        if hidden > 0 and index.row() >= self.grid.head_rows:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - hidden)

    def fit(self) -> None:
        """Spans, widths and heights of the table that is shown."""
        self.clearSpans()
        for (row, column), cell in self.grid.spans:
            self.setSpan(row, column, cell.rows, cell.columns)
        self._fit_contents()
        free = self.viewport().width() - self.horizontalHeader().length()
        if free > 0 and self.grid.columnCount():
            for column in range(self.grid.columnCount()):
                self.setColumnWidth(column, self.columnWidth(column) + free // self.grid.columnCount())

    def _fit_contents(self) -> None:
        """Widths and heights that the cells need."""
        if self._sizes.metrics != self.fontMetrics():
            self._sizes = CellSizes(self.fontMetrics())
        across, down = self.horizontalHeader(), self.verticalHeader()
        widths = [across.sectionSizeHint(column) for column in range(self.grid.columnCount())]
        heights = [down.sectionSizeHint(0)] * self.grid.rowCount()
        self._sizes.extend(widths, heights, self.grid)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)

    @property
    def whole_height(self) -> int:
        """The height in which all rows are seen."""
        bar = self.horizontalScrollBar().sizeHint().height() if self.horizontalHeader().length() > self.width() else 0
        return self.verticalHeader().length() + 2 * self.frameWidth() + bar

    def show_fact(self, fact_id: str) -> bool:
        """Go to the cell of a fact; False where it is in none."""
        index = self.grid.place_of(fact_id)
        if index.isValid():
            self.setFocus(Qt.FocusReason.TabFocusReason)
            self.setCurrentIndex(index)
        return index.isValid()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit ``moved`` with the current fact, and ``reached``."""
        super().currentChanged(current, previous)
        self.moved.emit(self.grid.fact_at(current))
        if self.hasFocus() and current.isValid():
            self.reached.emit(self.viewport(), self.visualRect(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab: the next open cell; Enter: confirm and go down; Delete: empty the cell."""
        if event.key() in TABS:
            self.step(TABS[event.key()])
        elif event.key() in ENTER:
            self.confirm()
        elif event.key() == Qt.Key.Key_Delete:
            self.empty()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the cell under the mouse."""
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu(self) -> QMenu:
        """A new menu for the cell at hand: confirm, empty, bring last year's value back, and the clipboard."""
        menu, draft, fact = QMenu(self), self.grid.draft, self.grid.fact_at(self.currentIndex())
        is_writable = draft is not None and not draft.read_only
        is_open = is_writable and self.grid.state_at(self.currentIndex()) is FactState.CARRIED
        menu.addAction(f"{CONFIRM}(&K)", self._keep).setEnabled(is_open)
        menu.addAction("清空(&D)\tDel", self.empty).setEnabled(self.grid.is_editable(self.currentIndex()))
        can_reset = is_writable and fact is not None and fact.prior != ""
        menu.addAction("恢复上年值(&R)", self.reset).setEnabled(can_reset)
        menu.addSeparator()
        menu.addAction("复制(&C)", self.copy)
        menu.addAction("粘贴(&P)", self.paste).setEnabled(is_writable)
        return menu

    def copy(self) -> None:
        """The selected cells on the clipboard, as spreadsheets and word processors take them."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        draft = self.grid.draft.draft if self.grid.draft is not None else None
        QGuiApplication.clipboard().setMimeData(cells_mime(self.grid.rectangle(chosen), draft))

    def paste(self) -> None:
        """Write the values of the clipboard into the cells from the current one on, as one edit of the draft."""
        draft, own = self.grid.draft, self.grid.first_at(self.currentIndex())
        if draft is None or draft.read_only or not own:
            return
        try:
            values = clipboard_values(draft.draft)
        except AppError as error:
            self.message_shown.emit(sentence(error))
            return
        if values is None:
            self.message_shown.emit(NO_VALUES)
        elif values.is_typed and self.grid.is_editable(self.currentIndex()):
            self.grid.setData(self.currentIndex(), values.table.texts[0])
        else:
            self._fill(draft, own, values)

    def _fill(self, draft: DraftModel, element_id: str, values: GivenValues) -> None:
        draft.flush()
        before = draft.draft
        filling = fill_cells(before, element_id, values.table, PASTED)
        if filling is None:
            return
        is_new = draft.do(lambda _draft: filling.change)
        if is_new or filling.refused:
            self.message_shown.emit(filling_message(filling, values.around))
        if is_new:
            self.filled.emit(before, filling.ids)

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """Tab is a key of the grid."""
        return False

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter the cell below, after Tab the next open one."""
        super().closeEditor(editor, HINT.NoHint)
        if hint == HINT.SubmitModelCache:
            self._down()
        elif hint in (HINT.EditNextItem, HINT.EditPreviousItem):
            self.step(1 if hint == HINT.EditNextItem else -1)

    def step(self, step: int) -> None:
        """To the next open fact of the draft (1) or the one before (-1); from a cell without a fact, to one of the table, unless
        empty ones of the draft come first, or there is none: then to the one behind or before the table."""
        found = self.grid.next_open(self.currentIndex(), step)
        fact = self.grid.fact_at(self.currentIndex()) or self._put_off(self.grid.fact_at(found))
        if fact is None and found.isValid():
            self.setCurrentIndex(found)
        else:
            facts = (fact,) if fact is not None else self.grid.facts
            self.stepped.emit(facts[-1 if step > 0 else 0].id if facts else "", step)

    def _put_off(self, found: Fact | None) -> Fact | None:
        """What is found in the table, if empty facts come before it."""
        draft = self.grid.draft
        if found is None or draft is None or not is_empty_first() or found.state is FactState.EMPTY:
            return None
        return found if any(each.state is FactState.EMPTY for each in draft.draft.facts) else None

    def confirm(self) -> None:
        """Confirm the open facts at hand, and go down."""
        self._keep()
        self._down()

    def _keep(self) -> None:
        draft = self.grid.draft
        for fact in self.grid.facts_at(self.currentIndex()):
            if draft is not None and fact.state.is_open and not draft.read_only:
                draft.do(keep, fact.id)

    def _down(self) -> None:
        index = self.currentIndex()
        below = self.grid.index(index.row() + max(self.rowSpan(index.row(), index.column()), 1), index.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def empty(self) -> None:
        """Empty the cell at hand, which waits to be filled."""
        index = self.currentIndex()
        if self.grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.grid.empty(index)

    def reset(self) -> None:
        """Last year's value in the cell at hand."""
        fact, draft = self.grid.fact_at(self.currentIndex()), self.grid.draft
        if fact is not None and draft is not None and not draft.read_only:
            draft.do(reset, fact.id)


HIGHEST = 320
"""Most height of a grid, in pixels at the usual size; a higher one scrolls."""

NAME = "表格"


class GridCard(QFrame):
    """One table. ``fact_focused`` carries the fact at hand; ``stepped`` that Tab goes on beyond this table from a fact."""

    fact_focused = Signal(object)
    stepped = Signal(str, int)
    message_shown = Signal(str)
    filled = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._name, self.remark = label("", "secondary"), label("", "hint", wrap=True)
        self._counts = OpenCounts()
        self.view = GridView()
        title = QHBoxLayout()
        title.setSpacing(theme.length(8))
        for widget in (self._name, self._counts):
            title.addWidget(widget)
        title.addStretch(1)
        side = theme.length(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, theme.length(10), side, theme.length(10))
        column.setSpacing(theme.length(6))
        column.addLayout(title)
        column.addWidget(self.view)
        column.addWidget(self.remark)
        self.view.moved.connect(self._on_moved)
        self.view.stepped.connect(self.stepped)
        self.view.message_shown.connect(self.message_shown)
        self.view.filled.connect(self.filled)
        self._counts.wanted.connect(self._on_state_wanted)
        self.view.cells.typed.connect(self._show_remark)

    def show_table(self, model: DraftModel, found: tuple[PlacedTable, Sequence[Element]]) -> None:
        """Show a table with its caption."""
        placed, elements = found
        is_other = self.view.grid.show_table(model, placed, elements)
        said = beside(model.draft, placed.element_id)
        name = said.caption.text.strip() if said is not None and said.caption is not None else NAME
        self._name.setText(name)
        self.view.setAccessibleName(name)
        self._counts.show_facts(self.view.grid.facts)
        if is_other:
            self._fit()
        self._on_moved(self.view.grid.fact_at(self.view.currentIndex()), is_shown=False)

    def _on_state_wanted(self, state: FactState) -> None:
        """To the next cell in that state after the current one, from the last one to the first."""
        found = [self.view.grid.place_of(fact.id) for fact in self.view.grid.facts if fact.state is state]
        here = self.view.currentIndex()
        if found:
            behind = (each for each in found if (each.row(), each.column()) > (here.row(), here.column()))
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            self.view.setCurrentIndex(next(behind, found[0]))

    def _fit(self) -> None:
        self.view.fit()
        self.view.setFixedHeight(min(self.view.whole_height, theme.length(HIGHEST)))
        self.view.heads.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns take the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _on_moved(self, fact: Fact | None, is_shown: bool = True) -> None:
        model = self.view.grid.draft
        if fact is None or model is None:
            self.remark.setText("")
            return
        doubt = ROLLED_HINT if is_rolled(fact) else remark_on_value(model.draft, fact, fact.text)
        self.remark.setText(_described(fact) + (f"：{doubt}" if doubt else ""))
        if is_shown and self.view.hasFocus():
            self.fact_focused.emit(fact)

    def _show_remark(self, fact: Fact, typed: str) -> None:
        """What is odd about the value in the box, at once."""
        model = self.view.grid.draft
        doubt = remark_on_value(model.draft, fact, typed) if model is not None else ""
        self.remark.setText(f"{name_of(fact)}：{doubt}" if doubt else name_of(fact))


def _described(fact: Fact) -> str:
    """A fact in words: its name, unit and last year's value."""
    unit = f"，单位{fact.unit}" if fact.unit else ""
    return name_of(fact) + unit + (f"，上年 {fact.prior}" if fact.prior else "")


class GridCards(QWidget):
    """All tables of a section in which facts stand."""

    fact_focused = Signal(object)
    stepped = Signal(str, int)
    message_shown = Signal(str)
    filled = Signal(object, object)
    reached = Signal(object, QRect)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.length(12))
        self.cards: list[GridCard] = []
        self.ids: frozenset[str] = frozenset()
        """The paragraphs that stand in the tables shown."""

    def show_section(self, model: DraftModel, ids: tuple[str, ...]) -> None:
        """Show the tables among these elements."""
        found = grids_in(model.index, ids)
        while len(self.cards) < len(found):
            self._add()
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(found))
            if number < len(found):
                card.show_table(model, found[number])
        self.ids = frozenset(each.id for placed, own in found for each in own[placed.start : placed.end])
        self.setVisible(bool(found))

    def flush(self) -> None:
        """Commit what was typed into an open cell."""
        for card in self.cards:
            card.view.cells.flush()

    def _add(self) -> None:
        card = GridCard()
        card.fact_focused.connect(self.fact_focused)
        card.stepped.connect(self.stepped)
        card.message_shown.connect(self.message_shown)
        card.filled.connect(self.filled)
        card.view.reached.connect(self.reached)
        self.cards.append(card)
        self._column.addWidget(card)

    def show_fact(self, fact_id: str) -> bool:
        """Go to the cell of a fact; False where it is in no table shown."""
        return any(card.isVisibleTo(self) and card.view.show_fact(fact_id) for card in self.cards)

    def show_element(self, element_id: str) -> None:
        """Make the cell of a paragraph the current one, without the focus."""
        for card in self.cards:
            index = card.view.grid.place_of_element(element_id)
            if index.isValid():
                card.view.setCurrentIndex(index)

    @property
    def first_open(self) -> QWidget | None:
        """The grid that gets the focus where a section has nothing but tables: the first."""
        return next((card.view for card in self.cards if card.isVisibleTo(self)), None)
