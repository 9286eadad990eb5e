"""填报表 with the tables of a draft: each department gets its rows, fills them in, adds others; they come back cell by cell."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactState
from core.model.grid import tables_of
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import recognise_report
from core.workflows.yearly.collected import Standing, read_rows
from core.workflows.yearly.collecting import (
    CollectionOrder,
    accepted,
    askable,
    collected_shape,
    planned,
    read_answers,
    send_sheets,
)
from tests.builders_docx import docx, p
from tests.core.word.reading.test_word_reading_tables import DOWN, ON, tbl, tc, tr

TITLE = p("青禾县2023年工作总结", '<w:jc w:val="center"/>')
PROSE = (p("一、总体情况"), p("全县完成投资6000万元，办好实事，各部门认真落实各项要求，按时完成了任务。"))
HEAD = tr(tc("指标"), tc("单位"), tc("完成数"), tc("责任单位"))
ROWS = (
    tr(tc("新建泊位"), tc("个"), tc("1520"), tc("城管局", DOWN)),
    tr(tc("改造管网"), tc("公里"), tc("48.50"), tc("", ON)),
    tr(tc("培训教师"), tc("人次"), tc("936"), tc("牵头：教育局，配合：人社局")),
    tr(tc("绿化面积"), tc("亩"), tc("275"), tc("")),
)


@pytest.fixture
def draft() -> Draft:
    data = docx(TITLE, *PROSE, p("表1 主要指标完成情况"), tbl(HEAD, *ROWS), p("二、下步打算"), p("继续推进。"))
    return draft_of(recognise_report("去年.docx", data).value.document)


def cells_of(sheet: Any) -> list[list[str]]:
    """What a person sees below title and advice."""
    lines = sheet.iter_rows(min_row=4, max_col=4, values_only=True)
    return [["" if each is None else str(each) for each in line] for line in lines if any(line)]


@pytest.fixture
def sent(draft: Draft, tmp_path: Path) -> dict[str, Path]:
    found = send_sheets(draft, tmp_path / "发", CollectionOrder())
    return {each.department: each.path for each in found}


def filled(path: Path, change: Callable[[Any], None]) -> Path:
    book = load_workbook(path)
    change(book.worksheets[1])
    book.save(path)
    return path


def put(place: str, value: object) -> Callable[[Any], None]:
    def write(sheet: Any) -> None:
        sheet[place] = value

    return write


def test_each_department_gets_its_rows_and_those_of_nobody_come_first(sent: dict[str, Path]) -> None:
    assert list(sent) == ["总体情况", "城管局", "教育局", "人社局"]
    shown = {name: cells_of(load_workbook(path).worksheets[1]) for name, path in sent.items()}
    head = ["指标", "单位", "完成数", "责任单位"]
    assert shown["总体情况"] == [head, ["绿化面积", "亩", "", ""]]
    assert shown["城管局"] == [head, ["新建泊位", "个", "", "城管局"], ["改造管网", "公里", "", "城管局"]]


def test_who_leads_and_who_helps_are_both_asked(sent: dict[str, Path]) -> None:
    shown = [cells_of(load_workbook(sent[name]).worksheets[1])[1] for name in ("教育局", "人社局")]
    assert shown == [["培训教师", "人次", "", "牵头：教育局，配合：人社局"]] * 2


def test_only_the_cells_to_fill_in_are_open_and_row_ids_are_hidden(sent: dict[str, Path]) -> None:
    sheet = load_workbook(sent["城管局"]).worksheets[1]
    assert [sheet[place].protection.locked for place in ("A5", "B5", "C5", "D5", "E5")] == [
        True,
        True,
        False,
        True,
        True,
    ]
    assert sheet.protection.sheet
    assert [sheet.column_dimensions[name].hidden for name in "DEFG"] == [False, True, True, True]


def test_values_come_back_cell_by_cell(draft: Draft, sent: dict[str, Path]) -> None:
    found = read_answers(draft, [filled(sent["城管局"], put("C5", 1688))])
    assert [(answer.value, answer.line) for answer in found.answers] == [("1688", 5)]
    assert (len(found.unanswered), found.problems) == (1, ())
    after = apply(draft, accepted(draft, found.answers))
    fact = next(fact for fact in after.facts if fact.text == "1688")
    assert (fact.state, fact.label) == (FactState.UPDATED, "新建泊位·完成数（个）")


def test_a_row_that_shows_something_else_is_not_taken_unasked(draft: Draft, sent: dict[str, Path]) -> None:
    def change(sheet: Any) -> None:
        sheet["C5"], sheet["A5"] = 1688, "改建泊位"

    found = read_answers(draft, [filled(sent["城管局"], change)])
    assert (found.answers, [each.notice.code for each in found.problems]) == ((), ["collect_row_changed"])


def test_what_two_departments_say_of_one_row_is_compared(draft: Draft, sent: dict[str, Path]) -> None:
    files = [filled(sent["教育局"], put("C5", 940)), filled(sent["人社局"], put("C5", 950))]
    found = read_answers(draft, files)
    assert [each.notice.code for each in found.problems] == ["collect_conflict"] * 2


def test_a_value_whose_row_is_gone_is_told(draft: Draft, sent: dict[str, Path]) -> None:
    shorter = draft_of(
        recognise_report("去年.docx", docx(TITLE, *PROSE, p("表1 主要指标完成情况"), tbl(HEAD, ROWS[3]))).value.document
    )
    same = replace(shorter, identity=draft.identity)
    found = read_answers(same, [filled(sent["教育局"], put("C5", 940))])
    assert "collect_fact_gone" in [each.notice.code for each in found.problems]


def test_an_added_row_is_a_proposal_and_stands_below_the_one_before_it(draft: Draft, sent: dict[str, Path]) -> None:
    def add(sheet: Any) -> None:
        for column, text in zip("ABCD", ("清理河道", "公里", "36", "城管局"), strict=True):
            sheet[f"{column}7"] = text

    found = read_answers(draft, [filled(sent["城管局"], add)])
    (row,) = [row for row in read_rows(draft, found) if row.standing is Standing.DOUBTFUL]
    assert (row.given, row.line) == ("清理河道，公里，36，城管局", 7)
    after = apply(draft, accepted(draft, [row.answer] if row.answer else []))
    (placed,) = tables_of(after.elements)
    first = placed.table.columns[0].id
    shown = {row: own[0].text for (row, column), own in placed.texts(after.elements).items() if column == first}
    names = ["指标", "新建泊位", "改造管网", "清理河道", "培训教师", "绿化面积"]
    assert [shown[each.id] for each in placed.table.rows] == names


def test_nothing_added_is_taken_unasked(draft: Draft, sent: dict[str, Path]) -> None:
    found = read_answers(draft, [filled(sent["城管局"], put("A7", "清理河道"))])
    assert (found.answers, [each.notice.code for each in found.problems]) == ((), ["collect_table_row"])


def test_each_row_can_be_chosen_once(draft: Draft) -> None:
    ids = [each.row.fact_id for each in askable(draft)]
    assert len(ids) == len(set(ids))
    assert {plan.department for plan in planned(draft, CollectionOrder(facts=frozenset(ids)))} >= {"教育局", "人社局"}


def test_json_names_the_cell_of_an_answer_and_the_texts_of_an_added_row(draft: Draft, sent: dict[str, Path]) -> None:
    def change(sheet: Any) -> None:
        sheet["C5"], sheet["A7"] = 1688, "清理河道"

    shape = collected_shape(read_answers(draft, [filled(sent["城管局"], change)]), draft)
    assert [(each["table"], each["row"], each["column"]) for each in shape["answers"]] == [(1, 1, 2)]
    assert [(each["table"], each["added"]) for each in shape["problems"]] == [(1, [{"column": 0, "text": "清理河道"}])]


def test_a_value_moved_from_last_years_column_stands_in_its_cell(draft: Draft, tmp_path: Path) -> None:
    moved = [replace(each, source="上年") if each.text == "936" else each for each in draft.facts]
    after = replace(draft, facts=tuple(moved))
    found = send_sheets(after, tmp_path / "发", CollectionOrder())
    book = load_workbook(next(each.path for each in found if each.department == "教育局"))
    sheet = next(each for each in book if each.title.startswith("表1"))
    assert [row[2] for row in cells_of(sheet)][-1] == "936"


def moved(draft: Draft, text: str) -> Draft:
    """The draft with the figure that the cell 936 holds as moved there from last year's column."""
    fact = next(each for each in draft.facts if each.text == "936")
    own = next(each for each in draft.elements if each.id == fact.element_id)
    now = replace(fact, text=text, end=fact.start + len(text), source="上年")
    elements = tuple(each.with_content(text) if each is own else each for each in draft.elements)
    return replace(draft, elements=elements, facts=tuple(now if each is fact else each for each in draft.facts))


@pytest.mark.parametrize("text", ["936", "1,936", "93.60", "93.6"])
def test_a_value_that_comes_back_as_it_was_sent_is_no_answer(draft: Draft, tmp_path: Path, text: str) -> None:
    after = moved(draft, text)
    sent = send_sheets(after, tmp_path / "发", CollectionOrder())
    path = next(each.path for each in sent if each.department == "教育局")
    found = read_answers(after, [filled(path, put("B9", None))])  # opened and saved, nothing typed
    (open_fact,) = (fact.id for fact in after.facts if fact.text == text)
    assert (found.answers, found.problems, found.unanswered) == ((), (), (open_fact,))
    assert apply(after, accepted(after, found.answers)).facts == after.facts


def test_another_value_than_the_one_sent_is_an_answer(draft: Draft, tmp_path: Path) -> None:
    after = moved(draft, "936")
    sent = send_sheets(after, tmp_path / "发", CollectionOrder())
    path = next(each.path for each in sent if each.department == "教育局")
    found = read_answers(after, [filled(path, put("C5", 940))])
    assert ([each.value for each in found.answers], found.unanswered) == (["940"], ())


def test_a_sheet_is_called_as_the_caption_right_above_its_table(tmp_path: Path) -> None:
    lines = (p("办好实事，各部门按时完成了任务。"), p("主要指标完成情况表"), p("单位：个"))
    draft = draft_of(recognise_report("去年.docx", docx(TITLE, *lines, tbl(HEAD, *ROWS))).value.document)
    found = send_sheets(draft, tmp_path / "发", CollectionOrder())
    assert any(name.startswith("主要指标完成情况表") for name in load_workbook(found[0].path).sheetnames)
