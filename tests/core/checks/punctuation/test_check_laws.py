"""What holds of every slip, whatever stands in the text."""

import tomllib
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks.numbering.ordinals import check_numbering
from core.checks.numbering.points import check_points
from core.checks.numbering.references import check_references
from core.checks.numerals.forms import check_numerals
from core.checks.punctuation.marks import check_marks
from core.checks.punctuation.missing_marks import check_joins, join_table
from core.checks.punctuation.mixed import check_mixed
from core.checks.punctuation.pairs import check_pairs
from core.checks.structure.sections import check_lengths, check_structure
from core.checks.wording.repeats import (
    check_clauses_twice,
    check_paragraphs_twice,
    check_sentences_twice,
    check_words_twice,
)
from core.checks.wording.terms import check_terms
from core.model.elements import Element, Role
from core.model.finding import Finding
from core.model.spans import Place
from core.numbering import write_ordinal
from core.paths import resources_folder
from core.workflows.checking.word_tables import load_marks

JOINS = join_table(tomllib.loads((resources_folder() / "words" / "joins.toml").read_text("utf-8")))
BY_PARAGRAPH = (
    *(
        partial(check_marks, table=load_marks()),
        check_pairs,
        check_numerals,
        check_lengths,
        check_words_twice,
        check_clauses_twice,
    ),
    lambda element: check_joins(element, JOINS),
)
BY_DOCUMENT = (
    *(check_mixed, check_terms, check_structure, check_references),
    *(check_sentences_twice, check_paragraphs_twice),
)
PIECES = st.sampled_from(
    (
        *("，", "。", "、", "；", "：", ",", ".", ";", "“", "”", "‘", "’", "（", "）", "(", ")", "《", "》", "…", "...", "—", "--", " "),
        *("档案", "全馆", "认真", "等", "的", "和", "进一步", "一是", "三是", "第", "号", "％", "%", "＋", "+", "～", "人", "次", "A", "O"),
        *("2023年", "13月", "7月", "3日", "二零二三年", "05号", "〔2022〕", "[2022]", "12", "１２", "约30余", "3、4", "3千", "百分之5", "10-15%"),
        *("加大隐患排查力度", "认真整改", "详见第三部分", "见附件3", "附件：1.甲", "全馆建立覆盖城乡的档案查询利用服务网络"),
    )
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=10).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Element, ...]:
    """Headings with all kinds of numbers, and text under them."""
    elements = []
    for index in range(draw(st.integers(1, 5))):
        text, depth = draw(TEXTS), draw(st.integers(0, 3))
        if depth and text.strip():
            shape = draw(st.sampled_from(("一、", "（一）", "1.", "（一）、", "(1)")))
            prefix = write_ordinal(draw(st.integers(1, 4)), shape)
            length = draw(st.integers(1, len(text)))
            element = Element(f"e{index}", Role.HEADING, text, prefix, depth, depth, length, length < len(text))
        else:
            element = Element(f"e{index}", draw(st.sampled_from((Role.BODY, Role.POINT, Role.NOTE))), text)
        elements.append(element)
    return tuple(elements)


def text_at(elements: tuple[Element, ...], place: Place) -> str:
    content = {element.id: element.content for element in elements}[place.element_id]
    assert 0 <= place.span.start <= place.span.end <= len(content)
    return content[place.span.start : place.span.end]


def slips_of(element: Element) -> list[Finding]:
    return [slip for check in BY_PARAGRAPH for slip in check(element)]


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_slip_says_what_stands_at_its_place(text: str) -> None:
    element = Element("e1", Role.BODY, text)
    assert [slip for slip in slips_of(element) if text_at((element,), slip.place) != slip.text] == []


@settings(max_examples=25, deadline=None)
@given(documents())
def test_a_slip_of_the_document_says_what_stands_at_its_place(elements: tuple[Element, ...]) -> None:
    found = [slip for check in BY_DOCUMENT for slip in check(elements)]
    assert [slip for slip in found if text_at(elements, slip.place) not in (slip.text, "")] == []


@settings(max_examples=25, deadline=None)
@given(documents())
def test_what_belongs_to_a_slip_lies_in_the_document(elements: tuple[Element, ...]) -> None:
    checks = (*BY_DOCUMENT, check_numbering, check_points)
    places = [place for check in checks for slip in check(elements) for place in (slip.place, *slip.others)]
    assert all(text_at(elements, place) is not None for place in places)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_what_should_stand_there_is_something_else(text: str) -> None:
    assert [slip for slip in slips_of(Element("e1", Role.BODY, text)) if slip.replacement == slip.text] == []


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_what_was_put_right_is_not_told_again_at_its_place(text: str) -> None:
    for slip in slips_of(Element("e1", Role.BODY, text)):
        if slip.replacement:
            start, end = slip.place.span.start, slip.place.span.end
            mended = text[:start] + slip.replacement + text[end:]
            again = [(one.code, one.place.span.start, one.text) for one in slips_of(Element("e1", Role.BODY, mended))]
            assert (slip.code, start, slip.text) not in again


@settings(max_examples=25, deadline=None)
@given(documents())
def test_slips_of_numbers_come_in_the_order_of_the_document(elements: tuple[Element, ...]) -> None:
    order = [element.id for element in elements]
    found = [order.index(slip.place.element_id) for slip in check_numbering(elements)]
    assert found == sorted(found)
