"""Words of headers and footers, and pages of contents, of a Word file come out again."""

import io
import zipfile
from dataclasses import replace

from core.model.draft import Basis, Draft
from core.model.elements import Role
from core.word.reading.document import read_word
from core.word.writing.document import write_word
from core.workflows.checking.consistency import objects_to_check, readiness_of
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import recognise_report
from tests.builders_docx import RELATION, docx, p
from tests.word_files import usual_layout

TITLE = p("青禾县2023年工作总结", '<w:jc w:val="center"/>')
CONTENTS = (p("目录"), p("一、总体情况\t1"), p("二、主要做法\t12"))
BODY = (p("一、总体情况"), p("全县平稳。"), p("二、主要做法"), p("抓好落实。"))


def drafted(*blocks: str, **margins: str) -> Draft:
    links = "".join(
        f'<Relationship Id="m{name}" Type="{RELATION}/{name.rstrip("1")}" Target="{name}.xml"/>' for name in margins
    )
    data = docx(*blocks, relations=links, **{name: p(text) for name, text in margins.items()})
    return draft_of(recognise_report("去年.docx", data).value.document)


def written(draft: Draft) -> bytes:
    return write_word(draft, usual_layout(), False, "k1").value


def test_words_of_headers_and_footers_come_out_again() -> None:
    data = written(drafted(TITLE, *BODY, header1="青禾县档案馆文件汇编", footer1="内部资料"))
    assert read_word(data).value.margins == (("青禾县档案馆文件汇编",), ("内部资料",))


def test_without_such_words_the_file_has_no_part_for_them() -> None:
    with zipfile.ZipFile(io.BytesIO(written(drafted(TITLE, *BODY)))) as package:
        assert not [name for name in package.namelist() if "draft_" in name]


def test_a_page_of_contents_stays_before_the_text_and_its_pages_are_no_facts() -> None:
    draft = drafted(TITLE, *CONTENTS, *BODY)
    entries = [element for element in draft.elements if element.role is Role.CONTENTS]
    assert [element.text for element in entries] == ["目录", "一、总体情况\t1", "二、主要做法\t12"]
    ids = {element.id for element in entries}
    assert [fact.text for fact in draft.facts if fact.element_id in ids] == []


def test_contents_come_out_again_on_their_own_page() -> None:
    data = written(drafted(TITLE, *CONTENTS, *BODY))
    texts = [each.text.strip() for each in read_word(data).value.paragraphs if each.text.strip()]
    assert texts[1:5] == ["目录", "一、总体情况\t1", "二、主要做法\t12", "一、总体情况"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    assert (xml.count("<w:pageBreakBefore/>"), xml.count('<w:br w:type="page"/>')) == (1, 1)


def test_the_pages_of_last_years_contents_wait_for_one_look_together() -> None:
    draft = drafted(TITLE, p("目录"), p("一、总体情况\t3"), p("二、主要做法\t3"), *BODY)
    carried = replace(draft, basis=(Basis("去年.docx", draft.elements),))
    (found,) = objects_to_check(carried).waiting.values()
    assert (found.text, readiness_of(carried).carried - readiness_of(draft).carried) == ("目录的页码", 1)
    anew = (
        each.with_content(each.content.replace("\t3", "\t4")) if each.role is Role.CONTENTS else each
        for each in draft.elements
    )
    assert not objects_to_check(replace(carried, elements=tuple(anew))).waiting
