"""The first start of a new version: what the older one wrote is copied once, whole or not at all."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from core.version import MARK
from core.workflows.maintenance.first_start import COPIES, keep_older_data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Data of version 1.0."""
    for name, text in ((MARK, "1.0\n"), ("settings.json", "{}"), ("log/nigao.log", "x"), ("cards/a.json", "[]")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def copied(folder: Path) -> set[str]:
    """The files of all copies."""
    home = folder / COPIES
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


def test_older_data_is_copied_once(data: Path) -> None:
    assert keep_older_data(data, "1.1") is None
    (data / "settings.json").write_text('{"new": 1}')
    assert keep_older_data(data, "1.1") is None
    assert copied(data) == {"1.0/settings.json", "1.0/version.txt", "1.0/cards/a.json"}


def test_going_back_and_forth_keeps_the_first_copy(data: Path) -> None:
    for version in ("1.1", "1.0", "1.1"):
        (data / "settings.json").write_text(version)
        keep_older_data(data, version)
    assert (data / COPIES / "1.0" / "settings.json").read_text() == "1.1"
    assert (data / COPIES / "1.1" / "settings.json").read_text() == "1.0"


def test_data_without_a_mark_is_of_an_older_version(data: Path) -> None:
    (data / MARK).unlink()
    keep_older_data(data, "1.1")
    assert "0/settings.json" in copied(data)


def test_a_new_user_has_no_copy(tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert keep_older_data(home, "1.1") is None
    assert (home / MARK).read_text() == "1.1\n"
    assert not (home / COPIES).exists()


def test_a_copy_that_fails_is_told_and_tried_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def _full(*_given: Any, **_named: Any) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copytree", _full)
        notice = keep_older_data(data, "1.1")
    assert notice is not None
    assert notice.code == "older_data_not_kept"
    assert not copied(data)


def test_links_and_pipes_are_not_followed(data: Path) -> None:
    os.mkfifo(data / "pipe")
    (data / "link").symlink_to("/dev/zero")
    assert keep_older_data(data, "1.1") is None
    assert not {path for path in copied(data) if "pipe" in path or "link" in path}
