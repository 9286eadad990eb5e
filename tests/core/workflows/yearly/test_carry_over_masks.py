"""Masked names that the unit card fills: where the context fits, once for a field, never by itself."""

import pytest

from core.model.card import Leader, UnitCard
from core.model.document import Document
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.proposals import mask_proposals

CARD = UnitCard(
    "云州市柳东新区党工委",
    "县",
    "湖东省",
    "云州市",
    "青禾区",
    leaders=(Leader("林知远", "市委书记"), Leader("方一鸣", "区长")),
)


def draft(*lines: str) -> Draft:
    """A report as it is read, with the facts that are found in it."""
    return draft_of(Document(tuple(Element(f"e{n}", Role.BODY, line, line=n) for n, line in enumerate(lines, 1))))


def proposed(text: str, card: UnitCard = CARD) -> list[str]:
    return [proposal.value for proposal in mask_proposals(draft(text), card)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("我区落实**市委部署。", ["云州"]),
        ("召开**区意识形态工作会议。", ["青禾"]),
        ("制定《xx区人才资金管理办法》。", ["青禾"]),
        ("落实XX省、XX市有关措施。", ["湖东", "云州"]),
        ("印发《2022年**市**区招聘方案》。", ["云州", "青禾"]),
        ("推动X新区高质量发展。", ["柳东"]),
        ("会议上，市委书记XXX点评工作。", ["林知远"]),
        ("区长XXX带队调研。", ["方一鸣"]),
        ("指导**镇党委开展培训。", []),
        ("与**公司、**大学合作。", []),
        ("讲好xx故事。", []),
        ("发挥**区位优势。", []),
        ("**县派人参加。", []),
        ("举办活动**场。", []),
        ("县委书记XXX讲话。", []),
    ],
)
def test_names_are_proposed_where_the_words_fit(text: str, values: list[str]) -> None:
    assert proposed(text) == values


def test_a_town_is_proposed_to_those_who_have_one() -> None:
    card = UnitCard("清水镇党委", "乡", "湖东省", "云州市", "青禾区", "清水镇")
    assert proposed("我镇推动**镇建设。", card) == ["清水"]


def test_to_a_city_a_district_is_any_of_its_districts() -> None:
    assert proposed("我市指导**区开展试点，全市推广。") == []


def test_the_own_level_counts_where_the_text_does_not_say() -> None:
    card = UnitCard("云州市委组织部", "市", "湖东省", "云州市", "青禾区")
    assert proposed("指导**区开展试点。", card) == []


def test_in_an_autonomous_region_the_whole_region_is_meant() -> None:
    card = UnitCard("自治区党委办公厅", "省", "广西壮族自治区", "南州市")
    assert proposed("全区各地落实部署，**市率先行动。", card) == []


def test_a_city_within_a_city_is_proposed_to_itself_only() -> None:
    card = UnitCard("桐江市委", "县", "湖东省", "云州市", "桐江市")
    assert proposed("我市落实部署，推动**市发展。", card) == ["桐江"]
    assert proposed("落实**市部署。", card) == []


def test_a_field_with_many_places_is_proposed_once() -> None:
    report = draft("**区召开会议。", "推动**区发展。", "宣传**区成效。")
    assert len(mask_proposals(report, CARD)) == 1


def test_an_empty_card_proposes_nothing() -> None:
    assert proposed("**省**市**区召开会议，市委书记XXX讲话。", UnitCard("")) == []


def test_the_reason_says_where_the_value_comes_from() -> None:
    (proposal,) = mask_proposals(draft("**区召开会议。"), CARD)
    assert proposal.reason == "单位名片：区县是青禾区"


def test_nothing_is_applied_by_itself() -> None:
    report = draft("**区召开会议。")
    mask_proposals(report, CARD)
    assert report.elements[0].content == "**区召开会议。"
