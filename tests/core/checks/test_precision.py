"""Severities follow from what was judged on published text."""

import pytest

from core.checks.precision import JudgedCode, allowed, precision_table, severity_of
from core.checks.registry import CODES
from core.model.finding import Finding, Severity
from core.model.spans import Place
from core.workflows.checking.text_checks import worded
from core.workflows.checking.word_tables import load_precision
from tests.precision import JUDGED, TARGET, table, written

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


def row(right: int, debatable: int, false: int) -> JudgedCode:
    return JudgedCode("word_wrong", ERROR, right, debatable, false, "公开文本", 1, "2026-11-23")


@pytest.mark.parametrize(
    ("severity", "rows", "kept"),
    [
        (ERROR, [], ERROR),
        (ERROR, [row(24, 0, 0)], ERROR),
        (ERROR, [row(24, 0, 0), row(5, 1, 1)], WARNING),
        (ERROR, [row(1, 0, 5)], HINT),
        (WARNING, [row(1, 1, 2)], WARNING),
        (WARNING, [row(1, 0, 4)], HINT),
        (WARNING, [row(1, 0, 2)], WARNING),
        (WARNING, [row(1, 0, 2), row(1, 0, 3)], HINT),
        (WARNING, [row(3, 0, 0)], WARNING),
        (HINT, [row(0, 0, 9)], HINT),
    ],
)
def test_a_kind_that_was_false_too_often_is_less_grave(
    severity: Severity, rows: list[JudgedCode], kept: Severity
) -> None:
    assert allowed(severity, rows) is kept


def test_every_finding_bears_the_severity_that_its_kind_may_have() -> None:
    table = load_precision()
    for (code, severity), rows in table.items():
        told = worded(Finding(code, severity, Place("e1"), "词"))
        assert told.severity is allowed(severity, rows), code
        assert told.severity is severity_of(Finding(code, severity, Place("e1"), "词"), table)


def test_no_error_that_was_read_was_false_and_no_reminder_mostly_so() -> None:
    for code in CODES.values():
        told = worded(Finding(code.code, code.severity, Place("e1"), "词")).severity
        rows = load_precision().get((code.code, code.severity), ())
        false, read = sum(one.false for one in rows), sum(one.read for one in rows)
        assert told is not ERROR or not false, code
        assert told is HINT or 2 * false <= read or read < 5, code


@pytest.mark.parametrize(
    "line",
    [
        "word_wrong\t错误\t3\t1\t1\t0\t甲\t156\t2026-11-23",
        "word_wrong\t错误\t0\t0\t0\t0\t甲\t156\t2026-11-23",
        "word_wrong\t严重\t1\t1\t0\t0\t甲\t156\t2026-11-23",
        "no_code\t错误\t1\t1\t0\t0\t甲\t156\t2026-11-23",
        "word_wrong\t错误\t1",
        "sign_like\t提醒*\t6\t0\t0\t6\t甲\t156\t2026-11-23",
    ],
)
def test_a_row_that_does_not_add_up_is_refused(line: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        precision_table([line])


def test_the_table_is_what_the_judged_cases_make() -> None:
    lines = JUDGED.read_text("utf-8").splitlines()
    assert TARGET.read_text("utf-8") == written(TARGET.read_text("utf-8"), table(lines))


def test_cases_are_counted_by_kind_severity_and_text() -> None:
    head = "甲\t1\t2026-11-25\tsign_like\t提醒\t吸姻\t吸烟"
    rows = table(
        ["# 说明", f"{head}\t2\t对", f"{head}\t1\t可议", "", "乙\t1\t2026-11-25\tsign_like\t提醒\t厂库\t仓库\t3\t错"]
    )
    assert rows == ["sign_like\t提醒\t3\t2\t1\t0\t甲\t1\t2026-11-25", "sign_like\t提醒\t3\t0\t0\t3\t乙\t1\t2026-11-25"]


@pytest.mark.parametrize(
    "line", ["甲\t1\t2026-11-25\tno_code\t提醒\t姻\t烟\t1\t对", "甲\t1\t2026-11-25\tsign_like\t提醒\t姻\t烟\t1\t好"]
)
def test_a_case_that_is_none_is_refused(line: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        table([line])
