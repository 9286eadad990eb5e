"""The theme: fills colours, lengths and fonts into resources/style.qss, the only style sheet of the program.

Nothing before the first frame imports ``Qt``: PySide6 would build its two hundred enumerations, which takes as long as
the rest of the start page. The style sheet sets such values by ``qproperty-…`` instead.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from PySide6 import QtGui  # classes that the first frame does not need are built on access
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication

from core.paths import resources_folder

RESOURCES = resources_folder()
INTERFACE_SIZE = 14
RUNNING_SIZE = 16
LIGHT, DARK, CONTRAST = SCHEMES = ("light", "dark", "contrast")
SMALLEST_SCALE = 1.0
LARGEST_SCALE = 2.0

_SIDE = re.compile(r'\b(?<!-)(width|height)="24"')
_PLACE = re.compile(r"@(\w+)|(\d+)dp\b")
_ROLES = MappingProxyType(
    {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "field",
        QPalette.ColorRole.AlternateBase: "card",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipBase: "card",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "accent_text",
        QPalette.ColorRole.PlaceholderText: "placeholder",
        QPalette.ColorRole.Link: "accent",
    }
)


class Theme(NamedTuple):
    """A filled-in style sheet with the colours and font families it was made from.

    ``scale`` is 1.0 to 2.0, ``running`` the size of running text at a scale of 1. ``paper`` are the colours for
    drawings on pages, which are white in every theme.
    """

    sheet: str
    colours: Mapping[str, str]
    families: Mapping[str, tuple[str, ...]]
    scale: float
    running: int
    paper: Mapping[str, str]


def load_theme(scheme: str = LIGHT, scale: float = 1.0, running: int = RUNNING_SIZE) -> Theme:
    """Read the style sheet and fill in the colours of one of SCHEMES and lengths multiplied by ``scale``."""
    head, _, rules = (RESOURCES / "style.qss").read_text("utf-8").partition("*/")
    palette, pictures, fonts = (_lines(part) for part in head.split("\n@")[1:])
    scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
    column = 1 + SCHEMES.index(scheme)
    colours, paper = ({line[0]: line[number] for line in palette} for number in (column, 1))
    families = {name: tuple(" ".join(words).split(", ")) for name, *words in fonts}
    values = {**colours, "icons": (RESOURCES / "icons").as_posix(), **{line[0]: line[column] for line in pictures}}
    sheet = _PLACE.sub(lambda found: values[found[1]] if found[1] else f"{round(int(found[2]) * scale)}px", rules)
    return Theme(sheet, MappingProxyType(colours), MappingProxyType(families), scale, running, MappingProxyType(paper))


def _lines(table: str) -> list[list[str]]:
    """The lines below the table's own name, split into words."""
    return [line.split() for line in table.splitlines()[1:] if line]


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Apply the theme to the whole program, existing widgets included."""
    apply_ground(app, theme)
    apply_sheet(app, theme)


def apply_sheet(app: QApplication, theme: Theme) -> None:
    """Apply the style sheet alone.

    Widgets created under a style sheet are measured against it each time they get another parent; those created before
    it, once.
    """
    app.setStyleSheet(theme.sheet)


def apply_ground(app: QApplication, theme: Theme) -> None:
    """Apply everything but the style sheet, so that widgets can be created."""
    app.setProperty("theme", theme)
    app.setFont(_font(theme, "interface", INTERFACE_SIZE))
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(theme.colours[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.colours["placeholder"]))
    app.setPalette(palette)


def is_dark(app: QApplication) -> bool:
    """Whether the desktop uses a dark scheme; to be called before a theme is applied."""
    return app.palette().window().color().lightness() < 128


def current() -> Theme:
    """The theme in force; the plain light one before any was applied."""
    app = QApplication.instance()
    theme = app.property("theme") if app else None
    return theme if isinstance(theme, Theme) else _plain()


@lru_cache(maxsize=1)
def _plain() -> Theme:
    """The theme that widgets are measured by before any was applied; cached, since each of them uses it many times."""
    return load_theme()


def colour(name: str) -> QColor:
    """A colour by its name in style.qss, such as ``empty`` or ``carried_line``."""
    return QColor(current().colours[name])


def pointed_format() -> "QtGui.QTextCharFormat":
    """The format that marks, in a text, the place of a field edited elsewhere; unlike a selection it does not look like the cursor."""
    found = QtGui.QTextCharFormat()
    found.setBackground(colour("rested"))
    found.setForeground(colour("text"))
    return found


def paper_colour(name: str) -> QColor:
    """A colour by its name for drawings on a page, which is white in every theme."""
    return QColor(current().paper[name])


def length(pixels: int) -> int:
    """A length in device-independent pixels, scaled with the font size setting."""
    return round(pixels * current().scale)


def running_font() -> QFont:
    """The font of running text (仿宋 or its substitute)."""
    return _font(current(), "running", current().running)


def icon(name: str, shade: str = "secondary", chosen: str = "accent_strong", size: int = 20) -> QIcon:
    """An icon of resources/icons in a colour of the theme, and in another one while its button is checked."""
    result = QIcon()
    for state, tint in ((QIcon.State.Off, shade), (QIcon.State.On, chosen)):
        result.addPixmap(pixmap(name, tint, size), QIcon.Mode.Normal, state)
    result.addPixmap(pixmap(name, "placeholder", size), QIcon.Mode.Disabled)
    return result


def pixmap(name: str, shade: str = "secondary", size: int = 20) -> QPixmap:
    """An icon as a picture of ``size`` device-independent pixels, sharp on the current screen.

    A page shows some fifty icons, most of them several times: each is drawn once.
    """
    ratio = QApplication.primaryScreen().devicePixelRatio()
    side, tint = round(length(size) * ratio), current().colours[shade]
    picture, key = QPixmap(), f"{name} {tint} {side} {ratio}"
    if not QPixmapCache.find(key, picture):
        drawing = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
        drawing = _SIDE.sub(f'\\1="{side}"', drawing.replace("currentColor", tint))
        picture.loadFromData(drawing.encode(), "svg")
        picture.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, picture)
    return picture


def _font(theme: Theme, use: str, size: int) -> QFont:
    font = QFont()
    font.setFamilies(list(theme.families[use]))
    font.setPixelSize(round(size * theme.scale))
    return font
