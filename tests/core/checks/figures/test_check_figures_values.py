"""What written figures are worth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.figures.passages import plain
from core.checks.figures.values import base_unit, han_number, value_of


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("38", "项", 38),
        ("1,200", "名", 1200),
        ("１２．５", "亿元", 1_250_000_000),
        ("1.2万", "元", 12_000),
        ("1.2", "万元", 12_000),
        ("二十四", "个", 24),
        ("一百二十", "人", 120),
        ("三万", "人次", 30_000),
        ("10余", "次", 10),
        ("3", "百万元", 3_000_000),
    ],
)
def test_a_figure_is_worth(text: str, unit: str, amount: int) -> None:
    value = value_of(text, unit)
    assert value is not None
    assert value.amount == amount


@pytest.mark.parametrize("text", ["**", "X", "", "三分之二", "几十", "1" * 40, "1_00"])
def test_what_has_no_one_worth(text: str) -> None:
    assert value_of(text, "个") is None


@pytest.mark.parametrize(
    ("text", "unit", "first", "last"),
    [
        ("68%～63", "%", 68, 63),
        ("3—5", "名", 3, 5),
        ("3至5", "万元", 30_000, 50_000),
        ("8000至1", "万元", 8_000, 10_000),
        ("800万—500", "万元", 8_000_000, 5_000_000),
    ],
)
def test_a_range_has_two_ends(text: str, unit: str, first: int, last: int) -> None:
    value = value_of(text, unit)
    assert value is not None
    assert (value.amount, value.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "unit", "slack"),
    [("38", "项", "0"), ("71", "%", "0.5"), ("71.5", "%", "0.05"), ("1.2万", "人", "500"), ("100余", "次", "10.0")],
)
def test_rounding_leaves_slack(text: str, unit: str, slack: str) -> None:
    value = value_of(text, unit)
    assert value is not None
    assert value.slack == Decimal(slack)


@pytest.mark.parametrize(
    ("unit", "size", "name"),
    [("万元", 10_000, "元"), ("名", 1, "人"), ("百分点", 1, "个百分点"), ("场（次）", 1, "场")],
)
def test_units_are_told_from_their_size(unit: str, size: int, name: str) -> None:
    assert base_unit(unit) == (size, name)


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        ("37.0", "项", "37项"),
        ("21000", "元", "2.1万元"),
        ("380000000", "元", "3.8亿元"),
        ("12345", "人", "12345人"),
        ("71.05", "%", "71.05%"),
    ],
)
def test_amounts_are_written_as_clerks_write_them(amount: str, unit: str, text: str) -> None:
    assert plain(Decimal(amount), unit) == text


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两0123456789,.余多~至%", max_size=24))
def test_any_text_is_read_or_left(text: str) -> None:
    value = value_of(text, "万元")
    assert value is None or value.amount >= 0


@given(st.integers(1, 99))
def test_han_numerals_are_read(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    written = f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones]}".replace(" ", "")
    assert han_number(written) == number


@pytest.mark.parametrize(("text", "unit", "amount"), [("3万6千", "人次", 36_000), ("4亿7千万", "元", 470_000_000)])
def test_a_number_in_two_magnitudes_has_their_sum(text: str, unit: str, amount: int) -> None:
    value = value_of(text, unit)
    assert value is not None
    assert value.amount == amount
