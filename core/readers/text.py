"""Plain text files: encoding, lines, paragraphs."""

from collections.abc import Sequence
from types import MappingProxyType

from core.encoding import decode
from core.errors import BadInput
from core.limits import MOST_CHARACTERS, check_length
from core.model.raw import ImportAccount, RawDocument, RawParagraph
from core.readers.lines import paragraphs_of
from core.result import Notice, Result

LARGEST_TEXT = 4 * MOST_CHARACTERS
"""Bytes; no encoding needs more than four for a character."""

_NO_LINE_ENDS = dict.fromkeys(map(ord, "\x0c\x1c\x1d\x1e"))
"""Signs that end lines for Python alone."""

SORTS = ("paragraphs", "cells", "notes", "pictures", "objects", "characters")


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


def text_account(text: str, paragraphs: Sequence[RawParagraph], left_out: int) -> ImportAccount:
    """How many lines and characters a text holds, counted without the reader, and what became of them; white space is none.

    ``left_out`` characters were reported. Lines joined to those before them were, too.
    """
    lines = sum(bool(line.strip()) for line in text.translate(_NO_LINE_ENDS).splitlines())
    characters = _signs(text)
    read = sum(_signs(each.text) for each in paragraphs)
    made = min(sum(bool(each.text.strip()) for each in paragraphs), lines)
    sides = {
        "source": {"paragraphs": lines, "characters": characters},
        "understood": {"paragraphs": made, "characters": min(read, characters)},
        "kept": {},
        "told": {"paragraphs": lines - made, "characters": min(left_out, max(characters - read, 0))},
    }
    return MappingProxyType(
        {side: MappingProxyType(dict.fromkeys(SORTS, 0) | counts) for side, counts in sides.items()}
    )


def text_unread(account: ImportAccount) -> int:
    """How many characters of a text were neither read nor reported."""
    count: int = account["source"]["characters"] - account["understood"]["characters"] - account["told"]["characters"]
    return count


def _signs(text: str) -> int:
    return len("".join(text.split()))
