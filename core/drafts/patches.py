"""Changes as the history stores them: only what differs, applicable forwards and backwards to a draft.

A key typed into a long paragraph takes a few dozen bytes instead of two copies of the paragraph. Applying a patch needs
the draft on one of its sides, and raises ValueError, KeyError or TypeError for any other draft.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, TypeVar

from core.drafts.codec import (
    COPY_COLUMNS,
    DECISION_COLUMNS,
    ELEMENT_COLUMNS,
    FACT_COLUMNS,
    basis_json,
    basis_of,
    copy_from,
    copy_row,
    decision_from,
    decision_row,
    element_from,
    element_row,
    fact_from,
    fact_row,
    identity_of,
    numbering_of,
)
from core.drafts.validation import validated
from core.model.change import Change, Patch, apply, between, number_of, patched_items
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.review.decisions import KeptCopy, ReviewDecision
from core.model.spans import Place, common_edges

Json = Any
Item = TypeVar("Item", Element, Fact, KeptCopy, ReviewDecision)
KINDS = (
    ("e", ELEMENT_COLUMNS, element_row, element_from),
    ("f", FACT_COLUMNS, fact_row, fact_from),
    ("c", COPY_COLUMNS, copy_row, copy_from),
    ("d", DECISION_COLUMNS, decision_row, decision_from),
)


def body_of(change: Change) -> str:
    """The change as compact JSON, without its reason: place, then what was removed, altered and added.

    A pair is before and after. For two texts there are three values: where they differ, the text there before, the text
    there after.
    """
    before, after = change.before, change.after
    span = change.place.span
    body: dict[str, Json] = {"p": [change.place.element_id, span.start, span.end]}
    body |= _items("e", ELEMENT_COLUMNS, _rows(before.elements, element_row), _rows(after.elements, element_row))
    body |= _items("f", FACT_COLUMNS, _rows(before.facts, fact_row), _rows(after.facts, fact_row))
    body |= _items("c", COPY_COLUMNS, _rows(before.copies, copy_row), _rows(after.copies, copy_row))
    body |= _items("d", DECISION_COLUMNS, _rows(before.decisions, decision_row), _rows(after.decisions, decision_row))
    body |= _single(before, after)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _single(before: Patch, after: Patch) -> dict[str, Json]:
    """The changes of values that exist once per draft: order, identity, numbering, basis documents."""
    pairs = {"i": (before.identity, after.identity), "n": (before.numbering, after.numbering)}
    found: dict[str, Json] = {key: [asdict(a), asdict(b)] for key, (a, b) in pairs.items() if a and b}
    if before.order is not None and after.order is not None:
        found["o"] = _splice(before.order, after.order)
    if before.basis or after.basis:
        found["b"] = [list(map(basis_json, before.basis)), list(map(basis_json, after.basis))]
    return found


def _rows(items: Iterable[Item], row: Callable[[Item], tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    return {item.id: row(item) for item in items}


def _items(
    key: str, columns: Sequence[str], before: Mapping[str, tuple[Any, ...]], after: Mapping[str, tuple[Any, ...]]
) -> dict[str, Json]:
    gone = [list(row) for identifier, row in before.items() if identifier not in after]
    new = [list(row) for identifier, row in after.items() if identifier not in before]
    changed = [
        [identifier, {name: _pair(a, b) for name, a, b in zip(columns, row, after[identifier], strict=True) if a != b}]
        for identifier, row in before.items()
        if identifier in after
    ]
    return {name: rows for name, rows in ((key + "-", gone), (key, changed), (key + "+", new)) if rows}


def _pair(before: Json, after: Json) -> Json:
    is_text = isinstance(before, str) and isinstance(after, str)
    return _splice(before, after) if is_text else [before, after]


def _splice(before: Sequence[str], after: Sequence[str]) -> Json:
    """The offset at which two texts or lists begin to differ, with what is there on either side."""
    start, end, other_end = common_edges(before, after)
    return [start, before[start:end], after[start:other_end]]


def _inverted(body: Mapping[str, Json]) -> dict[str, Json]:
    """The body of the inverse change."""
    found: dict[str, Json] = {"p": body["p"]}
    for key in ("e", "f", "c", "d"):
        found[key + "-"], found[key + "+"] = body.get(key + "+", ()), body.get(key + "-", ())
        found[key] = [[name, {k: _inverted_pair(v) for k, v in pairs.items()}] for name, pairs in body.get(key, ())]
    return found | {key: _inverted_pair(body[key]) for key in ("o", "i", "n", "b") if key in body}


def _inverted_pair(pair: Json) -> Json:
    return [*pair[:-2], pair[-1], pair[-2]]


class DraftPatcher:
    """Applies or reverts steps of the history one after the other to a draft in indexed form."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._elements = {element.id: element for element in draft.elements}
        self._facts = {fact.id: fact for fact in draft.facts}
        self._copies, self._decisions = _as_dict(draft.copies), _as_dict(draft.decisions)
        self._order: Sequence[str] = tuple(self._elements)
        self._identity, self._numbering, self._basis = draft.identity, draft.numbering, draft.basis
        self._touched: set[str] = set()

    def forward(self, text: str) -> None:
        """Apply a step; ``text`` is its body."""
        self._apply(json.loads(text))

    def backward(self, text: str) -> None:
        """Revert a step; ``text`` is its body."""
        self._apply(_inverted(json.loads(text)))

    def draft(self) -> Draft:
        """The draft after the steps so far; ValueError when what was altered is inconsistent."""
        if len(self._order) != len(self._elements) or set(self._order) != self._elements.keys():
            raise ValueError(len(self._order))
        after = replace(apply(self._draft, self._moves()), basis=self._basis, identity=self._identity)
        copies, decisions = _as_dict(self._draft.copies), _as_dict(self._draft.decisions)
        if (copies, decisions) != (self._copies, self._decisions):
            after = replace(after, copies=_in_order(self._copies), decisions=_in_order(self._decisions))
        after = replace(after, numbering=self._numbering)
        return replace(after, serial=self._validated_serial(after))

    def _moves(self) -> Change:
        """The changes of paragraphs and facts; the order is given only if it differs."""
        touched = self._touched
        before = Patch(
            tuple(element for element in self._draft.elements if element.id in touched),
            tuple(fact for fact in self._draft.facts if fact.id in touched),
        )
        is_moved = self._order != tuple(element.id for element in self._draft.elements)
        after = Patch(
            tuple(self._elements[name] for name in touched if name in self._elements),
            tuple(self._facts[name] for name in touched if name in self._facts),
            tuple(self._order) if is_moved else None,
        )
        return Change(Place(""), before, after, "")

    def change(self, after: Draft, place: Place, reason: str) -> Change:
        """The difference between the first draft and ``after``, which ``draft`` returned, as one change.

        Only what was touched is compared: in a large draft comparing the rest costs more than the steps.
        """
        few = between(self._touched_of(self._draft), self._touched_of(after), place, reason)
        orders = [tuple(element.id for element in draft.elements) for draft in (self._draft, after)]
        if orders[0] == orders[1]:
            return replace(few, before=replace(few.before, order=None), after=replace(few.after, order=None))
        sides = [replace(side, order=order) for side, order in zip((few.before, few.after), orders, strict=True)]
        return replace(few, before=sides[0], after=sides[1])

    def _touched_of(self, draft: Draft) -> Draft:
        touched = self._touched
        return replace(
            draft,
            elements=tuple(element for element in draft.elements if element.id in touched),
            facts=tuple(fact for fact in draft.facts if fact.id in touched),
        )

    def _validated_serial(self, after: Draft) -> int:
        """The serial of the draft, after validating what was touched: anybody may have edited the file."""
        touched = self._touched
        near = touched | {fact.element_id for fact in after.facts if fact.id in touched}
        elements = tuple(element for element in after.elements if element.id in near)
        facts = tuple(fact for fact in after.facts if fact.element_id in near)
        basis = () if after.basis is self._draft.basis else after.basis
        # an id that was added and removed on the way is used up, too
        serial = max(after.serial, *map(number_of, touched), 0)
        few = replace(after, elements=elements, facts=facts, basis=basis, origins=(), serial=serial)
        return validated(few).serial

    def _apply(self, body: Mapping[str, Json]) -> None:
        held = (self._elements, self._facts, self._copies, self._decisions)
        for (key, columns, row, build), items in zip(KINDS, held, strict=True):
            _apply_items(key, body, items, (columns, row, build), self._touched)
        if "o" in body:
            self._order = _spliced(self._order, body["o"])
        if "i" in body:
            self._identity = identity_of(body["i"][1])
        if "n" in body:
            self._numbering = numbering_of(body["n"][1])
        if "b" in body:
            gone, new = body["b"]
            self._basis = self._basis[: len(self._basis) - len(gone)] + tuple(map(basis_of, new))


def _as_dict(items: Iterable[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}


def _in_order(items: Mapping[str, Item]) -> tuple[Item, ...]:
    return patched_items((), (), tuple(items.values()))


def _apply_items(key: str, body: Mapping[str, Json], items: Any, kind: Any, touched: set[str]) -> None:
    columns, row, build = kind
    for gone in body.get(key + "-", ()):
        del items[gone[0]]
        touched.add(gone[0])
    for identifier, pairs in body.get(key, ()):
        values = dict(zip(columns, row(items[identifier]), strict=True))
        values |= {name: _applied_pair(values[name], pair) for name, pair in pairs.items()}
        items[identifier] = build([values[name] for name in columns])
        touched.add(identifier)
    for new in body.get(key + "+", ()):
        items[new[0]] = build(new)
        touched.add(new[0])


def _applied_pair(value: Json, pair: Json) -> Json:
    if len(pair) == 2:
        if value != pair[0]:
            raise ValueError(value)
        return pair[1]
    return _spliced(value, pair)


def _spliced(value: Any, pair: Json) -> Any:
    """A text or tuple with the patch applied; ValueError when its place holds something else."""
    start, before, after = pair
    end = start + len(before)
    if value[start:end] != (before if isinstance(value, str) else tuple(before)):
        raise ValueError(start)
    return value[:start] + (after if isinstance(value, str) else tuple(after)) + value[end:]
