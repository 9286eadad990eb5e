"""提纲: the sections of the draft with their numbers, how far they are, and everything that can be done with them."""

from collections.abc import Callable, Mapping
from itertools import takewhile

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from core.model.outline import Section
from core.workflows.editing import add_section, delete_section, demote, move_section, place_section, promote, rename
from gui import theme
from gui.models.drafts import DraftModel
from gui.models.outline import ENTRY, SHARE, OutlineModel
from gui.models.sections import Entry, Lines
from gui.panels.outline_kept import THICK, KeptFoot, paint_share
from gui.widgets.basics import button

ROW = 34
ALT = Qt.KeyboardModifier.AltModifier


class OutlineDelegate(QStyledItemDelegate):
    """A dot for the state, number and heading, done / total at the right, and below how much is last year's text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        """One line."""
        entry: Entry = index.data(ENTRY)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(theme.length(4), 0, -theme.length(10), 0)
        count = f"{entry.part.done}/{entry.part.total}" if entry.part.total else ""
        width = self._paint_count(painter, option, room, count)
        self._paint_dot(painter, room, entry)
        room.adjust(theme.length(16), 0, -width, 0)
        self._paint_words(painter, option, room, index)
        share = index.data(SHARE)
        if share is not None:
            side = theme.length(THICK)
            paint_share(painter, QRect(room.left(), room.bottom() - side - 1, room.width() + width, side), share)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:  # type: ignore[override]
        """Rows of one height."""
        return QSize(theme.length(60), max(theme.length(ROW), option.fontMetrics.height() + theme.length(8)))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex) -> None:  # type: ignore[override]
        """Over the words, up to the right edge."""
        editor.setGeometry(option.rect.adjusted(theme.length(16), 1, -theme.length(4), -1))

    def _paint_count(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, count: str) -> int:
        font = QFont(option.font)
        font.setPixelSize(theme.length(12))
        painter.setFont(font)
        painter.setPen(theme.colour("secondary"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        return painter.fontMetrics().horizontalAdvance(count) + theme.length(8) if count else 0

    def _paint_dot(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        side = theme.length(8)
        dot = QRect(room.left() + 1, room.center().y() - side // 2 + 1, side, side)
        shade = dot_colour(entry)
        painter.setPen(theme.colour("placeholder") if shade is None else shade)
        painter.setBrush(Qt.BrushStyle.NoBrush if shade is None else shade)
        painter.drawEllipse(dot)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: QModelIndex) -> None:
        entry: Entry = index.data(ENTRY)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if entry.depth == 1 or chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.colour("accent_strong" if chosen else "text"))
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def dot_colour(entry: Entry) -> QColor | None:
    """Amber while something is empty, blue while something waits to be looked at, green when done; none without facts."""
    count = entry.part
    if not count.total:
        return None
    name = "empty_line" if count.empty else "carried_line" if count.carried else "updated_line"
    return theme.colour(name)


def _sections_below(sections: Mapping[str, Section], key: str) -> int:
    """How many sections stand under a section, at any depth."""
    following = list(sections.values())[list(sections).index(key) + 1 :]
    return sum(1 for _ in takewhile(lambda section: section.depth > sections[key].depth, following))


class OutlinePanel(QWidget):
    """``section_chosen`` carries the key of the section turned to; ``told`` a sentence about what was done.

    ``passed_on`` tells that Tab asks for what is open in the section.
    ``place_chosen`` follows when a point was chosen: its element, and the offset there where it begins.
    """

    section_chosen = Signal(str)
    place_chosen = Signal(str, int)
    told = Signal(str)
    passed_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: DraftModel | None = None
        self._tree = OutlineModel(self)
        self._view = QTreeView()
        self.setFocusProxy(self._view)
        self._key = ""
        self._is_renaming = False
        self._lines = Lines()
        self._opened: set[str] = set()
        self._parents: dict[str, bool] = {}
        self._set_up_view()
        self._add = button("＋ 添加部分", self.add, "quiet", "在所选部分之后添加（Ctrl+Enter）")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.length(8), theme.length(8), theme.length(4), theme.length(8))
        column.setSpacing(theme.length(4))
        column.addWidget(self._view, 1)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._tree.renamed.connect(self._on_renamed)
        self._tree.dropped.connect(self._on_dropped)

    def _set_up_view(self) -> None:
        view = self._view
        view.setModel(self._tree)
        view.setItemDelegate(OutlineDelegate(view))
        view.setObjectName("outline")
        view.setAccessibleName("提纲")
        view.setHeaderHidden(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setIndentation(theme.length(16))
        view.setUniformRowHeights(True)
        view.setExpandsOnDoubleClick(False)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_menu_requested)
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        view.clicked.connect(view.expand)
        self._tree.modelAboutToBeReset.connect(self._on_about_to_reset)
        view.installEventFilter(self)

    # What may be asked of it

    def show_model(self, model: DraftModel) -> None:
        """Show the outline of a draft."""
        self._model = model
        self._tree.read_only = model.read_only
        self._add.setEnabled(not model.read_only)
        model.changed.connect(self._on_changed)
        model.flush_requested.connect(self.flush)
        self._on_changed()

    def show_kept(self, foot: KeptFoot) -> None:
        """Show how much of each section is last year's text, and of the whole draft at the bottom."""
        foot.told.connect(self._tree.show_shares)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, foot)

    def flush(self) -> None:
        """Take over the heading that is being typed; only Esc gives it up."""
        editor = self._view.indexWidget(self._view.currentIndex())
        if editor is None or self._is_renaming:
            return
        if editor.hasFocus():
            QGuiApplication.inputMethod().commit()
        self._view.commitData(editor)
        self._view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def select(self, key: str) -> None:
        """Turn to a section without telling of it."""
        self._key = key
        index, here = self._tree.index_of(key), self._current()
        if index.isValid() and (here is None or here.section_key != key):
            chosen = self._view.selectionModel()
            chosen.blockSignals(True)
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            chosen.blockSignals(False)
            self._view.scrollTo(index)
            self._view.viewport().update()

    @property
    def key(self) -> str:
        """The section turned to."""
        return self._key

    # What can be done with sections

    def add(self) -> None:
        """A new section behind the one turned to; its heading is typed at once."""
        model = self._model
        if model is None or model.read_only:
            return
        before = {element.id for element in model.draft.elements}
        behind = self._tree.entry(self._tree.index_of(self._key))
        if model.do(add_section, behind.key if behind and behind.depth else ""):
            new = next(element.id for element in model.draft.elements if element.id not in before)
            self._choose(new)
            self._view.edit(self._view.currentIndex())

    def delete(self) -> None:
        """The section turned to, with everything under it."""
        entry = self._current()
        if self._part() and entry is not None and self._model is not None:
            following = self._view.indexBelow(self._view.currentIndex())
            rest = self._tree.entry(following) or self._tree.entry(self._view.indexAbove(self._view.currentIndex()))
            below = _sections_below(self._model.sections, entry.key)
            if self._model.do(delete_section, entry.key):
                self._choose(rest.section_key if rest else "")
                along = f"连同下面{below}项" if below else ""
                self.told.emit(f"已删除“{entry.ordinal}{entry.heading}”{along}，按 Ctrl+Z 可以恢复。")

    def rename(self) -> None:
        """Type another heading in place."""
        if self._part():
            self._view.edit(self._view.currentIndex())

    def move_part(self, steps: int) -> None:
        """One place up (-1) or down (1) among its neighbours."""
        if (key := self._part()) and self._model is not None:
            self._model.do(move_section, key, steps)
            self._choose(key)

    def shift(self, steps: int) -> None:
        """One level up (-1) or down (1)."""
        if (key := self._part()) and self._model is not None:
            self._model.do(promote if steps < 0 else demote, key)
            self._choose(key)

    def _part(self) -> str:
        """The key of the section turned to, if it can be changed."""
        entry = self._current()
        writable = self._model is not None and not self._model.read_only
        return entry.key if entry is not None and entry.depth and writable else ""

    def _current(self) -> Entry | None:
        return self._tree.entry(self._view.currentIndex())

    def _choose(self, key: str) -> None:
        self.select(key)
        self.section_chosen.emit(key)

    # Answering

    def _on_changed(self) -> None:
        if self._model is None:
            return
        if self._tree.show_entries(self._lines.of(self._model.draft, self._model.sections)):
            for key, has_sections in self._tree.parents().items():
                known = key in self._parents
                if key in self._opened if known else has_sections:
                    self._view.expand(self._tree.index_of(key))
            self.select(self._key)

    def _on_about_to_reset(self) -> None:
        """Remember which lines are open; new ones will show their sections, but not their points."""
        self._parents = self._tree.parents()
        self._opened = {key for key in self._parents if self._view.isExpanded(self._tree.index_of(key))}

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        entry, before = self._tree.entry(current), self._tree.entry(previous)
        if entry is None:
            return
        if entry.section_key != self._key or (before is not None and before.place and not entry.place):
            self._key = entry.section_key
            self.section_chosen.emit(self._key)
        if entry.place:
            self.place_chosen.emit(*entry.place)

    def _on_renamed(self, key: str, words: str) -> None:
        if self._model is not None:
            self._is_renaming = True  # the editor stands open until this is done
            self._model.do(rename, key, words)
            self._is_renaming = False

    def _on_dropped(self, key: str, parent: str, row: int) -> None:
        if self._model is None or not key:
            return
        before, depth = self._tree.target(key, parent, row)
        self._model.do(place_section, key, before, depth)
        self._choose(key)

    def _on_menu_requested(self, place: QPoint) -> None:
        menu = QMenu(self)
        has_part = bool(self._part())
        for words, action in (
            ("改标题\tF2", self.rename),
            ("上移\tAlt+↑", lambda: self.move_part(-1)),
            ("下移\tAlt+↓", lambda: self.move_part(1)),
            ("升级\tAlt+←", lambda: self.shift(-1)),
            ("降级\tAlt+→", lambda: self.shift(1)),
            ("删除\tDel", self.delete),
        ):
            menu.addAction(words, action).setEnabled(has_part)
        menu.addSeparator()
        menu.addAction("添加部分\tCtrl+Enter", self.add).setEnabled(self._add.isEnabled())
        menu.exec(self._view.viewport().mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the tree."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        alt: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: self.move_part(-1),
            Qt.Key.Key_Down: lambda: self.move_part(1),
            Qt.Key.Key_Left: lambda: self.shift(-1),
            Qt.Key.Key_Right: lambda: self.shift(1),
        }
        if event.modifiers() & ALT and key in alt:
            alt[key]()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add()
        elif key == Qt.Key.Key_Delete:
            self.delete()
        elif key == Qt.Key.Key_Tab:
            self.passed_on.emit()
        else:
            return False
        return True
