"""Undo history of a sheet of settings: whole values."""

from typing import Generic, TypeVar

T = TypeVar("T")


class History(Generic[T]):
    """Values in the order they were made; a new one after an undo drops the undone ones."""

    def __init__(self, first: T) -> None:
        self._values = [first]
        self._place = 0
        self._what = ""

    def begin(self, value: T) -> None:
        """Clear the history and start with this value."""
        self._values, self._place, self._what = [value], 0, ""

    def add(self, value: T, what: str, joins: bool = False) -> None:
        """Add a value; ``what`` was changed. With ``joins`` it replaces the last one if that changed the same."""
        if joins and what == self._what and self._place:
            self._values[self._place :] = [value]
        else:
            self._values[self._place + 1 :] = [value]
            self._place += 1
        self._what = what

    def undo(self) -> T:
        """The previous value; the first one stays."""
        self._place, self._what = max(self._place - 1, 0), ""
        return self._values[self._place]

    def redo(self) -> T:
        """The next value; the last one stays."""
        self._place, self._what = min(self._place + 1, len(self._values) - 1), ""
        return self._values[self._place]

    @property
    def can_undo(self) -> bool:
        """Whether there is a value before."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a value after."""
        return self._place < len(self._values) - 1
