"""Consistency of figures: what contradicts itself in a document, each with both places."""

from collections.abc import Iterable, Sequence

from core.checks.figures_changes import check_changes, check_ranges
from core.checks.figures_labels import check_labels
from core.checks.figures_last_year import check_last_year
from core.checks.figures_passages import passages
from core.checks.figures_plans import check_plans
from core.checks.figures_scales import check_scales
from core.checks.figures_shares import check_shares
from core.checks.figures_sums import check_sums
from core.checks.figures_units import check_units
from core.model.elements import Element
from core.model.fact import Fact
from core.model.finding import Finding
from core.turns import GiveWay, at_once, by_turns

CHECKS = (check_sums, check_shares, check_changes, check_last_year, check_ranges, check_plans)


def check_figures(
    elements: Sequence[Element], facts: Iterable[Fact], give_way: GiveWay = at_once
) -> tuple[Finding, ...]:
    """Figures that disagree with each other or with the words around them, in document order.

    The facts must be in document order. Masked values never take part. Each finding stands at one figure; ``others``
    are the figures it disagrees with.
    """
    found = tuple(by_turns(passages(elements, facts), give_way))
    made = [finding for passage in by_turns(found, give_way) for check in CHECKS for finding in check(passage)]
    order = {element.id: number for number, element in enumerate(elements)}
    made += (*check_labels(found), *check_units(found), *check_scales(found))
    return tuple(sorted(made, key=lambda one: (order[one.place.element_id], one.place.span)))
