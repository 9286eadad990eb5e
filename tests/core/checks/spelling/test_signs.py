"""The model of signs: counts, costs, its file and how that is made; what it says of what other checks doubt, and by itself."""

import math
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from core.checks.spelling.language import Language
from core.checks.spelling.signs import ALONE, EDGE, ORDER, Signs, signs_model
from core.checks.spelling.surprises import check_surprises, evidence_of, judged, padded, place_of
from core.errors import BadWords
from core.model.elements import Element, Role
from core.model.finding import Finding, Severity
from core.model.spans import Place, Span
from core.workflows.checking.text_checks import TextChecker
from core.workflows.checking.word_tables import load_language, load_signs
from tests.corpus import Document
from tests.signs import counted, own_phrases, parts

CLAUSES = ("因城施策", "因城施策", "因城施策", "施策有方", "因地制宜", "因地制宜", "因地制宜")


def body(text: str) -> Element:
    return Element("e1", Role.BODY, text, line=1)


def file() -> bytes:
    uses = [Counter[str]() for _ in range(ORDER)]
    for clause in map(padded, CLAUSES):
        for size, some in enumerate(uses, 1):
            some.update(clause[at : at + size] for at in range(size == 1, len(clause) - size + 1))
    return parts(uses, [Counter[str]() for _ in range(ORDER)])


@pytest.fixture(scope="module")
def small() -> Signs:
    return signs_model(file())


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="module")
def signs() -> Signs:
    return load_signs()


@pytest.mark.parametrize(
    ("run", "count"), [("因", 6), ("施策", 4), ("因城施策", 3), ("施策有方", 0), ("应城施策", 0), ("因地", 3)]
)
def test_runs_are_counted_rare_ones_are_not_kept(small: Signs, run: str, count: int) -> None:
    assert small.count(run) == count


def test_large_counts_are_kept_to_within_a_few_percent() -> None:
    uses = [Counter({"策": 10_000}), Counter[str](), Counter[str](), Counter[str]()]
    count = signs_model(parts(uses, [Counter[str]()] * ORDER)).count("策")
    assert math.isclose(count, 10_000, rel_tol=0.04)


def test_what_follows_is_likelier_than_what_does_not(small: Signs) -> None:
    behind = small.runs_before("因", 1)
    assert small.cost("城", behind) < small.cost("方", behind) < small.cost("应", behind)


def test_what_may_follow_makes_up_one(small: Signs) -> None:
    signs = [*small.first]
    behind = small.runs_before("因城", 2)
    assert math.isclose(sum(math.exp(-small.cost(sign, behind)) for sign in signs), 1, rel_tol=0.03)


def test_figures_and_letters_are_one_sign() -> None:
    assert padded("2023年A区") == f"{EDGE}0000年0区{EDGE}"


@pytest.mark.parametrize("data", [b"", b"x" * 99, file()[:-1], file() + b"1"], ids=["none", "other", "cut", "longer"])
def test_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        signs_model(data)


def test_the_same_text_gives_the_same_bytes() -> None:
    assert file() == file()


def test_documents_kept_out_are_not_counted_and_our_phrases_are() -> None:
    some = [Document("laws", (f"# {number}", "加强领导", "落实责任")) for number in range(50)]
    uses, _ = counted((*some, *own_phrases()))
    kept = sum(one.is_counted for one in some)
    assert uses[3]["落实责任"] == kept + 1
    assert 0 < kept < len(some)


@pytest.mark.parametrize(
    ("before", "behind", "known"), [("因", "施", ["城"]), ("因", "制", ["地"]), ("因", "方", []), ("无", "施", [])]
)
def test_what_is_known_between_two_characters(small: Signs, before: str, behind: str, known: list[str]) -> None:
    assert [sign for _, sign in small.between(before, behind, "地城策")] == known


def test_all_that_is_known_between_and_behind(small: Signs) -> None:
    assert [sign for _, sign in small.between("因", "施")] == ["城"]
    assert (small.behind("因"), small.behind("无")) == ("地城", "")


def test_what_is_known_between_is_counted_there(small: Signs) -> None:
    ((count, _),) = small.between("因", "施", "地城策")
    assert count == small.count("因城施")


@pytest.mark.parametrize(
    ("clause", "at", "surprise"),
    [
        ("因城施策", 2, 0),
        ("因城施策", 1, 0),
        ("应城施策", 1, ALONE),
        ("因地施策", 2, 1),
        ("因城制宜", 3, 1),
    ],
)
def test_a_place_is_surprising_unless_two_runs_hold_it(small: Signs, clause: str, at: int, surprise: int) -> None:
    assert dict(small.surprises(padded(clause), [at])).get(at, 0) == surprise


def test_the_file_of_the_program_is_there(signs: Signs) -> None:
    assert signs.count("人民政府") > 1000


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadWords):
        load_signs(tmp_path)


# What it says


def doubted(text: str, wrong: str, right: str, severity: Severity = Severity.WARNING) -> Finding:
    start = text.index(wrong)
    return Finding("word_heard", severity, Place("e1", Span(start, start + len(wrong))), wrong, replacement=right)


def test_what_another_check_doubts_and_the_model_too_is_told_with_both_readings(
    signs: Signs, language: Language
) -> None:
    text = "各级人民正府应当加强领导。"
    told = judged(doubted(text, "正府", "政府"), text, signs, language)
    assert told is not None
    assert told.severity is Severity.WARNING
    assert [(one.text, one.count > 0) for one in told.readings] == [("人民正府", False), ("人民政府", True)]


def test_what_official_text_writes_so_is_dropped(signs: Signs, language: Language) -> None:
    text = "对申请有异议的，可以书面提出。"
    assert judged(doubted(text, "异议", "意义"), text, signs, language) is None


@pytest.mark.parametrize("text", ["在局领导的精心指导下，任务如期完成。", "在上级的大力支持和精心指导下，成效明显。"])
def test_a_hint_that_nothing_bears_out_is_dropped(text: str, signs: Signs, language: Language) -> None:
    assert judged(doubted(text, "精心", "进行", Severity.HINT), text, signs, language) is None


def test_a_short_clause_says_little_about_its_words(signs: Signs, language: Language) -> None:
    long, short = "各级人民正府应当加强领导。", "人民正府"
    alone, within = (evidence_of(place_of(text, Span(2, 4), "民政"), signs, language) for text in (short, long))
    assert (alone.is_short, within.is_short) == (True, False)
    assert replace(within, is_short=True).weight() < within.weight() - 1


@pytest.mark.parametrize(
    ("text", "start", "written"),
    [("定期检测进出水水质，公布结果。", 7, "水"), ("各科室履行本规定规定的职责。", 8, "规定")],
)
def test_what_official_text_has_twice_is_no_repetition(
    text: str, start: int, written: str, signs: Signs, language: Language
) -> None:
    twice = Finding(
        "repeat_word", Severity.WARNING, Place("e1", Span(start, start + len(written))), written, replacement=""
    )
    assert judged(twice, text, signs, language) is None


def test_a_word_that_official_text_has_not_twice_is_one(signs: Signs, language: Language) -> None:
    text = "各科室开展科学研究研究活动。"
    twice = Finding("repeat_word", Severity.WARNING, Place("e1", Span(9, 11)), "研究", replacement="")
    assert judged(twice, text, signs, language) == twice


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("应当建立健全安全生产责任制渡，落实各项措施。", "渡", "度"),
        ("县级人民政府应当加强队本行政区域内工作的领导。", "队", "对"),
        ("主要农产品临旷收储政策。", "旷", "时"),
        ("建立权利清单和负面清单责任清旦制度。", "旦", "单"),
    ],
)
def test_the_model_finds_by_itself(text: str, wrong: str, right: str, signs: Signs, language: Language) -> None:
    assert [(one.text, one.replacement) for one in check_surprises(body(text), signs, language)] == [(wrong, right)]


def test_what_comes_of_doing_something_is_only_a_hint(signs: Signs, language: Language) -> None:
    (finding,) = check_surprises(body("工人们在石壁上凿出水渠。"), signs, language)
    assert (finding.text, finding.severity) == ("凿", Severity.HINT)


@pytest.mark.parametrize(
    "text",
    [
        "各级人民政府应当加强对本行政区域内工作的领导。",
        "芡实、菱角、水芹、莲藕",
        "路灯改造3600盏，年节电96万千瓦时。",
        "",
        "，。",
    ],
)
def test_what_is_right_or_out_of_reach_is_left_alone(text: str, signs: Signs, language: Language) -> None:
    assert list(check_surprises(body(text), signs, language)) == []


def test_no_figure_is_taken_for_another(signs: Signs, language: Language) -> None:
    text = "比例应达到百分之二至百分之三。"
    assert list(check_surprises(body(text), signs, language)) == []


def test_what_looks_and_sounds_otherwise_is_not_said_to_be_alike() -> None:
    other, alike = (
        TextChecker().check([body(text)])[0] for text in ("主要农产品临旷收储政策。", "建立健全工作责任制渡。")
    )
    assert ("音" in other.message, "音" in alike.message) == (False, True)


STOCK = (("认真惯彻落实会议精神。", [Severity.WARNING]), ("兴办残疾人托养服务机构。", []))


@pytest.mark.parametrize(("text", "severities"), STOCK)
def test_the_model_judges_phrases_of_everyday_writing(text: str, severities: list[Severity]) -> None:
    assert [one.severity for one in TextChecker().check([body(text)])] == severities


def test_readings_come_with_the_finding_of_the_whole_check() -> None:
    told = TextChecker().check([body("各级人民政府应当建立健全工作责任制渡。")])
    assert [len(one.readings) for one in told] == [2]


QUOTED = (
    ("古人说“众力并则万钧不足举”。", []),
    ("“物必先腐，而后虫生”，教训深刻。", []),
    ("县志记载众力筑堤的经过。", [Severity.HINT]),
    ("开展“众力筑堤”活动。", [Severity.HINT]),
    ("局长说：“要加强领导，认真惯彻落实会议精神。”", [Severity.WARNING]),
)


@pytest.mark.parametrize(("text", "severities"), QUOTED)
def test_the_words_of_somebody_else_get_no_hint(text: str, severities: list[Severity]) -> None:
    assert [one.severity for one in TextChecker().check([body(text)])] == severities


FOREIGN = (
    ("为参赛选手纳喊助威。", [("纳喊", "呐喊")]),
    ("这位故娘今年二十岁。", [("故娘", "姑娘")]),
)


@pytest.mark.parametrize(("text", "told"), FOREIGN)
def test_of_words_that_official_text_has_neither_way_the_model_says_nothing(
    text: str, told: list[tuple[str, str]]
) -> None:
    found = [one for one in TextChecker().check([body(text)]) if one.severity is Severity.WARNING]
    assert [(one.text, one.replacement) for one in found] == told
