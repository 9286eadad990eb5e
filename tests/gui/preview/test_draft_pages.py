"""版面 in the workspace: set in the background, at the place of the work."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.editing.particulars import set_particulars
from core.editing.text.values import set_value
from core.model.change import apply
from core.model.draft import Draft
from gui.draft.page import FORM, PAGES, TEXT, DraftPage
from gui.preview.draft_pages import PagesPanel
from gui.preview.view import PageView
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.gui import parts
from tests.gui.editor.test_editor_cells import DRAFT as WITH_PICTURE
from tests.gui.workspace import make_page, put, type_text

BODY = "今年以来各项工作有序推进。" * 20
LONG = "\n".join(
    [
        "title |2023年上半年工作总结",
        *(f"h1 {number}、|工作{{{n}}}\nbody |{BODY}" for n, number in enumerate("一二三四五六七八九十", 1)),
    ]
)


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner) -> DraftPage:
    """A draft of several pages, set."""
    return shown(qtbot, runner, make_draft(LONG))


def shown(qtbot: Any, runner: TaskRunner, draft: Draft) -> DraftPage:
    """The page of a draft, once its pages are there."""
    made = make_page(qtbot, runner, draft)
    qtbot.waitUntil(lambda: not made.pages.model.is_stale, timeout=20000)
    return made


def settled(qtbot: Any, page: DraftPage) -> DraftPage:
    """The page once its pages are those of now, and follow the work."""
    qtbot.waitUntil(lambda: not page.pages.model.is_stale and not page.pages.rest.isActive(), timeout=20000)
    return page


def status(page: DraftPage) -> str:
    return parts.status(page).pages.text()


def middle(page: DraftPage) -> PagesPanel:
    return page.findChild(PagesPanel)


def test_the_status_line_counts_the_pages(page: DraftPage, qtbot: Any) -> None:
    count = len(page.pages.model.pages.pages)
    assert count > 2
    assert status(settled(qtbot, page)) == f"第 1/{count} 页"


def test_the_count_is_grey_while_it_may_be_another(page: DraftPage, qtbot: Any) -> None:
    before = status(page)
    page.model.do(set_value, "f1", "48")
    assert (status(page), parts.status(page).pages.property("tone")) == (before, "stale")
    settled(qtbot, page)
    assert parts.status(page).pages.property("tone") == ""


def test_nobody_makes_the_view_before_it_is_looked_at(page: DraftPage) -> None:
    assert middle(page).findChild(PageView) is None


def test_the_pages_are_the_third_tab(page: DraftPage) -> None:
    page.show_tab(PAGES)
    assert middle(page).view.page_count == len(page.pages.model.pages.pages)
    assert middle(page).view.isAncestorOf(page.focusWidget())


def test_the_pages_show_the_section_turned_to(page: DraftPage, qtbot: Any) -> None:
    parts.outline(page).section_chosen.emit("e20")
    page.show_tab(PAGES)
    number, count, _ = settled(qtbot, page).pages.page_status
    assert 3 < number < count
    assert status(page) == f"第 {number + 1}/{count} 页"
    assert middle(page).view.current_page == number


def test_an_edit_reaches_the_pages_in_view(page: DraftPage, qtbot: Any) -> None:
    page.show_tab(PAGES)
    page.model.do(set_value, "f1", "KAOPU")
    settled(qtbot, page)
    texts = [s.text for line in middle(page).view.shown_pages.pages[0].lines for s in line.line.stretches]
    assert "KAOPU" in "".join(texts)


def test_a_click_leads_to_the_place_in_the_text(page: DraftPage) -> None:
    page.show_tab(PAGES)
    middle(page).view.place_chosen.emit(9, 5)
    assert parts.views(page).currentIndex() == TEXT
    assert page.text.place_in_draft == ("e9", 5)
    assert page.text.hasFocus()


def test_a_click_on_an_ordinal_leads_to_the_beginning_of_the_heading(page: DraftPage) -> None:
    page.show_tab(PAGES)
    middle(page).view.place_chosen.emit(2, 1)
    assert page.text.place_in_draft == ("e2", 0)


def test_the_pages_show_where_the_cursor_is(page: DraftPage, qtbot: Any) -> None:
    page.show_tab(TEXT)
    put(page.text, 20, 10)
    page.show_tab(PAGES)
    assert page.pages.place == (21, 10)
    assert middle(page).view.current_page == page.pages.page_status[0]


@pytest.mark.parametrize(("start", "end"), [(TEXT, PAGES), (PAGES, TEXT), (FORM, PAGES)])
def test_one_key_leads_from_the_text_to_the_pages_and_back(page: DraftPage, start: int, end: int) -> None:
    page.show_tab(start)
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert parts.views(page).currentIndex() == end


def test_going_to_the_pages_and_back_leaves_the_cursor(page: DraftPage) -> None:
    page.show_tab(TEXT)
    put(page.text, 20, 10)
    page.show_tab(PAGES)
    page.show_tab(TEXT)
    assert page.text.place_in_draft == ("e21", 10)


def test_the_pages_follow_the_typing(page: DraftPage, qtbot: Any) -> None:
    page.show_tab(TEXT)
    put(page.text, 20, 10)
    type_text(page.text, "新增")
    page.show_tab(PAGES)
    settled(qtbot, page)
    assert page.pages.place == (21, 12)
    assert middle(page).view.current_page == page.pages.page_status[0]


def test_an_open_fact_is_shown_in_the_text_when_pages_are_in_front(page: DraftPage) -> None:
    page.show_tab(PAGES)
    page.show_fact("f5")
    assert (parts.views(page).currentIndex(), page.text.navigator.fact) == (TEXT, "f5")


def test_a_layout_that_cannot_be_used_is_told_and_the_pages_stay(page: DraftPage, tmp_path: Any, qtbot: Any) -> None:
    page.show_tab(PAGES)
    (tmp_path / "坏.docx").write_bytes(b"no layout")
    page.model.do(set_particulars, {"版式": str(tmp_path / "坏.docx")})
    settled(qtbot, page)
    assert "版式" in middle(page).notice.text
    assert middle(page).view.page_count > 2


def test_a_draft_without_words_has_pages_too(qtbot: Any, runner: TaskRunner) -> None:
    page = shown(qtbot, runner, replace(make_draft("title |总结"), elements=(), facts=()))
    page.show_tab(PAGES)
    assert middle(page).view.page_count <= 1


def test_particulars_of_the_draft_are_on_its_pages(qtbot: Any, runner: TaskRunner) -> None:
    draft = make_draft(LONG)
    draft = apply(draft, set_particulars(draft, {"发文机关": "青禾县档案馆", "版式": "国标公文"}))
    page = shown(qtbot, runner, draft)
    first = "".join(s.text for line in page.pages.model.pages.pages[0].lines for s in line.line.stretches)
    assert "青禾县档案馆文件" in first


def test_the_keyboard_goes_round_by_way_of_the_pages(page: DraftPage) -> None:
    page.show_tab(PAGES)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_F6)
    focus: QWidget = page.focusWidget()
    assert parts.side(page).isAncestorOf(focus)


def test_what_the_pages_do_not_show_is_told_there_once(
    qtbot: Any, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def lacking(_draft: Draft, code: str) -> str:
        asked.append(code)
        return "稿件里的图表在版面里显示不出来。"

    monkeypatch.setattr("core.workflows.exporting.unsupported.not_printed", lacking)
    picture = next(each for each in WITH_PICTURE.elements if each.objects)
    draft = make_draft(LONG)
    draft = replace(draft, elements=(*draft.elements, replace(picture, id="e90")), media=WITH_PICTURE.media, serial=90)
    page = shown(qtbot, runner, draft)
    page.show_tab(PAGES)
    qtbot.waitUntil(lambda: middle(page).notice.text == "稿件里的图表在版面里显示不出来。")
    page.model.do(set_value, "f1", "48")
    settled(qtbot, page)
    assert (asked, middle(page).notice.isVisible()) == (["view_objects_not_shown"], True)
    middle(page).notice.cross.click()
    page.model.do(set_value, "f1", "49")
    settled(qtbot, page)
    assert not middle(page).notice.isVisible()
