"""What the start page shows of each kind, read without the model and its patterns: the first frame waits for it."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from core.paths import templates_folder, user_templates_folder

DESCRIPTION = "kind.toml"
LAST = 1000
"""Place in the list of a kind that names none."""


class KindCard(NamedTuple):
    """A kind's name, one line about it, and the kinds usually taken over, the most useful first."""

    name: str
    description: str
    basis: tuple[str, ...]


def list_cards(folders: Iterable[Path] | None = None) -> tuple[KindCard, ...]:
    """All kinds in the order of their ``order``; broken folders are left out here and told by ``read_kinds``."""
    found: dict[str, tuple[int, KindCard]] = {}
    for folder in folders if folders is not None else (templates_folder(), user_templates_folder()):
        for path in sorted(folder.glob(f"*/{DESCRIPTION}")):
            data = _data(path)
            if data is not None:
                basis = tuple(str(name) for name in data.get("basis", ()))
                card = KindCard(path.parent.name, str(data.get("description", "")), basis)
                found[card.name] = (int(data.get("order", LAST)), card)
    return tuple(card for _, card in sorted(found.values(), key=lambda item: (item[0], item[1].name)))


def _data(path: Path) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return None
    is_sound = isinstance(data.get("order", LAST), int) and isinstance(data.get("basis", []), list)
    return data if is_sound else None
