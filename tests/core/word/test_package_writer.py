"""Zip files joined from parts that are compressed already."""

import io
import zipfile
import zlib
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.package import Package
from core.word.package_writer import LARGEST_BLOCK, build, pack, part_template


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


@given(st.dictionaries(st.text("ab稿/.", min_size=1, max_size=9), st.binary(max_size=300), max_size=5))
def test_the_parts_come_out_as_they_went_in(parts: dict[str, bytes]) -> None:
    package = opened(build(pack(name, data) for name, data in parts.items()))
    assert {name: package.read(name) for name in package.namelist()} == parts
    assert package.testzip() is None


@given(st.lists(st.tuples(st.binary(max_size=99), st.binary(max_size=99)), max_size=5), st.binary(max_size=99))
def test_gaps_are_filled_in_order(pairs: list[tuple[bytes, bytes]], last: bytes) -> None:
    gap = part_template("a.xml", [*(piece for piece, _ in pairs), last])
    package = opened(build([gap.fill([value for _, value in pairs])]))
    assert package.read("a.xml") == b"".join(piece + value for piece, value in pairs) + last


def test_a_value_larger_than_a_block_fills_a_gap() -> None:
    value = bytes(range(256)) * (LARGEST_BLOCK // 128)
    package = opened(build([part_template("a", [b"<", b">"]).fill([value])]))
    assert package.read("a") == b"<" + value + b">"


def test_a_gap_can_be_filled_again() -> None:
    gap = part_template("a", [b"<", b">"])
    assert [opened(build([gap.fill([value])])).read("a") for value in (b"1", b"22")] == [b"<1>", b"<22>"]


def test_equal_parts_give_equal_bytes_without_a_clock() -> None:
    first, second = (build([pack("a", b"text")]) for _ in range(2))
    assert first == second
    assert opened(first).infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_an_archive_without_parts_opens() -> None:
    assert opened(build([])).namelist() == []


@given(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]), st.integers(min_value=0), st.integers(0, 255))
def test_a_spoiled_file_is_read_as_zipfile_reads_it(method: int, place: int, byte: int) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        archive.writestr("甲.xml", "<w:t>全年办结</w:t>" * 9)
        archive.writestr("b.xml", "<w:t/>")
    data = bytearray(written.getvalue())
    data[place % len(data)] = byte
    for name in ("甲.xml", "b.xml"):
        assert told(lambda: Package(bytes(data)).read(name)) == told(lambda: plainly(data, name))  # noqa: B023


def told(read: Callable[[], bytes]) -> bytes:
    """What was read, or nothing: damaged, encrypted or gone."""
    try:
        return read()
    except (BadInput, zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError, EOFError, RuntimeError):
        return b""


def plainly(data: bytearray, name: str) -> bytes:
    """A part as zipfile reads it."""
    return opened(bytes(data)).read(name)
