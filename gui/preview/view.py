"""版面: the pages as they will print, with an overview and the zoom."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.workflows.exporting.pages import Pages, character_at, find_place
from gui.preview.canvas import PageCanvas
from gui.preview.page_fonts import FontShelf
from gui.preview.page_painter import Mark, marks_by_number
from gui.preview.page_scroll import KEY_STEP, Fit, PageReel
from gui.preview.strip import columns_for
from gui.shell import theme
from gui.widgets.basics import frame, icon_button, label
from gui.widgets.frame.flow import Flow

SMALL_WIDTH = 116
GAP, CAPTION = 16, 20
FRAME = 2
INK = 0.6
"""Opacity: letters two pixels high run together and look bold."""


class PageOverview(PageCanvas):
    """``page_chosen`` carries the index of the page clicked or reached with the arrow keys."""

    page_chosen = Signal(int)

    def __init__(self, shelf: FontShelf, parent: QWidget | None = None) -> None:
        super().__init__(shelf, GAP, CAPTION, parent)
        self.current = -1
        self.opacity = INK
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("页面总览")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page_pressed.connect(lambda index, _x, _y: self.page_chosen.emit(index))

    def columns(self) -> int:
        """As many columns as fit."""
        return columns_for(self.viewport().width(), theme.length(SMALL_WIDTH), self._gap)

    def lay_out(self) -> None:
        """All pages with the width of a thumbnail."""
        widest = max((page.sheet.width for page in self.pages), default=0.0)
        self.scale = theme.length(SMALL_WIDTH) / (widest or 1.0)
        super().lay_out()

    def set_current(self, index: int) -> None:
        """Frame this page and scroll to it."""
        if index == self.current:
            return
        self.current = index
        self.setAccessibleDescription(f"第{index + 1}页，共{len(self.pages)}页" if index >= 0 else "没有页面")
        self.viewport().update()
        if 0 <= index < len(self.pages):
            self._bring(index)

    def _bring(self, index: int) -> None:
        box, bar = self.strip.box(index), self.verticalScrollBar()
        lowest = box.y + box.height + self._caption + self._gap - self.viewport().height()
        bar.setValue(max(min(bar.value(), box.y - self._gap), lowest))

    def paint_over(self, painter: QPainter, index: int, rect: QRect) -> None:
        """The page's number, and a frame around the current one."""
        is_current = index == self.current
        painter.setPen(theme.colour("accent_strong" if is_current else "secondary"))
        below = QRect(rect.left(), rect.bottom() + theme.length(4), rect.width(), self._caption)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(index + 1))
        if is_current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), FRAME))
            painter.drawRect(rect.adjusted(-FRAME, -FRAME, FRAME, FRAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from page to page."""
        columns = self.columns()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Home: -len(self.pages),
            Qt.Key.Key_End: len(self.pages),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif self.pages:
            self.page_chosen.emit(min(max(self.current + step, 0), len(self.pages) - 1))


EMPTY_WORDS = "还没有可以排版的内容。先在“表单”或“正文”里写下文字。"
WAITING_WORDS = "正在排版…"
FITS = (("适合宽度", Fit.WIDTH), ("整页", Fit.PAGE))
SIZES = (50, 75, 100, 125, 150, 200, 300)
OVERVIEW_WIDTH = SMALL_WIDTH + 2 * GAP + 14


NEAR = 3
"""How many elements up a line is looked for where the place of work, a picture, has none of its own."""


class PageView(QWidget):
    """Signals: ``place_chosen`` the element's number and offset that was clicked; ``page_changed`` index, from 0."""

    place_chosen = Signal(int, int)
    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        shelf = FontShelf()
        self.shown_pages = Pages(())
        self._place = (0, 0)
        self._current = -1
        self.reel = PageReel(shelf)
        self.overview = PageOverview(shelf)
        self.overview.setFixedWidth(theme.length(OVERVIEW_WIDTH))
        self.overview.hide()
        self._number = label("", "secondary")
        self._sizes = _size_box()
        button = QToolButton()
        button.setIcon(theme.icon("layout-grid", size=18))
        button.setIconSize(QSize(theme.length(18), theme.length(18)))
        button.setCheckable(True)
        button.setToolTip("页面总览")
        button.setAccessibleName("页面总览")
        self._toggle = button
        self._build()
        self._connect()
        self.setFocusProxy(self.reel)
        self.show_pages(self.shown_pages)

    def _build(self) -> None:
        bar = frame("bar")
        smaller = icon_button("minus", "缩小页面（Ctrl+滚轮）", lambda: self.reel.set_zoom(self.reel.zoom / KEY_STEP))
        larger = icon_button("plus", "放大页面（Ctrl+滚轮）", lambda: self.reel.set_zoom(self.reel.zoom * KEY_STEP))
        left, right = (_together(*parts) for parts in ((self._toggle, self._number), (smaller, self._sizes, larger)))
        tools = Flow((left, right), theme.length(6), pushed=1)
        tools.setContentsMargins(10, 5, 10, 5)
        bar.setLayout(tools)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.overview)
        body.addWidget(self.reel, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.reel.view_changed.connect(self._on_view_changed)
        self.reel.page_pressed.connect(self._on_page_pressed)
        self.overview.page_chosen.connect(self._on_page_chosen)
        self._toggle.toggled.connect(self._on_overview_toggled)
        self._sizes.activated.connect(self._on_size_chosen)

    # Display

    def show_pages(self, pages: Pages) -> None:
        """Show these pages, keeping the scroll position; if there were none, scroll to the place of work."""
        had_none, self.shown_pages = not self.shown_pages.pages, pages
        self._set_pages("" if pages.pages else EMPTY_WORDS)
        self._mark_place(follow=had_none)

    def show_nothing(self, words: str) -> None:
        """Show no pages, and the reason."""
        self.shown_pages = Pages(())
        self._set_pages(words)
        self._mark_place(follow=False)

    def show_waiting(self) -> None:
        """Pages are being made: earlier ones stay; without any, a message is shown."""
        if not self.shown_pages.pages:
            self._set_pages(WAITING_WORDS)

    def _set_pages(self, words: str) -> None:
        had_none = not self.reel.pages
        self.reel.set_pages(self.shown_pages.pages, words)
        self.overview.set_pages(self.shown_pages.pages)
        if had_none and self.reel.fit is not Fit.NOTHING:
            self.reel.set_fit(self.reel.fit)
        self._current = -1
        self._on_view_changed()

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Set the same underlines as in 正文."""
        self.reel.set_marks(marks_by_number(marks))

    def show_place(self, number: int, offset: int) -> None:
        """Scroll to the line with this character of this element and mark it; element 0 marks nothing."""
        self._place = (number, offset)
        self._mark_place(follow=True)

    def _mark_place(self, follow: bool) -> None:
        number, offset = self._place
        near = (find_place(self.shown_pages, each, offset) for each in range(number, max(number - NEAR, 0), -1))
        found = next(filter(None, near), None)
        if found is None:
            self.reel.set_spot(None)
        else:
            self.reel.set_spot((found.page, found.line, offset - found.line.paragraph.skipped), follow)

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return len(self.shown_pages.pages)

    @property
    def current_page(self) -> int:
        """The index of the current page, from 0; -1 when there is none."""
        return self._current

    # Controls

    def _on_view_changed(self) -> None:
        size = f"{round(self.reel.zoom * 100)}%"
        if self._sizes.currentText() != size:
            self._sizes.setItemText(0, size)
            self._sizes.setCurrentIndex(0)
        current = self.reel.current()
        if current == self._current and self.reel.pages:
            return
        self._current = current
        words = f"第{current + 1}页，共{self.page_count}页" if current >= 0 else self.reel.words
        self._number.setText(f"第 {current + 1} 页 / 共 {self.page_count} 页" if current >= 0 else "")
        self.reel.setAccessibleDescription(words)
        self.overview.set_current(current)
        self.page_changed.emit(current)

    def _on_page_pressed(self, index: int, x: float, y: float) -> None:
        found = character_at(self.shown_pages, index, x, y)
        if found is not None:
            self.place_chosen.emit(*found)

    def _on_page_chosen(self, index: int) -> None:
        self.reel.go_to(index)

    def _on_overview_toggled(self, is_on: bool) -> None:
        self.overview.setVisible(is_on)

    def _on_size_chosen(self, at: int) -> None:
        choice = self._sizes.itemData(at)
        if isinstance(choice, Fit):
            self.reel.set_fit(choice)
        elif choice:
            self.reel.set_zoom(choice / 100)


def _together(*parts: QWidget) -> QWidget:
    """Controls that stay together when the bar wraps."""
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.length(6))
    for part in parts:
        row.addWidget(part)
    return group


def _size_box() -> QComboBox:
    """The present zoom, then the choices."""
    box = QComboBox()
    box.addItem("100%", 0)
    for words, fit in FITS:
        box.addItem(words, fit)
    for size in SIZES:
        box.addItem(f"{size}%", size)
    box.setAccessibleName("显示比例")
    box.setToolTip("显示比例")
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return box
