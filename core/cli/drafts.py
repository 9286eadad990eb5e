"""Drafts and reports as the command line's verbs open them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from core.cli.output import print_notices
from core.errors import BadDraft
from core.model.draft import Draft
from core.result import Notice, Result
from core.workflows.drafting.session import Session, open_session, read_with_notices
from core.workflows.importing.isolated import read_apart
from core.workflows.importing.reports import Report, is_draft
from core.workflows.importing.scans import read_scan_apart


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
    report = read_apart(path)
    return report.value, report.notices


def report_of(path: Path, with_scans: bool) -> Result[Report]:
    """The report in a file; with scans, one is recognised, and its progress goes to stderr."""
    return read_scan_apart(path, _print_progress) if with_scans and not is_draft(path) else read_apart(path)


def _print_progress(done: int, pages: int) -> bool:
    """On one line of a terminal; nothing where stderr is read by a program."""
    if sys.stderr.isatty():
        print(f"\r正在识别第{done + 1}页，共{pages}页", end="", file=sys.stderr, flush=True)
    return True
