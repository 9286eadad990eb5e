"""Formatting besides emphasis that the draft does not keep: letter case, effects, frames, borders, vertical text.

Elements of ECMA-376 part 1, 17.3.1 and 17.3.2, and the text effects that Word 2010 added ([MS-DOCX] 2.6).
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from core.package import Node, W
from core.word.attributes import VAL, is_on
from core.word.reading.account import HORIZONTAL, Account
from core.word.reading.cleaning import text_in
from core.word.reading.styles import ReadingStyles

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_RUN = W + "r"
_HOLDERS = (_RUN, W + "p", W + "tc")
_STYLES = (W + "rStyle", W + "pStyle")
_CAPITALS, _EFFECTS = "word_capitals_left_out", "word_effects_left_out"
_FRAMES, _BORDERS, _VERTICAL = "word_frames_left_out", "word_borders_left_out", "word_vertical_flattened"
_SWITCHES = tuple(W + name for name in ("outline", "shadow", "emboss", "imprint"))
_ADDED = tuple(_W14 + name for name in ("glow", "shadow", "reflection", "textOutline", "textFill", "props3d"))
_CODES = MappingProxyType(
    {
        W + "caps": _CAPITALS,
        W + "smallCaps": _CAPITALS,
        W + "effect": _EFFECTS,
        W + "bdr": _EFFECTS,
        W + "position": _EFFECTS,
        W + "eastAsianLayout": _EFFECTS,
        W + "framePr": _FRAMES,
        W + "pBdr": _BORDERS,
        W + "textDirection": _VERTICAL,
        **dict.fromkeys((*_SWITCHES, *_ADDED), _EFFECTS),
    }
)
"""The notice for each property that changes the look of a text."""

_NOTHING = HORIZONTAL | {"", "0", "none", "nil"}
"""Values with which a property shows nothing, or text runs as usual."""

_LETTERS, _WORDS = re.compile("[a-z]"), re.compile(r"\S")
_UPRIGHT = ("", "horz")


def note_looks(
    trees: Iterable[Node], styles: ReadingStyles, account: Account, hidden: Collection[Node] = frozenset()
) -> None:
    """Record the texts of cleaned trees with such a look, direct or by style; neighbouring runs count once."""
    found: dict[str, dict[Node, str]] = {}
    for tree in trees:
        _note_upright(tree, account)
        for code, holder in _looks(tree, styles):
            text = "" if holder in hidden else text_in((holder,), hidden)
            if (_LETTERS if code == _CAPITALS else _WORDS).search(text):
                found.setdefault(code, {})[holder] = text
    for code, texts in found.items():
        _note_groups(code, texts, account)


def _note_groups(code: str, texts: Mapping[Node, str], account: Account) -> None:
    for holders in _side_by_side(texts):
        account.note(code, holders[0], shown="".join(texts[holder] for holder in holders))


def _looks(tree: Node, styles: ReadingStyles) -> Iterator[tuple[str, Node]]:
    """The code of each such property with the run, paragraph or cell whose look it changes."""
    named = styles.having(_CODES.keys())
    for node in tree.iter(*_CODES, *_STYLES):
        properties = node.getparent()
        holder = properties.getparent()
        if holder is not None and holder.tag in _HOLDERS:  # not of a paragraph's mark, not as it was before
            styled = (given for given in named.get(node.get(VAL) or "", ()) if properties.find(given.tag) is None)
            shown = filter(_shows, styled if node.tag in _STYLES else (node,))
            yield from ((_CODES[given.tag], holder) for given in shown)


def _shows(node: Node) -> bool:
    """Whether a property is more than the lack of its effect."""
    return _SHOWS.get(node.tag, _has_value)(node)


def _has_value(node: Node) -> bool:
    return (node.get(VAL) or "") not in _NOTHING


def _is_there(_: Node) -> bool:
    return True


def _has_line(node: Node) -> bool:
    return any(map(_has_value, node))


def _is_laid_out(node: Node) -> bool:
    return any(is_on(node, W + name, "0") for name in ("combine", "vert"))


def _is_filled(node: Node) -> bool:
    """Whether an effect of Word 2010 is more than an outline without a line or a plain colour."""
    plain = _W14 + ("solidFill" if node.tag == _W14 + "textFill" else "noFill")
    return next(node.iter(plain, _W14 + "noFill"), None) is None


_SHOWS: Mapping[str, Callable[[Node], bool]] = MappingProxyType(
    {
        **dict.fromkeys((W + "caps", W + "smallCaps", *_SWITCHES), is_on),
        **dict.fromkeys(_ADDED, _is_filled),
        W + "eastAsianLayout": _is_laid_out,
        W + "pBdr": _has_line,
        W + "framePr": _is_there,
    }
)
"""Whether a property is more than the lack of its effect, where that is not its value."""


def _side_by_side(holders: Iterable[Node]) -> Iterator[list[Node]]:
    """The runs in groups of neighbours; paragraphs and cells one by one."""
    group: list[Node] = []
    for holder in holders:
        if group and holder.tag == _RUN and holder.getprevious() is group[-1]:
            group.append(holder)
            continue
        if group:
            yield group
        group = [holder]
    if group:
        yield group


def _note_upright(tree: Node, account: Account) -> None:
    """Record the text boxes whose text runs from top to bottom."""
    for body in tree.iter("{*}bodyPr"):
        if (body.get("vert") or "") not in _UPRIGHT:
            account.note(_VERTICAL, body)
    for box in tree.iter("{urn:schemas-microsoft-com:vml}textbox"):
        if "vertical" in (box.get("style") or ""):
            account.note(_VERTICAL, box)
