"""The compound file of a Word 97-2003 document and its file information block ([MS-DOC] 2.1, 2.5)."""

import io
import struct
from dataclasses import dataclass

import olefile

from core.errors import BadInput

DAMAGED, ENCRYPTED, TOO_OLD = "doc_damaged", "word_encrypted", "doc_too_old"
MAGIC, OLDEST = 0xA5EC, 0xC1
IS_ENCRYPTED, IN_FIRST_TABLE = 0x0100, 0x0200
PAIRS = 0x9A
"""Offset of FibRgFcLcb: pairs of offset and length in the table stream."""

FAULTS = (struct.error, LookupError, ValueError, ArithmeticError, TypeError, EOFError, RecursionError)
"""What wrong offsets, lengths and links of a damaged file lead to; olefile walks its directory by recursion."""


@dataclass(frozen=True, slots=True)
class DocFile:
    """The streams of a document: ``main`` is WordDocument, ``table`` 0Table or 1Table, ``data`` holds pictures."""

    main: bytes
    table: bytes
    data: bytes

    def pair(self, number: int) -> bytes:
        """The structure in the table stream that a pair of the file information block names; empty for none."""
        start, length = struct.unpack_from("<II", self.main, PAIRS + 8 * number)
        return self.table[start : start + length] if length else b""

    def start_of(self, number: int) -> int:
        """Offset in the table stream of the structure of a pair."""
        return int(struct.unpack_from("<I", self.main, PAIRS + 8 * number)[0])

    def lengths(self) -> tuple[int, ...]:
        """Characters of the parts: text, footnotes, headers, macros, comments, endnotes, text boxes, their headers'."""
        return struct.unpack_from("<8i", self.main, 0x4C)


def open_doc(data: bytes) -> DocFile:
    """The streams of a file. BadInput ``doc_damaged``, ``word_encrypted``, ``doc_too_old`` (before Word 97)."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as package:
            main = _stream(package, "WordDocument")
            magic, version = struct.unpack_from("<HH", main)
            flags = struct.unpack_from("<H", main, 0x0A)[0]
            if flags & IS_ENCRYPTED:
                raise BadInput(ENCRYPTED)
            if version < OLDEST:
                raise BadInput(TOO_OLD)
            if magic != MAGIC:
                raise BadInput(DAMAGED)
            table = _stream(package, "1Table" if flags & IN_FIRST_TABLE else "0Table")
            rest = _stream(package, "Data") if ["Data"] in package.listdir() else b""
    except (*FAULTS, OSError) as error:
        raise BadInput(DAMAGED) from error
    return DocFile(main, table, rest)


def _stream(package: olefile.OleFileIO, name: str) -> bytes:
    return bytes(package.openstream(name).read())
