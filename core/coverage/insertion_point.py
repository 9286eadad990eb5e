"""Where a task missing from the summary is inserted: beside its neighbours in the plan's order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.coverage.terms import Terms, terms_of
from core.coverage.values import Certainty, CoverageRow, CoverWords, Material, Sentence
from core.model.elements import Element, Role
from core.model.outline import sections

NAMED = 0.5
"""What a heading shares at least with a task whose topic it names."""


@dataclass(frozen=True, slots=True)
class InsertionPoint:
    """After the section headed by ``heading_id``; with an empty id, after the last part.

    ``is_under``: the section is a whole part, and the task becomes a section inside it. ``is_inside``: the section covers
    the topic, and the task becomes a paragraph of it. ``is_guess``: there was no evidence.
    """

    heading_id: str = ""
    is_under: bool = False
    is_inside: bool = False
    is_guess: bool = False


def insertion_point(
    rows: Sequence[CoverageRow], number: int, summary: Material, reporting: Sequence[Sentence], words: CoverWords
) -> InsertionPoint:
    """The place for the task of ``rows[number]``.

    It is the section whose heading names the topic, else beside the nearest surely reported task of the same part of the
    plan: inside the section if that reports on several such tasks, after it if on one alone. Without any it is after the
    last section that reports on something.
    """
    homes = _homes(summary.elements)
    topic = _topical(rows[number], summary.elements, reporting, words)
    if topic is not None:
        return InsertionPoint(topic.id, is_under=topic.depth <= 1, is_inside=topic.depth > 1)
    near = sorted(_others(rows, number), key=lambda other: (abs(other - number), other > number))
    found = (home for other in near if (home := _home(rows[other], homes)) is not None)
    home = next(found, None)
    if home is None:
        return _last(homes, reporting)
    if home.depth <= 1:
        return InsertionPoint(home.id, is_under=bool(rows[number].task.part))
    tells_of_several = sum(_home(row, homes) is home for row in rows if row.certainty is Certainty.SURE) > 1
    return InsertionPoint(home.id, is_inside=tells_of_several)


def _topical(
    row: CoverageRow, elements: Sequence[Element], reporting: Sequence[Sentence], words: CoverWords
) -> Element | None:
    """The single reporting section whose heading shares most terms with the task's name and the part above it."""
    names = {one.place.element_id: one.text for one in reporting if one.is_heading and not one.is_general}
    own = terms_of(row.task.name, words) | terms_of(row.task.above, words)
    shares = {e: _shared(own, terms_of(name, words)) for e, name in names.items()}
    best = max(shares.values(), default=0.0)
    found = [e for e in elements if shares.get(e.id, 0.0) == best > NAMED]
    deepest = [e for e in found if e.depth == max(other.depth for other in found)]
    return deepest[0] if len(deepest) == 1 else None


def _shared(own: Terms, other: Terms) -> float:
    return sum(min(weight, own[word]) for word, weight in other.items() if word in own)


def _last(homes: Mapping[str, Element], reporting: Sequence[Sentence]) -> InsertionPoint:
    """After the last section that reports on something, preferably one inside a part."""
    sections = [
        homes[one.place.element_id] for one in reporting if not one.is_general and one.place.element_id in homes
    ]
    deep = [home for home in sections if home.depth > 1] or sections
    last = deep[-1] if deep else None
    return InsertionPoint(last.id, is_under=last.depth <= 1, is_guess=True) if last else InsertionPoint(is_guess=True)


def _others(rows: Sequence[CoverageRow], number: int) -> Iterator[int]:
    """The other tasks of the same part that are surely reported on."""
    part = rows[number].task.part
    reported = (other for other, row in enumerate(rows) if row.task.part == part and row.certainty is Certainty.SURE)
    return (other for other in reported if other != number)


def _homes(elements: Sequence[Element]) -> Mapping[str, Element]:
    """The heading of the section of each element; elements before the first heading are left out."""
    headings = {element.id: element for element in elements if element.role is Role.HEADING}
    found = ((section.element_ids, headings.get(section.heading_id)) for section in sections(elements))
    return {identifier: heading for ids, heading in found if heading is not None for identifier in ids}


def _home(row: CoverageRow, homes: Mapping[str, Element]) -> Element | None:
    """The heading of the section with the best of a task's sentences."""
    telling = [one for one in row.mentions if not one.sentence.is_general and one.certainty is Certainty.SURE]
    best = max(telling, key=lambda mention: mention.score, default=None)
    return homes.get(best.sentence.place.element_id) if best else None
