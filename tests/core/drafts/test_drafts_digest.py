"""Words that are not those that were stored are told; whatever the program itself does to a draft is not."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.drafts.store import DraftStore
from core.editing.plan_notes import add_plan
from core.editing.text.paragraphs import retyped, take_over
from core.errors import BadDraft
from core.model.change import apply, difference
from core.model.document import Numbering, NumberingMode
from core.model.draft import Basis
from core.model.spans import Place
from core.workflows.drafting.editing import add_section, delete_section, move_section, rename, set_value
from core.workflows.drafting.session import Session, create_session, open_session
from core.workflows.drafting.versions import restore_version
from core.workflows.messages import sentence
from tests.builders import make_draft
from tests.spoiled import noon

REPORT = """
title |2023年总结
h1 一、|开展情况
body |选派{**}名干部，学习{48}次。
h1 二、|存在问题
body |查档{12}人次。
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    draft = make_draft(REPORT)
    draft = replace(draft, basis=(Basis("去年", draft.elements),), origins=(("e1", 0, "e1"),))
    DraftStore.create(tmp_path / "稿.nigao", draft, noon).close()
    return tmp_path / "稿.nigao"


def told(path: Path) -> list[str]:
    result = open_session(path, noon)
    result.value.close()
    return [notice.code for notice in result.notices]


def spoil(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_a_draft_as_it_was_stored_is_no_news(path: Path) -> None:
    assert told(path) == []


ODD = {
    "a figure": "UPDATE element SET content = replace(content, '12', '13')",
    "an ordinal": "UPDATE element SET prefix = '三、' WHERE id = 'e4'",
    "a fact's value": "UPDATE fact SET prior = '49' WHERE id = 'f2'",
    "the order": "UPDATE element SET position = CASE id WHEN 'e2' THEN 3 WHEN 'e4' THEN 1 ELSE position END",
    "a paragraph gone": "DELETE FROM element WHERE id = 'e4'",
    "the unit": "UPDATE meta SET value = replace(value, '青禾', '青木') WHERE key = 'identity'",
    "a prior report": "UPDATE basis_element SET content = replace(content, '12', '13')",
    "where it came from": "UPDATE origin SET basis_element_id = 'e2'",
    "the sum itself": "UPDATE meta SET value = '1:2:3' WHERE key = 'sum'",
}


@pytest.mark.parametrize("case", ODD)
def test_other_words_than_were_stored_are_told(path: Path, case: str) -> None:
    spoil(path, ODD[case])
    assert told(path) == ["draft_odd"]


UNSOUND = {
    "a level too deep": {"level": 99},
    "a line below nothing": {"line": -5},
    "a heading longer than its paragraph": {"heading_length": 9999},
    "an id twice": {"id": "e1"},
    "no id": {"id": ""},
    "words that are bytes": {"content": b"x"},
    "a number that is none": {"depth": 1.5},
}


@pytest.mark.parametrize("case", UNSOUND)
def test_a_right_sum_does_not_make_a_prior_report_sound(tmp_path: Path, case: str) -> None:
    draft = make_draft(REPORT)
    odd = replace(draft.elements[1], **UNSOUND[case])
    path = tmp_path / "稿.nigao"
    DraftStore.create(path, replace(draft, basis=(Basis("去年", (draft.elements[0], odd)),)), noon).close()
    with pytest.raises(BadDraft, match="draft_damaged"):
        open_session(path, noon)


def test_it_is_said_what_to_do(path: Path) -> None:
    spoil(path, ODD["a figure"])
    result = open_session(path, noon)
    result.value.close()
    assert "找回稿件" in sentence(result.notices[0])


@pytest.mark.parametrize("value", ["", "x", "1:2", "z:z:z"])
def test_a_sum_that_makes_no_sense_is_made_anew(path: Path, value: str) -> None:
    spoil(path, f"UPDATE meta SET value = '{value}' WHERE key = 'sum'")
    session = open_session(path, noon).value
    session.do(set_value(session.draft, "f1", "7"))
    session.close()
    assert told(path) == []


def test_files_without_a_sum_get_one_with_the_next_change(path: Path) -> None:
    spoil(path, "DELETE FROM meta WHERE key = 'sum'")
    before = told(path)
    session = open_session(path, noon).value
    session.do(set_value(session.draft, "f1", "7"))
    session.close()
    spoil(path, ODD["a figure"])
    assert (before, told(path)) == ([], ["draft_odd"])


def test_what_was_told_once_is_not_told_again_after_an_edit(path: Path) -> None:
    spoil(path, ODD["a figure"])
    session = open_session(path, noon).value
    session.do(set_value(session.draft, "f1", "7"))
    session.close()
    assert told(path) == []


EDITS = (
    lambda draft: set_value(draft, draft.facts[0].id, str(draft.serial)) if draft.facts else None,
    lambda draft: rename(draft, heads(draft)[0], f"改名{draft.serial}"),
    lambda draft: add_section(draft, heads(draft)[-1], "新增"),
    lambda draft: delete_section(draft, heads(draft)[-1]) if len(heads(draft)) > 1 else None,
    lambda draft: move_section(draft, heads(draft)[0], 1),
)


def heads(draft) -> list[str]:
    return [element.id for element in draft.elements if element.depth == 1]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, len(EDITS) + 2), max_size=12))
def test_nothing_the_program_does_is_odd(tmp_path_factory: pytest.TempPathFactory, actions: list[int]) -> None:
    path = tmp_path_factory.mktemp("run") / "稿.nigao"
    session = create_session(path, make_draft(REPORT), noon)
    for action in actions:
        change = EDITS[action](session.draft) if action < len(EDITS) else None
        if change is not None:
            session.do(change)
        elif action == len(EDITS):
            session.undo()
        elif action == len(EDITS) + 1:
            session.redo()
    session.close()
    assert told(path) == []


def typed(session: Session, *words: str) -> None:
    """Words typed one after another in one paragraph, which the history takes for one step."""
    for content in words:
        draft = session.draft
        session.do(take_over(draft, ["e3"], [retyped(draft, draft.elements[2], content)]))


def restored(session: Session) -> None:
    version = session.keep_version("送审一稿")
    typed(session, "另写的话。", "另写的话，再加一句。")
    session.do(delete_section(session.draft, "e4"))
    restore_version(session, version.number)


def numbered(session: Session) -> None:
    """A change of the numbering alone."""
    draft = session.draft
    after = replace(draft, numbering=Numbering(NumberingMode.RUN_ON, 1))
    session.do(difference(draft, after, Place("e2"), "序号"))
    session.undo()
    session.redo()


def planned(session: Session) -> None:
    session.do(add_plan(session.draft, Basis("要点", make_draft(REPORT).elements), "对照要点"))
    session.undo()
    session.redo()


def wandered(session: Session) -> None:
    """Back to the beginning and along another way."""
    typed(session, "甲。", "甲。乙。")
    session.do(set_value(session.draft, "f3", "15"))
    session.go_to(0)
    typed(session, "丙。")
    session.go_to(1)


DEEDS = {
    "a version brought back": restored,
    "numbers running on": numbered,
    "a plan beside the draft": planned,
    "another way in the history": wandered,
    "a run of typing": lambda session: typed(session, "一。", "一。二", "一。二。", "一。二。三。"),
}


@pytest.mark.parametrize("case", DEEDS)
def test_none_of_the_larger_actions_is_odd(path: Path, case: str) -> None:
    session = open_session(path, noon).value
    before = session.draft
    DEEDS[case](session)
    changed = session.draft != before or case == "a version brought back"
    session.close()
    assert (changed, told(path)) == (True, [])


def test_a_action_in_a_second_sitting_is_not_odd(path: Path) -> None:
    for case in DEEDS:
        session = open_session(path, noon).value
        DEEDS[case](session)
        session.close()
    assert told(path) == []


def test_a_change_without_a_session_is_no_news_either(path: Path) -> None:
    store = DraftStore.open(path, noon)
    draft = store.draft()
    change = set_value(draft, "f1", "9")
    store.record(change, apply(draft, change))
    store.close()
    assert told(path) == []
