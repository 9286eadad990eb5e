"""Words that stand out in a Word paragraph: bold, italic, underlined, dotted or coloured in the middle of it."""

import re
from collections import Counter
from itertools import groupby

from core.ooxml import Node, W
from core.readers.word_account import Account
from core.readers.word_runs import Piece, properties_of
from core.readers.word_styles import Styles, Traits

_VAL = W + "val"
_LONG = 60
"""Characters; a shorter paragraph that stands out as a whole may be a heading, whose look is its role."""

_COLOURS = (W + "color", W + "highlight", W + "shd")
_LINK = W + "hyperlink"
_PALE = frozenset({"auto", "FFFFFF", "ffffff", "none", ""})


def note_dress(pieces: list[Piece], traits: Traits, styles: Styles, account: Account) -> None:
    """Note what the new look of the draft will not show: stress inside the paragraph, blanks to fill in, colours.

    A lead at its beginning that looks different is a role and no stress.
    """
    stress = [(piece, _stress(piece, traits, styles)) for piece in pieces]
    usual = _usual(stress)
    is_lead = True
    for way, group in groupby(stress, key=lambda each: each[1]):
        run = [piece for piece, _ in group]
        words, anchor = "".join(text for text, _ in run), run[0][1]
        is_lead = is_lead and way != usual and run[0] is pieces[0]
        if "underlined" in way and words.isspace():
            account.note("word_blanks_flattened", anchor)
        elif way - usual and words.strip() and not is_lead:
            account.note("word_emphasis_left_out", anchor, shown=words)
    text = "".join(text for text, _ in pieces)
    if (usual - traits.stress) - {"bold"} or ("bold" in usual and len(text) > _LONG):
        account.note("word_emphasis_left_out", pieces[0][1], shown=text)
    _note_colours(pieces, account)


def _usual(stress: list[tuple[Piece, frozenset[str]]]) -> frozenset[str]:
    counts: Counter[frozenset[str]] = Counter()
    for (text, _), way in stress:
        counts[way] += len(text.strip())
    return counts.most_common(1)[0][0] if counts else frozenset()


def _stress(piece: Piece, traits: Traits, styles: Styles) -> frozenset[str]:
    """The ways in which a piece stands out; every link is underlined."""
    found = styles.of_text(traits, properties_of(piece)).stress
    is_link = next(piece[1].iterancestors(_LINK), None) is not None
    return found - {"underlined"} if is_link else found


def _note_colours(pieces: list[Piece], account: Account) -> None:
    for is_coloured, group in groupby(pieces, key=_is_coloured):
        run = list(group)
        words = "".join(text for text, _ in run)
        if is_coloured and words.strip():
            account.note("word_colours_left_out", run[0][1], shown=words)


def _is_coloured(piece: Piece) -> bool:
    """Whether the run itself has a colour, is highlighted or shaded; near black is none, and links have theirs."""
    properties = properties_of(piece)
    found = {} if properties is None else {node.tag: node for node in properties.iterchildren(*_COLOURS)}
    if not found or next(piece[1].iterancestors(_LINK), None) is not None:
        return False
    colour, marker, shade = (found.get(tag) for tag in _COLOURS)
    is_dark = colour is None or bool(re.fullmatch("([0-3].){3}|auto", colour.get(_VAL) or "auto"))
    return not is_dark or _said(marker, _VAL) not in _PALE or _said(shade, W + "fill") not in _PALE


def _said(node: Node | None, attribute: str) -> str:
    return "" if node is None else node.get(attribute) or ""
