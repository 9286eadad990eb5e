"""Where a proposal stands, for paragraphs with hardly any words besides."""

import pytest

from core.model.draft import Draft
from core.model.proposal import Proposal, RollRole
from core.model.spans import Place, Span
from core.workflows.yearly.proposal_places import place_names
from tests.builders import make_draft
from tests.tables import table_draft

TABLE = """
一、指标
表1 主要指标
指标 | 2022年 | 备注
接收档案（卷） | 1200 | 2022年
"""
TEXT = """
title |工作总结
h1 一、|明年打算
body |2023年
body |2023年将新建库房一座，面积八百平方米。
issue_date |2022年12月28日
"""


def proposed(draft: Draft, text: str, words: str) -> Proposal:
    """A proposal for the words in the last paragraph of that text."""
    element = next(each for each in reversed(draft.elements) if each.content == text)
    start = text.index(words)
    return Proposal(
        "p1", RollRole.REPORT_YEAR, Place(element.id, Span(start, start + len(words))), words, "2024年", "理由"
    )


def named(draft: Draft, text: str, words: str) -> str:
    proposal = proposed(draft, text, words)
    return place_names([proposal], draft).get(proposal.place.element_id, "")


def test_a_cell_is_called_by_its_heads() -> None:
    assert named(table_draft(TABLE), "2022年", "2022年") == "表1 接收档案·备注"


def test_who_answers_for_a_row_is_not_what_it_is_called() -> None:
    draft = table_draft("任务 | 牵头单位 | 完成时限\n库房改造 | 保管科 | 2024年6月\n目录录入 | 利用科 | 2024年9月")
    assert named(draft, "2024年6月", "2024年6月") == "第1张表 库房改造·完成时限"


def test_a_table_says_below_which_heading_it_stands() -> None:
    draft = table_draft(TABLE)
    head = next(each for each in draft.elements if each.table is not None)
    proposal = Proposal("p1", RollRole.TABLE, Place(head.id, Span(0, 0)), "", "", "理由")
    assert place_names([proposal], draft)[head.id] == "表1（引言）"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("2023年", "2023年", "“一、明年打算”之下"),
        ("2022年12月28日", "2022年12月28日", "成文日期"),
        ("2023年将新建库房一座，面积八百平方米。", "2023年", ""),
    ],
)
def test_a_paragraph_without_other_words_is_called_by_what_stands_above(text: str, words: str, name: str) -> None:
    assert named(make_draft(TEXT), text, words) == name
