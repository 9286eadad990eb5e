"""What input methods really send, as it was logged from living ones, is written as it was meant.

Both end a composition with the text, and with an event more that has nothing in it; such empty ones come with the keyboard, too.
Leaving a field, or a click elsewhere, is an empty event before the keyboard goes: what was composed is given up by the method.
"""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.form.panel import FormPanel
from gui.ledger.lines import LedgerColumn
from gui.ledger.panel import LedgerPanel
from gui.session.draft_model import DraftModel
from gui.widgets.typing_timer import TypingPause
from tests.gui.workspace import content, make_panel, make_session, put, shown_lines, type_text

METHODS = {
    "libpinyin, by ibus": (("我", "无", "五四", "五十"), -1),
    "pinyin of fcitx5, by ibus": (("w", "wu", "wu s", "wu sh", "wu shi"), 0),
}
"""What is shown while 五十 is composed, and where the cursor stands in it: libpinyin guesses the characters and has the cursor
behind them, fcitx5 shows the letters and has it before them."""

TEXT_FORMAT, CURSOR = QInputMethodEvent.AttributeType.TextFormat, QInputMethodEvent.AttributeType.Cursor
LINE = "今年以来，选派**名干部，组织{}次学习。"


@pytest.fixture(params=METHODS)
def method(request):
    return METHODS[request.param]


@pytest.fixture
def panel(qtbot):
    return make_panel(qtbot)


@pytest.fixture
def field(qtbot):
    form = FormPanel()
    form.model = DraftModel(make_session(), form)
    qtbot.addWidget(form)
    form.show_section(form.model, "e4")
    form.show()
    edit = form.fields.row(0).edit
    edit.clear()
    edit.form = form
    return edit


@pytest.fixture
def ledger(qtbot, runner):
    panel = LedgerPanel(DraftModel(make_session()), runner)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    return panel


@pytest.fixture
def table(qtbot, ledger):
    table = ledger.sheet.table
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.turn_to(1, LedgerColumn.NAME)
    return table


def show(widget: QWidget, shown: str, cursor: int = 0) -> None:
    """The pre-edit text; an empty one gives the composition up."""
    at = cursor if cursor >= 0 else len(shown)
    looks = [QInputMethodEvent.Attribute(TEXT_FORMAT, 0, len(shown), None)]
    looks.append(QInputMethodEvent.Attribute(CURSOR, at, 1, None))
    QApplication.sendEvent(widget, QInputMethodEvent(shown, looks if shown else []))


def begin(widget: QWidget, method: tuple[tuple[str, ...], int]) -> None:
    for shown in method[0]:
        show(widget, shown, method[1])


def end(widget: QWidget, text: str = "五十") -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
    show(widget, "")


def value_of(model: DraftModel, fact_id: str) -> str:
    return next(fact.text for fact in model.draft.facts if fact.id == fact_id)


@pytest.mark.parametrize(
    ("place", "written", "told"),
    [
        ((15,), "五十48", "48"),
        ((16,), "4五十8", "4五十8"),
        ((17,), "48五十", "48"),
        ((15, 17), "五十", "五十"),
    ],
)
def test_beside_in_and_over_a_fact(panel, method, place, written, told):
    put(panel, 1, *place)
    begin(panel, method)
    end(panel)
    panel.flush()
    assert (content(panel)[1], value_of(panel.model, "f2")) == (LINE.format(written), told)


def test_at_the_end_of_a_paragraph(panel, method):
    put(panel, 7, len("问题不少。"))
    begin(panel, method)
    end(panel)
    panel.flush()
    assert content(panel)[7] == "问题不少。五十"


def test_in_the_last_paragraph_that_is_still_empty(panel, method):
    put(panel, 8, len("青禾县档案馆"))
    QApplication.sendEvent(
        panel, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    )
    begin(panel, method)
    panel.findChild(TypingPause).rest_timer.timeout.emit()
    end(panel)
    panel.flush()
    assert content(panel)[-2:] == ["青禾县档案馆", "五十"]


def test_the_value_goes_on_in_the_next_composition(panel, method):
    put(panel, 1, 15, 17)
    begin(panel, method)
    end(panel)
    begin(panel, method)
    end(panel, "余")
    panel.flush()
    assert value_of(panel.model, "f2") == "五十余"


def test_an_empty_event_leaves_what_is_selected(panel):
    put(panel, 1, 15, 17)
    show(panel, "")
    assert (shown_lines(panel)[1], panel.textCursor().selectedText()) == (LINE.format("48"), "48")


def test_what_was_typed_before_stays_when_a_click_gives_the_composition_up(panel, method):
    put(panel, 7, 0)
    type_text(panel, "2")
    begin(panel, method)
    show(panel, "")
    QApplication.sendEvent(panel, QFocusEvent(QEvent.Type.FocusOut))
    assert content(panel)[7] == "2问题不少。"


def test_a_field_is_filled_with_figures_and_what_is_composed(field, method):
    type_text(field, "8")
    begin(field, method)
    field.form.findChild(TypingPause).rest_timer.timeout.emit()
    end(field, "万")
    field.form.flush()
    assert value_of(field.form.model, field.form.fields.row(0).fact.id) == "8万"


def test_a_field_keeps_what_was_typed_before_when_it_is_left(field, method):
    type_text(field, "8")
    begin(field, method)
    show(field, "")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut))
    assert value_of(field.form.model, field.form.fields.row(0).fact.id) == "8"


def test_a_row_of_the_ledger_can_be_composed_in_without_opening_its_value_first(table):
    assert table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_it_can_still_when_the_keyboard_was_elsewhere(table):
    table.clearFocus()
    table.setFocus()
    assert table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_what_is_composed_in_a_row_begins_its_value(table, method):
    begin(table, method)
    end(table)
    assert table.indexWidget(table.currentIndex()).text() == "五十"


def test_given_up_in_a_row_it_leaves_the_value(table, method):
    row = table.currentIndex().row()
    before = table.ledger.index(row, LedgerColumn.VALUE).data()
    begin(table, method)
    show(table, "")
    table.commit_editor()
    assert table.ledger.index(row, LedgerColumn.VALUE).data() == before


def test_an_empty_event_opens_no_value(table):
    show(table, "")
    assert (table.is_typing, table.currentIndex().column()) == (False, LedgerColumn.NAME)
