"""House styles kept per unit and layout: loaded, saved, exported, imported, and put into the layouts.

A unit's styles are one file, ``houses/<unit>.json`` in the user's folder, with one style for each layout that was
changed; a layout without one is used as it was made.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from core.errors import AppError, BadInput, BadUse
from core.paths import user_folder
from core.result import Notice, Result
from core.word.unit_style.apply import apply_house_style
from core.word.unit_style.codec import HouseBook, book_text, read_book
from core.word.unit_style.style import HouseStyle
from core.workflows.files import read_limited, write_atomically
from core.workflows.layouts.files import layout_names, layouts, plain_layout
from core.workflows.names import safe_name

FOLDER_NAME = "houses"
ENDING = ".版式设置.json"
ASIDE = ".broken"
DAMAGED = frozenset(("house_foreign", "house_value", "file_empty", "file_too_large"))
NO_UNIT = "未填单位"
LARGEST_FILE = 1024 * 1024
LONGEST_STEM = 60

_SAVING = Lock()
"""Settings are saved from the window and from its workers; each reads what the other has written."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What the layouts had ``before`` they were given another's settings, and those that could not take them."""

    before: Mapping[str, HouseStyle]
    left_out: tuple[str, ...]


def layout_bytes(layout: str, unit: str) -> Result[bytes]:
    """The layout as the unit wants it: a name of ``layout_names`` or a .docx file, with the unit's house style for it.

    A notice says when the unit's settings were damaged and set aside, so that the layout comes as it was made. Raises
    BadUse, BadInput.
    """
    style = house_style(unit, layout)
    return Result(styled_layout(layout, style.value), style.notices)


def styled_layout(layout: str, style: HouseStyle) -> bytes:
    """The layout with a style that need not be saved, as the live page shows it. Raises BadUse, BadInput."""
    return apply_house_style(plain_layout(layout), style)


def house_style(unit: str, layout: str) -> Result[HouseStyle]:
    """What the unit changed in a layout; an empty style if nothing."""
    book = load_book(unit)
    return Result(book.value.styles.get(layout_key(layout), HouseStyle()), book.notices)


def load_book(unit: str) -> Result[HouseBook]:
    """All styles of a unit; a damaged file is set aside and told, never lost.

    Raises BadInput for one that a newer program wrote or that the disk does not give.
    """
    path = book_path(unit)
    if not path.exists():
        return Result(HouseBook(unit))
    try:
        return read_book(read_limited(path, LARGEST_FILE))
    except BadInput as problem:
        if problem.code not in DAMAGED:
            raise
        return Result(HouseBook(unit), _set_aside(path))


def save_styles(unit: str, styles: Mapping[str, HouseStyle]) -> None:
    """Keep these styles by layout; the unit's other layouts stay as they are. Raises AppError when the disk refuses."""
    with _SAVING:
        _save(unit, {layout_key(layout): style for layout, style in styles.items()})


def _save(unit: str, styles: Mapping[str, HouseStyle]) -> None:
    kept = {**load_book(unit).value.styles, **styles}
    book = HouseBook(unit, MappingProxyType({layout: style for layout, style in kept.items() if style.given}))
    path = book_path(unit)
    if not book.styles and not path.exists():
        return
    with suppress(OSError):  # what is wrong with the place is told when it is written
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, book_text(book).encode("utf-8"))


def keep_style(unit: str, layout: str, style: HouseStyle, last_good: HouseStyle) -> HouseStyle:
    """Keep what the unit changed in a layout, and give it; of a style that cannot stand on the page the last that could.

    Raises BadUse for such a style, after keeping the other; AppError when the disk refuses.
    """
    try:
        styled_layout(layout, style)
    except BadUse:
        save_styles(unit, {layout: last_good})
        raise
    save_styles(unit, {layout: style})
    return style


def spread_style(unit: str, layout: str, style: HouseStyle) -> Spread:
    """Keep a layout's style, and put its settings into all others over what they had.

    Raises BadUse where the style cannot stand in the layout itself; AppError when the disk refuses.
    """
    styled_layout(layout, style)
    old = load_book(unit).value.styles
    fitting: dict[str, HouseStyle] = {}
    left_out = []
    for name in layout_names():
        wanted = style.over(old.get(name, HouseStyle()))
        try:
            styled_layout(name, wanted)
            fitting[name] = wanted
        except AppError:
            left_out.append(name)
    save_styles(unit, {**fitting, layout: style})
    return Spread({name: old.get(name, HouseStyle()) for name in fitting if name != layout}, tuple(left_out))


def rename_styles(old: str, new: str) -> None:
    """A layout has another name: what every unit changed in it goes along. Raises AppError when the disk refuses."""
    for book in books():
        if old in book.styles:
            save_styles(book.unit, {old: HouseStyle(), new: book.styles[old]})


def copy_styles(layout: str, copy: str) -> None:
    """What every unit changed in a layout is changed in its copy, too. Raises AppError when the disk refuses."""
    key = layout_key(layout)
    for book in books():
        if key in book.styles:
            save_styles(book.unit, {copy: book.styles[key]})


def export_book(unit: str, target: Path) -> None:
    """Write the unit's styles into one file to pass on. Raises AppError when the disk refuses."""
    write_atomically(target, book_text(HouseBook(unit, load_book(unit).value.styles)).encode("utf-8"))


def import_book(unit: str, source: Path) -> Result[HouseBook]:
    """Take over the styles of a file for this unit; those of layouts that the file does not have stay.

    Raises BadInput for a file that is damaged, foreign or out of the limits; nothing is changed then.
    """
    found = read_book(read_limited(source, LARGEST_FILE))
    with _SAVING:
        _save(unit, found.value.styles)
    return found


def books() -> tuple[HouseBook, ...]:
    """The styles of every unit that has some; damaged files are passed over."""
    found = []
    for path in sorted((user_folder() / FOLDER_NAME).glob("*.json")):
        with suppress(AppError):
            found.append(read_book(read_limited(path, LARGEST_FILE)).value)
    return tuple(found)


def book_path(unit: str) -> Path:
    """Where a unit's styles lie. A name that disks refuse or confuse gets a sum of the whole name added."""
    stem = safe_name(unit).strip(" .")[:LONGEST_STEM] or NO_UNIT
    if unit and (stem != unit or stem.isascii()):
        stem += "-" + hashlib.sha256(unit.encode("utf-8", "replace")).hexdigest()[:8]
    return user_folder() / FOLDER_NAME / f"{stem}.json"


def layout_key(layout: str) -> str:
    """What settings are kept under: the layout's name, or of a file somewhere else its whole path.

    A file that only has the name of another layout is not that layout.
    """
    if not layout.lower().endswith(".docx"):
        return layout
    path = Path(layout).resolve()
    return next((name for name, known in layouts().items() if known.resolve() == path), str(path))


def layout_title(layout: str) -> str:
    """What a layout is called: its name, or of a file somewhere else the file's."""
    return Path(layout).stem if layout.lower().endswith(".docx") else layout


def _set_aside(path: Path) -> tuple[Notice, ...]:
    aside = path.with_name(path.name + ASIDE)
    with suppress(OSError):
        path.replace(aside)
    return (Notice("house_set_aside", 0, {"name": aside.name}),)
