"""Updates from a file: ``release.json``, its signature beside it, and the installer that it names.

Only when asked for, never from the network, never to an older version. What the file says is believed only after its
signature was verified with the key that the program came with.
"""

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.errors import AppError, BadInput
from core.files import write_atomically
from core.paths import package_name, resources_folder, user_folder
from core.reading import read_limited, read_text
from core.signature import is_signed
from core.version import VERSION as OWN_VERSION

__all__ = ("FILE_NAME", "OWN_VERSION", "Update", "builtin_key", "read_update")

FILE_NAME, SIGNATURE_ENDING, KEY_NAME, COPIES = "release.json", ".sig", "update_key.txt", "update"
LARGEST_RELEASE, LARGEST_INSTALLER = 256 * 1024, 512 * 1024 * 1024
ENDINGS = MappingProxyType({"win32": "-setup.exe", "linux": "_amd64.deb"})
"""Endings of the installers for a platform (``sys.platform``)."""

_NUMBERS = re.compile(r"\d{1,6}(?:\.\d{1,6}){1,3}")
_NAME = re.compile(r"[\w.+-]{1,120}")


@dataclass(frozen=True, slots=True)
class Update:
    """A verified newer version: what is new in it, and a copy of its installer with the very bytes that were signed."""

    version: str
    notes: str
    installer: Path


def read_update(path: Path, key: bytes | None = None, platform: str = sys.platform) -> Update:
    """The update that ``release.json`` at ``path`` offers; ``key`` replaces the built-in public key.

    AppError ``update_no_key``, ``update_unsigned``, ``update_odd``, ``update_not_newer``, ``update_no_installer``,
    ``update_damaged``; BadInput for a file that cannot be read. The installer is copied into the user's folder; nothing
    is run or changed.
    """
    known = builtin_key() if key is None else key
    if not known:
        raise AppError("update_no_key")
    data = read_limited(path, LARGEST_RELEASE)
    try:
        signature = read_limited(path.with_name(path.name + SIGNATURE_ENDING), LARGEST_RELEASE)
    except BadInput as error:
        raise AppError("update_unsigned", name=path.name) from error
    if not is_signed(known, data, signature):
        raise AppError("update_unsigned", name=path.name)
    release = _parsed(data, path)
    if _numbers(release["version"]) <= _numbers(OWN_VERSION):
        raise AppError("update_not_newer", version=release["version"], own=OWN_VERSION)
    return Update(release["version"], release["notes"], _installer(release["files"], path.parent, platform))


def builtin_key() -> bytes:
    """The public key that the program came with; empty when it has none."""
    try:
        return bytes.fromhex(read_text(resources_folder() / KEY_NAME).strip())
    except (OSError, ValueError):
        return b""


def _parsed(data: bytes, path: Path) -> dict[str, Any]:
    try:
        release = json.loads(data)
        version, notes, files = release["version"], release["notes"], release["files"]
        names_fit = all(_NAME.fullmatch(name) and isinstance(digest, str) for name, digest in files.items())
        is_sound = isinstance(notes, str) and _NUMBERS.fullmatch(version) is not None and names_fit
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise AppError("update_odd", name=path.name) from error
    if not is_sound:
        raise AppError("update_odd", name=path.name)
    return {"version": version, "notes": notes, "files": files}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _installer(files: Mapping[str, str], folder: Path, platform: str) -> Path:
    """The file for this platform beside ``release.json``, with the signed hash; no path from the file is followed."""
    name = _name_of_installer(files, platform)
    path = folder / name
    if not name or not path.is_file():
        raise AppError("update_no_installer", name=name or FILE_NAME)
    data = read_limited(path, LARGEST_INSTALLER)
    if hashlib.sha256(data).hexdigest() != files[name].lower():
        raise AppError("update_damaged", name=name)
    return _copied(name, data)


def _copied(name: str, data: bytes) -> Path:
    """The installer in the user's own folder: what was checked is what is started, whoever changes the stick meanwhile."""
    home = user_folder() / COPIES
    with suppress(OSError):
        shutil.rmtree(home)  # of an earlier update
    home.mkdir(parents=True, exist_ok=True)
    write_atomically(home / name, data)
    return home / name


def _name_of_installer(files: Mapping[str, str], platform: str) -> str:
    ending = ENDINGS.get(platform, "?")
    return next((name for name in sorted(files) if name.endswith(ending) and name.startswith(package_name())), "")
