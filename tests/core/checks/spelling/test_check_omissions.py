"""Characters left out of a word: sentences in which they are found, and sentences that are let pass."""

import pytest

from core.model.elements import Element, Role
from core.model.finding import Severity
from core.workflows.checking.text_checks import TextChecker
from tests.builders import body

FOUND = (
    ("推进社会信体系建设。", "信", "信用"),
    ("压实安全生责任制。", "生", "生产"),
    ("健全长效工机制。", "工", "工作"),
    ("全县农民可支配收增长较快。", "收", "收入"),
    ("建立政企沟通机。", "机", "机制"),
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


FRAGMENTS = (
    ("开办示范课堂。", "打造社区示课堂。", "示范", Severity.WARNING),
    ("推广示范品种。", "选育三个示品种。", "示范", Severity.WARNING),
    ("村委会负责管护。", "承包户负管护责任。", "负责", Severity.HINT),
    ("镇里设立服务窗口。", "村里设服务窗口。", "设立", Severity.HINT),
)


@pytest.mark.parametrize(("whole", "text", "meant", "severity"), FRAGMENTS)
def test_a_word_of_the_draft_is_only_a_hint_where_what_is_left_of_it_may_be_a_word(
    checker: TextChecker, whole: str, text: str, meant: str, severity: Severity
) -> None:
    found = [one for one in checker.check([body(whole, 1), body(text, 2)]) if one.code == "sign_missing"]
    assert [(one.replacement, one.severity) for one in found] == [(meant, severity)]


LEFT = (
    ("防止地震次生灾害。", "城郊农房抗固工程验收。", None),
    ("清理学校食堂台账。", "机关堂布置一新。", Severity.WARNING),
    ("", "机关堂布置一新。", Severity.HINT),
    ("办理户籍登记。", "走访全镇农村籍退役军人。", None),
)


@pytest.mark.parametrize(("whole", "text", "severity"), LEFT)
def test_what_is_left_of_a_word_that_official_text_has_not_is_a_warning_where_the_draft_has_the_word(
    checker: TextChecker, whole: str, text: str, severity: Severity | None
) -> None:
    found = checker.check([body(whole or "情况如下。", 1), body(text, 2)])
    assert [one.severity for one in found if one.code == "word_broken"] == ([severity] if severity else [])


EXCHANGED = (
    ("开展百年衷斗历程宣讲。", "衷斗", "奋斗"),
    ("道路晓闭施工期间绕行。", "晓闭", "封闭"),
    ("工作取得明棉成效。", "明棉", "明显"),
)


@pytest.mark.parametrize(("text", "written", "meant"), EXCHANGED)
def test_a_word_with_any_character_exchanged_is_a_hint(
    checker: TextChecker, text: str, written: str, meant: str
) -> None:
    (finding,) = checker.check([body(text)])
    assert (finding.code, finding.text, finding.replacement) == ("word_broken", written, meant)
    assert finding.severity is Severity.HINT


def test_why_shows_a_broken_word_and_the_whole_one(checker: TextChecker) -> None:
    (left_out,) = checker.check([body("机关堂布置一新。")])
    (exchanged,) = checker.check([body("道路晓闭施工期间绕行。")])
    assert [[one.text for one in each.readings] for each in (left_out, exchanged)] == [
        ["关堂", "食堂"],
        ["晓闭", "封闭"],
    ]
    assert all(written.count == 0 < meant.count for written, meant in (left_out.readings, exchanged.readings))


COINED = ("推进基层阵地素能提升。", "强化渗沥液处理。", "三地签订协议共治界河。", "抓好林长制工作落地。")


@pytest.mark.parametrize("text", COINED)
def test_coined_words_of_single_characters_are_not_broken_ones(checker: TextChecker, text: str) -> None:
    assert [one for one in checker.check([body(text)]) if one.code == "word_broken"] == []


def test_what_another_character_explains_is_not_said_to_be_left_out_as_well(checker: TextChecker) -> None:
    found = checker.check([body("支持开展多种形是的交易活动。")])
    assert [(one.code, one.text, one.replacement) for one in found] == [("sign_heard", "是", "式")]


LONG = "各单位认真落实责任，按时完成了各项任务。" * 60


@pytest.mark.parametrize(("before", "severity"), [("", Severity.WARNING), (LONG, Severity.HINT)])
def test_a_long_text_may_have_a_manner_of_its_own(before: str, severity: Severity) -> None:
    texts = (before, "对盲人养导盲犬的，免收管理服务费。")
    elements = [Element(f"e{at}", Role.BODY, text) for at, text in enumerate(texts) if text]
    assert [(one.text, one.severity) for one in TextChecker().check(elements) if one.code == "sign_omitted"] == [
        ("养", severity)
    ]


@pytest.mark.parametrize(
    "text", ["保护野生动、植物资源。", "工程竣（交）工验收应当及时。", "鼓励行业协（学）会开展活动。"]
)
def test_what_goes_on_beyond_a_mark_is_no_omission(text: str) -> None:
    found = TextChecker().check([Element("e1", Role.BODY, text)])
    assert [one.text for one in found if one.code == "sign_omitted"] == []


@pytest.mark.parametrize(
    ("text", "known", "severity"),
    [
        ("实施实用人才拔培育工作。", "做好干部选拔工作。", Severity.WARNING),
        ("计费标准付乘车费的可以投诉。", "按时支付货款。", Severity.HINT),
    ],
)
def test_what_is_a_word_of_official_text_is_only_a_hint(text: str, known: str, severity: Severity) -> None:
    found = TextChecker().check([Element("e1", Role.BODY, text), Element("e2", Role.BODY, known)])
    assert [one.severity for one in found if one.code == "word_broken"] == [severity]
