"""The layouts there are: those of the program and the user's own, as Word files in two folders."""

from pathlib import Path

from core.errors import BadUse
from core.paths import templates_folder, user_templates_folder
from core.workflows.files import read_limited

USUAL_LAYOUT = "国标公文"
OWN = "（自存）"
FOLDER_NAME = "layouts"
ENDING = ".docx"


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
