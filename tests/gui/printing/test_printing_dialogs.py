"""Printing: the pages that were asked for, one by one, on paper as the pages say."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pdfplumber
import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from core.typesetting.values import Pages
from gui.printing.action import PrintAction, PrintMatter
from gui.printing.dialogs import (
    PdfJob,
    PrintJob,
    PrintOrder,
    PrintPreview,
    chosen_pages,
    make_printer,
    preview_pages,
    propose_file,
    send,
)
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.pages_made import A4, pages


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


def test_a_file_chosen_in_the_dialog_is_our_own_pdf(
    made: Pages, printer: QPrinter, runner: TaskRunner, qtbot: Any, tmp_path: Path
) -> None:
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    with qtbot.waitSignal(send(printer, PrintOrder(made, "报告", 1), runner).finished) as told:
        assert not (tmp_path / "out.pdf").exists()
    assert told.args == [True]
    assert texts(tmp_path / "out.pdf") == ["第23行"]


def test_a_file_is_told_page_by_page(made: Pages, runner: TaskRunner, qtbot: Any, tmp_path: Path) -> None:
    job = PdfJob(made, tmp_path / "out.pdf", "报告", runner)
    done: list[int] = []
    job.progressed.connect(done.append)
    with qtbot.waitSignal(job.finished):
        job.start()
    assert done == [1, 2, 3, 4, 5]


def test_a_file_that_is_stopped_is_not_written(made: Pages, runner: TaskRunner, qtbot: Any, tmp_path: Path) -> None:
    job = PdfJob(made, tmp_path / "out.pdf", "报告", runner)
    with qtbot.waitSignal(job.finished) as told:
        job.start()
        job.cancel()
    assert told.args == [False]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told(made: Pages, runner: TaskRunner, qtbot: Any, tmp_path: Path) -> None:
    job = PdfJob(made, tmp_path / "没有" / "out.pdf", "报告", runner)
    with qtbot.waitSignal(runner.failed) as told:
        job.start()
    assert told.args[0].code == "save_no_folder"


def test_no_file_chosen_writes_none(made: Pages, printer: QPrinter, runner: TaskRunner, tmp_path: Path) -> None:
    printer.setOutputFileName("")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert send(printer, PrintOrder(made, "报告"), runner) is None
    assert list(tmp_path.iterdir()) == []


def test_pages_are_printed_one_by_one(made: Pages, printer: QPrinter, qtbot: Any, tmp_path: Path) -> None:
    job = PrintJob(made, printer, [0, 2])
    done: list[int] = []
    job.progressed.connect(done.append)
    with qtbot.waitSignal(job.finished) as told:
        job.start()
    assert (told.args, done) == ([True], [1, 2])
    assert texts(tmp_path / "out.pdf") == ["第1行", "第45行"]


@pytest.mark.parametrize("indices", [[0, 1], [1, 0], [1]])
def test_every_page_has_its_own_paper(
    made: Pages, printer: QPrinter, qtbot: Any, tmp_path: Path, indices: list[int]
) -> None:
    upright, across = made.pages[0], replace(made.pages[1], sheet=replace(A4, width=A4.height, height=A4.width))
    job = PrintJob(Pages((upright, across)), printer, indices)
    with qtbot.waitSignal(job.finished):
        job.start()
    with pdfplumber.open(tmp_path / "out.pdf") as pdf:
        assert [int(page.width > page.height) for page in pdf.pages] == indices


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


# The preview


def test_the_preview_begins_at_the_page_looked_at(made: Pages, qtbot: Any) -> None:
    dialog = PrintPreview(made, "报告", 3)
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.view.current_page, dialog.view.page_count) == (3, 5)


def test_printing_leaves_the_preview(made: Pages, qtbot: Any) -> None:
    dialog = PrintPreview(made, "报告")
    qtbot.addWidget(dialog)
    next(one for one in dialog.findChildren(QPushButton) if one.text().startswith("打印")).click()
    assert dialog.result() == PrintPreview.DialogCode.Accepted


def test_the_preview_is_shown_and_put_away(made: Pages, runner: TaskRunner, qtbot: Any) -> None:
    QTimer.singleShot(100, lambda: QApplication.activeModalWidget().reject())
    assert preview_pages(PrintOrder(made, "报告"), runner) is None


class SetPages(QObject):
    """Pages that are current."""

    changed = Signal()
    error, is_stale = None, False

    def __init__(self, made: Pages) -> None:
        super().__init__()
        self.pages = made

    def hurry(self) -> None:
        """They are there."""


def test_a_written_file_is_told_with_the_way_to_its_folder(
    made: Pages, runner: TaskRunner, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = PdfJob(made, tmp_path / "报告.pdf", "报告", runner)
    monkeypatch.setattr("gui.printing.dialogs.preview_pages", lambda *_arguments: job)
    parent = QWidget()
    qtbot.addWidget(parent)
    action = PrintAction(runner, SetPages(made), lambda: PrintMatter(make_draft("title |报告"), 0, tmp_path), parent)
    action.begin()
    with qtbot.waitSignal(action.message_shown) as told:
        QTimer.singleShot(300, job.start)
    words, choices = told.args
    assert str(tmp_path / "报告.pdf") in words
    assert [name for name, _ in choices] == ["打开所在文件夹(&W)"]


def test_what_the_pages_leave_out_is_told_before_and_after(
    made: Pages, runner: TaskRunner, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, told, shown = PdfJob(made, tmp_path / "报告.pdf", "报告", runner), [], []
    monkeypatch.setattr("core.workflows.exporting.unsupported.not_printed", lambda _draft: "公式打印不出来。")
    monkeypatch.setattr("gui.printing.dialogs.preview_pages", lambda *_arguments: shown.append(len(told)) or job)
    parent = QWidget()
    qtbot.addWidget(parent)
    action = PrintAction(runner, SetPages(made), lambda: PrintMatter(make_draft("title |报告"), 0, tmp_path), parent)
    action.message_shown.connect(lambda words, _choices: told.append("公式" in words))
    action.begin()
    qtbot.waitUntil(lambda: bool(shown))
    job.start()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert (shown, told) == ([1], [True, True])


def test_a_file_is_proposed_where_the_draft_is(made: Pages, qtbot: Any, tmp_path: Path) -> None:
    dialog = QPrintDialog(make_printer(made, "报告"))
    qtbot.addWidget(dialog)
    field = dialog.findChild(QLineEdit, "filename")
    if not isinstance(field, QLineEdit):
        pytest.skip("the dialog of this system asks for the file by itself")
    propose_file(dialog, tmp_path, "一/二季度报告")
    assert field.text() == str(tmp_path / "一二季度报告.pdf")
