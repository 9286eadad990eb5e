"""The rows of the ledger and the sections beside them, of two thousand facts."""

from dataclasses import replace

from core.model.draft import Basis, Draft
from core.model.fact import FactState
from core.workflows.yearly.ledger import ledger_rows, ledger_sections
from tests.bench.frame import Row, median, sized
from tests.builders import make_draft

SECTIONS, PLACES = sized(100, 4), 20
MARK_MS = 20


def rows() -> list[Row]:
    """Two rows."""
    draft = large_draft()
    return [
        Row("ledger, 2000 facts", median(lambda: ledger_rows(draft)), None, MARK_MS, "below"),
        Row("ledger sections, 2000 facts", median(lambda: ledger_sections(draft)), None, MARK_MS, "below"),
    ]


def large_draft() -> Draft:
    """A hundred sections of twenty figures each, all of them filled in."""
    body = "".join(f"组织{{{number}}}次，" for number in range(PLACES))
    draft = make_draft("\n".join(f"h1 一、|标题\nbody |{body}" for _ in range(SECTIONS)))
    facts = tuple(replace(fact, prior=str(n), unit="次", state=FactState.UPDATED) for n, fact in enumerate(draft.facts))
    return replace(draft, facts=facts, basis=(Basis("all", draft.elements),))
