"""The verb ``export``."""

import os
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from core.cli.drafts import stored_draft
from core.cli.output import print_notices
from core.cli.parser import PDF
from core.errors import AppError, BadUse
from core.model.draft import Draft
from core.model.elements import Element
from core.model.history import VersionReason
from core.model.particulars import FOOTER, HEADER
from core.result import Notice, Result
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.session import open_session
from core.workflows.drafting.versions import keep_before
from core.workflows.exporting.closing_page import closing_notices
from core.workflows.exporting.export import export_draft, export_pdf
from core.workflows.exporting.options import ExportOptions, of_unit
from core.workflows.importing import listing
from core.workflows.importing.reports import is_draft, read_report


def export(options: Namespace) -> None:
    """Write the Word file or the PDF of a draft, or of a prior report as it is."""
    if os.path.exists(options.output) and os.path.exists(options.file) and options.output.samefile(options.file):
        raise BadUse("export_onto_source", name=options.file.name)
    is_own = is_draft(options.file)
    draft, source = (Result(stored_draft(options.file)), ()) if is_own else _as_draft(options.file)
    given = of_unit(draft.value, options.unit)
    chosen = ExportOptions(options.layout, dict(options.pairs), is_own and not options.no_marks, source)
    if options.output.suffix.lower() == PDF:
        written = export_pdf(given.value, options.output, chosen, options.screen.printer())
    else:
        written = export_draft(given.value, options.output, chosen)
    print(f"已导出：{written.value}")
    kept: tuple[Notice, ...] = ()
    if is_own:
        kept = _kept_version(options.file, draft.value, options.output.name)
        print(listing.readiness_text(draft.value.facts))
    print_notices((*draft.notices, *given.notices, *written.notices, *kept, *closing_notices(given.value, chosen)))


def _kept_version(path: Path, draft: Draft, name: str) -> tuple[Notice, ...]:
    """Keep what was exported as a version, so that a copy that comes back can be compared with it; a notice if that fails.

    The file is written in any case. Nothing is kept of a draft that somebody has edited since it was read.
    """
    try:
        session = open_session(path, datetime.now).value
    except AppError:
        return (Notice("export_version_not_kept", 0, {"name": path.name}),)
    try:
        is_kept = not session.read_only and session.draft == draft
        if is_kept:
            keep_before(session, VersionReason.EXPORT, name)
        return () if is_kept else (Notice("export_version_not_kept", 0, {"name": path.name}),)
    except AppError:
        return (Notice("export_version_not_kept", 0, {"name": path.name}),)
    finally:
        session.close()


def _as_draft(path: Path) -> tuple[Result[Draft], tuple[Element, ...]]:
    """A prior report as a draft, and the elements of the file itself."""
    report = read_report(path)
    draft = draft_of(report.value.document)
    names = "、".join(name for name, _ in draft.identity.particulars if name not in (HEADER, FOOTER))
    apart = (Notice("frame_apart", 0, {"names": names}),) if names else ()
    return Result(draft, (*report.notices, *apart)), report.value.document.elements
