"""The fonts that layouts ask for: what stands in where one is missing, and what to tell the receiver of a file."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.errors import AppError
from core.paths import resources_folder

FILE_NAME = "fonts.toml"


@dataclass(frozen=True, slots=True)
class FontGroup:
    """Fonts of one look, the best first; one font's several names stand together in ``order``."""

    look: str
    order: tuple[tuple[str, ...], ...]
    hints: tuple[str, ...]
    word: tuple[str, ...]
    common: frozenset[str]
    sold: frozenset[str]
    tell: str

    def place(self, name: str) -> int:
        """Where in the order the font of that name stands; after all of them when it does not."""
        wanted = name.casefold()
        found = (n for n, names in enumerate(self.order) if any(wanted == other.casefold() for other in names))
        return next(found, len(self.order))

    def names(self, name: str) -> tuple[str, ...]:
        """All names of the font of that name."""
        place = self.place(name)
        return self.order[place] if place < len(self.order) else (name,)


@dataclass(frozen=True, slots=True)
class Fonts:
    """What ``resources/fonts.toml`` says."""

    groups: tuple[FontGroup, ...]

    def group(self, name: str) -> FontGroup | None:
        """The fonts that look like this one: where it is listed nearest to the front, else those its name hints at."""
        listed = [(group.place(name), group) for group in self.groups if group.place(name) < len(group.order)]
        if listed:
            return min(listed, key=lambda pair: pair[0])[1]
        wanted = name.casefold()
        return next((group for group in self.groups if any(hint.casefold() in wanted for hint in group.hints)), None)

    def is_installed(self, name: str, families: Collection[str]) -> bool:
        """Whether the font is among these families, under whichever of its names."""
        return bool(_first(self._names(name), _installed(families)))

    def stand_in(self, name: str, families: Collection[str]) -> str:
        """The family to draw ``name`` with: itself if it is installed, else the first of its look that is, else itself."""
        installed = _installed(families)
        group = self.group(name)
        others = (other for names in group.order for other in names) if group else ()
        return _first((*self._names(name), *others), installed) or name

    def alternative(self, name: str) -> str:
        """What a Word file gives as the font's other name (w:altName), empty for a font of no known look.

        One name only: the standard allows a list, but the older binary format and Word itself keep one.
        """
        group = self.group(name)
        return next((other for other in group.word if other != name), "") if group else ""

    def _names(self, name: str) -> tuple[str, ...]:
        group = self.group(name)
        return (name, *group.names(name)) if group else (name,)


def _installed(families: Iterable[str]) -> dict[str, str]:
    """The families by their names as they are compared; a foundry may stand behind a name: ``FandolKai [Fandol]``."""
    return {family.partition(" [")[0].casefold(): family for family in families}


def _first(names: Iterable[str], installed: Mapping[str, str]) -> str:
    return next((installed[name.casefold()] for name in names if name.casefold() in installed), "")


def load_fonts(folder: Path | None = None) -> Fonts:
    """The fonts as the file says now; ``AppError`` ``fonts_damaged`` when it is missing or damaged."""
    path = (folder or resources_folder()) / FILE_NAME
    try:
        return _fonts_of(path.read_text("utf-8-sig"))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise AppError("fonts_damaged", name=path.name) from error


# The page asks for every face; the file hardly ever changes.
@lru_cache(maxsize=1)
def _fonts_of(source: str) -> Fonts:
    return Fonts(tuple(_group(look, data) for look, data in tomllib.loads(source).items()))


def _group(look: str, data: Mapping[str, Any]) -> FontGroup:
    order = tuple(tuple(name.strip() for name in names.split("|")) for names in data.get("order", ()))
    hints, word = (tuple(filter(None, map(str, data.get(key, ())))) for key in ("hints", "word"))
    common, sold = (frozenset(map(str, data.get(key, ()))) for key in ("common", "sold"))
    return FontGroup(look, order, hints, word, common, sold, str(data.get("tell", "")))
