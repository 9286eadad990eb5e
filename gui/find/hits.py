"""Search hits as lines of a list: under their sections, with the words around them and the effect of replacing."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from core.model.draft import Draft
from core.model.fact import Fact
from core.model.outline import Section
from core.workflows.checking.find_replace import Hit, ReplacementOutcome
from gui.form.fields import name_of
from gui.widgets.lists.result_model import Node, ResultTreeModel, RowLook, RowText, around

TORN = "这里跨在要素的边上，不替换；请在正文里改"
SHOWN_REPLACEMENT = 24
"""Characters of the words put in that a line shows."""


class HitModel(ResultTreeModel):
    """Hits that can be ticked are ticked by default; hits in one field are ticked together."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._left_out: frozenset[str] = frozenset()

    def forget(self) -> None:
        """Tick all lines again."""
        self._left_out = frozenset()

    def chosen(self) -> list[Hit]:
        """The ticked hits."""
        return [node.value.hit for node in self.rows() if self._is_chosen(node)]

    def _is_chosen(self, node: Node) -> bool:
        return self._has_mark(node) and not _marks(node.value) & self._left_out

    def _has_mark(self, node: Node) -> bool:
        return isinstance(node.value, ReplacementOutcome) and bool(node.value.pieces) and not self.read_only

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As in every list, and the check state."""
        node = self.node(index)
        if role == Qt.ItemDataRole.CheckStateRole and node is not None and self._has_mark(node):
            return Qt.CheckState.Checked if self._is_chosen(node) else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, _value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Set or remove a tick."""
        node = self.node(index)
        if role != Qt.ItemDataRole.CheckStateRole or node is None or not self._has_mark(node):
            return False
        marks = _marks(node.value)
        self._left_out = self._left_out | marks if self._is_chosen(node) else self._left_out - marks
        groups = [self.index_of(group.key) for group in self.groups()]
        for group in groups:
            self.dataChanged.emit(self.index(0, 0, group), self.index(self.rowCount(group) - 1, 0, group))
        self.ticked.emit()
        return True

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Lines with a check state can be ticked."""
        node, flags = self.node(index), super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if node is not None and self._has_mark(node) else flags


def _marks(outcome: ReplacementOutcome) -> frozenset[str]:
    """The keys that a hit's tick stands for: the fields it changes, or itself."""
    return outcome.fields or frozenset((outcome.hit.key,))


def hit_nodes(
    draft: Draft, sections: Mapping[str, Section], hits: Sequence[Hit], done: Mapping[str, ReplacementOutcome], new: str
) -> list[Node]:
    """The hits under their sections; ``done`` is the effect of replacing each by ``new``, by key, and empty without it."""
    keys = {each: key for key, section in sections.items() for each in section.element_ids}
    contents = {element.id: element.content for element in draft.elements}
    places = _places(draft.facts)
    nodes = []
    for key, group in groupby(hits, lambda hit: keys.get(hit.place.element_id, "")):
        rows = [_row(hit, contents[hit.place.element_id], done.get(hit.key), new, places) for hit in group]
        words = f"{sections[key].ordinal}{sections[key].heading}　{len(rows)}处"
        nodes.append(Node(f"in:{key}", RowText(RowLook.GROUP, words), ()).hold(rows))
    return nodes


def _row(hit: Hit, content: str, outcome: ReplacementOutcome | None, new: str, places: Mapping[str, int]) -> Node:
    note = "" if outcome is None else _effect(outcome, new, places)
    faded = outcome is not None and not outcome.pieces
    shown = RowText(RowLook.ROW, "", around=around(content, hit.place.span), note=note, is_faded=faded)
    return Node(hit.key, shown, (hit.place,), outcome or hit)


def _effect(outcome: ReplacementOutcome, new: str, places: Mapping[str, int]) -> str:
    """The effect of replacing the hit, in words."""
    if outcome.splits_fact:
        return TORN
    if not outcome.pieces:
        return "已经是这样写的，不用替换"
    words = new if len(new) <= SHOWN_REPLACEMENT else new[:SHOWN_REPLACEMENT] + "…"
    return " · ".join(
        (
            f"→ {words}" if new else "→ 删去",
            *_changed(outcome, places),
            *(f"其中的要素“{fact.text}”一并去掉" for fact in outcome.removed),
        )
    )


def _changed(outcome: ReplacementOutcome, places: Mapping[str, int]) -> Iterator[str]:
    for fact in dict.fromkeys(outcome.changed):
        count = places.get(fact.group or fact.id, 1)
        yield f"要素“{name_of(fact)}”" + (f"，全稿{count}处一起改" if count > 1 else "")


def _places(facts: Iterable[Fact]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for fact in facts:
        counts[fact.group or fact.id] = counts.get(fact.group or fact.id, 0) + 1
    return counts


def next_hit(hits: Sequence[Hit], order: Mapping[str, int], here: tuple[str, int], step: int) -> int:
    """The index of the first hit after (``step`` 1) or before (-1) a place, wrapping around; -1 for none.

    ``order`` numbers the elements. A hit that begins at the place itself is skipped.
    """
    at = (order.get(here[0], -1), here[1])
    starts = [(order.get(hit.place.element_id, -1), hit.place.span.start) for hit in hits]
    if step > 0:
        return next((number for number, start in enumerate(starts) if start > at), 0 if starts else -1)
    return next((n for n in reversed(range(len(starts))) if starts[n] < at), len(starts) - 1)


def fields_of(found: Collection[ReplacementOutcome]) -> int:
    """The number of fields whose value changes."""
    return len({field for outcome in found for field in outcome.fields})
