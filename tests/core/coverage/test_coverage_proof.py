"""要点对照: what proves that a task is written, and what never does."""

from dataclasses import replace

import pytest

from core.coverage.values import Certainty, CoverageRow
from core.model.blocks import KeptObject
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import FactState
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.coverage import coverage_of, judge, task_change
from core.workflows.yearly.coverage_listing import coverage_shape, lines_of
from core.workflows.yearly.plan_table import Standing, plan_rows, remark, standing_of
from tests.covered import report, tables

PLAN = """松坪县教育局2025年工作要点
一、办学条件
（一）扩建城南小学。扩建城南小学教学楼2栋，新增学位900个。
（二）配齐实验器材。为乡镇中学配齐理化实验器材30套。
二、队伍建设
（三）轮训班主任。轮训中小学班主任200名。
"""
HEAD = "松坪县教育局2025年工作总结\n一、主要工作\n"
EXPAND, EQUIP, TRAIN = range(3)


def rows(told: str) -> tuple[CoverageRow, ...]:
    """The tasks of the plan against a summary."""
    return coverage_of(report(HEAD + told), report(PLAN), tables())


def standing(told: str, task: int) -> Standing:
    """What a task counts as."""
    return standing_of(rows(told)[task])


NEAR = [
    (EXPAND, "扩建城南小学教学楼2栋，新增学位960个。"),
    (EXPAND, "全年共扩建城南小学教学楼2栋，累计新增学位960个，缓解了入学压力。"),
    (EQUIP, "已为乡镇中学全部配齐理化实验器材30套。"),
    (TRAIN, "轮训中小学班主任212名。"),
]


@pytest.mark.parametrize(("task", "told"), NEAR)
def test_nearly_the_words_of_the_plan_prove_a_task(task: int, told: str) -> None:
    assert standing(told, task) is Standing.WRITTEN


ANOTHER = [
    ("争取省级专项资金2000万元。", "到位省级专项资金2150万元。"),
    ("新建乡镇中心幼儿园3所。", "改扩建乡镇中心幼儿园3所。"),
    ("完成清水镇中心小学运动场改造1处。", "完成青山镇中心小学运动场改造1处。"),
    ("为寄宿制学校配备校医12名，安装饮水设备40台。", "为寄宿制学校配备保安12名，安装饮水设备40台。"),
    ("抽检校园食品60批次。", "抽检校园食品的批次比去年减少。"),
]


@pytest.mark.parametrize(("promised", "told"), ANOTHER)
def test_another_action_or_another_object_is_no_proof(promised: str, told: str) -> None:
    plan = report(
        f"松坪县教育局2025年工作要点\n一、重点任务\n（一）任务甲。{promised}\n（二）轮训班主任。轮训班主任200名。"
    )
    assert standing_of(coverage_of(report(HEAD + told), plan, tables())[0]) is not Standing.WRITTEN


INTENDED = [
    ("争取完成校舍维修12处。", "完成校舍维修12处。"),
    ("力争全年举办家长课堂24场。", "举办家长课堂26场。"),
    ("进一步完善学生资助台账8本。", "完善学生资助台账8本。"),
]


@pytest.mark.parametrize(("promised", "told"), INTENDED)
def test_words_that_only_say_what_is_intended_may_be_missing(promised: str, told: str) -> None:
    plan = report(
        f"松坪县教育局2025年工作要点\n一、重点任务\n（一）任务甲。{promised}\n（二）轮训班主任。轮训班主任200名。"
    )
    assert standing_of(coverage_of(report(HEAD + told), plan, tables())[0]) is Standing.WRITTEN


OTHERWISE = [
    (EXPAND, "城南小学添了2栋教学楼。"),
    (TRAIN, "班主任轮训班办了三期。"),
    (EXPAND, "扩建城南小学教学楼2栋。"),
]


@pytest.mark.parametrize(("task", "told"), OTHERWISE)
def test_other_words_only_make_it_likely(task: int, told: str) -> None:
    assert standing(told, task) is Standing.PERHAPS


NOT_DONE = [
    (EXPAND, "扩建城南小学教学楼2栋、新增学位900个的任务尚未完成。"),
    (EXPAND, "正在扩建城南小学教学楼2栋，计划新增学位900个。"),
    (EQUIP, "启动为乡镇中学配齐理化实验器材30套的采购。"),
    (TRAIN, "轮训中小学班主任200名的计划进度滞后。"),
]


@pytest.mark.parametrize(("task", "told"), NOT_DONE)
def test_what_is_not_done_or_only_begun_proves_nothing(task: int, told: str) -> None:
    assert standing(told, task) in (Standing.PERHAPS, Standing.MISSING)


PROBLEMS = [
    "抓学校管理。\n二、存在的问题\n轮训中小学班主任200名，形式单一。",
    "抓学校管理。\n二、存在的问题\n（一）培训不够扎实。轮训中小学班主任200名，形式单一。",
    "抓学校管理。但也存在一些不足：轮训中小学班主任200名，形式单一。",
    "抓学校管理。工作中还存在不少问题。轮训中小学班主任200名，形式单一。",
]


@pytest.mark.parametrize("told", PROBLEMS)
def test_what_is_said_among_the_problems_proves_nothing(told: str) -> None:
    row = rows(told)[TRAIN]
    assert standing_of(row) in (Standing.PERHAPS, Standing.MISSING)
    assert all(not one.achieved for one in row.commitments)


@pytest.mark.parametrize("told", ["针对存在的问题，轮训中小学班主任200名。", "整改存在问题，轮训中小学班主任200名。"])
def test_what_was_done_about_problems_is_no_problem(told: str) -> None:
    assert standing(told, TRAIN) is Standing.WRITTEN


def test_a_task_told_only_among_the_problems_says_so() -> None:
    found = plan_rows(report(HEAD + PROBLEMS[0]), report(PLAN), tables())[TRAIN]
    assert remark(found, "").startswith("只在讲问题的地方提到")


def draft(told: str) -> Draft:
    """A summary as a draft."""
    made = draft_of(report(HEAD + told).document)
    return Draft(Identity("年度工作总结", 2025, key="k"), made.elements, made.facts)


def test_a_figure_of_last_year_that_nobody_looked_at_proves_no_task() -> None:
    carried = draft("轮训中小学班主任212名。")
    updated = replace(carried, facts=tuple(replace(fact, state=FactState.UPDATED) for fact in carried.facts))
    found = [standing_of(coverage_of(each, report(PLAN), tables())[TRAIN]) for each in (carried, updated)]
    assert found == [Standing.PERHAPS, Standing.WRITTEN]


def test_a_sentence_confirmed_proves_a_task_whatever_its_words() -> None:
    before = draft("班主任轮训班办了三期。")
    after = apply(before, judge(before, "轮训班主任", "班主任轮训班办了三期。", True))
    assert standing_of(coverage_of(after, report(PLAN), tables())[TRAIN]) is Standing.WRITTEN


def test_the_shape_tells_the_standing_beside_what_it_told_before() -> None:
    summary = report(HEAD + "班主任轮训班办了三期。")
    found = coverage_of(summary, report(PLAN), tables())
    shape = coverage_shape(found, lines_of(report(PLAN)), lines_of(summary))
    task = shape["tasks"][TRAIN]
    assert (task["standing"], task["state"], shape["counts"]["perhaps"]) == ("perhaps", "written", 1)
    assert task["sentences"][0]["confirmed"] is False


def test_a_task_just_written_from_the_plan_waits_for_its_figures() -> None:
    before = draft("抓好学校管理。")
    after = apply(before, task_change(before, report(PLAN), "轮训班主任", tables()))
    assert standing_of(coverage_of(after, report(PLAN), tables())[TRAIN]) is Standing.PENDING


BESIDE = [
    ("一是加快学校扩建。扩建教学楼2栋，新增学位960个。二是配齐实验器材。", "扩建教学楼2栋，新增学位960个。"),
    ("城南小学扩建情况见下表。扩建教学楼2栋，新增学位960个。", "扩建教学楼2栋，新增学位960个。"),
]


@pytest.mark.parametrize(("told", "shown"), BESIDE)
def test_what_only_leads_to_a_report_stands_behind_it(told: str, shown: str) -> None:
    best = plan_rows(report(HEAD + told), report(PLAN), tables())[EXPAND].best
    assert best is not None
    assert best.sentence.text == shown


def test_a_lead_alone_is_no_sure_report() -> None:
    (mention,) = rows("一是扩建城南小学。投入资金30万元。二是维修校舍。更换门窗12扇。")[EXPAND].mentions
    assert (mention.sentence.text, mention.certainty) == ("一是扩建城南小学。", Certainty.PERHAPS)


def test_the_caption_of_a_picture_reports_on_nothing() -> None:
    told = report(HEAD + "今年抓了校舍。\n图1　城南小学扩建教学楼现场\n安全工作平稳。")
    *others, line, last = draft_of(told.document).elements
    picture = Element("p", Role.FIGURE, "", objects=(KeptObject(0, "picture", "x"),))
    summary = replace(draft_of(told.document), elements=(*others, picture, line, last))
    assert coverage_of(summary, report(PLAN), tables())[EXPAND].mentions == ()
