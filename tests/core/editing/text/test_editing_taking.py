"""Taking sentences and values of last year's text over into the draft."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.editing.text.reuse_sentence import PriorSentence, sentence_at, take_sentence, take_value
from core.editing.text.values import set_value
from core.model.blocks import BOLD, Emphasis
from core.model.change import apply
from core.model.draft import Basis
from core.model.fact import FactState
from core.model.spans import Place, Span
from core.workflows.drafting.last_year import alike_sections, sentence_change
from tests.builders import fact_texts, lines_of, make_draft

OLD = """
h1 一、|培训情况
body |举办培训{g:48}期。培训干部{350}人。选派{**}名教师下乡。
body |另有一段话。
h1 二、|档案数字化
body |扫描档案{12}万页，建成目录数据库。
"""
OLD_TEXT = make_draft(OLD)


def heir_of(new, gone=()):
    """This year's draft ``new``, whose elements come from those of the same number in ``OLD``."""
    draft = make_draft(new)
    origins = tuple((e.id, 0, e.id) for e in draft.elements if e.id not in gone)
    return replace(draft, basis=(Basis("2022年总结", OLD_TEXT.elements),), origins=origins)


def made_from(new, *old):
    """This year's draft, of which nothing comes from last year's documents."""
    basis = tuple(Basis(f"总结{number}", make_draft(text).elements) for number, text in enumerate(old))
    return replace(make_draft(new), basis=basis)


def with_second(content, gone=()):
    return heir_of(OLD.replace("举办培训{g:48}期。培训干部{350}人。选派{**}名教师下乡。", content), gone)


def taken(draft, offset, home=("e1", "e2", "e3"), element=1):
    old = OLD_TEXT.elements[element]
    source = PriorSentence(
        0, old, sentence_at(old.content, offset), tuple(f for f in OLD_TEXT.facts if f.element_id == old.id)
    )
    return take_sentence(draft, source, home)


def second(draft, offset, **more):
    after = apply(draft, taken(draft, offset, **more))
    assert fact_texts(after) == [fact.text for fact in after.facts]
    return after.elements[1].content


@pytest.mark.parametrize(("offset", "words"), [(0, "甲。"), (1, "甲。"), (2, "“乙！”"), (6, "丙"), (9, "丙")])
def test_the_sentence_at_a_place(offset, words):
    span = sentence_at("甲。“乙！”丙", offset)
    assert "甲。“乙！”丙"[span.start : span.end] == words


def test_a_sentence_that_was_left_out_comes_back_where_it_stood():
    assert second(with_second("举办培训{g:48}期。选派{**}名教师下乡。"), 10).startswith(
        "举办培训48期。培训干部350人。选派"
    )


def test_its_value_is_a_fact_again():
    draft = with_second("举办培训{g:48}期。选派{**}名教师下乡。")
    after = apply(draft, taken(draft, 10))
    fact = next(fact for fact in after.facts if fact.text == "350")
    assert (fact.state, fact.prior, fact.id not in {known.id for known in draft.facts}) == (
        FactState.CARRIED,
        "350",
        True,
    )


def test_a_sentence_that_was_rewritten_gets_its_old_words_and_keeps_this_years_value():
    draft = with_second("举办培训{g:48}期。共培训各级干部{350}人次。选派{**}名教师下乡。")
    draft = apply(draft, set_value(draft, "f2", "400"))
    assert second(draft, 10) == "举办培训48期。培训干部400人。选派**名教师下乡。"


def test_what_was_written_beside_it_stays():
    draft = with_second("举办培训{g:48}期。新写的一句。今年培训干部{350}人。选派{**}名教师下乡。")
    assert second(draft, 10) == "举办培训48期。新写的一句。培训干部350人。选派**名教师下乡。"


def test_another_sentence_in_its_place_is_not_overwritten():
    draft = with_second("举办培训{g:48}期。成效良好。选派{**}名教师下乡。")
    assert second(draft, 10) == "举办培训48期。培训干部350人。成效良好。选派**名教师下乡。"


def test_a_sentence_that_stands_there_unchanged_is_no_change():
    assert taken(heir_of(OLD), 10).is_empty


def test_a_paragraph_that_is_gone_is_made_anew_behind_the_one_before_it():
    draft = heir_of("h1 一、|培训情况\nbody |举办培训{g:48}期。\nh1 二、|别的\nbody |别的。", gone=("e3", "e4"))
    change = taken(draft, 0, home=("e1", "e2"), element=2)
    assert lines_of(apply(draft, change))[:3] == ["一、培训情况", "举办培训48期。", "另有一段话。"]
    assert change.place == Place("e5", Span(0, 6))


def test_a_section_without_a_counterpart_gets_it_at_its_end():
    draft = heir_of("h1 一、|新的章节\nbody |新的话。", gone=("e1", "e2"))
    after = apply(draft, taken(draft, 10, home=("e1", "e2")))
    assert lines_of(after)[-1] == "培训干部350人。"
    assert fact_texts(after) == ["350"]


def test_without_a_place_for_it_nothing_changes():
    draft = heir_of("h1 一、|新的章节", gone=("e1",))
    assert taken(draft, 10, home=()).is_empty


def test_last_years_value_is_taken_at_all_places_and_confirmed():
    draft = make_draft("body |办{g:48}期。\nbody |共{g:48}期。")
    changed = apply(draft, set_value(draft, "f1", "52"))
    after = apply(changed, take_value(changed, "f1"))
    assert [(fact.text, fact.state) for fact in after.facts] == [("48", FactState.CONFIRMED)] * 2


def test_a_mask_has_no_value_to_take():
    draft = make_draft("body |选派{**}名。")
    filled = apply(draft, set_value(draft, "f1", "9"))
    after = apply(filled, take_value(filled, "f1"))
    assert [(fact.text, fact.state) for fact in after.facts] == [("**", FactState.EMPTY)]


def test_the_facts_of_a_sentence_are_found_in_it():
    draft = with_second("选派{**}名教师下乡。")
    after = apply(draft, sentence_change(draft, 0, Place("e2", Span(10, 10)), ("e1", "e2")))
    assert {"350"} <= {fact.text for fact in after.facts if fact.element_id == "e2"}


def test_a_new_section_is_told_which_ones_are_like_it():
    draft = heir_of("h1 一、|档案数字化工作\nbody |扫描馆藏档案，建设目录数据库。", gone=("e1", "e2"))
    (first, *_) = alike_sections(draft, ("e1", "e2"))
    assert (first.basis, first.section.heading) == (0, "档案数字化")


@pytest.mark.parametrize(("new", "old"), [("新增工作情况", "工作开展情况"), ("下步打算", "下一步工作打算")])
def test_a_new_section_is_like_one_with_such_a_heading(new, old):
    draft = made_from(
        f"h1 一、|{new}\nbody |组织志愿服务。", f"h1 一、|存在问题\nbody |无。\nh1 二、|{old}\nbody |归档。"
    )
    assert [each.section.heading for each in alike_sections(draft, ("e1", "e2"))] == [old]


def test_a_few_lines_are_like_a_long_section_that_says_the_same():
    long = "扫描馆藏档案。" + "".join(f"{a}{b}活动有序。" for a in "修缮采购宣讲巡查" for b in "门窗桌椅书报道路")
    draft = made_from("h1 一、|新事\nbody |扫描馆藏档案，接待来访群众，调解邻里纠纷。", f"h1 一、|旧事\nbody |{long}")
    assert [each.section.heading for each in alike_sections(draft, ("e1", "e2"))] == ["旧事"]


def test_only_one_document_is_looked_through():
    old = "h1 一、|下一步工作打算\nbody |归档。"
    draft = made_from("h1 一、|下步打算\nbody |组织志愿服务。", old, old)
    assert [each.basis for each in alike_sections(draft, ("e1", "e2"), 1)] == [1]


def test_nothing_is_like_a_section_without_words():
    draft = heir_of("h1 一、|甲", gone=("e1",))
    assert alike_sections(draft, ("e1",)) == ()


@given(st.text(st.sampled_from("举办培训48期。干部人选派名教师下乡新；"), max_size=24), st.integers(0, 27))
def test_taking_a_sentence_keeps_every_fact_on_its_text_and_can_be_undone(content, offset):
    draft = with_second(content + "{7}。")
    change = taken(draft, offset)
    after = apply(draft, change)
    assert fact_texts(after) == [fact.text for fact in after.facts]
    assert replace(apply(after, change.inverse()), serial=draft.serial) == draft


@given(st.text(st.sampled_from("举办培训48期。干部人选派名教师下乡新；"), max_size=24), st.integers(0, 27))
def test_a_sentence_that_was_taken_stands_in_the_draft(content, offset):
    draft = with_second(content)
    span = sentence_at(OLD_TEXT.elements[1].content, offset)
    assert OLD_TEXT.elements[1].content[span.start : span.end] in apply(draft, taken(draft, offset)).elements[1].content


def test_a_sentence_brings_its_emphasis_along():
    draft = with_second("举办培训{g:52}期。选派{**}名教师下乡。")
    old = replace(OLD_TEXT.elements[1], emphasis=(Emphasis(0, 4, (BOLD,)),))
    source = PriorSentence(
        0, old, sentence_at(old.content, 0), tuple(f for f in OLD_TEXT.facts if f.element_id == old.id)
    )
    after = apply(draft, take_sentence(draft, source, ("e1", "e2", "e3")))
    assert after.elements[1].emphasis == (Emphasis(0, 4, (BOLD,)),)
    gone = heir_of(OLD.replace("举办培训{g:48}期。培训干部{350}人。选派{**}名教师下乡。", "改写"), gone=("e2",))
    new = apply(gone, take_sentence(gone, source, ("e1", "e2", "e3")))
    assert any(each.emphasis == (Emphasis(0, 4, (BOLD,)),) for each in new.elements)
