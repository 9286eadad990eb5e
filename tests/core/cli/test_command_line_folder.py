"""``outline`` of a folder: one line a file, whatever is in it."""

import json
from pathlib import Path

import pytest

from core.cli.main import run
from core.workflows.importing.isolated import Recognised, ReportReader
from tests.screen import SCREEN

PLAN = "青禾县2026年工作要点\n一、加强学习\n2026年，开展学习48次。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (tmp_path / "要点.txt").write_text(PLAN, "utf-8")
    (tmp_path / "~$要点.docx").write_bytes(b"lock")
    return tmp_path


def test_each_file_is_a_line_of_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["outline", str(folder), "--json"], SCREEN)
    out, _err = capsys.readouterr()
    broken, plan = map(json.loads, out.splitlines())
    assert (code, broken["file"], broken["error"]["code"]) == (1, "坏.pdf", "pdf_damaged")
    assert (plan["file"], plan["year"], plan["title"]) == ("要点.txt", 2026, "青禾县2026年工作要点")
    assert [element["role"] for element in plan["elements"]] == ["title", "heading", "body"]


def test_without_json_each_file_is_a_row_and_what_was_skipped_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "坏.pdf").unlink()
    code = run(["outline", str(folder)], SCREEN)
    out, err = capsys.readouterr()
    assert (code, out) == (0, "年度工作要点\t2026\t青禾县\t要点.txt\t青禾县2026年工作要点\n")
    assert "有1个隐藏文件或临时文件没有读" in err


def test_a_folder_without_reports_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["outline", str(tmp_path)], SCREEN) == 2
    assert "没有能读的材料" in capsys.readouterr().err


def test_an_interrupted_listing_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = ReportReader.read

    def _interrupted(reader: ReportReader, path: Path) -> Recognised:
        if path.suffix == ".txt":
            raise KeyboardInterrupt
        return read(reader, path)

    monkeypatch.setattr(ReportReader, "read", _interrupted)
    code = run(["outline", str(folder), "--json"], SCREEN)
    out, err = capsys.readouterr()
    assert (code, len(out.splitlines()), err.startswith("您停止了")) == (130, 1, True)
