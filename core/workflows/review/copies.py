"""One returned copy compared with its base: every change and comment, and the account that nothing is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice, pairwise, product
from types import MappingProxyType

from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.grid import tables_of
from core.model.outline import section_names
from core.model.quantities import split_unit
from core.model.review.changes import ChangeKind, ReviewChange, ReviewComment
from core.model.review.decisions import KeptCopy
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyComment, CopyPosition, ReturnedCopy
from core.model.spans import common_edges
from core.model.structure.notes import Note, notes_of
from core.result import Notice
from core.review.applying import moved_order
from core.review.compare import Comparison, ReviewFlow
from core.review.conflicts import with_edges
from core.review.differences import MARK, Hunk, hunks, whole_numbers
from core.review.matching import folded
from core.review.moving import with_moves
from core.review.notes import PrintedNote
from core.review.ordinals import without_ordinals
from core.review.pictures import homes_in
from core.review.placing import placed_comments
from core.review.views import FRAME
from core.review.whole import PrintedBlocks, WholeComparison, compare_whole
from core.segment import words
from core.similarity import similarity
from core.workflows.review.bases import MISMATCH, NOW, ReviewBase
from core.workflows.review.brought import NOTHING_BROUGHT, Brought

UNSURE = 0.35
"""Paragraphs at least this similar may be the same; the user decides."""


_MOST = 1_000_000
"""More than the changes of any copy: their order is that of the copies."""


@dataclass(frozen=True, slots=True)
class CopyAccount:
    """Characters that a copy puts in and takes out by its changes, and those that are told only.

    ``is_closed``: the changes together make the copy's text, so that nothing of it is missing from them; ``unplaced`` are
    characters of paragraphs that no change accounts for.
    """

    new: int
    gone: int
    told: int
    unplaced: int

    @property
    def is_closed(self) -> bool:
        """Whether every character is accounted for."""
        return not self.unplaced


@dataclass(frozen=True, slots=True)
class Unsure:
    """A new paragraph that may be a printed one, thoroughly rewritten: the element, and how alike they are."""

    change: str
    text: str
    element_id: str
    share: float


@dataclass(frozen=True, slots=True)
class CopyIndex:
    """Look-ups of one copy: what was printed of each element, the ids of the base's elements, joins by the last of their
    paragraphs, the one name under which all was written ("" where there are several, or none), and the lengths of the
    ordinals at the beginning of what was printed. ``order`` are the printed paragraphs and the tables as the copy has them
    in the end.
    """

    printed: Mapping[str, str]
    base: frozenset[str]
    joins: Mapping[str, ReviewChange]
    signature: str = ""
    prefixes: Mapping[str, int] = field(default_factory=dict)
    order: Sequence[str] = ()


def copy_index(
    base: ReviewBase, of_base: "_BaseFacts", changes: Sequence[ReviewChange], comments: Iterable[ReviewComment]
) -> CopyIndex:
    """The look-ups for the changes of a copy; the name is that of its changes, of its comments where no change has one."""
    names = {each.revision.author for each in changes} - {""} or {each.author for each in comments} - {""}
    joins: dict[str, ReviewChange] = {}
    for change in changes:
        if change.kind is ChangeKind.JOIN:
            joins[change.elements[-1]] = change
    return CopyIndex(
        of_base.texts,
        frozenset(each.id for each in base.draft.elements),
        joins,
        names.pop() if len(names) == 1 else "",
        of_base.prefixes,
        moved_order(_printed_order(base.draft, of_base.texts), changes),
    )


def _printed_order(draft: Draft, printed: Mapping[str, str]) -> Iterator[str]:
    """The paragraphs outside of tables, and the tables."""
    for each in draft.elements:
        if each.table is not None or (each.id in printed and each.role is not Role.CELL):
            yield each.id


@dataclass(frozen=True, slots=True)
class CopyReview:
    """One returned copy with its changes, comments, and its texts when all or none of the changes are taken.

    ``facts`` are those of the base that each change touches, ``values`` the field that it sets and the value.
    """

    kept: KeptCopy
    base: ReviewBase
    changes: tuple[ReviewChange, ...]
    comments: tuple[ReviewComment, ...]
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    account: CopyAccount
    facts: Mapping[str, tuple[Fact, ...]]
    values: Mapping[str, tuple[str, str]]
    sections: Mapping[str, str]
    unsure: tuple[Unsure, ...]
    told: tuple[Notice, ...]
    index: CopyIndex = field(compare=False, repr=False)
    brought: Brought = field(default=NOTHING_BROUGHT, compare=False, repr=False)

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.kept.name

    def whole(self, change: ReviewChange) -> ReviewChange:
        """A change of some digits as that of the number they stand in, as people read it; others as they are."""
        if change.kind not in _IN_TEXT or MARK in change.new:
            return change
        text = self.index.printed.get(change.element_id, "")
        edges = whole_numbers(text, change.start, change.end, change.new)
        return with_edges(change, edges, text)

    def hand(self, author: str) -> str:
        """The person behind an author name of the file; "" if unknown.

        The person whose copy it is stands for what has no name, and for the one name under which all changes are recorded;
        where there are several names, each is a person.
        """
        is_other = author not in ("", self.index.signature)
        return author if is_other else self.kept.who or author


def review_copy(copy: ReturnedCopy, base: ReviewBase, kept: KeptCopy) -> CopyReview:
    """Compare a copy with its base."""
    copy = with_moves(copy)
    found = compare_whole(copy, base.printed, _table_ids(base), _blocks(base.draft))
    of_base = _facts_of(base)
    cut = without_ordinals(found.changes, of_base.prefixes, of_base.texts)
    changes = tuple(
        replace(change, id=f"c{kept.number}-{place}", copy=kept.number, order=kept.number * _MOST + place)
        for place, change in enumerate(cut.changes, 1)
    )
    facts = {change.id: of_base.touched(change) for change in changes}
    comments = tuple(map(of_base.widened, _comments(copy, found.flows, kept.number)))
    words = [change for change in changes if change.kind is not ChangeKind.FORMAT]
    account = CopyAccount(
        sum(len(change.new) for change in words),
        sum(len(change.old) for change in words),
        found.noise + cut.count,
        found.missing,
    )
    return CopyReview(
        kept,
        base,
        changes,
        comments,
        tuple(each.text for each in found.ended if each.text.strip()),
        tuple(each.text for each in base.printed if each.text.strip()),
        account,
        MappingProxyType(facts),
        MappingProxyType(dict(of_base.values(changes, facts))),
        MappingProxyType(section_names(base.draft.elements)),
        tuple(_unsure(changes)),
        _told(base, found, cut.count),
        copy_index(base, of_base, changes, comments),
    )


def _prefix(element: Element, printed: str) -> int:
    """The length of the ordinal at the beginning of what was printed of an element."""
    ordinal = element.ordinal
    start = len(printed) - len(printed.lstrip())
    return start + len(ordinal) if ordinal and printed.startswith(ordinal, start) else 0


def _blocks(draft: Draft) -> PrintedBlocks:
    """How the cells of each table of a draft are cut, and its notes."""
    grids = {placed.element_id: placed.table for placed in tables_of(draft.elements)}
    return PrintedBlocks(grids, [_printed_note(place[0], note) for place, note in notes_of(draft.elements).items()])


def _printed_note(holder: str, note: Note) -> PrintedNote:
    return PrintedNote(note.kind, holder, tuple(PrintedParagraph(each.id, each.text) for each in note.texts))


def _texts_of(base: ReviewBase) -> dict[str, str]:
    """What was printed of each element, those in notes included."""
    notes = (each for note in notes_of(base.draft.elements).values() for each in note.texts)
    return {each.element_id: each.text for each in base.printed} | {each.id: each.text for each in notes}


def _table_ids(base: ReviewBase) -> dict[int, str]:
    """The element of each printed table; of one that the layout has of its own a name that is no element's."""
    owner = {
        element.id: placed.element_id
        for placed in tables_of(base.draft.elements)
        for element in base.draft.elements[placed.start : placed.end]
    }
    found: dict[int, str] = {}
    for each in base.printed:
        if each.cell is not None:
            own = owner.get(each.element_id, f"{FRAME}table{each.cell.table}")
            found[each.cell.table] = min(found.get(each.cell.table, own), own, key=lambda name: name.startswith(FRAME))
    return found


def _comments(
    copy: ReturnedCopy, flows: Sequence[tuple[ReviewFlow, Comparison]], number: int
) -> Iterator[ReviewComment]:
    """Each comment at its place in the flow that holds it; one outside of what was printed stands behind the element before."""
    homes = homes_in(flows[:1]).found
    by_flow: dict[int, list[CopyComment]] = defaultdict(list)
    owner = _owners(flows)
    for comment in copy.comments:
        by_flow[owner.get(_paragraph_of(comment), 0)].append(comment)
    found = {each.key: each for index, own in by_flow.items() for each in placed_comments(own, *flows[index])}
    likely = dict(_likely_parents(copy.comments))
    for comment in copy.comments:
        one, root = found[comment.key], found.get(comment.parent)
        if comment.start is None and root is not None:
            one = replace(root, key=one.key, text=one.text, author=one.author, date=one.date, parent=one.parent)
        home = one.element_id or homes.get(_paragraph_of(comment), "")
        yield replace(one, copy=number, element_id=home, likely_parent=likely.get(comment.key, ""))


def _likely_parents(comments: Iterable[CopyComment]) -> Iterator[tuple[str, str]]:
    """Comments on exactly the words of an earlier one by somebody else, each with that: programs lose what answers what."""
    first: dict[tuple[CopyPosition, CopyPosition], CopyComment] = {}
    for each in comments:
        if each.parent or each.start is None or each.end is None or each.start == each.end:
            continue
        root = first.setdefault((each.start, each.end), each)
        if root.author != each.author and root.date < each.date:
            yield each.key, root.key


def _owners(flows: Sequence[tuple[ReviewFlow, Comparison]]) -> dict[int, int]:
    """The flow that each paragraph of the copy stands in; cells come after the body."""
    return {
        paragraph: index
        for index, (flow, _) in enumerate(flows)
        for each in flow.shown
        for paragraph in range(each.first, each.last + 1)
    }


def _paragraph_of(comment: CopyComment) -> int:
    return comment.start.paragraph if comment.start is not None else -1


@dataclass(frozen=True, slots=True)
class _BaseFacts:
    """The facts of a base by element, its elements, what was printed of each, and how long the ordinals there are."""

    facts: Mapping[str, Sequence[Fact]]
    elements: Mapping[str, Element]
    texts: Mapping[str, str]
    prefixes: Mapping[str, int]

    def touched(self, change: ReviewChange) -> tuple[Fact, ...]:
        """The facts that a change touches; offsets are those of the printed text."""
        if change.kind in (ChangeKind.GONE, ChangeKind.TABLE):
            ids = {change.element_id, *change.elements} if change.old else set()
            return tuple(fact for name in sorted(ids) for fact in self.facts.get(name, ()))
        if change.kind not in _IN_TEXT or change.element_id not in self.elements:
            return ()
        return tuple(fact for fact, start, end in self._valued(change.element_id) if _touches(change, start, end))

    def _valued(self, element_id: str) -> Iterator[tuple[Fact, int, int]]:
        """The facts of an element with the places of their values, to which 万 and 亿 of a unit right behind belong."""
        printed = self.texts[element_id]
        for fact, start, end in self._spans(element_id):
            scale = split_unit(fact.unit)[0] if printed.startswith(fact.unit, end) else ""
            yield fact, start, end + len(scale)

    def _spans(self, element_id: str) -> Iterator[tuple[Fact, int, int]]:
        """The facts of an element with their places in its printed text."""
        element, printed = self.elements[element_id], self.texts[element_id]
        differing = hunks(element.text, printed)
        for fact in self.facts.get(element_id, ()):
            edges = (fact.start + len(element.prefix), fact.end + len(element.prefix))
            start, end = (edge + _shift(differing, edge, printed) for edge in edges)
            yield fact, start, end

    def widened(self, comment: ReviewComment) -> ReviewComment:
        """A comment without a range on the fact beside its point, else on the word there."""
        text = self.texts.get(comment.element_id, "")
        if comment.start != comment.end or not text or comment.element_id not in self.elements:
            return comment
        point = comment.start
        spans = [(start, end) for _, start, end in self._spans(comment.element_id) if start <= point <= end]
        edges = (0, *accumulate(map(len, words(text))))
        spans += [(start, end) for start, end in pairwise(edges) if start < point <= end or start == point == 0]
        start, end = spans[0] if spans else (point, point)
        return replace(comment, start=start, end=end, quote=text[start:end])

    def values(
        self, changes: Iterable[ReviewChange], touched: Mapping[str, tuple[Fact, ...]]
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        """The field that a change sets and the value it gets, for changes of exactly one fact, though they repeat its unit."""
        for change in changes:
            if len(touched[change.id]) != 1 or change.kind not in _IN_TEXT:
                continue
            (own,) = touched[change.id]
            first, last, _ = common_edges(change.old, change.new)
            at, to = change.start + first, change.start + last
            spans = (*self._spans(change.element_id), *self._valued(change.element_id))
            found = ((start, end) for fact, start, end in spans if fact is own and start <= at and to <= end)
            for start, end in islice(found, 1):
                printed = self.texts[change.element_id]
                new = change.new[first : last + len(change.new) - len(change.old)]
                yield change.id, (own.field, printed[start:at] + new + printed[to:end])


def _facts_of(base: ReviewBase) -> _BaseFacts:
    by_element: dict[str, list[Fact]] = defaultdict(list)
    for fact in base.draft.facts:
        by_element[fact.element_id].append(fact)
    texts = _texts_of(base)
    elements = {element.id: element for element in base.draft.elements if element.id in texts}
    prefixes = {name: _prefix(element, texts[name]) for name, element in elements.items()}
    return _BaseFacts(by_element, elements, texts, prefixes)


def _shift(differing: Iterable[Hunk], edge: int, printed: str) -> int:
    """How far a place of an element's text stands elsewhere in what was printed."""
    return sum(len(hunk.new_text(printed)) - (hunk.end - hunk.start) for hunk in differing if hunk.end <= edge)


_IN_TEXT = frozenset({ChangeKind.REPLACE, ChangeKind.INSERT, ChangeKind.DELETE, ChangeKind.SPLIT})


def _touches(change: ReviewChange, start: int, end: int) -> bool:
    """Whether a change edits characters of a fact, or writes into one that has none."""
    if start == end:
        return change.start <= start <= change.end
    return start < change.end and change.start < end


def _unsure(changes: Sequence[ReviewChange]) -> Iterator[Unsure]:
    """New paragraphs without a record that are somewhat like one that is gone."""
    gone, new = (
        [change for change in changes if change.kind is kind and not change.is_tracked]
        for kind in (ChangeKind.GONE, ChangeKind.NEW)
    )
    for change, other in product(new, gone):
        share = similarity(folded(change.new), folded(other.old), UNSURE)
        if share:
            yield Unsure(change.id, change.new, other.element_id, round(share, 2))


def _told(base: ReviewBase, found: WholeComparison, ordinals: int) -> tuple[Notice, ...]:
    """Notices: how the copy was compared, and what was only reported."""
    code = "review_base_now" if base.version == NOW else "review_base_version"
    told = [Notice(code, parameters={"version": str(base.version)})]
    if base.found == MISMATCH:
        told.append(Notice("review_base_mismatch"))
    counts = (
        ("review_spacing_differs", found.noise),
        ("review_ordinals", ordinals),
        ("review_not_closed", found.missing),
    )
    told += [Notice(code, count=count) for code, count in counts if count]
    return tuple(told)
