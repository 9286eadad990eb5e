"""Where one can go in a draft by typing part of a name: its sections, then its facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.model.draft import Draft
from core.model.fact import Fact
from core.model.outline import Section, fields
from gui.draft.initials import initials
from gui.form.fields import name_of

MOST = 200
"""More than anybody scrolls through."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A section, or with ``fact_id`` a fact; ``element_id`` is where it begins, ``note`` distinguishes it from others of that name."""

    name: str
    note: str
    element_id: str
    fact_id: str = ""
    depth: int = 0


def destinations(draft: Draft, sections: Mapping[str, Section]) -> tuple[Destination, ...]:
    """All of them: sections in the order of the outline, then facts in the order of the text."""
    homes = {each: f"{one.ordinal}{one.heading}" for one in sections.values() for each in one.element_ids}
    return (*_sections(sections), *(_fact(group[0], homes) for group in fields(draft.facts)))


def _sections(sections: Mapping[str, Section]) -> Iterator[Destination]:
    for section in sections.values():
        if section.element_ids:
            yield Destination(
                f"{section.ordinal}{section.heading}", "", section.element_ids[0], depth=max(section.depth - 1, 0)
            )


def _fact(fact: Fact, homes: Mapping[str, str]) -> Destination:
    value = f"{fact.text}{fact.unit}"
    name = name_of(fact)
    return Destination(
        name if name == fact.text else f"{name}　{value}", homes.get(fact.element_id, ""), fact.element_id, fact.id
    )


def matching(all_of_them: Sequence[Destination], typed: str) -> list[Destination]:
    """Those whose name has every word typed in it, or begins with these letters in pinyin; nearer ones first."""
    typed = typed.strip().lower()
    if not typed:
        return [each for each in all_of_them if not each.fact_id][:MOST]
    ranked = [
        (rank, number) for number, each in enumerate(all_of_them) if (rank := _rank(each.name, typed)) is not None
    ]
    return [all_of_them[number] for _, number in sorted(ranked)[:MOST]]


def _rank(name: str, typed: str) -> int | None:
    """0 for the best; None for a name that does not match."""
    low = name.lower()
    if typed in low:
        return 0
    if all(word in low for word in typed.split()):
        return 1
    return 2 if typed.isascii() and typed.replace(" ", "") in initials(name) else None
