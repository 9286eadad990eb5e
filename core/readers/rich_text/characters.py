"""Characters of RTF from bytes in code pages and from halves of UTF-16."""

from core.readers.rich_text.heads import RtfHeads
from core.readers.rich_text.look import SYMBOLS

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
