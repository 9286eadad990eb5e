"""What goes to and from the clipboard."""

import unicodedata
from collections.abc import Iterator

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextCursor

from core.workflows.drafting.clip_html import Passage
from core.workflows.drafting.editing import TypedFact, TypedParagraph
from gui.editor.blocks import LINE_BREAK, code_points, facts_in, id_of
from gui.editor.formats import ORDINAL, fact_of

OWN_TEXT = "application/x-nigao-paragraphs"
"""Clipboard form for Nigao itself: without the ordinals, which are computed anew where the text lands."""

FACTS_CLIP = "application/x-nigao-facts"
"""The same with the facts, for the draft that they belong to."""


def lines_of(data: QMimeData) -> list[str]:
    """The paragraphs of a clipboard or a drop: plain text without control characters and blank lines."""
    own = data.hasFormat(OWN_TEXT)
    text = bytes(data.data(OWN_TEXT).data()).decode("utf-8", "replace") if own else data.text()
    lines = [_clean(line) for line in text.splitlines()]
    if len(lines) < 2:
        return lines
    return [line if index == 0 else line.strip() for index, line in enumerate(lines) if line.strip()]


def clip_lines(cursor: QTextCursor) -> list[TypedParagraph]:
    """The selection's paragraphs with the facts that lie in it as a whole."""
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
        lines.append(TypedParagraph("", text.replace(LINE_BREAK, "\n"), facts))
    return lines


def clip(cursor: QTextCursor) -> QMimeData:
    """The selection for the clipboard: with ordinals for other programs, without for this one."""
    told, own = [], []
    for block, text in _selected(cursor):
        whole = cursor.selectionStart() <= block.position()
        told.append((block.blockFormat().property(ORDINAL) or "") + text if whole else text)
        own.append(text)
    data = QMimeData()
    data.setText("\n".join(told))
    data.setData(OWN_TEXT, "\n".join(own).encode("utf-8"))
    return data


def passages(cursor: QTextCursor) -> list[Passage]:
    """The selection as passages of the draft, as far as it stands in it already."""
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


def _clean(line: str) -> str:
    signs = (" " if sign == "\t" else sign for sign in line)
    return "".join(sign for sign in signs if unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn"))
