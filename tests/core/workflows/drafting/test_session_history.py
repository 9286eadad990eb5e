"""The history of a draft at work: runs of typing, branches, going to any step, versions; all of it in the file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from core.drafts import packing, steps
from core.drafts.packing import packed, unpacked
from core.drafts.store import DraftStore
from core.editing.outline.sections import delete_section
from core.editing.text.paragraphs import retyped, take_over
from core.editing.text.values import set_value
from core.errors import BadDraft
from core.model.change import Change, apply, joined
from core.model.draft import Draft
from core.model.history import Version, VersionReason
from core.workflows.drafting.history import MOST_WHOLE
from core.workflows.drafting.session import Session, copied_journal, create_session, open_session, read_stored
from core.workflows.drafting.version_list import MOST_OWN, expired, proposed_name
from core.workflows.drafting.versions import keep_before, restore_version
from tests.builders import lines_of, make_draft
from tests.journals import MemoryJournal, Seconds

REPORT = """
h1 一、|情况
body |选派{**}名，整理{48}卷。
h1 二、|问题
body |人手少。
"""
BODY, OTHER = "e2", "e4"


def typed(draft: Draft, element_id: str, content: str) -> Change:
    element = next(one for one in draft.elements if one.id == element_id)
    return take_over(draft, (element_id,), (retyped(draft, element, content),))


def type_all(session: Session, element_id: str, *contents: str) -> None:
    for content in contents:
        assert session.do(typed(session.draft, element_id, content))


def text(session: Session, element_id: str = OTHER) -> str:
    return next(one.content for one in session.draft.elements if one.id == element_id)


def in_memory(pace: float = 0.4) -> Session:
    return Session(make_draft(REPORT), Path("稿.nigao"), MemoryJournal(), Seconds(pace))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "稿.nigao"


def reopened(session: Session, pace: float = 0.4) -> Session:
    session.close()
    return open_session(session.path, Seconds(pace)).value


# Runs of typing


def test_typing_without_a_pause_is_one_step() -> None:
    session = in_memory()
    type_all(session, OTHER, "人手少，", "人手少，事多", "人手少，事多。")
    session.undo()
    assert (text(session), session.can_undo) == ("人手少。", False)


def test_typing_after_a_pause_is_another_step() -> None:
    session = in_memory(pace=3)
    type_all(session, OTHER, "人手少，", "人手少，事多。")
    session.undo()
    assert text(session) == "人手少，"


def test_typing_that_never_pauses_becomes_several_steps() -> None:
    session = in_memory(pace=1)
    type_all(session, OTHER, *("人手少" + "一" * count for count in range(1, 40)))
    assert len(session.steps()) == 3


ELSEWHERE = {
    "in another paragraph": (typed, BODY, "今年选派**名，整理48卷。"),
    "far from where it was": (typed, OTHER, "今人手少，"),
    "of another kind": (lambda draft, element_id, _: delete_section(draft, "e1"), OTHER, ""),
}


@pytest.mark.parametrize("case", ELSEWHERE)
def test_what_is_done_elsewhere_is_another_step(case: str) -> None:
    edit, element_id, content = ELSEWHERE[case]
    session = in_memory()
    type_all(session, OTHER, "人手少，")
    session.do(edit(session.draft, element_id, content))
    assert len(session.steps()) == 2


def test_typing_that_cancels_itself_leaves_two_steps() -> None:
    session = in_memory()
    type_all(session, OTHER, "人手少，", "人手少。")
    assert len(session.steps()) == 2


def test_two_fields_filled_quickly_are_two_steps() -> None:
    session = in_memory()
    session.do(set_value(session.draft, "f1", "3"))
    session.do(set_value(session.draft, "f2", "50"))
    session.undo()
    assert text(session, BODY) == "选派3名，整理48卷。"


def test_what_is_typed_after_going_back_is_a_step_of_its_own() -> None:
    session = in_memory()
    type_all(session, OTHER, "人手少，", "人手少，事多")
    session.undo()
    session.redo()
    type_all(session, OTHER, "人手少，事多。")
    assert len(session.steps()) == 2


def test_a_clock_turned_back_ends_a_run() -> None:
    session = in_memory(pace=-5)
    type_all(session, OTHER, "人手少，", "人手少，事多")
    assert len(session.steps()) == 2


def test_joined_changes_lead_where_both_led() -> None:
    draft = make_draft(REPORT)
    first = typed(draft, BODY, "选派5名，整理48卷。")
    second = typed(apply(draft, first), BODY, "选派56名，整理48卷。")
    whole = joined(first, second)
    assert whole is not None
    assert apply(draft, whole) == apply(apply(draft, first), second)


# Going back and on


def test_undo_is_there_after_reopening(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "人手少，", "人手少，事多")
    session = reopened(session)
    session.undo()
    found = text(session), session.can_undo, session.can_redo
    session.close()
    assert (found, read_stored(path)) == (("人手少，", True, True), session.draft)


@pytest.fixture
def long(path: Path) -> Session:
    """Opened again after two thousand steps, each of which wrote its number, the last of them taken back."""
    store = DraftStore.create(path, make_draft(REPORT), Seconds(9))
    session = Session(store.draft(), path, store, Seconds(9))
    with store.together():
        type_all(session, OTHER, *(f"第{number}稿" for number in range(1, 2001)))
    session.undo()
    return reopened(session)


def test_a_long_history_is_gone_back_and_on_in_after_reopening(long: Session) -> None:
    seen = [text(long)]
    for go in (long.undo, long.undo, long.redo, long.redo, long.redo):
        assert go()
        seen.append(text(long))
    long.close()
    assert seen == [f"第{number}稿" for number in (1999, 1998, 1997, 1998, 1999, 2000)]


def test_of_a_long_history_only_the_steps_gone_over_are_read(long: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    steps = long._journal.steps
    monkeypatch.setattr(long._journal, "steps", lambda number=0: read.append(number) or steps(number))
    assert long.undo()
    long.close()
    assert len(read) <= 3
    assert 0 not in read


def test_redo_is_there_after_reopening(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    session.do(delete_section(session.draft, "e1"))
    session.undo()
    session = reopened(session)
    assert session.redo()
    session.close()
    assert lines_of(session.draft) == ["一、问题", "人手少。"]


def test_the_branch_that_was_left_can_be_gone_to() -> None:
    session = in_memory(9)
    type_all(session, OTHER, "甲")
    session.undo()
    type_all(session, OTHER, "乙")
    session.go_to(1)
    assert (text(session), [step.parent for step in session.steps()]) == ("甲", [0, 0])


def test_redo_follows_the_branch_one_came_from(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "甲", "甲乙")
    session.go_to(0)
    type_all(session, OTHER, "丙")
    session.go_to(2)
    session.undo()
    session = reopened(session)
    session.redo()
    session.close()
    assert text(session) == "甲乙"


def test_redo_after_going_to_the_middle_of_a_branch_leads_to_its_end() -> None:
    session = in_memory(9)
    type_all(session, OTHER, "甲", "甲乙")
    session.go_to(0)
    type_all(session, OTHER, "丙")
    session.go_to(1)
    session.redo()
    assert text(session) == "甲乙"


def test_going_where_one_is_does_nothing() -> None:
    session = in_memory()
    assert session.go_to(0) is False


def test_listeners_hear_one_change_for_a_long_way() -> None:
    session, heard = in_memory(9), []
    type_all(session, OTHER, "甲", "甲乙", "甲乙丙")
    session.listen(heard.append)
    session.go_to(0)
    assert [(change.reason, change.place.element_id) for change in heard] == [("输入", OTHER)]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE change SET body = '{'", "DELETE FROM change WHERE number = 2", "UPDATE change SET body = '[]'",
     "UPDATE change SET parent = 3 WHERE number = 1", """UPDATE change SET body = replace(body, '事多', '别的')""",
     """UPDATE change SET body = '{"p":["e4",0,0],"e":[["e4",{"level":["deep",0]}]]}'""",
     "UPDATE change SET body = x'789c03'"],
)  # fmt: skip
def test_a_damaged_step_is_told_and_changes_nothing(path: Path, statement: str) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "人手不少，", "人手不少，事多", "人手不少，事多。")
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)
    session = open_session(path, Seconds()).value
    with pytest.raises(BadDraft, match=r"step_lost|draft_damaged"):
        session.go_to(0)
    session.close()
    assert text(session) == "人手不少，事多。"


@pytest.mark.parametrize("parent", [1, 2, 3, 77])
def test_steps_in_a_ring_lead_nowhere_and_come_to_an_end(path: Path, parent: int) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "甲", "乙", "丙")
    session.go_to(0)
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE change SET parent = ? WHERE number = 1", (parent,))
        connection.commit()
    session = open_session(path, Seconds()).value
    assert not session.redo()
    session.close()
    assert text(session) == "人手少。"


def test_a_ring_on_the_branch_that_is_left_does_not_stop_the_way_to_another(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "甲", "乙")
    session.go_to(0)
    type_all(session, OTHER, "丙")
    session.go_to(2)
    session.go_to(0)
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE change SET parent = 2 WHERE number = 1")
        connection.commit()
    session = open_session(path, Seconds()).value
    session.go_to(3)
    session.close()
    assert text(session) == "丙"


def test_a_standing_that_cannot_be_is_the_beginning(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "甲")
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("UPDATE meta SET value = '77' WHERE key = 'head'")
    with closing(DraftStore.view(path)) as store:
        assert store.standing()[:3] == (0, 0, 1)


def moved(session: Session, path: Path, meanwhile: Callable[[], object] = lambda: None) -> tuple[Session, list[str]]:
    """The draft opened anew where it was taken, and the codes of what was told."""
    snapshot = session.snapshot()
    meanwhile()
    result = copied_journal(path, snapshot, Seconds(9))
    session.move(path, snapshot, *result.value)
    return reopened(session), [notice.code for notice in result.notices]


def test_the_history_goes_along_into_another_file(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "甲")
    session.keep_version("送审一稿")
    session = reopened(session, 9)
    type_all(session, OTHER, "甲乙")
    session, _ = moved(session, path.with_name("乙.nigao"))
    session.undo()
    session.undo()
    found = text(session), [version.name for version in session.versions()]
    session.close()
    assert found == ("人手少。", ["送审一稿"])


def test_what_is_done_while_the_other_file_is_written_follows(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "甲")

    def meanwhile() -> None:
        type_all(session, OTHER, "甲乙")
        session.undo()
        type_all(session, BODY, "乙")
        session.keep_version("送审一稿")

    again, _ = moved(session, path.with_name("乙.nigao"), meanwhile)
    found = (text(again, BODY), again.version(1) == again.draft, [step.parent for step in again.steps()])
    again.go_to(2)
    texts = text(again), text(again, BODY)
    again.close()
    assert (found, texts) == (("乙", True, [0, 1, 1]), ("甲乙", "选派**名，整理48卷。"))


def test_a_step_taken_back_while_the_other_file_is_written_is_taken_back_there(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "甲")
    again, _ = moved(session, path.with_name("乙.nigao"), session.undo)
    found = text(again), again.can_undo, again.can_redo
    again.close()
    assert found == ("人手少。", False, True)


def test_a_version_that_cannot_be_read_stays_behind_alone(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    for name in ("一稿", "二稿", "三稿"):
        session.keep_version(name)
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("UPDATE version SET body = '{' WHERE number = 2")
    session, told = moved(open_session(path, Seconds(9)).value, path.with_name("乙.nigao"))
    names = [version.name for version in session.versions()]
    session.close()
    assert (names, told) == (["一稿", "三稿"], ["version_left_behind"])


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        ("UPDATE version SET time = 'gestern'", "versions_left_behind"),
        ("UPDATE change SET time = 'gestern'", "history_left_behind"),
    ],
)
def test_a_past_that_cannot_be_read_is_told(path: Path, spoil: str, told: str) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "甲")
    session.keep_version("一稿")
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(spoil)
    session, codes = moved(open_session(path, Seconds(9)).value, path.with_name("乙.nigao"))
    session.close()
    assert codes == [told]


def test_a_file_that_the_past_cannot_be_written_into_is_not_left_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    session.keep_version("一稿")

    def full(*_rest: object) -> None:
        raise BadDraft("draft_disk_full", name="乙.nigao")

    monkeypatch.setattr(DraftStore, "keep", full)
    with pytest.raises(BadDraft):
        copied_journal(path.with_name("乙.nigao"), session.snapshot(), Seconds(9))
    session.close()
    assert not path.with_name("乙.nigao").exists()


# Beside the work


def test_a_way_that_an_edit_overtook_leads_nowhere_and_loses_nothing() -> None:
    session = in_memory(pace=9)
    type_all(session, OTHER, "甲", "甲乙")
    way = session.path_to(1)
    type_all(session, BODY, "乙")
    assert way is not None
    assert not session.commit_at(way, way.replay())
    assert (text(session), text(session, BODY), session.step) == ("甲乙", "乙", 3)


def test_a_way_walked_beside_the_work_is_the_way() -> None:
    session = in_memory(pace=9)
    type_all(session, OTHER, "甲", "甲乙")
    way = session.path_to(1)
    assert way is not None
    assert session.commit_at(way, way.replay())
    assert (text(session), session.can_redo) == ("甲", True)


# Near


def test_the_last_changes_are_taken_back_without_their_bodies() -> None:
    session = in_memory(pace=9)
    type_all(session, OTHER, "甲", "甲乙", "甲乙丙")
    session._history._bodies.clear()
    session.go_to(1)
    session.redo()
    assert text(session) == "甲乙"


def test_the_way_from_what_is_held_to_what_is_read_is_one_way() -> None:
    session = in_memory(pace=9)
    type_all(session, OTHER, *("甲" * count for count in range(1, MOST_WHOLE + 10)))
    texts = [text(session) for _ in iter(session.undo, False)]
    assert texts == [*("甲" * count for count in range(MOST_WHOLE + 8, 0, -1)), "人手少。"]


# Size


def test_a_step_keeps_only_what_differs() -> None:
    long = "长" * 5000
    session = Session(make_draft(f"body |{long}"), Path("稿.nigao"), MemoryJournal(), Seconds(9))
    type_all(session, "e1", long + "短")
    assert len(session._journal.marks[-1].steps[0][1]) < 100


@pytest.mark.parametrize("value", ["短", "长" * 1000])
def test_pressed_texts_come_back(value: str) -> None:
    assert (unpacked(packed(value)), len(packed(value)) <= 300) == (value, True)


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: b"\0" + data, lambda data: b""])
def test_damaged_pressed_texts_are_refused(damage) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        unpacked(damage(packed("长" * 1000)))


def test_a_text_that_unfolds_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "LONGEST", 100)
    with pytest.raises(ValueError, match=r"\d"):
        unpacked(packed("长" * 1000))


def thinned(path: Path, most: int, kept: int) -> Session:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        steps.thin(connection, most, kept)
    return open_session(path, Seconds()).value


def test_a_history_grown_too_long_loses_its_oldest_steps(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, *("一" * count for count in range(1, 11)))
    session.close()
    session = thinned(path, most=8, kept=4)
    count = sum(1 for _ in iter(session.undo, False))
    session.close()
    assert (count, text(session)) == (4, "一" * 6)


def test_thinning_never_cuts_off_what_can_be_made_again(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, *("一" * count for count in range(1, 11)))
    session.go_to(2)
    session.close()
    session = thinned(path, most=8, kept=4)
    count = sum(1 for _ in iter(session.redo, False))
    session.close()
    assert (count, text(session)) == (8, "一" * 10)


def test_at_the_beginning_old_branches_are_thinned(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    for number in range(1, 6):
        type_all(session, OTHER, "一" * number)
        session.go_to(0)
    type_all(session, OTHER, "二", "二三", "二三四")
    session.go_to(0)
    session.close()
    session = thinned(path, most=7, kept=4)
    left = [step.number for step in session.steps()]
    count = sum(1 for _ in iter(session.redo, False))
    session.close()
    assert (left, count, text(session)) == ([5, 6, 7, 8], 3, "二三四")


def test_a_branch_is_thinned_by_its_newest_step(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "一", "一二")
    session.go_to(0)
    type_all(session, OTHER, "二")
    session.go_to(2)
    type_all(session, OTHER, "一二三")
    session.go_to(3)
    session.go_to(0)
    session.close()
    session = thinned(path, most=2, kept=1)
    session.go_to(4)
    session.close()
    assert text(session) == "一二三"


def test_a_short_history_is_left_alone(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    type_all(session, OTHER, "甲", "甲乙")
    session.close()
    session = thinned(path, most=2, kept=1)
    assert len(session.steps()) == 2
    session.close()


# Versions


def test_a_version_is_there_after_reopening(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    made = session.keep_version("送审一稿", "给科长看")
    before = session.draft
    type_all(session, OTHER, "甲")
    session = reopened(session)
    found = session.versions(), session.version(1)
    session.close()
    assert found == ((made,), before)


def test_an_own_version_is_not_kept_twice() -> None:
    session = in_memory()
    keep_before(session, VersionReason.EXPORT)
    keep_before(session, VersionReason.EXPORT)
    assert len(session.versions()) == 1


@pytest.mark.parametrize(("edits", "expected"), [((), [1]), (("甲",), [1, 2])])
def test_whether_a_version_is_as_the_draft_is_told_without_reading_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, edits: tuple[str, ...], expected: list[int]
) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    keep_before(session, VersionReason.EXPORT)
    type_all(session, OTHER, *edits)
    session = reopened(session)
    monkeypatch.setattr(session._journal, "version", lambda _number: pytest.fail("read"))
    keep_before(session, VersionReason.EXPORT)
    found = [version.number for version in session.versions()]
    session.close()
    assert found == expected


def test_a_version_that_was_carried_into_another_file_is_not_taken_for_the_draft(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    keep_before(session, VersionReason.EXPORT)
    type_all(session, OTHER, "甲")
    snapshot, other = session.snapshot(), path.with_name("另存.nigao")
    store, carried = copied_journal(other, snapshot, Seconds(9)).value
    session.move(other, snapshot, store, carried)
    session = reopened(session)
    keep_before(session, VersionReason.EXPORT)
    found = [version.number for version in session.versions()]
    session.close()
    assert found == [1, 2]


def test_a_version_that_is_stored_later_holds_what_stood_there_when_it_was_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal, waiting = MemoryJournal(), []
    store = journal.keep
    monkeypatch.setattr(journal, "keep", lambda *told: waiting.append(told))
    session = Session(make_draft(REPORT), Path("稿.nigao"), journal, Seconds(9))
    type_all(session, OTHER, "甲")
    session.keep_version("送审一稿")
    type_all(session, OTHER, "甲乙")
    store(*waiting[0])
    kept = next(one.content for one in journal.version(1).elements if one.id == OTHER)
    assert (kept, text(session)) == ("甲", "甲乙")


def test_an_own_version_that_cannot_be_read_is_no_copy_of_the_draft(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    keep_before(session, VersionReason.EXPORT)
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("UPDATE version SET body = '{'")
    with closing(open_session(path, Seconds(9)).value) as session:
        keep_before(session, VersionReason.EXPORT)
        assert [version.number for version in session.versions()] == [1, 2]


def test_after_an_edit_no_version_is_read_to_keep_another(monkeypatch: pytest.MonkeyPatch) -> None:
    session = in_memory()
    keep_before(session, VersionReason.EXPORT)
    type_all(session, OTHER, "甲")
    read: list[int] = []
    monkeypatch.setattr(session, "version", read.append)
    keep_before(session, VersionReason.EXPORT)
    assert ([version.number for version in session.versions()], read) == ([1, 2], [])


def test_an_own_version_is_not_kept_again_when_the_edit_since_was_taken_back() -> None:
    session = in_memory()
    keep_before(session, VersionReason.EXPORT)
    type_all(session, OTHER, "甲")
    session.undo()
    keep_before(session, VersionReason.EXPORT)
    assert len(session.versions()) == 1


def test_a_read_only_draft_keeps_no_version() -> None:
    session = Session(make_draft(REPORT), Path("稿.nigao"), MemoryJournal(read_only=True))
    assert session.keep_version("送审一稿") is None


def test_what_is_typed_after_a_version_is_a_step_of_its_own() -> None:
    session = in_memory()
    type_all(session, OTHER, "人手少，")
    session.keep_version("送审一稿")
    type_all(session, OTHER, "人手少，事多")
    assert len(session.steps()) == 2


def test_a_version_brought_back_can_be_undone_and_keeps_what_was() -> None:
    session = in_memory()
    session.keep_version("送审一稿")
    type_all(session, OTHER, "甲")
    assert restore_version(session, 1)
    names = [(version.name, version.note) for version in session.versions()]
    assert (text(session), names) == ("人手少。", [("送审一稿", ""), ("恢复前", "恢复“送审一稿”")])
    session.undo()
    assert text(session) == "甲"


def test_one_section_of_a_version_is_brought_back() -> None:
    session = in_memory(9)
    session.keep_version("送审一稿")
    type_all(session, OTHER, "甲")
    type_all(session, BODY, "乙")
    restore_version(session, 1, "e3")
    assert (text(session), text(session, BODY)) == ("人手少。", "乙")


def test_a_version_that_is_as_now_changes_nothing() -> None:
    session = in_memory()
    session.keep_version("送审一稿")
    assert (restore_version(session, 1), len(session.versions())) == (False, 1)


def versions(*keepings: VersionReason) -> list[Version]:
    return [Version(number, datetime(2023, 7, 3), "稿", "", one) for number, one in enumerate(keepings, 1)]


def test_versions_kept_by_hand_are_never_dropped() -> None:
    assert expired(versions(*[VersionReason.HAND] * 100)) == ()


def test_of_too_many_own_versions_the_oldest_of_the_commonest_go() -> None:
    made = versions(VersionReason.IMPORT, *[VersionReason.EXPORT] * (MOST_OWN + 1))
    assert expired(made) == (2, 3)


@pytest.mark.parametrize(
    ("names", "proposed"),
    [([], "送审一稿"), (["送审一稿"], "送审二稿"), (["送审一稿", "送审三稿"], "送审二稿"), (["定稿"], "送审一稿"),
     ([f"送审{n}稿" for n in "一二三四五六七八九"], "送审十稿")],
)  # fmt: skip
def test_the_next_name_is_proposed(names: list[str], proposed: str) -> None:
    known = [Version(number, datetime(2023, 7, 3), name) for number, name in enumerate(names, 1)]
    assert proposed_name(known) == proposed


def test_a_damaged_version_is_told(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    session.keep_version("送审一稿")
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("UPDATE version SET body = '{'")
    with closing(DraftStore.view(path)) as store, pytest.raises(BadDraft, match="draft_damaged"):
        store.version(1)


def test_damaged_versions_do_not_stop_an_export(path: Path) -> None:
    session = create_session(path, make_draft(REPORT), Seconds(9))
    session.keep_version("送审一稿")
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("UPDATE version SET time = '?'")
    with closing(open_session(path, Seconds()).value) as session:
        keep_before(session, VersionReason.EXPORT)
        with pytest.raises(BadDraft):
            session.versions()
