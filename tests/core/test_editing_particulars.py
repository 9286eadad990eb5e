"""Particulars of a draft: an edit that can be undone, names that are known, values that can be stored."""

import pytest

from core.drafts.codec import change_from, change_text, identity_from, identity_text
from core.editing.particulars import particulars_of, set_particulars
from core.errors import BadUse
from core.model.change import apply
from core.model.draft import Draft
from core.workflows.wording import sentence
from tests.builders import make_draft

SOURCE = """
title |青禾县档案馆2023年上半年工作总结
body |今年以来工作正常。
"""


def given(draft: Draft, values: dict[str, str]) -> Draft:
    """The draft with these particulars."""
    return apply(draft, set_particulars(draft, values))


@pytest.fixture
def draft() -> Draft:
    """Without particulars."""
    return make_draft(SOURCE)


def test_what_is_given_is_there(draft: Draft) -> None:
    assert particulars_of(given(draft, {"签发人": "周远", "版式": "国标公文"})) == {
        "签发人": "周远",
        "版式": "国标公文",
    }


def test_other_particulars_stay(draft: Draft) -> None:
    assert particulars_of(given(given(draft, {"抄送": "县委办"}), {"密级": "机密"})) == {
        "抄送": "县委办",
        "密级": "机密",
    }


def test_a_value_is_replaced_in_its_place(draft: Draft) -> None:
    twice = given(given(draft, {"抄送": "县委办", "密级": "机密"}), {"抄送": "县府办"})
    assert twice.identity.particulars == (("抄送", "县府办"), ("密级", "机密"))


def test_an_emptied_value_is_remembered_as_empty(draft: Draft) -> None:
    assert particulars_of(given(given(draft, {"抄送": "县委办"}), {"抄送": " "})) == {"抄送": ""}


def test_a_value_that_was_never_there_can_be_left_empty_on_purpose(draft: Draft) -> None:
    assert particulars_of(given(draft, {"抄送": ""})) == {"抄送": ""}


def test_the_same_value_again_changes_nothing(draft: Draft) -> None:
    assert set_particulars(given(draft, {"抄送": "县委办"}), {"抄送": " 县委办 "}).is_empty


def test_the_edit_can_be_undone(draft: Draft) -> None:
    change = set_particulars(draft, {"签发人": "周远"})
    assert apply(apply(draft, change), change.inverse()) == draft


def test_the_edit_says_what_it_did(draft: Draft) -> None:
    assert set_particulars(draft, {"签发人": "周远", "密级": "机密"}).reason == "填写签发人、密级"


def test_the_edit_survives_the_journal(draft: Draft) -> None:
    change = set_particulars(draft, {"签发人": "周远"})
    assert change_from(change_text(change)) == change


def test_particulars_survive_the_file(draft: Draft) -> None:
    identity = given(draft, {"签发人": "周远", "抄送": ""}).identity
    assert identity_from(identity_text(identity)) == identity


def test_drafts_without_particulars_can_still_be_read(draft: Draft) -> None:
    old = identity_text(draft.identity).replace(',"particulars":[]', "")
    assert identity_from(old) == draft.identity


@pytest.mark.parametrize("text", ["县委办\n县府办", " 县委办 \r\n\r\n 县府办"])
def test_lines_of_several_names_become_a_list(draft: Draft, text: str) -> None:
    assert particulars_of(given(draft, {"发文机关": text})) == {"发文机关": "县委办、县府办"}


def test_other_values_become_one_line(draft: Draft) -> None:
    assert particulars_of(given(draft, {"附注": "此件\n公开"})) == {"附注": "此件 公开"}


@pytest.mark.parametrize(("name", "near"), [("签发", "签发人"), ("抄送机关", "抄送"), ("印发日起", "印发日期")])
def test_a_misspelt_name_is_answered_with_the_right_one(draft: Draft, name: str, near: str) -> None:
    with pytest.raises(BadUse) as caught:
        set_particulars(draft, {name: "周远"})
    assert f"是不是“{near}”" in sentence(caught.value)


def test_a_name_like_no_other_is_answered_with_all_there_are(draft: Draft) -> None:
    with pytest.raises(BadUse) as caught:
        set_particulars(draft, {"天气": "晴"})
    assert caught.value.code == "unknown_field"
    assert "签发人" in sentence(caught.value)


@pytest.mark.parametrize("text", ["周\x00远", "长" * 5001])
def test_a_value_that_cannot_be_stored_is_refused(draft: Draft, text: str) -> None:
    with pytest.raises(BadUse):
        set_particulars(draft, {"签发人": text})
