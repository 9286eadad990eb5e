"""What the form's field holds, and what stands beside it: 62 and 万立方米."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.fact import Fact, FactKind, FactState
from gui.form.fields import differences, field_hint, field_text, is_said, nearest_field, shortened, unit_beside
from tests.builders import make_draft


def figure(text: str, state: FactState = FactState.UPDATED) -> Fact:
    return Fact("f1", FactKind.FIGURE, "count", "e1", 0, len(text), text, "立方米", state=state, prior="85万")


def test_the_scale_of_last_years_value_stands_with_the_unit() -> None:
    carried = figure("85万", FactState.CARRIED)
    assert (field_text(carried), field_hint(carried), unit_beside(carried, "")) == ("", "85", "万立方米")


@pytest.mark.parametrize(
    ("text", "shown", "unit"),
    [
        ("62万", "62", "万立方米"),
        ("0.62亿", "0.62亿", "立方米"),
        ("620000", "620000", "立方米"),
        ("62", "62", "立方米"),
    ],
)
def test_a_field_and_its_unit_are_the_value_as_it_stands(text: str, shown: str, unit: str) -> None:
    assert (field_text(figure(text)), unit_beside(figure(text), shown)) == (shown, unit)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("7", "万立方米"), ("700000", "立方米"), ("0.7亿", "立方米"), ("7立方米", "立方米"), ("待定", "立方米")],
)
def test_the_unit_follows_the_hand(typed: str, unit: str) -> None:
    assert unit_beside(figure("85万", FactState.CARRIED), typed) == unit


@pytest.mark.parametrize(
    ("typed", "said"), [("62", True), ("62万", True), ("62万立方米", True), ("63", False), ("", False)]
)
def test_one_value_can_be_typed_in_several_ways(typed: str, said: bool) -> None:
    assert is_said(figure("62万"), typed) is said


@pytest.mark.parametrize(
    ("near", "number"), [(("", 0), 0), (("e1", 0), 0), (("e1", 6), 1), (("e1", 2), 0), (("e2", 3), 2), (("e4", 1), 3)]
)
def test_the_nearest_field_is_the_one_the_keyboard_goes_to(near, number):
    draft = make_draft("body |甲{7}乙丙丁{8}戊。\nbody |己{9}。\nbody |庚{3}。\nbody |辛")
    assert nearest_field(draft.facts, ("e1", "e2", "e3", "e4"), near) == number


@pytest.mark.parametrize(("near", "number"), [(("", 0), 1), (("e1", 0), 1), (("e1", 6), 1)])
def test_the_keyboard_goes_to_no_words_without_a_box(near, number):
    words, figure_behind = make_draft("body |甲{7}乙丙丁{8}戊。").facts
    words = replace(words, kind=FactKind.DATE, subkind="relative")
    assert nearest_field((words, figure_behind), ("e1",), near) == number
    assert nearest_field((words,), ("e1",), near) == -1


@pytest.mark.parametrize(("empty_first", "number"), [(True, 1), (False, 0)])
def test_the_keyboard_goes_to_what_is_empty_first_where_that_is_set(empty_first, number):
    draft = make_draft("body |甲乙丙丁{7}戊{**}。")
    assert nearest_field(draft.facts, ("e1",), ("", 0), empty_first) == number


LONGEST = "下达支部规范提升年度项目"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ((LONGEST, "下达支部规范提升年度投资"), ["下达支部…项目", "下达支部…投资"]),
        (("村集体经济收入", "帮扶群众"), ["村集体经济收入", "帮扶群众"]),
        ((LONGEST,), ["下达支部规范…"]),
        (("一季度完成固定资产投资", "二季度完成固定资产投资"), ["一季度完成固…", "二季度完成固…"]),
        (("东区新建供水管网长度", "东区改造供水管网长度"), ["东区新建供水…", "东区改造供水…"]),
        (("举办技能培训班参加人数", "举办技能培训班"), ["举办技…参加…", "举办技能培训班"]),
    ],
)
def test_long_names_that_begin_alike_are_cut_where_they_are_alike(names: tuple[str, ...], told: list[str]) -> None:
    kept = differences(names)
    assert [shortened(name, kept[name], lambda words: len(words) <= 7) for name in names] == told


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=14), min_size=2, max_size=6, unique=True))
def test_no_two_names_are_cut_to_the_same_words(names: list[str]) -> None:
    kept = differences(names)
    shown = [shortened(name, kept[name], lambda words: len(words) <= 9) for name in names]
    assert len(set(shown)) == len(names)
    assert all(len(words) <= 9 for words in shown)
