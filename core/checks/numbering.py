"""Ordinals of headings (GB/T 9704-2012, 7.3.3): gaps, repeats, order, one form per level, nesting, marks behind them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.checks.slips import Slip
from core.model.elements import Element, Role
from core.model.finding import Severity
from core.model.spans import Place, Span
from core.numbering import Ordinal, find_ordinal, write_ordinal

LOOSE_ENDS = "。；;，,、：:"
"""Marks that a heading on a line of its own does not end with."""

FEW = 3
"""Siblings that do without a mark before one that ends with it stands out."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A heading with its ordinal; ``parent`` is the element id of the heading above it."""

    element: Element
    ordinal: Ordinal
    parent: str

    def slip(self, code: str, severity: Severity, right: str | None, **told: str) -> Slip:
        """A slip at the ordinal, which stands before the content."""
        given = {"ordinal": self.element.ordinal, **told}
        place = Place(self.element.id, Span(0, 0))
        return Slip(code, severity, place, self.element.ordinal, right, tuple(given.items()))

    def written(self, number: int, shape: str = "") -> str:
        """The ordinal with another number or in another shape."""
        return write_ordinal(number, shape or self.ordinal.shape).strip()


def check_numbering(elements: Sequence[Element]) -> tuple[Slip, ...]:
    """What is wrong with the numbers of the headings, in document order.

    Numbers of a level may begin anew under each heading or run on through the document: the reading with fewer slips
    counts. An attachment begins anew.
    """
    found: list[Slip] = []
    for part in _parts(elements):
        numbered, strays = _in_one_shape(list(_numbered(part)))
        found += [one.slip("numbering_form", Severity.WARNING, right, written=right) for one, right in strays]
        found += _sequences(numbered)
        found += [slip for row in _lists(part) for slip in _sequence(row, row[0].ordinal.number)]
        found += _forms(numbered)
        found += _nesting(numbered)
        found += _marks(part)
    order = {element.id: number for number, element in enumerate(elements)}
    return tuple(sorted(found, key=lambda slip: order[slip.place.element_id]))


def _parts(elements: Sequence[Element]) -> Iterator[Sequence[Element]]:
    """The report, and each attachment by itself."""
    starts = [number for number, element in enumerate(elements) if element.role is Role.ATTACHMENT]
    for start, end in zip([0, *starts], [*starts, len(elements)], strict=True):
        yield elements[start:end]


def _numbered(elements: Iterable[Element]) -> Iterator[_Numbered]:
    above: list[Element] = []
    for element in elements:
        if element.role is not Role.HEADING:
            continue
        above = [one for one in above if one.depth < element.depth]
        ordinal = find_ordinal(element.prefix)
        if ordinal is not None and ordinal.level:
            yield _Numbered(element, ordinal, above[-1].id if above else "")
        above.append(element)


# A number in the shape of another level


def _in_one_shape(found: Sequence[_Numbered]) -> tuple[list[_Numbered], list[tuple[_Numbered, str]]]:
    """The headings, those that go on a row in the shape of another level taken into it: （1）, （2）, （三）.

    Beside them these strays, each with the ordinal that it should have.
    """
    row: list[_Numbered] = []
    strays: list[tuple[_Numbered, str]] = []
    moved: dict[str, str] = {}
    for place, one in enumerate(found):
        one = _Numbered(one.element, one.ordinal, moved.get(one.parent, one.parent))
        after = found[place + 1] if place + 1 < len(found) else None
        like = _like(row, one, after)
        if like is not None:
            number = one.ordinal.number
            strays.append((one, like.written(number)))
            moved[one.element.id] = like.parent
            one = _Numbered(one.element, _as_number(like.ordinal, number), like.parent)
        row.append(one)
    return row, strays


def _like(row: Sequence[_Numbered], one: _Numbered, after: _Numbered | None) -> _Numbered | None:
    """The heading beside a stray whose row it belongs to; None for one that is none."""
    if row and _goes_on(row, one, after):
        return row[-1]
    return after if after is not None and _opens(row, one, after) else None


def _opens(row: Sequence[_Numbered], one: _Numbered, after: _Numbered) -> bool:
    """Whether a heading is the first that the next one, its sibling of another shape, needs before it."""
    if (one.ordinal.number, after.ordinal.number) != (1, 2) or one.ordinal.level == after.ordinal.level:
        return False
    return one.parent == after.parent and _last(row, after.ordinal.level) != 1


def _last(row: Sequence[_Numbered], level: int) -> int:
    return next((one.ordinal.number for one in reversed(row) if one.ordinal.level == level), 0)


def _goes_on(row: Sequence[_Numbered], one: _Numbered, after: _Numbered | None) -> bool:
    """Whether a heading is next in the row of the one before, not in that of its own level, and the row goes on after."""
    before, number = row[-1].ordinal, one.ordinal.number
    if one.ordinal.level == before.level or number != before.number + 1:
        return False
    own = _last(row, one.ordinal.level)
    if number == own + 1:
        return False
    if after is None:  # the level's own row may have a gap
        return number > 2 and not own
    return after.ordinal.level == before.level and after.ordinal.number == number + 1


# One after the other


def _sequences(numbered: Sequence[_Numbered]) -> Iterator[Slip]:
    for level in sorted({one.ordinal.level for one in numbered}):
        row = [one for one in numbered if one.ordinal.level == level]
        rows: dict[str, list[_Numbered]] = {}
        for one in row:
            rows.setdefault(one.parent, []).append(one)
        anew = [slip for siblings in rows.values() for slip in _sequence(siblings)]
        on = list(_sequence(row)) if len(rows) > 1 else anew
        yield from min((anew, on), key=len)


def _lists(elements: Iterable[Element]) -> Iterator[Sequence[_Numbered]]:
    """Numbered paragraphs one after the other that are no headings; their first number may go on an earlier list."""
    row: list[_Numbered] = []
    for one in map(_listed, elements):
        if row and (one is None or one.ordinal.number == 1 or one.ordinal.shape != row[-1].ordinal.shape):
            yield row
            row = []
        row += [one] if one else []
    yield from [row] if row else []


def _listed(element: Element) -> _Numbered | None:
    ordinal = find_ordinal(element.prefix) if element.role is Role.BODY else None
    return _Numbered(element, ordinal, "") if ordinal and ordinal.level else None


def _sequence(row: Sequence[_Numbered], first: int = 1) -> Iterator[Slip]:
    last: _Numbered | None = None
    for place, one in enumerate(row):
        due = last.ordinal.number + 1 if last else first
        number = one.ordinal.number
        if number != due:
            after = row[place + 1].ordinal.number if place + 1 < len(row) else None
            yield _wrong(one, last, due, after)
            # the others go on as if this one were right, or it has changed places with the next
            if after == due + 1 or (number == due + 1 and after == due):
                one = _Numbered(one.element, _as_number(one.ordinal, due), one.parent)
        last = one


def _as_number(ordinal: Ordinal, number: int) -> Ordinal:
    return Ordinal(ordinal.start, ordinal.end, number, ordinal.shape, ordinal.level)


def _wrong(one: _Numbered, last: _Numbered | None, due: int, after: int | None) -> Slip:
    number = one.ordinal.number
    alone = after is None or after == due + 1 or {number, after} == {due, due + 1}
    right = one.written(due) if alone else None
    if last is None:
        return one.slip("numbering_first", Severity.WARNING, right, due=one.written(due))
    told = {"before": last.element.ordinal, "due": one.written(due)}
    is_again = one.element.ordinal == last.element.ordinal
    code = "numbering_gap" if number > due else "numbering_repeat" if is_again else "numbering_order"
    return one.slip(code, Severity.ERROR, right, **told)


# One form per level


def _forms(numbered: Sequence[_Numbered]) -> Iterator[Slip]:
    """Ordinals that are written otherwise than most of their level, and （一）、 with a mark too many."""
    usual = _usual_shapes(numbered)
    for one in numbered:
        if _has_mark_too_many(one):
            right = one.written(one.ordinal.number, one.ordinal.shape.rstrip("、"))
            yield one.slip("numbering_mark", Severity.ERROR, right, written=right)
        elif one.ordinal.shape != usual.get(one.ordinal.level, one.ordinal.shape):
            right = one.written(one.ordinal.number, usual[one.ordinal.level])
            yield one.slip("numbering_form", Severity.WARNING, right, written=right)


def _usual_shapes(numbered: Sequence[_Numbered]) -> dict[int, str]:
    """The shape that most ordinals of a level have; none where two shapes are equally frequent."""
    shapes: dict[int, Counter[str]] = {}
    for one in numbered:
        if not _has_mark_too_many(one):
            shapes.setdefault(one.ordinal.level, Counter())[one.ordinal.shape] += 1
    ranked = {level: found.most_common(2) for level, found in shapes.items()}
    return {level: top[0][0] for level, top in ranked.items() if len(top) == 1 or top[0][1] > top[1][1]}


def _has_mark_too_many(one: _Numbered) -> bool:
    return one.ordinal.shape[-2:] in ("）、", ")、", ".、", "．、")


def _nesting(numbered: Sequence[_Numbered]) -> Iterator[Slip]:
    """A number of a higher level under one of a lower: （一） under 1."""
    by_id = {one.element.id: one for one in numbered}
    for one in numbered:
        above = by_id.get(one.parent)
        if above is not None and above.ordinal.level >= one.ordinal.level:
            yield one.slip("numbering_nesting", Severity.WARNING, None, above=above.element.ordinal)


# Marks behind headings


def _marks(elements: Sequence[Element]) -> Iterator[Slip]:
    """Headings on lines of their own that end like a sentence, while others of their depth do not."""
    rows: dict[int, list[Element]] = {}
    for one in elements:
        if one.role is Role.HEADING and not one.run_in and one.content.strip():
            rows.setdefault(one.depth, []).append(one)
    for depth, row in rows.items():
        yield from _ended_in(row, depth == 1)


def _ended_in(row: Sequence[Element], is_first: bool) -> Iterator[Slip]:
    ended = [one for one in row if _end(one) in LOOSE_ENDS]
    if len(ended) < len(row) - len(ended) or (is_first and len(ended) < FEW):
        yield from map(_ended, ended)


def _end(heading: Element) -> str:
    return heading.content.rstrip()[-1]


def _ended(heading: Element) -> Slip:
    length = len(heading.content.rstrip())
    place = Place(heading.id, Span(length - 1, length))
    return Slip("numbering_heading_end", Severity.WARNING, place, _end(heading), "", (("mark", _end(heading)),))
