"""Characters replaced in one paragraph: where texts differ, what becomes of headings and of facts; cut in two, put together."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.editing.text.cut import (
    as_plain_text,
    before_fact,
    join_paragraphs,
    missing_mark,
    own_elements,
    shortened,
    split_paragraph,
)
from core.editing.text.replace_text import all_moved_facts, moved_facts, narrowed, with_all_replaced, with_text_replaced
from core.model.change import number_of
from core.model.elements import Element, Role
from core.model.fact import Fact
from core.model.spans import Place, Span, common_edges
from tests.builders import fact_texts, lines_of, make_draft

TEXTS = st.text(st.sampled_from("甲乙。"), max_size=7)
SMALL = settings(max_examples=40, deadline=None)

# Where two texts differ


@pytest.mark.parametrize(
    ("old", "new", "span", "text"),
    [
        ("", "", Span(0, 0), ""),
        ("甲乙", "甲乙", Span(2, 2), ""),
        ("甲乙", "甲丙乙", Span(1, 1), "丙"),
        ("甲丙乙", "甲乙", Span(1, 2), ""),
        ("甲甲", "甲甲甲", Span(2, 2), "甲"),
        ("甲甲甲", "甲甲", Span(2, 3), ""),
        ("甲乙丙", "甲丁丙", Span(1, 2), "丁"),
        ("甲乙", "丙丁", Span(0, 2), "丙丁"),
        ("甲", "", Span(0, 1), ""),
    ],
)
def test_the_shortest_replacement(old: str, new: str, span: Span, text: str) -> None:
    assert narrowed(old, new) == (span, text)


@SMALL
@given(TEXTS, TEXTS)
def test_the_replacement_leads_to_the_new_text(old: str, new: str) -> None:
    span, text = narrowed(old, new)
    assert old[: span.start] + text + old[span.end :] == new


@SMALL
@given(TEXTS, TEXTS)
def test_a_text_and_a_list_of_its_signs_differ_at_the_same_place(old: str, new: str) -> None:
    assert common_edges(old, new) == common_edges(list(old), list(new))


@SMALL
@given(TEXTS, TEXTS)
def test_what_lies_around_the_difference_is_the_same(old: str, new: str) -> None:
    start, end, other_end = common_edges(old, new)
    assert (old[:start], old[end:]) == (new[:start], new[other_end:])


@SMALL
@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert common_edges(text, text) == (len(text), len(text), len(text))


@pytest.mark.parametrize(
    ("identifier", "number"),
    [("e12", 12), ("f7", 7), ("e007", 7), ("e", 0), ("", 0), ("e1x", 0), ("ex", 0), ("e-1", 0), ("12", 2), ("e1.5", 0)],
)
def test_the_number_of_an_id(identifier: str, number: int) -> None:
    assert number_of(identifier) == number


# Headings

OWN_LINE = Element("e1", Role.HEADING, "抓学习", "一、", 1, 1, 3)
RUN_IN = Element("e1", Role.HEADING, "抓学习。组织三次。", "（一）", 2, 2, 4, True)


@pytest.mark.parametrize(
    ("element", "span", "text", "heading", "run_in"),
    [
        (OWN_LINE, Span(3, 3), "促发展", "抓学习促发展", False),
        (OWN_LINE, Span(0, 3), "", "", False),
        (OWN_LINE, Span(1, 1), "好", "抓好学习", False),
        (RUN_IN, Span(0, 1), "狠抓", "狠抓学习。", True),
        (RUN_IN, Span(4, 4), "今年", "抓学习。", True),
        (RUN_IN, Span(9, 9), "又三次。", "抓学习。", True),
        (RUN_IN, Span(3, 6), "，", "抓学习，", True),
        (RUN_IN, Span(4, 9), "", "抓学习。", False),
        (RUN_IN, Span(0, 9), "", "", False),
        (RUN_IN, Span(0, 9), "抓培训", "抓培训", False),
        (replace(RUN_IN, content="抓学习。", run_in=False), Span(4, 4), "组织三次。", "抓学习。", True),
        (replace(OWN_LINE, content="抓学习：", heading_length=4), Span(4, 4), "组织三次。", "抓学习：", True),
    ],
)
def test_a_heading_grows_and_shrinks(element: Element, span: Span, text: str, heading: str, run_in: bool) -> None:
    after = with_text_replaced(element, span, text)
    assert (after.content[: after.heading_length], after.run_in) == (heading, run_in)


def test_of_plain_text_nothing_becomes_a_heading() -> None:
    after = with_text_replaced(Element("e1", Role.BODY, "组织三次。"), Span(0, 0), "抓学习。")
    assert (after.content, after.heading_length, after.run_in) == ("抓学习。组织三次。", 0, False)


# Facts

FACTS = make_draft("body |接收{48}卷，修复{**}卷。").facts  # 48 at 2-4, ** at 8-10


@pytest.mark.parametrize(
    ("span", "text", "places"),
    [
        (Span(0, 0), "全年", [(4, 6), (10, 12)]),
        (Span(0, 2), "", [(0, 2), (6, 8)]),
        (Span(2, 2), "约", [(3, 5), (9, 11)]),
        (Span(4, 4), "余", [(2, 4), (9, 11)]),
        (Span(2, 4), "520", [(2, 5), (9, 11)]),
        (Span(2, 4), "", [(6, 8)]),
        (Span(3, 4), "", [(2, 3), (7, 9)]),
        (Span(3, 3), "0", [(2, 5), (9, 11)]),
        (Span(1, 5), "收约50本", [(9, 11)]),
        (Span(3, 9), "", []),
        (Span(0, 12), "", []),
        (Span(10, 10), "", [(2, 4), (8, 10)]),
    ],
)
def test_facts_move_with_the_text(span: Span, text: str, places: list[tuple[int, int]]) -> None:
    assert [(fact.start, fact.end) for fact in moved_facts(FACTS, span, text)] == places


def test_a_fact_at_another_place_is_else_the_same() -> None:
    names = [field.name for field in fields(Fact)]
    fact = Fact(**{name: number if name in ("start", "end") else name for number, name in enumerate(names)})
    assert fact.at(90, 95) == replace(fact, start=90, end=95)


# Several pieces at once

WORDS = "接收48卷，修复12卷，共3次。"
MANY = make_draft("body |接收{48}卷，修复{12}卷，共{3}次。").facts


@st.composite
def pieces_of(draw: st.DrawFn) -> list[tuple[Span, str]]:
    """Pieces of ``WORDS`` in order, also empty ones, with what shall stand there."""
    places = sorted(draw(st.lists(st.integers(0, len(WORDS)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return [(Span(*pair), draw(st.sampled_from(("", "约", "520卷", "。")))) for pair in pairs]


@SMALL
@given(pieces_of())
def test_facts_move_with_all_pieces_as_with_one_after_the_other(pieces: list[tuple[Span, str]]) -> None:
    expected = MANY
    for span, text in reversed(pieces):
        expected = moved_facts(expected, span, text)
    assert all_moved_facts(MANY, pieces) == expected


@SMALL
@given(pieces_of(), st.sampled_from((0, 6, len(WORDS))), st.sampled_from((Role.BODY, Role.HEADING)))
def test_a_paragraph_is_the_same_after_all_pieces(pieces: list[tuple[Span, str]], length: int, role: Role) -> None:
    element = Element("e1", role, WORDS, "", 0, 0, length, 0 < length < len(WORDS))
    expected = element
    for span, text in reversed(pieces):
        expected = with_text_replaced(expected, span, text)
    assert with_all_replaced(element, pieces) == expected


# Cut in two and put together

DRAFT = make_draft("h1 一、|开展情况\nh2 （一）|抓学习。‖组织{48}次，又{3}次。\npoint 一是|抓培训。\nsignature |青禾县")


@pytest.mark.parametrize(
    ("offset", "lines"),
    [
        (9, ["（一）抓学习。组织48次", "，又3次。"]),
        (4, ["（一）抓学习。", "组织48次，又3次。"]),
        (2, ["（一）抓学", "习。组织48次，又3次。"]),
        (7, ["（一）抓学习。组织", "48次，又3次。"]),
        (0, ["（一）抓学习。组织48次，又3次。"]),
        (14, ["（一）抓学习。组织48次，又3次。"]),
        (99, ["（一）抓学习。组织48次，又3次。"]),
    ],
)
def test_a_paragraph_is_cut_and_no_fact_in_it(offset: int, lines: list[str]) -> None:
    after = split_paragraph(DRAFT, "e2", offset)
    assert lines_of(after)[1:-2] == lines
    assert fact_texts(after) == ["48", "3"]


@pytest.mark.parametrize(("lead", "rest"), [(0, "，又3次。"), (1, "又3次。"), (5, "，又3次。")])
def test_a_mark_at_the_cut_falls_away_unless_nothing_is_left(lead: int, rest: str) -> None:
    after = split_paragraph(DRAFT, "e2", 9, lead)
    assert lines_of(after)[2 if lead < 5 else 1].endswith(rest)


@pytest.mark.parametrize(
    ("role", "expected"), [("body", Role.BODY), ("preamble", Role.PREAMBLE), ("point", Role.BODY), ("note", Role.BODY)]
)
def test_what_is_cut_off_is_plain_text(role: str, expected: Role) -> None:
    after = split_paragraph(make_draft(f"{role} |抓学习。抓培训。"), "e1", 4)
    assert [element.role for element in after.elements][1] is expected


@pytest.mark.parametrize(("offset", "expected"), [(6, 6), (7, 6), (8, 8), (0, 0), (11, 11), (12, 12)])
def test_a_place_amid_a_fact_is_the_place_before_it(offset: int, expected: int) -> None:
    assert before_fact(make_draft("body |组织学习培训{48}次，又{3}次。"), "e1", offset) == expected


@pytest.mark.parametrize(
    ("length", "heading", "run_in"),
    [(2, "抓学", False), (4, "抓学习。", False), (5, "抓学习。", True), (9, "抓学习。", True)],
)
def test_a_heading_is_kept_as_far_as_it_reaches(length: int, heading: str, run_in: bool) -> None:
    after = shortened(RUN_IN, length)
    assert (after.content[: after.heading_length], after.run_in) == (heading, run_in)


@SMALL
@given(st.integers(0, 16))
def test_cutting_and_putting_together_is_nothing(offset: int) -> None:
    after = split_paragraph(DRAFT, "e2", offset)
    back = join_paragraphs(after, "e2", after.elements[2].id) if after != DRAFT else after
    assert (lines_of(back), fact_texts(back)) == (lines_of(DRAFT), fact_texts(DRAFT))


@pytest.mark.parametrize("between", ["", "。", "；其中："])
def test_facts_of_the_second_paragraph_move_behind_the_first(between: str) -> None:
    draft = make_draft("body |接收{48}卷\nbody |修复{**}卷。")
    after = join_paragraphs(draft, "e1", "e2", between)
    assert lines_of(after) == [f"接收48卷{between}修复**卷。"]
    assert fact_texts(after) == ["48", "**"]


def test_text_put_behind_a_heading_runs_in() -> None:
    after = join_paragraphs(DRAFT, "e1", "e3", "。")
    assert (after.elements[0].heading, after.elements[0].run_in) == ("开展情况", True)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("开展情况", "。"),
        ("开展情况。", ""),
        ("开展情况：", ""),
        ("开展情况 ", "。"),
        ("开展情况。 ", ""),
        ("（试行）", "。"),
        ("", ""),
    ],
)
def test_the_mark_that_a_heading_needs(text: str, mark: str) -> None:
    assert missing_mark(text) == mark


def test_a_plain_paragraph_keeps_its_words_and_loses_its_number() -> None:
    after = as_plain_text(DRAFT.elements[1])
    assert (after.text, after.role, after.heading) == ("抓学习。组织48次，又3次。", Role.BODY, "")


@pytest.mark.parametrize(("heading", "ids"), [("e1", ["e1"]), ("e2", ["e2", "e3"])])
def test_what_belongs_to_a_section_itself(heading: str, ids: list[str]) -> None:
    assert [element.id for element in own_elements(DRAFT, heading)] == ids


def test_a_place_is_moved_with_its_length() -> None:
    assert (Place("e1").span, Span(2, 5).moved(3), len(Span(2, 5))) == (Span(0, 0), Span(5, 8), 3)
