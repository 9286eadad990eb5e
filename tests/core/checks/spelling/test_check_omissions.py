"""Characters left out of a word: sentences in which they are found, and sentences that are let pass."""

import pytest

from core.model.finding import Severity
from core.workflows.checking.text_checks import TextChecker
from tests.builders import body

FOUND = (
    ("推进社会信体系建设。", "信", "信用"),
    ("压实安全生责任制。", "生", "生产"),
    ("健全长效工机制。", "工", "工作"),
    ("全县农民可支配收增长较快。", "收", "收入"),
)
RIGHT = (
    "文化交流更活跃。",
    "抓项目促投资稳增长。",
    "以学促干、以干践学。",
    "守牢耕地红线保粮安。",
    "国库集中支付率达百分之百。",
    "慢病患者用药负担明显减轻。",
    "各镇抓实农村厕所改造。",
    "推动产城融合、港产城联动。",
)


@pytest.fixture(scope="module")
def checker() -> TextChecker:
    return TextChecker()


@pytest.mark.parametrize(("text", "left", "meant"), FOUND)
def test_what_is_left_of_a_word_is_told_with_the_word(checker: TextChecker, text: str, left: str, meant: str) -> None:
    (finding,) = checker.check([body(text)])
    assert (finding.code, finding.text, finding.replacement) == ("sign_omitted", left, meant)


@pytest.mark.parametrize("text", RIGHT)
def test_words_of_one_character_are_let_pass(checker: TextChecker, text: str) -> None:
    assert [one for one in checker.check([body(text)]) if one.severity is not Severity.HINT] == []


def test_why_shows_both_readings_with_a_character_on_either_side(checker: TextChecker) -> None:
    (finding,) = checker.check([body("压实安全生责任制。")])
    written, meant = finding.readings
    assert (written.text, meant.text, written.count < meant.count) == ("全生责", "全生产责", True)


def test_a_hint_that_the_draft_bears_out_is_a_warning(checker: TextChecker) -> None:
    alone = checker.check([body("做好事业单位理岗位晋升工作。")])
    told = checker.check([body("做好事业单位理岗位晋升工作。"), body("规范管理岗位设置。", 2)])
    assert ([one.severity for one in alone], sorted(one.severity for one in told)) == (
        [Severity.HINT],
        sorted([Severity.WARNING, Severity.HINT]),
    )
