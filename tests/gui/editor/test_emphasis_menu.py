"""着重号 and 清除格式 for the selection, each as one step; the text stays as it is."""

from PySide6.QtCore import QMimeData

from core.model.blocks import BOLD, DOTTED, Emphasis
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from tests.gui.workspace import content, make_panel, put

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


def _two(qtbot):
    first = Element("e1", Role.BODY, "必须按时完成任务", emphasis=(Emphasis(2, 4, (BOLD,)),))
    return make_panel(qtbot, Draft(Identity(key="k"), (first, Element("e2", Role.BODY, "另有安排")), serial=2))


def test_pasted_words_of_the_draft_keep_their_emphasis(qtbot):
    panel = _two(qtbot)
    put(panel, 0, 1, 6)
    data = panel.createMimeDataFromSelection()
    put(panel, 1, 2)
    panel.insertFromMimeData(data)
    panel.flush()
    assert content(panel)[1] == "另有须按时完成安排"
    assert panel.model.draft.elements[1].emphasis == (Emphasis(3, 5, (BOLD,)),)


def test_plain_words_pasted_beside_bold_ones_stay_plain(qtbot):
    panel = _two(qtbot)
    put(panel, 0, 0, 3)
    data = panel.createMimeDataFromSelection()
    put(panel, 0, 4)
    panel.insertFromMimeData(data)
    panel.flush()
    assert panel.model.draft.elements[0].emphasis == (Emphasis(2, 4, (BOLD,)), Emphasis(6, 7, (BOLD,)))


def test_the_emphasis_of_another_program_comes_along(qtbot):
    panel, told = _two(qtbot), []
    panel.clipboard.copied.connect(told.append)
    data = QMimeData()
    data.setHtml("<p>先<b>抓早</b>。其余照办。</p>")
    data.setText("先抓早。")
    put(panel, 1, 4)
    panel.insertFromMimeData(data)
    assert panel.model.draft.elements[1].emphasis[-1] == Emphasis(5, 7, (BOLD,))
    assert told == []


def test_the_emphasis_of_a_lead_can_be_taken_away(qtbot):
    lead = Element(
        "e1", Role.BODY, "抓早抓实。其余照办。", heading_length=5, run_in=True, emphasis=(Emphasis(0, 5, (BOLD,)),)
    )
    panel = make_panel(qtbot, Draft(Identity(), (lead,), serial=1))
    put(panel, 0, 0, 5)
    panel.input.clear_emphasis()
    assert panel.model.draft.elements[0].emphasis == ()
