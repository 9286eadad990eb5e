"""Text search in a draft: title, headings and paragraphs, facts included."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

from core.model.draft import Draft
from core.model.spans import Place, Span
from core.segment import words

NARROW = MappingProxyType({0x3000: 0x20, **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}})
"""Full-width signs and the half-width ones that mean the same; one for one, so that offsets hold."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What to search for. Without ``match_case`` ABC equals abc, without ``match_width`` （１） equals (1).

    ``whole_words``: hits start and end at word boundaries: 区 is found in 这个区, but not in 地区.
    """

    text: str
    match_case: bool = False
    match_width: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Place and text of one occurrence."""

    place: Place
    text: str

    @property
    def key(self) -> str:
        """A name for the hit in this state of the draft."""
        return f"{self.place.element_id}:{self.place.span.start}"


def find_hits(draft: Draft, wanted: SearchQuery) -> tuple[Hit, ...]:
    """All hits in document order, not overlapping. Ordinals are computed and not searched, nor is what is struck out."""
    sought = _folded(wanted.text, wanted)
    if not sought:
        return ()
    return tuple(
        Hit(Place(element.id, span), element.content[span.start : span.end])
        for element in draft.elements
        for span in _spans(element.without_struck().content, sought, wanted)
    )


def _spans(content: str, sought: str, wanted: SearchQuery) -> Iterator[Span]:
    text = _folded(content, wanted)
    start = text.find(sought)
    if start < 0:
        return
    edges = _edges(content) if wanted.whole_words else None
    while start >= 0:
        span = Span(start, start + len(sought))
        is_hit = edges is None or (span.start in edges and span.end in edges)
        if is_hit:
            yield span
        start = text.find(sought, span.end if is_hit else start + 1)


def _edges(content: str) -> frozenset[int]:
    """The offsets where words begin and end."""
    lengths: Sequence[int] = [len(word) for word in words(content)]
    return frozenset(accumulate(lengths, initial=0))


def word_at(content: str, offset: int) -> Span:
    """The word that contains the character at ``offset``; empty after the end."""
    edges = sorted(_edges(content))
    start = max(edge for edge in edges if edge <= offset) if offset < len(content) else len(content)
    return Span(start, next((edge for edge in edges if edge > start), start))


def _folded(text: str, wanted: SearchQuery) -> str:
    """The text with equivalent characters made equal, of the same length as the text."""
    if not wanted.match_width:
        text = text.translate(NARROW)
    if wanted.match_case:
        return text
    low = text.lower()
    return low if len(low) == len(text) else "".join(_low(sign) for sign in text)


def _low(sign: str) -> str:
    return sign.lower() if len(sign.lower()) == 1 else sign
