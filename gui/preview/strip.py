"""Positions of pages on the canvas, in a column or in rows, in pixels; without Qt, so that zooming can be tested."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from core.workflows.exporting.pages import PageSheet


class Box(NamedTuple):
    """A page on the canvas, in whole pixels."""

    x: int
    y: int
    width: int
    height: int


class PageGrid(NamedTuple):
    """The available width, the gap around pages, the space below each for its number."""

    width: int
    gap: int
    caption: int = 0


class Strip:
    """Pages of these sizes at ``scale`` pixels per twip, in as many columns as ``columns`` says."""

    def __init__(self, sheets: Sequence[PageSheet], scale: float, grid: PageGrid, columns: int = 1) -> None:
        self._sizes = [(round(sheet.width * scale), round(sheet.height * scale)) for sheet in sheets]
        self._grid = grid
        self._columns = max(columns, 1)
        self._cell = max((width for width, _height in self._sizes), default=0) + grid.gap
        rows = range(0, len(self._sizes), self._columns)
        heights = [max(height for _width, height in self._sizes[at : at + self._columns]) for at in rows]
        self._tops = list(accumulate((height + grid.gap + grid.caption for height in heights), initial=grid.gap))

    @property
    def width(self) -> int:
        """The width of all columns, with the gap on both sides."""
        return self._cell * self._columns + self._grid.gap if self._sizes else 0

    @property
    def height(self) -> int:
        """The height of all rows, with the gap above and below."""
        return self._tops[-1] if self._sizes else 0

    def box(self, index: int) -> Box:
        """The box of the page of this index."""
        width, height = self._sizes[index]
        row, column = divmod(index, self._columns)
        left = max(self._grid.width - self.width, 0) // 2 + self._grid.gap + column * self._cell
        return Box(left + (self._cell - self._grid.gap - width) // 2, self._tops[row], width, height)

    def between(self, top: int, bottom: int) -> range:
        """The indices of the pages between two heights, shadows included."""
        first = max(bisect_right(self._tops, top) - 1, 0)
        last = bisect_right(self._tops, bottom)
        return range(min(first * self._columns, len(self._sizes)), min(last * self._columns, len(self._sizes)))

    def nearest(self, x: int, y: int) -> int:
        """The index of the page at a point, or the nearest one; -1 when there is none."""
        if not self._sizes:
            return -1
        row = min(max(bisect_right(self._tops, y) - 1, 0), (len(self._sizes) - 1) // self._columns)
        left = max(self._grid.width - self.width, 0) // 2 + self._grid.gap // 2
        column = min(max((x - left) // max(self._cell, 1), 0), self._columns - 1)
        return min(row * self._columns + column, len(self._sizes) - 1)


def columns_for(width: int, cell: int, gap: int) -> int:
    """The number of columns that fit."""
    return max((width - gap) // (cell + gap), 1)
