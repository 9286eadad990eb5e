"""What the menu of a table and its keys do: each one step of the history, undone exactly."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from core.model.elements import Role
from core.model.fact import Fact, FactKind
from core.model.grid import tables_of
from tests.gui.editor.test_editor_cells import CELL, DRAFT, LAST
from tests.gui.workspace import make_panel, put
from tests.tables import table_draft


@pytest.fixture
def panel(qtbot):
    return make_panel(qtbot, DRAFT)


def choose(panel, words):
    """Choose an action of the menu at the cursor, in whatever submenu it stands."""
    menu = panel.menu()
    found = [menu, *menu.findChildren(QMenu)]
    action = next(each for one in found for each in one.actions() if each.text() == words)
    assert action.isEnabled()
    action.trigger()
    menu.deleteLater()


def select_row(panel):
    put(panel, CELL, 0)
    cursor = panel.textCursor()
    cursor.setPosition(panel.document().findBlockByNumber(LAST).position() + 5, cursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)


def table(panel):
    return next(tables_of(panel.model.draft.elements)).table


def spans(panel):
    return [(cell.columns, cell.rows, cell.align) for cell in table(panel).cells]


def test_selected_cells_are_joined_and_divided_again(panel):
    select_row(panel)
    choose(panel, "合并单元格(&J)")
    assert spans(panel) == [(2, 1, ""), (2, 1, "")]
    put(panel, CELL, 0)
    choose(panel, "拆分单元格(&S)")
    assert spans(panel) == [(2, 1, ""), (1, 1, ""), (1, 1, "")]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("合并单元格(&J)", "合并单元格"),
        ("居中(&C)", "单元格对齐"),
        ("到这一行设为／取消表头(&H)", "设为表头"),
        ("平均分布列宽(&E)", None),
        ("上移一行(&U)", "移动行"),
        ("右移一列(&G)", None),
    ],
)
def test_each_is_one_step_with_a_name_and_is_undone(panel, words, reason):
    select_row(panel)
    choose(panel, words)
    steps = panel.model.history()[0]
    assert [step.reason for step in steps] == [reason] * (reason is not None)
    panel.model.undo()
    assert panel.model.draft.elements == DRAFT.elements


def test_the_menu_of_a_table_stands_in_one_column_on_a_small_screen(panel):
    put(panel, CELL, 0)
    menu = panel.menu()
    table = next(each.menu() for each in menu.actions() if each.text() == "表格(&B)")
    line = 32  # pixels at the usual size of type
    assert sum(9 if each.isSeparator() else line for each in table.actions()) < 768 - line
    menu.deleteLater()


def test_the_selected_cells_are_aligned(panel):
    select_row(panel)
    choose(panel, "居中(&C)")
    assert spans(panel) == [(2, 1, ""), (1, 1, "center"), (1, 1, "center")]


def test_control_enter_makes_a_row_and_goes_there(panel):
    put(panel, CELL, 1)
    QTest.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert table(panel).size == (3, 2)
    QTest.keyClicks(panel, "7")
    panel.flush()
    texts = [each.content for each in panel.model.draft.elements if each.role is Role.CELL]
    assert texts == ["指标", "生产总值", "312亿元", "7", ""]


def test_control_enter_is_claimed_from_the_window_in_cells_only(panel):
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    put(panel, 0, 1)
    outside = panel.input.claims(key)
    put(panel, CELL, 1)
    assert (outside, panel.input.claims(key)) == (False, True)


def test_a_number_of_rows_that_is_a_fact_is_told(qtbot):
    draft = table_draft("序号 | 任务\n1 | 修渠\n2 | 打井\n3 | 清淤")
    numbered = next(each for each in draft.elements if each.content == "2")
    fact = Fact("f9", FactKind.FIGURE, "count", numbered.id, 0, 1, "2", prior="2")
    panel = make_panel(qtbot, replace(draft, facts=(*draft.facts, fact)))
    home = next(each.id for each in draft.elements if each.content == "修渠")
    panel.setTextCursor(panel.sync.cursor_at(home, 0))
    with qtbot.waitSignal(panel.copied) as told:
        choose(panel, "删除行(&D)")
    assert told.args == ["序号里有1个是要素，没有跟着重排，请核对。"]
