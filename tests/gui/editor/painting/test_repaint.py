"""What is painted when somebody types: enough, and no more."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.editing.grids.given import insert_blocks
from core.editing.grids.lines import Axis, delete_line
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.finding import Severity
from core.workflows.facts import find_facts
from core.workflows.tables.figures import EMU_PER_MM, FigurePlace, change_picture, set_width
from core.workflows.tables.sources import picture_from
from gui.editor.painting.repaint import areas_of
from gui.editor.painting.underlines import TextMark, source_of
from gui.editor.panel import TextPanel
from tests.gui.inserting.test_insert_menu import png
from tests.gui.workspace import compose, make_panel, put, settle, type_text
from tests.tables import table_elements

LONG = 7
WORDS = "库房面积不足，整理工作推进缓慢。" * 12


class Painted(QObject):
    """All of the viewport that Qt has painted since it was asked to look."""

    def __init__(self, panel: TextPanel) -> None:
        super().__init__(panel)
        self.region = QRegion()
        panel.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.region += event.region()  # type: ignore[attr-defined]
        return False


@pytest.fixture
def panel(qtbot: Any) -> TextPanel:
    made = make_panel(qtbot)
    made.resize(420, 900)
    put(made, LONG, 2)
    type_text(made, WORDS)
    made.flush()
    marks = [TextMark("e8", 3, 9, Severity.ERROR, "写错了"), TextMark("e8", 90, 130, Severity.HINT, "看看")]
    made.facts.show_marks(source_of(marks, made.model.draft))
    QApplication.processEvents()
    return made


def changed_outside(panel: TextPanel, action: Callable[[], None]) -> tuple[bool, int]:
    """Whether an action changes looks where nothing was painted, and the height of what was painted."""
    before = panel.viewport().grab().toImage()
    painted = Painted(panel)
    action()
    QApplication.processEvents()
    region = painted.region
    panel.viewport().removeEventFilter(painted)
    after = panel.viewport().grab().toImage()
    painter = QPainter(before)
    painter.setClipRegion(region)
    painter.drawImage(0, 0, after)
    painter.end()
    return before != after, region.boundingRect().height()


@pytest.mark.parametrize("offset", [0, 2, 19, 20, 60, 100, 150, 190])
@pytest.mark.parametrize("sign", ["好", "，", "7", "a "])
def test_everything_that_looks_different_is_painted(panel: TextPanel, offset: int, sign: str) -> None:
    put(panel, LONG, offset)
    assert changed_outside(panel, lambda: type_text(panel, sign))[0] is False


def test_a_fact_that_grows_is_painted_with_its_ring(panel: TextPanel) -> None:
    put(panel, 1, 17)
    assert changed_outside(panel, lambda: type_text(panel, "6"))[0] is False


def test_the_lines_above_the_one_typed_in_are_not_painted(panel: TextPanel) -> None:
    whole = panel.document().documentLayout().blockBoundingRect(panel.textCursor().block()).height()
    put(panel, LONG, panel.textCursor().block().length() - 2)
    assert changed_outside(panel, lambda: type_text(panel, "好"))[1] < whole / 2


@pytest.mark.parametrize("offset", [0, 1, 2, 18, 19, 20, 21, 60, 100, 150, 189, 190])
@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_what_is_deleted_is_painted(panel: TextPanel, offset: int, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    put(panel, LONG, offset)
    assert changed_outside(panel, lambda: QTest.keyClick(panel, key, modifiers))[0] is False


def test_the_lines_above_the_one_deleted_in_are_not_painted(panel: TextPanel) -> None:
    whole = panel.document().documentLayout().blockBoundingRect(panel.textCursor().block()).height()
    put(panel, LONG, panel.textCursor().block().length() - 2)
    assert changed_outside(panel, lambda: QTest.keyClick(panel, Qt.Key.Key_Backspace))[1] < whole / 2


def test_a_selection_typed_over_is_painted(panel: TextPanel) -> None:
    put(panel, LONG, 10, 100)
    assert changed_outside(panel, lambda: type_text(panel, "好"))[0] is False


@pytest.mark.parametrize(
    ("rects", "expected"),
    [
        ([QRect(0, 0, 9, 400), QRect(0, 400, 500, 100)], 2),
        ([QRect(0, 0, 500, 300), QRect(0, 320, 500, 180)], 1),
        ([QRect(0, 20 * number, 10, 10) for number in range(20)], 1),
        ([QRect(5, 5, 10, 10)], 1),
    ],
)
def test_strips_far_apart_are_painted_each_by_itself(rects: list[QRect], expected: int) -> None:
    region = QRegion()
    for rect in rects:
        region += rect
    areas = areas_of(region)
    assert len(areas) == expected
    assert all(any(area.contains(rect) for area in areas) for rect in rects)


@pytest.fixture
def grid(qtbot: Any) -> TextPanel:
    """The cursor in a cell with a figure, in a table of several grids."""
    lines = [
        "项目 | 甲（万元） | 乙（万元） | 丙（万元）",
        *(f"项目{row} | {row}11 | {row}22 | {row}33" for row in range(1, 30)),
    ]
    elements = table_elements("\n".join(lines))
    made = make_panel(qtbot, Draft(Identity(), elements, find_facts(elements), serial=500))
    made.resize(600, 500)
    qtbot.waitUntil(lambda: not made.sync.has_deferred)
    cell = next(each.id for each in elements if each.content == "522")
    made.setTextCursor(made.sync.cursor_at(cell, 1))
    QApplication.processEvents()
    return made


@pytest.mark.parametrize("sign", ["7", "好", "12345678901234567890"])
def test_what_is_typed_in_a_cell_is_painted_before_and_after_a_pause(grid: TextPanel, sign: str) -> None:
    assert changed_outside(grid, lambda: type_text(grid, sign))[0] is False
    assert changed_outside(grid, lambda: (grid.commit(), settle(grid)))[0] is False


def test_a_pause_of_typing_paints_the_cell_alone(grid: TextPanel) -> None:
    type_text(grid, "7")
    QApplication.processEvents()
    painted = Painted(grid)
    grid.commit()
    QApplication.processEvents()
    row = grid.document().documentLayout().blockBoundingRect(grid.textCursor().block())
    size = painted.region.boundingRect().size()
    assert (size.height() < 2 * row.height(), size.width() < grid.viewport().width() / 2) == (True, True)


@pytest.mark.parametrize("place", ["222", "522", "1222", "2922"])
def test_rows_that_come_and_go_are_painted(grid: TextPanel, place: str) -> None:
    cell = next(each.id for each in grid.model.draft.elements if each.content == place)
    assert changed_outside(grid, lambda: grid.model.do(delete_line, cell, Axis.ROWS))[0] is False
    assert changed_outside(grid, lambda: grid.model.undo())[0] is False


def test_nothing_above_a_row_that_goes_is_painted(grid: TextPanel) -> None:
    cell = next(each.id for each in grid.model.draft.elements if each.content == "1222")
    grid.setTextCursor(grid.sync.cursor_at(cell, 1))
    QApplication.processEvents()
    painted, view = Painted(grid), grid.viewport()
    grid.model.do(delete_line, cell, Axis.ROWS)
    QApplication.processEvents()
    area = sum(each.width() * each.height() for each in painted.region)  # type: ignore[attr-defined]
    assert area < 0.6 * view.width() * view.height()


@pytest.fixture
def picture(qtbot: Any) -> tuple[TextPanel, FigurePlace]:
    """A picture between two paragraphs."""
    bare = Draft(Identity(), (Element("e1", Role.BODY, "见图1。"), Element("e2", Role.BODY, "后面")), serial=2)
    draft = apply(bare, insert_blocks(bare, "e1", [picture_from(png(200, 100), {}, "旧")], "插入图片"))
    made = make_panel(qtbot, draft)
    made.resize(600, 500)
    QApplication.processEvents()
    return made, FigurePlace(next(each.id for each in draft.elements if each.objects))


def test_all_of_another_picture_is_painted(picture: tuple[TextPanel, FigurePlace]) -> None:
    panel, place = picture
    new = picture_from(png(200, 100, b"\xc0\x20\x20"), {}, "新")
    assert changed_outside(panel, lambda: panel.model.do(change_picture, place, new))[0] is False
    assert changed_outside(panel, lambda: panel.model.undo())[0] is False


def test_what_stands_below_a_narrower_picture_is_painted(picture: tuple[TextPanel, FigurePlace]) -> None:
    panel, place = picture
    assert changed_outside(panel, lambda: panel.model.do(set_width, place, 20 * EMU_PER_MM))[0] is False


def test_the_ring_is_painted_where_the_cursor_came_from_and_where_it_is(grid: TextPanel) -> None:
    other = next(each.id for each in grid.model.draft.elements if each.content == "333")

    def _move() -> None:
        grid.setTextCursor(grid.sync.cursor_at(other, 1))

    assert changed_outside(grid, _move)[0] is False


@pytest.mark.parametrize("offset", [0, 20, 60, 190])
@pytest.mark.parametrize("words", [{"preedit": "ni hao"}, {"commit": "你好，"}])
def test_a_composition_is_painted(panel: TextPanel, offset: int, words: dict[str, str]) -> None:
    put(panel, LONG, offset)
    assert changed_outside(panel, lambda: compose(panel, **words))[0] is False


def test_what_takes_the_place_of_a_composition_is_painted(panel: TextPanel) -> None:
    put(panel, LONG, 60)
    compose(panel, preedit="ni hao ni hao ni hao ni hao ni hao")
    assert changed_outside(panel, lambda: compose(panel, commit="你好"))[0] is False


def test_what_is_typed_behind_the_end_of_the_view_is_scrolled_to(panel: TextPanel) -> None:
    panel.resize(420, 120)
    put(panel, LONG, panel.textCursor().block().length() - 2)
    QApplication.processEvents()
    type_text(panel, WORDS[:40])
    assert panel.viewport().rect().contains(panel.cursorRect().center())


def test_the_shapes_of_letters_are_kept_only_where_the_hand_is(panel: TextPanel) -> None:
    put(panel, LONG, 3)
    put(panel, 1, 3)
    blocks = [panel.document().findBlockByNumber(number) for number in range(panel.document().blockCount())]
    assert [block.blockNumber() for block in blocks if block.layout().cacheEnabled()] == [0, 1, 2]


@pytest.mark.parametrize("words", ["好", "7", "a "])
def test_letters_of_kept_shapes_look_as_newly_found_ones(panel: TextPanel, words: str) -> None:
    put(panel, LONG, 60)
    type_text(panel, words)
    kept = panel.viewport().grab().toImage()
    panel.document().markContentsDirty(0, panel.document().characterCount())
    assert panel.viewport().grab().toImage() == kept
