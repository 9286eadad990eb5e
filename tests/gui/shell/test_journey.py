"""The whole way of a clerk, with keys and mouse in a real window: last year's report becomes this year's Word file."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pdfplumber
import pytest

from core.model.elements import Role
from core.workflows.drafting.session import open_session
from core.workflows.importing.kinds import kind_named
from core.workflows.importing.reports import Report, read_report
from gui.shell.program import DRAFTS_FOLDER
from tests.gui import journey
from tests.processes import mortal

ROOT = Path(__file__).resolve().parents[3]
SCREEN = "1280x800x24"
PATIENCE_S = 240

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen of its own."""
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        pytest.skip("Xvfb and xdotool are not installed (make test installs them where it may)")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", writer, "-screen", "0", SCREEN]
    with mortal(command, 3 * PATIENCE_S, pass_fds=[writer], stderr=subprocess.DEVNULL), os.fdopen(reader) as numbers:
        os.close(writer)
        yield f":{numbers.readline().strip()}"


def gone(folder: Path, report: Path, display: str) -> Path:
    """Send the hand on its way; the folder with everything it left."""
    home = folder / "home"
    home.mkdir(parents=True)
    known = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_"))}
    own = {"HOME": str(home), "NIGAO_HOME": str(home / "nigao"), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.journey", str(folder), str(report)],
        cwd=ROOT,
        env={**known, **own},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module", params=["sample", pytest.param("seed", marks=pytest.mark.shared)])
def way(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, display: str) -> Path:
    """The folder that the journey left, once for the bundled sample and once for a real report."""
    folder = tmp_path_factory.mktemp("journey")
    report = folder / "last-year.txt"
    if request.param == "sample":
        report.write_text(kind_named(journey.KIND).sample, "utf-8")
    else:
        (real,) = (path for path in request.getfixturevalue("seeds") if path.name.startswith("004_"))
        shutil.copy(real, report)
    return gone(folder, report, display)


@pytest.fixture
def written(way: Path) -> Report:
    """The Word file, read back."""
    return read_report(way / "out.docx").value


def test_the_word_file_holds_what_was_filled_in_and_typed(written: Report) -> None:
    text = "".join(element.text for element in written.document.elements)
    assert [word for word in (journey.VALUE, journey.TYPED) if word not in text] == []


def test_the_word_file_has_the_renamed_part_in_its_outline(written: Report) -> None:
    parts = [element.text for element in written.document.elements if element.level == 1]
    assert parts[0] == f"一、{journey.NAME}"


def test_the_word_file_has_a_title(written: Report) -> None:
    assert written.document.elements[0].role is Role.TITLE


def test_no_other_word_was_lost(way: Path, written: Report) -> None:
    before = Counter(
        character for e in read_report(way / "last-year.txt").value.document.elements for character in e.text
    )
    after = Counter(character for e in written.document.elements for character in e.text)
    lost = {character: count for character, count in (before - after).items() if character.strip()}
    assert sum(lost.values()) <= journey.CHARACTERS_REPLACED, lost


def test_the_draft_on_the_disk_is_what_was_exported(way: Path, written: Report) -> None:
    (file,) = (way / "home").rglob(f"{DRAFTS_FOLDER}/*.nigao")
    session = open_session(file, datetime.now).value
    session.close()
    text = "".join(element.text for element in session.draft.elements)
    assert journey.TYPED in text


def test_the_file_with_the_red_head_holds_its_number(way: Path) -> None:
    text = ZipFile(way / "red.docx").read("word/document.xml").decode("utf-8")
    assert journey.NUMBER in text
    assert journey.TYPED in text


def test_the_pdf_holds_the_same_words(way: Path) -> None:
    with pdfplumber.open(way / "red.pdf") as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
    assert [word for word in (journey.NUMBER, journey.TYPED, journey.VALUE) if word not in text] == []
