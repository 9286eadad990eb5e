"""Rounds of work, kill and judgement, several robots at once, each going on in the draft it was killed over."""

import heapq
import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from core.drafts.store import DraftStore
from core.errors import AppError
from core.workflows.drafting.session import Session, open_session
from tests.torture.robot import Robot, digest, first_draft

GRACE = 1.0
"""Seconds: what was typed longer ago than this must be there."""

SHORT, LONG, SHARE_OF_LONG = (0.02, 0.3), (1.1, 1.6), 0.2
"""Seconds until the kill, and how many rounds last long enough for the promise to say something."""

LIFE = 60
"""Seconds after which the system ends a robot that hangs, whether its judge is there or not."""

PATIENCE = 30.0
"""Seconds that a killed robot may take to be gone."""


@dataclass
class Tally:
    """What came of it; ``losses`` are sentences. ``slowest`` is how old the oldest lost change was, in seconds.

    ``caught_up`` counts drafts whose last edits had not reached their file.
    """

    rounds: int = 0
    caught_up: int = 0
    typed: int = 0
    promised: int = 0
    slowest: float = 0.0
    losses: list[str] = field(default_factory=list)


@dataclass(order=True)
class Round:
    """One robot at work."""

    until: float
    process: int
    draft: Path
    protocol: Path


def torture(folder: Path, rounds: int, at_once: int, seed: int) -> Tally:
    """So many rounds; the drafts lie in the folder."""
    chance, tally, working = random.Random(seed), Tally(), list[Round]()
    for number in range(min(at_once, rounds)):
        path = folder / f"稿{number}.nigao"
        DraftStore.create(path, first_draft(), datetime.now).close()
        heapq.heappush(working, _begun(path, chance))
    begun = len(working)
    while working:
        current = heapq.heappop(working)
        _wait_until(current.until)
        _judge(current, tally)
        if begun < rounds:
            begun += 1
            heapq.heappush(working, _begun(current.draft, chance))
    return tally


def _begun(path: Path, chance: random.Random) -> Round:
    protocol, seed = path.with_suffix(".log"), chance.randrange(2**31)
    span = LONG if chance.random() < SHARE_OF_LONG else SHORT
    judge, process = os.getpid(), os.fork()
    if not process:
        _work(path, protocol, seed, judge)
    return Round(time.monotonic() + chance.uniform(*span), process, path, protocol)


def _work(path: Path, protocol: Path, seed: int, judge: int) -> NoReturn:
    """The child: a robot that fails ends by itself, which its judge takes for a loss."""
    signal.alarm(LIFE)
    try:
        Robot(path, protocol, seed).work(judge)
    finally:
        with suppress(OSError):  # nobody may be there to read it
            print(traceback.format_exc(limit=-2), file=sys.stderr, flush=True)
        os._exit(1)


def _wait_until(moment: float) -> None:
    signal.sigtimedwait([], max(moment - time.monotonic(), 0))


def _judge(current: Round, tally: Tally) -> None:
    killed = time.monotonic()
    os.kill(current.process, signal.SIGKILL)
    tally.rounds += 1
    if not _was_killed(current.process):
        tally.losses.append(f"{current.draft.name}: the robot ended by itself, or not at all")
    noted = _noted(current.protocol)
    tally.typed += max(len(noted) - 1, 0)
    try:
        found, is_caught_up = _reopened(current.draft)
    except AppError as error:
        tally.losses.append(f"{current.draft.name}: {error.code}")
        return
    tally.caught_up += is_caught_up
    current.protocol.unlink(missing_ok=True)
    if noted:
        _compare(current, tally, noted, (found, killed))


def _was_killed(process: int) -> bool:
    """Whether a process ended by the judge's signal; False also when it does not end in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        _wait_until(time.monotonic() + 0.001)
    return False


def _compare(current: Round, tally: Tally, noted: list[tuple[float, str]], after: tuple[str, float]) -> None:
    found, killed = after
    promised = max((index for index, (when, _) in enumerate(noted) if when <= killed - GRACE), default=0)
    held = max((index for index, (_, state) in enumerate(noted) if state == found), default=-1)
    tally.promised += promised
    if held < promised:
        tally.losses.append(f"{current.draft.name}: state {held} of {len(noted)}, promised was {promised}")
    if 0 <= held < len(noted) - 1:
        tally.slowest = max(tally.slowest, killed - noted[held + 1][0])


def _noted(protocol: Path) -> list[tuple[float, str]]:
    """Time and state of every change; the last line may be torn."""
    if not protocol.exists():
        return []
    lines = [line.split() for line in protocol.read_text("ascii").splitlines(keepends=True) if line.endswith("\n")]
    return [(float(when), state) for when, state in lines]


def _reopened(path: Path) -> tuple[str, bool]:
    """The state of the draft as a window would open it, and whether it was taken up from notes."""
    result = open_session(path, datetime.now)
    session, told = result.value, [notice.code for notice in result.notices]
    try:
        found = digest(session.draft)
        if told not in ([], ["draft_caught_up"]):
            raise AppError(told[0])
        _look_back(session)
    finally:
        session.close()
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise AppError("integrity_check")
    return found, bool(told)


def _look_back(session: Session) -> None:
    """The last step can be taken back; AppError where it cannot."""
    parents = {step.number: step.parent for step in session.steps()}
    way = session.path_to(parents[session.step]) if session.can_undo else None
    if way is not None:
        way.replay()
