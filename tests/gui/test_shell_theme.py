"""One style sheet, every name in it known, sharp icons."""

import re
from pathlib import Path
from typing import Any

import pytest

from gui import theme

ROOT = Path(__file__).resolve().parents[2]
ICONS = sorted(path.stem for path in (ROOT / "resources/icons").glob("*.svg"))


@pytest.mark.parametrize("dark", [False, True])
def test_no_name_and_no_length_is_left_open(dark: bool) -> None:
    sheet = theme.load_theme(dark).sheet
    assert not re.findall(r"@\w+|\d+dp\b", sheet)


def test_the_colours_of_the_product_page() -> None:
    colours = theme.load_theme().colours
    known = {name: colours[name] for name in ("ground", "rail", "card", "border", "text", "accent", "empty", "carried")}
    assert list(known.values()) == [
        "#f4f5f8",
        "#eceef3",
        "#ffffff",
        "#e3e6eb",
        "#1f2329",
        "#2b5da8",
        "#ffe9b3",
        "#dfe9f8",
    ]


def test_dark_has_the_same_names_and_another_ground() -> None:
    light, dark = theme.load_theme(False), theme.load_theme(True)
    assert light.colours.keys() == dark.colours.keys()
    assert light.colours["ground"] != dark.colours["ground"]


@pytest.mark.parametrize(("asked", "given"), [(1.0, 1.0), (1.5, 1.5), (2.0, 2.0), (0.2, 1.0), (9.0, 2.0)])
def test_the_scale_stays_between_one_and_two(asked: float, given: float) -> None:
    assert theme.load_theme(scale=asked).scale == given


def test_lengths_grow_with_the_scale() -> None:
    assert "font-size: 44px" in theme.load_theme(scale=2.0).sheet


def test_fonts_come_from_the_style_sheet() -> None:
    families = theme.load_theme().families
    assert "Noto Sans CJK SC" in families["interface"]
    assert families["running"][0].startswith("仿宋")


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_can_be_drawn(qtbot: Any, name: str) -> None:
    picture = theme.pixmap(name, "text", 24).toImage()
    drawn = any(picture.pixelColor(x, y).alpha() > 0 for x in range(picture.width()) for y in range(picture.height()))
    assert drawn


def test_icons_lie_beside_their_licence() -> None:
    assert "ISC License" in (ROOT / "resources/icons/LICENSE").read_text("utf-8")


def test_the_style_sheet_is_set_in_one_place() -> None:
    setters = [path.name for path in (ROOT / "gui").rglob("*.py") if ".setStyleSheet(" in path.read_text("utf-8")]
    assert setters == ["theme.py"]


def test_files_named_in_the_style_sheet_exist() -> None:
    named = re.findall(r"url\(([^)]+)\)", theme.load_theme().sheet)
    assert named
    assert all(Path(path).is_file() for path in named)
