"""查找和替换 over a whole draft, as the window offers it."""

from core.editing.text.replacing import Outcome, outcomes, replace_as_told, replace_hits
from core.editing.text.search import Hit, Wanted, find_hits, word_at

__all__ = ("Hit", "Outcome", "Wanted", "find_hits", "outcomes", "replace_as_told", "replace_hits", "word_at")
