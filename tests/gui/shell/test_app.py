"""Getting under way: input methods, actions, where drafts go."""

from pathlib import Path
from typing import Any

import pytest

from gui.session.sessions import free_path
from gui.shell.actions import ACTIONS, hint, make_action
from gui.shell.app import has_no_display, input_methods, run
from gui.shell.program import warm_up


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULES": "fcitx;ibus"}),
        ({"QT_IM_MODULE": "fcitx5"}, {"QT_IM_MODULES": "fcitx5;ibus"}),
        ({"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx"}, {"QT_IM_MODULES": "wayland;fcitx;ibus"}),
        ({"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "fcitx;ibus"}, {}),
        ({"QT_IM_MODULE": "ibus"}, {}),
        ({"QT_IM_MODULE": "compose"}, {}),
        ({}, {}),
    ],
)
def test_fcitx_is_asked_by_ibus_where_no_plugin_of_its_own_fits(asked: dict[str, str], changed: dict[str, str]) -> None:
    assert input_methods(asked) == changed


def test_no_two_actions_share_a_shortcut() -> None:
    shortcuts = [action.shortcut for action in ACTIONS.values() if action.shortcut]
    assert len(shortcuts) == len(set(shortcuts))


def test_every_icon_of_the_table_exists() -> None:
    icons = Path(__file__).resolve().parents[3] / "resources/icons"
    assert all((icons / f"{action.icon}.svg").is_file() for action in ACTIONS.values() if action.icon)


def test_hints_name_the_shortcut() -> None:
    assert hint("open_draft") == "打开稿件（Ctrl+O）"


def test_an_action_does_its_action(qtbot: Any) -> None:
    from PySide6.QtWidgets import QWidget

    owner, done = QWidget(), list[str]()
    qtbot.addWidget(owner)
    make_action("export", owner, lambda: done.append("export")).trigger()
    assert done == ["export"]


@pytest.mark.parametrize(
    ("taken", "title", "name"),
    [
        ([], "青禾县2023年工作要点", "青禾县2023年工作要点.nigao"),
        (["总结.nigao"], "总结", "总结（2）.nigao"),
        (["总结.nigao", "总结（2）.nigao"], "总结", "总结（3）.nigao"),
        ([], "a/b:c?", "abc.nigao"),
        ([], " .. ", "稿件.nigao"),
        ([], "长" * 200, "长" * 60 + ".nigao"),
    ],
)
def test_a_draft_gets_a_file_of_its_own(tmp_path: Path, taken: list[str], title: str, name: str) -> None:
    for other in taken:
        (tmp_path / other).touch()
    assert free_path(tmp_path, title).name == name


@pytest.mark.parametrize(
    ("environment", "platform", "none"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ""}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "win32", False),
    ],
)
def test_a_missing_desktop_is_known(environment: dict[str, str], platform: str, none: bool) -> None:
    assert has_no_display(environment, platform) is none


def test_without_a_desktop_one_sentence_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert run() == 2
    assert "没有找到可以显示窗口的桌面" in capsys.readouterr().err


def test_what_the_first_draft_needs_is_loaded_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    for room in ("core.workflows.checking.proofreader", "core.workflows.exporting.draft_pages"):
        monkeypatch.setattr(f"{room}.warm_up", lambda room=room: loaded.append(room))
    warm_up()
    assert len(loaded) == 2
