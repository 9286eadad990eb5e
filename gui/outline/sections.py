"""The sections of a draft by key, and the lines of its outline: sections, their points, and their progress."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, compress, count, repeat
from operator import attrgetter, is_not
from types import MappingProxyType

from core.model.change import Change
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.index import NONE, DraftIndex
from core.model.outline import FieldCount, Readiness, Section, readiness, sections
from core.model.structure.attachments import attached_start
from core.model.structure.notes import is_of_note
from core.workflows.drafting import lengths
from core.workflows.drafting.points import HOLDERS, points_of

Held = tuple[Fact, ...]
"""The facts of one paragraph."""

_ROLE = attrgetter("role")

NAMING = frozenset({Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE})
"""What an attachment is called in the outline."""

FRONT, BACK = lengths.FRONT, "back"
"""Keys of the stretches before the first heading and after the last part; any other section has its heading's id."""


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """One line of the outline; ``part`` counts the fields of the section with everything under it.

    A point has depth 0, its ``section``, and the element with the offset where it begins.
    """

    key: str
    ordinal: str
    heading: str
    depth: int
    part: Readiness
    section: str = ""
    place: tuple[str, int] | None = None

    @property
    def section_key(self) -> str:
        """The key of the section that this line is, or belongs to."""
        return self.section or self.key


def key_of(section: Section) -> str:
    """The section's key, stable while its text is edited."""
    return section.heading_id or (BACK if section.heading == "落款" else FRONT)


def keyed_sections(draft: Draft) -> dict[str, Section]:
    """The draft's sections by key; 引言 and 落款 exist even while they are empty."""
    found = {key_of(section): section for section in sections(draft.elements)}
    front = found.pop(FRONT, Section(FRONT, "", "", "引言", 0, ()))
    back = found.pop(BACK, Section(BACK, "", "", "落款", 0, ()))
    attached = {part.id for part in draft.elements[attached_start(draft.elements) :]}
    own = {key: section for key, section in found.items() if key not in attached}
    return {FRONT: front, **own, BACK: back, **{key: each for key, each in found.items() if key in attached}}


def stay(change: Change) -> bool:
    """Whether all sections are unchanged, with the same paragraphs in them."""
    before, after = change.before.elements, change.after.elements
    if change.after.order is not None or len(before) != len(after):
        return False
    return all(_in_outline(old) == _in_outline(new) for old, new in zip(before, after, strict=True))


def _in_outline(element: Element) -> tuple[object, ...]:
    """Everything that determines where sections begin and what they are called."""
    if element.role in NAMING:
        return element.id, element.role, element.text
    name = (element.ordinal, element.heading, element.depth) if element.role is Role.HEADING else ()
    notes = tuple(each.media for each in element.objects if is_of_note(each))
    return element.id, element.role, notes, *name


def section_of(by_key: Mapping[str, Section], element_id: str) -> str:
    """The key of the section of an element; empty for an unknown one."""
    return next((key for key, section in by_key.items() if element_id in section.element_ids), "")


def identity_changed(change: Change) -> bool:
    """Whether the draft's name or its basis documents may have changed."""
    sides = (change.before, change.after)
    is_title = any(element.role is Role.TITLE for side in sides for element in side.elements)
    return is_title or any(side.order or side.identity or side.basis for side in sides)


def touched_by(change: Change) -> frozenset[str]:
    """The paragraphs that differ between the two states."""
    sides = (change.before, change.after)
    named = {element.id for side in sides for element in side.elements}
    return frozenset(named.union(fact.element_id for side in sides for fact in side.facts))


Objects = Mapping[str, tuple[int, int]]
NO_OBJECTS: Objects = MappingProxyType({})


class OutlineLines:
    """Builds the lines of the outline, caching the points of unchanged paragraphs."""

    def __init__(self) -> None:
        self._points: dict[str, tuple[Element, Held, str, tuple[SectionEntry, ...]]] = {}
        self._counts: dict[str, tuple[list[Held], FieldCount]] = {}
        self._made: tuple[Mapping[str, Section], list[list[SectionEntry]]] = {}, []
        self._places: dict[str, tuple[int, int]] = {}
        self._own: list[list[tuple[SectionEntry, ...]]] = []
        self._ends: list[int] = []
        self._objects: Objects = NO_OBJECTS

    def of(
        self,
        index: DraftIndex,
        by_key: Mapping[str, Section],
        touched: AbstractSet[str] | None = None,
        objects: Objects = NO_OBJECTS,
    ) -> tuple[SectionEntry, ...]:
        """The lines in document order: each section, followed by the points in its own paragraphs.

        ``touched`` are the paragraphs changed since the last call, None if unknown; ``objects`` says of paragraphs how many
        objects of last year's wait for a look, and how many there are.
        """
        if touched is not None and objects != self._objects:
            touched = touched | {each for each, _ in objects.items() ^ self._objects.items()}
        self._objects = objects
        if touched is None or self._made[0] is not by_key:
            self._made, touched = self._anew(index, by_key), None
        parts = tuple(by_key.items())
        for number in self._others(touched):
            self._made[1][number] = self._lines_of(index, parts[number : self._ends[number]], number, touched)
        return tuple(chain.from_iterable(self._made[1]))

    def _others(self, touched: AbstractSet[str] | None) -> Collection[int]:
        """The indexes of the sections with changes in them or under them."""
        if touched is None:
            return range(len(self._ends))
        found = {self._places[each][0] for each in touched if each in self._places}
        return [number for number, end in enumerate(self._ends) if any(number <= own < end for own in found)]

    def _anew(
        self, index: DraftIndex, by_key: Mapping[str, Section]
    ) -> tuple[Mapping[str, Section], list[list[SectionEntry]]]:
        """Start without lines; the points of removed paragraphs are dropped from the cache."""
        self._points = {each: kept for each, kept in self._points.items() if each in index.elements}
        self._places = _places_in(by_key.values())
        self._own = [[()] * len(section.element_ids) for section in by_key.values()]
        depths = [section.depth for section in by_key.values()]
        self._ends = [_end(depths, number) for number in range(len(depths))]
        return by_key, [[] for _ in by_key]

    def _lines_of(
        self, index: DraftIndex, part: Sequence[tuple[str, Section]], number: int, touched: AbstractSet[str] | None
    ) -> list[SectionEntry]:
        """The line of a section of this number, the first of these with those under it, and its points."""
        key, section = part[0]
        under = [each for _, one in part for each in one.element_ids]
        facts = list(map(index.facts.get, under, repeat(NONE)))
        part_count = self._count(key, facts).with_objects(*self._objects_in(under))
        points = self._own[number]
        for at in self._positions(index, section, number, touched):
            points[at] = self._points_in(index.elements[section.element_ids[at]], facts[at], key)
        line = SectionEntry(key, section.ordinal, section.heading, section.depth, part_count)
        return [line, *chain.from_iterable(points)]

    def _objects_in(self, element_ids: Sequence[str]) -> tuple[int, int]:
        """How many objects in these paragraphs wait for a look, and how many there are."""
        own = [self._objects[each] for each in element_ids if each in self._objects] if self._objects else []
        return sum(each for each, _ in own), sum(each for _, each in own)

    def _positions(
        self, index: DraftIndex, section: Section, number: int, touched: AbstractSet[str] | None
    ) -> Iterable[int]:
        """Where the touched paragraphs, or all that may hold points, stand in the section of this number."""
        if touched is not None:
            places = (self._places[each] for each in touched if each in self._places)
            return [at for home, at in places if home == number]
        roles = map(_ROLE, map(index.elements.__getitem__, section.element_ids))
        return compress(count(), map(HOLDERS.__contains__, roles))

    def _count(self, key: str, groups: list[Held]) -> Readiness:
        """Counted again only where a fact changed: unchanged tuples are identical objects."""
        before, total = self._counts.get(key, ([], FieldCount()))
        if len(before) == len(groups):
            others = list(compress(zip(before, groups, strict=True), map(is_not, before, groups)))
        else:
            head = _common(before, groups)
            tail = _common(before[head:][::-1], groups[head:][::-1])
            gone, new = before[head : len(before) - tail], groups[head : len(groups) - tail]
            others = [(tuple(chain.from_iterable(gone)), tuple(chain.from_iterable(new)))]
        for old, now in others:
            total.change(old, now)
        self._counts[key] = groups, total
        return total.ready

    def _points_in(self, element: Element, facts: Held, section: str) -> tuple[SectionEntry, ...]:
        known = self._points.get(element.id)
        if known is None or known[0] is not element or known[1] != facts or known[2] != section:
            known = element, facts, section, tuple(_points(element, facts, section))
            self._points[element.id] = known
        return known[3]


def _common(first: Sequence[Held], second: Sequence[Held]) -> int:
    """The length of the common beginning, by identity."""
    return next(compress(count(), map(is_not, first, second)), min(len(first), len(second)))


def _places_in(found: Iterable[Section]) -> dict[str, tuple[int, int]]:
    """For each paragraph the number of its section, and its number there."""
    return {each: (number, at) for number, one in enumerate(found) for at, each in enumerate(one.element_ids)}


def _points(element: Element, facts: Sequence[Fact], section: str) -> Iterator[SectionEntry]:
    for number, point in enumerate(points_of(element)):
        inside = [fact for fact in facts if point.span.start <= fact.start < point.span.end]
        key = f"{element.id}/{number}"
        words = " " + point.heading
        yield SectionEntry(key, point.ordinal, words, 0, readiness(inside), section, (element.id, point.span.start))


def _end(depths: Sequence[int], number: int) -> int:
    """The index after the last section under a section; 引言 and 落款 have none."""
    end = number + 1
    while depths[number] and end < len(depths) and depths[end] > depths[number]:
        end += 1
    return end


def entry_text(entry: SectionEntry) -> str:
    """The line as text."""
    count = entry.part
    if not count.total:
        return f"{entry.ordinal}{entry.heading}，没有要素"
    state = f"待填{count.empty}，待核{count.carried}" if count.done < count.total else "全部核过"
    return f"{entry.ordinal}{entry.heading}，已核{count.done}处，共{count.total}处，{state}"
