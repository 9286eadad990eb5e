"""What comes from outside is opened as an ordinary file under a limit; hostile tables are refused, not suffered."""

import os
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import BadInput
from core.files import shown_name
from core.reading import NotRegular, TooLarge, check_appendable, open_regular, parse_toml, read_bytes, read_text
from core.workflows.importing.kind_cards import LARGEST_FILE, list_cards
from core.workflows.importing.kinds import read_kinds

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def spoken(path: Path) -> None:
    """A socket, whose name may be short only."""
    here = os.getcwd()
    os.chdir(path.parent)
    try:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def folder(path: Path) -> None:
    path.mkdir()


def circle(path: Path) -> None:
    path.symlink_to(path)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1024**4)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


ODD: tuple[Callable[[Path], None], ...] = (pipe, endless, spoken, folder, circle, sparse, dangling)
HOSTILE_TOML = {
    "brackets": "x = " + "[" * 100_000,
    "tables": "x = " + "{a=" * 50_000,
    "digits": "order = " + "9" * 5_000,
    "key": ".".join("a" * 20_000) + " = 1",
    "quoted key": ".".join(['"a"'] * 20_000) + " = 1",
    "table name": "[" + " . ".join("a" * 20_000) + "]",
    "date": "x = 9999-99-99",
    "surrogate": 'x = "\\ud800"',
}


@pytest.mark.parametrize("make", ODD)
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "odd")
    with pytest.raises(OSError):  # noqa: PT011  # whatever the system says
        read_bytes(tmp_path / "odd")


@pytest.mark.parametrize(("make", "error"), [(pipe, NotRegular), (endless, NotRegular), (sparse, TooLarge)])
def test_the_error_says_what_is_wrong(tmp_path: Path, make: Callable[[Path], None], error: type[OSError]) -> None:
    make(tmp_path / "odd")
    with pytest.raises(error):
        read_bytes(tmp_path / "odd")


def test_a_link_to_an_ordinary_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "文.txt").write_bytes(b"\xef\xbb\xbfa\r\nb\rc")
    (tmp_path / "链").symlink_to(tmp_path / "文.txt")
    assert read_text(tmp_path / "链") == "a\nb\nc"


def test_a_file_that_becomes_a_pipe_between_two_looks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(tmp_path / "odd")
    (tmp_path / "text").write_bytes(b"x")
    ordinary = (tmp_path / "text").stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: ordinary)
    with pytest.raises(NotRegular):
        open_regular(tmp_path / "odd")


@pytest.mark.parametrize(("make", "is_fit"), [(pipe, False), (endless, False), (folder, False), (dangling, True)])
def test_only_an_ordinary_file_is_written_on(tmp_path: Path, make: Callable[[Path], None], is_fit: bool) -> None:
    make(tmp_path / "odd")
    try:
        check_appendable(tmp_path / "odd")
    except OSError:
        assert not is_fit
    else:
        assert is_fit


def test_brackets_in_brackets_are_a_value_error() -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever the parser says
        parse_toml(f"a = {'[' * 50_000}{']' * 50_000}")


@pytest.mark.parametrize("name", HOSTILE_TOML)
def test_hostile_toml_is_a_value_error(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever the parser says
        parse_toml(HOSTILE_TOML[name])


@pytest.mark.parametrize("text", ["a.b.c = 1", "x = '......................................'", "y = 1.5"])
def test_plain_toml_is_read(text: str) -> None:
    assert parse_toml(text)


def hostile_kind(home: Path, make: Callable[[Path], None]) -> None:
    (home / "坏").mkdir(parents=True)
    make(home / "坏" / "kind.toml")


def long_text(path: Path) -> None:
    path.write_text('title = "甲"\n#' + "x" * LARGEST_FILE, "utf-8")


@pytest.mark.parametrize("make", [*ODD, long_text])
def test_a_kind_that_cannot_be_read_is_left_out_and_told(tmp_path: Path, make: Callable[[Path], None]) -> None:
    hostile_kind(tmp_path, make)
    found = read_kinds([tmp_path])
    if make in (dangling, circle):  # leads to nothing that could be told of
        assert list_cards([tmp_path]) == ()
    else:
        assert ([notice.code for notice in found.notices], list_cards([tmp_path])) == (["kind_broken"], ())


@pytest.mark.parametrize("name", HOSTILE_TOML)
def test_a_kind_in_hostile_toml_is_left_out_and_told(tmp_path: Path, name: str) -> None:
    hostile_kind(tmp_path, lambda path: path.write_text('title = "甲"\n' + HOSTILE_TOML[name], "utf-8") and None)
    found = read_kinds([tmp_path])
    assert [notice.code for notice in found.notices] == ["kind_broken"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("总结.txt", "总结.txt"),
        ("总结.txt".encode("gb18030").decode("utf-8", "surrogateescape"), "总结.txt"),
        (b"\xff\xfe.txt".decode("utf-8", "surrogateescape"), "\ufffd\ufffd.txt"),
        ("\ud800.txt", "\ufffd.txt"),
    ],
    ids=["utf-8", "gbk", "neither", "half"],
)
def test_a_name_can_be_stored_whatever_its_bytes(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_file_of_a_broken_name_is_refused_in_a_sentence(tmp_path: Path) -> None:
    from core.reading import read_limited

    with pytest.raises(BadInput, match="file_missing"):
        read_limited(tmp_path / b"\xff".decode("utf-8", "surrogateescape"))


def test_a_file_that_grows_while_it_is_read_is_read_whole_under_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, size_before = tmp_path / "a.txt", 2
    path.write_bytes(b"12345")
    now = os.fstat

    def before(descriptor: int) -> os.stat_result:
        found = now(descriptor)
        return os.stat_result((*found[:6], size_before, *found[7:10]))

    monkeypatch.setattr(os, "fstat", before)
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(TooLarge):
        read_bytes(path, 4)
