"""Words that hardly stand beside their neighbours: sentences in which they are found, and sentences that are let pass."""

import pytest

from core.checks.spelling.language import Language
from core.checks.spelling.words import check_words
from core.model.finding import Severity
from core.workflows.checking.text_checks import TextChecker
from tests.builders import body

FOUND = (
    ("当前经济形式严峻复杂。", "形式", "形势"),
    ("各部门要正确行驶职权。", "行驶", "行使"),
    ("发展壮大集体经纪。", "经纪", "经济"),
    ("维护群众的合法权力。", "权力", "权利"),
    ("落实最严格的耕地保户制度。", "保户", "保护"),
    ("做好疫病防止工作。", "防止", "防治"),
    ("推动人力支援整合。", "支援", "资源"),
    ("建立健全长效机智。", "机智", "机制"),
    ("规范行政执法欣慰。", "欣慰", "行为"),
)

LEFT = (
    "对各项工作进行部署。",
    "采取多种形式宣传政策。",
    "面对国内外形势，我们沉着应对。",
    "实地察看项目进度。",
    "注重实绩，着力整治突出问题。",
    "引导人才下乡，办理学力认定。",
    "其间发生的费用按规定列支。",
    "一级响应随即启动。",
    "忠诚拥护党的主张。",
    "进度滞后的项目有三个。",
    "各村做到处处整洁、时时干净。",
    "新增图书12450册，总藏量达到46.8万册。",
    "馆藏量居全市第一。",
    "，。",
    "",
)


@pytest.mark.parametrize(("text", "wrong", "right"), FOUND)
def test_a_word_of_the_same_sound_is_found(text: str, wrong: str, right: str, language: Language) -> None:
    assert [(slip.text, slip.replacement) for slip in check_words(body(text), language)] == [(wrong, right)]


@pytest.mark.parametrize("text", LEFT)
def test_words_that_fit_are_left_alone(text: str, language: Language) -> None:
    assert list(check_words(body(text), language)) == []


def test_the_place_is_that_of_the_word(language: Language) -> None:
    (slip,) = check_words(body("当前经济形式严峻复杂。"), language)
    assert (slip.place.span.start, slip.place.span.end) == (4, 6)


@pytest.mark.parametrize(
    ("text", "severity"), [("当前经济形式严峻。", Severity.WARNING), ("发展壮大集体经纪。", Severity.HINT)]
)
def test_the_more_is_gained_the_surer(text: str, severity: Severity, language: Language) -> None:
    assert [slip.severity for slip in check_words(body(text), language)] == [severity]


def test_the_reason_is_put_into_words() -> None:
    (finding,) = TextChecker().check([body("发展壮大集体经纪。")])
    assert finding.message == "“经纪”与前后的词很少连用，同音的“经济”更常见，请核对。"
