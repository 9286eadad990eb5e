"""Roll-over of whole drafts: the proposals for them, and what accepting and refusing does to text and facts."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.editing.proposals import accept, refuse
from core.editing.text.values import reset, set_value
from core.errors import BadUse, BadWords
from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactState
from core.model.outline import readiness
from core.model.proposal import RollRole, Term
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.importing.reports import Report, recognise_report
from core.workflows.yearly.roll_over import (
    load_tables,
    of_roles,
    report_term,
    roll_over,
    roll_over_report,
)
from core.workflows.yearly.roll_over_listing import (
    draft_places,
    draft_proposals,
    report_places,
    rollover_shape,
    rollover_text,
)
from tests.builders import fact_texts, lines_of

PLAN = """青禾县档案馆2022年工作要点
2022年是党的二十大召开之年。全县档案工作要比2021年更进一步。
一、突出政治引领
1.抓实理论学习。制定《2022年学习计划》，落实《2019—2023年教育规划》，培训30人。
2.抓实队伍建设。2022年底前招录3人，筹备第二次会议。
"""
HALF = """青禾县档案馆2022年上半年工作总结
2022年上半年，全馆完成接收任务。
一、上半年工作开展情况
（一）收集工作。2022年1－6月接收档案1200卷，截至7月10日整理900卷。
二、下半年工作计划
（一）库房改造。下半年完成库房改造。
"""
WHOLE = """青禾县档案馆2022年工作总结
2022年，全馆完成接收任务，全年没有发生事故。
一、2022年工作开展情况
（一）收集工作。全年接收档案1200卷，比上年增长5%。
二、2023年工作计划
（一）库房改造。明年完成库房改造。
"""


def report(text: str) -> Report:
    """The report as read from a file."""
    return recognise_report("材料.txt", text.encode()).value


def draft(text: str, kind: str, year: int) -> Draft:
    """A new draft of a kind and a year, made from the text."""
    return start_draft(DraftRequest(kind, year, "青禾县档案馆", (report(text),))).value


def accepted(started: Draft) -> Draft:
    """The draft with every proposal accepted, each suggestion, too."""
    return apply(started, accept(started, [each.taken for each in roll_over(started, load_tables())]))


def test_a_plan_of_2022_becomes_one_of_2023() -> None:
    assert lines_of(accepted(draft(PLAN, "年度工作要点", 2023))) == [
        "青禾县档案馆2023年工作要点",
        "2023年是党的二十大召开之年。全县档案工作要比2022年更进一步。",
        "一、突出政治引领",
        "1.抓实理论学习。制定《2023年学习计划》，落实《2019—2023年教育规划》，培训30人。",
        "2.抓实队伍建设。2023年底前招录3人，筹备第二次会议。",
    ]


def test_what_only_a_person_knows_is_asked() -> None:
    found = roll_over(draft(PLAN, "年度工作要点", 2023), load_tables())
    assert [proposal.text for proposal in found if proposal.taken.asks] == ["党的二十大召开之年", "二"]


def test_only_what_is_certain_is_written_by_accepting_all() -> None:
    started = draft(PLAN, "年度工作要点", 2023)
    assert lines_of(apply(started, accept(started, roll_over(started, load_tables())))) == [
        "青禾县档案馆2023年工作要点",
        "2023年是党的二十大召开之年。全县档案工作要比2021年更进一步。",
        PLAN.splitlines()[2],
        "1.抓实理论学习。制定《2023年学习计划》，落实《2019—2023年教育规划》，培训30人。",
        PLAN.splitlines()[4],
    ]


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("2022年是馆务公开的开局之年。", 2022),
        ("2022年是全面深化的关键一年。", 2022),
        ("2021年是打基础的攻坚之年。", 2021),
    ],
)
def test_an_expression_of_one_year_is_of_the_old_year_once_the_new_one_stands_before_it(
    sentence: str, year: int
) -> None:
    started = draft(PLAN.replace("2022年是党的二十大召开之年。", sentence), "年度工作要点", 2023)
    reasons = [proposal.reason for proposal in roll_over(accepted(started), load_tables())]
    assert f"这是{year}年特有的说法，需人工修改" in reasons


def test_a_half_year_summary_is_made_from_last_years() -> None:
    assert lines_of(accepted(draft(HALF, "上半年工作总结", 2023))) == [
        "青禾县档案馆2023年上半年工作总结",
        "2023年上半年，全馆完成接收任务。",
        "一、上半年工作开展情况",
        "（一）收集工作。2023年1－6月接收档案1200卷，截至7月10日整理900卷。",
        "二、下半年工作计划",
        "（一）库房改造。下半年完成库房改造。",
    ]


def test_an_annual_summary_is_made_from_the_half_year_one() -> None:
    assert lines_of(accepted(draft(HALF, "年度工作总结", 2022))) == [
        "青禾县档案馆2022年工作总结",
        "2022年，全馆完成接收任务。",
        "一、全年工作开展情况",
        "（一）收集工作。2022年1－12月接收档案1200卷，截至12月底整理900卷。",
        "二、2023年工作计划",
        "（一）库房改造。2023年完成库房改造。",
    ]


def test_a_half_year_summary_is_made_from_an_annual_one() -> None:
    assert lines_of(accepted(draft(WHOLE, "上半年工作总结", 2023))) == [
        "青禾县档案馆2023年上半年工作总结",
        "2023年上半年，全馆完成接收任务，上半年没有发生事故。",
        "一、2023年上半年工作开展情况",
        "（一）收集工作。上半年接收档案1200卷，比上年同期增长5%。",
        "二、下半年工作计划",
        "（一）库房改造。下半年完成库房改造。",
    ]


@pytest.mark.parametrize(("text", "kind", "year"), [(PLAN, "年度工作要点", 2023), (HALF, "年度工作总结", 2022)])
def test_facts_stand_where_they_say_after_accepting(text: str, kind: str, year: int) -> None:
    after = accepted(draft(text, kind, year))
    assert fact_texts(after) == [fact.text for fact in after.facts]


def test_an_accepted_place_is_updated_and_a_kept_one_confirmed() -> None:
    after = accepted(draft(PLAN, "年度工作要点", 2023))
    states = {fact.prior: fact.state for fact in after.facts}
    assert (states["2022"], states["2019—2023"]) == (FactState.UPDATED, FactState.CONFIRMED)


def test_accepting_everything_twice_is_accepting_it_once() -> None:
    once = accepted(draft(PLAN, "年度工作要点", 2023))
    assert accepted(once) == once


def test_accepting_is_one_change_that_can_be_undone() -> None:
    started = draft(HALF, "年度工作总结", 2022)
    change = accept(started, roll_over(started, load_tables()))
    undone = apply(apply(started, change), change.inverse())
    assert (undone.elements, undone.facts) == (started.elements, started.facts)


def test_a_refused_proposal_changes_no_text_and_is_not_made_again() -> None:
    started = draft(PLAN, "年度工作要点", 2023)
    chosen = roll_over(started, load_tables())[:2]
    after = apply(started, refuse(started, chosen))
    assert lines_of(after) == lines_of(started)
    assert not {proposal.id for proposal in roll_over(after, load_tables())} & {proposal.id for proposal in chosen}


def test_places_of_one_field_that_go_different_ways_become_two_fields() -> None:
    started = draft("2022年工作总结\n2022年，完成3项。根据《关于2022年考核的通知》办理。\n", "年度工作总结", 2023)
    after = accepted(started)
    groups = {fact.group: fact.text for fact in after.facts if fact.prior == "2022"}
    assert groups == {"year:2022>2023": "2023", "year:2022": "2022"}


def test_a_split_field_is_filled_without_the_other() -> None:
    started = draft("2022年工作总结\n2022年，完成3项。根据《关于2022年考核的通知》办理。\n", "年度工作总结", 2023)
    after = accepted(started)
    asked = next(fact for fact in after.facts if fact.group == "year:2022")
    assert "根据《关于2021年考核" in lines_of(apply(after, set_value(after, asked.id, "2021")))[1]


def test_a_whole_field_that_moves_alike_stays_one_field() -> None:
    after = accepted(draft("2022年工作总结\n2022年，完成3项。\n", "年度工作总结", 2023))
    assert {fact.group for fact in after.facts if fact.text == "2023"} == {"year:2022"}


def test_an_accepted_year_can_be_taken_back_at_its_place() -> None:
    after = accepted(draft("2022年工作总结\n2022年，完成3项。\n", "年度工作总结", 2023))
    back = apply(after, reset(after, after.facts[0].id))
    assert lines_of(back) == ["2022年工作总结", "2023年，完成3项。"]


def test_words_typed_into_the_draft_are_this_years() -> None:
    started = draft("2022年工作总结\n完成3项任务。\n", "年度工作总结", 2023)
    body = started.elements[1]
    typed = replace(body, content="2023年，" + body.content)
    typed_draft = replace(started, elements=(started.elements[0], typed), facts=started.facts[:1])
    assert [proposal.text for proposal in roll_over(typed_draft, load_tables())] == ["2022年"]


def test_a_proposal_for_text_that_has_changed_is_passed_over() -> None:
    started = draft("2022年工作总结\n2022年，完成3项。\n", "年度工作总结", 2023)
    stale = roll_over(started, load_tables())
    after = apply(started, set_value(started, started.facts[0].id, "二〇二三"))
    assert accept(after, stale).is_empty


def test_an_edited_proposal_writes_what_the_clerk_gave() -> None:
    started = draft("2022年工作总结\n以喜迎党的二十大为契机，抓好工作。\n", "年度工作总结", 2023)
    event = next(p for p in roll_over(started, load_tables()) if p.role is RollRole.EVENT)
    edited = replace(event, replacement="学习贯彻党的二十大精神")
    after = apply(started, accept(started, (edited,)))
    assert lines_of(after)[1] == "以学习贯彻党的二十大精神为契机，抓好工作。"
    assert fact_texts(after) == [fact.text for fact in after.facts]


@pytest.mark.parametrize("typed", ["十五五", "三十五", "四五", "十四五五", "十四"])
def test_a_fact_written_anew_holds_all_that_was_typed(typed: str) -> None:
    started = draft("2025年工作总结\n围绕“十四五”规划收官，完成3项。\n", "年度工作总结", 2026)
    plan = next(each for each in roll_over(started, load_tables()) if each.text == "十四五")
    after = apply(started, accept(started, (replace(plan, replacement=typed),)))
    assert lines_of(after)[1] == f"围绕“{typed}”规划收官，完成3项。"
    fact = next(fact for fact in after.facts if fact.id == plan.fact_id or fact.prior == "十四五")
    assert (fact.text, fact.value, fact.state) == (typed, typed, FactState.UPDATED)
    assert fact_texts(after) == [fact.text for fact in after.facts]


@pytest.mark.parametrize(
    ("text", "note"), [("围绕“十四五”规划收官，完成3项。", "收官"), ("2025年是“十四五”收官之年。", "收官之年")]
)
def test_the_end_of_a_plan_is_asked_for_after_the_plan_was_written_anew(text: str, note: str) -> None:
    started = draft(f"2025年工作总结\n{text}\n", "年度工作总结", 2026)
    at = lines_of(started)[1].index("十四五")
    element = started.elements[1].id
    plan = next(fact for fact in started.facts if fact.element_id == element and fact.start == at)
    after = apply(started, set_value(started, plan.id, "十五五"))
    assert note in [each.text for each in roll_over(after, load_tables()) if each.asks]


def test_a_place_without_a_fact_gets_one_that_remembers_the_decision() -> None:
    started = draft("2022年工作总结\n2022年是规划的关键一年。\n", "年度工作总结", 2023)
    event = next(p for p in roll_over(started, load_tables()) if p.role is RollRole.EVENT)
    after = apply(started, refuse(started, (event,)))
    assert [fact.state for fact in after.facts if fact.text == "关键一年"] == [FactState.CONFIRMED]
    assert after.serial == started.serial + 1


def test_a_masked_year_is_filled_whole_and_can_be_emptied_again() -> None:
    started = draft("青禾县档案馆20XX年工作总结\n一年来，完成3项。\n", "年度工作总结", 2023)
    after = accepted(started)
    filled = next(fact for fact in after.facts if fact.text.startswith("2023"))
    assert lines_of(after)[0] == "青禾县档案馆2023年工作总结"
    assert lines_of(apply(after, reset(after, filled.id)))[0] == "青禾县档案馆20XX年工作总结"


def test_readiness_grows_by_what_was_accepted() -> None:
    started = draft(PLAN, "年度工作要点", 2023)
    assert readiness(accepted(started).facts).done > readiness(started.facts).done


def test_roles_choose_among_proposals() -> None:
    proposals = roll_over(draft(PLAN, "年度工作要点", 2023), load_tables())
    assert {p.role for p in of_roles(proposals, ["base_year", "range"])} == {RollRole.BASE_YEAR, RollRole.RANGE}


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(BadUse) as caught:
        of_roles((), ["nonsense"])
    assert caught.value.code == "role_unknown"


def test_the_shape_counts_from_the_start_of_the_paragraph() -> None:
    started = draft(PLAN, "年度工作要点", 2023)
    shape = draft_proposals(roll_over(started, load_tables()), started)["proposals"]
    lines = lines_of(started)
    assert all(lines[row["line"] - 1][row["start"] : row["end"]] == row["text"] for row in shape)
    assert list(shape[0]) == ["id", "role", "line", "start", "end", "text", "replacement", "reason", "suggestion"]


def test_a_file_gives_its_own_lines() -> None:
    read = report("\n\n" + PLAN)
    found = roll_over_report(read, Term("年度工作要点", 2023, "全年"), load_tables())
    shape = rollover_shape(found, report_places(read))
    assert (shape["proposals"][0]["line"], shape["proposals"][0]["replacement"]) == (3, "2023年")


def test_the_text_listing_names_role_change_and_reason() -> None:
    made = draft(PLAN, "年度工作要点", 2023)
    told = rollover_text(roll_over(made, load_tables()), draft_places(made)).splitlines()
    assert told[0].startswith("第1段〔报告年度〕2022年 → 2023年“")
    assert told[0].endswith("”　报告年度：2022年改为2023年")
    assert [any(mark in line for line in told) for mark in ("（不变）", "→ 请核定")] == [True, True]


def test_a_report_knows_its_own_term() -> None:
    assert report_term(report(HALF)) == Term("上半年工作总结", 2022, "上半年")


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "dated_references.toml").write_text("party = '''", "utf-8")
    with pytest.raises(BadWords):
        load_tables(tmp_path)
