"""Lines of running text stay short enough for the eye to find the next one, however wide the window is."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFont, QFontMetrics, QTextDocument, QTextLine
from PySide6.QtWidgets import QTextEdit

MOST = 46
"""Han characters in a line."""

BENEATH = 0.4
"""How far waves reach beneath a line, as a share of the height of a character."""


class PaddedTextEdit(QTextEdit):
    """A text field that shows what is painted beneath the letters of its last line too."""

    def ensureCursorVisible(self) -> None:
        """The line with the cursor, and the room beneath it."""
        super().ensureCursorVisible()
        self.show_room()

    def show_room(self) -> None:
        """The room beneath the line with the cursor, which is in view."""
        line, height = self.cursorRect(), self.viewport().height()
        if line.bottom() + line.height() < height:  # at every key: no more is asked for than need be
            return
        beyond = line.bottom() + round(self.document().defaultFont().pixelSize() * BENEATH) - height
        if beyond > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + beyond)


def x_of(line: QTextLine, position: int) -> float:
    """Where a character of a line begins; Qt gives it together with the position, corrected."""
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]
    return found[0]


def wear(document: QTextDocument, font: QFont, margin: int) -> None:
    """Take a font and margin; a document that has them already is not laid out anew, as Qt would do."""
    if document.defaultFont() != font:
        document.setDefaultFont(font)
    if document.documentMargin() != margin:
        document.setDocumentMargin(margin)


def finish_layout(document: QTextDocument) -> None:
    """Have the layout reach the end: what is edited shorter while Qt still lays it out bit by bit is never finished."""
    document.documentLayout().blockBoundingRect(document.lastBlock())


def keep_readable(edit: QTextEdit) -> None:
    """Have the text in the middle of a view that is wider than its longest line; its characters do not change."""
    document = edit.document()
    longest = MOST * QFontMetrics(document.defaultFont()).horizontalAdvance("汉")
    side = max(round(document.documentMargin()), (edit.viewport().width() - longest) // 2)
    form = document.rootFrame().frameFormat()
    if (form.leftMargin(), form.rightMargin()) != (side, side):
        form.setLeftMargin(side)
        form.setRightMargin(side)
        with QSignalBlocker(document):  # nothing was typed
            document.rootFrame().setFrameFormat(form)
