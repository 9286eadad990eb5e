"""Pictures and objects of a draft on every way it travels: edits, undo, versions, copies, backups, salvage, journals."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.drafts import tables
from core.drafts.backups import copies, copy_draft, keep
from core.drafts.patches import DraftPatcher, body_of
from core.drafts.pending_journal import PendingEdit, PendingJournal
from core.drafts.pending_read import PendingEdits, read_pending
from core.drafts.salvage import salvage
from core.drafts.store import DraftStore
from core.editing.versions import PairKind, compared
from core.errors import BadDraft
from core.model.blocks import Cell, CellPlace, Column, Emphasis, KeptObject, Row, Table, media_key
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.history import VersionReason
from core.model.spans import Place
from core.workflows.drafting.session import Session, copied_journal, create_session, read_stored
from core.workflows.drafting.versions import restore_version
from tests.builders import make_draft

OLD, NEW = b"<old/>", b"<new/>"


def figure(number: int, data: bytes) -> Element:
    return Element(f"e{number}", Role.FIGURE, "", objects=(KeptObject(0, "picture", media_key(data)),))


def first_draft() -> Draft:
    """A draft with a picture and a table of two cells."""
    draft = make_draft("title |工作总结\nbody |接待{48}人次。")
    grid = Table((Column("c1"), Column("c2")), (Row("r1"),), (Cell("r1", "c1"), Cell("r1", "c2")))
    cells = [Element(f"e{5 + n}", Role.CELL, f"{n}", cell=CellPlace("r1", f"c{n}")) for n in (1, 2)]
    more = (figure(3, OLD), Element("e5", Role.TABLE, "", table=grid), *cells)
    return replace(draft, elements=(*draft.elements, *more), serial=7, media={media_key(OLD): OLD})


def inserted(draft: Draft) -> Change:
    """A change that puts a new picture at the end."""
    after = replace(draft, elements=(*draft.elements, figure(9, NEW)), media={**draft.media, media_key(NEW): NEW})
    return difference(draft, after, Place("e9"), "插入图片")


def held(draft: Draft) -> set[bytes]:
    return set(draft.media.values())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "稿.nigao"


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    found = create_session(path, first_draft(), datetime.now)
    yield found
    found.close()


def test_a_picture_put_in_is_in_the_file(session: Session, path: Path) -> None:
    session.do(inserted(session.draft))
    assert held(session.draft) == held(read_stored(path)) == {OLD, NEW}


def test_undo_and_redo_keep_its_bytes(session: Session) -> None:
    session.do(inserted(session.draft))
    session.undo()
    session.redo()
    assert (session.draft.elements[-1].id, held(session.draft)) == ("e9", {OLD, NEW})


def test_a_version_has_the_media_of_its_file(session: Session, path: Path) -> None:
    made = session.keep_version("一稿")
    assert made is not None
    session.close()
    with closing(DraftStore.open(path, datetime.now)) as store:
        assert store.version(made.number).media == {media_key(OLD): OLD}


def test_a_restored_version_has_its_picture(session: Session) -> None:
    made = session.keep_version("一稿", keeping=VersionReason.HAND)
    gone = replace(session.draft, elements=session.draft.elements[:2])
    session.do(difference(session.draft, gone, Place("e2"), "删除"))
    assert made is not None
    restore_version(session, made.number)
    assert (session.draft.elements, held(session.draft)) == (first_draft().elements, {OLD})


def test_a_step_taken_from_the_history_leaves_a_cell_a_cell() -> None:
    draft = first_draft()
    split = replace(draft.elements[-1], id="e9", content="3")
    change = difference(draft, replace(draft, elements=(*draft.elements, split)), Place("e9"), "换行")
    patcher = DraftPatcher(draft)
    patcher.forward(body_of(change))
    assert patcher.change(patcher.draft(), Place("e9"), "换行") == change


def test_saved_as_another_file_it_has_them(session: Session, tmp_path: Path) -> None:
    session.do(inserted(session.draft))
    made = session.keep_version("一稿")
    store, carried = copied_journal(tmp_path / "另存.nigao", session.snapshot(), datetime.now).value
    store.close()
    assert carried == frozenset([made.number if made else 0])
    assert held(read_stored(tmp_path / "另存.nigao")) == {OLD, NEW}


def test_a_backup_and_a_copy_have_them(session: Session, path: Path, tmp_path: Path) -> None:
    session.do(inserted(session.draft))
    keep(tmp_path / "备份", path, datetime.now())
    copy_draft(path, tmp_path / "副本.nigao")
    (backup,) = copies(tmp_path / "备份")
    assert held(read_stored(backup.path)) == held(read_stored(tmp_path / "副本.nigao")) == {OLD, NEW}


def test_salvage_finds_them(session: Session, path: Path) -> None:
    session.do(inserted(session.draft))
    session.close()
    found = salvage(path)
    assert (held(found.draft), found.draft.elements, found.is_whole) == ({OLD, NEW}, session.draft.elements, True)


def spoil(path: Path, query: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(query)
        connection.commit()


ODD = (
    '{"table": 7}',
    '{"objects": [[0, "picture"]]}',
    '{"emphasis": [[5, 2, "bold"]]}',
    '{"emphasis": [[0, 1, "blinking"]]}',
    '{"cell": ["r1"]}',
    "[]",
    "{",
    '{"table": {"columns": [["c1", 1]], "rows": [["r1", 0]], "cells": [["r1", "c1", 1000000000, 1, "", "", "", ""]]}}',
)


@pytest.mark.parametrize("odd", ODD)
def test_odd_blocks_cost_no_word(session: Session, path: Path, odd: str) -> None:
    session.close()
    spoil(path, f"UPDATE element SET blocks = '{odd}' WHERE id = 'e2'")
    with closing(DraftStore.open(path, datetime.now)) as store, pytest.raises(BadDraft):
        store.draft()
    found = salvage(path).draft
    assert [each.text for each in found.elements] == [each.text for each in session.draft.elements]


def test_cells_without_their_table_become_text(session: Session, path: Path) -> None:
    session.close()
    spoil(path, "UPDATE element SET blocks = '{}', role = 'body' WHERE id = 'e5'")
    roles = [(each.role, each.content) for each in read_stored(path).elements[-2:]]
    assert roles == [(Role.BODY, "1"), (Role.BODY, "2")]


def test_altered_media_are_left_out_and_told(session: Session, path: Path) -> None:
    session.close()
    spoil(path, "UPDATE media SET data = x'00'")
    with closing(DraftStore.open(path, datetime.now)) as store:
        assert held(store.draft()) == set()
        assert [(notice.code, notice.count) for notice in store.notices] == [("draft_media_missing", 1)]


def test_more_than_a_draft_holds_is_refused(session: Session, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST_MEDIA", len(OLD) + len(NEW) - 1)
    with pytest.raises(BadDraft, match="draft_too_long"):
        session.do(inserted(session.draft))
    assert held(read_stored(path)) == {OLD}


def pending(folder: Path, draft: Path, whole: bool = False) -> PendingEdits:
    """What a journal gives back that got one edit with a picture, or the whole draft after it."""
    before = first_draft()
    change = inserted(before)
    after = replace(before, elements=(*before.elements, *change.after.elements), media={**before.media, **change.media})
    journal = PendingJournal(folder, draft, ("", 0))
    if whole:
        list(journal.write_whole(1, after))
    else:
        journal.add(1, PendingEdit(change, after, None))
    journal.close()
    (written,) = folder.iterdir()
    found = read_pending(written)
    assert found is not None
    return found


def test_a_pending_edit_brings_its_picture(tmp_path: Path, path: Path) -> None:
    (edit,) = pending(tmp_path / "未存", path).entries(first_draft(), [1])
    assert held(edit.draft) == {OLD, NEW}
    with closing(DraftStore.create(path, first_draft(), datetime.now)) as store:
        edit.store(store)
        assert held(store.draft()) == {OLD, NEW}


def test_a_whole_pending_draft_has_them_all(tmp_path: Path, path: Path) -> None:
    found = pending(tmp_path / "未存", path, whole=True).whole()
    assert found is not None
    assert (held(found), found.elements[-1].id) == ({OLD, NEW}, "e9")


def test_a_journal_holds_bytes_once(tmp_path: Path, path: Path) -> None:
    journal = PendingJournal(tmp_path / "未存", path, ("", 0))
    draft = first_draft()
    for number in (1, 2):
        journal.add(number, PendingEdit(inserted(draft), draft, None))
    journal.close()
    (written,) = (tmp_path / "未存").iterdir()
    assert written.read_bytes().count(NEW) == 1


@pytest.mark.parametrize(
    "more", [{"emphasis": (Emphasis(0, 2, ("bold",)),)}, {"objects": (KeptObject(0, "picture", media_key(OLD)),)}]
)
def test_a_comparison_shows_what_changed_besides_text(more: dict[str, object]) -> None:
    old = first_draft()
    new = replace(old, elements=(old.elements[0], replace(old.elements[1], **more), *old.elements[2:]))  # type: ignore[arg-type]
    assert [pair.fate for pair in compared(old, new)][1] is PairKind.CHANGED
