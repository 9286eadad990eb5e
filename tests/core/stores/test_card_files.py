"""Unit cards as files: made, copied, called something else, put aside and taken back; names of divisions to choose from."""

from pathlib import Path

import pytest

from core.errors import AppError, BadUse, BadWords
from core.model.card import UnitCard
from core.model.change import apply
from core.model.draft import Draft
from core.stores.cards import (
    FOLDER,
    card_names,
    copy_card,
    load_card,
    new_card,
    remove_card,
    rename_card,
    restore_card,
    save_card,
)
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.unit_card import card_of, choose_card, used_name
from core.workflows.importing.divisions import division_names
from tests.builders import make_draft

NAME, CARD = "档案馆", UnitCard("青禾县档案馆", "县")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    save_card(NAME, CARD)
    return tmp_path


def draft_with(name: str) -> Draft:
    draft = make_draft("body |正文。")
    return apply(draft, choose_card(draft, name))


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("青禾县财政局", "青禾县财政局"),
        ("", "新名片"),
        ("财政/税务", "财政税务"),
        ("档案馆", "档案馆2"),
        ("...", "新名片"),
        ("局" * 80, "局" * 60),
    ],
)
def test_a_new_card_is_called_after_its_unit(unit: str, name: str) -> None:
    assert (new_card(unit), load_card(name).value) == (name, UnitCard(unit))


def test_new_cards_never_take_the_place_of_others() -> None:
    assert [new_card("局" * 60) for _ in range(2)] == ["局" * 60, "局" * 50 + "2"]


def test_a_copy_says_the_same_under_another_name() -> None:
    copies = [copy_card(NAME), copy_card(NAME)]
    assert copies == ["档案馆（副本）", "档案馆（副本）2"]
    assert load_card(copies[1]).value == CARD


def test_a_card_gets_another_name() -> None:
    assert rename_card(NAME, " 馆里 ") == "馆里"
    assert (card_names(), load_card("馆里").value) == (("馆里",), CARD)


def test_the_same_name_is_no_change() -> None:
    assert (rename_card(NAME, NAME), card_names()) == (NAME, (NAME,))


def test_a_draft_finds_its_card_by_the_old_name() -> None:
    draft = draft_with(NAME)
    rename_card(NAME, "馆里")
    rename_card("馆里", "本馆")
    assert (used_name(draft), card_of(draft).value) == ("本馆", CARD)


def test_names_that_change_places_do_not_lead_round_in_circles() -> None:
    draft = draft_with(NAME)
    rename_card(NAME, "馆里")
    rename_card("馆里", NAME)
    assert (used_name(draft), card_of(draft).value) == (NAME, CARD)


def test_a_card_made_anew_under_the_old_name_is_the_draft_s() -> None:
    rename_card(NAME, "馆里")
    save_card(NAME, UnitCard("红湾县档案馆"))
    assert card_of(draft_with(NAME)).value == UnitCard("红湾县档案馆")


def test_trails_in_a_circle_end(home: Path) -> None:
    for old, new in (("甲", "乙"), ("乙", "甲")):
        (home / FOLDER / f"{old}.renamed").write_text(new, "utf-8")
    assert card_of(draft_with("甲")).value is None


@pytest.mark.parametrize(("new", "code"), [("财政局", "card_name_taken"), ("a/b", "'card_name'"), ("", "'card_name'")])
def test_a_name_that_cannot_be_is_refused(new: str, code: str) -> None:
    save_card("财政局", UnitCard("青禾县财政局"))
    with pytest.raises(BadUse, match=code):
        rename_card(NAME, new)
    assert card_names() == (NAME, "财政局")


@pytest.mark.parametrize("action", [copy_card, remove_card, lambda name: rename_card(name, "新")])
def test_a_card_that_is_gone_is_told(action: object) -> None:
    with pytest.raises(BadUse, match="card_gone"):
        action("没有")  # type: ignore[operator]


def test_a_card_that_was_put_away_comes_back() -> None:
    path = remove_card(NAME)
    assert card_names() == ()
    assert (restore_card(path, NAME), load_card(NAME).value) == (NAME, CARD)


def test_a_card_that_was_put_away_stays_beside_the_others(home: Path) -> None:
    path = remove_card(NAME)
    assert list((home / FOLDER).iterdir()) == [path]


def test_cards_of_one_name_are_all_kept_when_put_away() -> None:
    first = remove_card(NAME)
    save_card(NAME, UnitCard("红湾县档案馆"))
    second = remove_card(NAME)
    assert [restore_card(first, NAME), restore_card(second, NAME)] == [NAME, "档案馆2"]


def test_a_disk_that_does_not_move_it_is_told() -> None:
    path = remove_card(NAME)
    path.unlink()
    with pytest.raises(AppError, match="card_not_moved"):
        restore_card(path, NAME)


@pytest.mark.parametrize(
    ("field", "name"),
    [("province", "香港特别行政区"), ("province", "北京市"), ("city", "大理白族自治州"), ("county", "万安县")],
)
def test_divisions_have_their_full_names(field: str, name: str) -> None:
    assert name in division_names()[field]


def test_a_list_of_divisions_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadWords, match="words_damaged"):
        division_names(tmp_path)


@pytest.mark.parametrize(("card", "found"), [(NAME, NAME), ("", "")])
def test_a_new_draft_has_the_card_that_was_chosen(card: str, found: str) -> None:
    assert used_name(start_draft(DraftRequest("年度工作总结", 2023, card=card)).value) == found
