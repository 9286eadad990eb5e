"""Labels of values of another year say which year; earlier values without one are told as what a change began with."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    return [fact.label for fact in find_facts([Element("e1", Role.BODY, text)]) if fact.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "图书馆购书经费2019年、2020年、2021年分别为31万元、36万元、42万元。",
            ["2019年图书馆购书经费（万元）", "2020年图书馆购书经费（万元）", "2021年图书馆购书经费（万元）"],
        ),
        (
            "发放护理补贴84万元，2019年、2020年分别为62万元、71万元。",
            ["发放护理补贴（万元）", "2019年发放护理补贴（万元）", "2020年发放护理补贴（万元）"],
        ),
        (
            "2023年、2024年、2025年上半年养护费分别为48万元、43万元、20万元。",
            ["2023年养护费（万元）", "2024年养护费（万元）", "2025年上半年养护费（万元）"],
        ),
        (
            "消防通道畅通率由2020年底的71%、2021年底的83%升至96%。",
            ["2020年底消防通道畅通率（%）", "2021年底消防通道畅通率（%）"],
        ),
        ("亩均产值由2020年的3.2万元提高到4.1万元。", ["2020年亩均产值（万元）", "亩均产值提高到（万元）"]),
        ("简报由年6期增至8期。", ["简报由年＿期增加", "简报增加到（期）"]),
        ("投诉量由2022年同期的89件降至17件。", ["投诉量由2022年同期的＿件降至某件"]),
        ("2025年12月单月售票款27万元。", ["12月单月售票款（万元）"]),
    ],
)
def test_a_value_of_another_time_says_its_time(text: str, expected: list[str]) -> None:
    assert labels(text)[: len(expected)] == expected


def test_a_value_that_something_became_keeps_its_words() -> None:
    assert labels("岗位由12个整合为7个。") == ["岗位整合前（个）", "岗位整合后（个）"]
    assert labels("覆盖率由2010年底的47%提高到2013年底的85%。")[1] == "覆盖率提高到（%）"
