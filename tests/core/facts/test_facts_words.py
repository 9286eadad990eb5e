"""The tables of words: they and the code that uses them name the same lists, and a word that is added counts."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from core.errors import BadWords
from core.facts.extract import find_facts
from core.facts.lexicon import any_of
from core.facts.words import build_fact_words
from core.model.elements import Element, Role
from core.resources import text_values, words_folder
from core.workflows.facts import TABLES, load_fact_words

LISTS = [text_values((words_folder() / name).read_text("utf-8")) for name in TABLES]
NAMES = [(table, name) for table, lists in enumerate(LISTS) for name in lists]


class Asked(Mapping[str, str]):
    """A table that notes which of its lists were asked for."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        self.lists, self.names = lists, set[str]()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return self.lists[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.lists)

    def __len__(self) -> int:
        return len(self.lists)


def labels(folder: Path, text: str) -> list[str]:
    """The labels of a paragraph by the tables in a folder."""
    return [fact.label for fact in find_facts([Element("e1", Role.BODY, text)], load_fact_words(folder))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tables, to be changed."""
    for name in TABLES:
        shutil.copy(words_folder() / name, tmp_path / name)
    return tmp_path


def add(path: Path, name: str, words: str) -> None:
    """Put words into a list of a table."""
    text = path.read_text("utf-8")
    assert f"\n{name} = '''\n" in text
    path.write_text(text.replace(f"\n{name} = '''\n", f"\n{name} = '''\n{words}\n"), "utf-8")


def test_every_list_is_used() -> None:
    asked = [Asked(lists) for lists in LISTS]
    build_fact_words(*asked)
    assert [one.names for one in asked] == [set(lists) for lists in LISTS]


@pytest.mark.parametrize(("table", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_missing_list_is_refused(table: int, name: str) -> None:
    lists = [dict(one) for one in LISTS]
    del lists[table][name]
    with pytest.raises(BadWords) as refused:
        build_fact_words(*lists)
    assert refused.value.parameters == {"list": name}


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BadWords):
        load_fact_words(folder)


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("", "utf-8")
    with pytest.raises(BadWords):
        load_fact_words(folder)


def test_an_empty_list_matches_nothing() -> None:
    assert any_of({"places": ""}, "places") == "(?:(?!))"


ADDED = [
    ("facts.toml", "titles", "社监", "拜访×××社监。", ["姓名：＿社监"]),
    ("measures.toml", "measures", "畦", "整理菜地48畦。", ["整理菜地（畦）"]),
    ("measures.toml", "han_measures", "畦", "整理菜地三十八畦。", ["整理菜地（畦）"]),
    ("fact_labels.toml", "pairs", "老幼 老人 儿童", "老幼分别增长3%、5%。", ["老人增长（%）", "儿童增长（%）"]),
    ("fact_labels.toml", "lone_measures", "到课率", "冬学课堂稳步推进，到课率92%。", ["冬学课堂到课率（%）"]),
]


@pytest.mark.parametrize(("table", "name", "words", "text", "expected"), ADDED, ids=[row[1] for row in ADDED])
def test_a_word_that_is_added_counts(
    folder: Path, table: str, name: str, words: str, text: str, expected: list[str]
) -> None:
    before = labels(folder, text)
    add(folder / table, name, words)
    assert (before == expected, labels(folder, text)) == (False, expected)
