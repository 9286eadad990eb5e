"""History of a draft: its steps, which form a tree, and its named versions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history: ``number`` counts from 1, ``parent`` is the step it was made after (0: the beginning).

    ``time`` is when it was last added to, ``reason`` in Chinese as the history shows it, ``element_id`` where it was
    made.
    """

    number: int
    parent: int
    time: datetime
    reason: str
    element_id: str


class HistoryPosition(NamedTuple):
    """Position in the history: current step, the step that redo leads towards, the highest step number.

    ``kept`` is (number of the newest version, step at which it was saved); zeros if unknown.
    """

    head: int = 0
    tip: int = 0
    last: int = 0
    kept: tuple[int, int] = (0, 0)


class HistoryUpdate(NamedTuple):
    """Written to the history together with an edit: new or rewritten steps with their bodies, and the new position."""

    head: int
    tip: int
    steps: tuple[tuple[Step, str], ...] = ()


class VersionReason(StrEnum):
    """Why a version was saved: by the user, or automatically before a large change or an export."""

    HAND = "hand"
    EXPORT = "export"
    IMPORT = "import"
    ROLL_OVER = "roll_over"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Version:
    """The whole draft as it stood at ``time``, under a name (送审一稿) and with a note."""

    number: int
    time: datetime
    name: str
    note: str = ""
    keeping: VersionReason = VersionReason.HAND
