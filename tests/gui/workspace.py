"""What the tests of the workspace share: a journal in memory, a session, a text panel on it, and its screen read back."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from core.model.draft import Draft
from core.workflows.drafting.session import Session
from gui.draft.page import DraftPage
from gui.editor.formats import FACT
from gui.editor.panel import TextPanel
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from tests.builders import make_draft
from tests.journals import MemoryJournal

REPORT = """
title |2023年上半年工作总结
preamble |今年以来，选派{**}名干部，组织{g1:48}次学习。
h1 一、|开展情况
h2 （一）|加强学习。‖举办{7}期培训，覆盖{350}人。
h2 （二）|夯实基层。‖建成{12}个站点。
body |全县再学习{g1:48}次。
h1 二、|存在问题
body |问题不少。
signature |青禾县档案馆
"""


def make_session(source: str | Draft = REPORT, read_only: bool = False) -> Session:
    """A session that stores nothing."""
    draft = make_draft(source) if isinstance(source, str) else source
    return Session(draft, Path("draft.nigao"), MemoryJournal(read_only))


def make_panel(qtbot, source: str | Draft = REPORT, key: str = "", read_only: bool = False) -> TextPanel:
    """A text panel that is shown."""
    panel = TextPanel("正文")
    qtbot.addWidget(panel)
    panel.resize(600, 500)
    panel.show_section(DraftModel(make_session(source, read_only), panel), key)
    panel.show()
    return panel


def make_page(qtbot, runner: TaskRunner, source: str | Draft | Session = REPORT) -> DraftPage:
    """The page of a draft, in front."""
    page = DraftPage(source if isinstance(source, Session) else make_session(source), runner)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def shown_lines(panel: TextPanel) -> list[str]:
    """The paragraphs on the screen, ordinals left out."""
    return [panel.document().findBlockByNumber(n).text() for n in range(panel.document().blockCount())]


def content(panel: TextPanel) -> list[str]:
    """The paragraphs of the draft, ordinals left out."""
    return [element.content for element in panel.model.draft.elements]


def rest(panel: TextPanel) -> None:
    """The hand rests, as after the last key of a stretch."""
    panel.binding.pause.rested.emit()


def settle(panel: TextPanel) -> None:
    """Everything that follows bit by bit while the hand rests is done."""
    while panel.sync.has_deferred or panel.sync.columns.is_late:
        QApplication.processEvents()


def put(panel: TextPanel, block: int, start: int, end: int | None = None) -> None:
    """The cursor, or a selection, in a paragraph."""
    base = panel.document().findBlockByNumber(block).position()
    cursor = panel.textCursor()
    cursor.setPosition(base + start)
    if end is not None:
        cursor.setPosition(base + end, QTextCursor.MoveMode.KeepAnchor)
    panel.setTextCursor(cursor)


def spans(panel: TextPanel, block: int) -> list[tuple[str, str]]:
    """Fact id and text of the coloured spans of a paragraph."""
    found, text = [], panel.document().findBlockByNumber(block)
    step = text.begin()
    while not step.atEnd():
        fragment = step.fragment()
        if fragment.charFormat().property(FACT):
            found.append((fragment.charFormat().property(FACT), fragment.text()))
        step += 1
    return found


def type_text(widget: QWidget, text: str) -> None:
    """Type character by character; QTest itself knows only ASCII."""
    for character in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(widget, event)


def compose(panel: TextPanel, preedit: str = "", commit: str = "") -> None:
    """What an input method sends."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(panel, event)
