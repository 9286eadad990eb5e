"""What chosen text would become, and which of the values just typed are offered as facts."""

from dataclasses import replace

import pytest

from core.model.change import apply
from core.model.draft import Basis
from core.model.elements import Element, Role
from core.model.fact import FactKind, FactState
from core.model.spans import Place, Span
from core.workflows.drafting.marking import chosen_facts, mark_facts, mark_text, new_values
from tests.builders import make_draft

REPORT = """
h1 一、|开展情况
body |全县举办培训班48期，培训干部350人，{**}区满意率98%。
body |服务企业12家。
"""


def place(draft, words, element_id="e2"):
    content = next(e.content for e in draft.elements if e.id == element_id)
    start = content.index(words)
    return Place(element_id, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "text", "unit", "kind"),
    [
        ("48", "48", "期", FactKind.FIGURE),
        ("48期", "48", "期", FactKind.FIGURE),
        ("98%", "98", "%", FactKind.FIGURE),
        ("培训班", "培训班", "", FactKind.NAME),
        ("培训干部350人", "培训干部350人", "", FactKind.NAME),
    ],
)
def test_what_chosen_text_becomes(words, text, unit, kind):
    draft = make_draft(REPORT)
    (fact,) = chosen_facts(draft, place(draft, words))
    assert (fact.text, fact.unit, fact.kind) == (text, unit, kind)


def test_spaces_around_the_choice_do_not_belong_to_it():
    draft = make_draft(REPORT.replace("举办培训班", "举办 培训班 "))
    (fact,) = chosen_facts(draft, place(draft, " 培训班 "))
    assert fact.text == "培训班"


@pytest.mark.parametrize("words", ["**", "350人，**区"])
def test_what_holds_a_fact_already_becomes_none(words):
    draft = make_draft(REPORT)
    assert chosen_facts(draft, place(draft, words)) == ()


def test_a_figure_chosen_has_its_label_from_the_clause():
    draft = make_draft(REPORT)
    assert chosen_facts(draft, place(draft, "350"))[0].label == "培训干部（人）"


def test_what_was_typed_this_year_is_up_to_date():
    draft = make_draft(REPORT)
    (fact,) = chosen_facts(draft, place(draft, "350"))
    assert (fact.state, fact.prior, fact.value) == (FactState.UPDATED, "", "350")


def test_what_last_year_said_has_still_to_be_looked_at():
    draft = make_draft(REPORT)
    basis = Basis("去年", (Element("b1", Role.BODY, "培训干部350人。"),))
    draft = replace(draft, basis=(basis,), origins=(("e2", 0, "b1"),))
    (fact,) = chosen_facts(draft, place(draft, "350"))
    assert (fact.state, fact.prior) == (FactState.CARRIED, "350")


def test_a_chosen_mask_is_to_be_filled_in():
    draft = make_draft(REPORT.replace("{**}", "**"))
    (fact,) = chosen_facts(draft, place(draft, "**"))
    assert (fact.kind, fact.state, fact.prior) == (FactKind.MASK, FactState.EMPTY, "**")


def test_marking_the_choice_is_one_edit():
    draft = make_draft(REPORT)
    after = apply(draft, mark_text(draft, place(draft, "48期")))
    assert [fact.text for fact in after.facts] == ["48", "**"]


def test_a_label_taken_in_the_section_gets_a_number():
    draft = make_draft(REPORT.replace("企业12家", "企业12家，服务企业30家"))
    draft = apply(draft, mark_text(draft, place(draft, "12", "e3")))
    (fact,) = chosen_facts(draft, place(draft, "30", "e3"))
    assert fact.label.endswith("·2") or fact.label != draft.facts[-1].label


# What was typed


def rewritten(draft, element_id, content):
    elements = tuple(replace(e, content=content) if e.id == element_id else e for e in draft.elements)
    return replace(draft, elements=elements)


def offered(before, after, *ids):
    return [fact.text for fact in new_values(before, after, ids)]


def test_a_figure_typed_into_a_paragraph_is_new():
    draft = make_draft(REPORT)
    assert offered(draft, rewritten(draft, "e3", "服务企业12家，走访农户60户。"), "e3") == ["60"]


@pytest.mark.parametrize(("typed", "told"), [("截至3月5日，", ["3月5日"]), ("去年，", []), ("选派**名干部，", ["**"])])
def test_dates_and_masks_are_noticed_and_words_are_not(typed, told):
    draft = make_draft(REPORT)
    assert offered(draft, rewritten(draft, "e3", typed + "服务企业12家。"), "e3") == told


def test_what_stood_there_as_plain_text_is_not_asked_about():
    draft = make_draft(REPORT)
    assert offered(draft, rewritten(draft, "e3", "精心服务企业12家。"), "e3") == []


def test_a_plain_figure_that_was_typed_into_is():
    draft = make_draft(REPORT)
    assert offered(draft, rewritten(draft, "e3", "服务企业120家。"), "e3") == ["120"]


def test_a_unit_typed_behind_a_number_makes_it_a_figure():
    draft = rewritten(make_draft(REPORT), "e3", "走访60")
    assert offered(draft, rewritten(draft, "e3", "走访60户农户"), "e3") == ["60"]


def test_facts_are_not_asked_about():
    draft = make_draft(REPORT)
    after = rewritten(draft, "e3", "服务企业12家，走访农户60户。")
    after = apply(after, mark_text(after, place(after, "60", "e3")))
    assert offered(draft, after, "e3") == []


def test_what_only_moved_into_a_new_paragraph_is_not_new():
    draft = make_draft(REPORT)
    split = rewritten(draft, "e3", "服务企业")
    elements = (*split.elements, Element("e9", Role.BODY, "12家，走访60户。"))
    assert offered(draft, replace(split, elements=elements), "e3", "e9") == ["60"]


def test_other_paragraphs_are_not_looked_at():
    draft = make_draft(REPORT)
    assert offered(draft, rewritten(draft, "e3", "走访农户60户。"), "e2") == []


def test_what_is_offered_can_be_marked():
    draft = make_draft(REPORT)
    after = rewritten(draft, "e3", "走访农户60户，走访企业70家。")
    marked = apply(after, mark_facts(after, new_values(draft, after, ["e3"])))
    assert [fact.text for fact in marked.facts] == ["**", "60", "70"]
