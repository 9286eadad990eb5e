"""The tokens of RTF, what is skipped without building strings, and characters from code pages and halves of UTF-16."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from core.errors import BadInput
from core.readers.rich_text.heads import RtfHeads
from core.readers.rich_text.look import SYMBOLS

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


_SYMBOL_AREA = 0xF000


class RtfCharacters:
    """Collects characters; ``damaged`` counts those that cannot be told."""

    def __init__(self, heads: RtfHeads) -> None:
        self._heads = heads
        self._bytes = bytearray()
        self._text: list[str] = []
        self.damaged = 0

    def __bool__(self) -> bool:
        """Whether any wait."""
        return bool(self._bytes or self._text)

    def add_bytes(self, data: bytes) -> None:
        """Add bytes, which may be parts of characters."""
        self._bytes += data

    def add(self, text: str, font: int) -> None:
        """Add characters behind the bytes, which are text in a font."""
        self._settle(font)
        self._text.append(text)

    def taken(self, font: int, is_symbolic: bool = False) -> str:
        """All that waits; bytes of a font of symbols as signs of the private area where ``is_symbolic``."""
        self._settle(font, is_symbolic)
        text, self._text = "".join(self._text), []
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            self.damaged += text.count("\ufffd")
        return text

    def _settle(self, font: int, is_symbolic: bool = False) -> None:
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        if is_symbolic and self._heads.charset(font) == SYMBOLS:
            self._text.append("".join(chr(_SYMBOL_AREA + byte) if byte > 32 else chr(byte) for byte in data))
        else:
            self._text.append(self._decoded(data, self._heads.encoding(font)))

    def _decoded(self, data: bytes, encoding: str) -> str:
        for name in (encoding, self._heads.page, "gb18030"):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                continue
        text = data.decode(encoding, "replace")
        self.damaged += text.count("\ufffd")
        return text
