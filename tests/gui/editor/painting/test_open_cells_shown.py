"""An open fact without characters is seen in its empty cell as chips are in prose."""

import pytest
from PySide6.QtGui import QColor

from core.model.draft import Draft
from core.model.elements import Role
from core.model.fact import Fact, FactKind, FactState
from gui.shell import theme
from tests.gui.editor.test_column_widths import draft_with
from tests.gui.workspace import make_panel, type_text


def ground(panel, element_id):
    """The colour in the middle of a cell."""
    block = panel.sync.find(element_id)
    box = panel.document().documentLayout().blockBoundingRect(block)
    return QColor(panel.viewport().grab().toImage().pixelColor(box.center().toPoint()))


def with_fact(state, unit=""):
    draft = draft_with([["指标", "数值"], ["造林", unit]])
    cell = [each.id for each in draft.elements if each.role is Role.CELL][3]
    fact = Fact("f1", FactKind.FIGURE, "", cell, 0, 0, "", "亩", "造林", state=state, prior="3200")
    return Draft(draft.identity, draft.elements, (fact,), serial=50), cell


def test_an_open_cell_has_the_ground_of_its_state(qtbot):
    draft, cell = with_fact(FactState.EMPTY)
    panel = make_panel(qtbot, draft)
    assert ground(panel, cell) == theme.colour("empty")


def test_a_cell_that_is_left_empty_on_purpose_has_none(qtbot):
    draft, cell = with_fact(FactState.CONFIRMED)
    panel = make_panel(qtbot, draft)
    assert ground(panel, cell) == theme.colour("card")


def test_what_is_typed_there_is_its_value_and_has_a_chip_of_its_own(qtbot):
    draft, cell = with_fact(FactState.EMPTY)
    panel = make_panel(qtbot, draft)
    panel.setTextCursor(panel.sync.cursor_at(cell, 0))
    panel.textCursor().insertText("3500")
    panel.flush()
    assert [(fact.text, fact.state) for fact in panel.model.draft.facts] == [("3500", FactState.UPDATED)]
    assert panel.sync.open_fact(cell) is None


def test_a_unit_behind_an_open_value_does_not_hide_it(qtbot):
    draft, cell = with_fact(FactState.EMPTY, "%")
    panel = make_panel(qtbot, draft)
    assert ground(panel, cell) == theme.colour("empty")


@pytest.mark.parametrize(("at", "typed"), [(0, "38.6"), (1, "38.6"), (1, "38.6%")])
def test_a_number_typed_beside_the_unit_is_the_value(qtbot, at, typed):
    draft, cell = with_fact(FactState.EMPTY, "%")
    panel = make_panel(qtbot, draft)
    panel.setTextCursor(panel.sync.cursor_at(cell, at))
    type_text(panel, typed)
    panel.flush()
    contents = {each.id: each.content for each in panel.model.draft.elements}
    assert contents[cell] == "38.6%"
    assert [(fact.text, fact.state) for fact in panel.model.draft.facts] == [("38.6", FactState.UPDATED)]


def test_words_typed_behind_the_unit_stay_there(qtbot):
    draft, cell = with_fact(FactState.EMPTY, "%")
    panel = make_panel(qtbot, draft)
    panel.setTextCursor(panel.sync.cursor_at(cell, 1))
    type_text(panel, "左右")
    panel.flush()
    assert {each.id: each.content for each in panel.model.draft.elements}[cell] == "%左右"
