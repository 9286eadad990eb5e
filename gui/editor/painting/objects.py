"""Pictures at their size, and grey blocks with kind and name for what Qt cannot draw, below the text they belong to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QTextLayout, QTextLine

from core.model.blocks import KeptObject, KeptPart
from core.model.structure.notes import MARK_OF, is_of_note, note_signs
from core.model.structure.objects import OBJECT_NAMES
from core.workflows.tables.figures import write_number
from gui.editor.paragraphs import Paragraph
from gui.preview.pictures import picture
from gui.shell import theme

EMU = 9525
"""English Metric Units of a pixel: 914,400 make an inch, 96 pixels another."""

WIDEST, HIGHEST = 44.0, 30.0
"""Most width and height of a picture, in heights of a character; it keeps its proportions."""

IN_CELL = 5.0
"""Most height of a picture in a cell."""

UNKNOWN = (12.0, 3.0)
"""Size of an object without one."""

SIGN, RAISED = 0.65, 0.55
"""Height of the sign of a note and how far it stands above the line, in heights of a character."""

GAP = 0.3
"""Space around an object, as a share of the height of a character."""


def sizes_of(objects: Sequence[KeptObject], em: float, in_cell: bool) -> list[QSizeF]:
    """The sizes in which objects are shown, in pixels."""
    most = QSizeF(WIDEST * em, (IN_CELL if in_cell else HIGHEST) * em)
    return [QSizeF(0, 0) if is_of_note(each) else _size(each, em, most) for each in objects]


def _size(one: KeptObject, em: float, most: QSizeF) -> QSizeF:
    size = QSizeF(one.width / EMU, one.height / EMU)
    if size.isEmpty():
        size = QSizeF(UNKNOWN[0] * em, UNKNOWN[1] * em)
    if size.width() > most.width() or size.height() > most.height():
        size.scale(most, Qt.AspectRatioMode.KeepAspectRatio)
    return size.expandedTo(QSizeF(em, em))


def height_of(objects: Sequence[KeptObject], em: float, in_cell: bool) -> float:
    """The height that objects take, one below the other."""
    return sum(size.height() + em * GAP for size in sizes_of(objects, em, in_cell) if not size.isEmpty())


def boxes_of(area: QRectF, objects: Sequence[KeptObject], em: float, in_cell: bool) -> Iterator[QRectF]:
    """Where objects are painted, one below the other from the top of an area on."""
    top = area.top()
    for size in sizes_of(objects, em, in_cell):
        if size.width() > area.width():
            size.scale(area.width(), size.height(), Qt.AspectRatioMode.KeepAspectRatio)
        yield QRectF(QPointF(area.left() + (area.width() - size.width()) / 2, top), size)
        top += 0 if size.isEmpty() else size.height() + em * GAP


class ObjectPainter:
    """Paints the objects of a paragraph; ``objects`` gives them by the id of its element, ``media`` their bytes."""

    def __init__(self) -> None:
        self.objects: Callable[[str], Sequence[KeptObject]] = lambda _element_id: ()
        self.shown: Callable[[], Sequence[Paragraph]] = tuple
        """All paragraphs of the text, by which notes are numbered."""
        self._signs: tuple[Sequence[Paragraph], Mapping[tuple[str, int], str]] = ((), {})
        self.media: Mapping[str, bytes] = MappingProxyType({})
        self.is_used = False
        """Whether there are any, some of which may reach into view from a paragraph above it."""

    def paint(self, painter: QPainter, area: QRectF, objects: Sequence[KeptObject], em: float, in_cell: bool) -> None:
        """Paint objects one below the other, from the top of an area on."""
        for one, box in zip(objects, boxes_of(area, objects, em, in_cell), strict=True):
            if not box.isEmpty():
                self._paint_one(painter, box, one, em)

    def paint_notes(self, painter: QPainter, name: str, layout: QTextLayout, em: float) -> None:
        """Paint the raised signs of a paragraph's notes between its letters; ``layout`` is at the painter's origin."""
        signs = self._note_signs()
        for index, one in enumerate(self.objects(name)):
            line = layout.lineForTextPosition(one.offset) if (name, index) in signs else QTextLine()
            if not line.isValid():
                continue
            font = painter.font()
            font.setPixelSize(max(int(em * SIGN), 1))
            painter.setFont(font)
            painter.setPen(theme.colour("accent"))
            sign = signs[name, index]
            found: tuple[float, int] = line.cursorToX(one.offset)  # type: ignore[assignment]
            wide = painter.fontMetrics().horizontalAdvance(sign)
            left = found[0] - wide - em * SIGN / 4 if one.kind in MARK_OF else found[0] - wide / 2
            painter.drawText(QPointF(max(left, 0.0), line.y() + line.ascent() - em * RAISED), sign)

    def _note_signs(self) -> Mapping[tuple[str, int], str]:
        """What is shown for notes, by element and number of the object there."""
        shown = self.shown()
        if self._signs[0] is not shown:
            self._signs = (
                shown,
                note_signs(((each.element_id, each.objects) for each in shown if each.objects), write_number),
            )
        return self._signs[1]

    def _paint_one(self, painter: QPainter, box: QRectF, one: KeptObject, em: float) -> None:
        image = next(filter(_is_seen, map(picture, self._pictures(one.parts))), None)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, image)
            return
        painter.fillRect(box, theme.colour("hover"))
        painter.setPen(theme.colour("edge"))
        painter.drawRect(box)
        painter.setPen(theme.colour("secondary"))
        words = OBJECT_NAMES.get(one.kind, OBJECT_NAMES["object"]) + (f"：{one.label}" if one.label else "")
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width() - em / 2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _pictures(self, parts: Sequence[KeptPart]) -> Iterator[bytes]:
        for part in parts:
            if part.content_type.startswith("image/") and part.media in self.media:
                yield self.media[part.media]
            yield from self._pictures(part.parts)


def _is_seen(image: QImage) -> bool:
    return not image.isNull()
