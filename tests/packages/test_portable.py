"""A portable program writes nothing outside its folder, and what an installed one writes lies in the user's folder."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.first_frame import first_frame

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("main.py", "core", "gui", "resources", "templates")
DIALOG = '__import__("PySide6.QtWidgets").QtWidgets.QFileDialog().windowTitle()'
WINDOW = first_frame(DIALOG).replace("app.run()", '__import__("main").start([])')
"""The window up to its first frame, and a dialog for files, of which Qt notes the last folder."""


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program as the portable archive holds it."""
    home = tmp_path_factory.mktemp("stick") / "Nigao"
    (home / "app").mkdir(parents=True)
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, home / "app" / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, home / "app")
    (home / "portable").write_bytes(b"")
    return home


@pytest.fixture
def computer(tmp_path: Path) -> dict[str, str]:
    """The environment of a computer whose folders hold nothing; the caches of fonts are the system's."""
    outside = tmp_path / "outside"
    for name in ("home", "tmp"):
        (outside / name).mkdir(parents=True)
    places = {"HOME": "outside/home", "TMPDIR": "outside/tmp", "XDG_CACHE_HOME": "fonts"}
    own = {name: str(tmp_path / place) for name, place in places.items()}
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **own}


def run(program: Path, computer: Mapping[str, str], *words: str) -> None:
    """The program in that folder."""
    done = subprocess.run(
        [sys.executable, "-B", *words], cwd=program, env=computer, capture_output=True, text=True, timeout=120
    )
    assert done.returncode in (0, 1), done.stderr


def state(folder: Path) -> dict[str, int]:
    """Every path with the time of its last change: a file that was made and removed changes its folder's."""
    return {str(path): path.stat().st_mtime_ns for path in (folder, *folder.rglob("*"))}


@pytest.mark.parametrize("words", [("main.py", "selftest"), ("-c", WINDOW)], ids=["selftest", "window"])
def test_nothing_outside_its_folder_changes(
    words: tuple[str, ...], stick: Path, computer: dict[str, str], tmp_path: Path
) -> None:
    before, own = state(tmp_path / "outside"), state(stick)
    run(stick / "app", computer, *words)
    assert state(tmp_path / "outside") == before
    assert state(stick) != own


def test_of_an_installed_program_everything_lies_in_one_folder(computer: dict[str, str], tmp_path: Path) -> None:
    run(ROOT, computer, "-c", WINDOW)
    files = [path.relative_to(tmp_path / "outside") for path in (tmp_path / "outside").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if path.parts[:4] != ("home", ".local", "share", "nigao")]
