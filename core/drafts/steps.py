"""The history in a draft file: a tree of steps, and the position of the draft in it."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from core.drafts.packing import packed, unpacked
from core.drafts.schema import put, set_meta
from core.model.history import HistoryPosition, HistoryUpdate, Step

COLUMNS = ("number", "parent", "time", "reason", "element_id", "body")

MOST = 20_000
"""Steps beyond which a history is thinned: about a week of continuous typing."""

KEPT = 16_000
"""The number of newest steps that always stay."""


def read_standing(connection: sqlite3.Connection) -> HistoryPosition:
    """The position of the draft in its history; an impossible one is replaced by the last step."""
    last = int(connection.execute("SELECT coalesce(max(number), 0) FROM change").fetchone()[0])
    meta = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('head', 'tip')"))
    head, tip = (int(meta.get(key, last)) for key in ("head", "tip"))
    known = {
        0,
        *(row[0] for row in connection.execute("SELECT number FROM change WHERE number IN (?, ?)", (head, tip))),
    }
    return HistoryPosition(head, tip if tip in known else head, last) if head in known else HistoryPosition(0, 0, last)


def read_steps(connection: sqlite3.Connection, number: int = 0) -> tuple[Step, ...]:
    """All steps in the order they were begun, without their bodies; or only the step ``number``."""
    chosen = "number = ?" if number else "number <> ?"
    rows = connection.execute(
        f"SELECT number, parent, time, reason, element_id FROM change WHERE {chosen} ORDER BY number", (number,)
    )
    return tuple(Step(number, parent, datetime.fromisoformat(time), *rest) for number, parent, time, *rest in rows)


def read_bodies(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The bodies of some steps; missing ones are left out."""
    found = {}
    for number in numbers:
        row = connection.execute("SELECT body FROM change WHERE number = ?", (number,)).fetchone()
        if row is not None:
            found[number] = unpacked(row[0])
    return found


def write_mark(connection: sqlite3.Connection, mark: HistoryUpdate) -> None:
    """Write steps and position; inside the caller's transaction."""
    rows = (
        (step.number, step.parent, step.time.isoformat(), step.reason, step.element_id, packed(body))
        for step, body in mark.steps
    )
    put(connection, "change", COLUMNS, rows)
    set_meta(connection, "head", str(mark.head))
    set_meta(connection, "tip", str(mark.tip))


def thin(connection: sqlite3.Connection, most: int = MOST, kept: int = KEPT) -> bool:
    """Remove the oldest steps of a history with more than ``most``; False when nothing was removed.

    On the redo path, steps older than the newest ``kept`` are removed, but none after the present step. The first remaining
    step becomes the root; branches that left the path before it become unreachable and are removed. When the draft is at
    the root, only other branches can be removed.
    """
    standing = read_standing(connection)
    parents = dict(connection.execute("SELECT number, parent FROM change").fetchall())
    path = [0, *_path(parents, standing.tip)]
    if len(parents) <= most or standing.head not in path:
        return False
    floor = sorted(parents)[len(parents) - kept]
    young = next((index for index, number in enumerate(path) if number >= floor), len(path))
    root = path[min(path.index(standing.head), young)]
    left = _hanging_on(root, parents) if root else _without_old_branches(path, parents, floor)
    connection.executemany(
        "DELETE FROM change WHERE number = ?", [(number,) for number in parents if number not in left]
    )
    connection.execute("UPDATE change SET parent = 0 WHERE number = ?", (root,))
    connection.execute("DELETE FROM meta WHERE key = 'kept'")  # the root has another state now
    return len(left) < len(parents)


def _without_old_branches(path: Sequence[int], parents: Mapping[int, int], floor: int) -> set[int]:
    """The steps that stay when the draft is at the root, from which all of ``path`` can be redone.

    Only branches whose newest step is older than ``floor`` are removed.
    """
    left = set(path)
    for number in sorted(parents, reverse=True):
        if number >= floor or number in left:
            left |= {number, parents[number]}
    return left - {0}


def _path(parents: dict[int, int], number: int) -> list[int]:
    """The steps from the first one to ``number``."""
    path: list[int] = []
    while number in parents and len(path) <= len(parents):
        path.append(number)
        number = parents[number]
    return path[::-1]


def _hanging_on(root: int, parents: dict[int, int]) -> set[int]:
    left = {root}
    for number in sorted(parents):  # a step is always younger than its parent
        if parents[number] in left:
            left.add(number)
    return left
