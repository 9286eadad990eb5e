"""The history of a draft at work: a tree of steps, read from the file only when somebody wants to go back in it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from itertools import takewhile
from typing import Protocol

from core.drafts.patches import Bench, body_of
from core.errors import BadDraft
from core.model.change import Change, apply, difference, joined
from core.model.draft import Draft
from core.model.history import HistoryPosition, HistoryUpdate, Step
from core.model.spans import Place

PAUSE = timedelta(seconds=2)
"""Typing that goes on within this time belongs to the same step."""

NEAR = 32
"""So many of the last changes are held whole: undoing one that touched a thousand paragraphs reads nothing."""

LONGEST_RUN = timedelta(seconds=15)
"""Typing without a pause begins a new step after this time."""


LOST = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
"""What a damaged history comes to."""


class Past(Protocol):
    """What the file knows of earlier days."""

    def standing(self) -> HistoryPosition:
        """Where the draft stands."""

    def steps(self, number: int = 0) -> tuple[Step, ...]:
        """Every stored step, or the one of that number, if it is there."""

    def bodies(self, numbers: Iterable[int]) -> dict[int, str]:
        """What some steps changed."""


class Trail:
    """Steps made since the draft was opened are held here, so that going back never waits for the disk to take them."""

    def __init__(self, past: Past) -> None:
        self._past = past
        standing = past.standing()
        self.head, self.tip, self._last, self.kept = standing
        self._stored_last = self._last
        self._made: dict[int, Step] = {}
        self._bodies: dict[int, str] = {}
        self._known: dict[int, Step] | None = None
        self._read: dict[int, Step] = {}
        self._near: dict[int, Change] = {}
        self._run: tuple[Change, datetime] | None = None

    @property
    def can_undo(self) -> bool:
        """Whether a step lies before where the draft stands."""
        return self.head != 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self.head != self.tip

    def is_edited_since(self, time: datetime) -> bool:
        """Whether the draft stands at a step that was made after that time, as far as that is known without reading."""
        step = self._made.get(self.head)
        return step is not None and step.time > time

    def steps(self) -> dict[int, Step]:
        """Every step by its number, in the order they were begun; BadDraft when the file is damaged."""
        if self._known is None:
            self._known = {step.number: step for step in self._past.steps()} if self._stored_last else {}
            self._known.update(self._made)
        return self._known

    def _step(self, number: int) -> Step:
        """One step; of a long history no more is read than one goes over. KeyError when it is missing."""
        known = self._made if self._known is None else self._known
        if number not in known and number not in self._read:
            self._read.update((step.number, step) for step in self._past.steps(number))
        return known[number] if number in known else self._read[number]

    def redo_target(self) -> int:
        """The step that redoing leads to; the head itself when there is none."""
        with suppress(*LOST):
            ahead = takewhile(lambda number: number > self.head, self._line(self.tip))
            return next((number for number in ahead if self._step(number).parent == self.head), self.head)
        return self.head

    def undo_target(self) -> int:
        """The step before the one the draft stands at; BadDraft when that is not in the file."""
        try:
            return self._step(self.head).parent
        except LOST as error:
            raise BadDraft("step_lost") from error

    # Adding

    def grown(self, change: Change, now: datetime) -> "tuple[Step, str, Change]":
        """The step that the change becomes or is added to, its body, and all it changed; nothing is remembered yet."""
        if self._run is not None and self.head == self.tip:
            before, began = self._run
            step = self._made[self.head]
            is_near = timedelta(0) <= now - step.time <= PAUSE and now - began <= LONGEST_RUN
            whole = joined(before, change) if is_near else None
            if whole is not None:
                return replace(step, time=now), body_of(whole), whole
        step = Step(self._last + 1, self.head, now, change.reason, change.place.element_id)
        return step, body_of(change), change

    def add(self, step: Step, body: str, whole: Change) -> None:
        """Remember a step that has been taken on."""
        is_same = step.number in self._made
        began = self._run[1] if self._run is not None and is_same else step.time
        self._made[step.number], self._bodies[step.number] = step, body
        if self._known is not None:
            self._known[step.number] = step
        self._near[step.number] = whole
        if len(self._near) > NEAR:
            del self._near[min(self._near)]
        self._run = whole, began
        self.head = self.tip = step.number
        self._last = max(self._last, step.number)

    # Going

    def way(self, draft: Draft, target: int) -> "Way":
        """The way from where the draft stands to a step (0: the beginning).

        BadDraft ``step_lost`` when it is not in the file or is damaged.
        """
        try:
            back, on = self._way(target)
            made = self._step(max(target, self.head))
        except LOST as error:
            raise BadDraft("step_lost") from error
        passed = {*back, *on}
        near = {number: change for number, change in self._near.items() if number in passed}
        bodies = {number: self._bodies[number] for number in passed if number in self._bodies}
        return Way(draft, target, (tuple(back), tuple(on)), made, (near, bodies, self._past))

    def mark(self, target: int) -> HistoryUpdate:
        """What going to a step writes down: redoing leads on as before if the step lies on that way."""
        return HistoryUpdate(target, self.tip if self._is_ahead(target) else self._end_of(target))

    def go(self, mark: HistoryUpdate) -> None:
        """Remember where the draft stands now."""
        self.head, self.tip, self._run = mark.head, mark.tip, None

    def pause(self) -> None:
        """What is typed from now on is a step of its own."""
        self._run = None

    def held(self) -> HistoryUpdate:
        """Where the draft stands, with every step made since it was opened."""
        return HistoryUpdate(
            self.head, self.tip, tuple((step, self._bodies[number]) for number, step in self._made.items())
        )

    def since(self, mark: HistoryUpdate) -> HistoryUpdate:
        """``held`` with no more than the steps that were not yet so in an earlier one."""
        known = dict(mark.steps)
        now = self.held()
        return now._replace(steps=tuple((step, body) for step, body in now.steps if known.get(step) != body))

    def moved(self, past: Past) -> None:
        """From now on earlier steps are read from another file."""
        self._past, self._stored_last = past, self._last

    def _way(self, target: int) -> tuple[list[int], list[int]]:
        """The steps to take back, and those to make then, in order: down both lines to where they meet."""
        back: list[int] = []
        on: list[int] = []
        mine, other = self.head, target
        while mine != other:
            if mine > other:
                back.append(mine)
                mine = self._before(mine)
            else:
                on.append(other)
                other = self._before(other)
        return back, on[::-1]

    def _is_ahead(self, target: int) -> bool:
        """Whether a step lies on the way that redoing leads along; not where a damaged file says that it is a ring."""
        with suppress(*LOST):
            return target == 0 or target in takewhile(lambda number: number >= target, self._line(self.tip))
        return False

    def _line(self, number: int) -> Iterator[int]:
        """A step and all it was made after."""
        while number:
            yield number
            number = self._before(number)

    def _before(self, number: int) -> int:
        """The step that one was made after; KeyError when it is missing, ValueError when steps run in a ring."""
        parent = self._step(number).parent
        if parent >= number:
            raise ValueError(number)
        return parent

    def _end_of(self, number: int) -> int:
        """The newest step that was made after this one, at the end of its branch."""
        end, behind = number, {number}
        for step in self.steps().values():
            if step.parent in behind:
                behind.add(step.number)
                end = step.number
        return end


Held = tuple[dict[int, Change], dict[int, str], Past]
"""What memory holds of some steps, whole or as bodies, and the file that has the rest."""


@dataclass(frozen=True, slots=True)
class Way:
    """From a draft as it stands to a step: what is taken back on the way, and what is made again then.

    It shares nothing with what is edited meanwhile, and so may be walked in another thread.
    """

    draft: Draft
    target: int
    steps: tuple[tuple[int, ...], tuple[int, ...]]
    made: Step
    held: Held

    @property
    def length(self) -> int:
        """How many steps it has."""
        return sum(map(len, self.steps))

    def walked(self) -> tuple[Draft, Change]:
        """The draft as it is at the step, and what that changes.

        BadDraft ``step_lost`` when something on the way is missing or damaged; nothing has changed then.
        """
        back, on = self.steps
        near, place = self.held[0], Place(self.made.element_id)
        try:
            if near.keys() >= {*back, *on}:
                changes = (*(near[number].inverse() for number in back), *(near[number] for number in on))
                after = reduce(apply, changes, self.draft)
                if len(changes) == 1:  # what many thousand places were is known without comparing them
                    return after, replace(changes[0], place=place, reason=self.made.reason)
                return after, difference(self.draft, after, place, self.made.reason)
            bench = self._bench()
            after = bench.draft()
            return after, bench.change(after, place, self.made.reason)
        except LOST as error:
            raise BadDraft("step_lost") from error

    def _bench(self) -> Bench:
        back, on = self.steps
        _, known, past = self.held
        bodies = known | past.bodies([number for number in (*back, *on) if number not in known])
        bench = Bench(self.draft)
        for number in back:
            bench.backward(bodies[number])
        for number in on:
            bench.forward(bodies[number])
        return bench
