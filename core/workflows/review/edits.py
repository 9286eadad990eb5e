"""The edit of the draft that takes one change of a returned copy, as an ordinary change of the draft."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from core.editing.grids.lines import Axis, delete_block, delete_line, insert_line
from core.editing.outline.renumber import renumbered
from core.editing.text.paragraphs import TypedFact, TypedParagraph, take_over
from core.editing.text.replace_text import moved_facts
from core.model.blocks import LOOKS, Emphasis
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind
from core.model.review.changes import ChangeKind, ReviewChange, ReviewState, TableDeed
from core.model.spans import Place, Span
from core.review.carrying import Carried, carried
from core.review.differences import MARK
from core.workflows.facts import find_facts
from core.workflows.review.copies import CopyReview

IN_TEXT = frozenset({ChangeKind.REPLACE, ChangeKind.INSERT, ChangeKind.DELETE, ChangeKind.SPLIT})
GONE_PLACE, BY_HAND, EDITED = "review_place_gone", "review_by_hand", "review_edited_since"
_REASONS = MappingProxyType({ReviewState.TAKEN: "review_taken_already", ReviewState.OVERTAKEN: EDITED})


@dataclass(frozen=True, slots=True)
class Taker:
    """Makes the edits that take changes of one copy into a draft; each method gives a change, or the code of a reason."""

    draft: Draft
    copy: CopyReview

    def edit(self, change: ReviewChange) -> Change | str:
        """The edit that takes a change."""
        ways: Mapping[ChangeKind, Callable[[ReviewChange], Change | str]] = {
            ChangeKind.NEW: self.new,
            ChangeKind.GONE: self.gone,
            ChangeKind.MOVE: self.move,
            ChangeKind.JOIN: self.join,
            ChangeKind.TABLE: self.table,
            ChangeKind.FORMAT: self.format,
        }
        if change.kind in IN_TEXT:
            return self.text(change)
        way = ways.get(change.kind)
        return BY_HAND if way is None else way(change)

    def element(self, element_id: str) -> Element | None:
        """An element of the draft as it is now."""
        return next((each for each in self.draft.elements if each.id == element_id), None)

    def carried(self, element: Element, change: ReviewChange) -> Carried:
        """Where a change lies in its paragraph as it is now."""
        printed = next((each.text for each in self.copy.base.printed if each.element_id == element.id), "")
        return carried((change.start, change.end), change.new, printed, element.text)

    def text(self, change: ReviewChange) -> Change | str:
        """An edit inside one paragraph."""
        element = self.element(change.element_id)
        if element is None:
            return GONE_PLACE
        place = self.carried(element, change)
        if place.state in _REASONS:
            return _REASONS[place.state]
        if place.start < len(element.prefix):
            return "review_ordinal"
        start, end = place.start - len(element.prefix), place.end - len(element.prefix)
        return self.rewritten(element, start, end, change.new)

    def rewritten(self, element: Element, start: int, end: int, new: str) -> Change:
        """Characters of a paragraph's content replaced; ``MARK`` divides it."""
        content = element.content[:start] + new + element.content[end:]
        facts = tuple(_typed(self._facts_of(element), (start, end), new))
        facts = tuple(fact for fact in facts if self._is_value(element, fact, content))
        parts, offset = [], 0
        for number, text in enumerate(content.split(MARK)):
            own = (fact for fact in facts if offset <= fact.start and fact.end <= offset + len(text))
            moved = tuple(replace(fact, start=fact.start - offset, end=fact.end - offset) for fact in own)
            parts.append(TypedParagraph("" if number else element.id, text, moved))
            offset += len(text) + 1
        return take_over(self.draft, [element.id], parts)

    def _facts_of(self, element: Element) -> list[Fact]:
        return [fact for fact in self.draft.facts if fact.element_id == element.id]

    def _is_value(self, element: Element, typed: TypedFact, content: str) -> bool:
        """Whether what stands at a fact's place now is a value of its kind: 若干 is none, the fact ends there."""
        fact = next(each for each in self.draft.facts if each.id == typed.fact_id)
        text = content[typed.start : typed.end]
        if text == fact.text or fact.kind not in (FactKind.FIGURE, FactKind.DATE):
            return True
        return any(
            _overlaps(each, typed) for each in find_facts([replace(element, content=content, emphasis=(), objects=())])
        )

    def new(self, change: ReviewChange) -> Change | str:
        """A paragraph behind the one that the change names; not before the first one, which is the title's."""
        element = self.element(change.after)
        if element is None or element.table is not None:
            return GONE_PLACE if element is None else self._behind_table(element, change.new)
        own = _as_it_is(element, self._facts_of(element))
        return take_over(self.draft, [element.id], [own, TypedParagraph("", change.new)])

    def _behind_table(self, table: Element, text: str) -> Change:
        """A paragraph behind the last cell of a table."""
        serial = self.draft.serial + 1
        place = _end_of(self.draft.elements, table.id)
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
        return take_over(self.draft, [element.id], [])

    def move(self, change: ReviewChange) -> Change | str:
        """Paragraphs to another place, with the cells of the tables and the figures between them."""
        ids = {each.id for each in self.draft.elements}
        own = [name for name in change.elements if name in ids]
        taken = self._with_cells(set(own))
        if not own or (change.after and change.after not in ids - taken):
            return GONE_PLACE
        rest = [each for each in self.draft.elements if each.id not in taken]
        place = _end_of(rest, change.after) if change.after else 0
        moved = filter(lambda each: each.id in taken, self.draft.elements)
        elements = renumbered((*rest[:place], *moved, *rest[place:]), self.draft.numbering, self.draft)
        return self._reordered(elements, own[0])

    def _with_cells(self, own: set[str]) -> set[str]:
        """Elements, and the cells and figures that follow each of them."""
        taken, is_open = set(own), False
        for each in self.draft.elements:
            goes_along = is_open and (each.role is Role.CELL or (each.role is Role.FIGURE and not each.text.strip()))
            is_open = each.id in own or goes_along
            if goes_along:
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
        cut, rest = start - len(first.prefix), end - len(last.prefix)
        content = first.content[:cut] + change.new + last.text[end:]
        kept = self._cut(first, 0, cut, 0), self._cut(last, rest, len(last.content), cut + len(change.new) - rest)
        return take_over(self.draft, list(change.elements), [TypedParagraph(first.id, content, (*kept[0], *kept[1]))])

    def _cut(self, element: Element, start: int, end: int, shift: int) -> list[TypedFact]:
        """The facts of a paragraph between two offsets, moved."""
        own = (fact for fact in self._facts_of(element) if start <= fact.start and fact.end <= end)
        return [TypedFact(fact.id, fact.start + shift, fact.end + shift) for fact in own]

    def _edge(self, element: Element, offset: int) -> int:
        """Where an offset of the printed text lies now; -1 where somebody has edited just there."""
        printed = next((each.text for each in self.copy.base.printed if each.element_id == element.id), "")
        place = carried((offset, offset), MARK, printed, element.text)
        return place.start if place.state is ReviewState.OPEN else -1

    def table(self, change: ReviewChange) -> Change | str:
        """A table, row or column that comes or goes."""
        axis = _AXES.get(TableDeed(change.detail))
        if change.detail in (TableDeed.GONE, TableDeed.ROW_GONE, TableDeed.COLUMN_GONE):
            return self._without(change, axis)
        is_new = change.detail in (TableDeed.ROW_NEW, TableDeed.COLUMN_NEW)
        if axis is None or not is_new or self.element(change.element_id) is None:
            return BY_HAND
        return self._line(change, axis)

    def _without(self, change: ReviewChange, axis: Axis | None) -> Change | str:
        """A row or column that goes; without an axis the whole table."""
        own = [name for name in change.elements if self.element(name) is not None]
        if not own:
            return "review_taken_already"
        return delete_block(self.draft, own[0]) if axis is None else delete_line(self.draft, own[0], axis)

    def _line(self, change: ReviewChange, axis: Axis) -> Change | str:
        """A row or column put in behind another, or before the first, with its words."""
        cells = self._cells_of(change.element_id)
        beside = change.after or (cells[0] if cells else "")
        if self.element(beside) is None:
            return GONE_PLACE
        after = apply(self.draft, insert_line(self.draft, beside, axis, bool(change.after)))
        known = {each.id for each in self.draft.elements}
        new = [each for each in after.elements if each.id not in known]
        words = dict(zip([each.id for each in new], change.new.split("\t"), strict=False))
        elements = tuple(replace(each, content=words.get(each.id, each.content)) for each in after.elements)
        return difference(self.draft, replace(after, elements=elements), Place(change.element_id), "")

    def _cells_of(self, table_id: str) -> list[str]:
        place = [each.id for each in self.draft.elements].index(table_id)
        return [each.id for each in self.draft.elements[place + 1 : _end_of(self.draft.elements, table_id)]]

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


_AXES = MappingProxyType(
    {
        TableDeed.ROW_NEW: Axis.ROWS,
        TableDeed.ROW_GONE: Axis.ROWS,
        TableDeed.COLUMN_NEW: Axis.COLUMNS,
        TableDeed.COLUMN_GONE: Axis.COLUMNS,
    }
)


def _end_of(elements: Sequence[Element], element_id: str) -> int:
    """The index behind an element, and behind its cells if it is a table or one of them."""
    place = [each.id for each in elements].index(element_id) + 1
    while place < len(elements) and elements[place].role is Role.CELL:
        place += 1
    return place


def with_looks(element: Element, start: int, end: int, deeds: Sequence[str]) -> tuple[Emphasis, ...]:
    """The emphasis of an element with looks put on (+bold) and taken off (-struck) these characters."""
    looks: list[frozenset[str]] = [frozenset()] * len(element.content)
    for each in element.emphasis:
        looks[each.start : each.end] = [frozenset(each.looks)] * (each.end - each.start)
    on = frozenset(deed[1:] for deed in deeds if deed.startswith("+")).intersection(LOOKS)
    off = frozenset(deed[1:] for deed in deeds if deed.startswith("-"))
    looks[start:end] = [(own | on) - off for own in looks[start:end]]
    runs = ((names, [offset for offset, _ in run]) for names, run in groupby(enumerate(looks), lambda item: item[1]))
    return tuple(Emphasis(places[0], places[-1] + 1, tuple(sorted(names))) for names, places in runs if names)


def _as_it_is(element: Element, facts: Iterable[Fact]) -> TypedParagraph:
    return TypedParagraph(
        element.id, element.content, tuple(TypedFact(each.id, each.start, each.end) for each in facts)
    )


def _overlaps(fact: Fact, typed: TypedFact) -> bool:
    return fact.start < typed.end and typed.start < fact.end


def _typed(facts: Iterable[Fact], span: tuple[int, int], new: str) -> Iterator[TypedFact]:
    """Where the facts of a paragraph lie after ``span`` gave way to ``new``; one whose edge was cut is left out."""
    return (TypedFact(fact.id, fact.start, fact.end) for fact in moved_facts(facts, Span(*span), new))
