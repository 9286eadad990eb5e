"""The emphasis that elements of HTML give their words, by their tags, their inline styles and the classes of the page."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from core.model.blocks import (
    BOLD,
    DOTTED,
    ITALIC,
    LOWERED,
    RAISED,
    STRUCK,
    UNDERLINED,
    Emphasis,
)
from core.model.tables.given import SOFT_BREAK, GivenText
from core.model.text import raised
from core.package import Node

_TAGS = MappingProxyType(
    {
        **dict.fromkeys(("b", "strong"), BOLD),
        **dict.fromkeys(("i", "em"), ITALIC),
        **dict.fromkeys(("s", "strike", "del"), STRUCK),
        "u": UNDERLINED,
        "sup": RAISED,
        "sub": LOWERED,
    }
)
"""Headings and heads of tables are bold by their role, links underlined: no emphasis."""

_OWN = r"(?:^|[;{\s])"
"""What stands before a property: ``mso-bidi-font-weight`` is none of Chinese words."""

_SAID = tuple(
    (look, re.compile(_OWN + shown, re.IGNORECASE), re.compile(_OWN + plain, re.IGNORECASE))
    for look, shown, plain in (
        (BOLD, r"font-weight\s*:\s*(?:bold|[6-9]00)", r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)"),
        (ITALIC, r"font-style\s*:\s*(?:italic|oblique)", r"font-style\s*:\s*normal"),
        (UNDERLINED, r"text-decoration(?:-line)?\s*:[^;]*underline", r"text-decoration(?:-line)?\s*:\s*none"),
        (STRUCK, r"text-decoration(?:-line)?\s*:[^;]*line-through", r"text-decoration(?:-line)?\s*:\s*none"),
        (
            DOTTED,
            r"(?:-webkit-)?text-emphasis(?:-style)?\s*:\s*(?!none|initial)[\w\"'•]",
            r"(?:-webkit-)?text-emphasis(?:-style)?\s*:\s*none",
        ),
        (RAISED, r"vertical-align\s*:\s*super", r"vertical-align\s*:\s*baseline"),
        (LOWERED, r"vertical-align\s*:\s*sub\b", r"vertical-align\s*:\s*baseline"),
    )
)
_RULE = re.compile(r"(?P<names>[^{}]+)\{(?P<look>[^{}]*)\}")
_CLASS = re.compile(r"^[\w]*\.(?P<name>[\w-]+)$")
_BETWEEN = f" {SOFT_BREAK}"
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")

Looks = frozenset[str]
NO_LOOKS: Looks = frozenset()
Classes = Mapping[str, str]
"""What the style sheets of a page say, by the names of classes."""


class Piece(NamedTuple):
    """Words of one look, as they stand in the source."""

    text: str
    looks: Looks = NO_LOOKS


def classes_of(root: Node) -> Classes:
    """The classes of a page that have a rule of their own."""
    found: dict[str, str] = {}
    for sheet in root.iter("style"):
        for rule in _RULE.finditer(sheet.text or ""):
            named = map(_CLASS.match, (each.strip() for each in rule["names"].replace("<!--", "").split(",")))
            for each in filter(None, named):
                found[each["name"]] = f"{found.get(each['name'], '')};{rule['look']}"
    return MappingProxyType(found)


def looks_in(node: Node, around: Looks, classes: Classes) -> Looks:
    """The looks of an element's words, ``around`` those of what it stands in."""
    tag = _TAGS.get(node.tag)
    found = around | {tag} if tag else around
    own = ";".join(filter(None, (classes.get(name) for name in (node.get("class") or "").split())))
    for style in filter(None, (own, node.get("style"))):
        found = _styled(found, style)
    return _unless_linked(node, found)


def _unless_linked(node: Node, looks: Looks) -> Looks:
    return looks - {UNDERLINED} if UNDERLINED in looks and _is_linked(node) else looks


def _is_linked(node: Node) -> bool:
    return node.tag == "a" or next(node.iterancestors("a"), None) is not None


@lru_cache(maxsize=512)
def _styled(looks: Looks, style: str) -> Looks:
    for look, shown, plain in _SAID:
        if shown.search(style):
            looks |= {look}
        elif look in looks and plain.search(style):
            looks -= {look}
    return looks


def words_of(pieces: Sequence[Piece]) -> GivenText:
    """The words of a paragraph, white space as browsers show it; raised and lowered digits are such signs."""
    if not pieces:
        return GivenText()
    text = ""
    found: list[tuple[str, Looks]] = []
    for piece in pieces:
        words = _SPACES.sub(" ", piece.text)
        words = words.lstrip(_BETWEEN if not text else " ") if not text or text[-1] in _BETWEEN else words
        found.append((words, piece.looks))
        text += words
    return dressed(found, len(text.rstrip(_BETWEEN)))


def dressed(pieces: Sequence[tuple[str, Looks]], length: int) -> GivenText:
    """The first ``length`` characters of pieces with their looks as emphasis."""
    text, emphasis = "", list[Emphasis]()
    for looks, run in groupby(pieces, key=lambda piece: piece[1]):
        words = "".join(piece[0] for piece in run)[: length - len(text)]
        if looks and words.strip():
            emphasis.append(Emphasis(len(text), len(text) + len(words), tuple(sorted(looks))))
        text += _standing(words, looks)
    return GivenText(text, emphasis=tuple(emphasis))


def _standing(words: str, looks: Collection[str]) -> str:
    return raised(words, LOWERED in looks) if RAISED in looks or LOWERED in looks else words


def without_head_look(words: GivenText, is_head: bool) -> GivenText:
    """The words without the bold face of a heading, which is the look of its role."""
    if not is_head:
        return words
    return GivenText(words.text, words.facts, tuple(_without(words.emphasis)))


def _without(emphasis: Sequence[Emphasis]) -> Iterator[Emphasis]:
    for each in emphasis:
        looks = tuple(look for look in each.looks if look != BOLD)
        if looks:
            yield Emphasis(each.start, each.end, looks)
