"""Model values as rows and as JSON, and back. Wrong rows raise ValueError, TypeError or KeyError."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from operator import attrgetter
from typing import Any

from core.model.change import Change, Patch
from core.model.document import Numbering, NumberingMode
from core.model.draft import Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.spans import Place, Span

ELEMENT_COLUMNS = ("id", "role", "content", "prefix", "level", "depth", "heading_length", "run_in", "line")
FACT_COLUMNS = (
    "id",
    "kind",
    "subkind",
    "element_id",
    "start",
    "end",
    "text",
    "unit",
    "label",
    "group",
    "state",
    "prior",
    "value",
    "source",
    "note",
)
ADDED_FACT_COLUMNS = frozenset(("source", "note"))
"""Texts that drafts of format 1 lack; empty there."""

Row = tuple[Any, ...]
Json = dict[str, Any]
_element_row = attrgetter(*ELEMENT_COLUMNS)
_fact_row = attrgetter(*FACT_COLUMNS)


def element_row(element: Element) -> Row:
    """Values in the order of ``ELEMENT_COLUMNS``."""
    return tuple(_element_row(element))


def element_from(row: Sequence[Any]) -> Element:
    """The element of such a row."""
    found = dict(zip(ELEMENT_COLUMNS, row, strict=True))
    return Element(**{**found, "role": Role(found["role"]), "run_in": bool(found["run_in"])})


def fact_row(fact: Fact) -> Row:
    """Values in the order of ``FACT_COLUMNS``."""
    return tuple(_fact_row(fact))


def fact_from(row: Sequence[Any]) -> Fact:
    """The fact of such a row."""
    found = dict(zip(FACT_COLUMNS, row, strict=True))
    return Fact(**{**found, "kind": FactKind(found["kind"]), "state": FactState(found["state"])})


def identity_text(identity: Identity) -> str:
    """The identity as JSON."""
    return _text(asdict(identity))


def identity_from(text: str) -> Identity:
    """The identity of such JSON."""
    return _identity(json.loads(text))


def numbering_text(numbering: Numbering) -> str:
    """The numbering as JSON."""
    return _text(asdict(numbering))


def numbering_from(text: str) -> Numbering:
    """The numbering of such JSON."""
    found = json.loads(text)
    return Numbering(NumberingMode(found["mode"]), found["level"])


def change_text(change: Change) -> str:
    """The change as one JSON object: place, reason, before, after."""
    place = {"element": change.place.element_id, "start": change.place.span.start, "end": change.place.span.end}
    sides = {"before": _patch_json(change.before), "after": _patch_json(change.after)}
    return _text({"place": place, "reason": change.reason, **sides})


def change_from(text: str) -> Change:
    """The change of such JSON."""
    found = json.loads(text)
    place = Place(found["place"]["element"], Span(found["place"]["start"], found["place"]["end"]))
    return Change(place, _patch_from(found["before"]), _patch_from(found["after"]), found["reason"])


def _patch_json(patch: Patch) -> Json:
    return {
        "elements": [dict(zip(ELEMENT_COLUMNS, element_row(element), strict=True)) for element in patch.elements],
        "facts": [dict(zip(FACT_COLUMNS, fact_row(fact), strict=True)) for fact in patch.facts],
        "order": None if patch.order is None else list(patch.order),
        "identity": None if patch.identity is None else asdict(patch.identity),
    }


def _patch_from(found: Mapping[str, Any]) -> Patch:
    return Patch(
        tuple(element_from([item[name] for name in ELEMENT_COLUMNS]) for item in found["elements"]),
        tuple(map(_fact_of, found["facts"])),
        None if found["order"] is None else tuple(found["order"]),
        None if found["identity"] is None else _identity(found["identity"]),
    )


def _fact_of(found: Mapping[str, Any]) -> Fact:
    """A fact from JSON; histories of earlier versions know neither source nor note."""
    return fact_from([found.get(name, "") if name in ADDED_FACT_COLUMNS else found[name] for name in FACT_COLUMNS])


def _identity(found: Mapping[str, Any]) -> Identity:
    """An identity from JSON; drafts of earlier versions have no particulars."""
    pairs = tuple((name, value) for name, value in found.get("particulars", ()))
    return Identity(**{**found, "particulars": pairs})


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
