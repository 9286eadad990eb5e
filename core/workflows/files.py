"""Files at the edge of the program: read whole with limits, written whole or not at all."""

import errno
import os
import secrets
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from core.errors import AppError, BadInput
from core.reading import LARGEST, NotRegular, TooLarge, read_bytes

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY})


ROOM = 4 * 1024 * 1024
"""Bytes that a folder must take: what a clerk writes and a long draft with its history come to less."""


def folder_with_room(folders: Iterable[Path], room: int = ROOM) -> Path | None:
    """The first of these folders that takes so many bytes, which only writing them shows; None if none does."""
    for folder in folders:
        with suppress(OSError), tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(room))
            file.flush()
            return folder
    return None


def is_same_file(first: Path, second: Path) -> bool:
    """Whether two paths lead to one file, however they are spelled."""
    try:
        return first.samefile(second)
    except OSError:  # one of them is gone
        return os.path.realpath(first) == os.path.realpath(second)


def read_limited(path: Path, limit: int = LARGEST) -> bytes:
    """The bytes of an ordinary, non-empty file of at most ``limit`` bytes; else ``BadInput`` (code ``file_…``)."""
    try:
        data = read_bytes(path, limit)
    except (NotRegular, TooLarge, IsADirectoryError) as error:
        raise _unfit(error, path, limit) from error
    except FileNotFoundError as error:
        raise BadInput("file_missing", name=path.name) from error
    except PermissionError as error:
        raise BadInput("file_no_permission", name=path.name) from error
    except OSError as error:
        raise BadInput("file_unreadable", name=path.name) from error
    if not data:
        raise BadInput("file_empty", name=path.name)
    return data


def _unfit(error: OSError, path: Path, limit: int) -> BadInput:
    if isinstance(error, TooLarge):
        return BadInput("file_too_large", name=path.name, limit=str(limit // 1024**2))
    if isinstance(error, NotRegular):
        return BadInput("file_not_regular", name=path.name)
    return BadInput("file_is_folder", name=path.name or str(path))


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` so that a reader sees the old file or the new one, never a part.

    Written beside the target, forced to disk, then renamed. Raises ``AppError`` (code ``save_…``) and leaves nothing
    behind when the disk is full or the place cannot be written.
    """
    target = Path(os.path.realpath(path))
    _check_target(target, path.name)
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        _write_new(temporary, data, target)
        os.replace(temporary, target)
    except OSError as error:
        raise _save_error(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _check_target(target: Path, name: str) -> None:
    """Renaming would put a file in the place of a device or a pipe, which others rely on."""
    with suppress(OSError, ValueError):  # whatever else is wrong is told when it is written
        mode = target.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise AppError("save_not_regular", name=name)


def _write_new(temporary: Path, data: bytes, target: Path) -> None:
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if target.is_file():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))


def _save_error(error: OSError, path: Path) -> AppError:
    if os.path.isdir(path):  # pathlib would raise for a name that is too long
        return AppError("save_is_folder", name=path.name)
    if error.errno in FULL:
        return AppError("save_disk_full", name=path.name)
    if not os.path.isdir(path.parent):
        return AppError("save_no_folder", folder=str(path.parent))
    if error.errno in FORBIDDEN:
        return AppError("save_no_permission", name=path.name)
    return AppError("save_failed", name=path.name)
