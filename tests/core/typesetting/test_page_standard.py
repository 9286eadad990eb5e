"""The page of GB/T 9704-2012 in numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.typesetting import standard as page


def test_28_characters_fill_the_line_and_29_do_not() -> None:
    measure = page.PAGE_WIDTH - page.LEFT - page.RIGHT
    assert page.CHARACTERS_PER_LINE * page.CHARACTER <= measure < (page.CHARACTERS_PER_LINE + 1) * page.CHARACTER


def test_22_lines_fill_the_page_and_23_do_not() -> None:
    height = page.PAGE_HEIGHT - page.TOP - page.BOTTOM
    assert page.LINES_PER_PAGE * page.LINE <= height < (page.LINES_PER_PAGE + 1) * page.LINE


@pytest.mark.parametrize(
    ("twips", "millimetres"), [(page.TOP, 37), (page.LEFT, 28), (page.RIGHT, 26), (page.BOTTOM, 35)]
)
def test_margins_are_those_of_the_standard(twips: int, millimetres: int) -> None:
    assert abs(twips / 1440 * 25.4 - millimetres) < 0.1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("年", 1), ("1", 1), ("12", 1), ("2022年1月8日", 6), ("2022年12月31日", 7), ("（一）", 3)],
)
def test_half_width_characters_count_half(text: str, expected: int) -> None:
    assert page.width(text) == expected


@pytest.mark.parametrize(
    ("signature", "date", "expected"),
    [
        ("青禾县人民政府办公室", "2022年1月8日", (16, 18)),
        ("青禾县档案馆", "2022年1月8日", (20, 22)),
        ("档案馆", "2022年1月8日", (18, 20)),
        ("", "2022年12月31日", (17, 19)),
        ("青" * 40, "2022年1月8日", (0, 2)),
    ],
)
def test_signature_and_date_stand_as_the_standard_asks(signature: str, date: str, expected: tuple[int, int]) -> None:
    assert page.signature_indents(signature, date) == expected


@given(st.text("青禾县1年", max_size=40), st.text("年月1", max_size=12))
def test_the_date_begins_two_characters_after_the_signature(signature: str, date: str) -> None:
    first, second = page.signature_indents(signature, date)
    assert first >= 0
    assert second - first == 2
