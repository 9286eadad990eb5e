"""Recent drafts together with their files: which wait for recovery, and copying one."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from core.drafts.backups import copy_draft
from core.result import Result
from core.stores.recent import RecentDraft, listed, remember
from core.workflows.recovery.pending_recovery import waits_for


def list_recent() -> Result[tuple[RecentDraft, ...]]:
    """The recent drafts, newest first, each with whether edits wait for it in a pending journal."""
    found = listed()
    return Result(tuple(map(_with_pending, found.value)), found.notices)


def copy_recent(entry: RecentDraft, now: datetime) -> RecentDraft:
    """Copy a draft, as last stored, into a file next to it; returns the new entry, placed first in the list.

    BadDraft when no intact copy can be made; nothing is left behind then.
    """
    path = Path(entry.path)
    # A file name in the same folder that is not in use.
    target, number = path, 2
    while target.exists():
        target, number = path.with_name(f"{path.stem}（{number}）{path.suffix}"), number + 1
    copy_draft(path, target)
    copy = replace(entry, path=str(target), edited=now.isoformat(timespec="seconds"), window="", unstored=False)
    remember(copy)
    return copy


def _with_pending(entry: RecentDraft) -> RecentDraft:
    """Only a window that ended without closing its draft can have left edits."""
    return replace(entry, unstored=waits_for(Path(entry.path))) if entry.window else entry
