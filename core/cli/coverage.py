"""The verb ``coverage``."""

from argparse import Namespace
from datetime import datetime

from core.cli.drafts import draft_or_report
from core.cli.output import ATTEND, DONE, print_json, print_notices
from core.errors import BadUse
from core.model.draft import Basis, Draft
from core.result import Result
from core.workflows.importing.isolated import read_apart
from core.workflows.importing.reports import Report
from core.workflows.yearly.coverage import coverage_of, load_cover_tables
from core.workflows.yearly.coverage_listing import coverage_shape, coverage_text, lines_of
from core.workflows.yearly.coverage_table import compared_table, write_table
from core.workflows.yearly.plans import plan_in


def coverage(options: Namespace) -> int:
    """Print for each task of a plan what a summary says of it."""

    summary, _ = draft_or_report(options.file)
    plan = read_apart(options.plan) if options.plan else Result(_own_plan(summary))
    rows = coverage_of(summary, plan.value, load_cover_tables())
    shape = coverage_shape(rows, lines_of(plan.value), lines_of(summary))
    if options.output is not None:
        write_table(compared_table(summary, plan.value, datetime.now().date()), options.output)
    if options.json:
        print_json(shape)
    else:
        print(coverage_text(rows))
    print_notices(plan.notices)
    return ATTEND if any(task["state"] == "missing" for task in shape["tasks"]) else DONE


def _own_plan(summary: Draft | Report) -> Basis:
    """The plan that a draft holds. BadUse for a draft without one, and for a file, which has none."""

    plan = plan_in(summary) if isinstance(summary, Draft) else None
    if plan is None:
        raise BadUse("plan_none")
    return plan
