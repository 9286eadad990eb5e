"""Proofreading of a draft in the background."""

from collections.abc import Callable
from typing import Any

from core.model.draft import Draft
from core.stores.suppressed import suppressed_codes
from gui.shell.doors import late

Look = Callable[[Draft], Any]
"""Gives the findings of a draft, whether it has a card, the suppressed codes, and what is wrong with the user's tables."""

Proofreader = late("core.workflows.checking.proofreader:Proofreader")


def make_look(yield_to_ui: Callable[[], None] | None = None) -> Look:
    """A function that caches the paragraphs it has checked; the checks are loaded with the first draft."""
    made: list[Any] = []

    def _look(draft: Draft) -> Any:
        if not made:
            made.append(Proofreader(yield_to_ui) if yield_to_ui else Proofreader())
        seen = made[0].draft(draft)
        return seen.findings, seen.has_card, suppressed_codes(), seen.notices

    return _look
