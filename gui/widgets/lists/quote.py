"""A quoted paragraph with one highlighted part."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.shell import theme

EDGE, SPACE = 3, 8
"""Width of the rule at the left and of the room around the text, in pixels at usual type size."""


class Quote(QWidget):
    """Shows ``text`` on as many lines as it needs; ``mark`` is the part to highlight, if it occurs."""

    def __init__(self, text: str, mark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._mark = text, mark
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines and the room around them."""
        return round(self._laid_out(width).boundingRect().height()) + theme.length(SPACE)

    def sizeHint(self) -> QSize:
        """The preferred width."""
        width = theme.length(360)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line of a few characters."""
        return QSize(theme.length(120), self.fontMetrics().height() + theme.length(SPACE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A vertical rule at the left, then the text."""
        painter = QPainter(self)
        painter.fillRect(0, 0, theme.length(EDGE), self.height(), theme.colour("edge"))
        painter.setPen(theme.colour("text"))
        self._laid_out(self.width()).draw(painter, QPointF(theme.length(EDGE + SPACE), theme.length(SPACE) / 2))

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._text, self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self.formats())
        layout.beginLayout()
        room, bottom = max(width - theme.length(EDGE + SPACE), 1), 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, bottom))
            bottom += line.height()
        layout.endLayout()
        return layout

    def formats(self) -> list[QTextLayout.FormatRange]:
        """The format of the highlighted part, if it occurs."""
        start = self._text.find(self._mark) if self._mark else -1
        if start < 0:
            return []
        marked = QTextLayout.FormatRange()
        marked.start, marked.length = _units(self._text[:start]), _units(self._mark)
        look = QTextCharFormat()
        look.setBackground(theme.colour("finding_soft"))
        look.setForeground(theme.colour("finding_text"))
        marked.format = look
        return [marked]


def _units(text: str) -> int:
    """Length as Qt counts it, in UTF-16."""
    return len(text.encode("utf-16-le")) // 2
