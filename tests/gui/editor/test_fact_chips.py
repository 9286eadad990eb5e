"""Facts in the running text: chips that can be copied, moved, split beside, wiped out, made of text and made plain."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.model.fact import FactState
from core.model.outline import fields
from core.workflows.drafting.editing import set_value
from gui.editor.painting.chips import Chips
from tests.gui.workspace import REPORT, compose, content, make_panel, put, spans, type_text

LEFT_UP = (Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
LINE = "今年以来，选派**名干部，组织48次学习。"


@pytest.fixture
def panel(qtbot):
    return make_panel(qtbot)


def press(panel, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(panel, key, modifier)


def ctrl(panel, key):
    press(panel, key, Qt.KeyboardModifier.ControlModifier)


def places(panel, group="g1"):
    return [(fact.element_id, fact.text) for fact in panel.model.draft.facts if fact.group == group]


def paste(panel, text):
    data = QMimeData()
    data.setText(text)
    panel.insertFromMimeData(data)


def drop_selection(panel, target):
    """What Qt does when the selection is let go over another place of the same text."""
    panel.flush()
    data, cursor = panel.createMimeDataFromSelection(), panel.textCursor()
    with panel.clipboard.one_drop("移动"):
        cursor.removeSelectedText()
        choose(panel, target, 0)
        panel.insertFromMimeData(data)


# Splitting and joining


@pytest.mark.parametrize(("place", "lines"), [(16, [LINE[:17], LINE[17:]]), (15, [LINE[:15], LINE[15:]])])
def test_enter_never_cuts_a_value_in_two(panel, place, lines):
    put(panel, 1, place)
    press(panel, Qt.Key.Key_Return)
    panel.flush()
    assert (content(panel)[1:3], places(panel)[0][1]) == (lines, "48")


def test_joining_again_leaves_everything_as_it_was(panel):
    before = panel.model.draft.facts
    put(panel, 1, 15)
    press(panel, Qt.Key.Key_Return)
    panel.flush()
    press(panel, Qt.Key.Key_Backspace)
    panel.flush()
    assert (content(panel)[1], panel.model.draft.facts) == (LINE, before)


# Wiping out


@pytest.mark.parametrize(("start", "key"), [(17, Qt.Key.Key_Backspace), (15, Qt.Key.Key_Delete)])
def test_a_value_wiped_out_slowly_leaves_its_other_places_alone(panel, start, key):
    put(panel, 1, start)
    for _ in "48":
        press(panel, key)
        panel.commit()
    assert places(panel) == [("e6", "48")]
    assert panel.model.draft.facts[-1].state is FactState.CARRIED


def test_a_value_shortened_on_purpose_is_shortened_everywhere(panel):
    put(panel, 1, 17)
    press(panel, Qt.Key.Key_Backspace)
    panel.commit()
    put(panel, 7, 0)
    put(panel, 1, 16)
    press(panel, Qt.Key.Key_Backspace)
    panel.flush()
    assert places(panel) == [("e6", "4")]


def test_a_selection_over_a_fact_deletes_this_place_of_it(panel):
    put(panel, 1, 13, 18)
    press(panel, Qt.Key.Key_Delete)
    panel.flush()
    assert (content(panel)[1], places(panel)) == ("今年以来，选派**名干部，学习。", [("e6", "48")])


@pytest.mark.parametrize(
    ("ends", "chosen"),
    [
        ((13, 16), "组织48"),
        ((16, 18), "48次"),
        ((18, 16), "48次"),
        ((8, 16), "**名干部，组织48"),
        ((15, 16), "4"),
        ((13, 15), "组织"),
    ],
)
def test_a_selection_drawn_into_a_fact_takes_all_of_it(panel, ends, chosen):
    put(panel, 1, *ends)
    event = QMouseEvent(QEvent.Type.MouseButtonRelease, QPointF(-9, -9), QPointF(-9, -9), *LEFT_UP)
    QApplication.sendEvent(panel.viewport(), event)
    cursor = panel.textCursor()
    assert (cursor.selectedText(), cursor.anchor() < cursor.position()) == (chosen, ends[0] < ends[1])


# Clipboard


def test_a_copied_fact_is_another_place_of_its_field(panel):
    put(panel, 1, 13, 18)
    ctrl(panel, Qt.Key.Key_C)
    put(panel, 7, 4)
    ctrl(panel, Qt.Key.Key_V)
    assert (content(panel)[7], places(panel)) == ("问题不少组织48次。", [("e2", "48"), ("e6", "48"), ("e8", "48")])


def test_pasted_beside_itself_it_is_two_places(panel):
    put(panel, 1, 15, 17)
    ctrl(panel, Qt.Key.Key_C)
    put(panel, 1, 17)
    ctrl(panel, Qt.Key.Key_V)
    assert places(panel) == [("e2", "48"), ("e2", "48"), ("e6", "48")]


def test_filling_the_field_fills_the_copy(panel):
    put(panel, 1, 15, 17)
    ctrl(panel, Qt.Key.Key_C)
    put(panel, 7, 4)
    ctrl(panel, Qt.Key.Key_V)
    panel.model.do(set_value, "f2", "60")
    assert content(panel)[7] == "问题不少60。"


def test_a_part_of_a_fact_is_copied_as_text(panel):
    put(panel, 1, 15, 16)
    ctrl(panel, Qt.Key.Key_C)
    put(panel, 7, 4)
    ctrl(panel, Qt.Key.Key_V)
    assert (content(panel)[7], len(places(panel))) == ("问题不少4。", 2)


@pytest.mark.parametrize("is_seen", [True, False])
def test_in_another_draft_it_is_text_or_still_to_be_looked_at(panel, qtbot, is_seen):
    if is_seen:
        panel.model.do(set_value, "f2", "48")
    put(panel, 1, 15, 17)
    ctrl(panel, Qt.Key.Key_C)
    source = panel.model.draft
    other = make_panel(qtbot)
    identity = other.model.draft.identity
    other.model.take(lambda draft: _renamed(draft, identity))
    put(other, 7, 4)
    ctrl(other, Qt.Key.Key_V)
    facts = other.model.draft.facts
    assert (content(other)[7], len(facts)) == ("问题不少48。", len(source.facts) + (not is_seen))
    found = next((fact for fact in facts if fact.element_id == "e8"), None)
    assert (found is None) == is_seen
    assert found is None or (
        found.state is FactState.CARRIED and found.field not in {each.field for each in source.facts}
    )


def _renamed(draft, identity):
    from dataclasses import replace

    from core.model.change import difference
    from core.model.spans import Place

    return difference(draft, replace(draft, identity=replace(identity, key="other")), Place(""), "改")


def test_cut_and_pasted_a_fact_is_the_same_one_there(panel):
    before = next(fact for fact in panel.model.draft.facts if fact.id == "f1")
    put(panel, 1, 7, 9)
    ctrl(panel, Qt.Key.Key_X)
    put(panel, 7, 4)
    ctrl(panel, Qt.Key.Key_V)
    after = next(fact for fact in panel.model.draft.facts if fact.id == "f1")
    assert (after.element_id, after.state, after.label) == ("e8", before.state, before.label)


def test_cutting_and_pasting_are_a_step_each(panel):
    put(panel, 7, 0)
    type_text(panel, "甲")
    put(panel, 1, 7, 9)
    ctrl(panel, Qt.Key.Key_X)
    put(panel, 7, 5)
    ctrl(panel, Qt.Key.Key_V)
    type_text(panel, "乙")
    panel.flush()
    told = []
    for _ in range(4):
        panel.model.undo()
        told.append((content(panel)[1].count("**"), content(panel)[7]))
    assert told == [(0, "甲问题不少**。"), (0, "甲问题不少。"), (1, "甲问题不少。"), (1, "问题不少。")]


def test_a_value_pasted_over_a_fact_is_its_new_value(panel):
    put(panel, 1, 15, 17)
    paste(panel, "52")
    assert places(panel) == [("e2", "52"), ("e6", "52")]


def test_a_fact_pasted_over_another_is_its_value(panel):
    put(panel, 1, 15, 17)
    ctrl(panel, Qt.Key.Key_C)
    put(panel, 1, 7, 9)
    ctrl(panel, Qt.Key.Key_V)
    assert spans(panel, 1) == [("f1", "48"), ("f2", "48")]


@pytest.mark.parametrize("text", ["若干次，", "甲\n乙"])
def test_sentences_pasted_over_a_fact_are_text(panel, text):
    put(panel, 1, 15, 17)
    paste(panel, text)
    assert (places(panel), content(panel)[1].startswith("今年以来，选派**名干部，组织" + text[:1])) == (
        [("e6", "48")],
        True,
    )


def test_paragraphs_pasted_inside_a_fact_stand_behind_it(panel):
    put(panel, 1, 16)
    paste(panel, "甲\n乙")
    assert content(panel)[1:3] == ["今年以来，选派**名干部，组织48甲", "乙次学习。"]


def test_many_lines_are_pasted_at_one_go(panel):
    told = []
    put(panel, 1, 16)
    panel.document().contentsChange.connect(lambda *_change: told.append(panel.document().blockCount()))
    before = panel.document().blockCount()
    paste(panel, "\n".join("甲乙" for _ in range(20)))
    assert set(told) == {before + 19}


def test_a_paragraph_with_facts_pasted_elsewhere_brings_them(panel):
    put(panel, 5, 0, len("全县再学习48次。"))
    ctrl(panel, Qt.Key.Key_C)
    put(panel, 7, 5)
    ctrl(panel, Qt.Key.Key_V)
    assert (content(panel)[7], places(panel)[-1]) == ("问题不少。全县再学习48次。", ("e8", "48"))


def test_what_is_dragged_is_moved_by_one_step(panel):
    before = panel.model.draft
    target = panel.document().findBlockByNumber(7).position() + 3
    put(panel, 1, 7, 9)
    drop_selection(panel, target)
    moved = next(fact for fact in panel.model.draft.facts if fact.id == "f1")
    assert (moved.element_id, content(panel)[7]) == ("e8", "问题不少**。")
    panel.model.undo()
    assert panel.model.draft.facts == before.facts


# Text becomes a fact, and back


def test_chosen_text_becomes_a_fact(panel):
    put(panel, 7, 0, 2)
    assert panel.facts.mark_chosen()
    assert [text for _, text in spans(panel, 7)] == ["问题"]


def test_undo_makes_it_text_again(panel):
    put(panel, 7, 0, 2)
    panel.facts.mark_chosen()
    panel.model.undo()
    assert spans(panel, 7) == []


@pytest.mark.parametrize("place", [(6, 0, 0), (1, 13, 18)])
def test_nothing_and_what_holds_a_fact_cannot_become_one(panel, place):
    put(panel, *place)
    assert not panel.facts.mark_chosen()


def test_a_choice_over_two_paragraphs_cannot_become_a_fact(panel):
    panel.selectAll()
    assert not panel.facts.mark_chosen()


def test_the_fact_at_the_cursor_becomes_plain_text(panel):
    put(panel, 1, 17)
    assert panel.facts.make_plain()
    assert (spans(panel, 1), places(panel)) == ([("f1", "**")], [("e6", "48")])


def test_all_places_become_plain_text(panel):
    put(panel, 1, 16)
    panel.facts.make_plain(True)
    assert places(panel) == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((1, 16), ["确认沿用", "恢复上年值", "改为普通文字", "全稿2处都改为普通文字"]),
        ((1, 8), ["恢复上年值", "改为普通文字"]),
        ((7, 0, 2), ["设为要素"]),
        ((7, 2), []),
    ],
)
def test_the_menu_offers_what_can_be_done_there(panel, place, words):
    put(panel, *place)
    menu = panel.menu()
    told = [action.text().split("(")[0] for action in menu.actions()]
    menu.deleteLater()
    assert [word for word in told if "要素" in word or "值" in word or "文字" in word or "沿用" in word] == words


def test_the_tool_tip_promises_last_years_value_only_where_there_is_one(panel):
    put(panel, 7, 0, 2)
    panel.facts.mark_chosen()
    told = panel.facts.tooltip_at(panel.cursorRect(_at(panel, 7, 1)).center())
    assert ("恢复上年值" in told, "改为普通文字" in told) == (False, True)


def _at(panel, block, offset):
    cursor = panel.textCursor()
    cursor.setPosition(panel.document().findBlockByNumber(block).position() + offset)
    return cursor


# The look


def test_a_fact_at_the_cursor_has_a_ring_while_the_keyboard_is_there(panel, qtbot):
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.hasFocus)
    told = []
    for offset in (7, 8, 9, 10, 15, 17, 18):
        put(panel, 1, offset)
        told.append(panel.overlay.focused)
    assert told == ["f1", "f1", "f1", "", "f2", "f2", ""]


def test_a_fact_that_was_pasted_has_the_ring(panel, qtbot):
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.hasFocus)
    put(panel, 1, 7, 9)
    ctrl(panel, Qt.Key.Key_C)
    put(panel, 7, 4)
    ctrl(panel, Qt.Key.Key_V)
    assert panel.overlay.focused == spans(panel, 7)[0][0]


def test_the_line_that_is_typed_in_stays_in_view_when_something_appears_below(panel, qtbot):
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.hasFocus)
    put(panel, 8, 3)
    panel.resize(600, 200)
    assert panel.viewport().rect().contains(panel.cursorRect())


def test_the_line_with_the_cursor_stays_in_view_in_a_width_taken_while_hidden(panel):
    panel.resize(600, 300)
    put(panel, 8, 3)
    panel.hide()
    panel.resize(240, 140)
    panel.show()
    assert panel.viewport().rect().contains(panel.cursorRect())


def test_a_chip_is_as_wide_as_its_value(panel):
    panel.viewport().grab()
    block = panel.document().findBlockByNumber(1)
    narrow = panel.overlay.chips.in_block(block, 16.0)[1].area.width()
    panel.model.do(set_value, "f2", "48000")
    assert panel.overlay.chips.in_block(block, 16.0)[1].area.width() > 2 * narrow


def test_chips_are_found_again_only_where_something_changed(panel):
    blocks = [panel.document().findBlockByNumber(number) for number in (1, 3)]
    before = [panel.overlay.chips.in_block(block, 16.0) for block in blocks]
    put(panel, 3, 0)
    type_text(panel, "x")
    after = [panel.overlay.chips.in_block(block, 16.0) for block in blocks]
    assert (after[0] is before[0], after[1] is before[1]) == (True, False)


@pytest.mark.parametrize("place", [3, 8, 12, 15, 16, 17, 19])
@pytest.mark.parametrize("sign", ["7", "𠮷", "，"])
def test_chips_that_moved_along_are_where_newly_found_ones_are(panel, place, sign):
    panel.viewport().grab()
    put(panel, 1, place)
    type_text(panel, sign * 2)
    block = panel.textCursor().block()
    assert panel.overlay.chips.in_block(block, 16.0) == Chips().in_block(block, 16.0)


# Whatever is done, 表单, 正文 and 台账 agree


STEPS = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(["7", "，", "𠮷", "天地"])),
    st.tuples(st.just("key"), st.sampled_from([Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete])),
    st.tuples(st.just("ctrl"), st.sampled_from([Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V])),
    st.tuples(st.just("fact"), st.integers(0, 9)),
    st.tuples(st.just("place"), st.integers(0, 160)),
    st.tuples(st.just("select"), st.tuples(st.integers(0, 160), st.integers(0, 12))),
    st.tuples(st.just("paste"), st.sampled_from(["9", "甲，乙", "甲\n乙"])),
    st.tuples(st.just("compose"), st.sampled_from(["五", "的"])),
    st.tuples(st.just("drag"), st.integers(0, 160)),
    st.tuples(st.just("do"), st.sampled_from(["flush", "undo", "redo", "fill", "mark", "plain", "everywhere"])),
)


def act(panel, kind, what):
    actions = {
        "type": lambda: type_text(panel, what),
        "key": lambda: press(panel, what),
        "ctrl": lambda: ctrl(panel, what),
        "fact": lambda: choose_fact(panel, what),
        "place": lambda: choose(panel, what, 0),
        "select": lambda: choose(panel, *what),
        "paste": lambda: paste(panel, what),
        "drag": lambda: panel.textCursor().hasSelection() and drop_selection(panel, what),
        "do": lambda: command(panel, what),
    }
    if kind == "compose":
        compose(panel, preedit="wu")
        compose(panel, commit=what)
    else:
        actions[kind]()


def choose(panel, start, length):
    """A selection as a hand can make it: its ends never lie inside a character that Qt counts as two."""
    cursor, last = panel.textCursor(), panel.document().characterCount()
    ends = []
    for place in (start % last, min(start % last + length, last - 1)):
        cursor.setPosition(place)
        cursor.movePosition(cursor.MoveOperation.PreviousCharacter)
        ends.append(cursor.position())
    cursor.setPosition(ends[0])
    cursor.setPosition(ends[1], cursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)


def choose_fact(panel, number):
    facts = panel.model.draft.facts
    if facts:
        panel.flush()
        panel.show_fact(facts[number % len(facts)].id)


def command(panel, what):
    facts = panel.model.draft.facts
    actions = {
        "flush": panel.flush,
        "undo": panel.model.undo,
        "redo": panel.model.redo,
        "mark": panel.facts.mark_chosen,
        "plain": panel.facts.make_plain,
        "everywhere": lambda: panel.facts.make_plain(True),
        "fill": lambda: facts and fill(panel, facts[0].id),
    }
    actions[what]()


def fill(panel, fact_id):
    panel.flush()
    if any(fact.id == fact_id for fact in panel.model.draft.facts):
        panel.model.do(set_value, fact_id, "2024")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=14))
def test_form_text_and_ledger_agree_whatever_is_done(qtbot, steps):
    panel = make_panel(qtbot, REPORT)
    for kind, what in steps:
        act(panel, kind, what)
    panel.flush()
    draft = panel.model.draft
    standing = {element.id: element.content for element in draft.elements}
    assert [standing[f.element_id][f.start : f.end] for f in draft.facts] == [f.text for f in draft.facts]
    assert all(len({(f.text, f.state) for f in field}) == 1 for field in fields(draft.facts))
    shown = [span for number in range(panel.document().blockCount()) for span in spans(panel, number)]
    assert shown == [(fact.id, fact.text) for fact in draft.facts]


@pytest.mark.parametrize(("words", "selected"), [("覆盖", "覆盖"), ("350", "350")])
def test_a_double_click_selects_the_word_or_the_fact(panel, words, selected):
    found = panel.document().find(words)
    found.setPosition(found.selectionEnd())
    place = panel.cursorRect(found).center() - QPoint(3, 0)
    QTest.mouseDClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.textCursor().selectedText() == selected


@pytest.mark.parametrize(
    ("number", "side", "selected"), [(0, -9, "2023"), (0, 9, "总结"), (4, -9, "夯实"), (4, 9, "。")]
)
def test_a_double_click_beside_a_paragraph_selects_the_word_at_its_edge(panel, number, side, selected):
    block = panel.document().findBlockByNumber(number)
    edge = panel.textCursor()
    edge.setPosition(block.position() + (block.length() - 1 if side > 0 else 0))
    QTest.mouseDClick(
        panel.viewport(), Qt.MouseButton.LeftButton, pos=panel.cursorRect(edge).center() + QPoint(side, 0)
    )
    assert panel.textCursor().selectedText() == selected


def test_a_double_click_selects_the_word_behind_a_sign_of_two_units(panel):
    put(panel, 7, 0)
    type_text(panel, "𠮷")
    found = panel.document().find("不少")
    found.setPosition(found.selectionEnd())
    QTest.mouseDClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=panel.cursorRect(found).center() - QPoint(3, 0))
    assert panel.textCursor().selectedText() == "不少"


# Copying for other programs


def test_what_is_copied_keeps_its_look_elsewhere_and_is_told(panel, qtbot):
    panel.selectAll()
    with qtbot.waitSignal(panel.copied) as told:
        ctrl(panel, Qt.Key.Key_C)
    data = QApplication.clipboard().mimeData()
    assert data.html().count("<p ") == len(data.text().split("\n"))
    assert "已复制" in told.args[0]


def test_a_paragraph_selected_with_its_end_counts_as_one(panel, qtbot):
    cursor = panel.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)
    with qtbot.waitSignal(panel.copied) as told:
        ctrl(panel, Qt.Key.Key_C)
    assert "1段" in told.args[0]


def test_nothing_is_told_where_nothing_is_copied(panel, qtbot):
    with qtbot.assertNotEmitted(panel.copied):
        ctrl(panel, Qt.Key.Key_C)


def test_a_part_of_a_paragraph_is_copied_to_its_last_character(panel):
    found = panel.document().find("48")
    found.setPosition(found.selectionEnd() + 1, found.MoveMode.KeepAnchor)
    panel.setTextCursor(found)
    panel.copy()
    assert QApplication.clipboard().mimeData().html().count(">48次</span>") == 1
