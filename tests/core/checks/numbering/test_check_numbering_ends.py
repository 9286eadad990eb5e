"""Marks at the end of titles and headings: where they are a slip, where a habit, and where they belong."""

import pytest

from core.checks.numbering.heading_ends import check_ends
from core.model.finding import Severity
from tests.builders import make_draft

Found = list[tuple[str, str, str]]


def ends(source: str) -> Found:
    return [(slip.code, slip.text, slip.severity.value) for slip in check_ends(make_draft(source).elements)]


def headings(words: str) -> str:
    """Headings on lines of their own, each with a paragraph under it; ``>`` is one level down."""
    lines = []
    for word in words.split():
        depth = 1 + len(word) - len(word.lstrip(">"))
        lines.append(f"h{depth} {word.lstrip('>')}\nbody |子丑寅卯。")
    return "\n".join(lines)


WARNED = ("numbering_heading_end", "。", "warning")
HABIT = ("numbering_heading_end", "。", "hint")
ROWS = (
    ("一、|甲 二、|乙 三、|丙", []),
    ("一、|甲。 二、|乙 三、|丙", [WARNED]),
    ("一、|甲。 二、|乙", [WARNED]),
    ("一、|甲。 二、|乙。 三、|丙。", [HABIT]),
    ("一、|甲。 二、|乙。 三、|丙", [HABIT]),
    ("一、|甲 >（一）|子。", [WARNED]),
    ("一、|甲 >（一）|子； >（二）|丑", [("numbering_heading_end", "；", "warning")]),
    ("一、|甲： 二、|乙：", []),
    ("一、|甲： 二、|乙 三、|丙", [("numbering_heading_end", "：", "warning")]),
    ("一、|甲，乙丙。 二、|乙", []),
    ("一、|甲！ 二、|乙？ 三、|“丙”", []),
)


@pytest.mark.parametrize(("words", "expected"), ROWS)
def test_marks_behind_headings(words: str, expected: Found) -> None:
    assert ends(headings(words)) == expected


def test_the_places_of_a_habit_are_one_finding() -> None:
    (slip,) = check_ends(make_draft(headings("一、|甲。 二、|乙。 三、|丙。")).elements)
    assert (slip.severity, len(slip.others)) == (Severity.HINT, 2)


def test_numbered_sentences_without_text_below_are_no_headings() -> None:
    assert ends("h1 一、|甲。\nh1 二、|乙。") == []


def test_headings_that_end_like_items_of_a_list_are_one_hint() -> None:
    found = check_ends(make_draft("h1 一、|甲；\nh1 二、|乙；\nh1 三、|丙。\nh1 四、|丁").elements)
    assert [(slip.text, slip.severity.value, len(slip.others)) for slip in found] == [("；", "hint", 1)]


def test_beside_headings_with_their_text_behind_them_a_mark_is_usual() -> None:
    assert ends("h1 一、|甲。‖子丑寅卯。\nh1 二、|乙。\nbody |子丑寅卯。\nh1 三、|丙。‖子丑寅卯。") == [HABIT]


def test_a_short_numbered_line_beside_headings_has_no_mark_either() -> None:
    source = "h1 一、|甲\nbody （一）|子丑；\nbody |寅卯。\nh2 （二）|辰巳\nbody |午未。"
    assert ends(source) == [("numbering_heading_end", "；", "warning")]


TITLES = (
    ("title |青禾县档案馆工作总结。\nbody |子丑。", [("title_end", "。", "warning")]),
    ("title |青禾县档案馆工作总结\nbody |子丑。", []),
    ("body |青禾县档案馆2023年工作总结。\nbody |子丑。", [("title_end", "。", "warning")]),
    ("body |全馆认真落实县委决定。\nbody |子丑。", []),
    ("body |青禾县档案馆2023年工作总结。", []),
)


@pytest.mark.parametrize(("source", "expected"), TITLES)
def test_titles_end_without_a_mark(source: str, expected: Found) -> None:
    assert ends(source) == expected
