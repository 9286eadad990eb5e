"""What a returned copy says in its footnotes is told."""

from pathlib import Path

import pytest

from core.model.review.decisions import KeptCopy
from core.word.reviewing.stream import read_copy
from core.workflows.drafting.report_draft import draft_of
from core.workflows.exporting.export import ExportOptions, word_bytes
from core.workflows.importing.reports import recognise_report
from core.workflows.review.bases import NOW, ReviewBase
from core.workflows.review.copies import review_copy
from tests.builders_docx import docx, p, r

NOTE, LATER = "数据截至11月30日。", "数据截至12月10日。"


def file_with(inside: str) -> bytes:
    """A report with one footnote."""
    mark = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    return docx(
        p(r("青禾县2025年工作总结")),
        p(r("全年完成投资600万元") + mark + r("，按时完成各项任务。")),
        footnotes=f'<w:footnote w:id="5">{inside}</w:footnote>',
    )


def told(inside: str) -> dict[str, str]:
    """The words of the notices about notes."""
    draft = draft_of(recognise_report("去年.docx", file_with(p(r(NOTE)))).value.document)
    copy = read_copy(file_with(inside)).value
    review = review_copy(copy, ReviewBase(NOW, draft, (), ""), KeptCopy("k", 1, "改.docx", ""))
    return {each.code: each.parameters["words"] for each in review.told if each.code.startswith("review_notes")}


@pytest.mark.parametrize(
    "inside",
    [
        p(r(LATER)),
        p("<w:del><w:r><w:delText>数据截至11月30日。</w:delText></w:r></w:del>" + f"<w:ins>{r(LATER)}</w:ins>"),
    ],
    ids=["plain", "recorded"],
)
def test_a_changed_footnote_is_told(inside: str) -> None:
    assert told(inside) == {"review_notes_new": f"“{LATER}”", "review_notes_gone": f"“{NOTE}”"}


def test_an_unchanged_footnote_is_not() -> None:
    assert told(p(r("数据截至11月") + r("30日。"))) == {}


def test_notes_as_they_were_exported_are_not_told() -> None:
    draft = draft_of(recognise_report("去年.docx", file_with(p(r(NOTE)) + p(r("不含农户。")))).value.document)
    copy = read_copy(word_bytes(draft, Path("发出.docx"), ExportOptions()).value).value
    review = review_copy(copy, ReviewBase(NOW, draft, (), ""), KeptCopy("k", 1, "改.docx", ""))
    assert copy.notes
    assert not [each for each in review.told if each.code.startswith("review_notes")]
