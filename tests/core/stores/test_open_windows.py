"""Whether a window of the program is still there."""

from pathlib import Path

import pytest

from core.stores.windows import PREFIX, OpenWindow, is_open, remove_stale_files


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def window() -> OpenWindow:
    window = OpenWindow()
    window.open()
    return window


def test_window_counts_as_open(window: OpenWindow) -> None:
    assert is_open(window.name)
    window.close()


def test_closed_window_is_not(window: OpenWindow) -> None:
    name = window.name
    window.close()
    assert not is_open(name)


def test_closed_window_leaves_nothing_behind(window: OpenWindow, home: Path) -> None:
    window.close()
    assert not list(home.iterdir())


def test_what_a_killed_window_left_is_cleared_away(home: Path) -> None:
    (home / f"{PREFIX}gone.lock").touch()
    assert not is_open("gone")
    assert not list(home.iterdir())


def test_windows_at_work_are_not_cleared_away(window: OpenWindow, home: Path) -> None:
    (home / f"{PREFIX}gone.lock").touch()
    remove_stale_files()
    assert [path.name for path in home.iterdir()] == [f"{PREFIX}{window.name}.lock"]
    window.close()


def test_opened_twice_it_is_the_same_window(window: OpenWindow) -> None:
    name = window.name
    window.open()
    assert window.name == name
    window.close()


def test_where_nothing_can_be_written_a_window_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "file" / "home"))
    window = OpenWindow()
    window.open()
    assert not window.name
