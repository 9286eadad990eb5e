"""Search for long alternations only where one of their first characters stands, which is several times as fast."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scanner:
    """``pattern`` begins with one of the characters that ``first`` matches."""

    first: re.Pattern[str]
    pattern: re.Pattern[str]

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in order, none overlapping, as ``pattern.finditer`` would give them."""
        end = 0
        for opening in self.first.finditer(text):
            if opening.start() >= end:
                match = self.pattern.match(text, opening.start())
                if match:
                    end = match.end()
                    yield match


def scanner(first: Iterable[str], pattern: str) -> Scanner:
    """A scanner for a pattern that begins with one of these characters."""
    return Scanner(re.compile("[" + re.escape("".join(sorted(set(first)))) + "]"), re.compile(pattern))
