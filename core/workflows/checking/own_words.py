"""The user's own tables for 校对: created with headings on first use, watched for changes, checked for faults."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.checks.spelling.confusions import IGNORE, check_confusions, confusion_table, parse_confusion
from core.encoding import MARKED, text_of
from core.errors import AppError, BadInput
from core.files import write_atomically
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.reading import LARGEST_TABLE, TooLarge, read_bytes, read_text
from core.resources import FAULTS, HEADINGS, own_words_folder, words_folder
from core.result import Notice
from core.stores.suppressed import suppressed_file
from core.workflows.checking.word_tables import CONFUSIONS, PHRASES

TABLES = (CONFUSIONS, PHRASES)
SAMPLES = "own"
MEGABYTE = 1 << 20

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


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A row of the user's table of wrong words: ``right`` is IGNORE for a word or name that is known to be right."""

    wrong: str
    right: str
    line: str

    @property
    def is_known(self) -> bool:
        """Whether it says that a word is right."""
        return self.right == IGNORE


def own_words() -> tuple[OwnWord, ...]:
    """The rows in their order; none where there is no table. BadInput for a table that cannot be read."""
    return tuple(_rows(own_table()))


def own_table() -> str:
    """The whole text of the user's table, empty where there is none. BadInput when it cannot be read."""
    path = own_words_folder() / CONFUSIONS
    return _table_of(path) if path.exists() else ""


def _table_of(path: Path) -> str:
    """The text of a table; BadInput, with its name, for one that cannot be read, is too large or no text."""
    try:
        return text_of(read_bytes(path, LARGEST_TABLE))
    except TooLarge as error:
        raise BadInput("own_words_large", name=path.name, megabytes=str(LARGEST_TABLE // MEGABYTE)) from error
    except (OSError, BadInput) as error:
        raise BadInput("own_words_kept", name=path.name) from error


def put_own_table(text: str) -> None:
    """Write the user's table as a whole, also to take a change back. AppError when it cannot be written."""
    write_atomically(make_own_words() / CONFUSIONS, text.encode(MARKED))


def with_own_word(text: str, wrong: str, right: str) -> str:
    """The table with one row more, in place of one about the same word. BadInput for text that is no valid row."""
    wrong, right = wrong.strip(), right.strip() or IGNORE
    if not wrong or wrong == right or not (wrong + right).isprintable() or wrong.startswith("#"):
        raise BadInput("own_word_unfit")
    kept = without_own_words(text, {wrong})
    return f"{kept}{'' if not kept or kept.endswith(chr(10)) else chr(10)}{wrong}\t{right}\n"


def without_own_words(text: str, wrong: Collection[str]) -> str:
    """The table without the rows about these words; remarks stay."""
    gone = {row.line for row in _rows(text) if row.wrong in wrong}
    return "".join(line for line in text.splitlines(keepends=True) if line.rstrip("\r\n") not in gone)


def with_words_of(text: str, path: Path) -> str:
    """The table with the rows of a colleague's that it has not. BadInput for a file without any, or none but known ones."""
    theirs = tuple(_rows(_table_of(path)))
    if not theirs:
        raise BadInput("own_words_none", name=path.name)
    known = {row.line for row in _rows(text)}
    new = [row.line for row in theirs if row.line not in known]
    if not new:
        raise BadInput("own_words_known", name=path.name)
    parted = text if not text or text.endswith("\n") else f"{text}\n"
    return parted + "".join(f"{line}\n" for line in new)


def tried(sentence: str, text: str) -> tuple[Finding, ...]:
    """The findings of a table's rows alone in a sentence."""
    rows = (parse_confusion(row.line.split("\t"), {}) for row in _rows(text))
    return tuple(check_confusions(Element("e1", Role.BODY, sentence), confusion_table(rows)))


def _rows(text: str) -> Iterator[OwnWord]:
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > 1 and not line.startswith(HEADINGS) and _is_row(line):
            yield OwnWord(cells[0], cells[1], line)


def _is_row(line: str) -> bool:
    try:
        parse_confusion(line.split("\t"), {})
    except FAULTS:
        return False
    return True
