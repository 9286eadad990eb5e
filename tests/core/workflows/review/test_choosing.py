"""Deciding about one thing of a review: both insertions at one point, a new paragraph as other words for a printed one."""

import random
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest
from docx import Document

from core.cli.main import run
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.model.review.changes import ReviewState
from core.workflows.drafting.session import Session, create_session, open_session
from core.workflows.exporting.options import ExportOptions
from core.workflows.review.arrivals import gathered, read_arrivals
from core.workflows.review.choosing import (
    can_take_both,
    handle,
    is_for_hands,
    take_both,
    take_side,
    write_otherwise,
)
from core.workflows.review.deciding import keep_copies, refuse, take_by_hand
from core.workflows.review.queue import UNDECIDED, ReviewItem, ReviewQueue, ReviewSort, review_queue
from core.workflows.review.returned import read_returned
from core.workflows.review.running import PieceLook, running_text
from core.workflows.review.sending import send
from core.workflows.review.taking import take, take_as_rewrite
from core.workflows.signoff.making import copy_pairs, write_draft_columns, write_review_columns
from core.workflows.signoff.opinions import OpinionState
from core.workflows.signoff.reviewed import opinions_of
from tests.builders import make_draft
from tests.core.workflows.review.test_hostile_copies import changed
from tests.review_copies.files import applied
from tests.review_copies.marking import Habits
from tests.review_copies.plans import Plan, TextEdit
from tests.screen import SCREEN

DRAFT = """title |青禾县档案馆工作总结
h1 一、|工作情况
body |接收档案{490}卷，方便群众查阅。
body |全馆同志齐心协力，完成了各项工作任务。
body |编印年鉴{1000}册，送到各村。"""
DRAFT_FILE = Path("今年.nigao")
CLOCK = datetime(2026, 7, 6, 9)


@pytest.fixture(name="session")
def session_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A draft that has gone out as 发出.docx."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    create_session(DRAFT_FILE, make_draft(DRAFT), datetime.now).close()
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)
    with closing(open_session(DRAFT_FILE, lambda: CLOCK).value) as session:
        yield session


@pytest.fixture(name="waiting_pair")
def waiting_pair_fixture(session: Session) -> tuple[Session, ReviewQueue]:
    """Two people put words in at one point."""
    one, two = (Plan(edits={4: [TextEdit(2, 2, words)]}) for words in ("老", "中青"))
    queue, _ = _pair(session, one, two)
    keep_copies(session, queue.review)
    return session, queue


def _copy(name: str, plan: Plan, habits: Habits | None = None) -> Path:
    Path(name).write_bytes(applied(Path("发出.docx").read_bytes(), plan, habits or Habits(), random.Random(1)))
    return Path(name)


def _queue(session: Session, *files: Path) -> ReviewQueue:
    who = {file.name: file.stem for file in files}
    return review_queue(read_returned(session.path, files, who, CLOCK).value, session.draft)


def _contents(session: Session) -> list[str]:
    return [element.content for element in session.draft.elements]


def _pair(session: Session, one: Plan, two: Plan) -> tuple[ReviewQueue, ReviewItem]:
    queue = _queue(session, _copy("王.docx", one), _copy("李.docx", two))
    (item,) = queue.items
    assert can_take_both(item)
    return queue, item


@pytest.mark.parametrize(("first", "expected"), [(0, "全馆老中青同志"), (1, "全馆中青老同志")])
def test_two_insertions_at_one_point_stand_in_the_order_chosen(session: Session, first: int, expected: str) -> None:
    queue, item = _pair(session, Plan(edits={4: [TextEdit(2, 2, "老")]}), Plan(edits={4: [TextEdit(2, 2, "中青")]}))
    taking = take_both(session, queue.review, item, item.sides[first])
    assert (len(taking.taken), taking.left) == (2, ())
    assert _contents(session)[3].startswith(expected)
    assert review_queue(queue.review, session.draft).items[0].state is ReviewState.TAKEN


@pytest.mark.parametrize("first", [0, 1])
def test_two_new_paragraphs_stand_in_the_order_chosen(session: Session, first: int) -> None:
    words = ["完成了库房改造。", "开展了普法宣传。"]
    queue, item = _pair(session, *(Plan(new={4: each}) for each in words))
    take_both(session, queue.review, item, item.sides[first])
    assert _contents(session)[4:6] == [words[first], words[1 - first]]


def _rewritten(xml: str, new: str) -> str:
    """The fourth paragraph stands behind the fifth in other words."""
    fourth, fifth = (line.partition("|")[2].replace("{", "").replace("}", "") for line in DRAFT.splitlines()[3:])
    return xml.replace(fifth, new).replace(fourth, fifth)


def test_words_that_may_be_other_words_for_a_paragraph_are_taken_as_such(session: Session) -> None:
    new = "馆里的人都很齐心，把交办的工作任务完成了。"
    file = changed("王.docx", lambda xml: _rewritten(re.sub(r"<w:bookmark(Start|End)[^>]*>", "", xml), new))
    queue = _queue(session, file)
    item = next(item for item in queue.items if item.sides[0].unsure)
    (unsure,) = item.sides[0].unsure
    take_as_rewrite(session, queue.review, item.key, unsure.element_id)
    after = review_queue(queue.review, session.draft)
    assert (_contents(session)[3], len(session.draft.elements)) == (new, 5)
    assert {each.state for each in after.items} == {ReviewState.TAKEN}
    assert after.account == (2, 0, 0, 0, 0)


def test_digits_are_shown_and_written_otherwise_as_the_number_they_stand_in(session: Session) -> None:
    queue = _queue(session, _copy("王.docx", Plan(edits={3: [TextEdit(5, 6, "8")]})))
    (item,) = queue.items
    side = item.sides[0]
    assert (side.change.old, side.change.new, item.sort) == ("490", "480", ReviewSort.NUMBER)
    pieces = [piece.text for each in running_text(queue, item.element_id).paragraphs for piece in each.pieces]
    assert pieces[pieces.index("490") :][:2] == ["490", "480"]
    assert opinions_of(queue.review)[0].words == "“490”改为“480”。"


def test_words_of_ones_own_stand_for_the_number_whose_digits_were_changed(session: Session) -> None:
    queue = _queue(session, _copy("王.docx", Plan(edits={3: [TextEdit(5, 6, "8")]})))
    write_otherwise(session, queue.review, queue.items[0], "485")
    assert _contents(session)[2] == "接收档案485卷，方便群众查阅。"


def test_words_of_ones_own_stand_for_all_that_a_change_was_about_though_it_was_edited_since(session: Session) -> None:
    file = _copy("王.docx", Plan(edits={4: [TextEdit(4, 8, "团结奋斗")]}))
    session.do(take_over(session.draft, ["e4"], [TypedParagraph("e4", "全馆同志同心协力，完成了各项工作任务。")]))
    queue = _queue(session, file)
    assert queue.items[0].state is ReviewState.OVERTAKEN
    write_otherwise(session, queue.review, queue.items[0], "拧成一股绳")
    assert _contents(session)[3] == "全馆同志拧成一股绳，完成了各项工作任务。"


def test_what_was_refused_stays_so_when_the_other_side_is_written_otherwise(session: Session) -> None:
    plans = (Plan(edits={4: [TextEdit(2, 4, words)]}) for words in ("职工", "人员"))
    queue = _queue(session, *map(_copy, ("王.docx", "李.docx"), plans))
    refuse(session, queue.review, {"c1-1": "不合口径"})
    item = next(each for each in review_queue(queue.review, session.draft).items if each.key == "c2-1")
    write_otherwise(session, queue.review, item, "干部职工")
    assert {(each.state, each.reason) for each in opinions_of(review_queue(queue.review, session.draft).review)} == {
        (OpinionState.REFUSED, "不合口径"),
        (OpinionState.PART, "改为“干部职工”"),
    }


def test_edits_in_a_paragraph_whose_deletion_was_refused_stand_by_themselves(session: Session) -> None:
    edits = {4: [TextEdit(2, 4, "职工"), TextEdit(9, 11, "做好")]}
    queue = _queue(session, _copy("王.docx", Plan(gone={4})), _copy("李.docx", Plan(edits=edits)))
    assert [len(item.sides) for item in queue.items] == [3]
    refuse(session, queue.review, {"c1-1": ""})
    after = review_queue(queue.review, session.draft)
    assert sorted((len(item.sides), item.state) for item in after.items) == [
        (1, ReviewState.OPEN),
        (1, ReviewState.OPEN),
        (1, ReviewState.REFUSED),
    ]


def _is_counted(queue: ReviewQueue) -> bool:
    """Whether every side that the account has as open stands in an item that somebody is led to."""
    waiting = sum(
        len(side.ids) for item in queue.items if item.is_open for side in item.sides if side.state in UNDECIDED
    )
    return waiting == queue.account[3]


@pytest.mark.parametrize("actions", list(product(("take 1", "take 2", "refuse 1", "refuse 2", "undo"), repeat=2)))
def test_an_item_with_an_undecided_side_is_undecided(
    waiting_pair: tuple[Session, ReviewQueue], actions: tuple[str, ...]
) -> None:
    session, queue = waiting_pair
    count = 0
    for action in actions:
        verb, _, number = action.partition(" ")
        before = len(session.draft.decisions)
        if verb == "undo" and count:
            session.undo()
        elif verb == "take":
            take(session, queue.review, (f"c{number}-1",))
        elif verb == "refuse":
            refuse(session, queue.review, {f"c{number}-1": ""})
        count += len(session.draft.decisions) - before
        assert _is_counted(review_queue(queue.review, session.draft))


def test_the_second_insertion_at_one_point_waits_and_comes_behind_the_first(
    waiting_pair: tuple[Session, ReviewQueue],
) -> None:
    session, queue = waiting_pair
    take(session, queue.review, ("c2-1",))
    (item,) = review_queue(queue.review, session.draft).items
    assert [side.state for side in item.sides] == [ReviewState.CONFLICT, ReviewState.TAKEN]
    assert take(session, queue.review, ("c1-1",)).left == ()
    assert _contents(session)[3].startswith("全馆中青老同志")


def test_people_who_disagree_are_taken_in_part_where_it_was_made_by_hand(
    waiting_pair: tuple[Session, ReviewQueue],
) -> None:
    session, queue = waiting_pair
    (item,) = queue.items
    assert (is_for_hands(item), handle(session, queue.review, item)) == (True, True)
    after = review_queue(queue.review, session.draft)
    assert (after.account, {each.reason for each in opinions_of(after.review)}) == ((0, 0, 0, 0, 2), {"已手工处理"})


def test_opinions_stand_as_in_the_draft_then_by_person(session: Session) -> None:
    one = _copy("王.docx", Plan(edits={5: [TextEdit(4, 8, "1200")], 3: [TextEdit(4, 7, "500")]}))
    two = _copy("李.docx", Plan(edits={4: [TextEdit(2, 4, "职工")], 3: [TextEdit(4, 7, "510")]}))
    rows = opinions_of(_queue(session, one, two).review)
    assert [(each.who, each.words) for each in rows] == [
        ("王", "“490”改为“500”。"),
        ("李", "“490”改为“510”。"),
        ("李", "“同志”改为“职工”。"),
        ("王", "“1000”改为“1200”。"),
    ]


def test_a_new_paragraph_stands_behind_what_is_said_of_the_one_before(session: Session) -> None:
    one = _copy("王.docx", Plan(new={4: "完成了库房改造。"}, edits={5: [TextEdit(4, 8, "1200")]}))
    two = _copy("李.docx", Plan(edits={4: [TextEdit(2, 4, "职工")]}))
    rows = opinions_of(_queue(session, one, two).review)
    assert [each.words.partition("：")[2] or each.words for each in rows] == [
        "“同志”改为“职工”。",
        "完成了库房改造。",
        "“1000”改为“1200”。",
    ]


def test_a_new_paragraph_that_was_taken_is_shown_as_whose_it_is(session: Session) -> None:
    queue = _queue(session, _copy("王.docx", Plan(new={4: "完成了库房改造，新装密集架。"})))
    take(session, queue.review, [item.key for item in queue.items])
    after = review_queue(queue.review, session.draft)
    (item,) = after.items
    (shown,) = (each for each in running_text(after, item.element_id).paragraphs if item.element_id in each.elements)
    assert [(each.text, each.look, each.who) for each in shown.pieces] == [
        ("完成了库房改造，新装密集架。", PieceLook.TAKEN, "王")
    ]


def test_a_change_in_a_new_paragraph_stands_at_its_place(session: Session) -> None:
    first = _queue(session, _copy("王.docx", Plan(new={4: "完成了库房改造，新装密集架。"})))
    take(session, first.review, [item.key for item in first.items])
    send(session, session.draft, Path("发出.docx"), ExportOptions(marks=False))
    second = _queue(session, _copy("李.docx", Plan(edits={6: [TextEdit(3, 5, "书库")]})))
    both = gathered(session.draft, (*first.review.copies, *second.review.copies))
    shown = running_text(review_queue(both, session.draft), "e6").paragraphs
    pieces = next(each.pieces for each in shown if "e6" in each.elements)
    assert [(each.text, each.look) for each in pieces if each.look is not PieceLook.REMARK] == [
        ("完成了", PieceLook.TAKEN),
        ("库房", PieceLook.OLD),
        ("书库", PieceLook.NEW),
        ("改造，新装密集架。", PieceLook.TAKEN),
    ]


def test_a_move_says_what_went_from_where_to_where(session: Session) -> None:
    (row,) = opinions_of(_queue(session, _copy("王.docx", Plan(moves=[((5,), 2)]))).review)
    assert row.words == "把“编印年鉴1000册，送到各村。”这一段从“一、工作情况”移到“一、工作情况”之后。"


def test_quotation_marks_inside_others_are_single_ones(session: Session) -> None:
    (row,) = opinions_of(_queue(session, _copy("王.docx", Plan(edits={4: [TextEdit(2, 4, "“老中青”同志")]}))).review)
    assert row.words == "“同志”改为“‘老中青’同志”。"


def test_the_table_of_one_copy_says_what_became_of_its_own_changes(session: Session) -> None:
    plans = Plan(edits={3: [TextEdit(4, 7, "500")]}), Plan(edits={4: [TextEdit(2, 4, "职工")]})
    queue = _queue(session, *map(_copy, ("王.docx", "李.docx"), plans))
    take(session, queue.review, [item.key for item in queue.items])
    pairs = copy_pairs(queue.review)
    for number, pair in enumerate(pairs):
        write_review_columns(queue.review, pair, (session.draft, "", ()), Path(f"表{number}.docx"))
    tables = [Document(f"表{number}.docx").tables[0] for number in range(len(pairs))]
    assert [[row.cells[2].text for row in table.rows[2:]] for table in tables] == [
        ["王（采纳）"],
        ["李（采纳）"],
        ["王（采纳）", "李（采纳）"],
    ]


def test_what_was_made_by_hand_is_said_so(session: Session) -> None:
    queue = _queue(session, _copy("王.docx", Plan(edits={4: [TextEdit(2, 2, "老")]})))
    assert take_by_hand(session, queue.review, queue.items[0].key)
    after = review_queue(queue.review, session.draft)
    (opinion,) = opinions_of(after.review)
    assert (after.account, opinion.state, opinion.reason) == ((0, 0, 0, 0, 1), OpinionState.HANDLED, "已手工处理")


def test_changes_taken_in_one_paragraph_stay_two_beside_a_copy_of_a_later_version(session: Session) -> None:
    one = _copy("王.docx", Plan(edits={5: [TextEdit(4, 8, "1200")]}))
    two = _copy("李.docx", Plan(edits={5: [TextEdit(10, 12, "全部")]}))
    queue = _queue(session, one, two)
    take(session, queue.review, [item.key for item in queue.items])
    session.close()
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)
    later = _copy("刘.docx", Plan(edits={4: [TextEdit(2, 2, "老")]}))
    with closing(open_session(DRAFT_FILE, lambda: CLOCK).value) as again:
        found = _queue(again, one, two, later)
    assert (len(found.items), dict(found.review.compared.same_as)) == (3, {})


def test_three_columns_of_the_window_hold_the_reasons(session: Session) -> None:
    file = _copy("王.docx", Plan(edits={4: [TextEdit(2, 2, "老"), TextEdit(4, 8, "同心协力")]}))
    session.close()
    run(["review", str(DRAFT_FILE), "--read", file.name, "--take", "c1-2", "--refuse", "c1-1=不准确"], SCREEN)
    with closing(open_session(DRAFT_FILE, lambda: CLOCK).value) as again:
        old = again.version(1)
        write_draft_columns(DRAFT_FILE, again.draft, ((old, "第一稿", ()), (again.draft, "", ())), Path("三栏.docx"))
    said = [cell.text for row in Document("三栏.docx").tables[0].rows for cell in row.cells]
    assert any("不采纳，不准确" in text for text in said)


def test_a_section_moved_over_another_is_no_change_that_the_draft_has_already(session: Session) -> None:
    queue = _queue(session, _copy("王.docx", Plan(moves=[((4,), 5)]), Habits(recorded=0.0)))
    (item,) = queue.items
    take_side(session, queue.review, item, item.sides[0])
    assert [each.id for each in session.draft.elements] == ["e1", "e2", "e3", "e5", "e4"]
    assert review_queue(queue.review, replace(session.draft, decisions=())).items[0].state is ReviewState.TAKEN
    assert [decision.time for decision in session.draft.decisions] == [CLOCK.isoformat(timespec="seconds")]


def test_reading_that_is_stopped_leaves_the_rest_unread(session: Session) -> None:
    files = [_copy(f"{name}.docx", Plan(edits={4: [TextEdit(2, 2, name)]})) for name in "甲乙丙"]
    told: list[int] = []
    found = read_arrivals(session.path, files, CLOCK, lambda done: told.append(done) or done < 1)
    assert ([copy.name for copy in found.copies], told) == (["甲.docx"], [0, 1])
    assert session.draft.copies == ()


def test_values_written_with_their_unit_contradict_one_another_in_any_place_of_their_field(session: Session) -> None:
    del session
    Path("二.nigao").unlink(missing_ok=True)
    draft = make_draft("title |总结\nbody |接收档案{g1:490}卷。\nbody |这{g1:490}卷已经上架。")
    create_session(Path("二.nigao"), draft, datetime.now).close()
    run(["export", "二.nigao", "-o", "发出.docx", "--no-marks"], SCREEN)
    one = _copy("王.docx", Plan(edits={2: [TextEdit(4, 8, "512卷")]}))
    two = _copy("李.docx", Plan(edits={3: [TextEdit(1, 5, "530卷")]}))
    found = read_returned(Path("二.nigao"), [one, two], {}, CLOCK).value
    assert [each.reason for each in found.compared.conflicts] == ["field"]


def test_words_behind_the_place_where_another_person_divided_a_paragraph_are_still_taken(session: Session) -> None:
    one = _copy("王.docx", Plan(splits={5: 10}))
    two = _copy("李.docx", Plan(edits={5: [TextEdit(11, 12, "至")]}))
    queue = _queue(session, one, two)
    take(session, queue.review, ("c1-1",))
    assert [item.state for item in review_queue(queue.review, session.draft).items] == [
        ReviewState.TAKEN,
        ReviewState.OPEN,
    ]
    assert take(session, queue.review, ("c2-1",)).left == ()
    assert _contents(session)[4:] == ["编印年鉴1000册，", "送至各村。"]
