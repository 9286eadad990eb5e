"""Decides where typed characters belong: to a fact, to the heading or to plain text."""

import unicodedata

from PySide6.QtGui import QTextCharFormat, QTextCursor

from gui.editor.formats import CELL, FACT, HEADING, Formats, fact_of, without_fact

GROWING = frozenset("0123456789０１２３４５６７８９.．%％‰~～－-万亿余多")
"""Characters that extend a value when typed at its edge; any other character there is text next to it."""

HEAD_ENDS = frozenset("。：:")


class TypingFormat:
    """Determines the format of typed text, and remembers the fact whose last character was just deleted.

    A user who deletes 48 and types 52 means the same fact: as long as the cursor stays, the next characters become the
    fact's value. A value is seldom typed at once: following characters belong to it, too, until the cursor moves or a
    punctuation mark is typed.
    """

    def __init__(self) -> None:
        self._emptied: tuple[int, QTextCharFormat] | None = None
        self._growing: tuple[int, str] | None = None
        self._amid: QTextCharFormat | None = None
        self._typing: QTextCharFormat | None = None
        self._run: tuple[int, QTextCharFormat] | None = None

    def waits_at(self, position: int) -> str:
        """The id of the fact that was cleared here and has no new value yet; empty for none."""
        if self._emptied is None or self._emptied[0] != position:
            return ""
        return fact_of(self._emptied[1].property(FACT) or "")

    def moved_to(self, position: int) -> None:
        """The cursor is here now; elsewhere a cleared fact is given up, and a growing one is complete."""
        if self._emptied is not None and self._emptied[0] != position:
            self._emptied = None
        if self._growing is not None and self._growing[0] != position:
            self._growing = None

    def about_to_remove(self, cursor: QTextCursor, step: int = 0, for_text: bool = False) -> None:
        """The selection, or the character before (-1) or after (1) the cursor, is about to be deleted.

        ``for_text``: a composition replaces it and becomes part of the fact that loses characters.
        """
        start, end = _removed_range(cursor, step)
        first = fact_at(cursor, start)
        inside = first and first == fact_at(cursor, end - 1)
        whole = first not in (fact_at(cursor, start - 1), fact_at(cursor, end))
        self._emptied = (start, format_at(cursor, start)) if inside and (whole or for_text) and end > start else None
        if step < 0 and self._grows_at(cursor):
            self._growing = (start, first)

    def format_for(self, cursor: QTextCursor, text: str) -> QTextCharFormat:
        """The format of ``text`` typed at the cursor or over its selection."""
        self._typing = self._format_for(cursor, text)
        return self._typing

    def _format_for(self, cursor: QTextCursor, text: str) -> QTextCharFormat:
        self._amid = None
        if cursor.hasSelection():
            return _instead_of(cursor, text)
        start = cursor.position()
        if self._emptied is not None and start == self._emptied[0]:
            return self._emptied[1]
        if self.is_retyping(cursor, text):
            return format_at(cursor, start - 1)
        self._amid = self._format_amid(cursor)
        return _at_edge(cursor, start, start, text) if self._amid is None else self._amid

    @property
    def is_amid(self) -> bool:
        """Whether text is being typed between characters of one format, in that format."""
        return self._amid is not None

    def grown(self, place: int, added: int) -> tuple[int, int, str] | None:
        """That many characters were inserted: returned with the fact that the typed text belongs to; None for none."""
        return (place, added, self._typing.property(FACT) or "") if self._typing is not None else None

    def disturbed(self) -> None:
        """The document has changed: the cached formats around the cursor may be wrong."""
        self._run = None

    def _format_amid(self, cursor: QTextCursor) -> QTextCharFormat | None:
        """The single format on both sides; None if they differ, or at an edge."""
        if self._run is not None and self._run[0] == cursor.position():
            return self._run[1]
        return cursor.charFormat() if self._is_amid(cursor) else None

    @staticmethod
    def _is_amid(cursor: QTextCursor) -> bool:
        """Whether the characters on both sides have one format: the usual case, checked quickly."""
        if cursor.atBlockStart() or cursor.atBlockEnd():
            return False
        ahead = QTextCursor(cursor)
        ahead.setPosition(cursor.position() + 1)  # moving by a character would make Qt examine the whole paragraph
        return ahead.charFormat() == cursor.charFormat()

    def is_retyping(self, cursor: QTextCursor, text: str) -> bool:
        """Whether ``text``, typed at the cursor or over its selection, is part of a fact's new value."""
        if not (self._emptied or self._growing or cursor.hasSelection()) or _has_punctuation(text):
            return False
        if not cursor.hasSelection():
            return bool(self.waits_at(cursor.position())) or self._grows_at(cursor)
        first = fact_at(cursor, cursor.selectionStart())
        return bool(first) and first == fact_at(cursor, cursor.selectionEnd() - 1)

    def typed(self, cursor: QTextCursor, retyping: bool) -> None:
        """The text is before the cursor now; ``retyping`` is the former result of ``is_retyping``."""
        fact_id = fact_at(cursor, cursor.position() - 1) if retyping else ""
        self._emptied, self._growing = None, (cursor.position(), fact_id) if fact_id else None
        self._run = (cursor.position(), self._amid) if self._amid is not None else None
        self._amid = self._typing = None

    def _grows_at(self, cursor: QTextCursor) -> bool:
        """Whether the value of a fact is being typed and ends at the cursor."""
        if self._growing is None or cursor.hasSelection() or self._growing[0] != cursor.position():
            return False
        return self._growing[1] == fact_at(cursor, cursor.position() - 1)

    def forget(self) -> None:
        """Following text is plain text."""
        self._emptied = self._growing = self._amid = self._typing = None


def _instead_of(cursor: QTextCursor, text: str) -> QTextCharFormat:
    """The format of ``text`` typed over the selection: a fact's, if the selection is inside that one.

    A sentence that replaces a whole fact is no value.
    """
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    replaced = fact_at(cursor, start)
    is_one = replaced and replaced == fact_at(cursor, end - 1)
    is_whole = is_one and replaced not in (fact_at(cursor, start - 1), fact_at(cursor, end))
    if is_whole and _has_punctuation(text):
        return _plain(cursor, start, end)
    return format_at(cursor, start) if is_one else _at_edge(cursor, start, end, text)


def _has_punctuation(text: str) -> bool:
    """Whether it contains a character that ends a value; those inside figures do not."""
    return any(unicodedata.category(sign).startswith("P") and sign not in GROWING for sign in text)


def fact_at(cursor: QTextCursor, position: int) -> str:
    """The id of the fact that the character at ``position`` belongs to; empty for none or outside the paragraph."""
    block = cursor.document().findBlock(cursor.selectionStart())
    if not block.position() <= position < block.position() + block.length() - 1:
        return ""
    return format_at(cursor, position).property(FACT) or ""


def format_at(cursor: QTextCursor, position: int) -> QTextCharFormat:
    """The format of the character at ``position``, which must not be a paragraph's end."""
    probe = QTextCursor(cursor.document())
    probe.setPosition(position + 1)
    return probe.charFormat()


def _removed_range(cursor: QTextCursor, step: int) -> tuple[int, int]:
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    return (start, end) if start < end else (start + min(step, 0), end + max(step, 0))


def _at_edge(cursor: QTextCursor, start: int, end: int, text: str) -> QTextCharFormat:
    """The format of text that replaces ``start`` to ``end``, from both neighbours."""
    left, right = fact_at(cursor, start - 1), fact_at(cursor, end)
    grows = all(sign in GROWING for sign in text)
    if left and (left == right or grows):
        return format_at(cursor, start - 1)
    if right and grows:
        return format_at(cursor, end)
    return _plain(cursor, start, end)


def _plain(cursor: QTextCursor, start: int, end: int) -> QTextCharFormat:
    """The format of the surrounding text without any fact: of the character before, or after at a paragraph's start."""
    block = cursor.document().findBlock(start)
    stop = block.position() + block.length() - 1
    if start == block.position():
        return without_fact(format_at(cursor, end)) if end < stop else _of_empty(cursor)
    left = format_at(cursor, start - 1)
    ended = left.property(HEADING) and cursor.document().characterAt(start - 1) in HEAD_ENDS
    if ended and end < stop and not (right := format_at(cursor, end)).property(HEADING):
        return without_fact(right)
    return without_fact(left)


def _of_empty(cursor: QTextCursor) -> QTextCharFormat:
    """The format of the first characters of a paragraph; that of a cell's says what Qt knows of the cell."""
    is_cell = cursor.blockFormat().hasProperty(CELL)
    return QTextCharFormat() if is_cell else cursor.blockCharFormat()


def plain_format(cursor: QTextCursor) -> QTextCharFormat:
    """The format of text at the cursor that belongs to no fact."""
    return _plain(cursor, cursor.selectionStart(), cursor.selectionEnd())


def is_in_fact(cursor: QTextCursor) -> bool:
    """Whether the cursor is between two characters of a fact, or the selection inside one."""
    left, right = cursor.selectionStart(), cursor.selectionEnd()
    first = fact_at(cursor, left if cursor.hasSelection() else left - 1)
    return bool(first) and first == fact_at(cursor, right - 1 if cursor.hasSelection() else right)


def leave_fact(cursor: QTextCursor) -> None:
    """Delete the selection, and move behind the fact at the cursor: no value spans two paragraphs."""
    cursor.removeSelectedText()
    while is_in_fact(cursor):
        cursor.setPosition(cursor.position() + 1)


def take_whole_facts(cursor: QTextCursor) -> bool:
    """Extend a selection that ends inside a fact to all of it; False where there is nothing to do.

    One completely inside a fact is left as it is.
    """
    ends = cursor.selectionStart(), cursor.selectionEnd()
    if not cursor.hasSelection() or is_in_fact(cursor):
        return False
    start, end = _out_of_fact(cursor, ends[0], -1), _out_of_fact(cursor, ends[1], 1)
    is_forward = cursor.anchor() < cursor.position()
    cursor.setPosition(start if is_forward else end)
    cursor.setPosition(end if is_forward else start, QTextCursor.MoveMode.KeepAnchor)
    return (start, end) != ends


def _out_of_fact(cursor: QTextCursor, position: int, step: int) -> int:
    """The edge, before (-1) or after (1), of the fact around a position; the position itself outside facts."""
    name = _amid_fact(cursor, position)
    while name and _amid_fact(cursor, position) == name:
        position += step
    return position


def _amid_fact(cursor: QTextCursor, position: int) -> str:
    """The fact on both sides of a position; empty for none."""
    probe = QTextCursor(cursor.document())
    probe.setPosition(position)
    name = fact_at(probe, position)
    return name if name == fact_at(probe, position - 1) else ""


def split_paragraph(cursor: QTextCursor, formats: Formats) -> None:
    """Enter: the text after the cursor, and after the fact around it, becomes a plain paragraph.

    At the very start of a paragraph the new one is made before it, and the paragraph keeps its role.
    """
    leave_fact(cursor)
    block = cursor.block()
    new = formats.body_block() if not block.blockFormat().property(CELL) else formats.like_cell(block.blockFormat())
    if cursor.atBlockStart() and block.length() > 1:
        form = block.blockFormat()
        cursor.insertBlock(form, QTextCharFormat())
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.setBlockFormat(new)
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        return
    cursor.insertBlock(new, QTextCharFormat())
