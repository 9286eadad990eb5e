"""A lock of the operating system on a file: one writer per draft, one window per window file.

It vanishes with the process, needs no second file, and works between machines on a network share. SQLite's own
exclusive lock would also keep others from reading, and its lighter locks end with every transaction. The locked byte is
far beyond the bytes that SQLite locks (0x40000000 and the 512 after it) and beyond the end of any draft.
"""

import logging
import os
import struct
import sys
from pathlib import Path

BYTE = 0x7F00_0000


class FileLock:
    """Held from ``take`` to ``release``.

    On Linux the lock belongs to the open file and not to the process (``F_OFD_SETLK``), so two windows of one process
    exclude each other as well. Release it after closing the SQLite connection: closing any descriptor of a file releases
    the classic locks that SQLite holds on it.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> "FileLock | None":
        """Take the lock; None if it is taken. PermissionError when the file must not be written."""
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            _lock_byte(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return None
        except OSError as error:
            # Some shares do not support locks. Work must be possible there; SQLite still keeps the file consistent.
            logging.getLogger(__name__).info("no lock on this disk: %s", error)
        return cls(descriptor)

    def release(self) -> None:
        """Release the lock; harmless when called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


if sys.platform == "win32":
    import msvcrt

    def _lock_byte(descriptor: int) -> None:
        os.lseek(descriptor, BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock_byte(descriptor: int) -> None:
        if sys.platform == "linux":
            request = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, BYTE, 1, 0)
            fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, request)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
