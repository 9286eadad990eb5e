"""The part of each kind that the start page and the recogniser need, read without the model: the first frame waits for
it.

``kinds.py`` builds the whole kind on it, so that both accept the same folders as far as this part is concerned.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from core.errors import BadInput
from core.paths import templates_folder, user_templates_folder
from core.reading import parse_toml, read_bytes, read_text

DESCRIPTION = "kind.toml"
LARGEST_FILE = 256 * 1024
"""Bytes of a description or of a phrase; the program's own have 6 000 at most."""

LAST = 1000
"""Place in the list of a kind that names none."""


class KindFault(ValueError):
    """Which part of a kind's folder is wrong."""


class KindCard(NamedTuple):
    """A kind's name, one line about it, the kinds usually taken over (the most useful first), and ends of its titles."""

    name: str
    description: str
    basis: tuple[str, ...]
    title_words: tuple[str, ...] = ()


def list_cards(folders: Iterable[Path] | None = None) -> tuple[KindCard, ...]:
    """All kinds in the order of their ``order``; broken folders are left out here and reported by ``read_kinds``."""
    found: dict[str, tuple[int, KindCard]] = {}
    for folder in kind_folders(folders):
        try:
            data = _read_head(folder)
            found[folder.name] = (place_of(data), card_of(folder.name, data))
        except KindFault:
            continue
    return tuple(card for _, card in sorted(found.values(), key=lambda item: (item[0], item[1].name)))


def kind_folders(folders: Iterable[Path] | None = None) -> Iterator[Path]:
    """The folders that hold a kind: the program's own first, then the user's, unless others are named."""
    for folder in folders if folders is not None else (templates_folder(), user_templates_folder()):
        for description in sorted(folder.glob(f"*/{DESCRIPTION}")):
            yield description.parent


def read_description(folder: Path) -> Mapping[str, Any]:
    """What a kind's description says. Raises KindFault when it cannot be read or has no title."""
    return _described(text_of(folder / DESCRIPTION))


def _read_head(folder: Path) -> Mapping[str, Any]:
    """The description up to its first table, since parsing takes time: everything a card needs comes before it.

    If the cut breaks a text or list, the whole file is read.
    """
    text = text_of(folder / DESCRIPTION)
    try:
        return _described(text.partition("\n[")[0])
    except KindFault:
        return _described(text)


def _described(text: str) -> Mapping[str, Any]:
    try:
        data = parse_toml(text)
    except ValueError as error:
        raise KindFault(DESCRIPTION) from error
    if not string_of(data, "title").strip():
        raise KindFault("title")
    return data


def card_of(name: str, data: Mapping[str, Any]) -> KindCard:
    """The card of a kind; KindFault names what is wrong."""
    basis, words = items_of(data, "basis", str), items_of(data, "title_words", str)
    return KindCard(name, string_of(data, "description"), tuple(basis), tuple(words))


def place_of(data: Mapping[str, Any]) -> int:
    """The position of the kind in the list."""
    value = data.get("order", LAST)
    if not isinstance(value, int):
        raise KindFault("order")
    return value


def text_of(path: Path) -> str:
    """The file's text; a missing one is empty."""
    try:
        return read_text(path, LARGEST_FILE) if os.path.lexists(path) else ""
    except UnicodeDecodeError:
        # Imported here because the first frame seldom needs it.
        from core.encoding import text_of as decoded

        try:
            return decoded(read_bytes(path, LARGEST_FILE))
        except (OSError, BadInput) as error:
            raise KindFault(path.name) from error
    except OSError as error:
        raise KindFault(path.name) from error


def string_of(data: Mapping[str, Any], key: str) -> str:
    """A text of the description, empty when it is not there."""
    value = data.get(key, "")
    if not isinstance(value, str):
        raise KindFault(key)
    return value


def items_of(data: Mapping[str, Any], key: str, kind: type) -> list[Any]:
    """A list of the description, empty when it is not there."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
        raise KindFault(key)
    return value
