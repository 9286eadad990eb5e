"""``redline``: two versions of a draft, two files, a version and a copy that came back."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.cli.main import run
from core.editing.text.paragraphs import TypedParagraph, take_over
from core.package import Package
from core.review.views import ViewParagraph, final, original
from core.word.reviewing.stream import read_copy
from core.workflows.drafting.session import create_session
from tests.builders import make_draft
from tests.screen import SCREEN

Call = Callable[..., tuple[int, str, str]]
DRAFT = """title |青禾县档案馆工作总结
h1 一、|工作情况
body |全馆同志齐心协力，完成了各项任务。
body |编印年鉴{1000}册，送到各村。"""


def _clock() -> Callable[[], datetime]:
    times: Iterator[datetime] = (datetime(2026, 7, 3, 9, 12) + timedelta(days=day) for day in range(99))
    return lambda: next(times)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run the command line beside a draft with a version 送审一稿, edited since."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    session = create_session(Path("今年.nigao"), make_draft(DRAFT), _clock())
    session.keep_version("送审一稿")
    element = session.draft.elements[2]
    session.do(
        take_over(session.draft, [element.id], [TypedParagraph(element.id, "全馆同志齐心协力，超额完成了任务。")])
    )
    session.close()

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments], SCREEN)
        return code, *capsys.readouterr()

    return run_it


def _texts(view: tuple[ViewParagraph, ...]) -> list[str]:
    return [paragraph.text for paragraph in view if paragraph.text.strip()]


def test_two_versions_of_a_draft(call: Call) -> None:
    assert call("redline", "今年.nigao", "--from", "1", "--to", "now", "-o", "花脸稿.docx")[0] == 0
    copy = read_copy(Path("花脸稿.docx").read_bytes()).value
    assert (_texts(final(copy))[2], _texts(original(copy))[2]) == (
        "全馆同志齐心协力，超额完成了任务。",
        "全馆同志齐心协力，完成了各项任务。",
    )


def test_the_time_is_that_of_the_draft_and_not_of_the_clock(call: Call) -> None:
    call("redline", "今年.nigao", "-o", "花脸稿.docx")
    first = Path("花脸稿.docx").read_bytes()
    call("redline", "今年.nigao", "-o", "花脸稿.docx")
    assert 'w:author="现在的稿件" w:date="2026-07-0' in Package(first).read("word/document.xml").decode()
    assert Path("花脸稿.docx").read_bytes() == first


def test_two_files_of_which_one_holds_revisions(call: Call) -> None:
    call("export", "今年.nigao", "-o", "旧.docx", "--no-marks")
    call("redline", "今年.nigao", "--from", "1", "-o", "新.docx")
    code, _, told = call("redline", "旧.docx", "新.docx", "-o", "花脸稿.docx")
    assert (code, "没有标记" in told, "处修订，先按全部接受处理" in told) == (0, True, True)


def test_a_version_and_a_copy_that_came_back(call: Call) -> None:
    call("redline", "今年.nigao", "-o", "改稿.docx")
    code, out, _ = call("redline", "今年.nigao", "--from", "送审一稿", "--to", "改稿.docx", "-o", "花脸稿.docx")
    copy = read_copy(Path("花脸稿.docx").read_bytes()).value
    assert (code, "花脸稿.docx" in out, _texts(original(copy))[2]) == (0, True, "全馆同志齐心协力，完成了各项任务。")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("今年.nigao", "--from", "9", "-o", "花脸稿.docx"), "没有“9”这个版本"),
        (("今年.nigao", "别的.nigao", "-o", "花脸稿.docx"), "旧稿、新稿两份"),
        (("没有.docx", "也没有.docx", "-o", "花脸稿.docx"), "找不到文件"),
        (("今年.nigao", "--to", "没有.docx", "-o", "花脸稿.docx"), "找不到文件"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(call: Call, arguments: tuple[str, ...], words: str) -> None:
    code, _, told = call("redline", *arguments)
    assert (code, words in told, Path("花脸稿.docx").exists()) == (2, True, False)


def test_a_source_is_never_written_over(call: Call) -> None:
    call("redline", "今年.nigao", "-o", "改稿.docx")
    before = Path("改稿.docx").read_bytes()
    code, _, told = call("redline", "今年.nigao", "--to", "改稿.docx", "-o", "改稿.docx")
    assert (code, "要对比的文件之一" in told, Path("改稿.docx").read_bytes() == before) == (2, True, True)


def test_the_table_of_both_versions(call: Call) -> None:
    code, out, _ = call("redline", "今年.nigao", "--from", "1", "--columns", "-o", "对照表.docx")
    text = Package(Path("对照表.docx").read_bytes()).read("word/document.xml").decode()
    assert (code, "对照表.docx" in out, "原文" in text, "超额" in text) == (0, True, True, True)


def test_what_is_left_out_of_the_table_is_told(call: Call) -> None:
    _, _, told = call("redline", "今年.nigao", "--from", "1", "--columns", "--only", "数字", "-o", "对照表.docx")
    assert "另有1处改动不在所选的类别里" in told


def test_the_sheet_before_signing(call: Call) -> None:
    code, out, _ = call("signoff", "今年.nigao", "-o", "核稿单.docx", "--stage", "送审二稿")
    text = Package(Path("核稿单.docx").read_bytes()).read("word/document.xml").decode()
    assert (code, "核稿单.docx" in out, "稿次：送审二稿" in text) == (0, True, True)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 and nothing more", b"\xd0\xcf\x11\xe0" + bytes(600)], ids=("empty", "zip", "old")
)
def test_what_is_no_word_file_is_refused(call: Call, data: bytes) -> None:
    call("export", "今年.nigao", "-o", "旧.docx", "--no-marks")
    Path("坏.docx").write_bytes(data)
    code, out, told = call("redline", "旧.docx", "坏.docx", "-o", "花脸稿.docx")
    assert (code, out, len(told.splitlines()), Path("花脸稿.docx").exists()) == (2, "", 1, False)
    assert ("另存为 .docx" in told) == data.startswith(b"\xd0\xcf")


def test_facts_that_nobody_confirmed_are_highlighted_in_every_redline(call: Call) -> None:
    call("redline", "今年.nigao", "--from", "1", "-o", "版本.docx")
    call("export", "今年.nigao", "-o", "改稿.docx")
    call("redline", "今年.nigao", "--to", "改稿.docx", "-o", "改稿比.docx")
    made = [Package(Path(name).read_bytes()) for name in ("版本.docx", "改稿比.docx")]
    assert [package.read("word/document.xml").count(b"<w:highlight") > 0 for package in made] == [True, True]
    assert all("标黄的要素还没有核过" in package.read("word/redline_legend.xml").decode() for package in made)
