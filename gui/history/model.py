"""The history of a draft as lines: newest first, steps of one minute combined, branches folded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from core.model.change import Change
from core.model.elements import Role
from core.model.history import Step
from gui.shell import theme

NOW, UNDONE, DONE, BRANCH = "now", "undone", "done", "branch"
BEGINNING = "初稿"
HERE = "【现在】"
TAKEN_BACK = "【已撤销】"
NUMBER = Qt.ItemDataRole.UserRole
ROW = 30
MOST, EARLIER = 100, -1
"""Lines that are shown at first, and the number of the one that stands for the others."""


class HistoryLine(NamedTuple):
    """One line: the step it leads to, its time and text, whether it is done, and the lines folded under it."""

    number: int
    when: str
    what: str
    tone: str
    inner: "tuple[HistoryLine, ...]" = ()


class HistorySnapshot(NamedTuple):
    """A history for display: steps by number, the steps that follow each, the present step."""

    steps: Mapping[int, Step]
    after: Mapping[int, Sequence[int]]
    head: int
    where: Callable[[str], str]
    today: datetime


def history_lines(
    steps: Iterable[Step], place: tuple[int, int], where: Callable[[str], str], today: datetime
) -> tuple[HistoryLine, ...]:
    """The path to the redo tip, newest first, down to the beginning; ``where`` names the section of an element."""
    by_number = {step.number: _forward(step) for step in steps}
    after: dict[int, list[int]] = {}
    for step in by_number.values():
        after.setdefault(step.parent if step.parent in by_number else 0, []).append(step.number)
    head, tip = place
    past = HistorySnapshot(by_number, after, head, where, today)
    path = _path(past, tip)
    done = frozenset(_path(past, head))
    lines = _lines(past, path, done)
    start = HistoryLine(0, "", BEGINNING, NOW if head == 0 else DONE)
    return (*lines, *_forks(past, 0, path[:1], done), start)


def names_gone(change: Change) -> dict[str, str]:
    """The names of the sections that a change removes, by each element in them."""
    order, name, found = change.after.order, "", {}
    left = frozenset(order or ())
    for element in change.before.elements if order is not None else ():
        if element.id not in left:
            name = f"{element.ordinal}{element.heading}" if element.role is Role.HEADING else name
            found[element.id] = name
    return found


def shortened(lines: Sequence[HistoryLine], head: int, most: int = MOST) -> tuple[HistoryLine, ...]:
    """The newest lines, at least down to the present one, and one line for all earlier ones."""
    place = next((index for index, line in enumerate(lines) if line.number == head), 0)
    count = max(most, place + 1)
    if len(lines) <= count + 1:
        return tuple(lines)
    return (*lines[:count], HistoryLine(EARLIER, "", f"更早的{len(lines) - count}条（按 Enter 列出）", BRANCH))


def _forward(step: Step) -> Step:
    """Guards against cycles: a step is younger than its parent, but a damaged file may say otherwise."""
    return step if step.parent < step.number else replace(step, parent=0)


def _path(past: HistorySnapshot, number: int, root: int = 0) -> list[int]:
    """The steps from the one after ``root`` to this one."""
    path: list[int] = []
    while number in past.steps and number != root:
        path.append(number)
        number = past.steps[number].parent
    return path[::-1]


def _lines(past: HistorySnapshot, path: Sequence[int], done: frozenset[int]) -> list[HistoryLine]:
    """The lines of a path, the newest step first; steps of one minute in one section are combined, with the single
    steps folded under it."""
    lines: list[HistoryLine] = []
    group: list[int] = []
    follower = {number: path[index + 1 : index + 2] for index, number in enumerate(path)}
    for number in reversed(path):
        forks = _forks(past, number, follower[number], done)
        if group and (forks or number == past.head or not _belongs(past, group[-1], number)):
            lines.append(_line(past, group, done))
            group = []
        lines += forks
        group.append(number)
    if group:
        lines.append(_line(past, group, done))
    return lines


def _belongs(past: HistorySnapshot, newer: int, older: int) -> bool:
    one, other = past.steps[newer], past.steps[older]
    is_near = one.time.replace(second=0, microsecond=0) == other.time.replace(second=0, microsecond=0)
    return is_near and past.where(one.element_id) == past.where(other.element_id)


def _forks(past: HistorySnapshot, number: int, follower: Sequence[int], done: frozenset[int]) -> list[HistoryLine]:
    """The branches that leave the path at a step, one folded line each."""
    found = []
    for first in past.after.get(number, ()):
        if first in follower:
            continue
        end = _end(past, first)
        path = _path(past, end, number)
        inner = tuple(_lines(past, path, done))
        when = _when(past.steps[end].time, past.today)
        found.append(HistoryLine(end, when, f"另一分支，{len(path)}步：{inner[0].what}", BRANCH, inner))
    return found


def _end(past: HistorySnapshot, number: int) -> int:
    """The newest step of a branch."""
    while past.after.get(number):
        number = past.after[number][-1]
    return number


def _line(past: HistorySnapshot, group: Sequence[int], done: frozenset[int]) -> HistoryLine:
    newest = past.steps[group[0]]
    section = past.where(newest.element_id)
    inner = tuple(_line(past, [number], done) for number in group) if len(group) > 1 else ()
    tone = NOW if group[0] == past.head else DONE if group[0] in done else UNDONE
    what = _reasons([past.steps[number].reason for number in reversed(group)])
    what += f" · {section}" if section else ""  # after the text: where there is little room the end is left out
    return HistoryLine(newest.number, _when(newest.time, past.today), what, tone, inner)


def _reasons(reasons: Sequence[str]) -> str:
    """The distinct reasons of some steps, and their number."""
    known = list(dict.fromkeys(reasons))
    count = f"，{len(reasons)}步" if len(reasons) > 1 else ""
    return "、".join(known[:2]) + ("等" if len(known) > 2 else "") + count


def _when(time: datetime, today: datetime) -> str:
    clock = f"{time:%H:%M}"
    return clock if time.date() == today.date() else f"{time.month}月{time.day}日 {clock}"


class HistoryModel(QStandardItemModel):
    """Two columns: time, and what was done where."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setHorizontalHeaderLabels(["时间", "修改"])

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show these."""
        self.removeRows(0, self.rowCount())
        for line in lines:
            self.appendRow(_items(line))

    def item_of(self, number: int) -> QStandardItem | None:
        """The item of the line that leads to a step."""
        rows = (self.item(row, 0) for row in range(self.rowCount()))
        return next((item for item in rows if item is not None and item.data(NUMBER) == number), None)


def _items(line: HistoryLine) -> list[QStandardItem]:
    text = {NOW: f"{HERE}", UNDONE: f"{TAKEN_BACK}"}.get(line.tone, "") + line.what
    items = [QStandardItem(line.when), QStandardItem(text)]
    for item in items:
        item.setEditable(False)
        item.setData(line.number, NUMBER)
        item.setToolTip(text)
        if line.tone == NOW:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        if line.tone in (UNDONE, BRANCH):
            item.setForeground(theme.colour("secondary"))
    items[1].setSizeHint(QSize(0, theme.length(ROW)))
    items[0].setAccessibleText("，".join(part for part in (line.when, text) if part))
    for inner in line.inner:
        items[0].appendRow(_items(inner))
    return items
