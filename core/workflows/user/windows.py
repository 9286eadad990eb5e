"""Windows of the program: each holds a locked file of its own, so that others see whether it is still there.

A killed one leaves its file without the lock; the number of a process would be another's by then.
"""

import uuid
from contextlib import suppress
from pathlib import Path

from core.drafts.lock import DraftLock
from core.paths import user_folder

PREFIX = "window-"


class OpenWindow:
    """A window at work from ``open`` to ``close``; where nothing can be written it has no ``name``, and nobody asks."""

    def __init__(self) -> None:
        self.name = ""
        self._lock: DraftLock | None = None

    def open(self) -> None:
        """Be seen by others from now on; harmless when done twice."""
        if self.name:
            return
        name = uuid.uuid4().hex
        with suppress(OSError):
            _file(name).parent.mkdir(parents=True, exist_ok=True)
            _file(name).touch()
            self._lock, self.name = DraftLock.take(_file(name)), name

    def close(self) -> None:
        """Be there no more, as is proper; harmless when done twice."""
        if self._lock is not None:
            self._lock.release()
        if self.name:
            with suppress(OSError):
                _file(self.name).unlink()
        self.name, self._lock = "", None


def is_at_work(name: str) -> bool:
    """Whether the window of that name is still there."""
    try:
        lock = DraftLock.take(_file(name))
    except OSError:
        return False
    if lock is None:
        return True
    lock.release()
    with suppress(OSError):
        _file(name).unlink()
    return False


def clear_away() -> None:
    """Take away what killed windows have left."""
    for path in user_folder().glob(f"{PREFIX}*.lock"):
        is_at_work(path.stem.removeprefix(PREFIX))


def _file(name: str) -> Path:
    return user_folder() / f"{PREFIX}{Path(name).name}.lock"
