"""Text becomes a fact and a fact plain text: the words never change, fields stay fields."""

import pytest

from core.editing.text.marking import mark_facts, unmark
from core.errors import BadUse
from core.model.change import apply
from core.model.fact import Fact, FactKind
from tests.builders import fact_texts, lines_of, make_draft

REPORT = """
h1 一、|开展情况
body |共{total:48}期，到会30人，选派5人。
body |全年{total:48}期，到会30人。
"""


def fact(element_id, start, text, group=""):
    return Fact("", FactKind.FIGURE, "count", element_id, start, start + len(text), text, "人", "到会", group)


def marked(*facts):
    draft = make_draft(REPORT)
    return apply(draft, mark_facts(draft, facts))


def test_marked_text_is_a_fact_in_its_place():
    draft = marked(fact("e2", 7, "30"))
    assert [(f.id, f.text) for f in draft.facts] == [("f1", "48"), ("f4", "30"), ("f2", "48")]


def test_marking_changes_no_word():
    assert lines_of(marked(fact("e2", 7, "30"))) == lines_of(make_draft(REPORT))


def test_a_fact_of_no_known_field_is_one_of_its_own():
    draft = marked(fact("e2", 7, "30"), fact("e3", 8, "30"))
    assert len({f.group for f in draft.facts if f.text == "30"}) == 2


def test_equal_keys_with_equal_text_are_one_field():
    draft = marked(fact("e2", 7, "30", "k"), fact("e3", 8, "30", "k"))
    assert {f.group for f in draft.facts if f.text == "30"} == {"k"}


def test_equal_keys_with_other_text_are_two_fields():
    draft = marked(fact("e2", 7, "30", "total"))
    assert [f.group for f in draft.facts] == ["total", "own:f4", "total"]


def test_a_new_place_of_a_field_is_what_the_field_is():
    source = make_draft(REPORT.replace("到会30人，选派", "到会48人，选派"))
    draft = apply(source, mark_facts(source, [fact("e2", 7, "48", "total")]))
    made = next(f for f in draft.facts if f.id == "f4")
    assert (made.state, made.prior, made.start) == (source.facts[0].state, "48", 7)


@pytest.mark.parametrize("wrong", [fact("e2", 1, "48"), fact("e2", 2, "8期"), fact("e2", 7, "99"), fact("e9", 0, "1")])
def test_what_is_a_fact_already_or_stands_elsewhere_is_passed_over(wrong):
    draft = make_draft(REPORT)
    assert mark_facts(draft, [wrong]).is_empty


def test_one_place_becomes_plain_text_and_the_others_stay():
    draft = make_draft(REPORT)
    after = apply(draft, unmark(draft, "f1"))
    assert ([f.id for f in after.facts], lines_of(after)) == (["f2"], lines_of(draft))


def test_all_places_of_a_field_become_plain_text():
    draft = make_draft(REPORT)
    assert apply(draft, unmark(draft, "f1", True)).facts == ()


def test_plain_text_can_be_taken_back():
    draft = make_draft(REPORT)
    change = unmark(draft, "f2", True)
    assert apply(apply(draft, change), change.inverse()).facts == draft.facts


def test_an_unknown_fact_cannot_be_made_plain():
    with pytest.raises(BadUse):
        unmark(make_draft(REPORT), "f9")


def test_every_fact_stands_where_it_says():
    assert fact_texts(marked(fact("e3", 8, "30"), fact("e2", 13, "5"))) == ["48", "5", "48", "30"]
