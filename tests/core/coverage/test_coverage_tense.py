"""A plan's sentences in the past tense, sentence by sentence."""

from dataclasses import replace

import pytest

from core.coverage.commitments import is_promise
from core.coverage.sentences import is_ahead, reporting
from core.coverage.tense import in_past_tense
from core.coverage.values import Material
from core.model.elements import Element, Role
from core.workflows.facts import find_facts
from tests.covered import tables

PAST = [
    ("力争引进高层次人才30名。", "引进高层次人才＿＿名。"),
    ("全年力争引进或培育高层次人才30名，急需人才200名。", "全年引进或培育高层次人才＿＿名，急需人才＿＿名。"),
    ("举办培训班不少于5期。", "举办培训班＿＿期。"),
    ("培训干部300人次以上。", "培训干部＿＿人次。"),
    ("群众满意度不低于95%。", "群众满意度达到＿＿%。"),
    ("确保覆盖率达到98%以上。", "覆盖率达到＿＿%。"),
    ("确保全年不发生较大事故。", "确保了全年不发生较大事故。"),
    ("继续推进老旧小区改造12个。", "持续推进老旧小区改造＿＿个。"),
    ("全年将新建公园3个。", "全年新建公园＿＿个。"),
    ("将招工任务下达到乡镇。", "将招工任务下达到乡镇。"),
    ("将学习成果转化为工作动力。", "将学习成果转化为工作动力。"),
    ("要完善考核办法。", "完善考核办法。"),
    ("要求各单位报送清单。", "要求各单位报送清单。"),
    ("计划新增床位200张。", "新增床位＿＿张。"),
    ("落实培训计划，选派20名干部。", "落实培训计划，选派＿＿名干部。"),
    ("积极争取扶持资金600万元。", "积极争取扶持资金＿＿万元。"),
    ("争取建成示范点4个。", "建成示范点＿＿个。"),
    ("用水总量控制在2亿立方米以内。", "用水总量控制在＿＿立方米以内。"),
    ("将于年底前完成验收。", "于年底前完成验收。"),
    ("重要任务实行清单管理。", "重要任务实行清单管理。"),
    ("茶叶产值突破9亿元。", "茶叶产值达到＿＿亿元。"),
]


HALF = [
    ("每月举办一期，全年12期。", "上半年", "每月举办一期，上半年共＿＿期。"),
    ("每月举办一期，全年12期。", "", "每月举办一期，全年共＿＿期。"),
    ("力争全年引进人才30名。", "上半年", "上半年引进人才＿＿名。"),
    ("年内建成书屋6个。", "前三季度", "前三季度建成书屋＿＿个。"),
]


@pytest.mark.parametrize(("plan", "period", "summary"), HALF)
def test_the_summarys_period_stands_for_the_whole_year(plan: str, period: str, summary: str) -> None:
    assert frame(plan, period)[0] == summary


def frame(text: str, period: str = "") -> tuple[str, bool]:
    """The sentence as the program writes it, and whether it could be put into the past."""
    element = Element("e1", Role.BODY, text)
    facts = find_facts((element,))
    blanks = {fact.id: "＿＿" for fact in facts if is_promise(fact, text, tables().words)}
    made = in_past_tense(text, facts, 0, blanks, replace(tables().tense, period=period))
    assert all(made.text[start:end] == blanks.get(fact.id, fact.text) for start, end, fact in made.facts)
    return made.text, made.is_past


@pytest.mark.parametrize(("plan", "summary"), PAST)
def test_a_promise_becomes_what_was_done(plan: str, summary: str) -> None:
    assert frame(plan) == (summary, True)


@pytest.mark.parametrize("text", ["务必于6月前摸清底数。", "严禁新增隐性债务。", "力争上游。"])
def test_what_cannot_be_put_into_the_past_stays_as_it_is(text: str) -> None:
    assert frame(text) == (text, False)


def test_a_sentence_that_stays_still_has_its_figures_empty() -> None:
    assert frame("务必把欠费控制在30万元以内。") == ("务必把欠费控制在＿＿万元以内。", False)


PROMISES = [
    ("新建水厂2座。", ["2"]),
    ("在去年45家的基础上新增6家。", ["6"]),
    ("为服务满20年的干部颁发纪念章。", []),
    ("年收入10万元以上的村达到75%。", ["75"]),
    ("现有会员300人，发展50人。", ["50"]),
    ("建成XX个示范点。", ["XX"]),
    ("召开XX届二中全会精神宣讲会。", []),
    ("2023年上半年完成。", []),
]


@pytest.mark.parametrize(("text", "figures"), PROMISES)
def test_only_what_is_to_be_done_is_a_promise(text: str, figures: list[str]) -> None:
    facts = find_facts((Element("e1", Role.BODY, text),))
    assert [fact.text for fact in facts if is_promise(fact, text, tables().words)] == figures


AHEAD = [
    ("下一步工作打算", True),
    ("2024年工作安排", True),
    ("下半年工作计划", True),
    ("2024年工作思路", True),
    ("工作开展情况", False),
    ("年度计划执行情况", False),
    ("上半年工作开展情况", False),
    ("重点任务完成情况", False),
]


@pytest.mark.parametrize(("heading", "ahead"), AHEAD)
def test_sections_about_the_time_to_come_are_known_by_their_heading(heading: str, ahead: bool) -> None:
    assert is_ahead(heading, tables().words) is ahead


def test_a_paragraph_reports_up_to_where_it_turns_to_the_future() -> None:
    element = Element("e1", Role.BODY, "建成水厂2座。下一步，将建设管网。力争年底通水。")
    told = reporting(Material((element,)), tables().words)
    assert [sentence.text for sentence in told] == ["建成水厂2座。"]
