"""A text as one sees it who looks through it again and again: way is given between its paragraphs, to whom types in it
meanwhile, and what was found in one of them is remembered until it changes.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar, overload

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield


class Piece(Protocol):
    """A paragraph, or what is looked at of one."""

    @property
    def id(self) -> str:
        """By which it is known again."""


P = TypeVar("P", bound=Piece, covariant=True)
Q = TypeVar("Q", bound=Piece)
Some = TypeVar("Some")
Made = TypeVar("Made")
Known = dict[str, tuple[Piece, Any]]
FEW = 8
"""How many paragraphs may be searched for something before way is given."""


class Memory:
    """What was found in each paragraph when a text was looked through last. Not for two threads at once."""

    def __init__(self, yield_to_ui: YieldToUi = never_yield) -> None:
        self.yield_to_ui = yield_to_ui
        self._known: dict[Hashable, Known] = {}

    def known(self, work: Hashable) -> Known:
        """What that work found, with the paragraph as it was, by the paragraph's id; to be kept up to date."""
        return self._known.setdefault(work, {})


class Text(Sequence[P]):
    """The paragraphs in their order, by turns with whoever types; ``memory`` is of the same text as it was before."""

    def __init__(self, pieces: Iterable[P], memory: Memory | None = None) -> None:
        self._pieces = tuple(pieces)
        self.memory = memory or Memory()

    def __iter__(self) -> Iterator[P]:
        return cooperatively(self._pieces, self.memory.yield_to_ui, FEW)

    def __len__(self) -> int:
        return len(self._pieces)

    @overload
    def __getitem__(self, place: int) -> P: ...

    @overload
    def __getitem__(self, place: slice) -> "Text[P]": ...

    def __getitem__(self, place: int | slice) -> "P | Text[P]":
        return Text(self._pieces[place], self.memory) if isinstance(place, slice) else self._pieces[place]

    def turns(self, some: Iterable[Some]) -> Iterator[Some]:
        """Other pieces of work, way being given before each."""
        return cooperatively(some, self.memory.yield_to_ui)

    def each(self, find: Callable[..., Made], *more: Hashable) -> Iterator[tuple[P, Made]]:
        """Each paragraph with what ``find`` says of it, which depends on it and on ``more`` alone."""
        known = self.memory.known((find, *more))
        for piece in cooperatively(self._pieces, self.memory.yield_to_ui, BATCH_SIZE):
            kept = known.get(piece.id)
            if kept is None or (kept[0] is not piece and kept[0] != piece):
                self.memory.yield_to_ui()
                kept = known[piece.id] = (piece, find(piece, *more))
            yield piece, kept[1]
        if len(known) > len(self._pieces):
            there = {piece.id for piece in self._pieces}
            for gone in known.keys() - there:
                del known[gone]


def text_of(pieces: Sequence[Q]) -> Text[Q]:
    """The text if it is one already, else one that is looked through for the first time."""
    return pieces if isinstance(pieces, Text) else Text(pieces)
