"""The sample report as Word, WPS and a printer would see it."""

from pathlib import Path

import pytest

from core.word.layouts.templating import load_layout
from core.word.writing.document import write_word
from tests.builders import make_draft
from tests.core.word.writing.test_writers_word import WHOLE
from tests.word import office
from tests.word.samples import sample_draft
from tests.word_files import LAYOUT, Paragraph, paragraphs, texts, usual_layout

pytestmark = pytest.mark.word


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample with marks, and a short draft of every role."""
    folder = tmp_path_factory.mktemp("word")
    layout = usual_layout()
    made = (("sample", sample_draft(), True), ("plain", sample_draft(), False), ("roles", make_draft(WHOLE), True))
    for name, draft, marks in made:
        (folder / f"{name}.docx").write_bytes(write_word(draft, layout, marks, "k1").value)
    return [folder / f"{name}.docx" for name, _, _ in made]


@pytest.fixture(scope="module")
def printed(files: list[Path]) -> list[list[office.Page]]:
    """The pages of both files."""
    return [office.pages(path) for path in office.convert(files, "pdf", files[0].parent)]


def test_the_validator_finds_no_error(files: list[Path]) -> None:
    assert [office.validator_errors(path) for path in files] == [[], [], []]


def test_the_validator_finds_no_error_in_the_layout() -> None:
    assert office.validator_errors(LAYOUT) == []


def test_the_validator_sees_a_real_error(files: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(files[0].read_bytes()[:-200])
    assert office.validator_errors(broken)


def test_a_layout_saved_by_another_program_still_works(files: list[Path]) -> None:
    (saved,) = office.convert([LAYOUT], "docx", files[0].parent)
    draft = make_draft(WHOLE)
    again = paragraphs(write_word(draft, load_layout(saved.read_bytes()), True, "k1").value)
    usual = paragraphs(files[2].read_bytes())
    assert [paragraph.text for paragraph in again] == [paragraph.text for paragraph in usual]
    assert [paragraph.bookmark for paragraph in again] == [paragraph.bookmark for paragraph in usual]
    assert [yellow(paragraph) for paragraph in again] == [yellow(paragraph) for paragraph in usual]


def yellow(paragraph: Paragraph) -> list[tuple[str, str]]:
    """The highlighted pieces with their character styles."""
    return [(run.text, run.style) for run in paragraph.runs if run.is_yellow]


def test_libreoffice_reads_the_text_of_the_draft(files: list[Path]) -> None:
    (read, *_) = office.convert(files, "txt:Text (encoded):UTF8", files[0].parent)
    lines = [line.strip() for line in read.read_text("utf-8-sig").splitlines() if line.strip()]
    assert lines == [line for text in texts(files[0].read_bytes()) for line in text.split("\n")]


def test_full_pages_have_22_lines(printed: list[list[office.Page]]) -> None:
    assert len(printed[0]) > 3
    assert {len(page.body) for page in printed[0][1:-1]} == {22}


def test_full_lines_have_28_characters(printed: list[list[office.Page]]) -> None:
    lines = [line for page in printed[1] for line in page.body if line.is_full_han]
    exact = [line for line in lines if len(line.text) - (line.right > office.RIGHT + 0.6) == 28]
    assert len(lines) > 10
    assert len(exact) >= 0.95 * len(lines)


def test_page_numbers_stand_outside(printed: list[list[office.Page]]) -> None:
    feet = [page.foot[0] for page in printed[0]]
    assert [line.text for line in feet] == [f"—{number}—" for number in range(1, len(feet) + 1)]
    assert {round(line.right - office.RIGHT) for line in feet[::2]} == {-5}
    assert {round(line.left - office.LEFT) for line in feet[1::2]} == {5}


def test_the_title_stands_in_the_middle_of_two_lines(printed: list[list[office.Page]]) -> None:
    title = printed[0][0].body[:2]
    assert "".join(line.text for line in title) == sample_draft().title
    assert all(abs(line.left + line.right - office.LEFT - office.RIGHT) < 2 for line in title)


def test_the_signature_ends_two_characters_before_the_margin(printed: list[list[office.Page]]) -> None:
    lines = [line for page in printed[2] for line in page.body]
    date = next(line for line in lines if line.text == "2023年7月10日")
    signature = next(line for line in lines if line.text == "青禾县档案馆")
    character = 315 / 1440 * 25.4
    assert abs(date.left - signature.left - 2 * character) < 1
    assert abs(signature.left - office.LEFT - 17 * character) < 1


def test_an_attachment_begins_a_page(printed: list[list[office.Page]]) -> None:
    mark, title, text = (line for line in printed[2][1].body[:3])
    assert (mark.text, title.text, text.text) == ("附件1", "任务分解表", "本表由各单位填写。")
    assert round((title.middle - mark.middle) / (579 / 1440 * 25.4)) == 2
