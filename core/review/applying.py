"""Printed paragraphs with changes applied: what a copy reads when some of its changes are accepted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from core.model.review.changes import ChangeKind, ReviewChange, TableEdit
from core.model.review.printed import PrintedParagraph
from core.review.differences import MARK

_INSIDE = frozenset({ChangeKind.REPLACE, ChangeKind.INSERT, ChangeKind.DELETE, ChangeKind.SPLIT, ChangeKind.JOIN})

_LINES_GONE = frozenset({TableEdit.GONE, TableEdit.ROW_GONE, TableEdit.COLUMN_GONE})


def applied(printed: Sequence[PrintedParagraph], changes: Iterable[ReviewChange]) -> tuple[str, ...]:
    """The texts of the paragraphs after these changes, empty ones left out."""
    by_kind: dict[bool, list[ReviewChange]] = defaultdict(list)
    gone = set()
    for change in sorted(changes, key=lambda each: each.order):
        if change.kind is ChangeKind.GONE:
            gone.add(change.element_id)
        elif change.detail in _LINES_GONE:
            gone.update(change.elements)
        else:
            by_kind[change.kind in _INSIDE].append(change)
    texts = {each.element_id: each.text for each in printed if each.element_id not in gone}
    order = _ordered([each.element_id for each in printed], by_kind[False], texts)
    _edit(texts, by_kind[True])
    return tuple(part for name in order for part in texts.get(name, "").split(MARK) if part)


def _edit(texts: dict[str, str], changes: Sequence[ReviewChange]) -> None:
    """Apply edits inside paragraphs and joins, the last ones first so that offsets stay valid."""
    by_element: dict[str, list[ReviewChange]] = defaultdict(list)
    for change in changes:
        by_element[change.element_id].append(change)
    for name in reversed(texts):
        for change in sorted(by_element[name], key=lambda each: (each.start, each.end, each.order), reverse=True):
            if change.kind is ChangeKind.JOIN:
                last = change.elements[-1]
                texts[name] = texts[name][: change.start] + change.new + texts.get(last, "")[change.end :]
                texts.update((gone, "") for gone in change.elements[1:] if gone in texts)
            else:
                texts[name] = texts[name][: change.start] + change.new + texts[name][change.end :]


def _ordered(order: list[str], changes: Sequence[ReviewChange], texts: dict[str, str]) -> list[str]:
    """The paragraphs in their new order, with the new ones under names of their own."""
    order = moved_order(order, changes)
    behind: dict[str, int] = defaultdict(int)
    for change in changes:
        if change.kind is ChangeKind.NEW:
            texts[f"new {change.order}"] = change.new
            order.insert(_behind(order, change.after) + behind[change.after], f"new {change.order}")
            behind[change.after] += 1
    return order


def moved_order(order: Iterable[str], changes: Iterable[ReviewChange]) -> list[str]:
    """The names of paragraphs in the order that they have after all moves."""
    order = list(order)
    for change in changes:
        if change.kind is ChangeKind.MOVE:
            own = set(change.elements)
            order = [name for name in order if name not in own]
            place = _behind(order, change.after)
            order[place:place] = change.elements
    return order


def _behind(order: Sequence[str], name: str) -> int:
    """The index behind a name; 0 for none."""
    return order.index(name) + 1 if name in order else 0
