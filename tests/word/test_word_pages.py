"""Our lines and page breaks against LibreOffice's: the real reports, our own one, and every layout with all its elements."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from core.model.draft import Draft
from core.typesetting.paginate import lay_out
from core.word.layouts.templating import load_layout
from core.word.pages.reading import read_file
from core.word.writing.document import write_word
from core.workflows.exporting.pages import PageSetter, imprint_of
from tests.word import paging
from tests.word.layout_samples import SAMPLES
from tests.word.paging import Likeness
from tests.word.samples import sample_draft, seed_drafts
from tests.word_files import LAYOUT

pytestmark = pytest.mark.word

LEAST = 0.98


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Likeness]:
    """Our own report and a draft in every built-in layout, by name."""
    drafts = [("report", LAYOUT.stem, sample_draft()), *SAMPLES]
    return likenesses(drafts, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def real(seeds: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Likeness]:
    """The real reports."""
    drafts = [(f"seed{number}", LAYOUT.stem, draft) for number, draft in enumerate(seed_drafts(seeds))]
    return likenesses(drafts, tmp_path_factory.mktemp("real"))


def likenesses(drafts: Sequence[tuple[str, str, Draft]], folder: Path) -> dict[str, Likeness]:
    """The drafts as Word files, set by us and printed by LibreOffice."""
    paths = [written(name, layout_name, draft, folder) for name, layout_name, draft in drafts]
    return dict(zip([name for name, _, _ in drafts], compared(paths, folder), strict=True))


def written(name: str, layout_name: str, draft: Draft, folder: Path) -> Path:
    """The draft as a Word file."""
    layout = load_layout(LAYOUT.with_name(f"{layout_name}.docx").read_bytes())
    path = folder / f"{name}.docx"
    path.write_bytes(write_word(draft, layout, False, "k1", imprint_of(PageSetter(layout).set(draft, False))).value)
    return path


def compared(paths: Sequence[Path], folder: Path) -> Iterable[Likeness]:
    """How like our pages of every file are to those LibreOffice prints."""
    for path, theirs in zip(paths, paging.printed_rows(paths, folder), strict=True):
        sections = [paging.without_spacing(section) for section in read_file(path.read_bytes())]
        yield paging.likeness(paging.our_rows(lay_out(sections)), theirs)


def share(found: dict[str, Likeness]) -> float:
    """The share of lines that are the same in all files together."""
    return sum(one.same for one in found.values()) / sum(one.lines for one in found.values())


def told(found: dict[str, Likeness]) -> str:
    """Every difference, for the eye."""
    return "\n".join(f"{name}: {difference}" for name, one in found.items() for difference in one.differences)


def other_breaks(found: dict[str, Likeness]) -> dict[str, tuple[int, ...]]:
    """The pages of every file that begin or end otherwise."""
    return {name: one.breaks for name, one in found.items() if one.breaks}


def test_lines_of_every_element_end_where_libreoffice_ends_them(own: dict[str, Likeness]) -> None:
    assert share(own) >= LEAST, told(own)


def test_pages_with_every_element_begin_and_end_alike(own: dict[str, Likeness]) -> None:
    assert other_breaks(own) == {}, told(own)


@pytest.mark.shared
def test_lines_of_real_reports_end_where_libreoffice_ends_them(real: dict[str, Likeness]) -> None:
    assert share(real) >= LEAST, told(real)


@pytest.mark.shared
def test_pages_of_real_reports_begin_and_end_alike(real: dict[str, Likeness]) -> None:
    assert other_breaks(real) == {}, told(real)
