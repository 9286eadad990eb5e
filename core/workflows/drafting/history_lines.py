"""The history of a draft as lines: newest first, steps of one minute combined, branches folded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from core.model.change import Change
from core.model.elements import Role
from core.model.history import Step

NOW, UNDONE, DONE, BRANCH = "now", "undone", "done", "branch"
BEGINNING = "初稿"
MOST, EARLIER = 100, -1
"""Lines that are shown at first, and the number of the one that stands for the others."""


class HistoryLine(NamedTuple):
    """One line: the step it leads to, its time and text, whether it is done, and the lines folded under it."""

    number: int
    when: str
    what: str
    tone: str
    inner: "tuple[HistoryLine, ...]" = ()


@dataclass(frozen=True, slots=True)
class HistorySnapshot:
    """A history for display: steps by number, the steps that follow each, the present step."""

    steps: Mapping[int, Step]
    after: Mapping[int, Sequence[int]]
    head: int
    where: Callable[[str], str]
    today: datetime

    def lines(self, tip: int) -> tuple[HistoryLine, ...]:
        """The path to ``tip``, newest first, down to the beginning."""
        path = self._path(tip)
        done = frozenset(self._path(self.head))
        start = HistoryLine(0, "", BEGINNING, NOW if self.head == 0 else DONE)
        return (*self._lines(path, done), *self._forks(0, path[:1], done), start)

    def _path(self, number: int, root: int = 0) -> list[int]:
        """The steps from the one after ``root`` to this one."""
        path: list[int] = []
        while number in self.steps and number != root:
            path.append(number)
            number = self.steps[number].parent
        return path[::-1]

    def _lines(self, path: Sequence[int], done: frozenset[int]) -> list[HistoryLine]:
        """The lines of a path, the newest step first; steps of one minute in one section are combined, with the single
        steps folded under it."""
        lines: list[HistoryLine] = []
        group: list[int] = []
        follower = {number: path[index + 1 : index + 2] for index, number in enumerate(path)}
        for number in reversed(path):
            forks = self._forks(number, follower[number], done)
            if group and (forks or number == self.head or not self._belongs(group[-1], number)):
                lines.append(self._line(group, done))
                group = []
            lines += forks
            group.append(number)
        if group:
            lines.append(self._line(group, done))
        return lines

    def _belongs(self, newer: int, older: int) -> bool:
        one, other = self.steps[newer], self.steps[older]
        is_near = one.time.replace(second=0, microsecond=0) == other.time.replace(second=0, microsecond=0)
        return is_near and self.where(one.element_id) == self.where(other.element_id)

    def _forks(self, number: int, follower: Sequence[int], done: frozenset[int]) -> list[HistoryLine]:
        """The branches that leave the path at a step, one folded line each."""
        found = []
        for first in self.after.get(number, ()):
            if first in follower:
                continue
            end = first
            while self.after.get(end):  # the newest step of the branch
                end = self.after[end][-1]
            path = self._path(end, number)
            inner = tuple(self._lines(path, done))
            when = self._when(self.steps[end].time)
            found.append(HistoryLine(end, when, f"另一分支，{len(path)}步：{inner[0].what}", BRANCH, inner))
        return found

    def _line(self, group: Sequence[int], done: frozenset[int]) -> HistoryLine:
        newest = self.steps[group[0]]
        section = self.where(newest.element_id)
        inner = tuple(self._line([number], done) for number in group) if len(group) > 1 else ()
        tone = NOW if group[0] == self.head else DONE if group[0] in done else UNDONE
        what = _reasons([self.steps[number].reason for number in reversed(group)])
        what += f" · {section}" if section else ""  # after the text: where there is little room the end is left out
        return HistoryLine(newest.number, self._when(newest.time), what, tone, inner)

    def _when(self, time: datetime) -> str:
        clock = f"{time:%H:%M}"
        return clock if time.date() == self.today.date() else f"{time.month}月{time.day}日 {clock}"


def history_lines(
    steps: Iterable[Step], place: tuple[int, int], where: Callable[[str], str], today: datetime
) -> tuple[HistoryLine, ...]:
    """The path to the redo tip, newest first, down to the beginning; ``where`` names the section of an element."""
    # A step is younger than its parent, but a damaged file may say otherwise: no cycles.
    younger = (step if step.parent < step.number else replace(step, parent=0) for step in steps)
    by_number = {step.number: step for step in younger}
    after: dict[int, list[int]] = {}
    for step in by_number.values():
        after.setdefault(step.parent if step.parent in by_number else 0, []).append(step.number)
    head, tip = place
    return HistorySnapshot(by_number, after, head, where, today).lines(tip)


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


def _reasons(reasons: Sequence[str]) -> str:
    """The distinct reasons of some steps, and their number."""
    known = list(dict.fromkeys(reasons))
    count = f"，{len(reasons)}步" if len(reasons) > 1 else ""
    return "、".join(known[:2]) + ("等" if len(known) > 2 else "") + count
