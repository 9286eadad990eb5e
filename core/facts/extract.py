"""All facts of a document: found, labelled and grouped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from core.facts.cells import PlacedCell, open_cells, open_fact, placed_cells
from core.facts.clauses import MOST, name_shown, sentence_topic
from core.facts.dates import bare_years, dates
from core.facts.figures import figures
from core.facts.forms import Label
from core.facts.group import apart, group_of
from core.facts.label import label_of, with_unit
from core.facts.lexicon import Lexicon
from core.facts.mask_kinds import judge
from core.facts.masks import has_starred_values, masks
from core.facts.phrases import deed_after
from core.facts.references import references
from core.facts.slots import CONTEXT, Scanner, Slot, SlotPlace, clause_start, scan, widened
from core.facts.tables import Table
from core.facts.words import FactWords
from core.model.blocks import UNDERLINED
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState, MaskKind
from core.model.text import BLANK_SIGNS, PHRASE_END, normalised

# No report comes near these; what lies beyond them is left as plain text, so that a hostile file costs seconds.
MOST_FACTS = 20_000
MOST_TEXT = 1_000_000

NAMED = frozenset((MaskKind.NAME, MaskKind.PERSON, MaskKind.ORDINAL))
NEAR = 12  # values on either side that a label may look at
HINT = 8  # characters of the words that tell equal labels apart
COUNTED_IN_CELLS = frozenset((FactKind.FIGURE, FactKind.MASK))
LEAST_DIGITS = 3  # of a figure that is one field with an equal one of the same label


def find_facts(elements: Sequence[Element], words: FactWords) -> tuple[Fact, ...]:
    """The facts of all elements in order, none overlapping, at most ``MOST_FACTS`` in the first ``MOST_TEXT`` characters.

    ``start`` and ``end`` count code points of the element's ``content``; masks are empty, all others carried.
    """
    facts: list[Fact] = []
    section: list[Fact] = []
    scanners = _scanners(elements, words)
    fuller = partial(_fuller, words.lexicon, {element.id: widened(element.content) for element in elements})
    room, table, tables = MOST_TEXT, Table(words), _Tables.of(elements, words)
    for element in elements:
        if room <= 0:
            break
        if element.role is Role.HEADING:
            facts += apart(section, fuller)
            section = []
        if element.cell is not None:
            section += tables.facts_of(element, scanners, room, len(facts) + len(section))
        elif element.role is not Role.NOISE:
            found = _slots(normalised(element.content[:room]), scanners, table)
            found = _with_underlined(element, found, words)
            section += _facts_of(words.lexicon, element, found, len(facts) + len(section))
        room -= len(element.content)
        table = table.after(element.content) if element.cell is None else Table(words)
    return tuple(_alike(facts + apart(section, fuller)))


@dataclass(frozen=True, slots=True)
class _Tables:
    """The cells of all tables, and those that are empty and have to be filled."""

    words: FactWords
    cells: Mapping[str, PlacedCell]
    open: Mapping[str, str]

    @classmethod
    def of(cls, elements: Sequence[Element], words: FactWords) -> "_Tables":
        """Those of these elements."""
        cells = placed_cells(elements, words)
        return cls(words, cells, open_cells(cells.values()))

    def facts_of(self, element: Element, scanners: Sequence[Scanner], room: int, count: int) -> Iterator[Fact]:
        """The facts of one paragraph of a cell; one whose table is not there is read as running text."""
        if element.id in self.open and count < MOST_FACTS:
            cell = self.cells[element.id]
            yield open_fact(element, cell, self.open[element.id], f"f{count + 1}", self.words)
            return
        content = normalised(element.content[:room])
        found = list(islice(scan(content, scanners), MOST_FACTS)) if content.strip() else []
        found = _with_underlined(element, found, self.words)
        placed = self.cells.get(element.id)
        if placed is None:
            yield from _facts_of(self.words.lexicon, element, found, count)
            return
        slots = placed.slots(element, found, self.words)
        for fact, slot in zip(_facts_of(self.words.lexicon, element, slots, count), slots, strict=False):
            yield _by_heads(fact, slot, placed, content) if fact.kind in COUNTED_IN_CELLS else fact


def _by_heads(fact: Fact, slot: Slot, placed: PlacedCell, content: str) -> Fact:
    """A value of a cell as the heads name it. Short numbers are alike by chance, so each is a field of its own."""
    own = fact.label.removesuffix(f"（{fact.unit}）")
    named = replace(fact, label=with_unit(placed.label(own, content), slot))
    if fact.kind is FactKind.MASK:
        return replace(named, group=f"mask:{fact.id}")
    is_long = sum(sign.isdigit() for sign in fact.text) >= LEAST_DIGITS
    return replace(named, group=f"figure:{named.text}:{named.label}" if is_long else f"figure:{fact.id}")


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


def _with_underlined(element: Element, found: list[Slot], words: FactWords) -> list[Slot]:
    """The slots and the underlined blanks of the paragraph, the commonest holes of forms."""
    content, blanks = element.content, []
    for each in element.emphasis:
        is_blank = not content[each.start : each.end].strip(BLANK_SIGNS)
        if UNDERLINED in each.looks and each.end - each.start > 1 and is_blank:
            kind, unit, reach = judge(content, each.start, each.end, words)
            blanks.append(Slot(FactKind.MASK, str(kind), each.start, each.end, unit, reach))
    return sorted((*found, *blanks), key=lambda slot: slot.start) if blanks else found


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
        predicate = lexicon.masked.sub("", PHRASE_END.split(following[len(thing) :])[0])
        if (deed := deed_after(lexicon, predicate, max(HINT - 2, MOST - len(base)))) and not predicate.startswith("的"):
            return base + deed + bracket
    start = clause_start(content, fact.start)
    hint = sentence_topic(lexicon, content, start, HINT)
    return f"{hint}·{fact.label}" if hint and hint[:4] not in fact.label else fact.label


def _split_label(fact: Fact) -> tuple[str, str]:
    cut = fact.label.rfind("（") if fact.unit and fact.label.endswith("）") else len(fact.label)
    return fact.label[:cut], fact.label[cut:]
