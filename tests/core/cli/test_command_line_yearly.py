"""``collect``, ``coverage`` and ``check``: what they print, what they change, how they end."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from core.cli.main import run
from core.workflows.checking.consistency import figure_findings, ignore
from core.workflows.drafting.session import create_session, open_session, read_stored
from core.workflows.exporting.closing_page import alone_on
from core.workflows.exporting.draft_pages import DraftSetter
from tests.builders import make_draft
from tests.screen import SCREEN
from tests.word_files import part

Call = Callable[..., tuple[int, str, str]]
REPORT = """青禾县档案馆2022年上半年工作总结

一、工作情况
（一）接收档案。上半年，接收档案**卷，整理档案320卷。46项任务已完成35项，8项任务未启动，2项任务正在推进。
（二）编研工作。编印《青禾年鉴》1000册。
"""
PLAN = """青禾县档案馆2023年工作要点

一、重点任务
1.做好档案接收工作。力争全年接收档案500卷。
2.建设新馆库房。完成库房主体工程。
"""


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run the command line beside last year's file, this year's plan and a draft; exit code, stdout, stderr."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "去年.txt").write_text(REPORT, "utf-8")
    (tmp_path / "要点.txt").write_text(PLAN, "utf-8")

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments], SCREEN)
        return code, *capsys.readouterr()

    run_it("new", "--kind", "上半年工作总结", "--year", "2023", "--basis", "去年.txt", "-o", "今年.nigao")
    return run_it


@pytest.fixture
def sheet(call: Call) -> Path:
    """The sheet that asks for the draft's figures."""
    _, out, _ = call("collect", "今年.nigao", "-o", "填报表", "--json")
    return Path(json.loads(out)["sheets"][0]["file"])


def fill(sheet: Path, value: object) -> None:
    """Write the value into every cell to fill."""
    book = openpyxl.load_workbook(sheet)
    for row in book.active.iter_rows():
        for cell in row:
            if not cell.protection.locked and cell.data_type == "n" and cell.row > 8:
                cell.value = value
    book.save(sheet)


def test_collecting_writes_sheets(call: Call) -> None:
    code, out, err = call("collect", "今年.nigao", "-o", "填报表")
    assert (code, err) == (0, "")
    assert [path.suffix for path in Path("填报表").iterdir()] == [".xlsx"]
    assert "已生成填报表" in out


def test_an_empty_sheet_answers_nothing(call: Call, sheet: Path) -> None:
    before = read_stored(Path("今年.nigao"))
    code, out, _ = call("collect", "今年.nigao", "--read", sheet)
    assert (code, read_stored(Path("今年.nigao"))) == (0, before)
    assert out.startswith("已填写0项")


def test_what_is_no_sheet_is_a_problem_among_others(call: Call, sheet: Path) -> None:
    code, out, _ = call("collect", "今年.nigao", "--read", sheet, "去年.txt", "--json")
    shape = json.loads(out)
    assert code == 1
    assert [problem["file"] for problem in shape["problems"]] == ["去年.txt"]


def test_one_way_at_a_time(call: Call) -> None:
    assert call("collect", "今年.nigao")[0] == 2
    assert call("collect", "今年.nigao", "-o", "甲", "--read", "乙.xlsx")[0] == 2


def test_coverage_tells_what_nobody_mentioned(call: Call) -> None:
    code, out, _ = call("coverage", "去年.txt", "--plan", "要点.txt", "--json")
    states = {task["heading"]: task["state"] for task in json.loads(out)["tasks"]}
    assert code == 1
    assert states == {"做好档案接收工作": "written", "建设新馆库房": "missing"}


def test_coverage_of_a_draft(call: Call) -> None:
    _, out, _ = call("coverage", "今年.nigao", "--plan", "要点.txt")
    assert out.splitlines()[-1].startswith("共2项任务")


def test_checking_finds_figures_that_do_not_add_up(call: Call) -> None:
    code, out, _ = call("check", "去年.txt", "--json")
    (found,) = (one for one in json.loads(out)["findings"] if one["code"].startswith("figures_"))
    assert (code, found["text"], found["line"]) == (1, "46项", 4)
    assert REPORT.split("\n")[3][found["start"] : found["end"]] == "46项"


def test_a_clean_text_has_no_findings(call: Call) -> None:
    Path("好.txt").write_text("工作总结\n\n一、情况\n接收档案12卷。\n", "utf-8")
    assert call("check", "好.txt")[:2] == (0, "没有发现问题。\n")


def test_checking_a_draft(call: Call) -> None:
    code, out, _ = call("check", "今年.nigao")
    assert code == 1
    assert "与总数46项不一致" in out


def test_what_is_ignored_in_a_draft_is_not_reported(call: Call) -> None:
    session = open_session(Path("今年.nigao"), lambda: datetime(2023, 7, 1)).value
    session.do(ignore(session.draft, figure_findings(session.draft)[0]))
    session.close()
    assert "与总数46项不一致" not in call("check", "今年.nigao")[1]


def with_plan(call: Call) -> Path:
    """A draft that holds the year's plan beside last year's report."""
    words = "new --kind 上半年工作总结 --year 2023 --basis 去年.txt --basis 要点.txt -o 对照.nigao"
    call(*words.split())
    return Path("对照.nigao")


def test_a_task_of_the_plan_that_nobody_mentions_is_a_finding(call: Call) -> None:
    with_plan(call)
    _, out, _ = call("check", "对照.nigao", "--json")
    found = [one["text"] for one in json.loads(out)["findings"] if one["code"] == "plan_not_reported"]
    assert found == ["建设新馆库房"]


def test_a_draft_is_held_against_the_plan_that_it_holds(call: Call) -> None:
    draft = with_plan(call)
    told = call("coverage", draft, "--plan", "要点.txt", "--json")
    assert told[0] == 1
    assert call("coverage", draft, "--json") == told


@pytest.mark.parametrize("source", ["今年.nigao", "去年.txt"])
def test_without_any_plan_there_is_nothing_to_hold_against(call: Call, source: str) -> None:
    code, out, err = call("coverage", source)
    assert (code, out) == (2, "")
    assert "--plan" in err


@pytest.mark.parametrize("name", ["对照表.docx", "对照表.xlsx"])
def test_the_table_is_written_beside_what_is_printed(call: Call, name: str) -> None:
    code, out, _ = call("coverage", "去年.txt", "--plan", "要点.txt", "-o", name)
    assert (code, Path(name).read_bytes()[:2]) == (1, b"PK")
    assert "稿件中没有找到对应表述" in out


def test_the_table_is_no_other_sort_of_file(call: Call) -> None:
    assert call("coverage", "去年.txt", "--plan", "要点.txt", "-o", "对照表.txt")[0] == 2


def lonely() -> Path:
    """A draft of which 署名 stands on a page of its own."""
    setter = DraftSetter()
    for paragraphs in range(3, 40):
        lines = [
            "title |总结",
            *["body |" + "我县统筹推进各项重点工作，任务全部完成。" * 6] * paragraphs,
            "signature |甲县档案馆",
        ]
        draft = make_draft("\n".join(lines))
        if alone_on(draft, setter.set(draft)) is not None:
            create_session(Path("独自.nigao"), draft, lambda: datetime(2023, 7, 1)).close()
            return Path("独自.nigao")
    raise AssertionError("no such draft")


def test_a_signature_alone_on_a_page_is_checked_and_told_with_the_export(call: Call) -> None:
    source = lonely()
    _, out, _ = call("check", source, "--json")
    assert "page_closing_alone" in [one["code"] for one in json.loads(out)["findings"]]
    assert "这一页没有正文" in call("export", source, "-o", "独自.docx")[2]


def test_without_a_plan_no_task_is_missing(call: Call) -> None:
    assert "plan_not_reported" not in call("check", "今年.nigao", "--json")[1]


def test_what_was_found_becomes_comments_in_a_word_file(call: Call) -> None:
    code, _, _ = call("check", "去年.txt", "--docx", "校对.docx")
    said = ["".join(one.itertext()) for one in part(Path("校对.docx").read_bytes(), "word/comments.xml")]
    assert code == 1
    assert any("与总数46项不一致" in words for words in said)


def test_a_draft_is_written_in_its_own_layout_with_comments(call: Call) -> None:
    call("check", "今年.nigao", "--docx", "校对.docx")
    assert len(part(Path("校对.docx").read_bytes(), "word/comments.xml")) > 0


def test_comments_are_never_written_over_the_file_they_are_about(call: Call) -> None:
    call("export", "去年.txt", "-o", "成稿.docx")
    before = Path("成稿.docx").read_bytes()
    assert call("check", "成稿.docx", "--docx", "成稿.docx")[0] == 2
    assert Path("成稿.docx").read_bytes() == before


def test_comments_go_into_word_files_only(call: Call) -> None:
    assert call("check", "去年.txt", "--docx", "校对.pdf")[0] == 2
