"""Formulas and charts of a returned copy: told with kind, count and place where they do not read as any that went out."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from core.model.draft import Draft
from core.result import Notice
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import recognise_report
from core.workflows.review.brought import objects_told
from tests.builders_docx import RELATION, docx, p, r

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWN = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1800000" cy="900000"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    f'<a:graphicData uri="{C}"><c:chart xmlns:c="{C}" xmlns:r="{RELATION}" r:id="drawn"/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
UNREAD = (Notice("copy_charts", count=1), Notice("copy_formulas", count=1), Notice("copy_hidden", count=1))
"""What reading a copy as a stream tells."""


def file(formula: str = "a+b", values: str = "<c:v>5</c:v><c:v>7.5</c:v>") -> bytes:
    """A report with a formula in its fourth paragraph and a chart in its fifth."""
    link = f'<Relationship Id="drawn" Type="{RELATION}/chart" Target="chart.xml"/>'
    made = p(r("结果为") + f"<m:oMath><m:r><m:t>{formula}</m:t></m:r></m:oMath>" * bool(formula) + r("，已核对。"))
    buffer = BytesIO(
        docx(p("青禾县2022年工作总结"), p("一、总体情况"), p("项目开工12个。"), made, p(DRAWN), relations=link)
    )
    with ZipFile(buffer, "a") as package:
        package.writestr("word/chart.xml", f'<c:chartSpace xmlns:c="{C}">{values}</c:chartSpace>')
    return buffer.getvalue()


@pytest.fixture(scope="module")
def draft() -> Draft:
    return draft_of(recognise_report("去年.docx", file()).value.document)


@pytest.mark.parametrize(
    ("copy", "told"),
    [
        (file(), []),
        (file(values="<c:w/><c:v>5.0</c:v>\n<c:v>7.50</c:v>"), []),
        (file(formula="a+c"), [("copy_formulas_differ", "formula", 1, (4,))]),
        (file(values="<c:v>7.5</c:v><c:v>5</c:v>"), [("copy_charts_differ", "chart", 1, (5,))]),
        (b"PK", [("copy_formulas", "formula", 1, ()), ("copy_charts", "chart", 1, ())]),
    ],
    ids=["same", "written anew", "formula", "values exchanged", "unread"],
)
def test_what_reads_otherwise_is_told(draft: Draft, copy: bytes, told: list[object]) -> None:
    found = [(each.code, each.kind, each.count, each.places) for each in objects_told(UNREAD, draft, copy, draft.media)]
    assert found == [("copy_hidden", "", 1, ()), *told]


def test_a_copy_with_more_than_went_out_is_told() -> None:
    bare = draft_of(
        recognise_report("去年.txt", "青禾县2022年工作总结\n一、总体情况\n项目开工12个。".encode()).value.document
    )
    found = [each.code for each in objects_told(UNREAD[:2], bare, file(), bare.media)]
    assert found == ["copy_formulas_differ", "copy_charts_differ"]
