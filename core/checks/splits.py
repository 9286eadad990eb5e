"""Signs left over when a text is cut into words: one of a word is missing or wrong, and the draft itself shows which.

实用人才拔培育工作 is cut into 实用人才|拔|培育: 拔 hardly ever is a word by itself, and the draft elsewhere has 选拔培育.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from core.checks.cuts import cut_words
from core.checks.slips import Slip
from core.checks.texts import text_of
from core.model.elements import Element
from core.model.finding import Severity
from core.model.spans import Place, Span

HAN = re.compile(r"[\u4e00-\u9fff]+")
QUOTED_ROW = re.compile(r"(?:“[^“”]{2,12}”[、，]?){4,}")
QUOTED = re.compile(r"“([^“”]+)”")
BESIDE = 2
"""Signs of a neighbouring word that the word must have beside it elsewhere, too."""

NAMES = ("suffixes", "makers", "alone", "known")
"""The lists of ``resources/words/splits.toml``, each described there."""


@dataclass(frozen=True, slots=True)
class SplitTable:
    """``lonely`` are signs that are words of a text by mistake only; ``known`` words the dictionary does not have.

    ``suffixes`` stand behind many names, ``makers`` make another word of the one before them.
    """

    lonely: frozenset[str]
    known: frozenset[str]
    suffixes: frozenset[str]
    makers: frozenset[str]


def split_table(signs: str, lists: Mapping[str, str]) -> SplitTable:
    """The table of all signs that hardly stand alone and lists of what need not be doubted; ValueError if one is missing."""
    missing = [name for name in NAMES if not lists.get(name, "").split()]
    if missing or not signs:
        raise ValueError(missing)
    fine = frozenset("".join((lists["suffixes"] + lists["alone"]).split()))
    suffixes, makers = (frozenset("".join(lists[name].split())) for name in ("suffixes", "makers"))
    return SplitTable(frozenset(signs) - fine, frozenset(lists["known"].split()), suffixes, makers)


@dataclass(frozen=True, slots=True)
class _Cut:
    """An element cut into words: ``starts`` are their offsets in the content, ``pairs`` the words of two signs.

    ``singles`` are the numbers of the words of one sign.
    """

    element: Element
    words: tuple[str, ...]
    starts: tuple[int, ...]
    pairs: frozenset[str]
    singles: tuple[int, ...]


def check_splits(elements: Sequence[Element], table: SplitTable) -> tuple[Slip, ...]:
    """Words with a sign missing or wrong that are written rightly elsewhere in the same text."""
    paragraphs = text_of(elements)
    cuts = [cut for _, cut in paragraphs.each(_cut)]
    text = "\n".join(element.content for element in elements)
    own = _words_by_sign(cuts)
    slips = [slip for cut in cuts for slip in _slips(cut, table, text, own)]
    return (*slips, *(slip for _, found in paragraphs.each(_short_terms) for slip in found))


def _cut(element: Element) -> _Cut:
    words = cut_words(element.content)
    pairs = frozenset(word for word in words if len(word) == 2)
    singles = tuple(number for number, word in enumerate(words) if len(word) == 1)
    return _Cut(element, words, tuple(accumulate(map(len, words[:-1]), initial=0)), pairs, singles)


def _words_by_sign(cuts: Sequence[_Cut]) -> dict[str, set[str]]:
    """The words of two signs that the text has, by each of their signs."""
    found: dict[str, set[str]] = {}
    for word in frozenset().union(*(cut.pairs for cut in cuts)):
        for sign in word:
            found.setdefault(sign, set()).add(word)
    return found


def _slips(cut: _Cut, table: SplitTable, text: str, own: Mapping[str, set[str]]) -> Iterator[Slip]:
    for at in cut.singles:
        if cut.words[at] in table.lonely:
            yield from _slip_at(cut, at, table, text, own)


def _slip_at(cut: _Cut, at: int, table: SplitTable, text: str, own: Mapping[str, set[str]]) -> Iterator[Slip]:
    for length in (1, 2):
        odd = cut.words[at : at + length]
        left, right = _neighbour(cut, at - 1)[-BESIDE:], _neighbour(cut, at + length)[:BESIDE]
        if not _is_odd(odd, length, table) or max(len(left), len(right)) < BESIDE:
            continue
        word = _meant(left, odd, right, text, own)
        guess = word or _guessed(left, odd, right, text, own)
        if guess:
            yield _slip(cut.starts[at], "".join(odd), guess, cut, Severity.WARNING if word else Severity.HINT)
            return


def _neighbour(cut: _Cut, at: int) -> str:
    """The word at a place if it is one of Han signs; empty beside a mark and at the edges."""
    word = cut.words[at] if 0 <= at < len(cut.words) else ""
    return word if HAN.fullmatch(word) else ""


def _is_odd(odd: tuple[str, ...], length: int, table: SplitTable) -> bool:
    """Whether these are single signs left over, all of them such as hardly stand alone, and no known word."""
    return len(odd) == length and all(sign in table.lonely for sign in odd) and "".join(odd) not in table.known


def _meant(left: str, odd: tuple[str, ...], right: str, text: str, own: Mapping[str, set[str]]) -> str:
    """The one word that stands between the same neighbours elsewhere; empty if there is none, or more than one."""
    if len(odd) == 1 and min(len(left), len(right)) < BESIDE:
        return ""
    signs = [own.get(sign, set()) for sign in odd]
    words = signs[0] if len(odd) == 1 else _one_right(odd, signs)
    found = {word for word in words if _stands(left, word, right, text)}
    return found.pop() if len(found) == 1 else ""


def _guessed(left: str, odd: tuple[str, ...], right: str, text: str, own: Mapping[str, set[str]]) -> str:
    """The only word of the text with the single sign between two words, if the text has it twice; empty otherwise."""
    words = own.get(odd[0], set())
    if len(odd) > 1 or min(len(left), len(right)) < BESIDE or len(words) != 1:
        return ""
    (word,) = words
    return word if text.count(word) > 1 else ""


def _one_right(odd: tuple[str, ...], words: Sequence[set[str]]) -> set[str]:
    """Words that keep one of two signs at its place."""
    return {word for word in words[0] if word[0] == odd[0]} | {word for word in words[1] if word[1] == odd[1]}


def _stands(left: str, word: str, right: str, text: str) -> bool:
    return (len(right) == BESIDE and word + right in text) or (len(left) == BESIDE and left + word in text)


def _slip(start: int, odd: str, word: str, cut: _Cut, severity: Severity) -> Slip:
    code = "sign_missing" if len(odd) == 1 else "sign_wrong"
    place = Place(cut.element.id, Span(start, start + len(odd)))
    return Slip(code, severity, place, odd, word, (("text", odd), ("right", word)))


# A term of a row that is one sign shorter than all others: “融合共建”“强基固本”“提质”


def _short_terms(element: Element) -> tuple[Slip, ...]:
    return tuple(_shorter(element))


def _shorter(element: Element) -> Iterator[Slip]:
    for row in QUOTED_ROW.finditer(element.content):
        terms = list(QUOTED.finditer(row.group()))
        lengths = {len(term[1]) for term in terms}
        shorter = [term for term in terms if len(term[1]) == min(lengths)]
        if len(lengths) == 2 and max(lengths) - min(lengths) == 1 and len(shorter) == 1:
            span = Span(*shorter[0].span(1)).moved(row.start())
            told = (("text", shorter[0][1]), ("count", str(max(lengths))))
            yield Slip("term_short", Severity.WARNING, Place(element.id, span), shorter[0][1], None, told)
