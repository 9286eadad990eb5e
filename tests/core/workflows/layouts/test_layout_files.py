"""The user's own layouts: copied, renamed, put aside, and back."""

from pathlib import Path

import pytest

from core.errors import AppError, BadUse
from core.workflows.layouts.files import (
    REMOVED,
    USUAL_LAYOUT,
    copy_layout,
    is_own,
    layout_names,
    layouts,
    own_folder,
    plain_layout,
    remove_layout,
    rename_layout,
    restore_layout,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    return tmp_path


def test_the_program_s_layouts_are_not_the_user_s() -> None:
    assert not any(map(is_own, layout_names()))


def test_a_copy_is_the_user_s_own() -> None:
    name = copy_layout(USUAL_LAYOUT)
    assert (name, is_own(name)) == (f"{USUAL_LAYOUT}（副本）", True)
    assert plain_layout(name) == plain_layout(USUAL_LAYOUT)


def test_two_copies_have_two_names() -> None:
    assert len({copy_layout(USUAL_LAYOUT) for _ in range(3)}) == 3


def test_a_copy_of_nothing_is_refused() -> None:
    with pytest.raises(BadUse) as told:
        copy_layout("没有的")
    assert told.value.code == "unknown_layout"


def test_a_layout_gets_another_name() -> None:
    assert rename_layout(copy_layout(USUAL_LAYOUT), " 本局/公文. ") == "本局公文"
    assert plain_layout("本局公文") == plain_layout(USUAL_LAYOUT)


def test_the_same_name_changes_nothing() -> None:
    name = copy_layout(USUAL_LAYOUT)
    assert rename_layout(name, name) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "layout_no_name"), (" . ", "layout_no_name"), ("~a", "layout_no_name"), ("讲话稿", "layout_name_taken")],
)
def test_names_that_cannot_be_are_refused(name: str, code: str) -> None:
    copy = copy_layout(USUAL_LAYOUT)
    with pytest.raises(BadUse) as told:
        rename_layout(copy, name)
    assert (told.value.code, is_own(copy)) == (code, True)


def test_names_that_differ_in_case_only_are_the_same() -> None:
    rename_layout(copy_layout(USUAL_LAYOUT), "Alpha")
    with pytest.raises(BadUse):
        rename_layout(copy_layout(USUAL_LAYOUT), "ALPHA")


@pytest.mark.parametrize("act", [remove_layout, lambda name: rename_layout(name, "别名")], ids=("remove", "rename"))
def test_the_program_s_layouts_stay(act: object) -> None:
    with pytest.raises(BadUse) as told:
        act(USUAL_LAYOUT)  # type: ignore[operator]
    assert told.value.code == "layout_built_in"


def test_what_is_removed_lies_aside() -> None:
    name = copy_layout(USUAL_LAYOUT)
    path = remove_layout(name)
    assert (path.parent.name, path.exists(), name in layouts()) == (REMOVED, True, False)


def test_what_was_removed_comes_back() -> None:
    name = copy_layout(USUAL_LAYOUT)
    assert restore_layout(remove_layout(name), name) == name
    assert plain_layout(name) == plain_layout(USUAL_LAYOUT)


def test_what_comes_back_replaces_nothing() -> None:
    name = copy_layout(USUAL_LAYOUT)
    path = remove_layout(name)
    assert copy_layout(USUAL_LAYOUT) == name
    assert restore_layout(path, name) == f"{name}2"


def test_two_of_one_name_can_lie_aside() -> None:
    assert remove_layout(copy_layout(USUAL_LAYOUT)) != remove_layout(copy_layout(USUAL_LAYOUT))


def test_a_file_that_is_gone_is_told() -> None:
    name = copy_layout(USUAL_LAYOUT)
    path = remove_layout(name)
    path.unlink()
    with pytest.raises(AppError) as told:
        restore_layout(path, name)
    assert told.value.code == "layout_not_moved"


def test_what_lies_aside_is_no_layout() -> None:
    remove_layout(copy_layout(USUAL_LAYOUT))
    assert not any(path.is_relative_to(own_folder()) for path in layouts().values())
