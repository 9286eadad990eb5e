"""The PDF as poppler reads it, beside the reader that the other tests trust."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from core.workflows.exporting.pages import Pages, PageSetter
from gui.printing.pages import write_pdf
from tests.word.samples import sample_draft, seed_drafts
from tests.word_files import LAYOUT

pytestmark = pytest.mark.word


def poppler(tool: str, *arguments: str) -> str:
    """What one of poppler's tools prints; the test is skipped where it is missing."""
    if shutil.which(tool) is None:
        pytest.skip("poppler-utils is missing")
    return subprocess.run([tool, *arguments], check=True, capture_output=True, text=True, timeout=60).stdout


def characters(text: str) -> Counter[str]:
    """How often each character stands in a text, white space left out."""
    return Counter("".join(text.split()))


def painted(pages: Pages) -> Counter[str]:
    """The characters of all lines."""
    lines = (placed for page in pages.pages for placed in (*page.margin_lines, *page.lines))
    return characters("".join(stretch.text for placed in lines for stretch in placed.line.stretches))


@pytest.fixture
def sample(qapp: Any, tmp_path: Path) -> tuple[Pages, Path]:
    """The sample report's pages and their PDF."""
    pages = PageSetter(LAYOUT.read_bytes()).set(sample_draft())
    write_pdf(pages, tmp_path / "sample.pdf", "总结报告")
    return pages, tmp_path / "sample.pdf"


def test_all_fonts_are_embedded_with_a_map_to_unicode(sample: tuple[Pages, Path]) -> None:
    fonts = [line.split() for line in poppler("pdffonts", str(sample[1])).splitlines()[2:]]
    assert fonts
    assert all(words[-5] == words[-3] == "yes" for words in fonts)


def test_the_text_of_the_sample_is_copied(sample: tuple[Pages, Path]) -> None:
    assert characters(poppler("pdftotext", str(sample[1]), "-")) == painted(sample[0])


def test_poppler_has_nothing_to_complain_of(sample: tuple[Pages, Path]) -> None:
    poppler("pdfinfo", "-v")
    done = subprocess.run(["pdfinfo", str(sample[1])], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    assert f"Pages:           {len(sample[0].pages)}" in done.stdout


@pytest.mark.shared
def test_the_text_of_real_reports_is_copied(seeds: list[Path], qapp: Any, tmp_path: Path) -> None:
    for at, draft in enumerate(seed_drafts(seeds)):
        pages = PageSetter(LAYOUT.read_bytes()).set(draft)
        write_pdf(pages, tmp_path / f"{at}.pdf", draft.title)
        assert characters(poppler("pdftotext", str(tmp_path / f"{at}.pdf"), "-")) == painted(pages)
