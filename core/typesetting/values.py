"""Input and output of layout. All lengths in twips (1/20 point), x to the right, y downwards.

Input: ``PageSection`` of ``Paragraph`` and ``TableBlock``, as a Word file describes them with all styles resolved.
Output: ``Pages``, every line with its position on the paper. Source of the properties: ECMA-376 part 1, 17.3
(paragraphs and runs), 17.4 (tables), 17.6 (sections).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

# Fields that the page fills in (ECMA-376 part 1, 17.16.5.44 PAGE, 17.16.5.42 NUMPAGES).
PAGE_FIELD, PAGES_FIELD = "PAGE", "NUMPAGES"
TAB, LINE_BREAK, PAGE_BREAK = "\t", "\n", "\f"
IN_LINE = "\u3000"
"""Stands in the text for a drawing in the line."""


@dataclass(frozen=True, slots=True)
class Face:
    """Character format: ``family`` draws Han and full-width marks, ``latin`` the rest; ``size`` in points.

    ``spacing`` is added after every character, ``scale`` stretches its width (percent), ``colour`` is RRGGBB. ``rise`` are
    the points by which it stands above the base line, below it if negative; ``dotted``: with a dot below every character.
    """

    family: str
    latin: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    colour: str = "000000"
    spacing: float = 0.0
    scale: int = 100
    rise: float = 0.0
    dotted: bool = False


NOTE_FIELD = "NOTE"
"""The field of the mark of a note, which is no text of its paragraph."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Text of one face. TAB, LINE_BREAK and PAGE_BREAK stand in ``text``.

    ``field`` names a field for which ``text`` is the placeholder until the page is known; ``is_open`` marks an open fact
    (highlighted yellow). ``wide``: “ ” ‘ ’ — … · are drawn by ``family`` (w:hint="eastAsia"). ``room``: the text is one
    IN_LINE, a blank this wide that carries an inline drawing.
    """

    text: str
    face: Face
    is_open: bool = False
    field: str = ""
    wide: bool = True
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Border:
    """A ruled line: ``thickness`` and its distance ``space`` from the text; ``style`` as in w:val (single, double, …)."""

    thickness: float
    space: float = 0.0
    colour: str = "000000"
    style: str = "single"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop: ``place`` from the left edge of the type area; ``align`` left, center or right.

    ``leader`` is the character that fills the room before it, "" for none.
    """

    place: float
    align: str = "left"
    leader: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphShape:
    """How a paragraph lies on the page.

    ``first`` is the first line's indent against ``left`` (negative: hanging). ``line`` is in twips for the rules exact
    and atLeast, in 240ths of a line for auto. ``align`` is left, center, right, both or distribute. ``snap``: whether lines fit the
    section's grid. ``hangs``: one closing mark may stand past the right edge. ``spaced``: Han characters stand a quarter of
    an em apart from the Latin letters and digits beside them. ``outline`` is 1-9, 0 for body text.
    ``borders`` by side: top, bottom, left, right, between. ``fills``: the paragraph's space before grows until
    what follows ends at the foot of the last page (the imprint's way to the bottom edge).
    """

    style: str = ""
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 240.0
    rule: str = "auto"
    align: str = "both"
    snap: bool = True
    kinsoku: bool = True
    hangs: bool = True
    spaced: bool = False
    widow_control: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    contextual: bool = False
    outline: int = 0
    fills: bool = False
    tabs: tuple[Tab, ...] = ()
    borders: Mapping[str, Border] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """One paragraph, compared by identity, which is what the cache relies on.

    ``number`` is the number of the draft element it shows (0: none), ``skipped`` the characters of the element's text
    before the first one shown. ``mark`` is the face of the paragraph mark: the height of an empty line. ``notes`` are the
    footnotes whose marks stand in it.
    """

    pieces: tuple[TextPiece, ...]
    shape: ParagraphShape
    mark: Face
    number: int = 0
    skipped: int = 0
    drawings: "tuple[Drawing, ...]" = ()
    notes: "tuple[PageNote, ...]" = ()


@dataclass(frozen=True, slots=True, eq=False)
class PageNote:
    """A footnote: its ``blocks`` stand at the foot of the page with the line that holds offset ``place`` of the shown text."""

    place: int
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a drawing hangs (20.4.2.10 and 20.4.2.11): ``x`` and ``y`` from the corner of what it is measured from.

    ``of_x`` is page, margin, column, left_margin or right_margin; ``of_y`` page, margin, paragraph, top_margin or
    bottom_margin. With ``align_x`` (left, center, right, inside, outside) or ``align_y`` (top, center, bottom) it stands so in that instead.
    """

    x: float = 0.0
    y: float = 0.0
    of_x: str = "column"
    of_y: str = "paragraph"
    align_x: str = ""
    align_y: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A line, a box or a picture, ``width`` by ``height``.

    Without ``anchor`` it stands in the line, on the IN_LINE at ``place`` of the text. ``line`` runs around it, for ``form``
    line from its upper left to its lower right corner, for rising from the lower left to the upper right. ``fill`` is RRGGBB;
    ``picture`` the bytes of a PNG, JPEG, GIF or BMP file. ``blocks`` stand in it, ``insets`` (left, top, right, bottom) from its edges;
    ``fits``: it is as high as they are, and, where it is 0 wide, as wide. ``pushes``: no text beside it, and none nearer
    above or below than ``gaps``. ``parts`` of a group are anchored to its upper left corner. ``sideways``: what stands in it
    is turned clockwise, from its right edge on, or ``at_foot`` up to its left edge.
    """

    width: float
    height: float
    anchor: Anchor | None = None
    place: int = 0
    form: str = "box"
    line: Border | None = None
    fill: str = ""
    picture: bytes = b""
    blocks: "tuple[Block, ...]" = ()
    insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    fits: bool = False
    pushes: bool = False
    parts: "tuple[Drawing, ...]" = ()
    gaps: tuple[float, float] = (0.0, 0.0)
    sideways: bool = False
    at_foot: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A table cell: ``width`` from edge to edge, ``margins`` as left, top, right, bottom; ``valign`` top, center, bottom.

    ``fill`` is RRGGBB; "" for none.
    """

    blocks: "tuple[Block, ...]"
    width: float
    margins: tuple[float, float, float, float] = (108.0, 0.0, 108.0, 0.0)
    borders: Mapping[str, Border] = field(default_factory=lambda: MappingProxyType({}))
    valign: str = "top"
    joins_above: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class TableRow:
    """A table row: ``height`` with its ``rule`` (auto, atLeast, exact); one that ``keeps`` is not divided by pages.

    ``repeats``: with all rows above it, it heads the table again on each further page.
    """

    cells: tuple[Cell, ...]
    height: float = 0.0
    rule: str = "auto"
    keeps: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TableBlock:
    """Rows; ``left`` is the place of the first cell's edge against the type area, ``align`` left, center or right."""

    rows: tuple[TableRow, ...]
    left: float = 0.0
    align: str = "left"


Block: TypeAlias = Paragraph | TableBlock


@dataclass(frozen=True, slots=True)
class PageSheet:
    """The paper of a section: size, margins, where header and footer stand, the line grid (0: none)."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    header: float = 851.0
    footer: float = 992.0
    pitch: float = 0.0

    @property
    def text_width(self) -> float:
        """Width of the type area."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height of the type area."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True, eq=False)
class PageSection:
    """Blocks on one kind of paper.

    ``headers`` and ``footers`` by kind: default, even, first. ``has_first``: the first page has its own; ``has_even``: even
    pages have. ``starts`` is next_page, continuous, even_page or odd_page; ``first_number`` restarts the page numbers, None
    continues them. ``separator`` holds the rule above footnotes and is as high as the room for it.
    """

    sheet: PageSheet
    blocks: tuple[Block, ...]
    headers: Mapping[str, tuple[Block, ...]] = field(default_factory=lambda: MappingProxyType({}))
    footers: Mapping[str, tuple[Block, ...]] = field(default_factory=lambda: MappingProxyType({}))
    has_first: bool = False
    has_even: bool = False
    starts: str = "next_page"
    first_number: int | None = None
    separator: tuple[Block, ...] = ()


# What comes out


class Stretch(NamedTuple):
    """Text of one face on a line, drawn from ``x`` (relative to the line) over exactly ``width``.

    ``start`` is its offset in the paragraph's shown text. ``is_latin``: drawn by ``face.latin``. ``width`` includes
    Face.spacing after every character and the space that justification adds. ``leader`` is drawn instead of a tab, whose
    ``text`` is a blank.
    """

    x: float
    width: float
    text: str
    face: Face
    start: int
    is_latin: bool = False
    is_open: bool = False
    leader: str = ""

    @property
    def drawn(self) -> str:
        """The characters that are drawn."""
        return self.leader or self.text


@dataclass(frozen=True, slots=True, eq=False)
class TextLine:
    """One line of a paragraph without its position: ``height`` and, from its top, ``baseline``; characters start to end."""

    stretches: tuple[Stretch, ...]
    height: float
    baseline: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line on a page: its left edge and top on the paper, and its paragraph.

    One that stands ``sideways`` is turned clockwise around that corner, and runs down the paper.
    """

    x: float
    y: float
    line: TextLine
    paragraph: Paragraph
    sideways: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line on a page, from (x, y) to (x2, y2) along its middle.

    With a ``picture``, the bytes of a PNG, JPEG, GIF or BMP file, that fills what lies between the two corners instead.
    """

    x: float
    y: float
    x2: float
    y2: float
    thickness: float
    colour: str = "000000"
    style: str = "single"
    picture: bytes = b""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page: ``number`` as its field prints it; ``margin_lines`` are those of header and footer."""

    number: int
    sheet: PageSheet
    lines: tuple[PlacedLine, ...]
    margin_lines: tuple[PlacedLine, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Pages:
    """All pages. ``filled`` is the space that the filling paragraph took (None: there is none).

    ``fill_alone``: what follows it stands alone on the last page.
    """

    pages: tuple[Page, ...]
    filled: float | None = None
    fill_alone: bool = False
