"""Files that come to the window: what came back of a draft leads to 审阅 of it, whatever its format and wherever it is
dropped.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragMoveEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton

from core.stores.recent import RecentDraft, remember
from core.workflows.drafting.session import Session, create_session
from core.workflows.exporting.export import export_draft
from core.workflows.exporting.options import ExportOptions
from gui.review.page import ReviewPage
from gui.shell.incoming import CARD_WORDS
from gui.shell.main_window import MainWindow
from tests.builders import make_draft
from tests.gui.shell.test_main_window import drop
from tests.gui.whole_window import settle, whole_window

DRAFT = """h1 一、|工作情况
h2 （一）|接收档案。‖接收档案{490}卷，方便群众查阅。
body |全馆同志齐心协力，完成了各项任务。"""
TEXT = "一、工作情况\n（一）接收档案。接收档案500卷，方便群众查阅。\n全馆同志齐心协力，完成了各项任务。\n"


@pytest.fixture(name="session")
def session_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A recent draft that has gone out as 发出.docx; 改.rtf came back with nothing but its words."""
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / ".home"))
    session = create_session(tmp_path / "今年.nigao", make_draft(DRAFT), datetime.now)
    export_draft(session.draft, tmp_path / "发出.docx", ExportOptions(marks=False))
    signs = "".join(f"\\u{ord(sign) - 65536 * (ord(sign) > 32767)}?" if sign != "\n" else "\\par " for sign in TEXT)
    (tmp_path / "改.rtf").write_text(f"{{\\rtf1\\ansi {signs}}}", "ascii")
    remember(RecentDraft.of(session.path, session.draft, datetime(2026, 7, 3)))
    session.close()
    return session


@pytest.fixture
def window(qapp: Any, qtbot: Any, tmp_path: Path, session: Session) -> Iterator[MainWindow]:
    with whole_window(qapp, tmp_path / ".drafts") as made:
        qtbot.waitUntil(lambda: bool(cards_of(made, session.path)))
        yield made


def cards_of(window: MainWindow, path: Path) -> list[QPushButton]:
    return [each for each in window.start.findChildren(QPushButton) if each.property("draft") == str(path)]


def front(window: MainWindow) -> Any:
    settle(window)
    return window.pages.currentWidget()


def press(window: MainWindow, text: str) -> None:
    found = window.notices.notice.findChildren(QPushButton) if window.notices.notice is not None else []
    next(each for each in found if each.text().startswith(text)).click()


def card_of(window: MainWindow, path: Path) -> Any:
    return next(each for each in window.start.findChildren(QPushButton) if each.property("draft") == str(path))


def over_card(window: MainWindow, path: Path) -> QPoint:
    """A point of the window on the card of a draft."""
    (card,) = cards_of(window, path)
    return card.mapTo(window, QPoint(20, 20))


def names_asked(page: ReviewPage) -> list[str]:
    """The files whose owners are asked for."""
    return [each.text() for each in page.owners.findChildren(QLabel) if each.text().endswith((".docx", ".rtf"))]


def test_whatever_is_dropped_on_a_card_came_back_of_that_draft(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    drop(window, tmp_path / "改.rtf", at=over_card(window, session.path))
    page = front(window)
    assert isinstance(page, ReviewPage)
    assert names_asked(page) == ["改.rtf"]


def test_the_band_says_whose_copies_a_card_takes(window: MainWindow, session: Session, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "改.rtf"))])
    move = QDragMoveEvent(
        over_card(window, session.path),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window.windowHandle(), move)
    (words,) = [each.text() for each in window.findChild(QFrame, "veil").findChildren(QLabel)]
    assert words == CARD_WORDS.format(draft="今年")


def test_on_the_page_of_returned_copies_every_file_is_one(window: MainWindow, session: Session, tmp_path: Path) -> None:
    window.open_draft(session.path)
    settle(window)
    window.controllers.go("go_review")
    window.take_files([tmp_path / "改.rtf"])
    assert names_asked(front(window)) == ["改.rtf"]


def test_what_comes_together_with_a_copy_is_read_with_it(window: MainWindow, session: Session, tmp_path: Path) -> None:
    window.open_draft(session.path)
    settle(window)
    window.take_files([tmp_path / "改.rtf", tmp_path / "发出.docx"])
    assert names_asked(front(window)) == ["改.rtf", "发出.docx"]


def test_a_file_without_a_mark_is_asked_about_beside_a_draft(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    window.open_draft(session.path)
    page = front(window)
    window.take_files([tmp_path / "改.rtf"])
    assert front(window) is page
    press(window, "收回改稿")
    assert names_asked(front(window)) == ["改.rtf"]


def test_a_returned_copy_is_no_material_of_a_new_draft_unsaid(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    window.begin_draft("年度工作总结")
    form = front(window)
    window.take_files([tmp_path / "发出.docx", tmp_path / "改.rtf"])
    assert (front(window), form.basis.paths) == (form, (tmp_path / "改.rtf",))
    press(window, "去那份稿件收回")
    assert names_asked(front(window)) == ["发出.docx"]


def test_the_user_may_say_that_it_is_material(window: MainWindow, tmp_path: Path) -> None:
    window.begin_draft("年度工作总结")
    form = front(window)
    window.take_files([tmp_path / "发出.docx"])
    settle(window)
    press(window, "在这里用作往年材料")
    settle(window)
    assert form.basis.paths == (tmp_path / "发出.docx",)
