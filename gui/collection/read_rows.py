"""What filled sheets say as a table in groups: what needs eyes first, then what can be taken, then what only is told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from types import MappingProxyType

from core.workflows.yearly.collected import ReadRow, Standing
from gui.widgets.lists.grouped_model import Group, GroupedRow

TITLES = ("填报内容", "章节", "上年", "现在", "上报数", "单位", "填报单位", "说明")
NUMBERS = (2, 3, 4)
GROUPS = MappingProxyType(
    {
        Standing.UNREAD: ("读不了、或者不是这份稿件的表", "finding_text"),
        Standing.CONFLICT: ("几张表填的不一样，要哪个就勾哪个", "finding_text"),
        Standing.FILLED: ("稿里已经有别的数，勾选才替换", "empty_text"),
        Standing.DOUBTFUL: ("请核对，没有问题再勾选", "empty_text"),
        Standing.REFUSED: ("无法采用", "finding_text"),
        Standing.READY: ("可以写入", "updated_text"),
        Standing.SAME: ("稿件里已经是这个数", "secondary"),
        Standing.EMPTY: ("发回的表里没有填", "secondary"),
    }
)
ODD = (Standing.CONFLICT, Standing.FILLED, Standing.DOUBTFUL)


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
    explanation = noted(row) if is_plain else row.told
    can_tick = row.answer is not None and row.standing is not Standing.SAME
    return GroupedRow(key_of(row), (*cells, explanation), can_tick, row.field, explanation)


def noted(row: ReadRow) -> str:
    """The remark beside a value that can be taken as it is."""
    return f"备注：{row.answer.note}" if row.answer is not None and row.answer.note else ""


def headline(rows: Sequence[ReadRow], files: int, chosen: int) -> str:
    """12项可以写入，3项要核对，1张表读不了: what is to be done comes before how much there is."""
    count = Counter(row.standing for row in rows)
    odd = sum(count[standing] for standing in ODD)
    parts = [f"{count[Standing.READY]}项可以写入", f"{odd}项要核对" if odd else ""]
    parts += [f"{count[Standing.REFUSED]}项无法采用" if count[Standing.REFUSED] else ""]
    parts += [f"{count[Standing.UNREAD]}张表读不了" if count[Standing.UNREAD] else ""]
    done = f"，{count[Standing.SAME]}项稿件里已经是" if count[Standing.SAME] else ""
    read = files - len({row.file for row in rows if row.standing is Standing.UNREAD})
    return f"{'，'.join(filter(None, parts))}。读了{read}份表{done}，已勾选{chosen}项。"


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
