"""插入: tables, ranges of worksheets and pictures, put where the cursor is; columns of text made a table.

Sheets ask for rows and columns of a table, and for a worksheet and a range with a look at what will stand in the
draft.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.workflows.drafting.editing import begin_caption, begin_unit_line, beside, renumber_captions
from core.workflows.messages import sentence
from core.workflows.tables.columns import REASON, columns_to_table, drawn_table
from core.workflows.tables.figures import (
    FigurePlace,
    change_picture,
    details_of,
    insert_note,
    is_sizable,
    most_width,
    set_details,
)
from core.workflows.tables.pasting import GivenBlock, GivenPicture, GivenTable, empty_table
from gui.editor.blocks import id_of
from gui.editor.figures import BACK, FigureSheet, PictureSource
from gui.editor.panel import TextPanel
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.actions import hint, make_action
from gui.shell.doors import late
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import buttons, label
from gui.widgets.file_choice import SHEET_FILTER, choose_model, choose_pictures
from gui.widgets.frame.scrollable_column import fit_dialog

NAME = "插入表格"
ROWS, COLUMNS, MOST_ROWS, MOST_COLUMNS = 4, 3, 500, 30


class TableSheet(QDialog):
    """``table_chosen`` carries the empty table."""

    table_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWindowTitle(NAME)
        self.rows, self.columns = _count("行数", ROWS, MOST_ROWS), _count("列数", COLUMNS, MOST_COLUMNS)
        self.header = QCheckBox("第一行是表头，换页时重复(&H)")
        self.header.setChecked(True)
        form = QFormLayout()
        form.addRow("行数(&R)", self.rows)
        form.addRow("列数(&C)", self.columns)
        column = QVBoxLayout(self)
        column.setSpacing(theme.length(10))
        column.addLayout(form)
        column.addWidget(self.header)
        column.addLayout(buttons(self, "插入(&I)"))
        self.accepted.connect(self._choose)

    def begin(self) -> None:
        """Ask; the last numbers are proposed again."""
        self.open()
        self.rows.setFocus()
        self.rows.selectAll()

    def _choose(self) -> None:
        self.table_chosen.emit(self.table)

    @property
    def table(self) -> GivenTable:
        """The table asked for."""
        return empty_table(self.rows.value(), self.columns.value(), int(self.header.isChecked()))


def _count(name: str, usual: int, most: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(1, most)
    field.setValue(usual)
    field.setAccessibleName(name)
    return field


if TYPE_CHECKING:
    from core.workflows.tables.sources import SheetName

RANGE_NAME = "插入工作表区域"
HINT = "数按表格文件里显示的样子放入，以后文件再改，稿件不会跟着变。"
WIDTH, HEIGHT, REST = 680, 480, 400
MOST_SHOWN = 12
RANGE_KEY = "insert/range"
table_in = late("core.workflows.tables.sources:table_in")


class RangeSheet(QDialog):
    """``table_chosen`` carries the table and the sentences about what did not come along."""

    table_chosen = Signal(object, str)

    def __init__(self, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner, self._path = runner, Path()
        self._found: GivenTable | None = None
        self._notices = ""
        self.setObjectName("sheet")
        self.setWindowTitle(RANGE_NAME)
        self.sheet, self.area, self.headers = QComboBox(), QLineEdit(), QSpinBox()
        self.shown, self.hint = QTableWidget(0, 0), label("", "hint", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=REST)
        self._build()
        self._pause.timeout.connect(self.read)
        self.sheet.currentIndexChanged.connect(self._on_sheet)
        self.area.textEdited.connect(lambda _text: self._pause.start())
        self.headers.valueChanged.connect(lambda _value: self._pause.start())

    def _build(self) -> None:
        for field, name in ((self.sheet, "工作表"), (self.area, "区域"), (self.headers, "表头行数")):
            field.setAccessibleName(name)
        self.headers.setRange(0, 9)
        self.headers.setValue(1)
        self.shown.setAccessibleName("将要插入的表格")
        self.shown.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.shown.verticalHeader().hide()
        self.shown.horizontalHeader().hide()
        form = QFormLayout()
        form.addRow("工作表(&S)", self.sheet)
        form.addRow("区域(&A)", self.area)
        form.addRow("表头有几行(&H)", self.headers)
        column = QVBoxLayout(self)
        column.setSpacing(theme.length(10))
        column.addWidget(label(HINT, "hint", wrap=True))
        column.addLayout(form)
        column.addWidget(self.shown, 1)
        column.addWidget(self.hint)
        column.addLayout(buttons(self, "插入(&I)"))
        fit_dialog(self, WIDTH, HEIGHT)

    def begin(self, path: Path, sheets: Sequence["SheetName"]) -> None:
        """Ask for a range of this file; ``sheets`` are its worksheets."""
        self._path = path
        self.setWindowTitle(f"{RANGE_NAME}：{path.name}")
        self.sheet.blockSignals(True)
        self.sheet.clear()
        for each in sheets:
            self.sheet.addItem(each.name, each.area)
        self.sheet.blockSignals(False)
        self._on_sheet()
        self.open()
        self.sheet.setFocus()

    def _on_sheet(self) -> None:
        self.area.setText(self.sheet.currentData() or "")
        self.read()

    def read(self, then: Callable[[], None] | None = None) -> None:
        """Read the range in the background and show it."""
        self._pause.stop()
        self._found = None
        asked = self._path, self.sheet.currentText(), self.area.text(), self.headers.value()

        def _on_done(result: tuple[GivenTable, str]) -> None:
            self._show(*result)
            if then is not None:
                then()

        self._runner.run(table_in, *asked, on_done=_on_done, on_failed=self._refuse, key=RANGE_KEY)

    def _refuse(self, error: AppError) -> None:
        self.shown.setRowCount(0)
        self.hint.setText(sentence(error))

    def _show(self, found: GivenTable, notices: str) -> None:
        self._found, self._notices = found, notices
        lines = found.lines[:MOST_SHOWN]
        self.shown.clearSpans()
        self.shown.setRowCount(len(lines))
        self.shown.setColumnCount(found.table.size[1])
        for row, line in enumerate(lines):
            for number, text in enumerate(line):
                self.shown.setItem(row, number, QTableWidgetItem(text))
        self.shown.resizeColumnsToContents()
        rows, columns = found.table.size
        size = f"共{rows}行{columns}列" + (f"，这里看前{MOST_SHOWN}行。" if rows > MOST_SHOWN else "。")
        self.hint.setText(size + notices)

    def accept(self) -> None:
        """Take what is shown; a range that was typed last is read first."""
        if self._pause.isActive() or self._found is None:
            self.read(self._finish)
        else:
            self._finish()

    def _finish(self) -> None:
        if self._found is not None:
            super().accept()
            self.table_chosen.emit(self._found, self._notices)


if TYPE_CHECKING:
    from core.workflows.tables.sources import SheetName

KEY = "insert/file"
NO_COLUMNS = "选中的文字分不成整齐的几栏，或有要素跨在两栏上，没有改动。每行用制表符或两个以上空格分成同样多的几栏，再选中几行试试。"
NOTE_PLACES = MappingProxyType({"footnote": "导出时排在这一页的下端", "endnote": "导出时排在全文末尾"})
NO_NOTE = "这里不能加脚注、尾注。请把光标放到正文或单元格的文字里，再插入。"
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
        self._range_sheet.table_chosen.connect(lambda table, remark: self._put((table,), remark))
        self.setAccessibleName("插入")
        self.addAction("表格(&T)…", self._table_sheet.begin)
        self.addAction("工作表区域（Excel）(&X)…", self.choose_sheet)
        self.addAction("图片(&P)…", self.choose_pictures)
        for words, kind in (("脚注(&F)", "footnote"), ("尾注(&E)", "endnote")):
            self.addAction(words, partial(self.insert_note, kind))
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
        """Ask for a spreadsheet, then for the range."""
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

    def insert_note(self, kind: str = "footnote") -> None:
        """Put a footnote or endnote at the cursor, and go to where its text is typed."""
        text = self._text()
        text.flush()
        change = insert_note(self._model.draft, text.place_in_draft, kind)
        if change is None or not self._model.do(lambda _draft: change):
            self.notice_raised.emit(NO_NOTE)
            return
        text.show_element(change.place.element_id, 0)
        text.setFocus()
        self.message_shown.emit(
            f"{change.reason.replace('插入', '已插入')}，请在全稿最后写它的文字，{NOTE_PLACES[kind]}；{BACK}"
        )

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

    def _put(self, blocks: Sequence[GivenBlock], remark: str = "", reason: str = "") -> None:
        tables = self._text().clipboard.tables
        is_table = any(isinstance(block, GivenTable) for block in blocks)
        if tables.put(blocks, reason or ("插入表格" if is_table else "插入图片")):
            self.message_shown.emit(tables.message + remark)
        self._text().setFocus()

    def _refuse(self, error: AppError) -> None:
        self.notice_raised.emit(sentence(error))


PICTURE_KEY = "insert/picture"
CHANGED = "已换图，宽度不变，{back}题注和替代文字请核对。"
pictures_in = late("core.workflows.tables.sources:pictures_in")


class FigureActions(QObject):
    """Does what the pictures of several texts ask for.

    ``message_shown`` carries a message about an edit, ``notice_raised`` why there is none; ``put`` inserts pictures at
    the cursor.
    """

    message_shown = Signal(str)
    notice_raised = Signal(str)

    def __init__(
        self, model: DraftModel, runner: TaskRunner, page: QWidget, put: Callable[[Sequence[GivenPicture]], None]
    ) -> None:
        super().__init__(page)
        self._model, self._runner, self._page, self._put = model, runner, page, put
        self._sheet = FigureSheet(page)
        self._place = FigurePlace("")
        self._sheet.details_chosen.connect(lambda details: model.do(set_details, self._place, details, model.type_area))

    def follow(self, texts: Sequence[TextPanel]) -> None:
        """Do what the pictures and tables in these texts ask for."""
        for text in texts:
            text.figures.given.connect(self.take)
            text.figures.file_wanted.connect(self.choose)
            text.figures.details_wanted.connect(self.ask)
            text.figures.message_shown.connect(self.message_shown)
            for lines in (text.figures, text.clipboard.guard):
                lines.caption_wanted.connect(partial(self.add_caption, text))
                lines.numbers_wanted.connect(self.renumber)
            text.clipboard.guard.unit_wanted.connect(partial(self.add_unit, text))

    def take(self, sources: Sequence[PictureSource], place: FigurePlace | None) -> None:
        """Put pictures in, or one in the place of another."""

        def _done(given: Sequence[GivenPicture]) -> None:
            if place is None:
                self._put(given)
            elif self._model.do(change_picture, place, given[0], self._model.type_area):
                self.message_shown.emit(CHANGED.format(back=BACK))

        held = self._model.draft.media
        width = self._model.type_area.width
        self._runner.run(pictures_in, sources, held, width, on_done=_done, on_failed=self._refuse, key=PICTURE_KEY)

    def _refuse(self, error: AppError) -> None:
        self.notice_raised.emit(sentence(error))

    def choose(self, place: FigurePlace) -> None:
        """Ask for the file of another picture."""
        paths: list[Path] = choose_pictures(self._page, "换图", is_one=True)
        if paths:
            self.take(paths, place)

    def ask(self, place: FigurePlace) -> None:
        """Show the sheet about a picture."""
        self._model.flush()
        draft = self._model.draft
        details = details_of(draft, place)
        if details is not None and not self._model.read_only:
            self._place = place
            self._sheet.begin(details, most_width(draft, place, self._model.type_area), is_sizable(draft, place))

    # Captions, where the words are typed in place

    def add_caption(self, text: TextPanel, element_id: str) -> None:
        """Go to the caption of a table or figure; without one, add it, its words to be typed."""
        text.flush()
        self._model.do(begin_caption, element_id)
        found = beside(self._model.draft, element_id)
        if found is not None and found.caption is not None:
            end = len(found.caption.content)
            text.show_element(found.caption.id, end)
            text.setFocus()

    def add_unit(self, text: TextPanel, element_id: str) -> None:
        """Go to the unit line of a table with the unit selected; without one, add it."""
        text.flush()
        self._model.do(begin_unit_line, element_id)
        found = beside(self._model.draft, element_id)
        if found is not None and found.unit is not None:
            content = found.unit.content
            at = max(content.find("："), content.find(":")) + 1
            text.show_element(found.unit.id, at, len(content))
            text.setFocus()

    def renumber(self) -> None:
        """Count all captions anew."""
        if self._model.do(renumber_captions):
            self.message_shown.emit(f"已按先后给题注重新编号，正文里的“见图”“见表”跟着改了，{BACK}")
        else:
            self.message_shown.emit("题注的编号本来就是按先后排的，没有改动。")
