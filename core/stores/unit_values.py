"""The particulars that a unit needs in every draft, such as 抄送: one file a unit, ``units/<unit>.json``."""

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from zlib import crc32

from core.errors import AppError, BadInput
from core.files import safe_name
from core.json_text import parse_json
from core.paths import user_folder
from core.result import Notice, Result
from core.stores.json_file import DamagedFile, JsonFile

FOLDER = "units"
ASIDE = ".broken.json"
LONGEST_STEM = 60

_KEEPING = Lock()
"""The window stores values from two threads; each must read what the other has written."""


def kept_values(unit: str) -> Result[Mapping[str, str]]:
    """The values stored for a unit. A damaged file is set aside; one that the disk does not deliver stays: notices."""
    file = _file(unit)
    try:
        return Result(MappingProxyType(file.load() or {}))
    except DamagedFile as damage:
        notices = (Notice("unit_set_aside", 0, {"name": damage.aside}),) if damage.is_set_aside else ()
        return Result(MappingProxyType({}), notices)
    except BadInput:
        return Result(MappingProxyType({}), (Notice("unit_unreadable", 0, {"name": file.path.name}),))


def keep(unit: str, values: Mapping[str, str]) -> None:
    """Merge values into those stored; an empty value removes one. AppError when the disk refuses."""
    with _KEEPING:
        before = _before(unit)
        after = {name: text for name, text in {**before, **values}.items() if text}
        if after != before:
            file = _file(unit)
            try:
                file.path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise AppError("unit_not_kept") from error
            file.save(json.dumps({"unit": unit, "particulars": after}, ensure_ascii=False, indent=1).encode("utf-8"))


def _before(unit: str) -> dict[str, str]:
    """Raises AppError (``unit_not_kept``) for a file that cannot be read now: it may be intact."""
    try:
        return _file(unit).load() or {}
    except DamagedFile:
        return {}
    except BadInput as error:
        raise AppError("unit_not_kept") from error


def file_stem(unit: str) -> str:
    """A file name for a unit: distinct for distinct units on every file system, by a checksum of the whole name."""
    return f"{safe_name(unit).strip(' .')[:LONGEST_STEM]}_{crc32(unit.encode('utf-8', 'replace')):08x}"


def _file(unit: str) -> JsonFile[dict[str, str]]:
    path: Path = user_folder() / FOLDER / f"{file_stem(unit)}.json"
    return JsonFile(path, _parsed, path.stem + ASIDE)


def _parsed(data: bytes) -> dict[str, str]:
    found = parse_json(data)["particulars"]
    return {name: text for name, text in found.items() if isinstance(text, str)}
