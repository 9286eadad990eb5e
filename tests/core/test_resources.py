"""The loader of word tables: parsed by its ending, cached by its text, damage told by the table's name."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadWords
from core.reading import parse_toml
from core.resources import load, load_rows


def joined(*tables: Any) -> tuple[Any, ...]:
    return tuple(dict(table) if isinstance(table, Mapping) else table for table in tables)


def needs_key(table: Mapping[str, str]) -> str:
    return table["names"]


def needs_number(table: Mapping[str, Any]) -> int:
    return int(table["number"])


def pair(cells: Sequence[str], groups: Mapping[str, str]) -> tuple[str, str]:
    wrong, right = cells
    return groups.get(wrong, wrong), right


def stored(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_bytes(text.encode("utf-8"))
    return folder


def test_tables_are_parsed_by_their_ending(tmp_path: Path) -> None:
    folder = stored(tmp_path, a_toml='names = "甲 乙"\nnumber = 3', b_txt="# 说明\n丙 丁\n戊\n")
    assert load(joined, "a.toml", "b.txt", folder=folder) == ({"names": "甲 乙"}, ("丙", "丁", "戊"))


def test_a_table_of_a_windows_editor_is_read(tmp_path: Path) -> None:
    folder = stored(tmp_path, b_txt="\ufeff丙\r\n丁\r\n")
    assert load(joined, "b.txt", folder=folder) == (("丙", "丁"),)


def test_an_unchanged_table_is_built_once(tmp_path: Path) -> None:
    folder = stored(tmp_path, b_txt="丙\n")
    assert load(joined, "b.txt", folder=folder) is load(joined, "b.txt", folder=folder)


def test_a_changed_table_is_built_anew(tmp_path: Path) -> None:
    first = load(joined, "b.txt", folder=stored(tmp_path, b_txt="丙\n"))
    second = load(joined, "b.txt", folder=stored(tmp_path, b_txt="丁\n"))
    assert (first, second) == ((("丙",),), (("丁",),))


@pytest.mark.parametrize("data", [b"names = ", b"[[[", b"\xff"], ids=["torn", "nested", "no text"])
def test_the_damaged_table_is_named(tmp_path: Path, data: bytes) -> None:
    folder = stored(tmp_path, a_toml='names = "甲"')
    (folder / "c.toml").write_bytes(data)
    with pytest.raises(BadWords, match="words_damaged") as caught:
        load(joined, "a.toml", "c.toml", folder=folder)
    assert caught.value.parameters == {"name": "c.toml"}


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadWords) as caught:
        load(joined, "a.toml", folder=tmp_path)
    assert caught.value.parameters == {"name": "a.toml"}


@pytest.mark.parametrize("build", [needs_key, needs_number])
def test_a_table_that_lacks_something_is_damaged(tmp_path: Path, build: Any) -> None:
    folder = stored(tmp_path, a_toml='others = "甲"')
    with pytest.raises(BadWords, match="own_code"):
        load(build, "a.toml", folder=folder, parse=parse_toml, code="own_code")


def test_rows_of_the_user_follow_those_of_the_program(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    stored(own, t_tsv="@类=甲/乙\n类\t丙\n只有一列\n")
    rows, notices = load_rows("t.tsv", pair, stored(tmp_path, t_tsv="错误写法\t正确写法\n帐户\t账户\n"), own)
    assert rows == (("帐户", "账户"), ("甲|乙", "丙"))
    assert [(notice.code, notice.line, notice.parameters["count"]) for notice in notices] == [
        ("own_words_left_out", 3, "1")
    ]


def test_a_bad_row_of_the_program_is_damage(tmp_path: Path) -> None:
    with pytest.raises(BadWords, match="words_damaged"):
        load_rows("t.tsv", pair, stored(tmp_path, t_tsv="只有一列\n"), tmp_path / "nowhere")
