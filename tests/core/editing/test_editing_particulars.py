"""Particulars of a draft: an edit that can be undone, names that are known, values that can be stored."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.drafts.codec import identity_from, identity_text
from core.drafts.patches import DraftPatcher, body_of
from core.editing.particulars import particulars_of, set_particulars
from core.errors import BadUse
from core.model.change import apply
from core.model.draft import Draft
from core.model.particulars import LAYOUT, NAMES
from core.model.spans import Place
from core.workflows.messages import sentence
from tests.builders import make_draft

SOURCE = """
title |青禾县档案馆2023年上半年工作总结
body |今年以来工作正常。
"""


def given_values(draft: Draft, values: dict[str, str]) -> Draft:
    """The draft with these particulars."""
    return apply(draft, set_particulars(draft, values))


@pytest.fixture
def draft() -> Draft:
    """Without particulars."""
    return make_draft(SOURCE)


def test_what_is_given_is_there(draft: Draft) -> None:
    assert particulars_of(given_values(draft, {"签发人": "周远", "版式": "国标公文"})) == {
        "签发人": "周远",
        "版式": "国标公文",
    }


def test_other_particulars_stay(draft: Draft) -> None:
    assert particulars_of(given_values(given_values(draft, {"抄送": "县委办"}), {"密级": "机密"})) == {
        "抄送": "县委办",
        "密级": "机密",
    }


def test_a_value_is_replaced_in_its_place(draft: Draft) -> None:
    twice = given_values(given_values(draft, {"抄送": "县委办", "密级": "机密"}), {"抄送": "县府办"})
    assert twice.identity.particulars == (("抄送", "县府办"), ("密级", "机密"))


def test_an_emptied_value_is_remembered_as_empty(draft: Draft) -> None:
    assert particulars_of(given_values(given_values(draft, {"抄送": "县委办"}), {"抄送": " "})) == {"抄送": ""}


def test_a_value_that_was_never_there_can_be_left_empty_on_purpose(draft: Draft) -> None:
    assert particulars_of(given_values(draft, {"抄送": ""})) == {"抄送": ""}


def test_the_same_value_again_changes_nothing(draft: Draft) -> None:
    assert set_particulars(given_values(draft, {"抄送": "县委办"}), {"抄送": " 县委办 "}).is_empty


def test_the_edit_can_be_undone(draft: Draft) -> None:
    change = set_particulars(draft, {"签发人": "周远"})
    assert apply(apply(draft, change), change.inverse()) == draft


def test_the_edit_says_what_it_did(draft: Draft) -> None:
    assert set_particulars(draft, {"签发人": "周远", "密级": "机密"}).reason == "填写签发人、密级"


def test_the_edit_survives_the_journal(draft: Draft) -> None:
    change = set_particulars(draft, {"签发人": "周远"})
    bench = DraftPatcher(apply(draft, change))
    bench.backward(body_of(change))
    assert bench.draft() == draft


def test_particulars_survive_the_file(draft: Draft) -> None:
    identity = given_values(draft, {"签发人": "周远", "抄送": ""}).identity
    assert identity_from(identity_text(identity)) == identity


def test_drafts_without_particulars_can_still_be_read(draft: Draft) -> None:
    old = identity_text(draft.identity).replace(',"particulars":[]', "")
    assert identity_from(old) == draft.identity


@pytest.mark.parametrize("text", ["县委办\n县府办", " 县委办 \r\n\r\n 县府办"])
def test_lines_of_several_names_become_a_list(draft: Draft, text: str) -> None:
    assert particulars_of(given_values(draft, {"发文机关": text})) == {"发文机关": "县委办、县府办"}


def test_other_values_become_one_line(draft: Draft) -> None:
    assert particulars_of(given_values(draft, {"附注": "此件\n公开"})) == {"附注": "此件 公开"}


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


# Whatever is written

few = settings(max_examples=25)
VALUES = st.dictionaries(st.sampled_from((*NAMES, LAYOUT)), st.text("青禾县、；\n 　1", max_size=12), max_size=6)


@few
@given(VALUES, VALUES)
def test_what_was_written_last_holds_and_the_rest_stays(first: dict[str, str], second: dict[str, str]) -> None:
    start = make_draft(SOURCE)
    found = particulars_of(given_values(given_values(start, first), second))
    assert set(found) == {*first, *second}
    assert {name: found[name] for name in second} == particulars_of(given_values(start, second))


@few
@given(VALUES)
def test_writing_what_is_there_again_changes_nothing(values: dict[str, str]) -> None:
    once = given_values(make_draft(SOURCE), values)
    assert set_particulars(once, particulars_of(once)).is_empty
    assert set_particulars(once, values).is_empty


@few
@given(VALUES, VALUES)
def test_every_edit_can_be_undone(first: dict[str, str], second: dict[str, str]) -> None:
    before = given_values(make_draft(SOURCE), first)
    change = set_particulars(before, second)
    assert apply(apply(before, change), change.inverse()) == before


@few
@given(VALUES)
def test_any_particulars_survive_the_file_and_the_journal(values: dict[str, str]) -> None:
    start = make_draft(SOURCE)
    change = set_particulars(start, values)
    after = apply(start, change)
    assert identity_from(identity_text(after.identity)) == after.identity
    bench = DraftPatcher(start)
    bench.forward(body_of(change))
    assert bench.draft() == after


@few
@given(VALUES)
def test_every_value_is_one_line_without_blanks_around_it(values: dict[str, str]) -> None:
    found = particulars_of(given_values(make_draft(SOURCE), values))
    assert all(text == text.strip() and len(text.splitlines()) <= 1 for text in found.values())


@pytest.mark.parametrize("name", [*NAMES, LAYOUT])
def test_every_particular_can_be_written_and_emptied(draft: Draft, name: str) -> None:
    written = given_values(draft, {name: "甲"})
    assert (particulars_of(written)[name], particulars_of(given_values(written, {name: ""}))[name]) == ("甲", "")


def test_the_edit_stands_nowhere_in_the_text() -> None:
    assert set_particulars(make_draft(SOURCE), {"签发人": "周远"}).place == Place("")


def test_a_date_among_the_particulars_is_written_in_its_standard_form():
    draft = make_draft("body |正文")
    draft = apply(draft, set_particulars(draft, {"印发日期": "2023.7.05", "期号": "2023.7.05"}))
    assert (particulars_of(draft)["印发日期"], particulars_of(draft)["期号"]) == ("2023年7月5日", "2023.7.05")
