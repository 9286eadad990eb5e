"""The real reports, where they are at hand: valid, their text whole, 22 lines of 28 characters."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.model.draft import Draft
from core.word.writing.document import write_word
from tests.word import office
from tests.word.samples import seed_drafts
from tests.word_files import texts, usual_layout

pytestmark = [pytest.mark.word, pytest.mark.shared]


@pytest.fixture(scope="module")
def drafts(seeds: list[Path]) -> list[Draft]:
    """One draft for each report."""
    return seed_drafts(seeds)


@pytest.fixture(scope="module")
def files(drafts: list[Draft], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The drafts as Word files with their open facts marked."""
    folder, layout = tmp_path_factory.mktemp("seeds"), usual_layout()
    paths = [folder / f"report{number}.docx" for number in range(len(drafts))]
    for path, draft in zip(paths, drafts, strict=True):
        path.write_bytes(write_word(draft, layout, True, "k1").value)
    return paths


@pytest.fixture(scope="module")
def printed(files: list[Path]) -> list[Path]:
    """The files as PDF."""
    return office.convert(files, "pdf", files[0].parent)


def test_the_validator_finds_no_error(files: list[Path]) -> None:
    assert [office.validator_errors(path) for path in files] == [[]] * len(files)


def test_the_text_of_the_files_is_the_text_of_the_drafts(files: list[Path], drafts: list[Draft]) -> None:
    found = [[text.replace("\n", "") for text in texts(path.read_bytes())] for path in files]
    assert found == [[element.text.strip() for element in draft.elements] for draft in drafts]


def test_libreoffice_reads_the_text_of_the_drafts(files: list[Path]) -> None:
    read = office.convert(files, "txt:Text (encoded):UTF8", files[0].parent)
    found = ["".join(path.read_text("utf-8-sig").split()) for path in read]
    assert found == ["".join("".join(texts(path.read_bytes())).split()) for path in files]


def test_the_pages_pass_the_measuring_tool(printed: list[Path], shared: Path) -> None:
    tool = shared / "tools" / "page_grid.py"
    done = subprocess.run([sys.executable, tool, *printed], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout


def test_page_numbers_stand_outside(printed: list[Path]) -> None:
    feet = [page.foot[0] for path in printed for page in office.pages(path)]
    odd = [line for line in feet if int(line.text.strip("—")) % 2]
    assert all(line.right > office.RIGHT - 6 for line in odd)
    assert all(line.left < office.LEFT + 6 for line in feet if line not in odd)
