"""Our Word files saved again by LibreOffice read the same."""

from pathlib import Path

import pytest

from core.workflows.drafting.report_draft import draft_of
from tests.rereading import SAMPLES, facts_in, outline_in, report_in, reread, word_file
from tests.word import office

pytestmark = pytest.mark.word


def saved_again(paths: list[Path], folder: Path) -> list[Path]:
    """The reports as our Word files, opened and saved by LibreOffice."""
    files = []
    for number, path in enumerate(paths):
        files.append(folder / f"report{number}.docx")
        files[-1].write_bytes(word_file(draft_of(report_in(path).document)))
    again = folder / "again"
    again.mkdir()
    return office.convert(files, "docx", again)


def test_samples_saved_by_libreoffice_have_their_outline_and_facts(tmp_path: Path) -> None:
    for source, copy in zip(SAMPLES, saved_again(SAMPLES, tmp_path), strict=True):
        assert outline_in(reread(copy.read_bytes())) == outline_in(report_in(source))
        assert facts_in(reread(copy.read_bytes())) == facts_in(report_in(source))


@pytest.mark.shared
def test_real_reports_saved_by_libreoffice_have_their_outline_and_facts(seeds: list[Path], tmp_path: Path) -> None:
    for source, copy in zip(seeds, saved_again(seeds, tmp_path), strict=True):
        assert outline_in(reread(copy.read_bytes())) == outline_in(report_in(source))
        assert facts_in(reread(copy.read_bytes())) == facts_in(report_in(source))
