"""The body of a rendered document cut into its blocks without parsing it.

Only for XML as the layout engine writes it: serialised by one library, ``<`` and ``>`` always escaped in text and attributes,
no comments. Whoever cuts other XML gets None or blocks that do not parse, never another text.
"""

import re
from dataclasses import dataclass

BODY, BODY_END = "<w:body>", "</w:body>"
_PARAGRAPH, _PARAGRAPH_END, _BOX = "<w:p>", "</w:p>", "<w:txbxContent"
_TAG = re.compile(r"<([\w.-]+:[\w.-]+)(?: [^>]*?)?(/?)>")


@dataclass(frozen=True, slots=True)
class Cut:
    """``head`` is everything up to the first of the ``blocks`` of the body, ``tail`` what follows the last one."""

    head: str
    blocks: tuple[str, ...]
    tail: str


def cut_body(xml: str) -> Cut | None:
    """The blocks of the body in order, joined again the whole text; None where it is not written as expected."""
    start, end = xml.find(BODY), xml.rfind(BODY_END)
    if start < 0 or end < 0:
        return None
    start = _after_blanks(xml, start + len(BODY))
    plain = _BOX not in xml
    blocks: list[str] = []
    position = start
    while position < end:
        after = _paragraph_end(xml, position) if plain else 0
        after = _after_blanks(xml, after or _block_end(xml, position))
        if not position < after <= end:
            return None
        blocks.append(xml[position:after])
        position = after
    return Cut(xml[:start], tuple(blocks), xml[end:])


def _paragraph_end(xml: str, position: int) -> int:
    """Where a paragraph ends in a document without text boxes, in which paragraphs hold no paragraphs; 0 if none begins."""
    if not xml.startswith(_PARAGRAPH, position):
        return 0
    found = xml.find(_PARAGRAPH_END, position)
    return 0 if found < 0 else found + len(_PARAGRAPH_END)


def _block_end(xml: str, position: int) -> int:
    """Where the element ends that begins here; 0 if none begins or it does not end."""
    opening = _TAG.match(xml, position)
    if not opening:
        return 0
    return opening.end() if opening[2] else _closed(xml, opening.end(), opening[1])


def _after_blanks(xml: str, position: int) -> int:
    while xml[position : position + 1].isspace():
        position += 1
    return position


def _closed(xml: str, position: int, name: str) -> int:
    """Where the element of that name ends whose content begins here, elements of the same name inside counted."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}(?: [^>]*?)?(/?)>").finditer(xml, position):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            return tag.end()
    return 0
