"""Layouts made to harm: they end in one sentence, quickly and without the memory they ask for."""

import io
import zipfile

import pytest

from core.errors import BadTemplate
from core.word.layouts.file import LARGEST_LAYOUT, Items
from core.word.layouts.parts import MOST_PARAGRAPHS
from core.word.layouts.tags import MOST_TAGS
from core.word.layouts.templating import load_layout
from tests.layouts.markup import HEAD, NAMES
from tests.word_files import compiled, layout_file, p, texts

DOCUMENT = f"{HEAD}<w:document {NAMES}><w:body>{{}}</w:body></w:document>"


def refusal(data: bytes) -> str:
    """The code of the complaint about a layout."""
    with pytest.raises(BadTemplate) as caught:
        load_layout(data)
    return caught.value.code


def packed(**parts: bytes) -> bytes:
    """A zip file of any parts, squeezed as hard as possible."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return target.getvalue()


def test_a_hundred_megabytes_of_blanks_in_a_small_zip() -> None:
    assert refusal(packed(word__document_xml=b" " * 100_000_000, word__styles_xml=b"<a/>")) == "template_not_word"


def test_thousands_of_parts() -> None:
    assert refusal(packed(**{f"part{number}": b"" for number in range(3000)})) == "template_not_word"


def test_more_than_a_layout_weighs() -> None:
    data = layout_file(p("甲"), word__media__picture="x" * (LARGEST_LAYOUT + 1))
    assert refusal(data) == "template_heavy"


def test_more_paragraphs_than_a_layout_has() -> None:
    assert refusal(layout_file("<w:p/>" * (MOST_PARAGRAPHS + 1))) == "template_heavy"


def test_more_tags_than_a_layout_has() -> None:
    assert refusal(layout_file(*[p("{{ 标题 }}")] * (MOST_TAGS + 1))) == "template_too_deep"


def test_loops_in_loops_in_loops() -> None:
    body = [p("{% for 甲 in 各段 %}")] * 20 + [p("{% endfor %}")] * 20
    assert refusal(layout_file(*body)) == "template_too_deep"


def test_xml_nested_without_end() -> None:
    deep = "<w:r>" * 5000 + "</w:r>" * 5000
    assert refusal(layout_file(word__document_xml=DOCUMENT.format(f"<w:p>{deep}</w:p>"))) == "template_not_word"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE d SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    ],
    ids=["bomb", "external type", "external entity"],
)
def test_entities(head: str) -> None:
    document = DOCUMENT.format(p("甲")).replace(HEAD, head)
    assert refusal(layout_file(word__document_xml=document)) == "template_not_word"


@pytest.mark.parametrize(
    "inner",
    ["{% for b in a %}{% for c in a %}{% endfor %}{% endfor %}", "{{ 长 }}", "{% set d = 长 ~ 长 ~ 长 %}"],
    ids=["turns", "output", "work"],
)
def test_a_layout_that_does_not_end(inner: str) -> None:
    layout = compiled(p("{% for a in 各段 %}" + inner.replace(" in a ", " in 各段 ") + "{% endfor %}"))
    with pytest.raises(BadTemplate) as caught:
        layout.render({"各段": Items(range(400)), "长": "长" * 300_000})
    assert caught.value.code in ("template_endless", "template_too_large")


def test_a_loop_over_a_text_is_paid_by_the_character() -> None:
    layout = compiled(p("{% for 字 in 长 %}{% endfor %}"))
    with pytest.raises(BadTemplate) as caught:
        layout.render({"长": "长" * 300_000})
    assert caught.value.code == "template_endless"


def test_a_report_of_a_thousand_paragraphs_is_within_the_limits() -> None:
    layout = compiled(p("{% for 段 in 各段 %}"), p("{{ 段 }}"), p("{% endfor %}"))
    shown = texts(layout.render({"各段": Items(["字" * 2000] * 1000)}))
    assert len(shown) == 1000


DOUBLED = "{% set 文 = 'ab' %}" + "{% set 文 = 文 ~ 文 %}" * 18
IN_LOOPS = "".join("{% for " + name + " in 各段 %}" for name in "甲乙丙丁"), "{% endfor %}" * 4


@pytest.mark.parametrize(
    "inner",
    [
        "{% if 'ba' in 文 %}{% endif %}",
        "{% if 'x' is in 文 %}{% endif %}",
        "{% if 文 == 文 %}{% endif %}",
        "{% if 文 is eq 文 %}{% endif %}",
        "{% if 1 &lt; 2 and 文 not in 文 %}{% endif %}",
        "{{ 文|replace('xy', '') and '' }}",
    ],
)
def test_comparing_and_searching_is_paid_by_the_character(inner: str) -> None:
    layout = compiled(p(DOUBLED + IN_LOOPS[0] + inner + IN_LOOPS[1]))
    with pytest.raises(BadTemplate) as caught:
        layout.render({"各段": Items(range(20))})
    assert caught.value.code == "template_endless"


def test_comparing_lists_is_paid_by_all_they_hold() -> None:
    layout = compiled(p(IN_LOOPS[0] + "{% if 各段 == 各段 %}{% endif %}" + IN_LOOPS[1]))
    with pytest.raises(BadTemplate, match="template_endless"):
        layout.render({"各段": Items([Items(["字" * 1000])] * 20)})


@pytest.mark.parametrize(
    "inner",
    [
        "{% set 戊 = 甲 %}" * 150,
        pytest.param(("{% if 甲 %}" + "{{ 甲|abs }}" * 9 + "{% endif %}") * 150, marks=pytest.mark.torture),
        "{{ ''|trim }}" * 150,
        "{% if 甲 is odd %}{% endif %}" * 150,
    ],
    ids=["assignment", "branch", "filter", "test"],
)
def test_all_that_stands_in_a_loop_is_paid_for_each_turn(inner: str) -> None:
    layout = compiled(p("{% for 甲 in 各段 %}" + inner + "{% endfor %}"))
    with pytest.raises(BadTemplate, match="template_endless"):
        layout.render({"各段": Items(range(1, 20_000))})


def test_only_one_branch_is_paid_for() -> None:
    branches = "{% if 甲 == 0 %}" + "".join("{% elif 甲 == -1 %}" + "{{ 甲 }}" * 40 for _ in range(20))
    layout = compiled(p("{% for 甲 in 各段 %}" + branches + "{% endif %}{% endfor %}"), p("完"))
    assert texts(layout.render({"各段": Items(range(3000))})) == ["完"]


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% for %}", "{{ 标题 }}", "｛｛x｝｝", "\x04x\x05", "{#", "\x0e1\x0f"])
def test_tags_in_a_value_are_text(text: str) -> None:
    shown = texts(compiled(p("{{ 标题 }}")).render({"标题": text}))
    assert shown == ["".join(character for character in text if character >= " ")]
