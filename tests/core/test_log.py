"""The log and the crash reports keep what a maintainer needs, hold no word of a document, and never stand in the way."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.errors import BadDraft
from core.log import (
    FILE_NAME,
    FILE_SIZE,
    HARD_CRASHES,
    MOST_REPORTS,
    REPORTS,
    log_crash,
    note_hard_crashes,
    open_log,
    places_of,
    write_report,
)
from tests.processes import PATIENCE_S

SECRET = "青禾县档案馆绝密"
NOON = datetime(2023, 7, 3, 12)


def secret_error(text: str = SECRET) -> BaseException:
    """An error whose message, arguments, locals and cause all hold the text."""
    try:
        try:
            raise KeyError(text)
        except KeyError as cause:
            raise ValueError(text, [text]) from cause
    except ValueError as error:
        return error


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Callable[[], str]]:
    handler = open_log(tmp_path / "new")
    assert handler is not None
    yield lambda: (tmp_path / "new" / FILE_NAME).read_text("utf-8")
    logging.getLogger().removeHandler(handler)
    handler.close()


def crash(error: BaseException) -> None:
    log_crash(type(error), error, error.__traceback__)


def test_a_crash_is_kept_with_type_and_place(log: Callable[[], str], expected_log: Callable[[str], None]) -> None:
    expected_log("unexpected error")
    crash(secret_error())
    assert "builtins.ValueError" in log()
    assert "tests/core/test_log.py" in log()
    assert "secret_error" in log()


def test_a_crash_is_kept_without_a_word_of_the_document(
    log: Callable[[], str], expected_log: Callable[[str], None]
) -> None:
    expected_log("unexpected error")
    crash(secret_error())
    assert SECRET not in log()


ENTRIES = {
    "a stranger's words": ("lxml", SECRET, ()),
    "a stranger's argument": ("py.warnings", "%s", (SECRET,)),
    "an argument of our own": ("core.readers", "cannot read %s", (SECRET,)),
    "a thing of our own": ("gui.printing.pages", "odd %s", ([SECRET],)),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_log_entries_hold_no_text(log: Callable[[], str], expected_log: Callable[[str], None], case: str) -> None:
    name, message, arguments = ENTRIES[case]
    expected_log(SECRET)
    logging.getLogger(name).warning(message, *arguments)
    assert SECRET not in log()
    assert name in log()


def test_our_own_words_and_numbers_are_kept(log: Callable[[], str], expected_log: Callable[[str], None]) -> None:
    expected_log("left 7")
    logging.getLogger("core.x").warning("left %d", 7)
    assert "WARNING core.x: left 7" in log()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert open_log(tmp_path / "file") is None


def test_the_log_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.log.FILE_SIZE", 500)
    handler = open_log(tmp_path)
    assert handler is not None
    for number in range(100):
        handler.emit(logging.LogRecord("core.x", logging.WARNING, "x.py", number, "a line", None, None))
    logging.getLogger().removeHandler(handler)
    handler.close()
    assert len(list(tmp_path.iterdir())) == 4


def test_a_report_holds_versions_and_places_and_no_text(tmp_path: Path) -> None:
    text = write_report(tmp_path, secret_error(), {"qt": "6.9"}, NOON).read_text("utf-8")
    assert SECRET not in text
    assert all(word in text for word in ("nigao: ", f"python: {sys.version.split()[0]}", "qt: 6.9", "2023-07-03"))
    assert "builtins.KeyError" in text


def test_a_report_names_no_user(tmp_path: Path) -> None:
    scope: dict[str, object] = {}
    exec(compile("def fail(): [].pop()", "/home/wang/deep/in/the/house.py", "exec"), scope)
    with pytest.raises(IndexError) as caught:
        scope["fail"]()  # type: ignore[operator]
    text = write_report(tmp_path, caught.value, {}, NOON).read_text("utf-8")
    assert "in/the/house.py:1 fail" in text
    assert "wang" not in text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BadDraft("draft_damaged", name=SECRET), "core.errors.BadDraft draft_damaged"),
        (OSError(28, SECRET, SECRET), "builtins.OSError errno 28"),
        (UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET), "builtins.UnicodeDecodeError"),
    ],
    ids=["our own", "of the disk", "of an encoding"],
)
def test_an_error_is_told_by_what_it_is(error: Exception, words: str) -> None:
    assert list(places_of(error)) == [words]


def test_an_endless_recursion_is_told_in_short(tmp_path: Path) -> None:
    def dive(depth: int) -> int:
        return dive(depth + 1) + 1

    with pytest.raises(RecursionError) as caught:
        dive(0)
    assert len(list(places_of(caught.value))) < 100


def test_causes_in_a_circle_come_to_an_end() -> None:
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    assert list(places_of(first)) == ["builtins.ValueError", "builtins.TypeError"]


BREAKDOWN = """
import os, sys
from pathlib import Path
from core.log import note_hard_crashes
note_hard_crashes(Path(sys.argv[1]))
text = "青禾县档案馆绝密"
os.abort()
"""


def test_a_breakdown_of_the_process_leaves_its_places(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", BREAKDOWN, str(tmp_path)]
    subprocess.run(command, cwd=root, check=False, capture_output=True, timeout=PATIENCE_S)
    told = (tmp_path / HARD_CRASHES).read_text("utf-8")
    assert "line 7" in told
    assert SECRET not in told


@pytest.mark.parametrize(("size", "left"), [(FILE_SIZE, FILE_SIZE), (FILE_SIZE + 1, 0)])
def test_breakdowns_do_not_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, left: int) -> None:
    (tmp_path / HARD_CRASHES).write_bytes(b"x" * size)
    monkeypatch.setattr("faulthandler.is_enabled", lambda: False)
    monkeypatch.setattr("faulthandler.enable", lambda file: file.close())
    note_hard_crashes(tmp_path)
    assert (tmp_path / HARD_CRASHES).stat().st_size == left


def test_breakdowns_that_cannot_be_noted_are_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faulthandler.is_enabled", lambda: False)
    note_hard_crashes(tmp_path / "missing")
    assert not (tmp_path / "missing").exists()


def test_only_the_last_reports_are_kept(tmp_path: Path) -> None:
    for number in range(MOST_REPORTS + 5):
        write_report(tmp_path, ValueError(), {}, NOON + timedelta(seconds=number))
    kept = sorted(path.name for path in (tmp_path / REPORTS).iterdir())
    assert (len(kept), kept[0][:15]) == (MOST_REPORTS, "20230703-120005")


def test_a_disk_that_refuses_a_report_is_told(tmp_path: Path) -> None:
    (tmp_path / REPORTS).write_bytes(b"")
    with pytest.raises(OSError, match="exists"):
        write_report(tmp_path, ValueError(), {}, NOON)
