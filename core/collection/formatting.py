"""Formatting of a collection sheet: fonts, lines, colours, widths, page setup."""

import unicodedata
from collections.abc import Iterable
from math import ceil
from types import MappingProxyType
from typing import Any, TypeAlias

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from core.collection.values import EntryKind

Sheet: TypeAlias = Any  # openpyxl ships no annotations
Book: TypeAlias = Any

SONG, FANG = "宋体", "仿宋"
SIZE = 11
LINE = 16.5
"""Points from line to line at ``SIZE``."""

LOWEST, HIGHEST = 24.0, 400.0
"""Points a row has at least and at most (the format allows 409)."""

PALE, TO_FILL, EDGE = "E8EEF7", "FFF7DB", "9AA3AF"
FORMATS = MappingProxyType({EntryKind.NUMBER: "General", EntryKind.DATE: 'yyyy"年"m"月"d"日"', EntryKind.TEXT: "@"})


def add_looks(book: Book) -> None:
    """Add the named styles of the cells; the standard font makes widths the same everywhere."""
    book._named_styles["Normal"].font = Font(name=SONG, size=SIZE)
    thin = Side(style="thin", color=EDGE)
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    song, fang = Font(name=SONG, size=SIZE, bold=True), Font(name=FANG, size=SIZE)
    words = NamedStyle("words", font=fang, border=box, alignment=left)
    value = NamedStyle("value", font=fang, border=box, alignment=middle)
    styles = (
        words,
        value,
        NamedStyle("title", font=Font(name=SONG, size=16, bold=True), alignment=middle),
        NamedStyle("advice", font=fang, alignment=left),
        NamedStyle("head", font=song, fill=PatternFill("solid", fgColor=PALE), border=box, alignment=middle),
        _to_fill("fill words", words, FORMATS[EntryKind.TEXT]),
        _to_fill("fill day", words, FORMATS[EntryKind.DATE]),
        *(_to_fill(f"fill {entry}", value, form) for entry, form in FORMATS.items()),
    )
    for style in styles:
        book.add_named_style(style)


def _to_fill(name: str, like: NamedStyle, form: str) -> NamedStyle:
    """The style of an input cell: yellow and not locked."""
    style = NamedStyle(name, font=like.font, border=like.border, alignment=like.alignment, number_format=form)
    style.fill, style.protection = PatternFill("solid", fgColor=TO_FILL), Protection(locked=False)
    return style


def height_of(texts: Iterable[tuple[str, int]]) -> float:
    """The row height in points for texts wrapped in columns of these widths."""
    most = max((_lines(text, width) for text, width in texts), default=1)
    return min(HIGHEST, max(LOWEST, most * LINE + 6))


def _lines(text: str, width: int) -> int:
    """The number of lines of a text; a Han character is a little wider than two digits."""
    return sum(max(1, ceil(sum(map(_digits, line)) / (width - 1))) for line in text.split("\n"))


def _digits(character: str) -> float:
    return 2.05 if unicodedata.east_asian_width(character) in "WFA" else 1.0


def set_page(sheet: Sheet, head_line: int, page: str) -> None:
    """Print on A4 landscape, fitted to its width, the head on every page, page numbers at the bottom."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_line}:{head_line}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.35
    sheet.oddFooter.center.text = page


def begin_at(sheet: Sheet, cell: str) -> None:
    """Put the cursor into this cell of the frozen sheet for when it is opened."""
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = cell


def protect(sheet: Sheet) -> None:
    """Lock all but the input cells, without a password; widths and heights may still be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
