"""Forms 新建稿件 from which no draft was created yet, kept on disk so that they survive the end of the program.

Each window writes a file of its own. The next window that asks takes over the files of windows that no longer run.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from core.errors import AppError, BadInput
from core.files import write_atomically
from core.json_text import parse_json
from core.paths import user_folder
from core.stores.json_file import DamagedFile, JsonFile
from core.stores.windows import OpenWindow, is_open, remove_stale_files

PREFIX, ENDING, ASIDE = "unmade-", ".json", ".broken"
LARGEST_FILE = 4 * 1024 * 1024
LONGEST, LONGEST_PATH = 1000, 4096
MOST_FORMS, MOST_FILES, MOST_HEADINGS = 50, 200, 5000
"""More than any user has: a file with more is damaged or hostile."""


@dataclass(frozen=True, slots=True)
class HeadingChoice:
    """What the user did with a heading of the basis document; ``words`` is its text, by which it is recognised again."""

    heading_id: str
    words: str
    renamed: str = ""
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class NewDraftForm:
    """The user's entries so far; ``paths`` are the files as they were chosen, ``roles`` what the user said each is for,
    empty where nothing was said."""

    kind: str
    year: int
    unit: str = ""
    card: str = ""
    paths: tuple[str, ...] = ()
    headings: tuple[HeadingChoice, ...] = ()
    base_year: int = 0
    roles: tuple[str, ...] = ()


class UnsavedForms:
    """The file of this window, from ``take_over`` to ``close``. ``note`` is for the window's thread, the others for any.

    A file that cannot be read or written is logged and is no error.
    """

    def __init__(self) -> None:
        self._window = OpenWindow()
        self._lock = Lock()
        self._is_closed = False
        self._noted: Sequence[NewDraftForm] = ()

    def take_over(self) -> tuple[NewDraftForm, ...]:
        """The forms left by windows that no longer run, the latest last; this window stores them from now on."""
        with self._lock:
            if not self._is_closed:
                self._window.open()
            if not self._window.name:
                return ()
            remove_stale_files()
            forms = tuple(form for path in self._claimed() for form in _forms_in(path))
        self.note(forms)
        self.store()
        return forms

    def note(self, forms: Sequence[NewDraftForm]) -> None:
        """Set the forms that the next ``store`` writes, replacing those before."""
        self._noted = forms

    def store(self) -> None:
        """Write what was noted last, so that a late call never replaces newer forms with older ones."""
        with self._lock:
            forms = self._noted
            if not self._window.name:
                return
            own = _file(self._window.name)
            try:
                if forms:
                    write_atomically(own, json.dumps([asdict(form) for form in forms]).encode())
                else:
                    own.unlink(missing_ok=True)
                for path in _files(self._window.name + "-"):
                    path.unlink()
            except (OSError, AppError) as error:
                logging.getLogger(__name__).warning("sheets not kept: %s", type(error).__name__)

    def close(self) -> None:
        """The window ends; what it stored is left for the next one."""
        with self._lock:
            self._is_closed = True
            self._window.close()

    def _claimed(self) -> Iterator[Path]:
        """The files of windows that no longer run, oldest first, renamed so that no other window takes them over."""
        gone = [path for path in _files("") if not is_open(_window_of(path))]
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
    """The window that wrote the file or has claimed it."""
    return path.name.removeprefix(PREFIX).removesuffix(ENDING).partition("-")[0]


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0


def _forms_in(path: Path) -> Iterable[NewDraftForm]:
    """The forms of a file; none of a damaged one, which is set aside."""
    file = JsonFile(path, _parsed, path.with_suffix(ASIDE).name, LARGEST_FILE)
    try:
        return file.load() or ()
    except DamagedFile as damage:
        logging.getLogger(__name__).warning("sheets set aside: %s", type(damage.__cause__).__name__)
    except BadInput as error:
        file.set_aside()
        logging.getLogger(__name__).warning("sheets set aside: %s", type(error).__name__)
    return ()


def _parsed(data: bytes) -> tuple[NewDraftForm, ...]:
    return tuple(_form(each) for each in _listed(parse_json(data), MOST_FORMS))


def _form(shape: Any) -> NewDraftForm:
    """The form of its JSON; ValueError or TypeError for anything that this program does not write."""
    form = NewDraftForm(**shape)
    paths = tuple(_path(path) for path in _listed(form.paths, MOST_FILES))
    headings = tuple(_heading(each) for each in _listed(form.headings, MOST_HEADINGS))
    if type(form.year) is not int or type(form.base_year) is not int:
        raise TypeError("year")
    words = _line(form.kind), form.year, _line(form.unit), _line(form.card)
    roles = tuple(_line(role) for role in _listed(form.roles, MOST_FILES))
    return NewDraftForm(*words, paths, headings, form.base_year, roles)


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
    """A text that Qt can show: without lone surrogates, which cannot be encoded."""
    if not isinstance(text, str) or len(text) > LONGEST or "\0" in text:
        raise ValueError("line")
    text.encode()
    return text


def _path(text: Any) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_PATH or "\0" in text or not Path(text).is_absolute():
        raise ValueError("path")
    text.encode()
    return text
