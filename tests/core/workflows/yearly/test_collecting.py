"""The work of a collection sheet from end to end: sent out, filled in, read back, accepted, undone."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import AppError, BadUse, BadWords
from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactState
from core.workflows.messages import sentences
from core.workflows.yearly import collecting
from core.workflows.yearly.collecting import (
    Clash,
    CollectionOrder,
    accepted,
    askable,
    collected_shape,
    load_sheet_words,
    order_of,
    read_answers,
    send_sheets,
    sheets_shape,
)
from tests.builders import lines_of, make_draft
from tests.filled import filled, with_units

REPORT = """
h1 一、|开展情况
h2 （一）|加强学习。‖选派{**}名干部，举办{g1:48}期。
h1 二、|存在问题
body |投入{1200}万元，再办{g1:48}期。
"""


@pytest.fixture
def draft() -> Draft:
    return with_units(make_draft(REPORT), {"f1": "名", "f2": "期", "f3": "万元", "f4": "期"})


def sent(draft: Draft, folder: Path, **departments: str) -> list[Path]:
    return [sheet.path for sheet in send_sheets(draft, folder, CollectionOrder(departments=departments))]


def fill(path: Path, values: dict[int, object], **top: object) -> Path:
    path.write_bytes(filled(path.read_bytes(), values, **top))
    return path


# ---- sending


def test_one_file_a_department_is_written(draft: Draft, tmp_path: Path) -> None:
    found = send_sheets(draft, tmp_path / "填报", CollectionOrder())
    assert [(sheet.department, sheet.rows, sheet.path.is_file()) for sheet in found] == [
        ("开展情况", 2, True),
        ("存在问题", 1, True),
    ]


def test_files_are_named_after_report_and_department(draft: Draft, tmp_path: Path) -> None:
    assert sent(draft, tmp_path)[0].name == "青禾县档案馆2023年上半年工作总结填报表（开展情况）.xlsx"


def test_departments_whose_names_no_disk_tells_apart_get_two_files(draft: Draft, tmp_path: Path) -> None:
    paths = sent(draft, tmp_path, f1="人事/科", f2="人事科", f3="../..")
    assert len(set(paths)) == 3
    assert {path.parent for path in paths} == {tmp_path}


def test_a_sheet_that_came_back_is_never_written_over(draft: Draft, tmp_path: Path) -> None:
    last = sent(draft, tmp_path)[1]
    last.with_name(last.name).write_bytes(b"filled")
    sent_before = sorted(tmp_path.iterdir())
    sent_before[0].unlink() if sent_before[0] != last else sent_before[1].unlink()
    with pytest.raises(BadUse, match="collect_exists"):
        sent(draft, tmp_path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"filled"]


def test_with_nothing_to_ask_for_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(BadUse, match="collect_nothing"):
        sent(make_draft("body |没有数字。"), tmp_path / "填报")
    assert not (tmp_path / "填报").exists()


@pytest.mark.parametrize(
    "order",
    [
        CollectionOrder(departments={"（九）": "人事科"}),
        CollectionOrder(frozenset({"e99"})),
        CollectionOrder(facts=frozenset({"f99"})),
    ],
)
def test_somebody_responsible_for_nothing_is_told(draft: Draft, tmp_path: Path, order: CollectionOrder) -> None:
    with pytest.raises(BadUse, match="collect_department"):
        send_sheets(draft, tmp_path, order)


def test_a_place_that_cannot_be_made_is_told(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AppError, match="save_no_folder"):
        sent(draft, tmp_path / "file" / "填报")


# ---- reading


def test_filled_sheets_come_back_together(draft: Draft, tmp_path: Path) -> None:
    first, second = sent(draft, tmp_path)
    found = read_answers(draft, [fill(first, {0: 12, 1: 50}), fill(second, {0: 1300})])
    assert [answer.value for answer in found.answers] == ["12", "50", "1300"]


def test_a_file_that_cannot_be_read_is_a_problem_among_others(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "坏表.xlsx").write_bytes(b"PK broken")
    paths = [tmp_path / "坏表.xlsx", tmp_path / "没有.xlsx", fill(sent(draft, tmp_path)[1], {0: 1300})]
    found = read_answers(draft, paths)
    assert [problem.notice.code for problem in found.problems] == ["package_damaged", "file_missing"]
    assert [answer.value for answer in found.answers] == ["1300"]


def test_an_endless_file_is_not_read(draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "LARGEST", 1000)
    assert read_answers(draft, sent(draft, tmp_path)[:1]).problems[0].notice.code == "file_too_large"


# ---- accepting


def answered(draft: Draft, folder: Path) -> Draft:
    path = fill(sent(draft, folder)[0], {0: 12, 1: 50}, unit="人事科", person="张三", day="2023-07-05")
    return apply(draft, accepted(draft, read_answers(draft, [path]).answers))


def test_accepted_answers_stand_at_every_place_of_their_field(draft: Draft, tmp_path: Path) -> None:
    after = answered(draft, tmp_path)
    assert lines_of(after)[1::2] == ["（一）加强学习。选派12名干部，举办50期。", "投入1200万元，再办50期。"]


def test_accepted_facts_know_who_told_them(draft: Draft, tmp_path: Path) -> None:
    after = answered(draft, tmp_path)
    told = "人事科 张三，2023-07-05（青禾县档案馆2023年上半年工作总结填报表（开展情况）.xlsx）"
    assert [fact.source for fact in after.facts] == [told, told, "", told]
    assert [fact.state for fact in after.facts].count(FactState.UPDATED) == 3


def test_accepting_is_one_step_that_can_be_taken_back(draft: Draft, tmp_path: Path) -> None:
    path = fill(sent(draft, tmp_path)[0], {0: 12, 1: 50})
    change = accepted(draft, read_answers(draft, [path]).answers)
    assert apply(apply(draft, change), change.inverse()) == draft


def test_accepting_twice_changes_nothing_more(draft: Draft, tmp_path: Path) -> None:
    path = fill(sent(draft, tmp_path)[0], {0: 12, 1: 50})
    once = apply(draft, accepted(draft, read_answers(draft, [path]).answers))
    assert accepted(once, read_answers(once, [path]).answers).is_empty


def test_nothing_accepted_changes_nothing(draft: Draft) -> None:
    assert accepted(draft, ()).is_empty


def test_a_problem_a_clerk_took_is_accepted_like_an_answer(draft: Draft, tmp_path: Path) -> None:
    problem = read_answers(draft, [fill(sent(draft, tmp_path)[0], {1: "50余"})]).problems[0]
    assert problem.answer is not None
    after = apply(draft, accepted(draft, [problem.answer]))
    assert "举办50余期" in lines_of(after)[1]


def test_a_half_masked_number_gets_its_last_digits(tmp_path: Path) -> None:
    draft = with_units(make_draft("body |参加89{**}人。"), {"f1": "人"})
    draft = replace(draft, facts=(replace(draft.facts[0], subkind="partial_figure"),))
    after = apply(draft, accepted(draft, read_answers(draft, [fill(sent(draft, tmp_path)[0], {0: 8956})]).answers))
    assert lines_of(after) == ["参加8956人。"]


# ---- words and shapes


def test_the_shape_of_sent_sheets(draft: Draft, tmp_path: Path) -> None:
    shape = sheets_shape(send_sheets(draft, tmp_path, CollectionOrder()))
    assert [(item["department"], item["rows"]) for item in shape["sheets"]] == [("开展情况", 2), ("存在问题", 1)]


def test_the_shape_of_what_was_collected(draft: Draft, tmp_path: Path) -> None:
    shape = collected_shape(read_answers(draft, [fill(sent(draft, tmp_path)[0], {0: 12, 1: "无"})]), draft)
    assert list(shape) == ["answers", "problems", "unanswered"]
    assert list(shape["answers"][0]) == ["id", "label", "unit", "value", "source", "note", "file", "line"]
    assert list(shape["problems"][0]) == ["code", "message", "file", "line", "id", "label", "given", "value"]


def test_a_problem_is_told_in_a_sentence(draft: Draft, tmp_path: Path) -> None:
    shape = collected_shape(read_answers(draft, [fill(sent(draft, tmp_path)[0], {1: "无"})]), draft)
    assert shape["problems"][0]["message"] == "“f2的数”应填数，填的是“无”，没有采用。请核对后再决定。"


def test_an_order_is_made_from_json() -> None:
    assert order_of({"（一）": "人事科"}).departments == {"（一）": "人事科"}


def test_an_order_of_anything_but_names_is_refused() -> None:
    with pytest.raises(BadUse, match="collect_department"):
        order_of({"（一）": 3})


@pytest.mark.parametrize("text", ["name = 3", "name = "], ids=["incomplete", "damaged"])
def test_damaged_words_are_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "collection.toml").write_text(text, "utf-8")
    with pytest.raises(BadWords, match="words_"):
        load_sheet_words(tmp_path)


def test_every_problem_has_its_sentence() -> None:
    folder = Path(collecting.__file__).parents[3] / "sheet_files"
    found = {code for path in folder.glob("*.py") for code in re.findall(r'"(collect_\w+)"', path.read_text("utf-8"))}
    assert found - sentences().keys() == set()


# ---- choosing, and files that are there already


def test_everything_that_can_be_asked_for_stands_in_the_order_of_the_text(draft: Draft) -> None:
    filled_in = replace(draft, facts=(replace(draft.facts[0], state=FactState.UPDATED), *draft.facts[1:]))
    found = [(item.row.fact_id, item.section, item.is_open) for item in askable(filled_in)]
    assert found == [("f1", "e2", False), ("f2", "e2", True), ("f3", "e3", True)]


def test_sheets_are_put_beside_those_that_are_there(draft: Draft, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in sent(draft, tmp_path)}
    found = send_sheets(draft, tmp_path, CollectionOrder(), Clash.BESIDE)
    assert [sheet.path.stem[-3:] for sheet in found] == ["（2）", "（2）"]
    assert {path: path.read_bytes() for path in before} == before


def test_sheets_replace_those_that_are_there_when_it_is_asked_for(draft: Draft, tmp_path: Path) -> None:
    first = sent(draft, tmp_path)[0]
    first.write_bytes(b"old")
    assert send_sheets(draft, tmp_path, CollectionOrder(), Clash.REPLACE)[0].path == first
    assert first.read_bytes() != b"old"


def test_sending_can_be_stopped_between_two_sheets(draft: Draft, tmp_path: Path) -> None:
    told: list[int] = []
    found = send_sheets(draft, tmp_path, CollectionOrder(), watch=lambda done: bool(told.append(done)))
    assert (len(found), told, len(list(tmp_path.iterdir()))) == (1, [1], 1)
