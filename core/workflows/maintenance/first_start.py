"""The first start of a new version: the data of the older one is copied before anything touches it.

Drafts lie elsewhere and are not among it: a draft of an older format is upgraded with a copy of its own.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from core.errors import AppError
from core.files import safe_name, write_atomically
from core.result import Notice
from core.version import MARK, VERSION, version_of_data

COPIES = "旧版本的数据"
LEFT_OUT = ("log", "backups", "update", COPIES, "*.lock")
"""Not copied: records of faults, copies of drafts that are never rewritten, locks of open windows."""


def keep_older_data(folder: Path, version: str = VERSION) -> Notice | None:
    """Copy the user's data once if another version wrote it; a notice when that fails, which stops nobody.

    The copy is complete or not there: it gets its name when it is whole. Its name is the version that wrote the data.
    """
    before = version_of_data(folder)
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
    mark_version(folder, version)
    return None


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Names of one folder that are not copied: those of ``LEFT_OUT`` and whatever is neither folder nor plain file."""
    odd = {name for name in names if not _is_plain(Path(folder, name))}
    is_top = COPIES in names or MARK in names
    return odd | (set(shutil.ignore_patterns(*LEFT_OUT)(folder, names)) if is_top else set())


def _is_plain(path: Path) -> bool:
    return not path.is_symlink() and (path.is_dir() or path.is_file())


def _holds_data(folder: Path) -> bool:
    return any(path.name not in (*LEFT_OUT, MARK) for path in folder.iterdir())


def mark_version(folder: Path, version: str = VERSION) -> None:
    """Note which version writes the data from now on."""
    with suppress(OSError, AppError):  # tried again at the next start
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / MARK, f"{version}\n".encode())
