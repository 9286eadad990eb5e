"""粘贴: text with numbers becomes sections that fit the place; in running text the user is asked first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QTextEdit

from core.stores.positions import DraftPlace
from core.workflows.drafting.restructuring import (
    Pasted,
    paste_paragraphs,
    paste_sections,
    recognise_pasted,
    seems_structured,
)
from gui.editor.clipboard import html_of, text_of
from gui.editor.panel import TextPanel
from gui.editor.tables import holds_table
from gui.outline.outline_actions import OutlineActions
from gui.session.draft_model import DraftModel
from gui.shell.tasks import TaskRunner
from gui.widgets.cell_clip import FACTS_CLIP

NOTHING = "剪贴板里没有文字。先复制一段带序号的文字，再来粘贴。"
NO_SECTIONS = "这段文字分不出章节，仍是正文。"
REFUSED = "剪贴板里的文字读不出来，稿件没有改动。"


class PasteAction(QObject):
    """``key`` returns the section after which pasted ones are inserted: "" for the last part."""

    def __init__(self, runner: TaskRunner, model: DraftModel, actions: OutlineActions, key: Callable[[], str]) -> None:
        super().__init__(actions)
        self._runner, self._model, self._actions, self._key = runner, model, actions, key
        self._place: Callable[[], DraftPlace] = DraftPlace
        self._before: tuple[int, DraftPlace] | None = None

    def paste(self) -> None:
        """Insert the clipboard's content after the section: as sections, or, without numbers, as paragraphs."""
        clipboard = QGuiApplication.clipboard()
        if self._model.read_only:
            return
        if not clipboard.text().strip():
            self._actions.notice_raised.emit(NOTHING)
            return
        data = clipboard.mimeData()
        self._recognise(data.text(), html_of(data), self._put)

    def paste_again(self, text: str) -> None:
        """Convert the text pasted by the last edit to sections: one step of the history replaces that one."""
        before = self._model.draft

        def _put(pasted: Pasted) -> None:
            if not pasted.heads:
                self._actions.notice_raised.emit(NO_SECTIONS)
            elif self._model.draft is before and self._model.undo():
                self._put(pasted)

        self._recognise(*self._given(text), _put)

    @staticmethod
    def _given(text: str) -> tuple[str, str]:
        """The text with the HTML that it was pasted with, while the clipboard has it."""
        data = QGuiApplication.clipboard().mimeData()
        return (data.text(), html_of(data)) if text_of(data) == text else (text, "")

    def _recognise(self, text: str, html: str, put: Callable[[Pasted], None]) -> None:
        refused = self._actions.notice_raised.emit
        self._runner.run(
            recognise_pasted, text, html, on_done=put, on_failed=lambda _error: refused(REFUSED), key="paste"
        )

    def _put(self, pasted: Pasted) -> None:
        key = self._key() if self._key() in self._model.sections else ""
        key = key if key and self._model.sections[key].depth else ""
        self._model.flush()
        held = self._model.step(), self._place()
        before = set(self._model.sections)
        if not self._model.do(paste_sections if pasted.heads else paste_paragraphs, pasted, key):
            return
        self._before = held
        new = [each for each in self._model.sections if each not in before]
        words = f"已粘贴为{len(new)}个章节" if new else "没有看到序号，已粘贴为正文"
        self._actions.chosen.emit(new)
        self._actions.message_shown.emit(f"{words}，按 Ctrl+Z 可以恢复。")

    def hold_place(self, place: Callable[[], DraftPlace], take: Callable[[DraftPlace], None]) -> None:
        """Undoing a paste of sections also restores the place where it was requested."""

        def _on_travelled() -> None:
            if self._before is not None and self._model.step() == self._before[0]:
                take(self._before[1])

        self._place = place
        self._model.travelled.connect(_on_travelled)

    # In the running text

    def offer_in(self, texts: Sequence[TextPanel], wanted: SignalInstance) -> None:
        """Ask how to paste text with numbers there; ``wanted`` requests sections afterwards."""
        wanted.connect(self.paste_again)
        for text in texts:
            text.clipboard.before_paste = self._asked

    def _asked(self, text: QTextEdit) -> bool:
        """Ask, if there is a choice."""
        clipboard = QGuiApplication.clipboard()
        data = clipboard.mimeData()
        if data.hasFormat(FACTS_CLIP) or not seems_structured(clipboard.text()) or holds_table(data):
            return False  # text copied from here is pasted with its facts
        self.menu(text).popup(text.viewport().mapToGlobal(text.cursorRect().bottomLeft()))
        return True

    def menu(self, text: QTextEdit) -> QMenu:
        """The two ways to paste; the one that keeps plain text comes first."""
        menu = QMenu(text)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setAccessibleName("怎样粘贴")
        plain = menu.addAction("粘贴为文字(&T)", text.paste)
        menu.addAction("粘贴为章节，序号自动排(&S)", self.paste)
        menu.setActiveAction(plain)
        return menu
