"""Signs that make no word where they stand: sentences in which they are found, and sentences that are let pass."""

import pytest

from core.checks.spelling.characters import check_characters, weighed_by_document
from core.checks.spelling.language import Language
from core.checks.spelling.surprises import draft_features
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from core.workflows.checking.text_checks import TextChecker
from core.workflows.checking.word_tables import load_language, load_signs
from tests.builders import body

FOUND = (
    ("推进基层冶理。", "冶理", "治理"),
    ("完善监督体糸。", "体糸", "体系"),
    ("提高办事郊率。", "郊率", "效率"),
    ("促进产叶发展。", "产叶", "产业"),
    ("落实责认。", "责认", "责任"),
    ("各项任务基本完城。", "完城", "完成"),
    ("严格落实党风廉证建设责任制。", "廉证", "廉政"),
    ("增强服务义识。", "义识", "意识"),
    ("农民收入稳步赠加。", "赠加", "增加"),
    ("坚持依法行整。", "行整", "行政"),
    ("保障安全，我们责无旁代。", "责无旁代", "责无旁贷"),
    ("各科室负则人要亲自过问。", "负则人", "负责人"),
    ("全县经济平稳运形。", "运形", "运行"),
    ("各级干部要以身做则。", "以身做则", "以身作则"),
    ("组织群众观看展缆。", "展缆", "展览"),
    ("形成了齐抓共官的良好局面。", "齐抓共官", "齐抓共管"),
    ("分管领导宣毒了文件。", "宣毒", "宣读"),
    ("组织一次现场观磨活动。", "观磨", "观摩"),
    ("不断善完工作机制。", "善完", "完善"),
    ("各类资料及时归当。", "归当", "归档"),
)

LEFT = (
    "该免的免、该缓的缓、该减的减。",
    "扩大早籼稻和晚籼稻面积。",
    "推进基层治理，完善监督体系。",
    "一是加强领导，二是压实责任。",
    "副县长陆明宣读名单。",
    "营造风清气正的政治生态。",
    "完成项目可研报告编制。",
    "推广侧深施肥技术。",
    "合同一式三份。",
    "x区**人，*市*县。",
    "坚持稳字当头、稳中求进。",
    "建强卫生院，配强村医，做优服务。",
    "招才引智，拴心留人，凝心聚力。",
    "开展以案促改，推动建章立制。",
    "实现老有所养、老有所医。",
    "记者李梓涵、王奕辰报道。",
    "推进“四力”建设，落实“八防”措施。",
    "举办XX余期培训班。",
    "局长成工出席仪式。",
    "",
)


@pytest.fixture(scope="module")
def checker() -> TextChecker:
    return TextChecker()


def codes(checker: TextChecker, *texts: str) -> list[str]:
    found = checker.check([body(text, number) for number, text in enumerate(texts)])
    return [finding.code for finding in found if finding.code.startswith("sign_")]


@pytest.mark.parametrize(("text", "wrong", "right"), FOUND)
def test_a_wrong_sign_is_found_with_the_word_that_is_meant(
    text: str, wrong: str, right: str, language: Language
) -> None:
    assert [(slip.text, slip.replacement) for slip in check_characters(body(text), language)] == [(wrong, right)]


@pytest.mark.parametrize("text", LEFT)
def test_right_words_names_and_counts_are_left_alone(text: str, language: Language) -> None:
    assert list(check_characters(body(text), language)) == []


def test_the_place_is_that_of_the_whole_word(language: Language) -> None:
    slip = next(check_characters(body("推进基层冶理。"), language))
    assert (slip.place.span.start, slip.place.span.end) == (4, 6)


def test_overwhelming_evidence_is_a_warning(language: Language) -> None:
    (slip,) = check_characters(body("保障安全，我们责无旁代。"), language)
    assert slip.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "code"),
    [("推动工作完城。", "sign_heard"), ("推进基层冶理。", "sign_like"), ("做好设建规划。", "sign_swapped")],
)
def test_the_code_tells_what_was_mistaken(text: str, code: str, language: Language) -> None:
    assert [slip.code for slip in check_characters(body(text), language)] == [code]


def test_the_reason_is_put_into_words(checker: TextChecker) -> None:
    (finding,) = checker.check([body("推动工作完城。")])
    assert finding.message == "“完城”少见，同音的“完成”在此处更常用，可能写错了字，请核对。"


def test_what_the_draft_writes_again_and_again_is_its_own_word(checker: TextChecker) -> None:
    assert codes(checker, "打造展缆品牌。", "展缆品牌深入人心。") == []


def test_what_it_writes_rightly_as_often_is_a_slip(checker: TextChecker) -> None:
    assert codes(checker, "打造展缆品牌。", "举办展缆。", "参观展览。", "布置展览。") == ["sign_heard"] * 2


def test_characters_that_meet_by_chance_are_no_word_of_the_draft(checker: TextChecker) -> None:
    assert codes(checker, "组织群众观看展缆。", "发展缆车旅游。", "发展缆车产业。") == ["sign_heard"]


ELSEWHERE = ("建强干部队伍，壮大队伍力量。", [Severity.WARNING]), ("镇政府加强队本行政区域工作的领导。", [])


@pytest.mark.parametrize(("more", "severities"), ELSEWHERE)
def test_a_character_alone_is_the_drafts_own_only_between_the_same_neighbours(
    checker: TextChecker, more: str, severities: list[Severity]
) -> None:
    slip = body("县级人民政府应当加强队本行政区域内工作的领导。", 1)
    found = checker.check([slip, body(more, 2)])
    assert [one.severity for one in found if one.place.element_id == slip.id and one.text == "队"] == severities


def test_what_it_writes_in_three_paragraphs_may_be_a_term(checker: TextChecker) -> None:
    written = ("打造展缆品牌。", "举办展缆。", "办好展缆。")
    told = checker.check([body(text, at) for at, text in enumerate((*written, *["参观展览。"] * 3), 1)])
    assert [(one.code, one.severity) for one in told] == [("sign_heard", Severity.HINT)] * 3


FILLER = "会议研究了年度工作安排。" * 90
BORNE_OUT = (
    ("修筑乡间道露。", "", Severity.WARNING),
    ("修筑乡间道露。", FILLER, Severity.HINT),
    ("修筑乡间道露。", FILLER + "养护道路。改建道路。", Severity.HINT),
    ("修筑乡间道露。", FILLER + "养护道路。改建道路。铺设道路。", Severity.WARNING),
    ("修筑乡间道露。", FILLER + "养护道路。改建道路。铺设道路。" + "收集雨露。" * 9, Severity.HINT),
    ("修筑乡间道露。", FILLER + "改建道路。" * 6 + "道露两旁，" * 2, Severity.HINT),
    ("组织群众观看展缆。", FILLER + "参观展览。布置展览。举办展览。", Severity.HINT),
    ("组织群众观看展缆馆。", FILLER, Severity.WARNING),
)
"""In a short text, and in a long one by how often that has the word that is meant and the one that is written, and by what is gained."""


@pytest.mark.parametrize(("text", "draft", "severity"), BORNE_OUT)
def test_a_long_draft_must_bear_out_what_may_be_meant(
    checker: TextChecker, text: str, draft: str, severity: Severity
) -> None:
    found = checker.check([body(text, 1), body(draft or "情况如下。", 2)])
    told = [one.severity for one in found if one.place.element_id == "e1" and one.code == "sign_heard"]
    assert told == [severity]


MEANT_SO = (
    ("组织群众观看展缆、展板。", ""),
    ("组织群众观看展缆、节目。", ""),
    ("组织群众观看展缆。", "检修电缆。" * 5),
)
"""Where a long draft has a word like it close by or a list, or is about what was written."""


@pytest.mark.parametrize(("text", "more"), MEANT_SO)
def test_a_long_draft_tells_what_was_meant(text: str, more: str) -> None:
    assert standing(text, f"{text}{more}{FILLER}") < standing("组织群众观看展缆。", f"组织群众观看展缆。{FILLER}")


def standing(text: str, document: str) -> float:
    """How far 展览 is ahead of 展缆 in a draft."""
    at = text.index("展缆")
    found = Finding("sign_heard", Severity.WARNING, Place("e1", Span(at, at + 2)), "展缆", replacement="展览")
    features = draft_features(found, text, document, load_signs(), load_language())
    assert features is not None
    return features.standing


def test_what_is_far_ahead_is_told_in_a_long_draft_that_does_not_write_it(checker: TextChecker) -> None:
    found = checker.check([body("完善监督体糸。", 1), body(FILLER, 2)])
    assert [one.severity for one in found if one.text == "体糸"] == [Severity.WARNING]


def test_slips_of_other_checks_are_handed_on(language: Language) -> None:
    slip = next(check_characters(body("推进基层冶理。"), language))
    other = Finding("word_wrong", slip.severity, slip.place, slip.text, slip.replacement)
    assert list(weighed_by_document([other, slip], {"e1": "冶理，冶理"})) == [other]


@pytest.mark.parametrize(
    ("text", "severity"), [("各类资料及时归当。", Severity.WARNING), ("抓好归当、入当、存当。", Severity.HINT)]
)
def test_words_made_up_in_a_row_are_doubted_less(text: str, severity: Severity, language: Language) -> None:
    assert [(slip.text, slip.severity) for slip in check_characters(body(text), language)] == [("归当", severity)]
