"""采用改法: write the replacement that a check proposes at every place of the finding, as one edit.

Figures broken by a typing error are restored: when 12 .5万 becomes 12.5万, the fact that was 5 covers the whole
figure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.editing.text.replacing import replace_hits
from core.editing.text.search import Hit
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import Fact
from core.model.finding import Finding
from core.model.spans import common_edges
from core.workflows.checking.findings import ordinal_of, reported_places
from core.workflows.facts import find_facts


def with_whole_figures(before: Draft, after: Draft) -> Draft:
    """The draft where each fact that a typed character made part of a longer value covers that value."""
    old = {element.id: element.content for element in before.elements}
    changed = [element for element in after.elements if element.content != old.get(element.id, element.content)]
    for whole in _beside(changed, old):
        after = _taken(before, after, whole)
    return after


def _beside(elements: Sequence[Element], old: Mapping[str, str]) -> Iterator[Fact]:
    """The values in these paragraphs that contain or touch the typed text."""
    for fact in find_facts(elements) if elements else ():
        content = next(element.content for element in elements if element.id == fact.element_id)
        start, _, end = common_edges(old[fact.element_id], content)
        if fact.start <= end and start <= fact.end:
            yield fact


def _taken(before: Draft, after: Draft, whole: Fact) -> Draft:
    """With the value as one fact, if only parts of it were facts."""
    parts = _held(after, whole) or _gone(before, after, whole)
    if not parts or not all(_is_part(fact, whole) for fact in parts):
        return after
    rest = [fact for fact in after.facts if fact not in parts]
    order = {element.id: number for number, element in enumerate(after.elements)}
    facts = sorted((*rest, _all_of(parts[-1], whole, rest)), key=lambda fact: (order[fact.element_id], fact.start))
    return replace(after, facts=tuple(facts))


def _held(draft: Draft, whole: Fact) -> list[Fact]:
    return [f for f in draft.facts if f.element_id == whole.element_id and f.start < whole.end and whole.start < f.end]


def _gone(before: Draft, after: Draft, whole: Fact) -> list[Fact]:
    """Facts of the paragraph that were removed with the words around them."""
    left = {fact.id for fact in after.facts}
    return [fact for fact in before.facts if fact.element_id == whole.element_id and fact.id not in left]


def _is_part(fact: Fact, whole: Fact) -> bool:
    return fact.kind is whole.kind and fact.text in whole.text and fact.text != whole.text


def _all_of(fact: Fact, whole: Fact, others: Sequence[Fact]) -> Fact:
    """Other places of its field keep their text; last year's value was broken in the same way."""
    is_shared = fact.group and any(other.group == fact.group for other in others)
    return replace(
        fact,
        start=whole.start,
        end=whole.end,
        text=whole.text,
        unit=whole.unit,
        prior=whole.text if fact.prior == fact.text else fact.prior,
        value=None if fact.value is None else whole.text,
        group="" if is_shared else fact.group,
    )


REASON = "校对：“{old}”改为“{new}”"
REMOVED = "校对：删去“{old}”"


def can_mend(finding: Finding) -> bool:
    """Whether the check proposes a replacement."""
    return finding.replacement is not None


def mended(draft: Draft, finding: Finding) -> Change:
    """Write the replacement wherever the words of the finding still occur; an empty change where there is none.

    A fact that contains the words keeps its state, since its value was not checked. BadUse for a text that cannot be
    stored.
    """
    new = finding.replacement
    if new is None:
        return difference(draft, draft, finding.place, "")
    after = _renumbered(draft, finding, new) or _rewritten(draft, finding, new)
    return difference(draft, after, finding.place, (REASON if new else REMOVED).format(old=finding.text, new=new))


def _renumbered(draft: Draft, finding: Finding, new: str) -> Draft | None:
    """The draft with another ordinal; None when the finding is not about one."""
    home = next((element for element in draft.elements if element.id == finding.place.element_id), None)
    ordinal = ordinal_of(home, finding) if home is not None else ""
    if home is None or not ordinal:
        return None
    changed = replace(home, prefix=home.prefix.replace(ordinal, new, 1))
    return replace(draft, elements=tuple(changed if one is home else one for one in draft.elements))


def _rewritten(draft: Draft, finding: Finding, new: str) -> Draft:
    hits = [Hit(place, finding.text) for place in reported_places(finding, draft.elements) if place.span]
    after = apply(draft, replace_hits(draft, hits, new))
    known = {fact.id: fact for fact in draft.facts}
    unjudged = replace(after, facts=tuple(_unjudged(fact, known) for fact in after.facts))
    return with_whole_figures(draft, unjudged)


def _unjudged(fact: Fact, known: dict[str, Fact]) -> Fact:
    old = known[fact.id]
    if fact.text == old.text:
        return fact
    value = None if old.value is None else fact.text
    return replace(fact, state=old.state, value=value, source=old.source, note=old.note)
