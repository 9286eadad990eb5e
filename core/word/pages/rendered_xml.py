"""Rendered parts compared and split without parsing them: blocks of a document body, changes between style sheets.

Only for XML as the layout engine writes it: one serialiser, ``<`` and ``>`` always escaped, no comments. Other XML gives
None or blocks that do not parse, never a different text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield

BODY, BODY_END = b"<w:body>", b"</w:body>"
_PARAGRAPH, _PARAGRAPH_END, _BOX = b"<w:p>", b"</w:p>", b"<w:txbxContent"
_TAG = re.compile(rb"<([\w.-]+:[\w.-]+)(?: [^>]*?)?(/?)>")


@dataclass(frozen=True, slots=True)
class SplitBody:
    """``head`` is everything before the first of the ``blocks`` of the body, ``tail`` everything after the last one."""

    head: bytes
    blocks: tuple[bytes, ...]
    tail: bytes


def split_body(xml: bytes, yield_to_ui: YieldToUi = never_yield) -> SplitBody | None:
    """The blocks of the body in order; None if the XML is not written as expected."""
    start, end = xml.find(BODY), xml.rfind(BODY_END)
    if start < 0 or end < 0:
        return None
    start = _after_blanks(xml, start + len(BODY))
    blocks = tuple(cooperatively(_blocks(xml, start, end), yield_to_ui, BATCH_SIZE))
    is_whole = start + sum(map(len, blocks)) == end
    return SplitBody(xml[:start], blocks, xml[end:]) if is_whole else None


def _blocks(xml: bytes, position: int, end: int) -> Iterator[bytes]:
    """The blocks from a position to the first one that is not written as expected."""
    plain = _BOX not in xml
    while position < end:
        after = _paragraph_end(xml, position) if plain else 0
        after = _after_blanks(xml, after or _block_end(xml, position))
        if not position < after <= end:
            return
        yield xml[position:after]
        position = after


def _paragraph_end(xml: bytes, position: int) -> int:
    """The end of a paragraph in a document without text boxes (no nested paragraphs); 0 if none begins here."""
    if not xml.startswith(_PARAGRAPH, position):
        return 0
    found = xml.find(_PARAGRAPH_END, position)
    return 0 if found < 0 else found + len(_PARAGRAPH_END)


def _block_end(xml: bytes, position: int) -> int:
    """The end of the element that begins here; 0 if none begins or it does not end."""
    opening = _TAG.match(xml, position)
    if not opening:
        return 0
    return opening.end() if opening[2] else _closed(xml, opening.end(), opening[1])


def _after_blanks(xml: bytes, position: int) -> int:
    while xml[position : position + 1].isspace():
        position += 1
    return position


def _closed(xml: bytes, position: int, name: bytes) -> int:
    """The end of the element of that name whose content begins here, counting nested elements of the same name."""
    depth = 1
    for tag in re.compile(rb"<(/?)%b(?: [^>]*?)?(/?)>" % re.escape(name)).finditer(xml, position):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            return tag.end()
    return 0


_START = "<w:style "
_ID = re.compile(r'w:styleId="([^"]*)"')
_BASE = re.compile(r'<w:basedOn w:val="([^"]*)"')
_DEFAULT = re.compile(r'[^>]*w:default="(?:1|true|on)"')


def changed_styles(before: str, after: str) -> frozenset[str] | None:
    """The ids of the styles that differ, including those based on them; None if other text may be affected.

    Both sheets are XML as the layout engine writes it. Content outside the styles and default styles affect all text.
    """
    old, new = before.split(_START), after.split(_START)
    if len(old) != len(new) or old[0] != new[0]:
        return None
    pairs = [pair for pair in zip(old[1:], new[1:], strict=True) if pair[0] != pair[1]]
    if not all(_is_alone(was, style) for was, style in pairs):
        return None
    return frozenset(_with_heirs({_identifier(style) for _, style in pairs}, new[1:]))


def _is_alone(was: str, style: str) -> bool:
    """Whether both are the same style, and one that affects only paragraphs that name it."""
    return _identifier(was) == _identifier(style) != "" and not _DEFAULT.match(style)


def _identifier(style: str) -> str:
    found = _ID.search(style)
    return found[1] if found else ""


def _with_heirs(changed: set[str], styles: Iterable[str]) -> set[str]:
    bases = [(_identifier(style), based[1]) for style in styles if (based := _BASE.search(style))]
    size = 0
    while size < len(changed):
        size = len(changed)
        changed |= {identifier for identifier, base in bases if base in changed}
    return changed
