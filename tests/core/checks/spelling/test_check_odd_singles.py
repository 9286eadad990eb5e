"""Words of one sign mistaken for another: sentences in which they are found, and sentences that are let pass."""

import pytest

from core.checks.spelling.language import Language
from core.checks.spelling.single_characters import check_single_characters
from core.model.finding import Severity
from core.workflows.checking.text_checks import TextChecker
from tests.builders import body

FOUND = (
    ("全市再建项目四十个。", "再", "在"),
    ("依法进行和规性审查。", "和", "合"),
    ("今年以来己完成投资。", "己", "已"),
    ("县医院新增床倍三十张。", "倍", "位"),
    ("既日起施行。", "既", "即"),
)

LEFT = (
    "开好局、起好步。",
    "各省区市要抓好落实。",
    "新建项目12个，办结7项。",
    "因村施策抓帮扶。",
    "会议决定再建两所学校。",
    "领导作报告，各单位做准备。",
    "他在家种地，一只鸟飞过。",
    "既要立足当前，又要着眼长远。",
    "村民合伙办厂，和气生财。",
    "记者计光明报道。",
    "",
)


@pytest.mark.parametrize(("text", "wrong", "right"), FOUND)
def test_a_wrong_word_of_one_sign_is_found(text: str, wrong: str, right: str, language: Language) -> None:
    assert [(slip.text, slip.replacement) for slip in check_single_characters(body(text), language)] == [(wrong, right)]


@pytest.mark.parametrize("text", LEFT)
def test_words_that_fit_are_left_alone(text: str, language: Language) -> None:
    assert list(check_single_characters(body(text), language)) == []


def test_the_place_is_that_of_the_sign(language: Language) -> None:
    (slip,) = check_single_characters(body("依法进行和规性审查。"), language)
    assert (slip.place.span.start, slip.place.span.end) == (4, 5)


@pytest.mark.parametrize(
    ("text", "severity"), [("今年以来己完成投资。", Severity.WARNING), ("既日起施行。", Severity.HINT)]
)
def test_the_more_is_gained_the_surer(text: str, severity: Severity, language: Language) -> None:
    assert [slip.severity for slip in check_single_characters(body(text), language)] == [severity]


def test_sounds_and_looks_are_told_apart(language: Language) -> None:
    texts = ("全市再建项目四十个。", "今年以来己完成投资。")
    assert [slip.code for text in texts for slip in check_single_characters(body(text), language)] == [
        "sign_heard",
        "sign_like",
    ]


def test_the_window_tells_it() -> None:
    (finding,) = TextChecker().check([body("全市再建项目四十个。")])
    assert (finding.code, finding.replacement) == ("sign_heard", "在")
