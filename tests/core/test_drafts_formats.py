"""Draft files of an earlier format are opened, looked at without being changed, and brought up to date by an edit."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.drafts.store import DraftStore
from core.drafts.tables import FORMAT
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.spans import Place
from tests.builders import make_draft

SOURCE = """
title |青禾县档案馆上半年工作总结
body |举办{48}期。
"""
FORMAT_1 = """
ALTER TABLE fact RENAME TO newer;
CREATE TABLE fact (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, subkind TEXT NOT NULL, element_id TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, unit TEXT NOT NULL, label TEXT NOT NULL,
    "group" TEXT NOT NULL, state TEXT NOT NULL, prior TEXT NOT NULL, value TEXT
) WITHOUT ROWID;
INSERT INTO fact SELECT id, kind, subkind, element_id, start, "end", text, unit, label, "group", state, prior, value FROM newer;
DROP TABLE newer;
PRAGMA user_version=1;
"""


def clock() -> datetime:
    return datetime(2023, 7, 3, 12, 0)


def told(draft: Draft) -> Change:
    """The first fact gets a source and a note."""
    first = replace(draft.facts[0], source="人事科 张三，2023-07-03（人事科.xlsx）", note="含借调")
    return difference(draft, replace(draft, facts=(first, *draft.facts[1:])), Place("e2"), "收回填报表")


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A draft file of format 1."""
    path = tmp_path / "旧稿.nigao"
    DraftStore.create(path, make_draft(SOURCE), clock).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FORMAT_1)
    return path


def test_an_old_draft_opens_without_sources(old: Path) -> None:
    with closing(DraftStore.open(old, clock)) as store:
        assert store.draft() == make_draft(SOURCE)


def test_looking_at_an_old_draft_does_not_change_it(old: Path) -> None:
    before = old.read_bytes()
    with closing(DraftStore.open(old, clock)) as store:
        store.draft()
    with closing(DraftStore.view(old)) as store:
        store.draft()
    assert old.read_bytes() == before


def test_an_edit_brings_an_old_draft_up_to_date(old: Path) -> None:
    with closing(DraftStore.open(old, clock)) as store:
        after = apply(store.draft(), told(store.draft()))
        store.record(told(store.draft()), after)
    with closing(DraftStore.view(old)) as store:
        assert store.draft() == after
    assert version(old) == FORMAT


def test_a_reader_sees_the_draft_while_it_is_brought_up_to_date(old: Path) -> None:
    with closing(DraftStore.view(old)) as reader, closing(DraftStore.open(old, clock)) as writer:
        before = reader.draft()
        writer.record(told(before), apply(before, told(before)))
        assert reader.draft() == writer.draft() != before


def test_source_and_note_come_back(tmp_path: Path) -> None:
    draft = make_draft(SOURCE)
    draft = apply(draft, told(draft))
    with closing(DraftStore.create(tmp_path / "稿.nigao", draft, clock)) as store:
        assert store.draft() == draft
