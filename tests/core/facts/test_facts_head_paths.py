"""Labels of cells whose heads alone do not tell them apart, and units that rows say for all columns."""

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
