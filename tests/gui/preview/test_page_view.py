"""版面: scrolling, zooming, the overview, clicks that go to a place and places that are gone to."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from core.typesetting.values import Pages
from gui.preview.page_painter import Mark
from gui.preview.page_scroll import KEY_STEP, SPOT, Fit
from gui.preview.view import EMPTY_WORDS, WAITING_WORDS, PageView
from tests.pages_made import A4, EM, LINES_ON_A_PAGE, PITCH, pages

CONTROL = Qt.KeyboardModifier.ControlModifier
LINE = "工作月日报告第一季度完成情况一览表"


@pytest.fixture
def make(qtbot: Any) -> Callable[..., PageView]:
    """A view of so many pages of 22 lines, each line an element numbered from 1, at the size of the paper."""

    def build(count: int, width: int = 900, height: int = 700) -> PageView:
        view = PageView()
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        view.show_pages(pages([LINE] * LINES_ON_A_PAGE * count) if count else Pages(()))
        view.reel.set_zoom(1.0)
        view.reel.verticalScrollBar().setValue(0)
        return view

    return build


def point_of(view: PageView, index: int, x: float, y: float) -> QPoint:
    """The point of the window at a place of a page, given in twips."""
    box, scale = view.reel.strip.box(index), view.reel.scale
    return QPoint(round(box.x + x * scale), round(box.y + y * scale)) - view.reel.offset()


def turn(view: PageView, notches: int, at: QPoint, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    """Turn the mouse wheel."""
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.reel.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.reel.viewport(), event)


def test_a_view_without_pages_says_what_to_do(make: Callable[..., PageView]) -> None:
    view = make(0)
    assert view.reel.words == EMPTY_WORDS
    assert (view.page_count, view.current_page) == (0, -1)


def test_while_the_first_pages_are_made_it_is_said(make: Callable[..., PageView]) -> None:
    view = make(0)
    view.show_waiting()
    assert view.reel.accessibleDescription() == WAITING_WORDS


def test_while_pages_are_made_anew_the_former_ones_stay(make: Callable[..., PageView]) -> None:
    view = make(3)
    view.show_waiting()
    assert view.page_count == len(view.reel.pages) == 3


def test_a_screen_reader_hears_which_page_is_looked_at(make: Callable[..., PageView]) -> None:
    view = make(5)
    view.reel.go_to(2)
    assert view.reel.accessibleDescription() == "第3页，共5页"


def test_the_page_looked_at_is_told(make: Callable[..., PageView], qtbot: Any) -> None:
    view = make(5)
    with qtbot.waitSignal(view.page_changed) as told:
        view.reel.go_to(3)
    assert told.args == [3]
    assert view.current_page == 3


def test_a_click_tells_the_place(make: Callable[..., PageView], qtbot: Any) -> None:
    view = make(3)
    at = point_of(view, 0, A4.left + 3.1 * EM, A4.top + 4.5 * PITCH)
    with qtbot.waitSignal(view.place_chosen) as told:
        qtbot.mouseClick(view.reel.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [5, 3]


def test_a_click_beside_the_paper_tells_nothing(make: Callable[..., PageView], qtbot: Any) -> None:
    view = make(1)
    with qtbot.assertNotEmitted(view.place_chosen):
        qtbot.mouseClick(view.reel.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 300))


def test_pulling_the_mouse_is_no_click(make: Callable[..., PageView], qtbot: Any) -> None:
    view = make(1)
    with qtbot.assertNotEmitted(view.place_chosen):
        qtbot.mousePress(view.reel.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
        qtbot.mouseRelease(view.reel.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 400))


def test_a_place_is_brought_into_view_and_marked(make: Callable[..., PageView]) -> None:
    view = make(5)
    view.show_place(3 * LINES_ON_A_PAGE + 4, 2)
    spot = point_of(view, 3, A4.left + 20 * EM, A4.top + 3.5 * PITCH)
    picture = view.reel.viewport().grab().toImage()
    assert view.current_page == 3
    assert picture.pixelColor(spot) == QColor(SPOT)


def test_a_place_in_view_does_not_move_the_pages(make: Callable[..., PageView]) -> None:
    view = make(5)
    view.reel.verticalScrollBar().setValue(60)
    view.show_place(5, 0)
    assert view.reel.verticalScrollBar().value() == 60


def test_a_place_that_is_not_shown_marks_nothing(make: Callable[..., PageView]) -> None:
    view = make(1)
    view.show_place(5, 0)
    view.show_place(999, 0)
    picture = view.reel.viewport().grab().toImage()
    assert picture.pixelColor(point_of(view, 0, A4.left + 20 * EM, A4.top + 4.5 * PITCH)) == QColor("#ffffff")


def test_a_place_without_a_line_of_its_own_is_at_the_line_above(make: Callable[..., PageView]) -> None:
    view = make(5)
    view.show_place(5 * LINES_ON_A_PAGE + 1, 0)
    assert view.current_page == 4


def test_new_pages_keep_what_is_in_view(make: Callable[..., PageView]) -> None:
    view = make(5)
    view.show_place(5, 0)
    view.reel.verticalScrollBar().setValue(2000)
    view.show_pages(pages([LINE] * LINES_ON_A_PAGE * 6))
    assert view.reel.verticalScrollBar().value() == 2000


def test_marks_are_underlined(make: Callable[..., PageView]) -> None:
    view = make(1)
    before = view.reel.viewport().grab().toImage()
    view.show_marks([Mark(2, 0, 4, "#d2504b")])
    assert view.reel.viewport().grab().toImage() != before


def test_the_wheel_with_ctrl_zooms_at_the_pointer(make: Callable[..., PageView]) -> None:
    view = make(5)
    view.reel.go_to(2)
    at = point_of(view, 2, 6000, 5000)
    turn(view, 3, at)
    assert view.reel.zoom == pytest.approx(1.1**3)
    assert (point_of(view, 2, 6000, 5000) - at).manhattanLength() <= 2


def test_zooming_out_again_comes_back(make: Callable[..., PageView]) -> None:
    view = make(5)
    view.reel.go_to(2)
    before, at = view.reel.verticalScrollBar().value(), QPoint(400, 300)
    turn(view, 4, at)
    turn(view, -4, at)
    assert abs(view.reel.verticalScrollBar().value() - before) <= 2


def test_the_wheel_alone_scrolls(make: Callable[..., PageView]) -> None:
    view = make(5)
    turn(view, -1, QPoint(300, 300), Qt.KeyboardModifier.NoModifier)
    assert view.reel.verticalScrollBar().value() > 0
    assert view.reel.zoom == pytest.approx(1.0)


def test_zoom_has_its_bounds(make: Callable[..., PageView]) -> None:
    view = make(1)
    view.reel.set_zoom(99)
    largest = view.reel.zoom
    view.reel.set_zoom(0.001)
    assert (largest, view.reel.zoom) == pytest.approx((4.0, 0.25))


@pytest.mark.parametrize(("key", "zoom"), [(Qt.Key.Key_Equal, 1.25), (Qt.Key.Key_Minus, 0.8), (Qt.Key.Key_0, 1.0)])
def test_keys_zoom(make: Callable[..., PageView], qtbot: Any, key: Qt.Key, zoom: float) -> None:
    view = make(1)
    qtbot.keyClick(view.reel, key, CONTROL)
    assert view.reel.zoom == pytest.approx(zoom)


@pytest.mark.parametrize(
    ("keys", "page"),
    [
        ((Qt.Key.Key_End,), 4),
        ((Qt.Key.Key_End, Qt.Key.Key_Home), 0),
        ((Qt.Key.Key_PageDown, Qt.Key.Key_PageDown), 1),
        ((Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp), 3),
    ],
)
def test_keys_move(make: Callable[..., PageView], qtbot: Any, keys: tuple[Qt.Key, ...], page: int) -> None:
    view = make(5)
    for key in keys:
        qtbot.keyClick(view.reel, key)
    assert view.current_page == page


def test_the_down_key_scrolls_a_little(make: Callable[..., PageView], qtbot: Any) -> None:
    view = make(5)
    qtbot.keyClick(view.reel, Qt.Key.Key_Down)
    assert 0 < view.reel.verticalScrollBar().value() < 100


def test_the_width_is_followed(make: Callable[..., PageView]) -> None:
    view = make(3, width=700)
    view.reel.set_fit(Fit.WIDTH)
    view.resize(900, 700)
    assert view.reel.strip.width == pytest.approx(view.reel.viewport().width(), abs=2)


def test_a_whole_page_finds_room(make: Callable[..., PageView]) -> None:
    view = make(3)
    view.reel.set_fit(Fit.PAGE)
    assert view.reel.strip.box(0).height < view.reel.viewport().height()


def test_whole_pages_begin_with_the_one_looked_at(make: Callable[..., PageView]) -> None:
    view = make(5)
    view.reel.go_to(2)
    view.reel.set_fit(Fit.PAGE)
    assert view.current_page == 2
    assert 0 <= view.reel.strip.box(2).y - view.reel.offset().y() <= 20


def test_a_place_at_the_end_of_a_large_line_is_brought_into_view(make: Callable[..., PageView]) -> None:
    view = make(2, width=500)
    view.reel.set_zoom(3.0)
    view.show_place(5, len(LINE))
    at = point_of(view, 0, A4.left + len(LINE) * EM, A4.top + 4 * PITCH)
    assert view.reel.viewport().rect().contains(at)


def test_the_overview_frames_the_page_looked_at(make: Callable[..., PageView]) -> None:
    view = make(30)
    view.reel.go_to(20)
    assert view.overview.current == 20
    assert view.overview.accessibleDescription() == "第21页，共30页"


def test_a_click_in_the_overview_goes_to_the_page(make: Callable[..., PageView], qtbot: Any) -> None:
    view = make(5)
    view.overview.show()
    box = view.overview.strip.box(1)
    qtbot.mouseClick(view.overview.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.x + 20, box.y + 20))
    assert view.current_page == 1


def test_arrows_in_the_overview_go_from_page_to_page(make: Callable[..., PageView], qtbot: Any) -> None:
    view = make(5)
    view.overview.show()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(view.overview, key)
    assert view.current_page == 1


def test_of_many_pages_only_those_in_view_are_painted(make: Callable[..., PageView]) -> None:
    view = make(400)
    view.reel.painted = 0
    view.reel.viewport().grab()
    assert view.reel.painted == 1


def test_scrolling_paints_no_page_out_of_view(make: Callable[..., PageView], qtbot: Any) -> None:
    view = make(400)
    qtbot.waitExposed(view)
    view.reel.painted = 0
    for index in range(0, 400, 40):
        view.reel.go_to(index)
        QApplication.processEvents()
    assert view.reel.painted <= 2 * 10


def test_the_paper_is_white_on_any_ground(make: Callable[..., PageView]) -> None:
    view = make(1)
    picture = view.reel.viewport().grab().toImage()
    assert picture.pixelColor(point_of(view, 0, 500, 500)) == QColor("#ffffff")


def test_every_step_of_the_zoom_shows_words(make: Callable[..., PageView]) -> None:
    """From the smallest size to the largest and back: never a page without anything on it."""
    view = make(3)
    empty = []
    for factor in [1 / KEY_STEP] * 8 + [KEY_STEP] * 14 + [1 / KEY_STEP] * 6:
        view.reel.set_zoom(view.reel.zoom * factor)
        picture = view.reel.viewport().grab().toImage()
        spots = ((x, y) for y in range(0, picture.height(), 3) for x in range(0, picture.width(), 2))
        if not any(picture.pixelColor(*spot).lightness() < 110 for spot in spots):
            empty.append(view.reel.zoom)
    assert empty == []
