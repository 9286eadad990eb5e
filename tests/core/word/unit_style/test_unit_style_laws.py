"""What holds of house styles in every built-in layout: what is set is read back, twice is once, no word changes."""

from functools import lru_cache
from xml.etree.ElementTree import canonicalize

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from core.errors import BadUse
from core.word.unit_style.apply import apply_house_style, read_house_style
from core.word.unit_style.style import BY_NAME, NO_NUMBER, NUMBER_FORMS, TIMES, HouseStyle, Value, make_style, without
from core.workflows.exporting.pages import PageSetter
from core.workflows.layouts.files import layout_names, plain_layout
from tests.altered import parts_of
from tests.builders import make_draft
from tests.core.word.unit_style.test_unit_style_codec import STYLES
from tests.word_files import part

HAIR = 3
"""Twips by which margins in tenths of a millimetre may miss those of the layout."""

DRAFT = make_draft("""
title |关于上半年档案工作情况的报告
body |今年以来，全馆接待查阅{1280}次。
h1 一、|主要工作
h2 （一）|规范整理。‖完成{8}个乡镇的整理。
""")


@lru_cache(maxsize=16)
def plain(name: str) -> bytes:
    """A built-in layout, read once."""
    return plain_layout(name)


def fitted(name: str, style: HouseStyle) -> bytes:
    """The layout with a style, or as it was made where the style cannot stand."""
    try:
        return apply_house_style(plain(name), style)
    except BadUse:
        return plain(name)


def drawn(layout: bytes) -> list[tuple[float, float, str, str, float]]:
    """What stands where on the pages of the draft, with font and size."""
    lines = [placed for page in PageSetter(layout).set(DRAFT).pages for placed in (*page.lines, *page.margin_lines)]
    return [
        (placed.x + stretch.x, placed.y, stretch.text, stretch.face.family, stretch.face.size)
        for placed in lines
        for stretch in placed.line.stretches
    ]


every_layout = pytest.mark.parametrize("name", layout_names())
other_layouts = pytest.mark.parametrize("name", ["信函", "讲话稿（大字）"])
"""Far from the usual one, whose settings are tried one by one with the rest of house style."""

names = st.sampled_from(layout_names())


@every_layout
def test_what_a_layout_has_can_be_put_in_again(name: str) -> None:
    now = read_house_style(plain(name))
    assert read_house_style(apply_house_style(plain(name), now)) == now


@every_layout
def test_putting_in_what_a_layout_has_moves_nothing_on_the_page(name: str) -> None:
    # Space above the title is kept from then on whether or not a 版头 stands there; the rest follows from what is put in.
    looks = without(read_house_style(plain(name)), ("lines", "characters", "title_before"))
    before, after = drawn(plain(name)), drawn(apply_house_style(plain(name), looks))
    assert [each[2:] for each in before] == [each[2:] for each in after]
    assert (
        max(
            abs(old - new)
            for one, two in zip(before, after, strict=True)
            for old, new in zip(one[:2], two[:2], strict=True)
        )
        < HAIR
    )


@limits(max_examples=10)
@given(names, STYLES)
def test_the_same_style_twice_is_the_style_once(name: str, style: HouseStyle) -> None:
    once = fitted(name, style)
    try:
        twice = apply_house_style(once, style)
    except BadUse:  # what cannot stand once cannot stand twice
        twice = once
    assert read_house_style(twice) == read_house_style(once)


@limits(max_examples=10)
@given(names, STYLES)
def test_a_style_that_stands_is_read_back(name: str, style: HouseStyle) -> None:
    free = without(style, ("pitch", "lines", "characters", "digits", "number_place", "number_on_first"))
    known = read_house_style(plain(name)).given
    found = read_house_style(fitted(name, free)).given
    asked = {key: value for key, value in free.given.items() if key in known}
    if fitted(name, free) != plain(name):
        assert {
            key: round(float(found[key]), 1) if BY_NAME[key].unit == "毫米" else found[key] for key in asked
        } == asked


@limits(max_examples=8)
@given(names, STYLES)
def test_a_style_changes_no_word_of_the_layout(name: str, style: HouseStyle) -> None:
    before, after = (part(data) for data in (plain(name), fitted(name, style)))
    assert "".join(before.itertext()) == "".join(after.itertext())


@limits(max_examples=30)
@given(STYLES, STYLES, STYLES)
def test_styles_laid_over_one_another_need_no_brackets(one: HouseStyle, two: HouseStyle, three: HouseStyle) -> None:
    assert one.over(two).over(three) == one.over(two.over(three))


@limits(max_examples=30)
@given(STYLES)
def test_a_style_over_itself_or_over_nothing_is_itself(style: HouseStyle) -> None:
    assert style.over(style) == style.over(HouseStyle()) == HouseStyle().over(style) == style


@limits(max_examples=30)
@given(STYLES, st.lists(st.sampled_from(sorted(BY_NAME))))
def test_what_was_left_out_can_be_laid_over_again(style: HouseStyle, dropped: list[str]) -> None:
    kept = without(style, dropped)
    assert set(kept.given) == set(style.given) - set(dropped)
    assert make_style({**style.given, **kept.given}) == style


SETTINGS: tuple[tuple[str, Value], ...] = (
    *(("top", 30), ("bottom", 30), ("left", 25), ("right", 25), ("pitch", 30)),
    *(("title_font", "小标宋体"), ("title_size", 20), ("title_before", 2), ("title_after", 2)),
    *(("level1_font", "方正黑体_GBK"), ("level2_bold", True), ("level3_size", 15), ("level4_bold", False)),
    *(("body_font", "宋体"), ("body_size", 14), ("digits", TIMES)),
    *(("number_form", "第1页 共N页"), ("number_place", "居中"), ("first_number", 5), ("number_on_first", False)),
)


@other_layouts
@pytest.mark.parametrize(("setting", "value"), SETTINGS)
def test_other_layouts_take_every_setting_they_have(name: str, setting: str, value: Value) -> None:
    if getattr(read_house_style(plain(name)), setting) is None:
        pytest.skip(f"{name} has nothing that {setting} could change")
    assert getattr(read_house_style(apply_house_style(plain(name), make_style({setting: value}))), setting) == value


@other_layouts
@pytest.mark.parametrize("form", NUMBER_FORMS)
def test_every_form_of_page_numbers_shows_at_the_foot(name: str, form: str) -> None:
    style = make_style({"number_form": form, "number_on_first": True})
    page = PageSetter(apply_house_style(plain(name), style)).set(DRAFT).pages[0]
    shown = "".join(stretch.text for placed in page.margin_lines for stretch in placed.line.stretches)
    assert "".join(shown.split()) == ("" if form == NO_NUMBER else "".join(form.replace("N", "1").split()))


@every_layout
@pytest.mark.parametrize(
    ("setting", "value", "touched"),
    [
        ("level1_font", "宋体", {"word/styles.xml"}),
        ("level4_bold", True, {"word/styles.xml"}),
        ("left", 25, {"word/document.xml", "word/styles.xml"}),
        ("first_number", 7, {"word/document.xml"}),
    ],
)
def test_a_setting_touches_no_part_it_need_not(name: str, setting: str, value: Value, touched: set[str]) -> None:
    before, after = (
        parts_of(data) for data in (plain(name), apply_house_style(plain(name), make_style({setting: value})))
    )
    assert list(before) == list(after)
    assert {part for part in before if meaning(before[part]) != meaning(after[part])} <= touched


def meaning(data: bytes) -> str:
    """A part however it is written."""
    return canonicalize(data)


@every_layout
def test_space_above_the_title_counts_in_the_lines_that_larger_type_asks_for(name: str) -> None:
    now = read_house_style(
        apply_house_style(plain(name), make_style({"body_size": 27, "pitch": 36, "title_before": 2}))
    )
    assert (now.title_before, now.body_size) == (2, 27)
    assert now.pitch == pytest.approx(36, abs=0.1)
