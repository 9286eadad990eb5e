"""The column of running text: its font, and lines short enough to read."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFontMetrics, QPalette, QTextDocument, QTextLine
from PySide6.QtWidgets import QTextEdit

from gui.editor.column_widths import fit_columns, room_in
from gui.shell import theme

MOST = 46
"""Han characters in a line."""

MARGIN = 16


class TextColumn:
    """Font, margins and background of a text; it is centred in a view wider than its longest line."""

    def __init__(self, edit: QTextEdit) -> None:
        self._edit = edit
        self._room = 0.0

    def apply_theme(self) -> None:
        """Apply the theme's running font, spacing and background.

        A document that has them already is not laid out again, as Qt would do. The viewport fills its own background:
        with a transparent one every frame below it would be painted at each key.
        """
        document, font, margin = self._edit.document(), theme.running_font(), theme.length(MARGIN)
        with QSignalBlocker(document):  # nothing was typed
            if document.defaultFont() != font:
                document.setDefaultFont(font)
            if document.documentMargin() != margin:
                document.setDocumentMargin(margin)
        self.fit()
        ground, viewport = QPalette(self._edit.palette()), self._edit.viewport()
        ground.setColor(QPalette.ColorRole.Base, theme.colour("card"))
        viewport.setPalette(ground)
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)

    def fit(self) -> None:
        """Set the margins for the view's width; the document's text does not change."""
        document = self._edit.document()
        longest = MOST * QFontMetrics(document.defaultFont()).horizontalAdvance("汉")
        side = max(round(document.documentMargin()), (self._edit.viewport().width() - longest) // 2)
        form = document.rootFrame().frameFormat()
        if (form.leftMargin(), form.rightMargin()) != (side, side):
            form.setLeftMargin(side)
            form.setRightMargin(side)
            with QSignalBlocker(document):
                document.rootFrame().setFrameFormat(form)
        room = room_in(document)
        if room != self._room:  # not where a scroll bar came below the text
            self._room = room
            fit_columns(document)


def x_of(line: QTextLine, position: int) -> float:
    """The left edge of a character on a line; Qt returns it with the corrected position."""
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]
    return found[0]


def finish_layout(document: QTextDocument) -> None:
    """Make the layout reach the end: Qt never finishes one whose text became shorter during incremental layout."""
    document.documentLayout().blockBoundingRect(document.lastBlock())
