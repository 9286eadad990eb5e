"""Limits on what one rendering of a template may consume, and operations that are charged before they run."""

from collections.abc import Iterable, Iterator
from typing import Any

MOST_TURNS = 200_000
LONGEST_TEXT = 1_000_000
MOST_STEPS = 4_000_000
MOST_WORK = 50_000_000
SLOWEST_SEARCH = 100
"""Comparisons per position of a substring search; for needles of this length and more Python's search is linear."""
COST_OF_ITEM = 20


class BudgetExceeded(Exception):
    """A limit was reached."""


class Budget:
    """What one rendering may still consume."""

    def __init__(self) -> None:
        self.turns = MOST_TURNS
        self.steps = MOST_STEPS
        self.work = MOST_WORK

    def turn(self, steps: int) -> None:
        """Charge one loop iteration that executes ``steps`` nodes."""
        self.turns -= 1
        if self.turns < 0:
            raise BudgetExceeded
        self.step(steps)

    def step(self, steps: int) -> None:
        """Charge ``steps`` executed nodes."""
        self.steps -= steps
        if self.steps < 0:
            raise BudgetExceeded

    def spend(self, amount: int, times: int = 1) -> None:
        """Charge work on ``amount`` characters or items, each visited ``times`` times."""
        self.work -= amount * times
        if self.work < 0 or amount > LONGEST_TEXT:
            raise BudgetExceeded


def size_of(value: object) -> int:
    """Characters of a text, items of a list or group, 1 for anything else."""
    return len(value) if isinstance(value, (str, tuple, list, dict)) else 1


def comparison_cost(value: object) -> int:
    """Upper bound for the cost of comparing the value: its characters and those of everything it contains."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        value = tuple(value.values())
    return sum(map(comparison_cost, value), COST_OF_ITEM * len(value)) if isinstance(value, (tuple, list)) else 1


def metered(budget: Budget, value: object, times: int) -> object:
    """One side of a comparison, charged before the comparison."""
    budget.spend(min(comparison_cost(value), LONGEST_TEXT), times)
    return value


def counted(budget: Budget, value: Any, steps: int) -> Iterator[object]:
    """The items of a loop, each charged as one turn."""
    for item in value:
        budget.turn(steps)
        yield item


def as_text(value: object) -> str:
    """The value as text. Raises TypeError for a list or group."""
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
    """How often a search for the word may visit each position of a text."""
    return min(max(len(word), 1), SLOWEST_SEARCH) if isinstance(word, str) else SLOWEST_SEARCH
