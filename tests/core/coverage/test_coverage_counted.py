"""要点对照 pairs figures of one thing only, compares them in value, and shows every task of the plan."""

from dataclasses import replace

import pytest

from core.coverage.values import CoverageRow, CoverState
from core.editing.text.values import set_typed
from core.model.change import apply
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.coverage import coverage_of
from core.workflows.yearly.plan_table import plan_rows
from tests.covered import report, tables

PLAN = """枫桥区文化和旅游局2024年工作要点
一、完善公共文化设施
1.新建城市书房3个，改造镇街文化站4个。
2.完成图书馆古籍库房改造，古籍数字化拍摄1200册。
二、推动旅游提质
3.开发研学线路8条，印制导览手册3万册。
4.全年接待游客0.038亿人次。
推进智慧景区建设。
三、规范市场秩序
开展文化市场执法检查220次，办结率达到98%。
四、抓好队伍建设
5.公开招聘专业人员7名。
"""
SUMMARY = """枫桥区文化和旅游局2024年工作总结
一、主要工作
城北、望江等3个城市书房开门迎客，镇街文化站改造完成4个。古籍阅览室接待读者3100人次。
研学活动发送短信5.6万条。全年接待游客392万人次。
开展文化市场执法检查231次，案件办结率98.5%。
"""


def rows(plan: str = PLAN, summary: str = SUMMARY) -> dict[str, CoverageRow]:
    return {row.task.key: row for row in coverage_of(report(summary), report(plan), tables())}


def test_every_task_of_the_plan_has_a_row_in_the_order_of_the_plan() -> None:
    assert [name[:6] for name in rows()] == [
        "新建城市书房",
        "完成图书馆古",
        "开发研学线路",
        "全年接待游客",
        "推进智慧景区",
        "规范市场秩序",
        "公开招聘专业",
    ]


def test_a_sentence_that_counts_other_things_is_no_report() -> None:
    found = {name[:4]: row for name, row in rows().items() if row.state is CoverState.MISSING}
    assert list(found) == ["完成图书", "开发研学", "推进智慧", "公开招聘"]


@pytest.mark.parametrize(
    ("promised", "told", "answers"),
    [
        ("治理山洪沟5条", "发布山洪预警短信5.6万条", []),
        ("治理山洪沟5条", "治理青石岭等山洪沟6条", ["6条"]),
        ("治理山洪沟5条", "山洪沟治理全年完成60条", ["60条"]),
        ("选派驻村干部30名", "走访驻村困难群众2600名", []),
        ("供水量达到1.84亿立方米", "供水量18300万立方米", ["18300万立方米"]),
        ("水利用系数提高到0.576", "水利用系数由0.568提高到0.572", ["0.572"]),
        ("水利用系数提高到0.576", "水利用系数由2021年的0.568提高到0.572", ["0.572"]),
        ("水利投资4.2亿元", "水利投资43500万元", ["43500万元"]),
    ],
)
def test_figures_answer_when_they_count_the_same(promised: str, told: str, answers: list[str]) -> None:
    plan = f"青禾县水利局2023年工作要点\n一、防汛供水\n（一）山洪治理。{promised}。\n"
    summary = f"青禾县水利局2023年工作总结\n一、主要工作\n全县山洪治理方面，{told}。\n"
    (row,) = rows(plan, summary).values()
    assert [fact.text + fact.unit for one in row.commitments for fact in one.achieved] == answers


@pytest.mark.parametrize(("text", "unit"), [("1.86", "亿立方米"), ("18600", "万立方米"), ("1.86亿", "立方米")])
def test_figures_are_compared_in_value_wherever_the_scale_stands(text: str, unit: str) -> None:
    summary = report("青禾县水利局2023年工作总结\n一、主要工作\n全年供水1.86亿立方米。\n")
    fact = next(one for one in summary.facts if one.text == "1.86亿")
    moved = replace(fact, text=text, unit=unit, end=fact.start + len(text))
    elements = tuple(
        replace(one, content=one.content.replace("1.86亿立方米", text + unit)) for one in summary.document.elements
    )
    shown = replace(
        summary,
        document=replace(summary.document, elements=elements),
        facts=tuple(moved if one is fact else one for one in summary.facts),
    )
    plan = report("青禾县水利局2023年工作要点\n一、供水\n（一）保障供水。全年供水1.84亿立方米。\n")
    (row,) = plan_rows(shown, plan, tables())
    assert [one.percent for one in row.promises] == [101]


def test_a_typed_figure_in_another_scale_is_compared_in_value() -> None:
    draft = draft_of(report("青禾县水利局2023年工作总结\n一、主要工作\n全年供水1.86亿立方米。\n").document)
    fact = next(one for one in draft.facts if one.unit == "立方米")
    typed = apply(draft, set_typed(draft, fact.id, "19200万"))
    plan = report("青禾县水利局2023年工作要点\n一、供水\n（一）保障供水。全年供水1.84亿立方米。\n")
    (row,) = plan_rows(typed, plan, tables())
    assert [one.percent for one in row.promises] == [104]
