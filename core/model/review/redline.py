"""Two versions of a document as a redline aligns them: its blocks, and the steps that lead from one to the other.

Blocks are the paragraphs and tables of a body in order. Where several paragraphs are one text, ``MARK`` stands between them;
an object (picture, formula, field) is one character that no text uses, the same one for equal objects of both sides.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

MARK = "\u2029"
"""The end of a paragraph inside a text of several."""

FIRST_OBJECT, LAST_OBJECT = "\U000f0000", "\U000ffffd"
"""Of the private plane whose characters stand for objects."""


class TextHunk(NamedTuple):
    """Characters ``start`` to ``end`` of the old text became ``new_start`` to ``new_end`` of the new one."""

    start: int
    end: int
    new_start: int
    new_end: int


class BlockRange(NamedTuple):
    """Neighbouring blocks of one side: from ``start`` to before ``end``."""

    start: int
    end: int


NOTHING = BlockRange(0, 0)
"""No blocks on that side."""


@dataclass(frozen=True, slots=True)
class RedlineRow:
    """A row of a table: the texts of its cells, and how each is joined with others (columns covered, part of a joined one)."""

    cells: tuple[str, ...]
    shape: tuple[tuple[int, str], ...]
    is_plain: bool = True


@dataclass(frozen=True, slots=True)
class RedlineBlock:
    """A paragraph with its text, or a table with its rows; ``names`` are the anchors of ours in it."""

    text: str
    names: tuple[str, ...] = ()
    rows: tuple[RedlineRow, ...] | None = None


class StepKind(StrEnum):
    """What becomes of blocks."""

    KEPT = "kept"
    NEW = "new"
    GONE = "gone"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"


@dataclass(frozen=True, slots=True)
class RowStep:
    """A row of the old table, of the new one, or of both with the differences cell by cell; -1 where there is none."""

    old: int
    new: int
    cells: tuple[tuple[TextHunk, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class RedlineStep:
    """Blocks in one fate. KEPT and MOVED_HERE have both sides, with the differences of their texts or rows; MOVED_AWAY has
    the same differences with the old side alone.

    ``move`` numbers the moves from 1: MOVED_AWAY and MOVED_HERE steps of one number belong together.
    """

    kind: StepKind
    old: BlockRange = NOTHING
    new: BlockRange = NOTHING
    hunks: tuple[TextHunk, ...] = ()
    rows: tuple[RowStep, ...] = ()
    move: int = 0


@dataclass(frozen=True, slots=True)
class RedlineCounts:
    """How many places differ, as the legend counts them."""

    changed: int = 0
    new: int = 0
    gone: int = 0
    divided: int = 0
    joined: int = 0
    moved: int = 0
    tables: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.changed + self.new + self.gone + self.divided + self.joined + self.moved + self.tables


@dataclass(frozen=True, slots=True)
class RedlinePlan:
    """All steps in the order in which the redline shows them."""

    steps: tuple[RedlineStep, ...]
    counts: RedlineCounts
