"""The user's own tables for 校对: created with headings on first use, watched for changes, checked for faults."""

from pathlib import Path

from core.encoding import MARKED, text_of
from core.errors import AppError, BadInput
from core.files import write_atomically
from core.reading import LARGEST_TABLE, read_bytes, read_text
from core.resources import own_words_folder, words_folder
from core.result import Notice
from core.stores.suppressed import suppressed_file
from core.workflows.checking.word_tables import CONFUSIONS, PHRASES

TABLES = (CONFUSIONS, PHRASES)
SAMPLES = "own"

Stamp = tuple[tuple[int, int], ...]


def make_own_words() -> Path:
    """Create the user's own tables that are missing, each with a heading and an example; their folder. AppError."""
    folder = own_words_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("save_no_folder", folder=str(folder)) from error
    for name in TABLES:
        if not (folder / name).exists():
            sample = read_text(words_folder() / SAMPLES / name)
            write_atomically(folder / name, sample.encode(MARKED))
    return folder


def own_words_stamp() -> Stamp:
    """A value that changes whenever one of the tables is written."""
    return tuple(_stamp(own_words_folder() / name) for name in TABLES)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size


def suppressed_faults() -> tuple[Notice, ...]:
    """The notice about a table of suppressed findings that cannot be read; none when it is missing or intact."""
    path = suppressed_file()
    try:
        if path.exists():
            text_of(read_bytes(path, LARGEST_TABLE))
    except (OSError, BadInput):
        return (Notice("own_words_unreadable", 0, {"name": path.name}),)
    return ()
