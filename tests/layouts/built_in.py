"""The built-in layouts by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from core.typesetting.standard import SIZE_2
from tests.layouts.head import (
    LETTER_FOOTER,
    LETTER_TOP,
    document_head,
    document_styles,
    letter_head,
    letter_page_head,
    letter_styles,
    minutes_head,
    minutes_styles,
)
from tests.layouts.imprint import document_imprint, imprint_styles, letter_imprint
from tests.layouts.markup import paragraph, when
from tests.layouts.package import BREAK, Margin, Source, file, numbered_footers
from tests.layouts.styles import Grid
from tests.layouts.text import attendance, text, title_block

# 19 lines of 24 characters in 小二, and 15 lines of 20 in 二号: what can be read from a lectern.
SPEECH = Grid(18, 368, 671, 24, 720, (3,), 24)
LARGE_SPEECH = Grid(SIZE_2, 442, 850, 28, 850, (3,), 20)


def document() -> Source:
    """国标公文: a document with 版头 and 版记 (clauses 7.2-7.5)."""
    lines = (*document_head(), *title_block("各副标题"), *text("发文机关"), *document_imprint(BREAK))
    return Source("国标公文", Grid(), (*document_styles(), *imprint_styles()), lines, numbered_footers(), alone=True)


def internal() -> Source:
    """内部材料: no head; below the title its unit and date."""
    return Source("内部材料", Grid(bold=(3,)), (), (*title_block("各题下行"), *text()), numbered_footers())


def speech(name: str, grid: Grid) -> Source:
    """讲话稿: below the title occasion, speaker and date."""
    return Source(name, grid, (), (*title_block("各讲话行"), *text()), numbered_footers())


def letter() -> Source:
    """信函 (clause 10.1): mark and rules in the header of the first page, a pair of rules in its footer."""
    fill = paragraph("FooterFill")
    head, foot = (
        when("发文机关", *letter_page_head(), otherwise=(fill,)),
        when("发文机关", paragraph("LetterBottomRule"), otherwise=(fill,)),
    )
    margins = (
        Margin("header", "first", tuple(head)),
        Margin("footer", "first", tuple(foot)),
        *numbered_footers(fill),
    )
    lines = (*letter_head(), *title_block("各副标题"), *text("发文机关"), *letter_imprint(BREAK))
    return Source(
        "信函", Grid(), (*letter_styles(), *imprint_styles()), lines, margins, True, LETTER_TOP, LETTER_FOOTER
    )


def minutes() -> Source:
    """纪要 (clause 10.3)."""
    lines = (*minutes_head(), *title_block("各副标题"), *text("", *attendance()), *document_imprint(BREAK))
    return Source("纪要", Grid(), (*minutes_styles(), *imprint_styles()), lines, numbered_footers(), alone=True)


SOURCES: Mapping[str, Callable[[], Source]] = MappingProxyType(
    {
        "国标公文": document,
        "内部材料": internal,
        "讲话稿": lambda: speech("讲话稿", SPEECH),
        "讲话稿（大字）": lambda: speech("讲话稿（大字）", LARGE_SPEECH),
        "信函": letter,
        "纪要": minutes,
    }
)


def layout(name: str = "国标公文") -> bytes:
    """The layout of that name; the same bytes every time."""
    return file(SOURCES[name]())
