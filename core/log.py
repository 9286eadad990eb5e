"""The log and the crash reports, without a word of any document.

An error message may quote the text being worked on, and so may an argument of a log record. Therefore only the type and
the code locations of an error are kept, and of log records the constant format string.
"""

import faulthandler
import logging
import platform
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from core.errors import AppError
from core.paths import PROGRAM
from core.reading import check_appendable
from core.version import VERSION

FILE_NAME = "nigao.log"
HARD_CRASHES = "breakdowns.txt"
FILE_SIZE, FILES = 512 * 1024, 3
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
OWN = frozenset(("core", "gui", "nigao"))
REPORTS, MOST_REPORTS = "reports", 20
DEEPEST = 60
"""Code locations kept of one error; endless recursion has thousands of the same."""


class QuietHandler(RotatingFileHandler):
    """A log handler that stays silent when the disk refuses."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Ignore the error: the log matters less than the work."""


class PlainFormatter(logging.Formatter):
    """Formats records without anything that could be text of a document."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in one line, followed by the locations of its error."""
        is_own = record.name.partition(".")[0] in OWN
        message = str(record.msg) if is_own else f"{Path(record.pathname).name}:{record.lineno}"
        plain = logging.LogRecord(
            record.name, record.levelno, record.pathname, record.lineno, message, None, record.exc_info
        )
        plain.created, plain.msecs = record.created, record.msecs
        if isinstance(record.args, tuple) and is_own:
            plain.args = tuple(arg if isinstance(arg, int | float) else type(arg).__name__ for arg in record.args)
        return super().format(plain)

    def formatException(self, ei: object) -> str:
        """The error without its message."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(places_of(error)) if isinstance(error, BaseException) else ""


def open_log(folder: Path) -> logging.Handler | None:
    """Log warnings and worse into ``folder``; None when it cannot be written, which must not stop work."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_appendable(folder / FILE_NAME)
        handler = QuietHandler(folder / FILE_NAME, maxBytes=FILE_SIZE, backupCount=FILES, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(PlainFormatter(FORMAT))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    return handler


def note_hard_crashes(folder: Path) -> None:
    """Let the interpreter write a stack trace, without values, when the process crashes."""
    if faulthandler.is_enabled():
        return
    path = folder / HARD_CRASHES
    try:
        check_appendable(path)
        # on Windows harmless faults are reported, too, some with every file dialog: a long file is truncated
        is_long = path.exists() and path.stat().st_size > FILE_SIZE
        faulthandler.enable(path.open("w" if is_long else "a", encoding="utf-8"))
    except OSError:
        return


def log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log an unexpected error with its locations."""
    logging.getLogger("nigao").critical("unexpected error", exc_info=(kind, error, trace))


def places_of(error: BaseException) -> Iterator[str]:
    """Type and code locations of an error and of its causes, outermost first; no message, no value."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield _type_of(current)
        frames = [(frame.f_code, line) for frame, line in walk_tb(current.__traceback__)]
        yield from (f"  {_file(code.co_filename)}:{line} {code.co_name}" for code, line in frames[-DEEPEST:])
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def write_report(folder: Path, error: BaseException, versions: Mapping[str, str], now: datetime) -> Path:
    """Write a report of an unexpected error for maintainers; its path. OSError when the disk refuses."""
    home = folder / REPORTS
    home.mkdir(parents=True, exist_ok=True)
    path = home / f"{now:%Y%m%d-%H%M%S-%f}.txt"
    known = {"time": now.isoformat(timespec="seconds"), **program_versions(), **versions}
    lines = [*(f"{name}: {value}" for name, value in known.items()), "", *places_of(error), ""]
    path.write_text("\n".join(lines), "utf-8")
    for old in sorted(home.glob("*.txt"))[:-MOST_REPORTS]:
        with suppress(OSError):
            old.unlink()
    return path


def program_versions() -> dict[str, str]:
    """The versions of the program, of Python and of the system."""
    return {"nigao": VERSION, "python": sys.version.split()[0], "system": platform.platform()}


def _type_of(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, AppError):
        return f"{name} {error.code}"
    number = error.errno if isinstance(error, OSError) else None
    return f"{name} errno {number}" if isinstance(number, int) else name


def _file(name: str) -> str:
    """The path within the program; otherwise only its last parts, since the rest may name the user."""
    path = Path(name)
    return path.relative_to(PROGRAM).as_posix() if path.is_relative_to(PROGRAM) else "/".join(path.parts[-3:])
