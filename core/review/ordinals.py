"""Edits of ordinals, which the draft computes by itself: cut off the changes, and counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.model.review.changes import ChangeKind, ReviewChange
from core.numbering import find_ordinal

_INSIDE = frozenset({ChangeKind.REPLACE, ChangeKind.INSERT, ChangeKind.DELETE})


@dataclass(frozen=True, slots=True)
class WithoutOrdinals:
    """The changes of words, and how many ordinals were written otherwise."""

    changes: tuple[ReviewChange, ...]
    count: int


def without_ordinals(
    changes: Iterable[ReviewChange], prefixes: Mapping[str, int], texts: Mapping[str, str]
) -> WithoutOrdinals:
    """The changes without what they do to ordinals; ``prefixes`` are the lengths of those at the beginning of ``texts``."""
    found: list[ReviewChange] = []
    count = 0
    for change in changes:
        length = prefixes.get(change.element_id, 0)
        if change.kind in _INSIDE and change.start < length:
            count += 1
            found += _behind(change, length, texts[change.element_id])
        else:
            found.append(change)
    return WithoutOrdinals(tuple(found), count)


def _behind(change: ReviewChange, length: int, text: str) -> Iterable[ReviewChange]:
    """What a change does behind an ordinal of this length; nothing if only the ordinal was changed."""
    final = text[: change.start] + change.new + text[change.end :]
    ordinal = find_ordinal(final)
    new = final[ordinal.end if ordinal else 0 : change.start + len(change.new)]
    old = text[length : change.end]
    if old or new.strip():
        kind = ChangeKind.REPLACE if old and new else ChangeKind.DELETE if old else ChangeKind.INSERT
        yield replace(change, start=length, end=max(change.end, length), old=old, new=new, kind=kind)
