"""Labels name whose a number is: no subject is taken from a clause about something else, nothing is told twice."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [fact.label for fact in facts if fact.kind in ("figure", "mask")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("打击逃税48起，涉案金额2600万元，结案率92%。", "打击逃税结案率（%）"),
        ("到账资金3.2亿元，拨付率88%。", "到账资金拨付率（%）"),
        ("65岁以上住户订餐占20%；全年接单3.1万单，退餐28单，退餐率0.09%。", "退餐率（%）"),
        ("抽检药品900批次，不合格12批次，合格率98.7%。", "抽检药品合格率（%）"),
    ],
)
def test_a_rate_takes_the_subject_it_is_of(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "水稻、花生、油菜单产分别达到510公斤、260公斤和150公斤。",
            ["水稻单产（公斤）", "花生单产（公斤）", "油菜单产（公斤）"],
        ),
        (
            "到岗护士17名，评出标兵9名；毕业班理化及格率分别为97.2%和95.8%。",
            ["到岗护士（名）", "评出标兵（名）", "毕业班物理及格率（%）", "毕业班化学及格率（%）"],
        ),
        (
            "评出标兵6名，新增订户80户；食堂早晚用餐率分别为88%和63%。",
            ["评出标兵（名）", "新增订户（户）", "食堂早晚用餐率（%）", "食堂早晚用餐率（%）·2"],
        ),
    ],
)
def test_members_share_the_head_and_hidden_ones_take_no_foreign_subject(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("采购500毫升输液瓶6000个。", ["采购＿毫升输液瓶", "采购500毫升输液瓶（个）"]),
        ("为48家诊所供氧。", ["为诊所供氧（家）"]),
        ("全年接单2.6万单。", ["接单（单）"]),
        ("其中老年客户占20%。", ["老年客户占总数（%）"]),
        ("综合排名较上年前进4位。", ["综合排名前进（位）"]),
    ],
)
def test_the_clause_tells_what_its_number_counts(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("床位周转率3.6，路网密度1.8。", ["床位周转率", "路网密度"]),
        ("学校生师比16.5，人口抚养比0.46。", ["学校生师比", "人口抚养比"]),
        ("护栏破损率2.1，同比下降0.3。", ["护栏破损率", "护栏破损率同比下降"]),
    ],
)
def test_a_rate_is_a_figure_without_a_sign(text: str, expected: list[str]) -> None:
    assert labels(text) == expected
