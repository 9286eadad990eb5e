"""Tables, pictures, formulas and emphasis in every layout, judged by the validator; as many pages as in LibreOffice."""

from pathlib import Path

import pdfplumber
import pytest

from core.model.draft import Draft
from core.workflows.drafting.report_draft import draft_of
from core.workflows.exporting.export import ExportOptions, export_draft
from core.workflows.exporting.pages import set_file
from core.workflows.importing.reports import recognise_report
from core.workflows.layouts.files import layouts
from tests import ofd_made, pdf_made
from tests.builders_docx import RELATION, docx, p
from tests.core.drawn_made import png
from tests.core.word.reading.test_word_reading_tables import tbl, tc, tr
from tests.core.workflows.exporting.test_blocks_round_trip import BLOCKS, with_picture
from tests.word import office

pytestmark = pytest.mark.word

LINK = f'<Relationship Id="pic" Type="{RELATION}/image" Target="media/one.png"/>'


def draft(*more: str) -> Draft:
    data = with_picture(docx(*BLOCKS[:-2], *more, *BLOCKS[-2:], relations=LINK))
    return draft_of(recognise_report("去年.docx", data).value.document)


@pytest.mark.parametrize("name", sorted(layouts()))
def test_every_layout_writes_them_validly(name: str, tmp_path: Path) -> None:
    path = export_draft(draft(), tmp_path / "稿.docx", ExportOptions(layout=name)).value
    assert office.validator_errors(path) == []


@pytest.mark.parametrize(
    ("name", "data", "pictures"),
    [("a.pdf", pdf_made.pictured(), 7), ("a.ofd", ofd_made.pictured(png(8, 6)), 1)],
    ids=["PDF", "OFD"],
)
def test_pictures_of_pages_are_written_validly(name: str, data: bytes, pictures: int, tmp_path: Path) -> None:
    found = draft_of(recognise_report(name, data).value.document)
    path = export_draft(found, tmp_path / "稿.docx", ExportOptions()).value
    assert sum(len(each.objects) for each in found.elements) == pictures
    assert office.validator_errors(path) == []


UPRIGHT = "<w:sectPr/>"
LANDSCAPE = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'


@pytest.mark.parametrize("name", sorted(layouts()))
def test_landscape_pages_are_valid_and_landscape_in_libreoffice(name: str, tmp_path: Path) -> None:
    table = tbl(tr(tc("任务"), tc("单位")), tr(tc("清淤"), tc("水利局")))
    data = docx(
        p("总结"),
        p("一、工作"),
        p("已完成。", UPRIGHT),
        p("附件1"),
        p("任务表"),
        table,
        p("", LANDSCAPE),
        p("附件2"),
        p("名单"),
    )
    read = draft_of(recognise_report("去年.docx", data).value.document)
    path = export_draft(read, tmp_path / "稿.docx", ExportOptions(layout=name)).value
    assert office.validator_errors(path) == []
    (printed,) = office.convert([path], "pdf", tmp_path)
    with pdfplumber.open(printed) as pdf:
        assert [page.width > page.height for page in pdf.pages] == [False, True, False]


def test_a_long_table_has_the_same_pages_in_libreoffice(tmp_path: Path) -> None:
    head = tr(tc("项目"), tc("数量"), tc("备注"), properties="<w:tblHeader/>")
    rows = (tr(tc(f"第{number}项"), tc(f"{number}"), tc("已完成")) for number in range(120))
    path = export_draft(draft(tbl(head, *rows)), tmp_path / "稿.docx", ExportOptions(marks=False)).value
    (printed,) = office.convert([path], "pdf", tmp_path)
    found = office.pages(printed)
    assert len(found) == len(set_file(path.read_bytes()).pages)
    assert sum(any(line.text.startswith("项目数量") for line in page.body) for page in found) >= 3
