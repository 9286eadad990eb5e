"""Tables, pictures, objects, formulas and emphasis: from a Word file through the draft and its file into a Word file again."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.model.blocks import Emphasis
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.model.grid import tables_of
from core.package import Package, W
from core.word.styles import StyleResolver
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.session import create_session, read_stored
from core.workflows.exporting.export import ExportOptions, export_pdf, word_bytes
from core.workflows.exporting.unsupported import not_printed
from core.workflows.importing.reports import recognise_report
from core.workflows.layouts.files import layouts
from tests.builders_docx import RELATION, docx, p, r
from tests.core.word.reading.test_word_reading_tables import DOWN, ON, SPAN, tbl, tc, tr

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PICTURE = (
    f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}"><wp:extent cx="1800000" cy="900000"/><wp:docPr id="7" name="图" descr="开工"/>'
    f'<a:graphic xmlns:a="{A}"><a:graphicData uri="x"><a:blip r:embed="pic" xmlns:r="{RELATION}"/></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
FORMULA = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
BLOCKS = (
    p("青禾县2022年工作总结"),
    p("一、总体情况"),
    p(
        r("全年")
        + r("重点", "<w:b/>")
        + r("项目开工12个，产值10")
        + r("3", '<w:vertAlign w:val="superscript"/>')
        + r("吨。")
    ),
    p("表1　主要指标"),
    p("单位：亿元"),
    tbl(
        tr(tc("指标", DOWN), tc("数", SPAN)),
        tr(tc("", ON), tc("2021年"), tc("2022年")),
        tr(tc("产值"), tc("8"), tc("")),
    ),
    p(PICTURE),
    p("图1　开工现场"),
    p(r("结果为") + FORMULA + r("，已核对。")),
    p("青禾县档案馆"),
    p("2023年1月3日"),
)


@pytest.fixture(scope="module")
def draft() -> Draft:
    link = f'<Relationship Id="pic" Type="{RELATION}/image" Target="media/one.png"/>'
    return draft_of(recognise_report("去年.docx", with_picture(docx(*BLOCKS, relations=link))).value.document)


def with_picture(data: bytes) -> bytes:
    """The file with the bytes of its picture."""
    from io import BytesIO
    from zipfile import ZipFile

    buffer = BytesIO(data)
    with ZipFile(buffer, "a") as file:
        file.writestr("word/media/one.png", PNG)
    return buffer.getvalue()


def shape(elements: tuple[Element, ...]) -> list[object]:
    """What must come back, without ids, source lines and white space of the layout."""
    return [
        (
            each.role,
            each.content.strip(),
            each.emphasis,
            [(one.offset, one.kind, one.label) for one in each.objects],
            each.cell,
            None if each.table is None else [(c.row, c.column, c.columns, c.rows) for c in each.table.cells],
        )
        for each in elements
    ]


def test_the_draft_has_table_picture_formula_and_emphasis(draft: Draft) -> None:
    assert [each.role for each in draft.elements if each.role in (Role.TABLE, Role.FIGURE)] == [Role.TABLE, Role.FIGURE]
    assert [one.kind for each in draft.elements for one in each.objects] == ["picture", "formula"]
    assert [each.content[s.start : s.end] for each in draft.elements for s in each.emphasis] == ["重点", "³"]


def test_the_file_of_the_draft_keeps_all_of_it(draft: Draft, tmp_path: Path) -> None:
    create_session(tmp_path / "稿.nigao", draft, datetime.now).close()
    stored = read_stored(tmp_path / "稿.nigao")
    assert stored == draft
    assert dict(stored.media) == dict(draft.media)


@pytest.mark.parametrize("name", sorted(layouts()))
def test_it_comes_back_from_every_layout(draft: Draft, name: str, tmp_path: Path) -> None:
    written = word_bytes(draft, tmp_path / "稿.docx", ExportOptions(layout=name, marks=False)).value
    again = draft_of(recognise_report("稿.docx", written).value.document)
    assert shape(again.elements) == shape(draft.elements)


def test_a_formula_that_a_pdf_does_not_show_is_told(draft: Draft, tmp_path: Path) -> None:
    notices = export_pdf(draft, tmp_path / "稿.pdf", ExportOptions(), lambda *_: True).notices
    (told,) = [each for each in notices if each.code == "pdf_objects_not_shown"]
    assert "公式" in told.parameters["what"]


def test_a_formula_that_no_paper_shows_is_told(draft: Draft) -> None:
    assert "公式" in not_printed(draft)
    bare = tuple(replace(element, objects=()) for element in draft.elements)
    assert not_printed(replace(draft, elements=bare)) == ""


def test_nothing_raised_is_told_as_lost(draft: Draft, tmp_path: Path) -> None:
    notices = word_bytes(draft, tmp_path / "稿.docx", ExportOptions()).notices
    assert not [each.code for each in notices if each.code == "text_left_out"]


def test_raised_brackets_keep_their_width(tmp_path: Path) -> None:
    words = p(r("见附表") + r("（3）", '<w:vertAlign w:val="superscript"/>') + r("。"))
    source = draft_of(recognise_report("表.docx", docx(words)).value.document)
    again = recognise_report("稿.docx", word_bytes(source, tmp_path / "稿.docx", ExportOptions()).value).value.document
    assert [each.content for each in (*source.elements, *again.elements)] == ["见附表（³）。"] * 2


def test_a_picture_keeps_its_bytes(draft: Draft, tmp_path: Path) -> None:
    package = Package(word_bytes(draft, tmp_path / "稿.docx", ExportOptions()).value)
    assert PNG in [package.read(name) for name in package.names]


@pytest.mark.parametrize(
    ("text", "align", "is_kept"),
    [("表1　主要指标", "center", True), ("单位：亿元", "right", True), ("图1　开工现场", "center", False)],
)
def test_captions_stand_by_their_table_or_figure(
    draft: Draft, text: str, align: str, is_kept: bool, tmp_path: Path
) -> None:
    package = Package(word_bytes(draft, tmp_path / "稿.docx", ExportOptions()).value)
    paragraphs = package.xml("word/document.xml").iter(W + "p")
    (found,) = (each for each in paragraphs if "".join(t.text or "" for t in each.iter(W + "t")) == text)
    properties = found.find(W + "pPr")
    styles = StyleResolver(package.xml("word/styles.xml"))
    style = styles.find(properties.find(W + "pStyle").get(W + "val"))
    aligned = (node.find(W + "jc") for node in (properties, *styles.properties(style, "pPr")))
    assert next(node for node in aligned if node is not None).get(W + "val") == align
    assert (properties.find(W + "keepNext") is not None) is is_kept


def test_a_title_keeps_what_is_emphasised_in_it(tmp_path: Path) -> None:
    title = Element("e1", Role.TITLE, "青禾县10³吨粮田建设总结", emphasis=(Emphasis(5, 6, ("superscript",)),))
    draft = Draft(Identity(), (title, Element("e2", Role.BODY, "正文。")), serial=2)
    root = Package(word_bytes(draft, tmp_path / "稿.docx", ExportOptions()).value).xml("word/document.xml")
    raised = [run for run in root.iter(W + "r") if run.find(f"{W}rPr/{W}vertAlign") is not None]
    assert ["".join(t.text for t in run.iter(W + "t")) for run in raised] == ["3"]


def test_the_grid_survives(draft: Draft) -> None:
    (placed,) = tables_of(draft.elements)
    texts = [[each.content for each in own] for own in placed.cells(draft.elements).values()]
    assert texts == [["指标"], ["数"], ["2021年"], ["2022年"], ["产值"], ["8"], [""]]


def test_a_bold_lead_is_bold_in_layouts_that_print_leads_plainly(tmp_path: Path) -> None:
    lead = r("一是抓早抓实。", "<w:b/>") + r("其余措施照计划推进。")
    source = docx(p("青禾县2022年工作总结"), p("一、总体情况"), p("全年工作平稳。"), p(lead), p("青禾县档案馆"))
    draft = draft_of(recognise_report("去年.docx", source).value.document)
    root = Package(word_bytes(draft, tmp_path / "稿.docx", ExportOptions()).value).xml("word/document.xml")
    bold = [run for run in root.iter(W + "r") if run.find(f"{W}rPr/{W}b") is not None]
    assert "一是抓早抓实。" in "".join(t.text for run in bold for t in run.iter(W + "t"))
