"""The verb ``rollover``."""

from argparse import Namespace
from collections.abc import Mapping, Sequence

from core.cli.drafts import opened_to_write, stored_draft
from core.cli.output import DONE, print_json, print_notices
from core.errors import BadUse
from core.model.draft import Draft
from core.model.proposal import Proposal
from core.workflows.drafting.session import Session
from core.workflows.importing.base_years import answer_asked, asked_years, report_year, year_notices
from core.workflows.importing.isolated import read_apart
from core.workflows.importing.reports import is_draft
from core.workflows.yearly import roll_over_listing as rolling
from core.workflows.yearly.proposals import accept, proposals_of
from core.workflows.yearly.roll_over import (
    Term,
    load_tables,
    of_roles,
    report_term,
    roll_over_report,
)


def rollover(options: Namespace) -> int:
    """Print what every year, period and dated reference should become; ``--accept`` writes those roles into the draft.

    ``--base-year`` says of which year the basis document is, which a draft keeps.
    """
    if not is_draft(options.file):
        if options.accept:
            raise BadUse("rollover_not_draft", name=options.file.name)
        if not options.year:
            raise BadUse("usage_missing", names="--year")
        report = read_apart(options.file)
        own = report_term(report.value)
        now = Term(own.kind, options.year, own.period)
        found = roll_over_report(report.value, now, load_tables(), options.base_year)
        year = report_year(report.value, now, options.base_year)
        _show(options, found, rolling.report_places(report.value), rolling.years_shape([year]))
        print_notices((*report.notices, *year_notices([year])))
        return DONE
    if options.accept or options.base_year:
        return _written(options)
    draft = stored_draft(options.file)
    _show_draft(options, _in_year(draft, options.year))
    return DONE


def _written(options: Namespace) -> int:
    """Store the answer to --base-year, then accept; without --accept the current proposals are listed."""
    with opened_to_write(options.file) as session:
        _in_year(session.draft, options.year)
        if options.base_year:
            session.do(answer_asked(session.draft, options.base_year))
        chosen = _accepted(options, session) if options.accept else 0
        draft = session.draft
    if not options.accept:
        _show_draft(options, draft)
        return DONE
    left = proposals_of(draft, load_tables())
    if options.json:
        shape = rolling.draft_proposals(left, draft)
        print_json({"accepted": chosen, **shape, "notices": rolling.years_shape(asked_years(draft))})
    else:
        print(f"已按建议改动{chosen}处，还有{len(left)}处待核定。")
    print_notices(year_notices(asked_years(draft)))
    return DONE


def _accepted(options: Namespace, session: Session) -> int:
    """Number of proposals of these roles that were written; proposals left to the user are excluded."""
    found = of_roles(proposals_of(session.draft, load_tables()), options.accept)
    chosen = tuple(proposal for proposal in found if not proposal.asks and not proposal.is_kept)
    session.do(accept(session.draft, chosen))
    return len(chosen)


def _show_draft(options: Namespace, draft: Draft) -> None:
    years = asked_years(draft)
    _show(options, proposals_of(draft, load_tables()), rolling.draft_places(draft), rolling.years_shape(years))
    print_notices(year_notices(years))


def _in_year(draft: Draft, year: int) -> Draft:
    """The draft. Raises BadUse for a year other than its own."""
    if year and year != draft.identity.year:
        raise BadUse("rollover_other_year", year=str(year), own=str(draft.identity.year))
    return draft


def _show(
    options: Namespace,
    found: Sequence[Proposal],
    places: Mapping[str, rolling.Place],
    notices: Sequence[rolling.Shape],
) -> None:
    if options.json:
        print_json({**rolling.rollover_shape(found, places), "notices": list(notices)})
    else:
        print(rolling.rollover_text(found, places) or "没有需要更新的年份和提法。")
