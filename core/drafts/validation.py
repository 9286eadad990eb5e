"""Validates the content of a draft file. Anybody may have edited the file, and what passes here is edited later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain
from operator import attrgetter
from typing import Any, get_origin

from core.drafts.codec import ELEMENT_COLUMNS, StoredRow
from core.model.change import IDS, number_of
from core.model.document import Numbering
from core.model.draft import Draft, Identity, LateElements
from core.model.elements import Element
from core.model.fact import Fact

_BLOCKS = frozenset({"emphasis", "objects", "cell", "table"})
"""Fields of an element that ``core.drafts.codec`` validates when it reads them."""

DEEPEST = 64
"""Maximum of levels and depths."""

HIGHEST = 10**9
"""Maximum of serials, years and lines."""

Columns = Mapping[str, Sequence[Any]]
"""The values of rows by the name of their column."""

_TEXTS = ("id", "content", "prefix", "blocks")
_MOST = (("level", DEEPEST), ("depth", DEEPEST), ("line", HIGHEST))


def validated(draft: Draft) -> Draft:
    """The draft, its ``serial`` raised above every id in use; ValueError when it is inconsistent.

    What is made later is not looked at: ``are_sound`` was asked of its rows.
    """
    _need(_is_typed(draft.identity) and _is_typed(draft.numbering) and 0 <= draft.serial <= HIGHEST)
    _check_elements(draft.elements)
    _check_facts(draft.facts, draft.elements)
    for basis in draft.basis:
        _need(isinstance(basis.name, str))
        if not isinstance(basis.elements, LateElements):
            _check_elements(basis.elements)
    _need(all(_is_origin(origin, len(draft.basis)) for origin in draft.origins))
    ids = [element.id for element in draft.elements] + [fact.id for fact in draft.facts]
    serial = max([draft.serial, *map(number_of, ids)])
    _need(serial <= HIGHEST)
    return replace(draft, serial=serial)


def are_sound(rows: Sequence[StoredRow]) -> bool:
    """Whether elements may be made later of these rows: what ``validated`` asks of elements, without their ``blocks``."""
    columns = dict(zip(ELEMENT_COLUMNS, zip(*rows, strict=True), strict=False))
    return not columns or (_have_stored_types(columns) and _are_within_limits(columns))


def _have_stored_types(columns: Columns) -> bool:
    texts = chain.from_iterable(map(columns.__getitem__, _TEXTS))
    numbers = chain.from_iterable(set(columns[name]) for name in ("heading_length", *dict(_MOST)))
    return set(map(type, texts)) == {str} and set(map(type, numbers)) == {int}


def _are_within_limits(columns: Columns) -> bool:
    ids, headings = set(columns["id"]), columns["heading_length"]
    if len(ids) < len(headings) or "" in ids:
        return False
    pairs = zip(headings, columns["content"], strict=True) if any(headings) else ()
    is_within = all(0 <= min(columns[name]) <= max(columns[name]) <= most for name, most in _MOST)
    return is_within and all(0 <= heading <= len(content) for heading, content in pairs)


def _is_origin(origin: tuple[object, ...], count: int) -> bool:
    element_id, number, other = origin
    return isinstance(element_id, str) and isinstance(other, str) and isinstance(number, int) and 0 <= number < count


def _check_elements(elements: Sequence[Element]) -> None:
    _need(_have_types(elements))
    ids = set(map(IDS, elements))
    _need(len(ids) == len(elements) and "" not in ids)
    for name, most in _MOST:
        found = set(map(attrgetter(name), elements))
        _need(not found or 0 <= min(found) <= max(found) <= most)
    _need(all(0 <= each.heading_length <= len(each.content) for each in elements if each.heading_length))


def _check_facts(facts: Sequence[Fact], elements: Iterable[Element]) -> None:
    _need(_have_types(facts) and "" not in map(IDS, facts))
    lengths = {element.id: len(element.content) for element in elements}
    before, end = "", 0
    for fact in facts:
        own = fact.element_id
        _need((end if own == before else 0) <= fact.start <= fact.end <= lengths.get(own, -1))
        before, end = own, fact.end


def _have_types(values: Sequence[Element | Fact]) -> bool:
    """``_is_typed`` without limits for numbers, which depend on the text; field by field, since there are thousands of values."""
    if not values:
        return True
    kinds = _kinds_of(type(values[0]))
    return all(_are_all(set(map(type, map(attrgetter(name), values))), kind) for name, kind in kinds.items())


def _are_all(found: Iterable[type], kind: Any) -> bool:
    return all(own is kind or (kind is not int and issubclass(own, kind)) for own in found)


def _is_typed(value: Identity | Numbering) -> bool:
    """Whether every field has its annotated type; SQLite and JSON would deliver any other as well."""
    return all(_is_of(getattr(value, name), kind) for name, kind in _kinds_of(type(value)).items())


def _kinds_of(kind: type) -> dict[str, Any]:
    """The fields of a class and their types."""
    return {field.name: field.type for field in fields(kind) if field.name not in _BLOCKS}


def _is_of(value: object, kind: object) -> bool:
    if type(value) is kind:
        return kind is not int or abs(value) <= HIGHEST  # type: ignore[arg-type]  # it is an int
    if get_origin(kind) is tuple:
        return isinstance(value, tuple) and all(map(_is_pair, value))
    return kind is not int and isinstance(value, kind)  # type: ignore[arg-type]  # a class, or str | None


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, str) for part in value)


def _need(holds: bool) -> None:
    if not holds:
        raise ValueError
