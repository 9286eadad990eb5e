"""A text without its quotation marks: “四个意识” and 四个意识 are one phrase, and so are “三个代表”重要思想 and the bare form."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from core.checks.checked_text import TOGETHER
from core.model.spans import Span

QUOTES = frozenset("“”‘’")
OPENING, CLOSING = "“‘", "”’"
QUOTATION = re.compile(
    r"(?:[说道写曰云喊念诵](?:[着了过：:，,]|的是){0,2}|[：:])“[^“”]*”|“[^“”]*[，。；！？,;!?][^“”]*”"
)
"""The words of somebody else: behind a verb of saying or a colon, or with clauses of their own."""

CLAUSE_END = re.compile(r"[，。、；：！？\s）]|$")


class UnquotedText(NamedTuple):
    """``places`` are the offsets of the characters of ``text`` in the text with its marks, and that text's end."""

    text: str
    places: Sequence[int]

    def ends_at(self, at: int) -> bool:
        """Whether a clause or a quotation ends before the character at ``at``."""
        return CLAUSE_END.match(self.text, at) is not None or self.places[at] > self.places[at - 1] + 1

    def span(self, found: Span) -> Span:
        """Where it stands in the text with its marks, without those at its ends."""
        return Span(self.places[found.start], self.places[found.end - 1] + 1)


# Several checks ask for the paragraphs at hand.
@lru_cache(maxsize=TOGETHER)
def without_quotes(text: str) -> UnquotedText:
    """The text without its quotation marks."""
    if QUOTES.isdisjoint(text):
        return UnquotedText(text, range(len(text) + 1))
    kept = [at for at, sign in enumerate(text) if sign not in QUOTES]
    return UnquotedText("".join(text[at] for at in kept), [*kept, len(text)])


def with_quotes(text: str, span: Span) -> Span:
    """The span and the quotation marks right around it."""
    start, end = span.start, span.end
    while start and text[start - 1] in OPENING:
        start -= 1
    while end < len(text) and text[end] in CLOSING:
        end += 1
    return Span(start, end)


def is_quoted(text: str, span: Span) -> bool:
    """Whether it stands within a quotation; terms and names in quotation marks are none: “四个意识”."""
    return any(match.start() < span.start and span.end < match.end() for match in QUOTATION.finditer(text))
