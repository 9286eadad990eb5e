"""Phrases: Jinja as clerks write it, and what strangers may not do with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadTemplate
from core.word.layouts.file import Fields, Items
from core.word.layouts.templating import render_text

VALUES = {
    "年份": 2023,
    "单位": "青禾县档案馆",
    "特别": 'A&B <c> "d" &amp;',
    "空": "",
    "各项": Items([Fields({"名": "甲", "数": 1}), Fields({"名": "乙", "数": 2}), Fields({"名": "丙", "数": 3})]),
}

GOOD = (
    ("{{ 年份 }}年{{ 单位 }}工作总结", "2023年青禾县档案馆工作总结"),
    ("｛｛ 年份 ｝｝年", "2023年"),
    ("｛％ if 年份 ＞ 2000 ％｝是｛％ endif ％｝", "是"),
    ("{{ 特别 }}", 'A&B <c> "d" &amp;'),
    ("文中 &amp; <b> 照旧", "文中 &amp; <b> 照旧"),
    ("第一行\n第二行\n", "第一行\n第二行\n"),
    ("{{ -年份 }}{{- 年份 -}}", "-20232023"),
    ("{% set 差 = -3 %}{{ 差 }}", "-3"),
    ("{{ 年份 - 1 }}年到{{ 年份 + 1 }}年", "2022年到2024年"),
    (
        "{% for 项 in 各项 %}{{ loop.index }}.{{ 项.名 }}{% if not loop.last %}、{% endif %}{% endfor %}",
        "1.甲、2.乙、3.丙",
    ),
    ("{% for 项 in 各项 if 项.数 > 1 %}{{ 项.名 }}{% endfor %}", "乙丙"),
    ("{% for 项 in 空 %}有{% else %}无{% endfor %}", "无"),
    ("{{ 各项[0].名 }}{{ 各项[-1]['名'] }}", "甲丙"),
    ("{{ 各项|length }}项", "3项"),
    ("{{ 没有|default（“未定”） }}", "未定"),
    ("{% if 没有 is defined %}有{% else %}无{% endif %}", "无"),
    ("{% set 简称 = 单位[:3] %}{{ 简称 }}", "青禾县"),
    ("{{ 单位 ~ '（' ~ 年份 ~ '）' }}", "青禾县档案馆（2023）"),
    ("{{ 单位 + '文件' }}", "青禾县档案馆文件"),
    ("{{ 单位|replace('县', '市') }}", "青禾市档案馆"),
    ("{{ '有' if 单位 else '无' }}", "有"),
    ("{% if 单位 in ['青禾县档案馆', '别处'] %}对{% endif %}", "对"),
    ("{{ 单位|trim|upper }}", "青禾县档案馆"),
    ("{% set 字 = '甲乙' %}{{ 字|join('、') }}", "甲、乙"),
    ("{# 说明不出现 #}正文", "正文"),
    ("", ""),
)

FORBIDDEN = (
    "{% for 项 in 各项 %}{{ loop }}{% endfor %}",
    "{% for 项 in 各项 %}{% set 圈 = loop %}{% endfor %}",
    "{{ 年份|weighed(-9) }}",
    "{{ 年份|taken(-9) }}",
    "{{ 各项|counted(-9) }}",
    "{{ '%s' % 1 }}",
    "{{ 2 ** 9 }}",
    "{{ 年份 * 2 }}",
    "{{ 单位.upper() }}",
    "{{ ''.join(各项) }}",
    "{{ range(3) }}",
    "{{ 单位|safe }}",
    "{{ 单位|center(10**9) }}",
    "{{ 单位|center(1000000000) }}",
    "{{ 单位|format }}",
    "{{ [单位, 单位] }}",
    "{{ (单位, 单位) }}",
    "{{ [[1], [2]] }}",
    "{{ {'a': 1} }}",
    "{{ self }}",
    "{{ '\\x0e' }}",
    "{{ 单位 is divisibleby 3 }}",
    "{% macro a() %}{% endmacro %}",
    "{% include 'a' %}",
    "{% import 'a' as b %}",
    "{% extends 'a' %}",
    "{% raw %}{% endraw %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% filter upper %}{% endfilter %}",
    "{% block a %}{% endblock %}",
    "{% for 项 in 各项 recursive %}{{ 项.名 }}{% endfor %}",
)

WRONG = (
    "{{ }}",
    "{{ 单位 单位 }}",
    "{{ 1 + '2' }}",
    "{{ 各项 }}",
    "{{ 各项 ~ '' }}",
    "{{ 各项[0] }}",
    "{% for 项 in 年份 %}{% endfor %}",
    "{{ " + "(" * 240 + "1" + ")" * 240 + " }}",
    "{{ '没有结束 }}",
)

UNKNOWN = (
    ("{{ 年分 }}", "年分", "年份"),
    ("{% if 1 > 2 %}{{ 单未 }}{% endif %}", "单未", "单位"),
    ("{% for 项 in 各项 %}{{ 项.各 }}{% endfor %}", "各", "各项"),
    ("{{ 单位.__class__ }}", "__class__", "单位"),
    ("{{ 单位.upper }}", "upper", "单位"),
    ("{{ 各项[7] }}", "7", "年份"),
    ("{{ 各项[0].items }}", "items", "单位"),
)

ENDLESS = (
    "{% set a = '长长长长' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "{% set a = '长长长长' %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
    "{% set a = '长长' %}" + "{% set a = a|replace('长', a) %}" * 9,
    "{% set a = '长长长长长长长长' %}" + "{% set a = a|join(a) %}" * 12,
    "{% set a = '" + "长" * 99 + "' %}" + "{% for x in a %}" * 5 + "{% endfor %}" * 5,
    "{% set a = '" + "长" * 99 + "' %}" + "{% for x in a %}" * 5 + "{{ a }}" + "{% endfor %}" * 5,
    "{% set a = '" + "长" * 99 + "' %}" + "{% for x in a %}" * 5 + "{% endfor %}" * 5,
)


@pytest.mark.parametrize(("template", "expected"), GOOD)
def test_a_phrase_is_filled_in(template: str, expected: str) -> None:
    assert render_text(template, VALUES) == expected


@pytest.mark.parametrize("template", FORBIDDEN)
def test_what_could_run_or_grow_is_forbidden(template: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        render_text(template, VALUES)
    assert caught.value.code == "template_forbidden"


@pytest.mark.parametrize("template", WRONG)
def test_a_wrong_tag_is_named(template: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        render_text(template, VALUES)
    assert caught.value.code == "template_syntax"
    assert caught.value.parameters["tag"].startswith(template[:6])


@pytest.mark.parametrize(("template", "name", "near"), UNKNOWN)
def test_an_unknown_name_is_told_with_its_neighbours(template: str, name: str, near: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        render_text(template, VALUES)
    assert (caught.value.code, caught.value.parameters["name"]) == ("template_unknown_name", name)
    assert near in caught.value.parameters["near"]


@pytest.mark.parametrize("template", ENDLESS, ids=["concat", "plus", "replace", "join", "loops", "output", "filtered"])
def test_a_bomb_stops_within_its_limits(template: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        render_text(template, VALUES)
    assert caught.value.code in ("template_endless", "template_too_large")


def test_output_is_limited_even_when_the_turns_are_not_spent() -> None:
    values = {"长文": "长" * 900_000, "各项": Items(range(60))}
    with pytest.raises(BadTemplate) as caught:
        render_text("{% for 项 in 各项 %}{{ 长文 }}{% endfor %}", values)
    assert caught.value.code == "template_too_large"


def test_the_failing_tag_of_many_is_the_one_named() -> None:
    with pytest.raises(BadTemplate) as caught:
        render_text("第一段{{ 单位 }}\n第二段{{ 年份 + 单位 }}\n第三段{{ 单位 }}", VALUES)
    assert caught.value.parameters == {"tag": "{{ 年份 + 单位 }}", "paragraph": "第二段{{ 年份 + 单位 }}"}


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"])))
def test_a_value_comes_out_as_it_went_in(value: str) -> None:
    assert render_text("{{ 值 }}", {"值": value}) == value


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="{}｛｝")))
def test_text_without_tags_stays_as_it_is(text: str) -> None:
    assert render_text(text, {}) == text


@given(st.text("{}%#｛｝％ 单位年a\n'“”（）|.[]", max_size=30))
def test_any_template_gives_text_or_a_complaint(template: str) -> None:
    assert outcome(template) in ("text", "complaint")


def outcome(template: str) -> str:
    """Anything but a text or a complaint goes through to the test."""
    try:
        return "text" if isinstance(render_text(template, VALUES), str) else "something else"
    except BadTemplate:
        return "complaint"
