"""Set phrases: near and wrong forms, members out of order or misspelt, foreign verbs, missing companions."""

from pathlib import Path

import pytest

from core.checks.wording.phrase_parts import check_phrase_parts
from core.checks.wording.phrases import PhraseTable, check_near_phrases, parse_phrase, phrase_table
from core.model.elements import Element, Role
from core.model.finding import Severity
from core.workflows.checking.word_tables import load_alikes, load_confusions, load_phrases_table

NOWHERE = Path("nowhere")


@pytest.fixture(scope="module")
def table() -> PhraseTable:
    return load_phrases_table(own=NOWHERE, alikes=load_alikes(load_confusions(own=NOWHERE).value)).value


def body(text: str) -> Element:
    return Element("e1", Role.BODY, text)


NEAR = (
    ("增强中华民族命运共同体意识。", "中华民族命运共同体意识", "中华民族共同体意识"),
    ("践行绿水青山就是金山银水的理念。", "绿水青山就是金山银水", "绿水青山就是金山银山"),
    ("贯彻“三个代表”重要理念。", "三个代表”重要理念", "三个代表”重要思想"),
    ("学习习近平新时代中国特色社会思想。", "习近平新时代中国特色社会思想", "习近平新时代中国特色社会主义思想"),
    ("学习贯彻习近平新时代中国特色社会主思想。", "习近平新时代中国特色社会主思想", "习近平新时代中国特色社会主义思想"),
    (
        "学习贯彻习近平新时代中国特设社会主义思想。",
        "习近平新时代中国特设社会主义思想",
        "习近平新时代中国特色社会主义思想",
    ),
    ("学习习近平法制思想。", "习近平法制思想", "习近平法治思想"),
    ("积极培育社会主义核心价植观。", "社会主义核心价植观", "社会主义核心价值观"),
    ("铸牢中华民族共同意体识。", "铸牢中华民族共同意体识", "铸牢中华民族共同体意识"),
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
    ("坚定“五个自信”，做表率。", "五个自信", "四个自信"),
    ("把“四个意识”、“三个自信”落到实处。", "三个自信", "四个自信"),
    ("协调推进“四个全面”总体布局。", "四个全面”总体布局", "四个全面”战略布局"),
    ("学习“三个代表”思想。", "三个代表”思想", "三个代表”重要思想"),
    ("落实“一岗双则”。", "一岗双则", "一岗双责"),
    ("学习习近平中国特色社会主义思想。", "习近平中国特色社会主义思想", "习近平新时代中国特色社会主义思想"),
    ("党的第二十届全国代表大会。", "党的第二十届全国代表大会", "党的第二十次全国代表大会"),
    ("推进国家治理体系和治理能力能现代化。", "国家治理体系和治理能力能现代化", "国家治理体系和治理能力现代化"),
)

RIGHT = (
    "坚持和完善中国特色社会主义制度，落实党风廉政建设监督责任，建设爱国主义教育实践基地。",
    "构建人类命运共同体，增强中华民族共同体意识，发展中国特色社会主义理论。",
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
    "落实“五个自信课堂”，开展“三个自信”讲座。",
    "县残疾人联合会走访残疾人家庭。",
    "推进“四个自觉”“两个确保”“三位一体”。",
    "2023年党的二十届二中全会。",
    "党的十二届二中全会和党的第十二次全国代表大会。",
    "参观中国共产党历史陈列馆。",
    "达不到残疾人就业比例的单位。",
    "增强“四个自信”，扎实推进共同富裕。",
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
    ("提高政治判断力、政治领导力、政治执行力。", [("phrase_near", "政治领悟力")]),
    ("增强政治意识、大局意识、中心意识、看齐意识。", [("phrase_near", "核心意识")]),
    ("做到严以修身、严以用权、严于律己。", [("phrase_near", "严以律己")]),
    ("坚定道路自信、理论自信、文化自信。", [("phrase_member", None)]),
    ("坚定道路自信、理论自信、制度自信。", []),
    ("推动产业、人才、文化、组织、生态振兴。", [("phrase_order", "产业、人才、文化、生态、组织")]),
    ("推动产业、人才、文化、生态、组织振兴。", []),
    ("研究产业、人才、文化、组织、生态工作。", []),
    (
        "以邓小平理论、毛泽东思想、“三个代表”重要思想、科学发展观为指导。",
        [("phrase_order", "毛泽东思想、邓小平理论、“三个代表”重要思想、科学发展观")],
    ),
    ("加强产业振兴、人才振兴、教育振兴。", []),
    ("加强经济建设、政治建设、组织建设、社会建设。", []),
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
    assert dict(slip.parameters)["lost"] == "核心意识"


def test_a_known_near_phrase_is_no_slip() -> None:
    table = phrase_table(parse_phrase([form], {}) for form in ("青禾县乡村建设行动", "青禾县乡镇建设行动"))
    assert list(check_near_phrases(body("实施青禾县乡镇建设行动"), table)) == []


@pytest.mark.parametrize("row", [[""], ["提法", "", "", "", "去年"], ["提法", "", "", "", "", "20"]])
def test_a_row_without_form_or_with_a_bad_year_is_refused(row: list[str]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_phrase(row, {})


def test_what_a_set_lacks_is_a_slip_if_it_is_told_to_its_end_else_a_hint(table: PhraseTable) -> None:
    texts = ("道路自信、理论自信、文化自信。", "“四个自信”指道路自信、理论自信、制度自信。")
    found = [slip.severity for text in texts for slip in check_phrase_parts(body(text), table)]
    assert found == [Severity.WARNING, Severity.HINT]


def test_each_row_of_a_wrong_form_is_found_and_its_right_form_is_not(table: PhraseTable) -> None:
    rows = [(phrase.form, wrong) for phrase in table.phrases for wrong in phrase.wrong]
    missed = [wrong for form, wrong in rows if not [*check_near_phrases(body(f"认真做好{wrong}。"), table)]]
    alarms = [form for form, _ in rows if [*check_near_phrases(body(f"认真做好{form}。"), table)]]
    assert (missed, alarms) == ([], [])


def test_no_right_form_of_the_table_is_told_as_another_ones_slip(table: PhraseTable) -> None:
    texts = [phrase.form for phrase in table.phrases] + ["、".join(phrase.members) for phrase in table.listed]
    found = [text for text in texts if [*check_near_phrases(body(text), table), *check_phrase_parts(body(text), table)]]
    assert found == []


def test_the_table_is_large(table: PhraseTable) -> None:
    assert len(table.forms) >= 400


def test_own_phrases_are_read_beside_the_table(tmp_path: Path) -> None:
    (tmp_path / "fixed_phrases.tsv").write_text("青禾县档案利用行动\n", "utf-8")
    own = load_phrases_table(own=tmp_path).value
    assert [slip.replacement for slip in check_near_phrases(body("实施青禾县档按利用行动"), own)] == [
        "青禾县档案利用行动"
    ]
