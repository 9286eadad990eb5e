"""The layouts: those of the program and the user's own, as Word files in two folders.

The user's own can be copied, renamed and removed; removed ones are moved to a separate folder and can be restored.
"""

import fnmatch
import os
from contextlib import suppress
from pathlib import Path

from core.errors import AppError, BadUse
from core.files import safe_name, write_atomically
from core.paths import templates_folder, user_templates_folder
from core.reading import read_limited

USUAL_LAYOUT = "国标公文"
OWN = "（自存）"
FOLDER_NAME = "layouts"
ENDING = ".docx"
REMOVED = "已删除"
LONGEST_NAME = 60


def layout_names() -> tuple[str, ...]:
    """Names of all layouts: the usual one first, then the other built-in ones, then the user's own."""
    return tuple(sorted(layouts(), key=lambda name: name != USUAL_LAYOUT))


def layouts() -> dict[str, Path]:
    """The layouts by name; a user's layout with the name of another gets a suffix, so that both are available."""
    found: dict[str, Path] = {}
    for folder in (templates_folder() / FOLDER_NAME, own_folder()):
        for path in map(folder.joinpath, _files_in(folder)):
            name = path.stem
            while name in found:
                name += OWN
            if not name.startswith("~"):  # lock files of Word
                found[name] = path
    return found


def _files_in(folder: Path) -> list[str]:
    """The names of the Word files in a folder in the order of paths; ``glob`` takes four times as long, and each export asks."""
    with suppress(OSError):  # the user's folder need not exist
        return sorted(fnmatch.filter(os.listdir(folder), f"*{ENDING}"), key=os.path.normcase)
    return []


def own_folder() -> Path:
    """The folder of the user's own layouts; it need not exist."""
    return user_templates_folder() / FOLDER_NAME


def plain_layout(layout: str) -> bytes:
    """The file of a layout without a unit style: a name of ``layout_names`` or a .docx file. Raises BadUse or BadInput."""
    if layout.lower().endswith(ENDING):
        return read_limited(Path(layout))
    known = layouts()
    if layout not in known:
        raise BadUse("unknown_layout", name=layout, known="、".join(layout_names()))
    return read_limited(known[layout])


def is_own(layout: str) -> bool:
    """Whether a layout is the user's own."""
    path = layouts().get(layout)
    return path is not None and path.parent == own_folder()


def copy_layout(layout: str) -> str:
    """Copy a layout or a file to the user's own layouts; returns the new name. Raises BadUse, BadInput, AppError."""
    name = Path(layout).stem if layout.lower().endswith(ENDING) else layout
    target = _free(own_folder() / f"{name[:LONGEST_NAME]}（副本）{ENDING}")
    _make_folder(target.parent)
    write_atomically(target, plain_layout(layout))
    return target.stem


def add_layout(data: bytes, name: str) -> str:
    """Add a layout to the user's own; returns its name. Raises BadUse ``layout_no_name``, ``layout_name_taken``;
    AppError."""
    wanted = safe_name(name).strip(" .")[:LONGEST_NAME]
    if not wanted or wanted.startswith("~"):
        raise BadUse("layout_no_name")
    if wanted.casefold() in map(str.casefold, layouts()):
        raise BadUse("layout_name_taken", name=wanted)
    target = own_folder() / f"{wanted}{ENDING}"
    _make_folder(target.parent)
    write_atomically(target, data)
    return wanted


def rename_layout(layout: str, name: str) -> str:
    """Rename one of the user's layouts; returns the new name. Raises BadUse, AppError."""
    wanted = safe_name(name).strip(" .")[:LONGEST_NAME]
    if not wanted or wanted.startswith("~"):
        raise BadUse("layout_no_name")
    if wanted == layout:
        return layout
    if wanted.casefold() in map(str.casefold, (*layouts(), *(path.stem for path in own_folder().glob(f"*{ENDING}")))):
        raise BadUse("layout_name_taken", name=wanted)
    _move(_own_path(layout), own_folder() / f"{wanted}{ENDING}")
    return wanted


def remove_layout(layout: str) -> Path:
    """Move one of the user's layouts to the folder of removed ones; returns its new path. Raises BadUse, AppError."""
    path = _own_path(layout)
    target = _free(own_folder() / REMOVED / path.name)
    _make_folder(target.parent)
    _move(path, target)
    return target


def restore_layout(path: Path, layout: str) -> str:
    """Restore a removed layout; returns its name. Raises AppError."""
    target = _free(own_folder() / f"{layout}{ENDING}")
    _move(path, target)
    return target.stem


def _own_path(layout: str) -> Path:
    if not is_own(layout):
        raise BadUse("layout_built_in", name=layout)
    return layouts()[layout]


def _move(path: Path, target: Path) -> None:
    try:
        path.rename(target)
    except OSError as error:
        raise AppError("layout_not_moved", name=path.stem) from error


def _make_folder(folder: Path) -> None:
    with suppress(OSError):  # a fault of the folder is reported by the write
        folder.mkdir(parents=True, exist_ok=True)


def _free(path: Path) -> Path:
    """The path, with 2, 3, … appended when a file or a layout of that name exists."""
    taken, found, number = set(layouts()), path, 2
    while found.exists() or (found.parent == own_folder() and found.stem in taken):
        found, number = path.with_name(f"{path.stem}{number}{path.suffix}"), number + 1
    return found
