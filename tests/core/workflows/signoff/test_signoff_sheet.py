"""核稿单: chapters from the draft, its last version sent and what checks found."""

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from core.model.blocks import KeptObject
from core.model.draft import Basis, Draft
from core.model.fact import FactKind, FactState
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from core.model.tables.paper_table import Paper
from core.typesetting.standard import width
from core.word.papers.paper import paper_bytes
from core.workflows.drafting.report_draft import draft_of
from core.workflows.drafting.session import create_session
from core.workflows.exporting.closing_page import draft_findings
from core.workflows.importing.reports import recognise_report
from core.workflows.signoff.making import signoff_matter
from core.workflows.signoff.sheet import NONE, OpenPoint, SignoffMatter, signoff_paper
from tests.builders import make_draft
from tests.builders_docx import docx, p
from tests.core.word.reading.test_word_reading_tables import tbl, tc, tr

DRAFT = """title |青禾县水务局总结
h1 一、|工作情况
body |完成投资{500}万元，新建渠道{12}公里。"""
CLOSING = "\nsignature |青禾县水务局\nissue_date |2026年7月6日"
NAMES = ("年份（2023年）", "年份（2024年）·2")
TODAY = date(2026, 7, 6)


def sheet(draft: Draft, sent: Draft | None = None, findings: tuple[Finding, ...] = ()) -> Paper:
    """The sheet of a draft."""
    return signoff_paper(SignoffMatter(draft, sent, "送审一稿", findings, (), "送审二稿"), TODAY)


def cells(paper: Paper, chapter: int) -> list[list[str]]:
    """The rows of a chapter, counted from 1."""
    rows = paper.parts[chapter - 1].rows
    return [["".join(run.text for run in cell) for cell in row.cells] for row in rows]


def _set(draft: Draft, text: str) -> Draft:
    first, *others = draft.facts
    return replace(draft, facts=(replace(first, text=text, state=FactState.UPDATED, source="张处 送审二稿"), *others))


def test_open_facts_are_listed_with_their_place() -> None:
    found = cells(sheet(make_draft(DRAFT)), 1)
    assert [(row[2].rstrip("万元公里"), row[3], row[4]) for row in found] == [
        ("500", "沿用待核", "一、工作情况"),
        ("12", "沿用待核", "一、工作情况"),
    ]


def test_the_place_is_the_nearest_heading_introduction_or_attachment() -> None:
    draft = make_draft(
        "title |总结\nbody |今年{9}项。\nh1 一、|情况\nh2 （一）|学习\nbody |办班{3}期。\n"
        "signature |青禾县档案馆\nissue_date |1月5日\nattachment_mark |附件1\nattachment_title |名单\nbody |共{7}人。"
    )
    assert [row[4] for row in cells(sheet(draft), 1)] == ["引言", "（一）学习", "附件1　名单"]


def test_an_open_value_that_is_not_last_years_tells_both() -> None:
    first, *others = (draft := make_draft(DRAFT)).facts
    doubted = replace(draft, facts=(replace(first, text="5"), *others))
    assert cells(sheet(doubted), 1)[0][2:4] == ["5（上年500）", "待核"]


def test_a_changed_figure_tells_old_new_and_source() -> None:
    draft = make_draft(DRAFT)
    (row,) = cells(sheet(_set(draft, "480"), draft), 2)
    assert (row[1][:3], row[2][:3], row[4]) == ("500", "480", "张处 送审二稿")


def test_a_figure_without_a_source_is_named() -> None:
    draft = make_draft(DRAFT)
    first, *others = draft.facts
    known = replace(draft, facts=(replace(first, state=FactState.CONFIRMED), *others))
    assert [row[1][:3] for row in cells(sheet(known), 3)] == ["500"]


def test_a_figure_that_is_no_fact_is_named_behind_the_others() -> None:
    draft = make_draft(DRAFT + "\nbody |一是2026年6月底清淤河道34公里。\nbody |种树{70}棵，第3次检查发现隐患5处。")
    known = replace(draft, facts=tuple(replace(fact, state=FactState.CONFIRMED) for fact in draft.facts))
    paper = sheet(known)
    shown = [(row[0].endswith("（认出的）"), row[1], row[2]) for row in cells(paper, 3)]
    assert [each[0] for each in shown] == [False, False, False, True, True]
    assert shown[3:] == [(True, "34公里", "一、工作情况"), (True, "5处", "一、工作情况")]
    assert "共2个数" in paper.parts[2].lines[0]


def test_a_figure_that_is_a_fact_is_named_once() -> None:
    first, *others = (draft := make_draft(DRAFT)).facts
    known = replace(draft, facts=(replace(first, state=FactState.CONFIRMED), *others))
    assert len(cells(sheet(known), 3)) == 1
    assert not sheet(known).parts[2].lines


@pytest.mark.parametrize(("rows", "shown"), [(6, 12), (7, 1)])
def test_a_table_with_many_figures_is_one_row(rows: int, shown: int) -> None:
    lines = [tr(tc("乡镇"), tc("渠道（公里）"), tc("水池（座）"))]
    lines += [tr(tc(f"青{name}镇"), tc(f"{20 + n}"), tc(f"{50 + n}")) for n, name in enumerate("山河林石田路桥"[:rows])]
    given = docx(p("青禾县水务局总结"), p("一、工作情况"), p("建设情况见下表。"), tbl(*lines))
    draft = replace(draft_of(recognise_report("总结.docx", given).value.document), facts=())
    found = cells(sheet(draft), 3)
    assert len(found) == shown
    assert found[-1][:2] == ["表1（认出的）", "14个数"] or shown == 12


def test_a_figure_of_a_cell_without_a_name_is_called_by_its_row_and_column() -> None:
    rows = (tr(*map(tc, ("单位", "人数"))), tr(*map(tc, ("青禾镇", "9"))), tr(*map(tc, ("云溪镇", "8"))))
    made = recognise_report("表.docx", docx(p("青禾县总结"), p("一、工作情况"), tbl(*rows)))
    draft = draft_of(made.value.document)
    draft = replace(draft, facts=tuple(replace(fact, label="") for fact in draft.facts))
    assert [row[1] for row in cells(sheet(draft), 1) if row[2] in ("8", "9")] == [
        "第1张表 青禾镇·人数",
        "第1张表 云溪镇·人数",
    ]


def test_empty_chapters_say_none() -> None:
    paper = sheet(make_draft("title |总结"))
    assert [paper.parts[chapter].lines for chapter in range(5)] == [(NONE,)] * 5


def test_findings_are_counted_by_kind() -> None:
    finding = Finding("repeat_word", Severity.WARNING, Place("e1", Span(0, 2)), "开展")
    assert cells(sheet(make_draft(DRAFT), None, (finding,)), 6) == [["重复", "1处"]]


def test_what_is_open_of_returned_copies_is_listed() -> None:
    matter = SignoffMatter(make_draft(DRAFT), None, "", (), (OpenPoint("批注", "一、工作情况", "请核实", "张处"),))
    assert cells(signoff_paper(matter, TODAY), 5) == [["批注", "一、工作情况", "请核实", "张处"]]


def test_those_who_sign_have_lines() -> None:
    document = Document(io.BytesIO(paper_bytes(sheet(make_draft(DRAFT)))))
    assert [row.cells[0].text for row in document.tables[-1].rows] == ["拟稿", "核稿", "会签", "签发"]


def test_the_lines_of_those_who_sign_stay_together() -> None:
    rows = Document(io.BytesIO(paper_bytes(sheet(make_draft(DRAFT))))).tables[-1].rows
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows]
    assert kept == [True, True, True, None]


def test_a_few_values_longer_than_the_others_stay_on_one_line_if_they_are_short() -> None:
    source = (
        "h1 一、|情况\n"
        + "\n".join(f"body |第{number}项工作完成{{**}}处。" for number in range(20))
        + "\nbody |{1234567890}元。"
    )
    value = sheet(make_draft(source)).parts[0].columns[2]
    assert value.share > width("1234567890")


def test_short_columns_leave_their_room_to_long_ones() -> None:
    source = "title |青禾县水务局总结\nh1 一、|农村供水保障和水库除险加固\n" + "\n".join(
        f"body |第{number}标段新建渠道{{{number}}}公里。" for number in range(11, 31)
    )
    kind, name, value, state, place = (column.share for column in sheet(make_draft(source)).parts[0].columns)
    assert kind <= value < state < min(name, place)


def test_the_version_sent_last_is_the_one_that_reads_otherwise(tmp_path: Path) -> None:
    session = create_session(tmp_path / "稿.nigao", make_draft(DRAFT), lambda: datetime(2026, 7, 3, 9, 12))
    session.keep_version("送审一稿")
    session.close()
    matter = signoff_matter(tmp_path / "稿.nigao")
    assert (matter.sent, matter.stage) == (None, "送审一稿")


def test_a_figure_that_is_a_new_fact_tells_what_stood_there() -> None:
    old, new = make_draft(DRAFT), make_draft(DRAFT.replace("500", "480"))
    first, *others = new.facts
    fresh = replace(new, facts=(replace(first, id="f99", group="f99", label="别的名"), *others))
    rows = cells(sheet(fresh, old), 2)
    assert [(row[1].rstrip("万元"), row[2].rstrip("万元")) for row in rows] == [("500", "480")]


def test_a_figure_in_a_rewritten_clause_is_one_row_with_the_one_that_stood_there() -> None:
    old = make_draft("title |总结\nbody |举办各类技能竞赛{1}场，种树{70}棵。")
    new = make_draft("title |总结\nbody |全年办赛{2}场，种树{70}棵。")
    first, *others = new.facts
    fresh = replace(new, facts=(replace(first, id="f99", group="f99", label="全年办赛（场）"), *others))
    assert [row[1:3] for row in cells(sheet(fresh, old), 2)] == [["1", "2"]]


def test_a_figure_for_which_two_came_stands_beside_neither() -> None:
    old = make_draft("title |总结\nbody |投资{50}万元。")
    new = make_draft("title |总结\nbody |投入{30}万元、追加{20}万元。")
    came = tuple(replace(fact, id=f"g{n}", group=f"g{n}", label=f"名{n}") for n, fact in enumerate(new.facts))
    rows = [row[1:3] for row in cells(sheet(replace(new, facts=came), old), 2)]
    assert [now for _, now in rows] == ["30", "20", NONE]


def test_kinds_without_findings_are_not_called_faultless() -> None:
    line = sheet(make_draft(DRAFT)).parts[5].lines[0]
    assert "没有查出问题" in line
    assert "没有问题" not in line


def test_findings_about_the_pages_are_counted(tmp_path: Path) -> None:
    lines = "\n".join("body |逐户走访听取意见，分类建立台账，做到件件有着落。" for _ in range(60))
    drafts = (
        make_draft(f"title |青禾县水务局总结\n{lines[: lines.rindex(chr(10))]}" + "\nbody |再部署。" * more + CLOSING)
        for more in range(30)
    )
    draft = next(each for each in drafts if draft_findings(each))
    create_session(tmp_path / "稿.nigao", draft, lambda: datetime(2026, 7, 3, 9, 12)).close()
    assert ["版面", "1处"] in cells(signoff_paper(signoff_matter(tmp_path / "稿.nigao"), TODAY), 6)


def test_a_value_whose_name_only_repeats_it_is_named_by_the_words_beside_it() -> None:
    draft = make_draft("title |总结\nh1 一、|情况\nbody |到{2023}年底建成书房，{2024}年起开放，共{9}家。")
    first, second, third = draft.facts
    dates = (
        replace(one, kind=FactKind.DATE, unit="年", label=name)
        for one, name in zip((first, second), NAMES, strict=True)
    )
    found = [row[1] for row in cells(sheet(replace(draft, facts=(*dates, replace(third, label="书房（家）·2")))), 1)]
    assert found == ["“到2023年底建成书房，202…”", "“…底建成书房，2024年起开放，共9家。”", "书房（家）"]


def test_pictures_of_last_years_are_listed_with_their_captions() -> None:
    draft = make_draft("title |总结\nh1 一、|情况\nbody |下图是现场。\nbody |图1 书房外景")
    title, head, before, caption = draft.elements
    picture = replace(before, objects=(KeptObject(0, "picture", "m1", label="外景"),))
    draft = replace(draft, elements=(title, head, picture, caption), basis=(Basis("去年", (picture,)),))
    assert cells(sheet(draft), 1) == [["图片", "图片“外景”", "图1 书房外景", "沿用待核", "一、情况"]]
