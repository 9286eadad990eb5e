"""The changes of one returned copy against what was printed, in one flow of paragraphs: the body, or one cell.

Accepting all changes gives the copy's final text, accepting none the printed text (``core.review.applying``).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from core.model.review.changes import ChangeKind, ReviewChange
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import NO_REVISION, CopyParagraph, Revision, TextState
from core.review.differences import MARK, is_token
from core.review.edits import UnitEdit, unit_edits
from core.review.matching import Matching, match
from core.review.units import Unit, steady, units_of
from core.review.views import ViewParagraph


@dataclass(frozen=True, slots=True)
class ReviewFlow:
    """Neighbouring paragraphs on both sides: what was printed, and what the copy shows with all edits refused.

    ``named`` are the indexes into ``printed`` that anchors name, by index into ``shown``.
    """

    printed: Sequence[PrintedParagraph]
    shown: Sequence[ViewParagraph]
    named: Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes of a flow in reading order, how paragraphs were matched, and characters of mere spacing."""

    changes: tuple[ReviewChange, ...]
    matching: Matching
    units: tuple[Unit, ...]
    noise: int


def compare(flow: ReviewFlow, paragraphs: Sequence[CopyParagraph], matching: Matching | None = None) -> Comparison:
    """The changes that make the printed paragraphs of a flow those of the copy; ``paragraphs`` are the whole copy's.

    ``matching`` is given where it is known. What stands for a table (``is_token``) is moved, new or gone, never edited.
    """
    if matching is None:
        matching = match([each.text for each in flow.printed], [each.text for each in flow.shown], flow.named)
    joined = {index: _is_joined(flow.shown, index, paragraphs) for index in range(len(flow.shown))}
    units = units_of(matching, flow.shown, joined)
    work = _Changes(flow, paragraphs)
    for unit in units:
        work.take(unit)
    work.moves(units)
    work.gone(matching)
    return Comparison(tuple(work.changes), matching, tuple(units), work.noise)


def _is_joined(shown: Sequence[ViewParagraph], index: int, paragraphs: Sequence[CopyParagraph]) -> bool:
    """Whether the mark of a paragraph was struck out, so that it goes on in the next one; never to or from a table."""
    beside = shown[index : index + 2]
    mark = paragraphs[shown[index].last].mark
    return mark.is_placed and not mark.is_final and not any(is_token(each.text) for each in beside)


@dataclass(slots=True)
class _Changes:
    """Collects the changes of one flow."""

    flow: ReviewFlow
    paragraphs: Sequence[CopyParagraph]
    changes: list[ReviewChange] = field(default_factory=list)
    noise: int = 0
    _before: str = ""
    _order: int = 0

    def take(self, unit: Unit) -> None:
        """Add the changes inside a unit; the next one stands behind it."""
        stream = unit.stream(self.flow.shown, self.paragraphs)
        shown = unit.shown_text(self.flow.shown)
        if not unit.elements:
            self._new(shown, stream)
            return
        if is_token(shown):
            self._before = self.flow.printed[unit.elements[-1]].element_id
            return
        printed = unit.printed_text(self.flow.printed)
        found = unit_edits(printed, shown, stream)
        self.noise += found.noise
        places = _Places(unit, self.flow.printed, self._before)
        for edit in found.edits:
            for change in _changes_of(edit, printed, places):
                self._add(change)
        self._before = self.flow.printed[unit.elements[-1]].element_id

    def _new(self, shown: str, stream: Sequence[CopyParagraph]) -> None:
        """Paragraphs of the copy that show no printed one."""
        edits = () if is_token(shown) else unit_edits(shown, shown, stream).edits
        text, offset = [], 0
        for edit in edits:
            text += [shown[offset : edit.start], edit.new]
            offset = edit.end
        final = "".join((*text, shown[offset:]))
        is_tracked = not shown.strip(MARK) and bool(edits)
        revision = edits[0].revision if edits else NO_REVISION
        for part in filter(None, final.split(MARK)):
            self._add(
                ReviewChange(
                    "", ChangeKind.NEW, "", new=part, revision=revision, is_tracked=is_tracked, after=self._before
                )
            )

    def _add(self, change: ReviewChange) -> None:
        self._order += 1
        self.changes.append(replace(change, order=self._order))

    def moves(self, units: Sequence[Unit]) -> None:
        """Add one change for each run of paragraphs that left its place together; what is recorded as moved was."""
        known = [unit for unit in units if unit.elements]
        stayed = [index for index, unit in enumerate(known) if self._moved_by(unit) is None]
        kept = {stayed[index] for index in steady([known[index].elements[0] for index in stayed])}
        before = ""
        for is_kept, run in _runs(known, kept):
            if not is_kept:
                self._move(run, before)
            before = self.flow.printed[run[-1].elements[-1]].element_id

    def _move(self, run: Sequence[Unit], before: str) -> None:
        ids = tuple(self.flow.printed[index].element_id for unit in run for index in unit.elements)
        revision = self._moved_by(run[0])
        change = ReviewChange("", ChangeKind.MOVE, ids[0], after=before, elements=ids)
        self._add(replace(change, revision=revision or NO_REVISION, is_tracked=revision is not None))

    def _moved_by(self, unit: Unit) -> Revision | None:
        pieces = (piece for paragraph in unit.stream(self.flow.shown, self.paragraphs) for piece in paragraph.pieces)
        return next((piece.revision for piece in pieces if piece.state is TextState.MOVED_HERE), None)

    def gone(self, matching: Matching) -> None:
        """Add the printed paragraphs that the copy does not have."""
        for index, paragraph in enumerate(self.flow.printed):
            if paragraph.text.strip() and index not in matching.found:
                change = ReviewChange("", ChangeKind.GONE, paragraph.element_id, 0, len(paragraph.text), paragraph.text)
                self._add(change)


def _runs(units: Sequence[Unit], kept: Collection[int]) -> Iterator[tuple[bool, list[Unit]]]:
    """Units in the copy's order, those together that moved together: whether they kept their place, and they."""
    run: list[Unit] = []
    for index, unit in enumerate(units):
        if run and (index in kept or run[-1].elements[-1] + 1 != unit.elements[0]):
            yield False, run
            run = []
        if index in kept:
            yield True, [unit]
        else:
            run.append(unit)
    if run:
        yield False, run


class _Places:
    """Translates offsets of a unit's printed text into elements."""

    def __init__(self, unit: Unit, printed: Sequence[PrintedParagraph], before: str) -> None:
        self.own = [printed[index] for index in unit.elements]
        self.starts = [0, *accumulate(len(each.text) + 1 for each in self.own)]
        self.before = before

    def at(self, offset: int) -> tuple[int, int]:
        """The index of the element and the offset in its text; the end of a text belongs to it."""
        place = next(index for index in reversed(range(len(self.own))) if self.starts[index] <= offset)
        return place, offset - self.starts[place]

    def id_before(self, place: int) -> str:
        """The element before the one at an index."""
        return self.own[place - 1].element_id if place else self.before


def _changes_of(edit: UnitEdit, printed: str, places: _Places) -> Iterator[ReviewChange]:
    """The changes that one edit of a unit is."""
    old = printed[edit.start : edit.end]
    (first, start), (last, end) = places.at(edit.start), places.at(edit.end)
    base = ReviewChange("", ChangeKind.REPLACE, places.own[first].element_id, start, end, old, edit.new)
    base = replace(base, revision=edit.revision, is_tracked=edit.is_tracked)
    if first == last:
        yield from _inside(base, places, first)
    else:
        yield from _across(base, places, first, last)


def _inside(base: ReviewChange, places: _Places, place: int) -> Iterator[ReviewChange]:
    """An edit within one printed paragraph."""
    length = len(places.own[place].text)
    if not base.new and base.start == 0 and base.end == length:
        yield replace(base, kind=ChangeKind.GONE)
    elif MARK not in base.new:
        yield replace(base, kind=_simple_kind(base))
    elif base.start == base.end == length:
        yield from _appended(base)
    elif base.start == base.end == 0:
        yield from _prepended(base, places.id_before(place))
    else:
        yield replace(base, kind=ChangeKind.SPLIT)


def _simple_kind(change: ReviewChange) -> ChangeKind:
    if not change.old:
        return ChangeKind.INSERT
    return ChangeKind.REPLACE if change.new else ChangeKind.DELETE


def _appended(base: ReviewChange) -> Iterator[ReviewChange]:
    """Words added at the end of a paragraph and new paragraphs behind it."""
    own, *others = base.new.split(MARK)
    if own:
        yield replace(base, kind=ChangeKind.INSERT, new=own)
    yield from (_new_after(base, base.element_id, part) for part in others if part)


def _prepended(base: ReviewChange, before: str) -> Iterator[ReviewChange]:
    """New paragraphs before a paragraph and words added at its beginning."""
    *others, own = base.new.split(MARK)
    yield from (_new_after(base, before, part) for part in others if part)
    if own:
        yield replace(base, kind=ChangeKind.INSERT, new=own)


def _new_after(base: ReviewChange, before: str, text: str) -> ReviewChange:
    return replace(base, kind=ChangeKind.NEW, element_id="", start=0, end=0, old="", new=text, after=before)


def _across(base: ReviewChange, places: _Places, first: int, last: int) -> Iterator[ReviewChange]:
    """An edit that takes the end of at least one paragraph away: whole paragraphs go, the rest is an edit or a join."""
    own = places.own[first : last + 1]
    takes_first = base.start == 0 and MARK not in base.new
    takes_last = base.end == len(own[-1].text) and not base.new
    if takes_first:
        yield from (_whole(base, paragraph) for paragraph in own[:-1])
        yield from _rest(base, places, last, (0, base.end))
    elif takes_last:
        yield from _rest(base, places, first, (base.start, len(own[0].text)))
        yield from (_whole(base, paragraph) for paragraph in own[1:])
    else:
        yield replace(base, kind=ChangeKind.JOIN, elements=tuple(each.element_id for each in own))


def _rest(base: ReviewChange, places: _Places, place: int, span: tuple[int, int]) -> Iterator[ReviewChange]:
    """What an edit that takes whole paragraphs away does in the one that stays."""
    own = places.own[place]
    rest = replace(base, element_id=own.element_id, start=span[0], end=span[1], old=own.text[slice(*span)])
    if rest.old or rest.new:
        yield from _inside(rest, places, place)


def _whole(base: ReviewChange, paragraph: PrintedParagraph) -> ReviewChange:
    """A paragraph that goes as a whole."""
    return replace(
        base,
        kind=ChangeKind.GONE,
        element_id=paragraph.element_id,
        start=0,
        end=len(paragraph.text),
        old=paragraph.text,
        new="",
    )
