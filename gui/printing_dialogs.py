"""The system's printer dialog, the preview, and the printing itself, page by page between turns of the event loop.

Paper as the pages say and nothing scaled: what a clerk measures on the sheet is what the standard asks for.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPageRanges, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QProgressDialog, QToolBar, QWidget

from core.workflows.pages import Pages
from gui import theme
from gui.printing_pdf import PROGRAM, page_layout, write_pdf
from gui.widgets.page_fonts import STANDARD_DPI, FontShelf, TypeCase
from gui.widgets.page_painter import paint_page

LAST_KEPT = "overviewModeAction"
"""The last button of Qt's preview that is of use; behind it stand its page setup and its printing."""

LONG_JOB = 10
"""Pages from which on progress is shown at once."""


def make_printer(pages: Pages, title: str) -> QPrinter:
    """The usual printer, set up for these pages: their paper, both sides where there are several, no margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator(PROGRAM)
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(pages.pages[0].sheet))
    if len(pages.pages) > 1:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    return printer


def ask_printer(printer: QPrinter, pages: Pages, current: int, parent: QWidget | None) -> bool:
    """The system's dialog; False when it was cancelled. ``current`` is the index of the page looked at."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, len(pages.pages))
    dialog.setFromTo(1, len(pages.pages))
    dialog.setPrintRange(QPrintDialog.PrintRange.AllPages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, 0 <= current < len(pages.pages))
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def chosen_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The indices of the pages to print, in the order and as often as the printer was told and cannot do by itself."""
    ranges = _ranges(printer)
    found = [at for at in range(count) if ranges.isEmpty() or ranges.contains(at + 1)]
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        found = [current]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        found.reverse()
    return found if printer.supportsMultipleCopies() else _copied(found, printer)


def _copied(indices: list[int], printer: QPrinter) -> list[int]:
    copies = max(printer.copyCount(), 1)
    return indices * copies if printer.collateCopies() else [at for at in indices for _ in range(copies)]


def _ranges(printer: QPrinter) -> QPageRanges:
    ranges = QPageRanges()
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        if ranges.isEmpty() and printer.fromPage():
            ranges.addRange(printer.fromPage(), max(printer.toPage(), printer.fromPage()))
    return ranges


class PrintJob(QObject):
    """Prints the pages of these indices one at a time; ``cancel`` between two of them leaves nothing half-printed."""

    progressed = Signal(int)
    finished = Signal(bool)

    def __init__(self, pages: Pages, printer: QPrinter, indices: list[int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._printer = printer
        self._indices = indices
        self._done = 0
        self._painter = QPainter()
        self._case = TypeCase(FontShelf(), printer, printer.logicalDpiY() / STANDARD_DPI)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; ``finished`` says whether all pages went out."""
        if not self._indices or not self._painter.begin(self._printer):
            self.finished.emit(False)
            return
        self._timer.start()

    def cancel(self) -> None:
        """Stop and take back what the printer has not begun."""
        if self._timer.isActive():
            self._timer.stop()
            self._printer.abort()
            self._painter.end()
            self.finished.emit(False)

    def _step(self) -> None:
        page = self._pages.pages[self._indices[self._done]]
        if self._done:
            self._printer.setPageLayout(page_layout(page.sheet))
            self._printer.newPage()
        paint_page(self._painter, page, self._case)
        self._done += 1
        self.progressed.emit(self._done)
        if self._timer.isActive() and self._done == len(self._indices):
            self._timer.stop()
            self.finished.emit(self._painter.end())


def print_pages(pages: Pages, title: str, current: int = 0, parent: QWidget | None = None) -> PrintJob | None:
    """Ask for the printer and print; None when nothing is to be done. A file chosen in the dialog becomes our PDF.

    Raises ``AppError`` ``save_…`` when that file cannot be written.
    """
    printer = make_printer(pages, title)
    if not ask_printer(printer, pages, current, parent):
        return None
    return send(printer, pages, title, current, parent)


def send(
    printer: QPrinter, pages: Pages, title: str, current: int = 0, parent: QWidget | None = None
) -> PrintJob | None:
    """Print what the printer was told; None when it was a file and is written already, or nothing was chosen."""
    indices = chosen_pages(printer, len(pages.pages), current)
    is_file = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    if not indices or (is_file and not printer.outputFileName()):
        return None
    if is_file:
        write_pdf(Pages(tuple(pages.pages[at] for at in indices)), Path(printer.outputFileName()), title)
        return None
    job = PrintJob(pages, printer, indices, parent)
    job.finished.connect(job.deleteLater)
    _show_progress(job, len(indices), parent)
    job.start()
    return job


def _show_progress(job: PrintJob, count: int, parent: QWidget | None) -> None:
    dialog = QProgressDialog("正在打印…", "停止打印", 0, count, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinimumDuration(0 if count > LONG_JOB else 1000)
    job.progressed.connect(dialog.setValue)
    job.finished.connect(dialog.deleteLater)
    dialog.canceled.connect(job.cancel)


def preview_pages(pages: Pages, title: str, current: int = 0, parent: QWidget | None = None) -> PrintJob | None:
    """The system's preview; from it can be printed, as by ``print_pages``."""
    printer = make_printer(pages, title)  # the dialog does not keep it
    dialog = make_preview(printer, pages, title, parent)
    if dialog.exec() != QPrintPreviewDialog.DialogCode.Accepted:
        return None
    return print_pages(pages, title, current, parent)


def make_preview(printer: QPrinter, pages: Pages, title: str, parent: QWidget | None = None) -> QPrintPreviewDialog:
    """The dialog, without what would change the paper; its own printing would write PDFs that are not ours."""
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(f"打印预览 - {title}")
    dialog.paintRequested.connect(lambda target: paint_all(target, pages))
    for bar in dialog.findChildren(QToolBar):
        _keep_to_looking(bar, dialog)
    return dialog


def _keep_to_looking(bar: QToolBar, dialog: QPrintPreviewDialog) -> None:
    actions = bar.actions()
    names = [action.objectName() for action in actions]
    after = names.index(LAST_KEPT) + 1 if LAST_KEPT in names else len(names)
    for action in (*actions[after:], *(one for one in actions if one.isCheckable() and not one.objectName())):
        bar.removeAction(action)
    bar.addSeparator()
    printing = bar.addAction(theme.icon("printer"), "打印…")
    printing.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
    printing.triggered.connect(lambda _checked: dialog.accept())


def paint_all(printer: QPrinter, pages: Pages) -> None:
    """Paint all pages in one go, as the preview asks for them."""
    case = TypeCase(FontShelf(), printer, printer.logicalDpiY() / STANDARD_DPI)
    painter = QPainter(printer)
    try:
        for at, page in enumerate(pages.pages):
            if at:
                printer.newPage()
            paint_page(painter, page, case)
    finally:
        painter.end()
