"""The power goes: what was written since the last sync may be on the disk in any part, in sectors, in any order.

SQLite writes through a file system that notes every write, cut, sync and removal (apsw lets one be written in Python;
its SQLite is another build of the same library). From the notes every moment is made again, as it may be found.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import apsw

from core.drafts.opening import SETTINGS
from core.drafts.store import DraftStore
from core.errors import AppError
from core.model.change import apply
from core.model.draft import Draft
from core.workflows.drafting.editing import add_section, delete_section, set_value
from tests.torture.robot import digest, first_draft

SECTOR = 512
VFS = "noted"


class Note(NamedTuple):
    """One thing done to a file; ``done`` counts the changes that the store had called stored before."""

    name: str
    action: str
    offset: int
    data: bytes
    done: int


class Notes(list[Note]):
    """What was done, in order."""

    done = 0

    def add(self, name: str, action: str, offset: int = 0, data: bytes = b"") -> None:
        """One more."""
        self.append(Note(Path(name).name, action, offset, bytes(data), self.done))


class NotedFile(apsw.VFSFile):
    """Does what it is asked, and notes it."""

    def __init__(self, notes: Notes, name: Any, flags: list[int]) -> None:
        self._notes = notes
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        """Noted."""
        self._notes.add(self._name, "write", offset, data)
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        """Noted."""
        self._notes.add(self._name, "cut", newsize)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        """Noted."""
        self._notes.add(self._name, "sync")
        super().xSync(flags)


class NotedDisk(apsw.VFS):
    """The usual file system with a witness."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        super().__init__(VFS, "")

    def xOpen(self, name: Any, flags: list[int]) -> NotedFile:
        """A file with a witness."""
        return NotedFile(self._notes, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Noted."""
        self._notes.add(filename, "remove")
        super().xDelete(filename, syncdir)


class Connection:
    """As much of ``sqlite3.Connection`` as a store uses, over apsw."""

    def __init__(self, path: Path, settings: Sequence[str]) -> None:
        self._connection = apsw.Connection(str(path), vfs=VFS)
        for setting in settings:
            self.execute(f"PRAGMA {setting}")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None) -> None:
        if self._connection.in_transaction:
            self.execute("COMMIT" if kind is None else "ROLLBACK")


class NoLock:
    """Nobody else is there."""

    def release(self) -> None:
        """Nothing to release."""


@dataclass
class File:
    """What is safely on the disk, and what has been done since."""

    safe: bytes | None = None
    since: list[Note] = field(default_factory=list)


def recorded(folder: Path, changes: int, seed: int, settings: Sequence[str]) -> tuple[bytes, list[str], Notes]:
    """The file at the beginning, the state after every change, and what was done to the disk meanwhile."""
    path, notes, chance = folder / "noted.nigao", Notes(), random.Random(seed)
    DraftStore.create(path, first_draft(), datetime.now).close()
    before = path.read_bytes()
    disk = NotedDisk(notes)
    store = DraftStore(path, Connection(path, settings), datetime.now, NoLock())  # type: ignore[arg-type]
    draft, states = first_draft(), [digest(first_draft())]
    for number in range(changes):
        draft = _changed(store, draft, number, chance)
        states.append(digest(draft))
        notes.done = number + 1
    store.close()
    disk.unregister()
    return before, states, notes


def _changed(store: DraftStore, draft: Draft, number: int, chance: random.Random) -> Draft:
    headings = [element.id for element in draft.elements if element.depth == 1]
    change = set_value(draft, chance.choice(draft.facts).id, f"{number}")
    if number % 3 == 1:
        change = add_section(draft, chance.choice(headings), f"新增第{number}部分" * 40)
    elif number % 7 == 5 and len(headings) > 3:
        change = delete_section(draft, chance.choice(headings[1:]))
    after = apply(draft, change)
    store.record(change, after)
    return after


def moments(before: bytes, notes: Sequence[Note], chance: random.Random) -> Iterator[tuple[dict[str, bytes], int]]:
    """What may be found on the disk when the power goes after each action, twice, and how many changes were stored."""
    files: dict[str, File] = {"noted.nigao": File(before)}
    for note in notes:
        file = files.setdefault(note.name, File())
        if note.action == "sync":
            file.safe, file.since = _applied(file, file.since), []
        elif note.action == "remove":
            yield _found(files, chance, 0.5), note.done  # the removal itself may not have reached the disk
            files.pop(note.name)
        else:
            file.since.append(note)
        yield _found(files, chance, 0.0), note.done
        yield _found(files, chance, 0.5), note.done


def _found(files: dict[str, File], chance: random.Random, share: float) -> dict[str, bytes]:
    found = {}
    for name, file in files.items():
        kept = [piece for note in file.since for piece in _pieces(note) if chance.random() < share]
        data = _applied(file, kept)
        if data is not None:
            found[name] = data
    return found


def _pieces(note: Note) -> list[Note]:
    if note.action != "write":
        return [note]
    starts = range(0, len(note.data), SECTOR)
    return [note._replace(offset=note.offset + at, data=note.data[at : at + SECTOR]) for at in starts]


def _applied(file: File, notes: Sequence[Note]) -> bytes | None:
    if file.safe is None and not notes:
        return None
    data = bytearray(file.safe or b"")
    for note in notes:
        if note.action == "cut":
            del data[note.offset :]
        else:
            data.extend(bytes(max(note.offset - len(data), 0)))
            data[note.offset : note.offset + len(note.data)] = note.data
    return bytes(data)


def power_cuts(folder: Path, changes: int, seed: int, settings: Sequence[str] = SETTINGS) -> tuple[int, list[str]]:
    """How many moments were looked at, and a sentence for every one at which a word was lost."""
    before, states, notes = recorded(folder, changes, seed, settings)
    losses, count, home = [], 0, folder / "after"
    home.mkdir()
    for found, done in moments(before, notes, random.Random(seed)):
        count += 1
        for old in home.iterdir():
            old.unlink()
        for name, data in found.items():
            (home / name).write_bytes(data)
        state = _state(home / "noted.nigao")
        # The removal of the journal is not synced: the last change may be taken back, and no other.
        if state not in states[max(done - 1, 0) : done + 2]:
            losses.append(f"moment {count}: {state}, {done} changes stored")
    return count, losses


def _state(path: Path) -> str:
    try:
        store = DraftStore.open(path, datetime.now)
    except AppError as error:
        return error.code
    try:
        return digest(store.draft())
    except AppError as error:
        return error.code
    finally:
        with suppress(AppError):
            store.close()
