"""Typing into the running text: what stands on the screen becomes the draft."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from core.editing.grids.figures import insert_note
from core.model.change import apply
from core.model.elements import Role
from core.model.fact import FactState
from core.workflows.drafting.editing import delete_section, move_section, set_value
from gui.editor.binding import PATIENCE
from gui.editor.document_sync import DocumentSync
from gui.widgets.typing_timer import PAUSE
from tests.gui.workspace import (
    REPORT,
    compose,
    content,
    make_panel,
    make_session,
    put,
    rest,
    shown_lines,
    spans,
    type_text,
)

KEYS = {"enter": Qt.Key.Key_Return, "back": Qt.Key.Key_Backspace, "delete": Qt.Key.Key_Delete}


@pytest.fixture
def panel(qtbot):
    return make_panel(qtbot)


def press(panel, *keys):
    for key in keys:
        if key in KEYS:
            QTest.keyClick(panel, KEYS[key])
        else:
            type_text(panel, key)


def fact(panel, fact_id):
    return next(fact for fact in panel.model.draft.facts if fact.id == fact_id)


# Showing


def test_the_screen_shows_the_content_of_every_element(panel):
    assert shown_lines(panel) == content(panel)


def test_facts_are_coloured_spans(panel):
    assert spans(panel, 1) == [("f1", "**"), ("f2", "48")]


def test_a_section_is_shown_alone(qtbot):
    panel = make_panel(qtbot, key="e5")
    assert shown_lines(panel) == ["夯实基层。建成12个站点。", "全县再学习48次。"]


def test_what_was_typed_in_one_section_stays_when_another_is_shown(qtbot):
    panel = make_panel(qtbot, key="e5")
    press(panel, "x")
    panel.show_section(panel.model, "e4")
    assert panel.model.draft.elements[4].content == "x夯实基层。建成12个站点。"


# Typing


def test_typed_text_is_taken_over_after_a_pause(panel, qtbot):
    put(panel, 7, 4)
    press(panel, "!")
    qtbot.waitUntil(lambda: content(panel)[7] == "问题不少!。")
    assert panel.model.can_undo


def test_nothing_is_taken_over_before_the_pause(panel):
    press(panel, "x")
    assert not panel.model.can_undo


def test_flush_takes_over_at_once(panel):
    press(panel, "x")
    panel.flush()
    assert content(panel)[0] == "x2023年上半年工作总结"


def test_typing_and_wiping_out_again_is_no_edit(panel):
    put(panel, 7, 2)
    press(panel, "x", "back")
    panel.flush()
    assert not panel.model.can_undo


def test_what_is_typed_on_inside_a_fact_belongs_to_it(panel):
    start = content(panel)[1].index("48") + 1
    put(panel, 1, start)
    press(panel, "567")
    assert spans(panel, 1)[1] == ("f2", "45678")


def test_behind_a_fact_whose_end_went_is_text_beside_it(panel):
    start = content(panel)[1].index("48") + 1
    put(panel, 1, start)
    press(panel, "5", "delete", "。")
    assert spans(panel, 1)[1] == ("f2", "45")


def test_enter_splits_a_paragraph(panel):
    put(panel, 7, 2)
    press(panel, "enter")
    panel.flush()
    assert content(panel)[7:9] == ["问题", "不少。"]


def test_enter_in_a_heading_leaves_body_text_behind_it(panel):
    put(panel, 2, 2)
    press(panel, "enter")
    panel.flush()
    assert [(e.role, e.text) for e in panel.model.draft.elements[2:4]] == [
        (Role.HEADING, "一、开展"),
        (Role.BODY, "情况"),
    ]


def test_enter_at_the_start_of_a_heading_makes_room_before_it(panel):
    put(panel, 6, 0)
    press(panel, "enter")
    panel.flush()
    assert [e.text for e in panel.model.draft.elements[6:8]] == ["", "二、存在问题"]


def test_backspace_at_the_start_joins_with_the_paragraph_before(panel):
    put(panel, 7, 0)
    press(panel, "back")
    panel.flush()
    assert panel.model.draft.elements[6].text == "二、存在问题问题不少。"


def test_deleting_over_a_heading_renumbers_the_rest(panel):
    cursor = panel.textCursor()
    start = panel.document().findBlockByNumber(1).position() + 4
    cursor.setPosition(start)
    cursor.setPosition(panel.document().findBlockByNumber(5).position(), cursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)
    press(panel, "delete")
    panel.flush()
    assert [e.text for e in panel.model.draft.elements[1:3]] == ["今年以来全县再学习48次。", "一、存在问题"]


def test_several_pasted_lines_become_paragraphs(panel):
    put(panel, 7, 0)
    data = QMimeData()
    data.setText("甲\r\n\r\n\t乙\n丙")
    panel.insertFromMimeData(data)
    panel.flush()
    assert content(panel)[7:10] == ["甲", "乙", "丙问题不少。"]


def test_the_indents_of_pasted_paragraphs_are_left_to_the_layout(panel):
    put(panel, 7, 0)
    data = QMimeData()
    data.setText("　　甲\n　　乙\n　　丙，")
    panel.insertFromMimeData(data)
    panel.flush()
    assert content(panel)[7:10] == ["甲", "乙", "丙，问题不少。"]


def test_signs_that_nobody_sees_are_not_pasted_and_that_is_told(panel, qtbot):
    data = QMimeData()
    data.setText("检查1\u200b2次\ufeff")
    put(panel, 7, 0)
    with qtbot.waitSignal(panel.copied) as told:
        panel.insertFromMimeData(data)
    panel.flush()
    assert content(panel)[7].startswith("检查12次")
    assert "2个看不见的字符" in told.args[0]


def test_copied_text_has_its_ordinals_for_other_programs(panel):
    panel.selectAll()
    assert "（一）加强学习。" in panel.createMimeDataFromSelection().text()


def test_copied_text_comes_back_without_ordinals(panel):
    panel.selectAll()
    panel.insertFromMimeData(panel.createMimeDataFromSelection())
    panel.flush()
    assert content(panel) == [element.content for element in make_session().draft.elements]


def test_a_read_only_draft_is_not_typed_into(qtbot):
    panel = make_panel(qtbot, read_only=True)
    press(panel, "x", "enter", "back")
    assert shown_lines(panel) == content(panel)


# Facts


def test_typing_over_a_selected_fact_replaces_its_value_everywhere(panel):
    put(panel, 1, 15, 17)
    press(panel, "52")
    panel.flush()
    assert [fact(panel, "f2").text, content(panel)[5]] == ["52", "全县再学习52次。"]


def test_selecting_backwards_and_typing_replaces_the_value_too(panel):
    put(panel, 1, 17, 15)
    press(panel, "52")
    panel.flush()
    assert fact(panel, "f2").state is FactState.UPDATED


def test_wiping_a_value_out_and_typing_another_after_a_pause_keeps_the_fact(panel, qtbot):
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.hasFocus)
    put(panel, 1, 17)
    press(panel, "back", "back")
    rest(panel)
    press(panel, "60")
    panel.flush()
    assert fact(panel, "f2").text == "60"


@pytest.fixture
def wiped(panel, qtbot):
    """A panel in which a value was wiped out and the gap taken over, the cursor still there."""
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.hasFocus)
    put(panel, 1, 17)
    press(panel, "back", "back")
    for _ in range(PATIENCE):
        rest(panel)
    return panel


def test_a_gap_is_stored_after_the_second_pause(wiped):
    assert PATIENCE * PAUSE < 1000
    assert content(wiped)[1] == shown_lines(wiped)[1]


def test_a_value_typed_into_a_gap_that_was_stored_is_the_fact_again_everywhere(wiped):
    press(wiped, "6")
    wiped.flush()
    press(wiped, "0")
    wiped.flush()
    assert (fact(wiped, "f2").text, fact(wiped, "f2").state) == ("60", FactState.UPDATED)
    assert content(wiped)[5] == "全县再学习60次。"


def test_a_value_composed_into_a_gap_is_the_fact_again(wiped):
    compose(wiped, preedit="liushi")
    compose(wiped, commit="60")
    wiped.flush()
    assert spans(wiped, 1)[1] == ("f2", "60")


def test_undo_after_refilling_a_gap_leads_back_step_by_step(wiped):
    press(wiped, "60")
    wiped.flush()
    before = []
    for _ in range(2):
        wiped.model.undo()
        before.append(content(wiped)[1])
    assert before == ["今年以来，选派**名干部，组织次学习。", "今年以来，选派**名干部，组织48次学习。"]


def test_a_gap_that_was_left_stays_plain_text(wiped):
    put(wiped, 7, 2)
    put(wiped, 1, 15)
    press(wiped, "60")
    wiped.flush()
    assert "f2" not in {fact.id for fact in wiped.model.draft.facts}


def test_a_value_that_was_wiped_out_for_good_is_removed(panel):
    put(panel, 1, 17)
    press(panel, "back", "back")
    panel.flush()
    assert "f2" not in {fact.id for fact in panel.model.draft.facts}


@pytest.mark.parametrize(
    ("offset", "typed", "value"), [(17, "0", "480"), (15, "1", "148"), (16, "5", "458"), (17, "余", "48余")]
)
def test_figures_at_the_edge_of_a_value_belong_to_it(panel, offset, typed, value):
    put(panel, 1, offset)
    press(panel, typed)
    panel.flush()
    assert fact(panel, "f2").text == value


def test_a_word_typed_over_a_mask_is_its_value_as_a_whole(panel):
    put(panel, 1, 7, 9)
    press(panel, "临桂区")
    panel.flush()
    assert (fact(panel, "f1").text, fact(panel, "f1").state) == ("临桂区", FactState.UPDATED)


def test_a_value_goes_on_after_a_pause(panel):
    put(panel, 1, 7, 9)
    press(panel, "临")
    panel.flush()
    press(panel, "桂区")
    panel.flush()
    assert spans(panel, 1)[0] == ("f1", "临桂区")


def test_a_value_goes_on_after_a_slip_was_wiped_out(panel):
    put(panel, 1, 7, 9)
    press(panel, "临贵", "back", "桂区")
    assert spans(panel, 1)[0][0] == "f1"
    panel.flush()
    assert fact(panel, "f1").text == "临桂区"


def test_a_value_composed_in_pieces_is_one_value(panel):
    put(panel, 1, 7, 9)
    for preedit, commit in (("lin", "临"), ("gui", "桂"), ("qu", "区")):
        compose(panel, preedit=preedit)
        compose(panel, commit=commit)
    panel.flush()
    assert fact(panel, "f1").text == "临桂区"


def test_a_punctuation_mark_ends_a_value(panel):
    put(panel, 1, 7, 9)
    press(panel, "临桂区", "，", "另派")
    panel.flush()
    assert fact(panel, "f1").text == "临桂区"


def test_a_value_ends_where_the_cursor_leaves_it(panel):
    put(panel, 1, 7, 9)
    press(panel, "临桂")
    put(panel, 1, 0)
    put(panel, 1, 9)
    press(panel, "区")
    panel.flush()
    assert fact(panel, "f1").text == "临桂"


def test_words_at_the_edge_of_a_value_do_not_belong_to_it(panel):
    put(panel, 1, 17)
    press(panel, "a")
    assert spans(panel, 1)[1] == ("f2", "48")


def test_a_value_filled_elsewhere_shows_here(panel):
    panel.model.do(set_value, "f2", "66")
    assert [shown_lines(panel)[1][15:17], shown_lines(panel)[5][5:7]] == ["66", "66"]


def test_the_cursor_stays_when_a_value_elsewhere_changes(panel):
    put(panel, 7, 3)
    panel.model.do(set_value, "f2", "1234")
    assert (panel.textCursor().blockNumber(), panel.textCursor().positionInBlock()) == (7, 3)


def test_only_blocks_that_differ_are_touched(panel):
    touched = []
    panel.document().contentsChange.connect(lambda position, _removed, _added: touched.append(position))
    panel.model.do(set_value, "f4", "400")
    block = panel.document().findBlockByNumber(3)
    assert touched
    assert all(block.position() <= position < block.position() + block.length() for position in touched)


# The draft changes under the text


@pytest.mark.parametrize(
    ("edit", "arguments"), [(move_section, ("e3", 1)), (delete_section, ("e4",)), (delete_section, ("e7",))]
)
def test_edits_of_the_outline_show_at_once(panel, edit, arguments):
    panel.model.do(edit, *arguments)
    assert shown_lines(panel) == content(panel)


@pytest.mark.parametrize(
    ("edit", "arguments"), [(move_section, ("e3", 1)), (delete_section, ("e4",)), (delete_section, ("e7",))]
)
def test_undoing_them_shows_the_text_as_it_was(panel, edit, arguments):
    before = [(line, spans(panel, n)) for n, line in enumerate(shown_lines(panel))]
    panel.model.do(edit, *arguments)
    panel.model.undo()
    assert [(line, spans(panel, n)) for n, line in enumerate(shown_lines(panel))] == before


def test_the_cursor_goes_with_its_paragraph_when_the_part_moves(panel):
    put(panel, 7, 2)
    panel.model.do(move_section, "e7", -1)
    assert panel.textCursor().block().text() == "问题不少。"


def test_undo_takes_back_what_was_just_typed(panel):
    put(panel, 7, 0)
    press(panel, "x")
    panel.model.undo()
    assert shown_lines(panel)[7] == "问题不少。"


# Input methods


def test_nothing_is_taken_over_while_composing(panel):
    put(panel, 7, 0)
    compose(panel, preedit="wen")
    rest(panel)
    assert not panel.model.can_undo


def test_a_composition_survives_a_change_elsewhere(panel):
    put(panel, 7, 0)
    compose(panel, preedit="wen")
    panel.model.do(set_value, "f2", "66")
    assert panel.textCursor().block().layout().preeditAreaText() == "wen"


def test_committed_text_is_taken_over(panel):
    put(panel, 7, 0)
    compose(panel, preedit="wen")
    compose(panel, commit="文")
    panel.flush()
    assert content(panel)[7] == "文问题不少。"


def test_composing_over_a_selected_fact_replaces_its_value(panel):
    put(panel, 1, 15, 17)
    compose(panel, preedit="wu")
    compose(panel, commit="五十二")
    panel.flush()
    assert fact(panel, "f2").text == "五十二"


def test_committing_beside_a_fact_leaves_the_fact_alone(panel):
    put(panel, 1, 17)
    compose(panel, preedit="yu")
    compose(panel, commit="余场")
    panel.flush()
    assert fact(panel, "f2").text == "48"


def test_a_given_up_composition_changes_nothing(panel):
    put(panel, 7, 0)
    compose(panel, preedit="wen")
    compose(panel)
    panel.flush()
    assert not panel.model.can_undo


# Whatever is typed


STEPS = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(["7", "a", "，", "𠮷", "天地", "3.5"])),
    st.tuples(st.just("key"), st.sampled_from(["enter", "back", "delete"])),
    st.tuples(st.just("place"), st.tuples(st.integers(0, 9), st.integers(0, 30))),
    st.tuples(st.just("select"), st.tuples(st.integers(0, 160), st.integers(0, 160))),
    st.tuples(st.just("paste"), st.sampled_from(["甲", "甲\n乙", "\n", "\u2028丙", "9"])),
    st.tuples(st.just("compose"), st.sampled_from(["五", "三十", "的"])),
    st.tuples(st.just("do"), st.sampled_from(["flush", "undo", "redo", "fill", "move"])),
)


def act(panel, kind, what):
    if kind == "type":
        type_text(panel, what)
    elif kind == "key":
        press(panel, what)
    elif kind == "place":
        block = panel.document().findBlockByNumber(what[0] % panel.document().blockCount())
        put(panel, block.blockNumber(), what[1] % block.length())
    elif kind == "select":
        select(panel, *what)
    elif kind == "paste":
        data = QMimeData()
        data.setText(what)
        panel.insertFromMimeData(data)
    elif kind == "compose":
        compose(panel, preedit="wu")
        compose(panel, commit=what)
    else:
        command(panel, what)


def select(panel, anchor, position):
    """A selection as a hand can make it: its ends never lie inside a character that Qt counts as two."""
    cursor, length = panel.textCursor(), panel.document().characterCount()
    ends = []
    for place in (anchor, position):
        cursor.setPosition(place % length)
        cursor.movePosition(cursor.MoveOperation.PreviousCharacter)
        ends.append(cursor.position())
    cursor.setPosition(ends[0])
    cursor.setPosition(ends[1], cursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)


def command(panel, what):
    facts, headings = panel.model.draft.facts, [e.id for e in panel.model.draft.elements if e.depth == 1]
    if what == "flush":
        panel.flush()
    elif what == "fill" and facts:
        panel.flush()
        if panel.model.draft.facts:
            panel.model.do(set_value, panel.model.draft.facts[0].id, "2024")
    elif what == "move" and headings:
        panel.flush()
        still = [e.id for e in panel.model.draft.elements if e.depth == 1]
        if still:
            panel.model.do(move_section, still[0], 1)
    elif what in ("undo", "redo"):
        getattr(panel.model, what)()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=14))
def test_the_draft_is_what_stands_on_the_screen(qtbot, steps):
    panel = make_panel(qtbot, REPORT)
    for kind, what in steps:
        act(panel, kind, what)
    panel.flush()
    assert [line.replace("\u2028", "\n") for line in shown_lines(panel)] == content(panel)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=14))
def test_every_fact_of_the_draft_is_the_coloured_span_on_the_screen(qtbot, steps):
    panel = make_panel(qtbot, REPORT)
    for kind, what in steps:
        act(panel, kind, what)
    panel.flush()
    shown = {}
    for number in range(panel.document().blockCount()):
        for fact_id, text in spans(panel, number):
            shown[fact_id] = shown.get(fact_id, "") + text
    assert shown == {fact.id: fact.text for fact in panel.model.draft.facts}


def test_a_long_text_made_shorter_out_of_sight_is_shown_to_its_end(qtbot):
    lines = [f"body |{number}" + "全馆上下齐心协力，工作稳步推进。" * 30 for number in range(16)]
    panel = make_panel(qtbot, "\n".join(["title |总结", *lines]))
    qtbot.waitUntil(lambda: panel.document().lastBlock().layout().lineCount() > 0)
    put(panel, 6, 10)
    press(panel, "新的文字新的文字")
    panel.flush()
    panel.hide()
    panel.model.undo()
    panel.show()
    qtbot.waitUntil(lambda: panel.document().lastBlock().layout().lineCount() > 0)


# The last line


def test_there_is_room_for_waves_beneath_the_line_that_is_typed(panel):
    panel.setFocus()
    put(panel, panel.document().blockCount() - 1, 0)
    for _ in range(30):
        press(panel, "enter", "末行")
    line = panel.cursorRect()
    assert panel.viewport().height() - line.bottom() >= round(panel.sync.formats.em * 0.4)


def test_after_a_fault_while_it_is_shown_the_text_is_there_and_taken_over(panel, qtbot, monkeypatch):
    with monkeypatch.context() as broken, qtbot.captureExceptions() as faults:
        broken.setattr(DocumentSync, "show", None)
        panel.model.do(set_value, "f2", "90")
    qtbot.waitUntil(lambda: spans(panel, 1)[1:] == [("f2", "90")])
    put(panel, 7, 0)
    press(panel, "x")
    panel.commit()
    assert (len(faults), content(panel)[7]) == (1, "x问题不少。")


def test_the_end_of_the_text_stands_before_the_notes(qtbot):
    draft = make_session("body |接收档案412卷。\nbody |完成扫描8万页。").draft
    panel = make_panel(qtbot, apply(draft, insert_note(draft, ("e1", 2))))
    assert len(shown_lines(panel)) == 3
    QTest.keyClick(panel, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    press(panel, "x")
    panel.flush()
    assert content(panel)[1:] == ["完成扫描8万页。x", ""]
