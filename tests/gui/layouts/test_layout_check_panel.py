"""检查版式 in the window: findings by severity, the tag marked, copies mended, checked anew when the file is saved."""

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gui.layouts.page import MOST_SHOWN, LayoutCheckPanel
from gui.shell.tasks import TaskRunner
from gui.widgets.lists.quote import Quote
from tests.word_files import layout_file, p

LOOP = (p("{% for 段 in 各段 %}"), p("{{ 段.序号 }}{{ 段.标题 }}{{ 段.正文 }}"), p("{% endfor %}"))
GOOD = (*LOOP, p("{{ 标题 }}{{ 主送机关 }}{{ 署名 }}{{ 成文日期 }}"))
BROKEN = (p("关于{{ 标提 }}的通知"), p("｛｛ 署名 ｝｝"), *GOOD)


@pytest.fixture
def panel(qtbot: Any, runner: TaskRunner) -> LayoutCheckPanel:
    made = LayoutCheckPanel(runner)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "便函.docx"


def checked(panel: LayoutCheckPanel, path: Path, data: bytes, qtbot: Any) -> None:
    """Show the panel for a layout and wait for its findings."""
    path.write_bytes(data)
    panel.begin(path)
    settled(panel, qtbot)


def settled(panel: LayoutCheckPanel, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: "正在检查" not in summary(panel), timeout=10_000)
    QApplication.processEvents()  # Qt shows what came into a layout only then


def summary(panel: LayoutCheckPanel) -> str:
    return next(text for text in texts(panel) if "使用" in text or "正在检查" in text or "没有查成" in text)


def texts(panel: LayoutCheckPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def named(panel: LayoutCheckPanel, words: str) -> list[QPushButton]:
    found = panel.findChildren(QPushButton)
    return [button for button in found if button.text().startswith(words) and button.isVisibleTo(panel)]


def press(button: QPushButton, qtbot: Any) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_findings_stand_in_groups_with_their_place(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    checked(panel, path, layout_file(*BROKEN), qtbot)
    shown = texts(panel)
    assert [text for text in shown if text.startswith(("错误 ", "警告 "))] == ["错误 1"]
    assert {"检查版式：便函", "正文第1段", "正文第2段"} <= set(shown)


def test_a_broken_layout_is_said_to_be_of_no_use(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    checked(panel, path, layout_file(*BROKEN), qtbot)
    assert "现在不能使用" in summary(panel)


def test_the_paragraph_is_quoted_with_its_tag_marked(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    checked(panel, path, layout_file(*BROKEN), qtbot)
    quote, *_ = panel.findChildren(Quote)
    (marked,) = quote.formats()
    assert (quote.accessibleName(), marked.start, marked.length) == ("关于{{ 标提 }}的通知", 2, 8)


def test_mending_writes_a_copy_and_shows_it(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    checked(panel, path, data := layout_file(*BROKEN), qtbot)
    with qtbot.waitSignal(panel.copied, timeout=10_000):
        press(named(panel, "改好它")[0], qtbot)
    settled(panel, qtbot)
    assert panel.path.name == "便函（改好）.docx"
    assert path.read_bytes() == data


def test_all_that_can_be_mended_is_mended_at_once(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    checked(panel, path, layout_file(*BROKEN), qtbot)
    with qtbot.waitSignal(panel.copied, timeout=10_000):
        press(named(panel, "自动改好")[0], qtbot)
    settled(panel, qtbot)
    assert named(panel, "改好它") == named(panel, "自动改好") == []
    assert summary(panel).startswith("可以使用")


def test_a_copy_that_cannot_be_written_is_told(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    checked(panel, path, layout_file(*BROKEN), qtbot)
    path.with_name("便函（改好）.docx").mkdir()
    press(named(panel, "自动改好")[0], qtbot)
    qtbot.waitUntil(lambda: any("是文件夹" in text for text in texts(panel)), timeout=10_000)
    assert panel.path == path


def test_a_file_saved_elsewhere_is_checked_anew(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    checked(panel, path, layout_file(*BROKEN), qtbot)
    path.write_bytes(layout_file(*GOOD))
    os.utime(path, ns=(1, 1))
    panel.look_at_file()
    qtbot.waitUntil(lambda: summary(panel).startswith("可以使用"), timeout=10_000)
    assert not [text for text in texts(panel) if text.startswith("错误")]


def test_a_file_that_stays_the_same_is_left_alone(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    checked(panel, path, layout_file(*BROKEN), qtbot)
    before = panel.findChildren(Quote)
    panel.look_at_file()
    qtbot.waitUntil(lambda: not panel.runner.is_busy, timeout=10_000)
    assert panel.findChildren(Quote) == before


def test_a_hidden_panel_looks_at_no_file(panel: LayoutCheckPanel) -> None:
    panel.hide()
    assert not panel.timer.isActive()


def test_a_file_that_is_gone_is_told(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    panel.begin(path)
    settled(panel, qtbot)
    assert any("找不到文件" in text for text in texts(panel))


def test_hundreds_of_findings_do_not_drown_the_window(panel: LayoutCheckPanel, path: Path, qtbot: Any) -> None:
    checked(panel, path, layout_file(*[p("{{ 标提 }}")] * 300, *GOOD), qtbot)
    qtbot.waitUntil(lambda: f"还有{300 - MOST_SHOWN}条，改好这些以后再查。" in texts(panel), timeout=30_000)
    assert len(panel.findChildren(Quote)) == MOST_SHOWN


def test_word_that_does_not_open_is_told(
    panel: LayoutCheckPanel, path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)))
    checked(panel, path, layout_file(*GOOD), qtbot)
    press(named(panel, "用 Word 打开")[0], qtbot)
    assert (opened, any(str(path) in text for text in texts(panel))) == ([QUrl.fromLocalFile(str(path))], True)


def test_back_is_a_signal(panel: LayoutCheckPanel, qtbot: Any) -> None:
    with qtbot.waitSignal(panel.closed):
        press(named(panel, "返回")[0], qtbot)


def test_a_quote_is_as_tall_as_its_lines(qtbot: Any) -> None:
    short, long = Quote("甲"), Quote("甲" * 100)
    for quote in (short, long):
        qtbot.addWidget(quote)
    assert long.heightForWidth(300) > 3 * short.heightForWidth(300)
    assert long.heightForWidth(300) > long.heightForWidth(600)


def test_a_quote_without_the_piece_marks_nothing(qtbot: Any) -> None:
    quote = Quote("甲", "乙")
    qtbot.addWidget(quote)
    assert quote.formats() == []
