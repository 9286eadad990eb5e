"""Printing: the pages that were asked for, one by one, on paper as the pages say."""

from pathlib import Path
from typing import Any
from unicodedata import normalize

import pdfplumber
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QToolBar

from core.page.values import Pages
from gui.printing_dialogs import PrintJob, chosen_pages, make_preview, make_printer, preview_pages, send
from tests.pages_made import pages


@pytest.fixture
def made(qapp: Any) -> Pages:
    """Five pages."""
    return pages([f"第{at}行" for at in range(1, 111)])


@pytest.fixture
def printer(made: Pages, tmp_path: Path) -> QPrinter:
    """One that prints into a file."""
    result = make_printer(made, "报告")
    result.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    result.setOutputFileName(str(tmp_path / "out.pdf"))
    return result


def texts(path: Path) -> list[str]:
    """The first line of every page, with the characters that Qt's own PDF takes for radicals."""
    with pdfplumber.open(path) as pdf:
        return [normalize("NFKC", page.extract_text().split("\n")[0]).replace(" ", "") for page in pdf.pages]


def test_the_paper_is_that_of_the_pages(printer: QPrinter) -> None:
    rect = printer.pageLayout().fullRectPoints()
    assert (rect.width(), rect.height()) == (595, 842)
    assert printer.pageLayout().paintRectPoints() == rect


def test_all_pages_unless_told_otherwise(printer: QPrinter) -> None:
    assert chosen_pages(printer, 5, 2) == [0, 1, 2, 3, 4]


def test_the_current_page_alone(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert chosen_pages(printer, 5, 2) == [2]


def test_ranges_of_pages(printer: QPrinter) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-4,9"))
    assert chosen_pages(printer, 5, 0) == [0, 2, 3]


def test_the_last_page_first(printer: QPrinter) -> None:
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 3, 0) == [2, 1, 0]


@pytest.mark.parametrize(("collate", "found"), [(True, [0, 1, 0, 1]), (False, [0, 0, 1, 1])])
def test_copies_the_printer_cannot_make(
    printer: QPrinter, monkeypatch: pytest.MonkeyPatch, collate: bool, found: list[int]
) -> None:
    monkeypatch.setattr(printer, "supportsMultipleCopies", lambda: False)
    monkeypatch.setattr(printer, "copyCount", lambda: 2)
    printer.setCollateCopies(collate)
    assert chosen_pages(printer, 2, 0) == found


def test_a_file_chosen_in_the_dialog_is_our_own_pdf(made: Pages, printer: QPrinter, tmp_path: Path) -> None:
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert send(printer, made, "报告", 1) is None
    assert texts(tmp_path / "out.pdf") == ["第23行"]


def test_no_file_chosen_writes_none(made: Pages, printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName("")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert send(printer, made, "报告") is None
    assert list(tmp_path.iterdir()) == []


def test_pages_are_printed_one_by_one(made: Pages, printer: QPrinter, qtbot: Any, tmp_path: Path) -> None:
    job = PrintJob(made, printer, [0, 2])
    done: list[int] = []
    job.progressed.connect(done.append)
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    assert (told.args, done) == ([True], [1, 2])
    assert texts(tmp_path / "out.pdf") == ["第1行", "第45行"]


def test_printing_can_be_stopped(made: Pages, printer: QPrinter, qtbot: Any) -> None:
    job = PrintJob(made, printer, [0, 1, 2, 3, 4])
    done: list[int] = []
    job.progressed.connect(lambda count: (done.append(count), job.cancel() if count == 2 else None))
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    assert (told.args, done) == ([False], [1, 2])


def test_stopping_at_the_last_page_is_told_once(made: Pages, printer: QPrinter, qtbot: Any) -> None:
    job = PrintJob(made, printer, [0, 1])
    told: list[bool] = []
    job.finished.connect(told.append)
    job.progressed.connect(lambda count: job.cancel() if count == 2 else None)
    with qtbot.waitSignal(job.finished):
        job.start()
    assert told == [False]


def test_nothing_chosen_is_nothing_printed(made: Pages, printer: QPrinter, qtbot: Any) -> None:
    job = PrintJob(made, printer, [])
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    assert told.args == [False]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_preview_leaves_the_paper_alone(made: Pages, printer: QPrinter, qtbot: Any) -> None:
    dialog = make_preview(printer, made, "报告")
    qtbot.addWidget(dialog)
    actions = dialog.findChild(QToolBar).actions()
    assert actions[-1].text() == "打印…"
    assert not [one for one in actions if one.isCheckable() and not one.objectName()]


def test_the_preview_is_shown_and_put_away(made: Pages, qtbot: Any) -> None:
    QTimer.singleShot(100, lambda: QApplication.activeModalWidget().reject())
    assert preview_pages(made, "报告") is None
