"""``rollover``: what is proposed for a draft and a file, and what is written into the draft."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.cli.main import run
from core.workflows.drafting.session import read_stored
from tests.screen import SCREEN

Call = Callable[..., tuple[int, str, str]]
REPORT = "青禾县档案馆2022年工作总结\n\n一、工作情况\n2022年，县档案馆接收档案12卷，比2021年增长10%，馆藏更加丰富。县档案馆喜迎党的二十大。\n"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run the command line beside last year's file and a draft made from it; exit code, stdout, stderr."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "去年.txt").write_text(REPORT, "utf-8")

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments], SCREEN)
        return code, *capsys.readouterr()

    run_it("new", "--kind", "年度工作总结", "--year", "2023", "--basis", "去年.txt", "-o", "今年.nigao")
    return run_it


def proposed(out: str) -> set[tuple[str, str, str | None]]:
    """Role, text and replacement of every proposal."""
    return {(p["role"], p["text"], p["replacement"]) for p in json.loads(out)["proposals"]}


def test_a_file_is_told_what_it_would_become(call: Call) -> None:
    code, out, err = call("rollover", "去年.txt", "--year", "2023", "--json")
    assert (code, err) == (0, "")
    assert ("base_year", "2021年", "2022年") in proposed(out)
    assert ("event", "喜迎党的二十大", None) in proposed(out)


def test_a_place_counts_in_the_paragraph(call: Call) -> None:
    _, out, _ = call("rollover", "去年.txt", "--year", "2023", "--json")
    found = next(p for p in json.loads(out)["proposals"] if p["text"] == "2021年")
    assert REPORT.split("\n")[found["line"] - 1][found["start"] : found["end"]] == "2021年"


def test_a_draft_knows_its_year(call: Call) -> None:
    code, out, _ = call("rollover", "今年.nigao")
    assert code == 0
    assert "2021年 → 2022年" in out


def test_nothing_changes_by_being_looked_at(call: Call) -> None:
    before = read_stored(Path("今年.nigao"))
    call("rollover", "今年.nigao")
    assert read_stored(Path("今年.nigao")) == before


def test_only_accepted_roles_are_written(call: Call) -> None:
    code, out, _ = call("rollover", "今年.nigao", "--accept", "base_year")
    text = "".join(element.text for element in read_stored(Path("今年.nigao")).elements)
    assert (code, "比2022年增长" in text, "2022年，县档案馆" in text) == (0, True, True)
    assert out.startswith("已按建议改动1处")


def test_roles_are_accepted_by_their_chinese_names(call: Call) -> None:
    code, out, _ = call("rollover", "今年.nigao", "--accept", "上年")
    assert (code, out.startswith("已按建议改动1处")) == (0, True)


def test_a_row_says_its_section_and_the_words_around(call: Call) -> None:
    _, out, _ = call("rollover", "今年.nigao")
    assert "【一、工作情况】" in out
    assert "接收档案12卷，比2021年增长10%" in out


def test_what_asks_stays_open(call: Call) -> None:
    _, out, _ = call("rollover", "今年.nigao", "--accept", "all", "--json")
    left = {(role, text) for role, text, _ in proposed(out)}
    assert left == {("event", "喜迎党的二十大")}
    assert json.loads(out)["accepted"] > 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("去年.txt",), "--year"),
        (("去年.txt", "--year", "2023", "--accept", "all"), "往年材料"),
        (("今年.nigao", "--year", "2030"), "2023年"),
        (("今年.nigao", "--accept", "没有"), "没有"),
        (("没有.txt", "--year", "2023"), "找不到"),
    ],
)
def test_bad_use_is_one_sentence(call: Call, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = call("rollover", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


def asks(call: Call) -> None:
    """A draft of 2024 from the report of 2022, whose year does not fit."""
    call("new", "--kind", "年度工作总结", "--year", "2024", "--basis", "去年.txt", "-o", "后年.nigao")


def test_a_year_that_does_not_fit_is_a_notice_with_candidates(call: Call) -> None:
    asks(call)
    _, out, err = call("rollover", "后年.nigao", "--json")
    (notice,) = json.loads(out)["notices"]
    assert (notice["code"], notice["kind"], notice["count"], notice["places"]) == ("base_year_open", "", 2, [1, 4])
    assert "哪一年" in err


def test_that_the_year_has_to_be_said_first_is_told_once(call: Call) -> None:
    asks(call)
    _, out, _ = call("rollover", "后年.nigao")
    assert out.count("先回答") == 1


def test_all_accepts_nothing_while_the_year_is_open(call: Call) -> None:
    asks(call)
    before = read_stored(Path("后年.nigao"))
    _, out, _ = call("rollover", "后年.nigao", "--accept", "全部", "--json")
    assert json.loads(out)["accepted"] == 0
    assert read_stored(Path("后年.nigao")).elements == before.elements


def test_an_answer_is_kept_in_the_draft(call: Call) -> None:
    asks(call)
    call("rollover", "后年.nigao", "--base-year", "2022")
    code, out, err = call("rollover", "后年.nigao", "--json")
    assert (code, err, json.loads(out)["notices"]) == (0, "", [])
    assert ("base_year", "2021年", "2023年") in proposed(out)


def test_an_answer_and_the_acceptance_go_together(call: Call) -> None:
    asks(call)
    call("rollover", "后年.nigao", "--base-year", "2022", "--accept", "全部")
    assert read_stored(Path("后年.nigao")).title == "青禾县档案馆2024年工作总结"


def test_a_new_draft_takes_the_answer(call: Call) -> None:
    made = ("--kind", "年度工作总结", "--year", "2024", "--basis", "去年.txt")
    code, _, err = call("new", *made, "--base-year", "2022", "-o", "后年.nigao")
    assert (code, "哪一年" in err) == (0, False)


def test_a_file_takes_the_answer(call: Call) -> None:
    _, out, err = call("rollover", "去年.txt", "--year", "2024", "--base-year", "2022", "--json")
    assert (err, ("base_year", "2021年", "2023年") in proposed(out)) == ("", True)


def test_an_answer_for_nothing_is_refused(call: Call) -> None:
    call("new", "--kind", "年度工作总结", "--year", "2024", "-o", "空.nigao")
    code, _, err = call("rollover", "空.nigao", "--base-year", "2022")
    assert (code, "没有往年材料" in err) == (2, True)


def test_an_export_tells_of_words_of_last_year_that_nobody_decided_on(call: Call) -> None:
    _, out, _ = call("export", "今年.nigao", "-o", "今年.docx", "--json")
    told = {each["code"]: each["count"] for each in json.loads(out)["notices"]}
    open_ones = json.loads(call("rollover", "今年.nigao", "--json")[1])["proposals"]
    assert told["export_years_open"] == sum(each["text"] != each["replacement"] for each in open_ones)
