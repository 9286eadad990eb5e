"""The way to the system's trash, which Qt knows on every desktop."""

from pathlib import Path

from PySide6.QtCore import QFile


def into_trash(path: Path) -> Path | None:
    """Move a file there; where it lies now, or None if it cannot be moved."""
    file = QFile(str(path))
    return Path(file.fileName()) if file.moveToTrash() else None
