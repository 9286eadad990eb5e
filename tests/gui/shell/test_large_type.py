"""At the largest type every page keeps within a small screen; back at the usual size everything has its old width."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from core.workflows.importing.reports import read_report
from core.workflows.yearly.plans import take_plan
from gui.draft.views import FINDINGS, SIDE, TEXT
from gui.shell import theme
from gui.shell.main_window import MainWindow
from gui.widgets.frame.columns import ThreeColumns, widths
from gui.widgets.frame.flow import Flow
from tests.gui.clipping import cut_in
from tests.gui.whole_window import NOW, draft_file, settle, ways, whole_window

SMALL = ((1280, 720), (1366, 688))
"""What a bar of the desktop and a frame leave of screens of 1280 x 800 and 1366 x 768."""


@pytest.fixture
def window(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Iterator[MainWindow]:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    theme.apply_theme(qapp, theme.load_theme(scale=theme.LARGEST_SCALE))
    with whole_window(qapp, tmp_path) as made:
        qtbot.waitUntil(lambda: made.controllers.auxiliary.make_guide is not None)
        made.open_draft(draft_file(tmp_path / "drafts"))
        qtbot.waitUntil(lambda: made.controllers.draft.page is not None)
        settle(made)
        yield made


def everywhere(window: MainWindow) -> Iterator[str]:
    """Go to every page, view and tab, and to what opens within them."""
    known = window.controllers
    page: Any = known.draft.page
    steps = {
        **ways(window),
        "keep": lambda: (page.find_bar.close_bar(), known.draft.show_draft(), page.side.keep_version()),
        "find": lambda: (known.draft.show_draft(), page.show_tab(TEXT), page.find_bar.begin(is_replacing=True)),
        "rescue": known.recovery.show,
        "cards": known.cards.show,
        "send": known.draft.collecting.send,
        "compare": lambda: page.compare_requested.emit(page.model, 0, 0),
        "keys": lambda: known.auxiliary.show("show_keys"),
    }
    for name, way in steps.items():
        way()
        settle(window)
        QApplication.processEvents()
        yield name


def faults(window: MainWindow) -> list[str]:
    """What is cut short in what is shown, what asks for too much room, and what has to be moved sideways."""
    least, size = window.minimumSizeHint(), window.size()
    found = cut_in(window)
    if size.expandedTo(least) != size:
        found.append(f"asks for {least.width()} x {least.height()}")
    bars = [area.horizontalScrollBar() for area in window.findChildren(QScrollArea) if area.isVisible()]
    return found + ["moved sideways" for bar in bars if bar.isVisible() and bar.maximum()]


def test_on_a_small_screen_no_words_are_cut_and_no_page_is_too_large(
    window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    page: Any = window.controllers.draft.page
    plan = tmp_path / "青石镇2026年工作要点.txt"
    plan.write_text("青石镇2026年工作要点\n\n一、重点工作\n（一）加快项目建设。全年新开工项目12个。\n", "utf-8")
    page.model.take(take_plan, read_report(plan).value)
    page.model.keep_version("送审一稿", "送分管领导")
    page.show_saved(NOW)
    found = {}
    for name in everywhere(window):
        for size in SMALL:
            window.resize(*size)
            settle(window)
            with suppress(qtbot.TimeoutError):  # a row that wraps is laid out once more
                qtbot.waitUntil(lambda: not faults(window), timeout=1000)
            found.update({(name, size): told} if (told := faults(window)) else {})
    assert found == {}
    assert (window.width(), window.height()) == size


@pytest.fixture
def columns(qtbot: Any) -> ThreeColumns:
    made = ThreeColumns(QWidget(), QWidget(), QWidget())
    qtbot.addWidget(made)
    made.resize(1200, 400)
    made.show()
    made.moveSplitter(250, 1)
    made.moveSplitter(802, 2)
    return made


def test_the_columns_come_back_as_wide_as_they_were(columns: ThreeColumns) -> None:
    before = columns.sizes()
    columns.resize(800, 400)
    was_away = columns._right.isHidden()
    columns.resize(1200, 400)
    assert was_away
    assert columns.sizes() == before


def test_where_there_is_little_room_the_right_side_takes_that_of_the_left(columns: ThreeColumns) -> None:
    columns.resize(800, 400)
    columns._right.show()
    assert columns._left.isHidden()
    columns._right.hide()
    assert columns._left.isVisible()


def test_a_small_window_does_not_grow_because_of_the_side_that_it_puts_away(qtbot: Any) -> None:
    made = ThreeColumns(*(QWidget(minimumWidth=width) for width in (300, 400, 350)))
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() == 300 + 400 + made.handleWidth()


@pytest.fixture
def tiny(qtbot: Any) -> ThreeColumns:
    made = ThreeColumns(*(QWidget(minimumWidth=width) for width in (150, 400, 350)))
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_where_the_middle_and_the_right_side_do_not_fit_one_takes_the_place_of_the_other(
    tiny: ThreeColumns, qtbot: Any
) -> None:
    with qtbot.waitSignal(tiny.covered) as told:
        tiny._right.show()
    assert (told.args, tiny.width(), tiny.sizes()[:2]) == ([True], 600, [0, 0])


def test_who_goes_to_the_middle_sees_it(tiny: ThreeColumns) -> None:
    tiny._right.show()
    tiny.uncover()
    assert tiny.sizes()[1] >= 400


def test_the_middle_comes_back_when_the_right_side_goes(tiny: ThreeColumns, qtbot: Any) -> None:
    tiny._right.show()
    with qtbot.waitSignal(tiny.covered) as told:
        tiny._right.hide()
    assert told.args == [False]
    assert tiny.sizes()[1] >= 400


def test_columns_that_were_never_wide_are_as_wide_as_usual_when_there_is_room(qtbot: Any) -> None:
    made = ThreeColumns(QWidget(), QWidget(), QWidget())
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.resize(1210, 400)
    assert made.sizes()[0] == pytest.approx(widths(1210)[0], abs=made.handleWidth())


@pytest.mark.parametrize(("window", "signs"), [(1366, 25), (1920, 29)])
def test_the_outline_shows_whole_headings(window: int, signs: int) -> None:
    """Beside the heading: the rail of the window, arrow and dot, scroll bar and how far the section is."""
    rail, around, sign = 80, 96, 14
    assert widths(window - rail)[0] - around >= signs * sign


def test_the_outline_of_short_headings_takes_what_they_need() -> None:
    assert widths(1286, 340)[0] == 340
    assert widths(1286, 120)[0] == 300
    assert widths(1286, 900) == widths(1286)


def test_the_columns_follow_the_window_until_they_are_drawn(qtbot: Any) -> None:
    made = ThreeColumns(QWidget(), QWidget(), QWidget())
    qtbot.addWidget(made)
    made.resize(1286, 400)
    made.show()
    made.resize(1840, 400)
    followed = made.sizes()[0]
    made.moveSplitter(300, 1)
    made.resize(1500, 400)
    assert followed == pytest.approx(widths(1840)[0], abs=made.handleWidth())
    assert made.sizes()[0] < followed - 100


def test_the_middle_takes_the_room_of_the_left_and_gives_it_back(columns: ThreeColumns) -> None:
    before = columns.sizes()
    columns.give_left(True)
    QApplication.processEvents()
    given = columns.sizes()
    columns.give_left(False)
    QApplication.processEvents()
    assert given[1] >= before[0] + before[1]
    assert columns.sizes() == before


def test_the_sides_grow_with_the_type(columns: ThreeColumns, qapp: Any, qtbot: Any) -> None:
    before = columns.sizes()
    theme.apply_theme(qapp, theme.load_theme(scale=1.2))
    larger = ThreeColumns(QWidget(), QWidget(), QWidget())
    qtbot.addWidget(larger)
    larger.take_state(columns.state)
    larger.resize(1200, 400)
    larger.show()
    assert larger.sizes()[0] == pytest.approx(1.2 * before[0], abs=3)


@pytest.mark.parametrize(("width", "rows"), [(400, 1), (150, 2), (90, 3)])
def test_what_does_not_fit_goes_on_below(qtbot: Any, width: int, rows: int) -> None:
    holder, parts = QWidget(), [QLabel() for _ in range(3)]
    qtbot.addWidget(holder)
    for part in parts:
        part.setFixedSize(70, 20)
    holder.setLayout(Flow(parts, 6))
    holder.resize(width, 200)
    holder.show()
    assert len({part.y() for part in parts}) == rows
    assert holder.heightForWidth(width) == rows * 26 - 6


def test_where_there_is_no_room_for_counts_the_tips_tell_them(window: MainWindow) -> None:
    beside: Any = window.controllers.draft.page.side
    beside.show_findings()
    beside.findings.counted.emit(128)
    settle(window)
    bar = beside.tabBar()
    assert bar.tabButton(FINDINGS, SIDE) is None
    assert bar.tabToolTip(FINDINGS).startswith("问题，")
    assert bar.tabToolTip(FINDINGS) == bar.accessibleTabName(FINDINGS)
