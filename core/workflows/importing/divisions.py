"""The names of provinces, cities and counties, to choose from while a unit card is filled in."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from core.errors import BadWords
from core.paths import resources_folder
from core.reading import read_text

FILES: Mapping[str, str] = MappingProxyType({"province": "provinces", "city": "cities", "county": "counties"})
"""The fields of a card, and the file of ``resources/divisions`` that holds their names."""


def division_names(folder: Path | None = None) -> Mapping[str, tuple[str, ...]]:
    """All full names by the card's field (province, city, county). BadWords when a list is missing or damaged."""
    found = {
        field: _read((folder or resources_folder()) / "divisions" / f"{name}.txt") for field, name in FILES.items()
    }
    return MappingProxyType(found)


@lru_cache(maxsize=8)
def _read(path: Path) -> tuple[str, ...]:
    try:
        lines = read_text(path).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadWords("words_damaged", name=path.name) from error
    return tuple(name + line.split()[0] for line in lines for name in line.split()[1:])
