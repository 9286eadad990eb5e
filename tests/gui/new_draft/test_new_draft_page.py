"""新建稿件: documents are read beside, the outline appears, what was chosen goes into the request."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton, QTreeWidgetItem

from core.stores.unsaved_forms import HeadingChoice, NewDraftForm
from core.workflows.importing.kinds import list_kinds
from gui.new_draft.page import NewDraftPage
from gui.shell.tasks import TaskRunner
from tests.builders_docx import docx, p, r, table
from tests.core.word.reading.test_word_reading_account import CHART, OBJECT, PICTURE, STRUCK
from tests.gui.wheel import turn

REPORT = """青禾县档案馆2022年上半年工作总结
今年以来，县档案馆坚持服务大局，各项工作取得新进展。现将有关情况总结如下：
一、上半年工作开展情况
（一）夯实馆藏基础。接收档案**卷，整理到期档案3860卷，举办培训班**期。
（二）提升服务水平。接待查档群众17500人次，出具证明6120份。
二、存在问题
主要是人员力量不足。
三、下半年工作计划
（一）推进数字化。完成扫描**万页。
青禾县档案馆
2022年7月5日
"""


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner) -> NewDraftPage:
    made = NewDraftPage(runner, list_kinds(), date(2023, 7, 1))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "去年总结.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def read(page: NewDraftPage, report: Path, runner: TaskRunner, qtbot: Any) -> NewDraftPage:
    page.begin("", [report])
    idle(runner, qtbot)
    return page


def idle(runner: TaskRunner, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20000)


def words(page: NewDraftPage) -> str:
    return "\n".join(found.text() for found in page.findChildren(QLabel) if found.isVisibleTo(page))


def button(page: NewDraftPage, text: str) -> QPushButton:
    return next(found for found in page.findChildren(QPushButton) if found.text().startswith(text))


def item(page: NewDraftPage, text: str) -> QTreeWidgetItem:
    flags = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    tree = page.findChild(type(page.outline.tree))
    return tree.findItems(text, flags)[0]


def test_the_outline_of_a_document_is_counted(read: NewDraftPage) -> None:
    assert "3个章节、3个条目、" in words(read)
    assert "处待填" in words(read)


def test_kind_and_unit_are_taken_from_the_document(read: NewDraftPage) -> None:
    assert (read.request.kind, read.request.unit) == ("上半年工作总结", "青禾县档案馆")


def test_the_year_proposed_is_this_one(read: NewDraftPage) -> None:
    assert read.request.year == 2023


def test_a_kind_the_clerk_chose_stays(page: NewDraftPage, report: Path, runner: TaskRunner, qtbot: Any) -> None:
    page.begin("工作汇报", [report])
    idle(runner, qtbot)
    assert page.request.kind == "工作汇报"


def test_without_a_document_the_usual_outline_is_shown(page: NewDraftPage, runner: TaskRunner, qtbot: Any) -> None:
    page.begin("上半年工作总结")
    idle(runner, qtbot)
    assert "常用提纲" in words(page)


def test_dropping_a_part_drops_what_is_counted(read: NewDraftPage) -> None:
    before = read.outline.count_text
    item(read, "存在问题").setCheckState(0, Qt.CheckState.Unchecked)
    assert read.outline.count_text != before
    assert len(read.request.dropped) == 1


def test_what_lies_under_a_dropped_part_cannot_be_chosen(read: NewDraftPage) -> None:
    item(read, "上半年工作开展情况").setCheckState(0, Qt.CheckState.Unchecked)
    assert item(read, "夯实馆藏基础").isDisabled()


def test_a_heading_is_renamed_in_place_without_its_number(read: NewDraftPage, qtbot: Any) -> None:
    tree, wanted = read.outline.tree, item(read, "存在问题")
    tree.setCurrentItem(wanted)
    tree.editItem(wanted, 0)
    editor = tree.findChild(QLineEdit)
    assert editor.text() == "存在问题"
    editor.setText("困难和不足")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(read.request.renamed))
    assert list(read.request.renamed.values()) == ["困难和不足"]
    assert item(read, "困难和不足").text(0) == "二、困难和不足"


def test_an_empty_name_leaves_the_heading(read: NewDraftPage, qtbot: Any) -> None:
    tree, wanted = read.outline.tree, item(read, "存在问题")
    tree.editItem(wanted, 0)
    editor = tree.findChild(QLineEdit)
    editor.setText("  ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert read.request.renamed == {}


def test_a_file_that_cannot_be_used_says_so_in_its_row(
    page: NewDraftPage, tmp_path: Path, runner: TaskRunner, qtbot: Any
) -> None:
    bad = tmp_path / "空.txt"
    bad.touch()
    page.begin("上半年工作总结", [bad])
    idle(runner, qtbot)
    assert "空文件" in words(page)
    assert page.request.basis == ()


def test_reading_shows_progress_and_can_be_stopped(page: NewDraftPage, report: Path, qtbot: Any) -> None:
    page.begin("", [report])
    assert page.findChild(QProgressBar).isVisibleTo(page)
    button(page, "停止读取").click()
    assert not page.findChild(QProgressBar).isVisibleTo(page)
    assert any("没有用上" in each.text() for each in page.basis.findChildren(QLabel))


def test_a_document_whose_reading_was_stopped_can_be_added_again(
    page: NewDraftPage, report: Path, runner: TaskRunner, qtbot: Any
) -> None:
    page.begin("", [report])
    button(page, "停止读取").click()
    page.add_documents([report])
    idle(runner, qtbot)
    assert [each.name for each in page.request.basis] == ["去年总结"]
    assert page.basis.paths == (report,)


def test_a_document_with_the_same_content_is_told_and_used_once(
    read: NewDraftPage, report: Path, runner: TaskRunner, qtbot: Any
) -> None:
    copy = report.with_name("去年总结（1）.txt")
    copy.write_bytes(report.read_bytes())
    read.add_documents([copy])
    idle(runner, qtbot)
    assert [each.name for each in read.request.basis] == ["去年总结"]
    assert "与“去年总结.txt”内容相同" in words(read)


def test_the_same_file_is_read_once(read: NewDraftPage, report: Path) -> None:
    read.add_documents([report])
    assert read.basis.paths == (report,)


def test_a_removed_document_no_longer_counts(read: NewDraftPage, runner: TaskRunner, qtbot: Any) -> None:
    read.basis.clear()
    idle(runner, qtbot)
    assert read.request.basis == ()
    assert "常用提纲" in words(read)


def test_starting_makes_the_draft_that_was_asked_for(read: NewDraftPage, qtbot: Any) -> None:
    item(read, "存在问题").setCheckState(0, Qt.CheckState.Unchecked)
    with qtbot.waitSignal(read.draft_made, timeout=20000) as told:
        button(read, "开始起草").click()
    draft = told.args[0]
    assert draft.identity.year == 2023
    assert "存在问题" not in [element.heading for element in draft.elements]


def test_going_back_starts_nothing(read: NewDraftPage, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(read.draft_made), qtbot.waitSignal(read.cancelled):
        button(read, "返回").click()


def test_beginning_again_forgets_the_former_documents(read: NewDraftPage, runner: TaskRunner, qtbot: Any) -> None:
    read.begin("工作汇报")
    idle(runner, qtbot)
    assert (read.request.basis, read.request.unit, read.request.kind) == ((), "", "工作汇报")


def test_each_document_says_what_it_is_for(read: NewDraftPage, tmp_path: Path, runner: TaskRunner, qtbot: Any) -> None:
    plan = tmp_path / "要点.txt"
    plan.write_text("青禾县档案馆2023年工作要点\n一、重点任务\n1.接收档案。接收档案500卷。\n", "utf-8")
    read.add_documents([plan])
    idle(runner, qtbot)
    assert "用来起草" in words(read)
    assert "今年要点：用来逐项对照任务写了没有" in words(read)


def test_a_sheet_taken_up_again_is_as_it_was_left(
    read: NewDraftPage, report: Path, runner: TaskRunner, qtbot: Any
) -> None:
    headings = (HeadingChoice("e4", "夯实馆藏基础", "夯实基础"), HeadingChoice("e6", "存在问题", is_dropped=True))
    left = NewDraftForm("工作汇报", 2031, "县档案馆", "", (str(report),), (HeadingChoice("e9", "别的"), *headings))
    read.take_up(left)
    assert read.form == left
    idle(runner, qtbot)
    request = read.request
    assert (request.kind, request.year, request.unit) == (left.kind, left.year, left.unit)
    assert (request.dropped, request.renamed) == ({"e6"}, {"e4": "夯实基础"})


def test_what_is_said_by_hand_of_a_sheet_taken_up_holds(
    read: NewDraftPage, report: Path, runner: TaskRunner, qtbot: Any
) -> None:
    dropped = HeadingChoice("e6", "存在问题", is_dropped=True)
    read.take_up(NewDraftForm("工作汇报", 2031, paths=(str(report),), headings=(dropped,)))
    idle(runner, qtbot)
    item(read, "二、存在问题").setCheckState(0, Qt.CheckState.Checked)
    assert read.form.headings == ()


def test_a_file_that_is_gone_is_told_and_not_forgotten(page: NewDraftPage, runner: TaskRunner, qtbot: Any) -> None:
    left = NewDraftForm("工作汇报", 2031, paths=("/不在/去年总结.txt",))
    page.take_up(left)
    idle(runner, qtbot)
    assert "找不到文件“去年总结.txt”" in words(page)
    assert page.form == left


def test_what_is_told_moves_no_field(page: NewDraftPage, qtbot: Any) -> None:
    before = page.unit.mapTo(page, QPoint())
    page.show_notice("上次没有建完的那一份还留着。")
    qtbot.waitUntil(lambda: page.notice.mapTo(page, QPoint()).y() > before.y())
    assert page.unit.mapTo(page, QPoint()) == before


def test_all_that_an_import_left_out_can_be_listed(
    page: NewDraftPage, tmp_path: Path, runner: TaskRunner, qtbot: Any
) -> None:
    red = r("红", '<w:color w:val="FF0000"/>')
    things = r("甲") + PICTURE + CHART + OBJECT + red + r("乙", STRUCK)
    (tmp_path / "去年.docx").write_bytes(docx(p("青禾县2022年工作总结"), p(things), table((p("格"),))))
    page.begin("", [tmp_path / "去年.docx"])
    idle(runner, qtbot)
    assert "有颜色或底色" not in words(page)
    qtbot.mouseClick(button(page, "另有"), Qt.MouseButton.LeftButton)
    assert "有颜色或底色" in words(page)
    assert button(page, "收起").isVisible()


def test_the_wheel_over_the_year_or_the_kind_changes_neither(page: NewDraftPage) -> None:
    before = page.year.value(), page.kind.currentIndex()
    for box in (page.year, page.kind):
        turn(box)
    assert (page.year.value(), page.kind.currentIndex()) == before


def test_a_drawn_table_is_offered_and_taken_back(
    page: NewDraftPage, tmp_path: Path, runner: TaskRunner, qtbot: Any
) -> None:
    path = tmp_path / "去年总结.txt"
    path.write_text(REPORT.replace("二、存在问题\n", "科室\t人数\n业务科\t12\n二、存在问题\n"), "utf-8")
    page.add_documents([path])
    qtbot.waitUntil(lambda: bool(page.basis.reports))
    (offer,) = [each for each in page.basis.findChildren(QPushButton) if "转为表格" in each.text()]
    offer.click()
    assert any(each.table for each in page.basis.reports[0].document.elements)
    offer.click()
    assert not any(each.table for each in page.basis.reports[0].document.elements)
