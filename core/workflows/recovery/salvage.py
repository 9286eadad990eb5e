"""Recovers a damaged draft into a new file; the damaged one stays as it is."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from core.drafts.salvage import Salvaged, salvage
from core.drafts.store import DraftStore
from core.errors import BadDraft
from core.result import Notice, Result
from core.workflows.names import DRAFT_ENDING

Clock = Callable[[], datetime]


def salvage_draft(path: Path, folder: Path, clock: Clock) -> Result[Path]:
    """Write the readable part of ``path`` into a new draft in ``folder``; notices report what is missing.

    BadDraft ``draft_not_salvaged`` when nothing is readable, others when the new file cannot be written.
    """
    found = salvage(path)
    stem = path.stem
    names = chain((f"{stem}（找回）",), (f"{stem}（找回{number}）" for number in count(2)))
    while (target := folder / f"{next(names)}{DRAFT_ENDING}").exists():
        continue
    DraftStore.create(target, found.draft, clock).close()
    return Result(target, tuple(_notices_of(found, path.name, target.name)))


def _notices_of(found: Salvaged, name: str, new: str) -> Iterator[Notice]:
    draft = found.draft
    counts = {"kept": str(len(draft.elements)), "facts": str(len(draft.facts))}
    yield Notice("draft_salvaged", 0, {"name": name, "new": new, **counts})
    if found.version is not None:
        time = found.version.time
        when = f"{time.month}月{time.day}日{time:%H:%M}"
        yield Notice("draft_salvaged_version", 0, {"name": found.version.name, "time": when})
        return
    if found.lost:
        yield Notice("draft_salvaged_lost", 0, {"count": str(found.lost)})
    if found.blurred:
        yield Notice("draft_salvaged_blurred", 0, {"count": str(found.blurred)})
    if not found.is_whole and not found.lost and not found.blurred:
        yield Notice("draft_salvaged_part")


def is_damage(error: object) -> bool:
    """Whether an error means that the file is damaged, so that reading it row by row may help."""
    return isinstance(error, BadDraft) and error.code in ("draft_damaged", "draft_foreign")
