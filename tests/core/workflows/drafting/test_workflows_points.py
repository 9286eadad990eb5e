"""Points of a paragraph, for the outline."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.elements import Element, Role
from core.workflows.drafting.points import points_of


def found(element):
    return [
        (point.ordinal, point.heading, element.content[point.span.start : point.span.end])
        for point in points_of(element)
    ]


@pytest.mark.parametrize(
    ("prefix", "content", "expected"),
    [
        (
            "",
            "成效明显。一是修好道路。投工9次。二是办好学校。招生48名。",
            [("一是", "修好道路", "一是修好道路。投工9次。"), ("二是", "办好学校", "二是办好学校。招生48名。")],
        ),
        ("　　二是", "办好学校。招生48名。", [("二是", "办好学校", "办好学校。招生48名。")]),
        ("", "没有分项。", []),
        ("", "", []),
    ],
)
def test_points_inside_a_paragraph(prefix, content, expected):
    assert found(Element("e1", Role.BODY, content, prefix)) == expected


def test_a_point_with_another_number_is_one_point():
    element = Element("e1", Role.POINT, "办好学校。招生48名。", "1.", heading_length=5, run_in=True)
    assert found(element) == [("1.", "办好学校", "办好学校。招生48名。")]


@pytest.mark.parametrize("role", [Role.TITLE, Role.SIGNATURE, Role.ISSUE_DATE, Role.ATTACHMENT])
def test_other_elements_have_none(role):
    assert not points_of(Element("e1", role, "一是修路。二是办学。"))


@given(
    st.lists(st.sampled_from(["一是", "二是", "三是", "修路。", "48次", "；", "　", "第一，"]), max_size=12),
    st.booleans(),
)
def test_points_follow_one_another_inside_the_content(pieces, is_point):
    element = Element("e1", Role.POINT if is_point else Role.BODY, "".join(pieces), "一是" if is_point else "")
    spans = [point.span for point in points_of(element)]
    assert all(0 <= span.start <= span.end <= len(element.content) for span in spans)
    assert all(first.end == second.start for first, second in itertools.pairwise(spans))
