"""Signs that look or sound alike, told by what a text is cut into; and the words part of 校对 as a whole."""

from pathlib import Path

import pytest

from core.checks.look_alikes import AlikeTable, check_look_alikes, twins_of
from core.model.elements import Element, Role
from core.workflows.checking import Proofreader
from core.workflows.inspecting import Inspector
from core.workflows.reports import recognise_report
from core.workflows.word_tables import load_alikes, load_confusions
from tests.lonely_signs import common_words

FOUND = (
    ("推进基层冶理。", "冶理", "治理"),
    ("完善监督体糸。", "体糸", "体系"),
    ("提高办事郊率。", "郊率", "效率"),
    ("促进产叶发展。", "产叶", "产业"),
    ("落实责认。", "责认", "责任"),
    ("激发活立。", "活立", "活力"),
)

LEFT = (
    "推进基层治理，完善监督体系。",
    "一是加强领导，二是压实责任。",
    "副县长陆明宣读名单。",
    "营造风清气正的政治生态。",
    "完成项目可研报告编制。",
    "推广侧深施肥技术。",
    "合同一式三份。",
    "x区**人，*市*县。",
)


@pytest.fixture(scope="module")
def table() -> AlikeTable:
    return load_alikes(load_confusions().value)


@pytest.fixture(scope="module")
def proofreader() -> Proofreader:
    return Proofreader()


def body(text: str, number: int = 1) -> Element:
    return Element(f"e{number}", Role.BODY, text)


def told(proofreader: Proofreader, *texts: str) -> list[tuple[str, str, str]]:
    found = proofreader.read([body(text, number) for number, text in enumerate(texts)])
    return [(finding.code, str(finding.severity), finding.text) for finding in found]


@pytest.mark.parametrize(("text", "wrong", "right"), FOUND)
def test_a_sign_that_looks_like_another_is_found(text: str, wrong: str, right: str, table: AlikeTable) -> None:
    assert [(slip.text, slip.replacement) for slip in check_look_alikes(body(text), table)] == [(wrong, right)]


@pytest.mark.parametrize("text", LEFT)
def test_right_words_names_and_counts_are_left_alone(text: str, table: AlikeTable) -> None:
    assert list(check_look_alikes(body(text), table)) == []


def test_the_place_is_that_of_both_signs(table: AlikeTable) -> None:
    slip = next(check_look_alikes(body("推进基层冶理。"), table))
    assert (slip.place.span.start, slip.place.span.end) == (4, 6)


def test_twins_come_from_groups_and_from_wrong_words() -> None:
    twins = twins_of(["冶治"], [("签定", "签订"), ("按步就班", "按部就班"), ("既使企业", "即使")])
    assert (twins["冶"], twins["订"], twins["步"]) == (frozenset("治"), frozenset("定"), frozenset("部"))
    assert "既" not in twins


def test_common_words_have_two_signs_and_are_used_often() -> None:
    assert common_words(["治理 900 v", "冶理 2 n", "理 900 n", "治理者 900 n"]) == ["治理"]


# All together


def test_without_the_right_word_elsewhere_it_is_a_hint(proofreader: Proofreader) -> None:
    assert told(proofreader, "促进产叶扩大。") == [("sign_alike", "hint", "产叶")]


def test_with_the_right_word_elsewhere_it_is_a_warning(proofreader: Proofreader) -> None:
    assert told(proofreader, "促进产叶扩大。", "壮大特色产业。") == [("sign_alike", "warning", "产叶")]


def test_each_place_is_told_once(proofreader: Proofreader) -> None:
    assert told(proofreader, "与企业签定协议。") == [("word_wrong", "error", "签定")]
    assert told(proofreader, "学习贯彻习总书记讲话。", "学习先进，加强学习。") == [("word_wrong", "error", "习总书记")]


def test_a_clean_text_has_no_finding(proofreader: Proofreader) -> None:
    assert told(proofreader, "全馆接待读者3.2万人次。", "举办讲座26场，受益群众1200人。") == []


def test_a_leftover_note_is_put_into_words(proofreader: Proofreader) -> None:
    (finding,) = proofreader.read([body("接待读者（待补充）。")])
    assert finding.message.startswith("“（待补充）”像是写稿时留给自己的提示")


def test_rows_of_own_tables_that_are_not_understood_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "confusions.tsv").write_text("只有一列\n", "utf-8")
    seen = Inspector().report(recognise_report("sample.txt", "档案工作总结\n接待读者。".encode()).value.document)
    assert [notice.code for notice in seen.notices] == ["own_words_left_out"]
