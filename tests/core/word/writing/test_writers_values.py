"""The values a layout may write: kinds, pieces, and the two ways to walk through a draft."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.blocks import UNDERLINED, Emphasis
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.word.layouts.file import Fields, Items
from core.word.layouts.finishing import FACT_END, FACT_START, LOOK_END, LOOK_NAMES_END, LOOK_START
from core.word.writing.marks import with_fact_marks
from core.word.writing.values import FIELDS, NAMES, TextOptions, layout_values
from tests.builders import make_draft

Value = dict[str, object]

KINDS = (
    ("body |正文", ["正文"]),
    ("preamble |引言", ["正文"]),
    ("vocative |同志们！", ["正文"]),
    ("vocative |同志们：", ["主送机关"]),
    ("document_number |甲〔2023〕1号\nbody |文\ndocument_number |乙〔2023〕2号", ["发文字号", "正文", "副标题"]),
    ("closing |特此报告。", ["正文"]),
    ("h1 一、|情况", ["一级标题"]),
    ("h1 一、|情况。‖很好。", ["一级段首标题"]),
    ("h2 （一）|情况", ["二级标题"]),
    ("h3 1.|情况。‖很好。", ["三级段首标题"]),
    ("h4 （1）|情况", ["四级标题"]),
    ("h6 ①|情况", ["四级标题"]),
    ("point 一是|抓学习。‖每月一课。", ["段首句"]),
    ("point 一是|抓学习。", ["正文"]),
    ("addressee |县委：", ["主送机关"]),
    ("document_number |青政发〔2023〕1号", ["发文字号"]),
    ("body |正文\nsubtitle |（7月）", ["正文", "副标题"]),
    ("note |（此件公开发布）", ["附注"]),
    ("signature |档案馆\nissue_date |2023年7月1日", ["署名", "成文日期"]),
    ("issue_date |2023年7月1日", ["单独日期"]),
    (
        "signature |馆\nissue_date |1月5日\nnote |（联系人：林立）\nattachment |附件1",
        ["署名", "成文日期", "附注", "附件标识"],
    ),
    ("signature |馆\nissue_date |1月5日\nbody |联系人：林立", ["署名", "成文日期", "正文"]),
    ("attachment |附件：任务分解表", ["附件说明"]),
    ("title |总结\nissue_date |（2023年1月5日）\nbody |正文", ["正文"]),
    ("title |总结\nsignature |（馆）\nbody |正文\nsignature |馆", ["正文", "署名"]),
    ("title |总结\nissue_date |（1月5日）\nbody |正文\nattachment |附件：表", ["正文", "附件说明"]),
    ("title |总结\nsignature |馆\nissue_date |1月5日", ["署名", "成文日期"]),
    ("attachment |附件：1.任务分解表\nattachment |2.情况表", ["附件说明首项", "附件说明续项"]),
    ("attachment |附件\nattachment |任务分解表\nattachment |说明", ["附件标识", "附件标题", "正文"]),
    ("signature |馆\nattachment |附件2\nattachment |名单\nattachment |张三", ["署名", "附件标识", "附件标题", "正文"]),
    ("signature |馆\nattachment |附件1：名单\nattachment |张三", ["署名", "附件标识", "正文"]),
)


def values(source: str) -> Value:
    """The values of a draft without marks; a title is cut into characters."""
    return layout_values(make_draft(source), TextOptions({}, list, 20))


def rows(found: object) -> list[Fields]:
    """The items of a list of values."""
    assert isinstance(found, Items)
    return [row for row in found if isinstance(row, Fields)]


@pytest.mark.parametrize(("source", "expected"), KINDS)
def test_each_element_is_of_a_kind_the_layout_knows(source: str, expected: list[str]) -> None:
    assert [row["类别"] for row in rows(values(source)["各段"])] == expected


def test_every_name_and_field_is_known_to_the_check() -> None:
    found = values("title |总结\nsubtitle |（7月）\nh1 一、|情况\nh2 （一）|甲。‖乙。\nbody |丙\nsignature |馆")
    parts = rows(found["各部分"])
    fields = {name for row in (*rows(found["各段"]), *parts, *rows(parts[0]["各项"])) for name in row}
    assert found.keys() == NAMES
    assert fields == FIELDS


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("h2 （一）|夯实基础。‖选派干部。", ("（一）", "夯实基础。", "选派干部。", "（一）夯实基础。选派干部。")),
        ("h1 一、|情况", ("一、", "情况", "", "一、情况")),
        ("point 一是|抓学习。‖每月一课。", ("一是", "抓学习。", "每月一课。", "一是抓学习。每月一课。")),
        ("body |正文", ("", "", "正文", "正文")),
    ],
)
def test_a_paragraph_comes_in_pieces_and_whole(source: str, expected: tuple[str, ...]) -> None:
    (row,) = rows(values(source)["各段"])
    assert tuple(row[name] for name in ("序号", "标题", "正文", "文字")) == expected


def test_subtitles_under_the_title_stand_apart() -> None:
    found = values("title |总结\nsubtitle |（7月）\nsubtitle |馆长\nbody |正文")
    assert [row["文字"] for row in rows(found["各副标题"])] == ["（7月）", "馆长"]
    assert [row["文字"] for row in rows(found["各段"])] == ["正文"]


def test_single_elements_can_be_named() -> None:
    found = values("title |总结\naddressee |县委：\nbody |正文\nsignature |馆\nissue_date |2023年7月1日")
    assert [found[name] for name in ("标题", "主送机关", "署名", "成文日期")] == [
        "总结",
        "县委：",
        "馆",
        "2023年7月1日",
    ]
    assert found["编号"] == {"标题": "1", "主送机关": "2", "署名": "4", "成文日期": "5", "发文字号": ""}


def test_what_a_draft_lacks_is_empty() -> None:
    found = values("body |正文")
    assert [found[name] for name in ("标题", "主送机关", "署名", "成文日期")] == [""] * 4


def test_parts_hold_items_and_paragraphs() -> None:
    found = values("preamble |引言\nh1 一、|甲\nbody |乙\nh2 （一）|丙\nbody |丁\nh3 1.|戊\nh1 二、|己\nsignature |馆")
    first, second = rows(found["各部分"])
    (item,) = rows(first["各项"])
    assert [row["文字"] for row in (*rows(first["各段"]), item, *rows(item["各段"]))] == [
        "乙",
        "（一）丙",
        "丁",
        "1.戊",
    ]
    assert (second["文字"], second["各项"], second["各段"]) == ("二、己", [], [])


def test_identity_is_at_hand() -> None:
    found = values("body |正文")
    assert (found["年份"], found["单位"], found["文种"]) == (2023, "青禾县档案馆", "上半年工作总结")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "选派名干部"),
        ([(2, 3)], "选派[名]干部"),
        ([(0, 1), (4, 5)], "[选]派名干[部]"),
        ([(0, 5)], "[选派名干部]"),
        ([(1, 3), (2, 4)], "选[派名][干]部"),
        ([(9, 12)], "选派名干部"),
        ([(2, 2)], "选派名干部"),
    ],
)
def test_spans_are_marked(spans: list[tuple[int, int]], expected: str) -> None:
    shown = with_fact_marks("选派名干部", 0, 5, spans).replace(FACT_START, "[").replace(FACT_END, "]")
    assert shown == expected


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6).map(sorted)


@given(st.text("选派干部48", max_size=30), SPANS, st.integers(0, 30), st.integers(0, 30))
def test_marking_changes_no_text(text: str, spans: list[tuple[int, int]], start: int, end: int) -> None:
    shown = with_fact_marks(text, start, end, spans).replace(FACT_START, "").replace(FACT_END, "")
    assert shown == text[start:end]


def test_every_role_finds_its_way_into_the_text() -> None:
    source = "\n".join(f"{role} |{role}文字" for role in Role if role not in (Role.TITLE, Role.CONTENTS))
    found = values(source)
    shown = [row["文字"] for row in (*rows(found["各副标题"]), *rows(found["各段"]))]
    assert shown == [element.text for element in make_draft(source).elements]


@pytest.mark.parametrize(
    ("content", "line", "printed"),
    [
        ("联系电话：      ", (5, 11), "联系电话：      "),
        ("      同志：", (0, 6), "      同志："),
        ("      ", (0, 6), "      "),
        ("　　全文有线。  ", (0, 9), "全文有线。"),
        ("  没有线。  ", (3, 5), "没有线。"),
    ],
)
def test_a_line_to_write_on_is_printed_at_either_end(content: str, line: tuple[int, int], printed: str) -> None:
    element = Element("e1", Role.BODY, content, emphasis=(Emphasis(*line, (UNDERLINED,)),))
    (row,) = rows(layout_values(Draft(Identity(), (element,), serial=1), TextOptions({}, list, 20))["各段"])
    assert re.sub(f"{LOOK_START}.*?{LOOK_NAMES_END}|{LOOK_END}", "", str(row["文字"])) == printed
