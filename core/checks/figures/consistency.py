"""Consistency of figures: contradictions within a document, each with both places."""

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from core.checks.checked_text import CheckedText, ParagraphCache
from core.checks.figures.changes import check_changes, check_ranges
from core.checks.figures.labels import LabelledFigure, check_labels, labelled
from core.checks.figures.last_year import ScaleError, check_last_year, check_scales, scale_errors
from core.checks.figures.passages import ParagraphFacts, figure_sentences, with_facts
from core.checks.figures.plans import check_plans
from core.checks.figures.shares import check_shares
from core.checks.figures.sums import check_sums
from core.checks.figures.units import MoneyAmount, amounts, check_units
from core.cooperative import BATCH_SIZE, cooperatively
from core.model.elements import Element
from core.model.fact import Fact
from core.model.finding import Finding

CHECKS = (check_sums, check_shares, check_changes, check_last_year, check_ranges, check_plans)


class _ParagraphFigures(NamedTuple):
    """The findings within one paragraph, and the figures to compare with other paragraphs."""

    findings: tuple[Finding, ...]
    labelled_figures: tuple[LabelledFigure, ...]
    amounts: tuple[MoneyAmount, ...]
    scale_errors: tuple[ScaleError, ...]


def check_figures(
    elements: Sequence[Element], facts: Iterable[Fact], cache: ParagraphCache | None = None
) -> tuple[Finding, ...]:
    """Figures that disagree with each other or with the words around them, in document order.

    The facts must be in document order. Masked values never take part. Each finding stands at one figure; ``others``
    are the figures it disagrees with.
    """
    cache = cache or ParagraphCache()
    yield_to_ui = cache.yield_to_ui
    text = CheckedText(with_facts(elements, facts, yield_to_ui), cache)
    looked = [found for _, found in text.per_paragraph(_figures_of)]
    made = list(chain.from_iterable(found.findings for found in looked))
    made += check_labels((found.labelled_figures for found in looked), yield_to_ui)
    made += check_units((found.amounts for found in looked), yield_to_ui)
    made += check_scales((found.scale_errors for found in looked), yield_to_ui)
    return _in_order(cooperatively(made, yield_to_ui, BATCH_SIZE), elements)


def _in_order(made: Iterable[Finding], elements: Sequence[Element]) -> tuple[Finding, ...]:
    order = {element.id: number for number, element in enumerate(elements)}
    placed = [((order[one.place.element_id], one.place.span), one) for one in made]
    return tuple(one for _, one in sorted(placed, key=itemgetter(0)))


def _figures_of(paragraph: ParagraphFacts) -> _ParagraphFigures:
    found = figure_sentences(paragraph)
    return _ParagraphFigures(
        tuple(finding for passage in found for check in CHECKS for finding in check(passage)),
        tuple(chain.from_iterable(map(labelled, found))),
        tuple(chain.from_iterable(map(amounts, found))),
        tuple(chain.from_iterable(map(scale_errors, found))),
    )
