"""Differences of two texts as a reader would name them."""

import pytest

from core.model.review.returned_copy import CopyParagraph, CopyPiece, TextState
from core.review.differences import hunks
from core.review.edits import unit_edits


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


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        (
            "同志们，新的一年担子很重、任务很多。让我们在县委的坚强领导下，同心同德、主动作为，为全县的高质量发展作出更大贡献！",
            "各位，明年全县任务艰巨，大家要把责任扛起来，真抓实干，在县委领导下把各项部署落到实处，为发展出力。",
            3,
        ),
        ("完成投资500万元，新建渠道12公里，群众很满意。", "完成投资600万元，新建渠道15公里，群众满意。", 3),
    ],
)
def test_words_shared_by_chance_do_not_cut_a_rewritten_text_into_scraps(old: str, new: str, count: int) -> None:
    stream = (CopyParagraph((CopyPiece(new, TextState.KEPT),)),)
    assert len(unit_edits(old, new, stream).edits) == count
