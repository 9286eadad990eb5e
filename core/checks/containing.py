"""Which paragraphs have which words, for all words in one pass: a search for each would take the length of the text."""

from collections.abc import Iterable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick

from core.checks.texts import Text
from core.model.elements import Element


def holding(text: Text[Element], words: Iterable[str]) -> Mapping[str, Sequence[Element]]:
    """The paragraphs whose content has each of the words, in their order; a word that none has is left out."""
    asked = list(dict.fromkeys(words))
    found: dict[str, list[Element]] = {}
    if asked:
        automaton = AhoCorasick(asked)
        for element in text:
            for word in set(automaton.find_matches_as_strings(element.content, overlapping=True)):
                found.setdefault(word, []).append(element)
    return found
