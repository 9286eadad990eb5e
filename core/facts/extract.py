"""All facts of a document: found, labelled and grouped."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from core.facts.clauses import MOST, name_shown, sentence_topic
from core.facts.dates import bare_years, dates
from core.facts.figures import figures
from core.facts.forms import Label
from core.facts.group import apart, group_of
from core.facts.label import label_of, with_unit
from core.facts.lexicon import Lexicon
from core.facts.masks import has_starred_values, masks
from core.facts.phrases import deed_after
from core.facts.references import references
from core.facts.slots import CONTEXT, Scanner, Slot, SlotPlace, clause_start, scan, widened
from core.facts.tables import Table
from core.facts.words import FactWords
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.text import normalised

# No report comes near these; what lies beyond them is left as plain text, so that a hostile file costs seconds.
MOST_FACTS = 20_000
MOST_TEXT = 1_000_000

NAMED = frozenset((MaskKind.NAME, MaskKind.PERSON, MaskKind.ORDINAL))
NEAR = 12  # values on either side that a label may look at
HINT = 8  # characters of the words that tell equal labels apart
CLAUSE_END = re.compile(r"[，。；：！？、]")


def find_facts(elements: Sequence[Element], words: FactWords) -> tuple[Fact, ...]:
    """The facts of all elements in order, none overlapping, at most ``MOST_FACTS`` in the first ``MOST_TEXT`` characters.

    ``start`` and ``end`` count code points of the element's ``content``; masks are empty, all others carried.
    """
    facts: list[Fact] = []
    section: list[Fact] = []
    scanners = _scanners(elements, words)
    fuller = partial(_fuller, words.lexicon, {element.id: widened(element.content) for element in elements})
    room, table = MOST_TEXT, Table(words)
    for element in elements:
        if room <= 0:
            break
        if element.role is Role.HEADING:
            facts += apart(section, fuller)
            section = []
        if element.role is not Role.NOISE:
            found = _slots(normalised(element.content[:room]), scanners, table)
            section += _facts_of(words.lexicon, element, found, len(facts) + len(section))
        room -= len(element.content)
        table = table.after(element.content)
    return tuple(_alike(facts + apart(section, fuller)))


def _alike(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The names of one field with the label of its first place."""
    first: dict[str, str] = {}
    for fact in facts:
        label = first.setdefault(fact.group, fact.label) if fact.subkind in NAMED else fact.label
        yield fact if label == fact.label else replace(fact, label=label)


def is_cut(elements: Sequence[Element], facts: Sequence[Fact]) -> bool:
    """Whether ``facts``, found in ``elements``, end at a limit, so that what lies beyond was not looked at."""
    return len(facts) >= MOST_FACTS or sum(len(element.content) for element in elements) > MOST_TEXT


def _scanners(elements: Sequence[Element], words: FactWords) -> tuple[Scanner, ...]:
    loose = not any(has_starred_values(element.content, words) for element in elements)
    return (
        partial(masks, words=words, loose=loose),
        references,
        dates,
        partial(figures, measures=words.measures),
        bare_years,
    )


def _slots(content: str, scanners: Sequence[Scanner], table: Table) -> list[Slot]:
    return table.told(content, list(islice(scan(content, scanners), MOST_FACTS)))


def _facts_of(lexicon: Lexicon, element: Element, found: Sequence[Slot], count: int) -> Iterator[Fact]:
    slots = found[: MOST_FACTS - count]
    content, label = widened(normalised(element.content)), Label()
    for place, slot in enumerate(slots):
        low = max(0, place - NEAR)
        here = SlotPlace(lexicon, content, slots[low : place + NEAR], place - low)
        label = label_of(here, label)
        fact = _fact(element, slot, label.words, count + place + 1)
        fact = replace(fact, group=group_of(lexicon, fact))
        is_named = (
            fact.kind is FactKind.MASK
            and fact.subkind in NAMED
            and fact.label.removesuffix("名") not in lexicon.own_places
        )
        yield replace(fact, label=name_shown(here, fact.label)) if is_named else fact


def _fact(element: Element, slot: Slot, label: str, number: int) -> Fact:
    text = element.content[slot.start : slot.end]
    return Fact(
        id=f"f{number}",
        kind=slot.kind,
        subkind=str(slot.subkind),
        element_id=element.id,
        start=slot.start,
        end=slot.end,
        text=text,
        unit=slot.unit,
        label=with_unit(label, slot),
        state=FactState.EMPTY if slot.kind is FactKind.MASK else FactState.CARRIED,
        prior=text,
    )


def _fuller(lexicon: Lexicon, contents: Mapping[str, str], fact: Fact) -> str:
    """A longer label for a fact whose own one is taken: with what follows (任务不涉及) or with the clause before."""
    content = contents[fact.element_id]
    base, bracket = _split_label(fact)
    following = content[fact.end + len(fact.unit) :][:CONTEXT]
    thing = next((base[cut:] for cut in range(len(base) - 1) if following.startswith(base[cut:])), "")
    if thing and fact.kind in (FactKind.FIGURE, FactKind.MASK):
        predicate = lexicon.masked.sub("", CLAUSE_END.split(following[len(thing) :])[0])
        if (deed := deed_after(lexicon, predicate, max(HINT - 2, MOST - len(base)))) and not predicate.startswith("的"):
            return base + deed + bracket
    start = clause_start(content, fact.start)
    hint = sentence_topic(lexicon, content, start, HINT)
    return f"{hint}·{fact.label}" if hint and hint[:4] not in fact.label else fact.label


def _split_label(fact: Fact) -> tuple[str, str]:
    cut = fact.label.rfind("（") if fact.unit and fact.label.endswith("）") else len(fact.label)
    return fact.label[:cut], fact.label[cut:]
