"""Numbers and units as people type them into a cell: what is one number, of what size, in which unit."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.quantities import SCALES, converted, quantity_of, split_unit, tidy

SMALL = settings(max_examples=40, deadline=None)
NUMBERS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "number", "scale", "about", "unit"),
    [
        ("48", "48", "", "", ""),
        ("-3", "-3", "", "", ""),
        ("+3", "3", "", "", ""),
        ("1,234,567人", "1234567", "", "", "人"),
        ("１，２３４．５", "1234.5", "", "", ""),
        ("1.2万元", "1.2", "万", "", "元"),
        ("3千多人", "3", "千", "多", "人"),
        ("30余次", "30", "", "余", "次"),
        ("2百万元", "2", "百万", "", "元"),
        ("1.5万亿元", "1.5", "万亿", "", "元"),
        ("20几个", "20", "", "几", "个"),
        (" 48 次 ", "48", "", "", "次"),
        ("63％", "63", "", "", "%"),
        ("5千米", "5", "千", "", "米"),
        ("0.0000000001", "1E-10", "", "", ""),
        ("999999999999999", "999999999999999", "", "", ""),
    ],
)
def test_a_number_with_words_behind_it(text: str, number: str, scale: str, about: str, unit: str) -> None:
    found = quantity_of(text)
    assert found is not None
    assert (found.number, found.scale, found.about, found.unit) == (Decimal(number), scale, about, unit)


@pytest.mark.parametrize(
    "text",
    [
        *("", "次", "三", "约3次", "近30", ".5", "--3", "1e5", "3亿万元", "3十十人"),
        *("3至5", "3-5", "3、5", "12/13", "3个5", "1000000000000000000"),
    ],
)
def test_what_is_not_one_number(text: str) -> None:
    assert quantity_of(text) is None


@pytest.mark.parametrize(
    ("text", "size"),
    [("48", "48"), ("1.2万", "12000"), ("3千", "3000"), ("2百万", "2000000"), ("1.5亿", "150000000"), ("1万亿", "1000000000000")],
)  # fmt: skip
def test_the_size_has_the_scale_in_it(text: str, size: str) -> None:
    found = quantity_of(text)
    assert found is not None
    assert found.size == Decimal(size)


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("万元", ("万", "元")),
        ("元", ("", "元")),
        ("", ("", "")),
        ("万", ("万", "")),
        ("千米", ("千", "米")),
        ("余人", ("", "余人")),
        ("亿万元", ("", "亿万元")),
        ("个百分点", ("", "个百分点")),
    ],
)
def test_a_unit_is_a_scale_and_a_thing(unit: str, parts: tuple[str, str]) -> None:
    assert split_unit(unit) == parts


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12000元", "万元", "1.2"),
        ("1.2万元", "元", "12000"),
        ("1元", "亿元", "0.00000001"),
        ("1.2亿元", "万元", "12000"),
        ("3万", "万元", ""),
        ("3万余元", "元", ""),
        ("3人", "次", ""),
        ("63%", "个百分点", ""),
        ("0元", "万元", "0"),
        ("-5元", "元", "-5"),
    ],
)
def test_a_number_in_another_unit(text: str, unit: str, value: str) -> None:
    quantity = quantity_of(text)
    assert quantity is not None
    assert converted(quantity, unit) == value


@SMALL
@given(NUMBERS, st.sampled_from(sorted(SCALES)), st.sampled_from(("元", "人")))
def test_a_number_is_read_as_it_was_typed(number: Decimal, scale: str, unit: str) -> None:
    found = quantity_of(f"{number}{scale}{unit}")
    assert found is not None
    assert (found.number, found.scale, found.unit) == (number, scale, unit)


@SMALL
@given(NUMBERS, st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(SCALES)))
def test_converting_there_and_back_is_nothing(number: Decimal, first: str, second: str) -> None:
    quantity = quantity_of(f"{number}{first}元")
    assert quantity is not None
    there = quantity_of(f"{converted(quantity, second + '元')}{second}元")
    assert there is None or there.size == quantity.size


@SMALL
@given(st.text(max_size=12))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@SMALL
@given(st.text(max_size=12))
def test_any_text_is_a_quantity_or_none(text: str) -> None:
    found = quantity_of(text)
    assert found is None or found.size == found.number * SCALES[found.scale]
