"""Labels keep what tells: of what a share is, all members before a shared head, 等, and what came in addition."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    return [fact.label for fact in find_facts([Element("e1", Role.BODY, text)]) if fact.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("当月骨科门诊达1200人次，占全年的13%。", ["骨科门诊（人次）", "骨科门诊占全年（%）"]),
        (
            "发展志愿者520人，其中大学生370人、占71%。",
            ["发展志愿者（人）", "发展志愿者·大学生（人）", "发展志愿者中大学生占（%）"],
        ),
        (
            "农险保费580万元，占总保费的57%，比上年下降3.6个百分点。",
            ["农险保费（万元）", "农险保费占总保费（%）", "农险保费占总保费比重下降（个百分点）"],
        ),
        (
            "开展妇女、残疾人培训206人次，同比增长14%。",
            ["开展妇女、残疾人培训（人次）", "开展妇女、残疾人培训同比增长（%）"],
        ),
        ("元旦、端午假期慰问一线职工38人次。", ["慰问一线职工（人次）"]),
        ("举办展览14个，其中引进5个、原创6个。", ["举办展览（个）", "举办展览·引进（个）", "举办展览·原创（个）"]),
        ("新增“跨省转移”等2项。", ["新增“跨省转移”等（项）"]),
        ("两年新增3亿元投资。", ["两年新增投资（亿元）"]),
        ("新设7个便民服务点。", ["新设便民服务点（个）"]),
        ("现行3年期以上利率2.1%。", ["现行＿年期以上利率", "现行3年期以上利率＿%"]),
        ("经3次现场踏勘于5月签订合同。", ["现场踏勘签订合同（次）"]),
        ("林场12小时扑灭率100%。", ["林场＿小时扑灭率", "林场扑灭率（%）"]),
    ],
)
def test_a_label_keeps_what_tells(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("火情起数、受伤人数同比下降9%和4%。", ["火情起数同比下降（%）", "受伤人数同比下降（%）"]),
        ("排查隐患、约谈负责人12人。", ["排查隐患、约谈负责人＿人"]),
    ],
)
def test_members_with_their_own_numbers_stay_apart(text: str, expected: list[str]) -> None:
    assert labels(text) == expected
