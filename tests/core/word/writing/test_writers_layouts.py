"""The built-in layouts with and without everything they can show."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from core.model.draft import Draft
from core.model.particulars import NAMES
from core.word.layouts.file import WordLayout
from core.word.layouts.templating import load_layout
from core.word.writing.document import FILLING_STYLE, Imprint, write_word
from tests.core.word.writing.test_writers_particulars import NOTHING, draft_with
from tests.core.word.writing.test_writers_word import WHOLE
from tests.layouts.built_in import SOURCES, layout
from tests.word_files import W, paragraphs, part, style, texts

LAYOUTS = {name: load_layout(layout(name)) for name in SOURCES}
FULL = {name: f"{name}甲、{name}乙" for name in NAMES}
NUMBER = "document_number |青档〔2023〕8号"


def written(loaded: WordLayout, draft: Draft, imprint: Imprint | None = None) -> bytes:
    return write_word(draft, loaded, True, "k1", imprint).value


def shown(name: str, source: str = WHOLE, given: Mapping[str, str] = NOTHING) -> list[str]:
    """The text of a draft with these particulars in a built-in layout."""
    return texts(written(LAYOUTS[name], draft_with(source, given)))


@pytest.mark.parametrize("name", SOURCES)
def test_without_particulars_the_file_holds_the_draft_and_nothing_else(name: str) -> None:
    draft = draft_with(WHOLE)
    assert [text.replace("\n", "") for text in shown(name)] == [element.text.strip() for element in draft.elements]


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("given", [{}, FULL, {**FULL, "发文机关": "甲局"}], ids=["bare", "joint", "single"])
def test_no_file_is_formatted_directly(name: str, given: dict[str, str]) -> None:
    root = part(written(LAYOUTS[name], draft_with(WHOLE, given), Imprint(500, alone=True)))
    looks = {child.tag.removeprefix(W) for look in root.iter(f"{W}rPr") for child in look}
    forms = {child.tag.removeprefix(W) for look in root.iter(f"{W}pPr") for child in look}
    assert looks <= {"rStyle", "rFonts", "highlight"}
    assert forms <= {"pStyle", "sectPr"}


@pytest.mark.parametrize("name", SOURCES)
def test_no_text_is_lost_whatever_the_layout_has_in_its_head(name: str) -> None:
    draft = draft_with(f"{WHOLE.rstrip()}\n    {NUMBER}", FULL)
    found = "".join(texts(written(LAYOUTS[name], draft))).replace("\n", "")
    lacking = [element.text for element in draft.elements if element.text.strip() not in found]
    assert lacking in ([], ["青档〔2023〕8号"])  # the particular takes the place of the draft's own number


@pytest.mark.parametrize("name", SOURCES)
def test_text_after_a_run_in_heading_is_body_text(name: str) -> None:
    (found,) = [line for line in paragraphs(written(LAYOUTS[name], draft_with("h2 （一）|甲。‖乙。"))) if line.text]
    assert (found.style, [run.style for run in found.runs]) == ("正文段落", ["二级标题字符", ""])


@pytest.mark.parametrize("name", SOURCES)
def test_marks_that_both_scripts_have_are_drawn_as_han(name: str) -> None:
    root = part(written(LAYOUTS[name], draft_with("body |“甲”——乙……")))
    assert [fonts.get(f"{W}hint") for fonts in root.iter(f"{W}rFonts")] == ["eastAsia"]


@pytest.mark.parametrize("name", ["国标公文", "信函"])
def test_the_number_of_the_draft_stands_in_the_head_once(name: str) -> None:
    found = shown(name, f"title |总结\n{NUMBER}\nbody |正文", {"发文机关": "青禾县档案馆"})
    assert sum("青档〔2023〕8号" in text for text in found) == 1
    assert "青档〔2023〕8号" in found[found.index("总结") - 1]


@pytest.mark.parametrize("name", SOURCES)
def test_without_a_head_the_number_stands_where_the_draft_has_it(name: str) -> None:
    assert shown(name, f"title |总结\n{NUMBER}\nbody |正文") == ["总结", "青档〔2023〕8号", "正文"]


def test_the_bookmark_of_a_number_in_the_head_is_its_elements() -> None:
    draft = draft_with(f"title |总结\n{NUMBER}\nbody |正文", {"发文机关": "甲局", "签发人": "王一宁"})
    (line,) = [line for line in paragraphs(written(LAYOUTS["国标公文"], draft)) if "8号" in line.text]
    assert (line.text, line.bookmark) == ("青档〔2023〕8号\t签发人：王一宁", "_GW_k1_2")


def test_the_head_of_a_document_from_top_to_bottom() -> None:
    found = shown(
        "国标公文", "title |总结", {"份号": "000001", "密级": "机密", "发文机关": "甲局", "发文字号": "甲〔2023〕1号"}
    )
    assert found == ["000001", "机密", "甲局文件", "甲〔2023〕1号", "总结"]


def test_a_joint_head_names_all_authorities_and_all_who_signed() -> None:
    given = {"发文机关": "甲局、乙委", "发文字号": "甲〔2023〕1号", "签发人": "王一宁、周正平、钱有田"}
    found = shown("国标公文", "title |总结", given)
    assert found == ["甲局", "乙委", "文件", "签发人：王一宁　周正平", "甲〔2023〕1号\t　　　　钱有田", "总结"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"抄送": "县委各部门"}, ["抄送：县委各部门。"]),
        ({"印发机关": "甲办", "印发日期": "2023年7月1日"}, ["甲办\t2023年7月1日印发"]),
        ({"印发机关": "甲办"}, ["甲办\t"]),
        ({}, []),
    ],
)
def test_the_imprint_has_the_lines_that_are_given(given: dict[str, str], expected: list[str]) -> None:
    assert shown("国标公文", "body |正文", given)[1:] == expected
    assert shown("纪要", "body |正文", given)[1:] == expected


def test_a_letter_has_no_printing_office() -> None:
    assert shown("信函", "body |正文", {"抄送": "甲局", "印发机关": "乙办"}) == ["正文", "抄送：甲局。"]


def test_the_head_of_a_letter_is_in_the_page_header() -> None:
    data = written(LAYOUTS["信函"], draft_with("body |正文", {"发文机关": "甲局、乙局", "发文字号": "甲函〔2023〕1号"}))
    assert "".join(part(data, "word/header1.xml").itertext()) == "甲局"
    assert texts(data) == ["\t甲函〔2023〕1号", "正文"]


@pytest.mark.parametrize("name", ["国标公文", "信函", "纪要"])
@pytest.mark.parametrize(("alone", "sections"), [(False, 1), (True, 2)])
def test_an_imprint_alone_has_a_section_without_page_numbers(name: str, alone: bool, sections: int) -> None:
    data = written(LAYOUTS[name], draft_with("body |正文", {"抄送": "甲局"}), Imprint(alone=alone))
    found = list(part(data).iter(f"{W}sectPr"))
    footers = (part(data, footer) for footer in parts_of(data) if "footer" in footer)
    assert len(found) == sections
    assert sum(bool(list(footer.iter(f"{W}fldSimple"))) for footer in footers) == (2 if alone else 4)


def parts_of(data: bytes) -> list[str]:
    """The names of a file's parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def test_the_space_above_the_imprint_is_what_the_pages_gave() -> None:
    data = written(LAYOUTS["国标公文"], draft_with("body |正文", {"抄送": "甲局"}), Imprint(5000.7))
    spacing = style(data, FILLING_STYLE).find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert int(spacing.get(f"{W}before", "")) == 5000


@pytest.mark.parametrize("fill", [0.0, -3.0, 0.4])
def test_without_room_there_is_no_space_above_the_imprint(fill: float) -> None:
    data = written(LAYOUTS["国标公文"], draft_with("body |正文", {"抄送": "甲局"}), Imprint(fill))
    spacing = style(data, FILLING_STYLE).find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert spacing.get(f"{W}before") == "0"


def test_control_characters_in_a_particular_are_left_out_with_a_notice() -> None:
    draft = draft_with("body |正文", {"发文机关": "甲\x0e局", "发文字号": "甲\x13〔2023〕1号"})
    result = write_word(draft, LAYOUTS["国标公文"], True, "k1")
    assert [notice.parameters for notice in result.notices] == [{"count": "2"}]
    assert texts(result.value) == ["甲局文件", "甲〔2023〕1号", "正文"]


def test_markup_in_a_particular_is_text() -> None:
    assert shown("纪要", "body |正文", {"纪要名称": "<w:p>&{{ 标题 }}"})[0] == "<w:p>&{{ 标题 }}纪要"


def test_speech_and_internal_paper_show_their_own_lines_below_the_title() -> None:
    assert shown("内部材料", "title |总结", FULL)[1:3] == ["题下单位甲、题下单位乙", "（题下日期甲、题下日期乙）"]
    assert shown("讲话稿", "title |讲话", {"讲话人": "王一宁"}) == shown(
        "讲话稿（大字）", "title |讲话", {"讲话人": "王一宁"}
    )


@pytest.mark.parametrize("name", SOURCES)
def test_a_signature_stays_with_its_date(name: str) -> None:
    assert style(layout(name), "署名").find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("name", ["国标公文", "纪要", "信函"])
def test_an_imprint_stays_whole(name: str) -> None:
    made = written(LAYOUTS[name], draft_with(WHOLE, FULL))
    kept = [
        style(made, each).find(f"{W}pPr/{W}keepNext") is not None for each in ("版记前空", "抄送机关", "印发机关和日期")
    ]
    assert kept == [True, True, True]
    assert not any("抄送" in "".join(table.itertext()) for table in part(made).iter(f"{W}tbl"))


@pytest.mark.parametrize("name", SOURCES)
def test_headings_keep_with_nothing_so_that_pages_are_full(name: str) -> None:
    said = [style(layout(name), f"heading {level}").find(f"{W}pPr/{W}keepNext") for level in range(1, 5)]
    assert said == [None] * 4
