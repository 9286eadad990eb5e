"""PDF by the painter of the screen: fonts embedded, text that can be copied, title and outline.

Needs neither window nor widget, so it may run in a thread of the task runner: every object it makes is its own.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QRawFont,
    QTextLayout,
)

from core.files import write_atomically
from core.workflows.exporting.pages import Pages, PageSheet, headings
from gui.preview.page_fonts import STANDARD_DPI, TWIPS_PER_POINT, FontShelf, TypeCase
from gui.preview.page_painter import paint_page, painted_text
from gui.printing.pdf_update import Bookmark, finish

PROGRAM = "拟稿"
LARGE = 1000
"""Pixels. A font of any size tells which glyph draws a character."""

LAST_OF_PLANE = "\uffff"
"""Qt's maps to Unicode go no further."""

ProgressToken = Callable[[int], bool]
"""Hears after every page how many are done, and says whether to go on."""


def write_pdf(pages: Pages, path: Path, title: str, watch: ProgressToken | None = None) -> bool:
    """Write the pages as a PDF, whole or not at all; False when it was stopped and nothing is written.

    Raises ``AppError`` ``save_…`` when the place cannot be written.
    """
    data = pdf_of(pages, title, watch)
    if data:
        write_atomically(path, data)
    return bool(data)


def pdf_of(pages: Pages, title: str, watch: ProgressToken | None = None) -> bytes:
    """The PDF's bytes; none when it was stopped."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_1_4)
    writer.setResolution(int(STANDARD_DPI))
    writer.setTitle(title)
    writer.setCreator(PROGRAM)
    case = TypeCase(FontShelf(), writer, 1.0)
    if not _paint(writer, pages, case, watch):
        return b""
    painted = {character for _font, characters in case.painted() for character in characters}

    def _meaning(written: Collection[str]) -> Mapping[str, str]:
        strangers = set(written) - painted
        return true_characters(strangers, case) if strangers else {}

    return finish(bytes(buffer.data().data()), bookmarks(pages), _meaning, rare_texts(pages))


def _paint(writer: QPdfWriter, pages: Pages, case: TypeCase, watch: ProgressToken | None) -> bool:
    """False when it was stopped."""
    writer.setPageLayout(page_layout(pages.pages[0].sheet))
    painter = QPainter(writer)
    try:
        for at, page in enumerate(pages.pages):
            if at:
                writer.setPageLayout(page_layout(page.sheet))
                writer.newPage()
            paint_page(painter, page, case)
            if watch and not watch(at + 1):
                return False
    finally:
        painter.end()
    return True


def page_layout(sheet: PageSheet) -> QPageLayout:
    """The paper without margins: the page brings its own. Upright A4 by its name, so that printers find their tray."""
    size = QSizeF(sheet.width / TWIPS_PER_POINT, sheet.height / TWIPS_PER_POINT)
    upright = QPageLayout.Orientation.Portrait if sheet.height >= sheet.width else QPageLayout.Orientation.Landscape
    paper = QPageSize(size if sheet.height >= sheet.width else size.transposed(), QPageSize.Unit.Point)
    return QPageLayout(paper, upright, QMarginsF(), QPageLayout.Unit.Point, QMarginsF())


def bookmarks(pages: Pages) -> list[Bookmark]:
    """The outline: every paragraph with an outline level, at the page and height where it begins."""
    heights = [page.sheet.height for page in pages.pages]
    return [
        Bookmark(heading.level, heading.text, heading.page, (heights[heading.page] - heading.y) / TWIPS_PER_POINT)
        for heading in headings(pages)
        if heading.text
    ]


def rare_texts(pages: Pages) -> dict[int, str]:
    """By index the text of the pages with characters beyond U+FFFF, as names have them, in the order of painting."""
    texts = {at: painted_text(page) for at, page in enumerate(pages.pages)}
    return {at: text for at, text in texts.items() if text and max(text) > LAST_OF_PLANE}


def true_characters(strangers: Collection[str], case: TypeCase) -> Mapping[str, str]:
    """For characters that were not painted the painted ones that the same fonts draw with the same glyph.

    Where several painted ones share a glyph the highest stands for all: radicals lie below the characters.
    """
    found: dict[str, str] = {}
    for font, painted in case.painted():
        font.setPixelSize(LARGE)
        for raw in _raw_fonts(font, painted):
            drawn = dict(zip(raw.glyphIndexesForString(painted), painted, strict=False))
            drawn.pop(0, None)
            pairs = ((stranger, raw.glyphIndexesForString(stranger)) for stranger in strangers)
            found |= {stranger: drawn[glyphs[0]] for stranger, glyphs in pairs if glyphs and glyphs[0] in drawn}
    return found


def _raw_fonts(font: QFont, painted: str) -> Iterator[QRawFont]:
    """The font, and those that stand in for the characters it lacks."""
    own = QRawFont.fromFont(font)
    yield own
    lacking = "".join(
        text for text, glyph in zip(painted, own.glyphIndexesForString(painted), strict=False) if not glyph
    )
    if lacking:
        layout = QTextLayout(lacking, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        yield from (run.rawFont() for run in layout.glyphRuns())
