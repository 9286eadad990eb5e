"""The pending journal: edits that the draft file does not hold yet, written to a file of their own without waiting.

It is on the user's own disk, is written without sync, and is removed once the draft file holds everything. So a killed
program loses nothing while the draft's disk hangs, is full or gone. A frame is length, checksum and JSON, or a sign and
the bytes of a picture or object, whose SHA-256 follows from them.
"""

import errno
import json
import os
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from zlib import crc32

from core.drafts.codec import draft_text
from core.drafts.patches import body_of
from core.file_lock import FileLock
from core.model.blocks import LARGEST_MEDIA
from core.model.change import Change
from core.model.draft import Draft, Identity
from core.model.history import HistoryUpdate, Version

MAGIC = b"NigaoSpill1\n"
FRAME = struct.Struct(">II")
LARGEST = 64 * 1024**2 + LARGEST_MEDIA
"""Bytes: a journal must not fill the disk by itself."""

MEDIA_SIGN = b"\x00"
"""How a frame of media begins; JSON begins with a brace."""

PART_SIZE = 200
"""Paragraphs or facts written at a time: half a millisecond during which other threads wait."""


class JournalTarget(Protocol):
    """What a draft file or a queue before it can store."""

    def record(self, change: Change, draft: Draft, mark: HistoryUpdate | None = None) -> None:
        """Store an edit."""

    def keep(
        self, version: Version, draft: Draft, dropped: Iterable[int] = (), step: int | None = None, printed: str = ""
    ) -> None:
        """Store a version, and what a file of it printed."""


class PendingEdit(NamedTuple):
    """A change, the draft it led to, and how the history changes."""

    change: Change
    draft: Draft
    mark: HistoryUpdate | None

    def store(self, target: JournalTarget) -> None:
        """Store it in the target."""
        target.record(self.change, self.draft, self.mark)

    def frame(self) -> dict[str, Any]:
        """The JSON from which the edit can be repeated."""
        head, tip, steps = self.mark or HistoryUpdate(0, 0)
        rows = [(one.number, one.parent, one.time.isoformat(), one.reason, one.element_id, body) for one, body in steps]
        return {"body": body_of(self.change), "mark": [head, tip, rows]}


class PendingVersion(NamedTuple):
    """A version of the present draft, the numbers of versions it replaces, and the step of the history, if known."""

    version: Version
    draft: Draft
    dropped: tuple[int, ...]
    step: int | None = None
    printed: str = ""

    def store(self, target: JournalTarget) -> None:
        """Store it in the target."""
        target.keep(self.version, self.draft, self.dropped, self.step, self.printed)

    def frame(self) -> dict[str, Any]:
        """The JSON from which the version can be stored again; its text follows from the edits before."""
        kept = self.version
        row = (kept.number, kept.time.isoformat(), kept.name, kept.note, str(kept.keeping))
        return {"version": row, "dropped": self.dropped, "printed": self.printed}


class PendingJournal:
    """The journal of one open draft, created by the first ``add``. For one thread; OSError when the disk refuses."""

    def __init__(self, folder: Path, draft: Path, base: tuple[str, int]) -> None:
        self.window = secrets.token_hex(8)
        self._path = folder / f"{self.window}.spill"
        self._head = {"window": self.window, "base": base, "name": draft.name, "place": path_hash(draft)}
        self._descriptor, self._size = -1, 0
        self._media: set[str] = set()
        self._lock: FileLock | None = None

    def add(self, number: int, entry: PendingEdit | PendingVersion) -> None:
        """Write an edit, after the media that came with it; numbers are consecutive."""
        if isinstance(entry, PendingEdit):
            self._put_media(entry.change.media)
        self._put({"number": number, **entry.frame()})

    def write_whole(self, number: int, draft: Draft) -> Iterator[None]:
        """Write the whole draft as it is after that edit, one part per iteration, for a file that has diverged."""
        parts = tuple(_parts(draft))
        for index, part in enumerate(parts):
            self._put({"whole": number, "part": index, "parts": len(parts), "draft": draft_text(part)})
            yield
        for key, data in draft.media.items():
            self._put_media({key: data})
            yield

    def clear(self) -> None:
        """Remove the file because everything is stored or discarded; harmless when there is none."""
        self.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file and leave it for the next window that opens the draft."""
        if self._lock is not None:
            self._lock.release()
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._lock, self._descriptor = None, -1

    def _put(self, frame: dict[str, Any]) -> None:
        if self._descriptor < 0:
            self._begin()
        self._write(framed(frame))

    def _put_media(self, media: Mapping[str, bytes]) -> None:
        """Write those that the journal does not hold yet."""
        for key, data in media.items():
            if key not in self._media:
                if self._descriptor < 0:
                    self._begin()
                self._write(_framed(MEDIA_SIGN + data))
                self._media.add(key)

    def _begin(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._descriptor, self._size = os.open(self._path, flags, 0o600), 0
        self._media.clear()
        try:
            self._lock = FileLock.take(self._path)
            self._write(MAGIC + framed(self._head))
        except OSError:
            self.clear()
            raise

    def _write(self, data: bytes) -> None:
        """Write all of it or nothing: no frame behind a partial one could be read."""
        try:
            if self._size + len(data) > LARGEST or os.write(self._descriptor, data) < len(data):
                raise OSError(errno.ENOSPC, "spill")
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._descriptor, self._size)
            raise
        self._size += len(data)


def framed(frame: dict[str, Any]) -> bytes:
    """The bytes of one frame."""
    return _framed(json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def _framed(data: bytes) -> bytes:
    return FRAME.pack(len(data), crc32(data)) + data


def path_hash(draft: Path) -> str:
    """A checksum that identifies the draft's path; the path itself is private and is not stored."""
    place = os.path.normcase(draft.absolute())
    return f"{crc32(place.encode('utf-8', 'surrogatepass')):08x}"


def _parts(draft: Draft) -> Iterator[Draft]:
    yield replace(draft, elements=(), facts=(), basis=(), origins=())
    for first in range(0, len(draft.elements), PART_SIZE):
        yield Draft(Identity(), draft.elements[first : first + PART_SIZE])
    for first in range(0, len(draft.facts), PART_SIZE):
        yield Draft(Identity(), (), draft.facts[first : first + PART_SIZE])
