"""要点对照: what is no report on a task though a word is shared, and what speaks of the time to come."""

from dataclasses import replace

import pytest

from core.coverage.sentences import is_ahead, is_intent, reporting
from core.coverage.values import Certainty, CoverageRow, CoverState, Material
from core.model.change import apply
from core.model.draft import Draft, Identity
from core.model.elements import Element, Role
from core.workflows.drafting.report_draft import draft_of
from core.workflows.yearly.coverage import coverage_findings, coverage_of, judge, task_change
from core.workflows.yearly.coverage_listing import coverage_text
from tests.covered import report, tables

PLAN = """云溪县2023年组织工作要点
一、加强干部队伍建设
1．抓好干部教育培训。制定年度培训计划，办好专题班。
2．从严监督管理干部。常态化提醒谈话，核查个人事项报告。
二、加强人才工作
3．建设青年人才公寓100套。
4．引进高层次人才30名。
"""


def rows(*told: str) -> tuple[CoverageRow, ...]:
    """The tasks of the plan against a summary of these sentences."""
    summary = "云溪县2023年组织工作总结\n一、工作开展情况\n" + "\n".join(told)
    return coverage_of(report(summary), report(PLAN), tables())


WEAK = [
    (0, "三是抓实党员教育管理，轮训12期。"),
    (2, "发展党员120名，其中青年农民35名。"),
    (2, "表彰优秀青年7名。"),
    (3, "人才驿站投入使用。"),
]


@pytest.mark.parametrize(("task", "sentence"), WEAK)
def test_one_common_word_is_no_report(task: int, sentence: str) -> None:
    assert rows(sentence)[task].state is CoverState.MISSING


TOLD = [
    (0, "一是做好全县干部教育培训计划。"),
    (1, "五是健全完善干部日常管理监督机制。"),
    (2, "青年公寓建成42套。"),
    (3, "引进高层次人才18名。"),
]


@pytest.mark.parametrize(("task", "sentence"), TOLD)
def test_several_common_words_are_a_report(task: int, sentence: str) -> None:
    assert rows(sentence)[task].state is CoverState.WRITTEN


def test_a_telling_sentence_comes_before_one_that_shares_a_word() -> None:
    mentions = rows("抓实党员教育管理。", "做好全县干部教育培训计划。")[0].mentions
    assert [mention.sentence.text for mention in mentions] == ["做好全县干部教育培训计划。"]


def test_what_is_said_among_problems_is_not_sure() -> None:
    summary = "云溪县2023年总结\n一、存在的问题\n高层次人才引进不够，青年人才公寓建设进度慢。"
    found = coverage_of(report(summary), report(PLAN), tables())
    assert Certainty.SURE not in {row.certainty for row in found}


INTENT = [
    ("2023年要完成新馆。", True),
    ("2024年底前将建成新馆。", True),
    ("我局将继续抓好落实。", True),
    ("一是要抓好落实。", True),
    ("年底前，力争通车。", False),
    ("力争引进人才20名。", True),
    ("要求各单位落实到位。", False),
    ("将5个村列入试点。", False),
    ("主体完工，将于年底通车。", False),
    ("2022年要素保障有力。", False),
    ("争取上级资金300万元。", False),
    ("拟定方案3个。", False),
]


@pytest.mark.parametrize(("text", "ahead"), INTENT)
def test_a_sentence_says_by_its_first_clause_what_is_to_be_done(text: str, ahead: bool) -> None:
    assert is_intent(text, tables().words) is ahead


@pytest.mark.parametrize(("heading", "ahead"), [("计划", True), ("2024年打算", True), ("落实年度计划", False)])
def test_a_heading_of_one_word_can_be_about_the_time_to_come(heading: str, ahead: bool) -> None:
    assert is_ahead(heading, tables().words) is ahead


@pytest.mark.parametrize("name", ["计划。", "下一步打算。", "（三）下一步打算。"])
def test_a_run_in_heading_turns_to_the_time_to_come(name: str) -> None:
    element = Element("e1", Role.BODY, f"建成书屋4个。{name}新建书屋6个。")
    told = reporting(Material((element,)), tables().words)
    assert [sentence.text for sentence in told] == ["建成书屋4个。"]


SECTIONS = """云溪县2023年上半年组织工作总结
一、工作开展情况
（一）基层党建有力有效。新建党建示范点9处。
（二）人才工作稳步推进。引进高层次人才18名。
"""


def half_year() -> Draft:
    """The summary of half a year as a draft, with sections of their own topics."""
    made = draft_of(report(SECTIONS).document)
    return replace(made, identity=Identity("半年工作总结", 2023, period="上半年"))


def written(key: str) -> Draft:
    """The draft with a task written from the plan."""
    return apply(half_year(), task_change(half_year(), report(PLAN), key, tables()))


def test_a_task_is_written_into_the_section_of_its_topic() -> None:
    texts = [element.text for element in written("建设青年人才公寓100套").elements]
    assert texts[-2].startswith("（二）人才工作")
    assert texts[-1] == "建设青年人才公寓＿＿套。"


def test_a_task_written_with_empty_figures_is_still_to_be_filled_in() -> None:
    found = coverage_of(written("建设青年人才公寓100套"), report(PLAN), tables())
    assert found[2].state is CoverState.PENDING
    assert "待填1项" in coverage_text(found)


def test_a_finding_stands_in_the_section_of_its_topic_or_at_the_title() -> None:
    draft = half_year()
    found = coverage_findings(draft, coverage_of(draft, report(PLAN), tables()), tables())
    by_id = {element.id: element.ordinal for element in draft.elements}
    assert [(one.text, by_id[one.place.element_id]) for one in found] == [
        ("抓好干部教育培训", ""),
        ("从严监督管理干部", ""),
        ("建设青年人才公寓100套。", "（二）"),
    ]


def test_after_a_sentence_is_denied_the_next_one_is_offered() -> None:
    summary = (
        "云溪县2023年总结\n一、工作情况\n做好全县干部教育培训计划。\n组织年轻干部专题调研3次。\n防汛通道清理完毕。"
    )
    draft = draft_of(report(summary).document)
    key = "抓好干部教育培训"
    draft = apply(draft, judge(draft, key, "做好全县干部教育培训计划。", False))
    offered = coverage_of(draft, report(PLAN), tables())[0].mentions
    assert [(one.sentence.text, one.certainty) for one in offered] == [("组织年轻干部专题调研3次。", Certainty.PERHAPS)]


def test_what_is_only_perhaps_written_is_counted_apart() -> None:
    assert "，疑似已写1项，" in coverage_text(rows("五是健全完善干部日常管理监督机制。"))
