"""A long text whose beginning is written at once and whose rest follows: whoever needs more gets all of it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider

from core.editing.grids.lines import Axis, delete_line
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import FactState
from core.model.spans import Place, Span
from core.model.tables.fit import USUAL_AREA
from core.workflows.checking.find_replace import SearchQuery, find_hits, replace_hits
from core.workflows.drafting.session import Session
from core.workflows.facts import find_facts
from gui.editor.panel import TextPanel
from gui.editor.paragraphs import Paragraph
from gui.editor.staging import SHORT, stop_behind
from gui.session.draft_model import DraftModel
from tests.gui.workspace import type_text
from tests.journals import MemoryJournal
from tests.tables import table_elements

ROWS, COLUMNS = 200, 6


def draft() -> Draft:
    """A table of more cells than are written at once, between two paragraphs; its figures are facts."""
    lines = [" | ".join((f"项目{row}", *(f"{row * 37 + n}" for n in range(COLUMNS - 1)))) for row in range(ROWS)]
    head = " | ".join(("项目", *(f"指标{n}（万元）" for n in range(COLUMNS - 1))))
    made = table_elements("\n".join(("表格上面一段。", head, *lines, "表格下面一段。")))
    return Draft(Identity(), made, find_facts(made), serial=10_000)


@pytest.fixture
def panel(qtbot: Any, tmp_path: Any) -> TextPanel:
    """Just shown: only its beginning is written."""
    shown = TextPanel("正文")
    qtbot.addWidget(shown)
    shown.resize(700, 300)
    shown.show()
    shown.show_section(DraftModel(Session(draft(), tmp_path / "稿.nigao", MemoryJournal())), "")
    assert shown.sync.rest
    return shown


def model_of(panel: TextPanel) -> DraftModel:
    assert panel.model is not None
    return panel.model


def words(panel: TextPanel) -> list[str]:
    """What stands on the screen, without the lines between grids."""
    return [text for text in panel.toPlainText().split("\n") if text]


def is_whole(panel: TextPanel) -> bool:
    """Whether the screen shows all of the draft, in a grid wherever a cell stands."""
    told = [each.content for each in model_of(panel).draft.elements if each.content]
    cells = [block for block in panel.sync.blocks() if QTextCursor(block).currentTable() is not None]
    own = sum(each.role is Role.CELL for each in model_of(panel).draft.elements)
    return words(panel) == told and len(cells) == own and panel.sync.typed() is None


def last_cell(panel: TextPanel) -> Element:
    return [each for each in model_of(panel).draft.elements if each.role is Role.CELL][-1]


def test_the_beginning_is_a_text_of_its_own(panel: TextPanel) -> None:
    assert panel.document().blockCount() == len(panel.sync.shown) < len(model_of(panel).draft.elements)
    assert panel.sync.typed() is None


def test_the_rest_follows_by_itself_with_its_facts(panel: TextPanel, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not panel.sync.rest and not panel.sync.has_deferred, timeout=20000)
    assert is_whole(panel)
    shown = {fact.id for each in panel.sync.shown for fact in each.facts}
    assert shown == {fact.id for fact in model_of(panel).draft.facts}


def go_there(panel: TextPanel) -> None:
    panel.show_element(last_cell(panel).id, 0)


def go_to_its_fact(panel: TextPanel) -> None:
    panel.show_fact(model_of(panel).draft.facts[-1].id)


def highlight(panel: TextPanel) -> None:
    panel.highlights.show([Place(last_cell(panel).id, Span(0, 2))])


def take_all(panel: TextPanel) -> None:
    QTest.keySequence(panel, QKeySequence.StandardKey.SelectAll)


def go_to_the_end(panel: TextPanel) -> None:
    QTest.keySequence(panel, QKeySequence.StandardKey.MoveToEndOfDocument)


def undo_an_edit(panel: TextPanel) -> None:
    model_of(panel).do(delete_line, last_cell(panel).id, Axis.ROWS)
    model_of(panel).undo()


def delete_a_row(panel: TextPanel) -> None:
    model_of(panel).do(delete_line, last_cell(panel).id, Axis.ROWS)


def split_a_paragraph(panel: TextPanel) -> None:
    panel.setTextCursor(QTextCursor(panel.document().firstBlock()))
    type_text(panel, "新")
    QTest.keyClick(panel, Qt.Key.Key_Return)
    panel.flush()


DOORS = (
    go_there,
    go_to_its_fact,
    highlight,
    take_all,
    go_to_the_end,
    undo_an_edit,
    delete_a_row,
    split_a_paragraph,
)


@pytest.mark.parametrize("door", DOORS)
def test_whoever_needs_more_gets_all_of_it(panel: TextPanel, door: Callable[[TextPanel], None]) -> None:
    door(panel)
    assert not panel.sync.rest
    assert is_whole(panel)


def test_all_that_is_copied_at_once_is_all_of_the_text(panel: TextPanel) -> None:
    take_all(panel)
    told = panel.createMimeDataFromSelection().text()
    assert (told[:7], told[-7:]) == ("表格上面一段。", "表格下面一段。")
    assert last_cell(panel).content in told


def test_the_end_is_where_the_slider_is_drawn_to(panel: TextPanel) -> None:
    bar = panel.verticalScrollBar()
    bar.setSliderDown(True)
    bar.setSliderPosition(bar.maximum())
    bar.triggerAction(QAbstractSlider.SliderAction.SliderMove)
    assert not panel.sync.rest
    assert bar.value() == bar.maximum()


def test_below_what_is_scrolled_to_there_is_always_more(panel: TextPanel) -> None:
    bar = panel.verticalScrollBar()
    for _ in range(3):
        bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
        assert bar.maximum() - bar.value() >= bar.pageStep()
    assert panel.sync.rest


def test_what_is_typed_at_once_is_kept_and_the_rest_waits(panel: TextPanel, qtbot: Any) -> None:
    panel.resize(700, 120)
    panel.setTextCursor(QTextCursor(panel.document().firstBlock()))
    for _ in range(3):
        panel.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    panel.verticalScrollBar().setValue(0)
    written = len(panel.sync.shown)
    QTest.keyClicks(panel, "12")
    assert len(panel.sync.shown) == written
    panel.flush()
    assert model_of(panel).draft.elements[0].content == "12表格上面一段。"
    qtbot.waitUntil(lambda: not panel.sync.rest, timeout=20000)
    assert is_whole(panel)


def test_an_edit_that_changes_words_of_the_rest_is_shown_when_it_is_written(panel: TextPanel, qtbot: Any) -> None:
    model_of(panel).do(lambda own: replace_hits(own, find_hits(own, SearchQuery("项目")), "任务"))
    assert panel.sync.rest
    qtbot.waitUntil(lambda: not panel.sync.rest and not panel.sync.has_deferred, timeout=20000)
    assert is_whole(panel)


def test_another_look_begins_anew(panel: TextPanel) -> None:
    panel.binding.show_anew()
    assert panel.sync.rest
    assert is_whole(panel)


def test_a_type_area_that_is_wider_by_a_hair_is_no_other_one(panel: TextPanel) -> None:
    assert not panel.sync.rest.is_other_area(USUAL_AREA._replace(width=USUAL_AREA.width - 1), panel.sync.shown)


def body(number: int, length: int = 1) -> Paragraph:
    return Paragraph(f"e{number}", Role.BODY, "", "字" * length, 0, 0, ())


def test_short_and_long_paragraphs_fill_lines() -> None:
    texts = [body(number, 120) for number in range(SHORT)]
    assert (stop_behind(texts, 0, 6), stop_behind(texts, 10, 1), stop_behind(texts, SHORT - 1, 9)) == (2, 11, SHORT)


def test_writing_never_stops_within_a_grid(panel: TextPanel) -> None:
    last = panel.sync.shown[-1]
    assert (last.role, last.content) == (Role.TABLE, "")


def test_a_text_without_paragraphs_has_no_stop() -> None:
    assert stop_behind((), 0, 5) == 0


def test_facts_of_what_is_written_first_are_shown_at_once(panel: TextPanel) -> None:
    assert not panel.sync.has_deferred
    assert any(fact.state is FactState.CARRIED for each in panel.sync.shown for fact in each.facts)
