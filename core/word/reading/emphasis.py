"""Emphasis inside Word paragraphs: bold, italic, underlined, dotted or coloured words."""

import re
from collections import Counter
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from core.package import Node, W
from core.word.reading.account import Account
from core.word.reading.runs import Piece, properties_of
from core.word.reading.styles import ReadingStyles, TextFormat

_VAL = W + "val"
_LONG = 60
"""Characters; a shorter paragraph that is emphasised as a whole may be a heading, whose format follows its role."""

_COLOURS = MappingProxyType({W + "color": _VAL, W + "highlight": _VAL, W + "shd": W + "fill"})
_DARK, _PALE = re.compile("auto|(?:[0-3].){3}"), re.compile("auto|none|white|[fF]{6}")
_NO_COLOUR = MappingProxyType({W + "color": _DARK, W + "highlight": _PALE, W + "shd": _PALE})
_LINK = W + "hyperlink"


def note_emphasis(pieces: list[Piece], traits: TextFormat, styles: ReadingStyles, account: Account) -> None:
    """Record formatting that the draft does not keep: emphasis inside the paragraph, underlined blanks, colours."""
    stress = [(piece, _stress(piece, traits, styles)) for piece in pieces]
    usual = _usual(stress)
    runs = [(way, [piece for piece, _ in group]) for way, group in groupby(stress, key=itemgetter(1))]
    for number, (way, run) in enumerate(runs):
        _note_run(way, usual, run, (account, number == 0))
    is_long = len(_words(pieces)) > _LONG
    if (usual - traits.stress) - {"bold"} or ("bold" in usual and is_long):
        account.note("word_emphasis_left_out", pieces[0][1], shown=_words(pieces))
    _note_colours(pieces, account)


def _note_colours(pieces: list[Piece], account: Account) -> None:
    for is_coloured, group in groupby(pieces, key=_is_coloured):
        run = list(group)
        if is_coloured and _words(run).strip():
            account.note("word_colours_left_out", run[0][1], shown=_words(run))


def _words(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def _note_run(way: frozenset[str], usual: frozenset[str], run: list[Piece], where: tuple[Account, bool]) -> None:
    """Record an emphasised run; words at the beginning of a paragraph are a heading rather than emphasis."""
    account, is_lead = where
    words = _words(run)
    if "underlined" in way and words.isspace():
        account.note("word_blanks_flattened", run[0][1])
    elif way - usual and words.strip() and not is_lead:
        account.note("word_emphasis_left_out", run[0][1], shown=words)


def _usual(stress: list[tuple[Piece, frozenset[str]]]) -> frozenset[str]:
    counts: Counter[frozenset[str]] = Counter()
    for (text, _), way in stress:
        counts[way] += len(text.strip())
    return counts.most_common(1)[0][0] if counts else frozenset()


def _stress(piece: Piece, traits: TextFormat, styles: ReadingStyles) -> frozenset[str]:
    """The kinds of emphasis of a piece; underlining of links does not count."""
    found = styles.of_text(traits, properties_of(piece)).stress
    is_link = next(piece[1].iterancestors(_LINK), None) is not None
    return found - {"underlined"} if is_link else found


def _is_coloured(piece: Piece) -> bool:
    """Whether the run itself has a colour, highlight or shading; near black and links do not count."""
    properties = properties_of(piece)
    found = [] if properties is None else list(properties.iterchildren(*_COLOURS))
    return any(map(_shows, found)) and next(piece[1].iterancestors(_LINK), None) is None


def _shows(node: Node) -> bool:
    value = node.get(_COLOURS[node.tag]) or "auto"
    return _NO_COLOUR[node.tag].fullmatch(value) is None
