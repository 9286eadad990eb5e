"""Carry-over check and unit card for a draft or a file: what is not one's own, and what can be done about it."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.checks.carry_over import PERSON, PLACE, UNIT, Foreign, foreign_names, own_words
from core.checks.carry_over_masks import MaskProposal, mask_proposals
from core.checks.carry_over_tables import DIVISIONS, NameTables, build_tables
from core.editing.particulars import particulars_of, set_particulars
from core.editing.replacing import replace_hits
from core.editing.search import Hit, Wanted, find_hits
from core.editing.values import field_of, set_value
from core.errors import BadWords
from core.model.card import UnitCard
from core.model.change import Change, apply, difference
from core.model.draft import Draft
from core.model.elements import Element
from core.model.finding import Finding, Severity
from core.model.particulars import KEPT, SEPARATORS
from core.model.spans import Place
from core.paths import resources_folder
from core.workflows.plans import plan_in
from core.workflows.wording import words

__all__ = (
    "MaskProposal",
    "accepted",
    "add_to_card",
    "check_draft",
    "check_report",
    "keep_name",
    "load_names",
    "mask_proposals",
    "masks_shape",
    "replace_name",
)

FILE = "names.toml"
CODES = MappingProxyType({PERSON: "carry_over_person", PLACE: "carry_over_place", UNIT: "carry_over_unit"})
FILLED = "按单位名片填写"

Shape = dict[str, Any]


def load_names(folder: Path | None = None) -> NameTables:
    """The lists of names as their files say now; BadWords when one is missing or damaged."""
    resources = folder or resources_folder()
    paths = [resources / "divisions" / f"{name}.txt" for name in DIVISIONS] + [resources / "words" / FILE]
    texts = []
    for path in paths:
        try:
            texts.append(path.read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise BadWords("words_damaged", name=path.name) from error
    try:
        return _tables_of(tuple(texts))
    except tomllib.TOMLDecodeError as error:
        raise BadWords("words_damaged", name=FILE) from error


@lru_cache(maxsize=1)
def _tables_of(texts: tuple[str, ...]) -> NameTables:
    lists = {name: value for name, value in tomllib.loads(texts[-1]).items() if isinstance(value, str)}
    return build_tables(dict(zip(DIVISIONS, texts, strict=False)), lists)


def check_report(elements: Iterable[Element], card: UnitCard | None, names: NameTables) -> tuple[Finding, ...]:
    """What a file names that is not one's own, each name once with all its places."""
    own = own_words(card) if card else frozenset()
    return tuple(_finding(foreign) for foreign in foreign_names(elements, names, own))


def check_draft(draft: Draft, card: UnitCard | None, names: NameTables) -> tuple[Finding, ...]:
    """What a draft took over from its basis documents and names somebody else's; what was kept on purpose is left out.

    Names in this year's plan are this year's own.
    """
    kept, plan = _kept(draft), plan_in(draft)
    carried = "\n".join(element.text for basis in draft.basis if basis is not plan for element in basis.elements)
    found = check_report(draft.elements, card, names)
    return tuple(finding for finding in found if finding.text in carried and finding.text not in kept)


def _finding(foreign: Foreign) -> Finding:
    code = CODES[foreign.sort]
    first, *others = foreign.places
    message = words(code, name=foreign.text, count=str(len(foreign.places)))
    return Finding(code, Severity.WARNING, first, foreign.text, message, None, tuple(others))


def keep_name(draft: Draft, finding: Finding) -> Change:
    """Keep the name on purpose: it is not asked about again in this draft."""
    kept = (*_kept(draft), finding.text)
    return set_particulars(draft, {KEPT: "、".join(dict.fromkeys(kept))})


def replace_name(draft: Draft, finding: Finding, new: str) -> Change:
    """Write another name wherever this one stands; an empty one takes it out. BadUse for a text that cannot be stored.

    The same characters across other words are no name: 王平 does not stand in 帝王平时.
    """
    words_of_it = find_hits(draft, Wanted(finding.text, match_case=True, match_width=True, whole_words=True))
    told = (Hit(place, finding.text) for place in (finding.place, *finding.others))
    return replace_hits(draft, tuple({hit.key: hit for hit in (*told, *words_of_it)}.values()), new)


def add_to_card(card: UnitCard, finding: Finding) -> UnitCard:
    """The card with the name among those that are right although they are not one's own."""
    return card if finding.text in card.others else replace(card, others=(*card.others, finding.text))


def accepted(draft: Draft, chosen: Sequence[MaskProposal]) -> Change:
    """Write the chosen proposals into their fields in one change; the value may have been edited before.

    BadUse for a fact that is gone or a value that cannot be stored.
    """
    after = draft
    for proposal in chosen:
        after = apply(after, set_value(after, proposal.fact_id, proposal.value))
    first = field_of(draft, chosen[0].fact_id)[0] if chosen else None
    return difference(draft, after, Place(first.element_id) if first else Place(""), FILLED)


def _kept(draft: Draft) -> tuple[str, ...]:
    text = particulars_of(draft).get(KEPT, "")
    for mark in SEPARATORS:
        text = text.replace(mark, "、")
    return tuple(name for name in text.split("、") if name)


def masks_shape(proposals: Iterable[MaskProposal]) -> Shape:
    """The proposals of the card as a JSON object."""
    return {"proposals": [{"id": one.fact_id, "value": one.value, "reason": one.reason} for one in proposals]}
