"""The help: short pages and the keys, as files in ``resources/help/``."""

import platform
import re
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from core.drafts.sqlite_files import SQLITE_VERSION
from core.paths import PROGRAM, resources_folder
from core.reading import parse_toml, read_text, read_toml
from core.resources import load
from core.version import VERSION
from core.workflows.messages import words

FOLDER, PICTURES, KEYS, LIBRARIES = "help", "pictures", "keys.toml", "libraries.toml"
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|]")
_MARKS = re.compile(r"!\[[^]]*]\([^)]*\)|\[([^]]*)]\([^)]*\)|[#*`>|]|^-+$", re.M)


class HelpPage(NamedTuple):
    """One page: the name that links use, its title, and its text in Markdown."""

    name: str
    title: str
    text: str


class KeyGroup(NamedTuple):
    """A group of keys: names of the table of actions, and (keys, description) for keys without an action."""

    title: str
    actions: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]


class Library(NamedTuple):
    """A library or another part made by others: its version (empty if not known), its licence and what it is for."""

    name: str
    version: str
    licence: str
    use: str


def about_page() -> HelpPage:
    """What the program is, the versions and licences of its libraries and parts, and where their own words lie."""
    title = "关于拟稿"
    tables = _table("用到的库", libraries()), _table("随程序带来的", _parts())
    notice = words("about_notice", folder=_SIGNS.sub(r"\\\g<0>", str(PROGRAM)))
    begin = f"# {title}\n\n拟稿 {VERSION}。{words('about_program')}"
    return HelpPage("about", title, "\n\n".join((begin, *tables, notice)) + "\n")


def libraries() -> tuple[Library, ...]:
    """The libraries that the program uses, with the versions that are installed."""
    rows: Mapping[str, Mapping[str, str]] = read_toml(resources_folder() / LIBRARIES)["libraries"]
    return tuple(Library(name, _version(name), row["licence"], row["use"]) for name, row in rows.items())


def _parts() -> tuple[Library, ...]:
    """What else the program or its packages bring along, with the versions that are known."""
    rows: Mapping[str, Mapping[str, str]] = read_toml(resources_folder() / LIBRARIES)["parts"]
    own = {"Python": platform.python_version(), "SQLite": SQLITE_VERSION}
    return tuple(
        Library(name, own.get(name, row.get("version", "")), row["licence"], row["use"]) for name, row in rows.items()
    )


def _table(title: str, rows: Iterable[Library]) -> str:
    lines = (f"| {row.name} | {row.version or '—'} | {_in_chinese(row.licence)} | {row.use} |" for row in rows)
    return "\n".join((f"| {title} | 版本 | 许可 | 用来做什么 |", "|:--|:--|:--|:--|", *lines))


def _in_chinese(licence: str) -> str:
    """An SPDX expression as it is read.

    >>> _in_chinese("LGPL-3.0-only OR GPL-2.0-only"), _in_chinese("BSD-3-Clause AND Apache-2.0"), _in_chinese("blessing")
    ('LGPL-3.0 或 GPL-2.0', 'BSD-3-Clause 和 Apache-2.0', '公有领域')
    """
    words_of = {"OR": "或", "AND": "和", "blessing": "公有领域"}
    parts = (words_of.get(part, part.removesuffix("-only")) for part in licence.split())
    return " ".join(part.replace("-or-later", " 或更高版本") for part in parts)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def help_folder() -> Path:
    """The folder of pages and pictures; nothing outside it is ever shown."""
    return resources_folder() / FOLDER


def help_pages() -> tuple[HelpPage, ...]:
    """All pages in the order of their file names."""
    paths = sorted(help_folder().glob("*.md"))
    return tuple(_page(path.stem, read_text(path)) for path in paths)


def picture(name: str) -> Path | None:
    """The file of a picture on a page; None for any other name, such as one that leads out of the folder."""
    folder = help_folder() / PICTURES
    return next((path for path in folder.glob("*.png") if path.name == Path(name).name), None)


def fitting(pages: Iterable[HelpPage], words: str) -> tuple[HelpPage, ...]:
    """The pages that contain all of these words, those with one in the title first."""
    wanted = words.lower().split()
    found = [page for page in pages if all(word in plain(page.text).lower() for word in wanted)]
    return tuple(sorted(found, key=lambda page: not any(word in page.title.lower() for word in wanted)))


def plain(text: str) -> str:
    """What a reader sees of a page.

    >>> plain("## 台账\\n按 **F2** 改，见[要素](facts.md)。")
    ' 台账\\n按 F2 改，见要素。'
    """
    return _MARKS.sub(lambda match: match[1] or "", text)


def key_groups() -> tuple[KeyGroup, ...]:
    """The groups of the page of keys, in their order."""
    return load(_groups, KEYS, folder=help_folder(), parse=parse_toml)


def _groups(table: Mapping[str, Any]) -> tuple[KeyGroup, ...]:
    return tuple(
        KeyGroup(group["title"], tuple(group.get("actions", ())), tuple((keys, words) for keys, words in group["keys"]))
        for group in table["group"]
    )


def _page(name: str, text: str) -> HelpPage:
    title = next((line.lstrip("# ") for line in text.splitlines() if line.startswith("#")), name)
    return HelpPage(name.partition("-")[2] or name, title, text)
