"""Places of findings in the whole paragraph, and their counts."""

from collections.abc import Iterable, Sequence

from core.checks.registry import Family, family_of
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.spans import Place


def reported_places(finding: Finding, elements: Iterable[Element]) -> tuple[Place, ...]:
    """The places that the message is about: the first, and those with the same words.

    Other places, and the further figures of a sum, are only what the first is compared with.
    """
    contents = {element.id: element.content for element in elements}
    if family_of(finding.code) is Family.FIGURES:
        return (finding.place,)
    same = (
        place
        for place in finding.others
        if contents.get(place.element_id, "")[place.span.start : place.span.end] == finding.text
    )
    return (finding.place, *same)


def shown_span(element: Element, finding: Finding, place: Place) -> tuple[int, int]:
    """Place of a finding in the whole paragraph; for a finding about the ordinal, which is not content, the ordinal
    itself."""
    shift = len(element.prefix)
    ordinal = ordinal_of(element, finding)
    if ordinal and not place.span:
        start = element.prefix.index(ordinal)
        return start, start + len(ordinal)
    return place.span.start + shift, place.span.end + shift


def ordinal_of(element: Element, finding: Finding) -> str:
    """The ordinal of the paragraph if the finding is about it, else an empty string."""
    return finding.text if finding.text and finding.text in element.prefix and not finding.place.span else ""


def counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    """The numbers of errors, warnings and hints."""
    found = [one.severity for one in findings]
    return found.count(Severity.ERROR), found.count(Severity.WARNING), found.count(Severity.HINT)
