"""The self-test: what it says when all is well, when a step fails, and that it holds nothing of the user's."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core.errors import AppError
from core.paths import resources_folder
from core.workflows.maintenance import selftest
from core.workflows.maintenance.selftest import STEPS, Health, SelfTestRow, Surroundings, self_test, summary, table_text
from core.workflows.names import REPORT_ENDINGS

NOW = datetime(2026, 3, 2, 9, 0)


def painted(_pages: Any, path: Path, _title: str) -> bool:
    """A printer that needs no font engine."""
    path.write_bytes(b"%PDF-1.7")
    return True


def rows_of(families: tuple[str, ...] = (), printer: Callable[..., Any] = painted) -> dict[str, SelfTestRow]:
    """Rows by name."""
    return {row.name: row for row in self_test(Surroundings(lambda: printer, families), NOW)}


def test_every_step_is_good_where_all_is_there() -> None:
    rows = rows_of()
    assert [rows[name].health for name, _ in STEPS] == [Health.GOOD] * len(STEPS)


SAME = {
    ".doc": (".wps", ".dot", ".wpt"),
    ".docx": (".docm", ".dotx", ".dotm"),
    ".html": (".htm", ".mht", ".mhtml"),
    ".xlsx": (".xlsm",),
    ".xls": (".et", ".xlt", ".ett"),
}
"""Endings of the same format; .docx and .txt are written and read by the job itself."""


def test_there_is_a_sample_for_every_format_that_is_read() -> None:
    samples = {path.suffix for path in (resources_folder() / "samples").iterdir()}
    others = {ending for endings in SAME.values() for ending in endings}
    assert {*samples, ".docx", ".txt"} == set(REPORT_ENDINGS) - others


def test_every_kind_of_file_is_read() -> None:
    rows = rows_of()
    kinds = [f"读{path.suffix}文件" for path in (resources_folder() / "samples").iterdir()]
    assert {rows[kind].health for kind in kinds} == {Health.GOOD}


def test_a_step_that_fails_says_why_and_the_rest_goes_on() -> None:
    def _stopped(*_given: Any) -> bool:
        raise AppError("save_disk_full", name="draft.pdf")

    rows = rows_of(printer=_stopped)
    assert (rows["导出PDF"].health, rows["校对"].health) == (Health.FAILED, Health.GOOD)
    assert rows["导出PDF"].detail.startswith("磁盘已满")


def test_what_needs_the_draft_is_not_tried_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def _broken(*_given: Any) -> Any:
        raise ImportError("no such library")

    monkeypatch.setattr(selftest, "read_report", _broken)
    rows = rows_of()
    assert rows["读文字文件，识别标题和要素"].detail == "ImportError：no such library"
    assert rows["排版面"].detail == "前一步没有办成，这一步没有试。"


@pytest.mark.parametrize(
    ("families", "health", "said"),
    [
        (("黑体",), Health.GOOD, "装有黑体"),
        (("Noto Sans CJK SC",), Health.GOOD, "没有黑体，屏幕和PDF用Noto Sans CJK SC代替"),
        (("Arial",), Health.ATTENTION, "没有黑体，也没有可以代替的字体"),
    ],
)
def test_fonts(families: tuple[str, ...], health: Health, said: str) -> None:
    row = rows_of(families)["黑体"]
    assert (row.health, row.detail) == (health, said)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("NIGAO_HOME", str(blocked))
    assert rows_of()["稿件安全与备份"].health is Health.FAILED


def test_the_home_folder_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "data"))
    assert str(tmp_path) not in rows_of()["稿件安全与备份"].detail


def test_it_stops_when_asked() -> None:
    rows = self_test(Surroundings(lambda: painted, ()), NOW, lambda done: done < 2)
    assert [row.name for row in rows if row.group == "办一遍"] == [name for name, _ in STEPS[:2]]


@pytest.mark.parametrize(
    ("health", "said"),
    [
        (Health.GOOD, "都正常。"),
        (Health.ATTENTION, "都能用，有1项请留意：甲。"),
        (Health.FAILED, "有1项不能用：甲。请把这张表交给管理电脑的人。"),
    ],
)
def test_the_summary(health: Health, said: str) -> None:
    rows = (SelfTestRow("组", "甲", health, "乙"),)
    assert summary(rows) == said
    assert table_text(rows).splitlines() == [f"拟稿自检：{said}", "", "〔组〕", f"{health}　甲　乙"]
