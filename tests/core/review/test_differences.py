"""Differences of two texts as a reader would name them."""

import pytest

from core.review.differences import hunks


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("注重步调", "注重稳步步调", [("", "稳步")]),
        ("于2022年上半年，县里", "于年，县里", [("2022年上半", "")]),
        ("增加12处", "增加123处", [("12", "123")]),
        ("方案ab稿", "方案abc稿", [("ab", "abc")]),
        ("村里干部教育培训，群众满意", "村里其中女干部占三成，干部教育培训，群众满意", [("", "其中女干部占三成，")]),
        ("完成甲项和乙项", "完成丙项和丁项", [("甲", "丙"), ("乙", "丁")]),
    ],
)
def test_an_edit_holds_nothing_that_stayed_at_its_edges(old: str, new: str, edits: list[tuple[str, str]]) -> None:
    found = hunks(old, new)
    assert [(old[each.start : each.end], each.new_text(new)) for each in found] == edits
