"""Rolling backups of drafts: the last of every hour, day and week of work, one folder a draft.

The name of a backup is its number and its time. Which ones stay depends on the numbers, since the clock may be turned
back, and on how many hours, days and weeks have backups, so that an untouched draft loses none.
"""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from core.drafts.codec import identity_from
from core.drafts.damaged_rows import MALFORMED
from core.drafts.opening import LARGEST
from core.drafts.schema import check_plain
from core.drafts.sqlite_files import connect
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.model.draft import Draft, Identity
from core.model.elements import Role
from core.reading import read_bytes

HOUR, DAY, WEEK = "hour", "day", "week"
SHELVES = ((HOUR, 24, "%Y-%m-%d %H"), (DAY, 14, "%Y-%m-%d"), (WEEK, 12, "%G-%V"))
"""Kind, number of periods kept, and the format that tells one period from the next."""

MOST = 1024**3
"""Bytes of all backups together."""

ENDING, STAMP = ".nigao", "%Y%m%d-%H%M%S"
ORIGIN = "origin.txt"
LONGEST_PATH = 32_768
"""Bytes; no system has longer paths."""

HEADER = 100
"""Bytes of SQLite's file header, which contains a counter of writes."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One backup; ``kind`` is hour, day or week by its age, ``origin`` the path of the draft."""

    path: Path
    number: int
    time: datetime
    size: int
    origin: Path
    kind: str = ""


def keep(folder: Path, draft: Path, now: datetime, most: int = MOST) -> bool:
    """Back up a draft as last stored; False when the last backup has the same content.

    May run beside the draft's writer. BadDraft or OSError when no intact copy can be made; earlier backups stay then.
    """
    with _new_copy(folder, draft, most) as temporary:
        try:
            _copy_stored(draft, temporary)
            return _store_copy(temporary, draft, now)
        except sqlite3.Error as error:
            raise BadDraft("draft_damaged", name=draft.name) from error


def keep_unstored(folder: Path, origin: Path, draft: Draft, now: datetime, most: int = MOST) -> None:
    """Store a draft that no file holds as a backup of ``origin``. BadDraft or OSError when that fails."""
    with _new_copy(folder, origin, most) as temporary:
        DraftStore.create(temporary, draft, lambda: now).close()
        _store_copy(temporary, origin, now)


@contextmanager
def _new_copy(folder: Path, draft: Path, most: int) -> Iterator[Path]:
    """A temporary file for the next backup of a draft; superfluous backups are removed afterwards."""
    home = _home(folder, draft)
    home.mkdir(parents=True, exist_ok=True)
    for rest in home.glob(".*.tmp*"):  # left by a killed program
        rest.unlink(missing_ok=True)
    temporary = home / f".{secrets.token_hex(4)}.tmp"
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        _remove(_superfluous(_copies_in(home)))
        _remove(beyond(copies(folder), most))


def copy_draft(draft: Path, target: Path) -> None:
    """Copy a draft as last stored into a file that does not exist; may run beside its writer.

    BadDraft ``draft_not_copied`` when no intact copy can be made; nothing is left behind then.
    """
    try:
        _copy_stored(draft, target)
        DraftStore.view(target).close()
    except (sqlite3.Error, OSError, BadDraft) as error:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise BadDraft("draft_not_copied", name=draft.name) from error


def _copy_stored(draft: Path, temporary: Path) -> None:
    with closing(connect(draft, "mode=ro")) as source, closing(sqlite3.connect(temporary)) as target:
        source.execute("BEGIN")
        source.execute(
            "SELECT count(*) FROM sqlite_schema"
        ).fetchone()  # ``backup`` by itself would wait for a lock without limit
        source.backup(target)


def _store_copy(temporary: Path, draft: Path, now: datetime) -> bool:
    home = temporary.parent
    known = _copies_in(home)
    if known and _is_same(temporary, known[-1].path):
        return False
    store = DraftStore.view(temporary)
    try:
        store.draft()  # an unreadable backup would displace a readable one
    finally:
        store.close()
    (home / ORIGIN).write_bytes(os.fsencode(draft.absolute()))
    number = known[-1].number + 1 if known else 1
    os.replace(temporary, home / f"{number:06} {now.strftime(STAMP)}{ENDING}")
    return True


def copies(folder: Path) -> tuple[Copy, ...]:
    """All backups of all drafts, those of one draft together in the order they were made."""
    if not folder.is_dir():
        return ()
    return tuple(copy for home in sorted(folder.iterdir()) if home.is_dir() for copy in _shelved(_copies_in(home)))


def copies_of(folder: Path, draft: Path) -> tuple[Copy, ...]:
    """The backups of one draft, oldest first."""
    home = _home(folder, draft)
    return tuple(_shelved(_copies_in(home))) if home.is_dir() else ()


def look(path: Path) -> tuple[str, Identity]:
    """Title and identity of a backup without reading the whole file; empty ones when they cannot be read."""
    try:
        with closing(connect(path, "mode=ro", "immutable=1")) as connection:
            check_plain(connection)
            rows = connection.execute(
                "SELECT content FROM element WHERE role = ? LIMIT 1", (Role.TITLE.value,)
            ).fetchall()
            known = connection.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()
            return str(rows[0][0]) if rows else "", identity_from(known[0])
    except (sqlite3.Error, OSError, *MALFORMED):
        return "", Identity()


def shelves(times: Sequence[datetime]) -> dict[int, str]:
    """The indices of backups to keep, each with the finest kind that keeps it; ``times`` in the order they were made.

    >>> shelves([datetime(2023, 7, 1, 9, 10), datetime(2023, 7, 1, 9, 50)])
    {1: 'hour'}
    """
    kept: dict[int, str] = {}
    for kind, most, pattern in SHELVES:
        seen: set[str] = set()
        for index in reversed(range(len(times))):
            span = times[index].strftime(pattern)
            if span not in seen and len(seen) < most:
                seen.add(span)
                kept.setdefault(index, kind)
    return kept


def beyond(every: Sequence[Copy], most: int) -> tuple[Copy, ...]:
    """The backups to remove so that the rest fits into ``most`` bytes: oldest first, the last of each draft after all others."""
    last = {copy.path.parent: copy.path for copy in every}
    total, given_up = sum(copy.size for copy in every), []
    for copy in sorted(every, key=lambda copy: (last[copy.path.parent] == copy.path, copy.time)):
        if total <= most:
            break
        given_up.append(copy)
        total -= copy.size
    return tuple(given_up)


def _home(folder: Path, draft: Path) -> Path:
    return folder / hashlib.sha256(os.path.realpath(draft).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _copies_in(home: Path) -> tuple[Copy, ...]:
    try:
        origin = Path(os.fsdecode(read_bytes(home / ORIGIN, LONGEST_PATH)))
    except (OSError, ValueError):
        origin = Path()
    found = (_copy(path, origin) for path in home.glob(f"*{ENDING}"))
    return tuple(sorted((copy for copy in found if copy is not None), key=lambda copy: copy.number))


def _copy(path: Path, origin: Path) -> Copy | None:
    """The backup of a file name; None for a foreign file."""
    number, _, stamp = path.stem.partition(" ")
    try:
        return Copy(path, int(number), datetime.strptime(stamp, STAMP), path.stat().st_size, origin)
    except (OSError, ValueError):
        return None


def _shelved(found: Sequence[Copy]) -> Iterable[Copy]:
    """The backups with their kind by age: after a day, a backup counts as that of its day."""
    for copy in found:
        days = (found[-1].time - copy.time).days
        kind = HOUR if days < 1 else DAY if days < SHELVES[1][1] else WEEK
        yield replace(copy, kind=kind)


def _superfluous(found: Sequence[Copy]) -> Iterable[Copy]:
    kept = shelves([copy.time for copy in found])
    return tuple(copy for index, copy in enumerate(found) if index not in kept)


def _remove(unwanted: Iterable[Copy]) -> None:
    for copy in unwanted:
        with suppress(OSError):
            copy.path.unlink(missing_ok=True)


def _is_same(first: Path, second: Path) -> bool:
    return first.stat().st_size == second.stat().st_size and _pages(first) == _pages(second)


def _pages(path: Path) -> bytes:
    return read_bytes(path, LARGEST)[HEADER:]
