"""The tasks of a 任务分解表: a table whose columns are the task, who is responsible for it, and until when."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.coverage.sentences import sentences_in
from core.coverage.values import CoverWords, Task
from core.model.blocks import CellPlace
from core.model.elements import Element
from core.model.grid import PlacedTable, tables_of
from core.model.spans import Place, Span
from core.model.tables.view import owners_of

MOST_HEADS = 4
"""Rows from the top in which the heads are looked for: titles may stand above them."""

_BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class _Heads:
    """The row of the heads, and the columns of what is to be done, of who does it, and until when."""

    row: int
    tasks: tuple[int, ...]
    charges: tuple[int, ...]
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The paragraphs of a table by row and column; a joined cell stands at each place that it covers."""

    owners: tuple[tuple[int, ...], ...]
    cells: tuple[tuple[Element, ...], ...]

    def text(self, row: int, column: int) -> str:
        """The text at a place, white space made even."""
        return " ".join("".join(element.text for element in self.cells[self.owners[row][column]]).split())

    def joined(self, row: int, columns: Collection[int]) -> str:
        """The different texts of a row in these columns."""
        return _BETWEEN.join(dict.fromkeys(filter(None, (self.text(row, column) for column in columns))))


def table_tasks(elements: Sequence[Element], words: CoverWords) -> Mapping[str, tuple[Task, ...]]:
    """The tasks of every such table by the id of its element; tables that set no tasks are left out."""
    found = {placed.element_id: tuple(_tasks(placed, elements, words)) for placed in tables_of(elements)}
    return {element_id: tasks for element_id, tasks in found.items() if tasks}


def _tasks(placed: PlacedTable, elements: Sequence[Element], words: CoverWords) -> Iterator[Task]:
    if not placed.table.is_tiled():
        return
    own = placed.cells(elements)
    grid = _Grid(owners_of(placed), tuple(own[CellPlace(cell.row, cell.column)] for cell in placed.table.cells))
    heads = _heads_of(grid, words)
    if heads is None:
        return
    known: dict[int, Task] = {}
    for row in range(heads.row + 1, len(grid.owners)):
        cell = grid.owners[row][heads.tasks[-1]]
        task = _task(grid, row, heads)
        if task is not None:
            before = known.get(cell, task)
            known[cell] = replace(before, charge=_together(before.charge, task.charge))
    yield from known.values()


def _heads_of(grid: _Grid, words: CoverWords) -> _Heads | None:
    rows = range(min(MOST_HEADS, len(grid.owners)))
    found = (_heads_in(grid, row, words) for row in rows if len(set(grid.owners[row])) > 1)
    return next((heads for heads in found if heads.tasks and (heads.charges or heads.terms)), None)


def _heads_in(grid: _Grid, row: int, words: CoverWords) -> _Heads:
    charges, terms = _having(grid, row, words.charge_heads), _having(grid, row, words.term_heads)
    tasks = _having(grid, row, words.task_heads)
    return _Heads(row, tuple(column for column in tasks if column not in (*charges, *terms)), charges, terms)


def _having(grid: _Grid, row: int, words: Sequence[str]) -> tuple[int, ...]:
    """The columns whose head holds one of the words."""
    texts = ["".join(grid.text(row, column).split()) for column in range(len(grid.owners[row]))]
    return tuple(column for column, text in enumerate(texts) if any(word in text for word in words))


def _task(grid: _Grid, row: int, heads: _Heads) -> Task | None:
    """The task of a row; None for one without words, and for a title of the rows below."""
    own = [element for element in grid.cells[grid.owners[row][heads.tasks[-1]]] if element.content.strip()]
    sentences = tuple(one for element in own for one in sentences_in(element, Span(0, len(element.content))))
    if not sentences or len(set(grid.owners[row])) == 1:
        return None
    first = own[0]
    above = grid.text(row, heads.tasks[0]) if len(heads.tasks) > 1 else ""
    return Task(
        "",
        Place(first.id, Span(0, len(first.content))),
        first.ordinal,
        "",
        "",
        sentences,
        "" if grid.owners[row][heads.tasks[0]] == grid.owners[row][heads.tasks[-1]] else above,
        grid.joined(row, heads.charges),
        grid.joined(row, heads.terms),
    )


def _together(known: str, other: str) -> str:
    return _BETWEEN.join(dict.fromkeys((*known.split(_BETWEEN), *other.split(_BETWEEN)))) if known != other else known
