"""Signs that look or sound alike, told by what a text is cut into; and the words part of 校对 as a whole."""

from pathlib import Path

import pytest

from core.checks.spelling.look_alikes import twins_of
from core.model.elements import Element, Role
from core.workflows.checking.proofreader import Proofreader
from core.workflows.checking.text_checks import TextChecker
from core.workflows.importing.reports import recognise_report
from tests.lonely_signs import common_words


@pytest.fixture(scope="module")
def checker() -> TextChecker:
    return TextChecker()


def body(text: str, number: int = 1) -> Element:
    return Element(f"e{number}", Role.BODY, text)


def told(checker: TextChecker, *texts: str) -> list[tuple[str, str, str]]:
    found = checker.check([body(text, number) for number, text in enumerate(texts)])
    return [(finding.code, str(finding.severity), finding.text) for finding in found]


def test_twins_come_from_groups_and_from_wrong_words() -> None:
    twins = twins_of(["冶治"], [("签定", "签订"), ("按步就班", "按部就班"), ("既使企业", "即使")])
    assert (twins["冶"], twins["订"], twins["步"]) == (frozenset("治"), frozenset("定"), frozenset("部"))
    assert "既" not in twins


def test_common_words_have_two_signs_and_are_used_often() -> None:
    assert common_words(["治理 900 v", "冶理 2 n", "理 900 n", "治理者 900 n"]) == ["治理"]


# All together


def test_each_place_is_told_once(checker: TextChecker) -> None:
    assert told(checker, "与企业签定协议。") == [("word_wrong", "error", "签定")]
    assert told(checker, "学习贯彻习总书记讲话。", "学习先进，加强学习。") == [("word_wrong", "error", "习总书记")]


def test_a_clean_text_has_no_finding(checker: TextChecker) -> None:
    assert told(checker, "全馆接待读者3.2万人次。", "举办讲座26场，受益群众1200人。") == []


def test_a_leftover_note_is_put_into_words(checker: TextChecker) -> None:
    (finding,) = checker.check([body("接待读者（待补充）。")])
    assert finding.message.startswith("“（待补充）”像是写稿时留给自己的提示")


def test_rows_of_own_tables_that_are_not_understood_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "confusions.tsv").write_text("只有一列\n", "utf-8")
    seen = Proofreader().report(recognise_report("sample.txt", "档案工作总结\n接待读者。".encode()).value.document)
    assert [notice.code for notice in seen.notices] == ["own_words_left_out"]
