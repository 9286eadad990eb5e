"""The command line with layouts: what they are given, PDFs, checking and learning them."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from core.cli.main import run
from core.drafts.store import DraftStore
from core.workflows.drafting.session import read_stored
from core.workflows.exporting.particulars import keep
from core.workflows.layouts.files import USUAL_LAYOUT, layouts
from tests.builders import make_draft
from tests.screen import SCREEN
from tests.word_files import layout_file, p, texts

Call = Callable[..., tuple[int, str, str]]
REPORT = "青禾县档案馆2023年上半年工作总结\n\n一、工作情况\n接收档案12卷。\n"
LETTER = (
    p("{{ 标题 }}"),
    p("{% for 段 in 各段 %}"),
    p("{{ 段.文字 }}"),
    p("{% endfor %}"),
    p("签发人是{{ 签发人 }}，抄送是{{ 抄送 }}"),
)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run the command line in an empty folder; exit code, stdout, stderr."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "去年.txt").write_text(REPORT, "utf-8")
    (tmp_path / "便函.docx").write_bytes(layout_file(*LETTER))

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments], SCREEN)
        return code, *capsys.readouterr()

    return run_it


def told(path: str) -> str:
    """The last paragraph of a Word file."""
    return texts(Path(path).read_bytes())[-1]


def test_particulars_reach_the_file(call: Call) -> None:
    code, _, _ = call(
        *[
            "export",
            "去年.txt",
            "-o",
            "出.docx",
            "--layout",
            "便函.docx",
            "--set",
            "签发人=周远",
            "--set",
            "抄送=县委办",
        ]
    )
    assert (code, told("出.docx")) == (0, "签发人是周远，抄送是县委办。")


@pytest.mark.parametrize(
    ("pair", "near"), [("签发=周远", "签发人"), ("印发机构=办公室", "印发机关"), ("题目=甲", "标题")]
)
def test_a_misspelt_name_is_answered_with_the_right_one(call: Call, pair: str, near: str) -> None:
    code, _, err = call("export", "去年.txt", "-o", "出.docx", "--set", pair)
    assert code == 2
    assert near in err
    assert not Path("出.docx").exists()


def test_a_unit_brings_what_it_keeps(call: Call) -> None:
    keep("青禾县档案馆", {"抄送": "县委办"})
    call(*["export", "去年.txt", "-o", "出.docx", "--layout", "便函.docx", "--unit", "青禾县档案馆"])
    assert told("出.docx") == "签发人是，抄送是县委办。"


def test_what_is_given_wins_over_what_the_unit_keeps(call: Call) -> None:
    keep("青禾县档案馆", {"抄送": "县委办"})
    call(
        *[
            "export",
            "去年.txt",
            "-o",
            "出.docx",
            "--layout",
            "便函.docx",
            "--unit",
            "青禾县档案馆",
            "--set",
            "抄送=县府办",
        ]
    )
    assert told("出.docx").endswith("抄送是县府办。")


def test_a_new_draft_has_what_its_unit_keeps(call: Call) -> None:
    keep("青禾县档案馆", {"抄送": "县委办"})
    call(*["new", "--kind", "工作汇报", "--year", "2023", "--unit", "青禾县档案馆", "-o", "稿.nigao"])
    assert read_stored(Path("稿.nigao")).identity.particulars == (("版式", "讲话稿"), ("抄送", "县委办"))


def test_exporting_leaves_the_draft_as_it_is(call: Call) -> None:
    DraftStore.create(Path("稿.nigao"), make_draft("title |总结\nbody |好。"), datetime.now).close()
    before = read_stored(Path("稿.nigao"))
    call(*["export", "稿.nigao", "-o", "出.docx", "--set", "签发人=周远"])
    assert read_stored(Path("稿.nigao")) == before


# PDF


def test_the_ending_asks_for_a_pdf(call: Call) -> None:
    code, out, _ = call("export", "去年.txt", "-o", "出.pdf")
    assert (code, out) == (0, "已导出：出.pdf\n")
    assert Path("出.pdf").read_text("utf-8") == "青禾县档案馆2023年上半年工作总结|1"


def test_the_title_given_is_that_of_the_pdf(call: Call) -> None:
    call("export", "去年.txt", "-o", "出.PDF", "--set", "标题=半年小结")
    assert Path("出.PDF").read_text("utf-8").startswith("半年小结|")


def test_a_pdf_needs_a_usable_layout(call: Call) -> None:
    Path("坏.docx").write_bytes(b"no layout")
    code, _, err = call("export", "去年.txt", "-o", "出.pdf", "--layout", "坏.docx")
    assert (code, Path("出.pdf").exists()) == (2, False)
    assert "版式" in err


# Layouts


def test_no_report_takes_the_place_of_its_layout(call: Call) -> None:
    before = Path("便函.docx").read_bytes()
    code, _, err = call("export", "去年.txt", "--layout", "便函.docx", "-o", "./便函.docx")
    assert (code, Path("便函.docx").read_bytes()) == (2, before)
    assert "不能盖掉版式“便函”" in err


def test_a_sound_layout_is_passed(call: Call) -> None:
    code, out, _ = call("layout", "check", layouts()[USUAL_LAYOUT])
    assert code in (0, 1)
    assert "错误" not in out


def test_faults_are_told_one_by_one(call: Call) -> None:
    Path("坏.docx").write_bytes(layout_file(*LETTER, p("{{ 签发 }}"), p("{{ 抄 }}")))
    code, out, err = call("layout", "check", "坏.docx")
    assert (code, out.count("错误"), err) == (1, 2, "")


def test_faults_as_data(call: Call) -> None:
    Path("坏.docx").write_bytes(layout_file(*LETTER, p("{{ 签发 }}")))
    code, out, _ = call("layout", "check", "坏.docx", "--json")
    found = json.loads(out)["findings"][0]
    assert code == 1
    assert (found["code"], found["severity"], found["paragraph"]) == ("layout_unknown_name", "error", "{{ 签发 }}")


def test_what_cannot_be_read_is_no_layout_to_check(call: Call) -> None:
    code, out, err = call("layout", "check", "没有.docx")
    assert (code, out) == (2, "")
    assert "找不到文件" in err


@pytest.mark.parametrize("words", [[], ["--json"]])
@pytest.mark.parametrize("data", [b"", b"words", layout_file(*LETTER)[:200]], ids=("empty", "text", "half"))
def test_what_is_no_word_file_is_no_layout_to_check(call: Call, data: bytes, words: list[str]) -> None:
    Path("坏.docx").write_bytes(data)
    code, out, err = call("layout", "check", "坏.docx", *words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_a_finished_file_becomes_a_layout_that_can_be_used(call: Call) -> None:
    call("export", "去年.txt", "-o", "往年.docx")
    code, out, _ = call("layout", "learn", "往年.docx", "-o", "本单位.docx")
    assert code in (0, 1)
    assert out.startswith("已得到版式：本单位.docx")
    assert call("export", "去年.txt", "-o", "出.docx", "--layout", "本单位.docx")[0] == 0


@pytest.mark.parametrize("source", ["没有.docx", "去年.txt"])
def test_what_is_no_word_file_teaches_no_layout(call: Call, source: str) -> None:
    code, _, err = call("layout", "learn", source, "-o", "本单位.docx")
    assert (code, Path("本单位.docx").exists()) == (2, False)
    assert err


def test_a_layout_never_takes_the_place_of_what_it_was_learned_from(call: Call) -> None:
    before = Path("便函.docx").read_bytes()
    code, _, _ = call("layout", "learn", "便函.docx", "-o", "./便函.docx")
    assert (code, Path("便函.docx").read_bytes()) == (2, before)


@pytest.mark.parametrize("words", [["layout"], ["layout", "change", "便函.docx"], ["layout", "check"]])
def test_wrong_use_is_told(call: Call, words: list[str]) -> None:
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert "--help" in err
