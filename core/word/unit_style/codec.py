"""House styles as a file that people can read, and back: one file for a unit, with a style for each of its layouts.

The keys are the labels of the form. What is damaged, foreign or out of its limits is refused; what is not known is told
and left out.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from core.errors import BadInput
from core.result import Notice, Result
from core.word.unit_style.style import (
    SETTINGS,
    HouseStyle,
    SettingType,
    StyleSetting,
    Value,
    make_style,
    size_name,
    size_of,
)

KIND = "拟稿版式设置"
VERSION = 1
LONGEST_NAME = 2000
MOST_LAYOUTS = 500
_FORMAT, _VERSION, _UNIT, _LAYOUTS = "格式", "版本", "单位", "各版式"


@dataclass(frozen=True, slots=True)
class HouseBook:
    """The house styles of one unit by the names of the layouts."""

    unit: str = ""
    styles: Mapping[str, HouseStyle] = field(default_factory=lambda: MappingProxyType({}))


def book_text(book: HouseBook) -> str:
    """The file of a unit: JSON with Chinese keys, settings in the order of the form."""
    styles = {name: _style_shape(style) for name, style in book.styles.items() if style.given}
    shape = {_FORMAT: KIND, _VERSION: VERSION, _UNIT: book.unit, _LAYOUTS: styles}
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _style_shape(style: HouseStyle) -> dict[str, dict[str, Value]]:
    shape: dict[str, dict[str, Value]] = {}
    for setting in SETTINGS:
        value = getattr(style, setting.name)
        if value is not None:
            shape.setdefault(setting.group, {})[setting.label] = _written(setting, value)
    return shape


def _written(setting: StyleSetting, value: Value) -> Value:
    if setting.sort is SettingType.SIZE and isinstance(value, (int, float)):
        name = size_name(value)
        return name if size_of(name) == value and not name[0].isdigit() else value
    return value


def read_book(data: bytes) -> Result[HouseBook]:
    """What a file holds. Raises BadInput (``house_foreign``, ``house_newer``, ``house_value``)."""
    shape = _shape(data)
    layouts = shape.get(_LAYOUTS)
    unit = shape.get(_UNIT)
    if not isinstance(layouts, dict) or not isinstance(unit, str) or len(layouts) > MOST_LAYOUTS:
        raise BadInput("house_foreign")
    unknown: list[str] = [key for key in shape if key not in (_FORMAT, _VERSION, _UNIT, _LAYOUTS)]
    styles = {_name(name): _read_style(entry, unknown) for name, entry in layouts.items()}
    names = "、".join(dict.fromkeys(map(_quoted, unknown)))
    notices = (Notice("house_unknown", 0, {"names": names}),) if unknown else ()
    return Result(HouseBook(_name(unit), MappingProxyType(styles)), notices)


def _shape(data: bytes) -> dict[str, Any]:
    try:
        shape = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise BadInput("house_foreign") from problem
    if not isinstance(shape, dict) or shape.get(_FORMAT) != KIND:
        raise BadInput("house_foreign")
    version = shape.get(_VERSION)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise BadInput("house_foreign")
    if version > VERSION:
        raise BadInput("house_newer")
    return shape


def _name(text: str) -> str:
    if len(text) > LONGEST_NAME or not (text.isprintable() or not text):
        raise BadInput("house_foreign")
    return text


def _read_style(entry: object, unknown: list[str]) -> HouseStyle:
    if not isinstance(entry, dict):
        raise BadInput("house_foreign")
    known = {(setting.group, setting.label): setting for setting in SETTINGS}
    values: dict[str, Value] = {}
    for group, label, value in _items(entry):
        setting = known.get((group, label))
        if setting is None:
            unknown.append(f"{group}·{label}" if label else group)
        elif value is not None:
            values[setting.name] = _read_value(setting, value)
    return make_style(values)


def _items(entry: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
    for group, rows in entry.items():
        if isinstance(rows, dict):
            yield from ((group, label, value) for label, value in rows.items())
        else:
            yield group, "", rows


def _read_value(setting: StyleSetting, value: Any) -> Value:
    if setting.sort is SettingType.SIZE and isinstance(value, str):
        points = size_of(value)
        value = value if points is None else points
    if not setting.fits(value):
        raise BadInput("house_value", name=setting.title, value=_quoted(str(value)), allowed=setting.allowed)
    read: Value = value
    return read


def _quoted(text: str) -> str:
    plain = "".join(character if character.isprintable() else "�" for character in text)
    return plain if len(plain) <= 20 else plain[:20] + "……"
