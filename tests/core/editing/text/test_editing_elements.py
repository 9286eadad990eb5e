"""Title, addressee, signature and date as single fields."""

import pytest

from core.editing.text.elements import element_of, set_element
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
title |{year:2022年}总结
preamble |今年{year:2022年}以来。
closing |特此报告。
note |（此件公开发布）
"""


def after(role, text, source=REPORT):
    draft = make_draft(source)
    return apply(draft, set_element(draft, role, text))


def test_a_new_title_keeps_its_facts_where_they_are():
    draft = after(Role.TITLE, "青禾县2022年总结")
    assert (draft.title, fact_texts(draft)) == ("青禾县2022年总结", ["2022年", "2022年"])


def test_a_year_changed_in_the_title_is_the_same_field_in_the_text():
    assert lines_of(after(Role.TITLE, "2023年总结"))[1] == "今年2023年以来。"


def test_addressee_stands_below_the_title():
    assert lines_of(after(Role.ADDRESSEE, "县委："))[:2] == ["2022年总结", "县委："]


def test_signature_stands_behind_the_closing_and_before_the_notes():
    assert lines_of(after(Role.SIGNATURE, "青禾县档案馆"))[-2:] == ["青禾县档案馆", "（此件公开发布）"]


def test_date_stands_behind_the_signature():
    draft = make_draft(REPORT)
    draft = apply(draft, set_element(draft, Role.ISSUE_DATE, "2023年7月1日"))
    draft = apply(draft, set_element(draft, Role.SIGNATURE, "青禾县档案馆"))
    assert lines_of(draft)[-3:] == ["青禾县档案馆", "2023年7月1日", "（此件公开发布）"]


def test_an_emptied_element_is_taken_out():
    assert after(Role.TITLE, "").title == ""


def test_an_empty_text_for_a_missing_element_changes_nothing():
    assert set_element(make_draft(REPORT), Role.SIGNATURE, "").is_empty


def test_of_two_dates_the_one_at_the_end_is_the_issue_date():
    twice = "title |总结\nissue_date |（1月5日）\nbody |正文\nissue_date |1月8日"
    assert lines_of(after(Role.ISSUE_DATE, "1月9日", twice)) == ["总结", "（1月5日）", "正文", "1月9日"]


def test_line_breaks_of_a_title_become_blanks():
    assert after(Role.TITLE, " 青禾县\n2022年\r\n总结 ").title == "青禾县 2022年 总结"


def test_blanks_alone_are_no_title():
    assert after(Role.TITLE, " \n").title == ""


@pytest.mark.parametrize(
    ("typed", "content"),
    [
        ("青禾县水利局2020年工作总结", "青禾县水利局\n2020年工作总结"),
        ("青禾县水利局2019年度工作总结", "青禾县水利局\n2019年度工作总结"),
        ("工作总结", "工作总结"),
    ],
)
def test_a_title_typed_in_one_line_keeps_its_author_s_line_breaks(typed: str, content: str) -> None:
    elements = (Element("e1", Role.TITLE, "青禾县水利局\n2019年工作总结"), Element("e2", Role.BODY, "正文。"))
    draft = Draft(Identity("年度工作总结", 2020), elements, serial=2)
    after = apply(draft, set_element(draft, Role.TITLE, typed))
    assert (after.elements[0].content, after.title) == (content, typed)


TITLE_DATE = "title |总结\nissue_date |（2022年1月5日）\nbody |正文\nsignature |青禾县档案馆"


def test_a_date_below_the_title_is_not_the_issue_date():
    draft = make_draft(TITLE_DATE)
    assert element_of(draft, Role.ISSUE_DATE) is None


def test_an_issue_date_is_written_below_the_signature_though_the_title_has_a_date():
    assert lines_of(after(Role.ISSUE_DATE, "2023年1月9日", TITLE_DATE))[1:] == [
        "（2022年1月5日）",
        "正文",
        "青禾县档案馆",
        "2023年1月9日",
    ]


def test_a_unit_below_the_title_is_not_the_signature():
    source = "title |总结\nsignature |青禾县档案馆\nbody |正文"
    assert lines_of(after(Role.ISSUE_DATE, "2023年1月9日", source))[-1] == "2023年1月9日"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2023.12.5", "2023年12月5日"),
        ("2023-12-05", "2023年12月5日"),
        ("２０２３／１２／５", "2023年12月5日"),
        ("20231205", "2023年12月5日"),
        ("2023年12月05号", "2023年12月5日"),
        ("2023.2.30", "2023.2.30"),
        ("20**年*月*日", "20**年*月*日"),
    ],
)
def test_a_whole_date_is_written_in_its_standard_form(typed, written):
    assert lines_of(after(Role.ISSUE_DATE, typed))[-2] == written
