"""Published official wording is left alone: ../shared/proofreading/silent.txt, a sentence a line."""

from pathlib import Path

import pytest

from tests.proofreading.judge import Judge

SILENT = "proofreading/silent.txt"


@pytest.fixture(scope="module")
def lines(shared: Path) -> tuple[str, ...]:
    written = (shared / SILENT).read_text("utf-8").splitlines()
    return tuple(line for line in written if line and not line.startswith("#"))


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


@pytest.mark.shared
def test_nothing_is_told_of_a_line_by_itself(lines: tuple[str, ...], judge: Judge) -> None:
    assert {line: told for line in lines if (told := judge.all_told(line))} == {}


@pytest.mark.shared
def test_nothing_is_told_of_all_lines_in_one_text(lines: tuple[str, ...], judge: Judge) -> None:
    text = "\n".join(lines)
    assert [(one.code, text[one.spans[0].start : one.spans[0].end]) for one in judge.all_told(text)] == []
