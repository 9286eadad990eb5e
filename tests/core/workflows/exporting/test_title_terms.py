"""Where a long title may be broken: between words, set terms being one."""

import pytest

from core.word.writing.values import break_title
from core.workflows.exporting.pages import known_terms, title_words


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("中共青禾县委关于深入学习实践科学发展观活动情况的总结报告", "科学发展观"),
        ("青禾县退役军人事务局2023年上半年工作总结及下半年工作计划", "退役军人事务局"),
        ("青禾县人民政府关于国民经济和社会发展计划执行情况的报告", "国民经济"),
        ("青禾县应急管理局2022年党风廉政建设主体责任落实情况汇报", "党风廉政建设"),
    ],
)
def test_a_set_term_is_one_word(title: str, term: str) -> None:
    words = title_words(title)
    assert "".join(words) == title
    assert any(term in word for word in words)


@pytest.mark.parametrize("limit", range(10, 24))
def test_no_line_of_a_title_ends_inside_a_term(limit: int) -> None:
    title = "青禾县林业局关于深入学习实践科学发展观活动和生态文明建设工作情况的总结报告"
    lines = break_title(title_words(title), limit)
    assert "".join(lines) == title
    assert all(any(term in line for line in lines) for term in ("科学发展观", "生态文明建设"))


def test_all_terms_are_short_enough_for_a_line() -> None:
    assert all(2 < len(term) <= 8 for term in known_terms())
