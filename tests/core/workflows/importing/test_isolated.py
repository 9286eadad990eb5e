"""Reading in a process of its own: the same as here, and no file stops the next one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread, Timer
from zipfile import ZipFile

import pytest

from core.errors import AppError, BadInput
from core.paths import PROGRAM, templates_folder
from core.workflows.importing.isolated import LONG, ReadingLimits, ReportReader, is_long, is_risky, read_apart
from core.workflows.importing.reports import read_report
from tests.builders_docx import docx, p
from tests.processes import PATIENCE_S

SAMPLE = templates_folder() / "上半年工作总结" / "示例.txt"
SMALL = 100 * 1024 * 1024
"""Bytes of memory in which the program starts and reads no report."""


@pytest.fixture(scope="module")
def reader() -> Iterator[ReportReader]:
    made = ReportReader()
    yield made
    made.close()


def code_of(reader: ReportReader, path: Path) -> str:
    """The code of the error that reading ends with."""
    with pytest.raises(AppError) as caught:
        reader.read(path)
    reader.close()
    return caught.value.code


def test_the_report_is_the_one_that_is_read_here(reader: ReportReader) -> None:
    found = reader.read(SAMPLE)
    assert found.report == read_report(SAMPLE)


def test_year_and_unit_come_along(reader: ReportReader, tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text("青禾县2025年工作总结\n2025年，开展学习48次。\n青禾县档案馆\n2025年12月30日\n", "utf-8")
    found = reader.read(path)
    assert (found.year, found.unit) == (2025, "青禾县档案馆")


def test_an_error_keeps_its_kind_and_its_sentence(reader: ReportReader, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        reader.read(tmp_path / "没有.docx")
    assert (caught.value.code, caught.value.parameters) == ("file_missing", {"name": "没有.docx"})


def test_after_a_file_that_cannot_be_read_the_next_one_is(reader: ReportReader, tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    with pytest.raises(BadInput):
        reader.read(tmp_path / "坏.pdf")
    assert reader.read(SAMPLE).report.value.facts


def test_a_file_that_takes_too_long_is_given_up() -> None:
    assert code_of(ReportReader(ReadingLimits(seconds=0.01)), SAMPLE) == "file_too_slow"


@pytest.mark.skipif(sys.platform == "win32", reason="there the process watches itself")
def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    long = tmp_path / "长.txt"
    long.write_text("一、加强学习。全年开展学习48次，参加干部1200余人，完成率98%。\n" * 20_000, "utf-8")
    found = code_of(ReportReader(ReadingLimits(memory=SMALL)), long)
    assert found in ("file_too_heavy", "file_ends_reader")


def test_a_process_that_ends_by_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert code_of(ReportReader(), SAMPLE) == "file_ends_reader"


def test_the_process_can_be_started_ahead_and_may_die_while_idle() -> None:
    reader = ReportReader()
    reader.start()
    for child in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        for number in child.read_text().split():
            if "importing.isolated" in Path(f"/proc/{number}/cmdline").read_text():
                os.kill(int(number), 9)
    title = reader.read(SAMPLE).report.value.document.title
    reader.close()
    assert title


def test_stopping_ends_a_reading_under_way_and_the_next_one_begins_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    endless = tmp_path / "endless"
    endless.write_text("#!/bin/sh\nexec sleep 60\n")
    endless.chmod(0o755)
    reader = ReportReader()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", str(endless))
        Timer(0.2, reader.stop).start()
        with pytest.raises(BadInput, match="reading_stopped"):
            reader.read(SAMPLE)
    kind = reader.read(SAMPLE).report.value.document.kind
    reader.close()
    assert kind == "上半年工作总结"


@pytest.mark.parametrize("is_own", [True, False])
def test_stopping_ends_the_files_of_one_place_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_own: bool
) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 1\n")
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))
    one = ReportReader()
    other = one.beside()
    Timer(0.2, (one if is_own else other).stop).start()
    assert code_of(one, SAMPLE) == ("reading_stopped" if is_own else "file_ends_reader")


def test_two_places_read_at_once(reader: ReportReader) -> None:
    found: list[str] = []
    beside = reader.beside()
    others = Thread(target=lambda: found.append(beside.read(SAMPLE).report.value.name))
    others.start()
    found.append(reader.read(SAMPLE).report.value.name)
    others.join(PATIENCE_S)
    assert found == [SAMPLE.stem] * 2


def test_one_file_is_read_in_a_process_for_itself(tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    with pytest.raises(BadInput, match="pdf_damaged"):
        read_apart(tmp_path / "坏.pdf")


def test_where_the_system_sets_no_limit_the_process_ends_itself() -> None:
    words = "from core.workflows.importing.isolated import end_beyond; end_beyond(10, lambda: 20); input()"
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=PROGRAM, stdin=subprocess.PIPE, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("name", "head", "is_so"),
    [
        ("总结.pdf", "", True),
        ("总结.docx", "%PDF-1.4", True),
        ("总结", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),
        ("总结.txt", "text", False),
        ("总结.docx", "PK\x03\x04", False),
    ],
)
def test_binary_formats_are_read_apart(tmp_path: Path, name: str, head: str, is_so: bool) -> None:
    (tmp_path / name).write_bytes(head.encode("latin-1"))
    assert is_risky(tmp_path / name) is is_so


@pytest.mark.parametrize(
    ("part", "size", "is_so"),
    [("word/more.xml", LONG + 1, True), ("word/more.xml", LONG // 2, False), ("word/media/a.png", 2 * LONG, False)],
)
def test_long_files_are_read_apart_where_they_can_be_stopped(
    tmp_path: Path, part: str, size: int, is_so: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "总结.docx"
    path.write_bytes(docx(p("青禾县水利局2024年工作总结")))
    with ZipFile(path, "a") as package:
        package.writestr(part, b" " * size)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    reader = ReportReader()
    if is_so:
        with pytest.raises(BadInput, match="file_ends_reader"):
            reader.read_here_or_apart(path)
    else:
        assert reader.read_here_or_apart(path).value.document.elements


def test_a_long_text_is_read_apart_and_what_is_no_file_is_not(tmp_path: Path) -> None:
    (tmp_path / "长.txt").write_bytes(b"1" * (LONG + 1))
    (tmp_path / "坏.docx").write_bytes(b"PK\x05\x06" + bytes(30))
    assert [is_long(tmp_path / name) for name in ("长.txt", "坏.docx", "没有.txt")] == [True, False, False]


@pytest.mark.parametrize("name", ["ctypes", "lxml"])
def test_no_module_of_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / f"{name}.py").write_text("open('planted', 'w').close()", "utf-8")
    monkeypatch.chdir(tmp_path)
    reader = ReportReader()
    reader.read(SAMPLE)
    reader.close()
    assert not (tmp_path / "planted").exists()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells it apart")
def test_memory_of_the_starter_does_not_count() -> None:
    told = "from core.workflows.importing.isolated import most_used; print(most_used())"
    held = f"import subprocess, sys; held = bytearray({4 * SMALL}); subprocess.run([sys.executable, '-c', {told!r}], check=True)"
    done = subprocess.run(
        [sys.executable, "-c", held], cwd=PROGRAM, capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    assert int(done.stdout) < 3 * SMALL
