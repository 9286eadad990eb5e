"""Papers about two states of a draft that is open: each a draft, its name ("" for the present state) and its times."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from core.model.draft import Draft
from core.workflows.exporting.export import Printer
from core.workflows.redlining.redline import write_redline
from core.workflows.redlining.sources import NOW_NAME, DraftState, RedlineSource, of_states, stamp
from core.workflows.redlining.three_columns import GROUPS, NO_REMARKS, WrittenPaper, three_columns, write_paper

OpenState = tuple[Draft, str, Iterable[datetime]]


def write_version_redline(states: tuple[OpenState, OpenState], target: Path, printer: Printer) -> WrittenPaper:
    """Write the later state with its differences from the earlier one, as Word revisions or as a PDF."""
    made = write_redline(*_sources(states), target, printer)
    return WrittenPaper(made.value, made.notices)


def write_version_columns(
    states: tuple[OpenState, OpenState], target: Path, remarks: Mapping[str, Sequence[str]] = NO_REMARKS
) -> WrittenPaper:
    """Write the differences as a table of three columns; ``remarks`` as for ``three_columns``."""
    made = three_columns(*_sources(states), remarks, GROUPS[""])
    return WrittenPaper(write_paper(made.value, target), made.notices)


def _sources(states: tuple[OpenState, OpenState]) -> tuple[RedlineSource, RedlineSource]:
    one, two = (DraftState(draft, name or NOW_NAME, stamp(list(times))) for draft, name, times in states)
    return of_states(one, two)
