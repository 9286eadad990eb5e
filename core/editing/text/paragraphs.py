"""Applying what was typed in the text view: changed, split, joined and deleted paragraphs with their facts."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import attrgetter

from core.dates import is_date_line
from core.editing.outline.renumber import renumbered
from core.editing.text.replace_text import moved_facts, narrowed, with_text_replaced
from core.editing.text.values import spread_value, written
from core.model.blocks import CellPlace, Emphasis, KeptObject, moved_objects
from core.model.change import IDS, Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactState
from core.model.index import DraftIndex
from core.model.outline import SIGNED, back_start
from core.model.quantities import split_unit
from core.model.spans import Place, Span
from core.model.structure.notes import TEXT_OF, text_objects

INHERITED = frozenset({Role.PREAMBLE, Role.BODY, Role.CLOSING, Role.ATTACHMENT, Role.NOTE, Role.CELL})

_OBJECTS = attrgetter("objects")
_UNDATED = frozenset({Role.SIGNATURE, Role.NOTE})

DECIMAL = re.compile(r"(?<![\d.])(?P<number>\d+\.\d+)[万亿]?(?!\.?\d)")


@dataclass(frozen=True, slots=True)
class TypedFact:
    """The position of a fact in the typed paragraph."""

    fact_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TypedParagraph:
    """One paragraph as the text view shows it, ordinal left out; ``element_id`` is empty for a new one.

    ``cell`` is that of a new paragraph, where the view knows it; else a new one stands in the cell of the one before it.
    ``emphasis`` is what the view shows; None where it shows none, and the emphasis keeps to its characters.
    """

    element_id: str
    content: str
    facts: tuple[TypedFact, ...] = ()
    cell: CellPlace | None = None
    emphasis: tuple[Emphasis, ...] | None = None


Typed = tuple[Element, TypedParagraph]


def take_over(
    draft: Draft,
    old_ids: Sequence[str],
    typed: Sequence[TypedParagraph],
    wiped: Sequence[Fact] = (),
    held: Sequence[Fact] = (),
) -> Change:
    """The change that makes the contiguous elements ``old_ids`` equal to the typed paragraphs.

    A fact whose characters changed becomes 已更新 at every place of its field; one whose characters are gone is removed;
    one that occurs twice becomes another place of its field. ``wiped`` are facts not in the draft that may return.
    ``held`` are the places of a field as they were before the user began deleting the first of them: if that one is gone,
    the others get their value back. A new paragraph takes the plain-text role of the one before it. An empty run stands at
    the end of the draft.
    """
    typed, known_facts = _with_open_facts(draft, typed), _known(draft, wiped)
    before = _before(draft, typed)
    serial = draft.serial + sum(
        known.id != paragraph.element_id for known, paragraph in zip(before, typed, strict=True)
    )
    whole = [_whole(known.content, paragraph, known_facts) for known, paragraph in zip(before, typed, strict=True)]
    made = [_rewritten(known, paragraph) for known, paragraph in zip(before, typed, strict=True)]
    made = list(map(_dated, _with_objects(draft, old_ids, made)))
    facts = tuple(_settled(draft, old_ids, list(zip(made, whole, strict=True)), known_facts, serial))
    after = _with_run(draft, old_ids, tuple(made), facts)
    after = _spread(after, [fact for fact in facts if fact.text != known_facts.get(fact.id, fact).text])
    after = _given_back(after, held)
    return difference(draft, after, Place(made[0].id if made else old_ids[0], Span(0, 0)), "输入")


def _with_open_facts(draft: Draft, typed: Sequence[TypedParagraph]) -> Sequence[TypedParagraph]:
    """The paragraphs with the facts that have no characters yet: what is typed at the place of one is its value.

    A view cannot show such a fact, an empty cell of a table, and so does not name it.
    """
    waiting = {fact.element_id: fact for fact in draft.facts if fact.start == fact.end}
    if waiting.keys().isdisjoint(paragraph.element_id for paragraph in typed):
        return typed
    contents = {element.id: element.content for element in draft.elements}
    return [
        _with_open_fact(contents[paragraph.element_id], waiting[paragraph.element_id], paragraph)
        if paragraph.element_id in waiting
        else paragraph
        for paragraph in typed
    ]


def _with_open_fact(old: str, fact: Fact, paragraph: TypedParagraph) -> TypedParagraph:
    if any(item.fact_id == fact.id for item in paragraph.facts):
        return paragraph
    span, text = narrowed(old, paragraph.content)
    start, end = fact.start, fact.end
    if span.start <= fact.start <= span.end:
        start, end = span.start, span.start + len(text)
    elif span.end < fact.start:
        start = end = fact.start + len(text) - len(span)
    facts = sorted((*paragraph.facts, TypedFact(fact.id, start, end)), key=lambda item: item.start)
    return replace(paragraph, facts=tuple(facts))


def take_over_in(
    index: DraftIndex,
    old_ids: Sequence[str],
    typed: Sequence[TypedParagraph],
    wiped: Sequence[Fact] = (),
    held: Sequence[Fact] = (),
) -> Change:
    """``take_over`` at the cost of the touched paragraphs, independent of the draft's length.

    If paragraphs are added or removed, or facts from elsewhere are inserted, the whole draft is processed.
    """
    groups = [fact.field for fact in (*wiped, *held)]
    part = index.part(old_ids, groups)
    known = {fact.id for fact in (*part.facts, *wiped)}
    stays = [paragraph.element_id for paragraph in typed] == list(old_ids)
    is_apart = stays and all(item.fact_id in known for paragraph in typed for item in paragraph.facts)
    return take_over(part if is_apart else index.draft, old_ids, typed, wiped, held)


def retyped(draft: Draft, element: Element, content: str) -> TypedParagraph:
    """An element with new content; facts are moved by the shortest edit between the two."""
    span, text = narrowed(element.content, content)
    own = (fact for fact in draft.facts if fact.element_id == element.id)
    moved = moved_facts(own, span, text)
    return TypedParagraph(element.id, content, tuple(TypedFact(f.id, f.start, f.end) for f in moved))


def _before(draft: Draft, typed: Sequence[TypedParagraph]) -> list[Element]:
    """The elements before the typing; new ones are empty, with the role of their position."""
    elements, found, serial = {element.id: element for element in draft.elements}, list[Element](), draft.serial
    for paragraph in typed:
        known = elements.get(paragraph.element_id)
        if known is None:
            serial += 1
            element_id = f"e{serial}"
            cell = paragraph.cell
            role = Role.CELL if cell else _role_behind(draft, found)
            known = _new(element_id, role, cell, found)
        found.append(known)
    return found


def _new(element_id: str, role: Role, cell: CellPlace | None, before: Sequence[Element]) -> Element:
    """An empty paragraph in the cell, or on the kind of page, of the one before it."""
    last = before[-1] if before else None
    if role is Role.CELL:
        return Element(element_id, role, "", cell=cell or (last.cell if last else None))
    return Element(element_id, role, "", landscape=last is not None and last.landscape)


def _role_behind(draft: Draft, before: Sequence[Element]) -> Role:
    """The role of a new paragraph: after the signature and date that end a report come other units, and notes."""
    role = before[-1].role if before else Role.BODY
    if role in INHERITED:
        return role
    if role not in SIGNED or not frozenset(before).intersection(draft.elements[back_start(draft.elements) :]):
        return Role.BODY
    return Role.NOTE if role is Role.ISSUE_DATE else Role.SIGNATURE


def _dated(element: Element) -> Element:
    """A date written below the signature in Nigao becomes the issue date, unless it stands in a note."""
    is_open = element.role in _UNDATED and not element.line and not text_objects(element.objects)
    return replace(element, role=Role.ISSUE_DATE) if is_open and is_date_line(element.content.strip()) else element


def _rewritten(element: Element, paragraph: TypedParagraph) -> Element:
    if element.content != paragraph.content:
        element = with_text_replaced(element, *narrowed(element.content, paragraph.content))
    if paragraph.emphasis is None or paragraph.emphasis == element.emphasis:
        return element
    return replace(element, emphasis=paragraph.emphasis)


def _with_objects(draft: Draft, old_ids: Sequence[str], made: list[Element]) -> list[Element]:
    """The elements with every object where its characters are now: paragraphs that were split or joined take them along.

    A paragraph stays in its note and takes a new one behind it along; joined to another it leaves the note.
    """
    old = frozenset(old_ids)
    were = list(_texts(each for each in draft.elements if each.id in old))
    if old == frozenset(map(IDS, made)) or not any(map(_OBJECTS, were)):
        return made
    texts = list(_texts(made))
    homes = _homes(_moved_objects(were, texts), texts)
    notes = {each.id: text_objects(each.objects) for each in were}
    found, of_note = list[Element](), tuple[KeptObject, ...]()
    for each in made:
        of_note = notes.get(each.id, of_note if each.role is Role.NOTE else ())
        figure = each.role is Role.FIGURE
        found.append(each if figure else replace(each, objects=(*of_note, *homes.get(each.id, ()))))
    return found


def _texts(elements: Iterable[Element]) -> Iterator[Element]:
    return (each for each in elements if each.role is not Role.FIGURE)


def _homes(objects: Sequence[KeptObject], texts: Sequence[Element]) -> dict[str, tuple[KeptObject, ...]]:
    """The objects of each paragraph, by its id; ``objects`` count from the start of the first."""
    starts = list(accumulate((len(each.content) + 1 for each in texts), initial=0))
    found: dict[str, tuple[KeptObject, ...]] = {}
    for one in objects if texts else ():
        number = max(min(bisect_right(starts, one.offset), len(texts)) - 1, 0)
        home = texts[number].id
        found[home] = (*found.get(home, ()), replace(one, offset=one.offset - starts[number]))
    return found


def _moved_objects(were: Sequence[Element], texts: Sequence[Element]) -> list[KeptObject]:
    """The objects of paragraphs; their offsets count from the start of the first, before and then after the edit.

    Those that make a paragraph one of a note are left out, and the marks of notes in a paragraph that was deleted.
    """
    span, text = narrowed("\n".join(each.content for each in were), "\n".join(each.content for each in texts))
    kept, stay = {each.id: each.content for each in were}, {each.id: each.content for each in texts}
    gone = Span(-1, sum(map(len, kept.values())) + len(kept)) if stay.items() <= kept.items() else span
    return list(moved_objects(_staying(were, stay, gone), span, len(text)))


def _staying(were: Sequence[Element], stay: Container[str], gone: Span) -> Iterator[KeptObject]:
    at = 0
    for each in were:
        of_note = text_objects(each.objects)
        placed = (replace(one, offset=one.offset + at) for one in each.objects if one not in of_note)
        yield from (one for one in placed if each.id in stay or not _goes(one, gone))
        at += len(each.content) + 1


def _goes(one: KeptObject, gone: Span) -> bool:
    """Whether the mark of a note goes with the deleted words around it."""
    return one.kind in TEXT_OF and gone.start < one.offset < gone.end


def _whole(old: str, paragraph: TypedParagraph, known: Mapping[str, Fact]) -> TypedParagraph:
    """If typing joined facts into one decimal figure, the last of them covers the whole figure.

    A 万 or 亿 behind it belongs to the figure unless the unit of that fact counts in one: then it is the unit's.
    """
    if not paragraph.facts or old == paragraph.content:
        return paragraph
    span, text = narrowed(old, paragraph.content)
    facts = paragraph.facts
    for figure in DECIMAL.finditer(paragraph.content):
        if figure.start() <= span.start + len(text) and span.start <= figure.end():
            facts = _joined(facts, figure, known)
    return replace(paragraph, facts=facts)


def _joined(facts: tuple[TypedFact, ...], figure: re.Match[str], known: Mapping[str, Fact]) -> tuple[TypedFact, ...]:
    """The facts with one fact in place of those that overlap a figure, unless one begins before it."""
    start, end = figure.span()
    before = tuple(fact for fact in facts if fact.end <= start)
    behind = tuple(fact for fact in facts if fact.start >= end)
    parts = facts[len(before) : len(facts) - len(behind)]
    if not parts or parts[0].start < start:
        return facts
    last = parts[-1]
    if last.fact_id in known and split_unit(known[last.fact_id].unit)[0]:
        end = figure.end("number")
    return (*before, replace(last, start=start, end=max(end, last.end)), *behind)


def _known(draft: Draft, wiped: Sequence[Fact]) -> dict[str, Fact]:
    """Every fact that may occur in typed text; a returning one takes the present value of its field."""
    now = {fact.id: fact for fact in draft.facts}
    fields = {fact.field: fact for fact in reversed(draft.facts)} if wiped else {}
    back = {fact.id: replace(fields.get(fact.field, fact), id=fact.id) for fact in wiped}
    return {**back, **now}


def _settled(
    draft: Draft, old_ids: Sequence[str], typed: Sequence[Typed], known: dict[str, Fact], serial: int
) -> Iterator[Fact]:
    """The facts in the typed paragraphs; the second place of one gets an id of its own."""
    old = frozenset(old_ids)
    used = {fact.id for fact in draft.facts if fact.element_id not in old}
    for element, paragraph in typed:
        for item in paragraph.facts:
            fact = known.get(item.fact_id)
            if fact is None:
                continue
            text = paragraph.content[item.start : item.end]
            fact = replace(fact, element_id=element.id, start=item.start, end=item.end, text=text)
            if fact.id in used:
                serial += 1
                fact = replace(fact, id=f"f{serial}")
                known[fact.id] = known[item.fact_id]
            used.add(fact.id)
            yield fact


def _given_back(after: Draft, held: Sequence[Fact]) -> Draft:
    """Restore the places ``held`` if the first of them is gone."""
    now = frozenset(fact.id for fact in after.facts) if held else frozenset()
    if not held or held[0].id in now:
        return after
    before = {fact.id: fact for fact in held if fact.id in now}
    after = written(after, {fact.id: fact.text for fact in before.values()}, FactState.UPDATED)
    return replace(after, facts=tuple(_as_held(fact, before.get(fact.id, fact)) for fact in after.facts))


def _as_held(fact: Fact, before: Fact) -> Fact:
    return replace(before, element_id=fact.element_id, start=fact.start, end=fact.end)


def _with_run(draft: Draft, old_ids: Sequence[str], made: tuple[Element, ...], facts: tuple[Fact, ...]) -> Draft:
    old = frozenset(old_ids)
    index = next((i for i, element in enumerate(draft.elements) if element.id in old), len(draft.elements))
    rest = tuple(element for element in draft.elements if element.id not in old)
    elements = rest[:index] + made + rest[index:]
    if {element.id for element in made} != old:
        elements = renumbered(elements, draft.numbering, draft)
    position = {element.id: i for i, element in enumerate(elements)}
    untouched = tuple(fact for fact in draft.facts if fact.element_id not in old)
    ordered = sorted(untouched + facts, key=lambda fact: (position[fact.element_id], fact.start))
    return replace(draft, elements=elements, facts=tuple(ordered))


def _spread(after: Draft, changed: Sequence[Fact]) -> Draft:
    """Write a value typed at one place at the other places of its field, too."""
    for fact in changed:
        after = apply(after, spread_value(after, fact.id, fact.text))
    return after
