"""The verb ``export``."""

from argparse import Namespace
from datetime import datetime
from functools import partial
from pathlib import Path

from core.cli.drafts import stored_draft
from core.cli.output import print_json, print_notices
from core.cli.parser import PDF
from core.errors import AppError, BadUse
from core.files import is_same_file
from core.model.draft import Draft
from core.model.elements import Element
from core.model.particulars import FOOTER, HEADER
from core.result import Notice, Result
from core.workflows.checking.consistency import readiness_of
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.session import open_session
from core.workflows.drafting.unit_card import card_of
from core.workflows.exporting.closing_page import closing_notices
from core.workflows.exporting.export import export_draft, export_pdf
from core.workflows.exporting.options import ExportOptions, of_unit
from core.workflows.importing import listing
from core.workflows.importing.isolated import read_apart
from core.workflows.importing.reports import is_draft
from core.workflows.review.sending import send, without_base
from core.workflows.yearly.proposals import all_proposals
from core.workflows.yearly.roll_over import load_tables


def export(options: Namespace) -> None:
    """Write the Word file or the PDF of a draft, or of a prior report as it is."""
    if is_same_file(options.output, options.file):
        raise BadUse("export_onto_source", name=options.file.name)
    is_own = is_draft(options.file)
    draft, source = (Result(stored_draft(options.file)), ()) if is_own else _as_draft(options.file)
    given = of_unit(draft.value, options.unit)
    marks = is_own and not options.no_marks
    chosen = ExportOptions(options.layout, dict(options.pairs), marks, source, not options.no_tracking)
    write = partial(_sent, options.file, draft.value) if is_own else export_draft
    if options.output.suffix.lower() == PDF:
        write = partial(export_pdf, printer=options.screen.printer())
    written = write(given.value, options.output, chosen)
    undecided = _undecided(draft.value, is_own)
    notices = (*draft.notices, *given.notices, *written.notices, *closing_notices(given.value, chosen), *undecided)
    if options.json:
        print_json(listing.export_shape(written.value, given.value, readiness_of(given.value), notices))
        return
    print(f"已导出：{written.value}")
    if is_own:
        print(listing.readiness_text(draft.value.facts, readiness_of(draft.value)))
    print_notices(notices)


def _undecided(draft: Draft, is_own: bool) -> tuple[Notice, ...]:
    """Words of last year's that no 要素 of a stored draft covers are not highlighted in the file."""
    found = all_proposals(draft, load_tables(), card_of(draft).value) if is_own else ()
    count = sum(not each.is_kept for each in found)
    return (Notice("export_years_open", count=count, parameters={"count": str(count)}),) if count else ()


def _sent(path: Path, stored: Draft, draft: Draft, target: Path, chosen: ExportOptions) -> Result[Path]:
    """Write the Word file of a stored draft so that a copy which comes back can be compared with what went out.

    The file is written in any case. It names no version of a draft that is open elsewhere, or edited since it was read.
    """
    try:
        session = open_session(path, datetime.now).value
    except AppError:
        return without_base(draft, target, chosen, path)
    try:
        if session.draft != stored:
            return without_base(draft, target, chosen, path)
        return send(session, draft, target, chosen)
    finally:
        session.close()


def _as_draft(path: Path) -> tuple[Result[Draft], tuple[Element, ...]]:
    """A prior report as a draft, and the elements of the file itself."""
    report = read_apart(path)
    draft = draft_of(report.value.document)
    names = "、".join(name for name, _ in draft.identity.particulars if name not in (HEADER, FOOTER))
    apart = (Notice("frame_apart", 0, {"names": names}),) if names else ()
    return Result(draft, (*report.notices, *apart)), report.value.document.elements
