"""Documents and tree agree: the walks, the commands of README, the drawing in CONTRIBUTING; and the folders of the tests with those of the code."""

import re
from collections import Counter
from pathlib import Path

import pytest

from core.cli.parser import usage

ROOT = Path(__file__).resolve().parent.parent
WALKS = (ROOT / "docs/walks.md").read_text("utf-8").split("\n## ")[1:]
FILE = re.compile(r"`([\w/]+\.\w+)`")
NAME = re.compile(r"`(\w+)`")
README = (ROOT / "README.md").read_text("utf-8")
COMMAND = re.compile(r"^python main\.py (\w+)(.*)$", re.MULTILINE)
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DRAWING = CONTRIBUTING.split("## How the code is laid out")[1].split("```")[1]


def folders(name: str) -> set[str]:
    return {path.parent.name for path in (ROOT / name).glob("*/__init__.py")}


def test_there_are_four_walks() -> None:
    assert len(WALKS) == 4


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.splitlines()[0])
def test_a_walk_has_few_stations_and_all_its_files_exist(walk: str) -> None:
    stations = re.findall(r"^\d+\. ", walk, re.MULTILINE)
    missing = [name for name in FILE.findall(walk) if not (ROOT / name).is_file()]
    assert (missing, len(stations) <= 12) == ([], True)


def test_names_in_the_walks_are_classes_of_the_code() -> None:
    defined = "\n".join(path.read_text("utf-8") for root in ("core", "gui") for path in (ROOT / root).rglob("*.py"))
    names = {name for walk in WALKS for name in NAME.findall(walk)}
    assert [name for name in names if not re.search(rf"^class {name}\b", defined, re.MULTILINE)] == []
    assert names


def test_commands_of_the_readme_are_those_of_the_program() -> None:
    options = {(verb, name) for verb, rest in COMMAND.findall(README) for name in re.findall(r"--[a-z][a-z-]+", rest)}
    helped = {verb: set(re.findall(r"--[a-z-]+", usage([verb, "--help"]))) for verb, _ in options}
    assert sorted((verb, name) for verb, name in options if name not in helped[verb]) == []
    assert len(helped) > 10


def test_the_drawing_names_every_folder_of_the_code_and_no_other() -> None:
    drawn = set(re.findall(r"(\w+)/", DRAWING))
    there = folders("core") | folders("gui") | {"core", "gui", "templates", "resources", "tests", "docs"}
    real = there | {path.name for root in ("core", "gui") for path in (ROOT / root).glob("*/*/")}
    assert (sorted(there - drawn), sorted(drawn - real)) == ([], [])


def test_the_drawing_names_every_module_at_the_bottom_of_core() -> None:
    modules = {path.stem for path in (ROOT / "core").glob("*.py")} - {"__init__"}
    assert modules - set(re.findall(r"\w+", DRAWING)) == set()


def test_folders_of_tests_mirror_the_code_and_names_are_unique() -> None:
    there = {path.relative_to(ROOT).parent for root in ("core", "gui") for path in (ROOT / root).rglob("*.py")}
    tests = [path for root in ("core", "gui") for path in (ROOT / "tests" / root).rglob("test_*.py")]
    astray = {path.parent.relative_to(ROOT / "tests") for path in tests} - there
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert (sorted(map(str, astray)), [name for name, count in names.items() if count > 1]) == ([], [])
