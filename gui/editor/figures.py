"""The current picture in running text: framed, resized at its edge, replaced by dropping or pasting.

Its sheet (图片) sets width, caption and alternative text.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from core.model.elements import Role
from core.model.finding import Finding
from core.model.structure.scan_strips import KEEP, is_strip, keep_strips
from core.workflows.checking.consistency import ignore
from core.workflows.drafting.editing import lost_references
from core.workflows.tables.figures import EMU_PER_MM, FigureDetails, FigurePlace, delete_picture, is_sizable, set_width
from gui.editor.binding import SectionBinding
from gui.editor.blocks import id_of, role_of
from gui.editor.painting.chips import Overlay
from gui.shell import theme
from gui.widgets.basics import buttons, label
from gui.widgets.file_choice import are_pictures

PNG_TYPE = "image/png"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
GRIP, REACH = 8, 5
"""Side of a handle, and how far from the edge of a picture the mouse still takes it."""

BACK = "按 Ctrl+Z 可以恢复。"
GONE = "已{reason}，{back}"
LOST = "已{reason}；正文里还提到{names}，图表的编号先不变，请改好那里，再用右键菜单的“题注重新编号”。{back}"
KEPT = "已改成普通图片，导出时一起印出。{back}"
HOLDS, TO_LOOK = "仍然成立(&Y)", "待核"
HELD = "{name}仍然成立，不再算作待核，{back}"
FIXED = "这个对象不能在这里改大小，导出后在 Word 里改。"

PictureSource = Path | bytes
"""A picture file, or the bytes of one."""


class PictureBox(NamedTuple):
    """A visible picture and where it is in the viewport."""

    place: FigurePlace
    box: QRectF


def picture_files(data: QMimeData) -> list[Path]:
    """The picture files of a clipboard or a drag, if it holds no others."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files if are_pictures(files) else []


def holds_picture(data: QMimeData) -> bool:
    """Whether it holds picture files, or a picture and no words: programs add one to what is copied from a table."""
    return bool(picture_files(data)) or (data.hasImage() and not data.text().strip() and "<table" not in data.html())


def pictures_of(data: QMimeData) -> list[PictureSource]:
    """The picture files, or the picture as a PNG file would hold it."""
    files = picture_files(data)
    if files or not holds_picture(data):
        return list[PictureSource](files)
    if data.hasFormat(PNG_TYPE):
        return [bytes(data.data(PNG_TYPE).data())]
    image = QImage(data.imageData())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return [bytes(buffer.data().data())]


class PictureSigns:
    """The sign 待核 on last year's pictures that nobody has confirmed, in one text."""

    def __init__(self, edit: QTextEdit, binding: SectionBinding) -> None:
        self._edit, self._binding = edit, binding

    def finding(self, place: FigurePlace) -> Finding | None:
        """What is open about a picture; None for one that was confirmed, and for this year's."""
        model = self._binding.model
        return None if model is None else model.objects.waiting.get((place.element_id, place.index))

    def hold(self, place: FigurePlace) -> str:
        """Confirm last year's picture: it is no longer 待核. Returns the message, empty if it was not open."""
        self._binding.flush()
        model, finding = self._binding.model, self.finding(place)
        if model is None or finding is None or not model.do(ignore, finding):
            return ""
        self._edit.viewport().update()
        return HELD.format(name=finding.text, back=BACK)

    def is_at(self, found: PictureBox, point: QPointF) -> bool:
        """Whether the sign of a picture is there."""
        return self.finding(found.place) is not None and self.box(found).contains(point)

    def box(self, found: PictureBox) -> QRectF:
        """Where the sign stands: in the upper right corner, within narrow pictures."""
        width, height = min(theme.length(56), found.box.width()), min(theme.length(26), found.box.height())
        edge = min(theme.length(6), found.box.width() - width, found.box.height() - height)
        return QRectF(found.box.right() - width - edge, found.box.top() + edge, width, height)

    def paint(self, boxes: Iterator[PictureBox]) -> None:
        """Paint the signs of these pictures."""
        still = [each for each in boxes if self.finding(each.place) is not None]
        if not still:
            return
        painter = QPainter(self._edit.viewport())
        painter.setFont(self._edit.font())
        for each in still:
            painter.setPen(QPen(theme.colour("carried_line"), 1))
            painter.drawRect(each.box)
            painter.setBrush(theme.colour("carried"))
            painter.drawRoundedRect(self.box(each), 4, 4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("carried_text"))
            painter.drawText(self.box(each), Qt.AlignmentFlag.AlignCenter, TO_LOOK)
        painter.end()


class FigureHandles(QObject):
    """Mouse and keys on the pictures of one text.

    ``given`` carries picture sources and the FigurePlace whose picture they replace, or None where they are put in;
    ``file_wanted``, ``details_wanted`` and ``caption_wanted`` carry a FigurePlace; ``message_shown`` a message about an
    edit; ``numbers_wanted`` asks for captions to be counted.
    """

    given = Signal(object, object)
    file_wanted = Signal(object)
    details_wanted = Signal(object)
    caption_wanted = Signal(str)
    numbers_wanted = Signal()
    message_shown = Signal(str)

    def __init__(self, edit: QTextEdit, binding: SectionBinding, overlay: Overlay) -> None:
        super().__init__(edit)
        self._edit, self._binding, self._overlay = edit, binding, overlay
        self.signs = PictureSigns(edit, binding)
        self._chosen: FigurePlace | None = None
        self._pulled: PictureBox | None = None
        self._width = 0.0
        edit.installEventFilter(self)
        edit.viewport().installEventFilter(self)
        edit.viewport().setMouseTracking(True)
        edit.cursorPositionChanged.connect(self._on_moved)

    # Which picture

    @property
    def chosen(self) -> FigurePlace | None:
        """The current picture: the one that was clicked, or the figure in whose paragraph the cursor is."""
        block = self._edit.textCursor().block()
        here = id_of(block)
        if self._chosen is not None and self._chosen.element_id == here:
            return self._chosen
        return FigurePlace(here) if role_of(block) == Role.FIGURE.value and here else None

    def boxes(self) -> Iterator[PictureBox]:
        """The visible pictures."""
        for name, number, box in self._overlay.picture_boxes(self._binding.sync.formats):
            yield PictureBox(FigurePlace(name, number), box)

    def at(self, point: QPoint) -> PictureBox | None:
        """The picture at a point of the viewport, or near whose right edge it is."""
        return next((each for each in self.boxes() if each.box.adjusted(0, 0, REACH, 0).contains(point)), None)

    def _on_moved(self) -> None:
        if self._overlay.pictures.is_used:
            self._edit.viewport().update()

    # What is given

    def take(self, data: QMimeData) -> bool:
        """Take what is pasted or dropped, if it is a picture: on a figure in its place, else at the cursor."""
        sources = pictures_of(data)
        if sources and not self._edit.isReadOnly():
            self.give(sources, self.chosen if len(sources) == 1 else None)
        return bool(sources)

    def drop_files(self, files: list[Path], point: QPoint) -> None:
        """Picture files dropped at a point of the viewport: one on a picture takes its place."""
        found = self.at(point) if len(files) == 1 else None
        if found is None:
            self._edit.setTextCursor(self._edit.cursorForPosition(point))
        self.give(list[PictureSource](files), None if found is None else found.place)

    def give(self, sources: list[PictureSource], place: FigurePlace | None) -> None:
        """Ask for these pictures in the place of that one, or at the cursor."""
        self._binding.flush()
        self.given.emit(sources, place)

    # Keys and mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys on a picture, and the mouse on the edge of one; everything else goes on to the text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._edit:
            return self._press_key(event)
        if isinstance(event, QMouseEvent) and watched is self._edit.viewport() and self._overlay.pictures.is_used:
            return self._mouse(event)
        return super().eventFilter(watched, event)

    def _press_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._pulled is not None:
            self._let_go()
            return True
        place = None if self._edit.textCursor().hasSelection() else self.chosen
        return place is not None and self._press_on(place, event)

    def _press_on(self, place: FigurePlace, event: QKeyEvent) -> bool:
        """A key on a picture: Alt+Enter asks about it, Delete deletes a figure."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.details_wanted.emit(place)
            return True
        deletes = event.key() == Qt.Key.Key_Delete and self._is_figure and not self._edit.isReadOnly()
        if deletes:
            self.delete(place)
        return deletes

    @property
    def _is_figure(self) -> bool:
        return role_of(self._edit.textCursor().block()) == Role.FIGURE.value

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, point = event.type(), event.position().toPoint()
        if self._pulled is not None:
            return self._go_on(event)
        found = self.at(point)
        if kind == QEvent.Type.MouseMove and not event.buttons():
            self._show_shape(found, point)
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._chosen = found.place
        return self._click(found, event)

    def _click(self, found: PictureBox, event: QMouseEvent) -> bool:
        """The left button on a picture; whether the text does not see it."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            return self._ask(found, event) or self._take_edge(found, event.position().toPoint())
        if kind == QEvent.Type.MouseButtonDblClick:
            self.details_wanted.emit(found.place)
        return kind == QEvent.Type.MouseButtonDblClick

    def _go_on(self, event: QMouseEvent) -> bool:
        """Handle the mouse while an edge is dragged; the text does not receive these events."""
        if event.type() == QEvent.Type.MouseMove:
            self._pull(event.position())
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._put()
        return True

    def _show_shape(self, found: PictureBox | None, point: QPoint) -> None:
        shapes = Qt.CursorShape
        shape = shapes.IBeamCursor if found is None else shapes.ArrowCursor
        if found is not None and self._is_edge(found, point):
            shape = shapes.SizeHorCursor
        if self._edit.viewport().cursor().shape() != shape:
            self._edit.viewport().setCursor(shape)

    def _ask(self, found: PictureBox, event: QMouseEvent) -> bool:
        """The menu of a picture of last year's, if its sign is clicked."""
        if not self.signs.is_at(found, event.position()):
            return False
        self._edit.setTextCursor(self._edit.cursorForPosition(found.box.center().toPoint()))
        self._chosen = found.place
        menu = QMenu(self._edit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_actions(menu)
        menu.popup(event.globalPosition().toPoint())
        return True

    def _is_edge(self, found: PictureBox, point: QPoint) -> bool:
        return not self._edit.isReadOnly() and abs(point.x() - found.box.right()) <= REACH

    def _take_edge(self, found: PictureBox, point: QPoint) -> bool:
        if not self._is_edge(found, point):
            return False
        self._binding.flush()
        model = self._binding.model
        if model is None or not is_sizable(model.draft, found.place):
            self.message_shown.emit(FIXED)
            return True
        self._edit.setTextCursor(self._edit.cursorForPosition(found.box.center().toPoint()))
        self._chosen = found.place
        self._pulled, self._width = found, found.box.width()
        return True

    def _pull(self, point: QPointF) -> None:
        """Resize to the mouse position; the centre of the picture stays in place."""
        if self._pulled is None:
            return
        box = self._pulled.box
        self._width = max(2 * (point.x() - box.center().x()), 2.0 * GRIP)
        words = f"宽{round(self._units(self._width) / EMU_PER_MM)}毫米"
        QToolTip.showText(self._edit.viewport().mapToGlobal(point.toPoint()), words, self._edit.viewport())
        self._edit.viewport().update()

    def _put(self) -> None:
        """Store the dragged width."""
        pulled, width, model = self._pulled, self._units(self._width), self._binding.model
        is_pulled = pulled is not None and abs(self._width - pulled.box.width()) >= 1
        self._let_go()
        if model is not None and pulled is not None and is_pulled:
            model.do(set_width, pulled.place, width, model.type_area)

    def _units(self, width: float) -> int:
        """Pixels in English Metric Units, at the scale in which the picture is shown."""
        if self._pulled is None:
            return 0
        place, box = self._pulled
        own = self._overlay.pictures.objects(place.element_id)[place.index].width
        return round(width * own / max(box.width(), 1))

    def _let_go(self) -> None:
        self._pulled = None
        QToolTip.hideText()
        self._edit.viewport().update()

    def keep(self, place: FigurePlace) -> None:
        """Turn a strip of a scan into an ordinary picture, which is printed."""
        self._binding.flush()
        model = self._binding.model
        if model is not None and model.do(keep_strips, place.element_id):
            self.message_shown.emit(KEPT.format(back=BACK))

    def delete(self, place: FigurePlace) -> None:
        """Delete a picture; the message names what was removed with it and what still refers to it."""
        self._binding.flush()
        model = self._binding.model
        if model is None or model.read_only:
            return
        change = delete_picture(model.draft, place)
        names = lost_references(model.draft, change)
        if model.take(lambda _draft: change, is_reported=True):
            words = LOST if names else GONE
            self.message_shown.emit(words.format(reason=change.reason, names="、".join(names), back=BACK))

    # Painting and menu

    def paint(self) -> None:
        """Paint a sign on each unconfirmed picture, and the frame with its handle around the current one."""
        if self._overlay.pictures.is_used:
            self.signs.paint(self.boxes())
        place = self.chosen if self._overlay.pictures.is_used and self._edit.hasFocus() else None
        found = next((each for each in self.boxes() if each.place == place), None) if place is not None else None
        if found is not None:
            self._paint_frame(found)

    def _paint_frame(self, found: PictureBox) -> None:
        box = QRectF(found.box)
        if self._pulled is not None:
            box.setSize(box.size() * (self._width / max(box.width(), 1)))
            box.moveCenter(QPointF(found.box.center().x(), box.center().y()))
        painter = QPainter(self._edit.viewport())
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRect(box)
        if not self._edit.isReadOnly():
            grip = QRectF(0, 0, GRIP, GRIP * 2)
            grip.moveCenter(QPointF(box.right(), box.center().y()))
            painter.fillRect(grip, theme.colour("accent"))
        painter.end()

    def add_actions(self, menu: QMenu) -> None:
        """Append what can be done with the picture at hand."""
        place = self.chosen
        if place is None or self._edit.isReadOnly():
            return
        menu.addSeparator()
        if any(map(is_strip, self._overlay.pictures.objects(place.element_id))):
            menu.addAction(f"{KEEP}(&Y)", lambda: self.keep(place))
        if self.signs.finding(place) is not None:
            menu.addAction(HOLDS, lambda: self.message_shown.emit(self.signs.hold(place)))
        menu.addAction("换图(&H)…", lambda: self.file_wanted.emit(place))
        data = QGuiApplication.clipboard().mimeData() or QMimeData()  # None while it is empty on some platforms
        paste = menu.addAction("换成剪贴板里的图(&V)", lambda: self.give(pictures_of(data)[:1], place))
        paste.setEnabled(holds_picture(data))
        if self._is_figure:
            menu.addAction("题注(&Q)", lambda: self.caption_wanted.emit(place.element_id))
            menu.addAction("题注重新编号(&X)", self.numbers_wanted.emit)
        menu.addAction("大小、题注、替代文字(&P)…\tAlt+Enter", lambda: self.details_wanted.emit(place))
        menu.addAction("删除图片(&G)", lambda: self.delete(place))


SHEET_NAME = "图片"
SHEET_HINT = "高按比例跟着变；最宽到版心。编号按图的先后自动排。替代文字给看不见图的人听，导出的 Word 文件里也有。"
LEAST = 5


class FigureSheet(QDialog):
    """``details_chosen`` carries the FigureDetails."""

    details_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWindowTitle(SHEET_NAME)
        self.width_field, self.caption, self.label = QSpinBox(), QLineEdit(), QLineEdit()
        self.hint = label("", "hint", wrap=True)
        self._details = FigureDetails(0, "")
        for field, name in ((self.width_field, "宽，毫米"), (self.caption, "题注"), (self.label, "替代文字")):
            field.setAccessibleName(name)
            field.setMinimumWidth(theme.length(280))
        self.width_field.setSuffix(" 毫米")
        self.caption.setPlaceholderText("图名，如：项目开工现场")
        self.label.setPlaceholderText("图里是什么，如：三名工人在浇筑基础")
        self._form = QFormLayout()
        self._form.addRow("宽(&W)", self.width_field)
        self._form.addRow("题注(&C)", self.caption)
        self._form.addRow("替代文字(&A)", self.label)
        column = QVBoxLayout(self)
        column.setSpacing(theme.length(10))
        column.addLayout(self._form)
        column.addWidget(self.hint)
        column.addLayout(buttons(self, "确定(&O)"))
        self.accepted.connect(lambda: self.details_chosen.emit(self.details))

    def begin(self, details: FigureDetails, most: int, is_sizable: bool) -> None:
        """Ask; ``most`` is the greatest width in English Metric Units."""
        self._details = details
        self.width_field.setRange(LEAST, max(most // EMU_PER_MM, LEAST))
        self.width_field.setValue(round(details.width / EMU_PER_MM))
        self.width_field.setEnabled(is_sizable)
        self._form.setRowVisible(self.caption, details.caption is not None)
        self.caption.setText(details.caption or "")
        self.label.setText(details.label)
        self.hint.setText(SHEET_HINT if is_sizable else FIXED)
        self.open()
        (self.width_field if is_sizable else self.label).setFocus()
        self.width_field.selectAll()

    @property
    def details(self) -> FigureDetails:
        """What was asked for; a width that was not touched is the old one to the unit."""
        old = self._details
        is_same = self.width_field.value() == round(old.width / EMU_PER_MM) or not self.width_field.isEnabled()
        width = old.width if is_same else self.width_field.value() * EMU_PER_MM
        caption = None if old.caption is None else self.caption.text()
        return FigureDetails(width, self.label.text().strip(), caption)
