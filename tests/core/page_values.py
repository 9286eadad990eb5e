"""Small documents for the tests of the page: faces, paragraphs and sections of ten characters by ten lines."""

from collections.abc import Sequence
from dataclasses import replace

from core.typesetting.paginate import lay_out
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.values import (
    Block,
    Face,
    Page,
    PageSection,
    PageSheet,
    Paragraph,
    ParagraphShape,
    PlacedLine,
    TextPiece,
)

BODY = Face("仿宋_GB2312", "仿宋_GB2312", 16)
EM = 320.0
LINE = 500.0
PLAIN = ParagraphShape(style="正文", line=LINE, rule="exact", align="left")
# Ten characters wide and ten lines high, one em of margin all around.
SHEET = PageSheet(12 * EM, 10 * LINE + 2 * EM, EM, EM, EM, EM, header=0, footer=0)


def paragraph(text: str = "国", shape: ParagraphShape = PLAIN, **changes: object) -> Paragraph:
    """A paragraph of one look; ``changes`` to its shape."""
    return Paragraph((TextPiece(text, BODY),), replace(shape, **changes), BODY)  # type: ignore[arg-type]


def paragraphs(count: int, **changes: object) -> list[Paragraph]:
    """Paragraphs of one line each, numbered from 1."""
    return [replace(paragraph(f"第{number}段", **changes), number=number) for number in range(1, count + 1)]


def laid(*blocks: Block, cache: TypesettingCache | None = None, **changes: object) -> tuple[Page, ...]:
    """The pages of one section; ``changes`` to the section."""
    return lay_out([replace(PageSection(SHEET, blocks), **changes)], cache).pages  # type: ignore[arg-type]


def text_of(placed: PlacedLine) -> str:
    """The text of a line."""
    return "".join([piece.text for piece in placed.paragraph.pieces])[placed.line.start : placed.line.end]


def shown(pages: Sequence[Page]) -> list[list[str]]:
    """The lines of every page as text."""
    return [[text_of(placed) for placed in page.lines] for page in pages]


def tops(page: Page) -> list[float]:
    """How many lines below the top margin every line of the page stands."""
    return [round((placed.y - EM) / LINE, 3) for placed in page.lines]
