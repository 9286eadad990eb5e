"""Copies that are none, or that somebody has made to look strange: one sentence, and the draft as it was."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from core.cli.main import run
from core.workflows.drafting.session import create_session
from core.workflows.review.returned import read_returned
from core.workflows.signoff.making import copy_pairs, write_review_redline
from tests.builders import make_draft
from tests.screen import SCREEN

DRAFT = """title |青禾县档案馆工作总结
h1 一、|工作情况
body |接收档案{490}卷，整理档案{320}卷，方便群众查阅。
body |编印年鉴{1000}册，送到各村。"""
DRAFT_FILE = Path("今年.nigao")
HAND = 'w:author="王" w:date="2026-07-03T09:12:00Z"'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the draft and the file that went out."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    create_session(DRAFT_FILE, make_draft(DRAFT), datetime.now).close()
    run(["export", str(DRAFT_FILE), "-o", "发出.docx", "--no-marks"], SCREEN)
    return tmp_path


def changed(name: str, change: Callable[[str], str]) -> Path:
    """A copy of the file that went out with its main part changed."""
    written = io.BytesIO()
    with zipfile.ZipFile("发出.docx") as old, zipfile.ZipFile(written, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data.decode()).encode() if part == "word/document.xml" else data)
    Path(name).write_bytes(written.getvalue())
    return Path(name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.docx", b""),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
        ("文字.docx", "不是 Word 文件".encode()),
        ("压缩.docx", b"PK\x05\x06" + bytes(18)),
    ],
    ids=["empty", "old", "text", "no parts"],
)
def test_what_is_no_word_file_is_refused_in_one_sentence(
    folder: Path, name: str, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    before = DRAFT_FILE.read_bytes()
    Path(name).write_bytes(data)
    capsys.readouterr()
    assert run(["review", str(DRAFT_FILE), "--read", name, "--take", "全部无冲突"], SCREEN) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert DRAFT_FILE.read_bytes() == before


def _rtf(*paragraphs: str) -> bytes:
    body = "".join("".join(f"\\u{ord(sign)} ?" for sign in text) + "\\par " for text in paragraphs)
    return f"{{\\rtf1\\ansi {body}}}".encode()


def test_a_copy_of_another_format_is_compared_by_its_words(folder: Path) -> None:
    words = "接收档案512卷，整理档案320卷，方便群众查阅。"
    Path("王.rtf").write_bytes(_rtf("青禾县档案馆工作总结", "一、工作情况", words, "编印年鉴1000册，送到各村。"))
    found = read_returned(DRAFT_FILE, [Path("王.rtf")])
    assert [(each.kind, each.old, each.new) for each in found.value.copies[0].changes] == [("replace", "490", "512")]
    assert "review_other_format" in [notice.code for notice in found.notices]


def test_what_is_recorded_in_another_format_is_read_as_accepted(folder: Path) -> None:
    words = b"{\\deleted\\revauthdel1\\revdttmdel-1234567890 490}{\\revised\\revauth1\\revdttm-1234567890 512}"
    text = _rtf(
        "青禾县档案馆工作总结",
        "一、工作情况",
        "接收档案#卷，整理档案320卷，方便群众查阅。",
        "编印年鉴1000册，送到各村。",
    )
    Path("王.rtf").write_bytes(text.replace(f"\\u{ord('#')} ?".encode(), words))
    found = read_returned(DRAFT_FILE, [Path("王.rtf")])
    assert [(each.old, each.new, each.is_tracked) for each in found.value.copies[0].changes] == [("490", "512", False)]
    assert "review_other_accepted" in [notice.code for notice in found.notices]


def test_a_redline_is_made_of_a_copy_of_another_format(folder: Path) -> None:
    words = "接收档案512卷，整理档案320卷，方便群众查阅。"
    Path("王.rtf").write_bytes(_rtf("青禾县档案馆工作总结", "一、工作情况", words, "编印年鉴1000册，送到各村。"))
    run(["review", str(DRAFT_FILE), "--read", "王.rtf", "--take", "全部无冲突"], SCREEN)
    review = read_returned(DRAFT_FILE).value
    pair, *_ = copy_pairs(review)
    written = write_review_redline(review, pair, (review.draft, "", ()), Path("花脸.docx"))
    assert "redline_made" in [notice.code for notice in written.notices]


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("_GW_abcd1234_3", "_GW_abcd1234_x3"),
        lambda xml: xml.replace("_GW_abcd1234_3", "_GW_abcd1234_999"),
        lambda xml: xml.replace("_GW_abcd1234_4", "_GW_abcd1234_3").replace("_GW_abcd1234_2", "_GW_abcd1234_3"),
        lambda xml: xml.replace("_GW_abcd1234_v1", "_GW_abcd1234_v77"),
        lambda xml: xml.replace("_GW_abcd1234_", "_GW__"),
        lambda xml: re.sub(r'<w:bookmarkEnd w:id="\d+"/>', "", xml),
        lambda xml: re.sub(r'(<w:bookmarkStart w:id=")\d+"', r'\g<1>7"', xml),
    ],
    ids=["no number", "unknown element", "three times", "unknown version", "no key", "never closed", "one id"],
)
def test_strange_names_change_nothing(folder: Path, change: Callable[[str], str]) -> None:
    review = read_returned(DRAFT_FILE, [changed("王.docx", change)]).value.copies[0]
    assert (review.changes, review.account.is_closed) == ((), True)


def test_ten_thousand_revisions_are_read(folder: Path) -> None:
    review = read_returned(DRAFT_FILE, [changed("王.docx", many_revisions)]).value.copies[0]
    assert (len(review.changes), review.account.is_closed) == (2, True)


def many_revisions(xml: str) -> str:
    """A paragraph with ten thousand insertions between words put in without a record."""
    new = "".join(
        f'<w:ins w:id="{n}" {HAND}><w:r><w:t>加{n}，</w:t></w:r></w:ins><w:r><w:t>旧{n}。</w:t></w:r>'
        for n in range(9000, 19000)
    )
    place = xml.index("</w:r>", xml.index("接收档案")) + len("</w:r>")
    return xml[:place] + new + xml[place:]
