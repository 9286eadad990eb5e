"""Figures of one kind in one script: what stands out in its sentence, and what may stay."""

import pytest

from core.checks.numerals.kinds import check_kinds
from core.model.elements import Element, Role

FOUND = (
    ("完成率达85%，提高百分之八。", [("百分之八", "8%")]),
    ("完成率达85%，提高百分之十二点五。", [("百分之十二点五", "12.5%")]),
    ("培训干部120人、群众三百二十人。", [("三百二十", "320")]),
    ("新建水厂15个、泵站二十个。", [("二十", "20")]),
)

LEFT = (
    "提高百分之八。完成率达85%。",
    "完成率达85%，群众百分之百满意，做到“百分之八十”。",
    "完成率达85%，百分之几十的人受益。",
    "培训干部120人，二十多人获奖，第二十人领奖，近三百人旁听。",
    "新建水厂15个，二十家企业参加，改造两个。",
    "新建水厂15个，三五十个泵站停用。",
)


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_the_other_script_is_told(text: str, expected: list[tuple[str, str]]) -> None:
    found = check_kinds(Element("e1", Role.BODY, text))
    assert [(slip.text, slip.replacement) for slip in found] == expected


@pytest.mark.parametrize("text", LEFT)
def test_what_may_be_so_is_left_alone(text: str) -> None:
    assert list(check_kinds(Element("e1", Role.BODY, text))) == []
