"""Elements that are made from what is stored when somebody first asks for one of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock
from typing import Any, overload

from core.model.elements import Element

Row = Sequence[Any]


class LateElements(Sequence[Element]):
    """Equal to the tuple of elements that ``make`` makes of the rows, one by one; any thread may ask."""

    __slots__ = ("_length", "_lock", "_made", "_make", "_rows", "_whole")

    def __init__(self, rows: Sequence[Row], make: Callable[[Row], Element]) -> None:
        self._rows, self._make, self._length = rows, make, len(rows)
        self._made: list[Element] = []
        self._whole: tuple[Element, ...] | None = None
        self._lock = Lock()

    def advance(self, count: int) -> bool:
        """Make so many more of them; whether all are made."""
        with self._lock:
            if self._whole is None:
                start = len(self._made)
                self._made += map(self._make, self._rows[start : start + count])
                if len(self._made) == self._length:
                    self._whole, self._rows, self._made = tuple(self._made), (), []
            return self._whole is not None

    @property
    def is_whole(self) -> bool:
        """Whether all are made."""
        return self._whole is not None

    @property
    def _all(self) -> tuple[Element, ...]:
        if self._whole is None:
            self.advance(self._length)
        return self._whole or ()

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Element]:
        return iter(self._all)

    @overload
    def __getitem__(self, place: int) -> Element: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Element, ...]: ...
    def __getitem__(self, place: int | slice) -> Element | tuple[Element, ...]:
        return self._all[place]

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sequence) and self._all == tuple(other))

    def __hash__(self) -> int:
        return hash(self._all)

    def __reduce__(self) -> tuple[type, tuple[tuple[Element, ...]]]:
        return tuple, (self._all,)


def advance_all(found: Iterable[Sequence[Element]], count: int) -> bool:
    """Make so many more elements of the first of these that lack some; whether none lacks any."""
    late = [each for each in found if isinstance(each, LateElements) and not each.is_whole]
    return not late or (late[0].advance(count) and len(late) == 1)
