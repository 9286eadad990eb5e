"""Where pages lie on the workspace."""

from dataclasses import replace

import pytest

from gui.preview.strip import Box, PageGrid, Strip, columns_for
from tests.pages_made import A4

SHEET = replace(A4, width=1000.0, height=1400.0)


def strip(count: int, columns: int = 1, width: int = 500) -> Strip:
    """Pages of 100 by 140 pixels with gaps of 20."""
    return Strip([SHEET] * count, 0.1, PageGrid(width, 20), columns)


def test_pages_lie_below_one_another_in_the_middle() -> None:
    assert [strip(3).box(index) for index in (0, 2)] == [Box(200, 20, 100, 140), Box(200, 340, 100, 140)]


def test_the_workspace_ends_with_a_gap() -> None:
    assert (strip(3).width, strip(3).height) == (140, 500)


def test_a_narrow_window_does_not_cut_the_left_edge() -> None:
    assert strip(1, width=60).box(0).x == 20


def test_a_narrower_page_stands_in_the_middle_of_the_others() -> None:
    mixed = Strip([SHEET, replace(SHEET, width=600.0)], 0.1, PageGrid(500, 20))
    assert [mixed.box(index).x for index in (0, 1)] == [200, 220]


def test_columns_fill_rows() -> None:
    assert [strip(5, 3).box(index)[:2] for index in (0, 1, 3)] == [(80, 20), (200, 20), (80, 180)]


@pytest.mark.parametrize(
    ("top", "bottom", "found"), [(0, 10, []), (0, 100, [0]), (150, 200, [0, 1]), (400, 9999, [2]), (9999, 10500, [])]
)
def test_pages_in_view(top: int, bottom: int, found: list[int]) -> None:
    assert list(strip(3).between(top, bottom)) == found


@pytest.mark.parametrize(("y", "index"), [(-50, 0), (30, 0), (190, 1), (400, 2), (9999, 2)])
def test_the_nearest_page(y: int, index: int) -> None:
    assert strip(3).nearest(250, y) == index


@pytest.mark.parametrize(("x", "index"), [(0, 3), (250, 4), (490, 4)])
def test_the_nearest_page_of_an_unfinished_row(x: int, index: int) -> None:
    assert strip(5, 3).nearest(x, 300) == index


def test_an_empty_workspace_has_no_page() -> None:
    assert (strip(0).nearest(0, 0), strip(0).height, list(strip(0).between(0, 100))) == (-1, 0, [])


@pytest.mark.parametrize(("width", "columns"), [(50, 1), (140, 1), (259, 1), (260, 2), (380, 3)])
def test_how_many_columns_find_room(width: int, columns: int) -> None:
    assert columns_for(width, 100, 20) == columns
