"""The verb ``check``."""

from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from core.cli.drafts import draft_or_report
from core.cli.output import ATTEND, DONE, print_json, print_notices
from core.errors import BadUse
from core.files import is_same_file
from core.model.draft import Draft
from core.workflows.checking.findings_listing import findings_shape, line_sections, line_texts, problems_text
from core.workflows.checking.proofreader import CheckResult, Proofreader
from core.workflows.importing.line_places import LinePlaces
from core.workflows.importing.reports import Report
from core.workflows.messages import notice_shape


def check(options: Namespace) -> int:
    """Print everything that is wrong with a draft or a file, or write it as comments into a Word file."""

    if options.docx is not None and is_same_file(options.file, options.docx):
        raise BadUse("export_onto_source", name=options.file.name)
    source, read = draft_or_report(options.file)
    seen, lines = _checked(source)
    notices = (*read, *seen.notices)
    print_notices(notices)
    found = findings_shape(seen.draft.elements, lines, seen.findings)
    shape = {**found, "notices": list(map(notice_shape, notices))}
    if options.docx is not None:
        _write_proof(seen, options.docx, source)
    if options.json:
        print_json(shape)
    else:
        elements = seen.draft.elements
        sections, texts = line_sections(elements, lines), line_texts(elements, lines)
        print(problems_text(shape, sections, texts, LinePlaces(elements, lines)))
    return ATTEND if seen.findings else DONE


def _checked(source: Draft | Report) -> tuple[CheckResult, dict[str, int]]:
    """What was found, and which paragraph of the draft or file each element is."""

    if isinstance(source, Draft):
        seen = Proofreader().draft(source)
        return _with_pages(seen), {element.id: number for number, element in enumerate(source.elements, 1)}
    seen = Proofreader().report(source.document, source.import_notices, source.facts)
    return seen, {element.id: element.line for element in seen.draft.elements}


def _with_pages(seen: CheckResult) -> CheckResult:
    """What is wrong with the pages of a draft stands with the rest, in the order of the text."""

    from core.workflows.exporting.closing_page import draft_findings

    order = {element.id: number for number, element in enumerate(seen.draft.elements)}
    found = (*seen.findings, *draft_findings(seen.draft))
    return replace(seen, findings=tuple(sorted(found, key=lambda one: order[one.place.element_id])))


def _write_proof(seen: CheckResult, target: Path, source: Draft | Report) -> None:
    """What was found as comments in a Word file; a file read in is set in the plainest layout, and nothing is painted."""

    from core.workflows.checking.proof_file import FILE_LAYOUT, export_proof
    from core.workflows.exporting.options import ExportOptions

    options = ExportOptions()
    if isinstance(source, Report):
        options = ExportOptions(FILE_LAYOUT, marks=False, source=source.document.elements)
    made = export_proof(seen.draft, seen.findings, target, options, datetime.now())
    print_notices(made.notices)
