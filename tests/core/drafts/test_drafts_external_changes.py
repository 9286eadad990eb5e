"""Another copy put into the very file is seen whatever SQLite counts; a file that only looks newer is written on."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from core.drafts.store import DraftStore
from core.editing.text.values import set_value
from core.errors import BadDraft
from core.model.change import apply
from tests.builders import fact_texts, make_draft

REPORT = """
title |青禾县档案馆上半年工作总结
body |接收档案{48}卷，整理{63}卷。
"""
LATER = 2_000_000_000


def clock() -> datetime:
    return datetime(2023, 7, 1, 9, 0)


def give(store: DraftStore, fact_id: str, value: str) -> None:
    """One edit."""
    draft = store.draft()
    change = set_value(draft, fact_id, value)
    store.record(change, apply(draft, change))


def write_over(path: Path, other: Path) -> None:
    """What a syncing program does."""
    with path.open("r+b") as file:
        file.write(other.read_bytes())
        file.truncate()
    os.utime(path, (LATER, LATER))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "稿.nigao"


@pytest.fixture
def store(path: Path) -> Iterator[DraftStore]:
    made = DraftStore.create(path, make_draft(REPORT), clock)
    yield made
    made.close()


@pytest.fixture
def other(store: DraftStore, path: Path) -> Path:
    """The copy of another machine, where another value was given; both were edited once."""
    other = path.with_name("另一台.nigao")
    shutil.copyfile(path, other)
    second = DraftStore.open(other, clock)
    give(second, "f2", "99")
    second.close()
    give(store, "f1", "50")
    return other


def test_a_copy_that_was_edited_as_often_is_not_written_into(store: DraftStore, path: Path, other: Path) -> None:
    write_over(path, other)
    change = set_value(store.draft(), "f1", "51")
    with pytest.raises(BadDraft, match="draft_replaced"):
        store.record(change, store.draft())


def test_the_copy_stays_what_it_was(store: DraftStore, path: Path, other: Path) -> None:
    write_over(path, other)
    with pytest.raises(BadDraft):
        give(store, "f1", "51")
    view = DraftStore.view(path)
    found = fact_texts(view.draft())
    view.close()
    assert found == ["48", "99"]


def test_a_file_that_only_has_another_time_is_written_on(store: DraftStore, path: Path) -> None:
    give(store, "f1", "50")
    os.utime(path, (LATER, LATER))
    give(store, "f1", "51")
    assert fact_texts(store.draft()) == ["51", "63"]


def test_what_was_written_over_is_seen_before_the_first_edit(store: DraftStore, path: Path) -> None:
    other = path.with_name("另一份.nigao")
    DraftStore.create(other, make_draft("title |别人的\nbody |共{7}件"), clock).close()
    store.draft()
    write_over(path, other)
    change = set_value(make_draft(REPORT), "f1", "50")
    with pytest.raises(BadDraft, match="draft_replaced"):
        store.record(change, apply(make_draft(REPORT), change))


def test_a_file_made_empty_is_no_place_to_write(store: DraftStore, path: Path) -> None:
    give(store, "f1", "50")
    draft = store.draft()
    path.write_bytes(b"")
    change = set_value(draft, "f1", "51")
    with pytest.raises(BadDraft, match="draft_replaced"):
        store.record(change, apply(draft, change))


@pytest.mark.parametrize("tries", [1, 2])
def test_a_disk_that_failed_for_a_moment_is_nobody_else_s_work(store: DraftStore, path: Path, tries: int) -> None:
    """It takes the journal, and no more than there is of the file."""
    resource = pytest.importorskip("resource")
    known = resource.getrlimit(resource.RLIMIT_FSIZE)
    give(store, "f1", "50")
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, known[1]))
    try:
        for _ in range(tries):
            with pytest.raises(BadDraft, match="draft_not_saved"):
                give(store, "f1", "1" * 5_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, known)
    give(store, "f1", "51")
    assert fact_texts(store.draft()) == ["51", "63"]
