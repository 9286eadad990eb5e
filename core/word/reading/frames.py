"""Which tables of a Word file only arrange text: frames, mastheads, signatures, imprints, pages laid out without lines."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from core.model.blocks import CellPlace
from core.model.raw import Origin, RawParagraph
from core.package import Node
from core.word.reading.blocks import has_own_lines

_FEW_CELLS, _FEW_WORDS = 8, 16
_PARTICULARS = re.compile("抄送|印发|签发人|主送|发文")
"""Labels of GB/T 9704-2012 clauses 7.2 and 7.4: a small table with one of them is masthead or imprint."""

_LONGEST_PARTICULARS = 200
"""Characters of a masthead or imprint; what is longer is text that speaks of 印发 or 发文."""

_MOST_NAMES = 4
"""Filled cells of a masthead without such a label, or of a signature with its date."""

_NUMBER = re.compile(r".{1,12}[〔\[（(【](?:19|20)\d\d[〕\]）)】]第?\d{1,5}号")
_DAY = re.compile(r"(?:(?:19|20)\d\d|二[〇○Ｏ零]\w{2})年.{1,3}月.{1,3}[日号]")


def is_frame(node: Node, paragraphs: Sequence[RawParagraph], whole: int) -> bool:
    """Whether a table only arranges text: one filled cell, a masthead, signature or imprint, or a page laid out without lines.

    ``whole`` is the number of characters of the file.
    """
    filled = {each.cell for each in paragraphs if _is_written(each)}
    if _is_one_text(filled, paragraphs):
        return True
    words = "".join(each.text for each in paragraphs)
    is_layout = _is_page(filled, words, whole) or _has_headings(paragraphs) or _is_around_text(filled, paragraphs)
    return is_layout and not has_own_lines(node)


def _is_one_text(filled: Collection[CellPlace | None], paragraphs: Sequence[RawParagraph]) -> bool:
    """Whether one cell is filled, or a few of which one says that they are masthead or imprint, lines or not."""
    words = "".join("".join(each.text.split()) for each in paragraphs)
    return len(filled) <= 1 or (len(filled) <= _FEW_CELLS and _PARTICULARS.search(words) is not None)


def unframed(paragraphs: Sequence[RawParagraph]) -> Iterator[RawParagraph]:
    """The paragraphs of a frame out of their cells; those of a masthead or imprint are still known to come from a table."""
    is_text = _is_text(paragraphs)
    for each in paragraphs:
        yield replace(each, origin=Origin.BODY if is_text else each.origin, cell=None)


def _is_text(paragraphs: Sequence[RawParagraph]) -> bool:
    """Whether a frame holds text of the document, with headings like any, and no masthead or imprint."""
    words = "".join("".join(each.text.split()) for each in paragraphs)
    return len(words) > _LONGEST_PARTICULARS or _PARTICULARS.search(words) is None


def _is_around_text(filled: Collection[CellPlace | None], paragraphs: Sequence[RawParagraph]) -> bool:
    """Whether a few cells hold a document number, or end with the day of a signature, and nothing is a label of it."""
    texts = ["".join(each.text.split()) for each in paragraphs if each.text.strip()]
    if not 1 < len(filled) <= _MOST_NAMES or len(texts) != len(filled):
        return False
    return any(map(_NUMBER.fullmatch, texts)) or _DAY.fullmatch(texts[-1]) is not None


def _is_page(filled: Collection[CellPlace | None], words: str, whole: int) -> bool:
    """Whether most of the file stands in a table, and it is no list of few words in each cell."""
    return 2 * len(words) > whole and not _is_list(filled, words)


def _is_list(filled: Collection[CellPlace | None], words: str) -> bool:
    """Whether a few words stand in each cell of several rows and columns: a table is one without lines, too."""
    rows, columns = ({each.row for each in filled if each}, {each.column for each in filled if each})
    return len(rows) > 2 and len(columns) > 1 and len(words) <= _FEW_WORDS * len(filled)


def _is_written(paragraph: RawParagraph) -> bool:
    return bool(paragraph.objects or paragraph.text.strip())


def _has_headings(paragraphs: Sequence[RawParagraph]) -> bool:
    return any(each.look is not None and each.look.outline_level for each in paragraphs)
