"""One small JSON file: what is damaged is set aside, what may be intact stays, what is written is whole."""

from pathlib import Path

import pytest

from core import reading
from core.errors import AppError, BadInput, NewerFile
from core.json_text import parse_json
from core.stores.json_file import LIMIT, DamagedFile, JsonFile

CONTENT = b'{"unit": "\xe9\x9d\x92\xe7\xa6\xbe\xe5\x8e\xbf"}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "small.json"


def written(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def unit_of(data: bytes) -> str:
    return str(parse_json(data)["unit"])


def file(path: Path, aside: str = "small.broken") -> JsonFile[str]:
    return JsonFile(path, unit_of, aside)


def refuse(error: Exception):
    def _parse(_data: bytes) -> str:
        raise error

    return _parse


def test_what_is_saved_is_loaded(path: Path) -> None:
    file(path).save(CONTENT)
    assert file(path).load() == "青禾县"


def test_no_file_is_no_content(path: Path) -> None:
    assert file(path).load() is None


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"3", b"null", b"{}", b"\xff\xfe\x00", b"[" * 5000, b" " * (LIMIT + 1)],
    ids=["empty", "torn", "list", "number", "null", "no key", "no text", "deep", "large"],
)
def test_damaged_content_is_set_aside(path: Path, data: bytes) -> None:
    written(path, data)
    with pytest.raises(DamagedFile, match=r"small\.broken"):
        file(path).load()
    assert (path.exists(), path.with_name("small.broken").read_bytes()) == (False, data)


def test_without_another_name_a_damaged_file_stays(path: Path) -> None:
    written(path, b"{")
    with pytest.raises(DamagedFile) as caught:
        file(path, "").load()
    assert (caught.value.is_set_aside, path.exists()) == (False, True)


def test_content_that_is_refused_is_damage(path: Path) -> None:
    written(path, CONTENT)
    with pytest.raises(DamagedFile):
        JsonFile(path, refuse(BadInput("card_value")), "small.broken").load()


def test_content_of_a_newer_program_stays(path: Path) -> None:
    written(path, CONTENT)
    with pytest.raises(NewerFile, match="card_newer"):
        JsonFile(path, refuse(NewerFile("card_newer")), "small.broken").load()
    assert path.exists()


def test_what_the_disk_does_not_deliver_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(path, CONTENT)
    with monkeypatch.context() as disk:
        disk.setattr(reading.os, "open", refuse_to_open)
        with pytest.raises(BadInput, match="file_no_permission"):
            file(path).load()
    assert file(path).load() == "青禾县"


def refuse_to_open(*_arguments: object) -> int:
    raise PermissionError("no")


@pytest.mark.parametrize("data", [b"{", b""], ids=["torn", "empty"])
def test_a_convenience_is_replaced_by_its_default(path: Path, data: bytes) -> None:
    written(path, data)
    assert file(path, "").load_or("默认") == "默认"


def test_a_disk_that_refuses_is_reported(path: Path) -> None:
    path.parent.write_bytes(b"no folder")
    with pytest.raises(AppError, match="save_no_folder"):
        file(path).save(CONTENT)
    assert not file(path).save_if_possible(CONTENT)
