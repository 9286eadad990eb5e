"""Draft files: what is stored comes back, and nobody's file is ever torn or written over."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import file_lock as lock
from core.drafts import opening, tables
from core.drafts import store as store_module
from core.drafts.schema import FORMAT
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.model.change import Change, apply, difference
from core.model.document import Numbering, NumberingMode
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.history import Step
from core.model.spans import Place
from tests.processes import PATIENCE_S, mortal

ROOT = Path(__file__).resolve().parents[3]
NOON = datetime(2023, 7, 3, 12, 0)


def clock() -> datetime:
    return NOON


def sample() -> Draft:
    elements = (
        Element("e1", Role.TITLE, "2023年青禾县档案馆上半年工作总结"),
        Element("e2", Role.HEADING, "开展情况", "一、", 1, 1, 4, line=2),
        Element("e3", Role.HEADING, "抓学习。开展学习**次。", "（一）", 2, 2, 4, True, 3),
        Element("e4", Role.BODY, "接待查档48人次。", "　　", line=4),
    )
    facts = (
        Fact("f1", FactKind.MASK, "figure", "e3", 8, 10, "**", "次", "开展学习", state=FactState.EMPTY, prior="**"),
        Fact("f2", FactKind.FIGURE, "count", "e4", 4, 6, "48", "人次", "接待查档", prior="48"),
    )
    return Draft(
        Identity("上半年工作总结", 2023, "青禾县档案馆", "上半年"),
        elements,
        facts,
        Numbering(NumberingMode.RUN_ON, 3),
        (Basis("去年", elements[1:]), Basis("要点", ())),
        (("e2", 0, "e2"), ("e4", 0, "e4")),
        4,
    )


def retitled(draft: Draft, title: str) -> Change:
    first = replace(draft.elements[0], content=title)
    return difference(draft, replace(draft, elements=(first, *draft.elements[1:])), Place(first.id), "改标题")


def with_new(draft: Draft, text: str) -> Change:
    number = draft.serial + 1
    element = Element(f"e{number}", Role.BODY, text)
    fact = Fact(f"f{number}", FactKind.FIGURE, "count", element.id, 0, 1, text[:1])
    after = replace(draft, elements=(draft.elements[0], element, *draft.elements[1:]), facts=(fact, *draft.facts))
    return difference(draft, after, Place(element.id), "增加段落")


def without_first_body(draft: Draft) -> Change:
    last = draft.elements[-1]
    after = replace(
        draft,
        elements=draft.elements[:-1],
        facts=tuple(fact for fact in draft.facts if fact.element_id != last.id),
    )
    return difference(draft, after, Place(last.id), "删除段落")


def renamed_unit(draft: Draft) -> Change:
    after = replace(draft, identity=replace(draft.identity, unit="柳溪镇"))
    return difference(draft, after, Place(draft.elements[0].id), "改单位")


def turned_round(draft: Draft) -> Change:
    elements = (draft.elements[0], *reversed(draft.elements[1:]))
    position = {element.id: index for index, element in enumerate(elements)}
    facts = tuple(sorted(draft.facts, key=lambda fact: (position[fact.element_id], fact.start)))
    return difference(draft, replace(draft, elements=elements, facts=facts), Place(elements[1].id), "移动")


EDITS = (
    lambda draft: retitled(draft, draft.title + "稿"),
    lambda draft: with_new(draft, "9条新内容"),
    lambda draft: without_first_body(draft) if len(draft.elements) > 2 else retitled(draft, "空"),
    renamed_unit,
    turned_round,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "总结 #1%.nigao"


@pytest.fixture
def store(path: Path) -> Iterator[DraftStore]:
    store = DraftStore.create(path, sample(), clock)
    yield store
    store.close()


def test_created_draft_comes_back(store: DraftStore) -> None:
    assert store.draft() == sample()


def test_draft_comes_back_after_closing(store: DraftStore, path: Path) -> None:
    store.close()
    reopened = DraftStore.open(path, clock)
    found = reopened.draft()
    reopened.close()
    assert found == sample()


def test_one_file_per_draft(store: DraftStore, path: Path) -> None:
    store.record(retitled(sample(), "新"), apply(sample(), retitled(sample(), "新")))
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.booleans()), max_size=7))
def test_any_run_of_edits_and_undos_is_stored(tmp_path_factory: pytest.TempPathFactory, edits: list) -> None:
    draft = sample()
    store = DraftStore.create(tmp_path_factory.mktemp("run") / "稿.nigao", draft, clock)
    for edit, undone in edits:
        change = edit(draft)
        for step in (change, change.inverse()) if undone else (change,):
            draft = apply(draft, step)
            store.record(step, draft)
    found = store.draft()
    store.close()
    assert found == draft


def test_history_holds_every_change_with_its_time(store: DraftStore) -> None:
    first = retitled(sample(), "甲")
    store.record(first, apply(sample(), first))
    store.record(first.inverse(), sample())
    assert store.steps() == (Step(1, 0, NOON, "改标题", "e1"), Step(2, 1, NOON, "改标题", "e1"))
    assert store.standing()[:3] == (2, 2, 2)


def test_record_touches_only_changed_rows(store: DraftStore, path: Path) -> None:
    change = retitled(sample(), "甲")
    with sqlite3.connect(path) as other:
        before = other.execute("SELECT * FROM element WHERE id <> 'e1'").fetchall()
        store.record(change, apply(sample(), change))
        assert other.execute("SELECT * FROM element WHERE id <> 'e1'").fetchall() == before
    other.close()


def test_existing_file_is_not_written_over(path: Path) -> None:
    path.write_text("别人的文件", "utf-8")
    with pytest.raises(BadDraft, match="draft_exists"):
        DraftStore.create(path, sample(), clock)
    assert path.read_text("utf-8") == "别人的文件"


def test_existing_draft_is_replaced_when_asked(store: DraftStore, path: Path) -> None:
    store.close()
    other = DraftStore.create(path, replace(sample(), serial=99), clock, replace=True)
    found = other.draft()
    other.close()
    assert found.serial == 99


def test_open_draft_is_never_replaced(store: DraftStore, path: Path) -> None:
    with pytest.raises(BadDraft, match="draft_locked"):
        DraftStore.create(path, sample(), clock, replace=True)


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadDraft, match="save_no_folder"):
        DraftStore.create(tmp_path / "没有" / "稿.nigao", sample(), clock)


def _with_pragma(path: Path, pragma: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA {pragma}")
    connection.close()


def _foreign_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.close()


def _broken_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 3 * 4096] = b"\xaa" * (2 * 4096)
    path.write_bytes(data)


def _bad_role(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE element SET role = 'nonsense'")
    connection.close()


SPOILED = {
    "missing": (lambda path: path.unlink(), "draft_missing"),
    "folder": (lambda path: (path.unlink(), path.mkdir()), "draft_not_regular"),
    "empty": (lambda path: path.write_bytes(b""), "draft_foreign"),
    "text": (lambda path: path.write_text("上半年工作总结" * 50, "utf-8"), "draft_foreign"),
    "other program's database": (_foreign_database, "draft_foreign"),
    "newer": (lambda path: _with_pragma(path, f"user_version={FORMAT + 1}"), "draft_newer"),
    "no version": (lambda path: _with_pragma(path, "user_version=0"), "draft_damaged"),
    "broken pages": (_broken_page, "draft_damaged"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:5000]), "draft_damaged"),
}


@pytest.mark.parametrize("case", SPOILED)
def test_unusable_file_is_refused_kindly(store: DraftStore, path: Path, case: str) -> None:
    spoil, code = SPOILED[case]
    store.close()
    spoil(path)
    with pytest.raises(BadDraft, match=code):
        DraftStore.open(path, clock)


def test_refused_file_is_not_changed(path: Path) -> None:
    path.write_bytes(b"")
    _foreign_database(path)
    before = path.read_bytes()
    with pytest.raises(BadDraft):
        DraftStore.open(path, clock)
    assert path.read_bytes() == before


def test_senseless_row_is_damage(store: DraftStore, path: Path) -> None:
    store.close()
    _bad_role(path)
    reopened = DraftStore.open(path, clock)
    with pytest.raises(BadDraft, match="draft_damaged"):
        reopened.draft()
    reopened.close()


SENSELESS = {
    "a fact beyond its paragraph": "UPDATE fact SET start = 5, \"end\" = 900 WHERE id = 'f1'",
    "a fact that ends before it begins": "UPDATE fact SET start = 9, \"end\" = 8 WHERE id = 'f1'",
    "a fact in no paragraph": "UPDATE fact SET element_id = 'e99' WHERE id = 'f1'",
    "facts over one another": "UPDATE fact SET element_id = 'e3', start = 9, \"end\" = 10 WHERE id = 'f2'",
    "bytes for text": "UPDATE element SET content = x'e5b7a5' WHERE id = 'e1'",
    "text for a number": "UPDATE element SET level = 'deep' WHERE id = 'e2'",
    "a level out of all bounds": "UPDATE element SET depth = 2000000 WHERE id = 'e2'",
    "a heading longer than its paragraph": "UPDATE element SET heading_length = 50 WHERE id = 'e2'",
    "a year that is a word": "UPDATE meta SET value = '{\"year\": \"x\"}' WHERE key = 'identity'",
    "an origin in no report": "UPDATE origin SET basis = 7",
    "a basis of bytes": "UPDATE basis_element SET content = x'00'",
    "a serial below nothing": "UPDATE meta SET value = '-1' WHERE key = 'serial'",
}


def _spoil(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("case", SENSELESS)
def test_what_makes_no_sense_is_damage(store: DraftStore, path: Path, case: str) -> None:
    store.close()
    _spoil(path, SENSELESS[case])
    reopened = DraftStore.open(path, clock)
    with pytest.raises(BadDraft, match="draft_damaged"):
        reopened.draft()
    reopened.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW other AS SELECT 1",
        "CREATE TRIGGER eat AFTER INSERT ON change BEGIN DELETE FROM element; END",
        "CREATE TABLE other (x)",
        "DROP TABLE origin",
    ],
)
def test_tables_that_are_not_ours_are_damage(store: DraftStore, path: Path, statement: str) -> None:
    store.close()
    _spoil(path, statement)
    with pytest.raises(BadDraft, match="draft_damaged"):
        DraftStore.open(path, clock)


@pytest.mark.parametrize("query", [query for query, _ in tables.LIMITS])
def test_more_than_a_draft_can_hold_is_refused(store: DraftStore, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.setattr(tables, "LIMITS", ((query, -1),))
    with pytest.raises(BadDraft, match="draft_too_long"):
        store.draft()


def test_too_large_a_file_is_refused(store: DraftStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()
    monkeypatch.setattr(opening, "LARGEST", 1000)
    with pytest.raises(BadDraft, match="draft_too_large"):
        DraftStore.open(path, clock)


def test_serial_is_never_below_an_id_in_use(store: DraftStore, path: Path) -> None:
    store.close()
    _spoil(path, "UPDATE meta SET value = '1' WHERE key = 'serial'")
    reopened = DraftStore.open(path, clock)
    found = reopened.draft().serial
    reopened.close()
    assert found == 4


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
@pytest.mark.parametrize("action", ["unlink", "rename"])
def test_a_file_moved_underneath_is_told_as_such(store: DraftStore, path: Path, action: str) -> None:
    path.unlink() if action == "unlink" else path.rename(path.with_name("别处.nigao"))
    change = retitled(sample(), "甲")
    with pytest.raises(BadDraft, match="draft_moved"):
        store.record(change, apply(sample(), change))


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
def test_a_file_put_back_is_written_again(store: DraftStore, path: Path) -> None:
    aside, change = path.with_name("别处.nigao"), retitled(sample(), "甲")
    path.rename(aside)
    with pytest.raises(BadDraft):
        store.record(change, apply(sample(), change))
    aside.rename(path)
    store.record(change, apply(sample(), change))
    assert store.draft().title == "甲"


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def appear(*_: object) -> None:
        path.write_text("别人的文件", "utf-8")

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(store_module, "_write_file", appear)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(BadDraft, match="draft_"):
        DraftStore.create(path, sample(), clock)
    assert path.read_text("utf-8") == "别人的文件"


def test_a_disk_without_links_gets_its_draft(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    made = DraftStore.create(path, sample(), clock)
    found = made.draft()
    made.close()
    assert found == sample()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_a_half_written_draft_can_be_viewed(store: DraftStore, path: Path) -> None:
    store.close()
    subprocess.run([sys.executable, "-c", TORN, str(path)], cwd=ROOT, timeout=PATIENCE_S, check=False)
    view = DraftStore.view(path)
    found = view.draft()
    view.close()
    assert found == sample()


def test_full_disk_leaves_the_draft_as_it_was(store: DraftStore) -> None:
    store._connection.execute(f"PRAGMA max_page_count={store._connection.execute('PRAGMA page_count').fetchone()[0]}")
    change = with_new(sample(), "长" * 100_000)
    with pytest.raises(BadDraft, match="draft_disk_full"):
        store.record(change, apply(sample(), change))
    assert store.draft() == sample()


def _recorded_together(store: DraftStore, words: str) -> None:
    """A new text and the next one, in one transaction; the second may be more than the disk takes."""
    first = with_new(sample(), "短")
    after = apply(sample(), first)
    second = with_new(after, words)
    with store.together():
        store.record(first, after)
        store.record(second, apply(after, second))


def test_what_is_recorded_together_is_there(store: DraftStore) -> None:
    _recorded_together(store, "长")
    assert (len(store.steps()), store.draft().elements[1].content) == (2, "长")


def test_of_what_is_recorded_together_the_disk_takes_all_or_nothing(store: DraftStore) -> None:
    store._connection.execute(f"PRAGMA max_page_count={store._connection.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(BadDraft, match="draft_disk_full"):
        _recorded_together(store, "长" * 100_000)
    assert (store.steps(), store.draft()) == ((), sample())


HOLDER = """
import sys
from datetime import datetime
from pathlib import Path
from core.drafts.store import DraftStore
store = DraftStore.open(Path(sys.argv[1]), datetime.now)
print("read-only" if store.read_only else "held", flush=True)
sys.stdin.read()
store.close()
"""


def _holder(path: Path) -> AbstractContextManager[subprocess.Popen[str]]:
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return mortal([sys.executable, "-c", HOLDER, path], cwd=ROOT, **pipes)


@pytest.fixture
def held_elsewhere(store: DraftStore, path: Path) -> Iterator[subprocess.Popen[str]]:
    store.close()
    with _holder(path) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "held"
        yield process


@pytest.mark.usefixtures("held_elsewhere")
def test_draft_open_elsewhere_is_read_only_and_says_so(path: Path) -> None:
    second = DraftStore.open(path, clock)
    found, told = second.draft(), [notice.code for notice in second.notices]
    with pytest.raises(BadDraft, match="draft_read_only"):
        second.record(retitled(sample(), "甲"), sample())
    second.close()
    assert (found, told, second.read_only) == (sample(), ["draft_in_use"], True)


def test_killed_holder_gives_the_draft_free(held_elsewhere: subprocess.Popen[str], path: Path) -> None:
    held_elsewhere.kill()
    held_elsewhere.wait(PATIENCE_S)
    second = DraftStore.open(path, clock)
    second.close()
    assert not second.read_only


def test_second_window_of_one_process_is_read_only(store: DraftStore, path: Path) -> None:
    second = DraftStore.open(path, clock)
    second.close()
    assert second.read_only


def test_writer_keeps_its_lock_when_a_reader_leaves(store: DraftStore, path: Path) -> None:
    DraftStore.open(path, clock).close()
    with _holder(path) as process:
        assert process.communicate(timeout=PATIENCE_S)[0].strip() == "read-only"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the lock is another one there")
def test_disk_without_locks_can_be_worked_on(store: DraftStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    store.close()
    monkeypatch.setattr(lock.fcntl, "fcntl", no_locks)
    second = DraftStore.open(path, clock)
    second.close()
    assert not second.read_only


def test_protected_draft_is_read_only_and_says_so(
    store: DraftStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(file: Path, flags: int) -> int:
        if flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(file, flags)

    opened = os.open

    store.close()
    monkeypatch.setattr(lock.os, "open", forbidden)
    second = DraftStore.open(path, clock)
    found, told = second.draft(), [notice.code for notice in second.notices]
    second.close()
    assert (found, told, second.read_only) == (sample(), ["draft_write_protected"], True)


RECORDER = """
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from core.drafts.store import DraftStore
from core.model.change import apply, difference
from core.model.spans import Place
store = DraftStore.open(Path(sys.argv[1]), datetime.now)
draft = store.draft()
for number in range(100_000):
    first = replace(draft.elements[0], content=f"第{number}次")
    change = difference(draft, replace(draft, elements=(first, *draft.elements[1:])), Place(first.id), "改标题")
    draft = apply(draft, change)
    store.record(change, draft)
    print(number, flush=True)
"""


def _recorded_before_kill(path: Path, wanted: int) -> int:
    """How many changes another process said it had recorded when it was killed."""
    with mortal([sys.executable, "-c", RECORDER, path], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        stream = process.stdout or sys.stdin
        told = [stream.readline() for _ in range(wanted)]
        process.send_signal(signal.SIGKILL)
        told += stream.readlines()
    return len([line for line in told if line.endswith("\n")])


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
@pytest.mark.parametrize("wanted", [1, 7, 30])
def test_kill_loses_nothing_recorded(store: DraftStore, path: Path, wanted: int) -> None:
    store.close()
    count = _recorded_before_kill(path, wanted)
    reopened = DraftStore.open(path, clock)
    title, length = reopened.draft().title, len(reopened.steps())
    sound = reopened._connection.execute("PRAGMA integrity_check").fetchone()[0]
    reopened.close()
    assert sound == "ok"
    assert count <= length <= count + 1
    assert title == f"第{length - 1}次"


TORN = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from core.drafts.store import DraftStore
connection = DraftStore.open(Path(sys.argv[1]), datetime.now)._connection
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE element SET content = 'torn'")
rows = [(f"torn{n}", -1, "body", "x" * 5000, "", 0, 0, 0, 0, 0, "") for n in range(400)]
connection.executemany("INSERT INTO element VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_kill_in_the_midst_of_writing_is_rolled_back(store: DraftStore, path: Path) -> None:
    store.close()
    subprocess.run([sys.executable, "-c", TORN, str(path)], cwd=ROOT, timeout=PATIENCE_S, check=False)
    half_written = path.stat().st_size > 1_000_000 and path.with_name(path.name + "-journal").exists()
    reopened = DraftStore.open(path, clock)
    found = reopened.draft()
    reopened.close()
    assert half_written
    assert found == sample()
