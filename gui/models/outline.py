"""The outline of a draft as a Qt tree: sections with their computed numbers and how far they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.model.draft import Draft
from core.model.fact import Fact
from core.model.outline import Readiness, Section, readiness, sections

FRONT, BACK = "front", "back"
"""Keys of the stretches before the first heading and after the last part; any other section has its heading's id."""

MIME = "application/x-nigao-section"
ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline; ``part`` counts the fields of the section with everything under it."""

    key: str
    ordinal: str
    heading: str
    depth: int
    part: Readiness


def key_of(section: Section) -> str:
    """The section's key, stable while its text is edited."""
    return section.heading_id or (BACK if section.heading == "落款" else FRONT)


def keyed_sections(draft: Draft) -> dict[str, Section]:
    """The draft's sections by key; 引言 and 落款 are there even while nothing stands in them."""
    found = {key_of(section): section for section in sections(draft.elements)}
    front = found.pop(FRONT, Section(FRONT, "", "", "引言", 0, ()))
    back = found.pop(BACK, Section(BACK, "", "", "落款", 0, ()))
    return {FRONT: front, **found, BACK: back}


def section_ids(draft: Draft, key: str) -> tuple[str, ...] | None:
    """The elements of a section; None, for all of them, when no key is given."""
    if not key:
        return None
    section = keyed_sections(draft).get(key)
    return section.element_ids if section else ()


def entries_of(draft: Draft) -> tuple[Entry, ...]:
    """The lines of the outline in document order."""
    by_element: dict[str, list[Fact]] = {}
    for fact in draft.facts:
        by_element.setdefault(fact.element_id, []).append(fact)
    found = list(keyed_sections(draft).items())
    own = [_gathered(by_element.get(element_id, ()) for element_id in section.element_ids) for _, section in found]
    depths = [section.depth for _, section in found]
    return tuple(
        Entry(key, section.ordinal, section.heading, section.depth, readiness(_gathered(own[n : _end(depths, n)])))
        for n, (key, section) in enumerate(found)
    )


def _gathered(groups: Iterable[Sequence[Fact]]) -> list[Fact]:
    return [fact for group in groups for fact in group]


def _end(depths: Sequence[int], number: int) -> int:
    """Where the sections under a section end; 引言 and 落款 have none."""
    end = number + 1
    while depths[number] and end < len(depths) and depths[end] > depths[number]:
        end += 1
    return end


class _Node:
    """A place in the tree."""

    def __init__(self, entry: Entry | None, parent: "_Node | None") -> None:
        self.entry = entry
        self.parent = parent
        self.children: list[_Node] = []

    @property
    def row(self) -> int:
        """Its number under its parent."""
        return self.parent.children.index(self) if self.parent else 0


class OutlineModel(QAbstractItemModel):
    """A tree over one snapshot; ``show_draft`` takes the next one, keeping all indexes while the shape is the same.

    Nothing is edited here: ``renamed`` carries key and new words, ``dropped`` the key of the section that was dragged,
    the key of the one it was put under ("" for the top) and the row there.
    """

    renamed = Signal(str, str)
    dropped = Signal(str, str, int)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.read_only = False
        self._root = _Node(None, None)
        self._nodes: dict[str, _Node] = {}

    def show_draft(self, draft: Draft) -> bool:
        """Show a draft; True if the shape of the tree changed."""
        entries = entries_of(draft)
        if [(e.key, e.depth) for e in entries] == [
            (n.entry.key, n.entry.depth) for n in self._nodes.values() if n.entry
        ]:
            self._replace(entries)
            return False
        self.beginResetModel()
        self._grow(entries)
        self.endResetModel()
        return True

    def index_of(self, key: str) -> QModelIndex:
        """The index of a section; invalid if there is none."""
        node = self._nodes.get(key)
        return self.createIndex(node.row, 0, node) if node else QModelIndex()

    def keys_shown(self) -> frozenset[str]:
        """The keys of all sections."""
        return frozenset(self._nodes)

    def parents(self) -> frozenset[str]:
        """The keys of sections that have others under them."""
        return frozenset(key for key, node in self._nodes.items() if node.children)

    def target(self, key: str, parent: str, row: int) -> tuple[str, int]:
        """Where a section lands that is put under ``parent`` at ``row`` (-1 for the end): before which, how deep."""
        above = self._nodes.get(parent, self._root)
        depth = self._depth(above) + 1
        if 0 <= row < len(above.children):
            chosen = above.children[row].entry
            return self._before(chosen.key if chosen else BACK), depth
        stays = [each for each in self._nodes if not self._is_under(each, key)]
        inside = [each for each in stays if self._is_under(each, parent)]
        return self._before(stays[stays.index(inside[-1]) + 1] if inside else BACK), depth

    def _before(self, key: str) -> str:
        """The heading to stand before; nothing stands before 引言, and behind the last part is before nothing."""
        parts = [each for each in self._nodes if each not in (FRONT, BACK)]
        if key == FRONT:
            return parts[0]
        return "" if key == BACK else key

    def _is_under(self, key: str, above: str) -> bool:
        node: _Node | None = self._nodes[key]
        while node is not None and node is not self._root:
            if node.entry and node.entry.key == above:
                return True
            node = node.parent
        return False

    def entry(self, index: Index) -> Entry | None:
        """The entry at an index."""
        node = index.internalPointer() if index.isValid() else None
        return node.entry if isinstance(node, _Node) else None

    def _grow(self, entries: Sequence[Entry]) -> None:
        self._root = _Node(None, None)
        self._nodes = {}
        open_nodes = [self._root]
        for entry in entries:
            depth = max(entry.depth, 1)
            while len(open_nodes) > 1 and self._depth(open_nodes[-1]) >= depth:
                open_nodes.pop()
            node = _Node(entry, open_nodes[-1])
            open_nodes[-1].children.append(node)
            self._nodes[entry.key] = node
            if entry.depth:
                open_nodes.append(node)

    def _replace(self, entries: Sequence[Entry]) -> None:
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
        """Number and heading, the heading alone to edit, and what a screen reader says."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.ordinal + entry.heading
        if role == Qt.ItemDataRole.EditRole:
            return entry.heading
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return told(entry)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A new heading was typed."""
        entry, words = self.entry(index), str(value).strip()
        if entry is None or role != Qt.ItemDataRole.EditRole or not words or words == entry.heading:
            return False
        self.renamed.emit(entry.key, words)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Parts can be renamed, dragged and dropped upon; 引言 and 落款 stay where they are."""
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
        """The key of the section that is dragged."""
        entry = self.entry(indexes[0]) if indexes else None
        data = QMimeData()
        data.setData(MIME, (entry.key if entry else "").encode())
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Tell what was put where; the tree itself follows when the draft has changed."""
        entry = self.entry(parent)
        self.dropped.emit(bytes(data.data(MIME).data()).decode(), entry.key if entry else "", row)
        return False  # or the view would remove the row itself


def told(entry: Entry) -> str:
    """The line in words."""
    count = entry.part
    if not count.total:
        return f"{entry.ordinal}{entry.heading}，没有要素"
    state = f"待填{count.empty}，待核{count.carried}" if count.done < count.total else "全部核过"
    return f"{entry.ordinal}{entry.heading}，已核{count.done}处，共{count.total}处，{state}"
