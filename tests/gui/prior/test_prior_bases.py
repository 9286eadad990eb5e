"""往年材料 of an open draft: documents added later, with a role that can be changed, removed again, all undoable."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from core.errors import AppError
from core.model.draft import Basis, Identity
from core.workflows.importing.isolated import ReportReader
from core.workflows.yearly.bases import listed_bases
from gui.prior.panel import PriorPanel
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.gui.workspace import make_session

OLD = make_draft("h1 一、|培训情况\nbody |举办培训{48}期。").elements
PLAN = "青禾县2026年工作要点\n一、培训\n1.举办培训50期。\n"


@pytest.fixture
def reader() -> Iterator[ReportReader]:
    made = ReportReader()
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: Any, runner: TaskRunner) -> PriorPanel:
    draft = make_draft("h1 一、|培训情况\nbody |举办培训{48}期。")
    draft = replace(
        draft,
        identity=Identity("年度工作总结", 2026, "青禾县"),
        basis=(Basis("去年总结", OLD),),
        origins=(("e1", 0, "e1"), ("e2", 0, "e2")),
    )
    made = PriorPanel(runner)
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show_section(DraftModel(make_session(draft), made), "e1")
    made.show()
    return made


def add(panel: PriorPanel, reader: ReportReader, runner: TaskRunner, qtbot: Any, *paths: Path) -> None:
    panel.bases.add(paths, reader)
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20000)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "今年要点.txt"
    path.write_text(PLAN, "utf-8")
    return path


def roles(panel: PriorPanel) -> list[tuple[str, str]]:
    assert panel.model is not None
    return [(each.name, each.role.value) for each in listed_bases(panel.model.draft)]


def test_a_plan_added_later_is_shown_with_its_role(
    panel: PriorPanel, reader: ReportReader, runner: TaskRunner, qtbot: Any, plan: Path
) -> None:
    with qtbot.waitSignal(panel.message_shown, check_params_cb=lambda words: words.startswith("已放进往年材料")):
        add(panel, reader, runner, qtbot, plan)
    assert roles(panel) == [("去年总结", "起草用"), ("今年要点", "今年要点")]
    assert (panel.tabs.currentIndex(), panel.bases.role.currentText()) == (1, "今年要点")


def test_documents_added_while_others_are_read_are_stored_too(
    panel: PriorPanel, reader: ReportReader, runner: TaskRunner, qtbot: Any, plan: Path, tmp_path: Path
) -> None:
    (other := tmp_path / "去年要点.txt").write_text(PLAN.replace("2026", "2025"), "utf-8")
    panel.bases.add([plan], reader)
    add(panel, reader, runner, qtbot, other)
    assert [name for name, _role in roles(panel)] == ["去年总结", "今年要点", "去年要点"]


def test_another_role_is_chosen_by_the_keyboard_and_undone(
    panel: PriorPanel, reader: ReportReader, runner: TaskRunner, qtbot: Any, plan: Path
) -> None:
    add(panel, reader, runner, qtbot, plan)
    panel.bases.role.setFocus()
    qtbot.keyClick(panel.bases.role, Qt.Key.Key_End)
    assert roles(panel)[1] == ("今年要点", "备查")
    panel.model.undo()
    assert roles(panel)[1] == ("今年要点", "今年要点")


def test_a_document_is_removed_and_put_back(
    panel: PriorPanel, reader: ReportReader, runner: TaskRunner, qtbot: Any, plan: Path
) -> None:
    add(panel, reader, runner, qtbot, plan)
    panel.bases.remove.click()
    panel.show_section(panel.model, "e1")
    assert (roles(panel), panel.tabs.isVisible()) == ([("去年总结", "起草用")], False)
    panel.model.undo()
    assert roles(panel)[1] == ("今年要点", "今年要点")


def test_the_document_that_the_text_comes_from_cannot_be_removed(panel: PriorPanel) -> None:
    assert not panel.bases.remove.isEnabled()
    assert panel.bases.role.currentText() == "起草用"


def test_what_cannot_be_read_is_told_and_the_rest_is_added(
    panel: PriorPanel, reader: ReportReader, runner: TaskRunner, qtbot: Any, plan: Path, tmp_path: Path
) -> None:
    errors: list[AppError] = []
    runner.failed.connect(errors.append)
    (tmp_path / "空.txt").touch()
    add(panel, reader, runner, qtbot, tmp_path / "空.txt", plan)
    assert [error.code for error in errors] == ["file_empty"]
    assert len(roles(panel)) == 2
