"""What one rendering of a template may spend, and the operations that are paid for before they are done."""

from collections.abc import Iterable, Iterator
from typing import Any

MOST_TURNS = 200_000
LONGEST_TEXT = 1_000_000
MOST_STEPS = 4_000_000
MOST_WORK = 50_000_000
SLOWEST_SEARCH = 100
"""How often a plain search may look at one place of a text; from this length of the word on Python searches smartly."""
COST_OF_ITEM = 20


class BudgetExceeded(Exception):
    """A limit was reached."""


class Budget:
    """What one rendering may still spend."""

    def __init__(self) -> None:
        self.turns = MOST_TURNS
        self.steps = MOST_STEPS
        self.work = MOST_WORK

    def turn(self, steps: int) -> None:
        """One turn of a loop in which ``steps`` things are to be done."""
        self.turns -= 1
        if self.turns < 0:
            raise BudgetExceeded
        self.step(steps)

    def step(self, steps: int) -> None:
        """So many things to be done."""
        self.steps -= steps
        if self.steps < 0:
            raise BudgetExceeded

    def spend(self, amount: int, times: int = 1) -> None:
        """Work on ``amount`` characters or items, each looked at so many times."""
        self.work -= amount * times
        if self.work < 0 or amount > LONGEST_TEXT:
            raise BudgetExceeded


def size_of(value: object) -> int:
    """Characters of a text, items of a list or group."""
    return len(value) if isinstance(value, (str, tuple, list, dict)) else 1


def comparison_cost(value: object) -> int:
    """What comparing the value may cost at most: its characters, and those of all it holds."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        value = tuple(value.values())
    return sum(map(comparison_cost, value), COST_OF_ITEM * len(value)) if isinstance(value, (tuple, list)) else 1


def metered(budget: Budget, value: object, times: int) -> object:
    """One side of a comparison, paid for before it is compared."""
    budget.spend(min(comparison_cost(value), LONGEST_TEXT), times)
    return value


def counted(budget: Budget, value: Any, steps: int) -> Iterator[object]:
    """The items of a loop, each paid for."""
    for item in value:
        budget.turn(steps)
        yield item


def as_text(value: object) -> str:
    """The value as text; a list or a group is none."""
    if isinstance(value, (dict, list, tuple)):
        raise TypeError(type(value))
    return str(value)


def concatenated(budget: Budget, *values: object) -> str:
    """Jinja's ``~``."""
    texts = [as_text(value) for value in values]
    budget.spend(sum(map(len, texts)))
    return "".join(texts)


def joined(budget: Budget, values: Iterable[object], separator: str = "") -> str:
    """Jinja's ``join``."""
    texts = [as_text(value) for value in values]
    budget.spend(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def replaced(budget: Budget, value: str, old: str, new: str) -> str:
    """Jinja's ``replace``."""
    budget.spend(len(value), search_cost(old))
    budget.spend(len(value) + value.count(old) * len(new))
    return value.replace(old, new)


def search_cost(word: object) -> int:
    """How often each place of a text may be looked at to find the word in it."""
    return min(max(len(word), 1), SLOWEST_SEARCH) if isinstance(word, str) else SLOWEST_SEARCH
