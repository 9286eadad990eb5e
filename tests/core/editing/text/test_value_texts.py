"""Values of every sort, from the form to the Word file and back: long, broken, strange, side by side."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.drafts.store import DraftStore
from core.editing.text.elements import set_element
from core.editing.text.paragraphs import retyped, take_over
from core.editing.text.values import set_value
from core.model.change import apply
from core.model.draft import Draft
from core.model.elements import Role
from core.model.fact import FactState
from tests.builders import fact_texts, lines_of, make_draft
from tests.rereading import word_file
from tests.word_files import paragraphs, texts

REPORT = """
title |{place:**}区{year:2022}年总结
h1 一、|{place:**}区情况
h2 （一）|抓{place:**}区。‖选派{a:**}{b:48}名，{c:12}%。
body |{place:**}{year:2022}
"""
STRANGE = [
    pytest.param("A&B <c> \"d\" 'e'", id="xml"),
    pytest.param("]]>&amp;<!--", id="xml-ends"),
    pytest.param("{{ 标题 }}{% for %}", id="tags"),
    pytest.param("𠮷野家😀", id="astral"),
    pytest.param("  前后有空格  ", id="spaces"),
    pytest.param("甲　乙", id="wide-space"),
    pytest.param("长" * 5000, id="long"),
    pytest.param("e\u0301", id="combining"),
]
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc", "Cf"], exclude_characters="\ufffe\uffff")
VALUE = st.text(PRINTABLE | st.sampled_from("\t\n\x0b\x85"), max_size=12)


def filled(value: str, fact_id: str = "f1") -> Draft:
    draft = make_draft(REPORT)
    return apply(draft, set_value(draft, fact_id, value))


@pytest.mark.parametrize("value", STRANGE)
def test_a_value_stands_in_title_heading_and_text(value: str) -> None:
    draft = filled(value)
    assert lines_of(draft)[0] == f"{value}区2022年总结"
    assert lines_of(draft)[1:] == [f"一、{value}区情况", f"（一）抓{value}区。选派**48名，12%。", f"{value}2022"]


@pytest.mark.parametrize("value", STRANGE)
def test_a_heading_grows_with_its_value(value: str) -> None:
    heads = [element.heading for element in filled(value).elements if element.role is Role.HEADING]
    assert heads == [f"{value}区情况".strip(), f"抓{value}区"]


@pytest.mark.parametrize("value", STRANGE)
def test_a_value_is_in_the_word_file_as_it_was_given(value: str) -> None:
    assert f"（一）抓{value}区。选派**48名，12%。" in texts(word_file(filled(value)))


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x85"])
def test_a_line_break_in_a_value_becomes_a_space(line_break: str) -> None:
    draft = filled(f"甲{line_break}乙")
    assert {fact.value for fact in draft.facts if fact.group == "place"} == {"甲 乙"}
    assert len(texts(word_file(draft))) == len(draft.elements)


@pytest.mark.parametrize("value", ["", "\n"])
def test_a_value_of_nothing_brings_last_years_text_back(value: str) -> None:
    draft = filled("青禾")
    assert apply(draft, set_value(draft, "f1", value)) == make_draft(REPORT)


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x08", "\x1b", "\ufffe", "\uffff"])
def test_a_control_character_stays_out_of_the_word_file_alone(control: str) -> None:
    draft = make_draft(REPORT)
    pasted = retyped(draft, draft.elements[3], f"青{control}禾2022")
    assert "青禾2022" in texts(word_file(apply(draft, take_over(draft, ("e4",), (pasted,)))))


def test_neighbours_without_anything_between_stay_apart() -> None:
    draft = filled("三", "f5")
    draft = apply(draft, set_value(draft, "f6", "五六七"))
    assert fact_texts(draft)[4:7] == ["三", "五六七", "12"]


def test_a_value_equal_to_its_neighbours_does_not_swallow_them() -> None:
    draft = filled("48", "f5")
    assert [(fact.id, fact.text) for fact in draft.facts[4:6]] == [("f5", "48"), ("f6", "48")]


def test_typing_between_neighbours_belongs_to_neither() -> None:
    draft = make_draft(REPORT)
    element = draft.elements[2]
    place = draft.facts[5].start
    typed = element.content[:place] + "、" + element.content[place:]
    after = apply(draft, take_over(draft, (element.id,), (retyped(draft, element, typed),)))
    assert fact_texts(after) == fact_texts(draft)


def test_a_value_in_the_title_is_marked_until_it_is_given() -> None:
    yellow = [run.text for run in paragraphs(word_file(make_draft(REPORT), marks=True))[0].runs if run.is_yellow]
    assert yellow == ["**", "2022"]


def test_a_given_value_is_marked_no_more() -> None:
    runs = [run for paragraph in paragraphs(word_file(filled("青禾"), marks=True)) for run in paragraph.runs]
    assert "青禾" not in {run.text for run in runs if run.is_yellow}


def test_a_title_field_set_to_new_words_updates_the_field_it_holds() -> None:
    draft = make_draft(REPORT)
    after = apply(draft, set_element(draft, Role.TITLE, "**区2023年总结"))
    assert [fact.state for fact in after.facts if fact.group == "year"] == [FactState.UPDATED] * 2


@given(VALUE, st.sampled_from(["f1", "f2", "f5", "f6", "f7"]))
def test_any_value_stands_where_its_fact_says(value: str, fact_id: str) -> None:
    draft = filled(value, fact_id)
    assert fact_texts(draft) == [fact.text for fact in draft.facts]


@settings(max_examples=40)
@given(VALUE)
def test_any_value_makes_a_word_file_with_one_paragraph_for_each_element(value: str) -> None:
    draft = filled(value)
    numbered = [paragraph for paragraph in paragraphs(word_file(draft)) if paragraph.bookmark.startswith("_GW_")]
    assert len(numbered) == len(draft.elements)


@settings(max_examples=25)
@given(VALUE)
def test_any_value_is_stored_as_it_was_given(value: str) -> None:
    draft = make_draft(REPORT)
    change = set_value(draft, "f1", value)
    after = apply(draft, change)
    with TemporaryDirectory() as folder:
        store = DraftStore.create(Path(folder) / "稿.nigao", draft, lambda: datetime(2023, 7, 1))
        store.record(change, after)
        stored = store.draft()
        store.close()
    assert stored == after
