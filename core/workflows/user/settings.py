"""A user's settings on disk: loaded before the first frame, written whole, passed on as a file of their own."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.errors import BadInput
from core.paths import user_folder
from core.reading import TooLarge, check_appendable, read_bytes
from core.settings import (
    CHOICE,
    FOLDER,
    LAYOUT,
    NUMBER,
    SETTINGS,
    SWITCH,
    TEXT,
    VERSION,
    Setting,
    Settings,
    Value,
    all_default,
    changed,
    declared,
    read_settings,
    settings_text,
)

if TYPE_CHECKING:  # only where something is amiss: the first frame waits for this module
    from core.result import Notice

__all__ = (
    "CHOICE",
    "FOLDER",
    "LAYOUT",
    "NUMBER",
    "SETTINGS",
    "SWITCH",
    "TEXT",
    "Loaded",
    "Setting",
    "Settings",
    "Value",
    "all_default",
    "changed",
    "declared",
    "export_settings",
    "import_settings",
    "load_settings",
    "save_settings",
    "window_file",
)

FILE_NAME = "settings.json"
ASIDE_NAME = "settings.broken.json"
WINDOW_FILE = "window.ini"
LARGEST_FILE = 1024 * 1024


class Loaded(NamedTuple):
    """Settings and what is to be told about them."""

    settings: Settings
    notices: "Sequence[Notice]" = ()


def window_file(folder: Path) -> Path:
    """Where the window's place on the screen is kept: beside what is no ordinary file, for reading a pipe never ends."""
    usual = folder / WINDOW_FILE
    try:
        check_appendable(usual)
    except OSError:
        return usual.with_stem(usual.stem + "-2")
    return usual


def load_settings() -> Loaded:
    """The user's settings; those of the table where there is no file.

    A file with damaged content is set aside; one that the disk does not give out is left alone. Both are told.
    """
    path = user_folder() / FILE_NAME
    try:
        settings, refused = read_settings(read_bytes(path, LARGEST_FILE))
    except FileNotFoundError:
        return Loaded(Settings())
    except (BadInput, TooLarge):
        return _set_aside(path)
    except OSError:
        return _unread()
    return Loaded(settings, _refusals(refused))


def save_settings(settings: Settings) -> None:
    """Keep them for the next start. Raises AppError (``save_…``) when the disk refuses.

    Stand-ins for a file that could not be read are put into it once it can be; until then it stays as it is.
    """
    if settings.stand_in:
        found = load_settings().settings
        if found.stand_in:
            return
        settings = found._replace(values={**found.values, **settings.values})
    path = user_folder() / FILE_NAME
    with suppress(OSError):  # what is wrong with the place is told when it is written
        path.parent.mkdir(parents=True, exist_ok=True)
    export_settings(settings, path)


def export_settings(settings: Settings, path: Path) -> None:
    """Write them to a file of the user's choice. Raises AppError (``save_…``)."""
    from core.workflows.files import write_atomically

    write_atomically(path, settings_text(settings).encode("utf-8", "replace"))


def import_settings(path: Path) -> Loaded:
    """The settings of a file that somebody exported; told what of it is not used.

    Raises BadInput: ``settings_foreign`` for a file that holds none, ``file_…`` for one that cannot be read.
    """
    from core.result import Notice
    from core.workflows.files import read_limited

    settings, refused = read_settings(read_limited(path, LARGEST_FILE))
    newer = (Notice("settings_newer"),) if settings.version > VERSION else ()
    return Loaded(settings, (*newer, *_refusals(refused)))


def _refusals(labels: Sequence[str]) -> "tuple[Notice, ...]":
    if not labels:
        return ()
    from core.result import Notice

    return (Notice("settings_refused", 0, {"names": "、".join(labels)}),)


def _set_aside(path: Path) -> Loaded:
    from core.result import Notice

    with suppress(OSError):
        path.replace(path.with_name(ASIDE_NAME))
    return Loaded(Settings(), (Notice("settings_set_aside", 0, {"name": ASIDE_NAME}),))


def _unread() -> Loaded:
    from core.result import Notice

    return Loaded(Settings(stand_in=True), (Notice("settings_unread"),))
