"""The layouts there are: those of the program and the user's own, as Word files in two folders.

The user's own can be copied, renamed and taken away; what is taken away lies in a folder of its own and can come back.
"""

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
    """The layouts by name; one of the user's that is called like another gets an addition, so that both can be had."""
    found: dict[str, Path] = {}
    for folder in (templates_folder() / FOLDER_NAME, own_folder()):
        for path in sorted(folder.glob(f"*{ENDING}")):
            name = path.stem
            while name in found:
                name += OWN
            if not name.startswith("~"):  # what Word leaves beside an open file
                found[name] = path
    return found


def own_folder() -> Path:
    """Where the user's own layouts lie; it need not exist."""
    return user_templates_folder() / FOLDER_NAME


def plain_layout(layout: str) -> bytes:
    """The file of a layout as it was made: a name of ``layout_names`` or a .docx file. Raises BadUse or BadInput."""
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
    """A copy of a layout, or of a file, among the user's own: the new name. Raises BadUse, BadInput, AppError."""
    name = Path(layout).stem if layout.lower().endswith(ENDING) else layout
    target = _free(own_folder() / f"{name[:LONGEST_NAME]}（副本）{ENDING}")
    _make_folder(target.parent)
    write_atomically(target, plain_layout(layout))
    return target.stem


def add_layout(data: bytes, name: str) -> str:
    """Put a layout among the user's own: the name it got. Raises BadUse ``layout_no_name``, ``layout_name_taken``; AppError."""
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
    """Call one of the user's layouts otherwise: the name it got. Raises BadUse, AppError."""
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
    """Put one of the user's layouts aside: where it lies then. Raises BadUse, AppError."""
    path = _own_path(layout)
    target = _free(own_folder() / REMOVED / path.name)
    _make_folder(target.parent)
    _move(path, target)
    return target


def restore_layout(path: Path, layout: str) -> str:
    """Take a layout back that was put aside: its name. Raises AppError."""
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
    with suppress(OSError):  # what is wrong with the place is told when something is put there
        folder.mkdir(parents=True, exist_ok=True)


def _free(path: Path) -> Path:
    """The path, or the same with 2, 3, … when there is such a file or a layout of that name."""
    taken, found, number = set(layouts()), path, 2
    while found.exists() or (found.parent == own_folder() and found.stem in taken):
        found, number = path.with_name(f"{path.stem}{number}{path.suffix}"), number + 1
    return found
