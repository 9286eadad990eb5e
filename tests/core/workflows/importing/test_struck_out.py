"""Struck-out words of a Word file: they stay, take part in nothing, and come out struck out."""

import io
import zipfile

import pytest

from core.editing.text.search import SearchQuery, find_hits
from core.model.blocks import STRUCK, Emphasis
from core.model.draft import Draft
from core.model.elements import Element, Role
from core.word.writing.document import write_word
from core.workflows.checking.text_checks import TextChecker
from core.workflows.drafting.lengths import length_of
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import recognise_report
from tests.builders_docx import docx, p, r
from tests.word_files import usual_layout

CROSSED = "<w:strike/>"
TITLE = p("青禾县2023年工作总结", '<w:jc w:val="center"/>')


def drafted(*blocks: str) -> Draft:
    return draft_of(recognise_report("去年.docx", docx(TITLE, *blocks)).value.document)


def with_figures() -> Draft:
    return drafted(p(r("全县完成投资") + r("500", CROSSED) + r("600万元，同比增长8.5%。")))


def test_a_struck_out_figure_is_part_of_no_fact() -> None:
    found = {fact.text: fact.label for fact in with_figures().facts if fact.element_id == "e2"}
    assert found == {"600": "完成投资（万元）", "8.5": "投资同比增长（%）"}


def test_offsets_of_facts_are_those_of_the_real_text() -> None:
    draft = with_figures()
    contents = {element.id: element.content for element in draft.elements}
    assert all(contents[fact.element_id][fact.start : fact.end] == fact.text for fact in draft.facts)


def test_search_and_counts_pass_over_them() -> None:
    draft = with_figures()
    assert find_hits(draft, SearchQuery("500")) == ()
    assert [hit.place.span.start for hit in find_hits(draft, SearchQuery("600"))] == [9]
    plain = drafted(p("全县完成投资600万元，同比增长8.5%。"))
    assert length_of(draft, ("e2",)) == length_of(plain, ("e2",))


@pytest.mark.parametrize(("struck", "count"), [(False, 1), (True, 0)])
def test_checks_pass_over_them(struck: bool, count: int) -> None:
    text = "各部门要再接再励，抓好落实。"
    start = text.index("再接再励")
    emphasis = (Emphasis(start, start + 4, (STRUCK,)),) if struck else ()
    assert len(TextChecker().check([Element("e1", Role.BODY, text, emphasis=emphasis)])) == count


def test_they_come_out_struck_out() -> None:
    data = write_word(with_figures(), usual_layout(), False, "k1").value
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    (run,) = [each for each in xml.split("<w:r>") if ">500<" in each]
    assert "<w:strike/>" in run
    assert xml.count("<w:strike/>") == 1


def test_a_line_struck_out_as_a_whole_is_no_heading_and_renumbers_nothing() -> None:
    draft = drafted(p("一、总体情况"), p(r("二、旧章节", CROSSED)), p("二、下步打算"), p("继续推进。"))
    shown = [(element.role, element.text) for element in draft.elements[1:]]
    assert shown[:3] == [(Role.HEADING, "一、总体情况"), (Role.BODY, "二、旧章节"), (Role.HEADING, "二、下步打算")]
