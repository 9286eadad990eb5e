"""Plans and summaries of other shapes than the usual one, in a few lines each."""

import pytest

from core.coverage.values import CoverState
from core.model.change import apply
from core.model.draft import Draft
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.coverage import coverage_of, task_change, task_sentences_left
from tests.covered import report, tables

SUMMARY = """青禾县农机站2023年工作总结
一、主要工作
围绕春耕生产做好服务。检修插秧机320台，培训机手45名。
二、存在问题
个别机手操作不熟练。
"""


def keys(plan: str) -> list[str]:
    """The keys of a plan's tasks."""
    return [row.task.key for row in coverage_of(report(SUMMARY), report(plan), tables())]


def states(plan: str) -> list[str]:
    """The states of a plan's tasks against the summary."""
    return [row.state.value for row in coverage_of(report(SUMMARY), report(plan), tables())]


def draft() -> Draft:
    """The summary as a draft."""
    return draft_of(report(SUMMARY).document)


PLAN = """青禾县农机站2023年工作要点
一、服务生产
（一）检修机具。检修插秧机300台。
（二）培训机手。培训机手40名，力争持证率达到90%。
（三）报废老旧农机。报废老旧拖拉机25台。
"""


def test_headings_with_text_are_tasks() -> None:
    assert keys(PLAN) == ["检修机具", "培训机手", "报废老旧农机"]


def test_two_tasks_in_one_sentence_are_both_written() -> None:
    assert states(PLAN) == ["written", "written", "missing"]


def test_general_requirements_are_no_task() -> None:
    plan = "青禾县农机站2023年工作要点\n一、总体要求\n坚持服务三农，培训机手40名。\n二、重点任务\n（一）检修机具。检修插秧机300台。"
    assert keys(plan) == ["检修机具"]


def test_what_is_attached_is_no_task() -> None:
    assert keys(PLAN + "青禾县农机站\n2023年1月6日\n附件1\n机具目录\n插秧机分为手扶和乘坐两类。\n") == keys(PLAN)


def test_points_in_paragraphs_of_their_own_are_tasks() -> None:
    plan = "青禾县农机站2023年工作要点\n一、服务生产\n一是检修机具。检修插秧机300台。\n二是培训机手。培训机手40名。"
    assert keys(plan) == ["检修机具", "培训机手"]


def test_without_headings_every_promise_is_a_task() -> None:
    plan = "青禾县农机站2023年工作要点\n做好全年服务工作。检修插秧机300台。加强作风建设。培训机手40名。"
    assert keys(plan) == ["检修插秧机300台", "培训机手40名"]


def test_equal_headings_have_different_keys() -> None:
    plan = (
        "青禾县农机站2023年工作要点\n一、春耕\n（一）检修机具。检修插秧机300台。\n"
        "二、秋收\n（一）检修机具。检修收割机80台。"
    )
    assert keys(plan) == ["检修机具", "检修机具·2"]


def test_a_task_of_a_part_goes_inside_the_part_that_speaks_of_its_neighbours() -> None:
    changed = apply(draft(), task_change(draft(), report(PLAN), "报废老旧农机", tables()))
    assert [element.text for element in changed.elements[3:6]] == [
        "（一）报废老旧农机",
        "报废老旧拖拉机＿＿台。",
        "二、存在问题",
    ]


def test_without_neighbours_a_task_goes_behind_what_was_done() -> None:
    plan = "青禾县农机站2023年工作要点\n一、创新\n（一）试点智慧农场。新建北斗基站6座。\n（二）开展农机年检。年检车辆900辆。"
    changed = apply(draft(), task_change(draft(), report(plan), "试点智慧农场", tables()))
    ordinals = [element.ordinal for element in changed.elements if element.ordinal]
    assert ordinals == ["一、", "（一）", "二、"]


def test_dates_of_a_promise_are_carried() -> None:
    plan = "青禾县农机站2023年工作要点\n一、创新\n（一）试点智慧农场。2023年6月底前新建北斗基站6座。"
    change = task_change(draft(), report(plan), "试点智慧农场", tables())
    states_found = {fact.text: fact.state.value for fact in change.after.facts}
    assert states_found["＿＿"] == "empty"
    assert set(states_found.values()) == {"empty", "carried"}


@pytest.mark.parametrize(
    ("text", "left"),
    [("新建北斗基站6座。", 0), ("新建北斗基站6座。培育农机能手。", 1), ("培育农机能手。用好基站。办好农机大集。", 2)],
)
def test_sentences_that_are_not_written_are_counted(text: str, left: int) -> None:
    plan = f"青禾县农机站2023年工作要点\n一、创新\n（一）试点智慧农场。{text}"
    assert task_sentences_left(report(plan), "试点智慧农场", tables()) == left


@pytest.mark.parametrize("character", ["\ue000", "\uec00", "\uf7ff"])
def test_private_characters_in_a_plan_do_no_harm(character: str) -> None:
    plan = f"青禾县农机站2023年工作要点\n一、创新\n（一）试点智慧农场。新建{character}北斗基站6座。"
    change = task_change(draft(), report(plan), "试点智慧农场", tables())
    assert any("基站＿＿座" in element.content for element in change.after.elements)


def test_a_figure_that_is_still_a_mask_answers_as_empty() -> None:
    summary = report(SUMMARY.replace("320", "**"))
    answer = coverage_of(summary, report(PLAN), tables())[0].commitments[0].achieved[0]
    assert (answer.text, answer.state.value) == ("**", "empty")


def test_the_same_words_without_a_task_change_nothing() -> None:
    rows = coverage_of(report(SUMMARY), report(PLAN), tables())
    again = coverage_of(report(SUMMARY), report(PLAN), tables())
    assert rows == again
    assert [row.state for row in rows].count(CoverState.MISSING) == 1


@pytest.mark.parametrize(("told", "answers"), [("水位观测点22个", ["22"]), ("水位预警信息1.5万条", [])])
def test_another_unit_answers_only_with_about_as_many(told: str, answers: list[str]) -> None:
    plan = "青禾县水利局2023年工作要点\n一、防汛\n（一）水位监测。建设水位预警站20处。\n"
    summary = f"青禾县水利局2023年工作总结\n一、主要工作\n水位监测方面，全年新增{told}。\n"
    (row,) = coverage_of(report(summary), report(plan), tables())
    assert [fact.text for one in row.commitments for fact in one.achieved] == answers


ONE_SERIES = """青禾县农机站2023年工作要点
一、服务生产
1.检修机具。检修插秧机300台。（责任科室：修理股）
2.培训机手40名。
3.报废老旧拖拉机25台。
4.抓好安全。检查机具60台。
"""


def test_a_heading_that_plain_items_go_on_counting_from_is_a_task_of_its_own() -> None:
    rows = coverage_of(report(SUMMARY), report(ONE_SERIES), tables())
    assert [row.task.ordinal + row.task.name for row in rows] == [
        "1.检修机具", "2.培训机手40名。", "3.报废老旧拖拉机25台。", "4.抓好安全",
    ]  # fmt: skip
    assert [row.task.above for row in rows] == ["服务生产"] * 4


def test_what_a_heading_promises_before_its_items_is_a_task() -> None:
    plan = "青禾县农机站2023年工作要点\n一、服务生产\n（一）抓好检修。全年检修插秧机300台。\n1.修好厂房。\n2.备足零件。"
    assert keys(plan) == ["全年检修插秧机300台", "修好厂房", "备足零件"]
