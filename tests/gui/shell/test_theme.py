"""One style sheet, every name in it known, sharp icons."""

import re
from pathlib import Path
from typing import Any

import pytest

from gui.shell import theme

ROOT = Path(__file__).resolve().parents[3]
ICONS = sorted(path.stem for path in (ROOT / "resources/icons").glob("*.svg"))


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_no_name_and_no_length_is_left_open(scheme: str) -> None:
    sheet = theme.load_theme(scheme).sheet
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


@pytest.mark.parametrize("scheme", [theme.DARK, theme.CONTRAST])
def test_every_look_has_the_same_names_and_a_ground_of_its_own(scheme: str) -> None:
    light, other = theme.load_theme(), theme.load_theme(scheme)
    assert light.colours.keys() == other.colours.keys()
    assert light.colours["ground"] != other.colours["ground"]


GROUNDS = ("ground", "rail", "card", "field", "hover", "pressed", "accent_soft")
INKS = ("text", "secondary", "accent_strong", "finding_text", "carried_text", "empty_text", "updated_text")
PAIRS = (
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((ink, ground) for ink in ("accent", "placeholder") for ground in ("ground", "card", "field", "hover")),
    *((f"person{number}", ground) for number in range(1, 7) for ground in (*GROUNDS, "hit")),
    *(("text", state) for state in ("empty", "carried", "updated", "finding_soft", "hit", "rested")),
    *((f"{state}_text", state) for state in ("empty", "carried", "updated")),
    *(("finding_text", "finding_soft"), ("accent_text", "accent"), ("accent_text", "accent_strong")),
)
"""What is written upon what."""


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    dark, light = sorted((luminance(ink), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("scheme", "least"), [(theme.LIGHT, 4.5), (theme.DARK, 4.5), (theme.CONTRAST, 7)])
def test_words_can_be_read_on_every_ground(scheme: str, least: float) -> None:
    colours = theme.load_theme(scheme).colours
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_borders_and_marks_of_what_can_be_done_are_seen(scheme: str) -> None:
    colours = theme.load_theme(scheme).colours
    found = {
        (line, ground): contrast(colours[line], colours[ground])
        for line in ("accent", "finding", "placeholder")
        for ground in ("ground", "card", "field")
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 3} == {}


def test_what_is_drawn_on_pages_is_made_for_white_paper(qapp: Any) -> None:
    theme.apply_ground(qapp, theme.load_theme(theme.CONTRAST))
    drawn = theme.paper_colour("finding").name()
    theme.apply_ground(qapp, theme.load_theme())
    assert contrast(drawn, "#ffffff") >= 3


def test_running_text_has_a_size_of_its_own(qapp: Any) -> None:
    theme.apply_ground(qapp, theme.load_theme(scale=2.0, running=20))
    size = theme.running_font().pixelSize()
    theme.apply_ground(qapp, theme.load_theme())
    assert size == 40


@pytest.mark.parametrize(("asked", "given"), [(1.0, 1.0), (1.5, 1.5), (2.0, 2.0), (0.2, 1.0), (9.0, 2.0)])
def test_the_scale_stays_between_one_and_two(asked: float, given: float) -> None:
    assert theme.load_theme(scale=asked).scale == given


def test_lengths_grow_with_the_scale() -> None:
    assert "font-size: 44px" in theme.load_theme(scale=2.0).sheet


@pytest.mark.parametrize("rule", ["QPushButton", "QLineEdit", "QToolButton", "QCheckBox"])
def test_in_high_contrast_more_than_a_colour_tells_where_the_keyboard_is(rule: str) -> None:
    sheet = theme.load_theme(theme.CONTRAST).sheet
    rules = (re.search(rf"^{rule}{state}[ ,][^}}]*border: (\d)px", sheet, re.M) for state in ("", ":focus"))
    assert [found and found[1] for found in rules] == ["1", "2"]


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


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_files_named_in_the_style_sheet_exist(scheme: str) -> None:
    named = re.findall(r"url\(([^)]+)\)", theme.load_theme(scheme).sheet)
    assert named
    assert all(Path(path).is_file() for path in named)
