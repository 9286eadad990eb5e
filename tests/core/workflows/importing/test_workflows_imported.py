"""What an import left out stays with the draft: told in 问题 at its place, kept in the file, ignored like any other."""

from datetime import datetime
from pathlib import Path

import pytest

from core.drafts.codec import notices_from
from core.editing.ignoring import ignore
from core.model.change import apply
from core.model.draft import Draft
from core.model.elements import Role
from core.model.finding import Finding, Severity
from core.result import Notice
from core.word.reading.account import KINDS
from core.workflows.checking.proofreader import Proofreader
from core.workflows.drafting.drafting import DraftRequest, start_draft
from core.workflows.drafting.session import create_session, read_stored
from core.workflows.importing.import_findings import OTHER_READERS, WHAT, import_findings, lasting
from core.workflows.importing.reports import Report, recognise_report
from core.workflows.messages import sentences
from core.workflows.recovery.salvage import salvage_draft
from tests.builders_docx import docx, p, r, table
from tests.core.word.reading.test_word_reading_account import PICTURE
from tests.core.word.reading.test_word_reading_document import box

BLOCKS = (
    p("青禾县2022年工作总结"),
    p("一、总体情况"),
    p(r("全年开展检查12次。") + PICTURE),
    p("二、存在问题"),
    table((p("乡镇"),)),
    p(r("队伍建设") + r("还有差距", '<w:color w:val="FF0000"/>') + r("，需要继续努力，抓好落实。")),
)


@pytest.fixture
def report() -> Report:
    return recognise_report("去年.docx", docx(*BLOCKS)).value


@pytest.fixture
def draft(report: Report) -> Draft:
    return start_draft(DraftRequest("年度工作总结", 2023, "青禾县档案馆", (report,))).value


def imported(findings: tuple[Finding, ...]) -> list[tuple[str, Severity, str]]:
    return [(one.text, one.severity, one.place.element_id) for one in findings if one.code.startswith("import_")]


def test_a_draft_tells_what_its_basis_lost_and_where(draft: Draft) -> None:
    contents = {element.id: element.content for element in draft.elements}
    found = [(text, grade, contents[place][:4]) for text, grade, place in imported(Proofreader().draft(draft).findings)]
    assert found == [
        ("1张图片", Severity.WARNING, "全年开展"),
        ("1个排版用的表格", Severity.WARNING, "乡镇"),
        ("1处颜色", Severity.HINT, "队伍建设"),
    ]


def test_a_file_is_told_of_in_the_same_way(report: Report) -> None:
    found = Proofreader().report(report.document, report.import_notices).findings
    assert [text for text, _, _ in imported(found)] == ["1张图片", "1个排版用的表格", "1处颜色"]


def test_text_boxes_without_their_frames_are_told_once_with_count_and_places() -> None:
    boxed = [p(r(f"全年开展检查{n}次。") + box(f"第{n}句")) for n in (1, 2)]
    report = recognise_report("去年.docx", docx(p("青禾县2022年工作总结"), *boxed)).value
    draft = start_draft(DraftRequest("年度工作总结", 2023, "青禾县档案馆", (report,))).value
    (found,) = (one for one in Proofreader().draft(draft).findings if one.code == "import_text_boxes_kept")
    contents = {element.id: element.content[:4] for element in draft.elements}
    assert (found.text, found.severity) == ("2个文本框的框", Severity.HINT)
    assert [contents[at.element_id] for at in (found.place, *found.others)] == ["全年开展"] * 2


def test_it_stays_with_the_file_of_the_draft(draft: Draft, tmp_path: Path) -> None:
    create_session(tmp_path / "稿.nigao", draft, datetime.now).close()
    assert read_stored(tmp_path / "稿.nigao").import_notices == draft.import_notices != ()


def test_it_comes_along_when_a_file_is_salvaged(draft: Draft, tmp_path: Path) -> None:
    create_session(tmp_path / "稿.nigao", draft, datetime.now).close()
    new = salvage_draft(tmp_path / "稿.nigao", tmp_path, datetime.now).value
    assert read_stored(new).import_notices == draft.import_notices


def test_it_can_be_ignored(draft: Draft) -> None:
    first = next(one for one in Proofreader().draft(draft).findings if one.code == "import_pictures_left_out")
    after = apply(draft, ignore(draft, first))
    assert "import_pictures_left_out" not in {one.code for one in Proofreader().draft(after).findings}


def test_what_stood_in_a_section_that_was_dropped_is_not_told(report: Report) -> None:
    dropped = frozenset(e.id for e in report.document.elements if e.content.startswith("存在问题"))
    draft = start_draft(DraftRequest("年度工作总结", 2023, "", (report,), dropped)).value
    assert [one.text for one in import_findings(draft)] == ["1张图片"]


def test_all_that_a_draft_keeps_has_words_for_its_list() -> None:
    assert {notice.code for notice in lasting(map(Notice, KINDS))} == WHAT.keys()


def test_losses_of_other_readers_stay_with_the_draft() -> None:
    assert {notice.code for notice in lasting(map(Notice, OTHER_READERS))} == OTHER_READERS.keys() <= sentences().keys()


def test_what_was_only_read_in_another_way_is_no_problem() -> None:
    report = recognise_report(
        "去年.docx", docx(p("青禾县2022年工作总结"), p(f"<w:hyperlink>{r('链接')}</w:hyperlink>"))
    )
    assert report.notices
    assert report.value.import_notices == ()


@pytest.mark.parametrize("told", ["[[1]]", '[["a",0,"",1,["x"],{}]]', '[["a",0,"",1,[],{"b":1}]]', '{"a":1}', "[", "7"])
def test_nonsense_in_a_file_is_refused(told: str) -> None:
    with pytest.raises((ValueError, TypeError, AttributeError)):
        notices_from(told)


RIGHT = '<w:jc w:val="right"/>'


@pytest.mark.parametrize("end", [(), (p("青禾县财政局", RIGHT), p("2025年12月18日", RIGHT))])
def test_a_unit_line_at_the_right_above_the_last_table_signs_nothing(end: tuple[str, ...]) -> None:
    rows = table((p("项目"), p("2025年")), (p("工资"), p("5600")), (p("其他"), p("1200")))
    data = docx(p("2025年度工作总结"), p("全年完成各项任务。"), p("收支情况表"), p("金额单位：万元", RIGHT), rows, *end)
    elements = recognise_report("去年.docx", data).value.document.elements
    assert next(each.role for each in elements if "单位" in each.text) is Role.BODY
