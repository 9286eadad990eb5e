"""Writing files whole or not at all, and the names that files may have."""

import errno
import os
import re
import secrets
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from core.errors import AppError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY})
FORBIDDEN_IN_NAMES = frozenset('\\/:*?"<>|')
SURROGATES = re.compile("[\ud800-\udfff]")
"""Python decodes bytes of a file name that are not UTF-8 to lone surrogates (PEP 383)."""

NEEDED_BYTES = 4 * 1024 * 1024
"""Free space a folder must have: a clerk's text and a long draft with its history take less."""


def folder_with_room(folders: Iterable[Path], room: int = NEEDED_BYTES) -> Path | None:
    """The first folder that accepts ``room`` bytes, which only writing them can show; None if none does."""
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


def safe_name(text: str) -> str:
    """The text without the characters that file systems refuse in a file name.

    >>> safe_name('第一/二季度：“总结”?')
    '第一二季度：“总结”'
    """
    return "".join(character for character in text if character not in FORBIDDEN_IN_NAMES and character >= " ")


def shown_name(name: str) -> str:
    """A file name as text that can be stored and printed; names from foreign archives may be in GBK.

    >>> shown_name("总结.txt"), shown_name(b"\\xd7\\xdc\\xbd\\xe1.txt".decode("utf-8", "surrogateescape"))
    ('总结.txt', '总结.txt')
    """
    if not SURROGATES.search(name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return SURROGATES.sub("\ufffd", name)


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` so that a reader sees the old file or the new one, never a part.

    The data is written beside the target, synced, then renamed. Raises ``AppError`` (code ``save_…``) and leaves no
    temporary file when the disk is full or the place cannot be written.
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
    """Refuse devices and pipes: renaming would replace them, and other programs rely on them."""
    with suppress(OSError, ValueError):  # any other fault is reported when the file is written
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
