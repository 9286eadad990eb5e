"""Tables of two versions of a document, and their rows: which is which. Rows keep their order; columns must be the same."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.model.review.redline import RedlineBlock, RedlineRow, RowStep, TextHunk
from core.review.differences import hunks
from core.similarity import least_edits, similarity

_ALIKE_TABLES = 0.3
_ALIKE_ROWS = 0.4
_MOST_COMPARED = 40_000
"""Pairs of rows compared between two rows that are the same; beyond that rows are taken as gone and new."""


def tables_paired(old: Sequence[RedlineBlock], new: Sequence[RedlineBlock]) -> Iterator[tuple[int, int]]:
    """The tables that are the same ones with the same columns, by index: the most alike first, of equals the nearest."""
    ones, twos = _tables(old), _tables(new)
    ranked = sorted(
        (-_likeness_of_tables(one, two), abs(first - second), index, other)
        for first, (index, one) in enumerate(ones.items())
        for second, (other, two) in enumerate(twos.items())
    )
    taken_old, taken_new = set[int](), set[int]()
    for alike, _, index, other in ranked:
        if alike and index not in taken_old and other not in taken_new:
            taken_old.add(index)
            taken_new.add(other)
            yield index, other


def _likeness_of_tables(one: Sequence[RedlineRow], two: Sequence[RedlineRow]) -> float:
    """How alike two tables are; 0 for those with other columns."""
    if one == two:
        return 1.0
    return similarity(_words(one), _words(two), _ALIKE_TABLES) if _columns(one) == _columns(two) else 0.0


def _tables(blocks: Sequence[RedlineBlock]) -> dict[int, tuple[RedlineRow, ...]]:
    return {index: block.rows for index, block in enumerate(blocks) if block.rows is not None}


def _columns(rows: Sequence[RedlineRow]) -> int:
    return max((sum(span for span, _ in row.shape) for row in rows), default=0)


def _words(rows: Sequence[RedlineRow]) -> str:
    return "\n".join("\t".join(row.cells) for row in rows)


def table_steps(old: Sequence[RedlineRow], new: Sequence[RedlineRow]) -> tuple[RowStep, ...]:
    """The rows of both tables in order: kept with the differences of their cells, gone, or new."""
    return tuple(_row_steps(old, new))


def _row_steps(old: Sequence[RedlineRow], new: Sequence[RedlineRow]) -> Iterator[RowStep]:
    pairs = [(-1, -1), *_pairs(old, new), (len(old), len(new))]
    for (one, two), (next_one, next_two) in pairwise(pairs):
        yield from (RowStep(each, -1) for each in range(one + 1, next_one))
        yield from (RowStep(-1, each) for each in range(two + 1, next_two))
        if next_one < len(old):
            yield RowStep(next_one, next_two, _cells(old[next_one], new[next_two]))


def _cells(one: RedlineRow, two: RedlineRow) -> tuple[tuple[TextHunk, ...], ...]:
    return tuple(
        tuple(TextHunk(*hunk) for hunk in hunks(before, after))
        for before, after in zip(one.cells, two.cells, strict=True)
    )


def _pairs(old: Sequence[RedlineRow], new: Sequence[RedlineRow]) -> Iterator[tuple[int, int]]:
    """Rows that read the same, and between them those that are alike."""
    one, two = 0, 0
    differences = least_edits(_keys(old), _keys(new))
    for start, end, new_start, new_end in (*differences, (len(old), len(old), len(new), len(new))):
        yield from zip(range(one, start), range(two, new_start), strict=True)
        alike = _alike(old[start:end], new[new_start:new_end])
        yield from ((start + first, new_start + second) for first, second in alike)
        one, two = end, new_end


def _keys(rows: Sequence[RedlineRow]) -> list[tuple[object, ...]]:
    return [(row.cells, row.shape) for row in rows]


def _alike(old: Sequence[RedlineRow], new: Sequence[RedlineRow]) -> list[tuple[int, int]]:
    """The pairs in order with the most likeness together."""
    if not old or not new or len(old) * len(new) > _MOST_COMPARED:
        return []
    likeness = [[_likeness(one, two) for two in new] for one in old]
    return list(_walked(_best_sums(likeness), likeness))


def _best_sums(likeness: Sequence[Sequence[float]]) -> list[list[float]]:
    """The most likeness that pairs in order can have from each pair of rows on."""
    best = [[0.0] * (len(likeness[0]) + 1) for _ in range(len(likeness) + 1)]
    for one in reversed(range(len(likeness))):
        for two in reversed(range(len(likeness[0]))):
            paired = best[one + 1][two + 1] + likeness[one][two] if likeness[one][two] else 0.0
            best[one][two] = max(paired, best[one + 1][two], best[one][two + 1])
    return best


def _walked(best: Sequence[Sequence[float]], likeness: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    one = two = 0
    while one < len(likeness) and two < len(likeness[0]):
        if likeness[one][two] and best[one][two] == best[one + 1][two + 1] + likeness[one][two]:
            yield one, two
            one, two = one + 1, two + 1
        elif best[one][two] == best[one + 1][two]:
            one += 1
        else:
            two += 1


def _likeness(one: RedlineRow, two: RedlineRow) -> float:
    """How alike two rows of one shape are; a row with a table inside is only ever the same or another one."""
    if one.shape != two.shape or not (one.is_plain and two.is_plain):
        return 0.0
    heads = one.cells[:1] == two.cells[:1] and any(one.cells[:1])
    return max(similarity("\t".join(one.cells), "\t".join(two.cells), _ALIKE_ROWS), 0.5 * heads)
