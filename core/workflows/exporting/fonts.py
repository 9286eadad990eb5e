"""Fonts of layouts: substitutes for missing ones, and the notice about fonts that the receiver needs."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.errors import AppError, BadInput, BadTemplate
from core.files import write_atomically
from core.paths import resources_folder, user_folder
from core.reading import parse_toml, read_limited
from core.resources import load
from core.result import Notice
from core.word.layouts.file import layout_parts
from core.word.layouts.font_table import fonts_in_use

FILE_NAME = "fonts.toml"
NEEDED = "fonts_needed"
SHOWN_FILE = "已提醒的字体.txt"
MOST_SHOWN = 50
KEPT = 4
"""Layouts of which the fonts are kept in mind."""


@dataclass(frozen=True, slots=True)
class FontGroup:
    """Fonts of one style, the best first; the names of one font are adjacent in ``order``."""

    look: str
    order: tuple[tuple[str, ...], ...]
    hints: tuple[str, ...]
    word: tuple[str, ...]
    common: frozenset[str]
    sold: frozenset[str]
    tell: str

    def place(self, name: str) -> int:
        """Index in ``order`` of the font of that name; the length of ``order`` when it is not listed."""
        wanted = name.casefold()
        found = (n for n, names in enumerate(self.order) if any(wanted == other.casefold() for other in names))
        return next(found, len(self.order))

    def names(self, name: str) -> tuple[str, ...]:
        """All names of the font of that name."""
        place = self.place(name)
        return self.order[place] if place < len(self.order) else (name,)


@dataclass(frozen=True, slots=True, eq=False)
class Fonts:
    """The content of ``resources/fonts.toml``; compared by identity, since caches are keyed by it and it has 300 names."""

    groups: tuple[FontGroup, ...]

    def group(self, name: str) -> FontGroup | None:
        """The group that lists the font nearest to its front, else the one that its name hints at."""
        listed = [(group.place(name), group) for group in self.groups if group.place(name) < len(group.order)]
        if listed:
            return min(listed, key=lambda pair: pair[0])[1]
        wanted = name.casefold()
        return next((group for group in self.groups if any(hint.casefold() in wanted for hint in group.hints)), None)

    def is_installed(self, name: str, families: Collection[str]) -> bool:
        """Whether the font is among these families, under any of its names."""
        return bool(_first(self._names(name), _installed(families)))

    def stand_in(self, name: str, families: Collection[str]) -> str:
        """The family to draw ``name`` with: itself if installed, else the first installed one of its group, else
        itself."""
        installed = _installed(families)
        group = self.group(name)
        others = (other for names in group.order for other in names) if group else ()
        return _first((*self._names(name), *others), installed) or name

    def alternative(self, name: str) -> str:
        """The alternative name in a Word file (w:altName), empty for a font of no known group.

        One name only: the standard allows a list, but the older binary format and Word itself keep one.
        """
        group = self.group(name)
        return next((other for other in group.word if other != name), "") if group else ""

    def _names(self, name: str) -> tuple[str, ...]:
        group = self.group(name)
        return (name, *group.names(name)) if group else (name,)


def fonts_needed(layout: bytes) -> Notice | None:
    """The fonts that a receiver of a file in this layout needs beyond those of Windows and WPS.

    ``layout`` is the Word file; None when there are no such fonts or it is no layout.
    """
    try:
        names = _names_in(layout)
    except (BadTemplate, BadInput):
        return None
    return _needed(names, load_fonts())


@lru_cache(maxsize=KEPT)
def _needed(names: tuple[str, ...], fonts: Fonts) -> Notice | None:
    groups = {name: group for name in names if (group := fonts.group(name)) and name not in group.common}
    if not groups:
        return None
    others = dict.fromkeys(fonts.alternative(name) for name in groups)
    sold = [name for name, group in groups.items() if name in group.sold]
    parameters = {
        "fonts": "、".join(groups),
        "others": "、".join(others),
        "sold": f"（其中“{'、'.join(sold)}”要由单位购买授权）" if sold else "",
    }
    return Notice(NEEDED, 0, MappingProxyType(parameters))


@lru_cache(maxsize=KEPT)
def _names_in(layout: bytes) -> tuple[str, ...]:
    return tuple(fonts_in_use(layout_parts(layout)))


def not_yet_shown(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices without the one about fonts if this user has seen it for the same fonts; stores the fonts shown."""
    return tuple(notice for notice in notices if notice.code != NEEDED or _is_news(notice.parameters["fonts"]))


def _is_news(fonts: str) -> bool:
    path = user_folder() / SHOWN_FILE
    try:
        shown_before = read_limited(path).decode("utf-8", "replace").splitlines()
    except BadInput:  # nothing shown yet, or an unreadable file
        shown_before = []
    if fonts in shown_before:
        return False
    with suppress(OSError, AppError):  # shown once more, which harms nobody
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, "\n".join([*shown_before[-MOST_SHOWN:], fonts]).encode("utf-8"))
    return True


def _installed(families: Iterable[str]) -> dict[str, str]:
    """The families by their normalised names; a foundry may follow in brackets: ``FandolKai [Fandol]``."""
    return {family.partition(" [")[0].casefold(): family for family in families}


def _first(names: Iterable[str], installed: Mapping[str, str]) -> str:
    return next((installed[name.casefold()] for name in names if name.casefold() in installed), "")


def load_fonts(folder: Path | None = None) -> Fonts:
    """The fonts in their present state; ``folder`` replaces ``resources``. BadWords (``fonts_damaged``)."""
    place = folder or resources_folder()
    return load(_fonts, FILE_NAME, folder=place, parse=parse_toml, code="fonts_damaged")


def _fonts(table: Mapping[str, Any]) -> Fonts:
    return Fonts(tuple(_group(look, data) for look, data in table.items()))


def _group(look: str, data: Mapping[str, Any]) -> FontGroup:
    order = tuple(tuple(name.strip() for name in names.split("|")) for names in data.get("order", ()))
    hints, word = (tuple(filter(None, map(str, data.get(key, ())))) for key in ("hints", "word"))
    common, sold = (frozenset(map(str, data.get(key, ()))) for key in ("common", "sold"))
    return FontGroup(look, order, hints, word, common, sold, str(data.get("tell", "")))
