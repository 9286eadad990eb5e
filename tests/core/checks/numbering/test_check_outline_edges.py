"""Where the checks of a whole document begin and end: numbers, points, references, parts and terms."""

import pytest

from core.checks.numbering.ordinals import check_numbering
from core.checks.numbering.points import check_points
from core.checks.numbering.references import check_references
from core.checks.structure.sections import check_lengths, check_structure
from core.checks.wording.repeats import check_clauses_twice, check_paragraphs_twice, check_sentences_twice
from core.checks.wording.terms import check_terms
from core.model.elements import Element, Role
from tests.builders import make_draft

Told = list[tuple[str, str, str | None]]


def told(check, source: str) -> Told:
    found = check(make_draft(source).elements)
    return [(slip.code.partition("_")[2], slip.text, slip.replacement) for slip in found]


def headings(words: str) -> str:
    """Headings from words such as ``一、甲`` (depth 1), ``>（一）子`` (2) and ``>>1.寅`` (3); ``|`` parts them from the ordinal."""
    return "\n".join(f"h{word.count('>') + 1} {word.lstrip('>')}" for word in words.split())


# Numbers of headings

NUMBERS = (
    ("一、|甲", []),
    ("三、|甲", [("first", "三、", "一、")]),
    ("二、|甲 三、|乙", [("first", "二、", None)]),
    ("二、|甲 二、|乙 三、|丙", [("first", "二、", "一、")]),
    ("一、|甲 二、|乙 一、|丙", [("order", "一、", "三、")]),
    ("一、|甲 二、|乙 二、|丙 三、|丁", [("repeat", "二、", None)]),
    ("一、|甲 二、|乙 五、|丙 六、|丁", [("gap", "五、", None)]),
    ("一、|甲 >（一）|子 >（三）|丑 二、|乙 >（一）|寅", [("gap", "（三）", "（二）")]),
    ("一、|甲 >（一）|子 二、|乙 >（二）|丑 三、|丙 >（四）|寅", [("gap", "（四）", "（三）")]),
    ("一、|甲 >（一）|子 二、|乙 >（二）|丑 三、|丙 >（三）|寅", []),
    ("一、|甲 >1.|子 >>（一）|丑", [("nesting", "（一）", None)]),
    ("一、|甲 >（一）|子 >>1、|丑 >>2.|寅", [("form", "1、", "1.")]),
    ("一、|甲 >（一）|子 >>1、|丑 >>2.|寅 >>3.|卯", [("form", "1、", "1.")]),
    ("一、|甲 >(一)|子 >（二）|丑 >（三）|寅", [("form", "(一)", "（一）")]),
    ("一、|甲 >（一）、|子 >（二）、|丑", [("mark", "（一）、", "（一）"), ("mark", "（二）、", "（二）")]),
    ("一、|甲 >（十）|子 >（十一）|丑", [("first", "（十）", None)]),
)


@pytest.mark.parametrize(("words", "expected"), NUMBERS)
def test_numbers_of_headings(words: str, expected: Told) -> None:
    assert told(check_numbering, headings(words)) == expected


def test_an_attachment_begins_anew() -> None:
    rows = headings("一、|甲 二、|乙")
    assert told(check_numbering, f"{rows}\nattachment 附件1|名单\n{rows}") == []


def test_headings_without_numbers_are_not_counted() -> None:
    assert told(check_numbering, "h1 |前言\nh1 一、|甲\nh1 |小结\nh1 二、|乙") == []


def test_a_heading_that_its_text_follows_may_end_with_a_mark() -> None:
    source = "h1 一、|甲。‖接收档案。\nh1 二、|乙\nh1 三、|丙\nh1 四、|丁"
    assert told(check_numbering, source) == []


# Points

POINTS = (
    ("一是甲。二是乙。四是丙。五是丁。", [("gap", "四是", None)]),
    ("一是甲。二是乙。五是丙。", [("gap", "五是", "三是")]),
    ("一是甲。三是乙。一是丙。", [("gap", "三是", "二是")]),
    ("一是甲。二是乙。一是丙。二是丁。", []),
    ("一是甲；一是乙。", []),
    ("一是甲。二是乙。二是丙。", [("repeat", "二是", "三是")]),
    ("十是甲。十一是乙。", [("first", "十是", None)]),
    ("其一，甲。二是乙。", []),
    ("一方面抓甲，二是乙。", []),
    ("第一，甲。第三，乙。", [("gap", "第三", "第二")]),
    ("一、甲。二、乙。四、丙。", []),
    ("一要素很多，二要道很多。", []),
    ("统一是原则。", []),
    ("（一是甲）三是乙。", [("first", "三是", None)]),
)


@pytest.mark.parametrize(("text", "expected"), POINTS)
def test_numbers_of_points(text: str, expected: Told) -> None:
    assert told(check_points, f"body |{text}") == expected


def test_points_begin_anew_in_each_section() -> None:
    assert told(check_points, "h1 一、|甲\nbody |一是子。二是丑。\nh1 二、|乙\nbody |一是寅。") == []


def test_a_point_at_the_head_of_its_line_is_told_there() -> None:
    (slip,) = check_points(make_draft("point 一是|甲。\npoint 三是|乙。").elements)
    assert (slip.place.element_id, slip.place.span.start, slip.text) == ("e2", 0, "三是")


# References

PARTS = headings("一、|甲 二、|乙")
REFERENCES = (
    (f"{PARTS}\nbody |详见第二部分，如第2章。", []),
    (f"{PARTS}\nbody |详见第三部分，参见第3章。", [("part", "详见第三部分", None), ("part", "参见第3章", None)]),
    (f"{PARTS}\nbody |请见本报告第十一部分。", [("part", "请见本报告第十一部分", None)]),
    (f"{PARTS}\nbody |全年第三部分档案。", []),
    ("h1 |甲\nbody |见第三部分。", []),
)  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), REFERENCES)
def test_references(source: str, expected: Told) -> None:
    assert told(check_references, source) == expected


# Parts

STRUCTURE = (
    ("h1 一、|甲\nh1 二、|乙", []),
    ("h1 一、|甲\nbody |文\nh1 二、|乙", [("empty", "乙", None)]),
    ("h1 一、|甲。\nh1 二、|乙\nbody |文", []),
    ("h1 一、|甲：\nh1 二、|乙\nbody |文", []),
    ("h1 一、|甲\nh2 （一）|子\nbody |文\nh2 （二）|丑\nbody |文\nh1 二、|乙", [("empty", "乙", None)]),
    ("h1 一、|甲\nh2 （一）|子\nbody |文\nh1 二、|乙\nbody |文", [("lone", "子", None)]),
    ("h1 一、|甲\nh2 （一）|子\nbody |文\nh2 （二）|丑\nbody |文\nh1 二、|乙\nbody |文", []),
    ("h1 一、|甲\nbody |文\nsignature |青禾县", []),
    ("h1 一、|甲甲甲\nbody |文\nh1 二、|乙乙乙\nbody |文\nh1 三、|丙丙丙丙丙丙丙丙\nbody |文", []),
    ("h1 一、|甲甲甲\nbody |文\nh1 二、|乙乙乙\nbody |文\nh1 三、|丙丙丙丙丙丙丙丙丙\nbody |文", [("length", "丙丙丙丙丙丙丙丙丙", None)]),
    ("h1 一、|甲甲甲\nbody |文\nh1 二、|乙乙乙乙乙乙乙乙乙\nbody |文", []),
)  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), STRUCTURE)
def test_parts(source: str, expected: Told) -> None:
    assert [(code.split("_")[-1], text, right) for code, text, right in told(check_structure, source)] == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("全" * 160 + "。", []),
        ("全" * 161 + "。", ["sentence_long"]),
        ("全" * 150 + "“" + "馆" * 30 + "”。", []),
        ("全" * 150 + "《" + "馆" * 30 + "》。", []),
        ("全" * 100 + "；" + "馆" * 100 + "。", []),
        ("全馆。" * 266 + "全。", []),
        ("全馆。" * 267, ["paragraph_long"]),
    ],
)
def test_lengths(text: str, codes: list[str]) -> None:
    assert [slip.code for slip in check_lengths(Element("e1", Role.BODY, text))] == codes


@pytest.mark.parametrize("role", [Role.TITLE, Role.ADDRESSEE, Role.SIGNATURE, Role.ATTACHMENT, Role.NOTE])
def test_of_a_title_or_signature_no_length_is_told(role: Role) -> None:
    assert list(check_lengths(Element("e1", role, "全" * 900))) == []


# Terms

TERMS = (
    ("“一网通办”改革。“一网、通办”改革。", [("两", "一网、通办", "一网通办")]),
    ("“甲 乙”“甲乙”“甲乙”", [("两", "甲 乙", "甲乙")]),
    ("《档案管理办法》《档案管理力法》", [("题", "档案管理力法", None)]),
    ("《档案管理办法》《档案管理办法》《档案管理力法》", [("题", "档案管理力法", "档案管理办法")]),
    ("《档案管理办法》《档案管理办》", []),
    ("《县档案管理办法》《县档案管理办》", [("题", "县档案管理办", None)]),
    ("《档案办法》《档案力法》", []),
    ("《档案管理办法一》《档案管理办法二》", []),
    ("《2022年工作要点》《2023年工作要点》", []),
    ("青禾县档案馆（以下简称“县馆”），青禾县档案局（以下简称“县局”）。", []),
    ("青禾县档案馆（以下简称“县馆”），青禾县档案馆（简称：县馆）。", [("简", "县馆", None)]),
    ("“第一议题”制度，“第一议题”制度，“第一议题制度”", [("号", "第一议题制度”", "第一议题”制度")]),
    ("“第一议题”，“第一议题”，“第一议题制度”", []),
    ("“第一议题”制度，“第一议题制度”“第一议题制度”", []),
)
NAMES = {"term_two_forms": "两", "title_two_forms": "题", "term_called_twice": "简", "term_marks": "号"}


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms_and_titles(text: str, expected: Told) -> None:
    found = check_terms([Element("e1", Role.BODY, text)])
    assert [(NAMES[slip.code], slip.text, slip.replacement) for slip in found] == expected


def test_the_rarer_form_has_the_usual_one_beside_it() -> None:
    texts = ("“一网通办”改革。", "“一网、通办”改革。", "“一网通办”改革。", "“一网、通办”。", "“一网通办”。")
    (slip,) = check_terms([Element(f"e{number}", Role.BODY, text) for number, text in enumerate(texts)])
    assert (slip.place.element_id, [place.element_id for place in slip.others]) == ("e1", ["e3", "e0"])


# Repeats

CLAUSES = (
    ("加强管理工作，加强管理工作。", ["加强管理工作"]),
    ("加强管理作，加强管理作。", []),
    ("加强管理工作，做好防火，做好防盗，加强管理工作。", []),
    ("加强管理工作，做好防火，加强管理工作。", ["加强管理工作"]),
    ("加强管理工作。加强管理工作！", ["加强管理工作"]),
    ("接收档案*卷整理，接收档案*卷整理。", []),
    ("加强管理工作，加强管理工作，加强管理工作。", ["加强管理工作", "加强管理工作"]),
)


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses_beside_their_twins(text: str, expected: list[str]) -> None:
    assert [slip.text for slip in check_clauses_twice(Element("e1", Role.BODY, text))] == expected


SENTENCE = "全馆建立覆盖城乡的档案查询利用服务"


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        ([f"{SENTENCE}。{SENTENCE}。"], ["e0"]),
        ([f"{SENTENCE}。", f"{SENTENCE}！", f"{SENTENCE}；"], ["e1", "e2"]),
        ([f"{SENTENCE}网。", f"{SENTENCE}。"], []),
        ([f"{SENTENCE[:15]}。", f"{SENTENCE[:15]}。"], []),
        ([f"{SENTENCE[:16]}。", f"{SENTENCE[:16]}。"], ["e1"]),
    ],
    ids=["in one paragraph", "three times", "another word", "too short", "just long enough"],
)
def test_sentences_that_stand_twice(texts: list[str], places: list[str]) -> None:
    found = check_sentences_twice([Element(f"e{number}", Role.BODY, text) for number, text in enumerate(texts)])
    assert [slip.place.element_id for slip in found] == places


@pytest.mark.parametrize("role", [Role.TITLE, Role.ATTACHMENT, Role.SIGNATURE, Role.NOTE])
def test_what_is_no_running_text_may_stand_twice(role: Role) -> None:
    twins = [Element(f"e{number}", role, SENTENCE * 5) for number in range(2)]
    assert [*check_sentences_twice(twins), *check_paragraphs_twice(twins)] == []


@pytest.mark.parametrize(("length", "found"), [(59, 0), (60, 1)])
def test_a_paragraph_counts_from_sixty_characters(length: int, found: int) -> None:
    text = "".join(chr(0x4E00 + 7 * number) for number in range(length))
    twins = [Element(f"e{number}", Role.BODY, text) for number in range(2)]
    assert len(list(check_paragraphs_twice(twins))) == found
