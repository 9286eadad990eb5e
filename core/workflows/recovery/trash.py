"""Moves files to the system's trash, all or none, and restores them."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from core.errors import AppError

__all__ = ("Mover", "Trashed", "bring_back", "can_bring_back", "move_to_trash")

Mover = Callable[[Path], "Path | None"]
"""Moves a file to the trash and returns where it is there, or the path itself if the system does not tell; None: failed."""


class Trashed(NamedTuple):
    """A file moved to the trash, and its path there; None when the system does not report it."""

    path: Path
    place: Path | None


def move_to_trash(paths: Sequence[Path], mover: Mover) -> tuple[Trashed, ...]:
    """Move files to the trash; missing ones are skipped.

    AppError ``not_trashed`` for the first that cannot be moved, after restoring those moved before.
    """
    moved: list[Trashed] = []
    for path in paths:
        if not path.exists():
            continue
        place = mover(path)
        if place is None:
            bring_back(moved)
            raise AppError("not_trashed", name=path.name)
        moved.append(Trashed(path, place if place != path and place.exists() else None))
    return tuple(moved)


def bring_back(trashed: Sequence[Trashed]) -> None:
    """Restore files; AppError ``not_brought_back`` when another file is there by now."""
    for path, place in trashed:
        if place is not None:
            try:
                if path.exists():
                    raise FileExistsError(path)
                shutil.move(place, path)
                (place.parent.parent / "info" / f"{place.name}.trashinfo").unlink(
                    missing_ok=True
                )  # Trash specification 1.0
            except OSError as error:
                raise AppError("not_brought_back", name=path.name) from error


def can_bring_back(trashed: Sequence[Trashed]) -> bool:
    """Whether the system reported the paths of all of them."""
    return bool(trashed) and all(each.place is not None for each in trashed)
