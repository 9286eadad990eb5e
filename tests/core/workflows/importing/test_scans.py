"""Scans: recognised by a program beside this one, stopped, refused; figures have the picture of their lines below them."""

import json
import os
import shutil
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from core.cli.main import run
from core.errors import AppError, BadInput
from core.model.structure.scan_strips import without_strips
from core.paths import resources_folder
from core.readers.scanned import PagePicture, recognised, transcribe
from core.word.reading.document import read_word
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing import scans
from core.workflows.importing.isolated import start_apart
from core.workflows.importing.scans import find_recogniser, read_scan_apart, read_with_scans
from core.workflows.review.printed import printed_paragraphs
from tests.screen import SCREEN

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
PAGE = PagePicture(1654, 2339, bytes(1654 * 2339))


LINES = (
    (200, "2025年工作总结"),
    (100, "一、主要工作"),
    (100, "全年办了12件?实事，各件都有人牵头，"),
    (60, "并全部按时办结。"),
)


def table(lines: Sequence[tuple[int, str]] = LINES, page: int = 1) -> str:
    """The recogniser's table of lines with one word each, which begin so far from the left edge."""
    rows = [f"1\t{page}\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t"]
    for number, (left, text) in enumerate(lines, 1):
        place, box = f"{page}\t1\t1\t{number}", f"{left}\t{60 + 40 * number}\t{20 * len(text)}\t20"
        rows += [f"4\t{place}\t0\t{box}\t-1\t", f"5\t{place}\t1\t{box}\t{90 - 40 * ('?' in text)}\t{text}"]
    return HEAD + "\n".join(rows)


def test_paragraphs_with_figures_have_their_picture_below() -> None:
    written = transcribe([recognised(PAGE, table())])
    found = read_word(written.value).value.paragraphs
    assert [(each.text, len(each.objects)) for each in found] == [
        ("2025年工作总结", 0),
        ("", 1),
        ("一、主要工作", 0),
        ("全年办了12件?实事，各件都有人牵头，并全部按时办结。", 0),
        ("", 1),
    ]
    assert [(each.code, each.count) for each in written.notices][:2] == [("scan_recognised", 1), ("scan_doubtful", 1)]


def test_a_strip_shows_the_lines_of_its_own_paragraph_only() -> None:
    """The unit that signs stands in the title, too; the other paragraph has two lines."""
    lines = ((200, "青禾县2025年总结"), *LINES[1:], (400, "青禾县"))
    found = read_word(transcribe([recognised(PAGE, table(lines))]).value).value
    heights = [each.height for paragraph in found.paragraphs for each in paragraph.objects]
    assert len(heights) == 2
    assert max(heights) < 3 * min(heights)


def ruled(slope: float = 0.0) -> PagePicture:
    """A page with a table of two rows and two columns, which falls by this much from left to right."""
    points = bytearray(b"\xff" * (1654 * 2339))
    for row in (300, 360, 420):
        for across in range(200, 1401):
            for thick in range(2):
                points[(row + thick + round(slope * (across - 827))) * 1654 + across] = 0
    for column in (200, 800, 1400):
        for down in range(300, 422):
            points[(down + round(slope * (column - 827))) * 1654 + column] = 0
    return PagePicture(1654, 2339, bytes(points))


@pytest.mark.parametrize("slope", [0.0, 0.007], ids=["straight", "askew"])
def test_a_ruled_table_is_a_table_with_its_picture_below(slope: float) -> None:
    rows = [f"4\t1\t1\t1\t{line}\t0\t220\t{top}\t900\t24\t-1\t" for line, top in ((1, 320), (2, 380))]
    for line, top, words in ((1, 320, ("指标", "2023年")), (2, 380, ("产值", "123.4"))):
        for number, (left, word) in enumerate(zip((220, 820), words, strict=True), 1):
            rows.append(f"5\t1\t1\t1\t{line}\t{number}\t{left}\t{top}\t{20 * len(word)}\t24\t95\t{word}")
    found = read_word(transcribe([recognised(ruled(slope), HEAD + "\n".join(rows))]).value).value
    assert [each.text for each in found.paragraphs if each.cell] == ["指标", "2023年", "产值", "123.4"]
    assert [len(each.objects) for each in found.paragraphs if not each.cell] == [1]


@pytest.mark.parametrize(
    ("words", "told", "doubtful"),
    [
        (((160, 60, "收入"), (460, 60, "120"), (760, 60, "135")), "收入\t120\t135", 0),
        (((160, 60, "收入"), (260, 60, "120"), (345, 60, "135")), "收入120 135", 0),
        (((160, 60, "办结"), (225, 40, "36"), (280, 40, "48"), (335, 30, "件")), "办结36 48件", 1),
        (((160, 60, "办结"), (225, 60, "12."), (290, 20, "5"), (325, 20, "%")), "办结12.5%", 2),
    ],
)
def test_figures_apart_stay_two(words: Sequence[tuple[int, int, str]], told: str, doubtful: int) -> None:
    place = "1\t1\t1\t1"
    rows = [f"4\t{place}\t0\t160\t100\t800\t34\t-1\t"]
    rows += [f"5\t{place}\t{n}\t{left}\t100\t{width}\t34\t90\t{text}" for n, (left, width, text) in enumerate(words)]
    written = transcribe([recognised(PAGE, HEAD + "\n".join(rows))])
    assert read_word(written.value).value.paragraphs[0].text == told
    assert sum(each.count for each in written.notices if each.code == "scan_doubtful") == doubtful


@pytest.mark.skipif(os.name == "nt", reason="stands for a process that hangs")
@pytest.mark.parametrize(("wanted", "code"), [(False, "scan_stopped"), (True, "scan_failed")])
def test_a_process_that_hangs_is_ended(
    wanted: bool, code: str, scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    def _stopped(*arguments: str) -> object:
        started.append(process := start_apart(*arguments))
        os.kill(process.pid, signal.SIGSTOP)
        (Path(arguments[-1]) / "page").touch()
        return process

    monkeypatch.setattr(scans, "start_apart", _stopped)
    monkeypatch.setattr(scans, "PAGE_S", 0.5)
    monkeypatch.setattr(scans.tempfile, "tempdir", str(tmp_path))
    with pytest.raises(AppError, match=code):
        read_scan_apart(scan, lambda _done, _all: wanted)
    assert started[0].poll() is not None
    assert not list(tmp_path.glob("nigao-scan-*"))


def test_an_answer_that_is_no_table_has_no_text() -> None:
    with pytest.raises(BadInput, match="scan_no_text"):
        transcribe([recognised(PAGE, "x\n4\t1\n5\t1\t1\t1\t1\t1\ta\tb\tc\td\te\n")])


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """The sample as a file of pictures only."""
    data = resources_folder() / "samples" / "sample.pdf"
    made = pypdfium2.PdfDocument.new()
    for page in pypdfium2.PdfDocument(data):
        bitmap = page.render(scale=200 / 72)
        shown = pypdfium2.PdfImage.new(made)
        shown.set_bitmap(bitmap)
        shown.set_matrix(pypdfium2.PdfMatrix().scale(*page.get_size()))
        sheet = made.new_page(*page.get_size())
        sheet.insert_obj(shown)
        sheet.gen_content()
    made.save(path := tmp_path / "扫描.pdf")
    return path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that answers as the recogniser does, from a file; ``slow`` beside it makes it wait."""
    if os.name == "nt":
        pytest.skip("a shell script stands for the program")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "answer").write_text(table(), "utf-8")
    script = folder / "tesseract"
    script.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && {{ cat {folder}/languages; exit; }}\n'
        f'[ -e {folder}/slow ] && exec sleep 60\ncp {folder}/answer "$2.tsv"\n'
    )
    script.chmod(0o755)
    (folder / "languages").write_text("eng\nchi_sim\n")
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


def test_a_scan_becomes_a_report(scan: Path, program: Path) -> None:
    seen: list[tuple[int, int]] = []
    report = read_with_scans(scan, lambda *at: seen.append(at) or True)
    assert report.value.document.title == "2025年工作总结"
    assert sum(len(element.objects) for element in report.value.document.elements) == 2
    assert set(seen) == {(0, 1)}


def test_in_a_process_of_its_own_it_becomes_the_same(scan: Path, program: Path) -> None:
    seen: list[tuple[int, int]] = []
    report = read_scan_apart(scan, lambda *at: seen.append(at) or True)
    assert report == read_with_scans(scan)
    assert (0, 1) in seen


def test_the_process_is_stopped(scan: Path, program: Path) -> None:
    (program / "slow").touch()
    with pytest.raises(AppError, match="scan_stopped"):
        read_scan_apart(scan, lambda _done, _all: False)


def test_what_the_process_cannot_read_is_told(tmp_path: Path, program: Path) -> None:
    (damaged := tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 x")
    with pytest.raises(BadInput, match="pdf_damaged"):
        read_scan_apart(damaged, lambda _done, _all: True)


def test_no_strip_is_in_a_file_that_goes_out(scan: Path, program: Path, tmp_path: Path) -> None:
    request = DraftRequest("年度工作总结", 2026, "青禾县档案馆", (read_with_scans(scan).value,))
    draft = start_draft(request).value
    written = export_draft(draft, tmp_path / "a.docx", ExportOptions())
    assert [each.count for each in written.notices if each.code == "scan_strips_not_printed"] == [2]
    assert not any(each.objects for each in read_word(written.value.read_bytes()).value.paragraphs)
    bare = replace(draft, elements=tuple(without_strips(draft.elements)))
    assert printed_paragraphs(draft) == printed_paragraphs(bare)


def test_reading_is_stopped(scan: Path, program: Path) -> None:
    (program / "slow").touch()
    with pytest.raises(AppError, match="scan_stopped"):
        read_with_scans(scan, lambda _done, _all: False)


def test_a_page_that_takes_too_long_is_given_up(scan: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "slow").touch()
    monkeypatch.setattr(scans, "PAGE_S", 0.0)
    with pytest.raises(BadInput, match="scan_failed"):
        read_with_scans(scan)


def test_without_the_data_for_chinese_it_is_said_how_to_get_them(scan: Path, program: Path) -> None:
    (program / "languages").write_text("eng\n")
    with pytest.raises(AppError, match="scan_no_program"):
        read_with_scans(scan)


def test_a_file_with_text_needs_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_with_scans(resources_folder() / "samples" / "sample.pdf").value.document.title


def test_the_command_line_reads_a_scan_when_asked(
    scan: Path, program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["outline", str(scan), "--json"], SCREEN) == 2
    capsys.readouterr()
    assert run(["outline", str(scan), "--json", "--ocr"], SCREEN) == 0
    told = json.loads(capsys.readouterr().out)
    assert "scan_recognised" in [each["code"] for each in told["notices"]]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_the_real_program_reads_the_sample(scan: Path) -> None:
    try:
        report = read_with_scans(scan).value
    except AppError as problem:
        if problem.code != "scan_no_program":
            raise
        pytest.skip("tesseract has no data for Chinese")
    assert report.document.title == "示例单位2025年工作总结"
    assert "560人次" in "".join(element.text for element in report.document.elements)


def test_a_program_beside_the_documents_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = tmp_path / "tesseract"
    planted.write_text("#!/bin/sh\ntouch planted\necho chi_sim\n", "utf-8")
    planted.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(AppError, match="scan_no_program"):
        find_recogniser()
    assert not (tmp_path / "planted").exists()
