"""The two readings of a returned copy: all changes refused (original) or accepted (final), and what anchors name there."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from operator import itemgetter
from typing import overload

from core.model.review.returned_copy import CopyAnchor, CopyCell, CopyParagraph, CopyPosition, ReturnedCopy, TextState

_LENGTH = itemgetter(1)
FRAME = "#"
"""Begins the id of what the layout printed from particulars: it is no element of the draft."""


class CharacterPlaces(Sequence[CopyPosition]):
    """Where each character of a text stands in the copy's stream, kept as stretches that stand there together."""

    __slots__ = ("_starts", "_stretches")

    def __init__(self, stretches: Iterable[tuple[CopyPosition, int]] = ()) -> None:
        self._stretches = tuple(each for each in stretches if each[1])
        self._starts: list[int] = [0, *accumulate(map(_LENGTH, self._stretches))]

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> CopyPosition: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[CopyPosition]: ...

    def __getitem__(self, index: int | slice) -> CopyPosition | Sequence[CopyPosition]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        number = bisect_right(self._starts, index) - 1
        place = self._stretches[number][0]
        return CopyPosition(place.paragraph, place.offset + index - self._starts[number])

    def has_between(self, start: CopyPosition, end: CopyPosition) -> bool:
        """Whether any character stands at or behind one position and before the other."""
        for place, length in self._stretches:
            first, last = max(start, place), CopyPosition(place.paragraph, place.offset + length)
            if first < min(end, last):
                return True
        return False


@dataclass(frozen=True, slots=True)
class ViewParagraph:
    """A paragraph of a view: its text, and where each character stands in the copy's stream.

    ``first`` and ``last`` are the indexes of the copy's paragraphs that it runs over.
    """

    text: str
    places: CharacterPlaces
    first: int
    last: int
    cell: CopyCell | None = None


def original(copy: ReturnedCopy) -> tuple[ViewParagraph, ...]:
    """The paragraphs as they read when all changes are refused."""
    return tuple(_view(copy.paragraphs, {state for state in TextState if state.is_original}))


def final(copy: ReturnedCopy) -> tuple[ViewParagraph, ...]:
    """The paragraphs as they read when all changes are accepted."""
    return tuple(_view(copy.paragraphs, {state for state in TextState if state.is_final}))


def placed(copy: ReturnedCopy) -> tuple[ViewParagraph, ...]:
    """The paragraphs with recorded moves accepted and all other changes refused.

    Together they run over every paragraph of the copy: what is only put in at the end of a cell or of the file is an empty
    paragraph here.
    """
    return tuple(_view(copy.paragraphs, {state for state in TextState if state.is_placed}, is_whole=True))


def _view(
    paragraphs: Iterable[CopyParagraph], states: set[TextState], is_whole: bool = False
) -> Iterator[ViewParagraph]:
    """Paragraphs in which text of these states shows; one whose mark does not show goes on in the next.

    A mark that does not show at the end of a cell or of the file cannot join anything; a row that does not show has no
    paragraphs.
    """
    line = _OpenLine()
    for index, paragraph in enumerate(paragraphs):
        if line.is_open and line.cell != paragraph.cell:
            yield from line.rest(is_whole)
        if paragraph.row not in states and not is_whole:
            continue
        line.add(index, paragraph, states)
        if paragraph.mark in states:
            yield line.closed()
    if line.is_open:
        yield from line.rest(is_whole)


@dataclass(slots=True)
class _OpenLine:
    """A paragraph of a view that is being put together."""

    texts: list[str] = field(default_factory=list)
    stretches: list[tuple[CopyPosition, int]] = field(default_factory=list)
    first: int = -1
    last: int = -1
    cell: CopyCell | None = None

    @property
    def is_open(self) -> bool:
        """Whether a paragraph of the copy waits for a mark that shows."""
        return self.first >= 0

    def add(self, index: int, paragraph: CopyParagraph, states: set[TextState]) -> None:
        """Append what shows of a paragraph of the copy."""
        self.first, self.last, self.cell = (self.first if self.is_open else index), index, paragraph.cell
        offset = 0
        for piece in paragraph.pieces:
            length = len(piece.text)
            if piece.state in states:
                self.texts.append(piece.text)
                self.stretches.append((CopyPosition(index, offset), length))
            offset += length

    def closed(self) -> ViewParagraph:
        """The paragraph; the next one begins."""
        places = CharacterPlaces(self.stretches)
        found = ViewParagraph("".join(self.texts), places, self.first, self.last, self.cell)
        self.texts, self.stretches, self.first = [], [], -1
        return found

    def rest(self, is_whole: bool) -> Iterator[ViewParagraph]:
        """What is left without a mark, if it has text or the whole copy is wanted."""
        found = self.closed()
        if found.text or is_whole:
            yield found


def named_paragraphs(
    copy: ReturnedCopy, shown: Sequence[ViewParagraph], numbers: Mapping[str, int]
) -> dict[int, list[int]]:
    """The indexes that anchors name (``numbers`` by the name in the file), by index of the paragraph shown.

    A name counts where it encloses characters that show: the bookmark of a paragraph that is wholly struck out must not
    drift into the next one.
    """
    by_source: dict[int, list[int]] = defaultdict(list)
    for index, paragraph in enumerate(shown):
        for source in range(paragraph.first, paragraph.last + 1):
            by_source[source].append(index)
    found: dict[int, list[int]] = defaultdict(list)
    for anchor in copy.anchors:
        for index in _enclosed(anchor, by_source, shown) if anchor.name in numbers else ():
            found[index].append(numbers[anchor.name])
    return found


def _enclosed(anchor: CopyAnchor, by_source: Mapping[int, Sequence[int]], shown: Sequence[ViewParagraph]) -> list[int]:
    """The paragraphs of which an anchor encloses characters."""
    first, last = anchor.start.paragraph, anchor.end.paragraph
    sources = range(first, last + 1)
    touched = (
        by_source.get(first, ())
        if first == last
        else sorted(set(chain.from_iterable(by_source.get(source, ()) for source in sources)))
    )
    return [index for index in touched if shown[index].places.has_between(anchor.start, anchor.end)]
