"""The help: pages that lead nowhere wrong, pictures from the folder only, keys by name."""

import platform
import re
import sqlite3
from importlib import metadata
from pathlib import Path

import pytest

from core.paths import PROGRAM
from core.version import VERSION
from core.workflows.help import HelpPage, about_page, fitting, help_folder, help_pages, key_groups, picture, plain

PAGES = help_pages()
LINK = re.compile(r"(!?)\[[^]]*]\(([^)]*)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_has_a_title_and_a_plain_name(page: HelpPage) -> None:
    assert page.text.startswith(f"# {page.title}\n")
    assert re.fullmatch(r"[a-z_]+", page.name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_pages_and_pictures_that_are_there(page: HelpPage) -> None:
    known = {f"{other.name}.md" for other in PAGES} | {"keys.md", "guide.md"}
    wrong = [
        target
        for is_picture, target in LINK.findall(page.text)
        if (picture(target) is None if is_picture else target not in known)
    ]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_are_short_and_point_nowhere_outside(page: HelpPage) -> None:
    assert len(plain(page.text)) < 1500
    assert not re.search(r"https?:|file:|<", page.text)


def test_every_picture_is_shown_somewhere() -> None:
    shown = {target for page in PAGES for is_picture, target in LINK.findall(page.text) if is_picture}
    assert {path.name for path in (help_folder() / "pictures").glob("*.png")} == shown


def test_pictures_are_small() -> None:
    assert all(path.stat().st_size < 150_000 for path in (help_folder() / "pictures").glob("*.png"))


@pytest.mark.parametrize("name", ["/etc/passwd", "../keys.toml", "keys.toml", "", "file:///etc/passwd", "没有.png"])
def test_nothing_but_a_picture_of_the_folder_is_given(name: str) -> None:
    assert picture(name) is None


def test_a_path_that_leads_out_is_taken_for_its_last_name() -> None:
    (first, *_others) = sorted((help_folder() / "pictures").glob("*.png"))
    assert picture(f"../../../{first.name}") == first


SOME = (HelpPage("a", "台账", "# 台账\n\n按 **F2** 填。"), HelpPage("b", "版式", "# 版式\n\n[台账](a.md)也能填。"))


@pytest.mark.parametrize(
    ("words", "names"),
    [("", ["a", "b"]), ("台账", ["a", "b"]), ("版式", ["b"]), ("f2", ["a"]), ("填 版式", ["b"]), ("云", [])],
)
def test_pages_are_found_by_words(words: str, names: list[str]) -> None:
    assert [page.name for page in fitting(SOME, words)] == names


def test_a_word_in_the_title_comes_first() -> None:
    assert [page.name for page in fitting(reversed(SOME), "台账")] == ["a", "b"]


def test_the_address_of_a_link_is_not_searched() -> None:
    assert plain("[台账](ledger.md)和![图](ledger.png)") == "台账和"


def test_groups_of_keys_have_something_to_say() -> None:
    groups = key_groups()
    assert groups
    assert all(group.actions or group.keys for group in groups)


def test_help_lies_in_the_resources() -> None:
    assert help_folder() == Path(__file__).resolve().parents[3] / "resources/help"


def test_the_page_about_the_program_names_versions_and_licences() -> None:
    page = about_page()
    assert f"| openpyxl | {metadata.version('openpyxl')} | MIT | 读写 Excel 表 |" in page.text
    assert f"| Python | {platform.python_version()} | PSF-2.0 | 运行程序 |" in page.text
    assert (VERSION in page.text, "```" in page.text) == (
        True,
        False,
    )  # lines of code do not break: long ones would be cut off


def test_the_page_about_the_program_is_chinese_and_leads_to_the_licences() -> None:
    lines = [line for line in about_page().text.splitlines() if line and not line.startswith("|")]
    assert [line for line in lines if not re.search("[\u4e00-\u9fff]", line)] == []
    assert all((PROGRAM / name).is_file() and name in lines[-1] for name in ("NOTICE", "LICENSE"))
    assert (sqlite3.sqlite_version in about_page().text, "© The Qt Company" in lines[1]) == (True, True)
