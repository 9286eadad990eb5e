"""Files from outside: the one place where any is opened for reading, and what may stand in a table of settings.

Whoever made a file decides what it is: a pipe that never answers, a link to /dev/zero, thirty million signs, brackets in
brackets in brackets. So a file is read whole, as an ordinary file, and under a limit, or not at all.
"""

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, BinaryIO

LARGEST = 40 * 1024 * 1024
"""Bytes. The longest public reports with photographs stay below 20 MB; a text of this size is not a report."""

LARGEST_TABLE = 4 * 1024 * 1024
"""Bytes of a word list or a table; the longest of the program's own have a tenth."""

FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY"))
"""Without O_NONBLOCK opening a pipe would wait until somebody writes into it."""

DEEP_KEY = re.compile(r"""(?<![\w."'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""")
"""A key of so many parts (``a.a.a…``): tomllib needs the square of their number."""


class NotRegular(OSError):
    """Not an ordinary file: a pipe, a socket, a device."""


class TooLarge(OSError):
    """More bytes than such a file may have."""


def open_regular(path: Path) -> BinaryIO:
    """An ordinary file, opened for reading. OSError for anything else; nothing ever waits."""
    try:
        _check(path, path.stat().st_mode)  # opening some devices does something by itself
        descriptor = os.open(path, FLAGS)
    except ValueError as error:  # a NUL in the name
        raise OSError(str(error)) from error
    try:
        _check(path, os.fstat(descriptor).st_mode)  # somebody may have put another thing there meanwhile
        return os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise


def read_bytes(path: Path, limit: int = LARGEST) -> bytes:
    """The bytes of an ordinary file. OSError when it cannot be read; ``NotRegular``, ``TooLarge`` are such."""
    with open_regular(path) as file:
        if os.fstat(file.fileno()).st_size > limit:
            raise TooLarge(path.name)
        data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(path.name)
    return data


def read_text(path: Path, limit: int = LARGEST_TABLE) -> str:
    """The text of an ordinary file in UTF-8, a byte order mark aside, its lines ended by ``\\n``.

    OSError when it cannot be read, UnicodeDecodeError when it is none.
    """
    return read_bytes(path, limit).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def parse_toml(text: str) -> dict[str, Any]:
    """What a TOML text says; ValueError for a broken one, and for one made to break whoever reads it."""
    if DEEP_KEY.search(text):
        raise ValueError("a key of too many parts")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of five thousand digits, brackets without end
        raise ValueError(type(error).__name__) from error


def read_toml(path: Path, limit: int = LARGEST_TABLE) -> dict[str, Any]:
    """What a TOML file says. OSError; ValueError for anything that is not TOML in UTF-8."""
    return parse_toml(read_text(path, limit))


def check_appendable(path: Path) -> None:
    """OSError for what is there and no ordinary file: writing into a pipe would wait until somebody reads."""
    try:
        _check(path, path.stat().st_mode)
    except FileNotFoundError:
        return


def _check(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(path.name)
    if not stat.S_ISREG(mode):
        raise NotRegular(path.name)
