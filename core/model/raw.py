"""What a reader hands to the parser: paragraphs exactly as they stand, with hints about their look."""

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Where in the source file a paragraph stands."""

    BODY = "body"
    TABLE = "table"
    TEXT_BOX = "text_box"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class LookHints:
    """Formatting that may hint at a paragraph's role; every field may be unknown.

    ``outline_level`` is 1-9, 0 when unknown; ``alignment`` one of left, center, right, both or empty; ``size`` is in
    points, 0.0 when unknown; ``lead`` counts the leading characters that are formatted unlike the end of the paragraph
    (bold or another font), 0 when it is uniform.
    """

    style: str = ""
    outline_level: int = 0
    alignment: str = ""
    size: float = 0.0
    bold: bool = False
    lead: int = 0


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """One source paragraph; ``line`` is its 1-based number, blank ones counted (.txt: the first physical line)."""

    text: str
    line: int
    origin: Origin = Origin.BODY
    look: LookHints | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """All paragraphs of a file in reading order, blank ones included."""

    paragraphs: tuple[RawParagraph, ...]
