"""Draft files that somebody made to break whoever opens them: refused by their schema, before any row is looked at."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from core.drafts import opening, salvage
from core.drafts.schema import TABLES, check_plain
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role

ELEMENT = next(" ".join(part.split()) for part in TABLES.split(";") if "TABLE element " in part)
GIGABYTE = "length(hex(zeroblob(500000000)))"
SCHEMAS = {
    "check": ELEMENT.replace("line INTEGER NOT NULL", f"line INTEGER NOT NULL CHECK ({GIGABYTE} > 1)"),
    "check of a table": ELEMENT.replace(") WITHOUT", f", CHECK ({GIGABYTE} > 1)) WITHOUT"),
    "generated": ELEMENT.replace("content TEXT NOT NULL", f"content TEXT AS ({GIGABYTE})"),
    "generated always": ELEMENT.replace(") WITHOUT", f", g TEXT GENERATED ALWAYS AS ({GIGABYTE}) STORED) WITHOUT"),
    "default": ELEMENT.replace("line INTEGER NOT NULL", f"line INTEGER NOT NULL DEFAULT ({GIGABYTE})"),
    "collation": ELEMENT.replace("prefix TEXT", "prefix TEXT COLLATE nocase"),
    "reference": ELEMENT.replace("prefix TEXT", "prefix TEXT REFERENCES fact"),
    "unique": ELEMENT.replace("prefix TEXT", "prefix TEXT UNIQUE"),
    "long": ELEMENT + " " * 5_000_000,
    "comment": ELEMENT.replace("prefix", "/* */ prefix"),
}
STATEMENTS = (
    "CREATE TRIGGER t AFTER UPDATE ON element BEGIN DELETE FROM fact; END",
    "CREATE VIEW v AS SELECT 1",
    "CREATE INDEX i ON element (content)",
    "CREATE INDEX i ON element (length(content))",
    "CREATE TABLE other (a)",
    "CREATE TEMP TABLE a (b); CREATE VIRTUAL TABLE z USING fts5(a)",
    "ALTER TABLE meta RENAME TO m; CREATE VIEW meta AS SELECT key, value FROM m",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A draft of two paragraphs."""
    made = tmp_path / "稿.nigao"
    elements = (Element("e1", Role.TITLE, "青禾县工作总结"), Element("e2", Role.BODY, "修复水渠12公里。"))
    DraftStore.create(made, Draft(Identity(), elements), datetime.now).close()
    return made


def spoil(path: Path, statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(statements)


def write_schema(path: Path, sql: str) -> None:
    """Another definition for the table of the paragraphs, as an editor of bytes would write it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'element'", (sql,))


def refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The code with which a file is refused before its pages are looked at."""
    with monkeypatch.context() as watched:
        watched.setattr(opening, "_check_pages", lambda *_: pytest.fail("rows were read"))
        with pytest.raises(BadDraft) as caught:
            DraftStore.view(path)
    return caught.value.code


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_table_that_reckons_is_refused_before_any_row_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write_schema(path, SCHEMAS[name])
    assert refused(path, monkeypatch) in ("draft_damaged", "draft_too_long")


@pytest.mark.parametrize("statements", STATEMENTS)
def test_anything_but_plain_tables_is_refused_before_any_row_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, statements: str
) -> None:
    spoil(path, statements)
    assert refused(path, monkeypatch) == "draft_damaged"


def test_a_schema_of_many_entries_is_refused_from_the_files_first_bytes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(path, ";".join(f"CREATE TABLE t{number} (a TEXT)" for number in range(200)))
    monkeypatch.setattr(opening, "connect", lambda *_: pytest.fail("SQLite was asked"))
    with pytest.raises(BadDraft, match="draft_damaged"):
        DraftStore.view(path)


@pytest.mark.parametrize("name", ["generated", "check", "default"])
def test_a_table_that_reckons_is_not_salvaged_from_as_it_is(path: Path, name: str) -> None:
    write_schema(path, SCHEMAS[name])
    assert salvage.salvage(path).draft.elements[-1].content == "修复水渠12公里。"


@pytest.mark.parametrize("value", ["[" * 100_000, "9" * 5_000, "[" + "9" * 5_000 + "]", "NaN"])
@pytest.mark.parametrize("key", ["identity", "serial", "numbering"])
def test_hostile_json_is_damage(path: Path, key: str, value: str) -> None:
    spoil(path, f"UPDATE meta SET value = '{value}' WHERE key = '{key}'")
    store = DraftStore.view(path)
    with pytest.raises(BadDraft, match="draft_damaged"):
        store.draft()
    store.close()


def test_fifty_megabytes_in_one_paragraph_are_told(path: Path) -> None:
    spoil(path, "UPDATE element SET content = hex(zeroblob(25000000)) WHERE id = 'e2'")
    store = DraftStore.view(path)
    with pytest.raises(BadDraft, match="draft_too_long"):
        store.draft()
    store.close()


@pytest.mark.parametrize("source", sorted(Path(__file__).parents[2].glob("old_drafts/*.nigao")), ids=str)
def test_drafts_of_every_format_are_plain(source: Path) -> None:
    with closing(sqlite3.connect(f"file:{source}?mode=ro&immutable=1", uri=True)) as connection:
        assert "element" in check_plain(connection)
