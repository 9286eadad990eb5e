"""The edit of the draft that takes one change of a returned copy, as an ordinary change of the draft."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, islice, takewhile
from types import MappingProxyType

from core.editing.grids.figures import delete_note, insert_note_with
from core.editing.outline.renumber import renumbered
from core.editing.text.paragraphs import TypedFact, TypedParagraph, take_over
from core.editing.text.replace_text import moved_facts
from core.editing.text.units import ScaledValue, is_at_other_scale, is_printed, with_scale
from core.model.blocks import LOOKS, Emphasis
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.review.changes import ChangeKind, ReviewChange, ReviewState
from core.model.spans import Place, Span
from core.model.structure.notes import notes_of
from core.review.carrying import Carried, carried
from core.review.differences import MARK
from core.similarity import similarity
from core.workflows.review.blocks import BY_HAND, EDITED, GONE_PLACE, BlockTaker
from core.workflows.review.cells import is_torn
from core.workflows.review.copies import CopyReview
from core.workflows.review.places import DraftPlaces, end_of, end_with_figures, is_figure
from core.workflows.review.recognised import draft_within, facts_within

IN_TEXT = frozenset({ChangeKind.REPLACE, ChangeKind.INSERT, ChangeKind.DELETE, ChangeKind.SPLIT})
_REASONS = MappingProxyType({ReviewState.TAKEN: "review_taken_already", ReviewState.OVERTAKEN: EDITED})


Scaled = tuple[Fact, TypedFact, ScaledValue]
"""A fact, where its value stands in new words, and that value with its unit."""

_MOST_PARTS = 6
"""Paragraphs that one is divided into at most."""


class Taker:
    """Makes the edits that take changes of one copy into a draft; each method gives a change, or the code of a reason."""

    def __init__(self, draft: Draft, copy: CopyReview) -> None:
        self.draft = draft
        self.copy = copy
        self._places = DraftPlaces(draft, copy)
        self.element = self._places.element
        self.blocks = BlockTaker(self._places)
        self._index = copy.index

    def edit(self, change: ReviewChange) -> Change | str:
        """The edit that takes a change."""
        ways: Mapping[ChangeKind, Callable[[ReviewChange], Change | str]] = {
            ChangeKind.NEW: self.new,
            ChangeKind.GONE: self.gone,
            ChangeKind.MOVE: self.move,
            ChangeKind.JOIN: self.join,
            ChangeKind.TABLE: self.blocks.table,
            ChangeKind.FORMAT: self.format,
            ChangeKind.PICTURE: self.blocks.picture,
            ChangeKind.NOTE: self.note,
        }
        if change.kind in IN_TEXT:
            return self.text(change)
        way = ways.get(change.kind)
        return BY_HAND if way is None else way(change)

    def carried(self, element: Element, change: ReviewChange) -> Carried:
        """Where a change lies in its paragraph as it is now."""
        return self._carried(element, (change.start, change.end), change.new, self._index.printed.get(element.id, ""))

    def _carried(self, element: Element, span: tuple[int, int], new: str, printed: str, *others: Element) -> Carried:
        """Where characters of what was printed of an element lie now, in it and ``others`` that it was divided into.

        The draft counts its ordinals by itself: another one than the printed one is no edit.
        """
        length = self._index.prefixes.get(element.id, 0)
        shift = len(element.prefix) - length if length else 0
        numbered = element.prefix + printed[length:] if length else printed
        start, end = (each + shift if each >= length else each for each in span)
        return carried((start, end), new, numbered, MARK.join(each.text for each in (element, *others)))

    def text(self, change: ReviewChange) -> Change | str:
        """An edit inside one paragraph."""
        found = self.located(change)
        if found is None:
            return GONE_PLACE
        element, place = found
        if place.state in _REASONS:
            return _REASONS[place.state]
        if place.start < len(element.prefix):
            return "review_ordinal"
        start, end = place.start - len(element.prefix), place.end - len(element.prefix)
        return self.rewritten(element, start, end, change.new)

    def located(self, change: ReviewChange) -> tuple[Element, Carried] | None:
        """The paragraph in which an edit lies now and its place there, also after a join or divisions taken before."""
        printed = self._index.printed.get(change.element_id, "")
        start, end, name = change.start, change.end, change.element_id
        join = self._join_of(name) if self.element(name) is None else None
        if join is not None:
            shift = join.start + len(join.new) - join.end
            printed = self._index.printed[join.element_id][: join.start] + join.new + printed[join.end :]
            start, end, name = start + shift, end + shift, join.element_id
        parts = self._parts_of(name)
        if not parts:
            return None
        return _in_part(parts, self._carried(parts[0], (start, end), change.new, printed, *parts[1:]))

    def _join_of(self, name: str) -> ReviewChange | None:
        """How a paragraph that is gone was joined to another: as the copy says, or as somebody did whose paragraph before it now
        reads more like both together."""
        if name in self._index.joins:
            return self._index.joins[name]
        before = self._places.before(name)
        if before is None:
            return None
        own, gone = (self._index.printed.get(each, "") for each in (before.id, name))
        is_joined = similarity(before.text, own + gone) > similarity(before.text, own)
        return ReviewChange("", ChangeKind.JOIN, before.id, len(own), 0) if is_joined else None

    def _parts_of(self, name: str) -> list[Element]:
        """A paragraph with those behind it that a division of it made, whosever was taken: together they read most like it."""
        if name not in self._places.numbers:
            return []
        elements, place = self.draft.elements, self._places.numbers[name]
        added = takewhile(
            lambda index: self._places.is_added(elements, index), range(place + 1, place + 1 + _MOST_PARTS)
        )
        parts = [elements[place], *(elements[index] for index in added)]
        printed = self._index.printed.get(name, "")
        if len(parts) == 1 or parts[0].text == printed:
            return parts[:1]
        joined = accumulate(each.text for each in parts)
        likeness = [similarity(text, printed) for text in joined]
        return parts[: likeness.index(max(likeness)) + 1]

    def rewritten(self, element: Element, start: int, end: int, new: str) -> Change:
        """Characters of a paragraph's content replaced; ``MARK`` divides it."""
        content = element.content[:start] + new + element.content[end:]
        scaled = self._scaled(element, Span(start, end), new, content)
        kept = self._kept(element, Span(start, end), new, scaled)
        facts = sorted((*kept, *(typed for _, typed, _ in scaled)), key=lambda typed: typed.start)
        parts = _divided(element, content, facts)
        within = draft_within(self.draft, {element.id}) if len(parts) == 1 else self.draft
        apart = _apart(within, {*(fact.id for fact, _, _ in scaled), *self._half_filled(facts, content)})
        edit = take_over(apart, [element.id], parts)
        after = apply(apart, edit)
        for fact, _, value in scaled:
            after = with_scale(after, fact, value)
        return difference(within, after, edit.place, edit.reason)

    def _half_filled(self, facts: Iterable[TypedFact], content: str) -> Iterator[str]:
        """The masks that words were written into and that still mask something: nothing for the other places of the field."""
        masks = {fact.id: fact for fact in self.draft.facts if fact.kind is FactKind.MASK}
        for typed in facts:
            new, old = content[typed.start : typed.end], masks[typed.fact_id].text if typed.fact_id in masks else ""
            if new != old and set(new) & set(old):
                yield typed.fact_id

    def _kept(self, element: Element, span: Span, new: str, scaled: Sequence[Scaled]) -> Iterator[TypedFact]:
        """The facts of a paragraph whose unit stays, where they stand in its new words."""
        others = {fact.id for fact, _, _ in scaled}
        known = [fact for fact in self._facts_of(element) if fact.id not in others]
        content = element.content[: span.start] + new + element.content[span.end :]
        moved_known = _typed(known, *_up_to_values(known, element.content, span, new))
        return (fact for typed in moved_known if (fact := self._value(element, typed, content)) is not None)

    def _scaled(self, element: Element, span: Span, new: str, content: str) -> list[Scaled]:
        """The facts whose value or unit an edit rewrites at another scale: 3.3亿元 as 3500万元."""
        places = {fact: _with_unit(fact, element.content) for fact in self._facts_of(element) if fact.unit}
        touched = [fact for fact, own in places.items() if span.start <= own.end and own.start <= span.end]
        found = self._found(element, content) if touched else ()
        pairs = ((fact, _at(found, _after(places[fact], span, new))) for fact in touched)
        return [
            (fact, TypedFact(fact.id, value.start, value.end), ScaledValue(value.text, value.unit))
            for fact, value in pairs
            if value is not None and is_at_other_scale(fact, value)
        ]

    def _facts_of(self, element: Element) -> list[Fact]:
        return [fact for fact in self.draft.facts if fact.element_id == element.id]

    def _value(self, element: Element, typed: TypedFact, content: str) -> TypedFact | None:
        """Where the value of a fact stands in new words; None where none of its kind does: 若干 is none, the fact ends."""
        fact = next(each for each in self.draft.facts if each.id == typed.fact_id)
        text = content[typed.start : typed.end]
        if text == fact.text or fact.kind not in (FactKind.FIGURE, FactKind.DATE):
            return typed
        found = [each for each in self._found(element, content) if _overlaps(each, typed)]
        return _on_value(typed, found) if found else None

    def _found(self, element: Element, content: str) -> Sequence[Fact]:
        """The facts that a paragraph or cell would have with this content."""
        now = replace(element, content=content, emphasis=(), objects=())
        return facts_within([now if each.id == element.id else each for each in self.draft.elements], {element.id})

    def new(self, change: ReviewChange) -> Change | str:
        """A paragraph behind the one that the change names; not before the first one, which is the title's."""
        if is_torn(self.copy, change):
            return BY_HAND
        place = self._places.anchor(self.draft.elements, change) if change.after else -1
        if place < 0:
            return GONE_PLACE
        element = self.draft.elements[place]
        if element.table is not None:
            return self._behind_table(element, change.new)
        own = _as_it_is(element, self._facts_of(element))
        return take_over(self.draft, [element.id], [own, TypedParagraph("", change.new)])

    def made(self, change: ReviewChange) -> Element | None:
        """The paragraph that a change puts in, where it stands at its place, made since the copy went out; each stands for one."""
        elements, new = self.draft.elements, change.new.strip()
        place = self._places.before_change(elements, change)
        start = 0 if place < 0 else end_of(elements, elements[place].id)
        added = takewhile(lambda index: self._places.is_added(elements, index), range(start, len(elements)))
        alike = (each for each in self.copy.changes if (each.kind, each.after) == (change.kind, change.after))
        before = sum(each.new.strip() == new and each.order < change.order for each in alike)
        found = (elements[index] for index in added if elements[index].text.strip() == new)
        return next(islice(found, before, None), None)

    def _behind_table(self, table: Element, text: str) -> Change:
        """A paragraph behind the last cell of a table."""
        serial = self.draft.serial + 1
        place = end_of(self.draft.elements, table.id)
        made = Element(f"e{serial}", Role.BODY, text)
        elements = (*self.draft.elements[:place], made, *self.draft.elements[place:])
        after = replace(self.draft, elements=elements, serial=serial)
        return difference(self.draft, after, Place(made.id), "")

    def gone(self, change: ReviewChange) -> Change | str:
        """A paragraph that goes; one that was edited since stays."""
        element = self.element(change.element_id)
        if element is None:
            return "review_taken_already"
        if self.carried(element, change).state is ReviewState.OVERTAKEN:
            return EDITED
        return BY_HAND if is_torn(self.copy, change) else take_over(self.draft, [element.id], [])

    def move(self, change: ReviewChange) -> Change | str:
        """Paragraphs to another place, with the cells of their tables, figures, and what was divided off or put behind them."""
        taken = self._with_others(set(change.elements))
        rest = [each for each in self.draft.elements if each.id not in taken]
        moved = [each for each in self.draft.elements if each.id in taken]
        place = self._places.anchor(rest, change) if change.after else -1
        if not moved:
            return GONE_PLACE
        place = end_with_figures(rest, rest[place].id) if place >= 0 else 0
        elements = renumbered((*rest[:place], *moved, *rest[place:]), self.draft.numbering, self.draft)
        return self._reordered(elements, moved[0].id)

    def _with_others(self, own: set[str]) -> set[str]:
        """Elements with the cells, figures and new paragraphs that follow each of them."""
        taken, is_open = set(own), False
        for place, each in enumerate(self.draft.elements):
            is_other = each.role is Role.CELL or is_figure(each) or self._places.is_added(self.draft.elements, place)
            is_open = each.id in own or (is_open and is_other)
            if is_open:
                taken.add(each.id)
        return taken

    def _reordered(self, elements: Sequence[Element], element_id: str) -> Change:
        place = {each.id: index for index, each in enumerate(elements)}
        facts = tuple(sorted(self.draft.facts, key=lambda fact: (place[fact.element_id], fact.start)))
        after = replace(self.draft, elements=tuple(elements), facts=facts)
        return difference(self.draft, after, Place(element_id), "")

    def join(self, change: ReviewChange) -> Change | str:
        """The end of one paragraph and the beginning of another as one; those between go."""
        ids = [each.id for each in self.draft.elements]
        places = [ids.index(name) for name in change.elements if name in ids]
        if len(places) < len(change.elements):
            return GONE_PLACE
        first, last = self.draft.elements[places[0]], self.draft.elements[places[-1]]
        start, end = self._edge(first, change.start), self._edge(last, change.end)
        is_torn = places != list(range(places[0], places[0] + len(places)))
        if is_torn or start < len(first.prefix) or end < 0:
            return EDITED
        ordinal = self._index.printed.get(last.id, "")[change.end : self._index.prefixes.get(last.id, 0)]
        cut, rest = start - len(first.prefix), max(end - len(last.prefix), 0)
        new = change.new + ordinal  # in the middle of a paragraph nothing is counted anew
        content = first.content[:cut] + new + last.content[rest:]
        kept = self._cut(first, 0, cut, 0), self._cut(last, rest, len(last.content), cut + len(new) - rest)
        return take_over(self.draft, list(change.elements), [TypedParagraph(first.id, content, (*kept[0], *kept[1]))])

    def _cut(self, element: Element, start: int, end: int, shift: int) -> list[TypedFact]:
        """The facts of a paragraph between two offsets, moved."""
        own = (fact for fact in self._facts_of(element) if start <= fact.start and fact.end <= end)
        return [TypedFact(fact.id, fact.start + shift, fact.end + shift) for fact in own]

    def _edge(self, element: Element, offset: int) -> int:
        """Where an offset of the printed text lies now; -1 where somebody has edited just there."""
        place = self._carried(element, (offset, offset), MARK, self._index.printed.get(element.id, ""))
        return place.start if place.state is ReviewState.OPEN else -1

    def note(self, change: ReviewChange) -> Change | str:
        """A note that comes with its words, or goes with them."""
        if change.elements:
            return self._without_note(change)
        element = self.element(change.element_id)
        if element is None:
            return GONE_PLACE
        start = max(self.carried(element, replace(change, new="")).start - len(element.prefix), 0)
        return insert_note_with(self.draft, (element.id, start), change.detail, change.new.split(MARK)) or BY_HAND

    def _without_note(self, change: ReviewChange) -> Change | str:
        """A note that goes with its words, unless they were edited since."""
        own = [each for name in change.elements if (each := self.element(name)) is not None]
        if any(each.text != self._index.printed.get(each.id) for each in own):
            return EDITED
        return delete_note(self.draft, [each.id for each in own]) if own else "review_taken_already"

    def is_note_done(self, change: ReviewChange) -> bool:
        """Whether a note stands in the draft, or is gone, as a change wants it."""
        if change.elements:
            return not any(self.element(name) for name in change.elements)
        notes = notes_of(self.draft.elements).items()
        return any(
            holder == change.element_id
            and note.texts[0].id not in self.copy.index.base
            and MARK.join(each.text for each in note.texts) == change.new
            for (holder, _), note in notes
        )

    def format(self, change: ReviewChange) -> Change | str:
        """Emphasis put on or taken off."""
        element = self.element(change.element_id)
        if element is None:
            return GONE_PLACE
        place = self.carried(element, replace(change, new=MARK))
        if place.state is ReviewState.OVERTAKEN or place.start < len(element.prefix):
            return EDITED
        start, end = place.start - len(element.prefix), place.end - len(element.prefix)
        after = replace(element, emphasis=with_looks(element, start, end, change.detail.split()))
        elements = tuple(after if each.id == element.id else each for each in self.draft.elements)
        return difference(self.draft, replace(self.draft, elements=elements), Place(element.id), "")


def _in_part(parts: Sequence[Element], place: Carried) -> tuple[Element, Carried]:
    """A place in the texts of paragraphs, parted by ``MARK``, as one in a paragraph; over an end it cannot be taken."""
    offset = 0
    for part in parts:
        end = offset + len(part.text)
        if place.start <= end or part is parts[-1]:
            state = place.state if place.end <= end or place.state is ReviewState.TAKEN else ReviewState.OVERTAKEN
            return part, Carried(max(place.start - offset, 0), max(place.end - offset, 0), state)
        offset = end + 1
    return parts[0], place


def with_looks(element: Element, start: int, end: int, switches: Sequence[str]) -> tuple[Emphasis, ...]:
    """The emphasis of an element with looks put on (+bold) and taken off (-struck) these characters."""
    looks: list[frozenset[str]] = [frozenset()] * len(element.content)
    for each in element.emphasis:
        looks[each.start : each.end] = [frozenset(each.looks)] * (each.end - each.start)
    on = frozenset(switch[1:] for switch in switches if switch.startswith("+")).intersection(LOOKS)
    off = frozenset(switch[1:] for switch in switches if switch.startswith("-"))
    looks[start:end] = [(own | on) - off for own in looks[start:end]]
    runs = ((names, [offset for offset, _ in run]) for names, run in groupby(enumerate(looks), lambda item: item[1]))
    return tuple(Emphasis(places[0], places[-1] + 1, tuple(sorted(names))) for names, places in runs if names)


def _as_it_is(element: Element, facts: Iterable[Fact]) -> TypedParagraph:
    return TypedParagraph(
        element.id, element.content, tuple(TypedFact(each.id, each.start, each.end) for each in facts)
    )


def _divided(element: Element, content: str, facts: Sequence[TypedFact]) -> list[TypedParagraph]:
    """A paragraph's new content with its facts, divided at each ``MARK``."""
    parts, offset = [], 0
    for number, text in enumerate(content.split(MARK)):
        own = (fact for fact in facts if offset <= fact.start and fact.end <= offset + len(text))
        moved = tuple(replace(fact, start=fact.start - offset, end=fact.end - offset) for fact in own)
        parts.append(TypedParagraph("" if number else element.id, text, moved))
        offset += len(text) + 1
    return parts


def _after(own: Span, span: Span, new: str) -> Span:
    """Where characters lie, together with those of an edit that touches them, after it."""
    return Span(min(own.start, span.start), max(own.end, span.end) + len(new) - len(span))


def _at(found: Iterable[Fact], place: Span) -> Fact | None:
    """The only one of these facts that shares characters with a place."""
    near = [each for each in found if each.start < place.end and place.start < each.end]
    return near[0] if len(near) == 1 else None


def _with_unit(fact: Fact, content: str) -> Span:
    """The characters of a value and of the unit right behind it."""
    return Span(fact.start, fact.end + (len(fact.unit) if is_printed(fact, content) else 0))


def _apart(draft: Draft, names: Collection[str]) -> Draft:
    """The draft with these facts as fields of their own."""
    facts = (replace(fact, group="") if fact.id in names else fact for fact in draft.facts)
    return replace(draft, facts=tuple(facts)) if names else draft


def _overlaps(fact: Fact, typed: TypedFact) -> bool:
    return fact.start < typed.end and typed.start < fact.end


def _on_value(typed: TypedFact, found: Sequence[Fact]) -> TypedFact:
    """The place of a fact without words around the only value in it: of 超过5.8 the figure."""
    first = found[0]
    is_within = len(found) == 1 and typed.start <= first.start and first.end <= typed.end
    return replace(typed, start=first.start, end=first.end) if is_within else typed


def _up_to_values(facts: Sequence[Fact], content: str, span: Span, new: str) -> tuple[Span, str]:
    """A replacement without the words around the values in it that it leaves as they are: of 4.7%→5.8% the figure only."""
    touched = [fact for fact in facts if fact.start < span.end and span.start < fact.end]
    if not touched:
        return span, new
    head, tail = content[span.start : touched[0].start], content[touched[-1].end : span.end]
    start = span.start + len(head) if new.startswith(head) else span.start
    new = new.removeprefix(head)
    end = span.end - len(tail) if new.endswith(tail) else span.end
    return Span(start, end), new.removesuffix(tail)


def _typed(facts: Iterable[Fact], span: Span, new: str) -> Iterator[TypedFact]:
    """Where the facts of a paragraph lie after ``span`` gave way to ``new``; one whose edge was cut is left out."""
    return (TypedFact(fact.id, fact.start, fact.end) for fact in moved_facts(facts, span, new))
