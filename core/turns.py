"""Long work in the background gives way to the hand that types: between two pieces it asks whether it may go on.

A thread that works takes the interpreter from the window's thread hundreds of times while one key is dealt with.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

GiveWay = Callable[[], None]
"""Returns when the work may go on; costs next to nothing while nobody types."""

Piece = TypeVar("Piece")


def at_once() -> None:
    """Nobody has to be given way to."""


def by_turns(pieces: Iterable[Piece], give_way: GiveWay) -> Iterator[Piece]:
    """The pieces, way having been given before each."""
    for piece in pieces:
        give_way()
        yield piece
