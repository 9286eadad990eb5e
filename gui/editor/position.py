"""Cursor and scroll position of the running text: recording and restoring them."""

from collections.abc import Iterable
from itertools import dropwhile, filterfalse
from os.path import commonprefix
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.model.change import Change
from core.model.elements import Element, Role
from core.model.spans import Place, Span
from core.model.structure.notes import text_objects
from core.workflows.checking.find_replace import word_at
from gui.editor.blocks import KEEP, code_points, id_of, role_of, units_of
from gui.editor.document_sync import DocumentSync
from gui.editor.formats import fact_of
from gui.editor.typing_format import fact_at
from gui.shell import theme

WELL_IN_VIEW = 0.8
"""Share of the view's height in which a place stays visible when the view becomes a little shorter."""

UPPER = 0.15
"""Where a place is scrolled to, as a share of the view's height."""

BENEATH = 0.4
"""How far waves reach beneath a line, as a share of the height of a character."""

Spot = tuple[str, int]
"""An element and an offset in its content, in code points; no element where there is none yet."""


class TextPlace(NamedTuple):
    """``anchor`` and ``position`` of the cursor; the character ``seen`` is ``below`` the top, in pixels."""

    anchor: Spot
    position: Spot
    seen: Spot
    below: int


def changed_at(change: Change, element_id: str = "") -> Spot:
    """The element, or the named one, of a change and the offset in code points of the first difference."""
    start = 0 if element_id else change.place.span.start
    element_id = element_id or change.place.element_id
    sides = (change.before, change.after)
    words = [one.content for side in sides for one in side.elements if one.id == element_id]
    same = len(commonprefix(words))
    return element_id, same if len(words) == len(sides) and same < max(map(len, words)) else start


def _line_at(change: Change) -> str:
    """The paragraph at which rows or columns of a table came in, or behind which they went; empty for any other change."""
    sides = change.before, change.after
    if not all(_has_table(side.elements, change.place.element_id) for side in sides):
        return ""
    old, new = ({each.id for each in side.elements if each.role is Role.CELL} for side in sides)
    if new - old:
        return next(filter((new - old).__contains__, change.after.order or ()), "")
    gone = old - new
    behind = dropwhile(lambda name: name not in gone, change.before.order or ())
    return next(filterfalse(gone.__contains__, behind), "")


def _has_table(elements: Iterable[Element], element_id: str) -> bool:
    return any(each.id == element_id and each.table is not None for each in elements)


def chosen_place(cursor: QTextCursor) -> Place | None:
    """The selection as a place of the draft; None if it is empty or spans several paragraphs."""
    block = cursor.document().findBlock(cursor.selectionStart())
    end = cursor.selectionEnd() - block.position()
    if not cursor.hasSelection() or not id_of(block) or end >= block.length():
        return None
    points = code_points(block.text())
    return Place(id_of(block), Span(points(cursor.selectionStart() - block.position()), points(end)))


class Navigator:
    """Moves the cursor and scrolls. ``pending`` is a place requested before the text was shown."""

    def __init__(self, edit: QTextEdit, sync: DocumentSync) -> None:
        self._edit, self.sync = edit, sync
        self.pending: TextPlace | None = None

    # The cursor

    @property
    def is_composing(self) -> bool:
        """Whether the input method is composing at the cursor."""
        return bool(self._edit.textCursor().block().layout().preeditAreaText())

    @property
    def spot(self) -> Spot:
        """The element at the cursor (empty in a new paragraph) and the offset in it, in code points."""
        cursor = self._edit.textCursor()
        block, end = cursor.block(), cursor.positionInBlock()
        wide = block.text().encode("utf-16-le")[: 2 * end]
        return id_of(block), len(wide.decode("utf-16-le", "ignore"))

    @property
    def fact(self) -> str:
        """The id of the fact at the cursor or under the selection; empty for none."""
        cursor = self._edit.textCursor()
        start = cursor.selectionStart()
        return fact_of(fact_at(cursor, start) or fact_at(cursor, start - 1))

    def select(self, start: int, end: int) -> None:
        """Select the characters between two positions of the document."""
        cursor = self._edit.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, KEEP)
        self._edit.setTextCursor(cursor)

    def leave_notes(self) -> None:
        """From the notes behind the text to its end; the cursor stays where the text is nothing but notes."""
        cursor = self._edit.textCursor()
        block = cursor.block()
        while block.isValid() and text_objects(self.sync.objects_of(id_of(block))):
            block = block.previous()
        if block.isValid() and block != cursor.block():
            cursor.setPosition(block.position() + block.length() - 1)
            self._edit.setTextCursor(cursor)

    def carry_composition(self) -> None:
        """Keep a composition at the cursor after something was inserted before it in its paragraph."""
        cursor = self._edit.textCursor()
        block, layout = cursor.block(), cursor.block().layout()
        if layout.preeditAreaText() and layout.preeditAreaPosition() != cursor.positionInBlock():
            layout.setPreeditArea(cursor.positionInBlock(), layout.preeditAreaText())
            self._edit.document().markContentsDirty(block.position(), block.length())

    def return_to(self, element_id: str, offset: int) -> None:
        """Put the cursor back to its place (``offset`` in Qt's units) when its paragraph was moved."""
        edit = self._edit
        if not element_id or id_of(edit.textCursor().block()) == element_id:
            return
        block = self.sync.find(element_id)
        if block is not None:
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + min(offset, block.length() - 1))
            edit.setTextCursor(cursor)
            edit.ensureCursorVisible()

    # Positions in the viewport

    def character_under(self, point: QPoint) -> tuple[QTextCursor, int]:
        """A cursor at a point of the viewport, and the position of the character there."""
        cursor = self._edit.cursorForPosition(point)
        before = self._edit.cursorRect(cursor).x() > point.x()
        return cursor, cursor.position() - before

    def fact_under(self, point: QPoint) -> str:
        """The id of the fact under a point of the viewport; empty for none."""
        cursor, position = self.character_under(point)
        return fact_of(fact_at(cursor, position))

    def word_under(self, point: QPoint) -> tuple[int, int] | None:
        """The bounds of the word under a point of the viewport; Qt treats a whole clause of Chinese as one word."""
        cursor, position = self.character_under(point)
        block = cursor.block()
        text, begin = block.text(), block.position()
        offset = code_points(text)(max(position - begin, 0))  # no character of the first one is left
        span, units = word_at(text, min(offset, max(len(text) - 1, 0))), units_of(text)
        start, end = begin + units(span.start), begin + units(span.end)
        return (start, end) if end > start else None

    # Recording and restoring

    @property
    def place(self) -> TextPlace:
        """The pending place, or the present one: the cursor where it is in view, else the first visible line."""
        return self.pending or self.place_now

    @property
    def place_now(self) -> TextPlace:
        """The present place."""
        edit = self._edit
        cursor = held = edit.textCursor()
        if not edit.viewport().rect().contains(edit.cursorRect(held).center()):
            held = edit.cursorForPosition(QPoint(0, 0))
        below = edit.cursorRect(held).top()
        anchor, position, seen = map(self._spot_at, (cursor.anchor(), cursor.position(), held.position()))
        return TextPlace(anchor, position, seen, below)

    def _spot_at(self, position: int) -> Spot:
        block = self._edit.document().findBlock(position)
        return id_of(block), code_points(block.text())(position - block.position())

    def go_to(self, place: TextPlace) -> None:
        """Restore cursor and scroll position, as far as the elements still exist."""
        edit = self._edit
        anchor, position, seen = (self.sync.cursor_at(*spot) if spot[0] else None for spot in place[:3])
        if position is not None:
            self.select((anchor or position).position(), position.position())
        if seen is not None:
            bar = edit.verticalScrollBar()
            bar.setValue(bar.value() + edit.cursorRect(seen).top() - place.below)
        if position is not None and place.seen == place.position:
            edit.ensureCursorVisible()

    def go_to_pending(self) -> None:
        """Go to the pending place, if there is one, now that the text is shown."""
        place, self.pending = self.pending, None
        if place is not None:
            self.go_to(place)

    def nearest_change(self, change: Change) -> Spot:
        """Of many changed places one in view, else the one nearest to the cursor; of moved parts and lines of tables the
        first."""
        touched = {element.id for element in change.after.elements}
        if change.after.order is not None or len(touched) < 2:
            return changed_at(change, _line_at(change))
        edit = self._edit
        here, corner = edit.textCursor().blockNumber(), edit.viewport().rect().bottomRight()
        first, last = (edit.cursorForPosition(at).blockNumber() for at in (QPoint(0, 0), corner))

        def _distance(number: int) -> tuple[bool, int]:
            return not first <= number <= last, abs(number - here)

        blocks = (block for block in self.sync.blocks() if id_of(block) in touched)
        known = [(_distance(block.blockNumber()), id_of(block)) for block in blocks]
        return changed_at(change, min(known)[1]) if known else changed_at(change)

    # Scrolling

    def show_fact(self, fact_id: str, select: bool) -> None:
        """Scroll to a fact and select it, or only highlight it."""
        place = self.sync.place_of(fact_id)
        if place is None:
            return
        cursor = self._edit.textCursor()
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], KEEP)
        if select:
            self._edit.setTextCursor(cursor)
        self._reveal(cursor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format = theme.pointed_format()
        self._edit.setExtraSelections([] if select else [mark])

    def show_element(self, element_id: str, offset: int, end: int) -> None:
        """See TextPanel.show_element."""
        edit = self._edit
        stays = offset < 0 and id_of(edit.textCursor().block()) == element_id
        cursor = edit.textCursor() if stays else self.sync.cursor_at(element_id, max(offset, 0))
        if cursor is None:
            return
        behind = self.sync.cursor_at(element_id, end) if end > offset else None
        if behind is not None:
            cursor.setPosition(behind.position(), KEEP)
            stays = True
        edit.setTextCursor(cursor)
        rect, height = self._rect_of(cursor), edit.viewport().height()
        if not (stays and 0 <= rect.top() <= rect.bottom() <= height * WELL_IN_VIEW):
            bar = edit.verticalScrollBar()
            bar.setValue(bar.value() + round(rect.top() - height * UPPER))

    def _rect_of(self, cursor: QTextCursor) -> QRect:
        """Where a cursor is in the viewport; on a figure, at whose foot it stands, the whole figure."""
        edit, block = self._edit, cursor.block()
        if role_of(block) != Role.FIGURE.value:
            return edit.cursorRect(cursor)
        area = edit.document().documentLayout().blockBoundingRect(block)
        return area.translated(0, -edit.verticalScrollBar().value()).toRect()

    def _reveal(self, cursor: QTextCursor) -> None:
        """Scroll so that a place has some text above and below it, and no further than needed."""
        edit = self._edit
        rect, bar, height = edit.cursorRect(cursor), edit.verticalScrollBar(), edit.viewport().height()
        margin = min(theme.length(48), height // 4)
        if rect.top() < margin:
            bar.setValue(bar.value() + rect.top() - margin)
        elif rect.bottom() > height - margin:
            bar.setValue(bar.value() + rect.bottom() - height + margin)

    def show_beneath(self) -> None:
        """Scroll so that what is painted beneath the cursor's line, which is in view, is visible too."""
        edit = self._edit
        line, height = edit.cursorRect(), edit.viewport().height()
        if line.bottom() + line.height() < height:  # called at every key: nothing else is queried
            return
        beyond = line.bottom() + round(edit.document().defaultFont().pixelSize() * BENEATH) - height
        if beyond > 0:
            edit.verticalScrollBar().setValue(edit.verticalScrollBar().value() + beyond)
