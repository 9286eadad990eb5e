"""A label that says too little alone has what the clause before is about in front."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    return [fact.label for fact in find_facts([Element("e1", Role.BODY, text)]) if fact.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("消防演练27场，参与2.1万人次。", ["消防演练（场）", "消防演练·参与＿人次"]),
        (
            "举办安全宣讲31场，受众2017人次，发放资料5600份。",
            ["举办安全宣讲（场）", "安全宣讲·受众（人次）", "安全宣讲·发放资料（份）"],
        ),
        ("识别可疑账户34起，移送公安2起。", ["识别可疑账户（起）", "识别可疑账户·移送公安（起）"]),
        ("走访企业326家，解决问题58个。", ["走访企业（家）", "走访企业·解决问题（个）"]),
        ("眼科门诊3月启用，复明成功率97%。", ["眼科门诊·复明成功率（%）"]),
        ("在第五届厨艺大赛上获一等奖6个、二等奖9个。", ["厨艺大赛上获一等奖（个）", "厨艺大赛·二等奖（个）"]),
    ],
)
def test_a_label_that_goes_on_says_of_what(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建站点4个，召开座谈会3场。", ["新建站点（个）", "召开座谈会（场）"]),
        ("责令停业16家，罚款142万元。", ["责令停业（家）", "罚款（万元）"]),
    ],
)
def test_what_stands_by_itself_takes_nothing(text: str, expected: list[str]) -> None:
    assert labels(text) == expected
