"""Pictures of RTF: digits or bytes behind control words that tell their kind and extent."""

from dataclasses import dataclass
from types import MappingProxyType

from core.readers.rich_text.tokens import Tokens

_KINDS = MappingProxyType({"pngblip": "png", "jpegblip": "jpeg", "emfblip": "emf"})
_EXTENT = ("picwgoal", "pichgoal", "picscalex", "picscaley")


@dataclass(slots=True)
class RtfPicture:
    """A picture being read; ``ending`` is empty for kinds that only old programs show (wmf, bitmaps)."""

    ending: str = ""
    data: bytes = b""
    width: int = 0
    height: int = 0
    across: int = 100
    down: int = 100

    def take(self, word: str, number: int | None) -> None:
        """A control word of the picture."""
        self.ending = _KINDS.get(word, self.ending)
        if word in _EXTENT and number is not None and 0 < number < 100_000:
            field = ("width", "height", "across", "down")[_EXTENT.index(word)]
            setattr(self, field, number)

    def fill(self, tokens: Tokens, first: bytes) -> None:
        """Read the data that begin here; those of a picture that is not kept are passed over."""
        if self.ending and not self.data:
            self.data = tokens.hexadecimal(first)
        elif not self.ending:
            tokens.skip_group()

    @property
    def extent(self) -> tuple[int, int]:
        """Width and height in twips as shown."""
        return self.width * self.across // 100, self.height * self.down // 100
