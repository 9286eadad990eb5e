"""The command line's verbs for reading, drafting and exporting.

Exit codes: 0 done, 1 done but something needs attention, 2 bad use or bad input.
"""

import io
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import NamedTuple

from core.cli.output import ATTEND, BAD, DONE, opened_to_write, print_json, print_notices, stored_draft
from core.cli.parser import PDF, parse, usage
from core.cli.roll_over import rollover
from core.cli.yearly import check, collect, coverage
from core.errors import AppError, BadInput, BadUse
from core.files import is_same_file, write_atomically
from core.log import log_crash, open_log
from core.model.change import apply, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.outline import fields
from core.model.scales import intended_value
from core.model.spans import Place
from core.paths import user_folder
from core.reading import read_limited
from core.result import Notice, Result
from core.stores.cards import card_names, fitting_card, load_card
from core.workflows.drafting.drafting import DraftRequest, draft_of, leading, proposed_unit, start_draft
from core.workflows.drafting.editing import field_of
from core.workflows.drafting.filling import fill_in
from core.workflows.drafting.session import create_session
from core.workflows.exporting.export import Printer, export_draft, export_pdf
from core.workflows.exporting.options import ExportOptions, of_unit
from core.workflows.importing import listing
from core.workflows.importing.kinds import read_kinds
from core.workflows.importing.reports import Report, is_draft, read_report
from core.workflows.messages import notice_shape, sentence

HELP = frozenset({"-h", "--help"})
LONGEST_NUMBER = 30
"""Digits of a number in JSON; the gross product of the world in 分 has seventeen."""

NO_WORD_FILE = "layout_not_word"
"""The finding that leaves nothing to check."""


class PaintServices(NamedTuple):
    """What needs a font engine, which core lacks: a printer for PDFs and the installed font families."""

    printer: Callable[[], Printer]
    families: Callable[[], Collection[str]]


def main(arguments: Sequence[str], screen: PaintServices) -> int:
    """``run`` for a whole process: unexpected errors go to the log, and the user sees one sentence instead of a traceback."""
    with _CrashGuard():
        open_log(user_folder())
        return run(arguments, screen)
    return BAD


def run(arguments: Sequence[str], screen: PaintServices) -> int:
    """Do what the arguments ask for and return the exit code; every refusal is one Chinese sentence on stderr."""
    _speak_utf8()
    try:
        return _run(arguments, screen)
    except AppError as error:
        print(sentence(error), file=sys.stderr)
        return BAD
    except BrokenPipeError:
        # The reader has had enough; without this the interpreter complains once more while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _run(arguments: Sequence[str], screen: PaintServices) -> int:
    if not arguments or arguments[0] == "help" or HELP.intersection(arguments):
        print(usage(arguments))
        return DONE
    options = parse(arguments)
    options.screen = screen
    code = VERBS[options.verb](options)
    print_notices(read_kinds().notices)
    sys.stdout.flush()
    return code or DONE


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
    if is_draft(options.file):
        draft = _draft_in(options.file)
        found, shape, notices = draft.value.facts, listing.draft_facts(draft.value), draft.notices
    else:
        report = read_report(options.file)
        found, shape, notices = report.value.facts, listing.report_facts(report.value), report.notices
    if options.json:
        print_json({**shape, "notices": list(map(notice_shape, notices))})
    else:
        print(listing.facts_text(found, shape))
    print_notices(notices)


def new(options: Namespace) -> None:
    """Make a draft of a kind, from prior reports or from the kind's skeleton."""
    reports = [read_report(path) for path in options.basis]
    basis = tuple(report.value for report in reports)
    card, unit = _card_and_unit(options, basis)
    draft = start_draft(DraftRequest(options.kind, options.year, unit, basis, card=card, base_year=options.base_year))
    create_session(options.output, draft.value, datetime.now).close()
    notices = (*(notice for report in reports for notice in report.notices), *draft.notices)
    if options.json:
        print_json(listing.new_shape(options.output, draft.value, card, notices))
    else:
        used = (f"单位名片：{card}",) if card else ()
        print("\n".join((f"已建立稿件：{options.output}", *used, listing.readiness_text(draft.value.facts))))
    print_notices(notices)


def _card_and_unit(options: Namespace, basis: Sequence[Report]) -> tuple[str, str]:
    """The card asked for, or else the one made for the unit, and the draft's unit. BadUse for a card that is not there."""
    chosen = leading(basis, options.kind)
    if not options.card:
        return fitting_card(options.unit or (proposed_unit(basis[chosen]) if chosen is not None else "")), options.unit
    if options.card not in card_names():
        raise BadUse("card_unknown", name=options.card, known="、".join(card_names()) or "还没有")
    card = load_card(options.card).value
    return options.card, options.unit or (card.unit if card else "")


def fill(options: Namespace) -> None:
    """Give values to facts; all of them or, when one cannot be given, none."""
    given = {**_values_in(options.source), **dict(options.pairs)}
    values = {
        identifier: " ".join(value.replace("\t", " ").splitlines()).strip() for identifier, value in given.items()
    }
    if not values:
        raise BadUse("fill_nothing")
    with opened_to_write(options.draft) as session:
        before, after = session.draft, _filled(session.draft, values)
        session.do(difference(before, after, Place(before.elements[0].id), "批量填写要素"))
    touched = [fact for fact in after.facts if fact.id in values]
    print(f"已填写{len(fields(touched))}项。{listing.readiness_text(after.facts)}")
    print_notices(_notes(before, touched, values))


def _notes(before: Draft, touched: Sequence[Fact], values: Mapping[str, str]) -> list[Notice]:
    """Notices where the written value differs from the given one: a field given twice, or a scale appended."""
    wanted = {fact.id: intended_value(field_of(before, fact.id)[0], values[fact.id]) or fact.prior for fact in touched}
    overruled = "、".join(fact.id for fact in touched if fact.text != wanted[fact.id])
    scaled = "、".join(f"{name}={text}" for name, text in wanted.items() if values[name] and text != values[name])
    notices = [Notice("fill_overruled", 0, {"ids": overruled})] if overruled else []
    return notices + ([Notice("fill_as_before", 0, {"values": scaled})] if scaled else [])


def _filled(draft: Draft, values: Mapping[str, str]) -> Draft:
    """The draft with every value entered as if typed into its field; an empty one restores last year's text.

    Raises BadUse for an unknown id.
    """
    for identifier, value in values.items():
        draft = apply(draft, fill_in(draft, identifier, value))
    return draft


def export(options: Namespace) -> None:
    """Write the Word file or the PDF of a draft, or of a prior report as it is."""
    from core.workflows.exporting.closing_page import closing_notices

    if os.path.exists(options.output) and os.path.exists(options.file) and options.output.samefile(options.file):
        raise BadUse("export_onto_source", name=options.file.name)
    is_own = is_draft(options.file)
    draft, source = (_draft_in(options.file), ()) if is_own else _as_draft(options.file)
    given = of_unit(draft.value, options.unit)
    chosen = ExportOptions(options.layout, dict(options.pairs), is_own and not options.no_marks, source)
    if options.output.suffix.lower() == PDF:
        written = export_pdf(given.value, options.output, chosen, options.screen.printer())
    else:
        written = export_draft(given.value, options.output, chosen)
    print(f"已导出：{written.value}")
    if is_own:
        print(listing.readiness_text(draft.value.facts))
    print_notices((*draft.notices, *given.notices, *written.notices, *closing_notices(given.value, chosen)))


def layout(options: Namespace) -> int:
    """Check a layout, or learn one from a finished file."""
    return _check_layout(options) if options.deed == "check" else _learn_layout(options)


def _check_layout(options: Namespace) -> int:
    from core.workflows.layouts.check import check_layout, is_in_order, shape_of

    found = check_layout(options.file, options.screen.families())
    if any(finding.code == NO_WORD_FILE for finding in found):
        raise BadInput("template_not_word")
    shape: listing.Shape = {"findings": shape_of(found)}
    if options.json:
        print_json(shape)
    else:
        print(listing.findings_text(shape))
    return DONE if is_in_order(found) else ATTEND


def _learn_layout(options: Namespace) -> int:
    from core.workflows.layouts.learning import learn_layout, summary

    if is_same_file(options.file, options.output):
        raise BadUse("export_onto_source", name=options.file.name)
    learned = learn_layout(options.file)
    write_atomically(options.output, learned.value.layout)
    print("\n".join((f"已得到版式：{options.output}", *summary(learned.value))))
    print_notices(learned.notices)
    return DONE


VERBS: Mapping[str, Callable[[Namespace], int | None]] = MappingProxyType(
    {verb.__name__: verb for verb in (outline, facts, new, fill, export, check, layout, rollover, collect, coverage)}
)


class _CrashGuard:
    """Turns unexpected errors into a sentence and exit code 2 instead of a traceback."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Log the error and print that there was one; SystemExit passes."""
        if kind is None or error is None or issubclass(kind, SystemExit):
            return False
        log_crash(kind, error, trace)
        print(sentence(AppError("unknown")), file=sys.stderr)
        return True


def _draft_in(path: Path) -> Result[Draft]:
    return Result(stored_draft(path))


def _as_draft(path: Path) -> tuple[Result[Draft], tuple[Element, ...]]:
    """A prior report as a draft, and the elements of the file itself."""
    report = read_report(path)
    draft = draft_of(report.value.document)
    names = "、".join(name for name, _ in draft.identity.particulars)
    apart = (Notice("frame_apart", 0, {"names": names}),) if names else ()
    return Result(draft, (*report.notices, *apart)), report.value.document.elements


def _values_in(source: Path | None) -> Mapping[str, str]:
    """Values by fact id from a JSON file; none without a file."""
    if source is None:
        return {}
    try:
        text = read_limited(source).decode("utf-8-sig")
        found = json.loads(
            text, object_pairs_hook=_without_repeats, parse_constant=_number, parse_float=_number, parse_int=_number
        )
    except (ValueError, InvalidOperation, RecursionError) as error:
        raise BadInput("fill_not_json", name=source.name) from error
    if not isinstance(found, dict) or not all(map(_is_value, found.values())):
        raise BadInput("fill_not_json", name=source.name)
    return found


def _is_value(value: object) -> bool:
    return isinstance(value, str)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The pairs as an object. Raises ValueError for a repeated id, as it is unknown which value is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(pairs)
    return found


def _number(text: str) -> str:
    """A JSON number as it stands in a sentence: 3.10 as written, 1e3 as 1000. Raises ValueError for 1e999 and NaN."""
    number = Decimal(text) if len(text) <= LONGEST_NUMBER else Decimal("inf")
    if not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER:
        raise ValueError(text[:LONGEST_NUMBER])
    return f"{number:f}"


def _speak_utf8() -> None:
    """Windows consoles and pipes would otherwise refuse characters outside their code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
