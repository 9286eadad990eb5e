"""The text of a file that a clerk may have written: 记事本 of older systems stores GBK or UTF-16, newer ones UTF-8."""

from core.errors import BadInput
from core.readers.encoding import decode

MARKED = "utf-8-sig"
"""How tables are stored: with a mark at its beginning a spreadsheet program reads the file as it is meant."""


def text_of(data: bytes) -> str:
    """The text, lines ended alike, read as a report in a text file is; BadInput when a part of it cannot be."""
    found = decode(data)
    if found.damaged:
        raise BadInput("text_unknown_encoding")
    return found.text.replace("\r\n", "\n").replace("\r", "\n")
