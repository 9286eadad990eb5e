"""要点对照: the standing of each task of this year's plan, and actions on those not written."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QDate, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import AppError
from core.model.change import Change
from core.model.draft import Draft
from core.workflows.importing.isolated import read_apart
from core.workflows.messages import sentence
from core.workflows.yearly.coverage import (
    judge,
    leave_out,
    load_cover_tables,
    plan_in,
    sentence_at,
    task_change,
    task_sentences_left,
)
from core.workflows.yearly.coverage_table import plan_table, table_name, table_pages, write_table
from core.workflows.yearly.plan_table import Mention, PlanRow, PlanView, Standing, plan_view
from core.workflows.yearly.plans import choose_plan, is_plan_for, take_plan
from gui.collection.files import show_path
from gui.coverage.bars import (
    HERE,
    LEAVE,
    NEXT,
    NO,
    OPEN,
    REASON,
    TAKE_BACK,
    WRITE,
    YES,
    PlanBar,
    PlanChoice,
    PlanFoot,
)
from gui.coverage.model import full_text, plan_nodes
from gui.session.background_work import DraftWork
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.file_choice import REPORT_FILTER, choose_model, choose_new_file
from gui.widgets.lists.beside_view import BesideDelegate
from gui.widgets.lists.result_model import Follower
from gui.widgets.lists.result_panel import WORKING, ResultTreePanel

TITLE = "要点对照表"
KINDS = MappingProxyType({".docx": "Word 文件", ".xlsx": "Excel 表格"})


class TableAction(QObject):
    """``notice_raised`` carries a message about the result, with choices."""

    notice_raised = Signal(str, list)

    def __init__(self, runner: TaskRunner, model: DraftModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner, self._model, self._parent = runner, model, parent

    def print(self) -> None:
        """Show the print preview."""
        self._model.flush()
        self._runner.run(_pages, self._model.draft, _today(), on_done=self._on_set, on_failed=self._on_failed)

    def save(self, ending: str) -> None:
        """Ask for a file and write it."""

        self._model.flush()
        proposal = self._model.folder() / table_name(self._model.draft, ending)
        for target in choose_new_file(self._parent, TITLE, proposal, KINDS[ending]):
            self._runner.run(
                _write, self._model.draft, target, _today(), on_done=self._on_written, on_failed=self._on_failed
            )

    def _on_set(self, pages: Any) -> None:
        from gui.printing.dialogs import PrintOrder, preview_pages

        preview_pages(PrintOrder(pages, TITLE, 0, self._model.folder()), self._runner, self._parent)

    def _on_written(self, path: Path) -> None:
        choices: list[tuple[str, Callable[[], None]]] = [
            ("打开(&P)", partial(self._show, path)),
            ("打开所在文件夹(&W)", partial(self._show, path.parent)),
        ]
        self.notice_raised.emit(f"对照表已写到“{path.name}”。", choices)

    def _show(self, path: Path) -> None:
        show_path(path, lambda message: self.notice_raised.emit(message, []), "对照表已经写好")

    def _on_failed(self, error: AppError) -> None:
        self.notice_raised.emit(sentence(error), [])


def _today() -> date:
    day = QDate.currentDate()
    return date(day.year(), day.month(), day.day())


def _pages(draft: Draft, today: date) -> Any:
    """Runs in the background."""

    return table_pages(plan_table(plan_view(draft), draft, today))


def _write(draft: Draft, target: Path, today: date) -> Path:
    """Runs in the background. Raises AppError when the disk refuses."""

    return write_table(plan_table(plan_view(draft), draft, today), target)


NAME = "要点对照"
KEY = "coverage/plan"
NO_PLAN = (
    "还没有选今年的要点。点“选择今年要点”，或者把文件拖到这里，就能逐项看到哪些任务写到了、哪些还没有，"
    "计划的数完成了多少。要点存进这份稿件，原来的文件不动。"
)
IS_PLAN = "这份稿件本身就是要点，没有要对照的。以后写总结的时候，把它选作今年要点，就能逐项对照。"
NO_TASKS = "这份材料里没有认出任务：没有分条的标题，也没有带数字的承诺。请看看选的是不是今年的要点，也可以另选一份。"
NO_CURSOR = "正文里光标那里没有句子。请先到正文里把光标放进汇报这项任务的那一句，再回到这里。"
DOUBT = "《{name}》看上去不是{year}年的要点。如果选错了，可以在上面另选，或者按 Ctrl+Z 撤销。"
WRITTEN = "已从要点生成“{name}”，光标停在写好的文字里，请核对，填上数字。"
CHARGE = "“{charge}”是要点里的分工，没有写进来。"
LEFT = "这项任务在要点里另有{count}句，没有写进来，可以回“对照”里看。"
READING = "正在读取《{name}》…"
Cursor = Callable[[], tuple[str, int]]


class CoverageSheet(ResultTreePanel):
    """Selecting a row shows it in full; Enter goes to the sentence in the running text. Every edit can be undone.

    ``bound_for`` are the keys of a task and of the top line to select when the next answer arrives.
    """

    place_entered = Signal(str, int, int)
    passage_written = Signal(list)

    def __init__(self, runner: TaskRunner, model: DraftModel, cursor: Cursor) -> None:
        super().__init__(NAME, runner, DraftWork(runner, model, plan_view), model)
        self.text_place = cursor
        self._view: PlanView | None = None
        self._doubted = -1
        self._seen: tuple[str, int] = ("", 0)
        self.bound_for: tuple[str, str] | None = None
        self.choice, self.bar = PlanChoice(), PlanBar()
        self.table = TableAction(runner, model, self)
        self.view.setItemDelegate(BesideDelegate(self.view))
        actions = {
            WRITE: self.write_task,
            YES: lambda: self.judge(True),
            NO: lambda: self.judge(False),
            HERE: self.affirm_cursor,
            NEXT: self.show_next,
            LEAVE: self.begin_leaving_out,
            REASON: self.begin_leaving_out,
            TAKE_BACK: lambda: self.leave_out(""),
        }
        self.foot = PlanFoot(actions)
        self._lay_out(self.bar, self.foot)
        self._connect()
        self.show_emptiness(WORKING)

    def _lay_out(self, above: QWidget, below: QWidget) -> None:
        super()._lay_out(above, below)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setContentsMargins(0, theme.length(2), 0, 0)
        column.insertWidget(0, self.choice)

    def _connect(self) -> None:
        self.choice.chosen.connect(self._choose)
        self.choice.wanted.connect(self._ask_file)
        self.bar.sifted.connect(self._show)
        self.bar.left.connect(lambda: self.view.setFocus())
        self.bar.printed.connect(self.table.print)
        self.bar.saved.connect(self.table.save)
        self.table.notice_raised.connect(self.notice_raised)
        self.view.entered.connect(self.enter_place)
        self.view.refused.connect(self.begin_leaving_out)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self.listed.modelReset.connect(self._show_current)
        self.foot.reason.given.connect(self.leave_out)
        self.foot.reason.given_up.connect(self._give_up)
        QShortcut(QKeySequence("Ctrl+F"), self, self.bar.begin_search)  # works in the outline, too, while this is shown

    @property
    def entry(self) -> QWidget:
        """The widget that gets the focus: the list, or the button that adds a plan."""
        return self.choice.entry if self.view.isHidden() else self.view

    # Choice of the plan

    def take_file(self, path: Path) -> bool:
        """Read a file as the plan; False where there can be none."""

        if self.model.read_only or (self._view is not None and self._view.is_plan):
            return False
        self.notice.show_notice(READING.format(name=path.stem))
        self._runner.run(
            read_apart,
            path,
            on_done=self._on_read,
            on_failed=lambda error: self.notice.show_notice(sentence(error), "error"),
            key=KEY,
        )
        return True

    def _ask_file(self) -> None:

        for path in choose_model(self, "选择今年要点", REPORT_FILTER):
            self.take_file(path)

    def _on_read(self, result: Any) -> None:

        self.notice.hide()
        if self._do(take_plan, result.value):
            self.message_shown.emit(f"已选《{result.value.name}》作今年要点，存进了这份稿件。")

    def _choose(self, number: int) -> None:

        self._do(choose_plan, number)

    # Actions on a task

    def enter_place(self) -> None:
        """Go to the sentence in the running text."""
        mention = self.mention
        place = Follower(self._draft, self.model.draft).place(mention.sentence.place) if mention else None
        if place is not None:
            self.place_entered.emit(place.element_id, place.span.start, place.span.end)

    def write_task(self) -> None:
        """从要点生成: write the task into the draft, and go to the new text."""
        row, made = self._row, []
        if row is None or not _can_write(row):
            return

        def write(draft: Draft, key: str) -> Change:
            """Records the change, whose place is shown afterwards."""
            made.append(_written(draft, key))
            return made[-1]

        if self._do(write, row.task.key):
            left = _sentences_left(self.model.draft, row.task.key)
            self.message_shown.emit(
                WRITTEN.format(name=_short(row.task.name))
                + (CHARGE.format(charge=_short(row.task.charge)) if row.task.charge else "")
                + (LEFT.format(count=left) if left else "")
            )
            known = {element.id for element in made[-1].before.elements}
            self.passage_written.emit([one.id for one in made[-1].after.elements if one.id not in known])

    def show_next(self) -> None:
        """看下一句: show another sentence that may report on the task."""
        row = self._row
        if row is not None and row.mentions:
            self._seen = row.task.key, (self._number_of(row) + 1) % len(row.mentions)
            self._show_current()

    def judge(self, verdict: bool) -> None:
        """确认对应, 不对应: record whether the current sentence reports on the task."""
        row, mention = self._row, self.mention
        if row is not None and mention is not None:
            self._judge(row, mention.sentence.text, verdict)

    def affirm_cursor(self) -> None:
        """Record that the sentence at the cursor in the running text reports on the task."""

        row, text = self._row, sentence_at(self.model.draft, *self.text_place())
        if not text.strip():
            self.notice.show_notice(NO_CURSOR)
        elif row is not None:
            self._judge(row, text, True)

    def _judge(self, row: PlanRow, text: str, verdict: bool) -> None:

        if self._do(judge, row.task.key, text, verdict):
            words = "已确认对应" if verdict else "不对应"
            self.message_shown.emit(f"“{_short(text)}”{words}“{_short(row.task.name)}”。")

    def begin_leaving_out(self) -> None:
        """不写…: ask for the reason."""
        row = self._row
        if row is not None and (_can_write(row) or row.reason) and not self.model.read_only:
            self.foot.reason.begin(row.reason)

    def leave_out(self, reason: str) -> None:
        """不写: record the reason for the current task; an empty one removes the record."""
        row = self._row
        if row is not None and self._do(_left_out, row.task.key, reason):
            name = row.task.name
            self.message_shown.emit(
                f"“{name}”已注明不写，不再提示。" if reason else f"“{name}”还是要写，已取消“不写”。"
            )
        self._give_up()

    def _give_up(self) -> None:
        self.foot.reason.hide()
        self.view.setFocus()

    @property
    def _row(self) -> PlanRow | None:
        """The current row."""
        node = self.view.current
        return node.value if node is not None and node.value else None

    @property
    def mention(self) -> Mention | None:
        """The current sentence: the best one unless the user has moved to another."""
        row = self._row
        return row.mentions[self._number_of(row)] if row is not None and row.mentions else None

    def _number_of(self, row: PlanRow) -> int:
        key, number = self._seen
        return number if key == row.task.key and number < len(row.mentions) else 0

    # Display

    def take_answer(self, answer: Any) -> None:
        """Show the tasks of the plan with their standings."""
        had_focus = self.choice.entry.hasFocus()
        self._view = answer
        self._show()
        if had_focus and not self.view.isHidden():
            self.view.setFocus()

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        nodes = plan_nodes(view, self.bar.sieve, self._draft.identity.period)
        keys = [row.key for node in nodes for row in (node.children or (node,))]
        (wanted, top), self.bound_for = self.bound_for or ("", ""), None
        self.view.show_nodes(nodes, True, _turned_to(keys, wanted, self._row))
        self.view.show_at_top(top)
        self.choice.show_view(view, self.model.read_only)
        self.bar.show_counts(view, len(self.listed.rows()))
        self.show_emptiness(_emptiness(view))
        self._show_doubt(view)

    def _show_doubt(self, view: PlanView) -> None:
        """Ask for confirmation, once, where the chosen document does not look like this year's plan."""

        identity = self._draft.identity
        is_known, self._doubted = view.number in (-1, self._doubted), view.number
        if is_known:
            return
        document = view.documents[view.number]
        if not is_plan_for(document.term, identity.kind, identity.year):
            self.notice.show_notice(DOUBT.format(name=document.name, year=identity.year), "warning")

    def _show_current(self) -> None:
        row, mention = self._row, self.mention
        self.foot.reason.hide()
        if row is None:
            self.foot.show_task("", ())
            return
        can = () if self.model.read_only else _possible(row, mention)
        self.foot.show_task(full_text(row, mention, self._draft.identity.period), can)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels the reason."""
        if event.key() == Qt.Key.Key_Escape and self.foot.reason.isVisible():
            self._give_up()
        else:
            super().keyPressEvent(event)


def _turned_to(keys: list[str], wanted: str, row: PlanRow | None) -> str:
    """The key of the line to select: the requested one, the current one, or the first."""
    here = row.task.key if row is not None else ""
    key = next((key for key in (wanted, here, *keys) if key in keys), "")
    return "" if key == here else key


def _can_write(row: PlanRow) -> bool:
    """Whether a task may be written from the plan or omitted: not one that is surely reported on."""
    return row.standing in OPEN and not row.is_sure


def _possible(row: PlanRow, mention: Mention | None) -> tuple[str, ...]:
    """The actions available for a task."""
    found = (WRITE, LEAVE) if _can_write(row) else (REASON, TAKE_BACK) if row.reason else ()
    if mention is None:
        return (*found, HERE)
    judged = (NO,) if mention.is_confirmed or mention.sentence.is_heading else (YES, NO)
    others = (NEXT,) if len(row.mentions) > 1 else ()
    here = () if row.standing is Standing.WRITTEN else (HERE,)
    return (*found, *judged, *others, *here)


def _emptiness(view: PlanView) -> str:
    if view.is_plan:
        return IS_PLAN
    if view.number < 0:
        return NO_PLAN
    return "" if view.rows else NO_TASKS


def _written(draft: Draft, key: str) -> Change:

    plan = plan_in(draft)
    assert plan is not None
    return task_change(draft, plan, key, load_cover_tables())


def _sentences_left(draft: Draft, key: str) -> int:
    plan = plan_in(draft)
    return task_sentences_left(plan, key, load_cover_tables()) if plan is not None else 0


def _left_out(draft: Draft, key: str, reason: str) -> Change:

    plan = plan_in(draft)
    assert plan is not None
    return leave_out(draft, plan, key, reason, load_cover_tables())


def _short(text: str, most: int = 18) -> str:
    text = text.strip()
    return text if len(text) <= most else f"{text[:most]}…"
