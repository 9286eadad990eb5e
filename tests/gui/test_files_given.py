"""Files given to the program: dragged on its icon, or a draft opened with a double click."""

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

MAIN = str(Path(__file__).resolve().parents[2] / "main.py")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the window was opened with, or what the command line was asked."""
    calls: list[Any] = []
    monkeypatch.setattr("gui.shell.app.run", lambda paths=(): calls.append(list(paths)))
    monkeypatch.setattr("core.cli.main.main", lambda words, screen: calls.append(tuple(words)))
    return calls


def start(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    monkeypatch.setattr(sys, "argv", ["main.py", *words])
    with pytest.raises(SystemExit):
        runpy.run_path(MAIN, run_name="__main__")


@pytest.mark.parametrize("names", [[], ["总结.nigao"], ["去年.docx", "要点.txt"]])
def test_files_without_a_verb_open_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: list[Any], names: list[str]
) -> None:
    for name in names:
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    start(monkeypatch, *names)
    assert opened == [[tmp_path / name for name in names]]


@pytest.mark.parametrize("words", [("outline", "去年.txt"), ("--help",), ("missing.nigao",), ("outline",)])
def test_anything_else_is_done_without_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: list[Any], words: tuple[str, ...]
) -> None:
    for name in ("去年.txt", "outline"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    start(monkeypatch, *words)
    assert opened == [words]
