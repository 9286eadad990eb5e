"""The view of a list of places: title, the words around the place, reason; keys for the actions."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from gui.shell import theme
from gui.widgets.lists.result_model import NODE, Context, Node, ResultTreeModel, RowLook, RowText

GROUP_HEIGHT, LINE_HEIGHT, PADDING = 34, 20, 8
TITLE_SIZE, SMALL_SIZE, GAP = 14, 12, 8
MOST = 500
"""Lines up to which a group is expanded at first: measuring thousands is slow, and nobody reads them all."""

LEAST, FOUR = 3 * 34, 34 + 4 * 76
"""Height of three lines, which stay in view however large the type is; of a group with four places."""

LOW = 400
"""Height below which a list between its head and foot would show fewer lines than that."""

Index = QModelIndex | QPersistentModelIndex
PLAIN = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowLooks:
    """Fonts, lengths and colours of one theme, cached: a list paints some hundred pieces at every step."""

    def __init__(self, base: theme.Theme) -> None:
        self.base = base
        self.title = _font(TITLE_SIZE, QFont.Weight.DemiBold)
        self.small = _font(SMALL_SIZE)
        self.place = _font(SMALL_SIZE)
        self.place.setUnderline(True)
        self.metrics = {id(font): QFontMetrics(font) for font in (self.title, self.small, self.place)}
        self.shades = {name: QColor(value) for name, value in base.colours.items()}
        self.line, self.padding = theme.length(LINE_HEIGHT), theme.length(PADDING)
        self._group = theme.length(GROUP_HEIGHT)

    def height(self, shown: RowText) -> int:
        """The height of the lines that have text."""
        if shown.look is RowLook.GROUP:
            return self._group
        lines = bool(shown.title) + bool(shown.around) + bool(shown.note)
        return lines * self.line + self.padding * (1 + bool(shown.title))

    def write(self, painter: QPainter, line: QRect, words: str, font: QFont, shade: str) -> int:
        """Write as much as fits on one line; returns where the next text may begin."""
        words = words.replace("\n", " ")  # of a title in two lines
        metrics, room = self.metrics[id(font)], line.width()
        if not words or room <= 0:
            return line.left()
        width = metrics.horizontalAdvance(words)
        if width > room:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self.shades[shade])
        painter.drawText(line, PLAIN, words)
        return line.left() + min(width, room)


STAYS = "只换格子里的字，“{before}”和“{after}”留着不动"


class PlaceEdit(QLineEdit):
    """A line edit between the words that stay before and after what it replaces."""

    def __init__(self, parent: QWidget, before: str, after: str) -> None:
        super().__init__(parent)
        self._beside = before, after
        self._font = _font(TITLE_SIZE)
        metrics, gap = QFontMetrics(self._font), theme.length(GAP)
        widths = [metrics.horizontalAdvance(words) + gap if words else 0 for words in self._beside]
        self.setTextMargins(widths[0], 0, widths[1], 0)
        if any(self._beside):
            self.setToolTip(STAYS.format(before=before, after=after).replace("“”和", "").replace("和“”", ""))
            self.setAccessibleDescription(self.toolTip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, and in it the words that stay."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.colour("secondary")))
        room = self.rect().adjusted(theme.length(GAP), 0, -theme.length(GAP), 0)
        for words, side in zip(self._beside, (PLAIN, RIGHT), strict=True):
            painter.drawText(room, side, words)
        painter.end()


class ListedDelegate(QStyledItemDelegate):
    """A title with its mark, the place among its words, and a note, one line each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks: RowLooks | None = None

    @property
    def looks(self) -> RowLooks:
        """Those of the current theme."""
        if self._looks is None or self._looks.base is not theme.current():
            self._looks = RowLooks(theme.current())
        return self._looks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """One row."""
        node: Node = index.data(NODE)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        self._paint_lines(painter, _room(option), node.shown)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        """Any width."""
        return QSize(60, self.looks.height(index.internalPointer().shown))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:  # type: ignore[override]
        """A line edit for the replacement."""
        node: Node = index.data(NODE)
        edit = PlaceEdit(parent, *node.shown.beside)
        edit.setPlaceholderText("留空表示删去")
        edit.setAccessibleName(f"“{index.data()}”改为")
        return edit

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """Over the title, up to the right edge."""
        self.initStyleOption(option, index)
        room = _room(option)
        editor.setGeometry(room.left() - theme.length(4), room.top(), room.width() + theme.length(4), theme.length(30))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Commit only changed text."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip(), Qt.ItemDataRole.EditRole)

    def _paint_lines(self, painter: QPainter, room: QRect, shown: RowText) -> None:
        looks = self.looks
        if shown.look is RowLook.GROUP:
            looks.write(painter, room, shown.title, looks.title, "secondary" if shown.tone == "text" else shown.tone)
            return
        pad = looks.padding if shown.title else looks.padding // 2
        line = QRect(room.left(), room.top() + pad, room.width(), looks.line)
        if shown.title:
            self._paint_title(painter, QRect(line), shown)
            line.translate(0, looks.line)
        if shown.around:
            self._paint_around(painter, line, shown.around, shown.is_faded)
            line.translate(0, looks.line)
        looks.write(painter, line, shown.note, looks.small, shade_of("secondary", shown.is_faded))

    def _paint_title(self, painter: QPainter, line: QRect, shown: RowText) -> None:
        looks = self.looks
        if shown.mark:
            painter.setFont(looks.small)
            painter.setPen(looks.shades[shown.mark_tone])
            painter.drawText(line, RIGHT, shown.mark)
            line.setRight(line.right() - looks.metrics[id(looks.small)].horizontalAdvance(shown.mark) - looks.padding)
        looks.write(painter, line, shown.title, looks.title, shade_of(shown.tone, shown.is_faded))

    def _paint_around(self, painter: QPainter, line: QRect, around: Context, is_faded: bool) -> None:
        """The words before, the place underlined, and as much after it as fits."""
        looks, shade, line = self.looks, shade_of("secondary", is_faded), QRect(line)
        line.setLeft(looks.write(painter, line, around.before, looks.small, shade))
        line.setLeft(looks.write(painter, line, around.text, looks.place, shade_of("accent_strong", is_faded)))
        looks.write(painter, line, around.after, looks.small, shade)


class ResultTreeView(QTreeView):
    """``place_wanted`` is emitted when the user selects a line; the other signals request actions on the current one."""

    place_wanted = Signal()
    entered = Signal()
    refused = Signal()
    refused_everywhere = Signal()

    def __init__(self, name: str, model: ResultTreeModel) -> None:
        super().__init__()
        self._is_showing = False
        self._open: set[str] = set()
        self.setModel(model)
        self.setItemDelegate(ListedDelegate(self))
        self.setAccessibleName(name)
        self.setObjectName("listed")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(theme.length(14))
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit(0)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self.place_wanted)
        self.doubleClicked.connect(self.entered)
        self.expanded.connect(lambda index: self._open.add(index.internalPointer().key))
        self.collapsed.connect(lambda index: self._open.discard(index.internalPointer().key))

    def fit(self, room: int) -> None:
        """Where the visible height is small the list may take all of it, and the widgets around it are scrolled."""
        is_low = 0 < room < theme.length(LOW)
        self.setMinimumHeight(max(theme.length(LEAST), min(theme.length(FOUR), room) if is_low else 0))

    @property
    def listed(self) -> ResultTreeModel:
        """The model shown."""
        model = self.model()
        assert isinstance(model, ResultTreeModel)
        return model

    @property
    def current(self) -> Node | None:
        """The current line."""
        return self.listed.node(self.currentIndex())

    @property
    def is_editing(self) -> bool:
        """Whether an editor is open."""
        return self.state() is QAbstractItemView.State.EditingState

    def show_nodes(self, nodes: list[Node], opened: bool, current: str = "") -> None:
        """Show these lines and select the line of a key without emitting signals.

        Expanded and collapsed groups stay so; ``opened`` is for new groups that are not too long. A current line that is in view
        stays so.
        """
        listed, bar = self.listed, self.verticalScrollBar()
        was_seen = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
        known, was_open = {group.key for group in listed.groups()}, self._open.copy()
        here, height = current or (self.current.key if self.current else ""), bar.value()
        self._is_showing = True
        if listed.show_nodes(nodes):
            self._open.clear()
            self._expand(was_open, lambda group: group.key not in known and _is_clear(group, opened))
        self.setCurrentIndex(listed.index_of(here))
        bar.setValue(height)
        self._is_showing = False
        if current or was_seen:
            self.scrollTo(self.currentIndex())

    def _expand(self, keys: set[str], is_open: Callable[[Node], bool]) -> None:
        """Expand the groups of these keys, and those that are initially expanded."""
        for group in self.listed.groups():
            if group.key in keys or is_open(group):
                self.expand(self.listed.index_of(group.key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current line stays in view if it was."""
        was_seen = 0 <= self.visualRect(self.currentIndex()).top() < event.oldSize().height()
        super().resizeEvent(event)
        if was_seen:
            self.scrollTo(self.currentIndex())

    @property
    def top(self) -> str:
        """The key of the line at the upper edge; empty for none."""
        node = self.listed.node(self.indexAt(QPoint(self.viewport().width() // 2, 1)))
        return node.key if node is not None else ""

    def show_at_top(self, key: str) -> None:
        """Scroll the line of a key to the upper edge, if it exists."""
        index = self.listed.index_of(key)
        if index.isValid():
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def turn_to(self, key: str) -> None:
        """Select the line of a key without emitting signals."""
        self._is_showing = True
        self.setCurrentIndex(self.listed.index_of(key))
        self._is_showing = False
        self.scrollTo(self.currentIndex())

    @property
    def row_number(self) -> int:
        """The number of the current row; 0 for none."""
        return next((number for number, row in enumerate(self.listed.rows()) if row is self.current), 0)

    def stand_near(self, before: Node | None, number: int) -> None:
        """If no line is current, select an open row, so that Enter works: one with a place of the previous line,
        else the one of that number, else the last."""
        rows = [row for row in self.listed.rows() if not row.shown.is_faded]
        if self.current is None and rows:
            places = set(before.places) if before is not None else set()
            same = (row for row in rows if not places.isdisjoint(row.places))
            self.turn_to(next(same, rows[min(number, len(rows) - 1)]).key)

    def step(self, step: int) -> None:
        """Select the next row (1) or the previous one (-1), wrapping around."""
        keys = [row.key for row in self.listed.rows()]
        here = self.current
        while here is not None and here.key not in keys:
            here = here.parent
        at = keys.index(here.key) if here is not None else -1
        if keys:
            self.setCurrentIndex(self.listed.index_of(keys[(at + step) % len(keys)]))

    def following(self, keys: set[str]) -> str:
        """The key of the line to select when the rows of these keys are removed: an open one after open ones."""
        rows = self.listed.rows()
        last = max((number for number, row in enumerate(rows) if row.key in keys), default=-1)
        rest = [row for row in (*rows[last + 1 :], *reversed(rows[: last + 1])) if row.key not in keys]
        alike = [row for row in rest if row.shown.is_faded == rows[last].shown.is_faded]
        return next((row.key for row in (*alike, *rest)), "")

    def commit_editor(self) -> None:
        """Commit the open editor; only Esc discards it."""
        editor = self.indexWidget(self.currentIndex())
        if editor is None or not self.is_editing:
            return
        if editor.hasFocus():
            QGuiApplication.inputMethod().commit()
        self.commitData(editor)
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._is_showing and current.isValid():
            self.place_wanted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Selecting a line may change the layout: Qt would then act on another line under the mouse, or on none."""
        pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        was_open = self.isExpanded(QModelIndex(pressed))  # type: ignore[call-overload]
        super().mousePressEvent(event)
        index = QModelIndex(pressed)  # type: ignore[call-overload]
        if index.isValid() and self.isExpanded(index) is was_open and not self.is_editing:
            self.setCurrentIndex(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """For the same reason a small movement with the button pressed selects no other line."""
        if not event.buttons():
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete decide, Space ticks; arrows and F2 are Qt's own. Keys that an editor ignores do nothing."""
        if self.is_editing:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            everywhere = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.refused_everywhere if everywhere else self.refused).emit()
        else:
            super().keyPressEvent(event)


def _is_clear(group: Node, opened: bool) -> bool:
    """Whether a new group is to be expanded: a short one where all are, or a row whose places are to be seen."""
    return group.shown.is_open or (opened and group.look is RowLook.GROUP and len(group.children) <= MOST)


def _room(option: QStyleOptionViewItem) -> QRect:
    """The area of the text: right of the check box, if there is one."""
    room = QRect(option.rect)
    if option.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = option.widget.style().subElementRect(part, option, option.widget)
        room.setLeft(box.right() + theme.length(8))
    return room.adjusted(theme.length(2), 0, -theme.length(10), 0)


def shade_of(usual: str, is_faded: bool) -> str:
    """The colour of a text, possibly faded."""
    return "placeholder" if is_faded else usual


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(theme.length(size))
    font.setWeight(weight)
    return font
