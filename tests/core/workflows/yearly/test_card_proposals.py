"""What the unit card proposes: masks filled and meetings counted on, in one list with the roll-over."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.model.card import Leader, Meeting, UnitCard
from core.model.change import apply
from core.model.document import Document
from core.model.draft import Basis, Draft, Identity
from core.model.elements import Element, Role
from core.model.fact import FactState
from core.model.particulars import UNFILLED
from core.model.proposal import Proposal, RollRole
from core.stores.cards import load_card, remove_card, save_card
from core.workflows.drafting.editing import set_particulars
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.unit_card import choose_card
from core.workflows.yearly.proposals import accept, all_proposals, card_update, keep_update, proposals_of, refuse
from core.workflows.yearly.roll_over import load_tables, of_roles

CARD = UnitCard(
    "青禾区委组织部",
    "县",
    "湖东省",
    "云州市",
    "青禾区",
    leaders=(Leader("林知远", "市委书记"),),
    meetings=(Meeting("区委全会", 5, 3), Meeting("漆器节", 7), Meeting("常委会会议", 0, 12), Meeting("书记办公会")),
)
MASKED = "2022年，**区召开大会，**区各镇参加，市委书记XXX点评。"


def draft(*lines: str) -> Draft:
    """A draft of 2023 that says all that last year's report said."""
    made = draft_of(Document(tuple(Element(f"e{n}", Role.BODY, line, line=n) for n, line in enumerate(lines, 1))))
    basis = Basis("2022年总结", made.elements)
    origins = tuple((element.id, 0, element.id) for element in made.elements)
    return replace(made, identity=Identity("年度工作总结", 2023), basis=(basis,), origins=origins)


def proposed(made: Draft, card: UnitCard | None = CARD) -> tuple[Proposal, ...]:
    return all_proposals(made, load_tables(), card)


def of_card(made: Draft, card: UnitCard | None = CARD) -> list[Proposal]:
    return [each for each in proposed(made, card) if each.role is RollRole.CARD]


def text(made: Draft) -> str:
    return "".join(element.content for element in made.elements)


def answer(line: str, card: UnitCard = CARD) -> list[str | None]:
    """What is proposed for the numbers of meetings in a line."""
    found = proposed(draft("2022年工作。", line), card)
    return [each.replacement for each in found if each.role is RollRole.MEETING_NUMBER]


def test_masks_stand_among_the_roll_over_in_document_order() -> None:
    found = [(each.text, each.replacement) for each in proposed(draft(MASKED))]
    assert found == [("2022年", None), ("**", "青禾"), ("**", "青禾"), ("XXX", "林知远")]


def test_without_a_card_there_is_only_the_roll_over() -> None:
    assert [each.role for each in proposed(draft(MASKED), None)] == [RollRole.REPORT_YEAR]


def test_the_places_of_a_field_say_the_same_reason() -> None:
    first, second, _ = of_card(draft(MASKED))
    assert (first.reason, first.id == second.id) == (second.reason, False)


def test_accepted_masks_are_filled_and_proposed_no_more() -> None:
    made = draft(MASKED)
    after = apply(made, accept(made, of_card(made)))
    assert text(after) == "2022年，青禾区召开大会，青禾区各镇参加，市委书记林知远点评。"
    assert (of_card(after), {f.state for f in after.facts if f.kind == "mask"}) == ([], {FactState.UPDATED})


def test_one_place_of_a_field_can_be_accepted_alone() -> None:
    made = draft(MASKED)
    after = apply(made, accept(made, of_card(made)[:1]))
    assert text(after).startswith("2022年，青禾区召开大会，**区各镇")
    assert [each.replacement for each in of_card(after)] == ["青禾", "林知远"]


def test_another_value_can_be_written() -> None:
    made = draft(MASKED)
    after = apply(made, accept(made, [replace(each, replacement="红湾") for each in of_card(made)[:2]]))
    assert "红湾区召开大会，红湾区各镇" in text(after)


def test_accepting_is_one_step_that_can_be_taken_back() -> None:
    made = draft(MASKED)
    change = accept(made, proposed(made))
    assert apply(apply(made, change), change.inverse()) == made


def test_a_refused_mask_stays_open_and_is_proposed_no_more() -> None:
    made = draft(MASKED)
    after = apply(made, refuse(made, of_card(made)[:2]))
    assert (text(after), [each.replacement for each in of_card(after)]) == (text(made), ["林知远"])
    assert {fact.state for fact in after.facts if fact.kind == "mask"} == {FactState.EMPTY}


def test_a_second_refusal_keeps_the_first() -> None:
    made = draft(MASKED)
    once = apply(made, refuse(made, of_card(made)[:1]))
    twice = apply(once, refuse(once, of_card(once)))
    assert of_card(twice) == []


def test_masks_and_years_are_refused_in_one_step() -> None:
    made = draft(MASKED)
    change = refuse(made, proposed(made))
    assert proposed(apply(made, change)) == ()
    assert apply(apply(made, change), change.inverse()) == made


def test_refusing_nothing_changes_nothing() -> None:
    made = draft(MASKED)
    assert refuse(made, []).is_empty


def test_choosing_the_card_again_asks_again() -> None:
    made = draft(MASKED)
    refused = apply(made, refuse(made, of_card(made)))
    again = apply(refused, choose_card(refused, "组织部"))
    assert [each.replacement for each in of_card(again)] == ["青禾", "青禾", "林知远"]
    assert dict(again.identity.particulars)[UNFILLED] == ""


def test_the_draft_s_own_card_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    save_card("组织部", CARD)
    made = draft(MASKED)
    made = apply(made, set_particulars(made, {"单位名片": "组织部"}))
    assert [each.replacement for each in of_roles(proposals_of(made, load_tables()), ["card"])] == [
        "青禾",
        "青禾",
        "林知远",
    ]


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("召开区委五届三次全会。", ["四"]),
        ("召开区委五届三次全体会议。", ["四"]),
        ("召开区委五届三次全体会议，传达区委五届三次全会精神。", ["四", "四"]),
        ("召开第十二次常委会会议。", ["十三"]),
        ("召开第12次常委会会议。", ["13"]),
        ("召开第１２次常委会会议。", ["１３"]),
        ("举办第七届漆器节。", ["八"]),
        ("召开区委五届二次全会。", [None]),
        ("召开第二次书记办公会会议。", [None]),
        ("召开第二次联席会议。", [None]),
        ("召开镇人大第二次会议。", [None]),
        ("区委全会部署后，召开第二次联席会议。", [None]),
        ("召开第三次常委会会议。召开第四次常委会会议。", [None, None]),
    ],
)
def test_the_next_number_of_a_meeting_follows_the_card(line: str, answers: list[str | None]) -> None:
    assert answer(line) == answers


def test_the_reason_says_which_was_the_last() -> None:
    found = proposed(draft("2022年工作。", "召开区委五届三次全会。"))
    reason = next(each.reason for each in found if each.role is RollRole.MEETING_NUMBER)
    assert reason == "单位名片：区委全会上一次是第三次，接着是第四次"


def test_a_card_that_counts_otherwise_than_the_text_asks() -> None:
    found = proposed(draft("2022年工作。", "召开区委五届二次全会。"))
    reason = next(each.reason for each in found if each.role is RollRole.MEETING_NUMBER)
    assert reason == "单位名片：区委全会上一次是第三次，和文中的数不接续，请核定"


def test_the_term_of_a_counted_meeting_stays() -> None:
    card = replace(CARD, meetings=(Meeting("政协会议", 8, 2),))
    assert answer("召开第八届政协会议。", card) == ["八"]


def test_the_longest_name_of_a_meeting_counts() -> None:
    meetings = (Meeting("常委会会议", 0, 12), Meeting("区委常委会会议", 0, 30))
    assert answer("召开区委第三十次常委会会议。", replace(CARD, meetings=meetings)) == ["三十一"]


# The card is told of the numbers that were accepted


@pytest.fixture
def met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A draft with the card, which speaks of two of its meetings."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    save_card("组织部", CARD)
    made = draft("2022年，召开区委五届三次全会。", "举办第七届漆器节，召开第二次联席会议。")
    return apply(made, choose_card(made, "组织部"))


def test_accepted_numbers_are_kept_on_the_card_when_wanted(met: Draft) -> None:
    update = card_update(met, proposed(met))
    assert update is not None
    assert (update.name, update.summary) == ("组织部", "“区委全会”第四次、“漆器节”第八届")
    keep_update(update)
    card = load_card("组织部").value
    assert card == replace(CARD, meetings=(Meeting("区委全会", 5, 4), Meeting("漆器节", 8), *CARD.meetings[2:]))


@pytest.mark.parametrize("number", ["三", "二", "", "许多"])
def test_numbers_that_are_not_further_on_change_no_card(met: Draft, number: str) -> None:
    asked = [each for each in proposed(met) if each.role is RollRole.MEETING_NUMBER][:1]
    assert card_update(met, [replace(each, replacement=number) for each in asked]) is None


def test_without_its_card_nothing_is_to_be_kept(met: Draft) -> None:
    remove_card("组织部")
    assert card_update(met, proposed(met)) is None


def test_a_card_that_is_gone_meanwhile_is_not_made_anew(met: Draft) -> None:
    update = card_update(met, proposed(met))
    assert update is not None
    remove_card("组织部")
    keep_update(update)
    assert load_card("组织部").value is None
