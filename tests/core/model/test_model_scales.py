"""A 万 behind last year's number belongs to what is typed without one; a scale that is typed is the typist's own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.fact import Fact, FactKind
from core.model.scales import intended_value, split_scale, typed_value


@pytest.mark.parametrize(
    ("text", "number", "scale"),
    [
        ("85万", "85", "万"),
        ("6.35", "6.35", ""),
        ("1,200万", "1,200", "万"),
        ("３千万", "３", "千万"),
        ("1.5万亿", "1.5", "万亿"),
        ("85 万", "85", " 万"),
        ("10余万", "10余", "万"),
        ("1.2万余", "1.2", "万余"),
        ("60-70万", "60-70", "万"),
        ("60至70万", "60至70", "万"),
        ("二十万", "二十", "万"),
        ("一千三百万", "一千三百", "万"),
        ("三百", "三百", ""),
        ("万余", "万余", ""),
        ("1万至2万", "1万至2万", ""),
        ("1亿2000万", "1亿2000万", ""),
        ("**万", "**万", ""),
        ("千家万户", "千家万户", ""),
        ("", "", ""),
    ],
)
def test_a_value_is_a_number_and_its_scale(text: str, number: str, scale: str) -> None:
    assert split_scale(text) == (number, scale)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("62", "62万"),
        (" 62 ", "62万"),
        ("2.2", "2.2万"),
        ("６２", "６２万"),
        ("60-70", "60-70万"),
        ("约60", "约60万"),
        ("60余", "60余万"),
        ("六十", "六十万"),
        ("1,200", "1,200万"),
        ("6200", "6200万"),
    ],
)
def test_a_number_alone_keeps_the_scale(typed: str, value: str) -> None:
    assert typed_value("85万", typed, "立方米") == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0.62亿", "0.62亿"),
        ("62万", "62万"),
        ("6千", "6千"),
        ("六十万", "六十万"),
        ("62万立方米", "62万"),
        ("0.62亿立方米", "0.62亿"),
        ("620000立方米", "620000"),
        ("62立方米", "62"),
        ("62%", "62%"),
        ("数十座", "数十座"),
        ("待定", "待定"),
        ("XX", "XX"),
        ("", ""),
    ],
)
def test_whoever_types_more_than_a_number_gets_what_he_typed(typed: str, value: str) -> None:
    assert typed_value("85万", typed, "立方米") == value


@pytest.mark.parametrize(
    ("prior", "typed"), [("85万", "620000"), ("1.2万", "6200"), ("2.6万", "28000"), ("0.8亿", "76000000")]
)
def test_a_number_in_full_has_no_scale_behind_it(prior: str, typed: str) -> None:
    assert typed_value(prior, typed, "人") == typed


@pytest.mark.parametrize(
    ("prior", "typed", "value"),
    [
        ("1.2万余", "1.6", "1.6万余"),
        ("1.2万余", "1.6余", "1.6余万"),
        ("1.2万余", "约1.6", "约1.6万"),
        ("1.2万余", "1.6万", "1.6万"),
        ("85 万", "62", "62 万"),
        ("二十万", "30", "30万"),
        ("0万", "12", "12万"),
        ("620000", "62", "62"),
        ("10余", "12", "12"),
        ("1万至2万", "3", "3"),
        ("XX", "3", "3"),
    ],
)
def test_what_stood_behind_last_years_number_stands_behind_the_new(prior: str, typed: str, value: str) -> None:
    assert typed_value(prior, typed, "人") == value


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("2.2", "亿元", "2.2"),
        ("2.2亿", "亿元", "2.2"),
        ("2.2亿元", "亿元", "2.2"),
        ("22000万", "亿元", "2.2"),
        ("22000万元", "亿元", "2.2"),
        ("2.2亿", "万元", "22000"),
        ("2.2亿余", "亿元", "2.2亿余"),
        ("2.2亿人", "亿元", "2.2亿人"),
        ("3千", "米", "3千"),
    ],
)
def test_a_scale_that_stands_in_the_unit_is_not_written_twice(typed: str, unit: str, value: str) -> None:
    assert typed_value("6.35", typed, unit) == value


@pytest.mark.parametrize(("prior", "value"), [("**", "77"), ("", "77"), ("6.35", "77"), ("85万", "77万")])
@pytest.mark.parametrize("text", ["1.2万", "0.6亿", "620000", "0."])
def test_what_was_typed_before_scales_nothing(text: str, prior: str, value: str) -> None:
    assert intended_value(Fact("f1", FactKind.MASK, "", "e1", 0, len(text), text, "名", prior=prior), "77") == value


@pytest.mark.parametrize(("kind", "value"), [(FactKind.FIGURE, "5万"), (FactKind.MASK, "5万"), (FactKind.NAME, "5")])
def test_only_a_number_has_a_scale(kind: FactKind, value: str) -> None:
    assert intended_value(Fact("f1", kind, "", "e1", 0, 2, "三万", "人", prior="三万"), "5") == value


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(("85万", "1.2万余", "二十万", "6.35", "XX")), st.text("0123456789.万亿余约元人 -", max_size=8))
def test_what_has_been_typed_once_is_not_changed_by_typing_it_again(prior: str, typed: str) -> None:
    value = typed_value(prior, typed, "人")
    assert typed_value(prior, value, "人") == value


@pytest.mark.parametrize(
    ("prior", "typed", "value"),
    [
        ("3亿2千万", "4", "4亿"),
        ("3亿2千万", "4亿1千万", "4亿1千万"),
        ("3亿2千万", "350000000", "350000000"),
        ("2万5千", "3", "3万"),
    ],
)
def test_a_bare_number_for_two_magnitudes_has_the_larger_one(prior, typed, value):
    assert typed_value(prior, typed, "元") == value


@pytest.mark.parametrize(
    ("prior", "typed", "value"),
    [
        ("1,304", "1236", "1,236"),
        ("1,526.0", "12601.75", "12,601.75"),
        ("1,304", "936", "936"),
        ("1304", "1236", "1236"),
        ("1,304", "0012", "0012"),
        ("1,304", "02025", "02025"),
        ("1,304", "-0012.5", "-0012.5"),
    ],
)
def test_thousands_are_parted_where_they_were_last_year(prior: str, typed: str, value: str) -> None:
    assert typed_value(prior, typed, "户") == value
