"""Paragraphs and tables of a Word file as input for page layout."""

from collections.abc import Iterator, Mapping

from core.model.text import unraised
from core.package import Node, W
from core.typesetting.values import LINE_BREAK, NOTE_FIELD, Block, Drawing, Paragraph
from core.word.pages.drawing_context import NO_RESOURCES, DrawingContext, DrawingResources
from core.word.pages.drawings import drawings_of
from core.word.pages.runs import RunResources, content_of, number_of
from core.word.pages.styles import PageStyles
from core.word.pages.tables import TableContext, table_of

_P, _TABLE, _PPR, _RPR = W + "p", W + "tbl", W + "pPr", W + "rPr"
_HOLDERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


class BlockReader:
    """Reads blocks; ``texts`` are the draft's elements by number.

    ``numbers`` collects the element numbers asked for, known or not; ``unsupported`` the drawings that cannot be shown.
    """

    def __init__(
        self,
        sheet: PageStyles,
        room: TableContext,
        texts: Mapping[int, str],
        resources: DrawingResources = NO_RESOURCES,
    ) -> None:
        self.unsupported: list[str] = []
        self._context = DrawingContext(resources, self.blocks, self.unsupported)
        self._runs = RunResources(self._drawn, resources.note)
        self._sheet = sheet
        self._room = room
        self._texts = texts
        self.numbers: list[int] = []

    def blocks(self, parent: Node) -> tuple[Block, ...]:
        """The paragraphs and tables in an element; anything else is left out."""
        return tuple(self.block(node) for node in block_nodes(parent) if node.tag in (_P, _TABLE))

    def block(self, node: Node) -> Block:
        """The block of a ``w:p`` or ``w:tbl``."""
        if node.tag == _P:
            return self._paragraph(node)
        return table_of(node, self._sheet, self._room, self.blocks)

    def _paragraph(self, node: Node) -> Paragraph:
        properties = node.find(_PPR)
        style = self._sheet.style(properties)
        content = content_of(node, style, self._sheet, self._runs)
        pieces = content.pieces
        mark = self._sheet.run_format(style, None if properties is None else properties.find(_RPR)).face
        shape = self._sheet.shape(style, properties, pieces[0].face if pieces else mark)
        number = number_of(node)
        if not number:
            return Paragraph(pieces, shape, mark, drawings=content.drawings, notes=content.notes)
        self.numbers.append(number)
        skipped = skipped_of(
            "".join([piece.text for piece in pieces if piece.field != NOTE_FIELD]), self._texts.get(number)
        )
        shown = (0, 0) if skipped is None else (number, skipped)
        return Paragraph(pieces, shape, mark, *shown, content.drawings, content.notes)

    def _drawn(self, node: Node) -> tuple[Drawing, ...]:
        return drawings_of(node, self._context)


def block_nodes(parent: Node) -> Iterator[Node]:
    """The children of an element, with those inside content controls in their place."""
    for child in parent:
        if child.tag in _HOLDERS:
            yield from block_nodes(child)
        else:
            yield child


def skipped_of(shown: str, text: str | None) -> int | None:
    """The number of characters of an element's ``text`` before the first one shown; None if it is not shown here.

    Negative if the layout writes something before it. White space around the text is ignored; a raised sign counts as the
    digit that is shown raised.

    >>> skipped_of("一、开展情况", "　　一、开展情况")
    2
    """
    shown, text = unraised(shown), unraised(text or "")
    core = text.strip()
    if not core:
        return None
    blank = len(text) - len(text.lstrip())
    at = shown.find(core)
    if at < 0:
        at = shown.replace(LINE_BREAK, "").find(core)
    if at >= 0:
        return blank - at
    begun = shown.strip()
    place = text.find(begun) if begun else -1
    return None if place < 0 else place
