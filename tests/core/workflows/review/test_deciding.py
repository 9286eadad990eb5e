"""Decisions about returned copies: stored in the draft, undone like any step, kept when the program is closed."""

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from core.cli.main import run
from core.drafts.salvage import salvage
from core.drafts.store import DraftStore
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.review.changes import ReviewState
from core.workflows.drafting.session import Session, copied_journal, create_session, open_session, read_stored
from core.workflows.review.deciding import keep_copies, refuse, settle
from core.workflows.review.queue import review_queue
from core.workflows.review.returned import DraftReview, decisions_of, read_returned
from core.workflows.review.taking import review_states, reword, take
from core.workflows.signoff.opinions import OpinionState, head_line
from core.workflows.signoff.reviewed import opinions_of
from tests.builders import make_draft
from tests.review_copies.files import applied
from tests.review_copies.marking import Habits
from tests.review_copies.plans import Plan, TextEdit
from tests.screen import SCREEN

DRAFT = """title |青禾县档案馆工作总结
h1 一、|工作情况
body |接收档案{g1:490}卷，整理档案{320}卷，方便群众查阅。
body |编印年鉴{1000}册，送到各村，接收的{g1:490}卷已经上架。
body |全馆同志齐心协力，完成了各项任务。"""
DRAFT_FILE = Path("今年.nigao")
EDITS = {3: [TextEdit(4, 7, "512"), TextEdit(20, 22, "")], 5: [TextEdit(4, 4, "们")]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the draft and the file that went out."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    create_session(DRAFT_FILE, make_draft(DRAFT), datetime.now).close()
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)
    return tmp_path


def copied(name: str, edits: dict[int, list[TextEdit]], habits: Habits | None = None) -> Path:
    """A copy of the file that went out with these edits."""
    plan = Plan(edits=edits, comments=[(4, 0, 4, "请核实"), (4, 6, 9, "好")])
    Path(name).write_bytes(applied(Path("发出.docx").read_bytes(), plan, habits or Habits(), random.Random(1)))
    return Path(name)


def reviewed(*files: Path, who: dict[str, str] | None = None) -> DraftReview:
    return read_returned(DRAFT_FILE, files, who or {}, datetime(2026, 7, 6, 9)).value


def states(session: Session) -> dict[str, ReviewState]:
    """The state of every change of the copies that the draft keeps."""
    return review_states(read_returned(session.path).value)


def with_session(do: Callable[[Session], None]) -> None:
    with closing(open_session(DRAFT_FILE, datetime.now).value) as session:
        do(session)


def test_a_copy_is_kept_whole_and_read_again(folder: Path) -> None:
    file = copied("王.docx", EDITS)
    data = file.read_bytes()
    with_session(lambda session: keep_copies(session, reviewed(file)) and None)
    file.unlink()
    draft = read_stored(DRAFT_FILE)
    (kept,) = draft.copies
    assert (kept.name, kept.arrived, draft.media[kept.id] == data) == ("王.docx", "2026-07-06T09:00:00", True)
    assert len(read_returned(DRAFT_FILE).value.copies[0].changes) == 3


def test_decisions_outlast_the_program(folder: Path) -> None:
    review = reviewed(copied("王.docx", EDITS))
    with_session(lambda session: take(session, review, ["c1-1"]) and None)
    with_session(lambda session: refuse(session, review, {"c1-2": "与上级口径不一致"}) and None)
    again = read_returned(DRAFT_FILE).value
    assert list(review_states(again).values()) == [ReviewState.TAKEN, ReviewState.REFUSED, ReviewState.OPEN]
    assert [decision.reason for decision in again.draft.decisions if decision.reason] == ["与上级口径不一致"]


def test_a_decision_is_undone_with_its_edit(folder: Path) -> None:
    review = reviewed(copied("王.docx", EDITS))

    def decide(session: Session) -> None:
        keep_copies(session, review)
        before = session.draft
        take(session, review, ["c1-1"])
        refuse(session, review, {"c1-2": ""})
        session.undo()
        session.undo()
        assert (session.draft.elements, session.draft.decisions) == (before.elements, ())
        session.redo()
        assert states(session)["c1-1"] is ReviewState.TAKEN

    with_session(decide)


def test_what_was_taken_is_refused_only_after_it_was_undone(folder: Path) -> None:
    review = reviewed(copied("王.docx", EDITS))

    def decide(session: Session) -> None:
        take(session, review, ["c1-1"])
        assert refuse(session, review, {"c1-1": "不合适", "c1-2": ""}) == (("c1-1", "review_undo_first"),)
        assert "512" in session.draft.elements[2].content
        session.undo()
        session.undo()
        refuse(session, review, {"c1-1": "不合适"})
        assert (states(session)["c1-1"], "512" in session.draft.elements[2].content) == (ReviewState.REFUSED, False)

    with_session(decide)


def test_a_value_goes_to_all_places_of_its_field_with_its_source(folder: Path) -> None:
    review = reviewed(copied("王.docx", EDITS), who={"王": "王副局长"})
    with_session(lambda session: take(session, review, ["c1-1"]) and None)
    facts = [fact for fact in read_stored(DRAFT_FILE).facts if fact.group == "g1"]
    assert [(fact.text, str(fact.state)) for fact in facts] == [("512", "updated")] * 2
    assert {fact.source for fact in facts} == {"王副局长 改稿 2026-07-03"}


def two_hands(name: str) -> Path:
    """A copy in which 张处 and 李科 recorded changes, and 王主任 wrote comments."""
    return copied(name, {3: [TextEdit(4, 7, "512")], 5: [TextEdit(4, 4, "们", hand=1)]})


@pytest.mark.parametrize("who", ["张处", "办公室"])
def test_of_several_who_wrote_in_one_copy_each_is_a_person(folder: Path, who: str) -> None:
    review = reviewed(two_hands("会签.docx"), who={"会签": who})
    opinions = opinions_of(review)
    assert [each.who for each in opinions] == ["张处", "王主任", "王主任", "李科"]
    assert head_line(opinions).startswith("征求3人意见，收到4条")
    assert review_queue(review, review.draft).people == ("张处", "李科", "王主任")


def test_of_a_long_sentence_the_words_near_a_change_are_shown(folder: Path) -> None:
    long = "全馆同志" + "、".join(f"做好第{number}项工作" for number in range(60)) + "，完成了各项任务。"
    with_session(lambda session: session.do(take_over(session.draft, ["e5"], [TypedParagraph("e5", long)])) and None)
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)
    (opinion,) = (
        each
        for each in opinions_of(
            reviewed(copied("王.docx", {5: [TextEdit(long.index("完成了"), len(long) - 1, "完成任务")]}))
        )
        if each.words.endswith("“完成任务”。")
    )
    assert (opinion.original.endswith("完成了各项任务。"), opinion.original[0], len(opinion.original) < 60) == (
        True,
        "…",
        True,
    )


def test_the_source_of_a_value_is_who_wrote_it(folder: Path) -> None:
    review = reviewed(
        copied("会签.docx", {3: [TextEdit(4, 7, "512", hand=1)], 5: [TextEdit(4, 4, "们")]}), who={"会签": "张处"}
    )
    with_session(lambda session: take(session, review, ["c1-1"]) and None)
    facts = [fact for fact in read_stored(DRAFT_FILE).facts if fact.group == "g1"]
    assert {fact.source.split()[0] for fact in facts} == {"李科"}


def test_the_person_of_a_copy_stands_for_its_only_name_and_for_none(folder: Path) -> None:
    (copy,) = reviewed(copied("王.docx", EDITS), who={"王": "王副局长"}).copies
    assert [copy.hand(name) for name in ("张处", "", "李科")] == ["王副局长", "王副局长", "李科"]


def test_what_is_no_value_ends_the_fact_and_is_told(folder: Path) -> None:
    review = reviewed(copied("王.docx", {3: [TextEdit(4, 7, "若干")]}))

    def decide(session: Session) -> None:
        assert take(session, review, ["c1-1"]).ended == ("490",)
        texts = [element.content for element in session.draft.elements]
        assert ("接收档案若干卷" in texts[2], "490卷已经上架" in texts[3]) == (True, True)

    with_session(decide)


def test_numbers_in_new_words_become_facts(folder: Path) -> None:
    review = reviewed(copied("王.docx", {5: [TextEdit(4, 4, "78人")]}))
    with_session(lambda session: take(session, review, ["c1-1"]) and None)
    new = [fact for fact in read_stored(DRAFT_FILE).facts if fact.element_id == "e5"]
    assert [(fact.text, fact.source.split()[0]) for fact in new] == [("78", "张处")]


def test_words_of_ones_own_are_taken_in_part(folder: Path) -> None:
    review = reviewed(copied("王.docx", EDITS))
    with_session(lambda session: reword(session, review, "c1-3", "和志愿者", "补充") and None)
    draft = read_stored(DRAFT_FILE)
    assert draft.elements[4].content.startswith("全馆同志和志愿者齐心")
    assert [(str(each.verdict), each.wording) for each in draft.decisions] == [("taken_in_part", "和志愿者")]


def test_a_comment_is_settled_with_an_answer(folder: Path) -> None:
    review = reviewed(copied("王.docx", EDITS))
    comment = review.copies[0].comments[0]
    with_session(lambda session: settle(session, review, comment, "已核实") and None)
    found = decisions_of(read_stored(DRAFT_FILE)).about(review.copies[0].kept, comment.mark)
    assert found is not None
    assert found.reason == "已核实"


def test_a_later_copy_of_one_person_replaces_what_is_open(folder: Path) -> None:
    first = reviewed(copied("王一.docx", EDITS), who={"王一": "王副局长"})
    with_session(lambda session: take(session, first, ["c1-1"]) and None)
    second = reviewed(copied("王二.docx", {**EDITS, 4: [TextEdit(0, 2, "编辑")]}), who={"王二": "王副局长"})
    with_session(lambda session: keep_copies(session, second) and None)
    again = read_returned(DRAFT_FILE).value
    assert [copy.name for copy in again.copies] == ["王二.docx"]
    assert list(review_states(again).values()) == [ReviewState.TAKEN, *[ReviewState.OPEN] * 3]


def test_what_was_decided_about_a_replaced_copy_stays_in_list_and_table(folder: Path) -> None:
    first = reviewed(copied("王一.docx", EDITS), who={"王一": "王副局长"})
    with_session(lambda session: take(session, first, ["c1-1"]) and None)
    with_session(lambda session: refuse(session, first, {"c1-2": "口径不一"}) and None)
    again = copied("王二.docx", {3: [TextEdit(4, 7, "530")], 4: [TextEdit(0, 2, "编辑")]})
    with_session(lambda session: keep_copies(session, reviewed(again, who={"王二": "王副局长"})) and None)
    review = read_returned(DRAFT_FILE).value
    assert [(copy.name, len(copy.changes)) for copy in review.copies] == [("王一.docx", 2), ("王二.docx", 2)]
    assert (review.compared.conflicts, [*review_states(review).values()]) == (
        (),
        [ReviewState.TAKEN, ReviewState.REFUSED, ReviewState.OPEN, ReviewState.OPEN],
    )
    rows = {(each.state, each.reason) for each in opinions_of(review)}
    assert rows >= {(OpinionState.TAKEN, ""), (OpinionState.REFUSED, "口径不一"), (OpinionState.OPEN, "")}


def test_what_a_person_wants_now_takes_the_place_of_what_was_taken_before(folder: Path) -> None:
    first = reviewed(copied("王一.docx", EDITS), who={"王一": "王副局长"})
    with_session(lambda session: take(session, first, ["c1-1"]) and None)
    second = reviewed(copied("王二.docx", {3: [TextEdit(4, 7, "530")]}), who={"王二": "王副局长"})
    with_session(lambda session: keep_copies(session, second) and None)
    review = read_returned(DRAFT_FILE).value
    with_session(lambda session: take(session, review, ["c2-1"]) and None)
    assert read_stored(DRAFT_FILE).elements[2].content.startswith("接收档案530卷")


def test_what_two_say_alike_is_taken_for_both_and_stays_taken(folder: Path) -> None:
    same = {3: [TextEdit(4, 7, "512")]}
    review = reviewed(copied("王.docx", same), copied("李.docx", {**same, 4: [TextEdit(0, 2, "编辑")]}))
    with_session(lambda session: take(session, review, ["c1-1"]) and None)
    with_session(
        lambda session: (
            session.do(take_over(session.draft, ["e3"], [TypedParagraph("e3", "接收档案530卷，方便群众查阅。")]))
            and None
        )
    )
    found = [*review_states(read_returned(DRAFT_FILE).value).values()]
    assert found == [ReviewState.TAKEN, ReviewState.TAKEN, ReviewState.OPEN]


def test_a_copy_of_another_version_is_a_round_of_its_own(folder: Path) -> None:
    first = reviewed(copied("王一.docx", EDITS), who={"王一": "王副局长"})
    with_session(lambda session: take(session, first, ["c1-1"]) and None)
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)
    second = reviewed(copied("王二.docx", {4: [TextEdit(0, 2, "编辑")]}), who={"王二": "王副局长"})
    with_session(lambda session: keep_copies(session, second) and None)
    review = read_returned(DRAFT_FILE).value
    assert [(copy.name, len(copy.changes)) for copy in review.copies] == [("王一.docx", 3), ("王二.docx", 1)]


def test_what_was_decided_in_one_round_is_no_side_of_a_change_in_the_next(folder: Path) -> None:
    first = reviewed(copied("王.docx", {3: [TextEdit(4, 7, "512")]}), copied("李.docx", {3: [TextEdit(4, 7, "520")]}))
    with_session(lambda session: take(session, first, ["c1-1"]) and None)
    with_session(lambda session: refuse(session, first, {"c2-1": ""}) and None)
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)
    second = reviewed(copied("张.docx", {3: [TextEdit(4, 7, "530")]}))
    with_session(lambda session: keep_copies(session, second) and None)
    review = read_returned(DRAFT_FILE).value
    found = next(item for item in review_queue(review, review.draft).items if item.key == "c3-1")
    assert (found.state, len(found.sides)) == (ReviewState.OPEN, 1)


def test_a_copy_that_was_replaced_comes_back_under_another_name(folder: Path) -> None:
    first, second = copied("王一.docx", EDITS), copied("王二.docx", {4: [TextEdit(0, 2, "编辑")]})
    who = {"王一": "王副局长", "王二": "王副局长"}
    with_session(lambda session: keep_copies(session, reviewed(first, second, who=who)) and None)
    assert [copy.name for copy in read_returned(DRAFT_FILE).value.copies] == ["王二.docx"]
    with_session(lambda session: keep_copies(session, reviewed(first, who={"王一": "李科"})) and None)
    assert [copy.name for copy in read_returned(DRAFT_FILE).value.copies] == ["王一.docx", "王二.docx"]


def test_a_damaged_draft_gives_its_review_back(folder: Path) -> None:
    review = reviewed(copied("王.docx", EDITS))
    with_session(lambda session: refuse(session, review, {"c1-2": "不改"}) and None)
    found = salvage(DRAFT_FILE).draft
    assert (len(found.copies), [each.reason for each in found.decisions]) == (1, ["不改"])


def test_the_command_line_refuses_with_a_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied("王.docx", EDITS)
    code = run(
        ["review", str(DRAFT_FILE), "--read", "王.docx", "--who", "王=王副局长", "--refuse", "c1-2=口径不一"], SCREEN
    )
    assert code == 1
    capsys.readouterr()
    run(["review", str(DRAFT_FILE), "--json"], SCREEN)
    shape = json.loads(capsys.readouterr().out)
    assert [(each["state"], each["reason"]) for each in shape["changes"]][1] == ("refused", "口径不一")
    assert shape["base"]["files"][0]["who"] == "王副局长"


def test_nothing_kept_and_nothing_to_read_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["review", str(DRAFT_FILE)], SCREEN) == 2
    assert "没有存着的改稿" in capsys.readouterr().err


def test_copies_of_different_versions_are_carried_before_they_are_compared(folder: Path) -> None:
    one = copied("王.docx", {5: [TextEdit(4, 8, "同心同德")]})
    with_session(
        lambda session: (
            session.do(
                take_over(session.draft, ["e5"], [TypedParagraph("e5", "今年全馆同志齐心协力，完成了各项任务。")])
            )
            and None
        )
    )
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)
    two = copied("李.docx", {5: [TextEdit(6, 10, "团结一致")]})
    review = reviewed(one, two)
    assert [copy.base.version for copy in review.copies] == [1, 2]
    assert [(each.one, each.two, each.reason) for each in review.compared.conflicts] == [("c1-1", "c2-1", "overlap")]


def test_a_decision_altered_in_the_file_is_noticed(folder: Path) -> None:
    review = reviewed(copied("王.docx", EDITS))
    with_session(lambda session: refuse(session, review, {"c1-2": "不改"}) and None)
    with closing(sqlite3.connect(DRAFT_FILE)) as connection:
        connection.execute("UPDATE decision SET reason = '改'")
        connection.commit()
    with closing(DraftStore.view(DRAFT_FILE)) as store:
        store.draft()
        assert [notice.code for notice in store.notices] == ["draft_odd"]


def test_saving_as_another_file_takes_the_review_along(folder: Path) -> None:
    review = reviewed(copied("王.docx", EDITS))

    def save(session: Session) -> None:
        refuse(session, review, {"c1-2": "不改"})
        journal, carried = copied_journal(Path("另一份.nigao"), session.snapshot(), datetime.now).value
        session.move(Path("另一份.nigao"), session.snapshot(), journal, carried)

    with_session(save)
    again = read_returned(Path("另一份.nigao")).value
    assert [copy.base.found for copy in again.copies] == ["bookmark"]
    assert review_states(again)["c1-2"] is ReviewState.REFUSED
