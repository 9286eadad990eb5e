"""Settings on disk: kept, passed on, set aside when damaged."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core import reading
from core.errors import AppError, BadInput
from core.stores.settings import (
    Loaded,
    Settings,
    changed,
    export_settings,
    import_settings,
    load_settings,
    save_settings,
    settings_text,
)
from core.workflows.messages import sentence, sentences

DARK = Settings({"look": "dark"})


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def stored(home: Path, data: bytes) -> Path:
    home.mkdir()
    (home / "settings.json").write_bytes(data)
    return home / "settings.json"


def test_without_a_file_the_defaults_hold(home: Path) -> None:
    assert load_settings() == Loaded(Settings())


def test_loading_writes_nothing(home: Path) -> None:
    load_settings()
    assert not home.exists()


def test_what_is_kept_is_there_again(home: Path) -> None:
    save_settings(DARK)
    assert load_settings() == Loaded(DARK)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\x00" * 4096, b"[]", b" " * (1024 * 1024 + 1)], ids=lambda data: repr(data[:5])
)
def test_a_damaged_file_is_set_aside_and_told(home: Path, data: bytes) -> None:
    path = stored(home, data)
    loaded = load_settings()
    assert loaded.settings == Settings()
    assert [notice.code for notice in loaded.notices] == ["settings_set_aside"]
    assert (path.exists(), path.with_name("settings.broken.json").read_bytes()) == (False, data)


def test_it_is_told_once(home: Path) -> None:
    stored(home, b"{")
    load_settings()
    assert load_settings().notices == ()


@pytest.fixture
def locked(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A good file that the disk does not give out."""
    path = stored(home, settings_text(Settings({"look": "dark", "scale": 120})).encode())
    sentences()  # read before the disk fails, as in a running program
    with monkeypatch.context() as disk:
        disk.setattr(reading.os, "open", raising(PermissionError("no")))
        yield path


def raising(problem: Exception) -> Callable[..., bytes]:
    def _read(*_: object) -> bytes:
        raise problem

    return _read


def test_a_file_that_cannot_be_read_is_told_and_left_alone(locked: Path) -> None:
    loaded = load_settings()
    assert (loaded.settings.values, [notice.code for notice in loaded.notices]) == ({}, ["settings_unread"])
    assert [path.name for path in locked.parent.iterdir()] == ["settings.json"]


def test_the_sentence_says_that_nothing_was_touched(locked: Path) -> None:
    (notice,) = load_settings().notices
    assert "没有动它" in sentence(notice)


def test_a_file_that_cannot_be_read_is_not_written_over(locked: Path) -> None:
    before = locked.stat()
    save_settings(changed(load_settings().settings, "scale", 150))
    assert (locked.stat().st_ino, locked.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_is_changed_meanwhile_joins_the_file_once_it_can_be_read(home: Path) -> None:
    stored(home, settings_text(Settings({"look": "dark", "scale": 120}, {"voice": 1}, 9)).encode())
    save_settings(changed(Settings(stand_in=True), "scale", 150))
    assert load_settings().settings == Settings({"look": "dark", "scale": 150}, {"voice": 1}, 9)


def test_a_folder_in_the_place_of_the_file_is_no_crash(home: Path) -> None:
    (home / "settings.json").mkdir(parents=True)
    assert load_settings().settings == Settings(stand_in=True)


def test_a_value_that_cannot_be_is_told_in_words(home: Path) -> None:
    stored(home, '{"格式": "拟稿设置", "版本": 1, "scale": 900}'.encode())
    (notice,) = load_settings().notices
    assert "界面字号" in sentence(notice)


def test_what_a_newer_program_wrote_outlives_a_change_here(home: Path) -> None:
    stored(home, '{"格式": "拟稿设置", "版本": 9, "voice": "loud"}'.encode())
    save_settings(changed(load_settings().settings, "look", "dark"))
    assert load_settings().settings == Settings({"look": "dark"}, {"voice": "loud"}, 9)


def test_a_newer_file_of_ones_own_is_used_without_a_word(home: Path) -> None:
    stored(home, '{"格式": "拟稿设置", "版本": 9, "scale": 120}'.encode())
    assert load_settings().notices == ()


def test_a_place_that_cannot_be_written_is_told(home: Path, tmp_path: Path) -> None:
    home.write_bytes(b"no folder")
    with pytest.raises(AppError) as refused:
        save_settings(DARK)
    assert refused.value.code.startswith("save_")


def test_settings_are_passed_on_as_a_file(home: Path, tmp_path: Path) -> None:
    export_settings(DARK, tmp_path / "我的设置.json")
    assert import_settings(tmp_path / "我的设置.json") == Loaded(DARK)


def test_a_file_of_a_newer_program_is_used_as_far_as_it_goes(home: Path, tmp_path: Path) -> None:
    export_settings(Settings({"look": "dark"}, {"voice": 1}, 9), tmp_path / "新.json")
    loaded = import_settings(tmp_path / "新.json")
    assert loaded.settings.value("look") == "dark"
    assert [notice.code for notice in loaded.notices] == ["settings_newer"]


def test_a_file_that_holds_no_settings_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "总结.json").write_text("{}", "utf-8")
    with pytest.raises(BadInput) as refused:
        import_settings(tmp_path / "总结.json")
    assert "设置" in sentence(refused.value)


def test_a_file_that_is_gone_is_told(home: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        import_settings(tmp_path / "没有.json")
    assert refused.value.code == "file_missing"
