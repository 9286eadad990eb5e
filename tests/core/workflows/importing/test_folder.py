"""Which files of a folder are prior reports, and what is told of the others."""

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadInput
from core.workflows.importing import folder as folders
from core.workflows.importing.folder import CLOSED, different_reports, find_reports, reports_in


def put(folder: Path, *names: str) -> Path:
    """A folder with these files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("工作总结", "utf-8")
    return folder


def test_reports_are_found_by_their_names_in_all_folders_below(tmp_path: Path) -> None:
    found = reports_in(put(tmp_path, "2025/总结.DOC", "要点.docx", "2024/旧/汇报.ofd", "去年.nigao"))
    assert [each.name for each in found.files] == ["2024/旧/汇报.ofd", "2025/总结.DOC", "去年.nigao", "要点.docx"]
    assert found.notices == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("~$总结.docx", "folder_hidden"),
        (".~总结.docx", "folder_hidden"),
        (".总结.docx", "folder_hidden"),
        (".git/x.docx", "folder_hidden"),
        ("照片.jpg", "folder_other"),
        ("程序.exe", "folder_other"),
        ("没有后缀", "folder_other"),
    ],
)
def test_what_is_no_report_is_counted(tmp_path: Path, name: str, code: str) -> None:
    found = reports_in(put(tmp_path, "总结.docx", name))
    assert [each.name for each in found.files] == ["总结.docx"]
    assert [(notice.code, notice.count) for notice in found.notices] == [(code, 1)]


def test_no_link_is_followed(tmp_path: Path) -> None:
    outside = put(tmp_path / "外", "机密.docx")
    inside = put(tmp_path / "里", "总结.docx")
    (inside / "外面").symlink_to(outside)
    (inside / "机密.docx").symlink_to(outside / "机密.docx")
    (inside / "自己").symlink_to(inside)
    found = reports_in(inside)
    assert [each.name for each in found.files] == ["总结.docx"]
    assert [(notice.code, notice.count) for notice in found.notices] == [("folder_link", 3)]


def test_folders_within_folders_have_an_end(tmp_path: Path) -> None:
    deep = "/".join("abcdefghij")
    found = find_reports([put(tmp_path, f"{deep}/总结.docx", "a/b/总结.docx")])
    assert [each.name for each in found.files] == ["a/b/总结.docx"]
    assert [(notice.code, notice.parameters["limit"]) for notice in found.notices] == [("folder_deep", "8")]


def test_there_are_only_so_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    found = find_reports([put(tmp_path, *(f"{number}.txt" for number in range(5)))])
    assert [each.name for each in found.files] == ["0.txt", "1.txt", "2.txt"]
    assert [(notice.code, notice.count) for notice in found.notices] == [("folder_many", 2)]


def test_not_all_names_of_a_huge_folder_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_ENTRIES", 3)
    found = find_reports([put(tmp_path, *(f"{number}.txt" for number in range(5)))])
    assert (len(found.files), [notice.code for notice in found.notices]) == (3, ["folder_many"])


def test_a_folder_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_folder: Path) -> None:
        raise PermissionError

    put(tmp_path, "总结.docx")
    monkeypatch.setattr(folders.os, "scandir", closed)
    assert [notice.code for notice in find_reports([tmp_path]).notices] == ["folder_closed"]


def test_files_that_were_named_are_read_whatever_they_are_called(tmp_path: Path) -> None:
    put(tmp_path, "没有后缀", "里/总结.docx")
    found = find_reports([tmp_path / "没有后缀", tmp_path / "里"])
    assert [each.name for each in found.files] == ["总结.docx", "没有后缀"]


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="folder_without_reports"):
        reports_in(put(tmp_path, "照片.jpg"))


def test_a_file_that_goes_away_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "甲乙":
        (tmp_path / f"{name}.txt").write_text("总结", "utf-8")
    scan = os.scandir

    def scan_and_delete(folder: Path) -> Any:
        """The entries as they were before a file was deleted."""
        entries = list(scan(folder))
        (tmp_path / "乙.txt").unlink(missing_ok=True)
        return nullcontext(entries)

    monkeypatch.setattr(os, "scandir", scan_and_delete)
    found = find_reports([tmp_path])
    assert [each.name for each in found.files] == ["甲.txt"]
    assert [(notice.code, notice.count) for notice in found.notices] == [(CLOSED, 1)]


def test_files_with_the_same_bytes_are_listed_once_and_named(tmp_path: Path) -> None:
    made = put(tmp_path, "总结.txt", "备份/总结.txt", "总结（1）.txt")
    (made / "要点.txt").write_text("工作要点", "utf-8")
    found = different_reports([made, made / "要点.txt"])
    assert [each.name for each in found.files] == ["备份/总结.txt", "要点.txt"]
    (notice,) = found.notices
    assert (notice.code, notice.count) == ("folder_twins", 3)
    assert "“总结.txt”" in notice.parameters["names"]
