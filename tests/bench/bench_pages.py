"""Lines and pages from their values: a document of 20 pages, one edit in it, and one edit in a document of 400 pages."""

from itertools import cycle, islice

from core.typesetting.paginate import lay_out
from core.typesetting.paragraph_cache import TypesettingCache
from core.typesetting.standard import BOTTOM, CHARACTER, FOOTER, LEFT, LINE, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP
from core.typesetting.values import PAGE_FIELD, Face, PageSection, PageSheet, Paragraph, ParagraphShape, TextPiece
from tests.bench.frame import Row, median, sized
from tests.word.samples import sample_text

SHORT, LONG = sized(20, 2), sized(400, 4)
BODY = Face("仿宋_GB2312", "仿宋_GB2312", 16, spacing=-5)
TEXT = ParagraphShape("正文段落", first=2 * CHARACTER, line=LINE, rule="exact")
FOOT = ParagraphShape("页码", line=320, rule="exact", align="right", right=280)
SHEET = PageSheet(PAGE_WIDTH, PAGE_HEIGHT, TOP, RIGHT, BOTTOM, LEFT, footer=FOOTER, pitch=LINE)
ROUNDS = 31


def rows() -> list[Row]:
    """Three rows."""
    texts = sample_text().splitlines()
    each = len(lay_out([section(texts * 4)]).pages) / (4 * len(texts))
    short, long = (list(islice(cycle(texts), round(pages / each))) for pages in (SHORT, LONG))
    return [
        Row(f"lines and pages, {SHORT} pages", median(lambda: lay_out([section(short)]), ROUNDS), None, 20, "below"),
        Row(f"one edit in {SHORT} pages", edit(short), None, 2, "below"),
        Row(f"one edit in {LONG} pages", edit(long), None, 60, "below"),
    ]


def edit(texts: list[str]) -> float:
    """What one edited paragraph takes in the middle of the document, in ms."""
    memory, blocks = TypesettingCache(), list(section(texts).blocks)
    footer = section([]).footers
    lay_out([PageSection(SHEET, tuple(blocks), footers=footer)], memory)

    def run() -> None:
        blocks[len(blocks) // 2] = paragraph(texts[1])
        lay_out([PageSection(SHEET, tuple(blocks), footers=footer)], memory)

    return median(run, ROUNDS)


def section(texts: list[str]) -> PageSection:
    """Paragraphs on the page of the standard, with page numbers."""
    number = (TextPiece("— ", BODY), TextPiece("1", BODY, field=PAGE_FIELD), TextPiece(" —", BODY))
    return PageSection(SHEET, tuple(map(paragraph, texts)), footers={"default": (Paragraph(number, FOOT, BODY),)})


def paragraph(text: str) -> Paragraph:
    """A paragraph of the body."""
    return Paragraph((TextPiece(text, BODY),), TEXT, BODY)
