"""Plain text files: encoding, lines, paragraphs."""

from core.errors import BadInput
from core.model.raw import RawDocument
from core.readers.encoding import decode
from core.readers.lines import paragraphs_of
from core.result import Notice, Result

LARGEST_TEXT = 6_000_000
"""Bytes: two million Chinese characters in UTF-8, some three thousand printed pages; no report is near it."""


def read_text(data: bytes) -> Result[RawDocument]:
    """The paragraphs of a .txt file; ``line`` is the physical line a paragraph begins on.

    Raises BadInput: ``input_empty``, ``text_too_long``, ``text_not_text``, ``text_unknown_encoding``.
    """
    if len(data) > LARGEST_TEXT:
        raise BadInput("text_too_long", limit=str(LARGEST_TEXT // 3_000_000 * 100))
    decoded = decode(data)
    if not decoded.text.strip():
        raise BadInput("input_empty")
    joined = paragraphs_of(decoded.text)
    counts = (("text_damaged", decoded.damaged), ("text_lines_joined", joined.joins), ("text_line_cut", joined.cuts))
    notices = tuple(Notice(code, 0, {"count": str(count)}) for code, count in counts if count)
    return Result(RawDocument(joined.paragraphs), notices)
