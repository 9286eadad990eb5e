"""The text as checks see it: paragraphs with a cache, cut into words, searched for many words at once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeVar, overload

from ahocorasick_rs import AhoCorasick

from core.cooperative import YieldToUi, cooperatively, never_yield
from core.model.elements import Element
from core.segment import dictionary_words


class Paragraph(Protocol):
    """A paragraph, or the part of it that a check needs."""

    @property
    def id(self) -> str:
        """Stable while the text is edited."""


P = TypeVar("P", bound=Paragraph, covariant=True)
Q = TypeVar("Q", bound=Paragraph)
T = TypeVar("T")
Result = TypeVar("Result")
Entries = dict[str, tuple[Paragraph, Any]]
FEW = 8
"""Paragraphs that may be searched between two calls of ``yield_to_ui``."""

TOGETHER = 64
"""Paragraphs that one check reads before the next does, and for which what several checks ask for is kept."""


class ParagraphCache:
    """What each check found in each paragraph at its last run. Not thread-safe."""

    def __init__(self, yield_to_ui: YieldToUi = never_yield) -> None:
        self.yield_to_ui = yield_to_ui
        self._entries: dict[Hashable, Entries] = {}

    def entries(self, check: Hashable) -> Entries:
        """The results of a check by paragraph id, each with the paragraph as it was; the caller updates them."""
        return self._entries.setdefault(check, {})


class CheckedText(Sequence[P]):
    """The paragraphs in their order, iterated cooperatively; ``cache`` is that of earlier states of the same text."""

    def __init__(self, paragraphs: Iterable[P], cache: ParagraphCache | None = None) -> None:
        self._paragraphs = tuple(paragraphs)
        self.cache = cache or ParagraphCache()

    def __iter__(self) -> Iterator[P]:
        return cooperatively(self._paragraphs, self.cache.yield_to_ui, FEW)

    def __len__(self) -> int:
        return len(self._paragraphs)

    @overload
    def __getitem__(self, place: int) -> P: ...

    @overload
    def __getitem__(self, place: slice) -> "CheckedText[P]": ...

    def __getitem__(self, place: int | slice) -> "P | CheckedText[P]":
        return CheckedText(self._paragraphs[place], self.cache) if isinstance(place, slice) else self._paragraphs[place]

    def cooperatively(self, items: Iterable[T]) -> Iterator[T]:
        """Other pieces of work, with a call of ``yield_to_ui`` before each."""
        return cooperatively(items, self.cache.yield_to_ui)

    def per_paragraph(self, find: Callable[..., Result], *more: Hashable) -> Iterator[tuple[P, Result]]:
        """Each paragraph with ``find(paragraph, *more)``, which must depend on its arguments alone; cached."""
        return self._cached((find, *more), lambda some: (find(one, *more) for one in self.cooperatively(some)))

    def per_batch(self, find_all: Callable[[Sequence[P]], Iterable[Result]]) -> Iterator[tuple[P, Result]]:
        """Each paragraph with its result of ``find_all``, which is given up to ``TOGETHER`` that changed and depends on them alone."""
        return self._cached(find_all, find_all)

    def _cached(self, key: Hashable, find_all: Callable[[Sequence[P]], Iterable[Result]]) -> Iterator[tuple[P, Result]]:
        entries = self.cache.entries(key)
        for start in range(0, len(self._paragraphs), TOGETHER):
            self.cache.yield_to_ui()
            batch = self._paragraphs[start : start + TOGETHER]
            new = [paragraph for paragraph in batch if not _is_known(paragraph, entries)]
            found = find_all(new) if new else ()
            entries.update((one.id, (one, result)) for one, result in zip(new, found, strict=True))
            yield from ((paragraph, entries[paragraph.id][1]) for paragraph in batch)
        if len(entries) > len(self._paragraphs):
            self._forget_removed(entries)

    def _forget_removed(self, entries: Entries) -> None:
        for removed in entries.keys() - {paragraph.id for paragraph in self._paragraphs}:
            del entries[removed]


def _is_known(paragraph: Paragraph, entries: Entries) -> bool:
    entry = entries.get(paragraph.id)
    return entry is not None and (entry[0] is paragraph or entry[0] == paragraph)


def checked(paragraphs: Sequence[Q]) -> CheckedText[Q]:
    """The text itself if it is a ``CheckedText``, else one with an empty cache."""
    return paragraphs if isinstance(paragraphs, CheckedText) else CheckedText(paragraphs)


def paragraphs_with(text: CheckedText[Element], words: Iterable[str]) -> Mapping[str, Sequence[Element]]:
    """The paragraphs that contain each of the words, in their order; words that none contains are left out.

    All words are searched in one pass: one search for each would take the length of the text every time.
    """
    wanted = list(dict.fromkeys(words))
    found: dict[str, list[Element]] = {}
    if wanted:
        automaton = AhoCorasick(wanted)
        for element in text:
            for word in set(automaton.find_matches_as_strings(element.content, overlapping=True)):
                found.setdefault(word, []).append(element)
    return found


# Half a dozen checks ask for the same paragraphs one after another; an edit touches one.
@lru_cache(maxsize=TOGETHER)
def cut_words(text: str) -> tuple[str, ...]:
    """The words of a text in order, by the dictionary alone: unknown words are not guessed.

    >>> cut_words("选拔培育")
    ('选拔', '培育')
    """
    return tuple(dictionary_words(text))
