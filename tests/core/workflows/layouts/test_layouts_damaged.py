"""Layouts damaged at random: each is either used or refused with a sentence, and 检查版式 says the same.

The built-in layouts with tags and pieces of XML taken out, doubled, exchanged and cut; the same cases every time.
"""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import BadTemplate
from core.word.writing.document import write_word
from core.workflows.layouts.check import LayoutSeverity, check_layout, is_usable, message
from core.workflows.layouts.files import layouts
from core.workflows.layouts.usage import load_usable
from tests.altered import packed, parts_of
from tests.builders import make_draft

DRAFT = make_draft("title |总结\nh1 一、|甲\nh2 （一）|乙。‖丙\nbody |好。\nsignature |某馆\nissue_date |2023年1月1日")
BASES = {name: parts_of(path.read_bytes()) for name, path in layouts().items()}
PIECE = re.compile(r"\{[{%].*?[%}]\}|<[^>]+>")
PARAGRAPH = re.compile(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", re.DOTALL)
WRITTEN = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "｛",
        "｝",
        "{#",
        "|",
        "~",
        "'",
        "(",
        "[0]",
        "{% if 标题 %}",
        "{% endif %}",
        "{% else %}",
    ),
    *(
        "{% for 段 in 各段 %}",
        "{% endfor %}",
        "{{ 段.正文 }}",
        "{{ loop.index }}",
        "{% set 甲 = 标题 %}",
        "{%p endif %}",
    ),
    *(
        "{{ 各段 }}",
        "{{ 各段[0] }}",
        "{{ 标题|join }}",
        "{{ 标题|replace('a') }}",
        "{{ 各段|length - 'x' }}",
        "{% elif 1 %}",
    ),
    *(
        "{{ 1/0 }}",
        "{% raw %}",
        "{{ 标题 is in 各段 }}",
        "{{ -各段 }}",
        "{% for 甲, 乙 in 各段 %}",
        "\x02",
        "&lt;",
        "<w:t>",
    ),
)
NAMES = ("word/document.xml", "word/document.xml", "word/document.xml", "word/styles.xml", "word/footer1.xml")
OTHERS = ("word/fontTable.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "word/settings.xml")

Damage = Callable[[str, re.Match[str], re.Match[str], str], str]
DAMAGES: tuple[Damage, ...] = (
    lambda text, at, _other, _new: text[: at.start()] + text[at.end() :],
    lambda text, at, _other, _new: text[: at.end()] + at.group() + text[at.end() :],
    lambda text, at, other, _new: text[: at.start()] + other.group() + text[at.end() :],
    lambda text, at, _other, _new: text[: at.start() + 2] + text[at.start() + 3 :],
    lambda text, at, _other, new: text[: at.start()] + new + text[at.start() :],
    lambda text, at, _other, new: text[: at.start() + 2] + new + text[at.start() + 2 :],
    lambda text, at, other, _new: text[: min(at.start(), other.start())] + text[max(at.start(), other.start()) :],
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A built-in layout with some damage."""
    parts = dict(BASES[draw(st.sampled_from(sorted(BASES)))])
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from((*NAMES, *OTHERS)))
        text = parts.get(name, b"").decode("utf-8", "replace")
        pieces = list((PARAGRAPH if draw(st.booleans()) and name.endswith("document.xml") else PIECE).finditer(text))
        if pieces:
            at, other = (pieces[draw(st.integers(0, len(pieces) - 1))] for _ in range(2))
            parts[name] = draw(st.sampled_from(DAMAGES))(text, at, other, draw(st.sampled_from(WRITTEN))).encode()
    return packed(parts)


def use(data: bytes) -> str:
    """Load the layout and write the draft in it; the code of the refusal to load it, else empty."""
    try:
        layout = load_usable(data)
    except BadTemplate as refusal:
        return refusal.code
    with suppress(BadTemplate):
        write_word(DRAFT, layout, True, "k")
    return ""


LAWS = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@LAWS
@given(damaged())
def test_a_damaged_layout_is_used_or_refused_and_the_check_agrees(data: bytes) -> None:
    refusal = use(data)
    findings = check_layout(data, ("宋体",))
    assert is_usable(findings) == (not refusal)
    assert all(message(finding).endswith("。") for finding in findings)


@pytest.mark.parametrize("name", BASES)
def test_every_control_tag_matters(name: str) -> None:
    text = BASES[name]["word/document.xml"].decode()
    controls = [found for found in PIECE.finditer(text) if found.group().startswith(("{% end", "{% for", "{% if"))]
    for found in (controls[0], controls[len(controls) // 2], controls[-1]):
        cut = (text[: found.start()] + text[found.end() :]).encode()
        findings = check_layout(packed({**BASES[name], "word/document.xml": cut}))
        assert LayoutSeverity.ERROR in [finding.severity for finding in findings], found.group()
