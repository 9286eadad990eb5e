"""The styles of each unit, per layout: load, save, export, import, and apply to the layouts.

The styles of a unit are one file, ``houses/<unit>.json`` in the user's folder, with an entry for each layout that was
changed; a layout without an entry is used unchanged.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from core.errors import AppError, BadUse
from core.files import safe_name, write_atomically
from core.paths import user_folder
from core.reading import read_limited
from core.result import Notice, Result
from core.stores.json_file import LIMIT, DamagedFile, JsonFile
from core.word.unit_style.apply import apply_house_style
from core.word.unit_style.codec import HouseBook, book_text, read_book
from core.word.unit_style.style import HouseStyle
from core.workflows.layouts.files import layout_names, layouts, plain_layout

FOLDER_NAME = "houses"
ENDING = ".版式设置.json"
ASIDE = ".broken"
NO_UNIT = "未填单位"
LONGEST_STEM = 60

_SAVING = Lock()
"""Styles are saved from the window and from background threads; each must read what the other has written."""


@dataclass(frozen=True, slots=True)
class StyleSpread:
    """The styles ``before`` a style was copied to other layouts, and the layouts that could not take it (``left_out``)."""

    before: Mapping[str, HouseStyle]
    left_out: tuple[str, ...]


def layout_bytes(layout: str, unit: str) -> Result[bytes]:
    """A layout, a name of ``layout_names`` or a .docx file, with the unit's style for it applied.

    A notice reports that the unit's file was damaged and set aside; the layout is unchanged then. Raises BadUse,
    BadInput.
    """
    style = house_style(unit, layout)
    return Result(styled_layout(layout, style.value), style.notices)


def styled_layout(layout: str, style: HouseStyle) -> bytes:
    """The layout with a style that need not be saved, for the live preview. Raises BadUse, BadInput."""
    return apply_house_style(plain_layout(layout), style)


def house_style(unit: str, layout: str) -> Result[HouseStyle]:
    """The unit's style for a layout; an empty one when it changed nothing."""
    book = load_book(unit)
    return Result(book.value.styles.get(layout_key(layout), HouseStyle()), book.notices)


def load_book(unit: str) -> Result[HouseBook]:
    """All styles of a unit; a damaged file is set aside, with a notice.

    Raises BadInput when a newer program wrote the file or the disk does not deliver it.
    """
    try:
        return _file(book_path(unit)).load() or Result(HouseBook(unit))
    except DamagedFile as damage:
        return Result(HouseBook(unit), (Notice("house_set_aside", 0, {"name": damage.aside}),))


def save_styles(unit: str, styles: Mapping[str, HouseStyle]) -> None:
    """Store these styles by layout; those of other layouts stay. Raises AppError when the disk refuses."""
    with _SAVING:
        _save(unit, {layout_key(layout): style for layout, style in styles.items()})


def _save(unit: str, styles: Mapping[str, HouseStyle]) -> None:
    kept = {**load_book(unit).value.styles, **styles}
    book = HouseBook(unit, MappingProxyType({layout: style for layout, style in kept.items() if style.given}))
    path = book_path(unit)
    if not book.styles and not path.exists():
        return
    _file(path).save(book_text(book).encode("utf-8"))


def keep_style(unit: str, layout: str, style: HouseStyle, last_good: HouseStyle) -> HouseStyle:
    """Store the unit's style for a layout and return it; ``last_good`` instead of a style that does not fit the page.

    Raises BadUse for such a style, after storing ``last_good``; AppError when the disk refuses.
    """
    try:
        styled_layout(layout, style)
    except BadUse:
        save_styles(unit, {layout: last_good})
        raise
    save_styles(unit, {layout: style})
    return style


def spread_style(unit: str, layout: str, style: HouseStyle) -> StyleSpread:
    """Store a layout's style and merge its settings into those of all other layouts.

    Raises BadUse when the style does not fit the layout itself; AppError when the disk refuses.
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
    return StyleSpread({name: old.get(name, HouseStyle()) for name in fitting if name != layout}, tuple(left_out))


def rename_styles(old: str, new: str) -> None:
    """Move the styles of every unit to the new name of a layout. Raises AppError when the disk refuses."""
    for book in books():
        if old in book.styles:
            save_styles(book.unit, {old: HouseStyle(), new: book.styles[old]})


def copy_styles(layout: str, copy: str) -> None:
    """Copy the styles of every unit to a copy of a layout. Raises AppError when the disk refuses."""
    key = layout_key(layout)
    for book in books():
        if key in book.styles:
            save_styles(book.unit, {copy: book.styles[key]})


def export_book(unit: str, target: Path) -> None:
    """Write the unit's styles into a file of the user's choice. Raises AppError when the disk refuses."""
    write_atomically(target, book_text(HouseBook(unit, load_book(unit).value.styles)).encode("utf-8"))


def import_book(unit: str, source: Path) -> Result[HouseBook]:
    """Store the styles of a file for this unit; those of layouts not in the file stay.

    Raises BadInput for a file that is damaged, foreign or beyond the limits; nothing is changed then.
    """
    found = read_book(read_limited(source, LIMIT))
    with _SAVING:
        _save(unit, found.value.styles)
    return found


def books() -> tuple[HouseBook, ...]:
    """The styles of every unit that has any, without damaged files."""
    found = []
    for path in sorted((user_folder() / FOLDER_NAME).glob("*.json")):
        with suppress(AppError):
            found.append(read_book(read_limited(path, LIMIT)).value)
    return tuple(found)


def book_path(unit: str) -> Path:
    """The file of a unit's styles. Names that file systems refuse or confuse get a hash of the whole name added."""
    stem = safe_name(unit).strip(" .")[:LONGEST_STEM] or NO_UNIT
    if unit and (stem != unit or stem.isascii()):
        stem += "-" + hashlib.sha256(unit.encode("utf-8", "replace")).hexdigest()[:8]
    return user_folder() / FOLDER_NAME / f"{stem}.json"


def layout_key(layout: str) -> str:
    """The key of a layout's style: its name, or the whole path of a file elsewhere, even one named like a layout."""
    if not layout.lower().endswith(".docx"):
        return layout
    path = Path(layout).resolve()
    return next((name for name, known in layouts().items() if known.resolve() == path), str(path))


def layout_title(layout: str) -> str:
    """The name of a layout, or the file name of a layout elsewhere."""
    return Path(layout).stem if layout.lower().endswith(".docx") else layout


def _file(path: Path) -> JsonFile[Result[HouseBook]]:
    return JsonFile(path, read_book, path.name + ASIDE)
