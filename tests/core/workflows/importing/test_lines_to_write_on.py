"""The law of lines to write on: underlined white space of a Word file is underlined white space of the file that comes out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.blocks import UNDERLINED
from core.model.elements import Element, Role
from core.model.fact import FactKind
from core.package import Package, W
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.report_draft import draft_of
from core.workflows.exporting.export import word_bytes
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing.reports import Report, recognise_report
from tests.builders_docx import docx, p, r, table
from tests.examples import examples

LINE, TABS = '<w:u w:val="single"/>', '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/><w:tab/></w:r>'
BLANKS = (r(" " * 12, LINE), r("\u3000\u3000\u3000", LINE), r("\u00a0" * 6, LINE), TABS)
WORDS = (
    "一、工作情况",
    "（一）报名单位：",
    "二、下一步打算",
    "继续努力。",
    "联系人",
    "附件：",
    "1.",
    "青禾县水利局",
    "年月日",
)


def line_signs(data: bytes) -> int:
    """How many signs the runs of underlined white space in the main part of a Word file have, tabs among them."""
    root = Package(data).xml("word/document.xml")
    runs = [] if root is None else [each.getparent().getparent() for each in root.iter(f"{W}u")]
    texts = ("".join("\t" if each.tag == f"{W}tab" else each.text or "" for each in run[1:]) for run in runs)
    return sum(len(text) for text in texts if text.isspace())


def paragraphs() -> st.SearchStrategy[str]:
    """Paragraphs of words, of lines to write on, and of both in any order; cells of such paragraphs."""
    pieces = st.one_of(st.sampled_from(WORDS).map(r), st.sampled_from(BLANKS))
    mixed = st.lists(pieces, min_size=1, max_size=4).map(lambda found: p("".join(found)))
    return st.one_of(
        mixed, st.tuples(mixed, mixed).map(lambda cells: table((p("意见"), "".join(cells)), (p("日期"), p(""))))
    )


def file_of(*body: str) -> bytes:
    return docx(p("青禾县水利局2024年工作总结"), p("全年完成投资600万元。"), *body)


def written(report: Report) -> tuple[bytes, bytes]:
    """The Word file of a report itself, and that of a new draft made from it."""
    started = start_draft(DraftRequest("年度工作总结", 2025, "", (report,))).value
    options = ExportOptions("国标公文")
    return tuple(word_bytes(each, Path("稿.docx"), options).value for each in (draft_of(report.document), started))


@settings(max_examples=examples(25))
@given(st.lists(paragraphs(), min_size=1, max_size=6))
def test_lines_to_write_on_come_out_as_they_went_in(body: list[str]) -> None:
    source = file_of(*body)
    report = recognise_report("材料.docx", source).value
    assert {line_signs(data) for data in written(report)} == {line_signs(source)}


def elements_of(*body: str) -> list[Element]:
    return [each for each in recognise_report("材料.docx", file_of(*body)).value.document.elements if each.emphasis]


@pytest.mark.parametrize("blank", BLANKS)
def test_a_paragraph_that_is_a_line_to_write_on_is_text_and_open(blank: str) -> None:
    report = recognise_report("材料.docx", file_of(p("一、意见"), p(blank), p("二、其他"))).value
    (line,) = [each for each in report.document.elements if each.emphasis]
    draft = start_draft(DraftRequest("年度工作总结", 2025, "", (report,))).value
    assert (line.role, line.text.isspace()) == (Role.BODY, True)
    facts = [each for each in draft.facts if each.kind is FactKind.MASK]
    assert [each.text for each in facts] == [line.text]


def test_the_line_at_the_end_of_a_heading_is_no_look_of_headings() -> None:
    (heading,) = elements_of(p(r("一、报名单位：", LINE) + r(" " * 8, f"<w:b/>{LINE}")))
    assert (heading.role, [each.looks for each in heading.emphasis]) == (Role.HEADING, [(UNDERLINED,)])


def test_a_line_before_a_text_is_its_own_and_no_indent() -> None:
    (date,) = elements_of(p(r(" " * 6, LINE) + r("年") + r(" " * 4, LINE) + r("月")))
    assert (date.prefix, [each.start for each in date.emphasis]) == ("", [0, 7])
