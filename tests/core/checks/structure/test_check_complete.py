"""Completeness: what is expected of a draft, what of a file, and what of neither."""

from dataclasses import replace

import pytest

from core.checks.structure.complete import Expected, check_complete
from core.model.document import Kind, RequiredPart
from core.model.draft import Draft
from core.model.fact import FactState
from core.model.finding import Finding, Severity
from tests.builders import make_draft

PARTS = (RequiredPart("存在的问题", ("问题", "不足"), ("还存在",)), RequiredPart("下半年工作计划", ("下半年", "打算")))
KIND = Kind("上半年工作总结", required=PARTS)
SPOKEN = Kind("工作汇报", vocative="同志们：")
WHOLE = """
title |青禾县档案馆2023年上半年工作总结
h1 一、|开展情况
body |接收档案顺利。
h1 二、|存在的不足
body |力量不够。
h1 三、|下半年打算
body |再加把劲。
signature |青禾县档案馆
issue_date |2023年7月5日
"""


def found(source: str, kind: Kind | None = KIND, **expected: object) -> tuple[Finding, ...]:
    return check_complete(make_draft(source), Expected(kind, **expected))


def codes(source: str, kind: Kind | None = KIND, **expected: object) -> list[str]:
    return [slip.code.removeprefix("complete_") for slip in found(source, kind, **expected)]


def test_a_whole_report_has_no_finding() -> None:
    assert codes(WHOLE, title_kind="上半年工作总结") == []


def test_a_draft_without_a_line_has_no_finding() -> None:
    assert check_complete(Draft(make_draft(WHOLE).identity), Expected(KIND)) == ()


# Parts


def test_a_part_that_is_missing_is_told_at_the_last_part() -> None:
    slip = found(WHOLE.replace("存在的不足", "主要成效"))[0]
    assert (slip.code, slip.text, slip.place.element_id) == ("complete_part", "存在的问题", "e6")


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("存在的不足", "主要成效").replace("力量不够", "工作还存在差距"),
        WHOLE.replace("h1 二、|存在的不足", "h2 （一）|存在问题"),
        "title |2023年上半年工作总结\nh1 一、|开展情况\nbody |只有一个部分。",
        "title |2023年上半年工作总结\nbody |没有小标题。",
    ],
    ids=["said in a sentence", "in a lower heading", "one part only", "no headings"],
)
def test_parts_that_are_not_missed(text: str) -> None:
    assert "part" not in codes(text)


def test_of_a_file_a_missing_part_is_a_hint_only() -> None:
    severities = [found(WHOLE.replace("存在的不足", "成效"), is_file=is_file)[0].severity for is_file in (True, False)]
    assert severities == [Severity.HINT, Severity.WARNING]


def test_of_an_unknown_kind_no_part_is_asked() -> None:
    assert codes(WHOLE.replace("存在的不足", "主要成效"), None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title |工作情况汇报\nbody |各项工作顺利。", ["vocative"]),
        ("title |工作情况汇报\nvocative |同志们：\nbody |各项工作顺利。", []),
        ("title |工作情况汇报\naddressee |县委：\nbody |各项工作顺利。", []),
        ("body |一份摘出来的材料。", []),
    ],
)
def test_whether_somebody_is_addressed(text: str, expected: list[str]) -> None:
    assert codes(text, SPOKEN) == expected


# Title


@pytest.mark.parametrize(
    ("title", "told", "expected"),
    [
        ("青禾县档案馆2022年上半年工作总结", "上半年工作总结", ["title_year"]),
        ("青禾县档案馆二〇二二年上半年工作总结", "上半年工作总结", ["title_year"]),
        ("青禾县档案馆202X年上半年工作总结", "上半年工作总结", []),
        ("青禾县档案馆2022—2023年上半年工作总结", "上半年工作总结", []),
        ("青禾县档案馆2023年下半年工作总结", "年度工作总结", ["title_period"]),
        ("青禾县档案馆2023年工作总结", "年度工作总结", ["title_kind"]),
        ("青禾县档案馆2023年上半年工作总结和下半年工作要点", "年度工作要点", []),
        ("青禾县档案馆2023年工作要点", "年度工作要点", ["title_kind"]),
        ("把档案事业推向前进", "", []),
    ],
)
def test_the_title_against_year_period_and_kind(title: str, told: str, expected: list[str]) -> None:
    text = WHOLE.replace("青禾县档案馆2023年上半年工作总结", title)
    assert codes(text, title_kind=told) == expected


def test_the_year_of_the_title_is_marked_alone() -> None:
    slip = found(WHOLE.replace("馆2023年上", "馆2022年上"))[0]
    assert (slip.text, dict(slip.parameters)) == ("2022年", {"given": "2022", "year": "2023"})


def test_of_a_file_the_title_is_not_held_against_a_year() -> None:
    assert codes(WHOLE.replace("馆2023年上", "馆2022年上"), title_kind="年度工作总结", is_file=True) == []


# Signature and dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WHOLE.replace("issue_date |2023年7月5日\n", ""), ["date_missing"]),
        (WHOLE.replace("signature |青禾县档案馆\n", ""), ["signature_missing"]),
        (WHOLE.split("signature")[0], []),
        (WHOLE.replace("2023年7月5日", "2026年7月5日"), ["date_far"]),
        (WHOLE.replace("2023年7月5日", "2024年1月5日"), []),
        (WHOLE.replace("2023年7月5日", "20**年*月*日"), []),
        (WHOLE.replace("h1 一、", "issue_date |（2023年7月1日）\nh1 一、"), ["dates_differ"]),
        (WHOLE.replace("h1 一、", "issue_date |（二〇二三年七月五日）\nh1 一、"), []),
        (f"{WHOLE.rstrip()}\nsignature |青禾县档案馆\nissue_date |2023年8月1日", []),
        (WHOLE.split("signature")[0].replace("h1 一、", "issue_date |（2023年7月1日）\nh1 一、"), []),
        (WHOLE.replace("signature |青禾县档案馆", "signature |青禾县图书馆"), ["unit"]),
        (WHOLE.replace("signature |青禾县档案馆", "signature |中共青禾县档案馆委员会"), []),
        (WHOLE.replace("signature |青禾县档案馆", "signature |{**}档案馆").replace("档案馆2023", "2023"), ["open"]),
    ],
)
def test_signature_and_date(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_of_a_file_a_missing_date_is_a_hint() -> None:
    (slip,) = found(WHOLE.replace("issue_date |2023年7月5日\n", ""), is_file=True)
    assert (slip.code, slip.severity) == ("complete_date_missing", Severity.HINT)


# What is open


def test_open_facts_are_one_finding_at_the_first_blank() -> None:
    slip = found("body |接收{12}卷，修复{**}卷，展览{3}次。")[0]
    assert (slip.text, dict(slip.parameters)) == ("**", {"count": "3", "empty": "1", "carried": "2"})


def test_without_blanks_open_facts_are_a_hint() -> None:
    (slip,) = found("body |接收{12}卷。")
    assert slip.severity is Severity.HINT


def test_of_a_file_nothing_is_open() -> None:
    assert codes("body |接收{12}卷，修复{**}卷。", is_file=True) == []


def test_what_was_confirmed_is_not_open() -> None:
    draft = make_draft("body |接收{12}卷。")
    draft = replace(draft, facts=tuple(replace(fact, state=FactState.CONFIRMED) for fact in draft.facts))
    assert check_complete(draft, Expected(None)) == ()
