"""The history of an open draft: a tree of steps, read from the file only when needed to go back."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from itertools import takewhile
from typing import Protocol

from core.drafts.patches import DraftPatcher, body_of
from core.errors import BadDraft
from core.model.change import Change, apply, between, difference, joined
from core.model.draft import Draft
from core.model.history import HistoryPosition, HistoryUpdate, Step
from core.model.spans import Place

PAUSE = timedelta(seconds=2)
"""Typing that continues within this time belongs to the same step."""

MOST_WHOLE = 32
"""Number of recent changes held completely: undoing one that touched a thousand paragraphs reads nothing."""

LONGEST_RUN = timedelta(seconds=15)
"""Continuous typing begins a new step after this time."""


UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
"""What a damaged history raises."""


class StepSource(Protocol):
    """The stored part of a history: a draft file, or a queue before it."""

    def standing(self) -> HistoryPosition:
        """The position of the draft."""

    def steps(self, number: int = 0) -> tuple[Step, ...]:
        """All stored steps, or only ``number`` if it exists."""

    def bodies(self, numbers: Iterable[int]) -> dict[int, str]:
        """The bodies of some steps."""


class History:
    """The steps since the draft was opened, held in memory so that undo never waits for the disk, and the earlier ones."""

    def __init__(self, source: StepSource) -> None:
        self._source = source
        standing = source.standing()
        self.head, self.tip, self._last, self.kept = standing
        self._stored_last = self._last
        self._made: dict[int, Step] = {}
        self._bodies: dict[int, str] = {}
        self._known: dict[int, Step] | None = None
        self._read: dict[int, Step] = {}
        self._whole: dict[int, Change] = {}
        self._run: tuple[Change, datetime] | None = None
        self._grown = 0

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self.head != 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return self.head != self.tip

    def is_edited_since(self, time: datetime) -> bool:
        """Whether the present step was made after that time, as far as known without reading the file."""
        step = self._made.get(self.head)
        return step is not None and step.time > time

    def steps(self) -> dict[int, Step]:
        """All steps by number, in the order they were begun; BadDraft when the file is damaged."""
        if self._known is None:
            self._known = {step.number: step for step in self._source.steps()} if self._stored_last else {}
            self._known.update(self._made)
        return self._known

    def _step(self, number: int) -> Step:
        """One step, read alone so that a long history is not read completely. KeyError when it is missing."""
        known = self._made if self._known is None else self._known
        if number not in known and number not in self._read:
            self._read.update((step.number, step) for step in self._source.steps(number))
        return known[number] if number in known else self._read[number]

    def redo_target(self) -> int:
        """The step that redo leads to; the present one when there is none."""
        with suppress(*UNREADABLE):
            ahead = takewhile(lambda number: number > self.head, self._ancestors(self.tip))
            return next((number for number in ahead if self._step(number).parent == self.head), self.head)
        return self.head

    def undo_target(self) -> int:
        """The step that undo leads to; BadDraft when it is missing in the file."""
        try:
            return self._step(self.head).parent
        except UNREADABLE as error:
            raise BadDraft("step_lost") from error

    # Adding

    def extended(self, change: Change, now: datetime, draft: Draft | None = None) -> "tuple[Step, str, Change]":
        """The step that the change creates or extends, its body, and its complete change; nothing is stored yet.

        With the ``draft`` before it the change belongs to the last step, whatever that did and however long ago; another
        one only without a pause.
        """
        if self._run is not None and self.head == self.tip:
            step = self._made[self.head]
            whole = self._grown_by(change, now, draft)
            if whole is not None:
                return replace(step, time=now), body_of(whole), whole
        step = Step(self._last + 1, self.head, now, change.reason, change.place.element_id)
        return step, body_of(change), change

    def _grown_by(self, change: Change, now: datetime, draft: Draft | None) -> Change | None:
        """The last step with the change, if the change belongs to it."""
        if self._run is None:
            return None
        (before, began), step = self._run, self._made[self.head]
        is_near = timedelta(0) <= now - step.time <= PAUSE and now - began <= LONGEST_RUN
        if draft is not None and (is_near or self._grown != step.number):
            self._grown = step.number
            return _both(before, change, draft)
        return joined(before, change) if is_near else None

    def add(self, step: Step, body: str, whole: Change) -> None:
        """Remember a step that has been stored."""
        is_same = step.number in self._made
        began = self._run[1] if self._run is not None and is_same else step.time
        self._made[step.number], self._bodies[step.number] = step, body
        if self._known is not None:
            self._known[step.number] = step
        self._whole[step.number] = whole
        if len(self._whole) > MOST_WHOLE:
            del self._whole[min(self._whole)]
        self._run = whole, began
        self.head = self.tip = step.number
        self._last = max(self._last, step.number)

    # Navigation

    def path(self, draft: Draft, target: int) -> "HistoryPath":
        """The path from the present step to another (0: the beginning).

        BadDraft ``step_lost`` when a step is missing or damaged.
        """
        try:
            back, on = self._route(target)
            made = self._step(max(target, self.head))
        except UNREADABLE as error:
            raise BadDraft("step_lost") from error
        passed = {*back, *on}
        whole = {number: change for number, change in self._whole.items() if number in passed}
        bodies = {number: self._bodies[number] for number in passed if number in self._bodies}
        return HistoryPath(draft, target, (tuple(back), tuple(on)), made, (whole, bodies, self._source))

    def mark(self, target: int) -> HistoryUpdate:
        """The history update of going to a step; redo still leads to the old tip if the step is on the way to it."""
        return HistoryUpdate(target, self.tip if self._is_ahead(target) else self._branch_end(target))

    def move_to(self, mark: HistoryUpdate) -> None:
        """Remember the new position."""
        self.head, self.tip, self._run = mark.head, mark.tip, None

    def pause(self) -> None:
        """Let the next edit begin a new step."""
        self._run = None

    def held(self) -> HistoryUpdate:
        """The position of the draft, and every step made since it was opened."""
        return HistoryUpdate(
            self.head, self.tip, tuple((step, self._bodies[number]) for number, step in self._made.items())
        )

    def since(self, mark: HistoryUpdate) -> HistoryUpdate:
        """``held`` reduced to the steps that differ from those of ``mark``."""
        known = dict(mark.steps)
        now = self.held()
        return now._replace(steps=tuple((step, body) for step, body in now.steps if known.get(step) != body))

    def read_from(self, source: StepSource) -> None:
        """Read earlier steps from another file from now on."""
        self._source, self._stored_last = source, self._last

    def _route(self, target: int) -> tuple[list[int], list[int]]:
        """The steps to revert and then those to apply, in order, via the common ancestor."""
        back: list[int] = []
        on: list[int] = []
        mine, other = self.head, target
        while mine != other:
            if mine > other:
                back.append(mine)
                mine = self._parent(mine)
            else:
                on.append(other)
                other = self._parent(other)
        return back, on[::-1]

    def _is_ahead(self, target: int) -> bool:
        """Whether a step is on the redo path; False when a damaged file contains a cycle."""
        with suppress(*UNREADABLE):
            return target == 0 or target in takewhile(lambda number: number >= target, self._ancestors(self.tip))
        return False

    def _ancestors(self, number: int) -> Iterator[int]:
        """A step and its ancestors."""
        while number:
            yield number
            number = self._parent(number)

    def _parent(self, number: int) -> int:
        """The parent of a step; KeyError when it is missing, ValueError for a cycle."""
        parent = self._step(number).parent
        if parent >= number:
            raise ValueError(number)
        return parent

    def _branch_end(self, number: int) -> int:
        """The newest descendant of a step."""
        end, behind = number, {number}
        for step in self.steps().values():
            if step.parent in behind:
                behind.add(step.number)
                end = step.number
        return end


HeldSteps = tuple[dict[int, Change], dict[int, str], StepSource]
"""Changes and bodies held in memory, and the file that has the others."""


def _both(first: Change, second: Change, draft: Draft) -> Change | None:
    """The two changes as one, with the draft between them; None where they cancel each other out."""
    before, after = apply(draft, first.inverse()), apply(draft, second)
    whole = replace(between(before, after, first.place, first.reason), media={**first.media, **second.media})
    return None if whole.is_empty else whole


@dataclass(frozen=True, slots=True)
class HistoryPath:
    """The path from a draft to a step: the steps to revert, then those to apply.

    It shares no state with the open draft, so it may be replayed in another thread.
    """

    draft: Draft
    target: int
    steps: tuple[tuple[int, ...], tuple[int, ...]]
    made: Step
    held: HeldSteps

    @property
    def length(self) -> int:
        """The number of steps."""
        return sum(map(len, self.steps))

    def replay(self) -> tuple[Draft, Change]:
        """The draft at the step, and the difference to the first draft as one change.

        BadDraft ``step_lost`` when a step is missing or damaged; nothing is changed.
        """
        back, on = self.steps
        whole, place = self.held[0], Place(self.made.element_id)
        try:
            if whole.keys() >= {*back, *on}:
                changes = (*(whole[number].inverse() for number in back), *(whole[number] for number in on))
                after = reduce(apply, changes, self.draft)
                if len(changes) == 1:  # saves comparing thousands of places
                    return after, replace(changes[0], place=place, reason=self.made.reason)
                return after, difference(self.draft, after, place, self.made.reason)
            patcher = self._patched()
            after = patcher.draft()
            return after, patcher.change(after, place, self.made.reason)
        except UNREADABLE as error:
            raise BadDraft("step_lost") from error

    def _patched(self) -> DraftPatcher:
        back, on = self.steps
        _, known, source = self.held
        bodies = known | source.bodies([number for number in (*back, *on) if number not in known])
        patcher = DraftPatcher(self.draft)
        for number in back:
            patcher.backward(bodies[number])
        for number in on:
            patcher.forward(bodies[number])
        return patcher
