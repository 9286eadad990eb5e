"""The two charts of the ledger: progress of each section, and last year's figures beside this year's."""

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.model.fact import FactState
from core.workflows.importing.listing import STATE_NAMES
from core.workflows.yearly.ledger import LedgerSection
from gui.ledger.lines import STATES, LedgerColumn, LedgerLine
from gui.shell import theme

LINE_HEIGHT, PAIR_HEIGHT, GROUP_HEIGHT, LEGEND_HEIGHT = 28, 46, 30, 30
BAR, THIN, INDENT, GAP, EDGE = 16, 13, 14, 10, 8
MOST_PAIRS = 60
NAME_SHARE, NAME_MOST = 0.36, 240
COUNT_WIDTH = 56
SMALL, PLAIN = 12, 13
NO_FIGURES = "填了今年的数、又有上年的数的行才能比较。先选几行，或者在表里多填几个数。"
NO_SECTION = "引言"
NO_SECTIONS = "稿件里还没有要素。"
GROUNDS = MappingProxyType(
    {
        FactState.EMPTY: "empty",
        FactState.CARRIED: "carried",
        FactState.UPDATED: "updated",
        FactState.CONFIRMED: "track",
    }
)
INKS = MappingProxyType(
    {
        FactState.EMPTY: "empty_text",
        FactState.CARRIED: "carried_text",
        FactState.UPDATED: "updated_text",
        FactState.CONFIRMED: "text",
    }
)
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChartLook(NamedTuple):
    """Text height in pixels, and a colour of the theme."""

    size: int
    shade: str
    weight: QFont.Weight = QFont.Weight.Normal


class Chart(QWidget):
    """Common to both charts: a legend, lines below it, a text where there is nothing to draw."""

    def __init__(self, name: str, height: int, nothing: str) -> None:
        super().__init__()
        self.setObjectName("chart")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._height, self._nothing = height, nothing
        self.count = 0

    def show_count(self, count: int, description: str) -> None:
        """Set the number of lines; ``description`` is the accessible text of the chart."""
        self.count = count
        self.setAccessibleDescription(description or self._nothing)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All lines."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As high as the lines are."""
        lines = max(self.count, 2)
        return QSize(theme.length(260), theme.length(LEGEND_HEIGHT + lines * self._height + GAP))

    def line_rect(self, number: int) -> QRectF:
        """The rectangle of a line."""
        height, edge = theme.length(self._height), theme.length(EDGE)
        top = theme.length(LEGEND_HEIGHT) + number * height
        return QRectF(edge, top, self.width() - 2 * edge, height)

    def name_width(self, line: QRectF) -> float:
        """The width of the name in a line."""
        return min(line.width() * NAME_SHARE, theme.length(NAME_MOST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.count:
            room = QRectF(self.rect()).adjusted(theme.length(GAP), 0, -theme.length(GAP), 0)
            painter.setFont(_font(PLAIN))
            painter.setPen(theme.colour("secondary"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._nothing)
        else:
            self.paint_chart(painter)
        painter.end()

    def paint_chart(self, painter: QPainter) -> None:
        """Paint the legend and the lines."""


class ReadinessChart(Chart):
    """A bar for every section with fields; ``section_chosen`` carries the key of a clicked one."""

    section_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("各章节进度", LINE_HEIGHT, NO_SECTIONS)
        self._sections: tuple[LedgerSection, ...] = ()
        self.setToolTip("点一下只看这一章节")

    def show_sections(self, sections: Sequence[LedgerSection]) -> None:
        """Show these sections without the empty ones."""
        self._sections = tuple(section for section in sections if section.total)
        self.show_count(len(self._sections), "；".join(map(section_text, self._sections)))

    def paint_chart(self, painter: QPainter) -> None:
        """The names of the states in their colours, then a bar per section."""
        left = float(theme.length(EDGE))
        for state in STATES:
            left = _legend(painter, left, STATE_NAMES[state], theme.colour(GROUNDS[state]))
        for number, section in enumerate(self._sections):
            self._paint_section(painter, self.line_rect(number), section)

    def _paint_section(self, painter: QPainter, line: QRectF, section: LedgerSection) -> None:
        indent = theme.length(INDENT) * max(section.depth - 1, 0)
        name = QRectF(line.left() + indent, line.top(), self.name_width(line) - indent, line.height())
        strong = QFont.Weight.DemiBold if section.depth <= 1 else QFont.Weight.Normal
        _write(painter, name, section.ordinal + section.heading, ChartLook(PLAIN, "text", strong))
        count = QRectF(line)
        count.setLeft(line.right() - theme.length(COUNT_WIDTH))
        done = section.done == section.total
        words = "✓" if done else f"{section.done}/{section.total}"
        _write(painter, count, words, ChartLook(SMALL, "updated_text" if done else "secondary"), RIGHT)
        bar = QRectF(name.right() + theme.length(GAP), 0, 0, theme.length(BAR))
        bar.setRight(count.left())
        bar.moveTop(line.center().y() - bar.height() / 2)
        _stack(painter, bar, section)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a line."""
        for number, section in enumerate(self._sections):
            if self.line_rect(number).contains(event.position()):
                self.section_chosen.emit(section.key)


class PairChart(Chart):
    """Under the name of each section a pair of bars per row, each on its own scale, since rows count different things."""

    def __init__(self) -> None:
        super().__init__("上年今年对比", PAIR_HEIGHT, NO_FIGURES)
        self.groups: tuple[tuple[str, tuple[LedgerLine, ...]], ...] = ()
        self._others = 0
        self._widths = (0, 0)

    def show_lines(self, lines: Sequence[LedgerLine]) -> None:
        """Show the first lines that have both years' figures, section by section."""
        fit = [line for line in lines if line.row.figures is not None]
        shown, self._others = fit[:MOST_PAIRS], len(fit[MOST_PAIRS:])
        names = dict.fromkeys(line.cells[LedgerColumn.SECTION] for line in shown)
        self.groups = tuple((n, tuple(line for line in shown if line.cells[LedgerColumn.SECTION] == n)) for n in names)
        values = (words + line.row.fact.unit for line in shown for words in (line.row.prior, line.row.fact.text))
        self._widths = _widest(values), _widest(map(change_words, shown), QFont.Weight.DemiBold)
        texts = (f"{group_text(name, own)}：{'；'.join(map(pair_text, own))}" for name, own in self.groups)
        self.show_count(len(shown), "。".join(texts))

    def minimumSizeHint(self) -> QSize:
        """The height of the lines and the sections' names."""
        size = super().minimumSizeHint()
        return QSize(size.width(), size.height() + theme.length(GROUP_HEIGHT) * len(self.groups))

    def paint_chart(self, painter: QPainter) -> None:
        """The years in their colours, then the sections with their rows."""
        left = _legend(painter, float(theme.length(EDGE)), "上年", theme.colour("dashes"))
        left = _legend(painter, left, "今年", theme.colour("accent"))
        more = f"，另有{self._others}行没有画" if self._others else ""
        room = QRectF(left, 0, self.width() - left - theme.length(EDGE), theme.length(LEGEND_HEIGHT))
        _write(painter, room, f"每行各按自己的单位画{more}", ChartLook(SMALL, "secondary"), RIGHT)
        top = self.line_rect(0)
        for name, lines in self.groups:
            top.setHeight(theme.length(GROUP_HEIGHT))
            # A section's name, and how many of its figures have grown and fallen.
            strong = ChartLook(PLAIN, "text", QFont.Weight.DemiBold)
            counts = QRectF(top)
            width = _widest([moved_words(lines)])
            counts.setLeft(top.right() - width)
            _write(
                painter, QRectF(top.left(), top.top(), top.width() - width, top.height()), name or NO_SECTION, strong
            )
            _write(painter, counts, moved_words(lines), ChartLook(SMALL, "secondary"), RIGHT)
            top.translate(0, top.height())
            top.setHeight(theme.length(PAIR_HEIGHT))
            for line in lines:
                self._paint_pair(painter, top, line)
                top.translate(0, top.height())

    def _paint_pair(self, painter: QPainter, room: QRectF, line: LedgerLine) -> None:
        figures = line.row.figures
        if figures is None:
            return
        width = self.name_width(room)
        name = QRectF(room.left(), room.top(), width, room.height())
        _write(painter, name, line.cells[LedgerColumn.NAME], ChartLook(PLAIN, "text"))
        change = QRectF(room)
        change.setLeft(room.right() - self._widths[1])
        _write(painter, change, change_words(line), ChartLook(SMALL, "text", QFont.Weight.DemiBold), RIGHT)
        bars = QRectF(room)
        bars.setLeft(name.right() + theme.length(GAP))
        bars.setRight(change.left() - self._widths[0] - theme.length(2 * GAP))
        largest = max(abs(figures.before), abs(figures.now)) or 1
        thin, unit = theme.length(THIN), line.row.fact.unit
        values = (
            (figures.before, line.row.prior, "dashes", "secondary"),
            (figures.now, line.row.fact.text, "accent", "text"),
        )
        for place, (value, words, shade, ink) in enumerate(values):
            top = room.center().y() + (place - 1) * (thin + 2) + 1
            bar = QRectF(bars.left(), top, max(bars.width() * float(abs(value) / largest), 2), thin)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(shade))
            painter.drawRoundedRect(bar, 2, 2)
            beside = QRectF(bar.right() + theme.length(6), top - 2, self._widths[0] + GAP, thin + 4)
            _write(painter, beside, words + unit, ChartLook(SMALL, ink))


def moved_words(lines: Sequence[LedgerLine]) -> str:
    """增3 减1 平2: how a section's figures changed."""
    changes = [line.row.figures.change for line in lines if line.row.figures is not None]
    grown, fallen = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    counts = (("增", grown), ("减", fallen), ("平", len(changes) - grown - fallen))
    return " ".join(f"{word}{count}" for word, count in counts if count)


def group_text(name: str, lines: Sequence[LedgerLine]) -> str:
    """A section as accessible text: its name, and how its figures changed."""
    return f"{name or NO_SECTION}（{moved_words(lines)}）"


def section_text(section: LedgerSection) -> str:
    """A section's bar as accessible text."""
    counts = "，".join(f"{STATE_NAMES[state]}{section.counts[state]}" for state in STATES if section.counts[state])
    return f"{section.ordinal}{section.heading}：{counts}"


def pair_text(line: LedgerLine) -> str:
    """A pair of bars as accessible text."""
    unit = line.row.fact.unit
    return f"{line.cells[LedgerColumn.NAME]}：上年{line.row.prior}{unit}，今年{line.row.fact.text}{unit}，{change_words(line)}"


def change_words(line: LedgerLine) -> str:
    """The change, with its percentage of last year's where there is one."""
    change, growth = line.cells[LedgerColumn.CHANGE], line.cells[LedgerColumn.GROWTH]
    return f"{change}（{growth}）" if growth not in ("", "0％") else change


def _stack(painter: QPainter, bar: QRectF, section: LedgerSection) -> None:
    """Paint the states side by side, each with its count where it fits."""
    left = bar.left()
    painter.setFont(_font(SMALL))
    for state in STATES:
        count = section.counts[state]
        width = bar.width() * count / section.total
        part = QRectF(left, bar.top(), max(width - 1, 0), bar.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(GROUNDS[state]))
        if count:
            painter.drawRoundedRect(part, 3, 3)
        if count and painter.fontMetrics().horizontalAdvance(str(count)) + 4 < width:
            painter.setPen(theme.colour(INKS[state]))
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, str(count))
        left += width


def _widest(texts: Iterable[str], weight: QFont.Weight = QFont.Weight.Normal) -> int:
    """Width in pixels of the longest of some texts."""
    measure = QFontMetrics(_font(SMALL, weight))
    return max(map(measure.horizontalAdvance, texts), default=0) + theme.length(4)


def _legend(painter: QPainter, left: float, words: str, colour: QColor) -> float:
    """Paint a square of the colour and its meaning; returns where the next may begin."""
    side, height = theme.length(11), theme.length(LEGEND_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(left, (height - side) / 2, side, side), 2, 2)
    painter.setFont(_font(SMALL))
    painter.setPen(theme.colour("secondary"))
    width = painter.fontMetrics().horizontalAdvance(words)
    painter.drawText(QRectF(left + side + theme.length(5), 0, width + 4, height), LEFT, words)
    return left + side + width + theme.length(20)


def _write(painter: QPainter, room: QRectF, words: str, look: ChartLook, side: Qt.AlignmentFlag = LEFT) -> None:
    """Paint a text, shortened to the rectangle."""
    painter.setFont(_font(look.size, look.weight))
    painter.setPen(theme.colour(look.shade))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, side, shown)


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(theme.length(size))
    font.setWeight(weight)
    return font
