"""Certain changes are earned: a year moves by itself only in a closed set of places, everything else asks."""

import pytest

from core.model.elements import Element, Role
from core.model.proposal import Proposal, Term
from core.roll_over.propose import propose
from core.workflows.facts import find_facts
from core.workflows.yearly.roll_over import load_tables
from tests.rolled import rolled

PAIR = Term("年度工作总结", 2022, "全年"), Term("年度工作总结", 2023, "全年")
TITLE = Element("e1", Role.TITLE, "云溪县档案馆2022年工作总结")
HEADING = "主要工作"
PLANS = "2023年工作打算"

CERTAIN = (
    "2022年，接待群众3000人次。",
    "2022年以来，召开会议12次。",
    "2022年培训干部300人次，比2021年增加20人次。",
    "2022年1—12月，收入增长5%。",
    "全县收入3亿元，比2021年增长8%。",
    "漏损率由2021年的11.2%降至10.4%。",
    "截至2022年底，在册职工86人。",
    "截至2022年12月31日，在册职工86人。",
    "完成2022年度考核。",
    "召开2021年度民主生活会。",
    "制定《2022年工作要点》。",
    "服务2022届高校毕业生就业。",
    "现将2022年工作情况汇报如下。",
    "庆祝建党101周年。",
    "新建农村公路28公里，较2021年增长12%。",
    "启动老旧小区改造，入库税收较2021年增长5%。",
    "新签约项目35个，比2021年增加5个；建成厂房3万平方米，比2021年增长8%。",
    "2022年，新改建供水管网48公里，同比增长6.5%。",
    "2022年新建、改建公厕16座，较2021年增加4座。",
    "2022年，修订制度12项，比2021年多5项。",
    "2022年以来，完成股份制改制。",
    "2022年全年，建成新馆。",
    "确保2022年全年目标任务完成。",
    "2022年，我们坚持服务大局，守牢安全底线。",
    "2022年全年，整理档案2.6万卷。",
    "2022年，编研成果参评率80%，馆藏利用率12%。",
    "2022年，办理查档6000人次，复制档案1.2万页。",
    "紧盯2022年目标任务，逐项抓落实。",
    "2022年全国“宪法宣传周”活动有序开展。",
    "2022年汛期，值班值守平稳有序。",
    "2022年，全馆认真落实“三会一课”。",
    "2022年，修复档案3600页，装订860册，除尘2次。",
    "2022年，累计整理档案2.6万卷，扫描180万页。",
    "从2022年的工作情况看，档案利用还不平衡。",
    "做好2023年各项工作，任务艰巨。",
    "我馆2022年接待查档3200人次，复制档案1.2万页。",
    "2022年，馆长带领全馆职工，认真贯彻落实决策部署。",
    "2022年，档案服务收入86万元，增长5.6%。",
    "2023年，我们将继续守牢安全底线。",
    "2023年，继续抓好档案安全。",
    "2022年国际档案日活动有序开展。",
    "2022年“6·9”国际档案日期间，接待群众3000人次。",
    "2022年，全馆坚持“人民至上”理念，守牢安全底线。",
    "做好2023年春节值班。",
    "确保完成2022年全年接收任务。",
    "2022年，档案服务持续优化，群众满意。",
    "回顾2022年，全馆攻坚克难，新馆如期启用。",
    "展望2023年，任务更加艰巨。",
    "2022年，铺设光缆48公里，同比增长6.5%。",
    "2022年，全馆工作取得了一定成绩，但还有不足。",
    "确保完成2022年档案工作目标任务。",
)
ASKED = (
    "2022年，启动第五次经济普查。",
    "2022年，县档案馆整体搬迁。",
    "2022年，完成股份制改制。",
    "2022年，遭遇特大干旱，受理求助30起。",
    "2022年，更名为云溪县数字档案馆，接待群众3000人次。",
    "2022年，被评为先进单位，接待群众3000人次。",
    "2022年，接待群众3000人次，9月新馆开放。",
    "2022年，举办第九届文化节，接待群众3000人次。",
    "2022年，“书香云溪”活动接待群众3000人次。",
    "2022年，接待群众3000人次，比2019年增加200人次。",
    "2022年，局党组坚持原则，班子调整到位。",
    "2022年，发放种粮农民一次性补贴1230万元。",
    "2022年，接收转隶人员9名，同比增加3名。",
    "2022年，组织主题教育读书班5次。",
    "2022年，种植油菜3万亩。",
    "全县2022年接待群众3000人次。",
    "人均收入由2015年的1万元提高到2022年的2万元。",
    "2022年底前，接待群众3000人次。",
    "2022年二期项目比2021年一期项目增加3个。",
    "截至2022年11月底，在册职工86人。",
    "荣获2022年度考核优秀单位。",
    "开展2022年度项目考核。",
    "制定《2022年换届工作要点》。",
    "传达《2022年工作要点》。",
    "2022届新生报到。",
    "庆祝建馆38周年。",
    "2022年扩建库房、2023年投用。",
    "2022年建成6处；2023年建成8处。",
    "2022年冬至2023年春，植树3万株。",
    "新馆建成后，接待群众3000人次，比2021年增长30%。",
    "受疫情影响，收入较2021年下降12%。",
    "滨河公园项目完成投资3500万元，较2021年增加20%。",
    "启动1个试点，比2021年减少2个。",
    "2022年，启动老旧小区改造，入库税收较2021年增长5%。",
    "2022年新建农村公路28公里，较2021年增长12%，滨河大桥建成通车。",
    "2022年，全馆坚持服务大局，圆满承办全省档案工作现场会。",
    "2022年，全馆积极应对持续低温雨雪冰冻天气。",
    "2022年，编纂馆志3卷，发放2000册。",
    "2022年，投入抗旱资金80万元，架设水管3600米，送水26车。",
    "2022年，修缮屋面1200平方米，更新门窗86扇，安排专人1名。",
    "2022年，全馆认真学习贯彻党的十九届六中全会精神。",
    "2022年春节前，完成库房搬迁。",
    "我馆2022年更换密集架86列，拆除隔墙3处。",
    "2023年，我们将继续推进新馆。",
    "2022年，全馆持续推进新馆。",
    "2022年，全馆认真做好牌坊加固。",
    "2022年，全馆坚持从严治馆，辞退保管员。",
    "2022年国庆期间，观众走失。",
    "2022年，全馆参加省委党校学习30人。",
    "2023年，我们将继续建设湖西书库，年内开放。",
    "2022年暑假，铺设木地板860平方米。",
    "2022年，硬化院落3600平方米，安装路灯86盏，新打水井6眼。",
    "2022年，全馆取得甲级资质。",
    "2022年，持续强降雨，库房进水。",
    "2022年，全馆围绕“迎大庆、保平安”抓好安全。",
    "2022年，全馆积极应对两轮寒潮，查档3000人次。",
    "2023年，我们将迎来建馆六十周年。",
    "第三届运动会参赛1200人，比2021年增加200人。",
)
PLANNED = (
    ("2023年，继续抓好档案接收。", True),
    ("2023年计划接待群众3300人次。", True),
    ("2023年计划完成收入3亿元，继续抓好接待。", True),
    ("2023年，继续努力，圆满完成各项任务。", True),
    ("2023年，继续抓好接待，完成书库加固。", False),
    ("2023年底前建成新馆。", False),
    ("力争2023年三季度动工、2024年建成。", False),
    ("2023年，继续推进新馆建设，6月完工。", False),
    ("2024年开展入户登记。", False),
)


def changed(*elements: Element) -> dict[str, str | None]:
    """What is to become of the years of the last paragraph without being asked."""
    found = propose(elements, find_facts(elements), *PAIR, load_tables())
    return {each.text: each.replacement for each in found if each.place.element_id == elements[-1].id}


def body(text: str, heading: str = HEADING) -> tuple[Element, ...]:
    """A paragraph in a section of a report."""
    section = Element("e2", Role.HEADING, heading, "一、", 1, 1, len(heading))
    return (TITLE, section, Element("e3", Role.BODY, text))


def is_changed(new: str | None, old: str) -> bool:
    return new not in (None, old)


@pytest.mark.parametrize("text", CERTAIN)
def test_a_place_of_the_closed_set_is_certain(text: str) -> None:
    found = changed(*body(text))
    assert found
    assert all(is_changed(new, old) for old, new in found.items())


@pytest.mark.parametrize("text", ASKED)
def test_any_other_place_asks(text: str) -> None:
    assert not [old for old, new in changed(*body(text)).items() if is_changed(new, old)]


@pytest.mark.parametrize(("text", "is_certain"), PLANNED)
def test_plans_for_the_whole_year_are_certain_and_their_steps_ask(text: str, is_certain: bool) -> None:
    assert any(is_changed(new, old) for old, new in changed(*body(text, PLANS)).items()) is is_certain


@pytest.mark.parametrize(
    ("heading", "is_certain"),
    [
        ("2022年工作回顾", True),
        ("2023年工作打算", True),
        ("2022年主要成效", True),
        ("2022年新馆工程建设情况", False),
        ("2022年启动的工作", False),
        ("2022年大事", False),
    ],
)
def test_a_heading_is_certain_where_it_names_the_report(heading: str, is_certain: bool) -> None:
    section = Element("e2", Role.HEADING, heading, "一、", 1, 1, len(heading))
    assert any(is_changed(new, old) for old, new in changed(TITLE, section).items()) is is_certain


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ("2022年，在县委的坚强领导下，全馆奋发有为，荣获全省先进。", True),
        ("2022年，全馆坚持服务大局，完成各项任务。", True),
        ("2022年，搬入新馆后，全馆坚持服务大局。", False),
        ("2022年是新馆建成之年，全馆坚持服务大局。", False),
    ],
)
def test_the_opening_of_a_report_is_certain(text: str, is_certain: bool) -> None:
    opening = Element("e2", Role.PREAMBLE, text)
    assert is_changed(changed(TITLE, opening)["2022年"], "2022年") is is_certain


def suggested(text: str, heading: str = HEADING) -> list[Proposal]:
    elements = body(text, heading)
    found = propose(elements, find_facts(elements), *PAIR, load_tables())
    return [each for each in found if each.place.element_id == "e3" and each.asks]


def test_a_question_suggests_the_year_that_is_likely() -> None:
    assert [each.suggestion for each in suggested("全县2022年接待群众3000人次。")] == ["2023年"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2022年，县档案馆整体搬迁。", "2023年"),
        ("2022年接收档案3万卷，启动书库加固。", "2023年"),
        ("2022年，县档案馆获评先进单位。", None),
        ("接收2009年至2011年到期档案3万卷。", "2010年至2012年"),
        ("开放1991年形成的满三十年档案3万卷。", "1992年"),
        ("2021年以来，接待群众3000人次。", "2022年"),
    ],
)
def test_a_question_suggests_the_year_of_the_report_whatever_was_done_in_it(text: str, suggestion: str | None) -> None:
    assert [each.suggestion for each in suggested(text)] == [suggestion]


@pytest.mark.parametrize("title", ["云溪县2022年“安全生产月”活动方案", "云溪县档案馆2022年新馆工程建设工作总结"])
def test_the_year_of_a_title_is_certain(title: str) -> None:
    assert is_changed(changed(Element("e1", Role.TITLE, title))["2022年"], "2022年")


@pytest.mark.parametrize(("heading", "is_certain"), [("2022年主要工作", True), ("主要工作", False)])
def test_a_sentence_right_below_a_heading_with_its_year_opens_the_account(heading: str, is_certain: bool) -> None:
    found = changed(*body("2022年，我们坚持稳中求进，建成新馆。", heading))
    assert is_changed(found["2022年"], "2022年") is is_certain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6月17日举办开放日活动。", ["6月17日"]),
        ("7月5日前报送材料。", ["7月5日"]),
        ("12月31日前、6月底前报送材料。", []),
    ],
)
def test_a_day_that_was_planned_is_asked_and_the_end_of_a_month_is_not(text: str, found: list[str]) -> None:
    assert [each.text for each in suggested(text, PLANS)] == found


def test_the_own_period_opens_a_sentence_whatever_was_done_in_it() -> None:
    pair = Term("上半年工作总结", 2022, "上半年"), Term("上半年工作总结", 2023, "上半年")
    assert rolled("⟦2022年→2023年⟧上半年，开展春季提升行动。", *pair) == "⟦2022年→2023年⟧上半年，开展春季提升行动。"


def test_last_school_year_moves_with_this_one() -> None:
    pair = Term("年度工作总结", 2023, "全年"), Term("年度工作总结", 2024, "全年")
    text = "供餐12万人次，比⟦2021—2022学年→2022—2023学年⟧增加2万人次。"
    assert rolled(text, *pair) == text


def test_a_round_is_no_session() -> None:
    (found,) = suggested("做好第二轮督察整改。")
    assert "今年是第几轮" in found.reason


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("召开二届四次职代会，审议提案12件。", "四"),
        ("召开二届五次理事会。", "五"),
        ("筹备第五次团代会。", "五"),
        ("入馆满五十年的档案，1972年入馆的先行整理。", "1972年"),
        ("其中1972年入馆满五十年的档案36卷。", "1972年"),
        ("办好技能比武，主题为“练精兵”。", "练精兵"),
        ("今年活动主题是“人人讲安全”。", "人人讲安全"),
        ("开展“安全生产月”活动，主题是“人人讲安全”。", "人人讲安全"),
    ],
)
def test_what_has_a_number_or_a_theme_of_its_year_is_asked(text: str, asked: str) -> None:
    assert asked in [each.text for each in suggested(text)]


def test_a_question_about_what_happens_once_says_so_and_has_the_next_year_at_hand() -> None:
    (found,) = suggested("新馆工程2022年加快推进。")
    assert (found.suggestion, "只有一次" in found.reason) == ("2023年", True)


def test_one_year_that_is_asked_for_makes_all_of_its_sentence_ask() -> None:
    assert [each.text for each in suggested("2022年，接待群众3000人次，2021年9月闭馆整修。")] == ["2022年"]


def test_a_course_with_a_date_makes_the_year_before_it_ask() -> None:
    pair = Term("年度工作总结", 2024, "全年"), Term("年度工作总结", 2025, "全年")
    assert rolled("⟦2024年→?⟧⟦党纪学习教育→?⟧期间，开展学习12次。", *pair).startswith("⟦2024年→?⟧")


def test_a_date_of_the_reviewed_year_asks() -> None:
    text = "滨河大桥于2021年9月28日建成通车。"
    assert changed(*body(text, "一、2021年工作回顾"))["2021年9月28日"] is None
