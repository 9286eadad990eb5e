"""Copies as they arrive in the window: each read by itself, whose they may be, and all that a draft keeps put together."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType

from core.drafts.store import DraftStore
from core.errors import AppError, BadDraft, BadInput
from core.model.blocks import media_key
from core.model.draft import Draft
from core.model.review.decisions import KeptCopy
from core.reading import read_limited
from core.result import Notice
from core.workflows.drafting.session import Session
from core.workflows.facts import find_facts
from core.workflows.review.copies import CopyReview
from core.workflows.review.deciding import keep_copies
from core.workflows.review.returned import DraftReview, compared_copies, review_copies, standing, waiting

MOST_NAMES = 8
"""People proposed as the owner of one copy."""


Given = tuple[KeptCopy, bytes | Notice]
Watch = Callable[[int], bool]


def go_on(_done: int) -> bool:
    """Nobody watches."""
    return True


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Copies that were read, the notices about each, why others were refused, and the bytes of the files by their key."""

    copies: tuple[CopyReview, ...]
    told: tuple[Notice, ...]
    refused: tuple[Notice, ...]
    media: Mapping[str, bytes]


def read_arrivals(path: Path, files: Sequence[Path], now: datetime, watch: Watch = go_on) -> Arrivals:
    """Read files that came back for the draft in ``path``; one that cannot be read keeps no other from it.

    ``watch`` is called before each file with the number of files read; if it returns False the rest is left unread.
    """
    store = DraftStore.view(path)
    try:
        draft = store.draft()
        return _read_all(store, draft, _watched(_arrived(draft, files, now), watch))
    finally:
        store.close()


def read_kept(path: Path) -> Arrivals:
    """The copies that the draft in ``path`` keeps and that still count (``waiting``), without the notices shown before."""
    store = DraftStore.view(path)
    try:
        draft = store.draft()
        given: list[Given] = [
            (kept, draft.media.get(kept.id, Notice("review_copy_lost", parameters={"name": kept.name})))
            for kept in waiting(draft)
        ]
        return replace(_read_all(store, draft, given), told=())
    finally:
        store.close()


def _watched(given: Iterable[Given], watch: Watch) -> Iterator[Given]:
    """One after another as long as the watch says so."""
    return (each for _, each in takewhile(lambda pair: watch(pair[0]), enumerate(given)))


def _arrived(draft: Draft, files: Iterable[Path], now: datetime) -> Iterator[Given]:
    """Each file once, as a copy to be kept; instead of its bytes the reason why it cannot be read."""
    known = {copy.id: copy for copy in draft.copies}
    number = max((copy.number for copy in draft.copies), default=0)
    for file in files:
        try:
            data = read_limited(file)
        except BadInput as error:
            yield KeptCopy("", 0, file.name, ""), _reason(error)
            continue
        key = media_key(data)
        if key not in known:
            number += 1
            known[key] = KeptCopy(key, number, file.name, now.isoformat(timespec="seconds"))
        yield known[key], data


def _reason(error: AppError) -> Notice:
    return Notice(error.code, parameters=MappingProxyType(dict(error.parameters)))


def _read_all(store: DraftStore, draft: Draft, given: Iterable[Given]) -> Arrivals:
    copies: dict[str, CopyReview] = {}
    told: list[Notice] = []
    refused: list[Notice] = []
    media: dict[str, bytes] = {}
    for kept, data in given:
        if isinstance(data, Notice):
            refused.append(data)
            continue
        try:
            found = review_copies(draft, store, (kept,), {kept.id: data})
        except (BadInput, BadDraft) as error:
            refused.append(_reason(error))
            continue
        copies[kept.id] = found.value.copies[0]
        told += found.notices
        media[kept.id] = data
    return Arrivals(tuple(copies.values()), tuple(told), tuple(refused), MappingProxyType(media))


def is_unchanged(copy: CopyReview) -> bool:
    """Whether nothing was changed in a copy, and nobody wrote a comment."""
    return not copy.changes and not copy.comments


def names_in(copy: CopyReview) -> tuple[str, ...]:
    """Who wrote in a copy by what the file says, the busiest first."""
    hands = [change.revision.author for change in copy.changes] + [comment.author for comment in copy.comments]
    return tuple(name for name, _ in Counter(filter(None, hands)).most_common(MOST_NAMES))


def other_copies(draft: Draft, copy: CopyReview, who: str) -> list[KeptCopy]:
    """The other copies of a person that a draft keeps: one would replace the earlier ones, and be replaced by a later one."""
    own = replace(copy.kept, who=who)
    return [each for each in waiting(draft) if not each.replaced_by and own.is_another_of(each)]


def keep_arrivals(session: Session, arrivals: Arrivals, owners: Mapping[str, str]) -> bool:
    """Keep copies in the draft under the names of their owners, by the id of the copy; False where it has them already."""
    named = tuple(replace(copy, kept=replace(copy.kept, who=owners.get(copy.kept.id, ""))) for copy in arrivals.copies)
    return keep_copies(session, DraftReview(session.draft, named, compared_copies((), session.draft), arrivals.media))


def gathered(draft: Draft, copies: Iterable[CopyReview]) -> DraftReview:
    """Copies that were read before, under the names that the draft has for them, compared with one another."""
    find_facts(draft.elements[:1])  # loads what the first change taken needs, which would be felt then
    kept = {copy.id: copy for copy in draft.copies}
    named = standing([replace(copy, kept=kept.get(copy.kept.id, copy.kept)) for copy in copies], draft)
    return DraftReview(draft, named, compared_copies(named, draft))


def is_of_one_base(copies: Iterable[CopyReview]) -> bool:
    """Whether copies were made from one version, so that what they say against one another does not depend on the draft."""
    return len({copy.base.version for copy in copies}) == 1
