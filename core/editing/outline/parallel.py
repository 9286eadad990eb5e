"""对仗: the headings of one level compared clause by clause, and those built differently from the others."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from core.model.elements import Element, Role

CLAUSE = re.compile(r"[^，、；：,;:]*[，、；：,;:]|[^，、；：,;:]+")
MARKS = "，、；：,;:。！？ \u3000"


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading with its clauses, marks included; ``lengths`` count their characters without marks.

    ``is_odd`` when most of the others agree with one another and this one does not.
    """

    heading_id: str
    ordinal: str
    clauses: tuple[str, ...]
    lengths: tuple[int, ...]
    is_odd: bool = False


def clauses_of(heading: str) -> tuple[str, ...]:
    """The heading split after its commas."""
    return tuple(CLAUSE.findall(heading.strip()))


def beside(elements: Sequence[Element], heading_id: str) -> tuple[Element, ...]:
    """The headings of one level under one parent, in order; nothing for an id that heads no section."""
    headings = [element for element in elements if element.role is Role.HEADING]
    here = next((place for place, element in enumerate(headings) if element.id == heading_id), None)
    if here is None:
        return ()
    depth = headings[here].depth
    before = list(takewhile(lambda element: element.depth >= depth, reversed(headings[:here])))
    behind = takewhile(lambda element: element.depth >= depth, headings[here:])
    return tuple(element for element in (*reversed(before), *behind) if element.depth == depth)


def heading_rows(elements: Sequence[Element], heading_id: str) -> tuple[HeadingRow, ...]:
    """Rows for all headings of the level of ``heading_id``, itself included."""
    found = [(e, clauses_of(e.heading)) for e in beside(elements, heading_id)]
    lengths = [tuple(len(clause.strip(MARKS)) for clause in clauses) for _, clauses in found]
    usual = usual_form_of(lengths)
    return tuple(
        HeadingRow(e.id, e.ordinal, clauses, own, usual is not None and not _is_like(own, usual))
        for (e, clauses), own in zip(found, lengths, strict=True)
    )


def usual_form_of(lengths: Sequence[tuple[int, ...]]) -> tuple[int, ...] | None:
    """The clause lengths that a majority shares, else as many zeros as a majority has clauses, else None."""
    if len(lengths) < 3:
        return None
    form, count = Counter(lengths).most_common(1)[0]
    if count * 2 > len(lengths):
        return form
    size, count = Counter(map(len, lengths)).most_common(1)[0]
    return (0,) * size if count * 2 > len(lengths) else None


def _is_like(own: tuple[int, ...], usual: tuple[int, ...]) -> bool:
    return own == usual if any(usual) else len(own) == len(usual)
