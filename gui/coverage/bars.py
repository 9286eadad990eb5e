"""Controls around the list of tasks: choice of the plan, filters, and actions."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.workflows.yearly.plan_table import STANDINGS, PlanView, Standing
from gui.coverage.model import PlanSieve, counted, document_text
from gui.ledger.bar import SEARCH, SearchEdit
from gui.shell import theme
from gui.widgets.basics import button, label
from gui.widgets.frame.flow import Flow
from gui.widgets.lists.names_box import NamesBox

CHOOSE = "选择今年要点(&F)…"
NO_PLAN = "不对照"
WRITE, YES, NO, HERE = "从要点生成(&G)", "确认对应(&Y)", "不对应(&N)", "指定光标处(&K)"
NEXT = "看下一句(&J)"
TABLE = "对照表"
LEAVE, REASON, TAKE_BACK = "不写(&B)…", "改原因(&B)…", "还是要写(&R)"
PRINT, SAVE_WORD, SAVE_SHEET = "打印…", "存为 Word 文件…", "存为 Excel 表格…"
OPEN = (Standing.MISSING, Standing.PERHAPS)
DONE = (Standing.WRITTEN, Standing.PENDING)
TEXT_HEIGHT = 128
HINTS: Mapping[str, str] = MappingProxyType(
    {
        WRITE: "把这项任务的标题和一句过去时的话写进稿件，数字留空，放在相邻任务后面，写好就转过去看（Alt+G）",
        YES: "这句话确实在汇报这项任务，算作已写（Alt+Y）",
        NO: "这句话说的不是这项任务，不再算它（Alt+N）",
        HERE: "正文里光标所在的那一句，就是在汇报这项任务（Alt+K）",
        NEXT: "另有几句话可能对应，换一句看（Alt+J）",
        LEAVE: "今年不写这项任务，注明原因，以后不再提示（Delete）",
        REASON: "改不写的原因（Delete）",
        TAKE_BACK: "取消“不写”（Alt+R）",
    }
)
TaskActions = Mapping[str, Callable[[], None]]


class PlanChoice(QWidget):
    """The basis document that is the plan; ``chosen`` carries its number (-1: none), ``wanted`` requests a file."""

    chosen = Signal(int)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box = NamesBox(8)
        self._box.setAccessibleName("对照的要点")
        self._box.activated.connect(lambda _row: self.chosen.emit(self._box.currentData()))
        self._caption = label("对照", "secondary")
        self._choose = button(CHOOSE, self.wanted.emit, "", "从电脑里选一份要点，存进这份稿件；也可以把文件拖到这里")
        row = Flow((self._caption, self._box, self._choose), theme.length(8))
        row.setContentsMargins(theme.length(12), 0, theme.length(12), 0)
        self.setLayout(row)

    @property
    def entry(self) -> QPushButton:
        """The widget that gets the focus while there is no list."""
        return self._choose

    def show_view(self, view: PlanView, read_only: bool) -> None:
        """Fill in the available documents."""
        with QSignalBlocker(self._box):
            self._box.clear()
            for number, document in enumerate(view.documents):
                if not document.name:  # it was removed from the draft
                    continue
                self._box.addItem(document_text(document), number)
            self._box.addItem(NO_PLAN, -1)
            self._box.setCurrentIndex(self._box.findData(view.number))
        for widget in (self._box, self._caption):
            widget.setVisible(bool(view.documents))
        self._box.setDisabled(read_only)
        self._choose.setDisabled(read_only)
        self.setHidden(view.is_plan)


class PlanBar(QWidget):
    """Search words, a filter by standing, and the counts; ``sifted`` is emitted when ``sieve`` changes.

    ``printed`` requests printing, ``saved`` saving to a file with the ending it carries.
    """

    sifted = Signal()
    left = Signal()
    printed = Signal()
    saved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchEdit()
        self.search.setPlaceholderText(SEARCH)
        self.search.setAccessibleName("在要点里搜索")
        self.search.setClearButtonEnabled(True)
        self.standings = QComboBox()
        self.standings.setAccessibleName("只看状态")
        self.standings.addItem("全部状态", ())
        self.standings.addItem("未写和疑似已写", OPEN)
        for standing, words in STANDINGS.items():
            self.standings.addItem(words, (standing,))
        self.count = label("", "secondary", wrap=True)
        counts, first = QHBoxLayout(), QHBoxLayout()
        for row in (counts, first):
            row.setSpacing(theme.length(8))
        counts.addWidget(self.count, 1)
        counts.addWidget(self._table_button())
        first.addWidget(self.search, 2)
        first.addWidget(self.standings, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(6))
        column.addLayout(counts)
        column.addLayout(first)
        self.search.textChanged.connect(lambda _text: self.sifted.emit())
        self.search.left.connect(self.left)
        self.standings.currentIndexChanged.connect(lambda _row: self.sifted.emit())

    def _table_button(self) -> QPushButton:
        """The button for printing and saving the table."""
        found = button(TABLE, lambda: None, hint="一项任务一行，旁边是稿件里的话：打印，或者存成文件交给领导")
        menu = QMenu(found)
        menu.addAction(PRINT, self.printed.emit)
        for words, ending in ((SAVE_WORD, ".docx"), (SAVE_SHEET, ".xlsx")):
            menu.addAction(words, partial(self.saved.emit, ending))
        found.setMenu(menu)
        return found

    @property
    def sieve(self) -> PlanSieve:
        """The filter set by the controls."""
        return PlanSieve(self.standings.currentData(), self.search.text())

    def begin_search(self) -> None:
        """Focus the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_counts(self, view: PlanView, shown: int) -> None:
        """Show the number of tasks of each standing, and the number shown if filtered."""
        few = f"　正在看{shown}项" if shown < len(view.rows) else ""
        self.count.setText(counted(view) + few)


class ReasonEdit(QWidget):
    """Asks why a task is omitted: ``given`` carries the reason, ``given_up`` follows Esc and 取消."""

    given = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName("不写的原因")
        self.field.setPlaceholderText("不写的原因，例如：已移交县文旅局")
        self.field.returnPressed.connect(self._on_given)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length(8))
        row.addWidget(self.field, 1)
        row.addWidget(button("确定", self._on_given, "primary"))
        row.addWidget(button("取消", self.given_up.emit, "", "不改了（Esc）"))
        self.hide()

    def begin(self, reason: str) -> None:
        """Ask, starting with the present reason."""
        self.field.setText(reason)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _on_given(self) -> None:
        reason = self.field.text().strip()
        if reason:
            self.given.emit(reason)
        else:
            self.field.setFocus()


class PlanFoot(QWidget):
    """The plan's own words for the current task, and buttons for the actions on it."""

    def __init__(self, actions: TaskActions) -> None:
        super().__init__()
        self.text = QTextEdit(readOnly=True, undoRedoEnabled=False)
        self.text.setObjectName("prior")
        self.text.setAccessibleName("要点原文")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(TEXT_HEIGHT // 2)  # with large type fewer lines, so that the window need not grow
        self.text.setMaximumHeight(theme.length(TEXT_HEIGHT))
        self.reason = ReasonEdit()
        self.buttons = {words: button(words, slot, "", HINTS[words]) for words, slot in actions.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length(6))
        column.addWidget(self.text)
        column.addWidget(self.reason)
        column.addLayout(Flow(tuple(self.buttons.values()), theme.length(6)))

    def show_task(self, text: str, possible: Sequence[str]) -> None:
        """Show a text, and only the buttons that apply."""
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        for words, widget in self.buttons.items():
            widget.setHidden(words not in possible)
