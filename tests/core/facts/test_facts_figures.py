"""Figures: numbers that count something, with their units, and the numbers that do not."""

import itertools
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.facts.figures import figures
from core.facts.slots import Slot, scan
from core.workflows.facts import load_fact_words


def found(text: str) -> list[Slot]:
    return list(scan(text, [partial(figures, measures=load_fact_words().measures)]))


def shown(text: str) -> list[str]:
    return [f"{text[slot.start : slot.end]}|{slot.unit}" for slot in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开展学习48次。", ["48|次"]),
        ("推进38项任务，完成27项。", ["38|项", "27|项"]),
        ("交流互访10余次", ["10余|次"]),
        ("惠及群众1万余人", ["1万余|人"]),
        ("惠及群众3万人", ["3万|人"]),
        ("历时40多天", ["40多|天"]),
        ("投入资金1200万元", ["1200|万元"]),
        ("产值1.35亿元", ["1.35|亿元"]),
        ("产值1200万余元", ["1200万余|元"]),
        ("补助3,200元", ["3,200|元"]),
        ("降幅达63%", ["63|%"]),
        ("覆盖率100％", ["100|％"]),
        ("提高2.5个百分点", ["2.5|个百分点"]),
        ("占比63%～68%", ["63%～68|%"]),
        ("每村3—5名", ["3—5|名"]),
        ("约1万至2万人", ["1万至2万|人"]),
        ("整改率百分之九十五", ["九十五|"]),
        ("三分之二以上的村", ["三分之二|"]),
        ("面积３００平方米", ["３００|平方米"]),
        ("集中观看５场（次）", ["５|场（次）"]),
        ("刊发稿件12篇（条）", ["12|篇（条）"]),
        ("近48人参加", ["48|人"]),
        ("不少于2名", ["2|名"]),
        ("人数达到300以上", ["300|"]),
        ("工作满20年、30年的职工", ["20|年", "30|年"]),
        ("联系二十家企业", ["二十|家"]),
        ("走访一百二十三户", ["一百二十三|户"]),
        ("下沉到四个乡镇", ["四|个"]),
        ("选出五名代表团成员", ["五|名"]),
        ("走访百余户群众", ["百余|户"]),
        ("组织数十场活动", ["数十|场"]),
        ("其中：5个达标", ["5|个"]),
        ("完成 12 项", ["12|项"]),
        ("建成3所学校", ["3|所"]),
        ("组建6支队伍", ["6|支"]),
    ],
)
def test_figures_with_magnitude_and_unit(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导",
        "一个方面",
        "一批干部",
        "落实三会一课",
        "增强四个意识",
        "做到两个维护",
        "推进“五基三化”建设",
        "打造“10分钟服务圈”",
        "依据《关于加强3支队伍建设的意见》",
        "（一）1.总体要求",
        "第二次会议",
        "第3批名单",
        "12*365服务",
        "深化“3＋x”模式",
        "升级2.0版",
        "5G基站",
        "配备A4纸",
        "国发〔2005〕39号",
        "拨打12345热线",
        "7月26日",
        "前十名",
        "二期项目",
        "三级联动",
        "五年行动",
        "四家班子成员",
        "万企兴万村",
        "中央八项规定",
        "正式启用",
        "三个区分开来的要求",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "subkind"),
    [
        ("共有48次", "count"),
        ("投资1200万元", "money"),
        ("增长5%", "percent"),
        ("增长5个百分点", "percent"),
        ("百分之五", "percent"),
        ("增长5%～8%", "range"),
        ("四分之一", "fraction"),
        ("服务20年", "duration"),
    ],
)
def test_subkinds(text: str, subkind: str) -> None:
    assert found(text)[0].subkind == subkind


def test_a_figure_in_a_long_quotation_is_a_figure() -> None:
    assert shown("他说：“这一年我们走遍了全镇所有的村子，一共解决了大家反映的难题56个。”") == ["56|个"]


@given(st.text(alphabet="0123456789０９.,，%％万亿余多一二十百第个名项元年至～—“”《》 人", max_size=60))
def test_figures_of_any_text_are_ordered_and_apart(text: str) -> None:
    slots = found(text)
    assert all(first.end <= second.start for first, second in itertools.pairwise(slots))
    assert all(text[slot.start : slot.end].strip() and slot.reach <= len(text) for slot in slots)


@given(
    st.integers(min_value=2, max_value=10**7), st.sampled_from(["名", "项", "个", "次", "万元", "%", "平方米", "人次"])
)
def test_a_number_before_a_measure_word_is_found_whole(number: int, unit: str) -> None:
    assert shown(f"全镇共完成{number}{unit}，按时办结。") == [f"{number}|{unit}"]


@pytest.mark.parametrize(
    "text", ["达到1（  ）00吨", "追回××.6万元", "不少于1__00人", "建成1××个", "平均7.*天", "1〇名主席"]
)
def test_digits_beside_a_mask_are_part_of_it_and_no_figures(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总动力８．６万千瓦", ["８．６万|千瓦"]),
        ("工资3200元/月，", ["3200|元/月"]),
        ("浓度35微克/立方米", ["35|微克/立方米"]),
    ],
)
def test_units_made_of_several_words(text: str, expected: list[str]) -> None:
    assert shown(text) == expected
