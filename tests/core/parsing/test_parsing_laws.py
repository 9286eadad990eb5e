"""Laws of recognition that hold for any text whatever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.elements import Element, Role
from core.model.raw import LookHints, Origin, RawDocument, RawParagraph
from core.parsing.inline_points import inline_points
from core.parsing.recognise import recognise
from tests.words import PHRASES

PIECES = st.sampled_from(
    [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "①",
        "一是",
        "第一，",
        "——",
        "附件：",
        "2022年1月8日",
        "县政府",
        "关于",
        "通知",
        "各单位：",
        "。",
        "；",
        "！",
        "：",
        "，",
        "“",
        "”",
        "\u3000",
        "工作",
        "加强领导",
        "同志们",
        "特此报告。",
        "首页",
        "（此件公开发布）",
        "国发〔2005〕39号",
        "第一章",
        "**",
        "x",
    ]
)
PARAGRAPH = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))
LOOK = st.one_of(
    st.none(),
    st.builds(
        LookHints,
        st.sampled_from(["", "Title"]),
        st.integers(0, 9),
        st.sampled_from(["", "center"]),
        lead=st.integers(0, 30),
    ),
)
DOCUMENT = st.lists(st.tuples(PARAGRAPH, LOOK, st.sampled_from(Origin)), max_size=14).map(
    lambda rows: RawDocument(
        tuple(RawParagraph(text, number, origin, look) for number, (text, look, origin) in enumerate(rows, 1))
    )
)


@given(DOCUMENT)
def test_no_text_is_lost(raw: RawDocument) -> None:
    elements = recognise(raw, PHRASES).value.elements
    assert [element.text for element in elements] == [item.text for item in raw.paragraphs if item.text.strip()]
    assert [element.line for element in elements] == [item.line for item in raw.paragraphs if item.text.strip()]


@given(DOCUMENT)
def test_offsets_and_levels_lie_in_bounds(raw: RawDocument) -> None:
    for element in recognise(raw, PHRASES).value.elements:
        assert 0 <= element.heading_length <= len(element.content)
        assert 0 <= element.level <= 4
        assert element.run_in is (element.body_start is not None)


@given(DOCUMENT)
def test_run_in_means_that_text_follows(raw: RawDocument) -> None:
    run_in = [element for element in recognise(raw, PHRASES).value.elements if element.run_in]
    assert all(element.body.strip() and element.heading_length for element in run_in)


@given(DOCUMENT)
def test_only_headings_are_nested(raw: RawDocument) -> None:
    for element in recognise(raw, PHRASES).value.elements:
        assert (element.depth > 0) is (element.role is Role.HEADING)


@given(DOCUMENT)
def test_ids_count_up(raw: RawDocument) -> None:
    elements = recognise(raw, PHRASES).value.elements
    assert [element.id for element in elements] == [f"e{number}" for number in range(1, len(elements) + 1)]


@given(PARAGRAPH)
def test_inline_points_lie_in_order(text: str) -> None:
    edges = [edge for point in inline_points(Element("e1", Role.BODY, text)) for edge in _edges(point)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


def _edges(point: object) -> tuple[int, ...]:
    marker, head = getattr(point, "marker"), getattr(point, "head")  # noqa: B009
    return marker.start, marker.end, head.start, head.end


@pytest.mark.parametrize("filler", ["工作", "一是", "，", "“", "（一）", "2022年", "关于的通知", " ", "—", "各单位、"])
def test_a_huge_line_is_recognised(filler: str) -> None:
    text = "一、" + filler * (2_000_000 // len(filler)) + "。"
    (element,) = recognise(RawDocument((RawParagraph(text, 1),)), PHRASES).value.elements
    assert element.text == text
