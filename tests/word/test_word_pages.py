"""Our lines and page breaks against LibreOffice's: the real reports, our own one, and every layout with all its elements."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from core.model.draft import Draft
from core.typesetting import lines
from core.typesetting.paginate import lay_out
from core.word.layouts.templating import load_layout
from core.word.pages.reading import read_file
from core.word.writing.document import write_word
from core.workflows.drafting.report_draft import draft_of
from core.workflows.exporting.pages import PageSetter, imprint_of
from core.workflows.importing.reports import recognise_report
from tests.builders_docx import docx, p
from tests.core.word.reading.test_word_reading_tables import DOWN, ON, tbl, tc, tr
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
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Likeness]:
    """Documents with long, joined and many-lined tables; lines in them are as high as the font that LibreOffice has here."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "HAN_ASCENT", paging.ASCENT)
        patched.setattr(lines, "HAN_DESCENT", paging.DESCENT)
        drafts = [(f"tables{number}", LAYOUT.stem, draft) for number, draft in enumerate(table_drafts())]
        return likenesses(drafts, tmp_path_factory.mktemp("tables"))


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


SIGNS = "粮食生产渠道清淤农民培训乡镇道路治理工程建设资金投入完成情况项目推进服务群众安全检查环境整治产业发展"


def table_drafts() -> Iterator[Draft]:
    """Eight documents of text and tables, always the same ones."""
    for seed in range(8):
        chance = Random(seed)
        blocks = [p("青禾县水务局2023年工作总结")]
        for number in "一二三":
            blocks += [
                p(f"{number}、{words(chance, 8)}"),
                p(f"{words(chance, 60)}。"),
                p(f"表　{words(chance, 6)}情况"),
            ]
            blocks += [random_table(chance, columns=chance.choice((3, 4, 6))), p(f"{words(chance, 90)}。")]
        yield draft_of(recognise_report("去年.docx", docx(*blocks)).value.document)


def words(chance: Random, count: int) -> str:
    return "".join(chance.choices(SIGNS, k=count))


def random_table(chance: Random, columns: int) -> str:
    """Heads that repeat, names, a column of words and figures; now and then the names of two rows are joined."""
    rows = [tr(*(tc(words(chance, 3)) for _ in range(columns)), properties="<w:tblHeader/>")]
    is_open = False
    for _ in range(chance.choice((5, 12, 40))):
        is_open = not is_open and chance.random() < 0.3
        name = tc(words(chance, 5), DOWN) if is_open else tc("", ON) if rows[-1].count(DOWN) else tc(words(chance, 5))
        figures = (tc(str(chance.randrange(10, 9999))) for _ in range(columns - 2))
        rows.append(tr(name, tc(words(chance, chance.randint(4, 40))), *figures))
    return tbl(*rows, widths=(8400 // columns,) * columns)


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


def test_lines_of_tables_end_where_libreoffice_ends_them(tables: dict[str, Likeness]) -> None:
    assert share(tables) >= LEAST, told(tables)


@pytest.mark.shared
def test_lines_of_real_reports_end_where_libreoffice_ends_them(real: dict[str, Likeness]) -> None:
    assert share(real) >= LEAST, told(real)


@pytest.mark.shared
def test_pages_of_real_reports_begin_and_end_alike(real: dict[str, Likeness]) -> None:
    assert other_breaks(real) == {}, told(real)
