"""Thousands of values of one class, made column by column."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import repeat
from typing import Any, TypeVar, cast

Kind = TypeVar("Kind")


def from_columns(kind: type[Kind], count: int, columns: Sequence[Iterable[object]]) -> list[Kind]:
    """``count`` values of a frozen dataclass with slots, from one column a field, in the order of the fields.

    The same as calling the class for each row, in half of the time: its ``__init__`` sets every field through Python. A column
    may be endless, such as ``repeat(())``.
    """
    made = cast("list[Kind]", list(map(object.__new__, repeat(kind, count))))
    for field, column in zip(fields(cast("Any", kind)), columns, strict=True):
        deque(map(getattr(kind, field.name).__set__, made, column), maxlen=0)
    return made
