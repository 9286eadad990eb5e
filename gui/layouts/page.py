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
        self.runner = runner
        self.shown_for: tuple[str, Draft | None] = ("", None)
        self.list = LayoutList(runner)
        self._sheet = HouseSheet(runner)
        self._check: LayoutCheckPanel | None = None
        self.learn_sheet: LearnSheet | None = None
        self.sheets = QStackedWidget()
        self._build()
        self.list.chosen.connect(self._sheet.show_layout)
        self.list.renamed.connect(self._sheet.rename_layout)
        self.list.told.connect(self._sheet.tell)
        self.list.flush_wanted.connect(self._sheet.flush)
        self.list.check_wanted.connect(self._on_check_wanted)
        self.list.learn_wanted.connect(self._on_learn_wanted)
        self._sheet.closed.connect(self.closed)

    def begin(self, unit: str, layout_name: str, draft: Draft | None) -> None:
        """Show the layouts, with this one chosen as the unit has it, and the draft's own text on the page."""
        self.shown_for = unit, draft
        self.sheets.setCurrentIndex(0)
        self._sheet.begin(unit, draft)
        self.list.show_names(layout_name)
        self.list.setFocus()

    def take_place_of(self, page: "LayoutsPage") -> None:
        """Show what another one shows."""
        unit, draft = page.shown_for
        self.begin(unit, page.list.current, draft)

    def take_file(self, path: Path) -> bool:
        """Whether a file dropped on the window is one to learn a layout from, because that is what is asked for."""
        if self.learn_sheet is None or self.sheets.currentWidget() is not self.learn_sheet:
            return False
        self.learn_sheet.take_file(path)
        return True

    def flush(self) -> None:
        """Keep what was changed."""
        self._sheet.flush()

    def save(self) -> None:
        """The same, and say so where it is seen."""
        if self._sheet.isVisible():
            self._sheet.save()

    def _build(self) -> None:
        self.list.setProperty("look", "side")
        self.list.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.list)
        halves.addWidget(self._sheet)
        halves.setChildrenCollapsible(False)
        halves.setStretchFactor(1, 1)
        halves.setSizes([theme.length(LIST_WIDTH), theme.length(SHEET_WIDTH)])
        leave_by_escape(halves, self.closed.emit)
        self.sheets.addWidget(halves)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheets)

    def _on_check_wanted(self, layout: str) -> None:
        if self._check is None:
            self._check = LayoutCheckPanel(self.runner)
            self._check.closed.connect(self.show_settings)
            self._check.copied.connect(lambda copy: self.list.show_names(Path(copy).stem))
            self.sheets.addWidget(self._check)
        self._check.begin(layouts().get(layout, Path(layout)))
        self.sheets.setCurrentWidget(self._check)

    def _on_learn_wanted(self) -> None:
        if self.learn_sheet is None:
            self.learn_sheet = LearnSheet(self.runner)
            self.learn_sheet.closed.connect(self.show_settings)
            self.learn_sheet.learned.connect(self._on_learned)
            self.sheets.addWidget(self.learn_sheet)
        self.sheets.setCurrentWidget(self.learn_sheet)
        self.learn_sheet.begin()

    def _on_learned(self, layout: str) -> None:
        self.list.show_names(layout)
        self.show_settings()
        self._sheet.tell(f"“{layout}”已经作为版式存好，导出时可以选它。", "success")

    def show_settings(self) -> None:
        """What was checked may be mended by now."""
        self.sheets.setCurrentIndex(0)
        self._sheet.show_again()
        self.list.setFocus()
