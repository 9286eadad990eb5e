"""Which document is the year's plan, how one is taken into a draft, and what is said of its tasks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.coverage.values import Certainty
from core.coverage.verdicts import mark_of
from core.drafts.store import DraftStore
from core.editing.plan_notes import CHOSEN, VERDICTS
from core.errors import BadUse
from core.model.change import apply
from core.model.document import Numbering, NumberingMode
from core.model.draft import Basis, Draft, Identity
from core.model.proposal import Term
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.coverage import coverage_of, judge, plan_findings, sentence_at
from core.workflows.yearly.plans import choose_plan, is_plan_for, plan_in, plan_number, take_plan, uses_of
from tests.covered import load_pair, report, tables

KIND = "年度工作总结"
RUN_ON = NumberingMode.RUN_ON
PLAN, SUMMARY = load_pair("water").plan, load_pair("water").summary


def draft(kind: str = KIND, year: int = 2023, basis: tuple[Basis, ...] = ()) -> Draft:
    """The summary of the sample pair as a draft."""
    return replace(draft_of(SUMMARY.document), identity=Identity(kind, year), basis=basis)


def planned() -> Draft:
    """A draft that holds its plan."""
    return apply(draft(), take_plan(draft(), PLAN))


LAST = Basis("总结", SUMMARY.document.elements)
OWN = Basis("要点", PLAN.document.elements)

KINDS = [
    ("年度工作要点", 2023, KIND, 2023, True),
    ("年度工作要点", 2022, KIND, 2023, False),
    ("年度工作总结", 2023, KIND, 2023, False),
    ("年度工作要点", 2023, "年度工作要点", 2023, False),
    ("科室工作要点", 2023, "上半年工作总结", 2023, True),
]


@pytest.mark.parametrize(("kind", "year", "draft_kind", "draft_year", "expected"), KINDS)
def test_kind_and_year_tell_the_plan(kind: str, year: int, draft_kind: str, draft_year: int, expected: bool) -> None:
    assert is_plan_for(Term(kind, year, ""), draft_kind, draft_year) is expected


def test_the_plan_is_found_behind_last_years_report() -> None:
    assert plan_number(draft(basis=(LAST, OWN))) == 1


def test_another_document_is_no_plan_because_the_drafts_own_numbers_run_on() -> None:
    order = report("一、立项要求\n围绕数字档案开展调研。\n二、办理流程\n1.收集文件。\n2.整理成册。\n")
    before = replace(draft(basis=(Basis("安排", order.document.elements), OWN)), numbering=Numbering(RUN_ON, 2))
    assert plan_number(before) == 1


def test_a_plan_has_no_plan() -> None:
    assert plan_in(draft("年度工作要点", basis=(OWN,))) is None


def test_a_wrong_guess_can_be_changed() -> None:
    before = draft(basis=(OWN, LAST))
    assert plan_number(apply(before, choose_plan(before, 1))) == 1


def test_no_plan_can_be_chosen() -> None:
    before = draft(basis=(OWN,))
    assert plan_number(apply(before, choose_plan(before, -1))) == -1


@pytest.mark.parametrize("text", ["7", "x", "-1", ""])
def test_a_choice_that_makes_no_sense_is_none(text: str) -> None:
    before = draft(basis=(OWN,))
    identity = replace(before.identity, particulars=((CHOSEN, text),))
    assert plan_number(replace(before, identity=identity)) == 0


def test_a_plan_is_kept_whole_in_the_draft() -> None:
    assert plan_in(planned()) == Basis("sample", PLAN.document.elements)


def test_a_document_that_is_there_already_is_only_chosen() -> None:
    before = draft(basis=(LAST, OWN))
    after = apply(before, take_plan(before, report("\n".join(e.text for e in PLAN.document.elements))))
    assert len(after.basis) >= 2
    assert plan_in(apply(before, take_plan(before, PLAN))) is OWN


def test_taking_a_plan_can_be_undone() -> None:
    before = draft(basis=(LAST,))
    change = take_plan(before, PLAN)
    undone = apply(apply(before, change), change.inverse())
    assert (undone.basis, undone.identity) == (before.basis, before.identity)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DraftStore]:
    made = DraftStore.create(tmp_path / "a.nigao", draft(basis=(LAST,)), lambda: datetime(2023, 7, 3))
    yield made
    made.close()


def test_the_plan_is_stored_with_the_draft(store: DraftStore) -> None:
    change = take_plan(store.draft(), PLAN)
    after = apply(store.draft(), change)
    store.record(change, after)
    assert store.draft() == after


def test_a_plan_taken_back_leaves_the_file(store: DraftStore) -> None:
    before = store.draft()
    change = take_plan(before, PLAN)
    store.record(change, apply(before, change))
    store.record(change.inverse(), before)
    assert store.draft().basis == before.basis


# What is said of matches


def row(of: Draft, key: str):
    """The row of a task."""
    plan = plan_in(of)
    assert plan is not None
    return next(one for one in coverage_of(of, plan, tables()) if one.task.key == key)


SURE, MISSING = "征收水资源费税", "做好抗旱保供"


def test_a_sentence_denied_is_not_offered_again() -> None:
    before = planned()
    told = row(before, SURE).mentions
    after = before
    for mention in told:
        after = apply(after, judge(after, SURE, mention.sentence.text, False))
    denied, now = {mention.sentence.text for mention in told}, row(after, SURE).mentions
    assert (denied & {mention.sentence.text for mention in now}, {m.certainty for m in now}) == (
        set(),
        {Certainty.PERHAPS},
    )


def test_a_sentence_affirmed_is_sure() -> None:
    before = planned()
    sentence = row(before, SURE).mentions[0].sentence.text
    after = apply(before, judge(before, MISSING, sentence, True))
    assert [(m.sentence.text, m.certainty) for m in row(after, MISSING).mentions] == [(sentence, Certainty.SURE)]


def test_saying_it_again_takes_it_back() -> None:
    before = planned()
    once = apply(before, judge(before, MISSING, "已经办结。", True))
    assert dict(apply(once, judge(once, MISSING, "已经办结。", True)).identity.particulars)[VERDICTS] == ""


def test_a_verdict_stays_when_figures_are_filled_in() -> None:
    assert mark_of("维修泵站＿＿座。") == mark_of("维修泵站12座。") != mark_of("维修水闸12座。")


def test_too_many_verdicts_are_refused() -> None:
    before = planned()
    with pytest.raises(BadUse, match="plan_reason_long"):
        judge(before, "长" * 5000, "一句。", True)


@pytest.mark.parametrize("text", ["[", "[1]", '{"a": 1}'])
def test_verdicts_damaged_by_hand_are_none(text: str) -> None:
    before = planned()
    spoiled = replace(before, identity=replace(before.identity, particulars=((CHOSEN, "0"), (VERDICTS, text))))
    assert row(spoiled, SURE).mentions == row(before, SURE).mentions


def test_the_sentence_at_a_place_is_found() -> None:
    element = next(e for e in planned().elements if e.content.count("。") > 2 and not e.heading_length)
    second = element.content.index("。") + 2
    assert sentence_at(planned(), element.id, second).startswith(element.content[second - 1 : second + 3])


def test_there_is_no_sentence_in_a_bare_heading() -> None:
    assert sentence_at(planned(), "e0", 3) == ""


def test_missing_tasks_of_the_drafts_plan_are_findings() -> None:
    assert MISSING in [finding.text for finding in plan_findings(planned())]


def test_without_a_plan_nothing_is_missing() -> None:
    assert plan_findings(draft()) == ()


def test_an_empty_draft_has_no_findings() -> None:
    assert plan_findings(Draft(Identity(KIND, 2023), basis=(OWN,))) == ()


@pytest.mark.parametrize(
    ("leading", "year", "uses"),
    [(1, 2023, ["plan", "leading"]), (0, 2023, ["both", "aside"]), (1, 2024, ["aside", "leading"])],
)
def test_each_document_has_its_use(leading: int, year: int, uses: list[str]) -> None:
    assert list(uses_of((PLAN, SUMMARY), leading, Term(KIND, year))) == uses
