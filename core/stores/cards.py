"""Unit cards (单位名片): one readable file each, ``cards/<name>.json`` in the user's folder.

The keys are the labels a clerk sees. A damaged file is set aside and reported, never deleted.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from core.errors import AppError, BadInput, BadUse
from core.files import safe_name, write_atomically
from core.json_text import FileFormat, parse_own_json, readable_json
from core.model.card import Leader, Meeting, UnitCard
from core.paths import user_folder
from core.reading import read_limited
from core.result import Notice, Result
from core.stores.json_file import LIMIT, DamagedFile, JsonFile

FOLDER = "cards"
FORM = FileFormat("拟稿单位名片", 1, "card_foreign", "card_newer")
LONGEST_NAME, LONGEST_TEXT, MOST_ENTRIES, MOST_NUMBER = 60, 200, 2000, 9999
LEVELS = ("", "省", "市", "县", "乡", "单位")
LONGEST_STEM = 50
"""Characters of a generated name; the rest is left for its number or mark."""

UNNAMED, COPY = "新名片", "（副本）"
ASIDE, REMOVED, RENAMED = ".broken", ".removed", ".renamed"
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
"""Invisible characters that are copied along with a name from a page or a file."""

Shape = dict[str, Any]


class CardField(NamedTuple):
    """One key of the file: its label, the card's attribute, and the function that checks and reads a value."""

    label: str
    field: str
    read: Callable[[str, Any], Any]


def _text(label: str, value: Any) -> str:
    text = INVISIBLE.sub("", SPACES.sub(" ", value)) if isinstance(value, str) else None
    if text is None or len(text) > LONGEST_TEXT or not text.isprintable():
        raise BadInput("card_value", name=label)
    return text.strip()


def _person(label: str, value: Any) -> str:
    """A person's name as reports write it: the space in 李　明 is only layout."""
    name = _text(label, value)
    return name if any(sign.isascii() and sign.isalpha() for sign in name) else name.replace(" ", "")


def _level(label: str, value: Any) -> str:
    if value not in LEVELS:
        raise BadInput("card_value", name=label)
    return _text(label, value)


def _number(label: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_NUMBER:
        raise BadInput("card_value", name=label)
    return value


def _items(label: str, value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_ENTRIES:
        raise BadInput("card_value", name=label)
    return value


def _texts(label: str, value: Any) -> tuple[str, ...]:
    return tuple(text for item in _items(label, value) if (text := _text(label, item)))


def _rows(label: str, value: Any) -> Iterator[Mapping[str, Any]]:
    for item in _items(label, value):
        if not isinstance(item, dict):
            raise BadInput("card_value", name=label)
        yield item


def _leaders(label: str, value: Any) -> tuple[Leader, ...]:
    return tuple(
        Leader(_person("姓名", row.get("姓名", "")), _text("职务", row.get("职务", ""))) for row in _rows(label, value)
    )


def _meetings(label: str, value: Any) -> tuple[Meeting, ...]:
    return tuple(
        Meeting(_text("名称", row.get("名称", "")), _number("届", row.get("届", 0)), _number("次", row.get("次", 0)))
        for row in _rows(label, value)
    )


CARD_FIELDS = (
    CardField("单位", "unit", _text),
    CardField("级别", "level", _level),
    CardField("省", "province", _text),
    CardField("市", "city", _text),
    CardField("县区", "county", _text),
    CardField("乡镇", "town", _text),
    CardField("简称", "short_names", _texts),
    CardField("领导", "leaders", _leaders),
    CardField("会议", "meetings", _meetings),
    CardField("其他名称", "others", _texts),
)


def card_shape(card: UnitCard) -> Shape:
    """A card as a JSON object, as its file holds it without the header."""
    shape: Shape = {entry.label: getattr(card, entry.field) for entry in CARD_FIELDS}
    shape["简称"], shape["其他名称"] = list(card.short_names), list(card.others)
    shape["领导"] = [{"姓名": leader.name, "职务": leader.post} for leader in card.leaders]
    shape["会议"] = [{"名称": one.name, "届": one.term, "次": one.number} for one in card.meetings]
    return shape


def card_text(card: UnitCard) -> str:
    """The content of a card's file."""
    return readable_json(FORM, card_shape(card))


def read_card(data: bytes) -> UnitCard:
    """The card of such a file; missing keys are empty. Raises BadInput (``card_foreign``, ``card_newer``, ``card_value``)."""
    shape = parse_own_json(data, FORM)
    given = {entry.field: entry.read(entry.label, shape[entry.label]) for entry in CARD_FIELDS if entry.label in shape}
    return UnitCard(**{"unit": "", **given})


def card_names() -> tuple[str, ...]:
    """The names of all cards, sorted by code point."""
    return tuple(sorted(path.stem for path in (user_folder() / FOLDER).glob("*.json")))


def load_card(name: str) -> Result[UnitCard | None]:
    """The card of this name; None when there is none. A damaged file is set aside, with a notice.

    Raises BadInput when a newer program wrote the file or the disk does not deliver it.
    """
    path = card_path(name)
    if path is None:
        return Result(None)
    try:
        return Result(_file(path).load())
    except DamagedFile as damage:
        return Result(None, (Notice("card_set_aside", 0, {"name": damage.aside}),))


def save_card(name: str, card: UnitCard) -> None:
    """Store the card under this name, replacing one that exists.

    Raises BadUse for a name that no file can have, BadInput (``card_value``) for a card that could not be read again,
    AppError when the disk refuses.
    """
    path = card_path(name)
    if path is None:
        raise BadUse("card_name", name=name, limit=str(LONGEST_NAME))
    data = card_text(card).encode("utf-8", "surrogatepass")  # read_card then refuses a lone surrogate as damage
    read_card(data)
    _file(path).save(data)


def save_edits(name: str, before: UnitCard, after: UnitCard) -> UnitCard:
    """Store the changes from ``before`` to ``after`` on top of what other windows have stored since; the merged card.

    Raises as ``save_card`` and ``load_card`` do.
    """
    now = load_card(name).value or before
    given = {entry.field: getattr(after, entry.field) for entry in CARD_FIELDS}
    card = replace(now, **{field: value for field, value in given.items() if value != getattr(before, field)})
    save_card(name, card)
    return card


def fitting_card(unit: str) -> str:
    """The name of the first card whose unit is this one; empty if there is none."""
    return next((name for name in card_names() if (card := _quietly(name)) and unit and card.unit == unit), "")


def current_name(name: str) -> str:
    """The present name of a card that had this name, after any renames; the name itself when nothing is known."""
    passed: set[str] = set()
    while name and name not in passed and (path := card_path(name)) and not path.exists():
        passed.add(name)
        name = _renamed(name) or name
    return name


def _renamed(name: str) -> str:
    """The name that a renamed card got next; empty if none is recorded."""
    try:
        return read_limited(_rename_path(name), LIMIT).decode("utf-8").strip()
    except (BadInput, UnicodeDecodeError):
        return ""


def _rename_path(name: str) -> Path:
    """The file that records the present name of a card that had this name."""
    return user_folder() / FOLDER / f"{name}{RENAMED}"


def _quietly(name: str) -> UnitCard | None:
    try:
        return load_card(name).value
    except BadInput:
        return None


def card_path(name: str) -> Path | None:
    """The file of a card; None for a name that no file can have."""
    fits = 0 < len(name) <= LONGEST_NAME and name.isprintable() and safe_name(name).strip(" .") == name
    return user_folder() / FOLDER / f"{name}.json" if fits else None


def _file(path: Path) -> JsonFile[UnitCard]:
    return JsonFile(path, read_card, path.name + ASIDE)


def new_card(unit: str) -> str:
    """Store a card with only the unit filled in; the name it got. AppError when the disk refuses."""
    name = _free(unit or UNNAMED)
    save_card(name, UnitCard(unit))
    return name


def copy_card(name: str) -> str:
    """Copy a card; the name of the copy. BadUse (``card_gone``) when there is no such card; BadInput, AppError."""
    copy = _free(name[:LONGEST_STEM] + COPY)
    save_card(copy, _card(name))
    return copy


def rename_card(old: str, new: str) -> str:
    """Rename a card; the new name. Drafts that refer to the old name still find it (``current_name``).

    BadUse for a name that no file can have (``card_name``) or that another card has (``card_name_taken``); AppError.
    """
    new = new.strip()
    if new == old:
        return old
    if new.casefold() in map(str.casefold, card_names()) and new.casefold() != old.casefold():
        raise BadUse("card_name_taken", name=new)
    source, target = card_path(old), card_path(new)
    if target is None:
        raise BadUse("card_name", name=new, limit=str(LONGEST_NAME))
    if source is None or not source.exists():
        raise BadUse("card_gone", name=old)
    _move(source, target)
    write_atomically(_rename_path(old), new.encode("utf-8"))
    return new


def remove_card(name: str) -> Path:
    """Remove a card by renaming its file; the new path. BadUse (``card_gone``); AppError."""
    path = card_path(name)
    if path is None or not path.exists():
        raise BadUse("card_gone", name=name)
    places = (path.with_name(f"{path.name}{REMOVED}{number or ''}") for number in count())
    target = next(place for place in places if not place.exists())
    _move(path, target)
    return target


def restore_card(path: Path, name: str) -> str:
    """Restore a removed card; its name, a different one when the old name is taken by now. AppError."""
    free = _free(name)
    target = card_path(free)
    if target is not None:
        _move(path, target)
    return free


def _card(name: str) -> UnitCard:
    card = load_card(name).value
    if card is None:
        raise BadUse("card_gone", name=name)
    return card


def _free(wanted: str) -> str:
    """The name without forbidden characters, followed by 2, 3, … when such a card exists."""
    stem = safe_name("".join(sign for sign in wanted if sign.isprintable()))[:LONGEST_NAME].strip(" .") or UNNAMED
    taken = frozenset(map(str.casefold, card_names()))
    return next(name for name in _names(stem) if name.casefold() not in taken)


def _names(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem[:LONGEST_STEM].rstrip(' .')}{number}"


def _move(path: Path, target: Path) -> None:
    try:
        path.replace(target)
    except OSError as error:
        raise AppError("card_not_moved", name=path.stem) from error
    _rename_path(target.stem).unlink(missing_ok=True)  # a name in use again refers only to the card that has it now
