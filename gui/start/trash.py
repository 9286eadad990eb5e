"""Moving files to the system's trash, which Qt supports on every desktop."""

from pathlib import Path

from PySide6.QtCore import QFile


def into_trash(path: Path) -> Path | None:
    """Move a file there; its new path, or None if it cannot be moved."""
    file = QFile(str(path))
    return Path(file.fileName()) if file.moveToTrash() else None
