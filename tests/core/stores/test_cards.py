"""Unit cards on disk: readable files, several of them, never lost, refused when they hold nonsense."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import AppError, BadInput, BadUse
from core.model.card import Leader, Meeting, UnitCard
from core.model.change import apply
from core.stores.cards import (
    FOLDER,
    FORM,
    card_names,
    card_shape,
    card_text,
    fitting_card,
    load_card,
    read_card,
    save_card,
    save_edits,
)
from core.workflows.drafting.unit_card import card_of, choose_card
from tests.builders import make_draft

CARD = UnitCard(
    "中共青禾区委组织部",
    "县",
    "湖东省",
    "云州市",
    "青禾区",
    "",
    ("青禾", "区委组织部"),
    (Leader("林知远", "区委书记"), Leader("方一鸣", "区长")),
    (Meeting("区委全会", 5, 3),),
    ("红湾",),
)
NAME = "组织部"
TEXTS = st.text(st.characters(categories=("L", "N", "P")), max_size=20).map(str.strip)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def store(home: Path, data: bytes) -> Path:
    path = home / FOLDER / f"{NAME}.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


def test_no_cards_at_first() -> None:
    assert card_names() == ()
    assert load_card(NAME).value is None


def test_a_card_comes_back_as_it_was_saved() -> None:
    save_card(NAME, CARD)
    assert load_card(NAME).value == CARD


def test_there_can_be_several_cards() -> None:
    save_card("区委办", UnitCard("区委办公室"))
    save_card(NAME, CARD)
    assert sorted(card_names()) == sorted((NAME, "区委办"))


def test_a_card_is_a_file_that_people_can_read(home: Path) -> None:
    save_card(NAME, CARD)
    text = (home / FOLDER / f"{NAME}.json").read_text("utf-8")
    assert '"县区": "青禾区"' in text
    assert '"职务": "区委书记"' in text


def test_saving_again_replaces_the_card() -> None:
    save_card(NAME, CARD)
    save_card(NAME, UnitCard("区档案馆"))
    assert load_card(NAME).value == UnitCard("区档案馆")


def test_a_damaged_card_is_set_aside_and_told(home: Path) -> None:
    path = store(home, b"{broken")
    found = load_card(NAME)
    assert found.value is None
    assert [notice.code for notice in found.notices] == ["card_set_aside"]
    assert path.with_name(path.name + ".broken").read_bytes() == b"{broken"


def test_a_card_of_a_newer_program_stays_where_it_is(home: Path) -> None:
    path = store(home, json.dumps({"格式": FORM.kind, "版本": 2}).encode())
    with pytest.raises(BadInput, match="card_newer"):
        load_card(NAME)
    assert path.exists()


@pytest.mark.parametrize("name", ["", "a/b", "..", "名" * 61, "名片.", " 名片", "换\n行"])
def test_names_that_no_disk_takes_are_refused(name: str) -> None:
    with pytest.raises(BadUse, match="card_name"):
        save_card(name, CARD)


def test_a_disk_that_refuses_is_told(home: Path) -> None:
    home.mkdir()
    (home / FOLDER).write_text("in the way")
    with pytest.raises(AppError, match="save_"):
        save_card(NAME, CARD)


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("单位", 3),
        ("单位", "名" * 201),
        ("单位", "两\n行"),
        ("级别", "国"),
        ("级别", ["县"]),
        ("简称", "青禾"),
        ("简称", [1]),
        ("简称", ["名"] * 2001),
        ("领导", ["林知远"]),
        ("领导", [{"姓名": 1}]),
        ("会议", [{"名称": "全会", "届": "五"}]),
        ("会议", [{"名称": "全会", "届": True}]),
        ("会议", [{"名称": "全会", "次": -1}]),
        ("其他名称", None),
    ],
)
def test_a_wrong_value_is_refused_by_its_label(label: str, value: object) -> None:
    shape = {"格式": FORM.kind, "版本": 1, label: value}
    with pytest.raises(BadInput, match="card_value"):
        read_card(json.dumps(shape).encode())


@pytest.mark.parametrize("text", ["", "[]", "3", "{}", "\ufffe", json.dumps({"格式": FORM.kind}), "[" * 5000])
def test_what_is_no_card_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="card_foreign"):
        read_card(text.encode())


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(BadInput, match="card_foreign"):
        read_card(b"\xff\xfe")


def test_what_is_missing_is_empty() -> None:
    assert read_card(json.dumps({"格式": FORM.kind, "版本": 1, "单位": "馆"}).encode()) == UnitCard("馆")


def test_a_card_that_could_not_be_read_again_is_not_saved() -> None:
    save_card(NAME, CARD)
    with pytest.raises(BadInput, match="card_value"):
        save_card(NAME, UnitCard("馆", level="国"))
    assert load_card(NAME).value == CARD


@given(TEXTS, TEXTS, st.lists(TEXTS.filter(bool), max_size=3), st.integers(0, 9999))
def test_every_card_survives_its_file(unit: str, person: str, names: list[str], number: int) -> None:
    card = UnitCard(
        unit, short_names=tuple(names), leaders=(Leader(person, unit),), meetings=(Meeting(unit, number, number),)
    )
    assert read_card(card_text(card).encode()) == card


def test_the_shape_names_every_field() -> None:
    assert list(card_shape(CARD)) == ["单位", "级别", "省", "市", "县区", "乡镇", "简称", "领导", "会议", "其他名称"]


def test_a_draft_has_the_card_it_was_given() -> None:
    save_card(NAME, CARD)
    draft = make_draft("body |正文。")
    assert card_of(draft).value is None
    assert card_of(apply(draft, choose_card(draft, NAME))).value == CARD


def test_taking_the_card_away_can_be_undone() -> None:
    draft = make_draft("body |正文。")
    change = choose_card(draft, NAME)
    assert apply(apply(draft, change), change.inverse()) == draft


def test_the_card_that_was_made_for_a_unit_is_found() -> None:
    save_card(NAME, CARD)
    assert fitting_card(CARD.unit) == NAME
    assert fitting_card("别的单位") == ""


def test_no_unit_has_no_card() -> None:
    save_card(NAME, UnitCard(""))
    assert fitting_card("") == ""


@pytest.mark.parametrize(
    ("copied", "kept"),
    [("李　明", "李明"), ("李 明\u200b", "李明"), ("John Smith", "John Smith"), ("\ufeff林知远", "林知远")],
)
def test_a_name_that_was_copied_loses_what_was_only_for_the_looks(copied: str, kept: str) -> None:
    save_card(NAME, UnitCard("青禾　县", leaders=(Leader(copied, "书记"),)))
    assert load_card(NAME).value == UnitCard("青禾 县", leaders=(Leader(kept, "书记"),))


def test_edits_leave_alone_what_another_window_wrote() -> None:
    save_card(NAME, UnitCard("青禾县", others=("红湾",)))
    save_edits(NAME, UnitCard("青禾县"), UnitCard("青禾县", town="柳溪镇"))
    assert load_card(NAME).value == UnitCard("青禾县", town="柳溪镇", others=("红湾",))


def test_edits_of_a_card_that_is_gone_are_kept() -> None:
    assert save_edits(NAME, UnitCard("青禾县"), UnitCard("青禾区")) == load_card(NAME).value == UnitCard("青禾区")
