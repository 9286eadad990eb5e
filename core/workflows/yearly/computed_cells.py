"""Computed cells of a draft's tables: the proposals, and which cells follow a formula."""

from collections.abc import Iterator, Mapping

from core.editing.text.replace_text import facts_by_element
from core.model.draft import Draft
from core.model.grid import tables_of
from core.model.proposal import Proposal
from core.model.tables.cells import TableWords
from core.model.tables.formulas import Sheet
from core.model.tables.view import view_of
from core.roll_over.computed_cells import ComputedTable, computed_proposals
from core.workflows.yearly.roll_over import RollOverTables


def formula_proposals(draft: Draft, tables: RollOverTables) -> tuple[Proposal, ...]:
    """What open cells that follow a formula should say; nothing where a part is still open."""
    return computed_proposals(tuple(computed_tables(draft, tables)))


def computed_tables(draft: Draft, tables: RollOverTables) -> Iterator[ComputedTable]:
    """The tables of a draft, each with last year's."""
    priors = _priors(draft, tables.tables)
    facts = facts_by_element(draft.facts)
    for placed in tables_of(draft.elements):
        view = view_of(placed, draft.elements, tables.tables)
        if view is not None:
            yield ComputedTable(Sheet(view), priors.get(placed.element_id), facts, tables.reasons)


def _priors(draft: Draft, words: TableWords) -> Mapping[str, Sheet]:
    """Last year's table by the id of the draft's."""
    found: dict[str, Sheet] = {}
    origins = {(number, own): name for name, number, own in draft.origins}
    for number, basis in enumerate(draft.basis):
        for placed in tables_of(basis.elements):
            name = origins.get((number, placed.element_id))
            view = view_of(placed, basis.elements, words) if name else None
            if name and view is not None:
                found[name] = Sheet(view)
    return found
