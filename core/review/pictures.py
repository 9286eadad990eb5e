"""Pictures and objects of a returned copy against the printed ones: other ones, gone, new, moved by themselves.

Pictures are known by their bytes. One that stands behind the same paragraph as before went along with that.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from core.model.review.changes import ChangeKind, ReviewChange
from core.model.review.printed import PrintedParagraph
from core.model.review.returned_copy import CopyParagraph
from core.review.compare import Comparison, ReviewFlow
from core.similarity import least_edits

PICTURE = "图片"


@dataclass(frozen=True, slots=True)
class _Place:
    """A picture: its key, the paragraph that it stands in or, alone in its own, behind (``home``), and its own element."""

    key: str
    home: str
    is_inside: bool
    element_id: str = ""

    @property
    def spot(self) -> str:
        """The picture and where it stands: of several alike, or not known by their bytes, that one which went is told."""
        return f"{self.key} {self.home} {self.is_inside}"


@dataclass(frozen=True, slots=True)
class Homes:
    """The element that each paragraph of a copy is, or stands behind, and which of the paragraphs are elements.

    ``brought`` are those whose pictures come with another change.
    """

    found: Mapping[int, str]
    inside: frozenset[int]
    brought: frozenset[int] = frozenset()


def homes_in(flows: Sequence[tuple[ReviewFlow, Comparison]], brought: Iterable[int] = ()) -> Homes:
    """The homes by the flows of a copy, that of the body first: cells know better than what stands for their table."""
    found, inside = dict[int, str](), set[int]()
    for number, flow in enumerate(flows):
        for before, places, is_own in _units(*flow):
            found.update(dict.fromkeys(places if before or not number else (), before))
            inside.update(places if is_own else ())
    return Homes(found, frozenset(inside), frozenset(brought))


def _units(flow: ReviewFlow, compared: Comparison) -> Iterator[tuple[str, list[int], bool]]:
    """The paragraphs of the copy in each unit with the element that they are, or stand behind, and which of both."""
    before = ""
    for unit in compared.units:
        before = flow.printed[unit.elements[-1]].element_id if unit.elements else before
        yield before, [place for index in unit.shown for place in _range(flow, index)], bool(unit.elements)


def _range(flow: ReviewFlow, index: int) -> range:
    return range(flow.shown[index].first, flow.shown[index].last + 1)


def picture_changes(
    printed: Iterable[PrintedParagraph],
    paragraphs: Sequence[CopyParagraph],
    homes: Homes,
    table_ids: Mapping[int, str],
) -> Iterator[ReviewChange]:
    """Pictures that are another one, gone, new, or a figure of their own that somebody moved.

    ``table_ids`` are the elements of the printed tables by their index in the file.
    """
    own, others = list(_printed(printed, table_ids)), list(_shown(paragraphs, homes))
    edits = list(least_edits(*_names(own, others)))
    present = {homes.found.get(index, "") for index in homes.inside}
    yield from (_move(*pair) for pair in _kept((own, others), edits) if _left_home(*pair, present))
    gone, new = list[_Place](), list[_Place]()
    for pair in _pairs((own, others), edits):
        if _is_exchange(*pair):
            yield from _exchanged(*pair)
        else:
            gone += filter(None, pair[:1])
            new += filter(None, pair[1:])
    left = _places(new) & _places(gone)
    yield from _moved(list(_without(gone, left.copy())), list(_without(new, left)))


def _names(own: Sequence[_Place], others: Sequence[_Place]) -> Iterator[list[str]]:
    """What pairs the pictures of both sides: their bytes, and before that their place if the other side has it too."""
    stayed = {each.spot for each in own} & {each.spot for each in others}
    for side in (own, others):
        yield [each.spot if each.spot in stayed else each.key for each in side]


def _places(pictures: Iterable[_Place]) -> Counter[tuple[str, str]]:
    return Counter((each.key, each.home) for each in pictures)


Pair = tuple[_Place | None, _Place | None]


def _pairs(
    sides: tuple[Sequence[_Place], Sequence[_Place]], edits: Iterable[tuple[int, int, int, int]]
) -> Iterator[Pair]:
    """What stands on one side in the place of something on the other, or of nothing."""
    for start, end, first, last in edits:
        yield from zip_longest(sides[0][start:end], sides[1][first:last])


def _is_exchange(one: _Place | None, other: _Place | None) -> bool:
    """Whether another picture stands where one stood."""
    return one is not None and other is not None and one.home == other.home and one.key != other.key


def _exchanged(one: _Place | None, other: _Place | None) -> Iterator[ReviewChange]:
    if one is not None and other is not None:
        yield replace(_change(one), new=PICTURE, detail=other.key)


def _left_home(one: _Place, other: _Place, present: Collection[str]) -> bool:
    """Whether a figure stands behind another paragraph, though that before it is still there."""
    return not (one.is_inside or other.is_inside) and one.home != other.home and one.home in present


def _without(places: Iterable[_Place], left: Counter[tuple[str, str]]) -> Iterator[_Place]:
    """Those that stand behind another paragraph than before, or are gone or new."""
    for each in places:
        if left[each.key, each.home] > 0:
            left[each.key, each.home] -= 1
        else:
            yield each


def _moved(gone: Sequence[_Place], new: Sequence[_Place]) -> Iterator[ReviewChange]:
    """Figures that stand elsewhere; what is left over is gone or new."""
    waiting = list(new)
    for one in gone:
        other = next((each for each in waiting if _is_same_figure(one, each)), None)
        if other is None:
            yield _change(one)
            continue
        waiting.remove(other)
        yield _move(one, other)
    for other in waiting:
        made = ReviewChange("", ChangeKind.PICTURE, other.home * other.is_inside, new=PICTURE, detail=other.key)
        yield replace(made, after="" if other.is_inside else other.home)


def _kept(
    sides: tuple[Sequence[_Place], Sequence[_Place]], edits: Iterable[tuple[int, int, int, int]]
) -> Iterator[tuple[_Place, _Place]]:
    """The pictures that stand in the same order on both sides."""
    own, other = 0, 0
    for start, end, first, last in (*edits, (len(sides[0]), 0, len(sides[1]), 0)):
        yield from zip(sides[0][own:start], sides[1][other:first], strict=True)
        own, other = end, last


def _move(one: _Place, other: _Place) -> ReviewChange:
    return ReviewChange("", ChangeKind.MOVE, one.element_id, after=other.home, elements=(one.element_id,))


def _is_same_figure(one: _Place, other: _Place) -> bool:
    return bool(one.key) and one.key == other.key and not (one.is_inside or other.is_inside)


def _change(one: _Place) -> ReviewChange:
    return ReviewChange("", ChangeKind.PICTURE, one.element_id, old=PICTURE, elements=(one.key,))


def _printed(printed: Iterable[PrintedParagraph], table_ids: Mapping[int, str]) -> Iterator[_Place]:
    before = ""
    for each in printed:
        is_inside = bool(each.text.strip()) or each.cell is not None
        home = each.element_id if is_inside else before
        yield from (_Place(key, home, is_inside, each.element_id) for key in each.pictures)
        before = home if each.cell is None else table_ids[each.cell.table]


def _shown(paragraphs: Sequence[CopyParagraph], homes: Homes) -> Iterator[_Place]:
    for index, each in enumerate(paragraphs):
        is_inside = index in homes.inside
        if index in homes.brought:
            continue
        yield from (_Place(key, homes.found.get(index, ""), is_inside) for key in each.pictures)
