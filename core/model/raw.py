"""What a reader hands to the parser: paragraphs exactly as they stand, with hints about their look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from core.model.blocks import COUNTED, UNDERLINED, CellPlace, Emphasis, KeptObject, Table

Margins: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
NO_MARGINS: Margins = ((), ())

ImportAccount: TypeAlias = Mapping[str, Mapping[str, int]]
"""How many cells, notes, pictures, objects and characters the file (``source``) holds, and how many of them were
``understood``, ``kept`` or ``told``."""

NO_ACCOUNT: ImportAccount = MappingProxyType({})


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
    (bold or another font), 0 when it is uniform; ``font`` is the East Asian font of the first run, empty when unknown.
    """

    style: str = ""
    outline_level: int = 0
    alignment: str = ""
    size: float = 0.0
    bold: bool = False
    lead: int = 0
    font: str = ""


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """One source paragraph; ``line`` is its 1-based number, blank ones counted (.txt: the first physical line).

    ``landscape``: on a page turned sideways.
    """

    text: str
    line: int
    origin: Origin = Origin.BODY
    look: LookHints | None = None
    emphasis: tuple[Emphasis, ...] = ()
    objects: tuple[KeptObject, ...] = ()
    cell: CellPlace | None = None
    landscape: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether the paragraph begins with a number such as 1.1 that Word counted."""
        return bool(self.emphasis) and COUNTED in self.emphasis[0].looks

    @property
    def opens_with_line(self) -> bool:
        """Whether white space before the words, or all of a paragraph without words, is a line to write on."""
        blank = len(self.text) - len(self.text.lstrip())
        return any(UNDERLINED in each.looks and each.start < blank for each in self.emphasis)

    @property
    def ends_with_line(self) -> bool:
        """Whether white space behind the words, or all of a paragraph without words, is a line to write on."""
        end = len(self.text.rstrip())
        return any(UNDERLINED in each.looks and each.end > end for each in self.emphasis)

    def with_text(self, text: str, place: Callable[[int], int]) -> "RawParagraph":
        """The paragraph with another text; ``place`` gives the new offset of each old one."""
        moved = (replace(each, start=place(each.start), end=place(each.end)) for each in self.emphasis)
        look = self.look
        if look is not None:
            look = replace(look, lead=place(look.lead))
        return replace(
            self,
            text=text,
            look=look,
            emphasis=tuple(each for each in moved if each.start < each.end),
            objects=tuple(replace(each, offset=place(each.offset)) for each in self.objects),
        )


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table of a file: the indexes of its paragraphs, which all name their cell, and its grid."""

    start: int
    end: int
    table: Table


@dataclass(frozen=True, slots=True)
class RawDocument:
    """All paragraphs of a file in reading order, blank ones included; ``media`` are the bytes of its objects.

    ``margins`` are the lines of words in its headers and those in its footers, ``account`` how much of a file of Word was read.
    """

    paragraphs: tuple[RawParagraph, ...]
    tables: tuple[RawTable, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)
    margins: Margins = NO_MARGINS
    account: ImportAccount = field(default_factory=lambda: NO_ACCOUNT, compare=False, repr=False)

    def with_paragraphs(self, paragraphs: tuple[RawParagraph, ...]) -> "RawDocument":
        """The document after some were joined or left out, none of them inside a table."""
        places = {id(each): place for place, each in enumerate(paragraphs)}
        starts = ((table, places[id(self.paragraphs[table.start])]) for table in self.tables)
        tables = (replace(table, start=start, end=start + table.end - table.start) for table, start in starts)
        return replace(self, paragraphs=paragraphs, tables=tuple(tables))
