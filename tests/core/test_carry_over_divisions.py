"""The lists of divisions: made by a script from a package, kept small, with their licence beside them."""

import pytest

from core.paths import resources_folder
from tests.divisions import LARGE, NAMES, SMALL, lines

FOLDER = resources_folder() / "divisions"
LARGEST = 300_000
"""Bytes of the longest list."""


def test_names_stand_in_the_line_of_their_ending() -> None:
    assert list(lines(["易县", "甘谷县", "凉山彝族自治州"], LARGE)) == ["自治州 凉山彝族", "县 易 甘谷"]


def test_the_longest_ending_counts() -> None:
    assert list(lines(["三江侗族自治县"], LARGE)) == ["自治县 三江侗族"]


def test_offices_are_named_like_their_streets() -> None:
    assert list(lines(["青山湖街道办事处", "青山湖街道"], SMALL)) == ["街道 青山湖"]


@pytest.mark.parametrize("name", ["高新技术产业开发区", "第一监狱", "县乡", "Ａ镇", "很长很长很长很长很长很长镇"])
def test_what_is_no_town_is_left_out(name: str) -> None:
    assert list(lines([name], SMALL)) == []


def test_a_district_of_no_name_is_left_out() -> None:
    assert list(lines(["市辖区"], LARGE)) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_list_is_there_and_small(name: str) -> None:
    size = (FOLDER / f"{name}.txt").stat().st_size
    assert 200 < size < LARGEST


def test_the_licence_lies_beside_the_lists() -> None:
    text = (FOLDER / "LICENSE").read_text("utf-8")
    assert "MIT License" in text
    assert "Permission is hereby granted" in text


def test_all_provinces_are_there() -> None:
    names = (FOLDER / "provinces.txt").read_text("utf-8").split()
    assert {"北京", "广西壮族", "新疆维吾尔", "香港", "台湾"} <= set(names)
    assert len(names) == 34 + 4
