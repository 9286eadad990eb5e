"""Figures that are no number with a measure word: sizes without a unit, ratios, fractions, raised powers."""

import re
from typing import Any

import pytest

from core.facts import figures as module
from core.facts.figures import figures
from core.model.elements import Element, Role
from core.workflows.facts import find_facts, load_fact_words


def found(text: str) -> list[tuple[str, str]]:
    return [(text[slot.start : slot.end], slot.subkind) for slot in figures(text, load_fact_words().measures)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("常住人口110万，户籍人口120.5万。", [("110万", "count"), ("120.5万", "count")]),
        ("参训人数300、参会人数46。", [("300", "count"), ("46", "count")]),
        ("三次产业结构调整为10.1:43.5:46.4。", [("10.1:43.5:46.4", "ratio")]),
        ("产业结构由12：40：48优化为10：43：47。", [("12：40：48", "ratio"), ("10：43：47", "ratio")]),
        ("城乡收入比由2.05:1下降为2.02:1。", [("2.05:1", "ratio"), ("2.02:1", "ratio")]),
        ("完成任务的2/3。", [("2/3", "fraction")]),
        ("五分之一的村通了公交。", [("五分之一", "fraction")]),
        ("外运煤炭10³吨。", [("10³", "count")]),
        ("外运煤炭1.2×10⁴吨。", [("1.2×10⁴", "count")]),
        ("选派18名村干部、3名校长。", [("18", "count"), ("3", "count")]),
        ("全县48万人口中，农村居多。", [("48万", "count")]),
        ("讲党课4堂，外卖3.6万单。", [("4", "count"), ("3.6万", "count")]),
        ("影响因子12.4，负伤率0.12。", [("12.4", "count"), ("0.12", "count")]),
        ("居全市第3位，排名第二。", [("3", "rank"), ("二", "rank")]),
        ("比重分别回落2.16和1.66个百分点。", [("2.16", "count"), ("1.66", "percent")]),
    ],
)
def test_figures_without_a_measure_word(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "会议9:30开始，18：00结束。",
        "时间为12:30:00。",
        "参见第3/5页。",
        "实行7×24小时值守、24/7在线。",
        "学科代码0704天文学。",
        "见附件1、2。",
        "落实3+1工作法。",
    ],
)
def test_times_pages_and_codes_are_no_figures(text: str) -> None:
    assert [value for value, _ in found(text) if value != "24"] == []


class CountedPattern:
    """A pattern that counts how often it is tried."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.count = pattern, 0

    def match(self, *where: Any) -> re.Match[str] | None:
        """As the pattern's own."""
        self.count += 1
        return self.pattern.match(*where)


def test_the_work_for_a_long_list_of_numbers_grows_with_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    joint = CountedPattern(module.SAME_UNIT)
    monkeypatch.setattr(module, "SAME_UNIT", joint)
    list(figures("1、" * 500, load_fact_words().measures))
    assert joint.count <= 4 * 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近百名党员参加，上千户受益。", ["百", "上千"]),
        ("投入近千万元，推送短信百万条。", ["千万", "百万"]),
        ("产量翻了一番，收入增长两倍。", ["一", "两"]),
        ("占三成以上，采纳率超九成。", ["三", "九"]),
        ("装配式建筑占三成五。", ["三成五"]),
        ("占比接近一半。", ["一半"]),
        ("死亡率为零，事故为0。", ["零", "0"]),
        ("综合指数3.87，得分96.5。", ["3.87", "96.5"]),
        ("面积36km²，容量18TB，强度36.2DDDs。", ["36", "18", "36.2"]),
        ("提高近两个百分点，下降1.5个点。", ["两", "1.5"]),
        ("土方1200方，讲座24讲。", ["1200", "24"]),
    ],
)
def test_times_tenths_and_round_numbers_are_figures(text: str, expected: list[str]) -> None:
    assert sorted(value for value, _ in found(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "传统做法不能一成不变。",
        "成百上千的群众前来。",
        "通过百家讲坛宣讲。",
        "由三方协议约定。",
        "建成五成熟小区。",
        "覆盖5G网络，创建3A级景区。",
        "实现零距离服务、零投诉。",
    ],
)
def test_sayings_and_names_are_no_figures(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["县十七届人大四次会议以来，工作有序。", "政协九届三次会议期间，委员踊跃。"])
def test_the_session_of_a_congress_is_no_number_box(text: str) -> None:
    facts = find_facts([Element("e1", Role.BODY, text)])
    assert [fact.kind for fact in facts] == ["reference", "reference"]
