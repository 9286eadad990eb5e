"""Figures that contradict themselves, and sentences that only look as if they did."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.figures.consistency import check_figures
from core.model.elements import Element, Role
from core.model.fact import FactKind, FactState
from core.model.finding import Finding, Severity
from core.workflows.checking.consistency import load_figure_words
from core.workflows.checking.text_checks import worded
from core.workflows.facts import find_facts


def elements_of(text: str) -> tuple[Element, ...]:
    return tuple(Element(f"e{number}", Role.BODY, line) for number, line in enumerate(text.split("⏎"), 1))


def findings(text: str) -> tuple[Finding, ...]:
    elements = elements_of(text)
    return tuple(map(worded, check_figures(elements, find_facts(elements), load_figure_words())))


def codes(text: str) -> list[str]:
    return [found.code.removeprefix("figures_") for found in findings(text)]


SLIPS = [
    ("sum", "新增床位50张，其中公办30张、民办28张。"),
    ("share", "累计支出540万元，完成年初预算1200万元的54%。"),
    ("sum", "年内46项任务我县已完成35项，8项任务**未启动，2项任务正在推进；每月上门回访。"),
    ("sum", "全区共有党员1200名，其中男党员700名，女党员520名。"),
    ("sum", "全局在编9名，其中专业人员11名。"),
    ("sum", "行政人员9人，其中女干部3人，中级职称11人。"),
    ("sum", "共评出先进个人20名（市级5名、县级16名）。"),
    ("sum", "查处案件46件，包括交通20件、治安18件。"),
    ("sum", "30个项目已开工18个，未开工10个。"),
    ("sum", "一组收集5条，二组收集7条，合计收集13条。"),
    ("sum", "全区共有学校36所，其中城区24所、乡镇14所。"),
    ("sum", "全区共有学校36所，其中城区24所、乡镇10所。"),
    ("sum", "立案二十件。其中，信访类十三件、巡察类十一件。"),
    ("share", "完成27项，占38项的63%。"),
    ("share", "收入完成1318万元，占全年任务2355万元的60%。"),
    ("share", "收到建议50件，办结45件，办结率80%。"),
    ("share", "收到建议50件，其中采纳20件，占总数的45%。"),
    ("direction", "入园率由85%提高到83%。"),
    ("direction", "投诉量从18件降至21件。"),
    ("direction", "同比增长-3%，势头不佳。"),
    ("growth", "森林覆盖率由38.5%提高到40.2%，提高2.7个百分点。"),
    ("growth", "产值由20亿元增加到30亿元，增长40%。"),
    ("growth", "接诊量由2000人次增加到3000人次，增长3倍。"),
    ("range", "合格率达到68%～63%。"),
    ("range", "每村补助5万至3万元。"),
    ("plan", "全年计划培训100人，实际培训80人，超额完成任务。"),
    ("plan", "完成年度计划的95%，全面完成任务。"),
    ("plan", "计划植树300亩，完成300亩，超额完成任务。"),
    ("two_values", "全县共有村级医生286名。⏎全县共有村级医生268名，持证上岗。"),
    ("units", "发放稻谷补贴1200万元。⏎共发放稻谷补贴1200元。"),
]

TRAPS = [
    "收入2.4亿元，比上年减收1070万元。其中：税收8103万元，比上年增收1284万元；非税1.6亿元，比上年减收2354万元。",
    "收入完成24627万元，完成年初预算60999万元的40.4%，增收800万元，其中税收9000万元、非税8000万元。",
    "完成年度计划的105%，超额完成任务。",
    "计划植树300亩，完成320亩，超额完成任务。",
    "全年计划培训100人，已培训80人，确保全面完成任务。",
    "现有编制9名，其中专业人员3名。",
    "立案286件。其中，经济建设方面的102件，占35.7%。",
    "共评出先进个人20名（含市级5名）。",
    "安排重点项目444项（打包拆分后共569项），总投资51亿元。",
    "近三年累计投入6.8亿元，新建、改扩建学校42所，新增学位8600个。",
    "全区共有村36个，其中山区村24个、平原村12个，新建公厕18个。",
    "全区共有村36个，其中山区村24个、平原村10个，新建广场18个。",
    "查处案件46件，包括交通20件、治安18件等。",
    "30个项目已开工20个，完工8个，未开工10个。",
    "共走访120余户，其中困难户80户、一般户45户。",
    "全县完成投资8.6亿元，其中工业投资4.3亿元、农业投资2.2亿元、服务业投资2.2亿元。",
    "总人口98万人，比上年增加5万人，其中城镇人口41万人。",
    "处分9.3万人（其中党纪处分8万人、政务处分3万人）。",
    "全镇12个网格，其中每个网格15名网格员。",
    "推荐省级、市级基地各3家，其中企业5家。",
    "一组收集5条，二组收集7条，合计收集12条。",
    "森林覆盖率由38.5%提高到40.2%，提高1.7个百分点。",
    "投资由2.1亿元增加到4.3亿元，翻了一番，增长104.8%。",
    "接诊量由2000人次增加到6000人次，增长2倍。",
    "问题数从2191件上升至6055件，同比增长约1.76倍。",
    "产值由2亿元增加到3亿元，增长40%。",
    "产值由2亿元增加到3亿元，年均增长14%。",
    "全市排名由12位上升到9位，考核得分由90分提高到92分。",
    "利润由－5万元增加到3万元。",
    "增速由-2.1%回升到3.4%，增长率-1%。",
    "事故起数比上年的23起下降14.8%。",
    "办结率100%，整改率98%。",
    "排查隐患212处，整改200处，满意率98%。",
    "规上企业12家，纳税大户6家，占全市的30%。",
    "完成投资3.6亿元，占年度计划的52%。",
    "截至6月底，全县共有村级医生286名。⏎截至12月底，全县共有村级医生268名，持证上岗。",
    "全年完成投资12亿元。⏎全年完成投资11亿元，主体工程封顶。",
    "2021年全县共有村级医生286名。⏎2022年全县共有村级医生268名。",
    "气温在零下5至3度之间，22至6时值守，从68%到63%。",
    "选派干部3至5名，投资8000至1万元。",
    "收到建议**件，其中办结68件、在办41件。",
    "收到建议50件，其中办结**件、在办41件、未办20件。",
]


@pytest.mark.parametrize(("code", "text"), SLIPS)
def test_a_slip_is_found_once(code: str, text: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize("text", TRAPS)
def test_what_agrees_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_a_sum_is_told_with_its_parts() -> None:
    (found,) = findings("目前46项任务已完成35项，8项任务未启动，2项任务正在推进。")
    assert found.message == "各部分相加是45项（35＋8＋2），与总数46项不一致，请核对。"
    assert (found.text, found.severity, len(found.others)) == ("46项", Severity.WARNING, 3)


def test_a_share_is_told_with_what_it_should_be() -> None:
    (found,) = findings("完成27项，占38项的63%。")
    assert found.message == "27项占38项约为71.1%，与文中的63%不一致，请核对。"


def test_a_change_is_told_with_what_it_should_be() -> None:
    (found,) = findings("产值由20亿元增加到30亿元，增长40%。")
    assert found.message == "由20亿元到30亿元的变化是50%，与文中的40%不一致，请核对。"


def test_two_values_are_told_at_the_second_place() -> None:
    (found,) = findings("全县共有村级医生286名。⏎全县共有村级医生268名。")
    assert (found.severity, found.place.element_id) == (Severity.WARNING, "e2")
    assert [place.element_id for place in found.others] == ["e1"]


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = "共有20名（甲5名、乙16名）。入园率由85%提高到83%。⏎合格率达到68%～63%。"
    places = [(found.place.element_id, found.place.span.start) for found in findings(text)]
    assert places == sorted(places)
    assert len(places) == 3


def test_a_filled_mask_takes_part() -> None:
    elements = elements_of("收到建议50件，办结**件，在办10件。")
    facts = [
        replace(fact, text="45", end=fact.start + 2, state=FactState.UPDATED) if fact.kind is FactKind.MASK else fact
        for fact in find_facts(elements)
    ]
    filled = elements_of("收到建议50件，办结45件，在办10件。")
    assert [found.code for found in check_figures(filled, facts, load_figure_words())] == ["figures_sum"]


def test_noise_is_not_checked() -> None:
    elements = (Element("e1", Role.NOISE, "共有20名（甲5名、乙16名）。"),)
    facts = find_facts((replace(elements[0], role=Role.BODY),))
    assert check_figures(elements, facts, load_figure_words()) == ()


def test_a_very_long_enumeration_is_cut_off() -> None:
    text = "共有100名，其中" + "、".join(f"甲{number}组{number}名" for number in range(1, 400)) + "。"
    assert len(findings(text)) <= 60


@given(st.sampled_from(SLIPS), st.text(alphabet="一加强学习，、抓好落实", max_size=20))
def test_what_stands_before_moves_every_place(slip: tuple[str, str], before: str) -> None:
    lead = before + "。"
    plain, moved = findings(slip[1]), findings(lead + slip[1])
    first = [
        found.place.span.moved(len(lead)) if found.place.element_id == "e1" else found.place.span for found in plain
    ]
    assert [found.place.span for found in moved] == first


@given(st.lists(st.sampled_from([text for _, text in SLIPS] + TRAPS), max_size=6))
def test_every_place_holds_its_text(texts: list[str]) -> None:
    elements = elements_of("⏎".join(texts))
    contents = {element.id: element.content for element in elements}
    for found in map(worded, check_figures(elements, find_facts(elements), load_figure_words())):
        span = found.place.span
        assert contents[found.place.element_id][span.start : span.end] == found.text
        assert all(place.span.end <= len(contents[place.element_id]) for place in found.others)


@given(st.text(alphabet="共有占由从提高到下降完成计划的其中，。、；（）%％万亿元件名0123456789.－-～*X", max_size=60))
def test_nothing_written_breaks_the_check(text: str) -> None:
    for found in findings(text):
        assert found.message.endswith("请核对。")


INDICATORS = [
    (
        "2025年，全县完成地区生产总值120.5亿元，同比增长6%。⏎（二）工业平稳。全县完成地区生产总值118.3亿元。",
        ["warning"],
    ),
    ("2025年我县地区生产总值达到120.5亿元。⏎完成地区生产总值118.3亿元。", ["warning"]),
    ("全年规模以上工业增加值36亿元。⏎全年工业增加值40亿元。", []),
    ("全县完成地区生产总值120.5亿元。⏎力争完成地区生产总值130亿元。", []),
    ("全县地区生产总值突破120亿元。⏎完成地区生产总值125.3亿元。", []),
    ("2024年地区生产总值110亿元。⏎2025年地区生产总值120亿元。", []),
    ("上半年完成地区生产总值60亿元。⏎全年完成地区生产总值65亿元。", []),
]
"""An indicator has one figure a year: two are a contradiction; another name, year or period, or a plan, is none."""


@pytest.mark.parametrize(("text", "severities"), INDICATORS)
def test_two_figures_of_one_indicator_are_a_warning(text: str, severities: list[str]) -> None:
    assert [found.severity.value for found in findings(text) if found.code == "figures_two_values"] == severities


def test_figures_of_a_section_of_plans_are_not_compared() -> None:
    plan = Element("h2", Role.HEADING, "明年打算", depth=1, heading_length=4)
    said, hoped = elements_of("全县完成地区生产总值120.5亿元。⏎地区生产总值130亿元。")
    elements = (said, plan, hoped)
    assert check_figures(elements, find_facts(elements), load_figure_words()) == ()


def test_two_values_whose_names_differ_are_a_hint() -> None:
    found = findings("我站现有聘用船员46人。⏎船员管理不断加强，我站现有聘用船员52人。")
    assert [(one.code, one.severity) for one in found] == [("figures_two_values", Severity.HINT)]
