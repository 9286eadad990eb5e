"""A clerk without mercy: types, moves, undoes and exports as the window does, until it is killed or its judge is gone.

Everything goes the way it goes in the window: ``DraftModel`` over a session whose store stands behind the queue with
the storing thread. Before a change is handed to the queue its digest goes into a protocol, with the time. Every other
robot has a disk that stands still or refuses for seconds.
"""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from core.editing.text.paragraphs import retyped
from core.errors import BadDraft
from core.model.draft import Draft
from core.model.elements import Role
from core.model.outline import sections
from core.workflows.drafting.editing import add_section, move_section, rename, set_value, take_over
from core.workflows.drafting.session import open_session
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from core.workflows.recovery.pending_recovery import journal_for
from gui.session.disk_queue import QueuedJournal
from gui.session.draft_model import DraftModel
from tests.builders import make_draft
from tests.spoiled import with_blocks

PAUSE = 0.012
"""Seconds between two actions at most; nobody types eighty signs in a second."""

TROUBLE, SHARE_OF_TROUBLE = 3.0, 0.06
"""Seconds that a bad disk stands still or refuses, and how many commits that happens to."""

MOST_ELEMENTS = 120
SYLLABLES = "查档编目修裱征集移交鉴定整理数字化，开放审核。"


def first_draft() -> Draft:
    """What the robot begins with."""
    lines = ["title |2023年青禾县档案馆工作总结", "preamble |今年以来，接待{48}人次。"]
    for number in range(1, 9):
        lines += [f"h1 {number}、|第{number}部分", f"body |选派{{**}}名干部，整理{{{number}12}}卷。"]
    return with_blocks(make_draft("\n".join(lines)))


def digest(draft: Draft) -> str:
    """Which words, cells, pictures and looks stand in a draft, and in which order."""
    besides = (f"{element.cell}{element.table}{element.objects}{element.emphasis}" for element in draft.elements)
    text = "\0".join((*(element.id + element.text for element in draft.elements), *besides, *sorted(draft.media)))
    return blake2b(text.encode(), digest_size=9).hexdigest()


class Protocol:
    """Stands before the queue and notes what is about to be stored, at once and by one system call a line."""

    def __init__(self, queue: QueuedJournal, descriptor: int) -> None:
        self._queue = queue
        self._descriptor = descriptor

    def record(self, change: Any, draft: Draft, *more: Any) -> None:
        """Note it and pass it on."""
        self.note(draft)
        self._queue.record(change, draft, *more)

    def note(self, draft: Draft) -> None:
        """One line: when, and what."""
        os.write(self._descriptor, f"{time.monotonic():.6f} {digest(draft)}\n".encode())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queue, name)


class BadDisk:
    """Stands before the store: now and then it stands still before or after a commit, or refuses, for some time."""

    def __init__(self, store: Any, chance: random.Random) -> None:
        self._store = store
        self._chance = chance
        self._full_until = 0.0

    @contextmanager
    def together(self) -> Iterator[None]:
        """As the store does it, in the end."""
        pause, trouble = threading.Event(), self._chance.random() / SHARE_OF_TROUBLE
        with self._store.together():
            yield
            if trouble < 1 / 2:
                pause.wait(TROUBLE)
            elif trouble < 3 / 4:
                self._full_until = time.monotonic() + TROUBLE
            if time.monotonic() < self._full_until:
                raise BadDraft("draft_disk_full", name="")
        if 3 / 4 <= trouble < 1:
            pause.wait(TROUBLE)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Robot:
    """Works on one draft until the process ends."""

    def __init__(self, path: Path, protocol: Path, seed: int) -> None:
        descriptor = os.open(protocol, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        kept: list[Protocol] = []
        wrap = partial(_noted, kept, descriptor, random.Random(seed) if seed % 2 else None)
        session = open_session(path, datetime.now, wrap).value
        kept[0].note(session.draft)
        self._model = DraftModel(session)
        self._chance = random.Random(seed)
        self._target = path.with_suffix(".docx")
        self._number = 0

    def work(self, judge: int) -> None:
        """Do something, and then something else, as long as that process is there to judge it."""
        pause = threading.Event()
        actions: list[Callable[[], object]] = [
            self._type,
            self._fill,
            self._rename,
            self._move,
            self._add,
            self._export,
        ]
        actions += [self._model.undo, self._model.redo]
        weights = [60, 15, 5, 5, 3, 0.4, 8, 4]
        while os.getppid() == judge:
            self._number += 1
            self._chance.choices(actions, weights)[0]()
            pause.wait(self._chance.random() * PAUSE)

    def _type(self) -> None:
        draft = self._model.draft
        element = self._chance.choice(
            [item for item in draft.elements if item.role in (Role.BODY, Role.PREAMBLE, Role.CELL)]
        )
        words = "".join(self._chance.choices(SYLLABLES, k=self._chance.randint(1, 12)))
        kept = element.content if len(element.content) < 400 else element.content[:40]
        typed = [retyped(draft, element, f"{kept}{words}第{self._number}句。")]
        if self._chance.random() < 0.1 and len(draft.elements) < MOST_ELEMENTS:
            typed.append(type(typed[0])("", f"另起一段，第{self._number}句。"))
        self._model.take(take_over, [element.id], typed)

    def _fill(self) -> None:
        if facts := self._model.draft.facts:
            self._model.do(set_value, self._chance.choice(facts).id, str(self._number))

    def _rename(self) -> None:
        self._model.do(rename, self._heading(), f"第{self._number}次改名")

    def _move(self) -> None:
        self._model.do(move_section, self._heading(), self._chance.choice((-1, 1)))

    def _add(self) -> None:
        if len(self._model.draft.elements) < MOST_ELEMENTS:
            self._model.do(add_section, self._heading(), f"新增第{self._number}部分")

    def _heading(self) -> str:
        return self._chance.choice(
            [found.heading_id for found in sections(self._model.draft.elements) if found.heading_id]
        )

    def _export(self) -> None:
        options = ExportOptions(layout="内部材料")
        threading.Thread(target=export_draft, args=(self._model.draft, self._target, options), daemon=True).start()


def _noted(kept: list[Protocol], descriptor: int, trouble: random.Random | None, store: Any) -> Any:
    disk = store if trouble is None else BadDisk(store, trouble)
    queue = QueuedJournal(disk, lambda: None, lambda _error: None, journal_for(store))
    kept.append(Protocol(queue, descriptor))
    return kept[0]
