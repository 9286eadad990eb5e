"""A table's proposal is shown before and after, and a value of it can be left as it is."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.errors import AppError
from core.model.proposal import RollRole
from gui.roll_over.panel import RollOverPanel
from gui.session import background_work as draft_work
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from tests.gui.workspace import make_session
from tests.tables import grid_of, table_draft

SOURCE = """
    指标 | 2023年 | 2024年
    用电量 | 310.5 | 338.9
    供水量 | 41.2 | 39.8
"""


@pytest.fixture
def panel(qtbot: Any, qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[RollOverPanel]:
    monkeypatch.setattr(draft_work, "SOON", 5)
    monkeypatch.setattr(draft_work, "LATER", 10)
    runner = TaskRunner(AppError)
    made = RollOverPanel(runner, DraftModel(make_session(table_draft(SOURCE))))
    qtbot.addWidget(made)
    made.resize(330, 700)
    made.show()
    qtbot.waitUntil(lambda: not made.work.is_stale and bool(made.listed.rows()), timeout=10000)
    rows = made.listed.rows()
    row = next(node for node in rows if node.value[0].role is RollRole.TABLE)
    made.view.setCurrentIndex(made.listed.index(rows.index(row), 0))
    yield made
    runner.close()


def texts(grid: Any) -> list[list[str]]:
    return [[grid.item(row, n).text() for n in range(grid.columnCount())] for row in range(grid.rowCount())]


def test_the_table_is_shown_before_and_after(panel: RollOverPanel) -> None:
    assert texts(panel.picture.before)[1] == ["用电量", "310.5", "338.9"]
    assert texts(panel.picture.after)[:2] == [["指标", "2024年", "2025年"], ["用电量", "338.9", "待填"]]


def test_what_falls_out_is_struck(panel: RollOverPanel) -> None:
    struck = [n for n in range(3) if panel.picture.before.item(1, n).font().strikeOut()]
    assert struck == [1]


def test_a_value_left_as_it_is_stays_when_the_table_is_taken(panel: RollOverPanel) -> None:
    panel.picture.after.setCurrentCell(1, 1)
    QTest.keyClick(panel.picture.after, Qt.Key.Key_Space)
    panel.accept()
    assert grid_of(panel.model.draft) == ["指标 | 2024年 | 2025年", "用电量 | 310.5 | ", "供水量 | 39.8 | "]


def test_space_again_takes_the_value_after_all(panel: RollOverPanel) -> None:
    panel.picture.after.setCurrentCell(1, 1)
    for _ in range(2):
        QTest.keyClick(panel.picture.after, Qt.Key.Key_Space)
    assert panel.picture.kept == frozenset()


def test_in_a_narrow_panel_one_table_is_shown_without_columns_that_stay(panel: RollOverPanel) -> None:
    picture = panel.picture
    assert (picture.before.isVisible(), picture.after.isVisible()) == (False, True)
    picture.tabs.setCurrentIndex(0)
    assert (picture.before.isVisible(), picture.after.isVisible()) == (True, False)
    panel.resize(900, 700)
    assert [each.isVisible() for each in (picture.before, picture.after, picture.tabs)] == [True, True, False]
