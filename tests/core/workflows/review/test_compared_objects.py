"""Formulas and charts of a returned copy: told with kind, count and place where they do not read as any that went out."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.model.draft import Draft
from core.model.review.changes import ChangeKind, ReviewChange
from core.result import Notice
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.session import create_session
from core.workflows.exporting.options import ExportOptions
from core.workflows.importing.reports import recognise_report
from core.workflows.messages import sentence
from core.workflows.review.brought import objects_told
from core.workflows.review.queue import what_of
from core.workflows.review.returned import read_returned
from core.workflows.review.sending import send
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


@pytest.mark.parametrize(
    ("gone", "put", "said"),
    [
        ("m:oMath", "", [("公式", "", "删一个")]),
        ("w:drawing", "", [("图表", "", "删一个")]),
        ("m:oMath", "<w:r><w:drawing><w:line/></w:drawing></w:r>", []),
        ("", "<w:r><w:drawing><w:line/></w:drawing></w:r>", [("", "对象", "加一个")]),
    ],
    ids=["formula", "chart", "one for another", "put in"],
)
def test_what_is_gone_is_called_by_its_kind(
    draft: Draft, tmp_path: Path, gone: str, put: str, said: list[object]
) -> None:
    kept, sent, back = (tmp_path / name for name in ("稿.nigao", "发出.docx", "改稿.docx"))
    with closing(create_session(kept, draft, lambda: datetime(2026, 7, 6, 9))) as session:
        send(session, session.draft, sent, ExportOptions(marks=False))
    with ZipFile(sent) as source, ZipFile(back, "w") as made:
        for name in source.namelist():
            data = source.read(name).decode() if name == "word/document.xml" else source.read(name)
            if isinstance(data, str):
                data = re.sub(f"<{gone}[ >].*?</{gone}>", "", data) if gone else data
                data = data.replace("已核对。</w:t></w:r>", f"已核对。</w:t></w:r>{put}")
            made.writestr(name, data)
    (copy,) = read_returned(kept, [back], {}, datetime(2026, 7, 7)).value.copies
    assert [(each.old, each.new, what_of(each)) for each in copy.changes] == said


def test_the_mark_of_a_change_does_not_hang_on_how_an_object_is_called() -> None:
    change = ReviewChange("c1-1", ChangeKind.PICTURE, "e4", old="图片", elements=("",))
    assert replace(change, old="公式").mark == change.mark != replace(change, element_id="e5").mark


def test_shapes_are_told_with_their_places(draft: Draft) -> None:
    shape = '<w:r><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="0,0" to="90,0"/></w:pict></w:r>'
    copy = docx(p("青禾县2022年工作总结"), p(r("一、总体情况") + shape), p("项目开工12个。"), p(r("完") + shape))
    (told,) = objects_told([Notice("copy_objects", count=2)], draft, copy, draft.media)
    assert (told.count, told.places) == (2, (2, 4))
    assert "（第2、4段）" in sentence(replace(told, parameters={"name": "改稿.docx", "count": "2"}))
