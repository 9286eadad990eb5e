"""插入: tables, ranges of worksheets and pictures, put where the cursor is; columns of text made a table."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from core.errors import AppError
from core.workflows.messages import sentence
from core.workflows.tables.columns import REASON, columns_to_table, drawn_table
from core.workflows.tables.pasting import Block, GivenTable
from gui.editor.blocks import id_of
from gui.editor.panel import TextPanel
from gui.inserting.figures import FigureActions
from gui.inserting.range_sheet import RangeSheet
from gui.inserting.table_sheet import TableSheet
from gui.session.draft_model import DraftModel
from gui.shell.actions import hint, make_action
from gui.shell.doors import late
from gui.shell.tasks import TaskRunner
from gui.widgets.file_choice import SHEET_FILTER, choose_model, choose_pictures

if TYPE_CHECKING:
    from core.workflows.tables.sources import SheetName

KEY = "insert/file"
BACK = "按 Ctrl+Z 可以恢复。"
NO_COLUMNS = "选中的文字分不成整齐的几栏，或有要素跨在两栏上，没有改动。每行用制表符或两个以上空格分成同样多的几栏，再选中几行试试。"
DRAWN = "粘贴的{rows}行文字是分栏排的，现在是普通段落。"
sheets_in = late("core.workflows.tables.sources:sheets_in")


class InsertMenu(QMenu):
    """What can be put into the text; ``text`` gives the running text in view, in which the cursor says where.

    ``message_shown`` carries a message about an edit, ``notice_raised`` why there is none, ``offered`` a question with the
    words and the function of its button.
    """

    message_shown = Signal(str)
    notice_raised = Signal(str)
    offered = Signal(str, str, object)

    def __init__(self, model: DraftModel, runner: TaskRunner, text: Callable[[], TextPanel], page: QWidget) -> None:
        super().__init__(page)
        self._model, self._runner, self._text, self._page = model, runner, text, page
        self._table_sheet, self._range_sheet = TableSheet(page), RangeSheet(runner, page)
        self._table_sheet.table_chosen.connect(lambda table: self._put((table,)))
        self.figures = FigureActions(model, runner, page, self._put)
        self.figures.message_shown.connect(self.message_shown)
        self.figures.notice_raised.connect(self.notice_raised)
        self._range_sheet.table_chosen.connect(lambda table, told: self._put((table,), told))
        self.setAccessibleName("插入")
        self.addAction("表格…(&T)", self._table_sheet.begin)
        self.addAction("工作表区域（Excel）…(&X)", self.choose_sheet)
        self.addAction("图片…(&P)", self.choose_pictures)
        self.addSeparator()
        self.addAction("选中的文字转为表格(&C)", self.make_table)
        self.setEnabled(not model.read_only)
        make_action("insert", page, self.open_at_cursor)

    def open_below(self, opener: QPushButton) -> None:
        """Have a button open the menu."""
        opener.setToolTip(hint("insert"))
        opener.setEnabled(self.isEnabled())
        opener.clicked.connect(lambda: self.popup(opener.mapToGlobal(QPoint(0, opener.height()))))

    def open_at_cursor(self) -> None:
        """Open the menu below the cursor."""
        text = self._text()
        if self.isEnabled() and text.isVisible():
            self.popup(text.viewport().mapToGlobal(text.cursorRect().bottomLeft()))
            self.setActiveAction(self.actions()[0])

    def choose_sheet(self) -> None:
        """Ask for an .xlsx file, then for the range."""
        for path in choose_model(self._page, "插入工作表区域", SHEET_FILTER):
            self.take_sheet(path)

    def take_sheet(self, path: Path) -> None:
        """Ask for a range of a file."""

        def _ask(sheets: Sequence["SheetName"]) -> None:
            self._range_sheet.begin(path, sheets)

        self._runner.run(sheets_in, path, on_done=_ask, on_failed=self._refuse, key=KEY)

    def choose_pictures(self) -> None:
        """Ask for picture files."""
        paths = choose_pictures(self._page, "插入图片")
        if paths:
            self.take_pictures(paths)

    def take_pictures(self, paths: Sequence[Path]) -> None:
        """Put picture files in."""
        self.figures.take(paths, None)

    def drop_pictures(self, paths: Sequence[Path], at: QPoint) -> bool:
        """Take picture files dropped at a point of the screen; False where no text is shown."""
        text = self._text()
        is_there = self.isEnabled() and text.isVisible()
        if is_there:
            text.figures.drop_files(list(paths), text.viewport().mapFromGlobal(at))
        return is_there

    def make_table(self) -> None:
        """Make a table of the selected paragraphs."""
        text = self._text()
        text.flush()
        cursor = text.textCursor()
        block, last = (text.document().findBlock(each) for each in (cursor.selectionStart(), cursor.selectionEnd()))
        ids = [id_of(block)]
        while block != last:
            block = block.next()
            ids.append(id_of(block))
        change = columns_to_table(self._model.draft, ids)
        if change is None or not self._model.do(lambda _draft: change):
            self.notice_raised.emit(NO_COLUMNS)
            return
        self.message_shown.emit(f"已把{len(ids)}行文字转为表格，{BACK}")

    def offer_for(self, texts: Sequence[TextPanel]) -> None:
        """Offer a table where text in columns was pasted into one of these; do what their pictures ask for."""
        self.figures.follow(texts)
        for text in texts:
            text.pasted.connect(self._on_pasted)

    def _on_pasted(self, pasted: str) -> None:
        table = drawn_table([line for line in pasted.splitlines() if line.strip()])
        if table is None or table.table.size[0] < 2:
            return
        after = self._model.draft

        def _make() -> None:
            if self._model.draft is after and self._model.undo():
                self._put((table,), reason=REASON)

        words = DRAWN.format(rows=table.table.size[0])
        QTimer.singleShot(0, self, lambda: self.offered.emit(words, "转为表格", _make))

    def _put(self, blocks: Sequence[Block], told: str = "", reason: str = "") -> None:
        tables = self._text().clipboard.tables
        is_table = any(isinstance(block, GivenTable) for block in blocks)
        if tables.put(blocks, reason or ("插入表格" if is_table else "插入图片")):
            self.message_shown.emit(tables.told + told)
        self._text().setFocus()

    def _refuse(self, error: AppError) -> None:
        self.notice_raised.emit(sentence(error))
