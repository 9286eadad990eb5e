"""Carry-over check and unit card for a draft or a file: foreign names, and the edits that remove or accept them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.checks.checked_text import CheckedText, ParagraphCache
from core.checks.names.carry_over import PERSON, PLACE, UNIT, ForeignName, foreign_names, head_words, own_words
from core.checks.names.tables import DIVISIONS, EPITHETS, WORD_LISTS, NameTables, build_tables
from core.editing.particulars import particulars_of, set_particulars
from core.editing.text.replacing import replace_hits
from core.editing.text.search import Hit, SearchQuery, find_hits
from core.errors import BadWords
from core.model.card import UnitCard
from core.model.change import Change
from core.model.draft import Draft
from core.model.elements import Element
from core.model.fact import FactKind, MaskKind
from core.model.finding import Finding, Severity
from core.model.particulars import KEPT, SEPARATORS
from core.paths import resources_folder
from core.resources import FOLDER as WORDS
from core.resources import load, text_values
from core.workflows.messages import words
from core.workflows.yearly.plans import plan_in

__all__ = (
    "add_to_card",
    "can_be_foreign",
    "check_draft",
    "check_report",
    "keep_name",
    "load_names",
    "name_tables",
    "replace_name",
)

FILE = "names.toml"
CODES = MappingProxyType({PERSON: "carry_over_person", PLACE: "carry_over_place", UNIT: "carry_over_unit"})

Shape = dict[str, Any]


def load_names(folder: Path | None = None) -> NameTables:
    """The lists of names in their present state; ``folder`` replaces ``resources``. Raises BadWords."""
    divisions = (f"divisions/{name}.txt" for name in DIVISIONS)
    return load(_name_tables, f"{WORDS}/{FILE}", *divisions, folder=folder or resources_folder(), parse=str)


def name_tables() -> NameTables:
    """The lists of names as they were when the program first asked for them; all drafts share them."""
    return _loaded(resources_folder())


# The tables never change while the program runs, and reading their files takes a hundredth of the time of a whole check.
@lru_cache(maxsize=1)
def _loaded(resources: Path) -> NameTables:
    return load_names(resources)


def _name_tables(words: str, *divisions: str) -> NameTables:
    lists = text_values(words)
    if missing := {EPITHETS, *WORD_LISTS} - lists.keys():
        raise BadWords("words_incomplete", list=min(missing))
    return build_tables(dict(zip(DIVISIONS, divisions, strict=True)), lists)


def check_report(
    elements: Sequence[Element], card: UnitCard | None, names: NameTables, cache: ParagraphCache | None = None
) -> tuple[Finding, ...]:
    """Names in a file that are not the unit's own, each once with all its places.

    Without a card, the names in its title and signature count as its own.
    """
    text = CheckedText(elements, cache)
    own = own_words(card) if card else head_words(text, names)
    return tuple(_finding(foreign) for foreign in foreign_names(text, names, own))


def check_draft(
    draft: Draft, card: UnitCard | None, names: NameTables, cache: ParagraphCache | None = None
) -> tuple[Finding, ...]:
    """Foreign names that a draft took over from its basis documents, without those kept on purpose.

    Names in this year's plan count as the unit's own.
    """
    kept, plan = _kept(draft), plan_in(draft)
    carried = "\n".join(element.text for basis in draft.basis if basis is not plan for element in basis.elements)
    found = check_report(draft.elements, card, names, cache)
    return tuple(finding for finding in found if finding.text in carried and finding.text not in kept)


def can_be_foreign(draft: Draft, card: UnitCard | None) -> bool:
    """Whether foreign names can be recognised at all.

    This takes a unit card, or a text that masks its own names: an unmasked name among them is a leak.
    """
    names = (MaskKind.NAME, MaskKind.PERSON)
    return card is not None or any(fact.kind is FactKind.MASK and fact.subkind in names for fact in draft.facts)


def _finding(foreign: ForeignName) -> Finding:
    code = CODES[foreign.sort]
    first, *others = foreign.places
    message = words(code, name=foreign.text, count=str(len(foreign.places)))
    return Finding(code, Severity.WARNING, first, foreign.text, message, None, tuple(others))


def keep_name(draft: Draft, finding: Finding) -> Change:
    """Keep the name on purpose: it is not reported again in this draft."""
    kept = (*_kept(draft), finding.text)
    return set_particulars(draft, {KEPT: "、".join(dict.fromkeys(kept))})


def replace_name(draft: Draft, finding: Finding, new: str) -> Change:
    """Replace the name wherever it is a word; an empty replacement deletes it. BadUse for a text that cannot be stored.

    The same characters across word boundaries are not the name: 王平 does not occur in 帝王平时.
    """
    return replace_hits(draft, _standing(draft, finding), new)


def other_words(draft: Draft, finding: Finding) -> int:
    """The number of places where the name's characters cross word boundaries, which ``replace_name`` leaves alone."""
    everywhere = find_hits(draft, SearchQuery(finding.text, match_case=True, match_width=True))
    return len({hit.key for hit in everywhere} - {hit.key for hit in _standing(draft, finding)})


def _standing(draft: Draft, finding: Finding) -> tuple[Hit, ...]:
    """The occurrences of the name: the places reported, and wherever it is a word."""
    reported = (Hit(place, finding.text) for place in (finding.place, *finding.others))
    as_words = find_hits(draft, SearchQuery(finding.text, match_case=True, match_width=True, whole_words=True))
    return tuple({hit.key: hit for hit in (*reported, *as_words)}.values())


def add_to_card(card: UnitCard, finding: Finding) -> UnitCard:
    """The card with the name added to those that are right although they are not the unit's own."""
    return card if finding.text in card.others else replace(card, others=(*card.others, finding.text))


def _kept(draft: Draft) -> tuple[str, ...]:
    text = particulars_of(draft).get(KEPT, "")
    for mark in SEPARATORS:
        text = text.replace(mark, "、")
    return tuple(name for name in text.split("、") if name)
