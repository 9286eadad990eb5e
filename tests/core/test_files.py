"""Files: what cannot be read is said kindly, and a file is written whole or not at all."""

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from core import files, reading
from core.errors import AppError, BadInput
from core.files import folder_with_room, write_atomically
from core.reading import read_limited


def test_reads_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_bytes(b"\x00\xff" * 1000)
    assert read_limited(path) == b"\x00\xff" * 1000


def test_file_of_the_very_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_bytes(b"x" * 10)
    assert len(read_limited(path, 10)) == 10


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(reading.LARGEST + 1)


def _loop(path: Path) -> None:
    path.symlink_to(path)


UNREADABLE = {
    "missing": (lambda path: None, "file_missing"),
    "folder": (Path.mkdir, "file_is_folder"),
    "empty": (_empty, "file_empty"),
    "too large": (_large, "file_too_large"),
    "link to itself": (_loop, "file_unreadable"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_unreadable_file_is_refused_with_its_reason(tmp_path: Path, case: str) -> None:
    prepare, code = UNREADABLE[case]
    prepare(tmp_path / "总结.txt")
    with pytest.raises(BadInput, match=code):
        read_limited(tmp_path / "总结.txt")


@pytest.mark.parametrize("name", ["总结\0.txt", "长" * 300])
def test_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="file_unreadable"):
        read_limited(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(BadInput, match="file_not_regular"):
        read_limited(tmp_path / "管道")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["管道", "链"])
def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "链").symlink_to(tmp_path / "管道")
    with pytest.raises(AppError, match="save_not_regular"):
        write_atomically(tmp_path / name, b"new")
    assert stat.S_ISFIFO((tmp_path / "管道").stat().st_mode)


def test_forbidden_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "总结.txt"
    path.write_bytes(b"x")
    monkeypatch.setattr(reading.os, "open", _failing(errno.EACCES))
    with pytest.raises(BadInput, match="file_no_permission"):
        read_limited(path)


def test_new_file_is_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "稿.docx", b"new")
    assert (tmp_path / "稿.docx").read_bytes() == b"new"


def test_old_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "真.docx").write_bytes(b"old")
    (tmp_path / "链.docx").symlink_to(tmp_path / "真.docx")
    write_atomically(tmp_path / "链.docx", b"new")
    assert (tmp_path / "链.docx").is_symlink()
    assert (tmp_path / "真.docx").read_bytes() == b"new"


def test_reader_never_sees_a_part(tmp_path: Path) -> None:
    path, seen = tmp_path / "稿.docx", set()
    whole = {bytes([65 + number]) * 100_000 for number in range(20)}
    write_atomically(path, next(iter(whole)))
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    for data in whole:
        write_atomically(path, data)
    stop.set()
    reader.join(20)
    assert seen <= whole


def _failing(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "save_disk_full"),
        (errno.EDQUOT, "save_disk_full"),
        (errno.EACCES, "save_no_permission"),
        (errno.EROFS, "save_no_permission"),
        (errno.EIO, "save_failed"),
    ],
)
def test_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: str
) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(files.os, call, _failing(number))
    with pytest.raises(AppError, match=code):
        write_atomically(path, b"new")
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("稿.docx", b"old")]


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="save_no_folder"):
        write_atomically(tmp_path / "没有" / "稿.docx", b"new")


def test_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").mkdir()
    with pytest.raises(AppError, match="save_is_folder"):
        write_atomically(tmp_path / "稿.docx", b"new")
    assert [item.name for item in tmp_path.iterdir()] == ["稿.docx"]


def test_a_folder_that_takes_nothing_is_passed_over(tmp_path: Path) -> None:
    assert folder_with_room((tmp_path / "没有", tmp_path), 10) == tmp_path


def test_where_the_disk_is_full_there_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.tempfile, "TemporaryFile", _failing(errno.ENOSPC))
    assert folder_with_room((tmp_path,)) is None
