"""The command line as a process: wrong use in Chinese, encodings, broken pipes, crashes, and a quick start."""

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.cli import main as command_line
from core.cli import parser as arguments_module
from core.cli.main import VERBS, main, run
from core.drafts.store import DraftStore
from core.errors import AppError
from core.paths import templates_folder
from core.workflows.messages import sentence
from tests.builders import make_draft
from tests.processes import PATIENCE_S, mortal
from tests.screen import SCREEN

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = templates_folder() / "上半年工作总结" / "示例.txt"

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command line; exit code, stdout, stderr."""

    def run_it(*arguments: str) -> tuple[int, str, str]:
        return run(arguments, SCREEN), *capsys.readouterr()

    return run_it


WRONG = {
    "verb": (["foo"], "没有“foo”这个命令"),
    "no file": (["outline"], "还缺少：材料"),
    "nothing asked": (["new"], "还缺少：--kind、--year、-o/--output"),
    "no value": (["new", "--kind"], "--kind 后面要跟一个值"),
    "year": (["new", "--kind", "工作汇报", "--year", "23", "-o", "x"], "“23”不是四位数的年份"),
    "year in words": (["new", "--kind", "工作汇报", "--year", "二三", "-o", "x"], "“二三”不是四位数的年份"),
    "kind": (["new", "--kind", "通知", "--year", "2023", "-o", "x.nigao"], "没有“通知”这个材料类型"),
    "draft ending": (["new", "--kind", "工作汇报", "--year", "2023", "-o", "稿.txt"], "“稿.txt”的名称要以 .nigao 结尾"),
    "nothing but an ending": (["new", "--kind", "工作汇报", "--year", "2023", "-o", ".nigao"], "要以 .nigao 结尾"),
    "a folder for a draft": (["new", "--kind", "工作汇报", "--year", "2023", "-o", "."], "“.”是文件夹"),
    "export ending": (["export", str(SAMPLE), "-o", "o.txt"], "“o.txt”的名称要以 .docx 或 .pdf 结尾"),
    "a folder for a file": (["export", str(SAMPLE), "-o", "出.docx/"], "“出.docx/”是文件夹"),
    "control character": (
        ["new", "--kind", "工作汇报", "--year", "2023", "--unit", "a\x01", "-o", "x.nigao"],
        "存不下",
    ),
    "half a character": (["export", str(SAMPLE), "-o", "出.docx", "--set", "标题=\ud800"], "存不下"),
    "option": (["outline", "a", "--jsn"], "不认识“--jsn”"),
    "no target": (["export", "a"], "还缺少：-o/--output"),
    "no values": (["fill", "a.nigao"], "没有给出要填的值"),
    "no draft": (["fill", "没有.nigao", "--set", "f1=2"], "找不到稿件“没有.nigao”"),
    "ambiguous": (["outline", "a", "--json=1"], "写法"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_is_one_chinese_sentence(call: Call, case: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, told = WRONG[case]
    code, out, err = call(*arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert told in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"], ["export", "--help"], []])
def test_help_is_chinese(call: Call, arguments: list[str]) -> None:
    code, out, _ = call(*arguments)
    assert code == 0
    assert "导出公文格式的文档" in out
    assert not re.search(r"usage|options|positional|show this", out)


@pytest.mark.parametrize(
    ("arguments", "verbs"),
    [
        (["export", "--help"], ["export"]),
        (["help", "new"], ["new"]),
        (["check", "去年.txt", "-h"], ["check"]),
        (["layout", "--help"], ["layout", "layout"]),
        (["layout", "learn", "--help"], ["layout"]),
        (["collect", "-h"], ["collect", "collect"]),
    ],
)
def test_help_of_a_verb_tells_that_verb(call: Call, arguments: list[str], verbs: list[str]) -> None:
    code, out, err = call(*arguments)
    assert (code, err) == (0, "")
    assert re.findall(r"^  ([a-z]+) ", out, re.M) == verbs


def test_the_help_tells_every_option_that_there_is() -> None:
    known = set(re.findall(r'"(--[a-z-]+)"', inspect.getsource(arguments_module)))
    told = set(re.findall(r"--[a-z-]+", arguments_module.USAGE))
    assert (known - {"--output"}) | {"--help"} == told


def test_every_verb_of_the_help_can_be_called(call: Call) -> None:
    _, out, _ = call("--help")
    verbs = re.findall(r"^  ([a-z]+) ", out, re.M)
    assert set(verbs) == set(VERBS)
    assert all("没有“" not in call(verb)[2] for verb in verbs)


# the process


def _process(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[bytes]:
    command, known = [sys.executable, "main.py", *arguments], {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, capture_output=True, env=known, timeout=PATIENCE_S)


def test_a_pdf_is_written_without_a_display(tmp_path: Path) -> None:
    done = _process(["export", str(SAMPLE), "-o", str(tmp_path / "稿.pdf")], DISPLAY="", QT_QPA_PLATFORM="")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "稿.pdf").read_bytes().startswith(b"%PDF-")


def test_a_layout_is_checked_against_the_fonts_installed() -> None:
    done = _process(["layout", "check", str(templates_folder() / "layouts" / "国标公文.docx"), "--json"])
    assert done.returncode in (0, 1)
    assert "error" not in {found["severity"] for found in json.loads(done.stdout)["findings"]}


def test_output_is_utf8_whatever_the_console_says() -> None:
    done = _process(["outline", str(SAMPLE), "--json"], PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert json.loads(done.stdout.decode("utf-8"))["kind"] == "上半年工作总结"


def test_refusal_of_the_process() -> None:
    done = _process(["outline", "没有这份材料.txt"], PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "找不到文件“没有这份材料.txt”" in done.stderr.decode("utf-8")


def test_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    draft = make_draft("title |总结\nbody |接待7人。")
    long = replace(draft, elements=tuple(replace(e, content=e.content * 6_000) for e in draft.elements))
    DraftStore.create(tmp_path / "稿.nigao", long, datetime.now).close()
    command = [sys.executable, "main.py", "outline", tmp_path / "稿.nigao", "--json"]
    with mortal(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        told = process.stderr.read()
        process.wait(PATIENCE_S)
    assert (process.returncode, told) == (0, b"")


def test_nothing_slow_is_loaded_at_start() -> None:
    slow = "('lxml', 'jinja2', 'docx', 'jieba', 'rjieba', 'PySide6')"
    code = f"import sys, core.cli.main; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S)
    assert done.stdout.strip() == "[]"


def test_unexpected_error_is_logged_and_told_without_a_trace(tmp_path: Path) -> None:
    code = "import core.cli.main as c; c.run = lambda arguments, screen: 1 / 0; c.main([], None)"
    environment = {"NIGAO_HOME": str(tmp_path), "PATH": ""}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env=environment, timeout=PATIENCE_S)
    assert "没有预料到的情况" in done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    assert "ZeroDivisionError" in (tmp_path / "nigao.log").read_text("utf-8")


def test_main_leaves_the_answer_of_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert main(["--help"], SCREEN) == 0


def test_what_nobody_expected_ends_with_a_sentence_and_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path))
    monkeypatch.setattr(command_line, "open_log", lambda folder: None)
    monkeypatch.setattr(command_line, "log_crash", lambda *crash: None)
    monkeypatch.setattr(command_line, "run", lambda arguments, screen: {}["nothing"])
    code = main(["outline", "a"], SCREEN)
    assert (code, capsys.readouterr().err.strip()) == (2, sentence(AppError("unknown")))
