"""任务分解表 of a plan: each row is a task, with who is responsible and until when."""

import pytest

from core.coverage.values import Task
from core.workflows.importing.reports import Report, recognise_report
from core.workflows.yearly.coverage import coverage_of
from core.workflows.yearly.coverage_listing import coverage_shape, lines_of
from core.workflows.yearly.plan_table import plan_rows, remark
from tests.builders_docx import docx, p
from tests.core.word.reading.test_word_reading_tables import DOWN, ON, tbl, tc, tr
from tests.covered import report, tables

TITLE = p("青禾县农机站2023年工作要点任务分解表", '<w:jc w:val="center"/>')
SUMMARY = """青禾县农机站2023年工作总结
一、主要工作
围绕春耕生产做好服务。检修插秧机320台，培训机手45名。
"""
HEAD = tr(tc("序号"), tc("重点任务"), tc("责任单位"), tc("完成时限"))
ROWS = (
    tr(tc("1"), tc("检修插秧机300台。"), tc("维修科"), tc("3月底前")),
    tr(tc("2"), tc("培训机手40名。"), tc("培训科、人事科"), tc("10月底前")),
    tr(tc("3"), tc("报废老旧拖拉机25台。"), tc("监理科"), tc("年底前")),
)


def plan(*rows: str, around: tuple[str, ...] = ()) -> Report:
    return recognise_report(
        "要点.docx", docx(TITLE, p("请各科室抓好落实。"), *around, tbl(*rows), p("以上任务请按时完成。"))
    ).value


def tasks(*rows: str, around: tuple[str, ...] = ()) -> list[Task]:
    return [row.task for row in coverage_of(report(SUMMARY), plan(*rows, around=around), tables())]


def test_each_row_is_a_task() -> None:
    found = tasks(HEAD, *ROWS)
    assert [task.key for task in found] == ["检修插秧机300台", "培训机手40名", "报废老旧拖拉机25台"]
    assert [(task.charge, task.term) for task in found] == [
        ("维修科", "3月底前"),
        ("培训科、人事科", "10月底前"),
        ("监理科", "年底前"),
    ]


def test_they_are_compared_with_the_summary() -> None:
    rows = coverage_of(report(SUMMARY), plan(HEAD, *ROWS), tables())
    assert [row.state.value for row in rows] == ["written", "written", "missing"]
    assert [[fact.text for fact in row.commitments[0].achieved] for row in rows[:2]] == [["320"], ["45"]]


def test_a_joined_task_with_several_measures_stands_above_each() -> None:
    head = tr(tc("重点任务"), tc("具体措施"), tc("责任单位"))
    rows = (tr(tc("春耕服务", DOWN), tc("检修插秧机。"), tc("维修科")), tr(tc("", ON), tc("培训机手。"), tc("培训科")))
    assert [(task.above, task.key) for task in tasks(head, *rows)] == [
        ("春耕服务", "检修插秧机"),
        ("春耕服务", "培训机手"),
    ]


def test_one_task_of_several_offices_is_one() -> None:
    rows = (tr(tc("1", DOWN), tc("检修插秧机。", DOWN), tc("维修科"), tc("3月底前", DOWN)),)
    rest = tr(tc("", ON), tc("", ON), tc("配件科"), tc("", ON))
    assert [(task.key, task.charge) for task in tasks(HEAD, *rows, rest)] == [("检修插秧机", "维修科、配件科")]


@pytest.mark.parametrize(
    "head", [("序号", "姓名", "单位", "电话"), ("指标", "单位", "2022年", "2023年"), ("项目", "金额", "来源", "备注")]
)
def test_other_tables_set_no_tasks(head: tuple[str, ...]) -> None:
    assert tasks(tr(*map(tc, head)), tr(*map(tc, ("1", "检修插秧机。", "维修科", "3月底前")))) == []


def test_tasks_of_prose_and_table_keep_the_order_of_the_plan() -> None:
    around = (p("一、服务生产"), p("一是抓服务。服务春耕。"), p("二是抓安全。查处违章。"), p("二、任务分解"))
    assert [task.key for task in tasks(HEAD, ROWS[0], around=around)] == ["抓服务", "抓安全", "检修插秧机300台"]


def test_who_and_until_when_are_shown_and_listed() -> None:
    given, told = plan(HEAD, *ROWS), report(SUMMARY)
    assert remark(plan_rows(told, given, tables())[2], "").startswith("责任单位：监理科；完成时限：年底前")
    shape = coverage_shape(coverage_of(told, given, tables()), lines_of(given), lines_of(told))
    assert (shape["tasks"][0]["charge"], shape["tasks"][0]["term"]) == ("维修科", "3月底前")
