"""为什么: what stands behind a finding."""

from dataclasses import replace

import pytest

from core.checks.precision import precision_table
from core.model.finding import CountedReading, Finding, Severity
from core.model.spans import Place
from core.workflows.checking.finding_kinds import reasons

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


@pytest.mark.parametrize("code", ["numbering_gap", "no_such_code"])
def test_what_nobody_read_is_not_said_to_be_right(code: str) -> None:
    (only,) = reasons(replace(HEARD, code=code), TABLE)
    assert "还没有数" in only
    assert "自拟" in only
