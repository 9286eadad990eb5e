"""字数 as Word counts it, and how long sections shall become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.editing.lengths import FRONT, MOST, count_signs, set_target, targets_of
from core.errors import BadUse
from core.model.change import apply
from core.workflows.drafting.lengths import length_of
from tests.builders import make_draft

DRAFT = make_draft("h1 一、|开展情况\nbody |共48名。\nh1 二、|问题")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("工作总结", 4),
        ("举办培训48期，覆盖 3.5 万人。", 13),
        ("Word 2019 版", 3),
        ("“一网通办”——好", 9),
        ("　　２０２３年", 5),
        ("80%以上", 3),
        ("\U00020000字\n下一行", 5),
    ],
)
def test_signs_are_counted_as_word_does(text, count):
    assert count_signs(text) == count


@given(st.text("字，a1 ％\n", max_size=12), st.text("字，a1 ％\n", max_size=12))
def test_two_texts_on_lines_of_their_own_are_as_long_as_both(first, second):
    assert count_signs(f"{first}\n{second}") == count_signs(first) + count_signs(second)


def test_a_draft_is_as_long_as_its_paragraphs_with_their_numbers():
    assert length_of(DRAFT) == 6 + 4 + 4
    assert length_of(DRAFT, ["e1", "e3"]) == 10


def test_a_target_is_kept_taken_back_and_undone():
    change = set_target(DRAFT, "e1", 500)
    with_target = apply(DRAFT, change)
    assert targets_of(with_target) == {"e1": 500}
    assert targets_of(apply(with_target, set_target(with_target, "e1", 0))) == {}
    assert apply(with_target, change.inverse()) == DRAFT


def test_other_sections_keep_their_targets():
    first = apply(DRAFT, set_target(DRAFT, "e1", 500))
    assert targets_of(apply(first, set_target(first, "e3", 80))) == {"e1": 500, "e3": 80}


def test_what_stands_before_the_first_heading_has_a_target_too():
    with_target = apply(DRAFT, set_target(DRAFT, FRONT, 300))
    assert targets_of(with_target) == {FRONT: 300}
    assert apply(with_target, set_target(with_target, FRONT, 0)) == DRAFT


def test_no_target_set_to_none_is_no_change():
    assert set_target(DRAFT, "e1", 0).is_empty


@pytest.mark.parametrize(("key", "count"), [("e9", 5), ("e1", -1), ("e1", MOST + 1)])
def test_what_cannot_be_a_target_is_refused(key, count):
    with pytest.raises(BadUse):
        set_target(DRAFT, key, count)


@pytest.mark.parametrize("stored", ["[", "[1]", '{"e1": "5"}', '{"e1": -5}'])
def test_targets_written_by_hand_do_no_harm(stored):
    identity = DRAFT.identity.__class__(particulars=(("目标字数", stored),))
    assert targets_of(DRAFT.__class__(identity, DRAFT.elements)) == {}
