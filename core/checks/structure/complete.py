"""Completeness: title, dates and signature, parts that a report of its kind needs, facts that are still open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.checks.reporting import finding, finding_at
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.dates import DateMatch, find_dates
from core.model.document import Kind, RequiredPart
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState
from core.model.finding import Finding, Severity
from core.model.outline import title_block
from core.model.spans import Place, Span

FAR = 2
"""Years between title and date from which one of them is wrong: a report is often signed in the following year."""

PERIODS = ("上半年", "下半年", "前三季度", "一季度", "二季度", "三季度", "四季度")


def finding_on(element: Element, code: str, /, **parameters: str) -> Finding:
    """A finding on the whole content of an element."""
    return finding_at(element, Span(0, len(element.content)), code, **parameters)


def check_title(draft: Draft, kind: str, title_kind: str) -> Iterator[Finding]:
    """The title against year, period and ``kind`` of its draft; ``title_kind`` is the kind that the title names."""
    title = next((element for element in draft.elements if element.role is Role.TITLE), None)
    if title is None:
        return
    yield from _year(title, draft.identity.year)
    wrong = tuple(_period(title, draft.identity.period))
    yield from wrong
    if not wrong and kind and title_kind and title_kind != kind and not _is_alike(title, kind, draft.identity.period):
        yield finding_on(title, "complete_title_kind", other=title_kind, kind=kind)


def _year(title: Element, year: int) -> Iterator[Finding]:
    dates = [date for date in find_dates(title.content) if date.year]
    if year and dates and all(date.year != year for date in dates):
        span = Span(dates[0].start, dates[0].end)
        yield finding_at(title, span, "complete_title_year", given=str(dates[0].year), year=str(year))


def _period(title: Element, period: str) -> Iterator[Finding]:
    given = next((word for word in PERIODS if word in title.content), "")
    if given and period in PERIODS and period not in title.content:
        start = title.content.index(given)
        span = Span(start, start + len(given))
        yield finding_at(title, span, "complete_title_period", given=given, period=period)


def _is_alike(title: Element, kind: str, period: str) -> bool:
    """Whether the title says the kind's own word (总结, 要点, 汇报), and its period where the kind has one."""
    return kind[-2:] in title.content and (period not in PERIODS or period in title.content)


def check_signed(draft: Draft, severity: Severity) -> Iterator[Finding]:
    """A signature without a date, or a date without a signature."""
    below = draft.elements[title_block(draft.elements) :]
    signatures = [element for element in draft.elements if element.role is Role.SIGNATURE]
    dates = [element for element in draft.elements if element.role is Role.ISSUE_DATE]
    if signatures and not dates:
        yield replace(finding_on(signatures[-1], "complete_date_missing"), severity=severity)
    if dates and not signatures and dates[-1] in below:
        yield replace(finding_on(dates[-1], "complete_signature_missing"), severity=severity)


def check_dates(draft: Draft) -> Iterator[Finding]:
    """Dates that differ from each other or are far from the year in the title; masked dates are ignored."""
    found = [element for element in draft.elements if element.role is Role.ISSUE_DATE]
    known = [
        (element, date) for element in found if (date := next(iter(find_dates(element.content)), None)) is not None
    ]
    is_passed_on = sum(element.role is Role.SIGNATURE for element in draft.elements) > 1
    yield from () if is_passed_on else _unlike([(element, date) for element, date in known if date.day])
    yield from (far for element, date in known[-1:] for far in _far(element, date, draft.title))


def _far(element: Element, date: DateMatch, title: str) -> Iterator[Finding]:
    years = [date.year for date in find_dates(title) if date.year]
    if years and _is_far(date, years):
        yield finding_on(element, "complete_date_far", given=str(years[0]), year=str(date.year))


def _unlike(dates: Sequence[tuple[Element, DateMatch]]) -> Iterator[Finding]:
    """The dates that are not the first one."""
    for element, date in dates[1:]:
        first, other = dates[0]
        if _day(date) != _day(other):
            earlier, given = first.content.strip(), element.content.strip()
            yield finding_on(element, "complete_dates_differ", other=earlier, given=given)


def _day(date: DateMatch) -> tuple[int | None, int | None, int | None]:
    return date.year, date.month, date.day


def _is_far(date: DateMatch, years: list[int]) -> bool:
    return date.year is not None and all(abs(date.year - year) >= FAR for year in years)


def check_unit(draft: Draft) -> Iterator[Finding]:
    """Signatures none of which is the draft's unit; masked signatures are ignored."""
    unit = draft.identity.unit
    masked = {fact.element_id for fact in draft.facts if fact.kind is FactKind.MASK}
    signed = [element for element in draft.elements if element.role is Role.SIGNATURE and element.id not in masked]
    if unit and signed and not any(_is_same(unit, element) for element in signed):
        yield finding_on(signed[0], "complete_unit", unit=unit)


def _is_same(unit: str, signature: Element) -> bool:
    text = "".join(signature.content.split())
    return unit in text or text in unit


FEWEST_PARTS = 2
"""Parts a text must have to be a whole report and no excerpt."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the draft is compared with: its ``kind``, and the name of the kind that its title names (``title_kind``).

    Less is checked in a file (``is_file``), whose intended kind is unknown.
    """

    kind: Kind | None
    title_kind: str = ""
    is_file: bool = False


def check_complete(draft: Draft, expected: Expected, yield_to_ui: YieldToUi = never_yield) -> tuple[Finding, ...]:
    """Missing and contradictory parts; in a draft also open facts."""
    if not draft.elements:
        return ()
    severity = Severity.HINT if expected.is_file else Severity.WARNING
    work = [check_signed(draft, severity), check_dates(draft)]
    if expected.kind is not None:
        work += [_parts(draft, expected.kind, severity, yield_to_ui), _vocative(draft, expected.kind)]
    if not expected.is_file:
        name = expected.kind.name if expected.kind else ""
        work += [check_title(draft, name, expected.title_kind), check_unit(draft), _open(draft, yield_to_ui)]
    return tuple(one for found in cooperatively(work, yield_to_ui) for one in found)


def _parts(draft: Draft, kind: Kind, severity: Severity, yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """Required parts that neither a heading nor a sentence mentions; reported at the last existing part."""
    named = [(element, element.heading) for element in draft.elements if element.heading_length]
    headings = [heading for _, heading in named if heading]
    parts = [element for element, heading in named if heading and element.depth == 1]
    for part in cooperatively(kind.required if len(parts) >= FEWEST_PARTS else (), yield_to_ui):
        if not _is_there(part, headings, draft.elements):
            missing = finding("complete_part", Place(parts[-1].id), part.name, part=part.name)
            yield replace(missing, severity=severity)


def _is_there(part: RequiredPart, headings: Sequence[str], elements: Sequence[Element]) -> bool:
    named = any(word in heading for heading in headings for word in part.headings)
    return named or any(word in element.content for element in elements for word in part.words)


def _vocative(draft: Draft, kind: Kind) -> Iterator[Finding]:
    """A missing addressee; not reported without a title, since an excerpt needs none."""
    roles = {element.role for element in draft.elements}
    if kind.vocative and draft.title and not roles & {Role.VOCATIVE, Role.ADDRESSEE}:
        yield finding_on(draft.elements[0], "complete_vocative")


def _open(draft: Draft, yield_to_ui: YieldToUi) -> Iterator[Finding]:
    """One finding for all open facts, at the first blank one if any; a warning while there are blanks."""
    still = [fact for fact in cooperatively(draft.facts, yield_to_ui, BATCH_SIZE) if fact.state.is_open]
    if still:
        first = next((fact for fact in still if fact.state is FactState.EMPTY), still[0])
        empty, carried = _fields(cooperatively(draft.facts, yield_to_ui, BATCH_SIZE))
        severity = Severity.WARNING if empty else Severity.HINT
        counted = {"count": empty + carried, "empty": empty, "carried": carried}
        place = Place(first.element_id, Span(first.start, first.end))
        counts = {name: str(number) for name, number in counted.items()}
        yield replace(finding("complete_open", place, first.text, **counts), severity=severity)


def _fields(facts: Iterable[Fact]) -> tuple[int, int]:
    """The number of blank fields and of those with last year's value, each counted by its first place."""
    firsts: dict[str, FactState] = {}
    for fact in facts:
        firsts.setdefault(fact.field, fact.state)
    states = list(firsts.values())
    return states.count(FactState.EMPTY), states.count(FactState.CARRIED)
