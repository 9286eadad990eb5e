"""Opening files from outside: the only place where files are opened for reading, always under a limit.

Whoever made a file decides what it is: a pipe that never answers, a link to /dev/zero, 30 million characters, brackets
nested a million deep. A file is therefore read whole, as a regular file and under a limit, or not at all.
"""

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import BadInput

LARGEST = 40 * 1024 * 1024
"""Bytes. The longest public reports with photographs stay below 20 MB; a larger text is not a report."""

LARGEST_TABLE = 4 * 1024 * 1024
"""Bytes of a word list or a table; the program's longest has a tenth of this."""

FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY"))
"""Without O_NONBLOCK, opening a pipe waits until somebody writes into it."""

DEEP_KEY = re.compile(r"""(?<![\w."'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""")
"""A dotted key of 32 parts or more (``a.a.a…``): tomllib needs time quadratic in their number."""


class NotRegular(OSError):
    """Not a regular file: a pipe, a socket, a device."""


class TooLarge(OSError):
    """More bytes than such a file may have."""


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading. OSError for anything else; never blocks."""
    try:
        _check(path, path.stat().st_mode)  # opening some devices has an effect by itself
        descriptor = os.open(path, FLAGS)
    except ValueError as error:  # a NUL in the name
        raise OSError(str(error)) from error
    try:
        _check(path, os.fstat(descriptor).st_mode)  # the file may have been replaced between the two calls
        return os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise


def read_bytes(path: Path, limit: int = LARGEST) -> bytes:
    """The bytes of a regular file. OSError when it cannot be read; ``NotRegular`` and ``TooLarge`` are subclasses."""
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise TooLarge(path.name)
        data = file.read(size + 1)  # asked for the limit, Python would make room for all of that
        if len(data) > size:  # it has grown
            data += file.read(limit - size)
    if len(data) > limit:
        raise TooLarge(path.name)
    return data


def read_limited(path: Path, limit: int = LARGEST) -> bytes:
    """The bytes of a regular, non-empty file of at most ``limit`` bytes; otherwise ``BadInput`` (code ``file_…``)."""
    try:
        data = read_bytes(path, limit)
    except (NotRegular, TooLarge, IsADirectoryError) as error:
        raise _unfit(error, path, limit) from error
    except FileNotFoundError as error:
        raise BadInput("file_missing", name=path.name) from error
    except PermissionError as error:
        raise BadInput("file_no_permission", name=path.name) from error
    except OSError as error:
        raise BadInput("file_unreadable", name=path.name) from error
    if not data:
        raise BadInput("file_empty", name=path.name)
    return data


def _unfit(error: OSError, path: Path, limit: int) -> BadInput:
    if isinstance(error, TooLarge):
        return BadInput("file_too_large", name=path.name, limit=str(limit // 1024**2))
    if isinstance(error, NotRegular):
        return BadInput("file_not_regular", name=path.name)
    return BadInput("file_is_folder", name=path.name or str(path))


def read_text(path: Path, limit: int = LARGEST_TABLE) -> str:
    """The text of a regular file in UTF-8, without byte order mark, lines ended by ``\\n``.

    OSError when it cannot be read, UnicodeDecodeError when it is not UTF-8.
    """
    return read_bytes(path, limit).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def parse_toml(text: str) -> dict[str, Any]:
    """The values of a TOML text; ValueError when it is broken or made to exhaust the parser."""
    if DEEP_KEY.search(text):
        raise ValueError("a key of too many parts")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, brackets without end
        raise ValueError(type(error).__name__) from error


def read_toml(path: Path, limit: int = LARGEST_TABLE) -> dict[str, Any]:
    """The values of a TOML file. OSError; ValueError for anything that is not TOML in UTF-8."""
    return parse_toml(read_text(path, limit))


def check_appendable(path: Path) -> None:
    """OSError for anything that exists and is not a regular file: writing into a pipe blocks until somebody reads."""
    try:
        _check(path, path.stat().st_mode)
    except FileNotFoundError:
        return


def _check(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(path.name)
    if not stat.S_ISREG(mode):
        raise NotRegular(path.name)
