"""The look of elements and facts in running text: their paragraphs and Qt formats."""

from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPen, QTextBlockFormat, QTextCharFormat, QTextFormat

from core.model.blocks import BOLD, DOTTED, ITALIC, STRUCK, UNDERLINED
from core.model.elements import Role
from core.model.fact import FactState
from gui.editor.painting.objects import height_of
from gui.editor.paragraphs import Paragraph, ShownFact
from gui.shell import theme

ELEMENT = QTextFormat.Property.UserProperty + 1
ORDINAL = QTextFormat.Property.UserProperty + 2
FACT = QTextFormat.Property.UserProperty + 3
HEADING = QTextFormat.Property.UserProperty + 4
INDENT = QTextFormat.Property.UserProperty + 5
STATE = QTextFormat.Property.UserProperty + 6
ROLE = QTextFormat.Property.UserProperty + 7
CELL = QTextFormat.Property.UserProperty + 8

LOOKS = QTextFormat.Property.UserProperty + 9

BETWEEN = "\t"
"""Separates the ids of row and column in the name of a cell in a format."""

BLOCK_ROLES = frozenset({Role.TABLE, Role.CELL, Role.FIGURE})

AGAIN = "#"
"""Separates a fact's id from a number while a pasted copy of the fact is not committed yet."""

RING, DOTS = 0.12, 0.09
"""Widths of the ring around the fact at the cursor and of dotted outlines, as shares of the height of a character."""

LINE_HEIGHT = 140.0
"""Percent of the font's own line; as airy as print, where 16 pt stand on a pitch of 28.95 pt."""

TITLES = frozenset({Role.TITLE, Role.ATTACHMENT_TITLE})
CENTRED = frozenset({Role.TITLE, Role.SUBTITLE, Role.DOCUMENT_NUMBER, Role.ATTACHMENT_TITLE})
RIGHT = frozenset({Role.SIGNATURE, Role.ISSUE_DATE})
FLUSH = frozenset({Role.ADDRESSEE, Role.VOCATIVE, Role.ATTACHMENT_MARK})
ROOM = MappingProxyType({Role.TITLE: (0.0, 0.6), Role.ATTACHMENT_TITLE: (0.0, 0.6), Role.ATTACHMENT_MARK: (2.4, 0.0)})
"""Room above and below paragraphs of a role, in heights of a character."""

CAPTIONS = MappingProxyType(
    {
        "center": Qt.AlignmentFlag.AlignHCenter,
        "right": Qt.AlignmentFlag.AlignRight,
        "left": Qt.AlignmentFlag.AlignLeft,
    }
)


class Formats:
    """Formats for one font size and colour scheme; created again when the theme changes."""

    def __init__(self) -> None:
        self.font = theme.running_font()
        em = self.font.pixelSize()
        self.heading_font = QFont(self.font)
        self.heading_font.setWeight(QFont.Weight.Bold)
        self.part_font = QFont(self.heading_font)
        self.part_font.setPixelSize(round(em * 1.06))
        self.title_font = QFont(self.heading_font)
        self.title_font.setPixelSize(round(em * 1.4))
        self.em = float(em)
        self._states = {state: _state_format(state) for state in FactState}
        self._unseen = QTextCharFormat()
        self._unseen.setProperty(QTextFormat.Property.FontPixelSize, 1)
        self._mark = QTextCharFormat()
        self._mark.setFont(self.heading_font)
        self._plain: dict[tuple[bool, bool, bool], QTextCharFormat] = {}
        self.chips = MappingProxyType({state.value: _chip(state) for state in FactState})
        self.ring = QPen(theme.colour("accent"), self.em * RING)
        self.dots = QPen(theme.colour("accent"), self.em * DOTS, Qt.PenStyle.DotLine)

    def ordinal_font(self, depth: int) -> QFont:
        """The font of painted ordinals."""
        return self.part_font if depth == 1 else self.heading_font if depth else self.font

    def block(self, paragraph: Paragraph) -> QTextBlockFormat:
        """The block format: alignment, indent, line height, the element's id and its ordinal."""
        if paragraph.role in BLOCK_ROLES:
            return self._block_of_table(paragraph)
        result = QTextBlockFormat()
        result.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        result.setAlignment(CAPTIONS.get(paragraph.align) or _alignment(paragraph.role))
        indent = 0.0 if _is_flush(paragraph) else 2 * self.em
        if paragraph.ordinal:
            width = QFontMetricsF(self.ordinal_font(paragraph.depth)).horizontalAdvance(paragraph.ordinal)
            result.setProperty(ORDINAL, paragraph.ordinal)
            result.setProperty(INDENT, indent)
            indent += width
        result.setTextIndent(indent)
        above, below = (0.5, 0.0) if paragraph.depth == 1 else ROOM.get(paragraph.role, (0.0, 0.0))
        result.setTopMargin(self.em * above)
        result.setBottomMargin(self.em * below)
        result.setHeadingLevel(min(paragraph.depth, 6))
        if paragraph.objects:
            result.setBottomMargin(height_of(paragraph.objects, self.em, False))
        if paragraph.element_id:
            result.setProperty(ELEMENT, paragraph.element_id)
        return result

    def _block_of_table(self, paragraph: Paragraph) -> QTextBlockFormat:
        """The block format in cells, of figures and of what has no height: a table's head and the line between grids."""
        result = QTextBlockFormat()
        result.setProperty(ROLE, paragraph.role.value)
        result.setProperty(ELEMENT, paragraph.element_id)
        fixed, height = QTextBlockFormat.LineHeightTypes.FixedHeight.value, height_of(paragraph.objects, self.em, False)
        if paragraph.role is Role.TABLE:
            result.setLineHeight(1, fixed)
        elif paragraph.role is Role.FIGURE:
            result.setLineHeight(max(height, self.em), fixed)
        elif paragraph.cell is not None:
            result.setProperty(CELL, f"{paragraph.cell.row}{BETWEEN}{paragraph.cell.column}")
            result.setBottomMargin(height_of(paragraph.objects, self.em, True) if paragraph.content else 0)
            if paragraph.objects and not paragraph.content:
                result.setLineHeight(max(height_of(paragraph.objects, self.em, True), self.em), fixed)
        return result

    def body_block(self) -> QTextBlockFormat:
        """The block format of a new paragraph without an element."""
        return self.block(Paragraph("", Role.BODY, "", "", 0, 0, ()))

    def like_cell(self, form: QTextBlockFormat) -> QTextBlockFormat:
        """The block format of a new paragraph in the cell of another one."""
        result = QTextBlockFormat(form)
        result.clearProperty(ELEMENT)
        return result

    def text(self, paragraph: Paragraph, in_heading: bool = False) -> QTextCharFormat:
        """The character format outside facts."""
        if paragraph.role is Role.TABLE:
            return QTextCharFormat(self._unseen)
        if paragraph.role is Role.ATTACHMENT_MARK:
            return QTextCharFormat(self._mark)
        kind = paragraph.role in TITLES, in_heading, paragraph.depth == 1
        if kind not in self._plain:
            self._plain[kind] = self._plain_format(*kind)
        return QTextCharFormat(self._plain[kind])

    def _plain_format(self, is_title: bool, in_heading: bool, is_part: bool) -> QTextCharFormat:
        result = QTextCharFormat()
        if is_title:
            result.setFont(self.title_font)
        elif in_heading:
            result.setFont(self.part_font if is_part else self.heading_font)
            result.setProperty(HEADING, True)
        return result

    def emphasised(self, base: QTextCharFormat, looks: tuple[str, ...]) -> QTextCharFormat:
        """The character format with this emphasis; 着重号 are a dotted line beneath the letters."""
        result = QTextCharFormat(base)
        if not looks:
            return result
        result.setProperty(LOOKS, BETWEEN.join(looks))
        if BOLD in looks:
            result.setFontWeight(QFont.Weight.Bold)
        if ITALIC in looks:
            result.setFontItalic(True)
        if STRUCK in looks:
            result.setFontStrikeOut(True)
        line = QTextCharFormat.UnderlineStyle
        if UNDERLINED in looks or DOTTED in looks:
            result.setUnderlineStyle(line.SingleUnderline if UNDERLINED in looks else line.DotLine)
        return result

    def fact(self, base: QTextCharFormat, fact: ShownFact) -> QTextCharFormat:
        """The character format of a fact's span."""
        result = QTextCharFormat(base)
        result.merge(self._states[fact.state])
        result.setProperty(FACT, fact.id)
        return result


def without_fact(form: QTextCharFormat) -> QTextCharFormat:
    """The same format without the fact."""
    result = QTextCharFormat(form)
    for name in (
        FACT,
        STATE,
        QTextFormat.Property.ForegroundBrush,
    ):
        result.clearProperty(name)
    return result


def without_looks(form: QTextCharFormat) -> QTextCharFormat:
    """The same format without any emphasis."""
    result = QTextCharFormat(form)
    for name in (
        LOOKS,
        QTextFormat.Property.FontWeight,
        QTextFormat.Property.FontItalic,
        QTextFormat.Property.FontStrikeOut,
        QTextFormat.Property.TextUnderlineStyle,
    ):
        result.clearProperty(name)
    return result


def fact_of(name: str) -> str:
    """The fact id stored in a format."""
    return name.partition(AGAIN)[0]


def _is_flush(paragraph: Paragraph) -> bool:
    """Whether the first line is not indented."""
    return bool(paragraph.align) or paragraph.role in CENTRED | RIGHT | FLUSH


def _alignment(role: Role) -> Qt.AlignmentFlag:
    if role in CENTRED:
        return Qt.AlignmentFlag.AlignHCenter
    return Qt.AlignmentFlag.AlignRight if role in RIGHT else Qt.AlignmentFlag.AlignLeft


def _state_format(state: FactState) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setProperty(STATE, state.value)
    if state is not FactState.CONFIRMED:
        result.setForeground(theme.colour(f"{state.value}_text"))
    return result


def _chip(state: FactState) -> tuple[QPen, QBrush]:
    """Underline and background of a chip; confirmed values are not highlighted."""
    if state is FactState.CONFIRMED:
        return QPen(theme.colour("edge")), QBrush()
    return QPen(theme.colour(f"{state.value}_line")), QBrush(theme.colour(state.value))
