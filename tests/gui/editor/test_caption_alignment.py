"""Captions, unit lines, marks and titles of attachments look in 正文 as they are printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from tests.core.editing.grids.test_captions import draft_of
from tests.gui.workspace import make_panel, put

LEFT, CENTRE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight


def looks(panel):
    blocks = [block for block in panel.sync.blocks() if block.text()]
    return {block.text(): block.blockFormat().alignment() for block in blocks}


@pytest.fixture
def panel(qtbot):
    return make_panel(
        qtbot, draft_of("图1是正文", "表1　甲", "单位：元", "[]", "表1是正文", "<>", "图1　乙", "图1　丙")
    )


def test_only_what_stands_beside_its_table_or_figure_is_aligned(panel):
    found = looks(panel)
    assert [found[words] for words in ("表1　甲", "单位：元", "图1　乙")] == [CENTRE, RIGHT, CENTRE]
    assert [found[words] for words in ("图1是正文", "表1是正文", "图1　丙")] == [LEFT] * 3


def test_a_line_that_is_typed_into_a_caption_is_one_when_typing_rests(panel):
    put(panel, 0, 0)
    panel.show_element("e5", 0)
    QTest.keyClicks(panel, "x")
    panel.show_element("e7", 0)
    QTest.keyClicks(panel, "x")
    panel.flush()
    assert (looks(panel)["x表1是正文"], looks(panel)["x图1　乙"]) == (LEFT, LEFT)
    panel.model.undo()
    assert looks(panel)["图1　乙"] == CENTRE


def test_an_attachment_has_its_mark_at_the_left_and_its_title_in_the_middle(qtbot):
    elements = (
        Element("e1", Role.BODY, "正文"),
        Element("e2", Role.ATTACHMENT_MARK, "附件1"),
        Element("e3", Role.ATTACHMENT_TITLE, "任务分解表"),
    )
    panel = make_panel(qtbot, Draft(Identity(), elements, serial=3))
    mark, title = (panel.sync.find(name) for name in ("e2", "e3"))
    assert (mark.blockFormat().textIndent(), title.blockFormat().alignment()) == (0, CENTRE)
    assert title.charFormat().font().pixelSize() > panel.sync.formats.em


def test_a_list_typed_in_the_text_becomes_the_list_of_attachments(qtbot):
    elements = (Element("e1", Role.BODY, "正文", line=1), Element("e2", Role.SIGNATURE, "青禾县", line=2))
    panel = make_panel(qtbot, Draft(Identity(), elements, serial=2))
    put(panel, 0, 2)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    panel.textCursor().insertText("附件：1.任务清单")
    panel.flush()
    assert [each.role for each in panel.model.draft.elements] == [Role.BODY, Role.ATTACHMENT, Role.SIGNATURE]
