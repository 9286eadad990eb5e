"""从要点生成: no figure of the plan goes into the draft as plain text, whatever form the plan has."""

import pytest

from core.coverage.values import CoverageRow
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.fact import FactState
from core.workflows.drafting.report_draft import draft_of
from core.workflows.importing.reports import Report, recognise_report
from core.workflows.yearly.coverage import coverage_of, task_change
from core.workflows.yearly.plan_table import Standing, standing_of
from tests.builders_docx import docx, p
from tests.core.word.reading.test_word_reading_tables import tbl, tc, tr
from tests.covered import report, tables

HEAD = "云溪县农机站2023年工作要点\n一、服务生产\n"
DRAFT = draft_of(report("云溪县农机站2023年工作总结\n一、主要工作\n（一）抓好学习。组织学习8次。\n").document)

FORMS = [
    "1.做好春耕服务。\n2.采购播种机30台，机播率提高到65%。（责任科室：装备科）\n",
    "1.采购播种机30台，机播率提高到65%。（牵头科室：装备科；配合科室：各科室）\n2.做好春耕服务。\n",
    "1.采购播种机30台，机播率提高到65%（装备科牵头）。\n2.做好春耕服务。\n",
    "1.采购播种机30台，机播率提高到65%（牵头科室：装备科；配合科室：各科室）。\n2.做好春耕服务。\n",
    "一是采购播种机30台，机播率提高到65%。（责任单位：装备科，时限：2023年9月）二是做好春耕服务。\n",
    "（一）采购播种机30台，机播率提高到65%\n责任单位落实到人。\n（二）做好春耕服务\n办好机手培训。\n",
    "采购播种机30台，机播率提高到65%。（责任科室：装备科）\n",
]


def written(plan: Report, key: str, draft: Draft = DRAFT) -> Draft:
    return apply(draft, task_change(draft, plan, key, tables()))


def row_of(plan: Report, draft: Draft) -> CoverageRow:
    rows = coverage_of(draft, plan, tables())
    return next(row for row in rows if any("播种机" in one.text for one in row.task.sentences))


def assert_nothing_is_plain(plan: Report, draft: Draft) -> None:
    after = written(plan, row_of(plan, draft).task.key, draft)
    text = "\n".join(element.content for element in after.elements)
    assert "采购播种机＿＿台，机播率提高到＿＿%" in text
    assert not any(word in text for word in ("30", "65", "责任科室", "牵头", "配合", "装备科"))
    own = [fact for fact in after.facts if fact.group.startswith("plan:")]
    assert [fact.note for fact in own] == ["要点：30台", "要点：65%"]
    assert {fact.state for fact in own} == {FactState.EMPTY}
    assert standing_of(row_of(plan, after)) is Standing.PENDING


@pytest.mark.parametrize("draft", [DRAFT, Draft(Identity("年度工作总结", 2023))])
@pytest.mark.parametrize("items", FORMS)
def test_every_figure_is_empty_and_who_is_responsible_is_left_out(items: str, draft: Draft) -> None:
    assert_nothing_is_plain(report(HEAD + items), draft)


@pytest.mark.parametrize("cell", ["采购播种机30台，机播率提高到65%。", "采购播种机30台，机播率提高到65%（装备科牵头）"])
def test_so_it_is_with_a_row_of_a_table(cell: str) -> None:
    rows = (
        tr(tc("序号"), tc("重点任务"), tc("责任单位")),
        tr(tc("1"), tc(cell), tc("装备科")),
        tr(tc("2"), tc("培训机手。"), tc("培训科")),
    )
    plan = recognise_report("要点.docx", docx(p("云溪县农机站2023年工作要点"), p("请抓好落实。"), tbl(*rows))).value
    assert_nothing_is_plain(plan, DRAFT)


def test_who_is_responsible_is_shown_with_the_task() -> None:
    (charge,) = {row.task.charge for row in coverage_of(DRAFT, report(HEAD + FORMS[0]), tables())} - {""}
    assert charge == "责任科室：装备科"


def test_a_date_of_the_plan_waits_to_be_looked_at_and_proves_nothing() -> None:
    plan = report(HEAD + "1.做好春耕服务。\n2.2023年9月建成农机超市。（责任科室：装备科）\n")
    after = written(plan, "2023年9月建成农机超市")
    assert {fact.state for fact in after.facts if fact.group.startswith("plan:")} == {FactState.CARRIED}
    row = next(row for row in coverage_of(after, plan, tables()) if "超市" in row.task.name)
    assert standing_of(row) is Standing.PERHAPS
