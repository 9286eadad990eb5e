"""The trash: all or none, and back again."""

import shutil
from pathlib import Path

import pytest

from core.errors import AppError
from core.workflows.recovery.trash import bring_back, can_bring_back, move_to_trash


@pytest.fixture
def bin_of(tmp_path: Path) -> Path:
    """A trash as the desktops keep it."""
    for part in ("files", "info"):
        (tmp_path / "Trash" / part).mkdir(parents=True)
    return tmp_path / "Trash"


def mover(bin_of: Path, refused: str = ""):
    def move(path: Path) -> Path | None:
        if path.name == refused:
            return None
        (bin_of / "info" / f"{path.name}.trashinfo").write_text("[Trash Info]")
        return Path(shutil.move(path, bin_of / "files" / path.name))

    return move


def files(folder: Path, *names: str) -> list[Path]:
    made = [folder / name for name in names]
    for path in made:
        path.write_text(path.name, "utf-8")
    return made


def test_files_go_and_come_back_with_nothing_left_behind(tmp_path: Path, bin_of: Path) -> None:
    paths = files(tmp_path, "甲.nigao", "乙.txt")
    moved = move_to_trash(paths, mover(bin_of))
    gone = [path.exists() for path in paths]
    bring_back(moved)
    assert (gone, [path.read_text("utf-8") for path in paths]) == ([False, False], ["甲.nigao", "乙.txt"])
    assert [path for path in bin_of.rglob("*") if path.is_file()] == []


def test_where_one_cannot_be_moved_none_is(tmp_path: Path, bin_of: Path) -> None:
    paths = files(tmp_path, "甲.nigao", "乙.txt")
    with pytest.raises(AppError) as refused:
        move_to_trash(paths, mover(bin_of, "乙.txt"))
    assert (refused.value.code, [path.exists() for path in paths]) == ("not_trashed", [True, True])


def test_what_is_gone_already_is_left_out(tmp_path: Path, bin_of: Path) -> None:
    assert move_to_trash([tmp_path / "没有.nigao"], mover(bin_of)) == ()


def test_where_the_system_does_not_say_where_there_is_no_way_back(tmp_path: Path) -> None:
    (path,) = files(tmp_path, "甲.nigao")

    def silent(path: Path) -> Path:
        path.unlink()
        return path

    assert not can_bring_back(move_to_trash([path], silent))


def test_another_file_at_the_old_place_stays(tmp_path: Path, bin_of: Path) -> None:
    (path,) = files(tmp_path, "甲.nigao")
    moved = move_to_trash([path], mover(bin_of))
    path.write_text("别的", "utf-8")
    with pytest.raises(AppError, match="not_brought_back"):
        bring_back(moved)
    assert path.read_text("utf-8") == "别的"
