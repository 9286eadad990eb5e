"""Lists of places in a draft as a Qt tree: rows with texts, places below them, groups above."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.model.draft import Draft
from core.model.spans import Place, Span, common_edges
from gui.widgets.basics import wrapped_tip

NODE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MOST_CHANGED = 32
"""Changed lines up to which each is updated by itself; for more, resetting the list is faster (Qt searches for each)."""

BEFORE, AFTER = 9, 40
"""Characters shown before and behind a place; behind it as many as there is room for."""


class RowLook(Enum):
    """A group of rows, a row, one place of it."""

    GROUP = "group"
    ROW = "row"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Context:
    """A place with the words before and after it."""

    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class RowText:
    """The texts of a line; ``typed`` is the initial text of its editor, None if it cannot be edited.

    ``tone`` and ``mark_tone`` are the colours of title and mark, ``hint`` the tool tip if it differs from the line.
    ``beside`` are the words before and after what is edited, which stay; ``is_open``: the lines below are to be seen at once.
    """

    look: RowLook
    title: str
    mark: str = ""
    around: Context | None = None
    note: str = ""
    is_faded: bool = False
    typed: str | None = None
    hint: str = ""
    tone: str = "text"
    mark_tone: str = "carried_text"
    beside: tuple[str, str] = ("", "")
    is_open: bool = False


class Node:
    """A line of the list; ``value`` is the object it shows, ``key`` identifies it after the list was rebuilt.

    Its texts may be computed when they are first needed; ``look`` is known at once. ``is_of_value``: ``value`` says all that
    its texts do, so that they stay as long as it does.
    """

    is_of_value = False

    def __init__(
        self,
        key: str,
        shown: RowText | Callable[[], RowText],
        places: Sequence[Place],
        value: Any = None,
        look: RowLook = RowLook.ROW,
    ) -> None:
        self.key = key
        self._shown = shown
        self.look = shown.look if isinstance(shown, RowText) else look
        self.places = tuple(places)
        self.value = value
        self.parent: Node | None = None
        self.row = 0
        self.children: tuple[Node, ...] = ()

    @property
    def shown(self) -> RowText:
        """Its texts."""
        if not isinstance(self._shown, RowText):
            self._shown = self._shown()
        return self._shown

    def is_alike(self, other: "Node") -> bool:
        """Whether another line may take its place: of the same key and look, with as many lines below."""
        return self.key == other.key and self.look is other.look and len(self.children) == len(other.children)

    def says_as(self, other: "Node") -> bool:
        """Whether its texts equal those of another line with the same key."""
        return other.value == self.value if other.is_of_value else other._shown == self._shown

    def say_as(self, other: "Node") -> None:
        """Take over the texts of another line with the same key."""
        self._shown = other._shown

    def hold(self, children: Iterable["Node"]) -> "Node":
        """Set its children."""
        self.children = tuple(children)
        for row, child in enumerate(self.children):
            child.parent, child.row = self, row
        return self


class ResultTreeModel(QAbstractItemModel):
    """A tree over one answer; ``show_nodes`` takes the next one.

    Nothing is edited here: ``rewritten`` carries a key and the typed text, ``ticked`` is emitted when check states
    change.
    """

    rewritten = Signal(str, str)
    ticked = Signal()

    def __init__(self, parent: Any = None, with_ticks: bool = False) -> None:
        super().__init__(parent)
        self.read_only = False
        self._with_ticks = with_ticks
        self._root = Node("", RowText(RowLook.GROUP, ""), ())
        self._nodes: dict[str, Node] = {}
        self._ticks: set[str] = set()

    def show_nodes(self, nodes: Iterable[Node]) -> bool:
        """Show these lines; ticks stay on those that still exist. False where they are the same and only texts changed."""
        root = Node("", RowText(RowLook.GROUP, ""), ()).hold(nodes)
        shown = {node.key: node for node in _under(root)}
        if self._follow(shown):
            return False
        self.beginResetModel()
        self._root, self._nodes = root, shown
        self._ticks &= self._nodes.keys()
        self.endResetModel()
        return True

    def _follow(self, shown: Mapping[str, Node]) -> bool:
        """Give the lines the texts of these; False, without a change, if the lines differ or many texts would change."""
        pairs = list(zip(self._nodes.values(), shown.values(), strict=False))
        if len(self._nodes) != len(shown) or not all(old.is_alike(new) for old, new in pairs):
            return False
        changed = [(old, new) for old, new in pairs if not old.says_as(new)]
        if len(changed) > MOST_CHANGED:
            return False
        for old, new in pairs:
            old.value, old.places = new.value, new.places
        for old, new in changed:
            old.say_as(new)
            place = self.createIndex(old.row, 0, old)
            self.dataChanged.emit(place, place)
        return True

    def node(self, index: Index) -> Node | None:
        """The line at an index."""
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else None

    def find(self, key: str) -> Node | None:
        """The line of this key."""
        return self._nodes.get(key)

    def index_of(self, key: str) -> QModelIndex:
        """The index of a line; invalid if there is none."""
        node = self._nodes.get(key)
        return self.createIndex(node.row, 0, node) if node else QModelIndex()

    def rows(self) -> list[Node]:
        """All rows in order, without groups and single places."""
        return [node for node in self._nodes.values() if node.look is RowLook.ROW]

    def groups(self) -> list[Node]:
        """All lines that have children."""
        return [node for node in self._nodes.values() if node.children]

    def ticked_rows(self) -> list[Node]:
        """The ticked rows."""
        return [node for node in self.rows() if node.key in self._ticks]

    def _node(self, index: Index) -> Node:
        return self.node(index) or self._root

    # Qt

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """The index of a child."""
        children = self._node(parent).children
        if column or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """The index of the line above."""
        above = self._node(index).parent
        return QModelIndex() if above is None or above is self._root else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Lines below."""
        return len(self._node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the editable text, the check state, and the accessible text."""
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return _ticked(node.key in self._ticks) if self._can_tick(node) else None
        return node if role == NODE else _text_in_role(node.shown, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Emit typed text, or set a check state."""
        node = self.node(index)
        if node is None or self.read_only:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and self._can_tick(node):
            self._ticks ^= {node.key}
            self.dataChanged.emit(index, index)
            self.ticked.emit()
            return True
        if role == Qt.ItemDataRole.EditRole and node.shown.typed is not None and value != node.shown.typed:
            self.rewritten.emit(node.key, str(value))
            return True
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be edited and ticked while the draft can be written."""
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not self.read_only and node.shown.typed is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._can_tick(node) else flags

    def _can_tick(self, node: Node) -> bool:
        return self._with_ticks and not self.read_only and node.look is RowLook.ROW


def _under(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _under(child)


def _text_in_role(shown: RowText, role: int) -> str | None:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return shown.title
        case Qt.ItemDataRole.EditRole:
            return shown.typed
        case Qt.ItemDataRole.AccessibleTextRole:
            return spoken(shown)
        case Qt.ItemDataRole.ToolTipRole:
            return wrapped_tip(shown.hint or spoken(shown))
    return None


def _ticked(is_ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked


def spoken(shown: RowText) -> str:
    """The line as text."""
    around = f"{shown.around.before}{shown.around.text}{shown.around.after}" if shown.around else ""
    return "，".join(part for part in (shown.title, shown.mark, shown.note, around) if part)


def around(content: str, span: Span) -> Context:
    """A place in a paragraph with some words around it."""
    start = max(span.start - BEFORE, 0)
    before = ("…" if start else "") + content[start : span.start]
    return Context(before, content[span.start : span.end], content[span.end : span.end + AFTER])


class Follower:
    """Moves places of one state of a draft to another one."""

    def __init__(self, before: Draft, after: Draft) -> None:
        kept = {element.id: element.content for element in after.elements} if after is not before else {}
        self._changed = {
            element.id: (element.content, kept.get(element.id, ""))
            for element in before.elements
            if after is not before and element.content != kept.get(element.id)
        }

    def place(self, place: Place) -> Place | None:
        """The place in the other state; None if a change touches its text."""
        if place.element_id not in self._changed:
            return place
        span = followed_span(*self._changed[place.element_id], place.span)
        return None if span is None else Place(place.element_id, span)


def followed_span(old: str, new: str, span: Span) -> Span | None:
    """The span after a text was changed; None if the change touches it."""
    start, end, _ = common_edges(old, new)
    if span.end <= start:
        return span
    return span.moved(len(new) - len(old)) if span.start >= end else None
