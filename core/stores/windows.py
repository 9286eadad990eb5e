"""The open windows of the program: each holds a lock on a file of its own, so that others see whether it still runs.

A killed window leaves its file unlocked. A process id would not do: the system gives it to another process later.
"""

import uuid
from contextlib import suppress
from pathlib import Path

from core.file_lock import FileLock
from core.paths import user_folder

PREFIX = "window-"


class OpenWindow:
    """An open window from ``open`` to ``close``; it has no ``name`` where no file can be written."""

    def __init__(self) -> None:
        self.name = ""
        self._lock: FileLock | None = None

    def open(self) -> None:
        """Take the lock; harmless when called twice."""
        if self.name:
            return
        name = uuid.uuid4().hex
        with suppress(OSError):
            _file(name).parent.mkdir(parents=True, exist_ok=True)
            _file(name).touch()
            self._lock, self.name = FileLock.take(_file(name)), name

    def close(self) -> None:
        """Release the lock and remove the file; harmless when called twice."""
        if self._lock is not None:
            self._lock.release()
        if self.name:
            with suppress(OSError):
                _file(self.name).unlink()
        self.name, self._lock = "", None


def is_open(name: str) -> bool:
    """Whether the window of that name still runs; the file of one that does not is removed."""
    try:
        lock = FileLock.take(_file(name))
    except OSError:
        return False
    if lock is None:
        return True
    lock.release()
    with suppress(OSError):
        _file(name).unlink()
    return False


def remove_stale_files() -> None:
    """Remove the files that killed windows have left."""
    for path in user_folder().glob(f"{PREFIX}*.lock"):
        is_open(path.stem.removeprefix(PREFIX))


def _file(name: str) -> Path:
    return user_folder() / f"{PREFIX}{Path(name).name}.lock"
