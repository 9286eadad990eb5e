"""Facts under the hand: copied, pasted, dragged, made of text and made plain; each is one edit of the draft."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count

from PySide6.QtCore import QMimeData, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from core.model.fact import Fact
from core.model.finding import Severity
from core.model.reading import without_invisible
from core.workflows.drafting.clip_html import passages_html
from core.workflows.drafting.clips import ClipLine, clip_from, clip_of
from core.workflows.drafting.marking import is_free, mark_text, unmark
from gui.editor.clipboard import FACTS_CLIP, clip, clip_lines, lines_of, passages
from gui.editor.formats import AGAIN, ShownFact, fact_of
from gui.editor.input import TypingEdit
from gui.editor.painting.underlines import TextMark, source_of
from gui.editor.position import character_under, chosen_place
from gui.editor.typing_format import fact_at, is_in_fact, leave_fact, plain_format, split_paragraph
from gui.form.fields import told_fact
from gui.session.draft_model import DraftModel
from gui.widgets.edit_menu import add_edits

UNSEEN = "粘贴的文字里有{count}个看不见的字符，多半来自网页，已经去掉。"
COPIED = "已复制{count}段。粘贴到 Word、WPS 里，标题和正文的字体不变。"
COPIED_WORDS = "已复制选中的文字。"
OFFERED = "新输入的数，还不是要素。按 Ctrl+D 设为要素"


class FactEdit(TypingEdit):
    """A running text whose facts come along when they are copied or moved within the draft.

    ``mark_requested`` tells that the offered value of this number is to become a fact, ``pasted`` what plain text was
    pasted and is the last step of the history now, ``copied`` carries a sentence about what went to the clipboard.
    """

    mark_requested = Signal(int)
    pasted = Signal(str)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: DraftModel | None = None
        self._wiped: tuple[Fact, ...] = ()
        self._offered: list[TextMark] = []
        self._is_dropping = False
        self._numbers = count()
        self.before_paste: Callable[[QTextEdit], bool] = _nothing_to_ask

    def hand_in(self, reason: str = "输入") -> None:
        """Take over what stands on the screen, as one edit of that name; what is being composed is left alone."""

    def flush(self) -> None:
        """Take over everything, a composition of the input method included."""

    # Facts and plain text

    def show_offers(self, facts: Iterable[Fact]) -> None:
        """Outline these values of the draft as it stands, and no others."""
        self._offered = [TextMark(fact.element_id, fact.start, fact.end, Severity.HINT, OFFERED) for fact in facts]
        if self._model is not None:
            ids = tuple({mark.element_id for mark in self._offered})
            self.offers.show(source_of(self._offered, self._model.index.part(ids)))
        self.viewport().update()

    def offered_here(self) -> int:
        """The number of the offered value in which the cursor or the selection stands, from 1 on; 0 for none."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        held = self.offers.in_block(cursor.block())
        here = (mark for at, mark in held if at.selectionStart() <= first <= last <= at.selectionEnd())
        return next((self._offered.index(mark) + 1 for mark in here), 0)

    def mark_chosen(self) -> bool:
        """Make a fact of the selected text; False where that cannot be."""
        self.flush()
        place = chosen_place(self.textCursor())
        return place is not None and self._model is not None and self._model.do(mark_text, place)

    def make_plain(self, everywhere: bool = False) -> bool:
        """Make plain text of the fact at the cursor, at this place or at all places of its field."""
        self.flush()
        fact_id = self.fact
        return bool(fact_id) and self._model is not None and self._model.do(unmark, fact_id, everywhere)

    def told_at(self, place: QPoint) -> str:
        """What there is to say of the findings and the fact under a point of the viewport; nothing where there are none."""
        cursor, position = character_under(self, place)
        told = self.marks.told_at(cursor.block(), position) + self.offers.told_at(cursor.block(), position)
        fact_id = fact_of(fact_at(cursor, position))
        if fact_id and self._model is not None:
            draft = self._model.draft
            told += [told_fact(draft, fact) for fact in draft.facts if fact.id == fact_id]
        return "\n".join(told)

    # Clipboard and mouse

    def _do(self, event: QKeyEvent) -> bool:
        """What is cut is one edit, whatever is typed before and after; what is pasted may be asked about first."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.before_paste(self):
            return True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return True
        if super()._do(event):
            return True
        is_cut = event.matches(QKeySequence.StandardKey.Cut)
        if is_cut:
            self.cut()
            self.hand_in("剪切")
        return is_cut

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy, cut and drag: as text, and with the facts for this draft."""
        self.flush()
        self.late.be_ready(is_whole=True)
        cursor = self.textCursor()
        data = clip(cursor)
        if self._model is not None:
            data.setData(FACTS_CLIP, clip_of(self._model.draft, clip_lines(cursor)))
            data.setHtml(passages_html(self._model.draft, passages(cursor)))
        return data

    def copy(self) -> None:
        """Copy the selection, and say so."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            super().copy()
            last = cursor.document().findBlock(cursor.selectionEnd())
            count = last.blockNumber() - cursor.document().findBlock(cursor.selectionStart()).blockNumber()
            is_in_last = last.position() < cursor.selectionEnd()
            self.copied.emit(COPIED.format(count=count + is_in_last) if count else COPIED_WORDS)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop: a paragraph a line; facts come along where they do not land in another fact.

        All at one go: Qt would lay the text out, and everybody hear of it, once for every line.
        """
        if self._is_dropping:
            self._insert(source)
            return
        self.flush()
        step = self._step
        is_plain = self._insert(source)
        self.hand_in("粘贴")
        if is_plain and self._step != step:
            self.pasted.emit(source.text())

    @property
    def _step(self) -> int:
        return self._model.step() if self._model is not None else 0

    def _insert(self, source: QMimeData) -> bool:
        """Whether it is plain text, and no part of this draft."""
        self.late.be_ready()
        lines = self._clip_in(source)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if any(line.facts for line in lines) and not is_in_fact(cursor):
            self._insert_facts(cursor, lines)
        else:
            self._insert_text(cursor, self._seen(lines_of(source)))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return not lines

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dragged within the text is moved by one edit."""
        self.flush()
        self._is_dropping = True
        try:
            super().dropEvent(event)
        finally:
            self._is_dropping = False
        self.hand_in("移动" if event.source() is self.viewport() else "拖入")

    def _clip_in(self, source: QMimeData) -> tuple[ClipLine, ...]:
        if self._model is None or not source.hasFormat(FACTS_CLIP):
            return ()
        return clip_from(self._model.draft, bytes(source.data(FACTS_CLIP).data()))

    def _seen(self, lines: Sequence[str]) -> list[str]:
        """The lines without signs that nobody sees, which come along from web pages and would hide words; that is told."""
        seen = list(map(without_invisible, lines))
        count = sum(map(len, lines)) - sum(map(len, seen))
        if count:
            self.copied.emit(UNSEEN.format(count=count))
        return seen

    def _insert_text(self, cursor: QTextCursor, lines: Sequence[str]) -> None:
        if len(lines) > 1:
            leave_fact(cursor)
        for index, line in enumerate(lines):
            if index:
                split_paragraph(cursor, self.screen_text.looks)
            cursor.insertText(line, self.hand.format_for(cursor, line))
            self.hand.forget()

    def _insert_facts(self, cursor: QTextCursor, lines: Sequence[ClipLine]) -> None:
        cursor.removeSelectedText()
        self.hand.forget()
        for index, line in enumerate(lines):
            if index:
                split_paragraph(cursor, self.screen_text.looks)
            plain, at = plain_format(cursor), 0
            for fact in line.facts:
                cursor.insertText(line.text[at : fact.start], plain)
                shown = ShownFact(f"{fact.id}{AGAIN}{next(self._numbers)}", 0, 0, fact.state)
                cursor.insertText(fact.text, self.screen_text.looks.fact(plain, shown))
                at = fact.end
            cursor.insertText(line.text[at:], plain)
            self._wiped += line.facts

    # Menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Clipboard, and what can be done with the fact under the mouse or the text chosen."""
        if not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu(self) -> QMenu:
        """The menu for the place where the cursor is."""
        menu = QMenu(self)
        if not self.isReadOnly() and self._model is not None:
            self._add_deeds(menu, self._model)
        add_edits(menu, self, self.textCursor().hasSelection())
        return menu

    def _add_deeds(self, menu: QMenu, model: DraftModel) -> None:
        fact_id, place = self.fact, chosen_place(self.textCursor())
        fact = next((fact for fact in model.draft.facts if fact.id == fact_id), None)
        if fact is not None:
            self._add_fact_deeds(menu, fact, sum(other.group == fact.group for other in model.draft.facts))
        elif place is not None and is_free(model.draft.facts, place):
            menu.addAction("设为要素(&M)", self.mark_chosen)
            menu.addSeparator()
        elif offered := self.offered_here():
            menu.addAction("设为要素(&M)", lambda: self.mark_requested.emit(offered))
            menu.addSeparator()

    def _add_fact_deeds(self, menu: QMenu, fact: Fact, places: int) -> None:
        menu.addAction("沿用此值(&K)", lambda: self.confirm_requested.emit(fact.id))
        if fact.prior:
            menu.addAction("恢复上年值(&R)", lambda: self.reset_requested.emit(fact.id))
        menu.addAction("改为普通文字(&W)", lambda: self.make_plain())
        if places > 1 and fact.group:
            menu.addAction(f"全稿{places}处都改为普通文字(&E)", lambda: self.make_plain(True))
        menu.addSeparator()


def _nothing_to_ask(_text: QTextEdit) -> bool:
    return False
