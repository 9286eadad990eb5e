"""Drafts as Word files: text, styles, facts, signature, attachments."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadTemplate
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import FactState
from core.word.writing.document import write_word
from tests.builders import make_draft
from tests.word_files import W, compiled, indent, p, paragraphs, part, texts, usual_layout

LAYOUT = usual_layout()
CHARACTER = 315

WHOLE = """
    title |青禾县档案馆2023年上半年工作总结
    subtitle |（2023年7月10日）
    addressee |县委办公室：
    preamble |今年以来，我馆稳步推进各项工作。
    h1 一、|工作开展情况
    h2 （一）|夯实基础。‖选派{**}名干部，举办{48}期。
    h3 1.|查阅利用。‖接待查阅“{XX}”人次。
    h4 （1）|窗口‖
    point 一是|抓学习。‖每月一课。
    body |具体如下。
    closing |特此报告。
    attachment |附件：1.任务分解表
    attachment |2.完成情况表
    signature |青禾县档案馆
    issue_date |2023年7月10日
    note |（此件公开发布）
    attachment |附件1
    attachment |任务分解表
    body |本表由各单位填写。
"""

STYLES = (
    ("title", "Title"),
    ("subtitle", "Subtitle"),
    ("addressee", "主送机关"),
    ("preamble", "正文段落"),
    ("h1", "heading 1"),
    ("h2", "正文段落"),
    ("h3", "正文段落"),
    ("h4", "heading 4"),
    ("point", "正文段落"),
    ("body", "正文段落"),
    ("closing", "正文段落"),
    ("attachment", "附件说明首项"),
    ("attachment", "附件说明续项"),
    ("signature", "署名"),
    ("issue_date", "成文日期"),
    ("note", "附注"),
    ("attachment", "附件标识"),
    ("attachment", "附件标题"),
    ("body", "正文段落"),
)


def written(draft: Draft, marks: bool = False) -> bytes:
    return write_word(draft, LAYOUT, marks, "k1").value


def draft_text(draft: Draft) -> list[str]:
    return [element.text.strip() for element in draft.elements if element.text.strip()]


def test_each_element_has_the_style_of_its_role() -> None:
    shown = [paragraph.style for paragraph in paragraphs(written(make_draft(WHOLE))) if paragraph.text]
    assert shown == [style for _, style in STYLES]


def test_the_text_of_the_file_is_the_text_of_the_draft() -> None:
    draft = make_draft(WHOLE)
    assert texts(written(draft)) == draft_text(draft)


@pytest.mark.parametrize(
    ("source", "style", "head", "rest"),
    [
        ("h1 一、|基本情况。‖全县平稳。", "一级标题字符", "一、基本情况。", "全县平稳。"),
        ("h2 （一）|夯实基础。‖选派干部。", "二级标题字符", "（一）夯实基础。", "选派干部。"),
        ("h3 1.|查阅利用：‖接待查阅。", "三级标题字符", "1.查阅利用：", "接待查阅。"),
        ("h4 （1）|窗口。‖全天开放。", "四级标题字符", "（1）窗口。", "全天开放。"),
        ("point 一是|抓学习。‖每月一课。", "段首句字符", "一是抓学习。", "每月一课。"),
    ],
)
def test_a_run_in_heading_is_the_first_run_in_its_character_style(
    source: str, style: str, head: str, rest: str
) -> None:
    (shown,) = [paragraph for paragraph in paragraphs(written(make_draft(source))) if paragraph.text]
    assert shown.style == "正文段落"
    assert [(run.text, run.style) for run in shown.runs] == [(head, style), (rest, "")]


def test_open_facts_are_yellow_and_nothing_else() -> None:
    shown = paragraphs(written(make_draft(WHOLE), marks=True))
    assert [run.text for paragraph in shown for run in paragraph.runs if run.is_yellow] == ["**", "48", "XX"]


def test_without_marks_nothing_is_yellow() -> None:
    assert not any(run.is_yellow for paragraph in paragraphs(written(make_draft(WHOLE))) for run in paragraph.runs)


@pytest.mark.parametrize(("state", "is_yellow"), [(state, state.is_open) for state in FactState])
def test_only_facts_nobody_has_looked_at_are_yellow(state: FactState, is_yellow: bool) -> None:
    draft = make_draft("body |选派{**}名")
    draft = replace(draft, facts=tuple(replace(fact, state=state) for fact in draft.facts))
    found = [
        run.text for paragraph in paragraphs(written(draft, marks=True)) for run in paragraph.runs if run.is_yellow
    ]
    assert found == (["**"] if is_yellow else [])


def test_a_fact_across_the_end_of_a_heading_is_yellow_on_both_sides() -> None:
    draft = make_draft("h2 （一）|选派{**}名。‖干部")
    draft = replace(draft, facts=tuple(replace(fact, end=fact.end + 3) for fact in draft.facts))
    (shown,) = [paragraph for paragraph in paragraphs(written(draft, marks=True)) if paragraph.text]
    assert [(run.text, run.style) for run in shown.runs if run.is_yellow] == [("**名。", "二级标题字符"), ("干", "")]


def test_overlapping_facts_lose_no_text() -> None:
    draft = make_draft("body |选派{**}名")
    (fact,) = draft.facts
    draft = replace(draft, facts=(fact, replace(fact, id="f2", start=fact.start + 1, end=fact.end + 1)))
    assert texts(written(draft, marks=True)) == ["选派**名"]


def test_a_fact_in_a_long_title_is_yellow_across_its_lines() -> None:
    draft = make_draft("title |中共青禾县委组织部关于{2023}年上半年组织工作情况的总结报告")
    (shown,) = [paragraph for paragraph in paragraphs(written(draft, marks=True)) if paragraph.text]
    assert shown.text.replace("\n", "") == draft.title
    assert [run.text for run in shown.runs if run.is_yellow] == ["2023"]


def test_a_long_title_is_one_paragraph_of_several_lines() -> None:
    draft = make_draft("title |中共青禾县委组织部关于2023年上半年组织工作情况的总结报告")
    (shown,) = [paragraph for paragraph in paragraphs(written(draft)) if paragraph.style == "Title"]
    assert [len(line) <= 22 for line in shown.text.split("\n")] == [True, True]


def test_one_blank_line_stands_between_title_and_text() -> None:
    shown = [
        paragraph.text for paragraph in paragraphs(written(make_draft("title |总结\nsubtitle |（7月）\nbody |正文")))
    ]
    assert shown == ["总结", "（7月）", "", "正文"]


def test_a_draft_without_a_title_begins_with_its_text() -> None:
    assert [paragraph.text for paragraph in paragraphs(written(make_draft("body |正文")))] == ["正文"]


def test_bookmarks_name_the_elements() -> None:
    draft = make_draft(WHOLE)
    marks = [paragraph.bookmark for paragraph in paragraphs(written(draft)) if paragraph.text]
    assert marks == [f"_GW_k1_{element.id[1:]}" for element in draft.elements]


@pytest.mark.parametrize(
    ("signature", "date", "expected"),
    [("青禾县档案馆", "2023年7月10日", (17, 19)), ("青禾县人民政府办公室", "2023年7月1日", (16, 18))],
)
def test_signature_and_date_are_indented_by_whole_characters(
    signature: str, date: str, expected: tuple[int, int]
) -> None:
    data = written(make_draft(f"signature |{signature}\nissue_date |{date}"))
    assert (indent(data, "署名") / CHARACTER, indent(data, "成文日期") / CHARACTER) == expected


def test_a_date_alone_ends_two_characters_before_the_margin() -> None:
    data = written(make_draft("body |正文\nissue_date |2023年7月1日"))
    assert paragraphs(data)[-1].style == "单独日期"
    assert indent(data, "单独日期") == (28 - 2 - 6) * CHARACTER


def test_no_paragraph_or_run_is_formatted_directly() -> None:
    root = part(written(make_draft(WHOLE)))
    looks = {child.tag.removeprefix(W) for look in root.iter(f"{W}rPr") for child in look}
    hints = {tuple(fonts.attrib) for fonts in root.iter(f"{W}rFonts")}
    assert looks == {"rStyle", "rFonts"}
    assert hints == {(f"{W}hint",)}
    assert {child.tag.removeprefix(W) for look in root.iter(f"{W}pPr") for child in look} == {"pStyle"}


def test_equal_drafts_give_equal_bytes() -> None:
    draft = make_draft(WHOLE)
    assert written(draft) == write_word(draft, usual_layout(), False, "k1").value


def test_the_properties_name_the_title_and_the_unit() -> None:
    core = part(written(make_draft(WHOLE)), "docProps/core.xml")
    assert [element.text for element in core] == ["青禾县档案馆2023年上半年工作总结", "青禾县档案馆"]


def test_a_control_character_is_left_out_with_a_notice() -> None:
    draft = make_draft("body |甲竖乙号丙{**}丁")
    (element,) = draft.elements
    content = element.content.replace("竖", "\x0b").replace("号", "\x0e")
    draft = replace(draft, elements=(replace(element, content=content),))
    result = write_word(draft, LAYOUT, True, "k1")
    assert texts(result.value) == ["甲乙丙**丁"]
    assert [(notice.code, notice.parameters) for notice in result.notices] == [("characters_left_out", {"count": "2"})]
    assert [run.text for run in paragraphs(result.value)[0].runs if run.is_yellow] == ["**"]


def test_tabs_and_line_breaks_inside_a_paragraph_are_kept() -> None:
    draft = Draft(make_draft("body |x").identity, (Element("e1", Role.BODY, "一\t二\n三"),))
    assert texts(written(draft)) == ["一\t二\n三"]


def test_white_space_around_a_paragraph_is_left_to_its_style() -> None:
    draft = Draft(make_draft("body |x").identity, (Element("e1", Role.HEADING, "情况　", "　　一、", 1, 1, 3),))
    assert texts(written(draft)) == ["一、情况"]


def test_an_empty_draft_is_a_file_that_opens() -> None:
    with zipfile.ZipFile(io.BytesIO(written(Draft(make_draft("body |x").identity)))) as package:
        assert package.testzip() is None


@pytest.mark.parametrize("tag", ["{{ 大标题 }}", "{% for 段 in 各段 %}{{ 段.文子 }}{% endfor %}"])
def test_a_layout_that_asks_for_something_unknown_is_refused(tag: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        write_word(make_draft(WHOLE), compiled(p(tag)), False, "k1")
    assert caught.value.code == "template_unknown_name"


def test_a_layout_may_walk_through_parts_and_items() -> None:
    layout = compiled(
        p("{{ 标题 }}"),
        p("{% for 部分 in 各部分 %}"),
        p("{{ 部分.序号 }}{{ 部分.标题 }}"),
        p("{% for 项 in 部分.各项 %}"),
        p("{{ 项.序号 }}{{ 项.标题 }}{{ 项.正文 }}"),
        p("{% for 段 in 项.各段 %}{{ 段.文字 }}；{% endfor %}"),
        p("{% endfor %}"),
        p("{% endfor %}"),
        p("{{ 署名 }}"),
    )
    draft = make_draft(
        "title |总结\nh1 一、|情况\nh2 （一）|甲。‖乙。\nbody |丙\npoint 一是|丁\nh1 二、|问题\nsignature |档案馆"
    )
    shown = texts(write_word(draft, layout, False, "k1").value)
    assert shown == ["总结", "一、情况", "（一）甲。乙。", "丙；一是丁；", "二、问题", "档案馆"]


ELEMENTS = st.lists(
    st.tuples(
        st.sampled_from([role for role in Role if role is not Role.TITLE]),
        st.sampled_from(["", "一、", "（一）", "　　1.", "一是"]),
        st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"), max_size=30),
        st.integers(0, 30),
        st.booleans(),
    ),
    max_size=8,
)


@given(ELEMENTS, st.booleans())
def test_text_out_is_text_in(rows: list[tuple[Role, str, str, int, bool]], marks: bool) -> None:
    elements = tuple(
        Element(f"e{number}", role, content, prefix, 1, 1, min(head, len(content)), run_in)
        for number, (role, prefix, content, head, run_in) in enumerate(rows, 1)
    )
    draft = Draft(make_draft("body |x").identity, elements)
    shown = [text.rstrip("\n") for text in texts(written(draft, marks))]  # contents end with a break of the page
    assert shown == draft_text(draft)
