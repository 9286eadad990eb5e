"""Pictures and tables in the JSON of ``outline`` and ``export``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.cli.main import run
from tests.core.cli.test_command_line_blocks import BODY, cell, drawn, grid, with_picture
from tests.screen import SCREEN

Call = Callable[..., dict[str, object]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command line on a file with a table and a picture; what it prints."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "家"))
    monkeypatch.chdir(tmp_path)
    row = f"<w:tr>{cell('指标')}{cell('数')}</w:tr>"
    Path("去年.docx").write_bytes(with_picture(BODY[0], grid(row, row), drawn()))

    def run_it(*words: str) -> dict[str, object]:
        assert run([*words, "--json"], SCREEN) == 0
        found = json.loads(capsys.readouterr().out)
        assert isinstance(found, dict)
        return found

    return run_it


def test_a_figure_says_what_it_shows(call: Call) -> None:
    elements = call("outline", "去年.docx")["elements"]
    assert isinstance(elements, list)
    (figure,) = [each for each in elements if each["role"] == "figure"]
    assert figure["objects"] == [{"kind": "picture", "at": 0, "label": "图", "width": 0.0, "height": 0.0}]


def test_an_export_says_what_it_holds(call: Call) -> None:
    shape = call("export", "去年.docx", "-o", "出.docx")
    assert (shape["file"], shape["tables"], shape["objects"]) == ("出.docx", 1, {"picture": 1})
    assert isinstance(shape["notices"], list)
    assert {"kind": "picture", "count": 1}.items() <= shape["notices"][0].items()
