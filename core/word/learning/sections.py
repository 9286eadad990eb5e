"""The page of a finished document: the section most of its text stands in."""

import copy
from collections.abc import Sequence

from core.package import Node, W, parse_xml
from core.word.learning.letterhead import block_of
from core.word.learning.source import SECTION, P, text_of
from core.word.learning.values import KnownParagraph

_REFERENCES = (W + "headerReference", W + "footerReference")
_A4 = (
    '<w:sectPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
    "</w:sectPr>"
)


def section_of(body: Node, paragraphs: Sequence[Node], known: Sequence[KnownParagraph]) -> Node:
    """A copy of the ``w:sectPr`` that most of the known text stands under, with the headers it takes over.

    A document that says nothing of its page gets the standard's.
    """
    sections = _sections(body)
    if not sections:
        return parse_xml(_A4.encode())
    weights = [0] * len(sections)
    blocks = {id(block): number for number, (_, held) in enumerate(sections) for block in held}
    for each in known:
        node = paragraphs[each.place]
        weights[blocks[id(block_of(body, node))]] += len(text_of(node))
    chosen = weights.index(max(weights))
    return _complete([section for section, _ in sections[: chosen + 1]])


def _sections(body: Node) -> list[tuple[Node, list[Node]]]:
    """The sections with their blocks; blocks after the last break of a file without a final one belong to the last."""
    found: list[tuple[Node, list[Node]]] = []
    held: list[Node] = []
    for block in body:
        if block.tag == SECTION:
            found.append((block, held))
            return found
        held.append(block)
        section = block.find(f"{W}pPr/{SECTION}") if block.tag == P else None
        if section is not None:
            found.append((section, held))
            held = []
    if found:
        found[-1][1].extend(held)
    return found


def _complete(sections: Sequence[Node]) -> Node:
    """The last of the sections with the references it inherits from those before (ECMA-376 part 1, 17.10.1)."""
    result = copy.deepcopy(sections[-1])
    own = {_key(node) for node in result.iterchildren(*_REFERENCES)}
    for section in reversed(sections[:-1]):
        for node in section.iterchildren(*_REFERENCES):
            if _key(node) not in own:
                own.add(_key(node))
                result.insert(0, copy.deepcopy(node))
    return result


def _key(node: Node) -> tuple[str, str]:
    return node.tag, node.get(W + "type") or "default"
