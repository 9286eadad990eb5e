"""A journal in memory for sessions that need no file, and what a file gives back after edits."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.model.change import Change, apply
from core.model.draft import Draft
from core.model.history import HistoryPosition, HistoryUpdate, Step, Version


class MemoryJournal:
    """Keeps what a store would."""

    def __init__(self, read_only: bool = False) -> None:
        self.read_only = read_only
        self.changes: list[Change] = []
        self.drafts: list[Draft] = []
        self.marks: list[HistoryUpdate | None] = []
        self.kept: dict[int, tuple[Version, Draft]] = {}
        self.texts: dict[int, str] = {}
        self.closed = False

    def record(self, change: Change, draft: Draft, mark: HistoryUpdate | None = None) -> None:
        """Keep the change and where it led."""
        self.changes.append(change)
        self.drafts.append(draft)
        self.marks.append(mark)

    def keep(
        self, version: Version, draft: Draft, dropped: Iterable[int] = (), step: int | None = None, printed: str = ""
    ) -> None:
        """Keep a version."""
        self.kept[version.number] = version, draft
        self.texts[version.number] = printed
        for number in dropped:
            del self.kept[number]

    def standing(self) -> HistoryPosition:
        """At the beginning."""
        return HistoryPosition()

    def steps(self, number: int = 0) -> tuple[Step, ...]:
        """No past."""
        return ()

    def bodies(self, numbers: Iterable[int]) -> dict[int, str]:
        """No past."""
        return {}

    def versions(self) -> tuple[Version, ...]:
        """What was kept."""
        return tuple(version for version, _ in self.kept.values())

    def version(self, number: int) -> Draft:
        """What was kept."""
        if number not in self.kept:
            raise BadDraft("draft_damaged", name="稿.nigao")
        return self.kept[number][1]

    def printed(self, number: int) -> str:
        """What was kept."""
        return self.texts.get(number, "")

    def close(self) -> None:
        """Nothing to give free."""
        self.closed = True


class Seconds:
    """A clock that goes on by as many seconds at every look as it is told."""

    def __init__(self, step: float = 60) -> None:
        self.now = datetime(2023, 7, 3, 9, 0)
        self.step = step

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=self.step)
        return self.now


def stored_and_standing(draft: Draft, steps: Sequence[tuple[Change, Draft]], undone: bool) -> tuple[Draft, Draft]:
    """What the file gives back after these changes, all taken back again if ``undone``, and the draft as it then stands."""
    with TemporaryDirectory() as folder:
        store = DraftStore.create(Path(folder) / "稿.nigao", draft, lambda: datetime(2023, 7, 1))
        for change, after in steps:
            store.record(change, after)
            draft = after
        for change, _ in reversed(steps) if undone else ():
            draft = apply(draft, change.inverse())
            store.record(change.inverse(), draft)
        stored = store.draft()
        store.close()
    return stored, draft
