"""Rendered text becomes XML in whatever portions it comes, and what stays the same is kept."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.draft import Draft
from core.model.elements import Role
from core.model.fact import FactState
from core.package import XML_DECLARATION
from core.word.layouts.finishing import FACT_END, FACT_START, Finisher
from core.word.layouts.tags import END, NUMBER_END, SLOT, START
from core.word.writing.document import ContentBuilder
from core.workflows.layouts.files import layout_names
from tests.builders import make_draft
from tests.core.workflows.exporting.test_pages_laws import ACTS, after, compiled
from tests.core.workflows.exporting.test_workflows_pages import SOURCE, with_particulars

LOOK = f'<w:rPr><w:b/>{SLOT}<w:u w:val="single"/></w:rPr>'


def paragraph(number: str, text: str) -> str:
    """A paragraph as a template gives it."""
    run = f'<w:r>{LOOK}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p>{START}{number}{NUMBER_END}{run}{END}</w:p>"


def finished(*paragraphs: str) -> str:
    """The paragraphs as they stand in the file."""
    return Finisher().finish("a", paragraphs, "k").decode().removeprefix(XML_DECLARATION)


def numbers(xml: str) -> list[str]:
    """The numbers of the bookmarks in order."""
    return [piece.partition('"')[0] for piece in xml.split('<w:bookmarkStart w:id="')[1:]]


def test_a_part_begins_with_its_declaration() -> None:
    assert Finisher().finish("a", ["<w:hdr/>"], "") == (XML_DECLARATION + "<w:hdr/>").encode()


def test_paragraphs_without_a_number_or_with_one_used_before_get_the_next_free_one() -> None:
    assert numbers(finished(*(paragraph(number, "甲") for number in ("2", "", "2", "7", "x")))) == [
        "2",
        "8",
        "9",
        "7",
        "10",
    ]


def test_a_paragraph_that_shows_nothing_takes_no_number() -> None:
    assert numbers(finished(paragraph("1", " "), paragraph("1", "甲"))) == ["1"]


def test_only_the_facts_of_a_run_are_highlighted() -> None:
    xml = finished(paragraph("1", f"甲{FACT_START}乙{FACT_END}丙"))
    runs = [run.partition("</w:r>")[0] for run in xml.split("<w:r>")[1:]]
    assert ["highlight" in run for run in runs] == [False, True, False]


def test_breaks_and_tabs_are_written_as_word_does() -> None:
    xml = finished(paragraph("1", "甲\r\n乙\r丙\t丁"))
    assert xml.count("<w:br/>") == 2
    assert xml.count("<w:tab/>") == 1


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert ">甲乙<" in finished(paragraph("1", "甲\x01\ufffe\x1f乙"))


PARAGRAPHS = st.lists(
    st.builds(
        paragraph,
        st.sampled_from(("", "1", "2", "30")),
        st.sampled_from(("甲", " ", f"{FACT_START}乙{FACT_END}", "一\n二\t三\x02", f"丙{FACT_START}{FACT_END}")),
    ),
    max_size=6,
)


@given(PARAGRAPHS, st.lists(st.integers(0, 400)))
def test_where_portions_end_does_not_matter(paragraphs: list[str], cuts: list[int]) -> None:
    whole = "<w:body>" + "".join(paragraphs)
    places = [0, *sorted(cuts), len(whole)]
    portions = [whole[begin:end] for begin, end in itertools.pairwise(places)]
    assert Finisher().finish("a", portions, "k") == Finisher().finish("a", [whole], "k")


@given(st.lists(st.tuples(st.sampled_from("ab"), PARAGRAPHS), max_size=4))
def test_what_was_finished_before_changes_nothing(parts: list[tuple[str, list[str]]]) -> None:
    finisher = Finisher()
    for name, paragraphs in parts:
        assert finisher.finish(name, paragraphs, "k") == Finisher().finish(name, paragraphs, "k")


def looked_at(draft: Draft, place: int) -> Draft:
    """The draft with another of its facts confirmed."""
    facts = (replace(f, state=FactState.CONFIRMED) if n == place else f for n, f in enumerate(draft.facts))
    return replace(draft, facts=tuple(facts))


@settings(max_examples=25)
@given(st.sampled_from(layout_names()), ACTS)
def test_parts_after_any_edits_are_those_written_from_scratch(
    name: str, acts: list[tuple[str, int, Role, str]]
) -> None:
    layout, draft = compiled(name), with_particulars(make_draft(SOURCE))
    kept, finisher = ContentBuilder(layout), Finisher()
    for act in acts:
        draft = looked_at(after(draft, act), act[1])
        again, fresh = (contents.of(draft, True, "k").value for contents in (kept, ContentBuilder(layout)))
        assert layout.parts(again.values, again.particulars, finisher) == layout.parts(fresh.values, fresh.particulars)
