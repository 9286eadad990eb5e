"""The verbs about what is carried over from year to year: ``rollover``."""

from argparse import Namespace
from collections.abc import Mapping, Sequence

from core.command_voice import DONE, opened_to_write, print_json, tell
from core.errors import BadUse
from core.model.draft import Draft
from core.model.proposal import Proposal
from core.workflows import roll_over_listing as rolling
from core.workflows.proposals import accept, proposals_of
from core.workflows.reports import is_draft, read_report
from core.workflows.roll_over import (
    Term,
    load_tables,
    of_roles,
    report_term,
    roll_over_report,
)
from core.workflows.session import read_stored


def rollover(options: Namespace) -> int:
    """Print what every year, period and dated reference should become; ``--accept`` writes those roles into the draft."""
    if not is_draft(options.file):
        return _of_file(options)
    if options.accept:
        return _accepted(options)
    draft = read_stored(options.file)
    found = proposals_of(_in_year(draft, options.year), load_tables())
    _show(options, found, rolling.draft_places(draft))
    return DONE


def _of_file(options: Namespace) -> int:
    if options.accept:
        raise BadUse("rollover_not_draft", name=options.file.name)
    if not options.year:
        raise BadUse("usage_missing", names="--year")
    report = read_report(options.file)
    own = report_term(report.value)
    found = roll_over_report(report.value, Term(own.kind, options.year, own.period), load_tables())
    _show(options, found, rolling.report_places(report.value))
    tell(report.notices)
    return DONE


def _accepted(options: Namespace) -> int:
    with opened_to_write(options.file) as session:
        _in_year(session.draft, options.year)
        found = of_roles(proposals_of(session.draft, load_tables()), options.accept)
        chosen = tuple(proposal for proposal in found if not proposal.asks and not proposal.is_kept)
        session.do(accept(session.draft, chosen))
        left = proposals_of(session.draft, load_tables())
        draft = session.draft
    if options.json:
        print_json({"accepted": len(chosen), **rolling.draft_proposals(left, draft)})
    else:
        print(f"已按建议改动{len(chosen)}处，还有{len(left)}处待核定。")
    return DONE


def _in_year(draft: Draft, year: int) -> Draft:
    """The draft, which has its own year; another one would roll it over to a report it is not."""
    if year and year != draft.identity.year:
        raise BadUse("rollover_other_year", year=str(year), own=str(draft.identity.year))
    return draft


def _show(options: Namespace, found: Sequence[Proposal], places: Mapping[str, rolling.Place]) -> None:
    if options.json:
        print_json(rolling.rollover_shape(found, places))
    else:
        print(rolling.rollover_text(found, places) or "没有需要更新的年份和提法。")
