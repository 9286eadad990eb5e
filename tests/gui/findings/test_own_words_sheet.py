"""自己的词表: added, tried, deleted, taken back and shared by the keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.workflows.checking.own_words import own_words
from gui.findings import own_words as sheets
from gui.findings.own_words import OwnWordsSheet


@pytest.fixture
def sheet(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnWordsSheet]:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    made = OwnWordsSheet(owner)
    made.begin()
    yield made
    made.close()


def add(sheet: OwnWordsSheet, wrong: str, right: str) -> None:
    sheet.wrong.setText(wrong)
    sheet.right.setText(right)
    QTest.keyClick(sheet.right, Qt.Key.Key_Return)


def shown(sheet: OwnWordsSheet) -> list[str]:
    return [sheet.listed.item(row).text() for row in range(sheet.listed.count())]


def delete(sheet: OwnWordsSheet, row: int) -> None:
    sheet.listed.setFocus()
    sheet.listed.setCurrentRow(row)
    QTest.keyClick(sheet.listed, Qt.Key.Key_Delete)


def test_a_word_is_added_and_tried(sheet: OwnWordsSheet, qtbot: Any) -> None:
    with qtbot.waitSignal(sheet.changed):
        add(sheet, "青河县", "青禾县")
    add(sheet, "禾下乘凉", "")
    assert shown(sheet) == ["青河县 → 青禾县", "禾下乘凉　不再报"]
    sheet.sentence.setText("青河县召开会议。")
    assert sheet.tried.text() == "“青河县”会报，改法“青禾县”"


def test_a_word_added_again_replaces_the_first(sheet: OwnWordsSheet) -> None:
    add(sheet, "青河县", "青禾县")
    add(sheet, "青河县", "青合县")
    assert shown(sheet) == ["青河县 → 青合县"]


@pytest.mark.parametrize(("wrong", "right"), [("", "青禾县"), ("青禾县", "青禾县"), ("#青河县", "青禾县")])
def test_what_makes_no_row_is_said(sheet: OwnWordsSheet, wrong: str, right: str) -> None:
    add(sheet, wrong, right)
    assert own_words() == ()
    assert "加不进去" in sheet.outcome.text()


def test_deleting_can_be_taken_back(sheet: OwnWordsSheet) -> None:
    add(sheet, "青河县", "青禾县")
    add(sheet, "白云阵", "白云镇")
    delete(sheet, 0)
    assert shown(sheet) == ["白云阵 → 白云镇"]
    sheet.undo.click()
    assert shown(sheet) == ["青河县 → 青禾县", "白云阵 → 白云镇"]
    sheet.undo.click()
    sheet.undo.click()
    assert (shown(sheet), sheet.undo.isEnabled()) == ([], False)


def test_words_go_to_a_colleague_and_come_back(
    sheet: OwnWordsSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(sheet, "青河县", "青禾县")
    target = tmp_path / "词.tsv"
    monkeypatch.setattr(sheets, "choose_new_file", lambda *_: [target])
    sheet.give.click()
    delete(sheet, 0)
    monkeypatch.setattr(sheets, "choose_model", lambda *_: [target])
    sheet.take.click()
    assert shown(sheet) == ["青河县 → 青禾县"]
    assert "加进了1个词" in sheet.outcome.text()


@pytest.mark.parametrize("data", ["", "没有词\n", "#青河县\t青禾县\n"])
def test_a_file_without_words_changes_nothing(sheet: OwnWordsSheet, tmp_path: Path, data: str) -> None:
    add(sheet, "青河县", "青禾县")
    (tmp_path / "别的.txt").write_text(data, "utf-8")
    sheet.take_in(tmp_path / "别的.txt")
    assert shown(sheet) == ["青河县 → 青禾县"]
    assert sheet.outcome.text()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x00\x01\xff\xfe" * 9, "读不出来，没有改动它"),
        (b" " * (4 << 20) + b"1", "太大，超过了4兆"),
        ("青河县\t青禾县\n".encode("gb18030"), "自己的词表都有了"),
    ],
    ids=["no text", "large", "known"],
)
def test_a_file_that_brings_nothing_is_named_and_no_step_to_take_back(
    sheet: OwnWordsSheet, tmp_path: Path, data: bytes, said: str
) -> None:
    add(sheet, "青河县", "青禾县")
    (tmp_path / "词.tsv").write_bytes(data)
    sheet.take_in(tmp_path / "词.tsv")
    assert "词.tsv" in sheet.outcome.text()
    assert said in sheet.outcome.text()
    sheet.undo.click()
    assert shown(sheet) == []


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_file_of_another_encoding_is_taken_in(sheet: OwnWordsSheet, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "词.tsv").write_bytes("青和县\t青禾县\n".encode(encoding))
    sheet.take_in(tmp_path / "词.tsv")
    assert shown(sheet) == ["青和县 → 青禾县"]


def test_no_button_moves_when_something_is_said(sheet: OwnWordsSheet, tmp_path: Path) -> None:
    layout = sheet.layout()
    assert layout is not None
    layout.activate()
    before = sheet.take.y()
    (tmp_path / "词.tsv").write_text("没有两列\n" * 3, "utf-8")
    sheet.take_in(tmp_path / "词.tsv")
    layout.activate()
    assert sheet.outcome.text()
    assert sheet.take.y() == before
