"""A comparison, a slogan or work that goes on makes no year certain where a verb that no list knows tells of one event."""

import pytest

from core.model.elements import Element, Role
from core.model.proposal import Proposal, Term
from core.roll_over.propose import propose
from core.workflows.facts import find_facts
from core.workflows.yearly.roll_over import load_tables

REPORT = Term("年度工作总结", 2022, "全年"), Term("年度工作总结", 2023, "全年")
PLAN = Term("年度工作要点", 2022, "全年"), Term("年度工作要点", 2023, "全年")
HEADING = Element("e2", Role.HEADING, "主要工作")


def found(last: Element, pair: tuple[Term, Term] = REPORT) -> list[Proposal]:
    title = Element("e1", Role.TITLE, f"云溪县人民政府2022年{pair[0].kind[2:]}")
    elements = title, HEADING, last
    return [
        each
        for each in propose(elements, find_facts(elements), *pair, load_tables())
        if each.place.element_id == last.id
    ]


def body(text: str) -> Element:
    return Element("e3", Role.BODY, text)


@pytest.mark.parametrize(
    "text",
    [
        "2022年，南山隧道贯通，车流量同比增长12%。",
        "2022年南山隧道贯通带动车流量同比增长12%。",
        "2022年，受蝗灾影响，玉米产量同比下降12%。",
        "2022年，老铁厂关门，用电量比2021年下降36%。",
        "2022年，停演36天，观众同比下降26%。",
        "2022年，旅游收入同比增长12%，古镇易主。",
        "2022年，聚焦乡村小学并校，完成师生任务，大局保持平稳。",
        "2022年，坚持依法办案，石某冤案昭雪，司法水平提升。",
        "2022年，发放消费券86万元，零售总额同比增长8%。",
        "2022年，付息2600万元，债务余额减少到0元。",
        "2022年，购进CT设备2台，检查患者1.2万人次。",
    ],
)
def test_what_came_of_one_event_asks(text: str) -> None:
    assert found(body(text))
    assert all(each.asks for each in found(body(text)))


@pytest.mark.parametrize(
    "text",
    [
        "2022年，水晶灯出口额同比增长12%。",
        "2022年，黄金饰品销售额较去年增长26%，汽车类零售额较去年下降3%。",
        "2022年，财政收入26亿元，同比增长8%。",
        "2022年，收案1260件，平均审理天数同比缩短6天。",
        "2022年，坚持立德树人，育人质量不断提高。",
        "2022年，持续转变作风，凝聚工作合力，服务水平提升。",
        "2022年，坚持依法征税，税收秩序持续规范。",
        "2022年，聚焦群众看病难题，持续改善就医体验。",
        "2022年，始终把安全放在首位，保障群众用药安全。",
    ],
)
def test_what_is_compared_or_kept_to_every_year_is_certain(text: str) -> None:
    assert found(body(text))
    assert not any(each.asks for each in found(body(text)))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("2022年，继续抓好跨江隧道掘进，改善出行。", True),
        ("2022年，继续做好铁厂职工安置。", True),
        ("2022年，继续加强校园安全管理，确保师生安全。", False),
        ("2022年，继续做好控辍保学工作。", False),
    ],
)
def test_work_that_goes_on_in_a_plan_is_no_event(text: str, asks: bool) -> None:
    assert [each.asks for each in found(body(text), PLAN)] == [asks]


@pytest.mark.parametrize(
    ("heading", "asks"),
    [("2022年白石水库垮坝应对情况", True), ("2022年冤案平反情况", True), ("2022年信访工作情况", False)],
)
def test_a_heading_of_one_event_asks(heading: str, asks: bool) -> None:
    last = Element("e3", Role.HEADING, heading, "（一）", 1, 2, len(heading))
    assert [each.asks for each in found(last)] == [asks]
