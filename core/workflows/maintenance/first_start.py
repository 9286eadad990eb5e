"""The first start of a new version: the data of the older one is copied before anything touches it.

Drafts lie elsewhere and are not among it: a draft of an older format is upgraded with a copy of its own.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from core.errors import AppError
from core.files import safe_name, write_atomically
from core.reading import read_text
from core.result import Notice
from core.version import VERSION

MARK, COPIES = "version.txt", "旧版本的数据"
LEFT_OUT = ("log", "backups", "update", COPIES, "*.lock")
"""Not copied: records of faults, copies of drafts that are never rewritten, locks of open windows."""

FIRST = "0"
"""The version of data without a mark."""


def keep_older_data(folder: Path, version: str = VERSION) -> Notice | None:
    """Copy the user's data once if another version wrote it; a notice when that fails, which stops nobody.

    The copy is complete or not there: it gets its name when it is whole. Its name is the version that wrote the data.
    """
    before = _mark(folder)
    if before == version:
        return None
    if before and _holds_data(folder):
        home = folder / COPIES
        whole, half = home / safe_name(before), home / f".{safe_name(before)}"
        try:
            if not whole.exists():
                shutil.rmtree(half, ignore_errors=True)
                shutil.copytree(folder, half, ignore=_left_out)
                half.rename(whole)
        except (OSError, shutil.Error):
            shutil.rmtree(half, ignore_errors=True)
            return Notice("older_data_not_kept", 0, {"folder": str(folder)})
    _set_mark(folder, version)
    return None


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Names of one folder that are not copied: those of ``LEFT_OUT`` and whatever is neither folder nor plain file."""
    odd = {name for name in names if not _is_plain(Path(folder, name))}
    is_top = COPIES in names or MARK in names
    return odd | (set(shutil.ignore_patterns(*LEFT_OUT)(folder, names)) if is_top else set())


def _is_plain(path: Path) -> bool:
    return not path.is_symlink() and (path.is_dir() or path.is_file())


def _mark(folder: Path) -> str:
    """The version that wrote the data; empty where there is no data."""
    try:
        return read_text(folder / MARK).strip()[:40] or FIRST
    except FileNotFoundError:
        return FIRST if folder.is_dir() else ""
    except (OSError, ValueError, AppError):
        return FIRST


def _holds_data(folder: Path) -> bool:
    return any(path.name not in (*LEFT_OUT, MARK) for path in folder.iterdir())


def _set_mark(folder: Path, version: str) -> None:
    with suppress(OSError, AppError):  # tried again at the next start
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / MARK, f"{version}\n".encode())
