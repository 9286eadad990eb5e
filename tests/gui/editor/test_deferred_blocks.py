"""Running text that is changed at very many places at once: right where it is seen and touched, the rest bit by bit."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from core.model.elements import Role
from core.model.fact import FactState
from core.workflows.checking.find_replace import SearchQuery, find_hits, replace_hits
from core.workflows.drafting.session import Session
from gui.editor.blocks import facts_in, formats_of, id_of
from gui.editor.document_sync import REACH, DocumentSync
from gui.editor.panel import TextPanel
from gui.editor.paragraphs import Paragraph, ShownFact
from gui.editor.writing import BlockWriter
from gui.session.draft_model import DraftModel
from tests.builders import make_draft
from tests.gui.editor.painting.test_repaint import Painted
from tests.gui.workspace import type_text
from tests.journals import MemoryJournal

MANY = 3 * REACH


@pytest.fixture
def panel(qtbot: Any, tmp_path: Any) -> TextPanel:
    """A text so long that its end is far out of sight, all of it on the screen."""
    draft = make_draft("h1 一、|开展情况" + "\nbody |接收档案48卷，库房管理规范。" * MANY)
    shown = TextPanel("正文")
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    shown.show_section(DraftModel(Session(draft, tmp_path / "稿.nigao", MemoryJournal())), "")
    shown.show()
    qtbot.waitUntil(lambda: not shown.sync.has_deferred, timeout=20000)
    return shown


def replace_all(panel: TextPanel, old: str, new: str) -> None:
    model = panel.model
    assert model is not None
    model.do(lambda draft: replace_hits(draft, find_hits(draft, SearchQuery(old)), new))


def contents(panel: TextPanel) -> tuple[str, ...]:
    assert panel.model is not None
    return tuple(element.content for element in panel.model.draft.elements)


def test_what_is_in_view_is_right_at_once_and_the_end_is_late(panel: TextPanel) -> None:
    replace_all(panel, "规范", "有序")
    blocks = list(panel.sync.blocks())
    assert ("有序" in blocks[1].text(), "有序" in blocks[-1].text()) == (True, False)


def test_the_rest_follows(panel: TextPanel, qtbot: Any) -> None:
    replace_all(panel, "规范", "有序")
    qtbot.waitUntil(lambda: not panel.sync.has_deferred, timeout=20000)
    assert tuple(panel.toPlainText().split("\n")) == contents(panel)


def test_what_is_read_stays_where_it_is(panel: TextPanel, qtbot: Any) -> None:
    panel.verticalScrollBar().setValue(panel.verticalScrollBar().maximum() // 2)
    before = id_of(panel.cursorForPosition(QPoint(0, 0)).block())
    replace_all(panel, "规范", "规范有序" * 20)
    qtbot.waitUntil(lambda: not panel.sync.has_deferred, timeout=20000)
    assert id_of(panel.cursorForPosition(QPoint(0, 0)).block()) == before


def test_what_is_written_out_of_sight_is_not_painted(panel: TextPanel, qtbot: Any) -> None:
    replace_all(panel, "规范", "有序")
    QApplication.processEvents()
    painted = Painted(panel)
    qtbot.waitUntil(lambda: not panel.sync.has_deferred, timeout=20000)
    QApplication.processEvents()
    assert painted.region.boundingRect().width() < panel.viewport().width() / 2  # the cursor blinks


def typed(panel: TextPanel) -> None:
    type_text(panel, "甲")


def joined(panel: TextPanel) -> None:
    panel.textCursor().deletePreviousChar()


@pytest.mark.parametrize("action", [typed, joined])
def test_what_is_typed_in_a_late_paragraph_is_typed_in_what_it_should_show(
    panel: TextPanel, action: Callable[[TextPanel], None]
) -> None:
    replace_all(panel, "规范", "有序")
    cursor = panel.textCursor()
    cursor.setPosition(panel.document().lastBlock().position())
    panel.setTextCursor(cursor)
    panel.binding.deferred.be_ready()
    action(panel)
    panel.commit()
    assert not any("规范" in content for content in contents(panel)[-3:])


def test_what_is_typed_far_apart_leaves_late_paragraphs_between_alone(panel: TextPanel) -> None:
    replace_all(panel, "规范", "有序")
    for block in (panel.document().firstBlock(), panel.document().lastBlock()):
        cursor = panel.textCursor()
        cursor.setPosition(block.position() + 2)
        panel.setTextCursor(cursor)
        type_text(panel, "甲")
    panel.commit()
    assert sum("有序" in content for content in contents(panel)) == MANY


def test_undone_while_it_is_late_it_is_as_before(panel: TextPanel, qtbot: Any) -> None:
    before = contents(panel)
    replace_all(panel, "规范", "有序")
    panel.model.undo()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not panel.sync.has_deferred, timeout=20000)
    assert (tuple(panel.toPlainText().split("\n")), contents(panel)) == (before, before)


def test_what_is_copied_is_what_should_stand_there(panel: TextPanel) -> None:
    replace_all(panel, "规范", "有序")
    panel.selectAll()
    assert "规范" not in panel.createMimeDataFromSelection().text()


def long_text() -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(f"e{n}", Role.BODY, "", "接收档案48卷。", 0, 0, (ShownFact(f"f{n}", 4, 6, FactState.CARRIED),))
        for n in range(MANY)
    )


def test_a_place_that_is_asked_for_is_written_first(qapp: Any) -> None:
    document = QTextDocument()
    screen, paragraphs = DocumentSync(document), long_text()
    screen.fill(paragraphs)
    last = paragraphs[-1].facts[0].id
    screen.place_of(last)
    assert [name for _, _, name in facts_in(document.lastBlock())] == [last]


def test_caught_up_it_looks_as_if_written_at_once(qapp: Any) -> None:
    document, other = QTextDocument(), QTextDocument()
    screen, paragraphs = DocumentSync(document), long_text()
    screen.fill(paragraphs)
    screen.flush_deferred(screen.blocks())
    whole = DocumentSync(other)
    whole.fill(paragraphs[:2])
    assert formats_of(document.findBlockByNumber(1)) == formats_of(other.findBlockByNumber(1))


def test_after_a_fault_in_between_what_is_typed_is_not_lost(
    panel: TextPanel, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken, qtbot.captureExceptions() as faults:
        broken.setattr(BlockWriter, "alter", None)
        replace_all(panel, "规范", "有序")
    qtbot.waitUntil(lambda: not panel.sync.has_deferred, timeout=20000)
    cursor = panel.textCursor()
    cursor.setPosition(panel.document().findBlockByNumber(1).position())
    panel.setTextCursor(cursor)
    type_text(panel, "甲")
    panel.commit()
    assert faults
    assert contents(panel)[1:3] == ("甲接收档案48卷，库房管理有序。", "接收档案48卷，库房管理有序。")
