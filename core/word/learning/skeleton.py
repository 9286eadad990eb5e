"""The text lines of a layout (the tags that print a report), copied from a built-in layout."""

import copy
import re
from collections.abc import Sequence

from core.errors import BadTemplate
from core.package import Node, W
from core.word.layouts.tags import find_tags
from core.word.learning.source import SECTION, P, T, text_of

FILLER = "版记前空"
"""The style of the paragraph that grows until the imprint reaches the end of the page."""
_BLANKS = "正文段落"
_TITLE = re.compile(r"(?<![.\w])标题(?!\w)")
_TITLE_TAG, _PARAGRAPHS = "标题", "各段"
_NUMBER = '== "发文字号"'
_USES = (W + "pStyle", W + "rStyle")


class TextLines:
    """The text lines of a built-in layout."""

    def __init__(self, root: Node, styles: Node) -> None:
        self._names: dict[str, str] = {}
        self._characters: set[str] = set()
        for style in styles.iter(W + "style"):
            name = style.find(W + "name")
            self._names[style.get(W + "styleId") or ""] = "" if name is None else name.get(W + "val") or ""
            if style.get(W + "type") == "character":
                self._characters.add(self._names[style.get(W + "styleId") or ""])
        self._blocks = [block for block in root.find(W + "body") if block.tag != SECTION]
        start, end = _text_lines(self._blocks)
        self._lines = self._blocks[start:end]

    def styles(self, has_foot: bool) -> dict[str, bool]:
        """The names of the styles that the lines use, and whether each is a character style."""
        names = [self._names.get(use.get(W + "val") or "", "") for line in self._lines for use in line.iter(*_USES)]
        if has_foot and FILLER in self._names.values():
            names.append(FILLER)
        levels = [f"heading {level}" for level in range(1, 5)]
        return {name: name in self._characters for name in dict.fromkeys([*names, _BLANKS, *levels]) if name}

    def lines(self, ids: dict[str, str], blanks: Sequence[Node], numbered: bool) -> list[Node]:
        """The lines with the layout's own styles, and the blank lines below the title.

        ``numbered``: the document number stands in the letterhead, so the text does not print it.
        """
        lines = [copy.deepcopy(line) for line in self._lines]
        if numbered:
            lines = _without_number(lines)
        start = next(index for index, line in enumerate(lines) if _loops(line))
        head = _without_blanks(lines[:start])
        for line in lines:
            for use in line.iter(*_USES):
                name = self._names.get(use.get(W + "val") or "", "")
                use.set(W + "val", ids.get(name, ids[_BLANKS]))
        return [*head, *blanks, *lines[start:]]

    def attach_drawings(self, lines: Sequence[Node], drawn: Sequence[Node]) -> int:
        """Attach drawings to the title line; the number attached."""
        title = next((line for line in lines if _codes(line) == _TITLE_TAG), None)
        if title is None:
            return 0
        for run in drawn:
            kept = copy.deepcopy(run)
            for text in list(kept.iter(T)):
                if next(text.iterancestors(W + "txbxContent"), None) is None:
                    text.getparent().remove(text)
            title.insert(1, kept)
        return len(drawn)

    def filler(self, ids: dict[str, str]) -> list[Node]:
        """The paragraph above the imprint; none if the built-in layout has none."""
        return [self._blank(ids[FILLER])] if FILLER in ids else []

    def _blank(self, style: str) -> Node:
        paragraph = self._lines[0].makeelement(P)
        properties = paragraph.makeelement(W + "pPr")
        properties.append(paragraph.makeelement(W + "pStyle", {W + "val": style}))
        paragraph.append(properties)
        return paragraph


def _text_lines(blocks: list[Node]) -> tuple[int, int]:
    """The range from the first line that uses the title to the end of the loop over all paragraphs."""
    start = next((index for index, block in enumerate(blocks) if _TITLE.search(_codes(block))), -1)
    loop = next((index for index, block in enumerate(blocks) if _loops(block)), -1)
    depth = 0
    for index in range(loop, len(blocks)) if 0 <= start <= loop else ():
        depth += _deeper(blocks[index])
        if not depth:
            return start, index + 1
    raise BadTemplate("template_not_word")


def _deeper(block: Node) -> int:
    """The number of statements a block opens minus the number it closes."""
    words = [tag.word for tag in find_tags(text_of(block))] if block.tag == P else []
    return sum(map(words.count, ("for", "if"))) - sum(map(words.count, ("endfor", "endif")))


def _without_number(lines: list[Node]) -> list[Node]:
    """The lines without the branch that prints the document number (its line and the one below)."""
    place = next((index for index, line in enumerate(lines) if _NUMBER in _codes(line)), -1)
    return lines if place < 0 else [*lines[:place], *lines[place + 2 :]]


def _codes(block: Node) -> str:
    return " ".join(tag.code for tag in find_tags(text_of(block))) if block.tag == P else ""


def _loops(block: Node) -> bool:
    """Whether the block opens the loop over all paragraphs."""
    return block.tag == P and any(
        tag.word == "for" and tag.code.split()[-1] == _PARAGRAPHS for tag in find_tags(text_of(block))
    )


def _without_blanks(lines: list[Node]) -> list[Node]:
    """The lines without blank paragraphs and without conditions that became empty."""
    kept: list[Node] = []
    for line in lines:
        words = [tag.word for tag in find_tags(text_of(line))]
        if not text_of(line).strip():
            continue
        if words == ["endif"] and kept and [tag.word for tag in find_tags(text_of(kept[-1]))] == ["if"]:
            kept.pop()
            continue
        kept.append(line)
    return kept
