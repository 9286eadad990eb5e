"""Layouts and places nobody should have to fear: one sentence, nothing half-written, what was there intact.

Every layout goes the ways a clerk's does: export to Word and PDF, the page on screen, 检查版式, the copy it mends.
"""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from core import files
from core.errors import AppError, BadInput, BadTemplate
from core.model.draft import Draft
from core.workflows.exporting.export import export_draft, export_pdf
from core.workflows.exporting.options import ExportOptions
from core.workflows.exporting.pages import Pages, PageSetter
from core.workflows.layouts.check import LayoutSeverity, check_layout, is_usable, mend_layout, message
from core.workflows.layouts.files import layout_names, layouts
from core.workflows.messages import sentence
from tests.altered import edited, packed, parts_of, with_part, without_part
from tests.builders import make_draft
from tests.word_files import LAYOUT, layout_file, p

DRAFT = make_draft(
    "title |总结\naddressee |各科室：\nh1 一、|开展情况\nbody |好。\nsignature |档案馆\nissue_date |2023年7月1日"
)
LONG = make_draft("\n".join(["title |总结", *["body |" + "长" * 400] * 400]))
LOOP = (p("{% for 段 in 各段 %}"), p("{{ 段.序号 }}{{ 段.标题 }}{{ 段.正文 }}"), p("{% endfor %}"))
DOUBLED = p("{% set 文 = 'ab' %}" + "{% set 文 = 文 ~ 文 %}" * 18)
BOMB = {"word/document.xml": b" " * 100_000_000, "word/styles.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}


def written(data: bytes, draft: Draft, folder: Path) -> Path:
    """The draft exported in a layout of its own."""
    (folder / "便函.docx").write_bytes(data)
    return export_draft(draft, folder / "出.docx", ExportOptions(str(folder / "便函.docx"))).value


def paint(pages: Pages, path: Path, title: str) -> bool:
    """A painter that writes a line of text."""
    files.write_atomically(path, f"{title}{len(pages.pages)}".encode())
    return True


def set_on_pages(data: bytes, draft: Draft, folder: Path) -> Pages:
    """The draft's pages on screen."""
    return PageSetter(data).set(draft)


def printed(data: bytes, draft: Draft, folder: Path) -> Path:
    """The draft as a PDF."""
    (folder / "便函.docx").write_bytes(data)
    return export_pdf(draft, folder / "出.pdf", ExportOptions(str(folder / "便函.docx")), paint).value


WAYS = (written, printed, set_on_pages)

# Layouts that harm whatever is written in them: refused by all, and the check says why.
HARMFUL = (
    ("a hundred megabytes of text", layout_file(DOUBLED, *LOOP, *[p("{{ 文 }}")] * 60), "layout_too_large"),
    ("loops in loops", layout_file(*LOOP, *[p("{% for a in 各段 %}")] * 7, *[p("{% endfor %}")] * 7), "layout_endless"),
    ("loops deeper than anybody reads", layout_file(*[p("{% for a in 各段 %}")] * 20, *[p("{% endfor %}")] * 20), "layout_too_deep"),
    ("a zip bomb", packed(BOMB), "layout_not_word"),
    ("thousands of parts", packed({f"word/{number}.xml": b"" for number in range(3000)}), "layout_not_word"),
    ("no zip", b"Rar!", "layout_not_word"),
    ("no styles", without_part(layout_file(*LOOP), "word/styles.xml"), "layout_not_word"),
    ("no list of types", without_part(layout_file(*LOOP), "[Content_Types].xml"), "layout_not_word"),
    ("settings nobody can read", with_part(layout_file(*LOOP), "word/settings.xml", "<w:settings"), "layout_not_word"),
    ("entities", with_part(layout_file(*LOOP), "word/settings.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "layout_not_word"),
    ("no body", layout_file(p("{{ 标题 }}")), "layout_no_body"),
    ("a tag half written", layout_file(*LOOP, p("{{ 标题")), "layout_unclosed"),
    ("code", layout_file(*LOOP, p("{{ ''.__class__.__mro__ }}")), "layout_no_such_name"),
)  # fmt: skip
BAD = pytest.mark.parametrize(("data", "code"), [row[1:] for row in HARMFUL], ids=[row[0] for row in HARMFUL])


@BAD
@pytest.mark.parametrize("way", WAYS)
def test_a_harmful_layout_is_refused_in_one_sentence(
    way: Callable[..., object], data: bytes, code: str, tmp_path: Path
) -> None:
    with pytest.raises(BadTemplate) as caught:
        way(data, DRAFT, tmp_path)
    assert "没有写出文件" in sentence(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["便函.docx"] or not [*tmp_path.iterdir()]


@BAD
def test_the_check_says_what_is_wrong_with_a_harmful_layout(data: bytes, code: str) -> None:
    errors = [finding for finding in check_layout(data) if finding.severity is LayoutSeverity.ERROR]
    assert code in [finding.code for finding in errors]
    assert all(message(finding) for finding in errors)


@BAD
def test_mending_what_cannot_be_mended_harms_nothing(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "便函.docx"
    path.write_bytes(data)
    with suppress(BadTemplate, BadInput):
        mend_layout(path, check_layout(path))
    assert path.read_bytes() == data


@pytest.mark.parametrize("way", WAYS)
def test_a_layout_that_grows_with_the_draft_is_stopped(way: Callable[..., object], tmp_path: Path) -> None:
    data = layout_file(*[p("{% for 句 in 各段 %}")] * 2, *LOOP, *[p("{% endfor %}")] * 2)
    assert is_usable(check_layout(data))
    with pytest.raises(BadTemplate, match=r"template_(?:endless|too_large)"):
        way(data, LONG, tmp_path)


# One broken layout and the others


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of layouts, with broken ones in it."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "家"))
    folder = tmp_path / "家" / "templates" / "layouts"
    folder.mkdir(parents=True)
    for number, (_, data, _) in enumerate(HARMFUL):
        (folder / f"坏{number}.docx").write_bytes(data)
    (folder / "空.docx").touch()
    (folder / "夹.docx").mkdir()
    (folder / "好.docx").write_bytes(layout_file(*LOOP))
    return folder


def test_broken_layouts_are_listed_beside_the_others(own: Path) -> None:
    assert {"国标公文", "好", "坏0", "空"} <= set(layout_names())


@pytest.mark.parametrize("name", ["国标公文", "好"])
def test_broken_layouts_keep_no_other_from_being_exported(own: Path, name: str, tmp_path: Path) -> None:
    assert export_draft(DRAFT, tmp_path / "出.docx", ExportOptions(name)).value.is_file()


@pytest.mark.parametrize("name", ["国标公文", "好"])
def test_broken_layouts_keep_no_other_from_being_shown(own: Path, name: str) -> None:
    with pytest.raises(BadTemplate):
        PageSetter((own / "坏0.docx").read_bytes())
    assert PageSetter(layouts()[name].read_bytes()).set(DRAFT).pages


@pytest.mark.parametrize(("name", "code"), [("空", "file_empty"), ("夹", "file_is_folder")])
def test_what_is_no_file_is_said(own: Path, name: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=code):
        export_draft(DRAFT, tmp_path / "出.docx", ExportOptions(name))


def test_a_layout_that_went_away_after_it_was_listed_is_said(own: Path, tmp_path: Path) -> None:
    name = "好"
    layouts()[name].unlink()
    with pytest.raises(AppError, match="unknown_layout"):
        export_draft(DRAFT, tmp_path / "出.docx", ExportOptions(name))


@pytest.mark.parametrize("check", [check_layout, lambda path: mend_layout(path, ())])
def test_a_layout_that_is_gone_can_be_neither_checked_nor_mended(
    check: Callable[[Path], object], tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="file_missing"):
        check(tmp_path / "没有.docx")


# Ways out of the package

TRICKS = ("../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "\\\\server\\share\\a.xml")


@pytest.mark.parametrize("target", TRICKS)
@pytest.mark.parametrize("part", ["footer1.xml", "fontTable.xml", "settings.xml", "styles.xml"])
def test_a_relation_out_of_the_package_is_never_followed(part: str, target: str, tmp_path: Path) -> None:
    data = edited(layout_file(*LOOP), "word/_rels/document.xml.rels", f'"{part}"', f'"{target}"')
    path = written(data, DRAFT, tmp_path)
    assert not [part for part in parts_of(path.read_bytes()).values() if b"root:" in part]


def test_pages_of_a_relation_out_of_the_package_are_set_without_it(tmp_path: Path) -> None:
    data = LAYOUT.read_bytes()
    for part in ("footer1.xml", "footer2.xml"):
        data = edited(data, "word/_rels/document.xml.rels", f'"{part}"', '"../../../etc/passwd"')
    assert PageSetter(data).set(DRAFT).pages


def test_a_part_that_would_be_unpacked_elsewhere_is_unpacked_nowhere(tmp_path: Path) -> None:
    data = with_part(layout_file(*LOOP), "../../逃.txt", "x")
    written(data, DRAFT, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["便函.docx", "出.docx"]


# Places that cannot be written

GOOD = layout_file(*LOOP, p("{{ 标", "题 }}"))


def _export(folder: Path) -> Path:
    return export_draft(DRAFT, folder / "便函（改好）.docx", ExportOptions("国标公文")).value


def _print(folder: Path) -> Path:
    return export_pdf(DRAFT, folder / "便函（改好）.docx", ExportOptions("国标公文"), paint).value


def _mend(folder: Path) -> Path:
    path = folder / "便函（改好）.docx"
    findings = check_layout(GOOD)
    return mend_layout(path if path.is_file() else folder / "便函.docx", findings)


WRITERS = pytest.mark.parametrize("write", [_export, _print, _mend])


def failing(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@WRITERS
@pytest.mark.parametrize(
    ("call", "number", "code"),
    [
        ("replace", errno.EACCES, "save_no_permission"),  # Word has it open
        ("replace", errno.EBUSY, "save_no_permission"),
        ("fsync", errno.ENOSPC, "save_disk_full"),
        ("fsync", errno.EIO, "save_failed"),
    ],
)
def test_a_place_that_refuses_keeps_what_was_there(
    write: Callable[[Path], Path], call: str, number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "便函（改好）.docx").write_bytes(GOOD)
    monkeypatch.setattr(files.os, call, failing(number))
    with pytest.raises(AppError, match=code):
        write(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"便函（改好）.docx": GOOD}


class HalfWritten:
    """A file on a disk that becomes full after some bytes."""

    def __init__(self, file: object) -> None:
        self._file = file

    def __enter__(self) -> "HalfWritten":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()  # type: ignore[attr-defined]

    def write(self, data: bytes) -> None:
        """Half of it."""
        self._file.write(data[: len(data) // 2])  # type: ignore[attr-defined]
        self._file.flush()  # type: ignore[attr-defined]
        raise OSError(errno.ENOSPC, "No space left on device")


@WRITERS
def test_a_disk_that_becomes_full_while_writing_leaves_nothing_behind(
    write: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "便函（改好）.docx").write_bytes(GOOD)
    usual = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda path, mode="r", *rest, **more: (
            HalfWritten(usual(path, mode)) if "x" in mode else usual(path, mode, *rest, **more)
        ),
    )
    with pytest.raises(AppError, match="save_disk_full"):
        write(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"便函（改好）.docx": GOOD}


@WRITERS
def test_a_folder_in_the_place_of_the_file_stays(write: Callable[[Path], Path], tmp_path: Path) -> None:
    (tmp_path / "便函.docx").write_bytes(GOOD)
    (tmp_path / "便函（改好）.docx").mkdir()
    with pytest.raises(AppError, match="save_is_folder"):
        write(tmp_path)
    assert (tmp_path / "便函（改好）.docx").is_dir()


@pytest.mark.parametrize("write", [_export, _print])
def test_a_folder_that_is_gone_is_said(write: Callable[[Path], Path], tmp_path: Path) -> None:
    with pytest.raises(AppError, match="save_no_folder"):
        write(tmp_path / "没有")
