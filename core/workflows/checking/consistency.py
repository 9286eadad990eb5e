"""Contradictions within a draft, and how much of it is still last year's text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from core.checks.checked_text import ParagraphCache
from core.checks.figures.consistency import check_figures
from core.checks.figures.passages import FigureWords, figure_words
from core.checks.figures.tables import check_indicators, check_tables
from core.checks.structure.kept_objects import carried_objects
from core.checks.structure.reuse import ReuseShare, reuse_shares, total_reuse
from core.editing.ignoring import ignore, ignored_in, place_of, take_back, without_ignored
from core.model.draft import Draft
from core.model.finding import Finding
from core.model.outline import Readiness, readiness
from core.model.tables.cells import build_table_words
from core.resources import load
from core.workflows.checking.text_checks import worded

FIGURES = "figures.toml"
TABLES = "tables.toml"

__all__ = (
    "ReuseShare",
    "figure_findings",
    "ignore",
    "ignored_in",
    "load_figure_words",
    "objects_to_check",
    "place_of",
    "readiness_of",
    "reuse_of",
    "take_back",
    "total_reuse",
    "without_ignored",
)


def figure_findings(draft: Draft, cache: ParagraphCache | None = None) -> tuple[Finding, ...]:
    """Figures of the draft that disagree with each other or with the words around them."""
    prose = tuple(element for element in draft.elements if element.cell is None)
    found = check_figures(prose, draft.facts, load_figure_words(), cache)
    words = load(build_table_words, TABLES)
    of_tables = (*check_tables(draft.elements, words), *check_indicators(draft, words))
    return tuple(map(worded, (*found, *of_tables)))


def load_figure_words(folder: Path | None = None) -> FigureWords:
    """The words for comparing figures in their present state. BadWords when the table is missing, damaged or incomplete."""
    return load(figure_words, FIGURES, folder=folder)


def reuse_of(draft: Draft) -> tuple[ReuseShare, ...]:
    """How much of each section is still last year's text, in document order; ``total_reuse`` adds them up."""
    return reuse_shares(draft)


@dataclass(frozen=True, slots=True)
class ObjectsToCheck:
    """The objects of last year's in a draft.

    ``counts`` has of each element how many nobody has confirmed (仍然成立), and how many there are; ``waiting`` those not
    confirmed, in the order of the text, by their element and number in it (-1: the page of contents).
    """

    counts: Mapping[str, tuple[int, int]]
    waiting: Mapping[tuple[str, int], Finding]


NO_OBJECTS = ObjectsToCheck(MappingProxyType({}), MappingProxyType({}))


def objects_to_check(draft: Draft) -> ObjectsToCheck:
    """The objects of last year's, and which of them nobody has confirmed."""
    found = {(each.place.element_id, number): each for number, each in carried_objects(draft)}
    if not found:
        return NO_OBJECTS
    still = frozenset(without_ignored(draft, tuple(found.values())))
    waiting = {place: each for place, each in found.items() if each in still}
    open_counts = _counted(waiting.values())
    counts = {element_id: (open_counts[element_id], count) for element_id, count in _counted(found.values()).items()}
    return ObjectsToCheck(counts, waiting)


def _counted(found: Iterable[Finding]) -> Counter[str]:
    return Counter(each.place.element_id for each in found)


def readiness_of(draft: Draft) -> Readiness:
    """How much of a draft is open: its fields, and the objects of last year's."""
    objects = objects_to_check(draft).counts.values()
    return readiness(draft.facts).with_objects(
        sum(waiting for waiting, _ in objects), sum(count for _, count in objects)
    )
