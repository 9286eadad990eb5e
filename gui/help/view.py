"""One page of the help: Markdown with pictures, loaded only from the program's own folder."""

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QImage,
    QImageReader,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from core.workflows.help import picture
from gui.shell import theme

OBJECT = "\ufffc"
"""What stands for a picture in a paragraph."""

STEP = 40
"""Pixels of width that a picture is not set anew for."""

WELL_IN_VIEW = 0.8
"""Down to which part of the view a hit is seen without scrolling."""


class HelpView(QTextBrowser):
    """``wanted`` carries the name of the page that a link leads to."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source, self._words, self._width = "", "", 0
        self.setObjectName("help")
        self.setAccessibleName("帮助正文")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # pictures are scaled to it
        self.anchorClicked.connect(lambda url: self.wanted.emit(url.toString().partition(".md")[0]))

    def show_source(self, source: str, words: str = "") -> None:
        """Show this Markdown from its beginning, or from the first of these words, which are highlighted."""
        self._source, self._words = source, words
        self._set()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._show_first()

    def restyle(self) -> None:
        """Apply the current theme, keeping the scroll position."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self._set()
        bar.setValue(round(share * bar.maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the help folder, scaled to the width; anything else is refused."""
        url = name.toString() if isinstance(name, QUrl) else name
        path = picture(url)
        if path is None or kind != QTextDocument.ResourceType.ImageResource.value:
            return QImage()
        reader = QImageReader(str(path))
        size = reader.size()
        size.scale(QSize(self._room(), size.height()), Qt.AspectRatioMode.KeepAspectRatio)
        return reader.read().scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def _room(self) -> int:
        return max(self.viewport().width() - 2 * theme.length(28), theme.length(120))

    def _set(self) -> None:
        self._width = self._room()
        document = self.document()
        document.clear()
        document.setDefaultFont(self._font())
        document.setDocumentMargin(theme.length(24))
        self.setMarkdown(self._source)
        self._space_lines()
        self._mark()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.length(15))
        return font

    def _space_lines(self) -> None:
        """Line spacing, except for pictures, which would get space below them."""
        block = self.document().begin()
        while block.isValid():
            if OBJECT not in block.text():
                look = block.blockFormat()
                look.setLineHeight(135, 1)  # percent
                QTextCursor(block).setBlockFormat(look)
            block = block.next()

    def _mark(self) -> None:
        look = QTextCharFormat()
        look.setBackground(theme.colour("empty"))
        look.setForeground(theme.colour("text"))
        marks = []
        for word in self._words.split():
            found = self.document().find(word)
            while not found.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = found, look
                marks.append(mark)
                found = self.document().find(word, found)
        self.setExtraSelections(marks)

    def _show_first(self) -> None:
        """Scroll no further than needed: the context of the first hit stays visible."""
        marks = [QTextCursor(mark.cursor) for mark in self.extraSelections()]
        if marks:
            first, height = self.cursorRect(min(marks, key=QTextCursor.selectionStart)), self.viewport().height()
            if first.bottom() > height * WELL_IN_VIEW:
                self.verticalScrollBar().setValue(first.top() - height // 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures fit the width."""
        super().resizeEvent(event)
        if abs(self._room() - self._width) > STEP and self._source:
            self._set()
