"""House styles as a readable JSON file and back: one file per unit, with a style for each of its layouts.

The keys are the labels of the form. Damaged or foreign files and values out of range are refused; unknown keys are
reported and left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from core.errors import BadInput
from core.json_text import FORMAT_KEY, VERSION_KEY, FileFormat, parse_own_json, readable_json
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

FORM = FileFormat("拟稿版式设置", 1, "house_foreign", "house_newer")
LONGEST_NAME = 2000
MOST_LAYOUTS = 500
_UNIT, _LAYOUTS = "单位", "各版式"


@dataclass(frozen=True, slots=True)
class HouseBook:
    """The house styles of one unit by layout name."""

    unit: str = ""
    styles: Mapping[str, HouseStyle] = field(default_factory=lambda: MappingProxyType({}))


def book_text(book: HouseBook) -> str:
    """The file of a unit: JSON with Chinese keys, settings in the order of the form."""
    styles = {name: _style_shape(style) for name, style in book.styles.items() if style.given}
    return readable_json(FORM, {_UNIT: book.unit, _LAYOUTS: styles})


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
    """The content of a file. Raises BadInput (``house_foreign``, ``house_newer``, ``house_value``)."""
    shape = parse_own_json(data, FORM)
    layouts = shape.get(_LAYOUTS)
    unit = shape.get(_UNIT)
    if not isinstance(layouts, dict) or not isinstance(unit, str) or len(layouts) > MOST_LAYOUTS:
        raise BadInput("house_foreign")
    unknown: list[str] = [key for key in shape if key not in (FORMAT_KEY, VERSION_KEY, _UNIT, _LAYOUTS)]
    styles = {_name(name): _read_style(entry, unknown) for name, entry in layouts.items()}
    names = "、".join(dict.fromkeys(map(_quoted, unknown)))
    notices = (Notice("house_unknown", 0, {"names": names}),) if unknown else ()
    return Result(HouseBook(_name(unit), MappingProxyType(styles)), notices)


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
