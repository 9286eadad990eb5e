"""Report kinds as folders of data: the program's own and those a clerk made by copying one."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from core.errors import BadUse
from core.model.document import Numbering, NumberingMode
from core.model.draft import Identity
from core.model.kind import Kind, Section
from core.numbering import find_ordinal
from core.paths import templates_folder, user_templates_folder
from core.result import Notice, Result

DESCRIPTION, OPENING, CLOSING, SAMPLE = "kind.toml", "开头.txt", "结尾.txt", "示例.txt"
LAST = 1000
"""Place in the list of a kind that names none."""


class _Fault(ValueError):
    """Which part of a kind's folder is wrong."""


def read_kinds(folders: Iterable[Path] | None = None) -> Result[tuple[Kind, ...]]:
    """All kinds in the order of their ``order``; a broken folder gives the notice ``kind_broken`` and hides no other.

    A kind is called as its folder; one in a later folder (the user's) replaces an earlier one of the same name.
    """
    found: dict[str, tuple[int, Kind]] = {}
    notices = []
    for folder in folders if folders is not None else (templates_folder(), user_templates_folder()):
        for description in sorted(folder.glob(f"*/{DESCRIPTION}")):
            name = description.parent.name
            try:
                found[name] = _read_kind(description.parent)
            except _Fault as fault:
                notices.append(Notice("kind_broken", 0, {"name": name, "part": str(fault)}))
    ordered = sorted(found.values(), key=lambda item: (item[0], item[1].name))
    return Result(tuple(kind for _, kind in ordered), tuple(notices))


def list_kinds() -> tuple[Kind, ...]:
    """All usable kinds, in the order in which the start page shows them."""
    return read_kinds().value


def kind_named(name: str) -> Kind:
    """The kind of that name; BadUse when there is none."""
    kinds = list_kinds()
    for kind in kinds:
        if kind.name == name:
            return kind
    raise BadUse("kind_unknown", name=name, known="、".join(kind.name for kind in kinds))


def phrase_values(identity: Identity) -> dict[str, object]:
    """What the phrases of a kind may name."""
    year = identity.year
    return {"年": year, "上一年": year - 1, "下一年": year + 1, "单位": identity.unit, "时段": identity.period}


def _read_kind(folder: Path) -> tuple[int, Kind]:
    try:
        data = tomllib.loads(_text(folder / DESCRIPTION))
    except tomllib.TOMLDecodeError as error:
        raise _Fault(DESCRIPTION) from error
    kind = Kind(
        name=folder.name,
        description=_string(data, "description"),
        period=_string(data, "period"),
        months=_months(data.get("months", [1, 12])),
        numbering=_numbering(data.get("numbering", {})),
        item_shape=_shape(data.get("item_shape", "（一）")),
        title=_string(data, "title"),
        vocative=_string(data, "vocative"),
        sections=tuple(_section(item) for item in _items(data, "sections", dict)),
        opening=_text(folder / OPENING),
        closing=_text(folder / CLOSING),
        basis=tuple(_items(data, "basis", str)),
        sample=_text(folder / SAMPLE),
    )
    if not kind.title.strip():
        raise _Fault("title")
    return _order(data.get("order", LAST)), kind


def _text(path: Path) -> str:
    """The file's text; a missing one is empty. Windows editors put a byte order mark in front."""
    try:
        return path.read_text("utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise _Fault(path.name) from error


def _string(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise _Fault(key)
    return value


def _items(data: Mapping[str, Any], key: str, kind: type) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
        raise _Fault(key)
    return value


def _section(data: Mapping[str, Any]) -> Section:
    heading = _string(data, "heading")
    if not heading.strip():
        raise _Fault("heading")
    return Section(heading, _string(data, "text"), tuple(_items(data, "items", str)))


def _order(value: object) -> int:
    if not isinstance(value, int):
        raise _Fault("order")
    return value


def _months(value: object) -> tuple[int, int]:
    match value:
        case [int(first), int(last)] if 1 <= first <= last <= 12:
            return first, last
    raise _Fault("months")


def _shape(value: object) -> str:
    ordinal = find_ordinal(value) if isinstance(value, str) else None
    if ordinal is None:
        raise _Fault("item_shape")
    return ordinal.shape


def _numbering(value: object) -> Numbering:
    match value:
        case {"mode": NumberingMode.RUN_ON.value, "level": int(level)} if 1 <= level <= 4:
            return Numbering(NumberingMode.RUN_ON, level)
        case {} if not value or value == {"mode": NumberingMode.RESTART.value}:
            return Numbering()
    raise _Fault("numbering")
