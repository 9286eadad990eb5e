"""责任科室: kept with the draft as undoable edits, offered for the unit's next draft, harmless where files are damaged."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.editing.particulars import set_particulars
from core.errors import BadUse
from core.model.change import apply
from core.model.draft import Draft
from core.workflows.yearly.departments import (
    FILE_NAME,
    departments_of,
    last_folder,
    last_request,
    remember_sent,
    remembered_departments,
    set_departments,
)
from tests.builders import make_draft

REPORT = """
preamble |选派{**}名干部。
h1 一、|开展情况
h2 （一）|加强学习。‖举办{48}期。
h1 二、|存在问题
"""
NEXT_YEAR = """
h1 一、|存在问题
h1 二、|开展情况
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def draft() -> Draft:
    return make_draft(REPORT)


def noted(draft: Draft, **names: str) -> Draft:
    return apply(draft, set_departments(draft, names))


def test_departments_are_kept_with_the_draft(draft: Draft) -> None:
    assert departments_of(noted(draft, e1="办公室", e3=" 人事科 ")) == {"e1": "办公室", "e3": "人事科"}


def test_a_note_is_one_step_back_and_forth(draft: Draft) -> None:
    change = set_departments(draft, {"e2": "人事科"})
    assert apply(apply(draft, change), change.inverse()) == draft


def test_an_empty_name_takes_the_note_back(draft: Draft) -> None:
    assert departments_of(noted(noted(draft, e2="人事科", e3="组织科"), e2="")) == {"e3": "组织科"}


def test_the_same_again_is_no_edit(draft: Draft) -> None:
    after = noted(draft, e2="人事科")
    assert set_departments(after, {"e2": "人事科"}).is_empty


def test_a_section_that_is_gone_has_no_department(draft: Draft) -> None:
    after = noted(draft, e2="人事科", e4="组织科")
    assert departments_of(replace(after, elements=after.elements[:3])) == {"e2": "人事科"}


@pytest.mark.parametrize("text", ["{", "[]", "1", "人事科"])
def test_what_was_written_by_hand_does_no_harm(draft: Draft, text: str) -> None:
    assert departments_of(apply(draft, set_particulars(draft, {"责任科室": text}))) == {}


def test_too_many_for_the_draft_are_told(draft: Draft) -> None:
    long = make_draft("\n".join(f"h1 一、|第{number}部分" for number in range(200)))
    with pytest.raises(BadUse, match="value_too_long"):
        set_departments(long, {element.id: "科" * 60 for element in long.elements})


def test_the_next_draft_of_the_unit_is_offered_them_by_heading(draft: Draft, tmp_path: Path) -> None:
    remember_sent(noted(draft, e2="人事科", e4="督查科"), tmp_path)
    assert remembered_departments(make_draft(NEXT_YEAR)) == {"e1": "督查科", "e2": "人事科"}


def test_another_unit_is_offered_nothing(draft: Draft, tmp_path: Path) -> None:
    remember_sent(noted(draft, e2="人事科"), tmp_path)
    other = replace(draft, identity=replace(draft.identity, unit="云溪县财政局"))
    assert remembered_departments(other) == {}


def test_what_was_remembered_before_stays(draft: Draft, tmp_path: Path) -> None:
    remember_sent(noted(draft, e2="人事科"), tmp_path)
    remember_sent(noted(make_draft(NEXT_YEAR), e1="督查科"), tmp_path)
    assert remembered_departments(draft) == {"e2": "人事科", "e4": "督查科"}


def test_the_folder_is_remembered_while_it_is_there(draft: Draft, tmp_path: Path) -> None:
    folder = tmp_path / "填报"
    remember_sent(draft, folder)
    assert last_folder() is None
    folder.mkdir()
    assert last_folder() == folder


def test_what_was_asked_is_remembered(draft: Draft, tmp_path: Path) -> None:
    remember_sent(draft, tmp_path, "7月5日前发回。")
    assert last_request() == "7月5日前发回。"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"units": 1}', '{"units": {"青禾县档案馆": []}}', '{"folder": 1, "request": [], "units": {}}'],
)
def test_a_damaged_file_is_as_good_as_none(draft: Draft, home: Path, text: str) -> None:
    home.mkdir()
    (home / FILE_NAME).write_text(text, "utf-8")
    assert (remembered_departments(draft), last_folder(), last_request()) == ({}, None, "")


def test_a_place_that_cannot_be_written_is_let_be(draft: Draft, home: Path) -> None:
    home.write_bytes(b"")
    remember_sent(draft, home)
    assert last_folder() is None
