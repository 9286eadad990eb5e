"""Carry-over check: names of persons, places and units in a report that belong to another unit.

Names that anybody may write (national bodies, well-known names, 延安精神) are skipped; those on the unit card are own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.checks.checked_text import checked
from core.checks.names.persons import PERSON, persons
from core.checks.names.places import PLACE, places
from core.checks.names.tables import NameTables
from core.checks.names.units import UNIT, units
from core.checks.names.words import NameSpan, TaggedWords, read_words
from core.model.card import UnitCard
from core.model.elements import Element, Role
from core.model.spans import Place, Span

__all__ = ("PERSON", "PLACE", "UNIT", "ForeignName", "foreign_names", "head_words", "own_words")

ENDING = re.compile(r"(?:壮族|回族|维吾尔)?(?:自治[区州县旗]|特别行政区|街道(?:办事处)?|新区|[省市区县旗州盟镇乡])$")
QUOTATION = re.compile(r"[“《][^“”《》]{1,20}[”》](?:工程|行动|计划)?")
HEADS = frozenset({Role.TITLE, Role.SUBTITLE, Role.SIGNATURE})
SEPARATORS = re.compile(r"[\s、，,；;]+")


@dataclass(frozen=True, slots=True)
class ForeignName:
    """A name that is not one's own: its ``sort`` (person, place, unit) and all its places, first to last."""

    sort: str
    text: str
    places: tuple[Place, ...]


def foreign_names(elements: Sequence[Element], tables: NameTables, own: frozenset[str]) -> tuple[ForeignName, ...]:
    """The names in the elements that are neither common property nor among ``own``, in order."""
    found: dict[tuple[str, str], list[Place]] = {}
    for element, names in checked(elements).per_paragraph(_names_in, tables):
        for name in names if element.role is not Role.NOISE else ():
            text = element.content[name.start : name.end]
            if not is_own(text, own, tables):
                place = Place(element.id, Span(name.start, name.end))
                found.setdefault((name.sort, text), []).append(place)
    return tuple(ForeignName(sort, text, tuple(spots)) for (sort, text), spots in found.items())


def own_words(card: UnitCard) -> frozenset[str]:
    """Every name on a card, those of places with and without their ending."""
    divisions = (card.province, card.city, card.county, card.town)
    names = [card.unit, *divisions, *card.short_names, *card.others]
    names += [word for leader in card.leaders for word in (leader.name, leader.post)]
    stems = [ENDING.sub("", name) for name in divisions]
    return frozenset(name for name in (*names, *stems) if len(name) > 1)


def head_words(elements: Iterable[Element], tables: NameTables) -> frozenset[str]:
    """Every name in the titles and signatures of a report, those of places with and without their ending."""
    heads = [element for element in elements if element.role in HEADS]
    names = [head.content[name.start : name.end] for head in heads for name in _names_in(head, tables)]
    return frozenset(name for name in (*names, *(ENDING.sub("", name) for name in names)) if len(name) > 1)


def is_own(text: str, own: frozenset[str], tables: NameTables) -> bool:
    """Whether a name is own: part of an own name, containing one, or the epithet of the own province."""
    if any(text in word or word in text for word in own):
        return True
    return any(tables.epithets[word] in own for word in tables.epithets if word in text)


def _names_in(element: Element, tables: NameTables) -> tuple[NameSpan, ...]:
    return tuple(_names(read_words(element.content), tables)) if element.content else ()


def _names(words: TaggedWords, tables: NameTables) -> Iterator[NameSpan]:
    """The names of a paragraph in order, without nested ones and those that anybody may write."""
    spots = places(words, tables)
    found = [*spots, *persons(words, tables), *units(words, tables, spots)]
    end = 0
    for name in sorted(found, key=lambda name: (name.start, -name.end, name.sort)):
        if name.end > end and not _is_everybodys(words, name, tables):
            yield name
            end = name.end


def _is_everybodys(words: TaggedWords, name: NameSpan, tables: NameTables) -> bool:
    text = words.text[name.start : name.end]
    if tables.is_plain(text) or _is_part(words, name, tables.nationals.get(text, ())):
        return True
    following = QUOTATION.sub("", words.text[name.end : name.end + 24])
    return name.sort == PLACE and following.startswith(tuple(tables.words["lessons"]))


def _is_part(words: TaggedWords, name: NameSpan, holders: Sequence[str]) -> bool:
    """Whether the name stands inside one that everybody knows: 长江 in 长江经济带."""
    text = words.text[name.start : name.end]
    return any(
        words.text.startswith(holder, name.start - holder.index(text))
        for holder in holders
        if name.start >= holder.index(text)
    )
