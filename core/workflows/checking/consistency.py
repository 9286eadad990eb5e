"""Contradictions within a draft, and how much of it is still last year's text."""

from pathlib import Path

from core.checks.checked_text import ParagraphCache
from core.checks.figures.consistency import check_figures
from core.checks.figures.indicators import check_indicators
from core.checks.figures.passages import FigureWords, figure_words
from core.checks.figures.tables import check_tables
from core.checks.structure.reuse import ReuseShare, reuse_shares, total_reuse
from core.editing.ignoring import ignore, ignored_in, place_of, take_back, without_ignored
from core.model.draft import Draft
from core.model.finding import Finding
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
    "place_of",
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
