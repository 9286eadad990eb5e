"""The verbs ``outline`` and ``facts``."""

from argparse import Namespace

from core.cli.drafts import stored_draft
from core.cli.output import print_json, print_notices
from core.result import Notice
from core.workflows.importing import listing
from core.workflows.importing.reports import is_draft, read_report
from core.workflows.messages import notice_shape


def outline(options: Namespace) -> None:
    """Print the recognised structure."""
    report = read_report(options.file)
    if options.json:
        print_json(listing.outline_shape(report.value.document, report.notices))
    else:
        print(listing.outline_text(report.value.document))
        print_notices(report.notices)


def facts(options: Namespace) -> None:
    """Print every fact of a file or a draft."""
    notices: tuple[Notice, ...] = ()
    if is_draft(options.file):
        draft = stored_draft(options.file)
        found, shape = draft.facts, listing.draft_facts(draft)
    else:
        report = read_report(options.file)
        found, shape, notices = report.value.facts, listing.report_facts(report.value), report.notices
    if options.json:
        print_json({**shape, "notices": list(map(notice_shape, notices))})
    else:
        print(listing.facts_text(found, shape))
    print_notices(notices)
