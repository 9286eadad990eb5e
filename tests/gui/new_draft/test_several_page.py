"""选择往年材料: the files of a folder with what each is; the ticked ones start a draft."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidgetItem

from core.workflows.importing.isolated import ReportReader
from gui.new_draft.several import SeveralPage
from gui.shell.tasks import TaskRunner

BODY = "\n一、加强学习\n全年开展学习48次。\n青禾县档案馆\n{year}年12月30日\n"
NAMES = {
    "2024/总结.txt": "青禾县档案馆2024年工作总结" + BODY.format(year=2024),
    "2025/总结.txt": "青禾县档案馆2025年工作总结" + BODY.format(year=2025),
    "2026/要点.txt": "青禾县档案馆2026年工作要点" + BODY.format(year=2026),
    "2026/坏.pdf": "%PDF-1.7 broken",
    "2026/~$要点.docx": "lock",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing writes into it."""
    made = tmp_path_factory.mktemp("several")
    for name, text in NAMES.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture(scope="module")
def reader() -> Iterator[ReportReader]:
    """Its process takes longer to start than to read all of these files."""
    made = ReportReader()
    yield made
    made.close()


@pytest.fixture
def page(qtbot: Any, runner: TaskRunner, reader: ReportReader, folder: Path) -> SeveralPage:
    made = SeveralPage(runner, reader, date(2026, 12, 1))
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    made.begin([folder])
    # Between two files nothing runs for a moment, so what is waited for is the list.
    qtbot.waitUntil(lambda: bool(made.items) and is_read(made), timeout=30000)
    return made


def is_read(page: SeveralPage) -> bool:
    """Whether no file of the list waits any more."""
    return "还没有读" not in {item.text(4) for item in page.items}


def row(page: SeveralPage, name: str) -> QTreeWidgetItem:
    return next(item for item in page.items if item.text(0) == name)


def ticked(page: SeveralPage) -> dict[str, str]:
    """The roles of the ticked rows, by name."""
    return {item.text(0): item.text(5) for item in page.items if item.checkState(0) is Qt.CheckState.Checked}


def button(page: SeveralPage, text: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text().startswith(text))


def words(page: SeveralPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_each_file_is_listed_with_what_it_is(page: SeveralPage) -> None:
    found = row(page, "2025/总结.txt")
    assert [found.text(column) for column in range(1, 5)] == [
        "年度工作总结",
        "2025",
        "青禾县档案馆",
        "青禾县档案馆2025年工作总结",
    ]


def test_the_newest_report_and_the_years_plan_are_proposed(page: SeveralPage) -> None:
    assert ticked(page) == {"2025/总结.txt": "起草用", "2026/要点.txt": "今年要点", "2024/总结.txt": "备查"}


def test_a_file_that_cannot_be_read_says_why_and_cannot_be_ticked(page: SeveralPage) -> None:
    broken = row(page, "2026/坏.pdf")
    assert broken.text(4).startswith("这份 PDF 文件已经损坏")
    assert not broken.flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_everything_is_counted(page: SeveralPage) -> None:
    assert "共4份，读出3份，1份读不出；已勾选3份。" in words(page)
    assert "有1个隐藏文件或临时文件没有读" in words(page)


def test_the_ticked_files_are_handed_on_those_for_drafting_first(page: SeveralPage, qtbot: Any, folder: Path) -> None:
    row(page, "2024/总结.txt").setCheckState(0, Qt.CheckState.Unchecked)
    with qtbot.waitSignal(page.chosen) as given:
        button(page, "用所选2份起草").click()
    assert given.args == [[folder / "2025/总结.txt", folder / "2026/要点.txt"], ["起草用", "今年要点"]]


def test_another_role_can_be_given_by_the_keyboard_and_ticks(page: SeveralPage, qtbot: Any) -> None:
    item = row(page, "2024/总结.txt")
    item.setCheckState(0, Qt.CheckState.Unchecked)
    page.list.setCurrentItem(item)
    assert page.role.isEnabled(), f"{item.text(4)}: {[row.text(0) for row in page.list.selectedItems()]}"
    page.role.setFocus()
    qtbot.keyClick(page.role, Qt.Key.Key_Home)
    qtbot.keyClick(page.role, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "2024/总结.txt" in ticked(page))
    assert ticked(page)["2024/总结.txt"] == "今年要点"
    assert ticked(page)["2026/要点.txt"] == "备查"


def test_what_is_ticked_while_nothing_is_for_drafting_is_for_it(page: SeveralPage) -> None:
    for name in ("2024/总结.txt", "2025/总结.txt", "2026/要点.txt"):
        row(page, name).setCheckState(0, Qt.CheckState.Unchecked)
    row(page, "2024/总结.txt").setCheckState(0, Qt.CheckState.Checked)
    assert ticked(page) == {"2024/总结.txt": "起草用"}


def test_the_list_is_sorted_by_a_column(page: SeveralPage) -> None:
    page.list.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert [item.text(2) for item in page.items] == ["2026", "2025", "2024", ""]


def test_stopping_leaves_what_was_read(page: SeveralPage, qtbot: Any, folder: Path, runner: TaskRunner) -> None:
    page.begin([folder])
    qtbot.waitUntil(lambda: button(page, "停止读取").isVisible(), timeout=30000)
    button(page, "停止读取").click()
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=30000)
    assert "还没有读" in {item.text(4) for item in page.items}
    assert not button(page, "停止读取").isVisible()


def test_the_role_of_the_row_in_hand_is_shown_as_soon_as_it_is_read(
    page: SeveralPage, qtbot: Any, folder: Path
) -> None:
    page.begin([folder])
    qtbot.waitUntil(lambda: bool(page.items) and page.items[0].text(4) != "还没有读", timeout=30000)
    assert (page.list.currentItem(), page.role.currentText()) == (page.items[0], page.items[0].text(5))


def test_another_look_keeps_rows_and_ticks(page: SeveralPage, qtbot: Any, runner: TaskRunner) -> None:
    row(page, "2024/总结.txt").setCheckState(0, Qt.CheckState.Unchecked)
    other = SeveralPage(runner, ReportReader(), date(2026, 12, 1))
    qtbot.addWidget(other)
    other.take_place_of(page)
    assert ticked(other) == ticked(page)
    assert [item.text(4) for item in other.items] == [item.text(4) for item in page.items]
    assert "有1个隐藏文件" in other.skipped


def test_a_folder_without_reports_says_so(qtbot: Any, runner: TaskRunner, reader: ReportReader, tmp_path: Path) -> None:
    page = SeveralPage(runner, reader, date(2026, 12, 1))
    qtbot.addWidget(page)
    page.begin([tmp_path])
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=30000)
    assert "这里没有能读的材料" in page.skipped
