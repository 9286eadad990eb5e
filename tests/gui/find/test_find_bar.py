"""查找和替换 in the workspace: hits listed and marked, gone to, replaced as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.workflows.checking.find_replace import SearchQuery, find_hits
from gui.draft.page import FORM, LEDGER, DraftPage
from gui.editor.panel import TextPanel
from gui.find.bar import FindBar, next_hit
from gui.session.draft_model import DraftModel
from tests.builders import make_draft
from tests.gui.listed import listed_titles
from tests.gui.workspace import REPORT, make_session, put, type_text


class Workspace(QWidget):
    """A text with the bar above it; ``told`` are the sentences about edits."""

    def __init__(self, runner, read_only=False):
        super().__init__()
        self.model = DraftModel(make_session(REPORT, read_only=read_only), self)
        self.text = TextPanel("正文")
        self.text.show_section(self.model, "")
        self.find = FindBar(self.model, runner, (self.text,))
        self.told = []
        self.find.message_shown.connect(self.told.append)
        self.find.place_chosen.connect(self.text.show_element)
        self.find.closed.connect(self.text.setFocus)
        column = QVBoxLayout(self)
        column.addWidget(self.find)
        column.addWidget(self.text)


def shown(qtbot, runner, **options):
    made = Workspace(runner, **options)
    qtbot.addWidget(made)
    made.resize(700, 760)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def page(qtbot, runner):
    return shown(qtbot, runner)


@pytest.fixture
def find(page):
    return page.find


def look_for(qtbot, find, words, new=None):
    find.begin(is_replacing=new is not None)
    find.fields.old.setText(words)
    find.fields.new.setText(new or "")
    settled(qtbot, find)


def settled(qtbot, find):
    """Nothing waits to be looked for, and nothing is being looked for."""
    qtbot.waitUntil(lambda: not find.is_busy)


def marked(panel):
    return [selection.cursor.selectedText() for selection in panel.extraSelections()]


def notes(find):
    return [node.shown.note for node in find.results.rows()]


def texts(page):
    return [element.content for element in page.model.draft.elements]


def test_hits_are_listed_by_section_and_marked_in_the_text(qtbot, page, find):
    look_for(qtbot, find, "学习")
    assert listed_titles(find.results) == ["引言　1处", "（一）加强学习　1处", "（二）夯实基层　1处"]
    assert marked(page.text) == ["学习"] * 3
    assert find.fields.count.text() == "共3处"


def test_what_is_not_there_is_said(qtbot, find):
    look_for(qtbot, find, "没有的话")
    assert find.fields.count.text() == "没有找到"
    assert find.view.isHidden()


def test_marks_do_not_touch_the_document(qtbot, page, find):
    revision = page.text.document().revision()
    look_for(qtbot, find, "学习")
    assert page.text.document().revision() == revision


def test_of_very_many_hits_those_in_view_are_marked(qtbot, monkeypatch, page, find):
    monkeypatch.setattr("gui.editor.painting.search_highlights.MOST", 2)
    look_for(qtbot, find, "。")
    first = [selection.cursor.blockNumber() for selection in page.text.extraSelections()]
    page.text.resize(page.text.width(), 60)
    page.text.verticalScrollBar().setValue(page.text.verticalScrollBar().maximum())
    find.mark_hits()
    last = [selection.cursor.blockNumber() for selection in page.text.extraSelections()]
    assert (len(first), len(last), last > first) == (2, 2, True)


def test_enter_goes_from_hit_to_hit_and_the_keyboard_stays(qtbot, page, find):
    look_for(qtbot, find, "学习")
    QTest.keyClick(find.fields.old, Qt.Key.Key_Return)
    QTest.keyClick(find.fields.old, Qt.Key.Key_Return)
    assert find.fields.count.text() == "第2处，共3处"
    assert (page.text.textCursor().selectedText(), page.text.place_in_draft) == ("学习", ("e4", 4))
    assert find.fields.old.hasFocus()


@pytest.mark.parametrize(("key", "shown"), [("", "第1处，共3处"), ("Shift", "第3处，共3处")])
def test_enter_right_behind_the_last_sign_goes_to_a_hit_when_there_are_some(qtbot, page, find, key, shown):
    modifiers = Qt.KeyboardModifier.ShiftModifier if key else Qt.KeyboardModifier.NoModifier
    look_for(qtbot, find, "没有的词")
    find.fields.old.setText("学习")
    QTest.keyClick(find.fields.old, Qt.Key.Key_Return, modifiers)
    settled(qtbot, find)
    assert (find.fields.count.text(), page.text.textCursor().selectedText()) == (shown, "学习")


def test_enter_does_not_go_to_a_hit_of_the_words_before(qtbot, page, find):
    look_for(qtbot, find, "学习")
    find.fields.old.setText("没有的词")
    QTest.keyClick(find.fields.old, Qt.Key.Key_Return)
    settled(qtbot, find)
    assert (find.fields.count.text(), page.text.textCursor().hasSelection()) == ("没有找到", False)


@pytest.mark.parametrize(("step", "element_id"), [(1, "e2"), (-1, "e6")])
def test_the_next_hit_counts_from_where_the_cursor_stands(qtbot, page, find, step, element_id):
    look_for(qtbot, find, "学习")
    page.text.setFocus()
    put(page.text, 0, 0)
    find.step(step)
    assert page.text.place_in_draft[0] == element_id


def test_a_hit_is_gone_to_from_every_view(qtbot, runner):
    page = DraftPage(make_session(), runner)
    qtbot.addWidget(page)
    page.show()
    for tab, words, key in ((FORM, "基层", "e5"), (LEDGER, "不少", "e7")):
        page.show_tab(tab)
        look_for(qtbot, page.find_bar, words)
        _action(page, "next_hit").trigger()
        assert page.section == key


def _action(page, name):
    return next(action for action in page.actions() if action.objectName() == name)


def test_selected_words_are_looked_for(page, find):
    page.text.setFocus()
    put(page.text, 1, 5, 7)
    find.begin()
    assert find.fields.old.text() == "选派"


def test_replacing_is_shown_before_it_is_done(qtbot, page, find):
    look_for(qtbot, find, "48", "52")
    assert notes(find) == ["→ 52 · 要素“48”，全稿2处一起改"] * 2
    assert "48" in texts(page)[1]


def test_all_is_one_step_and_told(qtbot, page, find):
    before = page.model.draft
    look_for(qtbot, find, "学习", "培训")
    find.fields.all_button.click()
    assert not any("学习" in text for text in texts(page))
    assert page.told == ["已把3处“学习”替换为“培训”。"]
    page.model.undo()
    assert page.model.draft == before


def test_a_hit_without_a_mark_stays(qtbot, page, find):
    look_for(qtbot, find, "学习", "培训")
    first = find.results.rows()[0]
    find.results.setData(find.results.index_of(first.key), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert find.fields.all_button.text() == "全部替换（2）"
    find.fields.all_button.click()
    assert [text.count("学习") for text in texts(page)] == [0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_the_keyboard_goes_on_to_the_next_search_when_all_is_replaced(qtbot, find):
    look_for(qtbot, find, "培训", "轮训")
    find.fields.all_button.setFocus()
    find.fields.all_button.click()
    qtbot.waitUntil(lambda: not find.fields.all_button.isEnabled())
    assert find.fields.old.hasFocus()


def test_replacing_by_nothing_is_called_deleting(qtbot, page, find):
    look_for(qtbot, find, "学习", "")
    assert (find.fields.all_button.text(), notes(find)[0]) == ("全部删去（3）", "→ 删去")


def test_deleting_everywhere_is_not_the_main_button(find):
    find.begin(is_replacing=True)
    fields = find.fields
    deleting = (fields.all_button.text(), fields.all_button.property("look"))
    fields.new.setText("培训")
    assert (deleting, fields.all_button.text(), fields.all_button.property("look")) == (
        ("全部删去", ""),
        "全部替换",
        "primary",
    )


@pytest.mark.parametrize("is_replacing", [True, False])
def test_tab_leads_to_what_is_put_there(find, is_replacing):
    find.begin(is_replacing=is_replacing)
    QTest.keyClick(find.fields.old, Qt.Key.Key_Tab)
    assert find.fields.new.hasFocus() is is_replacing


def test_places_of_one_field_are_ticked_together(qtbot, find):
    look_for(qtbot, find, "48", "52")
    first = find.results.rows()[0]
    find.results.setData(find.results.index_of(first.key), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert find.results.chosen() == []


def test_enter_replaces_one_and_goes_to_the_next(qtbot, page, find):
    look_for(qtbot, find, "学习", "培训")
    find.step(1)
    QTest.keyClick(find.fields.new, Qt.Key.Key_Return)
    settled(qtbot, find)
    assert [("学习" in text, "培训" in text) for text in texts(page)[1:4]] == [
        (False, True),
        (False, False),
        (True, True),
    ]
    assert page.text.place_in_draft[0] == "e4"


def test_words_that_cannot_be_stored_are_refused(qtbot, page, find, runner):
    look_for(qtbot, find, "学习", "培训")
    find.fields.new.setText("\x7f")
    with qtbot.waitSignal(runner.failed):
        find.fields.one_button.click()
        settled(qtbot, find)
    assert "学习" in texts(page)[1]


def test_escape_takes_the_marks_away_and_goes_back_to_the_text(qtbot, page, find):
    look_for(qtbot, find, "学习")
    QTest.keyClick(find.fields.old, Qt.Key.Key_Escape)
    assert (find.isHidden(), marked(page.text), page.text.hasFocus()) == (True, [], True)


def test_typing_goes_on_in_the_list_of_hits(qtbot, page, find):
    look_for(qtbot, find, "问题")
    page.text.setFocus()
    put(page.text, 1, 0)
    type_text(page.text, "问题")
    page.model.flush()
    settled(qtbot, find)
    assert find.fields.count.text().endswith("共3处")


def test_a_read_only_draft_is_only_looked_through(qtbot, runner):
    page = shown(qtbot, runner, read_only=True)
    find = page.find
    look_for(qtbot, find, "学习", "培训")
    assert find.fields.new.isHidden()
    assert len(find.results.rows()) == 3


@pytest.mark.parametrize(
    ("here", "step", "number"),
    [(("e1", 0), 1, 1), (("e1", 2), 1, 1), (("e2", 0), -1, 0), (("e1", 0), -1, 1), (("", -1), 1, 0)],
)
def test_the_next_hit_comes_round_the_end(here, step, number):
    draft = make_draft("body |学习\nbody |学习")
    order = {element.id: number for number, element in enumerate(draft.elements)}
    assert next_hit(find_hits(draft, SearchQuery("学习")), order, here, step) == number


def test_there_is_no_next_of_none():
    assert next_hit((), {}, ("e1", 0), 1) == -1


def test_when_all_is_replaced_that_is_said_and_not_that_nothing_was_found(qtbot, find):
    look_for(qtbot, find, "学习", "培训")
    find.fields.all_button.click()
    settled(qtbot, find)
    assert find.fields.count.text() == "已全部替换3处"


def test_what_is_looked_for_next_is_not_said_to_be_replaced(qtbot, find):
    look_for(qtbot, find, "学习", "培训")
    find.fields.all_button.click()
    look_for(qtbot, find, "没有的话", "培训")
    assert find.fields.count.text() == "没有找到"
