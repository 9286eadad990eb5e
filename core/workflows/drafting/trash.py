"""Files that are not wanted any more go to the system's trash, all of them or none, and can be brought back."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from core.errors import AppError

__all__ = ("Mover", "Trashed", "bring_back", "can_bring_back", "move_to_trash")

Mover = Callable[[Path], "Path | None"]
"""Moves a file to the trash and says where it lies there, the path itself where the system does not; None: it cannot."""


class Trashed(NamedTuple):
    """A file that was moved to the trash, and where it lies there; None where the system does not say."""

    path: Path
    place: Path | None


def move_to_trash(paths: Sequence[Path], mover: Mover) -> tuple[Trashed, ...]:
    """Move files to the trash, those that are gone left out.

    AppError ``not_trashed`` for the first that cannot be; what was moved before that one is brought back.
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
    """Put files back where they were; AppError ``not_brought_back`` where another stands there by now."""
    for path, place in trashed:
        if place is not None:
            _put_back(place, path)


def can_bring_back(trashed: Sequence[Trashed]) -> bool:
    """Whether the system said where all of them lie."""
    return bool(trashed) and all(each.place is not None for each in trashed)


def _put_back(place: Path, path: Path) -> None:
    try:
        if path.exists():
            raise FileExistsError(path)
        shutil.move(place, path)
        (place.parent.parent / "info" / f"{place.name}.trashinfo").unlink(missing_ok=True)  # Trash specification 1.0
    except OSError as error:
        raise AppError("not_brought_back", name=path.name) from error
