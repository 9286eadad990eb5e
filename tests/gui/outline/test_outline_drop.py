"""Sections dropped in the outline: between lines and on them, several at once, how deep, and what does not fit."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent

from core.model.index import index_of
from core.workflows.drafting.editing import rename
from gui.outline.panel import OutlinePanel
from gui.outline.sections import OutlineLines, keyed_sections
from gui.outline.view import Landing, landing, landing_on
from gui.session.draft_model import DraftModel
from tests.builders import make_draft
from tests.gui.workspace import REPORT, make_session

PARTS = """
preamble |引言
h1 一、|甲
h2 （一）|子
h3 1.|小
h2 （二）|丑
h1 二、|乙
h2 （一）|寅
signature |青禾县
"""
FRONT, FIRST, CHILD, SMALL, SECOND, LAST, THIRD, END = range(8)
NONE = Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def lines():
    draft = make_draft(PARTS)
    return tuple(line for line in OutlineLines().of(index_of(draft), keyed_sections(draft)) if not line.place)


@pytest.mark.parametrize(
    ("moved", "gap", "depth", "found"),
    [
        (("e7",), CHILD, 2, Landing("e3", 2)),
        (("e7",), CHILD, 1, Landing("e3", 2)),
        (("e7",), LAST, 2, Landing("e6", 2)),
        (("e7",), LAST, 1, Landing("e6", 1)),
        (("e7",), LAST, 4, Landing("e6", 3)),
        (("e3",), END, 2, Landing("", 2)),
        (("e3",), END, 1, Landing("", 1)),
        (("e3", "e7"), FRONT, 2, Landing("e2", 1)),
        (("e2",), END, 1, Landing("", 1)),
        (("e2",), END, 2, Landing("", 2)),
        (("e2",), THIRD, 1, Landing("e7", 2)),
        (("e5", "e6"), CHILD, 1, Landing("e3", 2)),
        (("e3",), SMALL, 1, Landing("e4", 2)),
    ],
)
def test_sections_land_as_deep_as_wished_and_possible(lines, moved, gap, depth, found):
    assert landing(lines, moved, gap, depth) == found


@pytest.mark.parametrize(
    ("moved", "key", "found"),
    [
        (("e7",), "e2", Landing("e6", 2)),
        (("e7",), "e5", Landing("e6", 3)),
        (("e5", "e7"), "e6", Landing("", 2)),
        (("e3",), "e6", Landing("", 2)),
        (("e2",), "e4", None),
        (("e2",), "e2", None),
        (("e6",), "front", None),
        (("e6",), "back", None),
        (("e2",), "e7", None),
    ],
)
def test_dropped_on_a_section_they_go_under_it(lines, moved, key, found):
    assert landing_on(lines, moved, key) == found


# The view


@pytest.fixture
def panel(qtbot):
    panel = OutlinePanel()
    qtbot.addWidget(panel)
    panel.show_model(DraftModel(make_session(PARTS), panel))
    panel.resize(300, 600)
    panel.show()
    return panel


def event_at(panel, kind, key, share, keys, shift=0):
    """A drag over a row, ``share`` of its height from the top, as far from its beginning as ``shift`` says."""
    view = panel.view
    rect = view.visualRect(panel.tree.index_of(key))
    view.pressed_at = QPoint(100, 0)
    data = panel.tree.mimeData([panel.tree.index_of(each) for each in keys])
    place = QPoint(100 + shift, rect.top() + round(rect.height() * share))
    if kind is QDropEvent:
        return QDropEvent(QPointF(place), Qt.DropAction.MoveAction, data, NONE, PLAIN), data
    return QDragMoveEvent(place, Qt.DropAction.MoveAction, data, NONE, PLAIN), data


def drop(panel, *where, **how):
    event, _data = event_at(panel, QDropEvent, *where, **how)
    panel.view.dropEvent(event)


def headings(panel):
    return " ".join(e.ordinal + e.heading for e in panel.model.draft.elements if e.depth)


@pytest.mark.parametrize(
    ("key", "share", "keys", "shift", "told"),
    [
        ("e5", 0.05, ["e7"], 0, "一、甲 （一）子 1.小 （二）寅 （三）丑 二、乙"),
        ("e5", 0.95, ["e7"], 0, "一、甲 （一）子 1.小 （二）丑 （三）寅 二、乙"),
        ("e5", 0.95, ["e7"], 64, "一、甲 （一）子 1.小 （二）丑 1.寅 二、乙"),
        ("e5", 0.95, ["e7"], -64, "一、甲 （一）子 1.小 （二）丑 二、寅 三、乙"),
        ("e6", 0.5, ["e3", "e5"], 0, "一、甲 二、乙 （一）寅 （二）子 1.小 （三）丑"),
        ("back", 0.5, ["e2"], 0, "一、乙 （一）寅 二、甲 （一）子 1.小 （二）丑"),
        ("e4", 0.5, ["e2"], 0, "一、甲 （一）子 1.小 （二）丑 二、乙 （一）寅"),
    ],
)
def test_what_is_dropped_moves_with_all_below_it(panel, key, share, keys, shift, told):
    drop(panel, key, share, keys, shift=shift)
    assert headings(panel) == told


def test_a_drop_is_one_step_and_told(panel, qtbot):
    before = headings(panel)
    with qtbot.waitSignal(panel.message_shown) as told:
        drop(panel, "e6", 0.5, ["e3", "e5"])
    panel.model.undo()
    assert headings(panel) == before
    assert told.args[0] == "已移动2个章节，序号已重排。"


def test_what_was_moved_stays_chosen(panel):
    drop(panel, "e6", 0.5, ["e3", "e5"])
    assert panel.view.chosen() == ("e3", "e5")


def test_sections_of_another_draft_are_refused(panel, qtbot):
    other = OutlinePanel()
    qtbot.addWidget(other)
    other.show_model(DraftModel(make_session(REPORT), other))
    data = other.tree.mimeData([other.tree.index_of("e3")])
    panel.view.dropEvent(QDropEvent(QPointF(100, 100), Qt.DropAction.MoveAction, data, NONE, PLAIN))
    assert not panel.model.can_undo


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_a_line_or_a_box_shows_where_it_would_land(panel, share):
    before = panel.view.viewport().grab().toImage()
    event, _data = event_at(panel, QDragMoveEvent, "e5", share, ["e7"])
    panel.view.dragMoveEvent(event)
    shown = panel.view.viewport().grab().toImage()
    panel.view.dragLeaveEvent(QDragLeaveEvent())
    assert event.isAccepted()
    assert shown != before
    assert panel.view.viewport().grab().toImage() == before


def test_nothing_is_shown_where_it_cannot_land(panel):
    event, _data = event_at(panel, QDragMoveEvent, "e3", 0.5, ["e2"])
    panel.view.dragMoveEvent(event)
    assert not event.isAccepted()


def test_text_is_no_section(panel):
    data = QMimeData()
    data.setText("一、甲")
    assert panel.tree.keys_in(data) == ()


def test_the_outline_asks_for_the_width_of_its_longest_heading(panel):
    before = panel.view.fitting_width
    panel.model.do(rename, "e3", "进一步做好档案接收、整理、保管和利用工作")
    signs = len("进一步做好档案接收、整理、保管和利用工作")
    assert before < panel.view.fitting_width
    assert panel.view.fitting_width > signs * panel.view.fontMetrics().horizontalAdvance("字")
