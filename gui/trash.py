"""The system's trash: where files go that are not wanted any more, and where they can be brought back from."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QFile

from core.errors import AppError
from core.workflows.recent import put_back


class Trashed(NamedTuple):
    """A file that was moved to the trash, and where it lies there; None where the system does not say."""

    path: Path
    place: Path | None


def move_to_trash(paths: Sequence[Path]) -> tuple[Trashed, ...]:
    """Move files to the trash, those that are gone left out; AppError ``not_trashed`` for the first that cannot be.

    What was moved before that one is brought back.
    """
    moved: list[Trashed] = []
    for path in paths:
        file = QFile(str(path))
        if not file.exists():
            continue
        if not file.moveToTrash():
            bring_back(moved)
            raise AppError("not_trashed", name=path.name)
        place = Path(file.fileName())
        moved.append(Trashed(path, place if place != path and place.exists() else None))
    return tuple(moved)


def bring_back(trashed: Sequence[Trashed]) -> None:
    """Put files back where they were; AppError ``not_brought_back`` where another stands there by now."""
    for path, place in trashed:
        if place is not None:
            put_back(place, path)


def can_bring_back(trashed: Sequence[Trashed]) -> bool:
    """Whether the system said where all of them lie."""
    return bool(trashed) and all(each.place is not None for each in trashed)
