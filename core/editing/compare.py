"""Word-level comparison of two texts: common stretches and differences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from core.model.spans import Span

Kept = tuple[int, int, int, int]
WORD = re.compile(r"[0-9０-９.．,%％*]+|[A-Za-z]+|.", re.DOTALL)
"""A number counts as one sign: 48 and 42 have nothing in common."""


def kept_spans(prior: str, now: str) -> tuple[Span, ...]:
    """Stretches of ``prior`` that also occur in ``now``, in order, not overlapping; offsets in ``prior``."""
    if prior == now:
        return (Span(0, len(prior)),) if prior else ()
    return tuple(Span(start, end) for start, end, _, _ in _kept(prior, now))


def both_sides(prior: str, now: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Stretches of ``prior`` missing in ``now``, and stretches of ``now`` missing in ``prior``.

    A single common character between two differences is counted as different: marks alternating at every character are
    unreadable.
    """
    if prior == now:
        return (), ()
    kept = _kept(prior, now)
    inner = [one for one in kept if one[1] - one[0] > 1 or one[0] == one[2] == 0 or _ends(one, prior, now)]
    return _gaps([one[:2] for one in inner], len(prior)), _gaps([one[2:] for one in inner], len(now))


def _ends(one: Kept, prior: str, now: str) -> bool:
    return one[1] == len(prior) and one[3] == len(now)


def _gaps(kept: Iterable[Sequence[int]], length: int) -> tuple[Span, ...]:
    """The gaps between and around the common stretches."""
    found, before = [], 0
    for start, end in (*kept, (length, length)):
        if start > before:
            found.append(Span(before, start))
        before = end
    return tuple(found)


def _kept(prior: str, now: str) -> list[Kept]:
    """Start and end in ``prior``, start and end in ``now`` of every common stretch, in order."""
    old, new = WORD.findall(prior), WORD.findall(now)
    starts, others = ([0, *accumulate(map(len, words))] for words in (old, new))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [
        (starts[a], starts[a + size], others[b], others[b + size])
        for a, b, size in ((block.a, block.b, block.size) for block in blocks)
        if size
    ]


def word_edits(old: str, new: str, start: int = 0) -> Iterator[tuple[Span, str, bool]]:
    """Differences of two texts, word by word and number by number: span in ``old`` (shifted by ``start``), new text, and
    whether one word replaces one.
    """
    old_words, new_words = WORD.findall(old), WORD.findall(new)
    offsets = list(accumulate(map(len, old_words), initial=start))
    for name, a, b, c, d in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        if name != "equal":
            yield Span(offsets[a], offsets[b]), "".join(new_words[c:d]), b - a == d - c == 1
