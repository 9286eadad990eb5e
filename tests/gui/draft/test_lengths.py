"""字数 in the status bar: of draft, section and selection, with a target for the section."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog

from core.workflows.drafting.lengths import set_target, targets_of
from gui.draft.header_and_status import DraftStatus, LengthBar, Lengths, length_under, tone_of
from gui.outline.sections import keyed_sections
from tests.builders import make_draft
from tests.gui.editor.test_column_widths import draft_with
from tests.gui.workspace import REPORT, make_panel, put


@pytest.fixture
def panel(qtbot):
    return make_panel(qtbot)


@pytest.fixture
def bar(qtbot, panel):
    made = LengthBar()
    qtbot.addWidget(made)
    made.watch(panel.model, (panel,))
    made.show()
    return made


def at(bar, key):
    bar.show_section(key)
    bar.show_counts()
    return bar.section.text()


def test_a_part_counts_with_everything_under_it():
    draft = make_draft(REPORT)
    counts = Lengths().of(draft)
    sections = keyed_sections(draft)
    assert length_under(sections, "e3", counts) == sum(counts[each] for each in ("e3", "e4", "e5", "e6"))
    assert length_under(sections, "front", counts) == counts["e1"] + counts["e2"]


def test_paragraphs_that_nobody_touched_are_not_counted_anew(monkeypatch):
    lengths, draft = Lengths(), make_draft(REPORT)
    before = lengths.of(draft)
    monkeypatch.setattr("gui.draft.header_and_status.count_signs", lambda _text: 1000)
    assert lengths.of(draft) == before


@pytest.mark.parametrize(("count", "tone"), [(79, "carried"), (80, ""), (120, ""), (121, "empty")])
def test_far_off_the_target_is_coloured(count, tone):
    assert (tone_of(count, 100), tone_of(count, 0)) == (tone, "")


def test_draft_and_section_are_counted(bar):
    assert (at(bar, "e7"), bar.all.text()) == ("本章节 11 字", "全稿 94 字")


def test_a_target_stands_beside_the_count(bar, panel):
    panel.model.do(set_target, "e7", 500)
    assert (at(bar, "e7"), bar.section.property("tone")) == ("本章节 11/500 字", "carried")
    panel.model.undo()
    assert at(bar, "e7") == "本章节 11 字"


def test_the_target_is_asked_for_and_kept(bar, panel):
    at(bar, "e7")
    bar.section.click()
    asked = bar.findChild(QInputDialog)
    asked.setIntValue(300)
    asked.accept()
    assert targets_of(panel.model.draft) == {"e7": 300}


def test_the_front_has_a_target_like_any_section(bar, panel):
    at(bar, "front")
    bar.section.click()
    asked = bar.findChild(QInputDialog)
    asked.setIntValue(400)
    asked.accept()
    assert at(bar, "front").endswith("/400 字")
    assert targets_of(panel.model.draft) == {"front": 400}


def test_who_signs_has_no_target(bar):
    at(bar, "back")
    assert not bar.section.isEnabled()
    assert bar.section.toolTip().startswith("落款不用定目标字数")


def test_one_with_a_heading_says_what_a_press_does(bar):
    at(bar, "back")
    at(bar, "e7")
    assert bar.section.toolTip().startswith("给这一章节定一个目标字数")


def test_what_is_selected_is_counted(bar, panel):
    put(panel, 1, 0, 4)
    bar.show_counts()
    assert (bar.selected.text(), bar.selected.isHidden()) == ("选中 4 字", False)
    put(panel, 1, 0)
    bar.show_counts()
    assert bar.selected.isHidden()


def test_numbers_of_neighbouring_cells_are_counted_one_by_one(bar, qtbot):
    panel = make_panel(qtbot, draft_with([["指标", "数值"], ["12", "34"]]))
    bar.watch(panel.model, (panel,))
    panel.selectAll()
    bar.show_counts()
    assert bar.selected.text() == "选中 7 字"


def test_new_counts_have_their_room_before_anything_else_is_done(qtbot, panel):
    status = DraftStatus()
    qtbot.addWidget(status)
    status.resize(900, 40)
    status.show()
    QApplication.processEvents()
    status.length.watch(panel.model, (panel,))
    status.length.show_counts()
    assert status.length.all.width() >= status.length.all.sizeHint().width()
    assert status.length.section.width() >= status.length.section.sizeHint().width()


def test_a_long_draft_is_counted_bit_by_bit():
    lengths, draft = Lengths(), make_draft(REPORT)
    rounds = [lengths.go_on(draft, 3) for _ in range(-(-len(draft.elements) // 3))]
    assert (rounds[:-1], rounds[-1]) == ([False] * (len(rounds) - 1), True)


def test_paragraphs_that_went_are_counted_no_more():
    lengths, draft = Lengths(), make_draft(REPORT)
    lengths.of(draft)
    assert set(lengths.of(replace(draft, elements=draft.elements[1:]))) == {each.id for each in draft.elements[1:]}
