"""Where a task that nobody mentioned belongs in the summary: beside its neighbours in the plan's order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.coverage.values import Certainty, Material, Row, Sentence
from core.model.elements import Element, Role
from core.model.outline import sections


@dataclass(frozen=True, slots=True)
class Spot:
    """Behind (or ``before``) the section that ``heading_id`` heads; with no id, behind the last part.

    ``is_under`` says that the section is a whole part, so that the task becomes a section inside it.
    """

    heading_id: str = ""
    before: bool = False
    is_under: bool = False


def spot_for(rows: Sequence[Row], number: int, summary: Material, reporting: Sequence[Sentence]) -> Spot:
    """The place for the task of ``rows[number]``.

    It stands behind the nearest task before it, or before the nearest one after it, that is surely reported on; one of
    the same part of the plan comes first. Without any it goes behind the last section that reports on something.
    """
    homes = _homes(summary.elements)
    for other in sorted(_others(rows, number), key=lambda one: _distance(rows, number, one)):
        home = _home(rows[other], homes)
        if home is not None:
            part = home.depth <= 1 and bool(rows[number].task.part)
            return Spot(home.id, other > number and not part, part)
    return _last(homes, reporting)


def _last(homes: Mapping[str, Element], reporting: Sequence[Sentence]) -> Spot:
    """Behind the last section that reports on something, preferably one inside a part."""
    told = [homes[one.place.element_id] for one in reporting if not one.is_general and one.place.element_id in homes]
    deep = [home for home in told if home.depth > 1] or told
    return Spot(deep[-1].id, is_under=deep[-1].depth <= 1) if deep else Spot()


def _others(rows: Sequence[Row], number: int) -> Iterator[int]:
    return (other for other, row in enumerate(rows) if other != number and row.certainty is Certainty.SURE)


def _distance(rows: Sequence[Row], number: int, other: int) -> tuple[bool, int, bool]:
    return rows[other].task.part != rows[number].task.part, abs(other - number), other > number


def _homes(elements: Sequence[Element]) -> Mapping[str, Element]:
    """The heading of the section that each element stands in; elements before the first heading are left out."""
    headings = {element.id: element for element in elements if element.role is Role.HEADING}
    found = ((section.element_ids, headings.get(section.heading_id)) for section in sections(elements))
    return {identifier: heading for ids, heading in found if heading is not None for identifier in ids}


def _home(row: Row, homes: Mapping[str, Element]) -> Element | None:
    """The heading under which the best of a task's sentences stands."""
    telling = [one for one in row.mentions if not one.sentence.is_general and one.certainty is Certainty.SURE]
    best = max(telling, key=lambda mention: mention.score, default=None)
    return homes.get(best.sentence.place.element_id) if best else None
