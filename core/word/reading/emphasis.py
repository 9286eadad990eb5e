"""Emphasis inside Word paragraphs: bold, italic, underlined, dotted, raised or lowered words; colours, which are told."""

import re
from itertools import groupby
from types import MappingProxyType

from core.model.blocks import LOWERED, RAISED, Emphasis
from core.package import Node, W
from core.word.reading.account import Account
from core.word.reading.cleaning import CleanedTree
from core.word.reading.runs import Piece, properties_of
from core.word.reading.styles import ReadingStyles, TextFormat

_VAL = W + "val"
_COLOURS = MappingProxyType({W + "color": _VAL, W + "highlight": _VAL, W + "shd": W + "fill"})
_DARK, _PALE = re.compile("auto|(?:[0-3].){3}"), re.compile("auto|none|white|[fF]{6}")
_NO_COLOUR = MappingProxyType({W + "color": _DARK, W + "highlight": _PALE, W + "shd": _PALE})
_LINK = W + "hyperlink"
_LINK_STYLE = "yperlink"


def emphasis_in(
    pieces: list[Piece], traits: TextFormat, styles: ReadingStyles, cleaned: CleanedTree
) -> tuple[Emphasis, ...]:
    """How the characters of a paragraph look, as far as that is emphasis; ``traits`` is the paragraph's format.

    What the parser recognises as a heading or lead loses the look of its role afterwards.
    """
    found: list[Emphasis] = []
    start = 0
    for text, node in pieces:
        end = start + len(text)
        looks = _looks((text, node), traits, styles, cleaned)
        if looks and text:
            if found and found[-1].end == start and found[-1].looks == looks:
                found[-1] = Emphasis(found[-1].start, end, looks)
            else:
                found.append(Emphasis(start, end, looks))
        start = end
    return tuple(found)


def note_colours(pieces: list[Piece], account: Account) -> None:
    """Record coloured words, whose colour the draft does not keep."""
    for is_coloured, group in groupby(pieces, key=_is_coloured):
        run = list(group)
        words = "".join(text for text, _ in run)
        if is_coloured and words.strip():
            account.note("word_colours_left_out", run[0][1], shown=words)


def _looks(piece: Piece, traits: TextFormat, styles: ReadingStyles, cleaned: CleanedTree) -> tuple[str, ...]:
    """The ways in which a piece is emphasised, sorted; underlining of links does not count."""
    found = set(styles.of_text(traits, properties_of(piece)).stress)
    if "underlined" in found and _is_link(piece):
        found.discard("underlined")
    mark = cleaned.marked_runs.get(piece[1].getparent(), "")
    return tuple(sorted((*found, mark) if mark in (RAISED, LOWERED) else found))


def _is_link(piece: Piece) -> bool:
    properties = properties_of(piece)
    style = None if properties is None else properties.find(W + "rStyle")
    is_styled = style is not None and _LINK_STYLE in (style.get(_VAL) or "")
    return is_styled or next(piece[1].iterancestors(_LINK), None) is not None


def _is_coloured(piece: Piece) -> bool:
    """Whether the run itself has a colour, highlight or shading; near black and links do not count."""
    properties = properties_of(piece)
    found = [] if properties is None else list(properties.iterchildren(*_COLOURS))
    return any(map(_shows, found)) and next(piece[1].iterancestors(_LINK), None) is None


def _shows(node: Node) -> bool:
    value = node.get(_COLOURS[node.tag]) or "auto"
    return _NO_COLOUR[node.tag].fullmatch(value) is None
