"""Pages of contents (目录) as WordprocessingML: on pages of their own, page numbers at the right edge behind a leader."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from core.model.elements import Element, Role
from core.word.layouts.finishing import marked_runs, with_breaks, without_controls
from core.word.layouts.tags import SLOT
from core.word.writing.marks import mark_of, marked_text

_ENTRY = re.compile(r"\d{1,3}\s*$")
_DOTTED = re.compile(r"\d+((?:[.．]\d+)+)")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
_STEP = 420
"""Twips by which the entries of the next level stand further in."""

_NUMBER_ROOM = 840
_PLAIN = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="360" w:lineRule="auto"/>'
_LOOK = (
    f'<w:rPr><w:rFonts w:hint="eastAsia"/><w:spacing w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/>{SLOT}</w:rPr>'
)
_TITLE_LOOK = f'<w:rPr><w:rFonts w:hint="eastAsia"/><w:b/><w:spacing w:val="0"/><w:sz w:val="36"/><w:szCs w:val="36"/>{SLOT}</w:rPr>'


def contents_blocks(
    outside: Sequence[Element], spans: Mapping[str, Sequence[tuple[int, int]]], text_width: int
) -> Iterator[tuple[str, bytes]]:
    """Each line by its mark; ``outside`` are the elements without cells, ``text_width`` is in twips.

    What stands before and what stands after a page of contents is on other pages.
    """
    for index, element in enumerate(outside):
        if element.role is not Role.CONTENTS:
            continue
        opens = index > 0 and outside[index - 1].role is not Role.CONTENTS
        closes = index + 1 < len(outside) and outside[index + 1].role is not Role.CONTENTS
        blank = len(element.text) - len(element.text.lstrip())
        start, end = max(blank - len(element.prefix), 0), len(element.content.rstrip())
        text = element.prefix[blank:] + marked_text(element, start, max(end, start), spans.get(element.id, ()))
        runs = marked_runs(_LOOK if _is_entry(element) else _TITLE_LOOK, html.escape(text, quote=False))
        page = '<w:r><w:br w:type="page"/></w:r>' if closes else ""
        yield (
            mark_of(element),
            without_controls(with_breaks(f"<w:p>{_shape(element, opens, text_width)}{runs}{page}</w:p>")),
        )


def _is_entry(element: Element) -> bool:
    return _ENTRY.search(element.text) is not None


def _shape(element: Element, opens: bool, text_width: int) -> str:
    """The properties of the paragraph; ``opens``: it begins a page."""
    page = "<w:pageBreakBefore/>" if opens else ""
    if not _is_entry(element):
        return f'<w:pPr>{page}{_PLAIN}<w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    left = _STEP * _level(element.text.strip())
    words, _, _ = element.text.strip().rpartition("\t")
    inner = f'<w:tab w:val="left" w:pos="{left + _NUMBER_ROOM}"/>' if "\t" in words else ""
    tabs = f'<w:tabs>{inner}<w:tab w:val="right" w:leader="dot" w:pos="{text_width}"/></w:tabs>'
    indent = f'<w:ind w:left="{left}" w:firstLineChars="0" w:firstLine="0"/>'
    return f'<w:pPr>{page}{tabs}{_PLAIN}{indent}<w:jc w:val="left"/></w:pPr>'


def _level(text: str) -> int:
    """How deep an entry is by its number: 0 for 一、 and 1, 1 for （一） and 1.1, 2 for 1.1.1."""
    dotted = _DOTTED.match(text)
    return min(len(re.findall("[.．]", dotted[1])), 4) if dotted else int(_SECOND.match(text) is not None)
