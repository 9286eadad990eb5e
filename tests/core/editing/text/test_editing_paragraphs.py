"""Taking over typed text: nothing typed is lost, facts and headings keep their places."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.editing.text.paragraphs import TypedFact, TypedParagraph, take_over
from core.editing.text.values import set_value
from core.model.change import apply
from core.model.elements import Role
from core.model.fact import FactState
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
h1 一、|开展情况
h2 （一）|加强学习。‖选派{**}名干部，举办{48}期。
body |共{total:48}期，{place:**}区。
point 一是|抓学习。
point 二是|抓落实，{place:**}区。
"""
PIECES = st.text(alphabet="学习**48。，\u3000A", max_size=8)


def taken(old_ids, *typed):
    draft = make_draft(REPORT)
    return apply(draft, take_over(draft, old_ids, typed))


def test_typed_text_replaces_the_paragraph():
    draft = taken(["e3"], TypedParagraph("e3", "全年共48期，**区好。", (TypedFact("f3", 3, 5), TypedFact("f4", 7, 9))))
    assert lines_of(draft)[2] == "全年共48期，**区好。"
    assert fact_texts(draft)[2:4] == ["48", "**"]


def test_typing_inside_a_fact_updates_its_whole_field():
    draft = taken(["e3"], TypedParagraph("e3", "共48期，青禾区。", (TypedFact("f3", 1, 3), TypedFact("f4", 5, 7))))
    assert lines_of(draft)[4] == "二是抓落实，青禾区。"
    assert draft.facts[-1].state is FactState.UPDATED


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("资金12{5万}元。", [TypedFact("f1", 4, 7)]),
        ("资金{12}5万元。", [TypedFact("f1", 2, 5)]),
        ("资金{12}{5万}元。", [TypedFact("f1", 2, 5), TypedFact("f2", 5, 7)]),
        ("资金12{5万元}。", [TypedFact("f1", 5, 8)]),
    ],
)
def test_a_decimal_sign_typed_between_figures_makes_one_fact_of_them(line, facts):
    draft = make_draft(f"body |{line}")
    after = apply(draft, take_over(draft, ["e1"], [TypedParagraph("e1", "资金12.5万元。", tuple(facts))]))
    assert [text.removesuffix("元") for text in fact_texts(after)] == ["12.5万"]


@pytest.mark.parametrize(("unit", "value"), [("亿元", "2.7"), ("元", "2.7亿"), ("", "2.7亿")])
def test_the_scale_behind_a_typed_decimal_belongs_to_the_unit_that_counts_in_it(unit, value):
    draft = make_draft("body |产值{2.4}亿元。")
    draft = replace(draft, facts=(replace(draft.facts[0], unit=unit),))
    typed = TypedParagraph("e1", "产值2.7亿元。", (TypedFact("f1", 2, 5),))
    assert fact_texts(apply(draft, take_over(draft, ["e1"], [typed]))) == [value]


def test_figures_that_nobody_typed_in_stay_as_they_are():
    draft = make_draft("body |资金12.{5万}元。")
    typed = TypedParagraph("e1", "资金12.5万元，已到账。", (TypedFact("f1", 5, 7),))
    assert fact_texts(apply(draft, take_over(draft, ["e1"], [typed]))) == ["5万"]


def test_a_date_with_full_stops_is_no_decimal_figure():
    draft = make_draft("body |于2023{5}12起。")
    typed = TypedParagraph("e1", "于2023.5.12起。", (TypedFact("f1", 6, 7),))
    assert fact_texts(apply(draft, take_over(draft, ["e1"], [typed]))) == ["5"]


def test_a_fact_whose_characters_are_gone_is_removed_with_them():
    draft = taken(["e3"], TypedParagraph("e3", "共若干期，**区。", (TypedFact("f4", 5, 7),)))
    assert [fact.id for fact in draft.facts] == ["f1", "f2", "f4", "f5"]


def test_a_fact_wiped_out_earlier_comes_back_with_its_new_value():
    draft = make_draft(REPORT)
    wiped = next(fact for fact in draft.facts if fact.id == "f3")
    gap = apply(draft, take_over(draft, ["e3"], [TypedParagraph("e3", "共期，**区。", (TypedFact("f4", 3, 5),))]))
    typed = TypedParagraph("e3", "共52期，**区。", (TypedFact("f3", 1, 3), TypedFact("f4", 5, 7)))
    again = apply(gap, take_over(gap, ["e3"], [typed], [wiped]))
    fact = next(fact for fact in again.facts if fact.id == "f3")
    assert (fact.text, fact.state, fact.prior) == ("52", FactState.UPDATED, wiped.prior)


def test_a_split_paragraph_becomes_two_of_the_same_role():
    draft = taken(
        ["e3"],
        TypedParagraph("e3", "共48期，", (TypedFact("f3", 1, 3),)),
        TypedParagraph("", "**区。", (TypedFact("f4", 0, 2),)),
    )
    assert [(e.text, e.role) for e in draft.elements[2:4]] == [("共48期，", Role.BODY), ("**区。", Role.BODY)]
    assert fact_texts(draft)[2:4] == ["48", "**"]


SIGNED = "h1 一、|甲\nbody |乙\nsignature |档案馆\nissue_date |1月5日\nattachment |附件1"


@pytest.mark.parametrize(
    ("below", "typed", "roles"),
    [
        (4, ["（联系人：林立）", "电话5"], [Role.NOTE, Role.NOTE]),
        (3, ["丙局", "丁局"], [Role.SIGNATURE, Role.SIGNATURE]),
        (3, ["2024年1月5日"], [Role.ISSUE_DATE]),
        (2, ["丙"], [Role.BODY]),
        (5, ["名单"], [Role.ATTACHMENT]),
    ],
)
def test_what_is_typed_below_the_signature_belongs_to_the_closing(below, typed, roles):
    draft = make_draft(SIGNED)
    one = draft.elements[below - 1]
    new = [TypedParagraph("", words) for words in typed]
    after = apply(draft, take_over(draft, (one.id,), (TypedParagraph(one.id, one.content), *new)))
    assert [element.role for element in after.elements[below : below + len(typed)]] == roles


def test_a_date_typed_bit_by_bit_below_the_signature_becomes_the_date_of_issue():
    draft = make_draft("h1 一、|甲\nsignature |档案馆")
    for words in ("2024", "2024年1月5日"):
        ids = [element.id for element in draft.elements[1:]]
        old = (TypedParagraph("e2", "档案馆"), TypedParagraph("e3" if "e3" in ids else "", words))
        draft = apply(draft, take_over(draft, ids, old))
    assert [element.role for element in draft.elements[1:]] == [Role.SIGNATURE, Role.ISSUE_DATE]


def test_below_a_date_under_the_title_text_is_typed():
    draft = make_draft("title |总结\nissue_date |1月5日\nbody |甲")
    change = take_over(draft, ("e2",), (TypedParagraph("e2", "1月5日"), TypedParagraph("", "各位代表：")))
    assert apply(draft, change).elements[2].role is Role.BODY


def test_text_split_off_a_heading_is_plain_text():
    draft = taken(["e1"], TypedParagraph("e1", "开展"), TypedParagraph("", "情况"))
    assert [(e.role, e.heading_length) for e in draft.elements[:2]] == [(Role.HEADING, 2), (Role.BODY, 0)]


def test_joined_paragraphs_keep_the_facts_of_both():
    joined = TypedParagraph(
        "e2",
        "加强学习。选派**名干部，举办48期。共48期，**区。",
        (TypedFact("f1", 7, 9), TypedFact("f2", 15, 17), TypedFact("f3", 20, 22), TypedFact("f4", 24, 26)),
    )
    draft = taken(["e2", "e3"], joined)
    assert len(draft.elements) == 4
    assert fact_texts(draft) == ["**", "48", "48", "**", "**"]


def test_a_deleted_point_renumbers_the_next():
    draft = taken(["e4"])
    assert lines_of(draft)[-1] == "一是抓落实，**区。"


def test_what_did_not_change_makes_no_change():
    draft = make_draft(REPORT)
    same = TypedParagraph("e3", draft.elements[2].content, (TypedFact("f3", 1, 3), TypedFact("f4", 5, 7)))
    assert take_over(draft, ["e3"], [same]).is_empty


def retyped_text(draft, content):
    return apply(draft, take_over(draft, ["e2"], [TypedParagraph("e2", content)]))


def test_text_deleted_and_typed_anew_behind_a_heading_is_text_again():
    draft = retyped_text(make_draft(REPORT), "加强学习。")
    draft = retyped_text(draft, "加强学习。新的正文")
    assert (draft.elements[1].heading, draft.elements[1].body) == ("加强学习", "新的正文")


def test_what_is_typed_at_the_end_of_a_heading_without_a_mark_belongs_to_it():
    draft = taken(["e1"], TypedParagraph("e1", "开展情况和成效"))
    assert (draft.elements[0].heading, draft.elements[0].run_in) == ("开展情况和成效", False)


@given(st.lists(PIECES, min_size=1, max_size=4))
def test_everything_typed_stands_in_the_draft(pieces):
    draft = taken(["e3"], *(TypedParagraph("e3" if i == 0 else "", piece) for i, piece in enumerate(pieces)))
    assert [e.content for e in draft.elements[2 : 2 + len(pieces)]] == pieces


@given(st.lists(PIECES, max_size=4))
def test_taking_over_can_be_taken_back(pieces):
    draft = make_draft(REPORT)
    change = take_over(draft, ["e2", "e3"], [TypedParagraph("", piece) for piece in pieces])
    assert apply(apply(draft, change), change.inverse()).elements == draft.elements


@given(PIECES)
def test_a_heading_never_reaches_past_its_paragraph(content):
    element = taken(["e2"], TypedParagraph("e2", content)).elements[1]
    assert 0 <= element.heading_length <= len(element.content)
    assert not element.run_in or element.heading_length < len(element.content)


# Facts that stand there twice, come back or go


def places(draft, group):
    return [(fact.id, fact.element_id, fact.text) for fact in draft.facts if fact.group == group]


def test_a_fact_that_stands_there_twice_is_two_places_of_its_field():
    typed = TypedParagraph(
        "e3", "共48期，48，**区。", (TypedFact("f3", 1, 3), TypedFact("f3", 5, 7), TypedFact("f4", 8, 10))
    )
    assert places(taken(["e3"], typed), "total") == [("f3", "e3", "48"), ("f6", "e3", "48")]


def test_a_fact_that_still_stands_elsewhere_gets_another_place():
    draft = make_draft(REPORT)
    typed = TypedParagraph("e4", "抓学习48期。", (TypedFact("f3", 3, 5),))
    after = apply(draft, take_over(draft, ["e4"], [typed]))
    assert places(after, "total") == [("f3", "e3", "48"), ("f6", "e4", "48")]


def test_a_fact_that_went_with_another_paragraph_is_itself_there():
    typed = (
        TypedParagraph("e3", "共期，**区。", (TypedFact("f4", 3, 5),)),
        TypedParagraph("e4", "48抓学习。", (TypedFact("f3", 0, 2),)),
    )
    assert places(taken(["e3", "e4"], *typed), "total") == [("f3", "e4", "48")]


def test_a_fact_that_nobody_knows_is_text():
    draft = taken(["e4"], TypedParagraph("e4", "抓学习48期。", (TypedFact("f99", 3, 5),)))
    assert "f99" not in {fact.id for fact in draft.facts}


def test_a_fact_that_comes_back_is_what_its_field_is_by_now():
    draft = make_draft(REPORT)
    wiped = draft.facts[3]
    gap = apply(draft, take_over(draft, ["e3"], [TypedParagraph("e3", "共48期，区。", (TypedFact("f3", 1, 3),))]))
    gap = apply(gap, set_value(gap, "f5", "临江"))
    typed = TypedParagraph("e3", "共48期，临江区。", (TypedFact("f3", 1, 3), TypedFact("f4", 5, 7)))
    after = apply(gap, take_over(gap, ["e3"], [typed], [wiped]))
    assert [(f.text, f.state) for f in after.facts if f.group == "place"] == [("临江", FactState.UPDATED)] * 2


def test_what_was_wiped_out_bit_by_bit_leaves_the_other_places_as_they_were():
    draft = make_draft(REPORT)
    held = (draft.facts[3], draft.facts[4])
    half = TypedParagraph("e3", "共48期，*区。", (TypedFact("f3", 1, 3), TypedFact("f4", 5, 6)))
    draft = apply(draft, take_over(draft, ["e3"], [half]))
    gone = TypedParagraph("e3", "共48期，区。", (TypedFact("f3", 1, 3),))
    after = apply(draft, take_over(draft, ["e3"], [gone], (), held))
    assert places(after, "place") == [("f5", "e5", "**")]
    assert after.facts[-1].state is FactState.EMPTY
