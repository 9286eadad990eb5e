"""Labels of clauses with several numbers: each has its own subject, a bare change takes it from the clause before."""

import pytest

from core.model.elements import Element, Role
from core.workflows.facts import find_facts


def labels(text: str) -> list[str]:
    facts = find_facts([Element("e1", Role.BODY, text)])
    return [fact.label for fact in facts if fact.kind in ("figure", "mask")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("粮食总产量46万吨，增长3.7%。", ["粮食总产量（吨）", "粮食总产量增长（%）"]),
        ("实现地区生产总值391亿元，同比增长8.6%。", ["实现地区生产总值（亿元）", "地区生产总值同比增长（%）"]),
        (
            "争取上级资金2.3亿元，较去年同期增加4500万元。",
            ["争取上级资金（亿元）", "争取上级资金较去年同期增加（万元）"],
        ),
        ("全区共有党员**名，占**%。", ["党员（名）", "党员占（%）"]),
        ("签约项目12个，总投资45.6亿元。", ["签约项目（个）", "签约项目总投资（亿元）"]),
        ("抽查样品320批次，合格率为98.75%。", ["抽查样品（批次）", "抽查样品合格率（%）"]),
        ("外贸形势稳步好转，增长5%。", ["外贸形势增长（%）"]),
        ("财政收入6亿元，创历史新高，增长7%。", ["财政收入（亿元）", "财政收入增长（%）"]),
        ("收到来信**件，办结**件。", ["收到来信（件）", "来信办结（件）"]),
    ],
)
def test_a_bare_change_takes_its_subject_from_the_clause_before(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("粮食产量、油料产量分别增长8%和9%。", ["粮食产量增长（%）", "油料产量增长（%）"]),
        ("城镇、农村居民人均收入分别达到4.2万元和2.1万元。", ["城镇居民人均收入（万元）", "农村居民人均收入（万元）"]),
        ("氮氧化物、二氧化硫排放量分别下降3%和4%。", ["氮氧化物排放量下降（%）", "二氧化硫排放量下降（%）"]),
        ("第一、二、三产业分别增长3%、5%和7%。", ["第一产业增长（%）", "第二产业增长（%）", "第三产业增长（%）"]),
        ("城乡低保标准分别提高5%和8%。", ["城镇低保标准提高（%）", "农村低保标准提高（%）"]),
        (
            "粮食产量46万吨，油料产量3.2万吨，分别增长8%和9%。",
            ["粮食产量（吨）", "油料产量（吨）", "粮食产量增长（%）", "油料产量增长（%）"],
        ),
        ("粮食和油料产量为46万吨和3.2万吨。", ["粮食产量（吨）", "油料产量（吨）"]),
        ("第二、第三产业占比分别回落2.16和1.66个百分点。", ["第二产业占比回落", "第三产业占比回落（个百分点）"]),
    ],
)
def test_each_number_behind_respectively_has_its_own_subject(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水渠完好率由31.4%提高到47.2%。", ["水渠完好率由＿%提高", "水渠完好率提高到（%）"]),
        ("办理时限从15天压缩至3天。", ["办理时限由＿天压缩", "办理时限压缩到（天）"]),
        ("三次产业结构由12:40:48优化为10:43:47。", ["三次产业结构优化前", "三次产业结构优化后"]),
    ],
)
def test_a_change_from_one_number_to_another_tells_which_is_which(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为服务满30年的职工颁发奖章。", "为服务满＿年的职工颁发奖章"),
        ("试点范围扩大到全县50%的乡镇。", "试点范围扩大到全县＿%的乡镇"),
        ("用水总量连续6年下降。", "用水总量连续＿年下降"),
    ],
)
def test_a_number_that_no_words_tell_is_labelled_by_its_clause(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("选派**名教师到省城进修，选派**名教师到乡支教。", "选派教师到乡支教（名）"),
        ("取消18项行政审批事项。", "取消行政审批事项（项）"),
        ("完成16座小型水库除险加固。", "完成小型水库除险加固（座）"),
        ("设立6项专项附加扣除。", "设立专项附加扣除（项）"),
        ("召开**次农技学习会。", "召开农技学习会（次）"),
        ("建成8个村卫生服务站。", "建成村卫生服务站（个）"),
        ("失业率稳定在5%左右的较低水平。", "失业率稳定在＿%左右的较低水平"),
        ("医保覆盖80%以上村卫生室。", "医保覆盖＿%以上村卫生室"),
    ],
)
def test_the_thing_counted_is_whole(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云山站成为**。", "云山站成为＿"),
        ("以“秀美**·和谐家园”为主题。", "“秀美＿·和谐家园”为主题"),
        ("党的**届*中全会召开。", "党的＿届某中全会"),
    ],
)
def test_labels_of_names_break_no_quotation_and_no_clause(text: str, expected: str) -> None:
    assert labels(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "粮食产量46万吨,同比增长3.7%;油料产量3万吨,下降2%。",
            ["粮食产量同比增长（%）", "油料产量（吨）", "油料产量下降（%）"],
        ),
        ("财政总收入6.2亿元,其中税收4.1亿元,增长5%。", ["税收（亿元）", "税收增长（%）"]),
    ],
)
def test_half_width_marks_part_clauses_as_fullwidth_ones_do(text: str, expected: list[str]) -> None:
    assert labels(text)[1:] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单位能耗比上年下降4%。", "单位能耗下降（%）"),
        ("城乡收入比下降4%。", "城乡收入比下降（%）"),
        ("40岁以下干部占80%。", "40岁以下干部占（%）"),
        ("安排384万元救灾款和740万元恢复重建资金。", "安排恢复重建资金（万元）"),
    ],
)
def test_labels_keep_what_a_comparison_is_of(text: str, expected: str) -> None:
    assert labels(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("储备救灾物资2.3万件，价值1460万元。", "储备救灾物资价值（万元）"),
        ("查获走私货物36批，货值1260万元。", "查获走私货物货值（万元）"),
        ("审理合同纠纷3892件，标的额14.7亿元。", "审理合同纠纷标的额（亿元）"),
        ("冷链物流中心9月28日投入运营，库容8000吨。", "冷链物流中心库容（吨）"),
        ("落实优惠政策，减免216万元。", "落实优惠政策减免（万元）"),
        ("县级预算210万元，仅比2020年增加5万元。", "县级预算仅比2020年增加（万元）"),
        ("断面水质优良率连续7年保持100%。", "断面水质优良率保持（%）"),
    ],
)
def test_a_short_clause_that_goes_on_says_what_it_is_of(text: str, last: str) -> None:
    assert labels(text)[-1] == last
