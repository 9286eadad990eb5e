"""Validates the content of a draft file. Anybody may have edited the file, and what passes here is edited later."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Any, get_origin

from core.model.change import number_of
from core.model.document import Numbering
from core.model.draft import Draft, Identity
from core.model.elements import Element
from core.model.fact import Fact

_BLOCKS = frozenset({"emphasis", "objects", "cell", "table"})
"""Fields of an element that ``core.drafts.codec`` validates when it reads them."""

DEEPEST = 64
"""Maximum of levels and depths."""

HIGHEST = 10**9
"""Maximum of serials, years and lines."""


def validated(draft: Draft) -> Draft:
    """The draft, its ``serial`` raised above every id in use; ValueError when it is inconsistent."""
    _need(_is_typed(draft.identity) and _is_typed(draft.numbering) and 0 <= draft.serial <= HIGHEST)
    _check_elements(draft.elements)
    _check_facts(draft.facts, draft.elements)
    for basis in draft.basis:
        _need(isinstance(basis.name, str))
        _check_elements(basis.elements)
    _need(all(_is_origin(origin, len(draft.basis)) for origin in draft.origins))
    ids = [element.id for element in draft.elements] + [fact.id for fact in draft.facts]
    serial = max([draft.serial, *map(number_of, ids)])
    _need(serial <= HIGHEST)
    return replace(draft, serial=serial)


def _is_origin(origin: tuple[object, ...], count: int) -> bool:
    element_id, number, other = origin
    return isinstance(element_id, str) and isinstance(other, str) and isinstance(number, int) and 0 <= number < count


def _check_elements(elements: Iterable[Element]) -> None:
    seen: set[str] = set()
    for element in elements:
        _need(_has_types(element) and element.id != "" and element.id not in seen)
        _need(0 <= element.level <= DEEPEST and 0 <= element.depth <= DEEPEST and 0 <= element.line <= HIGHEST)
        _need(0 <= element.heading_length <= len(element.content))
        seen.add(element.id)


def _check_facts(facts: Iterable[Fact], elements: Iterable[Element]) -> None:
    lengths = {element.id: len(element.content) for element in elements}
    found = tuple(facts)
    for fact in found:
        _need(_has_types(fact) and fact.id != "")
        _need(0 <= fact.start <= fact.end <= lengths.get(fact.element_id, -1))
    for before, fact in pairwise(found):
        _need(before.element_id != fact.element_id or before.end <= fact.start)


def _has_types(value: Element | Fact) -> bool:
    """``_is_typed`` without limits for numbers, which depend on the text; fast enough for thousands of values."""
    values_of, kinds = _shape(type(value))  # type: ignore[arg-type]  # classes can be hashed
    return _fits(kinds, tuple(map(type, values_of(value))))


@cache
def _fits(kinds: tuple[Any, ...], found: tuple[type, ...]) -> bool:
    return all(
        own is kind or (kind is not int and issubclass(own, kind)) for own, kind in zip(found, kinds, strict=True)
    )


def _is_typed(value: Identity | Numbering) -> bool:
    """Whether every field has its annotated type; SQLite and JSON would deliver any other as well."""
    values_of, kinds = _shape(type(value))  # type: ignore[arg-type]  # classes can be hashed
    return all(map(_is_of, values_of(value), kinds))


@cache
def _shape(kind: type) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[Any, ...]]:
    """A getter of all fields of a class, and their types; cached, since there are thousands of facts."""
    found = [field for field in fields(kind) if field.name not in _BLOCKS]
    return attrgetter(*(field.name for field in found)), tuple(field.type for field in found)


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
