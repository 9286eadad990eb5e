"""Reads pending journals as far as they are intact. Anybody may have edited the file, so everything is validated."""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count, groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from zlib import crc32

from core.drafts.codec import draft_from
from core.drafts.patches import DraftPatcher
from core.drafts.pending_journal import FRAME, LARGEST, MAGIC, MEDIA_SIGN, PendingEdit, PendingVersion
from core.drafts.validation import HIGHEST, validated
from core.file_lock import FileLock
from core.model.blocks import media_key
from core.model.draft import NO_MEDIA, Draft
from core.model.history import HistoryUpdate, Step, Version, VersionReason
from core.model.spans import Place
from core.reading import open_regular

LONGEST_HEAD = 4096
LOOKS, LOOK_S = 3, 0.02
"""Attempts to take a lock, and seconds between them."""

UNUSABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
"""What damaged or forged journals raise, and edits that were made on another draft."""

Json = dict[str, Any]
State = tuple[str, int]


class JournalHead(NamedTuple):
    """The window that wrote the journal, the state of the file that the first edit was made on, and which file that was."""

    window: str
    base: State
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class PendingEdits:
    """Edits by number, and parts of the whole draft by the number of the edit after which it was written.

    ``media`` are bytes that came with the edits, or with the whole draft.
    """

    head: JournalHead
    edits: Mapping[int, Json]
    wholes: Mapping[int, Sequence[Json]] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=lambda: NO_MEDIA)

    def since(self, state: State) -> tuple[int, ...] | None:
        """The numbers of edits that a file in this state lacks; None when they were made on another state."""
        stored = 0 if state == self.head.base else state[1] if state[0] == self.head.window else -1
        missing = tuple(sorted(number for number in self.edits if number > stored))
        has_no_gap = all(number == follows for number, follows in zip(missing, count(stored + 1), strict=False))
        return missing if stored >= 0 and has_no_gap else None

    def entries(self, draft: Draft, numbers: Sequence[int]) -> Iterator[PendingEdit | PendingVersion]:
        """These edits applied to a draft, those between two versions merged into one; raises one of ``UNUSABLE``."""
        for is_version, group in groupby(numbers, lambda number: "version" in self.edits[number]):
            frame = [self.edits[number] for number in group]
            if is_version:
                yield from (_version(one, draft) for one in frame)
            else:
                edit = _edit(frame, draft, self.media)
                draft = edit.draft
                yield edit

    def whole(self) -> Draft | None:
        """The draft after the last edit, without basis documents; None when parts are missing."""
        for number, parts in self.wholes.items():
            if len(parts) == parts[0]["parts"] and all(part["part"] == n for n, part in enumerate(parts)):
                draft = replace(_joined([draft_from(part["draft"]) for part in parts]), media=self.media)
                later = [one for one in self.edits if one > number]
                for entry in self.entries(draft, later):
                    draft = entry.draft
                return draft
        return None


def read_pending(path: Path) -> PendingEdits | None:
    """The content of a journal. OSError when it cannot be read."""
    with open_regular(path) as file:
        return parsed_journal(file.read(LARGEST + 1))


def read_head(path: Path) -> JournalHead | None:
    """The head of a journal, without reading its edits. OSError when it cannot be read."""
    with open_regular(path) as file:
        beginning = parsed_journal(file.read(LONGEST_HEAD))
    return beginning.head if beginning is not None else None


def parsed_journal(data: bytes) -> PendingEdits | None:
    """The content of a journal up to the first torn frame; None when nothing is usable."""
    edits: dict[int, Json] = {}
    wholes: dict[int, list[Json]] = {}
    media: dict[str, bytes] = {}
    frames = _frames(data)
    try:
        head = _head(next(frames))
        for frame in frames:
            if isinstance(frame, bytes):
                media[media_key(frame)] = frame
            elif "whole" in frame:
                wholes.setdefault(_number(frame["whole"]), []).append(frame)
            else:
                edits[_number(frame["number"])] = frame
    except (*UNUSABLE, StopIteration):
        return None
    return PendingEdits(head, edits, wholes, MappingProxyType(media))


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Whether the window that wrote the journal no longer runs; holds the lock meanwhile."""
    lock = _lock(path)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            lock.release()


def _lock(path: Path) -> FileLock | None:
    """The lock, or None while the window runs. Retries: another program may hold it just to look."""
    for _ in range(LOOKS):
        with suppress(OSError):
            if (lock := FileLock.take(path)) is not None:
                return lock
        time.sleep(LOOK_S)
    return None


def _frames(data: bytes) -> Iterator[Json | bytes]:
    """What was written, frame by frame: JSON or media."""
    place = len(MAGIC) if data.startswith(MAGIC) else len(data)
    while place + FRAME.size <= len(data):
        length, known = FRAME.unpack_from(data, place)
        place += FRAME.size
        frame = data[place : place + length]
        if len(frame) < length or crc32(frame) != known:
            return
        yield frame[1:] if frame.startswith(MEDIA_SIGN) else dict(json.loads(frame))
        place += length


def _head(frame: Json | bytes) -> JournalHead:
    if isinstance(frame, bytes):
        raise ValueError(len(frame))
    window, number = frame["base"]
    return JournalHead(
        str(frame["window"]), (str(window), _number(number)), os.path.basename(str(frame["name"])), frame["place"]
    )


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= HIGHEST:
        raise ValueError(value)
    return value


def _edit(frame: Sequence[Json], draft: Draft, media: Mapping[str, bytes]) -> PendingEdit:
    patcher = DraftPatcher(draft)
    for one in frame:
        patcher.forward(one["body"])
    after = patcher.draft()
    change = replace(patcher.change(after, Place(""), ""), media=media)
    return PendingEdit(change, replace(after, media=MappingProxyType({**after.media, **media})), _mark(frame))


def _mark(frame: Sequence[Json]) -> HistoryUpdate:
    """The history after the last edit, with the steps of all; a step written repeatedly counts as written last."""
    steps = {one[0]: _step(*one) for edit in frame for one in edit["mark"][2]}
    head, tip, _ = frame[-1]["mark"]
    return HistoryUpdate(_number(head), _number(tip), tuple(steps[number] for number in sorted(steps)))


def _step(number: Any, parent: Any, time: str, *words: Any) -> tuple[Step, str]:
    reason, element_id, body = words
    if not all(isinstance(word, str) for word in words) or not 0 <= _number(parent) < _number(number):
        raise ValueError(number)
    return Step(number, parent, datetime.fromisoformat(time), reason, element_id), body


def _version(frame: Json, draft: Draft) -> PendingVersion:
    number, time, name, note, keeping = frame["version"]
    if not isinstance(name, str) or not isinstance(note, str):
        raise ValueError(name)
    version = Version(_number(number), datetime.fromisoformat(time), name, note, VersionReason(keeping))
    printed = str(frame.get("printed", ""))
    return PendingVersion(version, draft, tuple(map(_number, frame["dropped"])), None, printed)


def _joined(parts: Sequence[Draft]) -> Draft:
    elements = tuple(element for part in parts for element in part.elements)
    facts = tuple(fact for part in parts for fact in part.facts)
    return validated(replace(parts[0], elements=elements, facts=facts))
