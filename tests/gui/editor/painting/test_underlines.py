"""Underlines of running text: at the right words whatever was done, and held only where somebody looks."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.editing.outline.sections import move_section
from core.editing.text.paragraphs import retyped, take_over
from core.model.draft import Draft
from core.model.finding import Severity
from gui.editor.painting import underlines as text_underlines
from gui.editor.painting.underlines import TextMark, source_of
from gui.editor.panel import TextPanel
from tests.builders import make_draft
from tests.gui.workspace import make_panel, put, type_text

WORDS = "库房管理规范，整理工作推进，利用服务便捷。"
COUNT = 90


def marks_of(draft: Draft) -> list[TextMark]:
    """Two marks in each paragraph."""
    found = [(element.id, element.content.index(word), word) for element in draft.elements for word in ("规范", "推进")]
    return [TextMark(key, start, start + len(word), Severity.HINT, f"{key}{word}") for key, start, word in found]


@pytest.fixture
def panel(qtbot: Any) -> TextPanel:
    made = make_panel(qtbot, "\n".join(f"body |{WORDS}" for _ in range(COUNT)))
    made.facts.show_marks(source_of(marks_of(made.model.draft), made.model.draft))
    QApplication.processEvents()
    return made


def marked(panel: TextPanel, block: int) -> list[str]:
    """The words underlined in a paragraph, as they are when it is in sight."""
    held = panel.overlay.marks.in_block(panel.document().findBlockByNumber(block))
    return [at.selectedText() for at, _ in held if at.hasSelection()]


def rewrite(panel: TextPanel, number: int, old: str, new: str) -> None:
    """Somebody else changes a paragraph that is out of sight."""
    draft = panel.model.draft
    element = draft.elements[number]
    panel.model.do(take_over, (element.id,), (retyped(draft, element, element.content.replace(old, new)),))


BOTH = ["规范", "推进"]


def test_only_what_is_in_sight_is_held(panel: TextPanel) -> None:
    assert 0 < len(panel.overlay.marks.held) < COUNT


def test_the_last_paragraph_of_many_has_its_marks(panel: TextPanel) -> None:
    panel.verticalScrollBar().setValue(panel.verticalScrollBar().maximum())
    QApplication.processEvents()
    last = panel.document().lastBlock().position()
    assert [at.selectedText() for at, _ in panel.overlay.marks.held if at.selectionStart() > last] == BOTH


def test_those_looked_at_long_ago_are_let_go(panel: TextPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_underlines, "MOST", 20)
    for number in range(COUNT):
        marked(panel, number)
    assert len(panel.overlay.marks.held) <= 20 + 3 * 2


def test_a_paragraph_with_more_than_are_held_has_them_all(panel: TextPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_underlines, "MOST", 1)
    assert [marked(panel, number) for number in (80, 81, 80)] == [BOTH] * 3


def test_a_paragraph_changed_out_of_sight_has_them_at_its_words(panel: TextPanel) -> None:
    rewrite(panel, 70, "库房", "各个库房的日常")
    assert marked(panel, 70) == BOTH


def test_words_that_were_changed_are_not_marked(panel: TextPanel) -> None:
    rewrite(panel, 70, "规范", "规矩")
    assert marked(panel, 70) == ["推进"]


def test_what_was_let_go_stands_where_it_was_moved(panel: TextPanel) -> None:
    put(panel, 1, 0)
    type_text(panel, "今年")
    put(panel, 1, len(WORDS) + 2)
    type_text(panel, "下半年")
    panel.overlay.marks.let_go()
    assert marked(panel, 1) == BOTH


def test_the_same_sign_typed_before_a_mark_is_no_part_of_it(panel: TextPanel) -> None:
    put(panel, 1, WORDS.index("规范"))
    type_text(panel, "规")
    assert marked(panel, 1) == BOTH


@pytest.mark.parametrize("is_handed_in", [False, True])
def test_a_split_takes_them_along(panel: TextPanel, is_handed_in: bool) -> None:
    put(panel, 1, WORDS.index("整理"))
    QTest.keyClick(panel, Qt.Key.Key_Return)
    if is_handed_in:
        panel.flush()
        panel.overlay.marks.let_go()
    assert (marked(panel, 1), marked(panel, 2), marked(panel, 3)) == (["规范"], ["推进"], BOTH)


@pytest.mark.parametrize("is_handed_in", [False, True])
def test_a_join_takes_them_along(panel: TextPanel, is_handed_in: bool) -> None:
    put(panel, 1, len(WORDS))
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    if is_handed_in:
        panel.flush()
        panel.overlay.marks.let_go()
    assert (marked(panel, 1), marked(panel, 2)) == (BOTH * 2, BOTH)


def test_new_paragraphs_that_are_not_taken_over_yet_keep_theirs(panel: TextPanel) -> None:
    for number, word in ((1, "整理"), (4, "管理")):
        put(panel, number, WORDS.index(word))
        QTest.keyClick(panel, Qt.Key.Key_Return)
    panel.overlay.marks.let_go()
    assert [marked(panel, number) for number in (1, 2, 4, 5)] == [["规范"], ["推进"], [], BOTH]


def test_joined_and_taken_back_each_has_its_own(panel: TextPanel) -> None:
    put(panel, 1, len(WORDS))
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    panel.flush()
    panel.model.undo()
    assert (marked(panel, 1), marked(panel, 2), marked(panel, 3)) == (BOTH, BOTH, BOTH)


def test_words_deleted_and_brought_back_are_marked_again(panel: TextPanel) -> None:
    put(panel, 1, WORDS.index("规范"), WORDS.index("整理"))
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    panel.flush()
    gone = marked(panel, 1)
    panel.model.undo()
    assert (gone, marked(panel, 1)) == (["推进"], BOTH)


def test_a_text_filled_anew_keeps_them(panel: TextPanel) -> None:
    put(panel, 1, 0)
    type_text(panel, "今年")
    panel.flush()
    panel.show_section(panel.model, "none")
    panel.show_section(panel.model, "")
    assert marked(panel, 1) == BOTH


def test_a_paragraph_moved_takes_them_along(qtbot: Any) -> None:
    made = make_panel(qtbot, f"h1 一、|甲规范推进\nbody |{WORDS}\nh1 二、|乙规范推进\nbody |{WORDS}")
    made.facts.show_marks(source_of(marks_of(made.model.draft), made.model.draft))
    QApplication.processEvents()
    made.model.do(move_section, "e3", -1)
    assert [marked(made, number) for number in range(4)] == [BOTH] * 4


def test_a_tip_tells_what_is_said_there(panel: TextPanel) -> None:
    block = panel.document().findBlockByNumber(80)
    told = panel.overlay.marks.messages_at(block, block.position() + WORDS.index("推进"))
    assert told == [f"{panel.model.draft.elements[80].id}推进"]


def test_a_source_of_nothing_tells_nothing() -> None:
    assert source_of((), make_draft("body |甲"))("e1") == ("", ())
