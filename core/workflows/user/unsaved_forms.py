"""Sheets 新建稿件 that no draft was made of yet, kept on the disk over the end of the program, a killed one included.

Each window at work keeps a file of its own. What a window left that is there no more goes to the next one that asks.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from core.errors import AppError
from core.paths import user_folder
from core.workflows.files import read_limited, write_atomically
from core.workflows.user.windows import OpenWindow, clear_away, is_at_work

PREFIX, ENDING, ASIDE = "unmade-", ".json", ".broken"
LARGEST_FILE = 4 * 1024 * 1024
LONGEST, LONGEST_PATH = 1000, 4096
MOST_SHEETS, MOST_FILES, MOST_HEADINGS = 50, 200, 5000
"""More than anybody has: a file with more is damaged or hostile."""


@dataclass(frozen=True, slots=True)
class HeadingChoice:
    """What became of a heading of the basis document; ``words`` are its own, so that another's is not taken for it."""

    heading_id: str
    words: str
    renamed: str = ""
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class UnmadeSheet:
    """What the clerk has put in so far; the files by their paths, as they were given."""

    kind: str
    year: int
    unit: str = ""
    card: str = ""
    paths: tuple[str, ...] = ()
    headings: tuple[HeadingChoice, ...] = ()
    base_year: int = 0


class UnmadeSheets:
    """The file of this window, from ``take_over`` to ``close``. ``note`` is for the window's thread, the others for any.

    What cannot be written or read costs no more than the sheets themselves: it goes to the log, and work goes on.
    """

    def __init__(self) -> None:
        self._window = OpenWindow()
        self._lock = Lock()
        self._is_closed = False
        self._noted: Sequence[UnmadeSheet] = ()

    def take_over(self) -> tuple[UnmadeSheet, ...]:
        """The sheets that windows left which are there no more, the latest last; this window keeps them from now on."""
        with self._lock:
            if not self._is_closed:
                self._window.open()
            if not self._window.name:
                return ()
            clear_away()
            sheets = tuple(sheet for path in self._claimed() for sheet in _sheets_in(path))
        self.note(sheets)
        self.store()
        return sheets

    def note(self, sheets: Sequence[UnmadeSheet]) -> None:
        """Have these kept by the next ``store``, in place of those kept before."""
        self._noted = sheets

    def store(self) -> None:
        """Put on the disk what was noted last: whoever comes late writes nothing older over it."""
        with self._lock:
            sheets = self._noted
            if not self._window.name:
                return
            own = _file(self._window.name)
            try:
                if sheets:
                    write_atomically(own, json.dumps([asdict(sheet) for sheet in sheets]).encode())
                else:
                    own.unlink(missing_ok=True)
                for path in _files(self._window.name + "-"):
                    path.unlink()
            except (OSError, AppError) as error:
                logging.getLogger(__name__).warning("sheets not kept: %s", type(error).__name__)

    def close(self) -> None:
        """The window goes; what it kept waits for the next one."""
        with self._lock:
            self._is_closed = True
            self._window.close()

    def _claimed(self) -> Iterator[Path]:
        """The files of windows that are gone, the oldest first, renamed: no other window finds them then."""
        gone = [path for path in _files("") if not is_at_work(_window_of(path))]
        for number, path in enumerate(sorted(gone, key=_age)):
            claimed = _file(f"{self._window.name}-{number}")
            with suppress(OSError):  # another window was first
                path.rename(claimed)
                yield claimed


def _file(name: str) -> Path:
    return user_folder() / f"{PREFIX}{name}{ENDING}"


def _files(beginning: str) -> list[Path]:
    return list(user_folder().glob(f"{PREFIX}{beginning}*{ENDING}"))


def _window_of(path: Path) -> str:
    """The window whose file it is, or that has claimed it."""
    return path.name.removeprefix(PREFIX).removesuffix(ENDING).partition("-")[0]


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0


def _sheets_in(path: Path) -> Iterable[UnmadeSheet]:
    """What the file holds; nothing of one that is damaged, which is set aside."""
    try:
        shape = json.loads(read_limited(path, LARGEST_FILE))
        return [_sheet(each) for each in _listed(shape, MOST_SHEETS)]
    except (AppError, ValueError, TypeError, RecursionError) as error:
        logging.getLogger(__name__).warning("sheets set aside: %s", type(error).__name__)
        with suppress(OSError):
            path.replace(path.with_suffix(ASIDE))
        return ()


def _sheet(shape: Any) -> UnmadeSheet:
    """ValueError or TypeError for anything that this program would not have written."""
    sheet = UnmadeSheet(**shape)
    paths = tuple(_path(path) for path in _listed(sheet.paths, MOST_FILES))
    headings = tuple(_heading(each) for each in _listed(sheet.headings, MOST_HEADINGS))
    if type(sheet.year) is not int or type(sheet.base_year) is not int:
        raise TypeError("year")
    words = _line(sheet.kind), sheet.year, _line(sheet.unit), _line(sheet.card)
    return UnmadeSheet(*words, paths, headings, sheet.base_year)


def _heading(shape: Any) -> HeadingChoice:
    choice = HeadingChoice(**shape)
    if type(choice.is_dropped) is not bool:
        raise TypeError("is_dropped")
    words = _line(choice.heading_id), _line(choice.words), _line(choice.renamed)
    return HeadingChoice(*words, choice.is_dropped)


def _listed(shape: Any, most: int) -> list[Any]:
    if not isinstance(shape, list | tuple) or len(shape) > most:
        raise TypeError("list")
    return list(shape)


def _line(text: Any) -> str:
    """Words that Qt can show: no half characters."""
    if not isinstance(text, str) or len(text) > LONGEST or "\0" in text:
        raise ValueError("line")
    text.encode()
    return text


def _path(text: Any) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_PATH or "\0" in text or not Path(text).is_absolute():
        raise ValueError("path")
    text.encode()
    return text
