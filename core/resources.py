"""One loader for all tables in ``resources/``, and for the user's own tables beside them.

A file is read each time it is asked for, because it may be edited while the program runs. What is built from it is
cached by its text, so an unchanged file costs reading it and no more.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from core.encoding import text_of
from core.errors import BadInput, BadWords
from core.paths import resources_folder, user_folder
from core.reading import LARGEST_TABLE, parse_toml, read_bytes, read_text
from core.result import Notice

T = TypeVar("T")
Row = TypeVar("Row")
Parse = Callable[[str], Any]
ParseRow = Callable[[Sequence[str], Mapping[str, str]], Row]
Groups = tuple[tuple[str, str], ...]

FOLDER = "words"
DAMAGED = "words_damaged"
FAULTS = (ValueError, TypeError, LookupError, AttributeError)
"""What parsing or building raises for a damaged table."""

GROUP = re.compile(r"@(?P<name>\S+)\s*=\s*(?P<words>\S+)\s*")
HEADINGS = ("#", "错误写法\t", "提法\t")
"""Beginnings of rows that hold no entry."""

SHOWN_LINES = 10


def words_folder() -> Path:
    """The word lists of the program."""
    return resources_folder() / FOLDER


def own_words_folder() -> Path:
    """The user's own tables; it need not exist."""
    return user_folder() / FOLDER


def text_values(text: str) -> Mapping[str, str]:
    """The strings of a TOML table by key; values of another type count as missing."""
    return MappingProxyType({name: value for name, value in parse_toml(text).items() if isinstance(value, str)})


def data_lines(text: str) -> tuple[str, ...]:
    """The lines of a list without comments, which begin with ``#``."""
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


def listed_words(text: str) -> tuple[str, ...]:
    """The words of a list, separated by blanks or line ends, without comments."""
    return tuple(word for line in data_lines(text) for word in line.split())


def load(
    build: Callable[..., T], *names: str, folder: Path | None = None, parse: Parse | None = None, code: str = DAMAGED
) -> T:
    """The value that ``build`` makes of these tables of ``resources/words`` or ``folder``, one argument a table.

    ``parse`` turns the text of a table into that argument; by default ``text_values`` for .toml, ``listed_words`` for
    others. ``build`` must be a module-level function and its result immutable: it is cached.

    Raises BadWords (``code``) with the name of the table that is missing or damaged, the first one if ``build`` fails.
    """
    place = folder or words_folder()
    sources = tuple((name, _text(place / name, code)) for name in names)
    found: T = _built(build, parse, sources, code)
    return found


def _text(path: Path, code: str) -> str:
    try:
        return read_text(path)
    except (OSError, ValueError) as error:
        raise BadWords(code, name=path.name) from error


@lru_cache(maxsize=64)
def _built(build: Callable[..., Any], parse: Parse | None, sources: Groups, code: str) -> Any:
    parsed = []
    name = ""
    try:
        for name, text in sources:
            parsed.append((parse or _usual_parser(name))(text))
        name = sources[0][0]
        return build(*parsed)
    except FAULTS as error:
        raise BadWords(code, name=Path(name).name) from error


def _usual_parser(name: str) -> Parse:
    return text_values if name.endswith(".toml") else listed_words


def load_rows(
    name: str,
    parse: ParseRow[Row],
    folder: Path | None = None,
    own: Path | None = None,
    owned: Callable[[Row], Row] = lambda row: row,
) -> tuple[tuple[Row, ...], tuple[Notice, ...]]:
    """The rows of a tab-separated table of the program, then those of the user's table of the same name.

    BadWords when the program's table is missing or damaged. Rows of the user's that cannot be parsed are left out, with
    a notice; so is a table of the user's that cannot be read. ``folder`` and ``own`` replace the two folders; ``owned``
    makes a row of the user's known as one.
    """
    try:
        rows, groups, bad = _parsed(read_bytes((folder or words_folder()) / name), parse, ())
    except (OSError, BadInput) as error:
        raise BadWords(DAMAGED, name=name) from error
    if bad:
        raise BadWords(DAMAGED, name=name)
    more, notices = _own_rows((own or own_words_folder()) / name, parse, groups)
    return (*rows, *map(owned, more)), notices


def _own_rows(path: Path, parse: ParseRow[Row], groups: Groups) -> tuple[tuple[Row, ...], tuple[Notice, ...]]:
    try:
        data = read_bytes(path, LARGEST_TABLE) if os.path.lexists(path) else b""
        rows, _, bad = _parsed(data, parse, groups)
    except (OSError, BadInput):
        return (), (Notice("own_words_unreadable", 0, {"name": path.name}),)
    lines = "、".join(map(str, bad[:SHOWN_LINES]))
    parameters = {"name": path.name, "lines": lines, "count": str(len(bad))}
    return rows, (Notice("own_words_left_out", bad[0], parameters),) if bad else ()


@lru_cache(maxsize=8)
def _parsed(data: bytes, parse: ParseRow[Row], known: Groups) -> tuple[tuple[Row, ...], Groups, tuple[int, ...]]:
    """The rows, the word groups (``@name = a/b``) that rows refer to, and the numbers of lines that cannot be parsed."""
    rows: list[Row] = []
    groups, bad = dict(known), []
    for number, line in enumerate(text_of(data).splitlines(), 1):
        group = GROUP.fullmatch(line)
        if group:
            groups[group["name"]] = "|".join(map(re.escape, group["words"].split("/")))
        elif line.strip() and not line.lstrip('"').startswith(HEADINGS):
            try:
                rows.append(parse(_cells(line), groups))
            except ValueError:
                bad.append(number)
    return tuple(rows), tuple(groups.items()), tuple(bad)


def _cells(line: str) -> list[str]:
    """The cells of a row; spreadsheet programs put quotation marks around some."""
    return [cell[1:-1].replace('""', '"') if cell[:1] == cell[-1:] == '"' else cell for cell in line.split("\t")]
