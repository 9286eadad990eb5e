"""NOTICE names everything that others made: data in the repository, and what a package brings along."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTICE = (ROOT / "NOTICE").read_text("utf-8")
LOCKED = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
FOREIGN = sorted(path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("LICENSE"))
DERIVED = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "resources").rglob("*.txt")
    if "make signs" in path.read_text("utf-8-sig").partition("\n\n")[0][:400]
)


@pytest.mark.parametrize("package", LOCKED)
def test_a_library_is_named_for_packagers(package: str) -> None:
    assert package.replace("-", "_") in NOTICE.casefold().replace("-", "_")


@pytest.mark.parametrize("place", [*FOREIGN, *DERIVED])
def test_data_of_others_is_named(place: str) -> None:
    assert place in NOTICE


def test_the_official_text_of_both_models_is_named_with_its_commits() -> None:
    said = (ROOT / "resources" / "language" / "LICENSE").read_text("utf-8").partition("GNU LESSER")[0]
    assert said.count("2f4c5c23716267af9dbebbbbd6cbbf732b101981") == said.count("Article 5") == 1
    assert "People's\n  Daily" not in said
