"""要点对照 on whole reports: which tasks are reported on, by which sentences, with which figures."""

import json
from pathlib import Path

import pytest

from core.coverage.values import Certainty, CoverState
from core.errors import BadUse, BadWords
from core.model.change import apply
from core.model.draft import Basis, Draft, Identity
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.coverage import (
    coverage_findings,
    coverage_of,
    leave_out,
    left_out,
    load_cover_tables,
    plan_in,
    task_change,
)
from core.workflows.yearly.coverage_listing import coverage_shape, coverage_text, lines_of
from tests.covered import after, links, load_pair, report, row_of, rows_of, tables

PAIRS = ("water", "farming", "schools")


@pytest.mark.parametrize("name", PAIRS)
def test_every_reported_task_is_found_and_every_other_is_missing(name: str) -> None:
    pair = load_pair(name)
    reported = frozenset().union(*pair.truth.values())
    found = {pair.name(row.task) for row in rows_of(name) if row.state is CoverState.WRITTEN}
    assert found == reported


@pytest.mark.parametrize(("name", "least", "most"), [("water", 20, 0), ("farming", 20, 0), ("schools", 12, 1)])
def test_sure_sentences_report_on_their_task(name: str, least: int, most: int) -> None:
    right, wrong = links(name, Certainty.SURE)
    assert right >= least
    assert wrong <= most


@pytest.mark.parametrize("name", PAIRS)
def test_few_sentences_are_doubtful(name: str) -> None:
    right, wrong = links(name, Certainty.PERHAPS)
    assert right + wrong <= 3


FIGURES = [
    ("water", "1", ["18", "6"]),
    ("water", "6", ["42.3", "1.6万"]),
    ("water", "16", ["1.98亿", "5.4"]),
    ("water", "20", ["1260"]),
    ("water", "24", ["5"]),
    ("farming", "2.1", ["6200", "9.3"]),
    ("farming", "2.3", ["1.76万", "4"]),
    ("farming", "3.3", ["63", "96.8"]),
    ("farming", "5.4", ["66", "12"]),
    ("schools", "11", ["118", "15"]),
    ("schools", "2", ["6", "3"]),
]


@pytest.mark.parametrize(("name", "task", "texts"), FIGURES)
def test_promised_figures_meet_what_was_achieved(name: str, task: str, texts: list[str]) -> None:
    commitments = row_of(name, task).commitments
    assert [fact.text for one in commitments for fact in one.achieved] == texts


def test_a_promise_nobody_answers_has_no_figure() -> None:
    assert [one.achieved for one in row_of("water", "5").commitments] == [()]


def test_new_students_do_not_answer_new_subjects() -> None:
    first = row_of("schools", "4").commitments[0]
    assert (first.fact.text, first.achieved) == ("2", ())


def test_what_is_planned_for_next_year_reports_on_nothing() -> None:
    assert row_of("water", "21").state is CoverState.MISSING
    assert row_of("farming", "5.5").mentions == ()


def test_a_task_told_among_the_problems_is_reported_on() -> None:
    assert row_of("water", "7").state is CoverState.WRITTEN


def test_one_sentence_can_report_on_two_tasks() -> None:
    one, other = row_of("water", "12").mentions[0], row_of("water", "13").mentions[0]
    assert one.sentence == other.sentence


def test_points_of_a_paragraph_are_tasks() -> None:
    row = row_of("farming", "6.2")
    assert (row.task.ordinal, row.task.heading) == ("二是", "培育高素质农民")


def test_a_plan_is_covered_by_itself() -> None:
    plan = load_pair("water").plan
    assert {row.certainty for row in coverage_of(plan, plan, tables())} == {Certainty.SURE}


def test_an_empty_summary_reports_on_nothing() -> None:
    rows = coverage_of(Draft(Identity()), load_pair("water").plan, tables())
    assert {row.state for row in rows} == {CoverState.MISSING}


def test_a_plan_without_tasks_has_no_rows() -> None:
    assert (
        coverage_of(load_pair("water").summary, report("青禾县水务局2023年工作要点\n认真落实各项要求。"), tables())
        == ()
    )


def test_missing_tasks_are_findings_beside_their_neighbours() -> None:
    pair = load_pair("water")
    found = coverage_findings(pair.summary, rows_of("water"), tables())
    by_id = {element.id: element.ordinal for element in pair.summary.document.elements}
    assert [(one.code, one.text, by_id[one.place.element_id]) for one in found] == [
        ("plan_not_reported", "做好抗旱保供", "（一）"),
        ("plan_not_reported", "加强水源地保护", "（三）"),
        ("plan_not_reported", "推进智慧水务建设", "（五）"),
        ("plan_not_reported", "深入推进党风廉政建设", "（五）"),
    ]


def test_a_finding_is_a_plain_sentence() -> None:
    finding = coverage_findings(load_pair("water").summary, rows_of("water"), tables())[0]
    assert "做好抗旱保供" in finding.message
    assert "{" not in finding.message


def water_draft() -> Draft:
    """The summary of the pair ``water`` as a draft."""
    return draft_of(load_pair("water").summary.document)


def test_a_missing_task_is_written_into_the_section_of_its_neighbours() -> None:
    change = task_change(water_draft(), load_pair("water").plan, "做好抗旱保供", tables())
    text = after(apply(water_draft(), change).elements, change.place.element_id)
    assert text.endswith("／做好抗旱保供。编制重点灌区应急供水方案，维修提水泵站＿＿座，确保了干旱年份人畜饮水不断。")
    assert text.startswith("（一）防汛备汛扎实有力。")


def test_its_figure_is_empty_and_says_what_was_promised() -> None:
    change = task_change(water_draft(), load_pair("water").plan, "做好抗旱保供", tables())
    fact = next(fact for fact in change.after.facts if fact.kind == "mask")
    assert (fact.text, fact.unit, fact.state, fact.note) == ("＿＿", "座", "empty", "要点：12座")


@pytest.mark.parametrize("name", PAIRS)
def test_a_task_that_was_written_counts_as_written(name: str) -> None:
    pair = load_pair(name)
    draft = draft_of(pair.summary.document)
    for row in rows_of(name):
        if row.state is CoverState.MISSING:
            draft = apply(draft, task_change(draft, pair.plan, row.task.key, tables()))
    assert CoverState.MISSING not in {row.state for row in coverage_of(draft, pair.plan, tables())}


@pytest.mark.parametrize("name", PAIRS)
def test_writing_a_task_can_be_undone_and_keeps_the_facts_at_their_places(name: str) -> None:
    pair = load_pair(name)
    draft = draft_of(pair.summary.document)
    for row in rows_of(name):
        change = task_change(draft, pair.plan, row.task.key, tables())
        changed = apply(draft, change)
        contents = {element.id: element.content for element in changed.elements}
        assert all(contents[fact.element_id][fact.start : fact.end] == fact.text for fact in changed.facts)
        undone = apply(changed, change.inverse())
        assert (undone.elements, undone.facts) == (draft.elements, draft.facts)


def test_a_task_is_written_into_an_empty_draft() -> None:
    draft = Draft(Identity("年度工作总结", 2023))
    changed = apply(draft, task_change(draft, load_pair("water").plan, "建设幸福河湖", tables()))
    assert [element.text for element in changed.elements] == [
        "一、建设幸福河湖",
        "打造省级示范河流＿＿条、市级美丽河湖＿＿个。",
    ]


def test_a_promise_without_heading_is_written_as_a_paragraph() -> None:
    plan = load_pair("water").plan
    key = row_of("water", "0").task.key
    changed = apply(water_draft(), task_change(water_draft(), plan, key, tables()))
    assert len(changed.elements) == len(water_draft().elements) + 1
    assert any("投资＿＿亿元" in element.content for element in changed.elements)


def test_an_unknown_task_is_refused() -> None:
    with pytest.raises(BadUse, match="plan_task_unknown"):
        task_change(water_draft(), load_pair("water").plan, "修路", tables())


def test_a_task_can_be_left_out_for_a_reason() -> None:
    plan = load_pair("water").plan
    draft = apply(water_draft(), leave_out(water_draft(), plan, "做好抗旱保供", "全年未发生\n旱情", tables()))
    row = next(row for row in coverage_of(draft, plan, tables()) if row.task.key == "做好抗旱保供")
    assert (row.state, row.reason) == (CoverState.LEFT_OUT, "全年未发生 旱情")


def test_a_task_left_out_is_no_finding() -> None:
    plan = load_pair("water").plan
    draft = apply(water_draft(), leave_out(water_draft(), plan, "做好抗旱保供", "未发生旱情", tables()))
    found = coverage_findings(draft, coverage_of(draft, plan, tables()), tables())
    assert "做好抗旱保供" not in [finding.text for finding in found]


def test_a_reason_can_be_taken_back() -> None:
    plan = load_pair("water").plan
    draft = apply(water_draft(), leave_out(water_draft(), plan, "做好抗旱保供", "未发生旱情", tables()))
    draft = apply(draft, leave_out(draft, plan, "做好抗旱保供", "", tables()))
    assert left_out(draft) == {}


def test_reasons_beyond_what_can_be_kept_are_refused() -> None:
    with pytest.raises(BadUse, match="plan_reason_long"):
        leave_out(water_draft(), load_pair("water").plan, "做好抗旱保供", "旱" * 5000, tables())


def test_a_task_that_is_surely_written_is_not_left_out() -> None:
    plan = load_pair("water").plan
    draft = apply(water_draft(), leave_out(water_draft(), plan, "征收水资源费税", "不写", tables()))
    row = next(row for row in coverage_of(draft, plan, tables()) if row.task.key == "征收水资源费税")
    assert row.state is CoverState.WRITTEN


def test_reasons_damaged_by_hand_are_none() -> None:
    draft = Draft(Identity(particulars=(("不写", "[未写"),)))
    assert left_out(draft) == {}


def test_this_years_plan_is_found_among_the_basis_documents() -> None:
    plan = Basis("要点", load_pair("water").plan.document.elements)
    last = Basis("总结", load_pair("water").summary.document.elements)
    draft = Draft(Identity("年度工作总结", 2023), basis=(last, plan))
    assert plan_in(draft) is plan


def test_last_years_plan_is_not_this_years() -> None:
    plan = Basis("要点", load_pair("water").plan.document.elements)
    assert plan_in(Draft(Identity("年度工作总结", 2024), basis=(plan,))) is None


def test_a_basis_document_is_as_good_as_a_file() -> None:
    pair = load_pair("water")
    rows = coverage_of(pair.summary, Basis("要点", pair.plan.document.elements), tables())
    assert [row.state for row in rows] == [row.state for row in rows_of("water")]


def test_the_shape_points_into_plan_and_summary() -> None:
    pair = load_pair("water")
    shape = coverage_shape(rows_of("water"), lines_of(pair.plan), lines_of(pair.summary))
    task = next(one for one in shape["tasks"] if one["ordinal"] == "20.")
    answer = task["commitments"][0]["achieved"][0]
    text = next(e.text for e in pair.summary.document.elements if e.line == answer["line"])
    assert text[answer["start"] : answer["end"]] == "1260"
    assert (task["state"], task["certainty"]) == ("written", "sure")


def test_the_shape_is_plain_json() -> None:
    pair = load_pair("farming")
    shape = coverage_shape(rows_of("farming"), lines_of(pair.plan), lines_of(draft_of(pair.summary.document)))
    assert json.loads(json.dumps(shape)) == shape


def test_the_rows_as_text_end_with_the_counts() -> None:
    lines = coverage_text(rows_of("water")).splitlines()
    assert "　　入库（万元）：1200万元 → 1260万元" in lines
    assert lines[-1] == "共26项任务，未写4项，疑似已写21项，待填0项，已写1项，不写0项。"


def test_a_damaged_word_list_is_named(tmp_path: Path) -> None:
    tmp_path.joinpath("coverage.toml").write_text("stop = '''", "utf-8")
    with pytest.raises(BadWords, match="words_damaged"):
        load_cover_tables(tmp_path)
