"""The input method in the running text: whatever else happens, what is being composed stays, and lands where it belongs."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from core.model.finding import Severity
from core.model.spans import Place, Span
from core.workflows.drafting.editing import set_value
from gui.editor.painting.underlines import TextMark, source_of
from tests.gui.workspace import compose, content, make_panel, put, rest, shown_lines, spans, type_text

LINE = "今年以来，选派**名干部，组织48次学习。"


@pytest.fixture
def panel(qtbot):
    return make_panel(qtbot)


def preedit(panel):
    layout = panel.textCursor().block().layout()
    return layout.preeditAreaText(), layout.preeditAreaPosition()


def value(panel, fact_id):
    return next(fact.text for fact in panel.model.draft.facts if fact.id == fact_id)


# Where it lands


@pytest.mark.parametrize(
    ("place", "commit", "told"),
    [
        ((16,), "五", "4五8"),
        ((17,), "60", "4860"),
        ((15,), "60", "6048"),
        ((17,), "余场", "48"),
        ((15,), "近", "48"),
        ((15, 17), "五十二", "五十二"),
        ((15, 16), "五", "五8"),
        ((16, 18), "五", "4"),
    ],
)
def test_what_is_composed_in_or_beside_a_fact(panel, place, commit, told):
    put(panel, 1, *place)
    compose(panel, preedit="wu")
    compose(panel, commit=commit)
    panel.flush()
    assert value(panel, "f2") == told


def test_a_composition_in_several_steps_is_one_text(panel):
    put(panel, 7, 0)
    for shown in ("w", "we", "wen", "wen'ti"):
        compose(panel, preedit=shown)
    compose(panel, commit="问题")
    panel.flush()
    assert content(panel)[7] == "问题问题不少。"


def test_a_commit_with_the_next_composition_begun_keeps_both(panel):
    put(panel, 7, 0)
    compose(panel, preedit="wen")
    compose(panel, preedit="ti", commit="问")
    assert (shown_lines(panel)[7], preedit(panel)) == ("问问题不少。", ("ti", 1))


def test_given_up_over_a_fact_the_next_value_is_the_fact_again(panel):
    put(panel, 1, 15, 17)
    compose(panel, preedit="wu")
    compose(panel)
    type_text(panel, "52")
    panel.flush()
    assert value(panel, "f2") == "52"


def test_given_up_it_leaves_the_text_as_it_was(panel):
    put(panel, 1, 16)
    compose(panel, preedit="wu")
    compose(panel)
    panel.flush()
    assert (shown_lines(panel)[1], panel.model.can_undo) == (LINE, False)


def test_an_input_method_that_replaces_what_stands_before_does_so(panel):
    put(panel, 7, 2)
    event = QInputMethodEvent("", [])
    event.setCommitString("题目", -1, 1)
    QApplication.sendEvent(panel, event)
    panel.flush()
    assert content(panel)[7] == "问题目不少。"


# While something else happens


def composing(panel, block=7, place=0, typed="甲"):
    put(panel, block, place)
    type_text(panel, typed)
    compose(panel, preedit="wen")


def finds(panel):
    panel.facts.show_marks(source_of([TextMark("e8", 0, 2, Severity.ERROR, "重复")], panel.model.draft))


def hits(panel):
    panel.highlights.show([Place("e8", Span(0, 2))])


def wave_and_colour(panel):
    panel.setExtraSelections([QTextEdit.ExtraSelection()])
    panel.viewport().grab()


OTHERS = {
    "autosave": lambda panel: panel.flush(),
    "pause": rest,
    "overdue": lambda panel: panel.commit(),
    "findings": finds,
    "hits": hits,
    "offers": lambda panel: panel.facts.show_offers(panel.model.draft.facts[:1]),
    "painting": wave_and_colour,
    "elsewhere": lambda panel: panel.model.do(set_value, "f4", "400"),
    "resize": lambda panel: panel.resize(500, 400),
    "focus": lambda panel: panel.show_fact("f2", select=False),
}


@pytest.mark.parametrize("other", OTHERS)
def test_a_composition_goes_on_whatever_happens(panel, other):
    composing(panel)
    OTHERS[other](panel)
    assert preedit(panel) == ("wen", 1)


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_committed_then_stands_behind_what_was_typed(panel, other):
    composing(panel)
    OTHERS[other](panel)
    compose(panel, commit="文")
    panel.flush()
    assert content(panel)[7] == "甲文问题不少。"


def test_a_value_filled_in_before_it_in_the_same_paragraph_moves_it_along(panel):
    composing(panel, 1, 13)
    panel.model.do(set_value, "f1", "一百二十")
    assert preedit(panel) == ("wen", 16)


def test_and_what_is_committed_stands_where_it_was_composed(panel):
    composing(panel, 1, 13)
    panel.model.do(set_value, "f1", "一百二十")
    compose(panel, commit="共")
    panel.flush()
    assert content(panel)[1] == "今年以来，选派一百二十名干部，甲共组织48次学习。"


def test_saving_takes_what_was_typed_before_and_not_what_is_composed(panel):
    composing(panel)
    panel.flush()
    assert content(panel)[7] == "甲问题不少。"


def test_a_pause_takes_nothing(panel):
    composing(panel)
    rest(panel)
    panel.commit()
    assert content(panel)[7] == "问题不少。"


def test_undo_takes_back_what_was_typed_before_and_the_composition_lands(panel):
    composing(panel)
    panel.model.undo()
    compose(panel, commit="文")
    panel.flush()
    assert content(panel)[7] == "文问题不少。"


def test_leaving_the_text_loses_nothing(panel):
    composing(panel)
    QApplication.sendEvent(panel, QFocusEvent(QEvent.Type.FocusOut))
    compose(panel, commit="文")
    panel.flush()
    assert content(panel)[7] == "甲文问题不少。"


def test_composing_never_turns_to_another_section(panel, qtbot):
    put(panel, 7, 0)
    with qtbot.assertNotEmitted(panel.place_changed):
        compose(panel, preedit="wen")
        compose(panel, commit="文")


def test_a_read_only_draft_is_not_composed_into(qtbot):
    panel = make_panel(qtbot, read_only=True)
    put(panel, 7, 0)
    compose(panel, preedit="wen")
    compose(panel, commit="文")
    assert shown_lines(panel)[7] == "问题不少。"


def test_the_chip_grows_with_what_is_composed_in_it(panel):
    put(panel, 1, 16)
    block = panel.textCursor().block()
    before = panel.overlay.chips.in_block(block, 16.0)[1].area.width()
    compose(panel, preedit="wu")
    assert panel.overlay.chips.in_block(block, 16.0)[1].area.width() > before
    assert spans(panel, 1)[1] == ("f2", "48")


def to_next(panel, block, start=0):
    """A selection up to the beginning of the next paragraph, as a triple click makes it."""
    put(panel, block, start, panel.document().findBlockByNumber(block).length())


def press_delete(panel):
    QTest.keyClick(panel, Qt.Key.Key_Delete)


def press_backspace(panel):
    QTest.keyClick(panel, Qt.Key.Key_Backspace)


def paste_plain(panel):
    data = QMimeData()
    data.setText("甲")
    panel.insertFromMimeData(data)


def paste_web_page(panel):
    data = QMimeData()
    data.setHtml("<p><b>甲</b></p>")
    data.setText("甲")
    panel.insertFromMimeData(data)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda panel: type_text(panel, "甲"), "甲"),
        (lambda panel: compose(panel, commit="甲"), "甲"),
        (paste_plain, "甲"),
        (paste_web_page, "甲"),
        (lambda panel: panel.cut(), ""),
        (press_delete, ""),
        (press_backspace, ""),
    ],
)
@pytest.mark.parametrize("block", [3, 5])
def test_what_takes_the_place_of_a_paragraph_selected_with_its_end_leaves_the_next_one(panel, block, act, told):
    before = content(panel)
    to_next(panel, block)
    act(panel)
    assert shown_lines(panel) == [*before[:block], told, *before[block + 1 :]]
    panel.flush()
    assert [line for line in content(panel) if line] == [
        line for line in (*before[:block], told, *before[block + 1 :]) if line
    ]


def test_the_end_of_a_paragraph_alone_can_still_be_deleted(panel):
    before = content(panel)
    put(panel, 5, len(before[5]), len(before[5]) + 1)
    press_delete(panel)
    assert shown_lines(panel)[5] == before[5] + before[6]


def test_what_is_pasted_over_several_paragraphs_leaves_the_one_behind_them(panel):
    before = content(panel)
    base = panel.document().findBlockByNumber(6).position() - panel.document().findBlockByNumber(4).position()
    put(panel, 4, 0, base)
    paste_plain(panel)
    assert shown_lines(panel) == [*before[:4], "甲", *before[6:]]
