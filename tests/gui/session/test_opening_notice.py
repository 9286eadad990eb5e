"""The message with which a draft is opened: the question of which year it is goes with its answer."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core.model.elements import Role
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.editing import set_element
from core.workflows.drafting.session import Session, create_session
from core.workflows.importing.base_years import answer_year
from core.workflows.importing.reports import recognise_report
from core.workflows.messages import sentence
from gui.session.opening_notice import OpeningNotice
from gui.widgets.frame.notice_place import NoticePlace

OLD = "工作总结\n1986年，全县粮食产量达到3万吨。\n1987年以来，建成水库2座。\n"
OTHER = "图片没有带入。"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    report = recognise_report("材料.txt", OLD.encode()).value
    draft = start_draft(DraftRequest("年度工作总结", 1995, "云溪县", (report,))).value
    made = create_session(tmp_path / "甲.nigao", draft, lambda: datetime(2023, 7, 1))
    yield made
    made.close()


@pytest.fixture
def place(qtbot: Any) -> NoticePlace:
    made = NoticePlace()
    qtbot.addWidget(made)
    return made


def question(session: Session) -> str:
    """What is asked while a draft is made."""
    report = recognise_report("材料.txt", OLD.encode()).value
    made = start_draft(DraftRequest("年度工作总结", 1995, "云溪县", (report,)))
    return next(sentence(each) for each in made.notices if each.code == "base_year_open")


def opened(session: Session, place: NoticePlace) -> str:
    """Open the draft with its question and another message; the question."""
    asked = question(session)
    OpeningNotice(session, [OTHER, asked], place)
    return asked


def test_an_answered_question_goes_and_the_rest_stays(session: Session, place: NoticePlace) -> None:
    opened(session, place)
    session.do(answer_year(session.draft, 0, 1986))
    assert place.told == OTHER


def test_a_question_comes_back_with_an_undo(session: Session, place: NoticePlace) -> None:
    asked = question(session)
    OpeningNotice(session, [asked], place)
    session.do(answer_year(session.draft, 0, 1986))
    gone = place.told
    session.undo()
    assert (gone, place.told) == ("", asked)


def test_typing_leaves_the_question(session: Session, place: NoticePlace) -> None:
    asked = opened(session, place)
    session.do(set_element(session.draft, Role.TITLE, "工作报告"))
    assert place.told == f"{OTHER}\n{asked}"


def test_a_question_that_was_closed_stays_closed(session: Session, place: NoticePlace) -> None:
    opened(session, place)
    place.hush()
    session.do(answer_year(session.draft, 0, 1986))
    session.undo()
    assert place.told == ""


def test_another_message_is_not_taken_away(session: Session, place: NoticePlace) -> None:
    opened(session, place)
    place.tell("稿件已导出。")
    session.do(answer_year(session.draft, 0, 1986))
    assert place.told == "稿件已导出。"
