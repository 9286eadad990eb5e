"""年份更新 of a draft or of a file: computes the proposals from the basis document's own term and the dated references."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.editing.proposals import accept, is_settled, refuse
from core.errors import BadUse
from core.model.draft import Basis, Draft
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.proposal import Proposal, Term
from core.paths import resources_folder
from core.resources import load
from core.roll_over.dated_references import RollOverTables, build_tables
from core.roll_over.propose import propose
from core.roll_over.report_term import term_of
from core.workflows.importing.base_years import basis_years, held, held_back, report_year
from core.workflows.importing.reports import Report
from core.workflows.yearly.role_names import ROLE_NAMES, role_named

__all__ = (
    "RollOverTables",
    "Term",
    "accept",
    "basis_terms",
    "load_tables",
    "of_roles",
    "refuse",
    "report_term",
    "roll_over",
    "roll_over_report",
    "shared_tables",
)

EVERY = frozenset(("all", "全部"))
TABLES = ("dated_references.toml", "roll_over.toml", "roll_over_reasons.toml", "tables.toml", "ordinary_nouns.txt")
BESIDE = 2
"""Characters beside a place without a fact by which it is known again in the basis document."""


def load_tables(folder: Path | None = None) -> RollOverTables:
    """The dated references and words in their present state. Raises BadWords."""
    return load(build_tables, *TABLES, folder=folder)


def shared_tables() -> RollOverTables:
    """The same as they were when the program first asked for them; all checks of drafts share them."""
    return _loaded(resources_folder())


# The tables never change while the program runs, and reading their files takes a twentieth of the time of a check after an edit.
@lru_cache(maxsize=1)
def _loaded(_resources: Path) -> RollOverTables:
    return load_tables()


def roll_over(draft: Draft, tables: RollOverTables, yield_to_ui: YieldToUi = never_yield) -> tuple[Proposal, ...]:
    """Proposals for the text taken over from basis documents, in document order.

    Each part is judged by the term of the basis document it came from. Places already filled or confirmed, and words
    typed into the draft, are left out. While the year of a document is unconfirmed, everything that depends on it is a
    question.
    """
    now = Term(draft.identity.kind, draft.identity.year, draft.identity.period)
    terms = basis_terms(draft)
    source = {element_id: (number, other) for element_id, number, other in draft.origins}
    proposals: dict[str, list[Proposal]] = {}
    for number, term in enumerate(terms):
        elements = [element for element in draft.elements if source.get(element.id, (-1, ""))[0] == number]
        facts = cooperatively(draft.facts, yield_to_ui, BATCH_SIZE)
        for proposal in propose(cooperatively(elements, yield_to_ui), facts, term, now, tables):
            proposals.setdefault(proposal.place.element_id, []).append(proposal)
    return held_back(draft, tuple(_open(draft, proposals, source, yield_to_ui))) if proposals else ()


def _open(
    draft: Draft,
    proposals: Mapping[str, Sequence[Proposal]],
    source: Mapping[str, tuple[int, str]],
    yield_to_ui: YieldToUi,
) -> Iterator[Proposal]:
    """The undecided proposals for text that was taken over."""
    facts = _by_element(cooperatively(draft.facts, yield_to_ui, BATCH_SIZE))
    priors = [_contents(basis) for basis in draft.basis]
    for element in cooperatively(draft.elements, yield_to_ui):
        own = facts.get(element.id, ())
        number, prior_id = source.get(element.id, (0, ""))
        for proposal in proposals.get(element.id, ()):
            if not is_settled(proposal, own) and _is_carried(proposal, element, own, priors[number].get(prior_id, "")):
                yield proposal


def roll_over_report(report: Report, now: Term, tables: RollOverTables, answer: int = 0) -> tuple[Proposal, ...]:
    """The same for a whole file rolled over to the report term ``now``; ``answer`` is the year of the file as the user
    stated it."""
    year = report_year(report, now, answer)
    return held(propose(report.document.elements, report.facts, year.term, now, tables), year)


def report_term(report: Report) -> Term:
    """Kind, year and period of a prior report, determined from its text, or else from the name of its file."""
    return term_of(report.document.elements, report.document.kind or "", report.name)


def basis_terms(draft: Draft) -> tuple[Term, ...]:
    """The terms of the draft's basis documents; the expected year where there is no evidence."""
    return tuple(one.term for one in basis_years(draft))


def of_roles(proposals: Iterable[Proposal], roles: Sequence[str]) -> tuple[Proposal, ...]:
    """The proposals of these roles, named as in the JSON or in Chinese, or all; BadUse for an unknown name."""
    if EVERY.intersection(roles):
        return tuple(proposals)
    wanted = {name: role_named(name) for name in roles}
    for name, role in wanted.items():
        if role is None:
            raise BadUse("role_unknown", name=name, known="、".join((*ROLE_NAMES.values(), "全部")))
    return tuple(proposal for proposal in proposals if proposal.role in wanted.values())


def _by_element(facts: Iterable[Fact]) -> Mapping[str, Sequence[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.element_id, []).append(fact)
    return found


def _contents(basis: Basis) -> Mapping[str, str]:
    """The contents of a basis document's paragraphs by id; each line of a title has the whole title."""
    title = "".join(element.content for element in basis.elements if element.role is Role.TITLE)
    return {element.id: title if element.role is Role.TITLE else element.content for element in basis.elements}


def _is_carried(proposal: Proposal, element: Element, facts: Sequence[Fact], prior: str) -> bool:
    """Whether the place comes from the basis document: it has a fact, or the same words occur there."""
    span = proposal.place.span
    if any(fact.start < span.end and span.start < fact.end for fact in facts):
        return True
    return element.content[max(0, span.start - BESIDE) : span.end + BESIDE] in prior
