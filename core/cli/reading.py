"""The verbs ``outline`` and ``facts``."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from core.cli.drafts import report_of, stored_draft
from core.cli.output import ATTEND, DONE, print_json, print_notices
from core.errors import AppError
from core.result import Notice
from core.workflows.checking.consistency import readiness_of
from core.workflows.importing import listing
from core.workflows.importing.folder import reports_in
from core.workflows.importing.isolated import Recognised, ReportReader
from core.workflows.importing.line_places import LinePlaces
from core.workflows.importing.reports import is_draft
from core.workflows.messages import notice_shape


def outline(options: Namespace) -> int:
    """Print the recognised structure of a file, or of every file in a folder."""
    if os.path.isdir(options.file):  # False for a name that no disk allows
        return _outlines(options.file, options.json)
    report = report_of(options.file, options.ocr)
    if options.json:
        print_json(listing.outline_shape(report.value, report.notices))
    else:
        print(listing.outline_text(report.value.document))
        print_notices(report.notices)
    return DONE


def _outlines(folder: Path, as_json: bool) -> int:
    """One line a file, as soon as it is read; a file that cannot be read has its reason there and stops no other."""
    found = reports_in(folder)
    reader = ReportReader()
    code = DONE
    try:
        for each in found.files:
            answer = _read(reader, each.path)
            code = ATTEND if isinstance(answer, AppError) else code
            if as_json:
                print_json(listing.file_shape(each.name, answer))
            else:
                print(listing.file_text(each.name, answer))
            sys.stdout.flush()
    finally:
        reader.close()
    print_notices(found.notices)
    return code


def _read(reader: ReportReader, path: Path) -> Recognised | AppError:
    try:
        return reader.read(path)
    except AppError as error:
        return error


def facts(options: Namespace) -> None:
    """Print every fact of a file or a draft."""
    notices: tuple[Notice, ...] = ()
    whole = None
    if is_draft(options.file):
        draft = stored_draft(options.file)
        found, shape = draft.facts, listing.draft_facts(draft)
        places, whole = listing.draft_line_places(draft), readiness_of(draft)
    else:
        report = report_of(options.file, options.ocr)
        found, shape, notices = report.value.facts, listing.report_facts(report.value), report.notices
        places = LinePlaces(report.value.document.elements)
    if options.json:
        print_json({**shape, "notices": list(map(notice_shape, notices))})
    else:
        print(listing.facts_text(found, shape, places, whole))
    print_notices(notices)
