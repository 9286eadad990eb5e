"""What all control words of one RTF file work on, and its characters from bytes in code pages and from halves of
UTF-16.
"""

from collections.abc import Callable

from core.readers.rich_text.heads import RtfHeads
from core.readers.rich_text.look import SYMBOLS, ParagraphLook, TextLook
from core.readers.rich_text.pictures import RtfPicture
from core.readers.rich_text.state import GroupState, Purpose
from core.readers.rich_text.story import RtfWriting
from core.readers.rich_text.tokens import Tokens

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


class RtfContext:
    """The file being read and the one being written; ``state`` is that of the innermost group."""

    def __init__(self, data: bytes) -> None:
        self.tokens = Tokens(data)
        self.heads = RtfHeads()
        self.writing = RtfWriting(self.heads)
        self.characters = RtfCharacters(self.heads)
        self.state = GroupState(TextLook(), ParagraphLook())
        self.picture = RtfPicture()
        self.formulas = self.objects = 0

    def pause(self) -> None:
        """Text of the document goes on; an entry of a table of fonts or styles may consist of several groups."""
        if self.state.purpose in (Purpose.TEXT, Purpose.CODE):
            self.flush()

    def flush(self) -> None:
        """Write the text that waits."""
        if self.characters:
            text = self.characters.taken(self.font_now, self.state.purpose is Purpose.TEXT)
            self.writing.say(text, self.state)

    def change(self, look: TextLook) -> None:
        """The text that follows looks otherwise."""
        if look is not self.state.look and look != self.state.look:
            self.pause()
            self.state.look = look

    def turn_to(self, purpose: Purpose) -> None:
        """The text that follows in this group is for something else."""
        self.pause()
        self.state.purpose = purpose

    def end(self, write: Callable[[], None]) -> None:
        """Write what waits and then what ends it."""
        if self.state.purpose is Purpose.TEXT:
            self.flush()
            write()

    @property
    def inner(self) -> int:
        """How deep the present table stands in others."""
        return max(self.state.paragraph.depth, 2)

    @property
    def font_now(self) -> int:
        """The number of the font that text is in."""
        is_head = self.state.purpose is Purpose.FONTS
        return self.heads.present_font if is_head else self.state.look.font
