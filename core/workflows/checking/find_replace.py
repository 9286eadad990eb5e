"""查找和替换 over a whole draft, as the window offers it."""

from core.editing.text.replacing import ReplacementOutcome, outcomes, replace_hits, replace_outcomes
from core.editing.text.search import Hit, SearchQuery, find_hits, word_at

__all__ = (
    "Hit",
    "ReplacementOutcome",
    "SearchQuery",
    "find_hits",
    "outcomes",
    "replace_hits",
    "replace_outcomes",
    "word_at",
)
