"""Plain text files: encoding, lines, paragraphs."""

from core.encoding import decode
from core.errors import BadInput
from core.limits import MOST_CHARACTERS, check_length
from core.model.raw import RawDocument
from core.readers.lines import paragraphs_of
from core.result import Notice, Result

LARGEST_TEXT = 4 * MOST_CHARACTERS
"""Bytes; no encoding needs more than four for a character."""


def read_text(data: bytes) -> Result[RawDocument]:
    """The paragraphs of a .txt file; ``line`` is the physical line a paragraph begins on.

    Raises BadInput: ``input_empty``, ``text_too_long``, ``text_not_text``, ``text_unknown_encoding``.
    """
    if len(data) > LARGEST_TEXT:
        check_length(len(data), 0)
    decoded = decode(data)
    check_length(len(decoded.text), decoded.text.count("\n") + decoded.text.count("\r"))
    if not decoded.text.strip():
        raise BadInput("input_empty")
    joined = paragraphs_of(decoded.text)
    counts = (("text_damaged", decoded.damaged), ("text_lines_joined", joined.joins), ("text_line_cut", joined.cuts))
    notices = tuple(Notice(code, count=count) for code, count in counts if count)
    return Result(RawDocument(joined.paragraphs), notices)
