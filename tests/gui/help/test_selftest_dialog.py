"""自检 in the window, and what is said of input methods."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.errors import AppError
from gui.help import selftest
from gui.help.selftest import SelfTestDialog, input_plugins, input_trouble, running_input_methods
from gui.shell.tasks import TaskRunner


@pytest.fixture
def dialog(qtbot: QtBot) -> SelfTestDialog:
    """A dialog whose test is done."""
    runner = TaskRunner(AppError)
    made = SelfTestDialog(runner)
    qtbot.addWidget(made)
    qtbot.waitUntil(made.save.isEnabled, timeout=30_000)
    runner.close()
    return made


def test_the_table_is_shown_copied_and_saved(
    dialog: SelfTestDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "table.txt"
    monkeypatch.setattr(selftest, "choose_new_file", lambda *_: [target])
    dialog.copy.click()
    dialog.save.click()
    assert "〔办一遍〕" in dialog.table.toPlainText()
    assert QGuiApplication.clipboard().text() == dialog.text == target.read_text("utf-8")


def test_a_file_that_cannot_be_written_is_told(
    dialog: SelfTestDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest, "choose_new_file", lambda *_: [tmp_path / "none" / "table.txt"])
    dialog.save.click()
    assert "没有写出文件" in dialog.head.text()


@pytest.mark.parametrize(
    ("running", "plugins", "trouble"),
    [
        ((), (), ""),
        (("ibus-daemon",), ("ibus",), ""),
        (("fcitx5",), ("ibus",), ""),
        (("fcitx",), ("ibus", "fcitx"), ""),
        (("fcitx",), ("ibus",), "input_method_unreached"),
        (("ibus-daemon",), (), "input_method_unreached"),
    ],
)
def test_input_methods_that_cannot_be_reached(running: tuple[str, ...], plugins: tuple[str, ...], trouble: str) -> None:
    assert input_trouble(running, plugins) == trouble


def test_processes_are_known_by_their_names(tmp_path: Path) -> None:
    for number, name in (("12", "fcitx5"), ("13", "bash"), ("self", "ibus-daemon")):
        (tmp_path / number).mkdir()
        (tmp_path / number / "comm").write_text(f"{name}\n")
    assert running_input_methods(tmp_path, {}) == {"fcitx5"}


@pytest.mark.parametrize(
    ("asked", "names"), [("@im=fcitx", {"fcitx"}), ("@im=ibus", {"ibus-daemon"}), ("@im=none", set()), ("", set())]
)
def test_an_input_method_that_the_desktop_asks_for_counts_as_running(
    asked: str, names: set[str], tmp_path: Path
) -> None:
    assert running_input_methods(tmp_path, {"XMODIFIERS": asked}) == names


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="plugins of input methods are those of Linux")
def test_only_a_plugin_that_loads_counts(tmp_path: Path) -> None:
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    own = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    plugin = folder / "libfcitx5platforminputcontextplugin.so"
    plugin.write_bytes(b"no library" * 100)
    before = input_plugins({"QT_PLUGIN_PATH": str(tmp_path)})
    plugin.unlink()
    plugin.symlink_to(next(own.glob("libcompose*")))
    assert (before, input_plugins({"QT_PLUGIN_PATH": str(tmp_path)})) == ({"ibus"}, {"ibus", "fcitx"})


def test_without_a_screen_the_row_says_so() -> None:
    rows = {row.name: row.detail for row in selftest.display_rows()}
    assert "自检" in rows["屏幕"]
