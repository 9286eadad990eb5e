"""An indicator that stands in the text and in a table is one field, or is proposed to be one; two values are told."""

from dataclasses import replace

import pytest

from core.editing.text.values import confirm, set_typed
from core.model.change import apply
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactState
from core.model.proposal import Proposal, RollRole
from core.workflows.checking.consistency import figure_findings
from core.workflows.facts import find_facts
from core.workflows.yearly.proposals import accept, proposals_of, refuse
from core.workflows.yearly.roll_over import load_tables
from core.workflows.yearly.table_picture import picture_of, without_cells
from tests.tables import grid_of, table_draft

PLAIN = """
    全县粮食总产量{prose}万吨，再获丰收。
    指标 | 单位 | 完成数
    {name} | 万吨 | {cell}
    油料产量 | 万吨 | 3.86
"""
DATED = """
    粮食总产量41.52万吨，再获丰收。
    指标 | 单位 | 2023年 | 2024年
    粮食总产量 | 万吨 | 40.18 | 41.52
    油料产量 | 万吨 | 3.71 | 3.86
"""


def plain(prose: str = "41.52", cell: str = "41.52", name: str = "粮食总产量") -> Draft:
    return table_draft(PLAIN.format(prose=prose, cell=cell, name=name).replace("全县", ""))


def facts_of(draft: Draft) -> tuple[Fact, Fact]:
    """The figure of the sentence, and the last one of the first row of the table."""
    elements = {element.id: element for element in draft.elements}
    prose = next(fact for fact in draft.facts if "粮食总产量" in fact.label and not elements[fact.element_id].cell)
    cells = [fact for fact in draft.facts if elements[fact.element_id].cell and "粮食" in fact.label]
    return prose, cells[-1]


def fields(draft: Draft) -> list[Proposal]:
    return [each for each in proposals_of(draft, load_tables()) if each.role is RollRole.FIELD]


def rolled(draft: Draft) -> Draft:
    tables = [each for each in proposals_of(draft, load_tables()) if each.role is RollRole.TABLE]
    return apply(draft, accept(draft, tables))


def given(draft: Draft, fact: Fact, value: str) -> Draft:
    return apply(draft, set_typed(draft, fact.id, value))


def told(draft: Draft) -> list[str]:
    return [each.message for each in figure_findings(draft) if "正文写" in each.message]


def test_a_long_figure_with_the_same_name_and_unit_is_one_field() -> None:
    draft = plain()
    after = given(draft, facts_of(draft)[0], "43.07")
    assert "粮食总产量 | 万吨 | 43.07" in grid_of(after)
    assert fields(draft) == []


@pytest.mark.parametrize("draft", [plain("41", "41"), plain(cell="41.5"), plain(name="油菜总产量")])
def test_others_are_not_joined_unasked(draft: Draft) -> None:
    prose, cell = facts_of(draft) if "粮食" in grid_of(draft)[1] else (draft.facts[1], draft.facts[-2])
    assert prose.group != cell.group


def test_a_short_figure_is_proposed_to_be_one_field() -> None:
    draft = plain("41", "41")
    (found,) = fields(draft)
    after = apply(draft, accept(draft, [found]))
    prose, cell = facts_of(after)
    assert prose.group == cell.group
    assert "41万吨" in found.reason
    assert fields(after) == []


def test_a_table_of_years_rolls_over_by_itself() -> None:
    draft = table_draft(DATED)
    assert facts_of(draft)[0].group != facts_of(draft)[1].group
    assert fields(draft) == fields(rolled(draft)) == []


@pytest.mark.parametrize("place", [0, 1])
def test_the_value_of_one_place_is_proposed_for_the_other(place: int) -> None:
    draft = rolled(table_draft(DATED))
    filled = given(draft, facts_of(draft)[place], "43.07")
    (found,) = fields(filled)
    after = apply(filled, accept(filled, [found]))
    assert [fact.text for fact in facts_of(after)] == ["43.07", "43.07"]
    assert not any(fact.state.is_open for fact in facts_of(after))
    assert facts_of(after)[0].group == facts_of(after)[1].group


def test_a_refused_proposal_does_not_come_again() -> None:
    draft = plain("41", "41")
    after = apply(draft, refuse(draft, fields(draft)))
    assert fields(after) == []
    assert [fact.state for fact in facts_of(after)] == [fact.state for fact in facts_of(draft)]


def test_two_values_of_this_year_are_told() -> None:
    draft = rolled(table_draft(DATED))
    prose, cell = facts_of(draft)
    after = given(given(draft, prose, "43.07"), cell, "43.70")
    assert told(after) == ["“粮食总产量”正文写43.07万吨，表格“粮食总产量·2025年”写43.70万吨，两处不一致，请核对。"]
    assert told(given(draft, prose, "43.07")) == told(draft) == []


def test_rounding_is_no_contradiction() -> None:
    draft = rolled(table_draft(DATED))
    prose, cell = facts_of(draft)
    assert told(given(given(draft, prose, "43.1"), cell, "43.07")) == []


@pytest.mark.parametrize(
    ("column", "label"), [("c2", "粮食总产量·2024年（万吨）"), ("c3", "粮食总产量·2025年（万吨）")]
)
def test_a_value_left_as_it_is_has_the_year_of_its_renewed_head(column: str, label: str) -> None:
    draft = table_draft(DATED)
    (found,) = [each for each in proposals_of(draft, load_tables()) if each.role is RollRole.TABLE]
    (home,) = [each.id for each in draft.elements if each.cell and (each.cell.row, each.cell.column) == ("r1", column)]
    after = apply(draft, accept(draft, [without_cells(found, {home})]))
    (fact,) = [fact for fact in after.facts if fact.element_id == home]
    assert fact.label == label
    assert fact.state.is_open


def test_columns_beyond_the_picture_are_counted() -> None:
    heads = " | ".join(["指标", *(f"{year}年" for year in range(2007, 2025))])
    values = " | ".join(["用电量", *(f"{100 + n}.5" for n in range(18))])
    draft = table_draft(f"{heads}\n{values}")
    (found,) = [each for each in proposals_of(draft, load_tables()) if each.role is RollRole.TABLE]
    picture = picture_of(draft, found)
    assert picture is not None
    assert picture.more_columns == 4


def test_another_value_typed_into_the_proposal_is_written_at_both_places() -> None:
    draft = plain("41", "41")
    (found,) = fields(draft)
    after = apply(draft, accept(draft, [replace(found, replacement="52")]))
    assert [fact.text for fact in facts_of(after)] == ["52", "52"]


def test_a_value_confirmed_at_one_place_settles_the_other() -> None:
    draft = plain("41", "41")
    known = apply(draft, confirm(draft, facts_of(draft)[1].id))
    after = apply(known, accept(known, fields(known)))
    assert not any(fact.state.is_open for fact in facts_of(after))
    assert facts_of(after)[0].group == facts_of(after)[1].group


INVESTED = """
    一年来，{prose}，工程建设加快推进。{more}
    指标 | 单位 | 2024年 | 增长（%）
    {name} | {unit} | {cell} | {growth}
    供水量 | 亿立方米 | 1.78 | 9.9
"""


def alone(
    prose: str, cell: str, unit: str = "亿元", growth: str = "12.5", more: str = "", name: str = "水利投资"
) -> Draft:
    """A document without last year's, where every figure is this year's."""
    made = table_draft(INVESTED.format(prose=prose, cell=cell, unit=unit, growth=growth, more=more, name=name))
    return replace(made, basis=(), facts=tuple(replace(fact, state=FactState.UPDATED) for fact in made.facts))


@pytest.mark.parametrize(
    "draft",
    [
        alone("全年落实水利投资3.82亿元", "3.85"),
        alone("完成水利投资3.82亿元", "38500", "万元"),
        alone("全市供水1.75亿立方米", "3.85"),
        alone("全县累计完成水利投资额3.82亿元", "3.85"),
        alone("落实水利投资3.85亿元，同比增长15.8%", "3.85", growth="16.7"),
    ],
)
def test_an_indicator_is_known_by_its_name_without_words_of_doing(draft: Draft) -> None:
    assert len(told(draft)) == 1


@pytest.mark.parametrize(
    "draft",
    [
        alone("落实水利投资3.85亿元", "38500", "万元"),
        alone("计划落实水利投资4.2亿元", "3.85"),
        alone("新增水利投资3.82亿元", "3.85"),
        alone("落实水利投资3.85亿元，同比增长16.7%", "3.85", growth="16.7"),
        alone("落实水利投资3.85亿元，去年同期增长15.8%", "3.85", growth="12.4"),
    ],
)
def test_what_is_said_of_another_thing_or_in_another_scale_contradicts_nothing(draft: Draft) -> None:
    assert told(draft) == []


def test_what_a_chapter_says_of_next_year_is_no_second_figure_of_the_indicator() -> None:
    made = alone("落实水利投资3.82亿元", "3.85")
    serial = len(made.elements) + 1
    plan = (
        Element(f"e{serial}", Role.HEADING, "下一步工作打算", "二、", 1, 1, 7),
        Element(f"e{serial + 1}", Role.BODY, "落实水利投资4.0亿元。"),
    )
    elements = (*made.elements, *plan)
    facts = tuple(replace(fact, state=FactState.UPDATED) for fact in find_facts(elements))
    assert len(told(replace(made, elements=elements, facts=facts))) == 1


def test_a_settled_value_of_a_sentence_is_proposed_for_the_cell_of_a_shorter_name() -> None:
    draft = rolled(table_draft(DATED.replace("粮食总产量41.52", "实现粮食总产量41.52")))
    filled = given(draft, facts_of(draft)[0], "43.07")
    (found,) = fields(filled)
    assert [fact.text for fact in facts_of(apply(filled, accept(filled, [found])))] == ["43.07", "43.07"]


def test_a_task_in_a_table_is_no_second_cell_of_an_indicator() -> None:
    tasks = "序号 | 工作任务 | 完成时限\n1 | 完成粮食总产量42.5万吨 | 10月底\n2 | 完成培训 | 全年"
    draft = rolled(table_draft(f"{DATED}\n\n{tasks}"))
    after = given(draft, next(fact for fact in draft.facts if fact.label.startswith("粮食总产量·2025年")), "42.10")
    assert [(each.text, each.replacement) for each in fields(after)] == [("41.52", "42.10")]
