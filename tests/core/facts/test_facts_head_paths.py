"""Labels of cells whose heads alone do not tell them apart, and units that rows say for all columns."""

import pytest

from core.model.fact import FactKind
from core.model.tables.cells import without_mark
from tests.tables import cell_facts

SHARES = """
    渠道 | 2023年件数（件） | 占比（%） | 2024年件数（件） | 占比（%）
    窗口 | 300 | 60.0 | 280 | 56.0
    网上 | 200 | 60.0 | 220 | 44.0
"""


def test_a_repeated_head_is_told_by_the_column_it_follows() -> None:
    labels = [label for label in cell_facts(SHARES) if label.startswith("窗口") and "占比" in label]
    assert labels == ["窗口·2023年件数·占比（%）", "窗口·2024年件数·占比（%）"]


def test_equal_values_under_a_repeated_head_are_two_fields() -> None:
    same = SHARES.replace("56.0", "60.0")
    found = [fact for label, fact in cell_facts(same).items() if label.startswith("窗口") and "占比" in label]
    assert len({fact.field for fact in found}) == 2


def test_a_row_of_percentages_has_them_in_all_columns() -> None:
    facts = cell_facts("年份 | 受理（起） | 办结（起）\n2023年 | 40 | 38\n2024年 | 44 | 42\n同比（%） | 10.0 | 10.5")
    assert [fact.unit for label, fact in facts.items() if label.startswith("同比")] == ["%", "%"]


def test_heads_typed_once_more_are_no_values() -> None:
    facts = cell_facts(
        "村 | 2023年 | 2024年（户）\n上湾 | 31 | 35\n下湾 | 20 | 22\n村 | 2023年 | 2024年（户）\n河口 | 14 | 18"
    )
    assert [label for label, fact in facts.items() if fact.kind is FactKind.FIGURE] == [
        "上湾·2023年",
        "上湾·2024年（户）",
        "下湾·2023年",
        "下湾·2024年（户）",
        "河口·2023年",
        "河口·2024年（户）",
    ]


@pytest.mark.parametrize("mark", ["①", "*", "※", "[1]", "〔2〕", "（注1）", "²"])
def test_a_mark_of_a_note_is_neither_unit_nor_part_of_the_label(mark: str) -> None:
    facts = cell_facts(f"指标{mark} | 2023年 | 2024年（户）\n用水{mark} | 31 | 35{mark}\n用气 | 20{mark} | 22")
    found = [(label, fact.text, fact.unit) for label, fact in facts.items() if fact.kind is FactKind.FIGURE]
    assert found == [
        ("用水·2023年", "31", ""),
        ("用水·2024年（户）", "35", "户"),
        ("用气·2023年", "20", ""),
        ("用气·2024年（户）", "22", "户"),
    ]


def test_a_raised_digit_of_a_unit_or_a_power_is_no_mark() -> None:
    facts = cell_facts("项目 | 数值\n建筑面积（m²） | 350\n库容 | 20m³")
    found = [(label, fact.unit) for label, fact in facts.items() if fact.kind is FactKind.FIGURE]
    assert found == [("建筑面积·数值（m²）", "m²"), ("库容·数值（m³）", "m³")]
    assert [without_mark(text) for text in ("10³", "平方米²", "5260²")] == ["10³", "平方米²", "5260"]


def test_two_stars_behind_a_year_in_a_head_are_the_mark_of_a_note() -> None:
    facts = cell_facts("科室 | 2023年 | 2024年**\n办公室 | 12 | **\n业务科 | 9 | 20")
    assert [label for label, fact in facts.items() if fact.kind is FactKind.MASK] == ["办公室·2024年"]


CHARGED = """
序号 | 指标 | 责任单位 | 计划 | 完成
1 | 接收档案 | 保管科 | 100 | 98
2 | 查档接待 | 利用科 | 860 | 900
"""
SHARED = """
任务 | 责任单位 | 计划
安全检查 | 保管科 | 12
安全检查 | 利用科 | 10
"""


def test_who_answers_for_a_row_is_no_part_of_its_name() -> None:
    assert cell_facts(CHARGED)["接收档案·完成"].text == "98"


def test_where_rows_differ_by_that_alone_it_is() -> None:
    assert cell_facts(SHARED)["安全检查·利用科·计划"].text == "10"
