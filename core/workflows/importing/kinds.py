"""Report kinds as folders of data: the program's own and those a clerk made by copying one."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from core.errors import BadUse
from core.model.document import Kind, KindSection, Numbering, NumberingMode, RequiredPart
from core.model.draft import Identity
from core.numbering import find_ordinal
from core.parsing.kinds import main_part
from core.result import Notice, Result
from core.workflows.importing.kind_cards import (
    KindCard,
    KindFault,
    card_of,
    items_of,
    kind_folders,
    place_of,
    read_description,
    string_of,
    text_of,
)

_VERSION = re.compile(r"[（(][^（）()]*[）)]$")
OPENING, CLOSING, SAMPLE = "开头.txt", "结尾.txt", "示例.txt"


def kind_of_title(title: str, cards: Iterable[KindCard]) -> str | None:
    """The kind whose name or title words the title ends with, a version in brackets aside; the longest word decides.

    So a kind is recognised that somebody made by copying a folder.

    >>> kind_of_title("青禾县一季度小结（送审稿）", [KindCard("季度小结", "", ())])
    '季度小结'
    """
    bare = _VERSION.sub("", main_part(title))
    words = [(word, card.name) for card in cards for word in (card.name, *card.title_words) if word.strip()]
    fitting = [(len(word), name) for word, name in words if bare.endswith(word)]
    return max(fitting)[1] if fitting else None


def read_kinds(folders: Iterable[Path] | None = None, name: str | None = None) -> Result[tuple[Kind, ...]]:
    """All kinds in the order of their ``order``, or only that of a name; a broken folder gives the notice ``kind_broken``
    and hides no other.

    A kind has the name of its folder; one in a later folder (the user's) replaces an earlier one of the same name.
    """
    found: dict[str, tuple[int, Kind]] = {}
    notices = []
    for folder in (folder for folder in kind_folders(folders) if name in (None, folder.name)):
        try:
            found[folder.name] = _read_kind(folder)
        except KindFault as fault:
            notices.append(Notice("kind_broken", 0, {"name": folder.name, "part": str(fault)}))
    ordered = sorted(found.values(), key=lambda item: (item[0], item[1].name))
    return Result(tuple(kind for _, kind in ordered), tuple(notices))


def list_kinds() -> tuple[Kind, ...]:
    """All usable kinds, in the order in which the start page shows them."""
    return read_kinds().value


def find_kind(name: str) -> Kind | None:
    """The usable kind of that name, read without the others; None when there is none."""
    return next(iter(read_kinds(name=name).value), None)


def kind_named(name: str) -> Kind:
    """The kind of that name; BadUse when there is none."""
    kinds = list_kinds()
    for kind in kinds:
        if kind.name == name:
            return kind
    raise BadUse("kind_unknown", name=name, known="、".join(kind.name for kind in kinds))


def phrase_values(identity: Identity) -> dict[str, object]:
    """The placeholders that the phrases of a kind may use, with their values."""
    year = identity.year
    return {"年": year, "上一年": year - 1, "下一年": year + 1, "单位": identity.unit, "时段": identity.period}


def _read_kind(folder: Path) -> tuple[int, Kind]:
    data = read_description(folder)
    card = card_of(folder.name, data)
    value = data.get("item_shape", "（一）")
    ordinal = find_ordinal(value) if isinstance(value, str) else None
    if ordinal is None:
        raise KindFault("item_shape")
    kind = Kind(
        name=card.name,
        description=card.description,
        period=string_of(data, "period"),
        numbering=_numbering(data.get("numbering", {})),
        item_shape=ordinal.shape,
        title=string_of(data, "title"),
        vocative=string_of(data, "vocative"),
        sections=tuple(_section(item) for item in items_of(data, "sections", dict)),
        opening=text_of(folder / OPENING),
        closing=text_of(folder / CLOSING),
        basis=card.basis,
        sample=text_of(folder / SAMPLE),
        layout=string_of(data, "layout"),
        required=tuple(_part(item) for item in items_of(data, "required", dict)),
    )
    return place_of(data), kind


def _section(data: Mapping[str, Any]) -> KindSection:
    heading = string_of(data, "heading")
    if not heading.strip():
        raise KindFault("heading")
    return KindSection(heading, string_of(data, "text"), tuple(items_of(data, "items", str)))


def _part(data: Mapping[str, Any]) -> RequiredPart:
    name = string_of(data, "part")
    if not name.strip():
        raise KindFault("required")
    return RequiredPart(name, tuple(items_of(data, "headings", str)), tuple(items_of(data, "words", str)))


def _numbering(value: object) -> Numbering:
    match value:
        case {"mode": NumberingMode.RUN_ON.value, "level": int(level)} if 1 <= level <= 4:
            return Numbering(NumberingMode.RUN_ON, level)
        case {} if not value or value == {"mode": NumberingMode.RESTART.value}:
            return Numbering()
    raise KindFault("numbering")
