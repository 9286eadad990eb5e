"""Hostile tables and pictures through ``new``, ``export`` and ``outline``: one sentence and no file, or the work done and told."""

import io
import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from zipfile import ZipFile

import pytest

from core.cli.main import run
from tests.builders_docx import RELATION, docx, p
from tests.screen import SCREEN

Call = Callable[..., tuple[int, str, str]]
BODY = (p("青禾县2023年工作总结", '<w:jc w:val="center"/>'), p("一、修路情况"), p("全年修好12公里，投资3.5亿元。"))
LINES = '<w:tblPr><w:tblBorders><w:insideH w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def grid(*rows: str) -> str:
    return f'<w:tbl>{LINES}<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def many(rows: int, columns: int) -> bytes:
    return docx(*BODY, grid(*(f"<w:tr>{cell('甲') * columns}</w:tr>" for _ in range(rows))))


def spread(properties: str, row: str = "") -> bytes:
    return docx(
        *BODY, grid(f"<w:tr>{row}{cell('甲', properties)}{cell('乙')}</w:tr>", f"<w:tr>{cell('丙') * 2}</w:tr>")
    )


def nested(depth: int) -> bytes:
    inner = p("底")
    for _ in range(depth):
        inner = grid(f"<w:tr><w:tc>{inner}<w:p/></w:tc></w:tr>")
    return docx(*BODY, inner)


def png(width: int, height: int) -> bytes:
    """The head of a picture of this size; its points are missing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))


def drawn(attribute: str = "r:embed") -> str:
    names = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'xmlns:r="{RELATION}"'
    )
    blip = f'<a:blip {attribute}="pic"/>'
    return p(f'<w:r><w:drawing><wp:inline {names}><wp:docPr id="1" name="图"/>{blip}</wp:inline></w:drawing></w:r>')


def with_picture(*blocks: str, target: str = "media/one.png", mode: str = "") -> bytes:
    """A file with a picture of 60,000 by 60,000 points, declared twice under one id."""
    link = f'<Relationship Id="pic" Type="{RELATION}/image" Target="{target}"{mode}/>'
    buffer = io.BytesIO(docx(*BODY, *blocks, relations=link * 2))
    with ZipFile(buffer, "a") as file:
        file.writestr("word/media/one.png", png(60_000, 60_000))
    return buffer.getvalue()


def marked_twice() -> bytes:
    mark = '<w:bookmarkStart w:id="1" w:name="_GW_a_1"/><w:r><w:t>同一个编号。</w:t></w:r><w:bookmarkEnd w:id="1"/>'
    return with_picture(*(p(mark) for _ in range(3)), drawn(), drawn())


REFUSED = MappingProxyType(
    {
        "a million cells": (lambda: many(5_000, 200), "大得不正常"),
        "more cells than a report has": (lambda: many(2_001, 10), "超过2万格"),
        "a thousand tables in one another": (lambda: nested(1_000), "一层套一层"),
    }
)
READ = MappingProxyType(
    {
        "a span of a thousand million columns": (lambda: spread('<w:gridSpan w:val="1000000000"/>'), ""),
        "a span of more columns than a table has": (
            lambda: spread('<w:gridSpan w:val="100000"/>'),
            "word_tables_too_large",
        ),
        "a thousand million columns before": (
            lambda: spread("", '<w:trPr><w:gridBefore w:val="1000000000"/></w:trPr>'),
            "",
        ),
        "a picture of 60,000 by 60,000": (lambda: with_picture(drawn()), "word_picture_kept"),
        "linked pictures": (
            lambda: with_picture(drawn("r:link"), target="http://127.0.0.1:9/x.png", mode=' TargetMode="External"'),
            "word_pictures_left_out",
        ),
        "duplicate ids": (marked_twice, "word_picture_kept"),
    }
)


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command on a file of these bytes; exit code, stdout, stderr."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "家"))
    monkeypatch.chdir(tmp_path)

    def run_it(verb: str, data: bytes) -> tuple[int, str, str]:
        Path("去年.docx").write_bytes(data)
        code = run([*VERBS[verb]], SCREEN)
        return code, *capsys.readouterr()

    return run_it


VERBS = MappingProxyType(
    {
        "new": ("new", "--kind", "年度工作总结", "--year", "2024", "--basis", "去年.docx", "-o", "出.nigao"),
        "export": ("export", "去年.docx", "-o", "出.docx"),
        "outline": ("outline", "去年.docx", "--json"),
    }
)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", REFUSED)
def test_what_no_report_is_like_is_refused_in_one_sentence(call: Call, tmp_path: Path, name: str, verb: str) -> None:
    make, words = REFUSED[name]
    code, out, said = call(verb, make())
    assert (code, out, said.count("\n"), words in said) == (2, "", 1, True)
    assert not list(tmp_path.glob("出.*"))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", READ)
def test_what_is_odd_is_read_and_told(call: Call, name: str, verb: str) -> None:
    make, code_of_notice = READ[name]
    code, out, said = call(verb, make())
    told = [each["code"] for each in json.loads(out)["notices"]] if verb == "outline" else []
    assert (code, "Traceback" in said) == (0, False)
    assert not code_of_notice or verb != "outline" or code_of_notice in told
