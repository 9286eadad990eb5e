"""The clerk's own tables: made with a heading and an example, never written over, and read again once they were stored."""

import os
from pathlib import Path

import pytest

from core.errors import AppError
from core.model.finding import Ignored
from core.stores.suppressed import suppressed_codes, suppressed_file, unsuppress
from core.workflows.checking.own_words import TABLES, make_own_words, own_words_stamp, suppressed_faults
from core.workflows.checking.proofreader import Proofreader
from core.workflows.checking.word_tables import CONFUSIONS, load_confusions, load_phrases_table
from tests.builders import make_draft

DRAFT = make_draft("title |青禾县2023年上半年工作总结\nbody |本馆在青河县接收档案。")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "家"))
    return tmp_path / "家"


def add(line: str) -> None:
    path = make_own_words() / CONFUSIONS
    stamp = path.stat().st_mtime_ns
    path.write_text(path.read_text("utf-8-sig") + line, "utf-8")
    os.utime(path, ns=(stamp + 10**9, stamp + 10**9))


def codes(inspector: Proofreader) -> list[str]:
    return [one.text for one in inspector.draft(DRAFT).findings if one.replacement == "青禾县"]


def test_tables_are_made_with_a_heading() -> None:
    folder = make_own_words()
    headings = [
        [line for line in (folder / name).read_text("utf-8-sig").splitlines() if line[0] != "#"] for name in TABLES
    ]
    assert [lines[0].split("\t")[0] for lines in headings] == ["错误写法", "提法"]
    assert [len(lines) for lines in headings] == [1, 1]


def test_tables_just_made_say_nothing_and_are_understood() -> None:
    before = load_confusions().value.entries
    make_own_words()
    assert load_confusions().value.entries == before
    assert (load_confusions().notices, load_phrases_table().notices) == ((), ())


@pytest.mark.parametrize("name", TABLES)
def test_the_example_works_without_its_mark(name: str) -> None:
    path = make_own_words() / name
    text = path.read_text("utf-8-sig")
    example = next(line[1:] for line in text.splitlines() if line.startswith("#") and "\t" in line)
    path.write_text(text + example + "\n", "utf-8")
    assert (load_confusions().notices, load_phrases_table().notices) == ((), ())


def test_what_a_clerk_has_written_stays() -> None:
    add("青河县\t青禾县\n")
    before = (make_own_words() / CONFUSIONS).read_bytes()
    make_own_words()
    assert (make_own_words() / CONFUSIONS).read_bytes() == before


def test_what_is_stored_works_at_the_next_look() -> None:
    inspector = Proofreader()
    before = codes(inspector)
    add("青河县\t青禾县\n")
    assert (before, codes(inspector)) == ([], ["青河县"])


def test_a_row_that_is_not_understood_is_told_until_it_is_mended() -> None:
    inspector = Proofreader()
    add("只有一列\n")
    told = [notice.code for notice in inspector.draft(DRAFT).notices]
    (make_own_words() / CONFUSIONS).write_text("", "utf-8")
    assert (told, inspector.draft(DRAFT).notices) == (["own_words_left_out"], ())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8"])
def test_what_is_never_told_is_read_as_an_old_editor_has_stored_it(encoding: str) -> None:
    suppressed_file().parent.mkdir(parents=True)
    suppressed_file().write_bytes("# 不再提示\r\nword\t截止目前\r\nmarks_half\t\r\n".encode(encoding))
    assert suppressed_codes() == (Ignored("word", "截止目前"), Ignored("marks_half", ""))
    assert suppressed_faults() == ()


def test_what_is_never_told_is_stored_as_the_other_tables_are() -> None:
    suppressed_file().parent.mkdir(parents=True)
    suppressed_file().write_bytes("word\t截止目前\nmarks_half\t逗号\n".encode("gb18030"))
    unsuppress(Ignored("marks_half", "逗号"))
    assert suppressed_file().read_bytes().startswith("\ufeff#".encode())
    assert suppressed_codes() == (Ignored("word", "截止目前"),)


def test_a_table_of_what_is_never_told_that_cannot_be_read_is_told() -> None:
    suppressed_file().parent.mkdir(parents=True)
    suppressed_file().write_bytes(b"\xff\xfe\xfd")
    assert [notice.parameters["name"] for notice in suppressed_faults()] == ["不再提示.txt"]
    assert [notice.code for notice in Proofreader().draft(DRAFT).notices] == ["own_words_unreadable"]


def test_without_tables_nothing_is_told(home: Path) -> None:
    assert (suppressed_faults(), own_words_stamp(), home.exists()) == ((), ((0, 0), (0, 0)), False)


def test_a_disk_that_refuses_is_told(home: Path) -> None:
    home.write_text("", "utf-8")
    with pytest.raises(AppError):
        make_own_words()
