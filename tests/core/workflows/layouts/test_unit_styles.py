"""House styles on the disk: one file per unit, one style per layout."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.errors import AppError, BadInput, BadUse
from core.word.unit_style.apply import read_house_style
from core.word.unit_style.style import HouseStyle, make_style
from core.workflows.layouts.files import USUAL_LAYOUT, layout_names, layouts, plain_layout
from core.workflows.layouts.unit_styles import (
    book_path,
    books,
    copy_styles,
    export_book,
    house_style,
    import_book,
    keep_style,
    layout_bytes,
    layout_title,
    load_book,
    rename_styles,
    save_styles,
    spread_style,
    styled_layout,
)

UNIT = "青禾县档案馆"
NARROW = make_style({"left": 20, "right": 20})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    return tmp_path


def test_a_unit_without_settings_has_the_layout_as_it_was_made() -> None:
    assert layout_bytes(USUAL_LAYOUT, UNIT).value == plain_layout(USUAL_LAYOUT)


def test_what_was_saved_holds_from_then_on() -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    assert house_style(UNIT, USUAL_LAYOUT).value == NARROW
    assert read_house_style(layout_bytes(USUAL_LAYOUT, UNIT).value).left == 20


def test_nothing_saved_makes_no_file() -> None:
    save_styles(UNIT, {USUAL_LAYOUT: HouseStyle()})
    assert not book_path(UNIT).exists()


def test_two_threads_lose_nothing_of_one_another() -> None:
    names = [f"版式{number}" for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: save_styles(UNIT, {name: NARROW}), names))
    assert set(load_book(UNIT).value.styles) == set(names)


def test_units_do_not_share_their_settings() -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    assert house_style("金湖区档案馆", USUAL_LAYOUT).value == HouseStyle()


def test_layouts_do_not_share_their_settings() -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    save_styles(UNIT, {"讲话稿": make_style({"pitch": 36})})
    assert load_book(UNIT).value.styles == {USUAL_LAYOUT: NARROW, "讲话稿": make_style({"pitch": 36})}


def test_an_empty_style_takes_the_settings_back() -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    save_styles(UNIT, {USUAL_LAYOUT: HouseStyle()})
    assert load_book(UNIT).value.styles == {}


@pytest.fixture
def elsewhere(tmp_path: Path) -> str:
    """A layout outside the folders of layouts, with the name of a built-in one."""
    path = tmp_path / f"{USUAL_LAYOUT}.docx"
    path.write_bytes(plain_layout(USUAL_LAYOUT))
    return str(path)


def test_a_file_elsewhere_has_settings_of_its_own(elsewhere: str) -> None:
    save_styles(UNIT, {elsewhere: NARROW})
    assert house_style(UNIT, USUAL_LAYOUT).value == HouseStyle()
    assert read_house_style(layout_bytes(elsewhere, UNIT).value).left == 20


def test_a_file_elsewhere_is_not_restyled_as_the_layout_of_its_name(elsewhere: str) -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    assert house_style(UNIT, elsewhere).value == HouseStyle()
    assert layout_title(elsewhere) == USUAL_LAYOUT


def test_the_path_of_a_known_layout_is_that_layout() -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    assert house_style(UNIT, str(layouts()[USUAL_LAYOUT])).value == NARROW


def test_settings_of_a_file_elsewhere_stay_under_its_path_when_imported(home: Path, elsewhere: str) -> None:
    save_styles(UNIT, {elsewhere: NARROW})
    export_book(UNIT, home / "设置.json")
    assert list(import_book("金湖区档案馆", home / "设置.json").value.styles) == [elsewhere]


def test_a_style_can_be_tried_without_saving_it() -> None:
    assert read_house_style(styled_layout(USUAL_LAYOUT, NARROW)).right == 20
    assert not book_path(UNIT).exists()


def test_an_unknown_layout_is_told() -> None:
    with pytest.raises(BadUse) as told:
        layout_bytes("没有的", UNIT)
    assert told.value.code == "unknown_layout"


@pytest.mark.parametrize("damage", [b"{", b"", b'{"a": 1}'], ids=("half", "empty", "foreign"))
def test_damaged_settings_are_set_aside_and_told(damage: bytes) -> None:
    path = book_path(UNIT)
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    read = layout_bytes(USUAL_LAYOUT, UNIT)
    assert read.value == plain_layout(USUAL_LAYOUT)
    assert [notice.code for notice in read.notices] == ["house_set_aside"]
    assert path.with_name(read.notices[0].parameters["name"]).read_bytes() == damage


def test_settings_of_a_newer_program_are_not_touched() -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    newer = book_path(UNIT).read_text("utf-8").replace('"版本": 1', '"版本": 2')
    book_path(UNIT).write_text(newer, "utf-8")
    with pytest.raises(BadInput) as told:
        save_styles(UNIT, {USUAL_LAYOUT: HouseStyle()})
    assert (told.value.code, book_path(UNIT).read_text("utf-8")) == ("house_newer", newer)


def test_one_file_carries_the_settings_to_another_machine(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    target = home / "青禾.版式设置.json"
    export_book(UNIT, target)
    monkeypatch.setenv("NIGAO_HOME", str(home / "other"))
    assert import_book(UNIT, target).value.unit == UNIT
    assert house_style(UNIT, USUAL_LAYOUT).value == NARROW


def test_importing_leaves_other_layouts_alone(home: Path) -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    export_book(UNIT, home / "a.json")
    save_styles("金湖区档案馆", {"讲话稿": NARROW})
    import_book("金湖区档案馆", home / "a.json")
    assert set(load_book("金湖区档案馆").value.styles) == {USUAL_LAYOUT, "讲话稿"}


def test_a_foreign_file_changes_nothing(home: Path) -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    (home / "a.json").write_text("{}", "utf-8")
    with pytest.raises(BadInput):
        import_book(UNIT, home / "a.json")
    assert house_style(UNIT, USUAL_LAYOUT).value == NARROW


def test_a_place_that_cannot_be_written_is_told(home: Path) -> None:
    with pytest.raises(AppError) as told:
        export_book(UNIT, home / "没有的" / "a.json")
    assert told.value.code == "save_no_folder"


def test_all_units_are_listed_and_damaged_ones_passed_over() -> None:
    save_styles(UNIT, {USUAL_LAYOUT: NARROW})
    save_styles("金湖区档案馆", {USUAL_LAYOUT: NARROW})
    (book_path(UNIT).parent / "x.json").write_text("{", "utf-8")
    assert {book.unit for book in books()} == {UNIT, "金湖区档案馆"}


@pytest.mark.parametrize("unit", ["", "CON", "a/b", "甲：乙?", ".", "长" * 300, "甲. ", "NUL"])
def test_every_unit_has_a_file_that_disks_take(unit: str) -> None:
    save_styles(unit, {USUAL_LAYOUT: NARROW})
    assert house_style(unit, USUAL_LAYOUT).value == NARROW


def test_units_that_differ_in_forbidden_signs_have_files_of_their_own() -> None:
    assert len({book_path(unit) for unit in ("甲乙", "甲/乙", "甲?乙", "AB", "ab", "")}) == 6


TIGHT = make_style({"characters": 50})


def test_a_style_that_can_stand_is_kept() -> None:
    assert keep_style(UNIT, USUAL_LAYOUT, NARROW, HouseStyle()) == NARROW
    assert house_style(UNIT, USUAL_LAYOUT).value == NARROW


def test_of_a_style_that_cannot_stand_the_last_good_one_is_kept() -> None:
    with pytest.raises(BadUse) as told:
        keep_style(UNIT, USUAL_LAYOUT, TIGHT, NARROW)
    assert told.value.code == "house_too_tight"
    assert house_style(UNIT, USUAL_LAYOUT).value == NARROW


def test_settings_are_put_into_all_layouts_over_what_they_had() -> None:
    save_styles(UNIT, {"讲话稿": make_style({"left": 25, "top": 30})})
    spread = spread_style(UNIT, USUAL_LAYOUT, NARROW)
    assert house_style(UNIT, "讲话稿").value == make_style({"left": 20, "right": 20, "top": 30})
    assert spread.before["讲话稿"] == make_style({"left": 25, "top": 30})
    assert set(spread.before) == set(layout_names()) - {USUAL_LAYOUT}


def test_layouts_that_cannot_take_the_settings_are_left_out() -> None:
    spread = spread_style(UNIT, USUAL_LAYOUT, make_style({"characters": 28}))
    assert "讲话稿（大字）" in spread.left_out
    assert house_style(UNIT, "讲话稿（大字）").value == HouseStyle()


def test_the_settings_that_were_put_into_all_can_be_taken_back() -> None:
    save_styles(UNIT, spread_style(UNIT, USUAL_LAYOUT, NARROW).before)
    assert load_book(UNIT).value.styles == {USUAL_LAYOUT: NARROW}


def test_a_copy_of_a_layout_has_its_settings_in_every_unit() -> None:
    for unit in (UNIT, "金湖区档案馆"):
        save_styles(unit, {"便函": NARROW})
    copy_styles("便函", "便函（副本）")
    assert [dict(book.styles) for book in books()] == [{"便函": NARROW, "便函（副本）": NARROW}] * 2


def test_settings_follow_a_layout_s_new_name_in_every_unit() -> None:
    for unit in (UNIT, "金湖区档案馆"):
        save_styles(unit, {"便函": NARROW})
    rename_styles("便函", "本局便函")
    assert [dict(book.styles) for book in books()] == [{"本局便函": NARROW}] * 2
