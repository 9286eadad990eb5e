"""Where the hand and the eye are in a running text, so that the same text set anew shows the same place."""

from os.path import commonprefix
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from core.model.change import Change
from core.model.spans import Place, Span
from core.workflows.checking.find_replace import word_at
from gui.editor.blocks import code_points, id_of, units_of
from gui.editor.document_sync import DocumentSync

Spot = tuple[str, int]
"""An element and an offset in its content, in code points; no element where there is none yet."""


class TextPlace(NamedTuple):
    """``anchor`` and ``position`` of the cursor; the character ``seen`` stands ``below`` the top, in pixels."""

    anchor: Spot
    position: Spot
    seen: Spot
    below: int


def changed_at(change: Change, element_id: str = "") -> Spot:
    """The element, or the one a change is told of, and the offset in code points where its words begin to differ."""
    start = 0 if element_id else change.place.span.start
    element_id = element_id or change.place.element_id
    sides = (change.before, change.after)
    words = [one.content for side in sides for one in side.elements if one.id == element_id]
    same = len(commonprefix(words))
    return element_id, same if len(words) == len(sides) and same < max(map(len, words)) else start


def nearest_change(edit: QTextEdit, screen: DocumentSync, change: Change) -> Spot:
    """Of many changed places one that is in view, else the one nearest to the cursor; of parts that moved the first."""
    touched = {element.id for element in change.after.elements}
    if change.after.order is not None or len(touched) < 2:
        return changed_at(change)
    here, corner = edit.textCursor().blockNumber(), edit.viewport().rect().bottomRight()
    first, last = (edit.cursorForPosition(at).blockNumber() for at in (QPoint(0, 0), corner))

    def _farness(number: int) -> tuple[bool, int]:
        return not first <= number <= last, abs(number - here)

    known = [(_farness(block.blockNumber()), id_of(block)) for block in screen.blocks() if id_of(block) in touched]
    return changed_at(change, min(known)[1]) if known else changed_at(change)


def place_in_text(edit: QTextEdit) -> TextPlace:
    """The place shown now: held by the cursor where that is in view, else by the first line in view."""
    cursor = held = edit.textCursor()
    if not edit.viewport().rect().contains(edit.cursorRect(held).center()):
        held = edit.cursorForPosition(QPoint(0, 0))
    below, document = edit.cursorRect(held).top(), edit.document()
    anchor, position, seen = (_spot(document, at) for at in (cursor.anchor(), cursor.position(), held.position()))
    return TextPlace(anchor, position, seen, below)


def go_to_place(edit: QTextEdit, screen: DocumentSync, place: TextPlace) -> None:
    """Put the cursor back and scroll, as far as the elements are still there."""
    anchor, position, seen = (screen.cursor_at(*spot) if spot[0] else None for spot in place[:3])
    if position is not None:
        cursor = edit.textCursor()
        cursor.setPosition((anchor or position).position())
        cursor.setPosition(position.position(), QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)
    if seen is not None:
        bar = edit.verticalScrollBar()
        bar.setValue(bar.value() + edit.cursorRect(seen).top() - place.below)
    if position is not None and place.seen == place.position:
        edit.ensureCursorVisible()


def _spot(document: QTextDocument, position: int) -> Spot:
    block = document.findBlock(position)
    return id_of(block), code_points(block.text())(position - block.position())


def character_under(edit: QTextEdit, point: QPoint) -> tuple[QTextCursor, int]:
    """A cursor at a point of the viewport, and the position of the character there."""
    cursor = edit.cursorForPosition(point)
    before = edit.cursorRect(cursor).x() > point.x()
    return cursor, cursor.position() - before


def word_under(edit: QTextEdit, point: QPoint) -> tuple[int, int] | None:
    """Where the word under a point of the viewport begins and ends; for Qt a whole clause of Chinese is one word."""
    cursor, position = character_under(edit, point)
    block = cursor.block()
    text, begin = block.text(), block.position()
    offset = code_points(text)(max(position - begin, 0))  # left of the first sign stands none
    span, units = word_at(text, min(offset, max(len(text) - 1, 0))), units_of(text)
    start, end = begin + units(span.start), begin + units(span.end)
    return (start, end) if end > start else None


def chosen_place(cursor: QTextCursor) -> Place | None:
    """The selection as a place of the draft; None where nothing is selected, or more than one paragraph."""
    block = cursor.document().findBlock(cursor.selectionStart())
    end = cursor.selectionEnd() - block.position()
    if not cursor.hasSelection() or not id_of(block) or end >= block.length():
        return None
    points = code_points(block.text())
    return Place(id_of(block), Span(points(cursor.selectionStart() - block.position()), points(end)))


def carry_composition(edit: QTextEdit) -> None:
    """What is being composed stands at the cursor, also after something was put in before it in its paragraph."""
    cursor = edit.textCursor()
    block, layout = cursor.block(), cursor.block().layout()
    if layout.preeditAreaText() and layout.preeditAreaPosition() != cursor.positionInBlock():
        layout.setPreeditArea(cursor.positionInBlock(), layout.preeditAreaText())
        edit.document().markContentsDirty(block.position(), block.length())
