"""下发填报表: choosing sections, naming departments as edits of the draft, files that are there already, stopping."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from core.workflows.drafting.editing import confirm
from core.workflows.drafting.session import Session
from core.workflows.yearly.departments import departments_of, remember_sent, set_departments
from gui.collection import send_sheet
from gui.collection.send_sheet import DEPARTMENT, NAME, SendSheet
from gui.shell.tasks import TaskRunner
from tests.gui.collecting import asked, home_fixture, session_of
from tests.gui.workspace import make_session, type_text

__all__ = ("home_fixture",)


@pytest.fixture
def session() -> Session:
    return session_of()


@pytest.fixture
def sheet(qtbot: Any, runner: TaskRunner, session: Session, tmp_path: Path) -> SendSheet:
    return shown(qtbot, runner, session, tmp_path)


def shown(qtbot: Any, runner: TaskRunner, session: Session, folder: Path) -> SendSheet:
    made = SendSheet(runner)
    qtbot.addWidget(made)
    made.folder.setText(str(folder / "填报"))
    made.resize(1200, 700)
    made.show()
    made.begin(session)
    return made


def titles(sheet: SendSheet) -> list[str]:
    return [group.title for group in sheet.preview_rows.groups]


def press(sheet: SendSheet, words: str, qtbot: Any) -> None:
    """Press the button and wait for what it starts."""
    next(b for b in sheet.findChildren(QPushButton) if words in b.text()).click()
    qtbot.waitUntil(lambda: not sheet.runner.is_busy)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "填报").glob("*"))


def test_everything_open_goes_out_at_first(sheet: SendSheet) -> None:
    assert [title[:8] for title in titles(sheet)] == ["引言（1项）　还", "开展情况（3项）", "存在问题（1项）"]
    assert sheet.count.text() == "3张表，共5项"


def test_a_section_without_its_mark_stays_here(sheet: SendSheet) -> None:
    sheet.sections.items["e2"].setCheckState(NAME, Qt.CheckState.Unchecked)
    assert sheet.order.facts == {"f1", "f5"}


def test_space_takes_the_mark_away(sheet: SendSheet) -> None:
    QTest.keyClick(sheet.sections, Qt.Key.Key_Space)
    assert "f1" not in sheet.order.facts


def test_a_department_is_typed_with_the_keyboard_alone(sheet: SendSheet, session: Session, qtbot: Any) -> None:
    QTest.keyClick(sheet.sections, Qt.Key.Key_Return)
    editor = sheet.sections.findChild(QLineEdit)
    type_text(editor, "人事科")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: departments_of(session.draft) == {"e1": "人事科"})
    assert titles(sheet)[0] == "人事科（1项）"


def test_what_lies_below_follows_its_part(sheet: SendSheet) -> None:
    sheet.sections.named.emit("e2", "业务科")
    sheet.sections.named.emit("e4", "办公室")
    assert titles(sheet)[1:3] == ["业务科（2项）", "办公室（1项）"]
    assert sheet.sections.items["e3"].text(DEPARTMENT) == "业务科"


def test_a_department_can_be_taken_back(sheet: SendSheet, session: Session) -> None:
    sheet.sections.named.emit("e2", "业务科")
    QTest.keyClick(sheet.sections, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert departments_of(session.draft) == {}
    assert sheet.notice.text.startswith("已撤销“")


def test_departments_in_use_are_offered(sheet: SendSheet) -> None:
    sheet.sections.named.emit("e2", "业务科")
    assert list(sheet.sections.names) == ["业务科"]


def test_what_somebody_has_looked_at_goes_out_only_when_asked_for(
    qtbot: Any, runner: TaskRunner, tmp_path: Path
) -> None:
    session = session_of()
    session.do(confirm(session.draft, "f2"))
    sheet = shown(qtbot, runner, session, tmp_path)
    before = sheet.order.facts
    sheet.everything.click()
    assert sheet.order.facts - before == {"f2"}


def test_one_file_a_department_is_written(sheet: SendSheet, tmp_path: Path, qtbot: Any) -> None:
    sheet.sections.named.emit("e2", "业务科")
    press(sheet, "生成填报表", qtbot)
    assert files(tmp_path) == [
        f"青禾县档案馆2023年上半年工作总结填报表（{name}）.xlsx" for name in ("业务科", "存在问题", "引言")
    ]
    assert sheet.notice.text.startswith("生成了3张填报表，共5项。")


@pytest.mark.parametrize(("words", "count"), [("另存一份", 6), ("替换", 3)])
def test_nothing_is_written_over_unasked(sheet: SendSheet, tmp_path: Path, qtbot: Any, words: str, count: int) -> None:
    for _ in range(2):
        press(sheet, "生成填报表", qtbot)
    assert "已经存在" in sheet.notice.text
    assert len(files(tmp_path)) == 3
    press(sheet, words, qtbot)
    assert (len(files(tmp_path)), sheet.notice.text[:9]) == (count, "生成了3张填报表，")


def test_it_can_be_stopped(sheet: SendSheet, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(send_sheet, "ProgressToken", lambda parent: _stopped(parent))
    press(sheet, "生成填报表", qtbot)
    assert len(files(tmp_path)) == 1
    assert sheet.notice.text.startswith("已停止，停止前写好1张")


def _stopped(parent: Any) -> Any:
    from gui.shell.progress import ProgressToken

    watch = ProgressToken(parent)
    watch.stop()
    return watch


@pytest.mark.parametrize("text", ["", "填报"])
def test_without_a_folder_nothing_is_written(sheet: SendSheet, qtbot: Any, text: str) -> None:
    sheet.folder.setText(text)
    press(sheet, "生成填报表", qtbot)
    assert "没有写文件" in sheet.notice.text


def test_a_place_that_cannot_be_written_is_told(sheet: SendSheet, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "填报").write_bytes(b"")
    press(sheet, "生成填报表", qtbot)
    assert sheet.notice.text.endswith("。")
    assert sheet.go_button.isEnabled()


def test_the_folder_is_the_last_one(sheet: SendSheet, qtbot: Any, runner: TaskRunner, tmp_path: Path) -> None:
    press(sheet, "生成填报表", qtbot)
    another = SendSheet(runner)
    qtbot.addWidget(another)
    another.begin(session_of())
    assert another.folder.text() == str(tmp_path / "填报")


def test_what_is_asked_stands_on_every_sheet_and_is_remembered(
    sheet: SendSheet, qtbot: Any, runner: TaskRunner
) -> None:
    sheet.request.setText("请7月5日前发回。")
    press(sheet, "生成填报表", qtbot)
    another = SendSheet(runner)
    qtbot.addWidget(another)
    another.begin(session_of())
    assert (sheet.order.request, another.request.text()) == ("请7月5日前发回。", "请7月5日前发回。")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_text_that_is_sent_becomes_a_formula(qtbot: Any, runner: TaskRunner, tmp_path: Path, sign: str) -> None:
    draft = asked()
    odd = replace(draft, facts=tuple(replace(fact, label=f"{sign}1+1", unit=f"{sign}A1") for fact in draft.facts))
    sheet = shown(qtbot, runner, make_session(odd), tmp_path)
    sheet.sections.named.emit("e2", f"{sign}SUM(A1)")
    sheet.request.setText(f"{sign}NOW()")
    press(sheet, "生成填报表", qtbot)
    cells = [c for path in (tmp_path / "填报").iterdir() for w in load_workbook(path) for row in w for c in row]
    assert {f"{sign}1+1", f"{sign}A1"} <= {cell.value for cell in cells}
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_the_departments_of_the_units_last_draft_are_offered(qtbot: Any, runner: TaskRunner, tmp_path: Path) -> None:
    last = session_of()
    last.do(set_departments(last.draft, {"e2": "业务科"}))
    remember_sent(last.draft, tmp_path)
    session = session_of()
    press(shown(qtbot, runner, session, tmp_path), "用以前的责任科室", qtbot)
    assert departments_of(session.draft) == {"e2": "业务科"}


def test_a_draft_without_figures_says_so(qtbot: Any, runner: TaskRunner, tmp_path: Path) -> None:
    sheet = shown(qtbot, runner, make_session("body |没有数字。"), tmp_path)
    assert sheet.nothing.text() == send_sheet.NO_FACTS
