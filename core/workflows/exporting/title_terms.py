"""The words of a title, between which it may be broken into lines (GB/T 9704-2012, 7.3.1: no word is divided)."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from core import segment
from core.errors import BadWords
from core.resources import data_lines, load

TABLE, LISTS = "fixed_phrases.tsv", ("office_words.txt", "office_phrases.txt", "title_terms.txt")
LONGEST_TERM = 8
"""Characters of the longest term kept on one line; a longer one would make the lines too uneven."""

_CUTS = re.compile(r"[、，/《》（）()“”\s]+")


def title_words(title: str) -> Sequence[str]:
    """The words of a title in order; a set term of several words counts as one. Joined they are the title.

    >>> title_words("深入学习实践科学发展观")
    ['深入', '学习', '实践', '科学发展观']
    """
    edges = set(accumulate(map(len, segment.words(title))))
    for start, end in _terms_in(title):
        edges.difference_update(range(start + 1, end))
    return [title[start:end] for start, end in pairwise((0, *sorted(edges)))]


def _terms_in(title: str) -> Iterable[tuple[int, int]]:
    """Start and end of the set terms in a title, the longest at each position."""
    terms, start = known_terms(), 0
    while start < len(title):
        lengths = range(min(LONGEST_TERM, len(title) - start), 2, -1)
        length = next((length for length in lengths if title[start : start + length] in terms), 0)
        if length:
            yield start, start + length
        start += length or 1


@lru_cache(maxsize=1)
def known_terms() -> frozenset[str]:
    """Terms of three to eight characters in the program's lists; a list that cannot be read is skipped."""
    return frozenset(term for name in (TABLE, *LISTS) for term in _listed(name) if 2 < len(term) <= LONGEST_TERM)


def _listed(name: str) -> Iterable[str]:
    try:
        lines = load(tuple, name, parse=data_lines)
    except BadWords:
        return
    for line in lines:
        cells = line.split("\t")[:2] if name == TABLE else [line]
        yield from (term for cell in cells for term in _CUTS.split(cell))
