"""The names of provinces, cities and counties, offered in the form of a unit card."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from core.paths import resources_folder
from core.resources import data_lines, load

FILES: Mapping[str, str] = MappingProxyType({"province": "provinces", "city": "cities", "county": "counties"})
"""The fields of a card, and the file of ``resources/divisions`` with their names."""


def division_names(folder: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """All full names by the card's field; ``folder`` replaces ``resources``. Raises BadWords."""
    place = (folder or resources_folder()) / "divisions"
    found = {field: load(_names, f"{name}.txt", folder=place, parse=data_lines) for field, name in FILES.items()}
    return MappingProxyType(found)


def _names(lines: Sequence[str]) -> tuple[str, ...]:
    """A line holds the ending of names (县), then the names without it."""
    return tuple(name + line.split()[0] for line in lines for name in line.split()[1:])
