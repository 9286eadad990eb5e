"""The tokens of RTF, and what is skipped without building strings."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from core.errors import BadInput

MOST_TOKENS = 1_500_000
"""Some seconds of work; a report of 300 pages has about a quarter of it."""

_TOKEN = re.compile(
    rb"\\(?:([A-Za-z]{1,40})(-?[0-9]{1,10})? ?|'([0-9A-Fa-f]{2})|([^A-Za-z]))|([{}])|([^\\{}\r\n\0]+)|.", re.DOTALL
)
_BRACKET = re.compile(rb"[{}]|\\bin([0-9]{1,9}) ?|\\.", re.DOTALL)
_HEX = re.compile(rb"[0-9A-Fa-f\s]*")


class TokenKind(Enum):
    """What a token is; a byte is one that was written in two hexadecimal digits."""

    OPEN, CLOSE, WORD, BYTE, SIGN, TEXT = range(6)


class Token(NamedTuple):
    """A token; ``name`` of a word or sign, ``number`` behind a word, ``data`` of text and bytes."""

    kind: TokenKind
    name: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token(TokenKind.OPEN), Token(TokenKind.CLOSE)


class Tokens:
    """The tokens of a file one by one; what is of no use is passed over by ``skip_group``."""

    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0

    def __iter__(self) -> Iterator[Token]:
        """All tokens; BadInput ``package_too_large`` when there are more than any report has."""
        match, end = _TOKEN.match, len(self._data)
        for _ in range(MOST_TOKENS):
            found = match(self._data, self._place) if self._place < end else None
            if found is None:
                return
            self._place = found.end()
            token = _token(found)
            if token is not None:
                yield token
        raise BadInput("package_too_large")

    def skip_group(self) -> None:
        """Go to the bracket that closes the present group."""
        depth = 0
        while found := _BRACKET.search(self._data, self._place):
            self._place = found.end()
            if found[1]:
                self._place += int(found[1])
            elif found[0] == b"{":
                depth += 1
            elif found[0] == b"}":
                depth -= 1
                if depth < 0:
                    self._place = found.start()
                    return
        self._place = len(self._data)

    def hexadecimal(self, first: bytes) -> bytes:
        """The bytes that begin with the digits of the token just read."""
        found = _HEX.match(self._data, self._place)
        end = self._place if found is None else found.end()
        digits = b"".join((first + self._data[self._place : end]).split())
        self._place = end
        try:
            return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        except ValueError:
            return b""

    def binary(self, length: int) -> bytes:
        """The next bytes as they are."""
        found = self._data[self._place : self._place + length]
        self._place += length
        return found


def _token(found: re.Match[bytes]) -> Token | None:
    word, number, byte, sign, bracket, text = found.groups()
    if text is not None:
        return Token(TokenKind.TEXT, data=text)
    if word is not None:
        return Token(TokenKind.WORD, word.decode("ascii"), None if number is None else int(number))
    if byte is not None:
        return Token(TokenKind.BYTE, data=bytes((int(byte, 16),)))
    if bracket is not None:
        return _OPEN if bracket == b"{" else _CLOSE
    return None if sign is None else Token(TokenKind.SIGN, sign.decode("latin-1"))
