"""The wheel: what it holds, and that the program in it works from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from core.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "templates" / "年度工作总结" / "示例.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder on Python's path with the wheel unpacked in it, as pip would."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(folder)
    return folder


def test_the_version_is_that_of_the_program(wheel: Path) -> None:
    assert wheel.name == f"nigao-{VERSION}-py3-none-any.whl"


def test_core_and_gui_are_no_names_of_site_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        tops = {name.partition("/")[0] for name in package.namelist()}
    assert tops == {"nigao", f"nigao-{VERSION}.dist-info"}


@pytest.mark.parametrize("folder", ["core", "gui", "resources", "templates"])
def test_every_file_of_the_program_is_in_it(folder: str, wheel: Path) -> None:
    kept = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    with zipfile.ZipFile(wheel) as package:
        held = set(package.namelist())
    assert not [path for path in kept if f"nigao/program/{path.relative_to(ROOT).as_posix()}" not in held]


def test_both_commands_are_entry_points(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        lines = package.read(f"nigao-{VERSION}.dist-info/entry_points.txt").decode().split()
    assert lines[:2] == ["[console_scripts]", "nigao"]
    assert "[gui_scripts]" in lines
    assert "nigao-window" in lines


def test_a_verb_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    home = {**os.environ, "PYTHONPATH": str(installed), "NIGAO_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "nigao", "outline", str(SAMPLE), "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=home, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
