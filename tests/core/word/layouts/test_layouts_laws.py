"""What holds of layouts however they were typed: torn tags, full-width brackets, any mixture of right and wrong ones."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadTemplate
from core.word.layouts.file import Fields, Items, layout_parts
from core.word.layouts.tags import find_tags, plain_code
from core.word.unit_style.findings import LayoutFinding, LayoutSeverity
from core.word.unit_style.lost_styles import BuiltInStyles
from core.word.unit_style.mending import mend
from core.workflows.layouts.check import check_layout, is_in_order, is_usable, load_usable, message, shape_of
from tests.word_files import compiled, layout_file, p, texts

VALUES: dict[str, Any] = {
    "标题": "关于档案工作的总结",
    "署名": "青禾县档案馆",
    "各段": Items([Fields({"文字": "第一段。", "类别": "正文"}), Fields({"文字": "第二段。", "类别": "署名"})]),
}
LOOP = ("{% for 段 in 各段 %}", "{{ 段.文字 }}", "{% endfor %}")
LINES = (
    "题目：{{ 标题 }}，",
    "{{标题}}和{{ 署名 }}",
    "{% if 署名 %}署名：{{ 署名 }}{% endif %}",
    "{{ 署名 if 标题 else '无' }}",
    "{% for 段 in 各段 %}{{ 段.文字 }}{% endfor %}",
    "{# 说明 #}没有标签",
    "{{ 标题|length }}字",
)
GOOD = ("{{ 标题 }}", "{{ 署名 }}", "{% if 署名 %}{{ 署名 }}{% endif %}", "便函专用", "")
BAD = (
    "{{ 题目 }}",
    "{{ 标题",
    "标题 }}",
    "{% if 署名 %}",
    "{% endif %}",
    "{% 打印 %}",
    "{{ 标题 + }}",
    "{{ 段.正文 }}",
    "{% include 'x' %}",
    "{{ 标题.__class__ }}",
    "{% for 段 in %}",
)


def cut(text: str, places: list[int]) -> list[str]:
    """The text in pieces."""
    edges = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [text[start:end] for start, end in itertools.pairwise(edges)]


def rendered(*body: str) -> list[str]:
    """What a layout of these paragraphs prints."""
    return texts(compiled(*body).render(VALUES))


# Tags as Word tears them and as clerks type them


@settings(max_examples=20)
@given(st.sampled_from(LINES), st.lists(st.integers(0, 60), max_size=8))
def test_a_tag_torn_anywhere_prints_what_it_prints_whole(line: str, places: list[int]) -> None:
    assert rendered(p(*cut(line, places))) == rendered(p(line))


@settings(max_examples=12)
@given(st.sampled_from(LINES), st.lists(st.booleans(), min_size=40, max_size=40))
def test_full_width_brackets_print_what_plain_ones_print(line: str, wide: list[bool]) -> None:
    chosen = iter(wide)
    signs = {"{": "｛", "}": "｝", "%": "％", "#": "＃"}
    typed = "".join(signs[sign] if sign in signs and next(chosen) else sign for sign in line)
    assert rendered(p(typed)) == rendered(p(line))


@pytest.mark.parametrize("blanks", ["", " ", "   ", "\u3000", "\t"])
def test_blanks_inside_a_tag_count_nothing(blanks: str) -> None:
    assert rendered(p(f"{{{{{blanks}标题{blanks}}}}}")) == [VALUES["标题"]]


@given(st.text("标题段.+-*/，。（）＝“”'\"", max_size=20))
def test_making_code_plain_twice_is_making_it_plain_once(code: str) -> None:
    once = plain_code(code)
    if '"' not in once:  # text between quotes is let be, whatever stands in it
        assert plain_code(once) == once


@given(st.lists(st.sampled_from(("{{ 标题 }}", "{% if 署名 %}", "文字", "{# 说明 #}", "，")), max_size=8))
def test_tags_are_found_in_order_and_hold_what_was_typed(pieces: list[str]) -> None:
    text = "".join(pieces)
    tags = find_tags(text)
    assert [text[tag.start : tag.end] for tag in tags] == [piece for piece in pieces if piece[0] == "{"]


# Checking

BODIES = st.lists(st.sampled_from((*GOOD, *GOOD, *GOOD, *BAD)), max_size=4).flatmap(
    lambda lines: st.integers(0, len(lines)).map(lambda at: [*lines[:at], *LOOP, *lines[at:]])
)


def can_be_used(data: bytes) -> bool:
    """Whether a layout may be written in."""
    try:
        return bool(load_usable(data))
    except BadTemplate:
        return False


@settings(max_examples=8)
@given(BODIES)
def test_there_is_an_error_exactly_when_a_layout_cannot_be_used(body: list[str]) -> None:
    data = layout_file(*map(p, body))
    assert is_usable(check_layout(data)) is can_be_used(data)


@pytest.mark.parametrize("line", [*GOOD, *BAD])
def test_a_layout_with_a_wrong_line_is_refused_and_told(line: str) -> None:
    data = layout_file(p(line), *map(p, LOOP))
    assert is_usable(check_layout(data)) is can_be_used(data) is (line in GOOD)


@settings(max_examples=6)
@given(BODIES)
def test_what_is_found_is_quoted_from_the_paragraph_it_stands_in(body: list[str]) -> None:
    for found in check_layout(layout_file(*map(p, body))):
        assert not found.number or found.paragraph.strip("…") in body[found.number - 1]
        assert found.tag.strip("…") in found.paragraph or not found.number


@settings(max_examples=6)
@given(BODIES)
def test_what_is_worst_comes_first_and_everything_has_a_sentence(body: list[str]) -> None:
    found = check_layout(layout_file(*map(p, body)))
    ranks = [list(LayoutSeverity).index(each.severity) for each in found]
    assert ranks == sorted(ranks)
    assert all(message(each).endswith("。") for each in found)


@settings(max_examples=4)
@given(BODIES, st.sampled_from(BAD))
def test_one_more_fault_hides_none_of_the_others(body: list[str], more: str) -> None:
    wrong = {each.tag for each in check_layout(layout_file(*map(p, body))) if each.code == "layout_no_such_name"}
    both = {each.tag for each in check_layout(layout_file(*map(p, body), p(more)))}
    assert wrong <= both


# Mending

TORN = (
    ("{{ 标", "题 }}"),
    ("｛｛ 署名 ｝｝",),
    ("{{ 标提 }}",),
    ("{% i", "f 署名 %}{{ 署名 }}{% end", "if %}"),
    ("便函",),
)


STANDARD = BuiltInStyles(())


def torn(lines: list[tuple[str, ...]]) -> bytes:
    """A layout with these lines before the text."""
    return layout_file(*(p(*line) for line in lines), *map(p, LOOP))


@settings(max_examples=5)
@given(st.lists(st.sampled_from(TORN), max_size=4))
def test_after_mending_nothing_is_left_to_mend(lines: list[tuple[str, ...]]) -> None:
    data = torn(lines)
    whole = mend(layout_parts(data), check_layout(data), STANDARD)
    assert [each for each in check_layout(whole) if each.mend] == []


@settings(max_examples=5)
@given(st.lists(st.sampled_from([line for line in TORN if "标提" not in line[0]]), max_size=4))
def test_mending_changes_nothing_that_is_printed(lines: list[tuple[str, ...]]) -> None:
    data = torn(lines)
    whole = mend(layout_parts(data), check_layout(data), STANDARD)
    assert texts(load_usable(whole).render(full())) == texts(load_usable(data).render(full()))


def full() -> dict[str, Any]:
    """A value for every name."""
    return VALUES


def test_mending_nothing_leaves_every_part_as_it_is() -> None:
    data = torn([])
    assert layout_parts(mend(layout_parts(data), check_layout(data), STANDARD)) == layout_parts(data)


@pytest.mark.parametrize(
    ("severities", "usable", "in_order"),
    [
        ((), True, True),
        ((LayoutSeverity.HINT,), True, True),
        ((LayoutSeverity.HINT, LayoutSeverity.WARNING), True, False),
        ((LayoutSeverity.ERROR, LayoutSeverity.HINT), False, False),
    ],
)
def test_only_errors_keep_a_layout_from_use_and_hints_are_in_order(
    severities: tuple[LayoutSeverity, ...], usable: bool, in_order: bool
) -> None:
    found = [LayoutFinding("layout_split", severity) for severity in severities]
    assert (is_usable(found), is_in_order(found)) == (usable, in_order)


@settings(max_examples=5)
@given(st.lists(st.sampled_from(BAD), max_size=3))
def test_findings_as_plain_data_say_what_the_findings_say(lines: list[str]) -> None:
    found = check_layout(layout_file(*map(p, (*lines, *LOOP))))
    told = shape_of(found)
    assert [(each["code"], each["place"]) for each in told] == [(each.code, each.place) for each in found]
