"""The export sheet: fields that the layout writes, proposals, what a unit keeps, pages, PDF, faults of layouts."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QToolTip

from core.editing.particulars import particulars_of, set_particulars
from core.editing.text.values import confirm
from core.model.change import apply
from core.model.draft import Draft
from core.workflows.drafting.session import Session
from core.workflows.exporting.particulars import keep, kept_values
from gui.export.sheet import ExportSheet
from gui.preview.view import WAITING_WORDS
from gui.shell.tasks import TaskRunner
from gui.widgets.choice_field import LongLine
from tests.builders import make_draft
from tests.gui.workspace import MemoryJournal
from tests.word_files import layout_file, p

NOW = datetime(2023, 7, 5, 9, 41)
UNIT = "青禾县档案馆"
SOURCE = """
title |2023年上半年工作总结
body |今年以来，选派{**}名干部。
signature |青禾县档案馆
issue_date |2023年7月3日
"""
HEAD = ("份号", "密级", "紧急程度", "发文机关", "发文字号", "签发人")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


class Workspace:
    """Shows sheets."""

    def __init__(self, qtbot: Any, runner: TaskRunner, folder: Path) -> None:
        self._qtbot, self._runner, self._folder = qtbot, runner, folder
        self.sheet = ExportSheet(runner, lambda: NOW)
        qtbot.addWidget(self.sheet)
        self.sheet.resize(1200, 760)

    def show(self, draft: Draft | None = None, read_only: bool = False, **given: str) -> ExportSheet:
        """The sheet of a draft, once it knows its layout; ``layout`` is the one it was last written in."""
        draft = draft or make_draft(SOURCE)
        draft = apply(draft, set_particulars(draft, {"版式": given.get("layout", "国标公文")}))
        self.session = Session(draft, self._folder / "稿.nigao", MemoryJournal(read_only))
        self.sheet.show()
        self.sheet.begin(self.session)
        return self.known()

    def known(self) -> ExportSheet:
        """The sheet once nothing is under way."""
        self._qtbot.waitUntil(
            lambda: not self.sheet.is_reading and not self.sheet.look.model.is_stale and not self._runner.is_busy,
            timeout=20000,
        )
        return self.sheet

    @property
    def particulars(self) -> dict[str, str]:
        """Those of the draft, its layout left out."""
        return {name: text for name, text in particulars_of(self.session.draft).items() if name != "版式"}


@pytest.fixture
def workspace(qtbot: Any, runner: TaskRunner, tmp_path: Path) -> Workspace:
    """With one empty sheet."""
    return Workspace(qtbot, runner, tmp_path)


def shown(sheet: ExportSheet) -> list[str]:
    """Names of the particulars that can be filled in, the seldom ones unfolded."""
    sheet.form.fold.open()
    return [n for n, field in sheet.form.fields.items() if field.isVisible()][4:]


def fill(sheet: ExportSheet, name: str, text: str) -> None:
    """As a clerk would."""
    sheet.form.fields[name].setText(text)
    sheet.form.fields[name].editingFinished.emit()


def press(sheet: ExportSheet, words: str) -> None:
    """Click the button whose words begin like this."""
    [b for b in sheet.findChildren(QPushButton) if b.text().startswith(words)][-1].click()


def text_of(path: Path) -> str:
    return ZipFile(path).read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize(
    ("layout", "some", "others"),
    [
        ("国标公文", {*HEAD, "抄送"}, {"讲话人", "纪要名称"}),
        ("内部材料", {"题下日期"}, {"发文机关", "抄送", "讲话人"}),
        ("讲话稿", {"讲话人", "讲话场合"}, {"发文机关", "抄送"}),
    ],
)
def test_only_what_the_layout_writes_is_asked_for(
    workspace: Workspace, layout: str, some: set[str], others: set[str]
) -> None:
    found = set(shown(workspace.show(layout=layout)))
    assert some <= found
    assert not others & found


def seen(sheet: ExportSheet) -> set[str]:
    return {name for name, field in sheet.form.fields.items() if field.isVisible()}


def test_what_is_seldom_filled_in_is_folded(workspace: Workspace) -> None:
    sheet = workspace.show()
    folded = {"份号", "密级", "紧急程度", "签发人", "附注"} & seen(sheet)
    sheet.form.fold.line.click()
    assert (folded, {"份号", "密级"} <= seen(sheet)) == (set(), True)


def test_a_seldom_thing_that_has_a_value_is_never_hidden(workspace: Workspace) -> None:
    draft = make_draft(SOURCE)
    sheet = workspace.show(apply(draft, set_particulars(draft, {"密级": "机密★1年"})))
    assert sheet.form.fields["密级"].isVisible()


def test_what_is_folded_goes_into_the_file_all_the_same(workspace: Workspace) -> None:
    draft = make_draft(SOURCE)
    sheet = workspace.show(apply(draft, set_particulars(draft, {"密级": "机密★1年"})))
    sheet.form.fold.open(False)
    assert sheet.form.values["密级"] == "机密★1年"


def test_the_list_of_open_facts_is_folded_and_counted(workspace: Workspace) -> None:
    sheet = workspace.show()
    was_folded = not sheet.look.open.list.isVisible()
    sheet.look.open.fold.line.click()
    assert (was_folded, sheet.look.open.list.isVisible()) == (True, True)
    assert sheet.look.open.fold.line.accessibleName() == "还有1项没有核：待填1，待核0"


def test_the_page_has_the_whole_right_side_and_nothing_else_scrolls(workspace: Workspace) -> None:
    """In a window of 1366 x 768, the rail left out."""
    sheet = workspace.show(layout="内部材料")
    sheet.resize(1286, 768)
    areas = [area for area in sheet.findChildren(QScrollArea) if not sheet.look.isAncestorOf(area)]
    moved = [area for area in areas if area.verticalScrollBar().maximum() > 0]
    assert sheet.look.height() > 0.85 * sheet.height()
    assert len(moved) <= 1


def test_the_whole_name_of_the_file_is_seen(workspace: Workspace, tmp_path: Path) -> None:
    sheet = workspace.show()
    sheet.resize(1286, 768)
    field = sheet.form.target_field
    room = field.width() - 24
    assert field.text() == sheet.target.name
    assert field.fontMetrics().horizontalAdvance(field.text()) < room
    assert sheet.form.folder_line.toolTip() == f"放在 {tmp_path}"


def test_a_whole_path_that_is_typed_is_shown_as_name_and_folder(workspace: Workspace, tmp_path: Path) -> None:
    sheet = workspace.show()
    sheet.form.target_field.setText(str(tmp_path / "别处" / "我的.docx"))
    sheet.form.target_field.editingFinished.emit()
    assert (sheet.form.target_field.text(), sheet.target) == ("我的.docx", tmp_path / "别处" / "我的.docx")


def test_the_ways_to_what_was_written_outlast_the_notice(workspace: Workspace, qtbot: Any) -> None:
    sheet = workspace.show()
    before = [button.isVisible() for button in sheet.made_buttons]
    press(sheet, "仍要导出")
    qtbot.waitUntil(lambda: "已经导出" in sheet.notice.text, timeout=20000)
    sheet.notice.hide()
    assert (before, [button.isVisible() for button in sheet.made_buttons]) == ([False, False], [True, True])


def test_another_layout_asks_for_other_things(workspace: Workspace) -> None:
    sheet = workspace.show(layout="内部材料")
    sheet.form.layouts.setCurrentText("纪要")
    sheet.form.layouts.textActivated.emit("纪要")
    assert "纪要名称" in shown(workspace.known())
    assert particulars_of(workspace.session.draft)["版式"] == "纪要"


def test_the_unit_and_the_date_of_issue_are_proposed(workspace: Workspace) -> None:
    values = workspace.show().form.values
    assert (values["发文机关"], values["印发机关"], values["印发日期"]) == (UNIT, UNIT, "2023年7月3日")


def test_a_proposal_alone_is_no_edit(workspace: Workspace) -> None:
    sheet = workspace.show()
    sheet.hide()
    assert workspace.particulars == {}


def test_what_is_typed_is_an_edit_and_the_unit_keeps_it(workspace: Workspace) -> None:
    fill(workspace.show(), "抄送", "县委办")
    workspace.known()
    assert workspace.particulars == {"抄送": "县委办"}
    assert dict(kept_values(UNIT).value) == {"抄送": "县委办"}


def test_what_the_unit_keeps_is_proposed_for_the_next_draft(workspace: Workspace) -> None:
    keep(UNIT, {"抄送": "县委办", "发文机关": "中共青禾县委"})
    values = workspace.show().form.values
    assert (values["抄送"], values["发文机关"]) == ("县委办", "中共青禾县委")


def test_a_proposal_taken_away_stays_away(workspace: Workspace) -> None:
    keep(UNIT, {"抄送": "县委办"})
    fill(workspace.show(), "抄送", "")
    workspace.sheet.begin(workspace.session)
    assert workspace.known().form.values["抄送"] == ""
    assert "抄送" not in kept_values(UNIT).value


def test_the_layout_used_last_is_that_of_the_next_draft(workspace: Workspace) -> None:
    sheet = workspace.show(layout="内部材料")
    sheet.form.layouts.setCurrentText("信函")
    sheet.form.layouts.textActivated.emit("信函")
    workspace.known()
    assert kept_values(UNIT).value["版式"] == "信函"


def test_a_field_can_be_undone(workspace: Workspace) -> None:
    fill(workspace.show(), "签发人", "周远")
    workspace.session.undo()
    assert workspace.particulars == {}


def test_a_value_that_cannot_be_stored_is_told(workspace: Workspace) -> None:
    sheet = workspace.show()
    fill(sheet, "签发人", "周\x01远")
    assert "存不下" in sheet.notice.text
    assert workspace.particulars == {}


def test_the_export_takes_the_proposals_over(workspace: Workspace, qtbot: Any) -> None:
    sheet = workspace.show()
    press(sheet, "仍要导出")
    qtbot.waitUntil(lambda: "已经导出" in sheet.notice.text, timeout=20000)
    assert workspace.particulars["印发机关"] == UNIT
    assert "青禾县档案馆文件" in text_of(sheet.target)


def test_the_second_press_of_a_double_click_does_not_ask_about_the_file_just_written(
    workspace: Workspace, qtbot: Any
) -> None:
    sheet = workspace.show()
    press(sheet, "仍要导出")
    qtbot.waitUntil(lambda: "已经导出" in sheet.notice.text, timeout=20000)
    left, none, spot = (
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPointF(sheet.go_button.rect().center()),
    )
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        place = sheet.go_button.mapToGlobal(spot)
        QApplication.sendEvent(sheet.go_button, QMouseEvent(kind, spot, place, left, left, none))
    assert "已经导出" in sheet.notice.text


def test_a_read_only_draft_is_exported_with_what_was_typed(workspace: Workspace, qtbot: Any) -> None:
    sheet = workspace.show(read_only=True)
    fill(sheet, "签发人", "周远平")
    press(sheet, "仍要导出")
    qtbot.waitUntil(lambda: "已经导出" in sheet.notice.text, timeout=20000)
    assert "周远平" in text_of(sheet.target)
    assert workspace.particulars == {}


# Pages


def words(sheet: ExportSheet) -> str:
    """All that stands on the pages shown."""
    pages = sheet.look.view.shown_pages.pages
    return "".join(s.text for page in pages for line in page.lines for s in line.line.stretches)


def test_the_pages_show_what_is_typed(workspace: Workspace) -> None:
    sheet = workspace.show()
    sheet.form.fields["发文字号"].setText("青档〔2023〕1号")
    sheet.form.edited.emit()
    assert "青档〔2023〕1号" in words(workspace.known())


def test_the_pages_show_what_is_proposed(workspace: Workspace) -> None:
    assert "青禾县档案馆文件" in words(workspace.show())


def test_pages_that_are_still_being_set_are_not_called_missing(workspace: Workspace) -> None:
    session = Session(make_draft(SOURCE), Path("稿.nigao"), MemoryJournal(False))
    workspace.sheet.look.show_draft(session)
    assert workspace.sheet.look.view.reel.words == WAITING_WORDS


def test_the_pages_are_those_of_the_chosen_layout(workspace: Workspace) -> None:
    sheet = workspace.show()
    sheet.form.layouts.setCurrentText("内部材料")
    sheet.form.layouts.textActivated.emit("内部材料")
    assert "文件" not in words(workspace.known())


def test_nothing_open_leaves_the_room_to_the_pages(workspace: Workspace) -> None:
    draft = make_draft(SOURCE)
    sheet = workspace.show(replace(draft, facts=()))
    assert sheet.look.open.isHidden()
    assert sheet.form.marks.isHidden()


def test_printing_waits_for_the_pages_of_now(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> None:
    from gui.printing import dialogs as printing_dialogs

    printed: list[tuple[int, str]] = []
    monkeypatch.setattr(
        printing_dialogs, "preview_pages", lambda order, *_: printed.append((len(order.pages.pages), order.title))
    )
    sheet = workspace.show()
    sheet.form.fields["标题"].setText("半年小结")
    press(sheet, "打印")
    qtbot.waitUntil(lambda: bool(printed), timeout=20000)
    assert printed == [(len(sheet.look.model.pages.pages), "半年小结")]


# PDF


def test_the_format_decides_on_the_ending(workspace: Workspace) -> None:
    sheet = workspace.show()
    sheet.form.formats.setCurrentIndex(1)
    assert sheet.target.name == f"{UNIT}2023年上半年工作总结（送审稿）.pdf"


def test_the_ending_decides_on_the_format(workspace: Workspace, tmp_path: Path) -> None:
    sheet = workspace.show()
    sheet.form.target_field.setText("别处.PDF")
    sheet.form.target_field.editingFinished.emit()
    assert (sheet.form.formats.currentIndex(), sheet.target) == (1, tmp_path / "别处.PDF")


def test_a_pdf_is_written(workspace: Workspace, qtbot: Any) -> None:
    sheet = workspace.show()
    sheet.form.formats.setCurrentIndex(1)
    press(sheet, "仍要导出")
    qtbot.waitUntil(lambda: "已经导出" in sheet.notice.text, timeout=20000)
    assert sheet.target.read_bytes().startswith(b"%PDF-")


def test_a_pdf_that_is_stopped_leaves_the_former_file(workspace: Workspace, qtbot: Any) -> None:
    sheet = workspace.show()
    sheet.form.formats.setCurrentIndex(1)
    sheet.target.write_bytes(b"kept")
    press(sheet, "仍要导出")
    press(sheet, "替换")
    press(sheet, "停止")
    qtbot.waitUntil(lambda: "停止" in sheet.notice.text or "已经导出" in sheet.notice.text, timeout=20000)
    assert "已经停止" in sheet.notice.text
    assert sheet.target.read_bytes() == b"kept"


def test_a_file_given_is_kept_when_the_sheet_is_shown_again(workspace: Workspace, tmp_path: Path) -> None:
    sheet = workspace.show()
    sheet.form.target_field.setText(str(tmp_path / "我的.docx"))
    sheet.begin(workspace.session)
    assert sheet.target == tmp_path / "我的.docx"


# The file


def test_a_file_that_is_there_is_asked_about_until_another_is_meant(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(b"kept")
    sheet = workspace.show()
    sheet.form.target_field.setText("甲.docx")
    press(sheet, "仍要导出")
    assert "“甲.docx”已经存在" in sheet.notice.text
    sheet.form.target_field.setText("乙.docx")
    assert sheet.notice.isHidden()


def test_another_format_is_another_file(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(b"kept")
    sheet = workspace.show()
    sheet.form.target_field.setText("甲")
    press(sheet, "仍要导出")
    sheet.form.formats.setCurrentIndex(1)
    assert sheet.notice.isHidden()


def test_what_is_replaced_is_what_was_asked_about(workspace: Workspace, tmp_path: Path, qtbot: Any) -> None:
    for name in ("甲.docx", "乙.docx"):
        (tmp_path / name).write_bytes(b"kept")
    sheet = workspace.show()
    sheet.form.target_field.setText("甲.docx")
    press(sheet, "仍要导出")
    replace_it = next(b for b in sheet.findChildren(QPushButton) if b.text().startswith("替换"))
    sheet.form.target_field.setText("乙.docx")
    replace_it.click()
    qtbot.waitUntil(lambda: "已经导出" in sheet.notice.text, timeout=20000)
    assert [(tmp_path / name).read_bytes() == b"kept" for name in ("甲.docx", "乙.docx")] == [False, True]


def test_another_file_that_is_there_is_asked_about_anew(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("甲.docx", "乙.docx"):
        (tmp_path / name).write_bytes(b"kept")
    sheet = workspace.show()
    for name in ("甲.docx", "乙.docx"):
        sheet.form.target_field.setText(name)
        press(sheet, "仍要导出")
    assert "“乙.docx”已经存在" in sheet.notice.text
    assert (tmp_path / "乙.docx").read_bytes() == b"kept"


@pytest.mark.parametrize("name", ["", "  ", ".docx", "./", "."])
def test_a_file_without_a_name_is_refused_in_place(workspace: Workspace, tmp_path: Path, name: str) -> None:
    before = set(tmp_path.iterdir())
    sheet = workspace.show()
    sheet.form.target_field.setText(name)
    press(sheet, "仍要导出")
    assert "还没有文件名" in sheet.notice.text
    assert set(tmp_path.iterdir()) - {tmp_path / "home"} == before - {tmp_path / "home"}


def test_a_name_alone_is_a_file_beside_the_draft(workspace: Workspace, tmp_path: Path, qtbot: Any) -> None:
    sheet = workspace.show()
    sheet.form.target_field.setText("甲")
    press(sheet, "仍要导出")
    qtbot.waitUntil(lambda: "已经导出" in sheet.notice.text, timeout=20000)
    assert (tmp_path / "甲.docx").is_file()


# Layouts


def test_a_layout_that_cannot_be_used_is_explained(workspace: Workspace, home: Path, qtbot: Any) -> None:
    folder = home / "templates" / "layouts"
    folder.mkdir(parents=True)
    (folder / "坏.docx").write_bytes(layout_file(p("{{ 标题 }}"), p("{{ 签发 }}")))
    sheet = workspace.show(layout="坏")
    assert "正文第2段" in sheet.notice.text
    with qtbot.waitSignal(sheet.layouts_wanted) as wanted:
        press(sheet.notice, "版式设置")
    assert wanted.args == ["坏"]


def own_layout(home: Path, *paragraphs: str) -> Path:
    path = home / "templates" / "layouts" / "本单位.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(layout_file(*paragraphs))
    return path


def test_a_layout_that_cannot_be_used_is_told_before_a_file_is_asked_about(workspace: Workspace, home: Path) -> None:
    own_layout(home, p("{{ 签发 }}"))
    sheet = workspace.show(layout="本单位")
    sheet.target.write_bytes(b"kept")
    sheet.notice.hide()
    press(sheet, "导出" if sheet.go_button.text().startswith("导出") else "仍要导出")
    assert "不能用" in workspace.known().notice.text
    assert sheet.look.view.page_count == 0


def test_a_layout_taken_away_meanwhile_gives_way_to_the_usual_one(workspace: Workspace, home: Path) -> None:
    path = own_layout(home, p("{{ 标题 }}"))
    sheet = workspace.show(layout="本单位")
    path.unlink()
    sheet.watch.look()
    assert workspace.known().form.layouts.currentText() == "国标公文"
    assert "本单位" in sheet.notice.text


def test_another_layout_takes_the_explanation_away(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(layout_file(p("{{ 签发 }}")))
    sheet = workspace.show(layout=str(tmp_path / "坏.docx"))
    sheet.form.layouts.setCurrentText("内部材料")
    sheet.form.layouts.textActivated.emit("内部材料")
    assert workspace.known().notice.isHidden()


def test_usual_values_can_be_chosen(workspace: Workspace) -> None:
    field = workspace.show().form.fields["密级"]
    action = next(action for action in field.menu.actions() if action.text() == "机密★1年")
    action.trigger()
    assert field.text() == "机密★1年"


def test_typing_opens_no_list_over_the_fields_below(workspace: Workspace) -> None:
    field = workspace.show().form.fields["密级"]
    QTest.keyClicks(field, "1")
    assert QApplication.activePopupWidget() is None


def test_tab_leaves_the_list_for_the_next_field(workspace: Workspace, qtbot: Any) -> None:
    sheet = workspace.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    sheet.form.fold.open()
    field = sheet.form.fields["密级"]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field.menu, Qt.Key.Key_Tab)
    assert QApplication.activePopupWidget() is None
    assert QApplication.focusWidget() is sheet.form.fields["紧急程度"]


def test_a_joint_issue_wants_more_than_one_signature(workspace: Workspace) -> None:
    sheet = workspace.show()
    assert sheet.form.joint.isHidden()
    fill(sheet, "发文机关", "青禾县档案馆、青禾县财政局")
    assert not workspace.known().form.joint.isHidden()


# 加盖印章


def sealed_draft(seal: str) -> Draft:
    """One whose 印章 says so."""
    draft = make_draft(SOURCE)
    return apply(draft, set_particulars(draft, {"印章": seal}))


def test_a_seal_is_ticked_and_kept(workspace: Workspace) -> None:
    sheet = workspace.show()
    sheet.form.ticks["印章"].click()
    assert workspace.particulars["印章"] == "有"


def test_a_tick_taken_away_is_an_edit(workspace: Workspace) -> None:
    sheet = workspace.show(sealed_draft("是"))
    sheet.form.ticks["印章"].click()
    assert workspace.particulars["印章"] == ""


@pytest.mark.parametrize(("seal", "ticked"), [("是", True), ("有", True), ("无", False), ("", False)])
def test_a_seal_that_stands_is_shown_and_left(workspace: Workspace, seal: str, ticked: bool) -> None:
    form = workspace.show(sealed_draft(seal)).form
    assert (form.ticks["印章"].isChecked(), form.values["印章"]) == (ticked, seal)
    assert "印章" not in form.typed


# Dates


def type_over(sheet: ExportSheet, name: str, text: str) -> None:
    """As a clerk would, key by key."""
    sheet.form.fields[name].setText(text)
    sheet.form.fields[name].textEdited.emit(text)
    sheet.form.fields[name].editingFinished.emit()


def test_a_date_typed_in_another_form_is_put_into_the_standard_one_and_told(workspace: Workspace) -> None:
    sheet = workspace.show()
    type_over(sheet, "成文日期", "2023.12.20")
    assert sheet.form.fields["成文日期"].text() == "2023年12月20日"
    assert sheet.form.dates["成文日期"].text() == "写作2023年12月20日"
    assert workspace.session.draft.elements[-1].content == "2023年12月20日"


def test_a_date_put_into_the_standard_form_can_be_undone(workspace: Workspace) -> None:
    sheet = workspace.show()
    type_over(sheet, "成文日期", "2023.12.20")
    workspace.session.undo()
    assert workspace.session.draft.elements[-1].content == "2023年7月3日"


def test_what_is_no_date_stays_and_is_told(workspace: Workspace) -> None:
    sheet = workspace.show()
    type_over(sheet, "成文日期", "十二月底")
    assert sheet.form.fields["成文日期"].text() == "十二月底"
    assert sheet.form.dates["成文日期"].text() == "请写成2026年7月5日这样"


def test_other_dates_are_put_into_the_standard_form_too(workspace: Workspace) -> None:
    sheet = workspace.show()
    type_over(sheet, "印发日期", "2023-7-9")
    assert workspace.particulars["印发日期"] == "2023年7月9日"


# The counts

COUNTED = """
title |2023年上半年工作总结
body |今年以来，选派{**}名干部，培训{48}次。
signature |青禾县档案馆
issue_date |2023年7月3日
"""


def counts_of(sheet: ExportSheet) -> str:
    return sheet.look.open.fold.line.accessibleName()


def test_the_counts_follow_an_edit_made_while_the_sheet_is_seen(workspace: Workspace) -> None:
    workspace.show(make_draft(COUNTED))
    workspace.session.do(confirm(workspace.session.draft, "f2"))
    assert "待填1，待核0" in counts_of(workspace.known())


def test_the_counts_follow_an_edit_made_while_another_page_is_seen(workspace: Workspace) -> None:
    sheet = workspace.show(make_draft(COUNTED))
    sheet.hide()
    workspace.session.do(confirm(workspace.session.draft, "f2"))
    sheet.show()
    assert "待填1，待核0" in counts_of(workspace.known())


def test_the_findings_are_counted_again_after_an_edit_made_here(workspace: Workspace) -> None:
    sheet = workspace.show(make_draft(COUNTED))
    before = sheet.look.proof.words.text()
    fill(sheet, "标题", "关于关于2023年上半年的的工作总结")
    assert workspace.known().look.proof.words.text() != before


# A text that is too long for its field

LONG = "title |" + "青禾县档案馆关于加强档案管理和开发利用工作情况的" * 4 + "报告\nbody |正文"


def test_a_title_too_long_for_its_field_ends_with_a_sign_and_is_told_whole(workspace: Workspace) -> None:
    sheet = workspace.show(make_draft(LONG))
    field = sheet.form.fields["标题"]
    place = field.rect().center()
    QApplication.sendEvent(field, QHelpEvent(QEvent.Type.ToolTip, place, field.mapToGlobal(place)))
    assert isinstance(field, LongLine)
    assert (field.is_cut, field.text() in QToolTip.text()) == (True, True)


def test_a_title_that_fits_has_its_hint(workspace: Workspace) -> None:
    field = workspace.show().form.fields["标题"]
    assert isinstance(field, LongLine)
    assert (field.is_cut, field.toolTip()) == (False, "不填则没有标题")


def test_a_field_that_is_left_shows_its_beginning(workspace: Workspace) -> None:
    sheet = workspace.show(make_draft(LONG))
    field = sheet.form.fields["标题"]
    field.setFocus()
    field.end(False)
    sheet.go_button.setFocus()
    assert field.cursorPosition() == 0
