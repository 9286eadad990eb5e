"""The program takes its looks from the settings, follows the desktop where that is set, and tells of damaged settings."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from shiboken6 import delete

from core.errors import AppError
from core.workflows.drafting.recent import list_recent
from core.workflows.importing.kind_cards import list_cards
from core.workflows.importing.kinds import read_kinds
from gui.session.sessions import SessionController
from gui.shell import theme
from gui.shell.collector import IdleCollector
from gui.shell.program import Ground, Program, first_size
from gui.shell.services import Services
from tests.gui.whole_window import now


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    return tmp_path


def stored(home: Path, **values: object) -> None:
    (home / "settings.json").write_text(json.dumps({"格式": "拟稿设置", "版本": 1, "guide": False, **values}), "utf-8")


@pytest.fixture
def begin(qapp: Any, home: Path, qtbot: Any) -> Iterator[Any]:
    """Starts the program; ends it afterwards."""
    programs: list[Program] = []
    usual = qapp.styleHints().colorScheme()

    def started() -> Program:
        services = Services(list_cards, read_kinds, lambda door: SessionController(door, home, now), list_recent, now)
        programs.append(Program(qapp, services, Ground(home, AppError, lambda *_: None, lambda _: None, lambda: None)))
        with qtbot.waitSignal(programs[0].window.first_painted):
            programs[0].open_window()
        qtbot.waitUntil(lambda: qapp.findChild(IdleCollector) is not None)
        return programs[0]

    yield started
    for program in programs:
        qtbot.waitUntil(lambda: not programs[0].window.runner.is_busy)
        program.close()
        program.deleteLater()
        delete(qapp.findChild(IdleCollector))
    qapp.styleHints().setColorScheme(usual)
    theme.apply_theme(qapp, theme.load_theme())
    qapp.setStyleSheet("")


def test_it_begins_with_the_look_that_was_set(home: Path, begin: Any) -> None:
    stored(home, look="contrast", scale=150, running_size=20)
    begin()
    look = theme.current()
    assert (look.colours["ground"], look.scale, look.running) == ("#000000", 1.5, 20)


def test_another_look_holds_without_a_restart(home: Path, begin: Any, qtbot: Any) -> None:
    stored(home)
    begin().preferences.change("look", "dark")
    dark = theme.load_theme(theme.DARK).colours
    qtbot.waitUntil(lambda: theme.current().colours == dark)


def test_zoom_is_the_setting_of_the_type_size(home: Path, begin: Any, qtbot: Any) -> None:
    stored(home, scale=150)
    program = begin()
    program.window.zoom_requested.emit(1.6)
    assert program.preferences.number("scale") == 160
    qtbot.waitUntil(lambda: theme.current().scale == 1.6)


@pytest.mark.parametrize(("asked", "words"), [(2.1, "不能再大"), (0.9, "不能再小")])
def test_a_size_beyond_the_last_is_told(home: Path, begin: Any, asked: float, words: str) -> None:
    stored(home, scale=200 if asked > 1 else 100)
    program = begin()
    program.window.zoom_requested.emit(asked)
    assert words in program.window.notices.notice.text


def test_an_explicit_look_does_not_follow_the_desktop(home: Path, begin: Any, qapp: Any) -> None:
    stored(home, look="light")
    program = begin()
    program.is_dark = True
    program.follow_desktop()
    qapp.processEvents()
    assert theme.current().colours["ground"] == "#f4f5f8"


def test_the_frame_of_the_desktop_goes_with_the_look(home: Path, begin: Any, qapp: Any) -> None:
    stored(home, look="dark")
    begin()
    assert qapp.styleHints().colorScheme() in (Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown)


def test_damaged_settings_are_told_and_the_program_opens(home: Path, begin: Any, qtbot: Any) -> None:
    (home / "settings.json").write_text("{", "utf-8")
    program = begin()
    qtbot.waitUntil(
        lambda: (
            program.window.notices.notice is not None and "settings.broken.json" in program.window.notices.notice.text
        )
    )


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        ((1280, 800), None),
        ((1366, 768), None),
        ((1920, 1040), (1280, 800)),
        ((1440, 820), (1280, 772)),
    ],
)
def test_the_first_window_fits_the_screen_with_its_frame(screen: tuple[int, int], size: tuple[int, int] | None) -> None:
    assert first_size(*screen) == size


def test_on_a_small_screen_the_first_window_takes_all_of_it(begin: Any) -> None:
    window = begin().window
    assert window.isMaximized()
    assert window.frameGeometry().height() <= window.screen().availableSize().height()
