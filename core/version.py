"""The program's version: the one place where it stands; ``pyproject.toml`` and the packages read it from here."""

from pathlib import Path

from core.reading import read_text

VERSION = "0.1.0"
MARK, FIRST = "version.txt", "0"
"""The file in the user's folder that names the version that wrote the data, and the version of data without it."""


def version_of_data(folder: Path) -> str:
    """The version that wrote the data of a user's folder; ``FIRST`` without a mark, empty where there is no data.

    Asked before the first frame: it loads nothing and reads one short file.
    """
    try:
        return read_text(folder / MARK).strip()[:40] or FIRST
    except (OSError, ValueError):
        return FIRST if folder.is_dir() and any(folder.iterdir()) else ""
