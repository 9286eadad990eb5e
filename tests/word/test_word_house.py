"""A house style on the printed page: measured in the PDF, and judged by the validator."""

from pathlib import Path

import pdfplumber
import pytest

from core.word.layouts.templating import load_layout
from core.word.unit_style.apply import apply_house_style
from core.word.unit_style.style import TIMES, Value, make_style
from core.word.writing.document import write_word
from tests.word import office
from tests.word.samples import sample_draft
from tests.word_files import LAYOUT

pytestmark = pytest.mark.word

HOUSES: dict[str, dict[str, Value]] = {
    "narrow": {"top": 30, "bottom": 30, "left": 30, "right": 30, "lines": 20, "characters": 26, "number_place": "居中"},
    "digits": {"digits": TIMES, "number_form": "第1页 共N页", "number_place": "右侧", "first_number": 3},
    "plain": {"number_form": "- 1 -", "number_on_first": False, "title_before": 2, "title_after": 3, "title_size": 26},
    "levels": {"level2_bold": True, "level1_size": 18, "level2_font": "黑体", "body_font": "宋体", "body_size": 15},
}
MILLIMETRE = office.MILLIMETRE


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample in the usual layout with each house style."""
    folder = tmp_path_factory.mktemp("house")
    for name, values in HOUSES.items():
        layout = apply_house_style(LAYOUT.read_bytes(), make_style(values))
        (folder / f"{name}.docx").write_bytes(write_word(sample_draft(), load_layout(layout), False, "k1").value)
        (folder / f"{name}-layout.docx").write_bytes(layout)
    return {path.stem: path for path in folder.glob("*.docx")}


@pytest.fixture(scope="module")
def printed(files: dict[str, Path]) -> dict[str, Path]:
    """The same as PDF."""
    paths = [files[name] for name in HOUSES]
    return dict(zip(HOUSES, office.convert(paths, "pdf", paths[0].parent), strict=True))


def rows(path: Path, page: int, below: float = 0, above: float = 297) -> list[office.Line]:
    """The lines of a page whose middles lie between two heights in millimetres."""
    found = office.pages(path)[page]
    return [line for line in (*found.body, *found.foot) if below < line.middle < above]


@pytest.mark.parametrize("name", HOUSES)
def test_the_validator_finds_no_error(files: dict[str, Path], name: str) -> None:
    assert office.validator_errors(files[name]) == []
    assert office.validator_errors(files[f"{name}-layout"]) == []


def test_20_lines_stand_between_the_margins(printed: dict[str, Path]) -> None:
    lines = rows(printed["narrow"], 1, above=297 - 30)
    assert len(lines) == 20
    pitch = (297 - 60) / 20
    assert all(abs(line.middle - 30 - (number + 0.5) * pitch) < 1.5 for number, line in enumerate(lines))


def test_26_characters_stand_between_the_margins(printed: dict[str, Path]) -> None:
    lines = [line for line in rows(printed["narrow"], 1, above=267) if line.left < 31 and line.right > 176]
    assert len(lines) > 8
    full = [line for line in lines if all("\u3400" <= character <= "\u9fff" for character in line.text)]
    assert {len(line.text) for line in full} <= {26}
    assert all(abs(line.left - 30) < 1 and abs(line.right - 180) < 1.2 for line in full)


def test_the_page_number_stands_in_the_middle_below_the_text(printed: dict[str, Path]) -> None:
    for page in (0, 1):
        (number,) = rows(printed["narrow"], page, below=267)
        assert abs((number.left + number.right) / 2 - 105) < 1
        assert abs(number.middle - (297 - 30 + 7)) < 1


def test_page_numbers_begin_later_and_count_all(printed: dict[str, Path]) -> None:
    feet = [rows(printed["digits"], page, below=262)[0] for page in (0, 1)]
    assert [foot.text[:3] for foot in feet] == ["第3页", "第4页"]
    assert all(foot.text.endswith(f"共{len(office.pages(printed['digits']))}页") for foot in feet)
    assert all(abs(foot.right - (184 - 280 / 1440 * 25.4)) < 1 for foot in feet)


def test_digits_are_times_and_marks_are_not(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["digits"]) as pdf:
        characters = [character for page in pdf.pages for character in page.chars if character["size"] > 15]
    body = [character for character in characters if character["size"] < 17]
    digits = {character["fontname"] for character in body if character["text"].isdigit()}
    marks = {character["fontname"] for character in body if character["text"] in "“”…—"}
    assert digits
    assert marks
    assert not digits & marks


def test_the_first_page_has_no_number(printed: dict[str, Path]) -> None:
    assert rows(printed["plain"], 0, below=262) == []
    assert rows(printed["plain"], 1, below=262)[0].text == "-2-"


def test_lines_stand_free_around_the_title(printed: dict[str, Path]) -> None:
    title, *rest = rows(printed["plain"], 0, above=262)
    pitch = 579 / 1440 * 25.4
    last = [line for line in (title, *rest) if line.left > 30][:3]
    text = next(line for line in rest if line.text.startswith("今年以来"))
    ends = max(line.middle for line in last if line.middle < text.middle)
    assert abs(title.middle - 37 - 2.5 * pitch) < 2
    assert abs(text.middle - ends - 4 * pitch) < 2


def test_levels_have_their_sizes(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["levels"]) as pdf:
        characters = [character for page in pdf.pages for character in page.chars]
    sizes = {round(character["size"], 1) for character in characters if character["text"].strip()}
    assert {22.0, 18.0, 15.0, 14.0} <= sizes
