"""Preview, the system's printer dialog, and printing page by page without blocking the event loop.

Paper size as in the pages, without scaling: measured on paper, the lengths are those of the standard.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPageRanges, QPainter, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLineEdit, QProgressDialog, QVBoxLayout, QWidget

from core.files import safe_name
from core.workflows.exporting.pages import Pages
from gui.preview.page_fonts import STANDARD_DPI, FontShelf, TypeCase
from gui.preview.page_painter import paint_page
from gui.preview.page_scroll import Fit
from gui.preview.view import PageView
from gui.printing.pdf import PROGRAM, page_layout, write_pdf
from gui.shell.actions import hint, make_action
from gui.shell.progress import ProgressToken
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import button
from gui.widgets.frame.scrollable_column import fit_dialog
from gui.widgets.frame.sheet_frame import footer

SIZE = (900, 940)
"""Whole pages can be read; a smaller screen makes the window smaller."""


class PrintPreview(QDialog):
    """Accepted when the user continues to the printer; starts at the page of that index."""

    def __init__(self, pages: Pages, title: str, first: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览 - {title}")
        self._first = first
        self.view = PageView()
        self.view.reel.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.view.show_pages(pages)
        self.view.reel.set_fit(Fit.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._footer())
        make_action("print", self, self.accept)
        fit_dialog(self, *SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """The pages have their size only now."""
        super().showEvent(event)
        self.view.reel.go_to(self._first)

    def _footer(self) -> QWidget:
        printing = button("打印(&P)…", self.accept, "primary", hint("print"))
        printing.setDefault(True)
        return footer((), (button("返回(&B)", self.reject), printing), side=10)


LONG_JOB = 10
"""Pages from which on progress is shown at once."""


def make_printer(pages: Pages, title: str) -> QPrinter:
    """The default printer, set up for these pages: their paper, double-sided if there are several, no margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator(PROGRAM)
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(pages.pages[0].sheet))
    if len(pages.pages) > 1:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    return printer


def ask_printer(printer: QPrinter, order: "PrintOrder", parent: QWidget | None) -> bool:
    """The system's dialog; False when it was cancelled."""
    count = len(order.pages.pages)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    dialog.setPrintRange(QPrintDialog.PrintRange.AllPages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, 0 <= order.current < count)
    if order.folder is not None:
        propose_file(dialog, order.folder, order.title)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def propose_file(dialog: QPrintDialog, folder: Path, title: str) -> None:
    """A file printed to is proposed in this folder; Qt's own dialog would propose the one the program was started in.

    Not by the printer's file name: other systems would then print into that file.
    """
    field = dialog.findChild(QLineEdit, "filename")
    if isinstance(field, QLineEdit):
        field.setText(str(folder / f"{safe_name(title) or '打印'}.pdf"))


def chosen_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The indices of the pages to print, in the order and number of copies that the printer cannot produce by itself."""
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


SENT, WRITTEN = "已送往打印机“{name}”，共{count}页。", "PDF已写好，共{count}页：{path}"


class PrintJob(QObject):
    """Prints the pages of these indices one at a time; ``cancel`` between two of them leaves nothing half-printed.

    ``done`` is the message for when it is, ``path`` the file that was written.
    """

    progressed = Signal(int)
    finished = Signal(bool)

    def __init__(self, pages: Pages, printer: QPrinter, indices: list[int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.done = SENT.format(name=printer.printerName() or "默认打印机", count=len(indices))
        self.path: Path | None = None
        self._pages = pages
        self._printer = printer
        self._indices = indices
        self._done = 0
        self._painter = QPainter()
        self._case = TypeCase(FontShelf(), printer, printer.logicalDpiY() / STANDARD_DPI)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Start; ``finished`` carries whether all pages were printed."""
        if self._indices:
            self._printer.setPageLayout(page_layout(self._pages.pages[self._indices[0]].sheet))
        if self._indices and self._painter.begin(self._printer):
            self._timer.start()
        else:
            self.finished.emit(False)

    def cancel(self) -> None:
        """Stop and abort the print job."""
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


class PdfJob(QObject):
    """Writes the pages as a PDF in the background; the same interface as ``PrintJob``."""

    progressed = Signal(int)
    finished = Signal(bool)

    def __init__(self, pages: Pages, path: Path, title: str, runner: TaskRunner) -> None:
        super().__init__(runner)
        self._runner = runner
        self.done = WRITTEN.format(path=path, count=len(pages.pages))
        self.path: Path | None = path
        self._work = (pages, path, title)
        self._watch = ProgressToken()  # no parent: the thread still uses it after the window is gone
        self._watch.progressed.connect(self.progressed)

    def start(self) -> None:
        """Start; ``finished`` carries whether the file was written."""
        self._runner.run(write_pdf, *self._work, self._watch, on_done=self.finished.emit, on_failed=self._on_failed)

    def cancel(self) -> None:
        """Stop without writing a file."""
        self._watch.stop()

    def _on_failed(self, error: object) -> None:
        self.finished.emit(False)
        self._runner.failed.emit(error)


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """Pages to print, the document's title, the index of the current page, and where a PDF of them belongs."""

    pages: Pages
    title: str
    current: int = 0
    folder: Path | None = None


def preview_pages(order: PrintOrder, runner: TaskRunner, parent: QWidget | None = None) -> PrintJob | PdfJob | None:
    """Show the pages, and print them when the user continues; None when there is nothing to do."""
    dialog = PrintPreview(order.pages, order.title, order.current, parent)
    is_wanted = dialog.exec() == PrintPreview.DialogCode.Accepted
    dialog.deleteLater()
    return print_pages(order, runner, parent) if is_wanted else None


def print_pages(order: PrintOrder, runner: TaskRunner, parent: QWidget | None = None) -> PrintJob | PdfJob | None:
    """Ask for the printer and print; None when there is nothing to do. A file chosen in the dialog is written by
    ``PdfJob``."""
    printer = make_printer(order.pages, order.title)
    if not ask_printer(printer, order, parent):
        return None
    return send(printer, order, runner, parent)


def send(
    printer: QPrinter, order: PrintOrder, runner: TaskRunner, parent: QWidget | None = None
) -> PrintJob | PdfJob | None:
    """Print with the printer's settings; None when nothing was chosen. The runner reports a file that cannot be
    written."""
    pages = order.pages
    indices = chosen_pages(printer, len(pages.pages), order.current)
    is_file = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    if not indices or (is_file and not printer.outputFileName()):
        return None
    job: PrintJob | PdfJob
    if is_file:
        chosen = Pages(tuple(pages.pages[at] for at in indices))
        job = PdfJob(chosen, Path(printer.outputFileName()), order.title, runner)
    else:
        job = PrintJob(pages, printer, indices, parent)
    job.finished.connect(job.deleteLater)
    # Stays after the last page: embedding the fonts of a long PDF takes some time.
    count = len(indices)
    dialog = QProgressDialog("正在打印…", "停止打印", 0, count, parent)
    dialog.setWindowTitle("打印")
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.setMinimumDuration(0 if count > LONG_JOB else 1000)
    job.progressed.connect(dialog.setValue)
    job.finished.connect(dialog.deleteLater)
    dialog.canceled.connect(job.cancel)
    job.start()
    return job
