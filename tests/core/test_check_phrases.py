"""Set phrases: near forms, members out of order, foreign verbs, missing companions, phrases of other years."""

from pathlib import Path

import pytest

from core.checks.phrase_parts import check_phrase_parts, check_phrase_years
from core.checks.phrases import PhraseTable, check_near_phrases, parse_phrase, phrase_table
from core.model.elements import Element, Role
from core.workflows.word_tables import load_phrases_table

NOWHERE = Path("nowhere")


@pytest.fixture(scope="module")
def table() -> PhraseTable:
    return load_phrases_table(own=NOWHERE).value


def body(text: str) -> Element:
    return Element("e1", Role.BODY, text)


NEAR = (
    ("学习贯彻习近平新时代中国特色社会主思想。", "习近平新时代中国特色社会主思想", "习近平新时代中国特色社会主义思想"),
    (
        "学习贯彻习近平新时代中国特设社会主义思想。",
        "习近平新时代中国特设社会主义思想",
        "习近平新时代中国特色社会主义思想",
    ),
    ("学习习近平法制思想。", "习近平法制思想", "习近平法治思想"),
    ("积极培育社会主义核心价植观。", "社会主义核心价植观", "社会主义核心价值观"),
    ("铸牢中华民族共同意体识。", "中华民族共同意体识", "中华民族共同体意识"),
    ("发挥党员先锋模范做用。", "党员先锋模范做用", "党员先锋模范作用"),
    ("推动构建人类命动共同体。", "人类命动共同体", "人类命运共同体"),
    ("坚持稳中求进工作总机调。", None, None),
    ("严守政治纪律和政冶规矩。", "政治纪律和政冶规矩", "政治纪律和政治规矩"),
    ("落实意识形态工作责制。", "意识形态工作责制", "意识形态工作责任制"),
    ("要增强“四个意思”。", "四个意思", "四个意识"),
    ("坚定“四个自性”，做到“两个维护”。", "四个自性", "四个自信"),
    ("深刻领悟“两个确定”的决定性意义。", "两个确定", "两个确立"),
    ("统筹推进“五位一体”总布局。", "五位一体”总布局", "五位一体”总体布局"),
    ("增强四意识。", "四意识", "四个意识"),
    ("推进国家治理体系和治理能力能现代化。", "国家治理体系和治理能力能现代化", "国家治理体系和治理能力现代化"),
)

RIGHT = (
    "学习贯彻习近平新时代中国特色社会主义思想和党的二十大精神。",
    "全力推进乡村振兴，全面推进乡村建设。",
    "全面依法治县，全面从严管党治党。",
    "加强党员学习教育，开展党纪学习教育。",
    "全面建成社会主义现代化强国，全面建设社会主义现代化国家。",
    "学习党的十九大精神和党的二十大精神。",
    "全面的从严治党。",
    "推进基层治理体系和治理能力现代化。",
    "落实党的领导的各项要求。",
    "坚持以人民为中心，坚持以人民为中心的发展思想。",
    "统筹推进“五位一体”总体布局，协调推进“四个全面”战略布局。",
    "坚决做到“两个维护”，践行“三个务必”，落实“两个责任”。",
    "持续压实意识形态工作责任。",
)


@pytest.mark.parametrize(("text", "written", "right"), [case for case in NEAR if case[1]])
def test_a_near_form_is_found(text: str, written: str, right: str, table: PhraseTable) -> None:
    assert [(slip.text, slip.replacement) for slip in check_near_phrases(body(text), table)] == [(written, right)]


@pytest.mark.parametrize("text", RIGHT)
def test_right_forms_and_phrases_of_their_own_are_left_alone(text: str, table: PhraseTable) -> None:
    found = (*check_near_phrases(body(text), table), *check_phrase_parts(body(text), table))
    assert [slip.text for slip in found] == []


PARTS = (
    (
        "增强大局意识、政治意识、核心意识、看齐意识。",
        [("phrase_order", "政治意识、大局意识、核心意识、看齐意识")],
    ),
    (
        "坚定道路自信、制度自信、理论自信、文化自信。",
        [("phrase_order", "道路自信、理论自信、制度自信、文化自信")],
    ),
    ("提高政治判断力、政治执行力和政治领悟力。", [("phrase_order", "政治判断力、政治领悟力和政治执行力")]),
    ("提高政治判断力、政治领悟力、政治执行力。", []),
    ("增强“四个意识”（政治意识、大局意识、看齐意识）。", [("phrase_member", None)]),
    ("增强政治意识、大局意识、责任意识。", []),
    ("加强政治建设、思想建设、组织建设。", []),
    ("坚定“四个意识”、坚定“四个自信”、做到“两个维护”。", [("phrase_verb", "增强")]),
    ("增强“四个意识”、坚定“四个自信”、做到“两个维护”。", []),
    ("树牢“四个意识”，坚决做到“两个维护”，坚定“四个自信”。", []),
    ("增强“四个意识”、做到“两个维护”。", [("phrase_companion", None)]),
    ("做到“两个维护”，当好表率。", []),
    ("增强“四个意识”。坚定“四个自信”。", []),
)


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_members_verbs_and_companions(text: str, expected: list[tuple[str, str | None]], table: PhraseTable) -> None:
    assert [(slip.code, slip.replacement) for slip in check_phrase_parts(body(text), table)] == expected


def test_the_missing_member_is_told(table: PhraseTable) -> None:
    slip = next(check_phrase_parts(body("“四个意识”即政治意识、大局意识、看齐意识。"), table))
    assert dict(slip.told)["lost"] == "核心意识"


YEARS = (
    ("青禾县2023年工作总结", ["决胜全面建成小康社会"]),
    ("青禾县2019年工作总结", []),
    ("青禾县工作总结", []),
)


@pytest.mark.parametrize(("title", "old"), YEARS)
def test_a_phrase_of_earlier_years_is_a_hint(title: str, old: list[str], table: PhraseTable) -> None:
    elements = [Element("t", Role.TITLE, title), body("为决胜全面建成小康社会作贡献。")]
    assert [slip.text for slip in check_phrase_years(elements, table)] == old


def test_a_known_near_phrase_is_no_slip() -> None:
    table = phrase_table(parse_phrase([form], {}) for form in ("青禾县乡村建设行动", "青禾县乡镇建设行动"))
    assert list(check_near_phrases(body("实施青禾县乡镇建设行动"), table)) == []


@pytest.mark.parametrize("row", [[""], ["提法", "", "", "", "去年"], ["提法", "", "", "", "", "20"]])
def test_a_row_without_form_or_with_a_bad_year_is_refused(row: list[str]) -> None:
    with pytest.raises(ValueError, match=".*"):
        parse_phrase(row, {})


def test_the_table_is_large(table: PhraseTable) -> None:
    assert len(table.forms) >= 120


def test_own_phrases_are_read_beside_the_table(tmp_path: Path) -> None:
    (tmp_path / "fixed_phrases.tsv").write_text("青禾县档案利用行动\n", "utf-8")
    own = load_phrases_table(own=tmp_path).value
    assert [slip.replacement for slip in check_near_phrases(body("实施青禾县档按利用行动"), own)] == [
        "青禾县档案利用行动"
    ]
