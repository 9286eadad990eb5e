"""Saving as another file: the history is read from the old file and written into the new one.

This takes seconds for a long draft with many versions, so it runs in the background; edits made meanwhile follow.
"""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from core.errors import BadDraft
from core.model.change import Change, difference
from core.model.draft import Draft
from core.model.history import HistoryUpdate, Step, Version
from core.model.spans import Place
from core.result import Notice, Result
from core.workflows.drafting.history import StepSource

SAVED_AS = "另存"


class SaveSource(StepSource, Protocol):
    """The old file."""

    def versions(self) -> tuple[Version, ...]:
        """All stored versions."""

    def version(self, number: int) -> Draft:
        """The draft of a stored version."""

    def printed(self, number: int) -> str:
        """What files of a stored version printed."""


class SaveTarget(Protocol):
    """The new file."""

    def record(self, change: Change, draft: Draft, mark: HistoryUpdate | None = None) -> None:
        """Store a change, the draft it led to, and how the history changes."""

    def keep(
        self, version: Version, draft: Draft, dropped: Iterable[int] = (), step: int | None = None, printed: str = ""
    ) -> None:
        """Store a version, and what a file of it printed."""


class SessionSnapshot(NamedTuple):
    """The state of a session at one moment: draft, position in the history, and steps and versions held in memory.

    The old file may lack some of them: a disk that refuses edits is the usual reason for saving elsewhere.
    """

    draft: Draft
    source: SaveSource
    mark: HistoryUpdate
    versions: dict[Version, Draft]


def copy_history(snapshot: SessionSnapshot, target: SaveTarget) -> Result[frozenset[int]]:
    """Write history and versions into another file, which holds the draft already; the numbers of the copied versions.

    Notices report what can no longer be read; BadDraft when the new file cannot be written.
    """
    steps, notices = _steps(snapshot)
    if steps:
        nothing = difference(snapshot.draft, snapshot.draft, placeholder(snapshot.draft), SAVED_AS)
        target.record(nothing, snapshot.draft, snapshot.mark._replace(steps=steps))
    carried, lost = set(), []
    versions, more = _versions(snapshot)
    for version in versions:
        content = snapshot.versions.get(version) or _read(snapshot.source, version)
        if content is None:
            lost.append(f"“{version.name}”")
        else:
            target.keep(version, content, (), None, _printed(snapshot.source, version))
            carried.add(version.number)
    left_behind = [Notice("version_left_behind", 0, {"names": "、".join(lost)})] if lost else []
    return Result(frozenset(carried), (*notices, *more, *left_behind))


def _versions(snapshot: SessionSnapshot) -> tuple[list[Version], list[Notice]]:
    """All known versions, oldest first."""
    stored: tuple[Version, ...] = ()
    notices = []
    try:
        stored = snapshot.source.versions()
    except BadDraft:
        notices = [Notice("versions_left_behind")]
    return sorted({*stored, *snapshot.versions}, key=lambda version: version.number), notices


def _read(source: SaveSource, version: Version) -> Draft | None:
    try:
        return source.version(version.number)
    except BadDraft:
        return None


def _printed(source: SaveSource, version: Version) -> str:
    """What files of a version printed; a copy that comes back is compared with the version itself where it is lost."""
    try:
        return source.printed(version.number)
    except BadDraft:
        return ""


def placeholder(draft: Draft) -> Place:
    """A place for a change that concerns none."""
    return Place(draft.elements[0].id if draft.elements else "")


def _steps(snapshot: SessionSnapshot) -> tuple[tuple[tuple[Step, str], ...], list[Notice]]:
    """All readable steps with their bodies."""
    held = {step.number: (step, body) for step, body in snapshot.mark.steps}
    try:
        stored = {step.number: step for step in snapshot.source.steps() if step.number not in held}
        bodies = snapshot.source.bodies(stored)
    except BadDraft:
        return tuple(_rooted(held)), [Notice("history_left_behind")]
    found = {number: (step, bodies[number]) for number, step in stored.items() if number in bodies}
    return tuple(_rooted(found | held)), []


def _rooted(steps: dict[int, tuple[Step, str]]) -> Iterable[tuple[Step, str]]:
    """The steps in order; one without its parent becomes a root."""
    for _, (step, body) in sorted(steps.items()):
        yield (step if step.parent in steps else Step(step.number, 0, step.time, step.reason, step.element_id)), body
