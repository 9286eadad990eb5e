"""Drafts and reports as the command line's verbs open them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from core.cli.output import print_notices
from core.errors import BadDraft
from core.model.draft import Draft
from core.result import Notice
from core.workflows.drafting.session import Session, open_session, read_with_notices
from core.workflows.importing.reports import Report, is_draft, read_report


def stored_draft(path: Path) -> Draft:
    """The draft in a file; its notices are printed. Raises BadDraft if it cannot be used."""
    found = read_with_notices(path)
    print_notices(found.notices)
    return found.value


@contextmanager
def opened_to_write(path: Path) -> Iterator[Session]:
    """The session of a draft file, closed afterwards. Raises BadDraft if it is open elsewhere."""
    opened = open_session(path, datetime.now)
    try:
        if opened.value.read_only:
            raise BadDraft(opened.notices[0].code, **opened.notices[0].parameters)
        print_notices(opened.notices)
        yield opened.value
    finally:
        opened.value.close()


def draft_or_report(path: Path) -> tuple[Draft | Report, tuple[Notice, ...]]:
    """The draft in a file, or else its report with the notices of reading it."""
    if is_draft(path):
        return stored_draft(path), ()
    report = read_report(path)
    return report.value, report.notices
