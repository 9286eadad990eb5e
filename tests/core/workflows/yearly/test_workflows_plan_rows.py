"""要点对照 as rows: standings, promised beside achieved, and what there is to hold against."""

from dataclasses import replace

import pytest

from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.fact import FactState
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.coverage import leave_out
from core.workflows.yearly.plan_table import Outcome, PlanRow, Promise, Standing, plan_view
from core.workflows.yearly.plans import take_plan
from tests.covered import load_pair, report, tables


def draft(text: str, kind: str = "年度工作总结") -> Draft:
    """A summary as somebody has filled it in."""
    made = draft_of(report(text).document)
    facts = tuple(replace(fact, state=FactState.UPDATED) for fact in made.facts)
    return replace(made, identity=Identity(kind, 2023), facts=facts)


PLAN = """青禾县农机站2023年工作要点
一、服务生产
（一）检修机具。检修插秧机{}。
（二）报废老旧农机。报废老旧拖拉机25台。
"""
SUMMARY = """青禾县农机站2023年工作总结
一、主要工作
抓紧检修机具，全年检修插秧机{}。
"""


def row(promised: str, achieved: str) -> PlanRow:
    """The row of the first task."""
    before = draft(SUMMARY.format(achieved))
    return plan_view(apply(before, take_plan(before, report(PLAN.format(promised))))).rows[0]


FIGURES = [
    ("300台", "320台", Outcome.REACHED, 106),
    ("300台", "300台", Outcome.REACHED, 100),
    ("300台", "299台", Outcome.SHORT, 99),
    ("1000台", "1001台", Outcome.REACHED, 101),
    ("XX台", "320台", Outcome.UNKNOWN, None),
    ("合格率控制在5%以内", "合格率4%", Outcome.REACHED, 80),
    ("合格率控制在5%以内", "合格率6%", Outcome.SHORT, 120),
    ("费用不超过12万元", "费用11.5万元", Outcome.REACHED, 95),
    ("费用1.2亿元", "费用9000万元", Outcome.SHORT, 75),
    ("20处", "30个", Outcome.UNKNOWN, None),
    ("20人", "30名", Outcome.REACHED, 150),
]


@pytest.mark.parametrize(("promised", "achieved", "outcome", "percent"), FIGURES)
def test_promised_is_held_against_achieved(promised: str, achieved: str, outcome: Outcome, percent: int) -> None:
    (found,) = row(promised, achieved).promises
    assert (found.outcome, found.percent) == (outcome, percent)


def test_a_promise_is_shown_as_written() -> None:
    assert row("300台", "320台").promises == (Promise("检修插秧机", "300台", "320台", Outcome.REACHED, 106),)


def test_a_figure_nobody_has_looked_at_is_open() -> None:
    made = draft(SUMMARY.format("320台"))
    facts = tuple(replace(fact, state=FactState.CARRIED) for fact in made.facts)
    before = replace(made, facts=facts)
    view = plan_view(apply(before, take_plan(before, report(PLAN.format("300台")))))
    assert view.rows[0].promises[0].outcome is Outcome.OPEN


def test_a_figure_typed_into_the_draft_answers_too() -> None:
    before = replace(draft(SUMMARY.format("320台")), facts=())
    view = plan_view(apply(before, take_plan(before, report(PLAN.format("300台")))))
    assert view.rows[0].promises[0].outcome is Outcome.REACHED


def test_a_promise_without_answer_says_so() -> None:
    before = draft(SUMMARY.format("320台"))
    view = plan_view(apply(before, take_plan(before, report(PLAN.format("300台")))))
    assert (view.rows[1].standing, view.rows[1].promises[0].outcome) == (Standing.MISSING, Outcome.UNANSWERED)


def test_a_row_says_all_that_the_plan_says() -> None:
    found = row("300台", "320台")
    assert (found.part, found.text) == ("一、服务生产", "检修插秧机300台。")


def water() -> Draft:
    """The sample pair ``water`` as a draft with its plan."""
    pair = load_pair("water")
    made = draft_of(pair.summary.document)
    facts = tuple(replace(fact, state=FactState.UPDATED) for fact in made.facts)
    before = replace(made, identity=Identity("年度工作总结", 2023), facts=facts)
    return apply(before, take_plan(before, pair.plan))


def test_tasks_are_counted_by_standing() -> None:
    counts = plan_view(water()).counts
    assert (counts[Standing.WRITTEN], counts[Standing.PERHAPS], counts[Standing.MISSING]) == (1, 21, 4)


def test_a_task_left_out_shows_its_reason() -> None:
    before = water()
    after = apply(before, leave_out(before, load_pair("water").plan, "做好抗旱保供", "没有旱情", tables()))
    found = next(one for one in plan_view(after).rows if one.task.key == "做好抗旱保供")
    assert (found.standing, found.reason) == (Standing.LEFT_OUT, "没有旱情")


def test_documents_are_told_with_kind_and_year() -> None:
    (document,) = plan_view(water()).documents
    assert (document.name, document.term.kind, document.term.year) == ("sample", "年度工作要点", 2023)


def test_without_a_plan_there_is_nothing_to_show() -> None:
    view = plan_view(draft(SUMMARY.format("320台")))
    assert (view.number, view.rows, view.is_plan) == (-1, (), False)


def test_a_plan_is_held_against_nothing() -> None:
    assert plan_view(draft(PLAN.format("300台"), "年度工作要点")).is_plan


def test_a_plan_without_tasks_has_no_rows() -> None:
    before = draft(SUMMARY.format("320台"))
    view = plan_view(apply(before, take_plan(before, report("青禾县农机站2023年工作要点\n认真落实各项要求。"))))
    assert (view.number, view.rows) == (0, ())
