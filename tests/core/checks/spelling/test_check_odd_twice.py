"""Signs that stand twice, once in a word and once alone: sentences in which they are found, and sentences that are let pass."""

import pytest

from core.checks.spelling.doubled_characters import check_repetitions
from core.checks.spelling.language import Language
from core.model.finding import Severity
from core.workflows.checking.word_tables import load_signs, load_splits
from tests.builders import body

REDOUBLED, SIGNS = load_splits().redoubled, load_signs()
FOUND = (
    ("各镇要加快快推进项目建设。", 5),
    ("县长强强调了三点意见。", 2),
    ("干部群众热情高涨涨。", 8),
    ("群众对结果表示满意意。", 9),
    ("有关情况汇报如下下。", 8),
    ("要进一步步压实责任。", 4),
)

LEFT = (
    "大山村村民反映用水困难。",
    "对整治工作作简要汇报。",
    "在中国共产党党员大会上发言。",
    "落实耕地地力保护补贴。",
    "坚持强强联合。",
    "不搞亲亲疏疏那一套。",
    "一根根竹篾编成竹篮。",
    "一步步走来很不容易。",
    "脚踏实地地开展工作。",
    "人人参与，天天检查。",
    "今年是“十五五”规划开局之年。",
    "编制十五五规划纲要。",
    "让红红脸、出出汗成为常态。",
    "多与群众谈谈心。",
    "二○一一年十月十七日",
    "二〇二二年全面完成。",
    "",
)


@pytest.mark.parametrize(("text", "start"), FOUND)
def test_a_sign_too_many_is_found(text: str, start: int, language: Language) -> None:
    assert [slip.place.span.start for slip in check_repetitions(body(text), language, REDOUBLED, SIGNS)] == [start]


@pytest.mark.parametrize("text", LEFT)
def test_signs_that_are_words_by_themselves_are_left_alone(text: str, language: Language) -> None:
    assert list(check_repetitions(body(text), language, REDOUBLED, SIGNS)) == []


def test_it_can_go(language: Language) -> None:
    (slip,) = check_repetitions(body("县长强强调了三点意见。"), language, REDOUBLED, SIGNS)
    assert slip.replacement == ""


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("各镇要加快快推进项目建设。", Severity.WARNING),
        ("有关部门制定渔港港章，报县政府批准。", Severity.HINT),
        ("村民按照表数交纳天然气气费。", Severity.HINT),
        ("在路灯灯杆等设施上张贴。", Severity.HINT),
        ("具体办法经经营主体商定。", Severity.HINT),
        ("乡镇应当在十五日日内上报。", Severity.WARNING),
    ],
)
def test_where_two_words_may_meet_it_is_a_hint(text: str, severity: Severity, language: Language) -> None:
    assert [slip.severity for slip in check_repetitions(body(text), language, REDOUBLED, SIGNS)] == [severity]
