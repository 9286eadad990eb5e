"""The time a report says it is about, against its title."""

import pytest

from core.checks.numerals.reported_period import check_reported_period
from core.model.elements import Element, Role

TITLE = "青禾县档案馆2024年上半年工作总结"

FOUND = (
    (TITLE, "现将2023年上半年工作情况报告如下。", "2023", "2024"),
    (TITLE, "今年以来进展顺利。现将2024年全年工作情况总结如下：", "全年", "上半年"),
    (TITLE, "现就2024年度工作汇报如下：", "年度", "上半年"),
    ("青禾县档案馆2024年第二季度工作汇报", "现将2024年一季度工作汇报如下。", "一季度", "第二季度"),
    ("青禾县档案馆2024年度工作总结", "现将2025年度工作总结如下。", "2025", "2024"),
)

LEFT = (
    (TITLE, "现将2024年上半年工作情况总结如下。"),
    (TITLE, "现将工作情况总结如下。2023年，接收档案三批。"),
    (TITLE, "现将2024年工作情况总结如下。"),
    (TITLE, "现将2023年工作和2024年上半年安排汇报如下。"),
    ("青禾县档案馆2024年度工作总结", "现将2024年全年工作总结如下。"),
    ("青禾县档案馆2024年第二季度工作汇报", "现将2024年二季度工作汇报如下。"),
    ("2023年工作总结和2024年工作打算", "现将2023年工作总结如下。"),
    ("2024年青禾县档案工作报告", "现将2023年工作报告如下。"),
    ("青禾县档案馆工作总结", "现将2023年工作总结如下。"),
)


def told(title: str, text: str) -> list[tuple[str, str | None]]:
    elements = (Element("e1", Role.TITLE, title), Element("e2", Role.PREAMBLE, text))
    return [(slip.text, slip.replacement) for slip in check_reported_period(elements)]


@pytest.mark.parametrize(("title", "text", "given", "right"), FOUND)
def test_another_time_than_in_the_title_is_found(title: str, text: str, given: str, right: str) -> None:
    assert told(title, text) == [(given, right)]


@pytest.mark.parametrize(("title", "text"), LEFT)
def test_the_time_of_the_title_is_left_alone(title: str, text: str) -> None:
    assert told(title, text) == []
