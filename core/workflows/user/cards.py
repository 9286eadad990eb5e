"""Unit cards (单位名片) on disk: one readable file each, ``cards/<name>.json`` in the user's folder.

The keys are the labels a clerk sees. A damaged file is set aside and told, never lost.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from core.editing.particulars import particulars_of, set_particulars
from core.errors import BadInput, BadUse
from core.model.card import Leader, Meeting, UnitCard
from core.model.change import Change
from core.model.draft import Draft
from core.model.particulars import CARD, UNFILLED
from core.paths import user_folder
from core.result import Notice, Result
from core.workflows.files import read_limited, write_atomically
from core.workflows.names import safe_name

__all__ = (
    "card_names",
    "card_of",
    "card_path",
    "card_shape",
    "card_text",
    "choose_card",
    "fitting_card",
    "load_card",
    "read_card",
    "save_card",
    "save_edits",
    "trail_path",
    "used_name",
    "write_trail",
)

FOLDER = "cards"
KIND, VERSION = "拟稿单位名片", 1
LARGEST_FILE = 1024 * 1024
LONGEST_NAME, LONGEST_TEXT, MOST_ENTRIES, MOST_NUMBER = 60, 200, 2000, 9999
LEVELS = ("", "省", "市", "县", "乡", "单位")
ASIDE = ".broken"
TRAIL = ".renamed"
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
"""What comes along unseen when a name is copied from a page or a file."""

DAMAGED = frozenset(("card_foreign", "card_value", "file_empty", "file_too_large"))

Shape = dict[str, Any]


class Entry(NamedTuple):
    """One line of the file: its label, the card's field, and how a value is checked and read."""

    label: str
    field: str
    read: Callable[[str, Any], Any]


def _text(label: str, value: Any) -> str:
    text = UNSEEN.sub("", SPACES.sub(" ", value)) if isinstance(value, str) else None
    if text is None or len(text) > LONGEST_TEXT or not text.isprintable():
        raise BadInput("card_value", name=label)
    return text.strip()


def _person(label: str, value: Any) -> str:
    """A name as it stands in reports: 李　明 is only set wide."""
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


ENTRIES = (
    Entry("单位", "unit", _text),
    Entry("级别", "level", _level),
    Entry("省", "province", _text),
    Entry("市", "city", _text),
    Entry("县区", "county", _text),
    Entry("乡镇", "town", _text),
    Entry("简称", "short_names", _texts),
    Entry("领导", "leaders", _leaders),
    Entry("会议", "meetings", _meetings),
    Entry("其他名称", "others", _texts),
)


def card_shape(card: UnitCard) -> Shape:
    """A card as one JSON object, the same that its file holds."""
    shape: Shape = {entry.label: getattr(card, entry.field) for entry in ENTRIES}
    shape["简称"], shape["其他名称"] = list(card.short_names), list(card.others)
    shape["领导"] = [{"姓名": leader.name, "职务": leader.post} for leader in card.leaders]
    shape["会议"] = [{"名称": one.name, "届": one.term, "次": one.number} for one in card.meetings]
    return shape


def card_text(card: UnitCard) -> str:
    """The file of a card."""
    return json.dumps({"格式": KIND, "版本": VERSION, **card_shape(card)}, ensure_ascii=False, indent=2) + "\n"


def read_card(data: bytes) -> UnitCard:
    """The card of such a file; what is missing is empty. Raises BadInput (``card_foreign``, ``card_newer``, ``card_value``)."""
    shape = _opened(data)
    given = {entry.field: entry.read(entry.label, shape[entry.label]) for entry in ENTRIES if entry.label in shape}
    return UnitCard(**{"unit": "", **given})


def _opened(data: bytes) -> Shape:
    try:
        shape = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise BadInput("card_foreign") from problem
    version = shape.get("版本") if isinstance(shape, dict) and shape.get("格式") == KIND else None
    if type(version) is not int or version < 1:
        raise BadInput("card_foreign")
    if version > VERSION:
        raise BadInput("card_newer")
    found: Shape = shape
    return found


def card_names() -> tuple[str, ...]:
    """The names of all cards, in the order of their characters."""
    return tuple(sorted(path.stem for path in (user_folder() / FOLDER).glob("*.json")))


def load_card(name: str) -> Result[UnitCard | None]:
    """The card of this name; None when there is none. A damaged one is set aside and told.

    Raises BadInput for one that a newer program wrote or that the disk does not give.
    """
    path = card_path(name)
    if path is None or not path.exists():
        return Result(None)
    try:
        return Result(read_card(read_limited(path, LARGEST_FILE)))
    except BadInput as problem:
        if problem.code not in DAMAGED:
            raise
        return Result(None, _set_aside(path))


def save_card(name: str, card: UnitCard) -> None:
    """Keep the card under this name; one that is there is replaced.

    Raises BadUse for a name that no disk takes, BadInput (``card_value``) for a card that could not be read again,
    AppError when the disk refuses.
    """
    path = card_path(name)
    if path is None:
        raise BadUse("card_name", name=name, limit=str(LONGEST_NAME))
    data = card_text(card).encode("utf-8", "surrogatepass")  # half a character is then refused as damaged
    read_card(data)
    with suppress(OSError):  # what is wrong with the place is told when it is written
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data)


def save_edits(name: str, before: UnitCard, after: UnitCard) -> UnitCard:
    """Keep what was changed from ``before`` to ``after``, beside what another window has written by now: the card.

    Raises as ``save_card`` and ``load_card`` do.
    """
    now = load_card(name).value or before
    given = {entry.field: getattr(after, entry.field) for entry in ENTRIES}
    card = replace(now, **{field: value for field, value in given.items() if value != getattr(before, field)})
    save_card(name, card)
    return card


def fitting_card(unit: str) -> str:
    """The name of the card made for a unit; empty if there is none."""
    return next((name for name in card_names() if (card := _quietly(name)) and unit and card.unit == unit), "")


def card_of(draft: Draft) -> Result[UnitCard | None]:
    """The draft's card; None while it has none or the card is gone."""
    return load_card(used_name(draft))


def used_name(draft: Draft) -> str:
    """The name of the draft's card as it is called by now; empty while the draft has none."""
    name = particulars_of(draft).get(CARD, "")
    passed: set[str] = set()
    while name and name not in passed and (path := card_path(name)) and not path.exists():
        passed.add(name)
        name = _renamed(name) or name
    return name


def _renamed(name: str) -> str:
    """What a card of this name was called afterwards; empty if nothing tells."""
    try:
        return read_limited(trail_path(name), LARGEST_FILE).decode("utf-8").strip()
    except (BadInput, UnicodeDecodeError):
        return ""


def trail_path(name: str) -> Path:
    """The file that says how a card of this name is called now."""
    return user_folder() / FOLDER / f"{name}{TRAIL}"


def write_trail(old: str, new: str) -> None:
    """Tell drafts that have the card by its old name what it is called now. AppError when the disk refuses."""
    write_atomically(trail_path(old), new.encode("utf-8"))


def choose_card(draft: Draft, name: str) -> Change:
    """Give the draft another card by name; an empty name takes it away. What was refused of a card is proposed again."""
    refused = {UNFILLED: ""} if particulars_of(draft).get(UNFILLED) else {}
    return set_particulars(draft, MappingProxyType({CARD: name, **refused}))


def _quietly(name: str) -> UnitCard | None:
    try:
        return load_card(name).value
    except BadInput:
        return None


def card_path(name: str) -> Path | None:
    """Where a card lies; None for a name that cannot be the name of a file."""
    fits = 0 < len(name) <= LONGEST_NAME and name.isprintable() and safe_name(name).strip(" .") == name
    return user_folder() / FOLDER / f"{name}.json" if fits else None


def _set_aside(path: Path) -> tuple[Notice, ...]:
    aside = path.with_name(path.name + ASIDE)
    with suppress(OSError):
        path.replace(aside)
    return (Notice("card_set_aside", 0, {"name": aside.name}),)
