"""The session: every edit stored, undo and redo over all of them."""

from datetime import datetime
from pathlib import Path

import pytest

from core.drafts.store import DraftStore
from core.editing.outline.sections import delete_section, promote
from core.editing.text.values import set_value
from core.workflows.drafting.session import Session, create_session, open_session, read_stored
from tests.builders import lines_of, make_draft
from tests.journals import MemoryJournal

REPORT = """
h1 一、|情况
h2 （一）|学习。‖选派{**}名。
h1 二、|问题
"""


class BrokenJournal(MemoryJournal):
    """A disk that refuses."""

    def record(self, change, draft, mark=None):
        raise OSError("full")


def make_session(journal):
    return Session(make_draft(REPORT), Path("稿.nigao"), journal)


def test_every_edit_is_stored_as_it_is_made():
    journal = MemoryJournal()
    session = make_session(journal)
    session.do(set_value(session.draft, "f1", "12"))
    assert journal.drafts == [session.draft]


def test_undo_goes_back_over_different_kinds_of_edits():
    session = make_session(MemoryJournal())
    session.do(set_value(session.draft, "f1", "12"))
    session.do(delete_section(session.draft, "e1"))
    session.undo()
    session.undo()
    assert session.draft == make_draft(REPORT)


def test_redo_makes_the_edits_again():
    session = make_session(MemoryJournal())
    session.do(delete_section(session.draft, "e1"))
    session.undo()
    session.redo()
    assert lines_of(session.draft) == ["一、问题"]


def test_undo_and_redo_are_stored_too():
    journal = MemoryJournal()
    session = make_session(journal)
    session.do(delete_section(session.draft, "e1"))
    session.undo()
    session.redo()
    assert len(journal.drafts) == 3


def test_a_new_edit_ends_what_could_be_made_again():
    session = make_session(MemoryJournal())
    session.do(delete_section(session.draft, "e1"))
    session.undo()
    session.do(set_value(session.draft, "f1", "12"))
    assert (session.can_undo, session.can_redo) == (True, False)


def test_an_edit_that_changes_nothing_leaves_no_trace():
    session = make_session(MemoryJournal())
    assert session.do(promote(session.draft, "e1")) is False
    assert not session.can_undo


def test_a_read_only_draft_refuses_edits():
    session = make_session(MemoryJournal(read_only=True))
    assert session.do(set_value(session.draft, "f1", "12")) is False
    assert session.draft == make_draft(REPORT)


def test_listeners_hear_of_edits_and_of_undo():
    session, heard = make_session(MemoryJournal()), []
    session.listen(heard.append)
    session.do(set_value(session.draft, "f1", "12"))
    session.undo()
    assert [change.reason for change in heard] == ["填写要素", "填写要素"]


def test_when_the_disk_refuses_the_draft_stays_as_stored():
    session = make_session(BrokenJournal())
    with pytest.raises(OSError, match="full"):
        session.do(set_value(session.draft, "f1", "12"))
    assert (session.draft, session.can_undo) == (make_draft(REPORT), False)


def test_a_step_that_the_disk_refused_can_still_be_taken():
    session, journal = make_session(MemoryJournal()), BrokenJournal()
    session.do(set_value(session.draft, "f1", "12"))
    session._journal = journal
    with pytest.raises(OSError, match="full"):
        session.undo()
    assert (session.can_undo, session.can_redo) == (True, False)


def test_going_on_in_another_file_takes_later_edits_along():
    old, new = MemoryJournal(), MemoryJournal()
    session = make_session(old)
    snapshot = session.snapshot()
    session.do(set_value(session.draft, "f1", "12"))
    session.move(Path("新.nigao"), snapshot, new)
    assert (new.drafts, old.closed, session.path) == ([session.draft], True, Path("新.nigao"))


def test_going_on_in_another_file_needs_no_edit():
    session, new = make_session(MemoryJournal()), MemoryJournal()
    session.move(Path("新.nigao"), session.snapshot(), new)
    assert new.drafts == []


def test_reading_a_draft_keeps_nobody_from_writing(tmp_path):
    create_session(tmp_path / "稿.nigao", make_draft(REPORT), noon).close()
    view = DraftStore.view(tmp_path / "稿.nigao")
    session = open_session(tmp_path / "稿.nigao", noon).value
    read_only = session.read_only
    session.close()
    view.close()
    assert not read_only


def test_a_draft_at_work_can_be_read(tmp_path):
    session = create_session(tmp_path / "稿.nigao", make_draft(REPORT), noon)
    session.do(set_value(session.draft, "f1", "12"))
    found = read_stored(tmp_path / "稿.nigao")
    session.close()
    assert found == session.draft


def test_undo_without_edits_does_nothing():
    assert make_session(MemoryJournal()).undo() is False


def test_closing_gives_the_file_free():
    journal = MemoryJournal()
    make_session(journal).close()
    assert journal.closed


def noon():
    return datetime(2023, 7, 1, 12, 0)


def test_what_was_edited_is_there_when_the_draft_is_opened_again(tmp_path):
    session = create_session(tmp_path / "稿.nigao", make_draft(REPORT), noon)
    session.do(set_value(session.draft, "f1", "12"))
    session.close()
    reopened = open_session(tmp_path / "稿.nigao", noon).value
    assert reopened.draft == session.draft
    reopened.close()


def test_a_draft_that_is_open_already_opens_read_only_and_says_so(tmp_path):
    first = create_session(tmp_path / "稿.nigao", make_draft(REPORT), noon)
    second = open_session(tmp_path / "稿.nigao", noon)
    assert (second.value.read_only, [notice.code for notice in second.notices]) == (True, ["draft_in_use"])
    second.value.close()
    first.close()


def test_a_queue_may_stand_before_the_store(tmp_path):
    journal = MemoryJournal()
    session = create_session(tmp_path / "稿.nigao", make_draft(REPORT), noon, lambda store: store.close() or journal)
    session.do(set_value(session.draft, "f1", "12"))
    assert len(journal.drafts) == 1


def test_what_is_handed_in_at_the_end_is_stored_before_the_file_is_given_free():
    journal = MemoryJournal()
    session = make_session(journal)
    session.before_close(lambda: session.do(set_value(session.draft, "f1", "12")))
    session.close()
    assert (journal.drafts, journal.closed) == ([session.draft], True)
