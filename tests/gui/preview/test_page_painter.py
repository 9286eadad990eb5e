"""A page painted: text exactly where the layout puts it, whatever font stands in."""

import itertools
from base64 import b64decode
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from core.typesetting.values import Page, Rule, Stretch
from gui.preview.page_fonts import FontShelf, TypeCase
from gui.preview.page_painter import OPEN_FACT, Mark, marks_by_number, paint_page, place_in, reach
from gui.printing.pages import page_image
from tests.pages_made import A4, BODY, EM, PITCH, page, placed, placed_stretches, stretch

WIDTH = 1190
SCALE = WIDTH / A4.width
HAN = "工月日人口一二八十土士大女子小山川广几巾干弓心戈户手支"


@pytest.fixture
def shelf(qapp: Any) -> FontShelf:
    """Fonts as they are installed here."""
    return FontShelf()


def painted(made: Page, shelf: FontShelf, marks: tuple[Mark, ...] = ()) -> QImage:
    """The page as a picture of ten pixels to the millimetre, more or less."""
    picture = QImage(WIDTH, round(A4.height * SCALE), QImage.Format.Format_RGB32)
    picture.fill(QColor("#ffffff"))
    painter = QPainter(picture)
    paint_page(painter, made, TypeCase(shelf, picture, SCALE), marks_by_number(marks))
    painter.end()
    return picture


def inked(picture: QImage, area: tuple[float, float, float, float]) -> list[tuple[int, int]]:
    """The pixels that are not white in an area given in twips: left, top, right, bottom."""
    left, top, right, bottom = (round(edge * SCALE) for edge in area)
    return [
        (x, y) for y in range(top, bottom) for x in range(left, right) if picture.pixelColor(x, y) != QColor("#ffffff")
    ]


def row_area(row: int) -> tuple[float, float, float, float]:
    """A row of the grid, from edge to edge of the paper."""
    return (0.0, A4.top + row * PITCH, A4.width, A4.top + (row + 1) * PITCH)


def ends(picture: QImage, row: int) -> tuple[float, float]:
    """Where the ink of a row begins and ends, in twips."""
    across = [x for x, _y in inked(picture, row_area(row))]
    return min(across) / SCALE, (max(across) + 1) / SCALE


@pytest.mark.parametrize("sign", ["\uf0ff", "\ue123", "\uf8ff"])
def test_a_sign_that_no_font_has_is_a_box(shelf: FontShelf, sign: str) -> None:
    unknown, box = (inked(painted(page([placed(f"甲{each}乙", 3)]), shelf), row_area(3)) for each in (sign, "□"))
    assert unknown == box


def test_text_begins_and_ends_where_the_layout_says(shelf: FontShelf) -> None:
    left, right = ends(painted(page([placed(HAN, 3)]), shelf), 3)
    assert A4.left <= left < A4.left + EM / 3
    assert A4.left + len(HAN) * EM - EM / 3 < right <= A4.left + len(HAN) * EM + 1 / SCALE


def test_letters_of_a_wider_font_keep_to_their_place(shelf: FontShelf) -> None:
    narrow = Stretch(0.0, 10 * EM * 0.5, "WWWWWWWWWW", BODY, 0, True)
    _left, right = ends(painted(page([placed_stretches((narrow,), 1)]), shelf), 1)
    assert right <= A4.left + narrow.width + EM / 6


def test_letters_of_a_narrower_font_fill_their_place(shelf: FontShelf) -> None:
    wide = Stretch(0.0, 12 * EM, "iiiiiiiiii", BODY, 0, True)
    _left, right = ends(painted(page([placed_stretches((wide,), 1)]), shelf), 1)
    assert right > A4.left + wide.width * 0.85


def test_raised_text_stands_higher(shelf: FontShelf) -> None:
    def top(rise: float) -> int:
        one = Stretch(0.0, EM, "工", replace(BODY, rise=rise), 0)
        return min(y for _x, y in inked(painted(page([placed_stretches((one,), 1)]), shelf), row_area(1)))

    assert top(2.0) < top(0.0) < top(-2.0)


def test_dotted_text_has_a_dot_below_every_character(shelf: FontShelf) -> None:
    def below(dotted: bool) -> set[int]:
        one = Stretch(0.0, 4 * EM, "工 月日", replace(BODY, dotted=dotted), 0)
        picture = painted(page([placed_stretches((one,), 1)]), shelf)
        left, top, right, bottom = row_area(1)
        lowest = max((y for _x, y in inked(picture, (left, top, right, bottom + PITCH))), default=0)
        return {int((x / SCALE - A4.left) / EM) for x, y in inked(picture, row_area(1)) if y > lowest - 2}

    assert below(dotted=True) == {0, 2, 3}


def test_nothing_is_painted_outside_the_lines(shelf: FontShelf) -> None:
    picture = painted(page([placed(HAN, 5)]), shelf)
    assert not inked(picture, row_area(4))
    assert not inked(picture, row_area(6))


def test_an_open_fact_lies_on_yellow(shelf: FontShelf) -> None:
    parts = (stretch("共有"), stretch("　　", x=2 * EM, start=2, is_open=True))
    picture = painted(page([placed_stretches(parts, 0)]), shelf)
    middle = (round((A4.left + 3 * EM) * SCALE), round((A4.top + 350) * SCALE))
    assert picture.pixelColor(*middle) == QColor(OPEN_FACT)


def test_text_has_the_colour_of_its_face(shelf: FontShelf) -> None:
    picture = painted(page([placed(HAN, 0, replace(BODY, colour="FF0000", size=40.0))]), shelf)
    assert any(picture.pixelColor(*point) == QColor("#ff0000") for point in inked(picture, row_area(0)))


def test_bold_has_more_ink(shelf: FontShelf) -> None:
    plain, bold = (painted(page([placed(HAN, 0, replace(BODY, bold=is_bold))]), shelf) for is_bold in (False, True))
    assert darkness(bold) > 1.1 * darkness(plain)


def darkness(picture: QImage) -> int:
    """How much ink there is in the first row."""
    return sum(255 - picture.pixelColor(*point).lightness() for point in inked(picture, row_area(0)))


def test_underlined_spaces_are_seen(shelf: FontShelf) -> None:
    assert inked(painted(page([placed("　　　　", 0, replace(BODY, underline=True))]), shelf), row_area(0))


def test_a_rule_has_its_place_and_thickness(shelf: FontShelf) -> None:
    picture = painted(page([], rules=[Rule(A4.left, 5000, A4.left + 2000, 5000, 40, "FF0000")]), shelf)
    rows = {y for _x, y in inked(picture, (A4.left, 4800, A4.left + 2000, 5200))}
    assert len(rows) == 4
    assert abs(sum(rows) / len(rows) - 5000 * SCALE) <= 1


def test_rules_of_one_thickness_look_alike(shelf: FontShelf) -> None:
    made = page([], rules=[Rule(2000, y, 4000, y, 13) for y in range(3000, 9000, 617)])
    column = [y for _x, y in inked(painted(made, shelf), (3000, 2500, 3010, 9500))]
    assert len(column) == 10


def test_the_finest_rule_is_seen(shelf: FontShelf) -> None:
    picture = painted(page([], rules=[Rule(3000, 5000, 3000, 6000, 0.5)]), shelf)
    assert {x for x, _y in inked(picture, (2800, 5000, 3200, 6000))}


@pytest.mark.parametrize(("style", "lines"), [("double", 2), ("thickThinSmallGap", 2), ("triple", 3), ("none", 0)])
def test_a_rule_of_several_lines(shelf: FontShelf, style: str, lines: int) -> None:
    picture = painted(page([], rules=[Rule(2000, 5000, 4000, 5000, 60, "000000", style)]), shelf)
    column = [y for _x, y in inked(picture, (3000, 4600, 3010, 5400))]
    gaps = sum(1 for first, second in itertools.pairwise(column) if second - first > 1)
    assert gaps + bool(column) == lines


def test_the_thick_line_of_thick_thin_is_the_upper_one(shelf: FontShelf) -> None:
    picture = painted(page([], rules=[Rule(2000, 5000, 4000, 5000, 80, "000000", "thickThinSmallGap")]), shelf)
    rows = sorted({y for _x, y in inked(picture, (3000, 4600, 3010, 5400))})
    gap = next(at for at in range(1, len(rows)) if rows[at] - rows[at - 1] > 1)
    assert gap > len(rows) - gap


def test_dashes_leave_gaps(shelf: FontShelf) -> None:
    picture = painted(page([], rules=[Rule(2000, 5000, 8000, 5000, 20, "000000", "dashed")]), shelf)
    across = {x for x, _y in inked(picture, (2000, 4900, 8000, 5100))}
    assert 0.3 * 6000 * SCALE < len(across) < 0.8 * 6000 * SCALE


def is_red(colour: QColor) -> bool:
    """Whether it is the mark's and not a letter's edge."""
    return colour.red() - colour.blue() > 60


def test_a_mark_is_a_wave_under_its_span(shelf: FontShelf) -> None:
    picture = painted(page([placed(HAN, 0, number=7)]), shelf, (Mark(7, 2, 5, "#d2504b"),))
    red = [x for x, y in inked(picture, row_area(0)) if is_red(picture.pixelColor(x, y))]
    assert abs(min(red) / SCALE - A4.left - 2 * EM) < 40
    assert abs(max(red) / SCALE - A4.left - 5 * EM) < 60


def test_a_mark_of_another_element_is_not_painted(shelf: FontShelf) -> None:
    made = page([placed(HAN, 0, number=7)])
    assert painted(made, shelf, (Mark(8, 2, 5, "#d2504b"),)) == painted(made, shelf)


def test_of_a_clipped_page_only_the_lines_in_sight_are_painted(shelf: FontShelf) -> None:
    made = page([placed(HAN, row) for row in range(22)])
    picture = QImage(WIDTH, 1700, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    case = TypeCase(shelf, picture, SCALE)
    painter.setClipRect(0, 0, WIDTH, round((A4.top - 500) * SCALE))
    paint_page(painter, made, case)
    painter.end()
    assert not case.letters(BODY, False).measure.known


def test_where_a_character_begins_on_its_line(qapp: Any) -> None:
    line = placed_stretches((stretch("一二"), stretch("2023", x=2 * EM, start=2), stretch("年", x=4 * EM, start=6)))
    assert [place_in(line, offset) / EM for offset in (0, 1, 2, 4, 6, 7)] == [0, 1, 2, 3, 4, 5]


def test_reach_counts_in_the_text_of_the_element(qapp: Any) -> None:
    line = placed("一二三四五", number=3)
    skipping = replace(line, paragraph=replace(line.paragraph, skipped=10))
    assert reach(skipping, 11, 13) == (A4.left + EM, A4.left + 3 * EM)
    assert reach(skipping, 2, 8) is None


def test_a_picture_of_a_page_has_the_shape_of_its_paper(qapp: Any) -> None:
    picture = page_image(page([placed(HAN)]), 500)
    assert (picture.width(), picture.height()) == (500, round(500 * A4.height / A4.width))


@pytest.mark.parametrize("zoom", [0.3, 0.54, 0.59, 1.0, 1.5])
def test_text_fills_its_width_at_every_zoom(shelf: FontShelf, zoom: float) -> None:
    picture = QImage(800, 60, QImage.Format.Format_RGB32)
    letters = TypeCase(shelf, picture, zoom * 96 / 1440).letters(BODY, False)
    wanted = len(HAN) * EM * zoom * 96 / 1440
    fitted = QFontMetricsF(letters.fitted(HAN, wanted), picture).horizontalAdvance(HAN)
    assert abs(fitted - wanted) < 1


RED_GIF = b64decode("R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==")


def drawn(colour: str, form: str = "PNG") -> bytes:
    """A picture of one colour in the bytes of a file of this form."""
    image, store = QImage(4, 4, QImage.Format.Format_RGB32), QBuffer()
    image.fill(QColor(colour))
    store.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(store, form)  # type: ignore[call-overload]
    return bytes(store.data().data())


@pytest.mark.parametrize("form", ["PNG", "JPG", "BMP", "GIF"])
def test_a_picture_fills_its_place(form: str, shelf: FontShelf) -> None:
    data = RED_GIF if form == "GIF" else drawn("#ff0000", form)
    rule = Rule(2000, 3000, 4000, 4000, 0.0, picture=data)
    picture = painted(replace(page([]), rules=(rule,)), shelf)
    assert picture.pixelColor(round(3000 * SCALE), round(3500 * SCALE)).red() > 250
    assert inked(picture, (0, 0, A4.width, 2900)) == []


def test_bytes_that_are_no_picture_leave_its_place_empty(shelf: FontShelf) -> None:
    rule = Rule(2000, 3000, 4000, 4000, 0.0, picture=b"\x89PNG\r\n\x1a\nno picture")
    assert inked(painted(replace(page([]), rules=(rule,)), shelf), (0, 0, A4.width, 5000)) == []


def test_a_slanting_line_runs_from_corner_to_corner(shelf: FontShelf) -> None:
    picture = painted(replace(page([]), rules=(Rule(2000, 3000, 4000, 4000, 30.0, "FF0000"),)), shelf)
    assert inked(picture, (2900, 3450, 3100, 3550))
    assert inked(picture, (3500, 3000, 4000, 3400)) == []
