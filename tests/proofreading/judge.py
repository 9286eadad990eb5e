"""What 校对 says of a text of the test set, and whether it is right: hits, misses, false alarms, corrections."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.spans import Span
from core.workflows.checking.consistency import figure_findings
from core.workflows.checking.findings import shown_span
from core.workflows.checking.proofreader import without_duplicates
from core.workflows.checking.text_checks import TextChecker
from core.workflows.facts import find_facts
from core.workflows.importing.reports import recognise_report
from tests.proofreading.rows import Row

COUNTED = (Severity.ERROR, Severity.WARNING)


class Mended(StrEnum):
    """What the proposed correction makes of the text."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """One finding with its places in the whole text, the first one first; only errors and warnings are counted."""

    code: str
    severity: Severity
    spans: tuple[Span, ...]
    replacement: str | None

    def meets(self, spans: Iterable[Span]) -> bool:
        """Whether a place touches one of the spans; an empty one is as wide as the characters beside it."""
        return any(touches(own, span) for own in self.spans for span in spans)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings of one text sorted: those of the slip, hints about it, and all others but hints."""

    row: Row
    hits: tuple[Told, ...]
    hints: tuple[Told, ...]
    alarms: tuple[Told, ...]

    @property
    def mended(self) -> Mended:
        """Whether a finding of the slip corrects it, and to the right text."""
        offers = [one for one in self.hits if one.replacement is not None]
        if not offers:
            return Mended.NONE
        chosen = (*([one] for one in offers), offers)
        return Mended.RIGHT if any(applied(self.row.text, some) == self.row.right for some in chosen) else Mended.WRONG


class Judge:
    """Reads texts as the window and ``check`` do, one after another.

    Names are left out, because the set's places are invented and all of them somebody else's; so is what only a whole
    report must have. What a user never wants to be told plays no part.
    """

    def __init__(self) -> None:
        self._checker = TextChecker()

    def told(self, text: str) -> tuple[Told, ...]:
        """The errors and warnings found in a text."""
        return tuple(one for one in self.all_told(text) if one.severity in COUNTED)

    def all_told(self, text: str) -> tuple[Told, ...]:
        """What is found in a text, hints too."""
        elements = elements_of(text)
        draft = Draft(Identity(), elements, find_facts(elements))
        found = without_duplicates((*self._checker.check(elements), *figure_findings(draft)))
        starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        known = {element.id: element for element in elements}
        return tuple(_told(one, known, starts) for one in found)

    def verdict(self, row: Row) -> Verdict:
        """The findings of a row with a slip, sorted."""
        found = self.all_told(row.text)
        met = [one for one in found if one.meets((row.span, *row.against))]
        hits, hints = (tuple(one for one in met if (one.severity in COUNTED) is counted) for counted in (True, False))
        return Verdict(row, hits, hints, tuple(one for one in found if one not in met and one.severity in COUNTED))


def elements_of(text: str) -> tuple[Element, ...]:
    """A single paragraph is running text, several are read like a file."""
    if "\n" not in text:
        return (Element("e1", Role.BODY, text, line=1),)
    return recognise_report("x.txt", text.encode("utf-8")).value.document.elements


def recall(verdicts: Iterable[Verdict]) -> dict[str, tuple[int, int]]:
    """For each kind how many slips were found, and of how many."""
    every, found = Counter[str](), Counter[str]()
    for one in verdicts:
        every[one.row.kind] += 1
        found[one.row.kind] += bool(one.hits)
    return {kind: (found[kind], count) for kind, count in every.items()}


def _told(finding: Finding, known: dict[str, Element], starts: list[int]) -> Told:
    spans = []
    for place in (finding.place, *finding.others):
        element = known[place.element_id]
        start, end = shown_span(element, finding, place)
        base = starts[element.line - 1]
        spans.append(Span(base + start, base + end))
    return Told(finding.code, finding.severity, tuple(spans), finding.replacement)


def touches(one: Span, other: Span) -> bool:
    """Whether two spans share a character; an empty one is as wide as the characters beside it."""
    one, other = _wide(one), _wide(other)
    return one.start < other.end and other.start < one.end


def _wide(span: Span) -> Span:
    return span if len(span) else Span(span.start - 1, span.end + 1)


def applied(text: str, offers: Sequence[Told]) -> str:
    """The text with the proposed corrections, the last one first so that places stay where they are."""
    for one in sorted(offers, key=lambda offer: offer.spans[0], reverse=True):
        first = one.spans[0]
        text = text[: first.start] + (one.replacement or "") + text[first.end :]
    return text
