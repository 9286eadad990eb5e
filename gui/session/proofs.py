"""What looks through a draft in the background: one that remembers what it has read."""

from collections.abc import Callable
from typing import Any

from core.model.draft import Draft

Look = Callable[[Draft], Any]
"""Gives the findings of a draft, whether it has a card, what is never told, and what is wrong with the clerk's own tables."""


def make_look(yield_to_ui: Callable[[], None] | None = None) -> Look:
    """One that remembers the paragraphs it has read; what reads them is loaded with the first draft."""
    made: list[Any] = []

    def _look(draft: Draft) -> Any:
        from core.stores.suppressed import suppressed_codes
        from core.workflows.checking.proofreader import Proofreader

        if not made:
            made.append(Proofreader(yield_to_ui) if yield_to_ui else Proofreader())
        seen = made[0].draft(draft)
        return seen.findings, seen.has_card, suppressed_codes(), seen.notices

    return _look
