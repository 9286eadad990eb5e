"""Pages on paper and in files, without a window: for the command line and for background work.

A PDF is painted in a thread of the task runner: its painter, fonts and buffer are its own, so nothing of the window
waits while Qt embeds the fonts of 400 pages at the end, which cannot be split. A printer's painter stays in the
window's thread, where printing.dialogs paints page by page in the event loop.
"""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QImage, QPainter

from core.workflows.exporting.pages import Page, Pages
from gui.preview.page_fonts import FontShelf, TypeCase
from gui.preview.page_painter import paint_page
from gui.printing.pdf import PROGRAM, pdf_of, write_pdf

__all__ = ("font_families", "page_image", "pdf_of", "pdf_printer", "write_pdf")

PAPER = "#ffffff"


def page_image(page: Page, width: int, shelf: FontShelf | None = None) -> QImage:
    """The page as a picture ``width`` pixels wide."""
    scale = width / page.sheet.width
    picture = QImage(width, round(page.sheet.height * scale), QImage.Format.Format_RGB32)
    picture.fill(QColor(PAPER))
    painter = QPainter(picture)
    try:
        paint_page(painter, page, TypeCase(shelf or FontShelf(), picture, scale))
    finally:
        painter.end()
    return picture


def pdf_printer() -> Callable[[Pages, Path, str], bool]:
    """Writes PDFs without a window: called with the pages, the path and the document's title."""
    application = _application()

    def _write(pages: Pages, path: Path, title: str) -> bool:
        _ = application  # fonts live as long as it does
        return write_pdf(pages, path, title)

    return _write


def font_families() -> tuple[str, ...]:
    """The families installed on this computer, without a window."""
    application = _application()
    families = tuple(QFontDatabase.families())
    del application
    return families


def _application() -> QGuiApplication:
    """The existing application, or one without a screen.

    On Linux always without one: a display that does not answer would end the process with an English message.
    """
    found = QGuiApplication.instance()
    if isinstance(found, QGuiApplication):
        return found
    # otherwise Qt warns in English about a locale that is not UTF-8, and uses UTF-8
    former = qInstallMessageHandler(_to_log)
    try:
        return QGuiApplication([PROGRAM, "-platform", "offscreen"] if sys.platform.startswith("linux") else [PROGRAM])
    finally:
        qInstallMessageHandler(former)


def _to_log(_kind: object, _context: object, message: str) -> None:
    logging.getLogger(__name__).info("%s", message)
