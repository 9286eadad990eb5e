"""The table of settings: limits, names of sizes, one style laid over another."""

import pytest

from core.word.unit_style.style import (
    BY_NAME,
    GROUPS,
    LIKE_TEXT,
    NUMBER_FORMS,
    SETTINGS,
    TIMES,
    HouseStyle,
    SettingType,
    make_style,
    size_name,
    size_of,
    without,
)


def test_every_field_is_left_as_the_layout_has_it() -> None:
    assert HouseStyle().given == {}


def test_the_form_has_its_groups_in_order() -> None:
    assert (*("页面", "标题", "标题下方", "一级标题", "二级标题", "三级标题", "四级标题", "正文", "页码"),) == GROUPS


def test_no_two_settings_are_called_alike() -> None:
    assert len({setting.title for setting in SETTINGS}) == len(SETTINGS)


def test_every_number_has_limits_and_a_unit() -> None:
    numbers = [setting for setting in SETTINGS if setting.sort in (SettingType.NUMBER, SettingType.SIZE)]
    assert all(setting.low < setting.high and setting.unit for setting in numbers)


def test_every_choice_has_choices() -> None:
    choices = {setting.name: setting.choices for setting in SETTINGS if setting.sort is SettingType.CHOICE}
    assert choices["digits"] == (LIKE_TEXT, TIMES)
    assert choices["number_form"] == NUMBER_FORMS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("top", 4.9), ("top", 81), ("top", "37"), ("top", True), ("top", float("nan")), ("top", float("inf"))),
        *(("characters", 26.5), ("characters", 9), ("lines", 61), ("first_number", 0), ("pitch", -28)),
        *(("body_size", 16.3), ("title_size", 22.1)),
        *(("title_bold", 1), ("digits", "宋体"), ("number_form", "一"), ("number_place", "")),
        *(("body_font", ""), ("body_font", "　 "), ("body_font", "仿" * 41), ("body_font", "仿\n宋"), ("body_font", 3)),
    ],
)
def test_what_does_not_fit_is_no_style(name: str, value: object) -> None:
    with pytest.raises(ValueError, match="·"):
        make_style({name: value})  # type: ignore[dict-item]


def test_half_a_character_is_no_font() -> None:
    with pytest.raises(ValueError, match="字体"):
        make_style({"body_font": chr(0xD800)})


@pytest.mark.parametrize(
    ("name", "value"),
    [("top", 5), ("left", 60), ("characters", 26.0), ("first_number", 999), ("title_bold", False), ("title_before", 0)],
)
def test_what_fits_is_kept(name: str, value: float | bool) -> None:
    assert make_style({name: value}).given == {name: value}


def test_whole_numbers_are_whole() -> None:
    assert isinstance(make_style({"characters": 26.0}).characters, int)


def test_fonts_lose_the_blanks_around_them() -> None:
    assert make_style({"body_font": " 仿宋 "}).body_font == "仿宋"


def test_limits_are_told_in_words() -> None:
    names = ("top", "title_bold", "number_place", "body_font")
    assert [BY_NAME[name].allowed for name in names] == [
        *("5到80毫米", "是或否", "外侧、居中、右侧", "不超过40字的字体名"),
    ]


def test_a_style_goes_before_the_one_under_it() -> None:
    upper, lower = make_style({"top": 30}), make_style({"top": 20, "left": 20})
    assert upper.over(lower).given == {"top": 30, "left": 20}


@pytest.mark.parametrize("name", ["pitch", "lines"])
def test_a_line_pitch_of_either_kind_replaces_both(name: str) -> None:
    lower = make_style({"pitch": 28, "lines": 22})
    assert make_style({name: 30}).over(lower).given == {name: 30}


def test_a_style_without_a_pitch_keeps_the_one_under_it() -> None:
    assert make_style({"top": 30}).over(make_style({"pitch": 28})).pitch == 28


def test_settings_can_be_left_to_the_layout_again() -> None:
    assert without(make_style({"top": 30, "left": 20}), ["top", "right"]).given == {"left": 20}


@pytest.mark.parametrize(
    ("text", "points"),
    [("三号", 16), ("小四", 12), ("五号", 10.5), ("17", 17), (" 17.5 磅", 17.5), ("大", None), ("", None)],
)
def test_sizes_by_name_and_number(text: str, points: float | None) -> None:
    assert size_of(text) == points


@pytest.mark.parametrize(("points", "name"), [(22, "二号"), (10.5, "五号"), (17, "17"), (17.5, "17.5")])
def test_sizes_are_called_by_their_names(points: float, name: str) -> None:
    assert size_name(points) == name
