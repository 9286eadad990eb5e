"""版式: the layouts at the left, at the right what the unit changes in the chosen one; checking and learning in place."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.model.draft import Draft
from core.workflows.layouts.files import layouts
from gui.layouts.check import LayoutCheckPanel
from gui.layouts.learn_sheet import LearnSheet
from gui.layouts.list_panel import LayoutList
from gui.layouts.style_sheet import HouseSheet
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import leave_by_escape

LIST_WIDTH, SHEET_WIDTH = 236, 980


class LayoutsPage(QWidget):
    """``closed`` asks to go back. ``begin`` shows it for a unit, a layout and a draft to show."""

    closed = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.shown_for: tuple[str, Draft | None] = ("", None)
        self._list = LayoutList(runner)
        self._sheet = HouseSheet(runner)
        self._check: LayoutCheckPanel | None = None
        self._learn: LearnSheet | None = None
        self._sheets = QStackedWidget()
        self._build()
        self._list.chosen.connect(self._sheet.show_layout)
        self._list.renamed.connect(self._sheet.rename_layout)
        self._list.told.connect(self._sheet.tell)
        self._list.flush_wanted.connect(self._sheet.flush)
        self._list.check_wanted.connect(self._on_check_wanted)
        self._list.learn_wanted.connect(self._on_learn_wanted)
        self._sheet.closed.connect(self.closed)

    def begin(self, unit: str, layout_name: str, draft: Draft | None) -> None:
        """Show the layouts, with this one chosen as the unit has it, and the draft's own text on the page."""
        self.shown_for = unit, draft
        self._sheets.setCurrentIndex(0)
        self._sheet.begin(unit, draft)
        self._list.show_names(layout_name)
        self._list.setFocus()

    def take_place_of(self, page: "LayoutsPage") -> None:
        """Show what another one shows."""
        unit, draft = page.shown_for
        self.begin(unit, page._list.current, draft)

    def take_file(self, path: Path) -> bool:
        """Whether a file dropped on the window is one to learn a layout from, because that is what is asked for."""
        if self._learn is None or self._sheets.currentWidget() is not self._learn:
            return False
        self._learn.take_file(path)
        return True

    def flush(self) -> None:
        """Keep what was changed."""
        self._sheet.flush()

    def save(self) -> None:
        """The same, and say so where it is seen."""
        if self._sheet.isVisible():
            self._sheet.save()

    def _build(self) -> None:
        self._list.setProperty("look", "side")
        self._list.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self._list)
        halves.addWidget(self._sheet)
        halves.setChildrenCollapsible(False)
        halves.setStretchFactor(1, 1)
        halves.setSizes([theme.length(LIST_WIDTH), theme.length(SHEET_WIDTH)])
        leave_by_escape(halves, self.closed.emit)
        self._sheets.addWidget(halves)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._sheets)

    def _on_check_wanted(self, layout: str) -> None:
        if self._check is None:
            self._check = LayoutCheckPanel(self._runner)
            self._check.closed.connect(self._on_sheet_closed)
            self._check.copied.connect(lambda copy: self._list.show_names(Path(copy).stem))
            self._sheets.addWidget(self._check)
        self._check.begin(layouts().get(layout, Path(layout)))
        self._sheets.setCurrentWidget(self._check)

    def _on_learn_wanted(self) -> None:
        if self._learn is None:
            self._learn = LearnSheet(self._runner)
            self._learn.closed.connect(self._on_sheet_closed)
            self._learn.learned.connect(self._on_learned)
            self._sheets.addWidget(self._learn)
        self._sheets.setCurrentWidget(self._learn)
        self._learn.begin()

    def _on_learned(self, layout: str) -> None:
        self._list.show_names(layout)
        self._on_sheet_closed()
        self._sheet.tell(f"“{layout}”已经作为版式存好，导出时可以选它。", "success")

    def _on_sheet_closed(self) -> None:
        """What was checked may be mended by now."""
        self._sheets.setCurrentIndex(0)
        self._sheet.show_again()
        self._list.setFocus()
