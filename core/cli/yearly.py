"""The verbs ``collect``, ``coverage`` and ``check``."""

from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.output import ATTEND, DONE, opened_to_write, print_json, print_notices, stored_draft
from core.errors import BadUse
from core.files import is_same_file
from core.model.draft import Basis, Draft
from core.result import Notice, Result
from core.workflows.importing.reports import Report, is_draft, read_report
from core.workflows.messages import notice_shape, sentence

if TYPE_CHECKING:
    from core.workflows.checking.proofreader import CheckResult


def collect(options: Namespace) -> int:
    """Write collection sheets for the open figures of a draft, or read filled ones into it."""
    if bool(options.output) == bool(options.read):
        raise BadUse("collect_way")
    return _read_sheets(options) if options.read else _send_sheets(options)


def _send_sheets(options: Namespace) -> int:
    from core.workflows.yearly.collecting import CollectionOrder, send_sheets, sheets_shape

    sent = send_sheets(stored_draft(options.draft), options.output, CollectionOrder())
    if options.json:
        print_json(sheets_shape(sent))
    else:
        print("\n".join(f"已生成填报表：{sheet.path}（{sheet.rows}项）" for sheet in sent))
    return DONE


def _read_sheets(options: Namespace) -> int:
    from core.workflows.yearly.collecting import accepted, collected_shape, read_answers

    with opened_to_write(options.draft) as session:
        draft = session.draft
        found = read_answers(draft, options.read)
        session.do(accepted(draft, found.answers))
    if options.json:
        print_json(collected_shape(found, draft))
    else:
        print(f"已填写{len(found.answers)}项，还有{len(found.unanswered)}项没有答复。")
        for problem in found.problems:
            place = "　".join(part for part in (problem.file, problem.label, problem.given) if part)
            print(f"待核　{place}\n　　{sentence(problem.notice)}")
    return ATTEND if found.problems else DONE


def coverage(options: Namespace) -> int:
    """Print for each task of a plan what a summary says of it."""
    from core.workflows.yearly.coverage import coverage_of, load_cover_tables
    from core.workflows.yearly.coverage_listing import coverage_shape, coverage_text, lines_of

    summary = _source(options.file)
    plan = read_report(options.plan) if options.plan else Result(_own_plan(summary))
    rows = coverage_of(summary, plan.value, load_cover_tables())
    shape = coverage_shape(rows, lines_of(plan.value), lines_of(summary))
    if options.output is not None:
        _write_table(options.output, summary, plan.value)
    if options.json:
        print_json(shape)
    else:
        print(coverage_text(rows))
    print_notices(plan.notices)
    return ATTEND if any(task["state"] == "missing" for task in shape["tasks"]) else DONE


def _write_table(target: Path, summary: Draft | Report, plan: Report | Basis) -> None:
    """The table to hand over."""
    from core.workflows.yearly.coverage_table import compared_table, write_table

    write_table(compared_table(summary, plan, datetime.now().date()), target)


def _own_plan(summary: Draft | Report) -> Basis:
    """The plan that a draft holds. BadUse for a draft without one, and for a file, which has none."""
    from core.workflows.yearly.plans import plan_in

    plan = plan_in(summary) if isinstance(summary, Draft) else None
    if plan is None:
        raise BadUse("plan_none")
    return plan


def check(options: Namespace) -> int:
    """Print everything that is wrong with a draft or a file, or write it as comments into a Word file."""
    from core.workflows.checking.findings_listing import findings_shape, line_sections, line_texts, problems_text

    if options.docx is not None and is_same_file(options.file, options.docx):
        raise BadUse("export_onto_source", name=options.file.name)
    source, read = _read(options.file)
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
        print(problems_text(shape, line_sections(elements, lines), line_texts(elements, lines)))
    return ATTEND if seen.findings else DONE


def _checked(source: Draft | Report) -> "tuple[CheckResult, dict[str, int]]":
    """What was found, and which paragraph of the draft or file each element is."""
    from core.workflows.checking.proofreader import Proofreader

    if isinstance(source, Draft):
        seen = Proofreader().draft(source)
        return _with_pages(seen), {element.id: number for number, element in enumerate(source.elements, 1)}
    seen = Proofreader().report(source.document, source.told)
    return seen, {element.id: element.line for element in seen.draft.elements}


def _with_pages(seen: "CheckResult") -> "CheckResult":
    """What is wrong with the pages of a draft stands with the rest, in the order of the text."""
    from core.workflows.exporting.closing_page import draft_findings

    order = {element.id: number for number, element in enumerate(seen.draft.elements)}
    found = (*seen.findings, *draft_findings(seen.draft))
    return replace(seen, findings=tuple(sorted(found, key=lambda one: order[one.place.element_id])))


def _write_proof(seen: "CheckResult", target: Path, source: Draft | Report) -> None:
    """What was found as comments in a Word file; a file read in is set in the plainest layout, and nothing is painted."""
    from core.workflows.checking.proof_file import FILE_LAYOUT, export_proof
    from core.workflows.exporting.options import ExportOptions

    options = ExportOptions()
    if isinstance(source, Report):
        options = ExportOptions(FILE_LAYOUT, marks=False, source=source.document.elements)
    made = export_proof(seen.draft, seen.findings, target, options, datetime.now())
    print_notices(made.notices)


def _source(path: Path) -> Draft | Report:
    return _read(path)[0]


def _read(path: Path) -> tuple[Draft | Report, tuple[Notice, ...]]:
    """A draft, or a file with what had to be guessed or was left out."""
    if is_draft(path):
        return stored_draft(path), ()
    report = read_report(path)
    return report.value, report.notices
