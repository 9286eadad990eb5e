"""Recovers a damaged draft file row by row. The file itself is only read.

Work is done on a copy in a temporary folder, where SQLite may roll back an unfinished transaction. Tables are read from
both ends up to the damage; then every row that should be in between is queried by its key, because a row on an intact
page can be found even when its neighbours cannot. An unreadable first page is replaced by that of a new draft, whose
tables are at the same pages.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.drafts.damaged_rows import gather
from core.drafts.opening import LARGEST, check_header
from core.drafts.schema import check_plain
from core.drafts.sqlite_files import connect
from core.drafts.store import DraftStore
from core.drafts.versions import read_version, read_versions
from core.errors import BadDraft
from core.model.draft import Draft, Identity
from core.model.history import Version
from core.reading import open_regular, read_bytes

HEADER, PAGE = 100, 4096
STEPS, MOST_TURNS = 100_000, 2_000
"""SQLite's virtual machine steps between two calls of the progress handler, and the maximum of calls."""

COUNTS = slice(24, 48)
"""Header bytes with the counts of writes, pages and free pages, which differ from file to file."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The recovered draft. ``lost`` paragraphs are certainly missing, ``blurred`` ones hold unreadable characters.

    ``is_whole`` tells that every row of text and facts was read; the history is never recovered. ``version`` is the version
    that the text was taken from when nothing else was readable.
    """

    draft: Draft
    lost: int
    blurred: int
    is_whole: bool
    version: Version | None = None


def salvage(path: Path) -> Salvaged:
    """The draft in a damaged file as far as it is readable.

    BadDraft ``draft_not_salvaged`` when no paragraph is, ``draft_missing`` when there is no file.
    """
    if not path.is_file():
        raise BadDraft("draft_missing", name=path.name)
    if path.stat().st_size > LARGEST:
        raise BadDraft("draft_too_large", name=path.name, limit=str(LARGEST // 1024**2))
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = _best(path, Path(folder))
    except OSError as error:
        raise BadDraft("draft_not_salvaged", name=path.name) from error
    if found is None:
        raise BadDraft("draft_not_salvaged", name=path.name)
    return found


def _best(path: Path, folder: Path) -> Salvaged | None:
    """The result of the first repair that yields any text."""
    for number, mend in enumerate((_as_it_is, _without_journal, _header_renewed, _first_page_renewed)):
        place = folder / str(number)
        place.mkdir()
        copy = place / "draft.nigao"
        mend(path, copy)
        found = _gathered(copy)
        if found is not None:
            return found
    return None


def _gathered(copy: Path) -> Salvaged | None:
    try:
        check_header(copy)
        with closing(connect(copy, "mode=rw")) as connection:
            check_plain(connection)
            connection.text_factory = _text
            connection.set_progress_handler(_step_limit(), STEPS)
            found = gather(connection)
            if any(element.content for element in found.draft.elements):
                return Salvaged(found.draft, found.lost, found.blurred, found.is_whole)
            return _last_version(connection)
    except (sqlite3.Error, ValueError, BadDraft):
        return None


def _last_version(connection: sqlite3.Connection) -> Salvaged | None:
    """The latest readable version of a file whose own text is not."""
    for version in reversed(read_versions(connection)):
        with suppress(sqlite3.Error, ValueError, TypeError, KeyError):
            return Salvaged(read_version(connection, version.number), 0, 0, False, version)
    return None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _step_limit() -> Callable[[], int]:
    turns = iter(range(MOST_TURNS))
    return lambda: int(next(turns, None) is None)


def _as_it_is(path: Path, copy: Path) -> None:
    _copy(path, copy)
    journal = path.with_name(path.name + "-journal")
    with suppress(FileNotFoundError):
        _copy(journal, copy.with_name(copy.name + "-journal"))


def _without_journal(path: Path, copy: Path) -> None:
    _copy(path, copy)


def _copy(path: Path, copy: Path) -> None:
    with open_regular(path) as source, copy.open("xb") as target:
        shutil.copyfileobj(source, target)


def _header_renewed(path: Path, copy: Path) -> None:
    _renew(path, copy, HEADER)


def _first_page_renewed(path: Path, copy: Path) -> None:
    _renew(path, copy, PAGE)


def _renew(path: Path, copy: Path, length: int) -> None:
    """Replace the beginning of the copy by that of a new draft."""
    fresh = copy.with_name("fresh.nigao")
    DraftStore.create(fresh, Draft(Identity()), datetime.now).close()
    data, first = bytearray(read_bytes(path, LARGEST)), bytearray(read_bytes(fresh)[:length])
    pages = len(data) // PAGE
    first[COUNTS] = (1).to_bytes(4, "big") + pages.to_bytes(4, "big") + bytes(8) + first[40:48]
    first[92:96] = (1).to_bytes(4, "big")
    data[:length] = first
    copy.write_bytes(bytes(data))
