"""Where typed characters belong: to a fact, to the heading or to plain text."""

import unicodedata

from PySide6.QtGui import QTextCharFormat, QTextCursor

from gui.editor.formats import CELL, FACT, HEADING, Formats, fact_of, without_fact

GROWING = frozenset("0123456789０１２３４５６７８９.．%％‰~～－-万亿余多")
"""Signs that make a value longer when they are typed at its edge; any other sign there is text beside it."""

HEAD_ENDS = frozenset("。：:")


class TypingFormat:
    """Decides the format of what is typed, and remembers the fact whose last character has just been deleted.

    A clerk who wipes 48 out and types 52 means the same fact: as long as the cursor stays, the next characters
    take the fact's place. A value is seldom typed at one go: what follows it belongs to it, too, until the cursor
    goes elsewhere or a punctuation mark is typed.
    """

    def __init__(self) -> None:
        self._emptied: tuple[int, QTextCharFormat] | None = None
        self._growing: tuple[int, str] | None = None
        self._amid: QTextCharFormat | None = None
        self._typing: QTextCharFormat | None = None
        self._run: tuple[int, QTextCharFormat] | None = None

    def waits_at(self, position: int) -> str:
        """The id of the fact that was emptied here and whose new value has not been typed yet; empty for none."""
        if self._emptied is None or self._emptied[0] != position:
            return ""
        return fact_of(self._emptied[1].property(FACT) or "")

    def moved_to(self, position: int) -> None:
        """The cursor stands here now; elsewhere an emptied fact is given up, and a growing one has its value."""
        if self._emptied is not None and self._emptied[0] != position:
            self._emptied = None
        if self._growing is not None and self._growing[0] != position:
            self._growing = None

    def about_to_remove(self, cursor: QTextCursor, step: int = 0, for_text: bool = False) -> None:
        """The selection, or the character before (-1) or behind (1) the cursor, is about to be deleted.

        ``for_text`` says that something is composed in its place: it is part of the fact of which a part goes.
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
        """Whether something is being typed just now between signs of one format, in that format."""
        return self._amid is not None

    def grown(self, place: int, added: int) -> tuple[int, int, str] | None:
        """So many signs came there: with the fact that what is being typed just now belongs to; None if that is nothing."""
        return (place, added, self._typing.property(FACT) or "") if self._typing is not None else None

    def disturbed(self) -> None:
        """Something in the document has changed: what is known of the signs around the cursor may be wrong."""
        self._run = None

    def _format_amid(self, cursor: QTextCursor) -> QTextCharFormat | None:
        """The one format of what stands on both sides; None where there are two, or an edge."""
        if self._run is not None and self._run[0] == cursor.position():
            return self._run[1]
        return cursor.charFormat() if self._is_amid(cursor) else None

    @staticmethod
    def _is_amid(cursor: QTextCursor) -> bool:
        """Whether the characters on both sides have one format: the usual case, found out quickly."""
        if cursor.atBlockStart() or cursor.atBlockEnd():
            return False
        ahead = QTextCursor(cursor)
        ahead.setPosition(cursor.position() + 1)  # a move by a character would have Qt look at the whole paragraph
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
        """The text stands before the cursor now; ``retyping`` is what ``is_retyping`` said of it before."""
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
        """What is typed next is text like any other."""
        self._emptied = self._growing = self._amid = self._typing = None


def _instead_of(cursor: QTextCursor, text: str) -> QTextCharFormat:
    """The format of ``text`` typed over the selection: a fact's, if the selection lies in that one.

    A sentence that takes the place of a whole fact is no value.
    """
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    replaced = fact_at(cursor, start)
    is_one = replaced and replaced == fact_at(cursor, end - 1)
    is_whole = is_one and replaced not in (fact_at(cursor, start - 1), fact_at(cursor, end))
    if is_whole and _has_punctuation(text):
        return _plain(cursor, start, end)
    return format_at(cursor, start) if is_one else _at_edge(cursor, start, end, text)


def _has_punctuation(text: str) -> bool:
    """Whether there is a sign that ends a value; those that stand inside figures do not."""
    return any(unicodedata.category(sign).startswith("P") and sign not in GROWING for sign in text)


def fact_at(cursor: QTextCursor, position: int) -> str:
    """The id of the fact that the character at ``position`` belongs to; empty for none or outside the paragraph."""
    block = cursor.document().findBlock(cursor.selectionStart())
    if not block.position() <= position < block.position() + block.length() - 1:
        return ""
    return format_at(cursor, position).property(FACT) or ""


def format_at(cursor: QTextCursor, position: int) -> QTextCharFormat:
    """The format of the character at ``position``, which is none that ends a paragraph."""
    probe = QTextCursor(cursor.document())
    probe.setPosition(position + 1)
    return probe.charFormat()


def _removed_range(cursor: QTextCursor, step: int) -> tuple[int, int]:
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    return (start, end) if start < end else (start + min(step, 0), end + max(step, 0))


def _at_edge(cursor: QTextCursor, start: int, end: int, text: str) -> QTextCharFormat:
    """The format of text that takes the place of ``start`` to ``end``, by what stands on both sides."""
    left, right = fact_at(cursor, start - 1), fact_at(cursor, end)
    grows = all(sign in GROWING for sign in text)
    if left and (left == right or grows):
        return format_at(cursor, start - 1)
    if right and grows:
        return format_at(cursor, end)
    return _plain(cursor, start, end)


def _plain(cursor: QTextCursor, start: int, end: int) -> QTextCharFormat:
    """The format of the text around, without any fact: as the character before, or behind at a paragraph's start."""
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
    """Whether the cursor stands between two characters of a fact, or the selection lies in one."""
    left, right = cursor.selectionStart(), cursor.selectionEnd()
    first = fact_at(cursor, left if cursor.hasSelection() else left - 1)
    return bool(first) and first == fact_at(cursor, right - 1 if cursor.hasSelection() else right)


def leave_fact(cursor: QTextCursor) -> None:
    """Delete the selection, and go behind the fact in which the cursor stands: no value lies in two paragraphs."""
    cursor.removeSelectedText()
    while is_in_fact(cursor):
        cursor.setPosition(cursor.position() + 1)


def take_whole_facts(cursor: QTextCursor) -> bool:
    """Let a selection that ends amid a fact reach over all of it; False where there is nothing to do.

    One that lies within a fact is meant as it is.
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
    """The edge, before (-1) or behind (1), of the fact that a position is amid; the position itself where it is amid none."""
    name = _amid_fact(cursor, position)
    while name and _amid_fact(cursor, position) == name:
        position += step
    return position


def _amid_fact(cursor: QTextCursor, position: int) -> str:
    """The fact that stands on both sides of a position; empty for none."""
    probe = QTextCursor(cursor.document())
    probe.setPosition(position)
    name = fact_at(probe, position)
    return name if name == fact_at(probe, position - 1) else ""


def split_paragraph(cursor: QTextCursor, formats: Formats) -> None:
    """Enter: what stands behind the cursor, and behind the fact it is in, becomes a paragraph of plain text.

    At the very start of a paragraph the new one is made before it, and the paragraph keeps what it is.
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
