"""What of last year's wording still stands in this year's."""

import re
from difflib import SequenceMatcher

from core.model.spans import Span

WORD = re.compile(r"[0-9０-９.．,%％*]+|[A-Za-z]+|.", re.DOTALL)
"""A number counts as one sign: 48 and 42 have nothing in common."""


def kept_spans(prior: str, now: str) -> tuple[Span, ...]:
    """The stretches of ``prior`` that stand in ``now`` as well, in order and not overlapping; offsets in ``prior``."""
    old, new = WORD.findall(prior), WORD.findall(now)
    starts = [0]
    for word in old:
        starts.append(starts[-1] + len(word))
    if old == new:
        return (Span(0, len(prior)),) if prior else ()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return tuple(Span(starts[block.a], starts[block.a + block.size]) for block in blocks if block.size)
