"""A table in groups: marks of rows and groups, rivals, what screen readers say, and that large tables stay quick to tick."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from gui.widgets.lists.grouped_model import Group, GroupedModel, GroupedRow
from gui.widgets.lists.grouped_view import GroupedView

CHECK, SPOKEN = Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole
GROUPS = (
    Group("可以", (GroupedRow("a", ("甲", "1"), True), GroupedRow("b", ("乙", ""), True)), True),
    Group("两说", (GroupedRow("c", ("丙", "2"), True, "x"), GroupedRow("d", ("丙", "3"), True, "x"))),
    Group("不行", (GroupedRow("e", ("丁", "="), hint="公式"),)),
)


@pytest.fixture
def model(qapp: Any) -> GroupedModel:
    made = GroupedModel(("名称", "数"), (1,), qapp)
    made.show_groups(GROUPS, {"a"})
    return made


def cell(model: GroupedModel, group: int, row: int, column: int = 0) -> Any:
    return model.index(row, column, model.index(group, 0))


def keys(model: GroupedModel) -> list[str]:
    return [row.key for row in model.chosen]


def mark(model: GroupedModel, index: Any, is_on: bool = True) -> bool:
    state = Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
    return model.setData(index, state, CHECK)


def test_the_model_is_sound(model: GroupedModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_groups(GROUPS[1:])
    assert tester.model().rowCount() == 2


@pytest.mark.parametrize(
    ("chosen", "state"),
    [
        (set(), Qt.CheckState.Unchecked),
        ({"a"}, Qt.CheckState.PartiallyChecked),
        ({"a", "b"}, Qt.CheckState.Checked),
    ],
)
def test_a_group_shows_how_much_of_it_is_ticked(model: GroupedModel, chosen: set[str], state: Qt.CheckState) -> None:
    model.show_groups(GROUPS, chosen)
    assert model.data(model.index(0, 0), CHECK) == state


def test_a_group_ticks_all_its_rows(model: GroupedModel) -> None:
    mark(model, model.index(0, 0))
    assert keys(model) == ["a", "b"]


def test_of_rivals_the_last_one_ticked_stays(model: GroupedModel) -> None:
    mark(model, cell(model, 1, 0))
    mark(model, cell(model, 1, 1))
    assert keys(model) == ["a", "d"]


def test_a_mark_taken_away_leaves_the_others(model: GroupedModel) -> None:
    mark(model, cell(model, 1, 0))
    mark(model, cell(model, 1, 0), is_on=False)
    assert keys(model) == ["a"]


def test_rivals_ticked_at_once_leave_one(model: GroupedModel) -> None:
    model.tick(GROUPS[1].rows, True)
    assert keys(model) == ["a", "d"]


@pytest.mark.parametrize("place", [(2, 0, 0), (0, 1, 1)])
def test_what_has_no_box_cannot_be_ticked(model: GroupedModel, place: tuple[int, int, int]) -> None:
    assert not mark(model, cell(model, *place))
    assert keys(model) == ["a"]


def test_a_row_that_cannot_be_ticked_is_never_chosen(model: GroupedModel) -> None:
    model.show_groups(GROUPS, {"a", "e"})
    assert keys(model) == ["a"]


def test_screen_readers_hear_title_and_cell(model: GroupedModel) -> None:
    assert [model.data(cell(model, 0, row, 1), SPOKEN) for row in (0, 1)] == ["数，1", "数，空"]


def test_a_hint_tells_more_than_the_cell(model: GroupedModel) -> None:
    assert cell(model, 2, 0).data(Qt.ItemDataRole.ToolTipRole) == "公式"


def test_space_ticks_from_any_cell(model: GroupedModel, qtbot: Any) -> None:
    view = GroupedView(model, "表", (80,))
    qtbot.addWidget(view)
    model.show_groups(GROUPS, {"a"})
    view.setCurrentIndex(cell(model, 0, 1, 1))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert keys(model) == ["a", "b"]


@pytest.fixture
def wide_view(model: GroupedModel, qtbot: Any) -> GroupedView:
    view = GroupedView(model, "表", (200,))
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    return view


def test_words_get_their_part_of_a_larger_window(wide_view: GroupedView) -> None:
    before = wide_view.columnWidth(0)
    wide_view.resize(920, 300)
    assert before < wide_view.columnWidth(0) < 920 - before


def test_a_width_that_the_user_has_set_stays(wide_view: GroupedView) -> None:
    wide_view.setColumnWidth(0, 150)
    wide_view.resize(920, 300)
    assert wide_view.columnWidth(0) == 150
