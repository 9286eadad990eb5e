"""Returned copies of a draft, read together: every change in them and what they say against one another.

Nothing is taken over here, and the draft is only read.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.model.blocks import media_key
from core.model.draft import NO_MEDIA, Draft
from core.model.review.changes import ChangeKind, ReviewChange, ReviewState
from core.model.review.decisions import KeptCopy, ReviewDecision, ReviewVerdict, decision_id
from core.model.review.returned_copy import ReturnedCopy
from core.reading import read_bytes
from core.result import Notice, Result
from core.review.conflicts import Comparisons, conflicts
from core.word.redline.blocks import all_accepted
from core.word.reviewing.stream import read_copy
from core.workflows.importing.formats import as_word
from core.workflows.review.bases import MISMATCH, NOW, VersionSource, base_of
from core.workflows.review.brought import brought_by, named_objects, objects_told
from core.workflows.review.copies import CopyReview, review_copy
from core.workflows.review.edits import IN_TEXT, Taker

_STATES = MappingProxyType(
    {
        ReviewVerdict.TAKEN: ReviewState.TAKEN,
        ReviewVerdict.PART: ReviewState.PART,
        ReviewVerdict.REFUSED: ReviewState.REFUSED,
    }
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a draft, looked up by change."""

    by_id: Mapping[str, ReviewDecision]
    earlier: Mapping[str, tuple[str, ...]]

    def about(self, copy: KeptCopy, mark: str) -> ReviewDecision | None:
        """The decision about a change or comment of a copy, or of an earlier copy of the same person that said the same."""
        ids = (copy.id, *self.earlier.get(copy.id, ()))
        found = (self.by_id.get(decision_id(each, mark)) for each in ids)
        return next((decision for decision in found if decision is not None), None)

    def state(self, copy: KeptCopy, change: ReviewChange) -> ReviewState | None:
        """The state that was decided; None for none."""
        decision = self.about(copy, change.mark)
        return None if decision is None else _STATES.get(decision.verdict)


def decisions_of(draft: Draft) -> Decisions:
    """The decisions that a draft holds."""
    earlier: dict[str, tuple[str, ...]] = {}
    for copy in sorted(draft.copies, key=lambda each: each.number):
        if copy.replaced_by:
            earlier[copy.replaced_by] = (copy.id, *earlier.get(copy.id, ()), *earlier.get(copy.replaced_by, ()))
    return Decisions({decision.id: decision for decision in draft.decisions}, earlier)


@dataclass(frozen=True, slots=True)
class DraftReview:
    """All copies of a draft that were read together, what they say against one another, and the draft as it is now.

    ``media`` are the bytes of the files by their key, those that the draft does not keep yet.
    """

    draft: Draft
    copies: tuple[CopyReview, ...]
    compared: Comparisons
    media: Mapping[str, bytes] = field(default_factory=lambda: NO_MEDIA, compare=False, repr=False)

    @property
    def doubtful(self) -> frozenset[str]:
        """The ids of changes that nobody recorded, of copies whose base does not fit: perhaps nobody made them."""
        copies = (copy for copy in self.copies if copy.base.found == MISMATCH)
        return frozenset(change.id for copy in copies for change in copy.changes if not change.is_tracked)


def read_returned(
    path: Path, files: Sequence[Path] = (), who: Mapping[str, str] = MappingProxyType({}), now: datetime | None = None
) -> Result[DraftReview]:
    """Read copies of the draft in a file; without any those that it keeps.

    ``who`` says whose they are by the name of the file. Raises BadDraft, BadInput; notices tell what is not compared, copy by
    copy.
    """
    store = DraftStore.view(path)
    try:
        draft = store.draft()
        given = [(file, read_bytes(file)) for file in files]
        media = MappingProxyType({media_key(data): data for _, data in given if media_key(data) not in draft.media})
        arrived = "" if now is None else now.isoformat(timespec="seconds")
        kept = tuple(_kept(draft, given, who, arrived)) if files else waiting(draft)
        read = review_copies(draft, store, kept, {**draft.media, **media})
        review = replace(read.value, media=media)
        if not files and any(copy.replaced_by for copy in kept):
            copies = standing(review.copies, draft)
            review = replace(review, copies=copies, compared=compared_copies(copies, draft))
        return Result(review, (*store.notices, *read.notices))
    finally:
        store.close()


def waiting(draft: Draft) -> tuple[KeptCopy, ...]:
    """The copies that a draft keeps and no later one replaces, with those of the others that something was decided about."""
    found = (copy for copy in draft.copies if not copy.replaced_by or _is_decided_about(copy, draft))
    return tuple(sorted(found, key=lambda copy: copy.number))


def _is_decided_about(copy: KeptCopy, draft: Draft) -> bool:
    return any(each.id.startswith(decision_id(copy.id, "")) for each in draft.decisions)


def standing(reviews: Sequence[CopyReview], draft: Draft) -> tuple[CopyReview, ...]:
    """The copies, of those that a later one replaces only what was decided about and the later ones do not say."""
    later, said = _later(draft), {review.kept.id: _marks(review) for review in reviews}
    found = []
    for review in reviews:
        again = [said.get(name, frozenset()) for name in _replacing(review.kept.id, later)]
        narrowed = _only_decided(review, said[review.kept.id].difference(*again), draft) if again else review
        if narrowed is not None:
            found.append(narrowed)
    return tuple(found)


def _marks(review: CopyReview) -> frozenset[str]:
    return frozenset({each.mark for each in review.changes} | {each.mark for each in review.comments})


def _later(draft: Draft) -> dict[str, str]:
    return {copy.id: copy.replaced_by for copy in draft.copies}


def _only_decided(review: CopyReview, marks: Collection[str], draft: Draft) -> CopyReview | None:
    """A copy with those of these changes and comments that something was decided about, and the replies; None where there
    are none.
    """
    decisions = decisions_of(draft)
    marks = {mark for mark in marks if decisions.about(review.kept, mark) is not None}
    keys = {each.key for each in review.comments if each.mark in marks}
    comments = tuple(each for each in review.comments if keys & {each.key, each.parent})
    changes = tuple(each for each in review.changes if each.mark in marks)
    return replace(review, changes=changes, comments=comments, unsure=()) if marks else None


def replaced_copies(review: DraftReview, copy: CopyReview) -> Iterator[CopyReview]:
    """The copies of a review that this one replaces, the first ones last."""
    later = _later(review.draft)
    return (each for each in reversed(review.copies) if copy.kept.id in _replacing(each.kept.id, later))


def _replacing(name: str, later: Mapping[str, str]) -> Iterator[str]:
    """The copies that replace one, the next first."""
    while name := later.get(name, ""):
        yield name


def _kept(
    draft: Draft, given: Sequence[tuple[Path, bytes]], who: Mapping[str, str], arrived: str
) -> Iterator[KeptCopy]:
    """Files as kept copies; one that the draft keeps already is that one, others follow in number."""
    known = {copy.id: copy for copy in draft.copies}
    number = max((copy.number for copy in draft.copies), default=0)
    for file, data in given:
        key = media_key(data)
        if key not in known:
            number += 1
            known[key] = KeptCopy(key, number, file.name, arrived)
            named = known[key]
        elif any(copy.id == key for copy in draft.copies):
            named = known[key]
        else:
            continue  # the same file twice
        owner = who.get(file.stem, who.get(file.name, ""))
        yield replace(named, who=owner) if owner else named


def review_copies(
    draft: Draft, source: VersionSource, kept: Iterable[KeptCopy], media: Mapping[str, bytes]
) -> Result[DraftReview]:
    """Compare copies with the versions they were made from, and with one another."""
    reviews: list[CopyReview] = []
    notices: list[Notice] = []
    for copy in kept:
        if copy.id not in media:
            raise BadDraft("review_copy_lost", name=copy.name)
        data = media[copy.id]
        written = as_word(data)
        read = read_copy(data) if written.value is data else _read_other(written)
        base = base_of(read.value, draft, source, copy)
        review = review_copy(
            read.value, base, replace(copy, base=copy.base if copy.base > NOW else base.version, found=base.found)
        )
        told = read.notices
        if written.value is data:
            told = tuple(objects_told(told, base.draft, data, draft.media))
        else:
            review = _with_words_only(review)
        changes = tuple(named_objects(review.changes, base.draft))
        review = replace(review, changes=changes, brought=brought_by(written.value, changes))
        notices += [_named(notice, copy.name) for notice in (*told, *review.told)]
        reviews.append(review)
    return Result(DraftReview(draft, tuple(reviews), compared_copies(reviews, draft)), tuple(notices))


def _read_other(written: Result[bytes]) -> Result[ReturnedCopy]:
    """A copy of another format than .docx, written anew as one: as if nothing had been recorded in it."""
    plain, count = all_accepted(written.value)
    read = read_copy(plain)
    told = [Notice("review_other_format")] + [Notice("review_other_accepted", count=count)] * bool(count)
    return Result(read.value, (*told, *written.notices, *read.notices))


_OF_LOOK = frozenset({ChangeKind.FORMAT, ChangeKind.PICTURE})


def _with_words_only(review: CopyReview) -> CopyReview:
    """Without what is lost or written otherwise on the way from one format to another: emphasis, the bytes of pictures."""
    return replace(review, changes=tuple(each for each in review.changes if each.kind not in _OF_LOOK))


def compared_copies(reviews: Sequence[CopyReview], draft: Draft) -> Comparisons:
    """What the copies say against one another; copies of different versions are carried to the draft as it is first.

    A copy says nothing against one that it replaces.
    """
    is_one = len({review.base.version for review in reviews}) == 1
    numbers = _numbers(reviews, draft)
    changes: list[ReviewChange] = []
    texts: dict[str, str] = {}
    values: dict[str, tuple[str, str]] = {}
    for review in reviews:
        for change, text in _printed(review) if is_one else _carried(review, draft):
            changes.append(replace(change, copy=numbers[review.kept.id]) if numbers else change)
            if text is not None:
                texts[change.id] = text
        values.update(review.values)
    return conflicts(changes, values, texts)


def _numbers(reviews: Sequence[CopyReview], draft: Draft) -> dict[str, int]:
    """The number of the last copy that replaces each one, so that one person's count as one; none where none is replaced."""
    later, numbers = _later(draft), {review.kept.id: review.kept.number for review in reviews}
    if not any(later.get(name) for name in numbers):
        return {}
    return {name: numbers.get([name, *_replacing(name, later)][-1], number) for name, number in numbers.items()}


def _printed(review: CopyReview) -> Iterator[tuple[ReviewChange, str | None]]:
    """The changes of a copy with the printed text that the place of each counts in."""
    for change in review.changes:
        yield change, review.index.printed.get(change.element_id)


def _carried(review: CopyReview, draft: Draft) -> Iterator[tuple[ReviewChange, str | None]]:
    """The changes of a copy at their places in the draft, with the text there.

    What was taken or edited there since stays where it was printed: counted in the draft, which says it already, two changes
    that were taken in one paragraph would make the same of it.
    """
    taker = Taker(draft, review)
    for change, text in _printed(review):
        found = taker.located(change) if change.kind in IN_TEXT else None
        if found is not None and found[1].state is ReviewState.OPEN:
            element, place = found
            yield replace(change, element_id=element.id, start=place.start, end=place.end), element.text
        else:
            yield change, text


def _named(notice: Notice, name: str) -> Notice:
    told = {**notice.parameters, "name": name, "count": str(notice.count)}
    return replace(notice, parameters=MappingProxyType(told))
