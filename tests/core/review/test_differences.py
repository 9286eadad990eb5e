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


_OLD = "镇里水渠设备比较破旧，管水员岁数大、专业水平低，用水户浇地的需要还不能完全满足。"
_NEW = "部分镇里灌渠设备破旧失修，管水员岁数普遍大，专业能力弱，还不能满足用水户的浇地需要。"


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        (_OLD, _NEW, 2),
        ("今年努力开创全镇水利工作新局面", "今年奋力开创水利工作现代化建设新局面", 1),
        ("修渠12条共30公里花5万元", "修渠13条共31公里花6万元", 3),
        ("甲队，乙队，丙队修好渠", "甲组，乙组，丙组修好渠", 3),
    ],
    ids=["clauses", "clause", "numbers", "a_list"],
)
def test_a_rewritten_clause_is_one_edit(old: str, new: str, count: int) -> None:
    stream = (CopyParagraph((CopyPiece(new, TextState.KEPT),)),)
    found = unit_edits(old, new, stream).edits
    made = old
    for each in reversed(found):
        made = made[: each.start] + each.new + made[each.end :]
    assert (len(found), made) == (count, new)
