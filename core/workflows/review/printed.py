"""What a draft or one of its versions printed, paragraph by paragraph, and how a draft file stores it."""

import json
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Any

from core.model.draft import Draft
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyCell
from core.review.printing import printed_from
from core.word.reviewing.stream import read_copy
from core.workflows.exporting.options import ExportOptions, chosen_layout
from core.workflows.exporting.pages import write_draft
from core.workflows.layouts.usage import load_usable

StoredRow = Sequence[Any]
Printing = tuple[PrintedParagraph, ...]
_EMPTY: tuple[Any, ...] = ("", "", 0, None, (), 0, ())
MOST_PRINTINGS = 4
"""Different files of one version (other layout, other fields) of which the text is stored."""


def printed_paragraphs(draft: Draft) -> Printing:
    """The paragraphs of the Word file of a draft in its layout, table cells included. Raises BadTemplate."""
    layout = load_usable(chosen_layout(draft, ExportOptions()).value)
    return printing_of(write_draft(draft, layout, marks=False).value, draft)


def printing_of(data: bytes, draft: Draft) -> Printing:
    """The paragraphs of a Word file just written from a draft, read as a returned copy is, so that both are counted alike."""
    return printed_from(read_copy(data).value, draft.elements)


def checksum_of(printing: Printing) -> str:
    """The checksum of the text of a printing, 16 hexadecimal digits: equal for equal text, whatever draft it is of."""
    text = "\0".join(paragraph.text for paragraph in printing)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def with_printing(stored: str, printing: Printing) -> str:
    """The stored text of a version's printings with one more; unchanged if it has it."""
    known = [list(each) for each in json.loads(stored)] if stored else []
    row = [_row(paragraph) for paragraph in printing]
    if row in known:
        return stored
    return json.dumps([*known[-MOST_PRINTINGS + 1 :], row], ensure_ascii=False, separators=(",", ":"))


def printings(stored: str) -> tuple[Printing, ...]:
    """The printings of a version, the last one first; none where they are missing or damaged."""
    with suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return tuple(tuple(map(_paragraph, rows)) for rows in reversed(json.loads(stored)))
    return ()


def _row(paragraph: PrintedParagraph) -> list[object]:
    looks = [[start, end, *names] for start, end, names in paragraph.looks]
    cell = None if paragraph.cell is None else list(paragraph.cell[:3])
    row: list[object] = [
        paragraph.element_id,
        paragraph.text,
        paragraph.number,
        cell,
        list(paragraph.pictures),
        paragraph.row,
        looks,
    ]
    while len(row) > 2 and not row[-1]:
        row.pop()
    return row


def _paragraph(row: StoredRow) -> PrintedParagraph:
    filled = [*row, *_EMPTY[len(row) :]]
    element_id, text, number, cell, pictures, of_row, looks = filled
    if not isinstance(element_id, str) or not isinstance(text, str):
        raise ValueError(element_id)
    place = None if cell is None else CopyCell(int(cell[0]), int(cell[1]), int(cell[2]))
    spans = tuple((int(start), int(end), tuple(map(str, names))) for start, end, *names in looks)
    return PrintedParagraph(element_id, text, int(number), place, tuple(map(str, pictures)), int(of_row), spans)
