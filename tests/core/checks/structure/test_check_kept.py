"""How much of a section is still last year's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks.structure.reuse import ReuseShare, reuse_shares, total_reuse
from core.model.draft import Basis, Draft
from core.model.elements import Role
from tests.builders import make_draft

LAST_YEAR = """
body |在区委领导下，各项工作有序推进。
h1 一、|开展情况
body |举办培训班48期，培训干部3200人次；群众满意度不断提升。
h1 二、|下一步打算
body |继续加强队伍建设，努力开创工作新局面。
"""


def copied(source: str = LAST_YEAR) -> Draft:
    """A draft that was copied from last year's and not yet touched."""
    old = make_draft(source)
    origins = tuple((element.id, 0, element.id) for element in old.elements)
    return replace(old, basis=(Basis("去年总结", old.elements),), origins=origins)


def edited(draft: Draft, element_id: str, content: str) -> Draft:
    elements = tuple(replace(one, content=content) if one.id == element_id else one for one in draft.elements)
    return replace(draft, elements=elements)


def test_a_copy_is_all_last_years() -> None:
    shares = reuse_shares(copied())
    assert [share.rate for share in shares] == [1.0, 1.0, 1.0]


def test_sections_come_in_order_with_their_keys() -> None:
    assert [share.key for share in reuse_shares(copied())] == ["e1", "e2", "e4"]


def test_a_new_figure_is_a_light_change() -> None:
    draft = edited(copied(), "e3", "举办培训班52期，培训干部3200人次；群众满意度不断提升。")
    assert reuse_shares(draft)[1] == ReuseShare("e2", 23, 8, 0)


def test_words_written_anew_are_new() -> None:
    draft = edited(copied(), "e5", "聚焦数字档案馆创建，努力开创工作新局面。")
    assert reuse_shares(draft)[2] == ReuseShare("e4", 14, 0, 9)


def test_a_clause_from_another_section_is_no_news() -> None:
    draft = edited(copied(), "e5", "各项工作有序推进。")
    assert reuse_shares(draft)[2].rate == 1.0


def test_a_draft_without_basis_is_new() -> None:
    assert total_reuse(reuse_shares(make_draft(LAST_YEAR))).unchanged == 0


def test_a_plan_beside_last_years_report_does_not_count() -> None:
    draft = edited(copied(), "e5", "建成数字档案馆。")
    plan = make_draft("body |建成数字档案馆。")
    assert reuse_shares(replace(draft, basis=(*draft.basis, Basis("今年要点", plan.elements))))[2].new == 7


def test_both_halves_of_a_divided_paragraph_come_from_one() -> None:
    draft = copied("body |举办培训班48期；开展调研12次。")
    first = replace(draft.elements[0], content="举办培训班52期。")
    second = replace(first, id="e9", content="开展调研15次。")
    divided = replace(draft, elements=(first, second), origins=(("e1", 0, "e1"), ("e9", 0, "e1")))
    assert total_reuse(reuse_shares(divided)) == ReuseShare("", 0, 15, 0)


def test_noise_is_not_measured() -> None:
    draft = copied()
    noisy = tuple(replace(one, role=Role.NOISE) if one.id == "e5" else one for one in draft.elements)
    assert reuse_shares(replace(draft, elements=noisy))[2].total == 5


def test_the_whole_adds_up() -> None:
    assert total_reuse((ReuseShare("a", 1, 2, 3), ReuseShare("b", 4, 5, 6))) == ReuseShare("", 5, 7, 9)


@pytest.mark.parametrize("content", ["", "。。，", " 　"])
def test_nothing_is_no_share(content: str) -> None:
    draft = edited(copied("body |正文"), "e1", content)
    assert total_reuse(reuse_shares(draft)) == ReuseShare("", 0, 0, 0)


@given(st.lists(st.text(alphabet="一二三，。；x9 　", max_size=20), min_size=1, max_size=5))
def test_every_sign_is_counted_once(texts: list[str]) -> None:
    draft = make_draft("\n".join("body |正文" for _ in texts))
    for element, text in zip(draft.elements, texts, strict=True):
        draft = edited(draft, element.id, text)
    assert total_reuse(reuse_shares(draft)).total == sum(sign in "一二三x9" for text in texts for sign in text)
