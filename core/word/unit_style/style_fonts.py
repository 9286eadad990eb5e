"""Fonts, sizes, bold and digits of a layout's styles, by role (ECMA-376 part 1, 17.3.2.26 rFonts, 17.3.2.38 sz)."""

from core.package import Node, W
from core.word.attributes import is_on
from core.word.unit_style.layout_styles import ROLES, LayoutStyles, own, properties
from core.word.unit_style.style import LIKE_TEXT, TIMES, HouseStyle
from core.word.unit_style.tree import child, put

_LATIN = ("ascii", "hAnsi")
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def set_formats(sheet: LayoutStyles, house: HouseStyle) -> None:
    """Set font, size and bold of every role, then the font of digits."""
    for role in ROLES:
        if (font := getattr(house, f"{role}_font")) is not None:
            _set_font(sheet, role, font)
        if (size := getattr(house, f"{role}_size")) is not None:
            _set_size(sheet, role, size)
        if (bold := getattr(house, f"{role}_bold", None)) is not None:
            _set_bold(sheet, role, bold)
    if house.digits is not None:
        _set_digits(sheet, house.digits)


def _set_font(sheet: LayoutStyles, role: str, font: str) -> None:
    latin = None if is_times(sheet, role) else font
    alike = _alike(sheet, "rPr/rFonts", "eastAsia") if role == "body" else []
    for style in (*sheet.holders(role), *alike):
        give_font(properties(style, "rPr"), font, latin)


def _alike(sheet: LayoutStyles, path: str, attribute: str) -> list[Node]:
    """The default style, and text styles that set the same value as the body."""
    body = sheet.effective(sheet.role("body"), path, attribute)
    found = [style for style in sheet.texts() if style is not sheet.normal and body]
    same = [style for style in found if _says(style, path, attribute) == body]
    return [*([] if sheet.normal is None else [sheet.normal]), *same]


def _says(style: Node, path: str, attribute: str) -> str | None:
    element = own(style, *path.split("/"))
    return None if element is None else element.get(W + attribute)


def _set_bold(sheet: LayoutStyles, role: str, bold: bool) -> None:
    for style in sheet.holders(role):
        for name in ("b", "bCs"):
            put(properties(style, "rPr"), name, val=None if bold else 0)


def give_font(look: Node, font: str, latin: str | None) -> None:
    """Set the font of Han characters, and of the others unless ``latin`` is None."""
    fonts = child(look, "rFonts")
    fonts.set(W + "eastAsia", font)
    for name in _LATIN if latin else ():
        fonts.set(W + name, latin)
    for name in _THEMES if latin else ("eastAsiaTheme",):
        fonts.attrib.pop(W + name, None)


def _set_size(sheet: LayoutStyles, role: str, points: float) -> None:
    alike = _alike(sheet, "rPr/sz", "val") if role == "body" else []
    for style in (*sheet.holders(role), *alike):
        give_size(properties(style, "rPr"), points)


def give_size(look: Node, points: float) -> None:
    """Set the type size in run properties."""
    for name in ("sz", "szCs"):
        put(look, name, val=round(points * 2))


def _set_digits(sheet: LayoutStyles, digits: str) -> None:
    styles = [style for role in ROLES if role not in ("title", "body") for style in sheet.holders(role)]
    for style in (*sheet.texts(), *styles):
        font = sheet.effective(style, "rPr/rFonts", "eastAsia")
        if font and (style is sheet.normal or own(style, "rPr", "rFonts") is not None):
            give_font(properties(style, "rPr"), font, TIMES if digits == TIMES else font)


def font_of(sheet: LayoutStyles, role: str) -> str | None:
    """The font of a role's Han characters; None if the layout uses a theme font."""
    return sheet.effective(sheet.role(role), "rPr/rFonts", "eastAsia") if sheet.role(role) is not None else None


def is_times(sheet: LayoutStyles, role: str) -> bool:
    """Whether the digits of a role have a different font."""
    latin = sheet.effective(sheet.role(role), "rPr/rFonts", "ascii")
    return latin is not None and latin != font_of(sheet, role)


def digits_of(sheet: LayoutStyles) -> str | None:
    """The font choice for the body's digits; None for any other font."""
    latin = sheet.effective(sheet.role("body"), "rPr/rFonts", "ascii")
    return {font_of(sheet, "body"): LIKE_TEXT, TIMES: TIMES}.get(latin) if latin else None


def size_of_role(sheet: LayoutStyles, role: str) -> float | None:
    """The type size of a role in points."""
    half = sheet.amount(sheet.role(role), "rPr/sz", "val") if sheet.role(role) is not None else None
    return None if half is None else half / 2


def bold_of(sheet: LayoutStyles, role: str) -> bool | None:
    """Whether a role is bold."""
    if sheet.role(role) is None:
        return None
    found = sheet.element(sheet.role(role), "rPr/b")
    return found is not None and is_on(found)
