"""Tags in running text, also as Chinese input methods type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadTemplate
from core.word.layouts.tags import LONGEST_TAG, MOST_REPORTED, check_balance, find_tags, plain_code

CODES = (
    ("标题", "标题"),
    ("　标题　", "标题"),
    ("段．类别 ＝＝ “正文”", '段.类别 == "正文"'),
    ("段.类别 == ‘正文’", '段.类别 == "正文"'),
    ("各项｜join（“、”）", '各项|join("、")'),
    ("各项|join（“，（）｜”）", '各项|join("，（）｜")'),
    ("a ＞ 1 and b ＜ 2", "a > 1 and b < 2"),
    ("a ！＝ ［1，2］", "a != [1,2]"),
    ("'他说\"好\"'", '"他说\\"好\\""'),
    ("a\n\tb", "a  b"),
)

FOUND = (
    ("无标记的文字", []),
    ("{ 单个括号 } 50%", []),
    ("{{ 标题 }}", [("variable", "标题", "")]),
    ("｛｛标题｝｝", [("variable", "标题", "")]),
    ("｛{标题}｝", [("variable", "标题", "")]),
    ("｛％ if 标题 ％｝", [("block", "if 标题", "")]),
    ("前{{ a }}中{% if b %}后", [("variable", "a", ""), ("block", "if b", "")]),
    ("{%p for a in b %}", [("block", "for a in b", "p")]),
    ("{%tr endfor %}", [("block", "endfor", "tr")]),
    ("{{r 标题 }}", [("variable", "标题", "r")]),
    ("{{ r }}", [("variable", "r", "")]),
    ("{{ p.标题 }}", [("variable", "p.标题", "")]),
    ("{%- if a -%}", [("block", "if a", "")]),
    ("{# 说明 #}", [("comment", "说明", "")]),
)

LOOSE = ("{{ 标题", "标题 }}", "{% if a", "｛｛ 标题 }", "{{ a }} 和 {{ b", "%} 开头", "{{ a %}")

UNBALANCED = (
    ("{% if a %}", "{% if a %}"),
    ("{% endif %}", "{% endif %}"),
    ("{% for a in b %}{% endif %}", "{% endif %}"),
    ("{% if a %}{% for b in c %}{% endif %}", "{% for b in c %}"),
    ("{% else %}", "{% else %}"),
    ("{% for a in b %}{% elif c %}{% endfor %}", "{% elif c %}"),
)


@pytest.mark.parametrize(("typed", "expected"), CODES)
def test_full_width_characters_of_a_tag_become_plain(typed: str, expected: str) -> None:
    assert plain_code(typed) == expected


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_tags_are_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(tag.kind, tag.code, tag.scope) for tag in find_tags(text)] == expected


@pytest.mark.parametrize("text", LOOSE)
def test_a_tag_that_is_not_closed_is_refused(text: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        find_tags(text)
    assert caught.value.code == "template_unclosed"
    assert caught.value.parameters["paragraph"] == text


def test_a_tag_longer_than_anybody_writes_is_refused() -> None:
    with pytest.raises(BadTemplate) as caught:
        find_tags("{{ " + "标" * (LONGEST_TAG + 1) + " }}")
    assert caught.value.code == "template_syntax"


@given(st.text("字 {}", max_size=20).filter(lambda text: "{{" not in text and "}}" not in text))
def test_a_tag_quotes_what_stands_between_its_offsets(text: str) -> None:
    whole = f"{text.rstrip('{')}{{{{ 标题 }}}}{text.lstrip('}')}"
    (tag,) = find_tags(whole)
    assert whole[tag.start : tag.end] == "{{ 标题 }}"


@pytest.mark.parametrize(("text", "blamed"), UNBALANCED)
def test_a_tag_without_its_partner_is_named(text: str, blamed: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        check_balance(find_tags(text))
    assert (caught.value.code, caught.value.parameters["tag"]) == ("template_unbalanced", blamed)


def gathered(text: str) -> list[tuple[str, str]]:
    """Codes and tags of all faults of a text."""
    found: list[BadTemplate] = []
    check_balance(find_tags(text, 1, found.append), found.append)
    return [(fault.code, fault.parameters["tag"]) for fault in found]


ALL_FAULTS = (
    ("{{ a }", [("template_unclosed", "{{ a }")]),
    ("{{ a }和{{ b }", [("template_unclosed", "{{ a }和{{ b }"), ("template_unclosed", "{{ b }")]),
    ("{% if a }}是{% endif %}", [("template_unclosed", "{% if a }}是{% endif %}"), ("template_unbalanced", "{% endif %}")]),
    ("{% endif %}{% endfor %}", [("template_unbalanced", "{% endif %}"), ("template_unbalanced", "{% endfor %}")]),
    ("{% if a %}{% for b in c %}{% endif %}{% else %}", [("template_unbalanced", "{% for b in c %}"), ("template_unbalanced", "{% else %}")]),
    ("{% if a %}{% if b %}", [("template_unbalanced", "{% if b %}"), ("template_unbalanced", "{% if a %}")]),
    ("{% macro a() %}{% endmacro %}", [("template_forbidden", "{% macro a() %}"), ("template_forbidden", "{% endmacro %}")]),
    ("{% for a in b %}{{ a }}{% endfor %}", []),
)  # fmt: skip


@pytest.mark.parametrize(("text", "faults"), ALL_FAULTS)
def test_all_faults_can_be_gathered(text: str, faults: list[tuple[str, str]]) -> None:
    assert gathered(text) == faults


def test_a_paragraph_of_brackets_is_not_told_bracket_by_bracket() -> None:
    assert len(gathered("{{ " * 1000)) == MOST_REPORTED


def test_a_fault_says_which_paragraph_it_is() -> None:
    with pytest.raises(BadTemplate) as caught:
        find_tags("{{ 标题", 7)
    assert caught.value.parameters["number"] == "7"


def test_a_tag_far_back_in_its_paragraph_is_quoted_with_it() -> None:
    with pytest.raises(BadTemplate) as caught:
        find_tags("甲" * 200 + "{{ 标题")
    assert caught.value.parameters["paragraph"] == "…" + "甲" * 10 + "{{ 标题"


def test_tags_of_one_statement_are_grouped() -> None:
    tags = find_tags("{% for a in b %}{% if c %}1{% elif d %}2{% else %}3{% endif %}{% endfor %}")
    groups = check_balance(tags)
    assert [[tag.word for tag in group] for group in groups] == [["if", "elif", "else", "endif"], ["for", "endfor"]]


def test_nesting_deeper_than_a_layout_needs_is_refused() -> None:
    with pytest.raises(BadTemplate) as caught:
        check_balance(find_tags("{% if a %}" * 30 + "{% endif %}" * 30))
    assert caught.value.code == "template_too_deep"


def test_a_long_paragraph_is_quoted_shortened() -> None:
    (tag,) = find_tags("长" * 100 + "{{ a }}")
    assert len(tag.error("template_syntax").parameters["paragraph"]) <= 40
