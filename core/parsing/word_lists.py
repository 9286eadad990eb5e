"""Word lists as patterns: plain words in, alternatives of a regular expression out."""

import re
from collections.abc import Callable, Mapping, Sequence

from core.errors import BadWords

_GAP = "…"
# Words apart from each other stand in one sentence.
_GAP_PATTERN = "[^。]{0,40}"
_NOTHING = "(?!)"


class WordLists:
    """The lists by name; asking for one that is not there is ``BadWords``."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = words

    def plain(self, name: str) -> tuple[str, ...]:
        """The words of a list as they are written."""
        if name not in self._words:
            raise BadWords("words_incomplete", list=name)
        return tuple(word for word in dict.fromkeys(self._words[name]) if word.strip(_GAP))

    def any_of(self, *names: str) -> str:
        """A pattern for any word of the lists, long ones first; ``…`` in a word stands for other words between.

        An empty list matches nothing.
        """
        return self._alternatives(names, re.escape)

    def spaced(self, *names: str) -> str:
        """Like ``any_of``, letter-spaced words (``索 引 号``) too."""
        return self._alternatives(names, _spaced_out)

    def _alternatives(self, names: Sequence[str], written: Callable[[str], str]) -> str:
        words = sorted((word for name in names for word in self.plain(name)), key=len, reverse=True)
        patterns = (_GAP_PATTERN.join(map(written, word.split(_GAP))) for word in words)
        return f"(?:{'|'.join(patterns) or _NOTHING})"


def _spaced_out(text: str) -> str:
    return r"\s{0,4}".join(map(re.escape, text))
