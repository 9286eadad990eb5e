"""What filled sheets say as a table in groups: what can be taken first, then what contradicts, then what only is told."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from types import MappingProxyType

from core.workflows.collected import ReadRow, Standing
from gui.models.grouped import Group, GroupedRow

TITLES = ("填报内容", "部分", "上年", "现在", "报来", "单位", "谁报的", "说明")
NUMBERS = (2, 3, 4)
GROUPS = MappingProxyType(
    {
        Standing.READY: ("可以收下", "updated_text"),
        Standing.CONFLICT: ("几张表填的不一样，要哪个就勾哪个", "finding_text"),
        Standing.FILLED: ("稿里已经有别的数，勾选才替换", "empty_text"),
        Standing.DOUBTFUL: ("请核对，没有问题再勾选", "empty_text"),
        Standing.REFUSED: ("不能收下", "finding_text"),
        Standing.SAME: ("稿里已经是这个数", "secondary"),
        Standing.EMPTY: ("发回的表里没有填", "secondary"),
    }
)


def read_groups(rows: Iterable[ReadRow]) -> tuple[Group, ...]:
    """A group for every standing; the rows come in that order."""
    return tuple(_groups(rows))


def _groups(rows: Iterable[ReadRow]) -> Iterator[Group]:
    for standing, found in groupby(rows, key=lambda row: row.standing):
        title, tone = GROUPS[standing]
        shown = tuple(_row(row) for row in found)
        yield Group(f"{title}（{len(shown)}）", shown, standing is Standing.READY, tone)


def _row(row: ReadRow) -> GroupedRow:
    is_plain = row.standing in (Standing.READY, Standing.SAME)
    who = row.answer.source if row.answer is not None else row.file
    cells = (row.label or row.file, row.section, row.prior, row.now, given_text(row), row.unit, who)
    told = "" if is_plain else row.told
    can_tick = row.answer is not None and row.standing is not Standing.SAME
    return GroupedRow(key_of(row), (*cells, told), can_tick, row.field, told)


def given_text(row: ReadRow) -> str:
    """What the sheet says, and what would be taken where that is not the same: 1200元 → 0.12."""
    taken = row.answer.value if row.answer is not None else row.given
    return row.given if taken == row.given else f"{row.given} → {taken}"


def key_of(row: ReadRow) -> str:
    """What tells a row from the others, however often the sheets are read."""
    return "\n".join((row.file, str(row.line), row.field, row.label, row.given))


def ready_keys(rows: Sequence[ReadRow]) -> set[str]:
    """The rows that can be taken without a second look."""
    return {key_of(row) for row in rows if row.standing is Standing.READY}
