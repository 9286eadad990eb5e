"""Cooperative scheduling: background work pauses while the user types.

A busy worker thread takes the interpreter lock from the window's thread hundreds of times while one key is handled, so
long work calls a ``YieldToUi`` between its pieces.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

YieldToUi = Callable[[], None]
"""Blocks until the work may go on; costs next to nothing while nobody types."""

T = TypeVar("T")

BATCH_SIZE = 32
"""Pieces of a few microseconds each that are worth one call of ``YieldToUi``."""


def never_yield() -> None:
    """The ``YieldToUi`` of work that runs without a window: returns at once."""


def cooperatively(items: Iterable[T], yield_to_ui: YieldToUi, batch_size: int = 1) -> Iterator[T]:
    """The items, with a call of ``yield_to_ui`` before each ``batch_size`` of them and one at the end."""
    return iter(items) if yield_to_ui is never_yield else _with_breaks(items, yield_to_ui, batch_size)


def _with_breaks(items: Iterable[T], yield_to_ui: YieldToUi, batch_size: int) -> Iterator[T]:
    yield_to_ui()
    for count, item in enumerate(items, 1):
        yield item
        if count % batch_size == 0:
            yield_to_ui()
