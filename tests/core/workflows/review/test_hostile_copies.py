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


def test_an_old_word_file_is_to_be_saved_as_docx(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    run(["review", str(DRAFT_FILE), "--read", "旧.doc"], SCREEN)
    assert "另存为" in capsys.readouterr().err


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
