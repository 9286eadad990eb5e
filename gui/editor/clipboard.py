"""The clipboard of the running text: copy, cut, paste, drag and drop."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.model.blocks import cut_emphasis
from core.model.elements import Role
from core.model.text import without_invisible
from core.workflows.drafting.clip_html import (
    Passage,
    copied_blocks,
    facts_by_element,
    has_table,
    objects_in,
    passages_html,
    passages_text,
)
from core.workflows.drafting.clips import CopiedBlock, clip_from, clip_of, lines_of_clip
from core.workflows.drafting.editing import TypedFact, TypedParagraph
from core.workflows.tables.pasting import GivenTable, GivenText, named_blocks, pasted_lines
from gui.editor.binding import SectionBinding
from gui.editor.blocks import LINE_BREAK, code_points, emphasis_of, facts_in, id_of
from gui.editor.cells import TableGuard, chosen_cells, chosen_places
from gui.editor.formats import AGAIN, HEADING, ORDINAL, fact_of, without_looks
from gui.editor.paragraphs import Paragraph, ShownFact, pieces_of
from gui.editor.tables import TablePaste
from gui.editor.typing_format import TypingFormat, is_in_fact, leave_fact, plain_format, split_paragraph
from gui.widgets.cell_clip import FACTS_CLIP, cells_mime

OWN_TEXT = "application/x-nigao-paragraphs"
"""Clipboard form for Nigao itself: without the ordinals, which are computed anew where the text lands."""

INDENT = "　"
"""What other programs indent a paragraph with."""

UNASSIGNED = frozenset(("Cc", "Cs", "Co", "Cn"))
"""Unicode categories of what no text holds: control characters, halves of pairs, private use, unassigned."""

UNSEEN = "粘贴的文字里有{count}个看不见的字符，多半来自网页，已经去掉。"
LOOKS_LEFT_OUT = (
    "来源里有的加粗、加下划线或划掉的字样没有带过来。需要的请选中文字后按 Ctrl+B、Ctrl+U，划掉的和上下标的数请核对。"
)
COPIED = "已复制{what}。粘贴到 Word、WPS 里，标题和正文的字体不变。"
OBJECTS_LEFT_OUT = "选中的{count}个图片或对象没有一起复制。"
COPIED_WORDS = "已复制选中的文字。"
COPIED_CELLS = "已复制{count}个单元格。"


def lines_of(data: QMimeData) -> list[str]:
    """The paragraphs of a clipboard or a drop: plain text without control characters, blank lines and the indents of whole
    paragraphs, which the layout makes."""
    if data.hasFormat(OWN_TEXT):
        lines = _lines(bytes(data.data(OWN_TEXT).data()).decode("utf-8", "replace"))
    else:
        lines = [line.lstrip(INDENT) or line for line in _lines(data.text())]
    if len(lines) < 2:
        return lines
    return [line if index == 0 else line.strip() for index, line in enumerate(lines) if line.strip()]


def _lines(text: str) -> list[str]:
    """The lines without control characters and the like."""
    lines = text.replace("\t", " ").splitlines()
    return ["".join(sign for sign in line if unicodedata.category(sign) not in UNASSIGNED) for line in lines]


def text_of(data: QMimeData) -> str:
    """The plain text of a clipboard or a drop, in which 10³ of its HTML is not 103."""
    return "\n".join(line.text for line in pasted_lines(data.text().splitlines(), html_of(data)).lines)


def html_of(data: QMimeData) -> str:
    """The HTML of another program; empty without any."""
    return data.html() if data.hasHtml() and not data.hasFormat(OWN_TEXT) else ""


def clip_lines(cursor: QTextCursor) -> list[TypedParagraph]:
    """The selection's paragraphs with the facts that are completely inside, and the emphasis."""
    lines = []
    for block, text in _selected(cursor):
        start = max(cursor.selectionStart() - block.position(), 0)
        end = min(cursor.selectionEnd() - block.position(), block.length() - 1)
        points = code_points(text)
        facts = tuple(
            TypedFact(fact_of(name), points(a - start), points(b - start))
            for a, b, name in facts_in(block)
            if start <= a and b <= end
        )
        whole = code_points(block.text())
        emphasis = cut_emphasis(emphasis_of(block), whole(start), whole(end), -whole(start))
        lines.append(TypedParagraph("", text.replace(LINE_BREAK, "\n"), facts, emphasis=emphasis))
    return lines


def clip(cursor: QTextCursor) -> QMimeData:
    """The selection for the clipboard: with ordinals for other programs, without for this one."""
    shown, own = [], []
    for block, text in _selected(cursor):
        whole = cursor.selectionStart() <= block.position()
        shown.append((block.blockFormat().property(ORDINAL) or "") + text if whole else text)
        own.append(text)
    data = QMimeData()
    data.setText("\n".join(shown))
    data.setData(OWN_TEXT, "\n".join(own).encode("utf-8"))
    return data


def passages(cursor: QTextCursor) -> list[Passage]:
    """The selection as passages of the draft, as far as it is committed."""
    found = []
    for block, _text in _selected(cursor):
        start = max(cursor.selectionStart() - block.position(), 0)
        stop = min(cursor.selectionEnd() - block.position(), block.length() - 1)
        points = code_points(block.text())
        if id_of(block):
            is_whole = cursor.selectionStart() <= block.position()
            found.append(Passage(id_of(block), points(start), points(stop), is_whole))
    return found


def _selected(cursor: QTextCursor) -> Iterator[tuple[QTextBlock, str]]:
    block = cursor.document().findBlock(cursor.selectionStart())
    probe = QTextCursor(cursor.document())
    while block.isValid() and block.position() < max(cursor.selectionEnd(), cursor.selectionStart() + 1):
        probe.setPosition(max(block.position(), cursor.selectionStart()))
        stop = min(block.position() + block.length() - 1, cursor.selectionEnd())
        probe.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        yield block, probe.selectedText()
        block = block.next()


def _is_more_than_plain(line: GivenText) -> bool:
    """Whether plain text would lose something of a paragraph: facts, emphasis, line breaks inside."""
    return bool(line.facts or line.emphasis) or "\n" in line.text


class EditorClipboard(QObject):
    """Copy, cut, paste and drag in one text; each is one edit of the draft, and facts are kept within a draft.

    ``copied`` carries a message about copied or pasted text. ``pasted`` carries plain text that was pasted and is the
    last step of the history now. ``before_paste`` is called at Ctrl+V, if set; True means that it handles the paste
    itself.
    """

    copied = Signal(str)
    pasted = Signal(str)

    def __init__(self, edit: QTextEdit, binding: SectionBinding, typing: TypingFormat) -> None:
        super().__init__(edit)
        self.guard = TableGuard(edit, binding)
        self.guard.told.connect(self.copied)
        self.tables = TablePaste(edit, binding)
        self._edit, self._binding, self._typing = edit, binding, typing
        self._is_dropping = False
        self._numbers = count()
        self.before_paste: Callable[[QTextEdit], bool] | None = None

    def cut(self) -> None:
        """Cut the selection as one edit, separate from typing before and after."""
        self.guard.spare_next()
        if self.guard.needs_care:
            self._edit.copy()
            self.guard.delete_selection()
            return
        QTextEdit.cut(self._edit)
        self._binding.commit("剪切")

    def mime_data(self) -> QMimeData:
        """The selection: as text, as HTML, and with its facts and emphasis for this program."""
        self._binding.flush()
        self._binding.deferred.be_ready(is_whole=True)
        cursor, model = self._edit.textCursor(), self._binding.model
        if cursor.hasComplexSelection():
            return self._cells_data(cursor)
        data = clip(cursor)
        if model is None:
            return data
        chosen = passages(cursor)
        if has_table(model.draft, chosen):
            data = QMimeData()
            data.setText(passages_text(model.draft, chosen))
            data.setData(FACTS_CLIP, clip_of(model.draft, copied_blocks(model.draft, chosen)))
        else:
            data.setData(FACTS_CLIP, clip_of(model.draft, lines_of_clip(model.draft, clip_lines(cursor))))
        data.setHtml(passages_html(model.draft, chosen))
        return data

    def _cells_data(self, cursor: QTextCursor) -> QMimeData:
        """The selected cells."""
        model = self._binding.model
        places = chosen_places(cursor, facts_by_element(model.draft) if model is not None else {})
        return cells_mime(places, model.draft if model is not None else None)

    def report_copy(self) -> None:
        """Report what was copied: cells are counted as such, a table within text as a table."""
        cursor = self._edit.textCursor()
        if cursor.hasComplexSelection():
            told = COPIED_CELLS.format(count=sum(map(len, chosen_cells(cursor))))
        else:
            found = self._copied_words(cursor)
            told = COPIED.format(what=found) if found else COPIED_WORDS
            told += self._left_out(cursor)
        self.copied.emit(told)

    def _left_out(self, cursor: QTextCursor) -> str:
        """What is said of pictures and objects in a selection."""
        model = self._binding.model
        count = objects_in(model.draft, passages(cursor)) if model is not None else 0
        return OBJECTS_LEFT_OUT.format(count=count) if count else ""

    def _copied_words(self, cursor: QTextCursor) -> str:
        """What a selection holds, for a message: 2段文字和1张表格; empty for words of one paragraph."""
        model = self._binding.model
        chosen = passages(cursor)
        if model is not None and has_table(model.draft, chosen):
            return named_blocks(copied_blocks(model.draft, chosen))
        last = cursor.document().findBlock(cursor.selectionEnd())
        paragraphs = last.blockNumber() - cursor.document().findBlock(cursor.selectionStart()).blockNumber()
        return f"{paragraphs + (last.position() < cursor.selectionEnd())}段" if paragraphs else ""

    def insert(self, source: QMimeData) -> None:
        """Paste or drop: one paragraph a line; facts are kept unless they would be inside another fact."""
        if self._is_dropping:
            self._insert(source)
            return
        if self._replace_value(source) or self._insert_table(source):
            return
        self._binding.flush()
        step = self._step
        joined = self.tables.joined_number(text_of(source))
        is_plain = self._insert(source)
        self._binding.commit("粘贴")
        if joined:
            self.copied.emit(joined)
        if is_plain and self._step != step:
            self.pasted.emit(text_of(source))

    def _replace_value(self, source: QMimeData) -> bool:
        """Paste a number over that of a cell, with a message where more is to be said than that it was done."""
        is_done = self.tables.replace_value(source)
        if is_done and self.tables.message:
            self.copied.emit(self.tables.message)
        return is_done

    def _insert_table(self, source: QMimeData) -> bool:
        """Paste a table of this or another program, with a message about the result or the refusal."""
        if source.hasFormat(FACTS_CLIP):
            blocks = self._own_blocks(source)
            has_grid = any(isinstance(block, GivenTable) for block in blocks)
            is_done = has_grid and self.tables.insert_blocks(blocks)
            message = self.tables.message if has_grid else ""
        else:
            is_done = self.tables.insert(source, is_own=source.hasFormat(OWN_TEXT))
            message = self.tables.message
        if message:
            self.copied.emit(message)
        return is_done

    def _own_blocks(self, source: QMimeData) -> tuple[CopiedBlock, ...]:
        """What was copied in this program; empty for anything else."""
        model = self._binding.model
        is_own = model is not None and source.hasFormat(FACTS_CLIP)
        return clip_from(model.draft, bytes(source.data(FACTS_CLIP).data())) if model is not None and is_own else ()

    @contextmanager
    def one_drop(self, reason: str) -> Iterator[None]:
        """Everything removed and inserted inside is one edit of that name."""
        self._binding.flush()
        self._is_dropping = True
        try:
            yield
        finally:
            self._is_dropping = False
        self._binding.commit(reason)

    @property
    def _step(self) -> int:
        return self._binding.model.step() if self._binding.model is not None else 0

    def _insert(self, source: QMimeData) -> bool:
        """Insert; returns whether it is plain text and no part of this draft.

        In one edit block: otherwise Qt would lay the text out, and call every listener, for each line.
        """
        self._binding.deferred.be_ready()
        self.guard.make_room()
        self.guard.leave_locked(self._binding.sync.formats)
        blocks = self._own_blocks(source)
        lines = [block for block in blocks if isinstance(block, GivenText)]
        lines = lines if len(lines) == len(blocks) else []
        cursor = self._edit.textCursor()
        cursor.beginEditBlock()
        if any(map(_is_more_than_plain, lines)) and not is_in_fact(cursor):
            self._insert_lines(cursor, lines)
        else:
            self._insert_plain(cursor, source)
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()
        return not lines

    def _insert_plain(self, cursor: QTextCursor, source: QMimeData) -> None:
        cleaned = self._without_invisible(lines_of(source))
        found = pasted_lines(cleaned, html_of(source))
        if any(line.emphasis for line in found.lines) and not is_in_fact(cursor):
            self._insert_lines(cursor, found.lines)
        else:
            self._insert_text(cursor, cleaned)
        if found.is_lost:
            self.copied.emit(LOOKS_LEFT_OUT)

    def _without_invisible(self, lines: Sequence[str]) -> list[str]:
        """The lines without the invisible characters of web pages, which would hide words from a search; a message
        counts them."""
        cleaned = list(map(without_invisible, lines))
        removed = sum(map(len, lines)) - sum(map(len, cleaned))
        if removed:
            self.copied.emit(UNSEEN.format(count=removed))
        return cleaned

    def _insert_text(self, cursor: QTextCursor, lines: Sequence[str]) -> None:
        if len(lines) > 1:
            leave_fact(cursor)
        for index, line in enumerate(lines):
            if index:
                split_paragraph(cursor, self._binding.sync.formats)
            cursor.insertText(line, self._typing.format_for(cursor, line))
            self._typing.forget()

    def _insert_lines(self, cursor: QTextCursor, lines: Sequence[GivenText]) -> None:
        """Insert text of this draft with its facts and emphasis."""
        formats = self._binding.sync.formats
        cursor.removeSelectedText()
        self._typing.forget()
        for index, line in enumerate(lines):
            if index:
                split_paragraph(cursor, formats)
            self._insert_line(cursor, line)
            self._binding.restorable += line.facts

    def _insert_line(self, cursor: QTextCursor, line: GivenText) -> None:
        """The line's own emphasis replaces that of the text around it; headings take none."""
        formats, base = self._binding.sync.formats, plain_format(cursor)
        plain = base if base.property(HEADING) else without_looks(base)
        facts = tuple(
            ShownFact(f"{fact.id}{AGAIN}{next(self._numbers)}", fact.start, fact.end, fact.state) for fact in line.facts
        )
        emphasis = () if base.property(HEADING) else line.emphasis
        for start, end, look in pieces_of(Paragraph("", Role.BODY, "", line.text, 0, 0, facts, emphasis=emphasis)):
            form = formats.emphasised(plain, look.looks)
            shown = ShownFact(look.fact_id, 0, 0, look.state)
            cursor.insertText(
                line.text[start:end].replace("\n", LINE_BREAK), formats.fact(form, shown) if look.fact_id else form
            )
