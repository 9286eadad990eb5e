"""A table before and after its proposal of 年份更新, as two small grids; any value may be left as it is."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from core.editing.proposals import accept
from core.model.change import apply
from core.model.draft import Draft
from core.model.fact import FactState
from core.model.grid import PlacedTable, tables_of
from core.model.proposal import COPY, CellChange, CellFate, Proposal

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TO_FILL = "待填"
MOST_ROWS, MOST_COLUMNS = 60, 16
"""Rows and columns that are shown; those beyond are treated alike."""


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A place of a grid: what stands there, what becomes of it (None: it stays), and the paragraph whose value may be
    left as it is (empty for a head, an added cell, or one that stays). ``is_lost``: the value stands nowhere afterwards.
    """

    text: str
    fate: CellFate | None = None
    element_id: str = ""
    is_lost: bool = False


Grid = tuple[tuple[PictureCell, ...], ...]


@dataclass(frozen=True, slots=True)
class TablePicture:
    """The grids before and after, the values that fall out, and how many rows and columns are not shown."""

    before: Grid
    after: Grid
    lost: tuple[str, ...]
    more_rows: int = 0
    more_columns: int = 0


def picture_of(draft: Draft, proposal: Proposal) -> TablePicture | None:
    """The picture of a proposal for a table; None where it asks for everything, or the table has changed since."""
    before = _placed(draft, proposal.place.element_id)
    if before is None or proposal.asks or not proposal.cells:
        return None
    now = apply(draft, accept(draft, [proposal]))
    after = _placed(now, proposal.place.element_id)
    if after is None or now.elements == draft.elements:
        return None
    lost = _lost(proposal)
    changes = {each.element_id: each for each in proposal.cells}
    shown = _grid(draft, before, changes, lost)
    texts = tuple(each.before for each in proposal.cells if each.element_id in lost)
    rows, columns = after.table.size
    more = max(rows - MOST_ROWS, 0), max(columns - MOST_COLUMNS, 0)
    return TablePicture(shown, _grid(now, after, changes, ()), texts, *more)


def without_cells(proposal: Proposal, kept: Collection[str]) -> Proposal:
    """The proposal without the values of these paragraphs, which stay as they are and are still to be looked at.

    Their labels name the year of the renewed head under which they stand from then on.
    """
    return replace(proposal, cells=tuple(_left(each) if each.element_id in kept else each for each in proposal.cells))


def _left(change: CellChange) -> CellChange:
    old = change.old if change.fate is CellFate.OPENED else YEAR.sub(_year_before, change.new)
    return replace(change, fate=CellFate.KEPT, after=change.before, source="", old=old, words=None)


def _year_before(found: re.Match[str]) -> str:
    return str(int(found.group()) - 1)


def _lost(proposal: Proposal) -> frozenset[str]:
    """The paragraphs whose values stand nowhere in the table afterwards."""
    moved = {each.source for each in proposal.cells}
    stay = (CellFate.HEAD, CellFate.KEPT)
    gone = (each for each in proposal.cells if each.fate not in stay and COPY not in each.element_id)
    return frozenset(each.element_id for each in gone if each.element_id not in moved and each.before.strip())


def _placed(draft: Draft, name: str) -> PlacedTable | None:
    return next((placed for placed in tables_of(draft.elements) if placed.element_id == name), None)


def _grid(draft: Draft, placed: PlacedTable, changes: Mapping[str, CellChange], lost: Collection[str]) -> Grid:
    """The cells row by row; what a joined cell covers is empty."""
    rows = {row.id: number for number, row in enumerate(placed.table.rows)}
    columns = {column.id: number for number, column in enumerate(placed.table.columns)}
    empty = {fact.element_id for fact in draft.facts if fact.state is FactState.EMPTY}
    found = [[PictureCell("")] * len(columns) for _ in rows]
    for place, own in placed.cells(draft.elements).items():
        ids = [element.id for element in own]
        text = TO_FILL * (not empty.isdisjoint(ids)) + "".join(map(attrgetter("content"), own))
        change = next(filter(None, map(changes.get, ids)), None)
        found[rows[place.row]][columns[place.column]] = _cell(text, change, lost)
    return tuple(tuple(row[:MOST_COLUMNS]) for row in found[:MOST_ROWS])


def _cell(text: str, change: CellChange | None, lost: Collection[str]) -> PictureCell:
    if change is None or change.fate is CellFate.HEAD:
        return PictureCell(text, change.fate if change else None)
    return PictureCell(text, change.fate, change.element_id, change.element_id in lost)
