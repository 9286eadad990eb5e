"""Rows typed as text: the heading of the column says what a lone mask in it hides."""

import pytest

from core.facts.extract import Table, cells_of
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.workflows.facts import find_facts, load_fact_words

HEADINGS = "序号　　单位名称　　整改措施　　责任人　　完成率"


def facts(*lines: str) -> list[Fact]:
    elements = [Element(f"e{number}", Role.BODY, line) for number, line in enumerate(lines, 1)]
    return [fact for fact in find_facts(elements) if fact.kind == "mask"]


def kinds(*lines: str) -> str:
    return " ".join(fact.subkind for fact in facts(*lines))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1　　××小学　　更换水泵　　×××　　××", "name person percent"),
        ("1　　（  ）　　更换水泵　　（  ）　　（  ）", "name person percent"),
        ("××小学　　更换水泵　　×××　　××", "name person percent"),
        ("1\t××小学\t更换水泵\t×××\t××", "name person percent"),
    ],
)
def test_columns_tell_what_their_cells_hide(row: str, expected: str) -> None:
    assert kinds(HEADINGS, row) == expected


def test_a_table_goes_on_over_several_rows() -> None:
    row = "1　　甲校　　粉刷　　（  ）　　98%"
    assert kinds(HEADINGS, row, row, row) == "person person person"


@pytest.mark.parametrize("between", ["以上问题限期整改。", "合计两校"])
def test_prose_closes_the_table(between: str) -> None:
    assert kinds(HEADINGS, between, "1　　甲校　　粉刷　　（  ）　　98%") == "name"


def test_rows_without_headings_are_judged_by_themselves() -> None:
    assert kinds("1　　甲校　　粉刷　　（  ）　　98%") == "name"


def test_rows_of_another_width_are_judged_by_themselves() -> None:
    assert kinds(HEADINGS, "1　　（  ）") == "name"


def test_a_mask_inside_a_cell_keeps_its_own_kind() -> None:
    assert kinds(HEADINGS, "1　　甲校　　更换**台水泵　　×××　　98%") == "figure person"


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("序号　　村名　　户数", ["序号", "村名", "户数"]),
        ("甲　乙", ["甲", "乙"]),
        ("甲\t乙", ["甲", "乙"]),
        ("（  ）村  （  ）  所", ["（  ）村", "（  ）", "所"]),
        ("没有空格的一句话", ["没有空格的一句话"]),
        ("甲  乙" * 60, ["甲  乙" * 60]),
    ],
)
def test_cells_of_a_line(line: str, cells: list[str]) -> None:
    assert [text for _, text in cells_of(line)] == cells


@pytest.mark.parametrize("line", ["出席：甲　乙　丙", "1　　甲　　乙", "春　　夏　　秋"])
def test_what_is_no_line_of_headings_opens_no_table(line: str) -> None:
    words = load_fact_words()
    assert Table(words).after(line) == Table(words)
