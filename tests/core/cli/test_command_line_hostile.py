"""The command line with hostile and odd input: one plain sentence and exit code 2, or the work done and what is odd told."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from core.cli.main import run
from core.log import open_log
from tests.screen import SCREEN

ROOT = Path(__file__).resolve().parents[3]
REPORT = "青禾县2023年工作总结\n一、修路情况\n全年修好12公里，投资3.5亿元。\n"
FOREIGN_NAME = b"\xff\xfe\xc4\xea.txt".decode("utf-8", "surrogateescape")
PATIENCE_S = 60.0

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command line in a folder with a report and a home; exit code, stdout, stderr."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "家"))
    monkeypatch.chdir(tmp_path)
    Path("去年.txt").write_text(REPORT, "utf-8")

    def run_it(*words: object) -> tuple[int, str, str]:
        code = run([str(word) for word in words], SCREEN)
        return code, *capsys.readouterr()

    return run_it


@pytest.fixture
def draft(call: Call) -> Path:
    """A draft of the report."""
    path = Path("今年.nigao")
    call("new", "--kind", "年度工作总结", "--year", "2024", "--basis", "去年.txt", "-o", path)
    return path


def value_of(call: Call, draft: Path, unit: str) -> str:
    """What stands in the text for the figure of this unit."""
    _, out, _ = call("facts", draft, "--json")
    return next(fact["text"] for fact in json.loads(out)["facts"] if fact["unit"] == unit)


def figure(call: Call, draft: Path, unit: str) -> str:
    """The id of the figure of this unit."""
    _, out, _ = call("facts", draft, "--json")
    return next(fact["id"] for fact in json.loads(out)["facts"] if fact["unit"] == unit)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e31", "1e-40", "NaN", "Infinity", "9" * 5000, "[1]", "null"])
def test_a_number_beyond_all_bounds_is_refused(call: Call, draft: Path, number: str) -> None:
    Path("数.json").write_text(f'{{"{figure(call, draft, "公里")}": {number}}}', "utf-8")
    code, _, said = call("fill", draft, "--from", "数.json")
    assert (code, "不是要素编号与值的对照表" in said, value_of(call, draft, "公里")) == (2, True, "12")


@pytest.mark.parametrize(("number", "written"), [("3.10", "3.10"), ("1e3", "1000"), ("15", "15"), ("0.5", "0.5")])
def test_a_number_is_written_as_it_is_read(call: Call, draft: Path, number: str, written: str) -> None:
    Path("数.json").write_text(f'{{"{figure(call, draft, "公里")}": {number}}}', "utf-8")
    assert call("fill", draft, "--from", "数.json")[0] == 0
    assert value_of(call, draft, "公里") == written


@pytest.mark.parametrize("text", ["[" * 200_000, '{"f1": "1", "f1": "2"}', "\ufeff{", "{", ""])
def test_json_that_is_none_is_refused(call: Call, draft: Path, text: str) -> None:
    Path("数.json").write_text(text, "utf-8")
    code, _, said = call("fill", draft, "--from", "数.json")
    assert (code, said.count("\n")) == (2, 1)


def test_a_tab_in_a_value_becomes_a_space_and_only_a_doubt_about_the_number_is_told(call: Call, draft: Path) -> None:
    code, _, said = call("fill", draft, "--set", f"{figure(call, draft, '公里')}=12\t13")
    assert (code, value_of(call, draft, "公里")) == (0, "12 13")
    assert (said[:8], said.count("\n")) == ("提示：有的值不像", 1)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u061c", "\u180e"])
def test_characters_that_do_not_show_are_taken_out_of_a_value_and_told(call: Call, draft: Path, sign: str) -> None:
    code, _, said = call("fill", draft, "--set", f"{figure(call, draft, '公里')}=1{sign}3")
    assert (code, "有1个看不见的字符" in said, value_of(call, draft, "公里")) == (0, True, "13")


@pytest.mark.skipif(sys.platform == "win32", reason="no such locale there")
def test_a_process_without_a_language_writes_and_reads_chinese(call: Call, draft: Path) -> None:
    env = {**os.environ, "LC_ALL": "POSIX", "LANG": "", "PYTHONUTF8": "", "PYTHONIOENCODING": ""}
    words = ["fill", "今年.nigao", "--set", f"{figure(call, draft, '公里')}=十三"]
    done = [
        subprocess.run([sys.executable, ROOT / "main.py", *command], env=env, capture_output=True, timeout=PATIENCE_S)
        for command in (words, ["export", "今年.nigao", "-o", "全年 总结.docx"])
    ]
    assert ["已填写1项" in done[0].stdout.decode(), "全年 总结.docx" in done[1].stdout.decode()] == [True, True]
    assert (value_of(call, draft, "公里"), Path("全年 总结.docx").exists()) == ("十三", True)


@pytest.mark.skipif(sys.platform == "win32", reason="names there are Unicode")
@pytest.mark.parametrize(
    "target", ["今年.nigao", b"\xff.nigao".decode("utf-8", "surrogateescape")], ids=["plain", "foreign"]
)
def test_a_report_whose_name_is_not_utf_8_becomes_a_draft(call: Call, target: str) -> None:
    Path(FOREIGN_NAME).write_text(REPORT, "utf-8")
    code, _, _ = call("new", "--kind", "年度工作总结", "--year", "2024", "--basis", FOREIGN_NAME, "-o", target)
    assert (code, value_of(call, Path(target), "公里"), call("export", target, "-o", "出.docx")[0]) == (0, "12", 0)


@pytest.mark.parametrize("verb", ["check", "facts"])
def test_a_draft_that_was_tampered_with_is_told(call: Call, draft: Path, verb: str) -> None:
    with closing(sqlite3.connect(draft)) as connection, connection:
        connection.execute("UPDATE element SET content = replace(content, '青禾', '河口')")
    assert "对不上" in call(verb, draft)[2]


def test_filling_a_draft_that_was_tampered_with_tells_of_it(call: Call, draft: Path) -> None:
    given = figure(call, draft, "公里")
    with closing(sqlite3.connect(draft)) as connection, connection:
        connection.execute("UPDATE element SET content = replace(content, '青禾', '河口')")
    code, _, said = call("fill", draft, "--set", f"{given}=13")
    assert (code, "对不上" in said) == (0, True)


@pytest.mark.parametrize("verb", [("outline", "去年.txt"), ("check", "去年.txt"), ("facts", "去年.txt")])
def test_a_kind_that_is_left_out_is_told_and_the_work_goes_on(call: Call, verb: tuple[str, str]) -> None:
    kind = Path("家", "templates", "坏")
    kind.mkdir(parents=True)
    (kind / "kind.toml").write_text('title = "x"\norder = ' + "9" * 5000, "utf-8")
    code, out, said = call(*verb)
    assert (code < 2, bool(out), "材料类型“坏”" in said) == (True, True, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_log_that_is_a_pipe_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "nigao.log")
    assert open_log(tmp_path) is None


@pytest.mark.parametrize(
    "words",
    [
        ("{{ 1e999 - 1e999 }}",),
        ("{{ 1e999 }}",),
        ("{{ 1e308 + 1e308 }}",),
        ("{{ -1e308 - 1e308 }}",),
        ("{{ (1e308 + 1e308) | int }}",),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",),
        ("{{ " + "not " * 5000 + "1 }}",),
        ("{{ " + "1+" * 20000 + "1 }}",),
        ("{% if 1 %}" * 500 + "{% endif %}" * 500,),
        ("{% for a in [1,2,3] %}" * 30 + "{% endfor %}" * 30,),
        ("{{ 9**9**9 }}",),
        ("{{ '%0999999999d' % 1 }}",),
        ("{{ self.__init__ }}",),
    ],
    ids=str,
)
def test_a_hostile_title_of_a_kind_ends_in_a_sentence(call: Call, words: tuple[str]) -> None:
    kind = Path("家", "templates", "怪")
    kind.mkdir(parents=True)
    (kind / "kind.toml").write_text(f"title = {json.dumps(words[0])}\n", "utf-8")
    code, _, said = call("new", "--kind", "怪", "--year", "2024", "-o", "怪.nigao")
    assert (code, said.count("\n"), Path("怪.nigao").exists()) == (2, 1, False)


def test_a_window_that_cannot_be_begun_says_so_and_ends(tmp_path: Path) -> None:
    code = "import sys, gui.shell.app as app\nimport gui.shell.program as root\nroot.list_cards = lambda: 1 / 0\nsys.exit(app.run())"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NIGAO_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", timeout=PATIENCE_S
    )
    assert (done.returncode, done.stderr.count("\n"), "没有能打开窗口" in done.stderr) == (2, 1, True)


def sheet_with(path: Path, value: str) -> bytes:
    """A collection sheet with a number written as ``value`` where the first answer belongs."""
    book = load_workbook(path)
    row = next(cell.row for cell in book.worksheets[0]["J"] if ".f" in str(cell.value))
    book.worksheets[0].cell(row, 7, 12345678)
    plain, made = BytesIO(), BytesIO()
    book.save(plain)
    with ZipFile(plain) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<v>12345678</v>", f"<v>{value}</v>".encode()))
    return made.getvalue()


NO_SHEETS = (
    pytest.param(b"", id="empty"),
    pytest.param(b"no sheet", id="text"),
    pytest.param(b"PK\x03\x04" + bytes(200), id="cut"),
    pytest.param(b"%TSD-Header-###%" + bytes(99), id="encrypted"),
)


@pytest.mark.parametrize("data", NO_SHEETS)
def test_a_sheet_that_is_none_ends_with_one_sentence(call: Call, draft: Path, data: bytes) -> None:
    Path("表.xlsx").write_bytes(data)
    before = draft.read_bytes()
    code, out, err = call("collect", draft, "--read", "表.xlsx")
    assert (code, out, err.count("\n"), draft.read_bytes()) == (2, "", 1, before)


@pytest.mark.parametrize("value", ["1e999", "-1e999", "NaN", "INF", "1e308", "1e-320"])
def test_a_number_in_a_sheet_that_is_none_is_not_taken(call: Call, draft: Path, value: str) -> None:
    call("collect", draft, "-o", "表")
    Path("回.xlsx").write_bytes(sheet_with(next(Path("表").glob("*.xlsx")), value))
    before = value_of(call, draft, "公里")
    code, out, err = call("collect", draft, "--read", "回.xlsx")
    assert code in (1, 2)
    assert len(out + err) < 300
    assert value_of(call, draft, "公里") == before


@pytest.mark.parametrize("words", [("coverage",), ("export", "-o", "稿.docx"), ("collect", "-o", "表"), ("check",)])
def test_a_pipe_is_no_draft(call: Call, words: tuple[str, ...]) -> None:
    os.mkfifo("管.nigao")
    code, _, err = call(words[0], "管.nigao", *words[1:])
    assert (code, "普通文件" in err, err.count("\n")) == (2, True, 1)
    assert not Path("稿.docx").exists()
    assert not Path("表").exists()


def test_a_version_is_kept_for_a_file_whose_name_is_not_utf8(call: Call, draft: Path) -> None:
    code, _, err = call("export", draft, "-o", FOREIGN_NAME.replace(".txt", ".docx"))
    assert (code, "没能在稿件" in err) == (0, False)


TAMPERED = (
    "update fact set start=-5",
    'update fact set "end"=999999',
    "update element set role='nonsense' where position=1",
    "update element set level='x'",
    "update element set blocks='[NaN, 1e999]'",
    "update element set line=1e999",
    "update origin set basis=77",
    "update fact set element_id='nope'",
    "drop table element",
    "create view evil as select * from element",
)


@pytest.mark.parametrize("tampering", TAMPERED)
@pytest.mark.parametrize("words", [("export", "-o", "稿.docx"), ("coverage",), ("rollover", "--accept", "全部")])
def test_a_tampered_draft_ends_every_verb_with_one_sentence(
    call: Call, draft: Path, tampering: str, words: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(draft)) as connection, connection:
        connection.execute(tampering)
    before = draft.read_bytes()
    code, out, err = call(words[0], draft, *words[1:])
    assert (code, out, err.count("\n"), draft.read_bytes()) == (2, "", 1, before)
    assert not Path("稿.docx").exists()
