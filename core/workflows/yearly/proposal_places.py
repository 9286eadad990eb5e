"""Where proposals stand, in words, for those whose paragraph has hardly any besides what is proposed for it."""

from collections.abc import Iterable, Mapping

from core.editing.text.elements import NAMES
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.model.outline import Section, sections
from core.model.proposal import Proposal
from core.workflows.review.naming import PlaceNames, quoted

FEW = 4
"""Characters besides the place itself that say too little."""

BELOW, HEADING = "{heading}之下", "章节标题"


def place_names(proposals: Iterable[Proposal], draft: Draft) -> Mapping[str, str]:
    """What the places of these proposals are called, by the ids of their paragraphs: 表1 接待查档·备注, 成文日期; none for
    those that have words around them."""
    own = {element.id: element for element in draft.elements}
    bare = {each.place.element_id for each in proposals if _is_bare(each, own[each.place.element_id])}
    if not bare:
        return {}
    names, homes = PlaceNames(draft.elements), _homes(draft)
    return {each: _called(own[each], names, homes.get(each, "")) for each in bare}


def _called(element: Element, names: PlaceNames, home: str) -> str:
    name = names.of(element.id) or NAMES.get(element.role, "")
    return f"{name}（{home}）" if element.role is Role.TABLE and home else name or home


def _is_bare(proposal: Proposal, element: Element) -> bool:
    span = proposal.place.span
    return element.role in (Role.CELL, Role.TABLE) or len(element.text) - (span.end - span.start) <= FEW


def _homes(draft: Draft) -> dict[str, str]:
    """The heading below which each paragraph stands."""
    return {each: _home(each, section) for section in sections(draft.elements) for each in section.element_ids}


def _home(element_id: str, section: Section) -> str:
    words = f"{section.ordinal}{section.heading}"
    if element_id == section.heading_id:
        return HEADING
    return BELOW.format(heading=quoted(words)) if section.heading_id else words
