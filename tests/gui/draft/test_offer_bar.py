"""Numbers typed later are offered as facts: in place, when the hand rests, and never twice."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.model.fact import FactState
from core.workflows.drafting.editing import set_value
from core.workflows.facts import find_facts
from core.workflows.yearly.ledger import ledger_rows
from gui.draft.offer_bar import NOT_A_FACT, NOTHING_CHOSEN, OfferBar
from gui.draft.page import FORM, TEXT
from gui.editor.panel import TextPanel
from gui.session.draft_model import DraftModel
from tests.builders import make_draft
from tests.gui.workspace import compose, content, make_page, make_panel, make_session, put, spans, type_text

_DRAFT = make_draft("h1 一、|情况\nbody |新建桥梁12座。")
RENAMED = replace(_DRAFT, facts=find_facts(_DRAFT.elements))


@pytest.fixture
def panel(qtbot):
    made = make_panel(qtbot)
    focus(made, qtbot)
    return made


def focus(panel, qtbot):
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.hasFocus)


@pytest.fixture
def bar(panel, runner, qtbot):
    made = OfferBar(panel.model, runner, (panel,))
    qtbot.addWidget(made)
    return made


def typed(panel, bar, qtbot, text, block=7, offset=5):
    """Type something, and let the bar look at it."""
    put(panel, block, offset)
    type_text(panel, text)
    panel.commit()
    look(bar, qtbot)


def look(bar, qtbot):
    bar.look()
    qtbot.waitUntil(lambda: not bar.runner.is_busy)


def texts(bar):
    return [fact.text for fact in bar.offered]


def test_a_number_that_was_typed_is_offered(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    assert (texts(bar), bar.isHidden()) == (["60"], False)
    assert bar.text.startswith("发现1处新数字：60户。")


def test_words_are_not(panel, bar, qtbot):
    typed(panel, bar, qtbot, "还有差距。")
    assert (texts(bar), bar.isHidden()) == ([], True)


def test_nothing_becomes_a_fact_without_being_asked(panel, bar, qtbot):
    before = panel.model.draft.facts
    typed(panel, bar, qtbot, "走访60户。")
    assert panel.model.draft.facts == before


def test_looking_begins_when_the_hand_has_handed_in(panel, bar):
    put(panel, 7, 5)
    type_text(panel, "60户")
    assert not bar.pause.isActive()
    panel.commit()
    assert bar.pause.isActive()


def test_it_is_outlined_in_the_text(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    held = panel.overlay.offers.in_block(panel.document().findBlockByNumber(7))
    assert [at.selectedText() for at, _ in held] == ["60"]


def test_it_is_outlined_whoever_hears_of_the_edit_first(runner, qtbot):
    panel = TextPanel("正文")
    qtbot.addWidget(panel)
    model = DraftModel(make_session(), panel)
    bar = OfferBar(model, runner, (panel,))
    qtbot.addWidget(bar)
    panel.show_section(model, "")
    panel.show()
    typed(panel, bar, qtbot, "走访60户。")
    typed(panel, bar, qtbot, "甲", offset=0)
    held = panel.overlay.offers.in_block(panel.document().findBlockByNumber(7))
    assert [at.selectedText() for at, _ in held] == ["60"]


def test_accepted_it_is_a_fact_by_one_step(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户，培训70人。")
    with qtbot.waitSignal(bar.message_shown):
        bar.accept()
    assert ([text for _, text in spans(panel, 7)], bar.isHidden()) == (["60", "70"], True)
    panel.model.undo()
    assert spans(panel, 7) == []


def test_what_is_accepted_is_this_years(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    bar.accept()
    fact = next(fact for fact in panel.model.draft.facts if fact.text == "60")
    assert (fact.state, fact.unit, fact.prior) == (FactState.UPDATED, "户", "")


def test_one_of_several_can_be_accepted(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户，培训70人。")
    put(panel, 7, 8)
    focus(panel, qtbot)  # the bar is a window of its own here
    bar.make_fact(panel)
    assert ([text for _, text in spans(panel, 7)], texts(bar)) == (["60"], ["70"])


def test_the_one_at_the_cursor_is_accepted_whatever_stands_before_it(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    typed(panel, bar, qtbot, "培训70人。", block=1)
    put(panel, 1, 8)
    focus(panel, qtbot)
    bar.make_fact(panel)
    assert texts(bar) == ["60"]


def test_by_the_menu_too(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户，培训70人。")
    put(panel, 7, 15)
    menu = panel.menu()
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert [text for _, text in spans(panel, 7)] == ["70"]


def test_dismissed_it_is_not_asked_about_again(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    bar.hide()
    typed(panel, bar, qtbot, "甲", offset=0)
    assert (texts(bar), bar.isHidden()) == ([], True)


def test_what_is_typed_into_is_offered_no_more(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    put(panel, 7, 8)
    type_text(panel, "若干")
    panel.commit()
    assert (texts(bar), bar.isHidden()) == ([], True)


def test_an_offer_moves_with_its_paragraph(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    typed(panel, bar, qtbot, "甲乙", offset=0)
    bar.accept()
    assert [text for _, text in spans(panel, 7)] == ["60"]


def test_two_looks_are_offered_together(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    typed(panel, bar, qtbot, "培训9人。", offset=0)
    assert texts(bar) == ["60", "9"]


def test_values_filled_in_elsewhere_are_not_offered(panel, bar, qtbot):
    panel.model.do(set_value, "f2", "60")
    look(bar, qtbot)
    assert texts(bar) == []


def test_undoing_what_was_typed_takes_the_offer_away(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    panel.model.undo()
    assert (content(panel)[7], bar.isHidden()) == ("问题不少。", True)


def test_nothing_is_looked_for_while_something_is_composed(panel, bar, qtbot):
    put(panel, 7, 5)
    type_text(panel, "走访60户。")
    panel.commit()
    compose(panel, preedit="wen")
    look(bar, qtbot)
    assert (texts(bar), bar.pause.isActive()) == ([], True)


def test_an_answer_that_comes_while_something_is_composed_shows_no_line(panel, bar, qtbot):
    put(panel, 7, 5)
    type_text(panel, "走访60户。")
    panel.commit()
    bar.look()
    compose(panel, preedit="wen")
    qtbot.waitUntil(lambda: not bar.runner.is_busy)
    assert bar.isHidden()
    assert panel.textCursor().block().layout().preeditAreaText() == "wen"


def test_the_line_comes_when_the_composition_is_over(panel, bar, qtbot):
    put(panel, 7, 5)
    type_text(panel, "走访60户。")
    panel.commit()
    bar.look()
    compose(panel, preedit="wen")
    qtbot.waitUntil(lambda: not bar.runner.is_busy)
    compose(panel, commit="文")
    look(bar, qtbot)
    assert not bar.isHidden()


@pytest.mark.parametrize(("action", "words"), [("make_fact", NOTHING_CHOSEN), ("make_plain", NOT_A_FACT)])
def test_where_there_is_nothing_to_do_it_says_so(panel, bar, qtbot, action, words):
    put(panel, 7, 2)
    with qtbot.waitSignal(bar.hinted) as hint:
        getattr(bar, action)(panel)
    assert hint.args == [words]


def test_the_buttons_are_reached_by_keyboard(panel, bar, qtbot):
    typed(panel, bar, qtbot, "走访60户。")
    button = bar.buttons[0]
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert [text for _, text in spans(panel, 7)] == ["60"]


# On the page


@pytest.fixture
def page(qtbot, runner):
    made = make_page(qtbot, runner)
    made.show_tab(TEXT)
    made.text.setFocus()
    return made


def test_the_key_makes_a_fact_that_form_and_ledger_show(page):
    put(page.text, 7, 0, 2)
    QTest.keyClick(page.text, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    page.show_section("e7")
    page.show_tab(FORM)
    assert [row.edit.text() for row in page.form.fields.rows if not row.isHidden()] == ["问题"]
    assert "问题" in [row.fact.text for row in ledger_rows(page.model.draft)]


def test_the_other_key_makes_it_plain_again(page):
    put(page.text, 1, 16)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.text, Qt.Key.Key_D, keys)
    assert [text for _, text in spans(page.text, 1)] == ["**"]


def test_the_keys_leave_the_text_alone_while_the_keyboard_is_elsewhere(page):
    put(page.text, 1, 15, 17)
    page.show_tab(FORM)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_D, keys)
    assert (page.notice.text, page.model.can_undo) == (NOT_A_FACT, False)


def test_with_nothing_chosen_a_notice_says_what_to_do(page):
    put(page.text, 7, 2)
    QTest.keyClick(page.text, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert page.notice.text == NOTHING_CHOSEN


def test_what_was_typed_is_offered_below_the_text_and_taken_by_the_key(page, qtbot):
    put(page.text, 7, 5)
    type_text(page.text, "走访60户。")
    page.text.commit()
    page.offers.look()
    qtbot.waitUntil(page.offers.isVisible)
    QTest.keyClick(page.text, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ([text for _, text in spans(page.text, 7)], page.offers.isVisible()) == (["60"], False)
    assert page.notice.text == "1处数字已设为要素。"


def test_the_name_of_a_field_follows_its_sentence_and_is_undone_with_it(qtbot, runner):
    page = make_page(qtbot, runner, make_session(RENAMED))
    page.show_tab(TEXT)
    bar = page.findChild(OfferBar)
    put(page.text, 1, 2, 4)
    type_text(page.text, "泵站")
    page.text.commit()
    look(bar, qtbot)
    renamed = page.model.draft.facts[0].label
    page.model.undo()
    assert (renamed, page.model.draft.facts[0].label) == ("新建泵站（座）", "新建桥梁（座）")
    assert page.model.draft.elements == RENAMED.elements
