"""Completeness: parts that a report of its kind needs, and facts of a draft that are still open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.checks.found import finding
from core.checks.structure.title_and_dates import check_dates, check_signed, check_title, check_unit, finding_on
from core.cooperative import BATCH_SIZE, YieldToUi, cooperatively, never_yield
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.fact import Fact, FactState
from core.model.finding import Finding, Severity
from core.model.kind import Kind, RequiredPart
from core.model.spans import Place, Span

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
        firsts.setdefault(fact.group or fact.id, fact.state)
    states = list(firsts.values())
    return states.count(FactState.EMPTY), states.count(FactState.CARRIED)
