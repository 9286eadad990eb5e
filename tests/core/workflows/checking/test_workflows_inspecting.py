"""All checks together: order, each place once, ordinals, files and drafts, and what is never told."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.editing.ignoring import ignore
from core.errors import AppError, BadInput
from core.model.card import UnitCard
from core.model.change import apply
from core.model.draft import Basis, Draft
from core.model.finding import Finding, Ignored, Severity
from core.model.spans import Place, Span
from core.stores.cards import save_card
from core.stores.suppressed import suppress, suppressed_codes, suppressed_file, unsuppress, without_suppressed
from core.workflows.checking.finding_kinds import can_be_suppressed
from core.workflows.checking.findings import counts, shown_span
from core.workflows.checking.findings_listing import findings_shape, line_sections, line_texts, problems_text
from core.workflows.checking.proofreader import Proofreader, without_duplicates
from core.workflows.drafting import drafting
from core.workflows.drafting.unit_card import choose_card
from core.workflows.importing.line_places import LinePlaces
from core.workflows.importing.reports import recognise_report
from tests.builders import make_draft

REPORT = """青禾县档案馆2023年工作总结

一、开展情况
46项任务已完成35项，8项任务未启动，2项任务正在推进。接收档案,整理档案。
三、存在的问题
人手不足，还存在差距。
四、下一步打算
再加把劲。
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))


def report_codes(text: str) -> list[str]:
    report = recognise_report("总结.txt", text.encode()).value
    return [finding.code for finding in Proofreader().report(report.document).findings]


def draft_codes(draft: Draft) -> list[str]:
    return [finding.code for finding in Proofreader().draft(draft).findings]


def found(code: str, start: int, end: int, severity: Severity = Severity.HINT, new: str | None = None) -> Finding:
    return Finding(code, severity, Place("e1", Span(start, end)), "词", "为什么", new)


# Together


@pytest.mark.parametrize("count", [1_200, pytest.param(8_000, marks=pytest.mark.torture)])
def test_of_an_endless_paragraph_the_beginning_is_checked_and_the_rest_is_told(count: int) -> None:
    line = "全县办结事项35件，占应办50件的80%。“" * count
    findings = Proofreader().report(recognise_report("总结.txt", line.encode()).value.document).findings
    message = next(one.message for one in findings if one.code == "paragraph_unchecked")
    assert (f"有{len(line)}字" in message, "前20000字" in message) == (True, True)
    assert max(place.span.end for one in findings for place in (one.place, *one.others)) <= 20_000


def test_facts_that_are_known_are_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    report = recognise_report("总结.txt", REPORT.encode()).value
    expected = Proofreader().report(report.document).findings
    monkeypatch.setattr(drafting, "find_facts", None)
    assert Proofreader().report(report.document, facts=report.facts).findings == expected


def test_the_findings_of_a_file_are_in_its_order() -> None:
    assert report_codes(REPORT) == ["figures_sum", "mark_half", "numbering_gap"]


def test_a_draft_is_held_against_its_kind_and_what_is_open_is_told() -> None:
    draft = make_draft("title |青禾县档案馆2022年上半年工作总结\nbody |接收{**}卷。")
    assert draft_codes(draft) == ["complete_title_year", "complete_open"]


def test_what_should_roll_over_is_one_finding() -> None:
    old = make_draft("title |青禾县2022年上半年工作总结\nbody |2022年以来，工作顺利。2022年底前完成。")
    origins = tuple((element.id, 0, element.id) for element in old.elements)
    (told,) = (
        finding
        for finding in Proofreader().draft(replace(old, basis=(Basis("上年", old.elements),), origins=origins)).findings
        if finding.code == "complete_roll_over"
    )
    assert (told.text, "3处" in told.message) == ("2022年", True)


def test_a_draft_of_a_kind_that_is_gone_is_checked_all_the_same() -> None:
    draft = make_draft("title |青禾县2023年上半年工作总结\nbody |接收档案,整理档案。")
    gone = replace(draft, identity=replace(draft.identity, kind="季度小结"))
    assert draft_codes(gone) == ["mark_half"]


def test_looking_again_after_an_edit_finds_what_is_there_then() -> None:
    inspector = Proofreader()
    draft = make_draft("title |青禾县2023年上半年工作总结\nbody |接收档案,整理档案。")
    before = inspector.draft(draft).findings
    body = replace(draft.elements[1], content="接收档案，整理档案。")
    after = inspector.draft(replace(draft, elements=(draft.elements[0], body))).findings
    assert (len(before), len(after)) == (1, 0)


def test_what_is_ignored_in_the_draft_is_left_out() -> None:
    draft = make_draft("title |青禾县2023年上半年工作总结\nbody |接收档案,整理档案。")
    (finding,) = Proofreader().draft(draft).findings
    assert draft_codes(apply(draft, ignore(draft, finding))) == []


def test_counting_by_severity() -> None:
    told = (found("a", 0, 1), found("b", 0, 1, Severity.ERROR), found("c", 0, 1))
    assert counts(told) == (1, 0, 2)


# Each place once


def test_of_two_that_say_of_the_same_words_the_graver_one_stays() -> None:
    told = without_duplicates((found("mark_a", 0, 2), found("quote_b", 0, 2, Severity.ERROR)))
    assert [one.code for one in told] == ["quote_b"]


def test_of_two_alike_the_one_that_mends_stays() -> None:
    told = without_duplicates((found("mark_a", 0, 2), found("quote_b", 0, 2, new="词语")))
    assert [one.code for one in told] == ["quote_b"]


@pytest.mark.parametrize(
    "pair",
    [
        (found("mark_a", 0, 2), found("quote_b", 0, 3)),
        (found("mark_a", 0, 2), found("figures_sum", 0, 2)),
        (found("numbering_gap", 0, 0), found("section_empty", 0, 0)),
    ],
    ids=["other words", "another question", "beside the text"],
)
def test_what_stays_side_by_side(pair: tuple[Finding, Finding]) -> None:
    assert len(list(without_duplicates(pair))) == 2


def test_a_habit_loses_only_the_place_that_is_told_otherwise() -> None:
    habit = replace(found("mark_half", 0, 1), others=(Place("e1", Span(4, 5)), Place("e1", Span(8, 9))))
    told = {one.code: one for one in without_duplicates((habit, found("bracket_mixed", 0, 1)))}
    assert (told["mark_half"].place.span, len(told["mark_half"].others)) == (Span(4, 5), 1)


# Ordinals


def test_an_ordinal_stands_where_it_is_in_the_paragraph() -> None:
    draft = make_draft("h1 　三、|存在的问题")
    finding = Finding("numbering_gap", Severity.ERROR, Place("e1"), "三、", "缺号")
    assert shown_span(draft.elements[0], finding, finding.place) == (1, 3)


def test_what_belongs_beside_a_heading_has_no_length() -> None:
    draft = make_draft("h1 三、|存在的问题")
    finding = Finding("plan_not_reported", Severity.WARNING, Place("e1"), "建新馆", "没写")
    assert shown_span(draft.elements[0], finding, finding.place) == (2, 2)


def test_the_shape_gives_the_ordinal_as_it_stands_in_the_line() -> None:
    report = recognise_report("总结.txt", REPORT.encode()).value
    seen = Proofreader().report(report.document)
    lines = {element.id: element.line for element in seen.draft.elements}
    shape = findings_shape(seen.draft.elements, lines, seen.findings)["findings"][-1]
    assert REPORT.split("\n")[shape["line"] - 1][shape["start"] : shape["end"]] == shape["text"] == "三、"


def test_the_list_says_how_grave_what_instead_and_how_much() -> None:
    report = recognise_report("总结.txt", REPORT.encode()).value
    seen = Proofreader().report(report.document)
    lines = {element.id: element.line for element in seen.draft.elements}
    shape = findings_shape(seen.draft.elements, lines, seen.findings)
    elements = seen.draft.elements
    told = problems_text(
        shape, line_sections(elements, lines), line_texts(elements, lines), LinePlaces(elements, lines)
    )
    assert "第4段　提醒　“,” → “，”" in told
    assert told.endswith("个问题：错误1，提醒2。")


def test_the_list_names_signs_that_look_alike_and_the_section() -> None:
    draft = make_draft("h1 一、|开展情况\nbody |举办“讲座“三次。")
    finding = replace(Finding("mark_pair", Severity.WARNING, Place("e2"), "“", "引号不成对"), replacement="”")
    lines = {"e1": 1, "e2": 2}
    shape = findings_shape(draft.elements, lines, [finding])
    told = problems_text(shape, line_sections(draft.elements, lines), {}, LinePlaces(draft.elements, lines))
    assert told.split("\n")[:2] == ["【一、开展情况】", "第2段　提醒　前引号 → 后引号"]


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (Span(5, 6), "　举办“讲座“三次，邀请专家授…"),
        (Span(17, 19), "　…邀请专家授课，效果明显。"),
        (Span(0, 9), ""),
        (Span(0, 0), ""),
    ],
)
def test_the_list_shows_the_words_around_what_is_short(span: Span, shown: str) -> None:
    draft = make_draft("body |举办“讲座“三次，邀请专家授课，效果明显。")
    finding = Finding(
        "mark_pair", Severity.WARNING, Place("e1", span), draft.elements[0].content[span.start : span.end], ""
    )
    shape = findings_shape(draft.elements, {"e1": 1}, [finding])
    told = problems_text(shape, {}, line_texts(draft.elements, {"e1": 1}), LinePlaces(draft.elements, {"e1": 1}))
    assert told.split("\n")[0].partition("　提醒　")[2].partition("　")[2] == shown[1:]


# Never


def test_what_is_never_told_is_told_in_no_draft() -> None:
    draft = make_draft("title |青禾县2023年上半年工作总结\nbody |接收档案,整理档案。")
    suppress(Proofreader().draft(draft).findings[0])
    assert draft_codes(draft) == []


def test_it_can_be_taken_back() -> None:
    note = suppress(found("mark_half", 0, 1))
    unsuppress(note)
    assert suppressed_codes() == ()


def test_of_a_whole_sentence_the_sort_is_never_told() -> None:
    assert suppress(replace(found("sentence_long", 0, 1), text="长" * 30)) == Ignored("sentence_long")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("mark_half", True),
        ("word_wrong", True),
        ("complete_part", True),
        ("complete_open", False),
        ("numbering_gap", False),
        ("figures_sum", False),
        ("carry_over_place", False),
        ("date_weekday", False),
    ],
)
def test_only_ways_of_writing_are_never_told(code: str, expected: bool) -> None:
    assert can_be_suppressed(found(code, 0, 1)) is expected


def test_a_sort_leaves_all_its_findings_out() -> None:
    told = (replace(found("sentence_long", 0, 1), text="长" * 30), found("mark_half", 0, 1))
    assert without_suppressed(told, (Ignored("sentence_long"),)) == told[1:]


def test_noting_twice_is_noting_once() -> None:
    for _ in range(2):
        suppress(found("mark_half", 0, 1))
    assert suppressed_codes() == (Ignored("mark_half", "词"),)


def test_the_table_may_be_written_by_hand() -> None:
    suppressed_file().parent.mkdir()
    suppressed_file().write_text("\ufeff# 说明\nmark_half\t,\n\nsentence_long\n", "utf-8")
    assert suppressed_codes() == (Ignored("mark_half", ","), Ignored("sentence_long"))


def test_a_table_that_cannot_be_read_is_not_written_over() -> None:
    suppressed_file().parent.mkdir()
    suppressed_file().write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xff")
    with pytest.raises(BadInput):
        suppress(found("mark_half", 0, 1))
    assert suppressed_codes() == ()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    suppressed_file().parent.write_text("", "utf-8")
    with pytest.raises(AppError):
        suppress(found("mark_half", 0, 1))


# Names


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("到金川区考察学习。", []),
        ("到金川区考察学习，在**区召开现场会。", ["carry_over_place"]),
        ("到金川区考察学习，培训**人。", []),
    ],
)
def test_without_a_card_a_name_can_only_be_foreign_among_masked_names(body: str, told: list[str]) -> None:
    text = f"青禾县2022年上半年工作总结\n{body}\n"
    assert [code for code in report_codes(text) if code.startswith("carry_over")] == told


def test_a_draft_without_a_card_is_as_quiet_as_a_file() -> None:
    old = make_draft("title |青禾县2022年上半年工作总结\nbody |到金川区考察学习。")
    draft = replace(old, basis=(Basis("上年", old.elements),))
    assert [code for code in draft_codes(draft) if code.startswith("carry_over")] == []


def test_a_draft_with_a_card_is_held_against_it() -> None:
    save_card("本单位", UnitCard("青禾县档案馆"))
    old = make_draft("title |青禾县2022年上半年工作总结\nbody |到金川区考察学习。")
    draft = replace(old, basis=(Basis("上年", old.elements),))
    with_card = apply(draft, choose_card(draft, "本单位"))
    assert "carry_over_place" in draft_codes(with_card)


def test_a_draft_whose_text_was_struck_is_looked_through_too() -> None:
    assert draft_codes(Draft(make_draft("body |甲\n").identity)) == []
