"""采用改法: write the replacement that a check proposes at every place of the finding, as one edit."""

from dataclasses import replace

from core.editing.text.replacing import replace_hits
from core.editing.text.search import Hit
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.fact import Fact
from core.model.finding import Finding
from core.workflows.checking.findings import ordinal_of, reported_places
from core.workflows.drafting.whole_figures import with_whole_figures

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
    told = replace(after, facts=tuple(_unjudged(fact, known) for fact in after.facts))
    return with_whole_figures(draft, told)


def _unjudged(fact: Fact, known: dict[str, Fact]) -> Fact:
    old = known[fact.id]
    if fact.text == old.text:
        return fact
    value = None if old.value is None else fact.text
    return replace(fact, state=old.state, value=value, source=old.source, note=old.note)
