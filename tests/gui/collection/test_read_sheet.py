"""回收填报表: shown before anything is taken, ticked and taken as one edit, with who told it in the ledger."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from core.model.fact import Fact
from core.workflows.drafting.session import Session
from core.workflows.yearly.ledger import ledger_rows, ledger_sections
from gui.collection import files, read_sheet
from gui.collection.read_sheet import ReadSheet
from gui.ledger.lines import LedgerColumn
from gui.ledger.model import LedgerModel
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.files_page import NOTHING
from tests.gui.collecting import blank_sheets_fixture, fill, home_fixture, session_of

__all__ = ("blank_sheets_fixture", "home_fixture")


class Workspace:
    """A sheet of the window on a draft whose sheets were sent out."""

    def __init__(self, qtbot: Any, runner: TaskRunner, blank: list[Path], read_only: bool = False) -> None:
        self._qtbot, self.folder = qtbot, blank[0].parent
        self.session: Session = session_of(read_only)
        _front, self.done, self.problems = blank
        self.sheet = ReadSheet(runner)
        qtbot.addWidget(self.sheet)
        self.sheet.resize(1200, 700)
        self.sheet.show()
        self.sheet.begin(self.session)

    def read(self, *paths: Path) -> ReadSheet:
        """The sheet once it has read these."""
        self.sheet.take_files(paths)
        return self.settled()

    def settled(self) -> ReadSheet:
        """The sheet once nothing is under way."""
        self._qtbot.waitUntil(lambda: not self.sheet.runner.is_busy)
        return self.sheet

    def take(self) -> None:
        """Take what is ticked."""
        self.sheet.take_button.click()
        self.settled()

    def tick(self, given: str) -> None:
        """Change the mark of the row that says this."""
        row = next(row for group in self.sheet.table.groups for row in group.rows if row.cells[4] == given)
        self.sheet.table.tick([row], row not in self.sheet.table.chosen)

    def fact(self, fact_id: str) -> Fact:
        """A fact as it stands."""
        return next(fact for fact in self.session.draft.facts if fact.id == fact_id)

    @property
    def titles(self) -> list[str]:
        """Of the groups."""
        return [group.title for group in self.sheet.table.groups]

    @property
    def chosen(self) -> list[str]:
        """What the ticked rows say."""
        return [row.cells[4] for row in self.sheet.table.chosen]


@pytest.fixture
def workspace(qtbot: Any, runner: TaskRunner, blank_sheets: list[Path]) -> Workspace:
    return Workspace(qtbot, runner, blank_sheets)


def test_nothing_is_taken_by_reading(workspace: Workspace) -> None:
    before = workspace.session.draft
    workspace.read(fill(workspace.done, {0: 9, 1: 400, 2: 13}))
    assert workspace.session.draft is before
    assert (workspace.titles, workspace.chosen) == (["可以写入（3）"], ["9", "400", "13"])


def test_what_is_ticked_becomes_one_edit(workspace: Workspace) -> None:
    before = workspace.session.draft
    workspace.read(fill(workspace.done, {0: 9, 1: 400}), fill(workspace.problems, {0: 1300}))
    workspace.take()
    assert [workspace.fact(fact_id).text for fact_id in ("f2", "f3", "f5")] == ["9", "400", "1300"]
    assert workspace.session.undo()
    assert workspace.session.draft == before


def test_the_ledger_says_who_when_and_which_file(workspace: Workspace, qapp: Any) -> None:
    workspace.read(fill(workspace.done, {0: 9}, "甲.xlsx", unit="业务科", person="林一禾", day="2023-07-05"))
    workspace.take()
    ledger = LedgerModel(qapp)
    ledger.show_ledger(ledger_rows(workspace.session.draft), ledger_sections(workspace.session.draft))
    ledger.refresh()
    row = ledger.row_of(workspace.fact("f2").group)
    assert ledger.index(row, LedgerColumn.SOURCE).data() == "业务科 林一禾，2023-07-05（甲.xlsx）"


def test_ctrl_z_takes_all_of_it_back(workspace: Workspace) -> None:
    workspace.read(fill(workspace.done, {0: 9, 1: 400}))
    workspace.take()
    QTest.keyClick(workspace.sheet.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    workspace.settled()
    assert (workspace.fact("f2").text, workspace.fact("f3").text) == ("7", "350")
    assert workspace.sheet.notice.text.startswith("已撤销“")


def test_two_sheets_that_differ_are_not_ticked_and_exclude_each_other(workspace: Workspace) -> None:
    workspace.read(fill(workspace.done, {0: 8}, "甲.xlsx"), fill(workspace.done, {0: 9}, "乙.xlsx"))
    assert workspace.chosen == []
    workspace.tick("8")
    workspace.tick("9")
    assert workspace.chosen == ["9"]


@pytest.mark.parametrize(
    ("value", "title"),
    [("约十", "请核对，没有问题再勾选（1）"), ("=7+2", "无法采用（1）"), (90000, "请核对，没有问题再勾选（1）")],
)
def test_what_is_odd_is_shown_and_not_ticked(workspace: Workspace, value: object, title: str) -> None:
    workspace.read(fill(workspace.done, {0: value}))
    assert (workspace.titles[0], workspace.chosen) == (title, [])


def test_a_formula_cannot_be_ticked(workspace: Workspace) -> None:
    workspace.read(fill(workspace.done, {0: "=HYPERLINK(1)"}))
    workspace.tick("=HYPERLINK(1)")
    assert (workspace.chosen, workspace.sheet.take_button.isEnabled()) == ([], False)


def test_space_ticks_the_row_at_work(workspace: Workspace) -> None:
    workspace.read(fill(workspace.done, {0: 9, 1: 400}))
    QTest.keyClick(workspace.sheet.view, Qt.Key.Key_Space)
    assert workspace.chosen == ["400"]


def test_a_group_is_ticked_at_once(workspace: Workspace) -> None:
    workspace.read(fill(workspace.done, {0: 9, 1: 400}))
    group = workspace.sheet.table.index(0, 0)
    workspace.sheet.table.setData(group, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert workspace.chosen == []


def test_more_sheets_leave_the_marks_where_they_are(workspace: Workspace) -> None:
    workspace.read(fill(workspace.done, {0: 9, 1: 400}))
    workspace.tick("9")
    workspace.read(fill(workspace.problems, {0: 1300}))
    assert workspace.chosen == ["400", "1300"]


def test_what_was_taken_is_told_apart_afterwards(workspace: Workspace) -> None:
    workspace.read(fill(workspace.done, {0: 9, 1: 400, 2: 13}))
    workspace.take()
    assert (workspace.titles, workspace.sheet.take_button.isEnabled()) == (["稿件里已经是这个数（3）"], False)


@pytest.mark.parametrize("data", [b"PK", b"\xd0\xcf\x11\xe0", b"<html>", b""], ids=["torn", "old", "page", "empty"])
def test_a_file_that_is_no_sheet_is_one_sentence_in_the_table(workspace: Workspace, data: bytes) -> None:
    (workspace.folder / "坏.xlsx").write_bytes(data)
    row = workspace.read(workspace.folder / "坏.xlsx").table.groups[0].rows[0]
    assert (row.cells[0], row.can_tick, row.cells[-1][-1]) == ("坏.xlsx", False, "。")


def test_sheets_of_another_draft_are_refused(workspace: Workspace, runner: TaskRunner, qtbot: Any) -> None:
    path = fill(workspace.done, {0: 9})
    from dataclasses import replace

    from tests.gui.workspace import make_session

    draft = workspace.session.draft
    other = make_session(replace(draft, identity=replace(draft.identity, key="ffff0000")))
    workspace.sheet.begin(other)
    workspace.read(path)
    assert workspace.titles == ["读不了、或者不是这份稿件的表（1）"]


def test_the_row_turned_to_is_told_in_full(workspace: Workspace) -> None:
    workspace.read(fill(workspace.done, {0: "约十"}, "甲.xlsx"))
    assert workspace.sheet.detail.text().startswith("甲.xlsx第7行：“f2的数”应填数")


def test_a_draft_that_can_only_be_read_takes_nothing(qtbot: Any, runner: TaskRunner, blank_sheets: list[Path]) -> None:
    workspace = Workspace(qtbot, runner, blank_sheets, read_only=True)
    workspace.read(fill(workspace.done, {0: 9}))
    assert not workspace.sheet.take_button.isEnabled()
    assert workspace.sheet.notice.text == read_sheet.READ_ONLY


def test_files_are_asked_for_where_none_are_given(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fill(workspace.done, {0: 9})
    monkeypatch.setattr(read_sheet, "choose_filled", lambda _parent: [path])
    workspace.read()
    assert workspace.chosen == ["9"]


def test_sheets_are_looked_for_among_the_users_documents_before_any_was_sent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "last_folder", lambda: None)
    monkeypatch.setattr(files.QStandardPaths, "writableLocation", lambda _which: str(tmp_path))
    monkeypatch.setattr(files.QFileDialog, "getOpenFileNames", lambda _parent, _title, begin, _kinds: ([begin], ""))
    assert files.choose_filled(QWidget()) == [tmp_path]


def test_reading_can_be_given_up(workspace: Workspace) -> None:
    workspace.sheet.take_files([fill(workspace.done, {0: 9})])
    workspace.sheet.cancel_button.click()
    workspace.settled()
    assert (workspace.titles, workspace.sheet.pages.currentIndex()) == ([], NOTHING)


def test_the_table_is_a_sound_model(workspace: Workspace, qtbot: Any) -> None:
    tester = QAbstractItemModelTester(workspace.sheet.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    workspace.read(fill(workspace.done, {0: 9, 1: "约四百"}), fill(workspace.problems, {0: "=1"}))
    assert tester.model().rowCount() == 4


def test_of_a_conflict_decided_nothing_is_left_to_tick(workspace: Workspace) -> None:
    workspace.read(fill(workspace.done, {0: 8}, "甲.xlsx"), fill(workspace.done, {0: 9}, "乙.xlsx"))
    workspace.tick("8")
    workspace.take()
    assert workspace.titles[:2] == ["稿件里已经有别的数，勾选才替换（1）", "稿件里已经是这个数（1）"]
    assert (workspace.chosen, workspace.sheet.take_button.isEnabled()) == ([], False)


def test_what_needs_eyes_stands_above_and_is_counted_first(workspace: Workspace) -> None:
    broken = workspace.folder / "坏.xlsx"
    broken.write_bytes(b"PK")
    workspace.read(fill(workspace.done, {0: 6.5, 1: 400}), broken)
    assert [title[:2] for title in workspace.titles[:3]] == ["读不", "请核", "可以"]
    assert workspace.sheet.count.text() == "1项可以写入，1项要核对，1张表读不了。读了1份表，已勾选1项。"
