"""The decisions of docs/decisions: one a file, short, dated, listed; what refers to one names a file that exists."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/decisions"
DECISIONS = sorted(path for path in FOLDER.iterdir() if path.name != "README.md")
PAGE = 450
"""Words of the longest decision: about a printed page."""

WHOLE = re.compile(
    r"# (?P<number>\d{3})\. \S.*\n\n"
    r"\*\*Context:\*\* \S.*\n\n\*\*Decision:\*\* \S.*\n\n\*\*Consequence:\*\* \S.*\n\n"
    r"\*\*Date:\*\* (?P<date>\d{4}-\d\d-\d\d)\n",
    re.DOTALL,
)
LINK = re.compile(r"\]\((\d{3}-[a-z0-9-]+\.md)\)")
REFERENCE = re.compile(r"docs/decisions[\w./-]*")


def _names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


@pytest.mark.parametrize("path", DECISIONS, ids=_names(DECISIONS))
def test_a_decision_has_its_number_and_four_parts(path: Path) -> None:
    found = WHOLE.fullmatch(path.read_text("utf-8"))
    assert found is not None
    assert re.fullmatch(rf"{found['number']}-[a-z0-9-]+\.md", path.name)


@pytest.mark.parametrize("path", DECISIONS, ids=_names(DECISIONS))
def test_a_decision_is_a_page_at_most(path: Path) -> None:
    assert len(path.read_text("utf-8").split()) <= PAGE


def test_numbers_run_on_in_the_order_of_dates() -> None:
    found = [WHOLE.fullmatch(path.read_text("utf-8")) for path in DECISIONS]
    dates = [one["date"] for one in found if one]
    assert [path.name[:3] for path in DECISIONS] == [f"{number:03}" for number in range(1, len(DECISIONS) + 1)]
    assert all(earlier <= later for earlier, later in pairwise(dates))


def test_every_decision_is_listed_once_with_its_title() -> None:
    titles = [path.read_text("utf-8").partition("\n")[0].removeprefix("# ") for path in DECISIONS]
    expected = [f"- [{title}]({path.name})" for title, path in zip(titles, DECISIONS, strict=True)]
    assert [line for line in (FOLDER / "README.md").read_text("utf-8").splitlines() if LINK.search(line)] == expected


def test_links_between_decisions_lead_to_files() -> None:
    linked = {name for path in DECISIONS for name in LINK.findall(path.read_text("utf-8"))}
    assert linked
    assert linked <= set(_names(DECISIONS))


def test_references_in_code_and_pages_name_what_exists() -> None:
    folders = (ROOT / name for name in ("core", "gui", "tests"))
    files = [*ROOT.glob("*.md"), *(path for folder in folders for path in folder.rglob("*.py"))]
    named = {name.rstrip(".") for path in files for name in REFERENCE.findall(path.read_text("utf-8"))}
    assert len(named) > 1
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_dependency_has_a_decision() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    texts = "\n".join(path.read_text("utf-8") for path in DECISIONS)
    names = [re.match(r"[\w.-]+", requirement) for requirement in needed]
    assert [name[0] for name in names if name and not re.search(rf"\b{re.escape(name[0])}\b", texts)] == []
