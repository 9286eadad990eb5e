"""着重号 and 清除格式 for the selection, each as one step; the text stays as it is."""

from core.model.blocks import DOTTED, Emphasis
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from tests.gui.workspace import make_panel, put

DRAFT = Draft(Identity(), (Element("e1", Role.BODY, "必须按时完成任务"),), serial=1)


def _panel(qtbot):
    panel = make_panel(qtbot, DRAFT)
    put(panel, 0, 2)
    cursor = panel.textCursor()
    cursor.setPosition(cursor.position() + 2, cursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)
    return panel


def test_dots_are_given_and_all_emphasis_taken_away_again(qtbot):
    panel = _panel(qtbot)
    panel.input.emphasise(DOTTED)
    assert panel.model.draft.elements[0].emphasis == (Emphasis(2, 4, (DOTTED,)),)
    panel.input.clear_emphasis()
    assert panel.model.draft.elements == DRAFT.elements
    panel.model.undo()
    assert panel.model.draft.elements[0].emphasis == (Emphasis(2, 4, (DOTTED,)),)


def test_clearing_where_there_is_no_emphasis_is_no_step(qtbot):
    panel = _panel(qtbot)
    panel.input.clear_emphasis()
    assert not panel.model.can_undo
