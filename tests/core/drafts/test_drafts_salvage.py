"""A damaged draft is read as far as it goes, never changed, and never taken for a whole one."""

import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from core.drafts import damaged_rows
from core.drafts import salvage as module
from core.drafts.salvage import salvage
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.workflows.drafting.session import open_session, read_stored
from core.workflows.messages import sentence
from core.workflows.recovery.salvage import is_damage, salvage_draft
from tests.builders import make_draft
from tests.processes import PATIENCE_S
from tests.spoiled import GOOD, PAGE, Sample, make_sample, mutated, noon, outcome, truncated

MUTATIONS = 150
REPORT = "title |2023年青禾县档案馆工作总结\nh1 一、|开展情况\nbody |选派{**}名干部，学习{48}次。\nbody |查档{12}人次。"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample"), 40)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    DraftStore.create(tmp_path / "稿.nigao", make_draft(REPORT), noon).close()
    return tmp_path / "稿.nigao"


def alter(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_draft_cut_off_after_any_page_is_salvaged_or_refused(sample: Sample, tmp_path: Path) -> None:
    found = Counter(outcome(sample, data, tmp_path / "x.nigao") for data in truncated(sample.data))
    assert set(found) <= set(GOOD)
    assert found["opened as it was"] == 0


def test_spoiled_bytes_never_crash_and_never_change_the_file(sample: Sample, tmp_path: Path) -> None:
    found = Counter(outcome(sample, mutated(sample.data, n), tmp_path / "x.nigao") for n in range(MUTATIONS))
    assert set(found) <= set(GOOD)
    assert found["salvaged, and told so"] > MUTATIONS // 3


def test_a_draft_without_its_end_gives_its_beginning(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "x.nigao").write_bytes(sample.data[: len(sample.data) // PAGE * 7 // 10 * PAGE])
    found = salvage(tmp_path / "x.nigao")
    known = {element.id: element for element in sample.draft.elements}
    kept = [element for element in found.draft.elements if element.id in known]
    assert 0 < len(kept) < len(known)
    assert all(known[element.id].text == element.text for element in kept)
    assert found.lost > 0


@pytest.mark.parametrize("length", [16, 100, PAGE], ids=["the magic words", "the header", "the first page"])
def test_a_beginning_beyond_reading_is_made_up_for(sample: Sample, tmp_path: Path, length: int) -> None:
    (tmp_path / "x.nigao").write_bytes(b"\xff" * length + sample.data[length:])
    found = salvage(tmp_path / "x.nigao")
    assert found.draft.elements == sample.draft.elements


def test_a_damaged_history_costs_no_word(path: Path) -> None:
    alter(path, "DROP TABLE change")
    found = salvage(path)
    assert (found.draft, found.lost, found.is_whole) == (make_draft(REPORT), 0, True)


SENSELESS = {
    "a role nobody knows": ("UPDATE element SET role = 'x' WHERE id = 'e3'", ["e1", "e2", "e4"], ["f3"]),
    "bytes that are no text": (
        "UPDATE element SET content = x'e5b7' WHERE id = 'e4'",
        ["e1", "e2", "e3"],
        ["f1", "f2"],
    ),
    "a lost paragraph": ("DELETE FROM element WHERE id = 'e3'", ["e1", "e2", "e4"], ["f3"]),
    "a fact beyond its paragraph": (
        "UPDATE fact SET \"end\" = 99 WHERE id = 'f1'",
        ["e1", "e2", "e3", "e4"],
        ["f2", "f3"],
    ),
    "facts over one another": ("UPDATE fact SET start = 0 WHERE id = 'f2'", ["e1", "e2", "e3", "e4"], ["f2", "f3"]),
    "a fact of no kind": ("UPDATE fact SET kind = 'x' WHERE id = 'f3'", ["e1", "e2", "e3", "e4"], ["f1", "f2"]),
    "no identity": ("DELETE FROM meta WHERE key = 'identity'", ["e1", "e2", "e3", "e4"], ["f1", "f2", "f3"]),
    "a senseless identity": ("UPDATE meta SET value = '{\"year\": []}'", ["e1", "e2", "e3", "e4"], ["f1", "f2", "f3"]),
    "no facts at all": ("DROP TABLE fact", ["e1", "e2", "e3", "e4"], []),
    "a position that is none": (
        "UPDATE element SET position = 'x' WHERE id = 'e2'",
        ["e1", "e3", "e4"],
        ["f1", "f2", "f3"],
    ),
}


@pytest.mark.parametrize("case", SENSELESS)
def test_what_makes_sense_is_kept(path: Path, case: str) -> None:
    statement, elements, facts = SENSELESS[case]
    alter(path, statement)
    found = salvage(path).draft
    assert [element.id for element in found.elements] == elements
    assert [fact.id for fact in found.facts] == facts


@pytest.mark.parametrize("case", ["a role nobody knows", "a lost paragraph"])
def test_missing_paragraphs_are_counted(path: Path, case: str) -> None:
    alter(path, SENSELESS[case][0])
    found = salvage(path)
    assert (found.lost, found.is_whole) == (1, False)


def test_text_in_part_unreadable_is_kept_and_counted(path: Path) -> None:
    data = path.read_bytes()
    place = data.index("查档".encode())
    path.write_bytes(data[:place] + b"\xff" + data[place + 1 :])
    found = salvage(path)
    assert found.blurred == 1
    assert found.draft.elements[-1].content.endswith("档12人次。")


def test_prior_reports_come_along_as_far_as_they_go(path: Path) -> None:
    alter(
        path,
        "INSERT INTO basis VALUES (0, '去年'), (4, '前年')",
        "INSERT INTO basis_element SELECT 4, position, id, role, content, prefix, level, depth, heading_length, run_in, line, blocks"
        " FROM element",
        "UPDATE basis_element SET role = 'x' WHERE id = 'e2'",
        "INSERT INTO origin VALUES (1, 'e1', 4, 'e1'), (2, 'e2', 4, 'e2'), (3, 'e3', 9, 'e3')",
    )
    found = salvage(path).draft
    assert [(basis.name, len(basis.elements)) for basis in found.basis] == [("去年", 0), ("前年", 3)]
    assert found.origins == (("e1", 1, "e1"),)


def test_a_file_of_an_earlier_format_is_read(path: Path) -> None:
    alter(path, "ALTER TABLE fact DROP COLUMN note", "PRAGMA user_version=1", "DROP TABLE change")
    assert len(salvage(path).draft.facts) == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "draft_missing"),
        (b"", "not_salvaged"),
        (b"x" * 9000, "not_salvaged"),
        ("文".encode() * 9000, "not_salvaged"),
    ],
    ids=["missing", "empty", "nonsense", "text"],
)
def test_where_there_is_nothing_it_is_said(tmp_path: Path, data: bytes | None, code: str) -> None:
    if data is not None:
        (tmp_path / "x.nigao").write_bytes(data)
    with pytest.raises(BadDraft, match=code):
        salvage(tmp_path / "x.nigao")


def test_too_large_a_file_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1000)
    with pytest.raises(BadDraft, match="draft_too_large"):
        salvage(path)


def test_a_search_without_end_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS", 1)
    monkeypatch.setattr(module, "MOST_TURNS", 1)
    with pytest.raises(BadDraft, match="draft_not_salvaged"):
        salvage(path)


def test_of_a_table_without_end_only_so_much_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damaged_rows, "MOST_ROWS", 2)
    assert len(salvage(path).draft.elements) == 2


TORN = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE element SET content = 'torn'")
connection.execute("INSERT INTO meta VALUES ('x', ?)", ("y" * 500_000,))
os._exit(0)
"""


def keep_version(path: Path, name: str) -> None:
    session = open_session(path, noon).value
    session.keep_version(name)
    session.close()


def test_where_the_text_is_lost_the_last_version_is_taken(path: Path) -> None:
    for name in ("送审一稿", "送审二稿"):
        keep_version(path, name)
    alter(path, "DELETE FROM element", "DELETE FROM fact")
    found = salvage(path)
    assert found.version is not None
    assert (found.version.name, found.is_whole) == ("送审二稿", False)
    assert found.draft.elements == make_draft(REPORT).elements


def test_a_version_beyond_reading_gives_way_to_the_one_before(path: Path) -> None:
    for name in ("送审一稿", "送审二稿"):
        keep_version(path, name)
    alter(path, "DELETE FROM element", "DELETE FROM fact", "UPDATE version SET body = x'00' WHERE name = '送审二稿'")
    found = salvage(path)
    assert found.version is not None
    assert found.version.name == "送审一稿"


def test_that_it_is_a_version_is_told(path: Path) -> None:
    keep_version(path, "送审一稿")
    alter(path, "DELETE FROM element", "DELETE FROM fact")
    told = [sentence(notice) for notice in salvage_draft(path, path.parent, noon).notices]
    assert len(told) == 2
    assert "7月3日12:00" in told[1]
    assert "送审一稿" in told[1]


def test_what_a_killed_writer_left_is_taken_back_first(path: Path) -> None:
    subprocess.run([sys.executable, "-c", TORN, str(path)], check=True, timeout=PATIENCE_S)
    assert path.with_name(path.name + "-journal").exists()
    assert salvage(path).draft == make_draft(REPORT)


def test_the_new_draft_lies_beside_and_says_what_is_missing(path: Path) -> None:
    alter(path, SENSELESS["a lost paragraph"][0])
    before = path.read_bytes()
    result = salvage_draft(path, path.parent, noon)
    assert [element.id for element in read_stored(result.value).elements] == ["e1", "e2", "e4"]
    assert [notice.code for notice in result.notices] == ["draft_salvaged", "draft_salvaged_lost"]
    assert path.read_bytes() == before


def test_every_salvage_gets_a_file_of_its_own(path: Path) -> None:
    names = [salvage_draft(path, path.parent, noon).value.name for _ in range(3)]
    assert names == ["稿（找回）.nigao", "稿（找回2）.nigao", "稿（找回3）.nigao"]


def spoil_word(path: Path) -> None:
    data = path.read_bytes()
    place = data.index("查档".encode())
    path.write_bytes(data[:place] + b"\xff" + data[place + 1 :])


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        (lambda path: alter(path, "DELETE FROM element WHERE id = 'e2'"), "draft_salvaged_lost", "1段"),
        (spoil_word, "draft_salvaged_blurred", "1段"),
        (lambda path: alter(path, "DROP TABLE fact"), "draft_salvaged_part", "要素"),
    ],
    ids=["lost", "blurred", "facts"],
)
def test_what_is_missing_is_said_in_words(path: Path, spoil: Callable[[Path], None], code: str, words: str) -> None:
    spoil(path)
    told = {notice.code: sentence(notice) for notice in salvage_draft(path, path.parent, noon).notices}
    assert words in told[code]
    assert "没有动" in told["draft_salvaged"]


@pytest.mark.parametrize(
    ("error", "is_so"),
    [
        (BadDraft("draft_damaged"), True),
        (BadDraft("draft_foreign"), True),
        (BadDraft("draft_newer"), False),
        (BadDraft("draft_no_permission"), False),
        (OSError(), False),
    ],
)
def test_only_damage_is_worth_a_salvage(error: Exception, is_so: bool) -> None:
    assert is_damage(error) is is_so
