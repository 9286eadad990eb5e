"""Ordinals of headings (GB/T 9704-2012, 7.3.3): gaps, repeats, order, one form per level, nesting."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from core.checks.checked_text import checked
from core.checks.reporting import finding, finding_at
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Place, Span
from core.numbering import Ordinal, ordinal_of, write_ordinal

HAN_FORM = "一、"
MARKED_WRONG = frozenset({"一.", "一．", "一,", "一，"})
"""Wrong forms of it: a Han number without brackets is followed by 、."""

STANDARD = (HAN_FORM, "（一）", "1.", "（1）")
LOOSE_MARKS = "、，,．.：:；"
BRACKETS = "（）()、.．,， "
LAST_LEVEL = 4
"""The level of （1）, and of ① by its shape."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A heading with its ordinal; ``parent`` is the element id of the heading above it."""

    element: Element
    ordinal: Ordinal
    parent: str

    def finding(self, code: str, right: str | None, **parameters: str) -> Finding:
        """A finding at the ordinal, which stands before the content: its span is empty."""
        given = {"ordinal": self.element.ordinal, **parameters}
        return finding(code, Place(self.element.id, Span(0, 0)), self.element.ordinal, right, **given)

    def written(self, number: int, shape: str = "") -> str:
        """The ordinal with another number or in another shape."""
        return write_ordinal(number, shape or self.ordinal.shape).strip()


def check_numbering(elements: Sequence[Element]) -> tuple[Finding, ...]:
    """What is wrong with the numbers of the headings, in document order.

    Numbers of a level may restart under each heading or continue through the document: the interpretation with fewer
    findings is used. An attachment restarts.
    """
    text = checked(elements)
    found: list[Finding] = []
    for part in _parts(text):
        numbered, strays = _in_one_shape(list(_with_inner(_numbered(part))))
        found += [one.finding("numbering_form", right, written=right) for one, right in strays]
        for findings in text.cooperatively((_counted(part, numbered), _forms(numbered), _nesting(numbered))):
            found += findings
    order = {element.id: number for number, element in enumerate(elements)}
    return tuple(sorted(found, key=lambda one: order[one.place.element_id]))


def _parts(elements: Sequence[Element]) -> Iterator[Sequence[Element]]:
    """The report, and each attachment by itself."""
    starts = [
        number for number, element in enumerate(elements) if element.role in (Role.ATTACHMENT, Role.ATTACHMENT_MARK)
    ]
    for start, end in zip([0, *starts], [*starts, len(elements)], strict=True):
        yield elements[start:end]


def _numbered(elements: Iterable[Element]) -> Iterator[_Numbered]:
    above: list[Element] = []
    for element in elements:
        if element.role is not Role.HEADING:
            continue
        above = [one for one in above if one.depth < element.depth]
        ordinal = ordinal_of(element.prefix, element.level)
        if ordinal is not None and ordinal.level:
            yield _Numbered(element, ordinal, above[-1].id if above else "")
        above.append(element)


def _with_inner(numbered: Iterable[_Numbered]) -> Iterator[_Numbered]:
    """The headings; those of the last level that restart in a second shape become children of the first: ① under （1）."""
    outer: _Numbered | None = None
    inner = 0
    for one in numbered:
        if one.ordinal.level == LAST_LEVEL:
            outer = outer or one
            is_other = one.ordinal.shape.strip(BRACKETS) != outer.ordinal.shape.strip(BRACKETS)
            inner = one.ordinal.number if is_other and one.ordinal.number in (1, inner + 1) else 0
            if inner:
                one = _Numbered(one.element, replace(one.ordinal, level=LAST_LEVEL + 1), outer.element.id)
            else:
                outer = one
        yield one


# A number in the shape of another level


def _in_one_shape(found: Sequence[_Numbered]) -> tuple[list[_Numbered], list[tuple[_Numbered, str]]]:
    """The headings, where one continues a row in the shape of another level moved into it: （1）, （2）, （三）.

    Also these strays, each with the ordinal that it should have.
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
    """The neighbour whose row a stray heading belongs to; None if it is no stray."""
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


def _counted(part: Sequence[Element], numbered: Sequence[_Numbered]) -> Iterator[Finding]:
    """Numbers out of order; a missing number may also belong to a numbered paragraph at its place."""
    order = {element.id: place for place, element in enumerate(part)}
    lists = list(_lists(part))
    listed = _listed_places(chain.from_iterable(lists), order)
    for wrong, due in _sequences(numbered):
        between = range(order.get(due.behind, 0), order[wrong.place.element_id])
        if not any(place in between for place in listed.get((due.shape, due.number), ())):
            yield wrong
    yield from (wrong for row in lists for wrong, _ in _sequence(row, row[0].ordinal.number))


def _listed_places(listed: Iterable[_Numbered], order: Mapping[str, int]) -> dict[tuple[str, int], list[int]]:
    found: dict[tuple[str, int], list[int]] = {}
    for one in listed:
        found.setdefault((one.ordinal.shape, one.ordinal.number), []).append(order[one.element.id])
    return found


class _Due(NamedTuple):
    """The shape and number expected instead, and the id of the element after which."""

    shape: str
    number: int
    behind: str


def _sequences(numbered: Sequence[_Numbered]) -> Iterator[tuple[Finding, _Due]]:
    for level in sorted({one.ordinal.level for one in numbered}):
        row = [one for one in numbered if one.ordinal.level == level]
        rows: dict[str, list[_Numbered]] = {}
        for one in row:
            rows.setdefault(one.parent, []).append(one)
        anew = [pair for siblings in rows.values() for pair in _sequence(siblings)]
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
    ordinal = ordinal_of(element.prefix, element.level) if element.role is Role.BODY else None
    return _Numbered(element, ordinal, "") if ordinal and ordinal.level else None


def _sequence(row: Sequence[_Numbered], first: int = 1) -> Iterator[tuple[Finding, _Due]]:
    last: _Numbered | None = None
    for place, one in enumerate(row):
        due = last.ordinal.number + 1 if last else first
        number = one.ordinal.number
        if number != due:
            after = row[place + 1].ordinal.number if place + 1 < len(row) else None
            yield _wrong(one, last, due, after), _Due(one.ordinal.shape, due, last.element.id if last else "")
            if _is_alone(number, due, after):
                one = _Numbered(one.element, _as_number(one.ordinal, due), one.parent)
        last = one


def _is_alone(number: int, due: int, after: int | None) -> bool:
    """Whether the following numbers continue as if this one were right, or it was swapped with the next."""
    return after == due + 1 or (number == due + 1 and after == due)


def _as_number(ordinal: Ordinal, number: int) -> Ordinal:
    return Ordinal(ordinal.start, ordinal.end, number, ordinal.shape, ordinal.level)


def _wrong(one: _Numbered, last: _Numbered | None, due: int, after: int | None) -> Finding:
    number = one.ordinal.number
    alone = after is None or after == due + 1 or {number, after} == {due, due + 1}
    right = one.written(due) if alone else None
    if last is None:
        return one.finding("numbering_first", right, due=one.written(due))
    parameters = {"before": last.element.ordinal, "due": one.written(due)}
    is_again = one.element.ordinal == last.element.ordinal
    code = "numbering_gap" if number > due else "numbering_repeat" if is_again else "numbering_order"
    return one.finding(code, right, **parameters)


# One form per level


def _forms(numbered: Sequence[_Numbered]) -> Iterator[Finding]:
    """Ordinals that differ from most of their level, and those with a wrong mark: （一）、 and 一."""
    usual = _usual_shapes(numbered)
    for one in numbered:
        shape = usual[_kind(one)]
        marked = _rightly_marked(one.ordinal.shape)
        if marked != one.ordinal.shape:
            yield _misformed("numbering_mark", one, marked)
        elif one.ordinal.shape != shape:
            yield _misformed("numbering_form", one, shape)
        # A mark that stands between the ordinal and the heading: （二），加强领导.
        mark = one.element.content[:1]
        if mark and mark in LOOSE_MARKS:
            ordinal = one.element.ordinal
            yield finding_at(one.element, Span(0, 1), "numbering_mark", "", ordinal=ordinal + mark, written=ordinal)


def _misformed(code: str, one: _Numbered, shape: str) -> Finding:
    right = one.written(one.ordinal.number, shape)
    return one.finding(code, right, written=right)


def _rightly_marked(shape: str) -> str:
    if shape in MARKED_WRONG:
        return HAN_FORM
    return shape.rstrip("、") if shape[-2:] in ("）、", ")、", ".、", "．、") else shape


def _kind(one: _Numbered) -> tuple[int, bool]:
    """What must have one form: a level; 第一部分 and the 一、 below it are kept apart."""
    return one.ordinal.level, one.ordinal.shape.startswith("第")


def _usual_shapes(numbered: Sequence[_Numbered]) -> dict[tuple[int, bool], str]:
    """The shape that most ordinals of a level have; of two that are equally frequent the standard's, else the first."""
    shapes: defaultdict[tuple[int, bool], Counter[str]] = defaultdict(Counter)
    for one in numbered:
        shapes[_kind(one)][_rightly_marked(one.ordinal.shape)] += 1
    return {kind: max(found, key=lambda shape: (found[shape], shape in STANDARD)) for kind, found in shapes.items()}


def _is_below(one: _Numbered, above: _Numbered) -> bool:
    """Whether the heading above has a lower number; 第一部分 and 一、 are of one level by their shape only."""
    return above.ordinal.level > one.ordinal.level or (
        above.ordinal.level == one.ordinal.level and _kind(above) == _kind(one)
    )


def _nesting(numbered: Sequence[_Numbered]) -> Iterator[Finding]:
    """A number of a higher level under one of a lower: （一） under 1.; or counted from one behind it: 1., （一）, （二）, 2."""
    by_id = {one.element.id: one for one in numbered}
    before: dict[str, _Numbered] = {}
    for one in numbered:
        above = by_id.get(one.parent)
        beside = before.setdefault(one.parent, one)
        if above is not None and _is_below(one, above):
            yield one.finding("numbering_nesting", None, above=above.element.ordinal)
        elif one.ordinal.number == 1 and beside.ordinal.level > one.ordinal.level:
            yield one.finding("numbering_nesting", None, above=beside.element.ordinal)
