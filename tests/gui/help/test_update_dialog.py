"""从文件更新 in the window: nothing is started unless it was verified and the user says so."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.workflows.maintenance.update import Update
from gui.help import update
from gui.help.update import UpdateDialog
from gui.shell.tasks import TaskRunner

OFFERED = Update("99.1", "新的", Path("/stick/nigao_99.1_amd64.deb"))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the system."""
    handed: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: handed.append(url.toLocalFile()) or True)
    return handed


def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: Any) -> UpdateDialog:
    """The dialog with this answer of the check, an update or an error."""

    def _read(_path: Path) -> Update:
        if isinstance(answer, AppError):
            raise answer
        assert isinstance(answer, Update)
        return answer

    monkeypatch.setattr(update, "read_update", _read)
    runner = TaskRunner(AppError)
    dialog = UpdateDialog(runner, Path("/stick/release.json"))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "正在核对" not in dialog.head.text(), timeout=30_000)
    runner.close()
    return dialog


def test_the_installer_is_started_when_asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: list[str]) -> None:
    dialog = shown(qtbot, monkeypatch, OFFERED)
    assert (dialog.notes.toPlainText(), opened) == ("新的", [])
    with qtbot.waitSignal(dialog.started):
        dialog.install.click()
    assert opened == [str(OFFERED.installer)]


def test_a_refused_file_says_why_and_starts_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    dialog = shown(qtbot, monkeypatch, AppError("update_unsigned", name="release.json"))
    dialog.install.click()
    assert "没有拟稿的签名" in dialog.head.text()
    assert not opened


def test_a_system_that_opens_nothing_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog = shown(qtbot, monkeypatch, OFFERED)
    dialog.install.click()
    assert OFFERED.installer.name in dialog.head.text()
