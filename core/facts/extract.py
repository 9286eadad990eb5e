"""All facts of a document: found, labelled and grouped."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from core.facts.dates import bare_years, dates
from core.facts.figures import figures
from core.facts.group import apart, group_of
from core.facts.label import base_label, with_unit
from core.facts.masks import has_starred_values, masks
from core.facts.references import references
from core.facts.slots import Scanner, Slot, scan
from core.model.elements import Element, Role
from core.model.fact import Fact, FactKind, FactState

MOST = 20_000  # no report has a twentieth of it; beyond it the file is no report and the rest is left as text


def find_facts(elements: Sequence[Element]) -> tuple[Fact, ...]:
    """The facts of all elements in order, none overlapping, at most ``MOST``.

    ``start`` and ``end`` count code points of the element's ``content``; masks are empty, all others carried.
    """
    facts: list[Fact] = []
    section: list[Fact] = []
    scanners = _scanners(elements)
    for element in elements:
        if element.role is Role.HEADING:
            facts += apart(section)
            section = []
        if element.role is not Role.NOISE:
            section += _facts_of(element, scanners, len(facts) + len(section))
    return tuple(facts + apart(section))


def _scanners(elements: Sequence[Element]) -> tuple[Scanner, ...]:
    loose = not any(has_starred_values(element.content) for element in elements)
    return (partial(masks, loose=loose), references, dates, figures, bare_years)


def _facts_of(element: Element, scanners: Sequence[Scanner], count: int) -> Iterator[Fact]:
    slots: list[Slot] = []
    for slot in scan(element.content, scanners):
        if count + len(slots) >= MOST:
            break
        slots.append(slot)
    label = ""
    for index, slot in enumerate(slots):
        label = base_label(element.content, slots, index, label)
        fact = _fact(element, slot, label, count + index + 1)
        yield replace(fact, group=group_of(fact))


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
        label=with_unit(label, slot.unit),
        state=FactState.EMPTY if slot.kind is FactKind.MASK else FactState.CARRIED,
        prior=text,
    )
