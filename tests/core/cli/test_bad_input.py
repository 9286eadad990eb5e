"""Files that nobody should have to fear: one Chinese sentence, exit 2, nothing written, little memory, little time."""

import os
import re
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from core.cli.main import run
from core.drafts.store import DraftStore
from core.paths import templates_folder
from tests.builders import make_draft
from tests.screen import SCREEN

if sys.platform == "win32":
    pytest.skip("limits on memory and file size are POSIX", allow_module_level=True)
import resource

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = templates_folder() / "上半年工作总结" / "示例.txt"
LAYOUT = templates_folder() / "layouts" / "国标公文.docx"
MEGABYTE = 1024 * 1024
MEMORY = 500 * MEGABYTE
SECONDS = 10
"""Of processor time, so that a busy machine changes nothing."""
PATIENCE_S = 120
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def word_file(path: Path, document: str, more: int = 0) -> None:
    """A small but complete Word file around a document part, with so many empty parts more."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
        for number in range(more):
            archive.writestr(f"word/media/{number}.bin", b"")


def body(text: str, head: str = "") -> str:
    """A document part with one paragraph."""
    paragraph = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{WORD}">{paragraph}</w:document>'


def _image(path: Path) -> None:
    rows = zlib.compress(b"\x00\xff\xff\xff" * 100)
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x64\x08\x02\x00\x00\x00" + rows)


def _cut(path: Path) -> None:
    data = LAYOUT.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _encrypted(path: Path) -> None:
    """The start of a compound file whose directory names the streams of an encrypted package ([MS-OFFCRYPTO] 1.3)."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("EncryptionInfo", "EncryptedPackage"))
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + bytes(512) + names + bytes(512))


def _large_inside(path: Path) -> None:
    word_file(path, body("一" * (100 * MEGABYTE // 3)))


def _many_parts(path: Path) -> None:
    word_file(path, body("一、开展情况"), more=20_000)


def _entity_bomb(path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    word_file(path, body("&e11;", f'<!DOCTYPE w:document [<!ENTITY e0 "汇报">{entities}]>'))


def _external_entity(path: Path) -> None:
    (path.parent / "秘密.txt").write_text("不可外传", "utf-8")
    word_file(path, body("&x;", f'<!DOCTYPE d [<!ENTITY x SYSTEM "{(path.parent / "秘密.txt").as_uri()}">]>'))


def _one_long_line(path: Path) -> None:
    path.write_bytes("全面加强干部队伍建设，".encode() * (50 * MEGABYTE // 33))


def _unknown_encoding(path: Path) -> None:
    path.write_bytes(bytes(range(0xFF, 0x7F, -1)) * 40)


BAD_FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "empty text": ("总结.txt", lambda path: path.write_bytes(b"")),
    "empty word file": ("总结.docx", lambda path: path.write_bytes(b"")),
    "only blanks": ("总结.txt", lambda path: path.write_text(" \n　\n", "utf-8")),
    "image": ("总结.docx", _image),
    "truncated zip": ("总结.docx", _cut),
    "encrypted": ("总结.docx", _encrypted),
    "100 MB in a small zip": ("总结.docx", _large_inside),
    "thousands of parts": ("总结.docx", _many_parts),
    "entity bomb": ("总结.docx", _entity_bomb),
    "external entity": ("总结.docx", _external_entity),
    "zip without a document": ("总结.docx", lambda path: ZipFile(path, "w").close()),
    "no XML": ("总结.docx", lambda path: word_file(path, "开展情况")),
    "folder": ("总结.docx", Path.mkdir),
    "missing": ("总结.docx", lambda path: None),
    "50 MB on one line": ("总结.txt", _one_long_line),
    "unknown encoding": ("总结.txt", _unknown_encoding),
    "foreign draft": ("总结.nigao", lambda path: path.write_bytes(b"x" * 5000)),
}
LARGE_FILES = ("100 MB in a small zip", "thousands of parts", "entity bomb", "50 MB on one line")
"""Files that could need much memory or time; the suite reads only these in a process with limits."""


def limited(arguments: Sequence[object], file_size: int = resource.RLIM_INFINITY) -> subprocess.CompletedProcess[str]:
    """``main.py`` in a process that gets 500 MB and ten seconds of a processor, and files of at most ``file_size`` bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    command = [sys.executable, "main.py", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=PATIENCE_S, preexec_fn=limit, check=False
    )


VAGUE = re.compile("Error|Traceback|没有预料到")


def told(done: subprocess.CompletedProcess[str]) -> tuple[int, str, int]:
    """Exit code, stdout, and how many sentences of Chinese stderr holds (-1 for vaguer words)."""
    lines = done.stderr.splitlines()
    chinese = all(re.search(r"[\u4e00-\u9fff].*。$", line) and not VAGUE.search(line) for line in lines)
    return done.returncode, done.stdout, len(lines) if chinese else -1


REFUSED = (2, "", 1)


def here(words: Sequence[object], capsys: pytest.CaptureFixture[str]) -> subprocess.CompletedProcess[str]:
    """The same command in this process, without the limits: for files that need little of either."""
    words = [str(word) for word in words]
    return subprocess.CompletedProcess(words, run(words, SCREEN), *capsys.readouterr())


def contents(folder: Path) -> dict[str, int]:
    """Every file below a folder with its size."""
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*")}


@pytest.fixture
def draft_file(tmp_path: Path) -> Path:
    path = tmp_path / "稿.nigao"
    draft = make_draft("title |总结\nh1 一、|开展情况\nbody |选派{**}名，举办{48}期。")
    DraftStore.create(path, draft, datetime.now).close()
    return path


@pytest.mark.parametrize("case", [case for case in BAD_FILES if case not in LARGE_FILES])
def test_bad_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    name, make = BAD_FILES[case]
    make(tmp_path / name)
    before = contents(tmp_path)
    done = here(["export", tmp_path / name, "-o", tmp_path / "稿.docx"], capsys)
    assert told(done) == REFUSED, done.stderr
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "case", [case if case in LARGE_FILES else pytest.param(case, marks=pytest.mark.torture) for case in BAD_FILES]
)
def test_bad_file_is_refused_within_limits(tmp_path: Path, case: str) -> None:
    name, make = BAD_FILES[case]
    make(tmp_path / name)
    before = contents(tmp_path)
    done = limited(["export", tmp_path / name, "-o", tmp_path / "稿.docx"])
    assert told(done) == REFUSED, done.stderr
    assert contents(tmp_path) == before


@pytest.mark.parametrize("case", ["encrypted", "entity bomb", "folder", "unknown encoding"])
def test_bad_basis_makes_no_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    name, make = BAD_FILES[case]
    make(tmp_path / name)
    before = contents(tmp_path)
    options = ["--kind", "上半年工作总结", "--year", 2023, "--basis", tmp_path / name, "-o", tmp_path / "稿.nigao"]
    assert told(here(["new", *options], capsys)) == REFUSED
    assert contents(tmp_path) == before


def test_refusals_name_their_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reasons = {}
    for case in ("encrypted", "truncated zip", "100 MB in a small zip", "folder"):
        name, make = BAD_FILES[case]
        folder = tmp_path / case
        folder.mkdir()
        make(folder / name)
        reasons[case] = here(["outline", folder / name], capsys).stderr
    assert len(set(reasons.values())) == len(reasons)


def test_external_entity_is_never_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _external_entity(tmp_path / "总结.docx")
    done = here(["outline", tmp_path / "总结.docx", "--json"], capsys)
    assert "不可外传" not in done.stdout + done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_forbidden_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text("一、开展情况", "utf-8")
    path.chmod(0)
    assert told(limited(["outline", path])) == REFUSED


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_forbidden_folder_is_refused(tmp_path: Path, draft_file: Path) -> None:
    folder = tmp_path / "只读"
    folder.mkdir(0o555)
    assert told(limited(["export", draft_file, "-o", folder / "稿.docx"])) == REFUSED


def test_full_disk_while_exporting(tmp_path: Path, draft_file: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(b"last week's file")
    before = contents(tmp_path)
    done = limited(["export", draft_file, "-o", tmp_path / "稿.docx"], file_size=2000)
    assert told(done) == REFUSED, done.stderr
    assert contents(tmp_path) == before


def test_full_disk_while_making_a_draft(tmp_path: Path) -> None:
    done = limited(["new", "--kind", "工作汇报", "--year", 2023, "-o", tmp_path / "稿.nigao"], file_size=2000)
    assert told(done) == REFUSED, done.stderr
    assert contents(tmp_path) == {}


def test_full_disk_while_filling_leaves_the_draft_untouched(tmp_path: Path, draft_file: Path) -> None:
    before = draft_file.read_bytes()
    done = limited(["fill", draft_file, "--set", "f1=12"], file_size=300)
    assert told(done) == REFUSED, done.stderr
    assert draft_file.read_bytes() == before


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("{% endfor %}", "{% endfo %}"),
        ("{% endfor %}", ""),
        ("}}", "}"),
        ("{{", "{{ 没有这个名称."),
        ("{{", "{{ 1/0 + "),
    ],
    ids=["misspelt", "unbalanced", "unclosed", "unknown name", "arithmetic"],
)
def test_broken_layout_writes_nothing(
    tmp_path: Path, draft_file: Path, capsys: pytest.CaptureFixture[str], right: str, wrong: str
) -> None:
    layout = tmp_path / "坏版式.docx"
    with ZipFile(LAYOUT) as source, ZipFile(layout, "w", ZIP_DEFLATED) as target:
        for item in source.namelist():
            data = source.read(item)
            if item == "word/document.xml":
                data = data.replace(right.encode(), wrong.encode(), 1)
            target.writestr(item, data)
    before = contents(tmp_path)
    words = ["export", str(draft_file), "-o", str(tmp_path / "稿.docx"), "--layout", str(layout)]
    done = subprocess.CompletedProcess(words, run(words, SCREEN), *capsys.readouterr())
    assert told(done) == REFUSED, done.stderr
    assert contents(tmp_path) == before


def test_sound_file_stays_within_the_same_limits(tmp_path: Path) -> None:
    done = limited(["export", SAMPLE, "-o", tmp_path / "稿.docx"])
    assert done.returncode == 0, done.stderr
    assert ZipFile(tmp_path / "稿.docx").testzip() is None
