"""The outline of a draft as a Qt tree: sections with their computed numbers and progress, points below them."""

from collections.abc import Sequence
from itertools import compress
from operator import is_not
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, QUuid, Signal

from gui.outline.reuse_model import Shares, share_text
from gui.outline.sections import SectionEntry, entry_text

MIME = "application/x-nigao-section"
ENTRY = Qt.ItemDataRole.UserRole
SHARE = ENTRY + 1
"""How much of the line's text is last year's; None where nobody knows."""
FLASHING = SHARE + 1
"""Whether the number of the line has just changed."""

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class _Node:
    """An item of the tree."""

    def __init__(self, entry: SectionEntry | None, parent: "_Node | None") -> None:
        self.entry = entry
        self.parent = parent
        self.children: list[_Node] = []

    @property
    def row(self) -> int:
        """Its index under its parent."""
        return self.parent.children.index(self) if self.parent else 0


def _numbered(entry: SectionEntry) -> str:
    """The paragraph that a line's number belongs to; empty for a point inside a paragraph."""
    return entry.key if entry.depth else entry.place[0] if entry.place and not entry.place[1] else ""


class OutlineModel(QAbstractItemModel):
    """A tree over one snapshot; ``show_entries`` takes the next one, keeping all indexes while the structure is the
    same.

    Nothing is edited here: ``renamed`` carries key and new text.
    """

    renamed = Signal(str, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.read_only = False
        self.flashing: frozenset[str] = frozenset()
        self._token = QUuid.createUuid().toString()
        self._root = _Node(None, None)
        self._nodes: dict[str, _Node] = {}
        self._entries: tuple[SectionEntry, ...] = ()
        self._shares: Shares = {}

    def show_shares(self, shares: Shares) -> None:
        """Show each section's share of last year's text."""
        changed = [key for key in self._nodes if shares.get(key) != self._shares.get(key)]
        self._shares = shares
        for key in changed:
            self.dataChanged.emit(self.index_of(key), self.index_of(key))

    def show_entries(self, entries: Sequence[SectionEntry]) -> bool:
        """Show the lines of a draft; True if the structure of the tree changed."""
        before, self._entries = self._entries, tuple(entries)
        others = list(compress(zip(before, entries, strict=False), map(is_not, before, entries)))
        if len(before) == len(entries) and all((a.key, a.depth) == (b.key, b.depth) for a, b in others):
            self._replace([entry for _, entry in others])
            return False
        self.beginResetModel()
        self._grow(entries)
        self.endResetModel()
        return True

    def index_of(self, key: str) -> QModelIndex:
        """The index of a section; invalid if there is none."""
        node = self._nodes.get(key)
        return self.createIndex(node.row, 0, node) if node else QModelIndex()

    def parents(self) -> dict[str, bool]:
        """The keys of lines that have children, and whether sections are among those."""
        found = {key: node.children for key, node in self._nodes.items() if node.children}
        return {key: any(self._depth(child) for child in children) for key, children in found.items()}

    def lines(self) -> tuple[SectionEntry, ...]:
        """The sections in the order of the draft, points left out."""
        return tuple(node.entry for node in self._nodes.values() if node.entry and not node.entry.place)

    def entry(self, index: Index) -> SectionEntry | None:
        """The entry at an index."""
        node = index.internalPointer() if index.isValid() else None
        return node.entry if isinstance(node, _Node) else None

    def _grow(self, entries: Sequence[SectionEntry]) -> None:
        self._root = _Node(None, None)
        self._nodes = {}
        open_nodes = [self._root]
        for entry in entries:
            if entry.place:
                above = self._nodes[entry.section]
                self._nodes[entry.key] = _Node(entry, above)
                above.children.append(self._nodes[entry.key])
                continue
            depth = max(entry.depth, 1)
            while len(open_nodes) > 1 and self._depth(open_nodes[-1]) >= depth:
                open_nodes.pop()
            node = _Node(entry, open_nodes[-1])
            open_nodes[-1].children.append(node)
            self._nodes[entry.key] = node
            if entry.depth:
                open_nodes.append(node)

    def _replace(self, entries: Sequence[SectionEntry]) -> None:
        for entry in entries:
            node = self._nodes[entry.key]
            if node.entry != entry:
                node.entry = entry
                index = self.createIndex(node.row, 0, node)
                self.dataChanged.emit(index, index)

    @staticmethod
    def _depth(node: _Node) -> int:
        return node.entry.depth if node.entry else 0

    def _node(self, index: Index) -> _Node:
        node = index.internalPointer() if index.isValid() else self._root
        return node if isinstance(node, _Node) else self._root

    # Qt

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """The index of a child."""
        children = self._node(parent).children
        if column or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """The index of the section above."""
        above = self._node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Sections below."""
        return len(self._node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Number and heading, the heading alone for editing, and the accessible text."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.ordinal + entry.heading
        if role == Qt.ItemDataRole.EditRole:
            return entry.heading
        share = self._shares.get(entry.key)
        own = {ENTRY: entry, SHARE: share, FLASHING: _numbered(entry) in self.flashing}
        if role in own:
            return own[role]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{entry_text(entry)}，{share_text(share)}" if share else entry_text(entry)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Emit a typed heading."""
        entry, words = self.entry(index), str(value).strip()
        if entry is None or role != Qt.ItemDataRole.EditRole or not words or words == entry.heading:
            return False
        self.renamed.emit(entry.key, words)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Parts can be renamed, dragged and dropped on; 引言 and 落款 are fixed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        entry = self.entry(index)
        if entry is None:
            return Qt.ItemFlag.NoItemFlags if self.read_only else Qt.ItemFlag.ItemIsDropEnabled
        if self.read_only:
            return flags
        movable = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags | movable if entry.depth else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Sections are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only sections of this draft."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The keys of the dragged sections, in document order."""
        entries = (self.entry(index) for index in indexes)
        keys = {entry.key for entry in entries if entry is not None and entry.depth}
        data = QMimeData()
        dragged = (line.key for line in self.lines() if line.key in keys)
        data.setData(MIME, "\n".join((self._token, *dragged)).encode())
        return data

    def keys_in(self, data: QMimeData) -> tuple[str, ...]:
        """The keys of sections dragged from here; none for other data."""
        token, *keys = bytes(data.data(MIME).data()).decode().split("\n")
        return tuple(keys) if token == self._token else ()
