"""为什么: what stands behind a finding."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.checks.precision import precision_table
from core.model.elements import Element, Role
from core.model.finding import CountedReading, Finding, Severity, WordRow
from core.model.spans import Place
from core.workflows.checking.finding_kinds import reasons
from core.workflows.checking.text_checks import TextChecker
from core.workflows.checking.word_tables import load_confusions, load_phrases_table

TABLE = precision_table(
    ["word_heard\t提醒\t5\t2\t1\t2\t甲\t156\t2026-11-23", "word_heard\t提示\t1\t0\t1\t0\t甲\t156\t2026-11-23"]
)
HEARD = Finding("word_heard", Severity.WARNING, Place("e1"), "应城施策")


def test_both_readings_are_shown_with_their_counts() -> None:
    read = CountedReading("因城施策", 212), CountedReading("应城施策", 0)
    first, second = reasons(replace(HEARD, readings=read), TABLE)
    assert "“因城施策”212次，“应城施策”0次" in first
    assert "在156万字里读过这一类5条，2条确有差错，1条可以商量，2条是误报" in second


def test_of_a_severity_that_nobody_read_all_are_counted() -> None:
    (only,) = reasons(replace(HEARD, severity=Severity.ERROR), TABLE)
    assert "读过这一类6条，2条确有差错" in only


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (WordRow("易混词表"), "程序的易混词表里有这一条，是程序自拟的，没有出处。"),
        (WordRow("固定提法表", "中共十八大报告"), "固定提法表里有这一条，写明的来源：中共十八大报告。"),
        (WordRow("易混词表", is_own=True), "自己的词表里有这一条。"),
        (WordRow("易混词表", "县志", is_own=True), "自己的词表里有这一条，写明的来源：县志。"),
    ],
)
def test_whose_row_of_a_table_says_so(row: WordRow, told: str) -> None:
    assert told in reasons(replace(HEARD, row=row), TABLE)


def test_what_rows_of_the_user_tell_is_not_counted_by_those_of_the_program() -> None:
    assert len(reasons(replace(HEARD, row=WordRow("易混词表", is_own=True)), TABLE)) == 1


@pytest.fixture(scope="module")
def own_table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the user's own rows."""
    folder = tmp_path_factory.mktemp("words")
    (folder / "confusions.tsv").write_text("青河县\t青禾县\n", "utf-8")
    (folder / "fixed_phrases.tsv").write_text("“三进三问”活动\t\t\t\t\t\t\t\t三问三进\n", "utf-8")
    return folder


def test_rows_of_the_user_are_known_as_theirs(own_table: Path) -> None:
    entries = load_confusions(own=own_table).value.entries
    phrases = load_phrases_table(own=own_table).value.phrases
    assert [entry.wrong for entry in entries if entry.row.is_own] == ["青河县"]
    assert [phrase.form for phrase in phrases if phrase.row.is_own] == ["“三进三问”活动"]


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("与三家企业签定了合作协议。", "word_wrong", WordRow("易混词表")),
        (
            "推进政治建设、经济建设、文化建设、社会建设、生态文明建设。",
            "phrase_order",
            WordRow("固定提法表", "中共十八大报告"),
        ),
        ("要增强“四个意思”。", "phrase_near", WordRow("固定提法表", "2016年1月29日中共中央政治局会议")),
        ("学习了《党政领导干部选拔任用工作条列》。", "title_wrong", WordRow("固定提法表", "公布时的名称")),
        ("全县上下认真贯落实会议精神。", "stock_near", WordRow("固定搭配表")),
        (
            "在2016年，全县上下增强“四个意识”、坚定“四个自信”。",
            "phrase_companion",
            WordRow("固定提法表", "庆祝中国共产党成立95周年大会上的讲话"),
        ),
    ],
)
def test_a_finding_of_the_whole_check_knows_its_row(text: str, code: str, row: WordRow) -> None:
    assert {one.code: one.row for one in TextChecker().check((Element("e1", Role.BODY, text),))}.get(code) == row


@pytest.mark.parametrize("code", ["numbering_gap", "no_such_code"])
def test_what_nobody_read_is_not_said_to_be_right(code: str) -> None:
    (only,) = reasons(replace(HEARD, code=code), TABLE)
    assert "还没有数" in only
    assert "自拟" in only
