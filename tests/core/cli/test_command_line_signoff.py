"""``signoff``: 采纳情况表 and 核稿单 of a draft whose copies came back and were decided about."""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from core.cli.main import run
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.workflows.drafting.session import create_session, open_session
from tests.builders import make_draft
from tests.screen import SCREEN

Call = Callable[..., tuple[int, str, str]]
DRAFT = """title |青禾县档案馆工作总结
h1 一、|工作情况
body |全馆同志齐心协力，完成了各项任务。
body |编印年鉴一千册，送到各村。"""


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run the command line beside a draft of which a copy came back: 王处.docx, with two changes recorded."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments], SCREEN)
        return code, *capsys.readouterr()

    create_session(Path("今年.nigao"), make_draft(DRAFT), datetime.now).close()
    run_it("export", "今年.nigao", "-o", "发出.docx", "--no-marks")
    session = open_session(Path("今年.nigao"), datetime.now).value
    changed = ("全馆同志齐心协力，超额完成了各项任务。", "编印年鉴一千册，送到各村各户。")
    for element, text in zip(session.draft.elements[2:], changed, strict=True):
        session.do(take_over(session.draft, [element.id], [TypedParagraph(element.id, text)]))
    session.close()
    run_it("redline", "今年.nigao", "--from", "1", "-o", "王处.docx")
    Path("今年.nigao").unlink()
    create_session(Path("今年.nigao"), make_draft(DRAFT), datetime.now).close()
    run_it("export", "今年.nigao", "-o", "发出.docx", "--no-marks")
    return run_it


def _rows(name: str) -> list[list[str]]:
    table = Document(io.BytesIO(Path(name).read_bytes())).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def test_each_change_has_a_row_with_what_became_of_it(call: Call) -> None:
    call("review", "今年.nigao", "--read", "王处.docx", "--who", "王处.docx=王处长", "--take", "c1-1")
    call("review", "今年.nigao", "--read", "王处.docx", "--refuse", "c1-2=经费不够")
    code, _, told = call("signoff", "今年.nigao", "--opinions", "采纳.docx", "--silent", "民政局")
    rows = [(row[1], row[3], row[4], row[5]) for row in _rows("采纳.docx")]
    assert (code, told) == (0, "")
    assert rows == [
        ("王处长", "增加“超额”。", "采纳", ""),
        ("王处长", "增加“各户”。", "不采纳", "经费不够"),
        ("民政局", "", "无意见", ""),
    ]


def test_a_refusal_without_a_reason_is_told(call: Call) -> None:
    call("review", "今年.nigao", "--read", "王处.docx", "--take", "c1-1", "--refuse", "c1-2=")
    _, _, told = call("signoff", "今年.nigao", "--opinions", "采纳.xlsx")
    sheet = load_workbook("采纳.xlsx").active
    assert "1条不采纳或部分采纳的没有写理由" in told
    assert [row[4].value for row in sheet.iter_rows(min_row=4)] == ["采纳", "不采纳"]


def test_a_draft_without_copies_has_no_such_table(call: Call) -> None:
    code, _, told = call("signoff", "今年.nigao", "--opinions", "采纳.docx")
    assert (code, "没有存着的改稿" in told, Path("采纳.docx").exists()) == (2, True, False)


def test_something_must_be_asked_for(call: Call) -> None:
    code, _, told = call("signoff", "今年.nigao")
    assert (code, "没有说要写什么" in told) == (2, True)


def test_reasons_stand_beside_the_changes_in_the_table_of_three_columns(call: Call) -> None:
    call("review", "今年.nigao", "--read", "王处.docx", "--who", "王处.docx=王处长", "--take", "c1-1")
    call("redline", "今年.nigao", "--from", "1", "--columns", "-o", "对照表.docx")
    assert [row[2] for row in _rows("对照表.docx") if "超额" in row[1]] == ["王处长（采纳）"]


def test_only_what_was_decided_between_the_two_versions_stands_beside_their_changes(call: Call) -> None:
    call("review", "今年.nigao", "--read", "王处.docx", "--who", "王处.docx=王处长", "--take", "c1-1")
    call("export", "今年.nigao", "-o", "二稿.docx")
    call("review", "今年.nigao", "--take", "c1-2")
    found = []
    for sides in (("1", "2"), ("2", "now")):
        call("redline", "今年.nigao", "--from", sides[0], "--to", sides[1], "--columns", "-o", "对照表.docx")
        found.append([row[2] for row in _rows("对照表.docx") if "王处长" in row[2]])
    assert found == [["王处长（采纳）"], ["王处长（采纳）"]]


def test_a_version_kept_at_an_export_is_called_by_its_number_and_file(call: Call) -> None:
    call("review", "今年.nigao", "--read", "王处.docx", "--who", "王处.docx=王处长", "--take", "c1-1")
    _, _, told = call("redline", "今年.nigao", "--from", "1", "-o", "花脸稿.docx")
    assert "“第1版（发出.docx）”" in told
