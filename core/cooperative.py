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


SMALL = 32
"""How many pieces that take microseconds are worth one asking."""


def by_turns(pieces: Iterable[Piece], give_way: GiveWay, portion: int = 1) -> Iterator[Piece]:
    """The pieces, way having been given before each ``portion`` of them is made, and once more at the end."""
    give_way()
    for count, piece in enumerate(pieces, 1):
        yield piece
        if count % portion == 0:
            give_way()
