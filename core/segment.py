"""Chinese word segmentation: the only module that imports rjieba and jieba.

rjieba (Rust, 99 ms for its first word, no interpreter lock trouble) is used where it is installed, jieba otherwise;
both cut text into the same words, and about 95 % of the part-of-speech tags agree.
"""

import importlib
import logging
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol


class Segmenter(Protocol):
    """What Nigao needs of a word segmenter."""

    def words(self, text: str) -> list[str]:
        """The words of the text in order; joined they are the text."""

    def dictionary_words(self, text: str) -> list[str]:
        """The words in order, none guessed: text unknown to the dictionary stays in single characters."""

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """The words with their part-of-speech tags as ICTCLAS names them (n, v, vn, m, q, …)."""


class FastSegmenter:
    """rjieba as a Segmenter."""

    def __init__(self, library: ModuleType) -> None:
        self._library: Any = library

    def words(self, text: str) -> list[str]:
        """The words of the text in order."""
        return list(self._library.cut(text))

    def dictionary_words(self, text: str) -> list[str]:
        """The words in order, none of them guessed."""
        return list(self._library.cut(text, False))

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """The words with their tags."""
        return list(self._library.tag(text))


class PlainSegmenter:
    """jieba as a Segmenter, without its log output; its cache file goes to ``cache`` instead of the temp folder."""

    def __init__(self, cache: Path | None = None) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba 0.42 imports a deprecated package and has old escapes
            jieba: Any = importlib.import_module("jieba")
            posseg: Any = importlib.import_module("jieba.posseg")
        jieba.setLogLevel(logging.CRITICAL)
        self._tokenizer: Any = jieba.Tokenizer()
        if cache is not None:
            self._tokenizer.tmp_dir = str(cache)
        self._tagger: Any = posseg.POSTokenizer(self._tokenizer)

    def words(self, text: str) -> list[str]:
        """The words of the text in order."""
        return list(self._tokenizer.lcut(text))

    def dictionary_words(self, text: str) -> list[str]:
        """The words in order, none of them guessed."""
        return list(self._tokenizer.lcut(text, HMM=False))

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """The words with their tags."""
        return [(pair.word, pair.flag) for pair in self._tagger.lcut(text)]


def load(cache: Path | None = None) -> Segmenter:
    """The best segmenter installed; ``cache`` is an existing folder for jieba's cache file (unused by rjieba)."""
    try:
        return FastSegmenter(importlib.import_module("rjieba"))
    except ImportError:
        return PlainSegmenter(cache)


class SharedSegmenter:
    """Loads the word list once in a process, whichever thread comes first: by ``warm`` or at the first text."""

    def __init__(self, loader: Callable[[Path | None], Segmenter] = load) -> None:
        self._loader = loader
        self._loading = threading.Lock()
        self._segmenter: Segmenter | None = None

    def get(self, cache: Path | None = None) -> Segmenter:
        """The loaded segmenter; ``cache`` counts for the first call only."""
        if self._segmenter is None:
            with self._loading:
                if self._segmenter is None:
                    self._segmenter = self._loader(cache)
        return self._segmenter


# The one thing in core that changes and belongs to no object: docs/decisions/017-process-state.md.
_SHARED = SharedSegmenter()


def warm(cache: Path | None = None) -> None:
    """Load the word list now, so that the first real text need not wait.

    ``cache`` is an existing folder for jieba's own cache file (the application's data folder); unused with rjieba.
    """
    _SHARED.get(cache).tagged("预热")


def words(text: str) -> list[str]:
    """The words of a text in order; joined they are the text again.

    >>> words("选派年轻干部")
    ['选派', '年轻', '干部']
    """
    return _SHARED.get().words(text)


def dictionary_words(text: str) -> list[str]:
    """The words of a text in order, none guessed: characters in no dictionary word stand alone.

    >>> dictionary_words("选拔培育")
    ['选拔', '培育']
    """
    return _SHARED.get().dictionary_words(text)


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of a text with part-of-speech tags (ICTCLAS names: n noun, v verb, vn, m, q, …).

    >>> tagged("召开会议")
    [('召开', 'v'), ('会议', 'n')]
    """
    return _SHARED.get().tagged(text)
