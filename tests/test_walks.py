"""docs/walks.md names files that exist, at most twelve stations a walk."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WALKS = (ROOT / "docs/walks.md").read_text("utf-8").split("\n## ")[1:]
FILE = re.compile(r"`([\w/]+\.\w+)`")


def test_there_are_four_walks() -> None:
    assert len(WALKS) == 4


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.splitlines()[0])
def test_a_walk_has_few_stations_and_all_its_files_exist(walk: str) -> None:
    stations = re.findall(r"^\d+\. ", walk, re.MULTILINE)
    missing = [name for name in FILE.findall(walk) if not (ROOT / name).is_file()]
    assert (missing, len(stations) <= 12) == ([], True)
