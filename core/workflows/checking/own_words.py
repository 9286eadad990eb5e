"""The clerk's own tables for 校对: where they stand, made with their headings when first asked for, and whether they changed."""

from pathlib import Path

from core.encoding import MARKED, text_of
from core.errors import AppError, BadInput
from core.files import write_atomically
from core.paths import resources_folder, user_folder
from core.reading import LARGEST_TABLE, read_bytes, read_text
from core.result import Notice
from core.stores.suppressed import suppressed_file
from core.workflows.checking.word_tables import CONFUSIONS, FOLDER, PHRASES

TABLES = (CONFUSIONS, PHRASES)
SAMPLES = "own"

Stamp = tuple[tuple[int, int], ...]


def make_own_words() -> Path:
    """The folder of the clerk's own tables, each there with a heading and an example. AppError when the disk refuses."""
    folder = user_folder() / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("save_no_folder", folder=str(folder)) from error
    for name in TABLES:
        if not (folder / name).exists():
            sample = read_text(resources_folder() / FOLDER / SAMPLES / name)
            write_atomically(folder / name, sample.encode(MARKED))
    return folder


def own_words_stamp() -> Stamp:
    """Another one whenever somebody has stored one of the tables."""
    return tuple(_stamp(user_folder() / FOLDER / name) for name in TABLES)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size


def suppressed_faults() -> tuple[Notice, ...]:
    """What keeps the table of what is never told from being used; nothing where it is missing or in order."""
    path = suppressed_file()
    try:
        if path.exists():
            text_of(read_bytes(path, LARGEST_TABLE))
    except (OSError, BadInput):
        return (Notice("own_words_unreadable", 0, {"name": path.name}),)
    return ()
