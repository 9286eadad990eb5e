"""Opens, reads and writes draft files (``.nigao``, SQLite); every edit is one transaction."""

import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from core.drafts.digest import sign, state, update_sum, write_sum
from core.drafts.opening import check_file, connection_to, sound_connection, translate_errors, upgrade
from core.drafts.patches import body_of
from core.drafts.schema import FORMAT, version_of
from core.drafts.sqlite_files import connect
from core.drafts.steps import read_bodies, read_standing, read_steps, thin, write_mark
from core.drafts.tables import missing_media, read_draft, store_change, write_draft
from core.drafts.versions import drop_versions, read_kept, read_printed, read_version, read_versions, write_version
from core.errors import BadDraft
from core.file_lock import FileLock
from core.model.change import Change
from core.model.draft import Draft
from core.model.history import HistoryPosition, HistoryUpdate, Step, Version
from core.result import Notice

# Detects whether another program has replaced or changed a draft file since it was last read or written.

Stamp = tuple[int, int, int]
Observation = tuple[int, list[tuple[str, str]]]


class ExternalChangeDetector:
    """Compares the file with the observation noted last; reports no change before the first one.

    SQLite only compares a counter of writes before it trusts its cache. Two copies with equally many writes have the same
    counter, and a failed write raises it by one. Where counter or file stamp differ, the values of table meta are therefore
    read through a new connection, bypassing all caches.
    """

    def __init__(self) -> None:
        self._count: int | None = None
        self._stamp: Stamp | None = None
        self._single_values: list[tuple[str, str]] = []

    @property
    def knows_file(self) -> bool:
        """Whether anything has been noted."""
        return self._count is not None

    def is_same(self, connection: sqlite3.Connection, path: Path) -> bool:
        """Whether the content is unchanged; a disk that failed for a moment does not count as a change."""
        if self._count is None or (self._count, self._stamp) == (_count(connection), _stamp(path)):
            return True
        return _read_anew(path) == self._single_values

    def note(self, observed: Observation) -> None:
        """Remember an observation of ``observe``, once its transaction is over."""
        self._count, self._single_values = observed

    def note_written(self, path: Path) -> None:
        """Remember the file's time, size and inode: after a transaction, or before reading."""
        self._stamp = _stamp(path)


def observe(connection: sqlite3.Connection) -> Observation:
    """The content of the file, or its content after the transaction if the commit succeeds."""
    return _count(connection), _single_values(connection)


def _count(connection: sqlite3.Connection) -> int:
    """SQLite's counter, which changes when another connection writes."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _single_values(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The rows of table meta; the checksum of the text and the position in the history are among them."""
    return connection.execute("SELECT key, value FROM meta ORDER BY key").fetchall()


def _read_anew(path: Path) -> list[tuple[str, str]]:
    try:
        with closing(connect(path, "mode=ro")) as other:
            return _single_values(other)
    except (sqlite3.Error, OSError):
        return []


def _stamp(path: Path) -> Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


Clock = Callable[[], datetime]
READ_ONLY_SENTENCE = MappingProxyType({"locked": "draft_in_use", "protected": "draft_write_protected"})


class DraftStore:
    """An open draft file, usable from two threads: a mutex makes one wait for the other."""

    def __init__(self, path: Path, connection: sqlite3.Connection, clock: Clock, lock: FileLock | None) -> None:
        self.path = path
        self.notices: tuple[Notice, ...] = ()
        self._connection = connection
        self._changes = ExternalChangeDetector()
        self._is_odd = False
        self._clock = clock
        self._lock = lock
        self._mutex = threading.RLock()
        self._is_longer = False
        self._begun: sqlite3.Connection | None = None

    @classmethod
    def create(cls, path: Path, draft: Draft, clock: Clock, replace: bool = False) -> "DraftStore":
        """Write a new draft file, completely or not at all, and open it.

        An existing file is left alone (BadDraft ``draft_exists``) unless ``replace``; one that is open elsewhere is never
        replaced.
        """
        if not os.path.isdir(path.parent):
            raise BadDraft("save_no_folder", folder=str(path.parent))
        if os.path.exists(path):
            _check_replaceable(path, replace)
        temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.tmp")
        try:
            with translate_errors(path, "draft_not_created"):
                _write_file(temporary, draft, clock())
                _put_in_place(temporary, path, replace)
        finally:
            for rest in (temporary, temporary.with_name(temporary.name + "-journal")):
                with suppress(OSError):
                    rest.unlink(missing_ok=True)
        return cls.open(path, clock)

    @classmethod
    def open(cls, path: Path, clock: Clock) -> "DraftStore":
        """Open a draft; read-only, with a notice, when it is open elsewhere or the place is write-protected.

        BadDraft when the file is missing, not a draft, of a newer program, or damaged; it is not changed then.
        """
        check_file(path)
        lock, hindrance = _lock(path)
        try:
            connection = sound_connection(path, "ro" if lock is None else "rw")
        except BadDraft:
            if lock is not None:
                lock.release()
            raise
        store = cls(path, connection, clock, lock)
        if hindrance:
            store.notices = (Notice(READ_ONLY_SENTENCE[hindrance], 0, {"name": path.name}),)
        return store

    @classmethod
    def view(cls, path: Path) -> "DraftStore":
        """Open a draft for reading without taking the writer's lock. BadDraft as in ``open``."""
        check_file(path)
        try:
            return cls(path, sound_connection(path, "ro"), datetime.now, None)
        except BadDraft:
            # The journal of a killed writer must be rolled back first, and only a writer may do that.
            return cls.open(path, datetime.now)

    @property
    def read_only(self) -> bool:
        """Whether ``record`` is refused."""
        return self._lock is None

    def draft(self) -> Draft:
        """The draft as last stored; BadDraft when the file turns out to be damaged."""
        with self._reading() as connection:
            found, is_as_stored = read_draft(connection, self.path.name)
            if not self._is_odd and not is_as_stored:
                self._is_odd = True
                self.notices = (*self.notices, Notice("draft_odd", 0, {"name": self.path.name}))
            missing = missing_media(found)
            if missing and all(notice.code != "draft_media_missing" for notice in self.notices):
                parameters = {"name": self.path.name, "count": str(missing)}
                self.notices = (*self.notices, Notice("draft_media_missing", 0, parameters, "picture", missing))
            return found

    def standing(self) -> HistoryPosition:
        """The position of the draft in its history."""
        with self._reading() as connection:
            return read_standing(connection)._replace(kept=read_kept(connection))

    def steps(self, number: int = 0) -> tuple[Step, ...]:
        """All steps of the history in the order they were begun, or one; BadDraft when it is damaged."""
        with self._reading() as connection:
            return read_steps(connection, number)

    def bodies(self, numbers: Iterable[int]) -> dict[int, str]:
        """The bodies of some steps, which ``core.drafts.patches`` understands."""
        with self._reading() as connection:
            return read_bodies(connection, numbers)

    def versions(self) -> tuple[Version, ...]:
        """All versions, oldest first."""
        with self._reading() as connection:
            return read_versions(connection)

    def version(self, number: int) -> Draft:
        """The draft of a version, without basis documents; BadDraft when it is missing or damaged."""
        with self._reading() as connection:
            return read_version(connection, number)

    def record(self, change: Change, draft: Draft, mark: HistoryUpdate | None = None) -> None:
        """Store a change and the resulting state in one transaction; when this returns, the change is on the disk.

        ``mark`` tells how the history changes; without it the change becomes a new step after the present one. BadDraft when the
        draft is read-only or the disk refuses; the file is unchanged then.
        """
        with self._writing() as connection:
            store_change(connection, change, draft.serial)
            write_sum(connection, draft) if self._is_odd else update_sum(connection, change, draft)
            write_mark(connection, mark or self._next(connection, change))
        self._is_longer, self._is_odd = True, False

    def printed(self, number: int) -> str:
        """What files of a version printed; "" where it was not stored."""
        with self._reading() as connection:
            return read_printed(connection, number)

    def keep(
        self, version: Version, draft: Draft, dropped: Iterable[int] = (), step: int | None = None, printed: str = ""
    ) -> None:
        """Store a version taken at ``step``, and remove others, in one transaction; BadDraft as in ``record``.

        ``printed`` is what a file of it printed; what is stored of that stays where it is empty.
        """
        with self._writing() as connection:
            write_version(connection, version, draft, step, printed)
            drop_versions(connection, dropped)

    def state(self) -> tuple[str, int]:
        """The window and the number of the edit stored last."""
        with self._reading() as connection:
            return state(connection)

    def sign(self, window: str, number: int) -> None:
        """Record whose edit was stored last; after it and in its transaction."""
        with self._writing() as connection:
            sign(connection, window, number)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Run what this thread stores inside as one transaction, committed at the end or rolled back."""
        with self._mutex:
            is_odd = self._is_odd
            try:
                with self._transaction() as self._begun:
                    yield
                is_odd = self._is_odd
            finally:
                self._begun, self._is_odd = None, is_odd

    def close(self) -> None:
        """Close the file; harmless when called twice. A history that has grown too long is thinned first."""
        if self._is_longer:
            self._is_longer = False
            with suppress(BadDraft), self._writing() as connection:
                thin(connection)
        with self._mutex:
            self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def _next(self, connection: sqlite3.Connection, change: Change) -> HistoryUpdate:
        standing = read_standing(connection)
        number = standing.last + 1
        step = Step(number, standing.head, self._clock(), change.reason, change.place.element_id)
        return HistoryUpdate(number, number, ((step, body_of(change)),))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A read transaction; a file of an earlier format is upgraded in memory, so that reading does not change it.

        Everything read inside is of one state of the file, whoever writes meanwhile. ``BEGIN`` waits some seconds for a lock;
        ``backup`` alone would wait without limit.
        """
        with self._mutex, translate_errors(self.path, "draft_damaged"), self._connection as connection:
            connection.execute("BEGIN")
            if not self._changes.knows_file:
                self._changes.note_written(self.path)
                self._changes.note(observe(connection))
            if version_of(connection) == FORMAT:
                yield connection
                return
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
                connection.backup(copy)
                upgrade(copy)
                yield copy

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The transaction begun by ``together``, or a new one."""
        with self._mutex:
            if self._begun is not None:
                yield self._begun
                return
            with self._transaction() as connection:
                yield connection

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One write transaction, upgrading the file if needed."""
        if self.read_only:
            raise BadDraft("draft_read_only", name=self.path.name)
        try:
            with translate_errors(self.path, "draft_not_saved"), self._connection as connection:
                connection.execute("BEGIN IMMEDIATE")
                if not self._changes.is_same(connection, self.path):
                    raise BadDraft("draft_replaced", name=self.path.name)
                upgrade(connection)
                yield connection
                observed = observe(connection)
            self._changes.note(observed)
            self._changes.note_written(self.path)
        except BadDraft as error:
            if not os.path.isfile(self.path):
                raise BadDraft("draft_moved", name=self.path.name) from error
            raise


def _check_replaceable(path: Path, replace: bool) -> None:
    """BadDraft for a file that must not be replaced."""
    if not replace or os.path.isdir(path):
        raise BadDraft("draft_exists", name=path.name)
    lock, hindrance = _lock(path)
    if hindrance:
        raise BadDraft("draft_locked" if hindrance == "locked" else "draft_no_permission", name=path.name)
    if lock is not None:
        lock.release()


def _lock(path: Path) -> tuple[FileLock | None, str]:
    """The writer's lock, or the reason why there is none: ``locked`` or ``protected``."""
    try:
        lock = FileLock.take(path)
    except OSError:
        return None, "protected"
    return lock, "" if lock else "locked"


def _put_in_place(temporary: Path, path: Path, replace: bool) -> None:
    """Give the finished file its name; a file that has appeared there meanwhile stays unless ``replace``."""
    if not replace:
        try:
            os.link(temporary, path)
            return
        except FileExistsError as error:
            raise BadDraft("draft_exists", name=path.name) from error
        except OSError:  # no hard links: reserve the name first, then replace it
            with _exclusively(path):
                pass
    os.replace(temporary, path)


def _exclusively(path: Path) -> BinaryIO:
    try:
        return path.open("xb")
    except FileExistsError as error:
        raise BadDraft("draft_exists", name=path.name) from error


def _write_file(path: Path, draft: Draft, now: datetime) -> None:
    with path.open("xb"):
        pass  # SQLite opens existing files only, and never a foreign one
    with closing(connection_to(path, "rw")) as connection:
        write_draft(connection, draft, now)
