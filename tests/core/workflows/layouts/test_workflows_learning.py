"""From a file of one's own to a layout among the others: kept, changed, shown, and like the layout it was written in."""

from functools import lru_cache
from pathlib import Path

import pytest

from core.errors import AppError, BadInput, BadUse
from core.model.draft import Draft
from core.word.layouts.file import WordLayout
from core.word.layouts.templating import load_layout
from core.word.unit_style.apply import apply_house_style, read_house_style
from core.word.unit_style.style import make_style
from core.word.writing.document import write_word
from core.workflows.exporting.pages import Pages, PageSetter
from core.workflows.layouts.files import add_layout, is_own, layout_names, own_folder, plain_layout, remove_layout
from core.workflows.layouts.learning import (
    SAMPLE,
    Learned,
    RoleChange,
    change_learned,
    keep_learned,
    learn_bytes,
    learn_layout,
    learn_with_picture,
    picture_of,
    summary,
)
from core.workflows.layouts.style_trial import sample_draft
from tests.builders_docx import docx
from tests.builders_docx import p as docx_p
from tests.builders_docx import r as docx_r
from tests.finished.heads import PLAIN_FOOT, PLAIN_HEAD
from tests.finished.houses import HOUSES
from tests.finished.report import House, finished
from tests.word_files import layout_file, p

DIRECT = HOUSES["direct"]
FRAMED = House(DIRECT.looks, footer=DIRECT.footer, head=PLAIN_HEAD, foot=PLAIN_FOOT)
LOOP = (p("{{ 标题 }}"), p("{% for 段 in 各段 %}"), p("{{ 段.文字 }}"), p("{% endfor %}"))
LEVELS = ("level1", "level2", "level3", "level4")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path


def saved(folder: Path, data: bytes, name: str = "材料.docx") -> Path:
    """A file on the disk."""
    path = folder / name
    path.write_bytes(data)
    return path


def shown(pages: Pages) -> str:
    """All that stands on the pages."""
    lines = [placed for page in pages.pages for placed in page.lines]
    return "".join(stretch.text for placed in lines for stretch in placed.line.stretches)


def table_in(looks: dict[str, tuple[str, float, str]]) -> bytes:
    """A report whose table has more words than its text; font, size and alignment by part."""

    def line(part: str, text: str) -> str:
        font, size, align = looks[part]
        run = f'<w:rFonts w:eastAsia="{font}"/><w:sz w:val="{size * 2:.0f}"/>'
        return docx_p(docx_r(text, run), f'<w:jc w:val="{align}"/>')

    rows = [[line("表头", text) for text in ("水厂", "能力", "供水", "备注")]]
    rows += [[line("表内文字", f"第{y}水厂第{x}格") for x in range(4)] for y in range(20)]
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    borders = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    return docx(
        line("标题", "柳坪县水务局2023年工作总结"),
        line("正文", "全年围绕供水安全开展工作，完成管网改造36公里，群众用水更加放心，现将有关情况总结如下。"),
        line("表题", "表1　供水情况"),
        line("表注", "单位：万吨"),
        f"<w:tbl>{borders}{cells}</w:tbl>",
        line("正文", "老旧管网较多，资金仍有不足，需要继续加大投入力度，确保全年任务按时完成。"),
    )


LOOKS = {
    "标题": ("黑体", 22, "center"),
    "正文": ("仿宋", 16, "both"),
    "表题": ("楷体", 14, "center"),
    "表注": ("宋体", 10.5, "right"),
    "表头": ("黑体", 12, "center"),
    "表内文字": ("宋体", 10.5, "center"),
}


def test_tables_have_a_look_of_their_own_and_none_in_the_look_of_the_text() -> None:
    found = {each.name: each for each in learn_bytes("材料.docx", table_in(LOOKS)).value.findings}
    assert {name: (found[name].face.family, found[name].face.size, found[name].shape.align) for name in LOOKS} == LOOKS


# From the disk


def test_a_file_is_learned_by_its_path(home: Path) -> None:
    path = saved(home, finished(DIRECT))
    assert learn_layout(path).value == learn_bytes("材料.docx", path.read_bytes()).value


def test_a_file_that_is_not_there_is_told(home: Path) -> None:
    with pytest.raises(BadInput) as told:
        learn_layout(home / "没有.docx")
    assert told.value.code == "file_missing"


def test_only_word_files_can_be_learned_from(home: Path) -> None:
    with pytest.raises(BadInput) as told:
        learn_layout(saved(home, "一、情况\n正文。".encode(), "材料.txt"))
    assert told.value.code == "learn_not_word"


def test_the_picture_shows_the_sample_in_the_learned_layout(home: Path) -> None:
    learned, picture = learn_with_picture(saved(home, finished(FRAMED)))
    assert picture is not None
    assert sample_draft().title in shown(picture).replace("\n", "")
    assert shown(picture) == shown(picture_of(learned.value))


@pytest.mark.parametrize("name", ["份号", "发文字号", "密级"])
def test_the_picture_shows_what_changes_in_the_head(name: str) -> None:
    assert SAMPLE[name] in shown(picture_of(learn_bytes("材料.docx", finished(FRAMED)).value))


def test_a_layout_whose_names_are_unknown_has_no_picture(home: Path) -> None:
    learned, picture = learn_with_picture(saved(home, layout_file(*LOOP, p("{{ 单位宣传口号 }}"))))
    assert picture is None
    assert "learn_not_usable_yet" in [notice.code for notice in learned.notices]


def test_a_layout_with_tags_is_taken_over_with_its_picture(home: Path) -> None:
    learned, picture = learn_with_picture(saved(home, layout_file(*LOOP, p("便函专用"))))
    assert picture is not None
    assert "便函专用" in shown(picture)
    assert "learn_not_usable_yet" not in [notice.code for notice in learned.notices]


# Changed and kept


def test_a_wish_changes_the_role_and_the_picture() -> None:
    learned = learned_from("direct")
    changed, picture = change_learned(learned, {"正文": RoleChange("宋体", 18, False)})
    body = next(role for role in changed.findings if role.name == "正文")
    faces = {stretch.face for page in picture.pages for line in page.lines for stretch in line.line.stretches}
    assert (body.face.family, body.face.size) == ("宋体", 18)
    assert ("宋体", 18) in {(face.family, face.size) for face in faces}


def test_no_wish_leaves_the_layout_as_it_was_learned() -> None:
    learned = learned_from("direct")
    assert change_learned(learned, {})[0] == learned


def test_a_learned_layout_is_kept_among_the_user_s_own() -> None:
    learned = learned_from("direct")
    name = keep_learned(learned, " 本局/材料. ")
    assert (name, is_own(name)) == ("本局材料", True)
    assert plain_layout(name) == learned.layout


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("", "layout_no_name"), ("  .", "layout_no_name"), ("~便函", "layout_no_name"), ("???", "layout_no_name")),
        *(("国标公文", "layout_name_taken"), ("内部材料 ", "layout_name_taken")),
    ],
)
def test_names_that_a_layout_cannot_have_are_refused(name: str, code: str) -> None:
    with pytest.raises(BadUse) as told:
        add_layout(b"layout", name)
    assert told.value.code == code
    assert not own_folder().exists()


def test_a_name_is_taken_in_whatever_case() -> None:
    add_layout(b"one", "Alpha")
    with pytest.raises(BadUse):
        add_layout(b"two", "ALPHA")
    assert plain_layout("Alpha") == b"one"


def test_a_long_name_is_cut_short() -> None:
    assert add_layout(b"layout", "长" * 200) == "长" * 60


def test_a_name_is_free_again_when_its_layout_lies_aside() -> None:
    remove_layout(add_layout(b"one", "便函"))
    assert (add_layout(b"two", "便函"), plain_layout("便函")) == ("便函", b"two")


def test_a_place_that_takes_no_file_is_told(home: Path) -> None:
    (home / "home").write_text("no folder", "utf-8")
    with pytest.raises(AppError) as told:
        add_layout(b"layout", "便函")
    assert told.value.code == "save_no_folder"


# What was written in a layout leads back to it


@lru_cache(maxsize=8)
def compiled(name: str) -> WordLayout:
    """A built-in layout, compiled once."""
    return load_layout(plain_layout(name))


@lru_cache(maxsize=8)
def relearned(name: str) -> bytes:
    """The layout that a report written in a built-in layout shows."""
    return learn_bytes("材料.docx", write_word(sample_draft(), compiled(name), False, "k").value).value.layout


every_layout = pytest.mark.parametrize("name", layout_names())


def same(name: str, *fields: str) -> dict[str, tuple[object, object]]:
    """Those of the settings that differ between a layout and what is learned from a report in it."""
    one, other = (read_house_style(data) for data in (plain_layout(name), relearned(name)))
    pairs = {field: (getattr(one, field), getattr(other, field)) for field in fields}
    return {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}


@every_layout
def test_learning_from_a_report_finds_the_paper_of_its_layout(name: str) -> None:
    assert same(name, "top", "bottom", "left", "right", "pitch", "lines") == {}


@every_layout
def test_learning_from_a_report_finds_the_fonts_and_sizes_of_its_layout(name: str) -> None:
    roles = ("title", "body", *LEVELS)
    assert same(name, *(f"{role}_font" for role in roles), *(f"{role}_size" for role in roles)) == {}


@every_layout
def test_learning_from_a_report_finds_what_is_bold_in_its_layout(name: str) -> None:
    assert same(name, "title_bold", *(f"{level}_bold" for level in LEVELS)) == {}


@every_layout
def test_learning_from_a_report_finds_the_page_numbers_of_its_layout(name: str) -> None:
    assert same(name, "number_form", "number_place") == {}


@every_layout
def test_the_same_report_in_the_learned_layout_breaks_its_lines_alike(name: str) -> None:
    draft = sample_draft()
    assert body_lines(PageSetter(relearned(name)).set(draft), draft) == body_lines(
        PageSetter(compiled(name)).set(draft), draft
    )


def body_lines(pages: Pages, draft: Draft) -> list[str]:
    """The lines of the longest paragraphs."""
    long = {int(element.id[1:]) for element in draft.elements if len(element.text) > 60}
    lines = [placed for page in pages.pages for placed in page.lines if placed.paragraph.number in long]
    return ["".join(stretch.text for stretch in placed.line.stretches) for placed in lines]


@lru_cache(maxsize=8)
def learned_from(name: str) -> Learned:
    """What a finished report of a house shows."""
    return learn_bytes("材料.docx", finished(HOUSES[name])).value


@pytest.mark.parametrize("name", HOUSES)
def test_what_was_learned_can_be_told_in_a_few_words(name: str) -> None:
    learned = learned_from(name)
    assert summary(learned)


@pytest.mark.parametrize("name", HOUSES)
def test_a_learned_layout_takes_a_house_style(name: str) -> None:
    learned = learned_from(name)
    style = make_style({"left": 30, "body_font": "宋体", "level1_bold": True, "number_form": "第1页"})
    assert style.given.items() <= read_house_style(apply_house_style(learned.layout, style)).given.items()
