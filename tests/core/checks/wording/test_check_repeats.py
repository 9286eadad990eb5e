"""Repeats, structure and terms: what is found and what is left alone."""

import pytest

from core.checks.structure.sections import check_lengths, check_structure
from core.checks.wording.repeats import (
    check_clauses_twice,
    check_paragraphs_twice,
    check_sentences_twice,
    check_words_twice,
)
from core.checks.wording.terms import check_terms
from core.model.elements import Element, Role
from core.workflows.checking.text_checks import TextChecker
from core.workflows.importing.reports import recognise_report

WORDS_TWICE = (
    ("进一步进一步提升服务水平。", ["进一步"]),
    ("组织开展组织开展档案日活动。", ["组织开展"]),
    ("加强和和改进档案工作。", ["和"]),
    ("做好做好档案整理。", ["做好"]),
    ("进一步进一步进一步提升服务水平。", ["进一步"]),
    ("各科室要要加强协作。", ["要"]),
    ("为切实保障馆藏档案安全为切实保障馆藏档案安全，配备专人。", ["为切实保障馆藏档案安全"]),
    ("依法严肃追究追究责任。", ["追究"]),
    ("认真总结总结经验，提高提高认识。", ["提高"]),
    ("市农业农村局局牵头验收。", ["局"]),
    ("研究研究方案，再研究研究经费。", ["研究", "研究"]),
    ("不断提升服务水平水平。", ["水平"]),
    ("高度重视重视，周密部署。", ["重视"]),
    ("切实做好做好汛期值守。", ["做好"]),
    ("推动各项任务任务落到实处。", ["任务"]),
)

NOT_TWICE = (
    "中国共产党党和国家机关基层组织工作条例。",
    "一一对应，人人建档，处处留心，高高兴兴。",
    "达到保护档案的目的的同时，了了解民情的心愿。",
    "一季度，培训人数12人次。二季度，培训人数12人次。",
    "新增**人次，新增**人次，新增X人次，新增X人次。",
    "一户一户走访，一件一件落实。",
    "需要要素保障，只要要求明确就好。",
    "早发现、早报告、早处置，甲某某、乙某、丙某、乙某。",
    "修路3公里、架桥2座、修路3公里等。",
    "学生、大学生、中学生、教师。",
    "真抓实干，善作善成，久久为功。",
    "管理管理人员，教育教育工作者，发展发展中国家，局局长到会。",
    "市人民政府政府工作报告、干部职工职工之家、综合治理治理中心。",
    "青禾县县委办、市市场监管局、中国国家档案局。",
    "属于集体的土地的土地承包权。",
    "出纳与银行对对账单核实。",
)

CLAUSES = (
    ("加强档案安全管理，加强档案安全管理，确保万无一失。", ["加强档案安全管理"]),
    ("加强档案安全管理，做好防火，加强档案安全管理。", ["加强档案安全管理"]),
    ("加强档案安全，做好日常防火。加强档案安全，做好日常防火。", ["加强档案安全，做好日常防火"]),
    ("要加强档案安全管理，做好防火，加强档案安全管理。", ["加强档案安全管理"]),
    ("加强管理，加强管理，确保万无一失。", []),
    ("举办培训12人次以上，举办培训12人次以上。", ["举办培训12人次以上"]),
    ("共建阅览室12间。共建阅览室12间。", ["共建阅览室12间"]),
    ("做到早治、早防、早防、早管。", ["早防、"]),
    ("开展消防演练、急救培训、消防演练、防汛演练等活动。", ["消防演练、"]),
)

LONG = "今年以来全馆上下认真贯彻上级部署，围绕中心工作，扎实推进馆藏资源建设和开发利用，各项工作都取得了新的明显成效，得到上级充分肯定。"


def body(text: str, number: int = 1, role: Role = Role.BODY) -> Element:
    return Element(f"e{number}", role, text)


def elements_of(text: str):
    return recognise_report("sample.txt", text.encode()).value.document.elements


@pytest.mark.parametrize(("text", "expected"), WORDS_TWICE)
def test_words_twice_in_a_row_are_found(text: str, expected: list[str]) -> None:
    assert [slip.text for slip in check_words_twice(body(text))] == expected


@pytest.mark.parametrize("text", NOT_TWICE)
def test_what_only_looks_doubled_is_left_alone(text: str) -> None:
    assert [slip.text for slip in (*check_words_twice(body(text)), *check_clauses_twice(body(text)))] == []


def test_taking_a_doubled_word_out_leaves_one() -> None:
    text = "进一步进一步提升服务水平。"
    span = next(check_words_twice(body(text))).place.span
    assert text[: span.start] + text[span.end :] == "进一步提升服务水平。"


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_a_clause_beside_its_twin_is_found(text: str, expected: list[str]) -> None:
    assert [slip.text for slip in check_clauses_twice(body(text))] == expected


def test_a_long_sentence_at_two_places_is_found_at_the_second() -> None:
    sentence = "全馆建立了覆盖城乡的档案查询利用服务网络"
    found = list(check_sentences_twice([body(f"{sentence}。", 1), body(f"一年来，成效明显。{sentence}。", 2)]))
    assert [(slip.place.element_id, slip.others[0].element_id) for slip in found] == [("e2", "e1")]


def test_clauses_with_figures_that_come_again_in_longer_sentences_are_found() -> None:
    run = "组织志愿者走进乡镇集市开展档案知识宣传，现场发放各类资料3200份"
    found = list(check_sentences_twice([body(f"一年来，{run}，反响良好。", 1), body(f"{run}。", 2)]))
    assert [(slip.place.element_id, slip.text) for slip in found] == [("e2", run)]


def test_clauses_without_figures_may_come_again_in_other_sentences() -> None:
    run = "全面学习贯彻上级关于档案事业发展的决策部署，持续深化为民服务"
    assert list(check_sentences_twice([body(f"{run}，成效明显。", 1), body(f"{run}，继续努力。", 2)])) == []


def test_a_sentence_at_two_places_is_told_once_though_its_clauses_are_there_twice_as_well() -> None:
    run = "组织志愿者走进乡镇集市开展档案知识宣传，现场发放各类资料3200份，接受咨询80人次。"
    assert len(list(check_sentences_twice([body(run, 1), body(run, 2)]))) == 1


def test_of_what_is_written_twice_only_the_longest_is_told() -> None:
    sentence = "全馆上下坚持人民至上，持续加强馆藏资源体系建设"
    found = TextChecker().check([body(f"{sentence}。{sentence}。")])
    assert {one.text for one in found} == {sentence}


def test_sentences_of_a_paragraph_that_is_there_twice_are_not_told_beside_it() -> None:
    found = TextChecker().check([body(LONG, 1), body("馆藏不足。", 2), body(LONG, 3)])
    assert [one.code for one in found] == ["repeat_paragraph"]


def test_short_sentences_may_come_again() -> None:
    assert list(check_sentences_twice([body("取得了新的成效。", 1), body("取得了新的成效。", 2)])) == []


def test_a_paragraph_at_two_places_is_found_though_a_word_differs() -> None:
    found = list(check_paragraphs_twice([body(LONG, 1), body("馆藏不足。", 2), body(LONG.replace("新的", "较好"), 3)]))
    assert [(slip.place.element_id, slip.others[0].element_id) for slip in found] == [("e3", "e1")]


def test_other_long_paragraphs_are_left_alone() -> None:
    other = "全年共接收各类档案三批，整理旧档两千余卷，数字化扫描二十万页，接待查档群众一千二百余人次，编印简报十二期，办好展览两个。"
    assert list(check_paragraphs_twice([body(LONG, 1), body(other, 2)])) == []


HEAD = "青禾县档案馆2023年上半年工作总结\n上半年，各项工作稳步推进，取得了新的成效。\n"
LONG_HEAD = "紧紧围绕全县中心大局，持续加强馆藏资源体系建设"
TEXT = "全年接收档案三批，整理旧档两千余卷。\n"


STRUCTURE = (
    (f"一、馆藏建设\n{TEXT}二、队伍建设\n三、下一步打算\n{TEXT}", [("section_empty", "队伍建设")]),
    (f"一、馆藏建设\n（一）充实馆藏\n{TEXT}二、队伍建设\n{TEXT}", [("section_lone", "充实馆藏")]),
    (f"一、馆藏建设\n{TEXT}二、队伍建设\n{TEXT}三、下一步打算\n{TEXT}", []),
    (f"一、建馆\n{TEXT}二、队伍建设\n{TEXT}三、{LONG_HEAD}\n{TEXT}", [("heading_length", LONG_HEAD)]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STRUCTURE)
def test_the_outline_is_looked_at(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(slip.code, slip.text) for slip in check_structure(elements_of(HEAD + text))] == expected


def test_long_sentences_and_paragraphs_are_told() -> None:
    found = [slip.code for slip in check_lengths(body("全馆" * 90 + "。" + "建馆。" * 220))]
    assert found == ["paragraph_long", "sentence_long"]


def test_a_long_paragraph_is_marked_at_its_beginning_alone() -> None:
    slip = next(slip for slip in check_lengths(body("今年以来，" + "建馆。" * 300)) if slip.code == "paragraph_long")
    assert slip.text == "今年以来"


def test_lengths_within_reason_are_left_alone() -> None:
    assert list(check_lengths(body("全馆同志齐心协力。" * 80))) == []


TERMS = (
    (["落实“第一议题”制度。", "坚持“第一议题”制度。", "严格“第一议题制度”。"], [("term_marks", "第一议题制度", "第一议题”制度")]),
    (["开展“早谋划、快落实”行动。", "深化“早谋划、快落实”行动。", "推进“早谋划快落实”行动。"], [("term_two_forms", "早谋划快落实", "早谋划、快落实")]),
    (["印发《县馆安全管理办法》。", "执行《县馆安全管理办法》。", "修订《县馆安全管埋办法》。"], [("title_two_forms", "县馆安全管埋办法", "县馆安全管理办法")]),
    (["印发《2022年档案工作要点》。", "落实《2023年档案工作要点》。"], []),
    (["印发《第一批名录公告》《第二批名录公告》。"], []),
    (["青禾县档案馆（以下简称“县馆”）。", "青禾县档案馆（以下简称“县馆”）成立。"], [("term_called_twice", "县馆", None)]),
    (["开展“四有”活动。", "开展“五型”活动，“四有”成效明显。"], []),
)  # fmt: skip


@pytest.mark.parametrize(("texts", "expected"), TERMS)
def test_one_thing_has_one_form(texts: list[str], expected: list[tuple[str, str, str | None]]) -> None:
    found = check_terms([body(text, number) for number, text in enumerate(texts)])
    assert [(slip.code, slip.text.rstrip("”"), slip.replacement) for slip in found] == expected


def test_one_after_the_other_is_no_repeat() -> None:
    assert list(check_words_twice(body("一件事情一件事情抓落实，一个环节一个环节盯到底。"))) == []


def test_headings_without_text_are_a_slip_only_beside_others_with_text() -> None:
    text = f"一、馆藏建设\n{TEXT}二、今后打算\n（一）抓征集\n（二）抓整理\n（三）抓编研\n三、队伍建设\n{TEXT}"
    elements = recognise_report("x.txt", ("青禾县档案馆工作总结\n" + TEXT + text).encode()).value.document.elements
    assert [slip.code for slip in check_structure(elements) if slip.code == "section_empty"] == []
