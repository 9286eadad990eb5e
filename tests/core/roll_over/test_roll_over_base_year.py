"""Of which year a report is: what tells it, when it is sure, and what is held back until somebody says so."""

from dataclasses import replace

import pytest

from core.model.card import Meeting, UnitCard
from core.model.change import apply
from core.model.draft import Draft
from core.model.proposal import Proposal, Term
from core.roll_over.base_year import expected_year
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.importing.base_years import ANSWERS, answer_asked, answer_year, asked_years, basis_years
from core.workflows.importing.reports import recognise_report
from core.workflows.yearly.proposals import all_proposals, proposals_of
from core.workflows.yearly.roll_over import load_tables, of_roles, roll_over_report

SUMMARY, HALF, PLAN, BRIEFING = "年度工作总结", "上半年工作总结", "年度工作要点", "工作汇报"
SIGNED = "云溪县档案馆\n"
NO_YEAR = "云溪县档案馆工作总结\n一年来，接收档案12卷。2018年机构改革。\n" + SIGNED
AIMS = "云溪县档案工作要点\n一、总体要求\n抓好3项。到2025年建成强县。\n云溪县档案局\n"
TOLD = (
    "关于档案工作情况的汇报\n现将2022年档案工作情况汇报如下。\n一、2022年工作情况\n2022年，完成3项。\n"
    "二、2023年工作打算\n2023年，抓好3项。\n云溪县档案局\n2023年1月9日\n"
)
SPEECH = "政府工作报告\n——{date}在云溪县人民代表大会上\n各位代表：\n一、{reviewed}年工作回顾\n{reviewed}年，完成3项。\n二、{planned}年的任务\n抓好3项。\n"
OLD = (
    "政府工作报告\n——1987年3月20日在云溪县人民代表大会上\n各位代表：\n"
    "到2000年翻两番，由2000年的2.8亿元再增长，2000年，达到6亿元。\n一九四九年建立了县人民政府。\n"
)
SLIP = "云溪县档案馆2021年工作总结\n2022年，接收12卷。\n一、2022年工作情况\n2022年全年完成3项。2022年以来，完成5项。\n"

SURE = (
    ("云溪县2022年工作总结\n2022年，完成3项。\n" + SIGNED + "2023年1月5日", SUMMARY, 2023, 2022),
    (
        "云溪县2022年工作总结\n2021年度地形图更新全年完成，2021年度考核优秀。2021年以来，全年接收12卷。2021年度执法检查全年未见问题。\n"
        + SIGNED
        + "2023年1月5日",
        SUMMARY,
        2023,
        2022,
    ),
    (NO_YEAR + "2023年1月28日", SUMMARY, 2023, 2022),
    (NO_YEAR + "2022年12月28日", SUMMARY, 2023, 2022),
    (AIMS + "2022年12月30日", PLAN, 2024, 2023),
    (AIMS + "2023年2月3日", SUMMARY, 2023, 2023),
    ("云溪县2023年上半年工作总结\n完成3项。比2022年同期增长8%。\n", SUMMARY, 2023, 2023),
    ("云溪县2022年上半年工作总结\n完成3项。\n", HALF, 2023, 2022),
    ("云溪县2022年工作总结\n全年完成3项，与2021年相比下降8%。\n", SUMMARY, 2023, 2022),
    ("云溪县2022年工作总结\n全年完成3项，由2021年底的12项降为5项。\n", SUMMARY, 2023, 2022),
    (TOLD, BRIEFING, 2023, 2022),
    ("2022年工作总结和2023年工作计划\n2022年，完成3项。\n", SUMMARY, 2023, 2022),
    ("2023年" + SPEECH.format(date="2023年1月6日", reviewed=2022, planned=2023), BRIEFING, 2024, 2023),
    (
        SPEECH.format(date="1996年3月12日", reviewed=1995, planned=1996) + "四、2010年的奋斗目标\n再翻一番。\n",
        SUMMARY,
        1996,
        1995,
    ),
    ("云溪县档案馆工作总结\n今年以来，接收档案12卷。\n", SUMMARY, 2023, 2022),
    ("云溪中学2021—2022学年工作总结\n完成3项。\n", SUMMARY, 2023, 2022),
    ("云溪县2022年工作总结及2023年工作要点\n完成3项。\n2023年，将抓好3项。\n", SUMMARY, 2023, 2022),
    ("云溪县2022年工作情况和2023年工作要点的报告\n完成3项。\n2023年，将抓好3项。\n", SUMMARY, 2023, 2022),
    ("云溪县2022年工作总结及下一年工作打算\n完成3项。\n2023年，将抓好3项。\n", SUMMARY, 2023, 2022),
    ("云溪县档案馆2022年工作总结及2023年工作要点\n2022年，完成3项。\n2023年，抓好3项。\n", SUMMARY, 2023, 2022),
    (
        "云溪县档案馆关于2022年工作情况和2023年工作要点的报告\n2022年，完成3项。\n2023年，抓好3项。\n",
        SUMMARY,
        2023,
        2022,
    ),
    ("云溪县档案馆2022年上半年工作总结暨下半年工作要点\n完成3项。\n", HALF, 2023, 2022),
    (
        "云溪县2023年上半年工作总结\n2023年以来，完成3项，2027年建成。\n2022年度被评为先进。2022年度核查5家，上半年已完成。\n"
        "2023年上半年均价1.2万元，低于2022年的1.3万元。\n",
        HALF,
        2024,
        2023,
    ),
    ("云溪县档案馆2022年工作总结\n完成3项。\n一、扎实做好2023年工作\n抓好3项。\n", SUMMARY, 2023, 2022),
    ("云溪中学2021—2022学年第一学期工作总结\n完成3项。\n云溪中学\n2022年1月16日", SUMMARY, 2023, 2022),
    (
        "云溪县档案馆工作情况汇报\n2019年以来，接收档案12卷。今年修复60卷。\n" + SIGNED + "2022年12月3日",
        BRIEFING,
        2023,
        2022,
    ),
    (
        "在全县档案工作会议上的讲话\n（2023年2月8日）\n同志们：\n一、2022年工作成绩\n完成3项。\n二、扎实做好2023年工作\n抓好3项。\n",
        BRIEFING,
        2024,
        2023,
    ),
    (
        "关于云溪县2022年预算执行情况和2023年预算草案的报告\n——2023年1月6日在云溪县人民代表大会上\n各位代表：\n"
        "一、2022年预算执行情况\n2022年，完成3项。\n二、2023年预算草案\n抓好3项。\n",
        BRIEFING,
        2024,
        2023,
    ),
    ("云溪县“十四五”规划（2021—2025年）实施情况总结\n完成3项。\n" + SIGNED + "2023年1月10日", SUMMARY, 2023, 2022),
)
ASKED = (
    ("云溪县2022年工作总结\n2022年，完成3项。\n" + SIGNED + "2023年1月5日", SUMMARY, 2024),
    ("云溪县2022年工作总结\n完成3项。\n" + SIGNED + "2022年1月5日", SUMMARY, 2023),
    (NO_YEAR + "2023年1月28日", SUMMARY, 2024),
    (NO_YEAR, SUMMARY, 2023),
    (AIMS + "2022年12月30日", PLAN, 2023),
    (AIMS + "2022年2月3日", SUMMARY, 2023),
    ("云溪县2022年上半年工作总结\n完成3项。\n", SUMMARY, 2023),
    (TOLD, BRIEFING, 2024),
    (OLD, SUMMARY, 1988),
    (SPEECH.format(date="2023年1月6日", reviewed=2022, planned=2023), SUMMARY, 2024),
    ("云溪县2023年工作要点暨2022年工作总结\n抓好3项。\n", SUMMARY, 2023),
    ("云溪中学2021—2022学年工作总结\n完成3项。\n", SUMMARY, 2024),
    ("云溪中学2021—2024学年工作总结\n完成3项。\n", SUMMARY, 2023),
    (SLIP, SUMMARY, 2022),
    (SLIP, SUMMARY, 2023),
    ("云溪县近三年工作总结\n完成3项。\n" + SIGNED + "2023年1月5日", SUMMARY, 2023),
    ("云溪县五年工作总结（2018—2022年）\n五年来，完成3项。\n", SUMMARY, 2023),
)


def draft(text: str, kind: str, year: int, answer: int = 0, name: str = "材料.txt") -> Draft:
    report = recognise_report(name, text.encode()).value
    return start_draft(DraftRequest(kind, year, "云溪县档案馆", (report,), base_year=answer)).value


def proposed(made: Draft) -> tuple[Proposal, ...]:
    return proposals_of(made, load_tables())


@pytest.mark.parametrize(("text", "kind", "year", "base"), SURE)
def test_a_year_that_all_signs_tell_is_sure(text: str, kind: str, year: int, base: int) -> None:
    (found,) = basis_years(draft(text, kind, year))
    assert (found.is_open, found.term.year) == (False, base)


@pytest.mark.parametrize(("text", "kind", "year"), ASKED)
def test_a_year_that_signs_gainsay_or_that_is_not_expected_is_asked_for(text: str, kind: str, year: int) -> None:
    made = draft(text, kind, year)
    assert len(asked_years(made)) == 1
    assert all(proposal.asks for proposal in proposed(made))


def test_a_date_in_brackets_is_quoted_without_half_of_them() -> None:
    (found,) = asked_years(draft("云溪县档案馆工作总结\n（2021年3月31日）\n2022年，完成3项。\n", SUMMARY, 2023))
    assert "成文日期“2021年3月31日”" in "".join(str(candidate) for candidate in found.candidates)


@pytest.mark.parametrize(("text", "kind", "year"), ASKED)
def test_the_year_expected_is_always_one_of_the_candidates(text: str, kind: str, year: int) -> None:
    (found,) = asked_years(draft(text, kind, year))
    assert found.expected in [candidate.year for candidate in found.candidates]


@pytest.mark.parametrize(
    ("basis", "now", "year"),
    [
        (Term(SUMMARY, 0, "全年"), Term(SUMMARY, 2023, "全年"), 2022),
        (Term(SUMMARY, 0, "全年"), Term(HALF, 2023, "上半年"), 2022),
        (Term(SUMMARY, 0, "全年"), Term(PLAN, 2023, "全年"), 2022),
        (Term(PLAN, 0, "全年"), Term(PLAN, 2023, "全年"), 2022),
        (Term(PLAN, 0, "全年"), Term(SUMMARY, 2023, "全年"), 2023),
        (Term(PLAN, 0, "全年"), Term(HALF, 2023, "上半年"), 2023),
        (Term(HALF, 0, "上半年"), Term(HALF, 2023, "上半年"), 2022),
        (Term(HALF, 0, "上半年"), Term(SUMMARY, 2023, "全年"), 2023),
        (Term(HALF, 0, "上半年"), Term(PLAN, 2023, "全年"), 2022),
        (Term(SUMMARY, 0, "全年"), Term(SUMMARY, 0, "全年"), 0),
    ],
)
def test_the_role_of_a_document_tells_its_year(basis: Term, now: Term, year: int) -> None:
    assert expected_year(basis, now) == year


def test_candidates_have_their_places() -> None:
    (found,) = asked_years(draft(TOLD, BRIEFING, 2024))
    assert "2022年（第3段章节标题“2022年工作情况”" in found.evidence


@pytest.mark.parametrize(("text", "kind", "year"), ASKED)
def test_no_two_candidates_tell_the_same(text: str, kind: str, year: int) -> None:
    (found,) = asked_years(draft(text, kind, year))
    told = [candidate.evidence for candidate in found.candidates if candidate.signs]
    assert len(set(told)) == len(told)


def test_an_answer_makes_the_proposals_certain() -> None:
    made = draft(OLD, SUMMARY, 1988)
    answered = apply(made, answer_asked(made, 1987))
    assert asked_years(answered) == ()
    assert {p.text: p.replacement for p in proposed(answered)}["2000年"] == "2000年"


NAMELESS = "工作总结\n一年来，接收档案12卷，完成3项。\n"


@pytest.mark.parametrize(
    ("name", "year", "is_open", "first"),
    [
        (
            "云溪县档案馆2022年工作总结.txt",
            2023,
            False,
            "2022年（文件名“云溪县档案馆2022年工作总结”、按稿件的年份推算）",
        ),
        ("云溪县档案馆2023年工作总结.txt", 2023, True, "2023年（文件名“云溪县档案馆2023年工作总结”）"),
        ("云溪县档案馆2022年工作总结.txt", 2024, True, "2022年（文件名“云溪县档案馆2022年工作总结”）"),
        ("总结20210110.txt", 2023, False, "2022年（按稿件的年份推算）"),
        ("总结2021-01-10.txt", 2023, False, "2022年（按稿件的年份推算）"),
    ],
)
def test_a_report_that_says_no_year_is_of_the_year_in_the_name_of_its_file(name, year, is_open, first) -> None:
    (own,) = basis_years(draft(NAMELESS, SUMMARY, year, name=name))
    assert (own.is_open, own.evidence.split("；")[0]) == (is_open, first)


def test_the_name_of_a_file_gainsays_nothing_and_settles_nothing_that_the_report_says() -> None:
    titled, told = "云溪县2022年工作总结\n完成3项。\n", NAMELESS + "2018年机构改革。\n"
    assert not asked_years(draft(titled, SUMMARY, 2023, name="2019年总结.txt"))
    assert asked_years(draft(told, SUMMARY, 2023, name="2022年总结.txt"))


def test_an_answer_is_an_edit_that_is_turned_back() -> None:
    made = draft(OLD, SUMMARY, 1988)
    change = answer_asked(made, 1987)
    assert apply(apply(made, change), change.inverse()) == made
    assert change.reason == "往年材料写的是1987年"


def test_another_answer_takes_the_place_of_the_first() -> None:
    made = draft(OLD, SUMMARY, 1988, answer=1986)
    changed = apply(made, answer_year(made, 0, 1987))
    assert [year.term.year for year in basis_years(changed)] == [1987]


def test_an_answer_that_is_taken_back_is_asked_for_again() -> None:
    made = draft(OLD, SUMMARY, 1988, answer=1986)
    assert asked_years(apply(made, answer_year(made, 0, 0)))


def test_nothing_is_accepted_while_the_year_is_open() -> None:
    found = of_roles(proposed(draft(OLD, SUMMARY, 1988)), ("全部",))
    assert found
    assert not [proposal for proposal in found if not proposal.asks]


def test_a_card_answers_nothing_while_the_year_is_open() -> None:
    made = draft("工作总结\n2018年，召开第三次常委会会议，**镇参加。\n", SUMMARY, 2023)
    card = UnitCard("云溪县", "县", county="云溪县", meetings=(Meeting("常委会会议", 0, 3),))
    assert {proposal.replacement for proposal in all_proposals(made, load_tables(), card)} == {None}


def test_a_file_is_held_back_as_well() -> None:
    report = recognise_report("材料.txt", SLIP.encode()).value
    found = roll_over_report(report, Term(SUMMARY, 2023, "全年"), load_tables())
    assert {proposal.replacement for proposal in found} == {None}


def test_a_new_draft_tells_the_question() -> None:
    report = recognise_report("材料.txt", OLD.encode()).value
    made = start_draft(DraftRequest(SUMMARY, 1988, "云溪县", (report,)))
    assert "base_year_open" in [notice.code for notice in made.notices]


@pytest.mark.parametrize("kept", ["[1", "7", '{"0": "1987"}', '{"x": 1987}', "{}"])
def test_a_damaged_answer_is_none(kept: str) -> None:
    made = draft(OLD, SUMMARY, 1988)
    identity = replace(made.identity, particulars=(*made.identity.particulars, (ANSWERS, kept)))
    assert asked_years(replace(made, identity=identity))


@pytest.mark.parametrize(
    ("kind", "year", "is_open", "base"),
    [(BRIEFING, 2024, False, 2023), (BRIEFING, 2025, True, 2022), (SUMMARY, 2024, True, 2022)],
)
def test_review_plan_and_session_together_tell_the_year(kind: str, year: int, is_open: bool, base: int) -> None:
    text = SPEECH.format(date="2023年1月6日", reviewed=2022, planned=2023)
    (found,) = basis_years(draft(text, kind, year))
    assert (found.is_open, found.term.year) == (is_open, base)
