"""Units in the brackets of a head that few tables have."""

import pytest

from tests.tables import cell_facts


@pytest.mark.parametrize("unit", ["眼", "口", "盏", "孔", "车次", "工日"])
def test_the_unit_of_a_head_is_that_of_its_figures(unit: str) -> None:
    facts = cell_facts(f"指标 | 2024年\n新打机井（{unit}） | 34\n清淤（处） | 5")
    assert facts[f"新打机井·2024年（{unit}）"].unit == unit


@pytest.mark.parametrize("text", ["110左右", "110以上", "110"])
def test_a_rough_number_has_the_unit_of_its_head(text: str) -> None:
    facts = cell_facts(f"指标 | 2023年 | 2024年\n供水（万立方米） | 100 | {text}\n清淤（处） | 5 | 6")
    assert (facts["供水·2024年（万立方米）"].text, facts["供水·2024年（万立方米）"].unit) == ("110", "万立方米")
