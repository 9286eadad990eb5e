"""Layouts made for docxtpl: their names become ours, and those that nobody knows are told with the nearest right one."""

import pytest

from core.errors import BadTemplate
from core.result import Result
from core.word.learning.source import open_source, text_of
from core.word.learning.values import Learned
from core.workflows.layouts.learning import learn_bytes
from core.workflows.layouts.usage import load_usable
from tests.finished.report import CORE, HEAD, PLAIN_STYLES, SPACES, Look, package, paragraph
from tests.word_files import LAYOUT


def take_over(*lines: str, how: str = "direct") -> Result[Learned]:
    body = "".join(paragraph(line, Look("仿宋"), how) for line in lines)
    parts = {
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"{HEAD}<w:styles {SPACES}>{PLAIN_STYLES}</w:styles>",
        "docProps/core.xml": CORE,
    }
    return learn_bytes("模板.docx", package(parts))


def texts(taken: Result[Learned]) -> list[str]:
    return [text_of(node) for node in open_source(taken.value.layout).paragraphs]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("{{ title }}", "{{ 标题 }}"),
        ("{{Doc_Title}}", "{{ 标题 }}"),
        ("致：{{ addressee }}：", "致：{{ 主送机关 }}："),
        ("{{r signature }}", "{{ 署名 }}"),
        ("{{ date|default('无') }}", '{{ 成文日期|default("无") }}'),
        ("{% if cc %}抄送：{{ cc }}{% endif %}", "{% if 抄送 %}抄送：{{ 抄送 }}{% endif %}"),
        ("{{ 标题 }}", "{{ 标题 }}"),
    ],
)
def test_a_name_becomes_ours(theirs, ours):
    assert texts(take_over(theirs)) == [ours]


def test_a_tag_that_word_has_split_is_understood():
    assert texts(take_over("{{ signature }}，{{ date }}", how="short")) == ["{{ 署名 }}，{{ 成文日期 }}"]


def test_fields_of_a_loop_become_ours():
    taken = take_over("{%p for s in sections %}", "{{ s.number }}{{ s.heading }}", "{%p endfor %}")
    assert texts(taken) == ["{%p for s in 各部分 %}", "{{ s.序号 }}{{ s.标题 }}", "{%p endfor %}"]


def test_a_paragraph_that_was_a_text_is_shown_as_its_text():
    taken = take_over("{%p for p in paragraphs %}", "{{ p }}", "{%p endfor %}")
    assert texts(taken)[1] == "{{ p.文字 }}"


def test_a_loop_variable_is_no_name():
    taken = take_over("{% for title in paragraphs %}", "{{ title.text }}", "{% endfor %}")
    assert texts(taken)[0] == "{% for title in 各段 %}"
    assert texts(taken)[1] == "{{ title.文字 }}"


@pytest.mark.parametrize("tag", ["{% if loop.last %}", "{{ loop.index }}", "{% if not loop.first and p.text %}"])
def test_what_a_loop_knows_of_itself_is_no_field(tag):
    taken = take_over("{% for p in paragraphs %}", tag, *(["{% endif %}"] if "if" in tag else []), "{% endfor %}")
    assert "learn_name_unknown" not in [notice.code for notice in taken.notices]


@pytest.mark.parametrize("path", sorted(LAYOUT.parent.glob("*.docx")), ids=lambda path: path.stem)
def test_the_built_in_layouts_need_no_other_names(path):
    taken = learn_bytes(path.name, path.read_bytes())
    assert taken.notices == ()
    assert load_usable(taken.value.layout)


def test_what_was_mapped_is_told():
    notice = take_over("{{ title }}{{ date }}").notices[0]
    assert (notice.code, notice.parameters["names"]) == ("learn_names_mapped", "title→标题、date→成文日期")


def test_an_unknown_name_is_told_with_the_nearest_right_one():
    notice = next(notice for notice in take_over("{{ singature }}").notices if notice.code == "learn_name_unknown")
    assert notice.parameters["name"] == "singature"
    assert notice.parameters["near"].startswith("署名")


def test_a_layout_that_cannot_be_used_yet_is_told():
    assert take_over("{{ manager }}").notices[-1].code == "learn_not_usable_yet"


def test_a_mapped_layout_can_be_used():
    taken = take_over("{{ title }}", "{%p for p in paragraphs %}", "{{ p }}", "{%p endfor %}")
    assert load_usable(taken.value.layout)
    assert [notice.code for notice in taken.notices] == ["learn_names_mapped"]


def test_nobodys_name_is_in_a_layout_taken_over():
    assert "林立".encode() not in take_over("{{ title }}").value.layout


def test_a_torn_tag_is_refused_with_its_paragraph():
    with pytest.raises(BadTemplate) as refused:
        take_over("{{ title }}", "{{ date")
    assert refused.value.parameters["paragraph"] == "{{ date"
