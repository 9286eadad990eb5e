"""A small JSON file in the user's folder: read under a limit, set aside when damaged, written whole or not at all.

The first frame loads this module with the settings, so modules for writing are imported when something is written.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from core.errors import AppError, BadInput, NewerFile
from core.reading import read_limited

T = TypeVar("T")

LIMIT = 1024 * 1024
"""Bytes. None of these files comes near; a larger one is damaged or hostile."""

DAMAGE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading values out of a damaged or forged file raises."""

UNUSABLE = frozenset(("file_empty", "file_too_large"))


class DamagedFile(Exception):
    """The file holds nothing usable. It now has the name ``aside`` if ``is_set_aside``."""

    def __init__(self, aside: str, is_set_aside: bool) -> None:
        super().__init__(aside)
        self.aside, self.is_set_aside = aside, is_set_aside


class JsonFile(Generic[T]):
    """One file whose content ``parse`` understands.

    ``parse`` raises ``BadInput`` or one of ``DAMAGE`` for damaged content, ``NewerFile`` for content of a newer program.
    ``aside`` is the file name that a damaged file gets; without one it stays where it is.
    """

    def __init__(self, path: Path, parse: Callable[[bytes], T], aside: str = "", limit: int = LIMIT) -> None:
        self.path = path
        self.aside = aside
        self._parse, self._limit = parse, limit

    def load(self) -> T | None:
        """The content; None when there is no file.

        DamagedFile when the content is not usable, after setting the file aside. BadInput when the disk does not
        deliver it or a newer program wrote it: it may be good, and stays.
        """
        try:
            data = read_limited(self.path, self._limit)
        except BadInput as problem:
            if problem.code == "file_missing":
                return None
            if problem.code not in UNUSABLE:
                raise
            raise DamagedFile(self.aside, self.set_aside()) from problem
        try:
            return self._parse(data)
        except NewerFile:
            raise
        except (BadInput, *DAMAGE) as problem:
            raise DamagedFile(self.aside, self.set_aside()) from problem

    def load_or(self, default: T) -> T:
        """The content, or ``default`` whatever is wrong: for files that hold a convenience and no work."""
        try:
            found = self.load()
        except (DamagedFile, BadInput):
            return default
        return default if found is None else found

    def set_aside(self) -> bool:
        """Give the file its other name; False when it has none or the disk refuses."""
        if not self.aside:
            return False
        try:
            self.path.replace(self.path.with_name(self.aside))
        except OSError:
            return False
        return True

    def save(self, data: bytes) -> None:
        """Replace the content, making the folder if need be. Raises AppError (``save_…``) when the disk refuses."""
        from core.files import write_atomically

        with suppress(OSError):  # what is wrong with the folder is reported when the file is written
            self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, data)

    def save_if_possible(self, data: bytes) -> bool:
        """``save`` for files that hold a convenience and no work: False when the disk refuses."""
        try:
            self.save(data)
        except (OSError, AppError):
            return False
        return True
