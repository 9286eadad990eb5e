"""下发填报表: choose sections and departments, preview the rows, and write one .xlsx file per department."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.model.draft import Draft
from core.workflows.drafting.session import Session
from core.workflows.messages import sentence
from core.workflows.yearly.collecting import (
    Askable,
    Clash,
    CollectionOrder,
    SentSheet,
    SheetPlan,
    askable,
    planned,
    send_sheets,
)
from core.workflows.yearly.departments import (
    LONGEST_NAME,
    departments_of,
    last_request,
    remember_sent,
    remembered_departments,
    set_departments,
)
from core.workflows.yearly.ledger import LedgerSection, ledger_sections
from gui.collection.files import choose_folder, proposed_folder, show_path
from gui.shell import theme
from gui.shell.actions import make_action
from gui.shell.progress import ProgressToken
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label
from gui.widgets.frame.columns import Columns
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import footer, lay_out_sheet, page_column
from gui.widgets.lists.grouped_model import Group, GroupedModel, GroupedRow
from gui.widgets.lists.grouped_view import GroupedView
from gui.widgets.stepping import redo_with_message, undo_with_message

# The sections to ask about, and the department responsible for each.

NAME, COUNT, DEPARTMENT = range(3)
SECTION_TITLES = ("章节", "未核", "责任科室")
ITEM_KEY = Qt.ItemDataRole.UserRole
COUNT_WIDTH, DEPARTMENT_WIDTH = 62, 150
UNSET = "双击或按 F2 填写"
Index = QModelIndex | QPersistentModelIndex


class SendSections(QTreeWidget):
    """``chosen`` is emitted when a tick changes; ``named`` carries a section's key and the department typed for it."""

    chosen = Signal()
    named = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self.items: dict[str, QTreeWidgetItem] = {}
        self.setObjectName("grouped")
        self.setAccessibleName("要填报的章节和责任科室")
        self.setHeaderLabels(SECTION_TITLES)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.length(18))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegateForColumn(DEPARTMENT, _DepartmentEdits(self))
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((COUNT, COUNT_WIDTH), (DEPARTMENT, DEPARTMENT_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, theme.length(width))
        self.itemChanged.connect(self._on_item_changed)
        self.itemDoubleClicked.connect(lambda item, _column: self.begin_naming(item))

    def show_sections(self, sections: Sequence[LedgerSection], rows: Iterable[Askable]) -> None:
        """Show the sections that have rows to ask for, ticked; those shown before keep their ticks."""
        left_out = {key for key, item in self.items.items() if item.checkState(NAME) is Qt.CheckState.Unchecked}
        by_key: dict[str, list[Askable]] = {}
        for row in rows:
            by_key.setdefault(row.section, []).append(row)
        wanted = {key for section in sections if section.key in by_key for key in (section.key, *section.parents)}
        with QSignalBlocker(self):
            self.clear()
            self.items = {}
            for section in sections:
                if section.key in wanted:
                    self._add(section, by_key.get(section.key, ()), section.key not in left_out)
            self.expandAll()
        if self.topLevelItemCount():
            self.setCurrentIndex(self.model().index(0, DEPARTMENT))

    def _add(self, section: LedgerSection, rows: Sequence[Askable], is_chosen: bool) -> None:
        still_open = sum(row.is_open for row in rows)
        item = QTreeWidgetItem(
            [
                section.ordinal + section.heading,
                f"{still_open}/{len(rows)}" if still_open < len(rows) else str(still_open or ""),
                "",
            ]
        )
        item.setData(NAME, ITEM_KEY, section.key)
        item.setToolTip(NAME, section.ordinal + section.heading)
        item.setForeground(COUNT, theme.colour("secondary"))
        item.setCheckState(NAME, Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        above = next((self.items[key] for key in reversed(section.parents) if key in self.items), None)
        (above or self.invisibleRootItem()).addChild(item)
        self.items[section.key] = item

    def show_departments(self, departments: Mapping[str, str], known: Iterable[str]) -> None:
        """Show the departments, inherited ones in a faint colour; ``names`` are offered as completions."""
        self._names = sorted({*departments.values(), *known})
        with QSignalBlocker(self):
            for key, item in self.items.items():
                own = departments.get(key, "")
                shown = own or self.department_of(key, departments) or UNSET
                item.setText(DEPARTMENT, shown)
                item.setData(DEPARTMENT, ITEM_KEY, own)
                item.setForeground(DEPARTMENT, theme.colour("text" if own else "placeholder"))
        self.viewport().update()

    def department_of(self, key: str, departments: Mapping[str, str]) -> str:
        """The department of a section, or of the nearest section above that has one."""
        item: QTreeWidgetItem | None = self.items.get(key)
        while item is not None:
            if own := departments.get(item.data(NAME, ITEM_KEY), ""):
                return own
            item = item.parent()
        return ""

    @property
    def keys(self) -> frozenset[str]:
        """The ticked sections."""
        return frozenset(key for key, item in self.items.items() if item.checkState(NAME) is Qt.CheckState.Checked)

    @property
    def names(self) -> Sequence[str]:
        """The departments to choose from."""
        return self._names

    def begin_naming(self, item: QTreeWidgetItem | None = None) -> None:
        """Start editing the department of a section, by default the current one."""
        item = item or self.currentItem()
        if item is not None:
            self.setCurrentItem(item, DEPARTMENT)
            self.editItem(item, DEPARTMENT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter edit the department, Space ticks; the Enter that ends editing arrives here as well."""
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin_naming()
        elif event.key() == Qt.Key.Key_Space and (item := self.currentItem()) is not None:
            is_on = item.checkState(NAME) is Qt.CheckState.Checked
            item.setCheckState(NAME, Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == NAME:
            with QSignalBlocker(self):
                _mark_below(item, item.checkState(NAME))
            self.viewport().update()
            self.chosen.emit()


class _DepartmentEdits(QStyledItemDelegate):
    """Editor for department names with completion."""

    def __init__(self, tree: SendSections) -> None:
        super().__init__(tree)
        self._tree = tree

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line with completion."""
        edit = QLineEdit(parent)
        edit.setMaxLength(LONGEST_NAME)
        edit.setAccessibleName(f"{index.sibling(index.row(), NAME).data()}的责任科室")
        completer = QCompleter(list(self._tree.names), edit)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        edit.setCompleter(completer)
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The section's own department; an inherited one is not put into the editor."""
        if isinstance(editor, QLineEdit):
            editor.setText(index.data(ITEM_KEY) or "")

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Emit the typed name if it differs."""
        words = editor.text().strip() if isinstance(editor, QLineEdit) else ""
        if words != (index.data(ITEM_KEY) or ""):
            self._tree.named.emit(index.sibling(index.row(), NAME).data(ITEM_KEY), words)


def _mark_below(item: QTreeWidgetItem, state: Qt.CheckState) -> None:
    for number in range(item.childCount()):
        child = item.child(number)
        if child is not None:
            child.setCheckState(NAME, state)
            _mark_below(child, state)


KEY = "sheets/send"
TITLES = ("填报内容", "单位", "上年数", "原文")
WIDTHS = (190, 58, 74)
HELP = "勾选要请科室填的章节，写上责任科室：一个科室一张表。下级章节没有写的，跟着上级走；都没有写的，按一级章节分表。"
NOTHING = "没有要发的内容。请在左边勾选，或者勾上“已经核过的也发”。"
NO_FACTS = "这份稿件里没有可以请科室填的数字。"
TAKEN = "“{name}”已经存在，可能是填好发回的表，还没有写任何文件。“另存一份”会换个名字写在旁边，“替换”会盖掉旧表。"
REQUEST = "写在每张表上面。例如：数据截至6月30日，请7月5日前发给办公室小林，电话82340011。"
LONGEST_REQUEST, LEAST = 200, 200
UNNAMED = "　还没有写责任科室"
REMEMBERED = "这个单位以前发过填报表，{count}个章节和以前的标题一样，可以用以前的责任科室。"


class SendSheet(QWidget):
    """``begin`` shows it for a draft; ``closed``: return to it. Departments are edits of the draft like any other."""

    closed = Signal()

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self._session: Session | None = None
        self._rows: tuple[Askable, ...] = ()
        self._known: Mapping[str, str] = {}
        self.notice = NoticeBar()
        self.sections = SendSections()
        self.everything = QCheckBox("已经核过的也发(&A)")
        self.preview_rows = GroupedModel(TITLES, (2,), self)
        self.preview = GroupedView(self.preview_rows, "要发出去的内容", WIDTHS)
        self.count = label("", "count")
        self.nothing = label("", "hint", wrap=True)
        self._context = label("", "secondary", wrap=True)
        self.request = QLineEdit()
        self.folder = QLineEdit()
        self._build()
        self._connect()

    def begin(self, session: Session) -> None:
        """Show the rows that can be asked for, and their departments."""
        self._session = session
        self.notice.hide()
        self._known = remembered_departments(session.draft)
        if not self.folder.text().strip():
            self.folder.setText(str(proposed_folder()))
            self.request.setText(last_request())
        self._show()
        self._offer_remembered()
        self.go_button.setEnabled(True)
        self.sections.setFocus()

    def take_place_of(self, sheet: "SendSheet") -> None:
        """Take over folder and request from the page that this one replaces."""
        self.folder.setText(sheet.folder.text())
        self.request.setText(sheet.request.text())
        if sheet._session is not None:
            self.begin(sheet._session)

    # Building

    def _build(self) -> None:
        content, column = page_column()
        column.addWidget(label("下发填报表", "headline"))
        column.addWidget(self.notice)
        column.addWidget(Columns(self._choices(), self._shown(), (1, 1)), 1)
        self.go_button = button("生成填报表(&S)", self._on_go, "primary")
        back = back_button("返回稿件(&B)", self.closed.emit, self)
        lay_out_sheet(self, content, footer((), (back, self.go_button)))

    def _choices(self) -> QWidget:
        card, column = _card()
        column.addWidget(label("请谁填什么", "heading"))
        column.addWidget(label(HELP, "secondary", wrap=True))
        self.sections.setMinimumHeight(theme.length(LEAST))
        column.addWidget(self.sections, 1)
        row = QHBoxLayout()
        row.addWidget(self.everything, 1)
        row.addWidget(button("填责任科室(&D)", self.sections.begin_naming, hint="给所选章节写责任科室（F2 或 Enter）"))
        column.addLayout(row)
        self.request.setPlaceholderText(REQUEST)
        self.request.setToolTip(REQUEST)
        self.request.setMaxLength(LONGEST_REQUEST)
        change = button("更改(&C)…", self._on_choose_folder)
        for words, field, more in (("填报要求(&Q)", self.request, ()), ("存到文件夹(&F)", self.folder, (change,))):
            column.addLayout(_field(words, field, more))
        return card

    def _shown(self) -> QWidget:
        card, column = _card()
        column.addWidget(label("会发出去的内容", "heading"))
        column.addWidget(self.count)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.nothing, 1)
        self.preview.setMinimumHeight(theme.length(LEAST))
        column.addWidget(self.preview, 1)
        self._context.setMinimumHeight(theme.length(44))
        self._context.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._context)
        return card

    def _connect(self) -> None:
        self.sections.chosen.connect(self._show_preview)
        self.sections.named.connect(lambda key, name: self._name({key: name}))
        self.preview.selectionModel().currentChanged.connect(lambda _now, _before: self._show_context())
        self.everything.toggled.connect(lambda _is_on: self._show())
        for name, step in (("undo", undo_with_message), ("redo", redo_with_message)):
            action = make_action(name, self, partial(self._step, step))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Display

    @property
    def _draft(self) -> Draft:
        assert self._session is not None
        return self._session.draft

    def _show(self) -> None:
        if self._session is None:
            return
        self._rows = tuple(row for row in askable(self._draft) if row.is_open or self.everything.isChecked())
        self.sections.show_sections(ledger_sections(self._draft), self._rows)
        self._show_departments()

    def _show_departments(self) -> None:
        self.sections.show_departments(departments_of(self._draft), self._known.values())
        self._show_preview()

    def _show_preview(self) -> None:
        order = self.order
        plans = planned(self._draft, order) if order.facts else ()
        self.preview_rows.show_groups(_group(plan, order.departments) for plan in plans)
        count = sum(len(plan.rows) for plan in plans)
        self.count.setText(f"{len(plans)}张表，共{count}项" if plans else "")
        self.nothing.setText("" if plans else NOTHING if askable(self._draft) else NO_FACTS)
        self.nothing.setHidden(bool(plans))
        self.preview.setVisible(bool(plans))

    def _show_context(self) -> None:
        """Show the whole sentence of the current row."""
        row = self.preview_rows.row(self.preview.currentIndex())
        self._context.setText(f"原文：{row.hint}" if row is not None else "")

    @property
    def order(self) -> CollectionOrder:
        """The ticked facts and the departments responsible."""
        departments, keys = departments_of(self._draft), self.sections.keys
        rows = [row for row in self._rows if row.section in keys]
        named = {row.row.fact_id: self.sections.department_of(row.section, departments) for row in rows}
        departments = {fact_id: name for fact_id, name in named.items() if name}
        return CollectionOrder(facts=frozenset(named), departments=departments, request=self.request.text())

    def _offer_remembered(self) -> None:
        if self._known and not departments_of(self._draft) and not self._is_read_only:
            words = REMEMBERED.format(count=len(self._known))
            self.notice.show_notice(words, "info", [("用以前的责任科室(&L)", self._take_remembered)])

    def _take_remembered(self) -> None:
        self.notice.hide()
        self._name(self._known)

    @property
    def _is_read_only(self) -> bool:
        return self._session is None or self._session.read_only

    # Actions

    def _name(self, given: Mapping[str, str]) -> None:
        """Store the departments as one edit of the draft."""
        if self._session is not None:
            change = self.runner.attempt(set_departments, self._draft, given)
            if change is not None:
                self._session.do(change)
            self._show_departments()

    def _step(self, step: Callable[[Session], str]) -> None:
        """Undo or redo, with a message: the step may have nothing to do with this page."""
        if self._session is not None and (words := step(self._session)):
            self._show()
            self.notice.show_notice(words, leaves=True)

    def _on_choose_folder(self) -> None:
        if found := choose_folder(self, self.folder.text()):
            self.folder.setText(found)

    def _on_go(self) -> None:
        text = self.folder.text().strip()
        if not self.order.facts:
            self.notice.show_notice(NOTHING, "warning")
        elif not text or not os.path.isabs(os.path.expanduser(text)):
            self.notice.show_notice("还不知道填报表放在哪里，没有写文件。请按“更改”选一个文件夹。", "warning")
            self.folder.setFocus()
        else:
            self._send(Path(text).expanduser(), Clash.REFUSE)

    def _send(self, folder: Path, clash: Clash) -> None:
        watch = ProgressToken(self)
        watch.progressed.connect(lambda done: self.notice.update_text(f"正在生成填报表，写好{done}张…"))
        self.go_button.setEnabled(False)
        self.notice.show_notice("正在生成填报表…", "info", [("停止(&X)", watch.stop)])
        self.runner.run(
            _sent,
            (self._draft, folder, self.order, clash, watch),
            on_done=partial(self._on_sent, folder, watch),
            on_failed=partial(self._on_not_sent, folder),
            key=KEY,
        )

    def _on_sent(self, folder: Path, watch: ProgressToken, sent: tuple[SentSheet, ...]) -> None:
        self.go_button.setEnabled(True)
        self.go_button.setFocus()
        watch.deleteLater()
        count, rows = len(sent), sum(sheet.rows for sheet in sent)
        is_whole = rows == len(self.order.facts)
        words = f"生成了{count}张填报表，共{rows}项。请发给各科室；填好发回以后，在台账里按“回收填报表”。"
        message = words if is_whole else f"已停止，停止前写好{count}张填报表，可以留用，也可以删掉。稿件没有改动。"
        open_folder = partial(show_path, folder, partial(self.notice.show_notice, tone="warning"), "填报表已经生成好了")
        self.notice.show_notice(message, "success" if is_whole else "info", [("打开所在文件夹(&W)", open_folder)])

    def _on_not_sent(self, folder: Path, error: AppError) -> None:
        self.go_button.setEnabled(True)
        if error.code == "collect_exists":
            choices = [
                ("另存一份(&K)", partial(self._send, folder, Clash.BESIDE)),
                ("替换(&R)", partial(self._send, folder, Clash.REPLACE)),
            ]
            self.notice.show_notice(TAKEN.format(**error.parameters), "warning", choices)
        else:
            self.notice.show_notice(sentence(error), "error")


def _sent(arguments: tuple[Draft, Path, CollectionOrder, Clash, ProgressToken]) -> tuple[SentSheet, ...]:
    """Runs in the background: write the sheets and store the departments for the next draft."""
    sent = send_sheets(*arguments)
    draft, folder, order, *_how = arguments
    remember_sent(draft, folder, order.request)
    return sent


def _group(plan: SheetPlan, departments: Mapping[str, str]) -> Group:
    """The rows of one sheet; the title says if no department is set."""
    rows = tuple(
        GroupedRow(row.fact_id, (row.label, row.unit, row.prior or "—", row.context), hint=row.context)
        for row in plan.rows
    )
    is_named = plan.by_table or plan.rows[0].fact_id in departments
    title = f"{plan.department}（{len(rows)}项）" + ("" if is_named else UNNAMED)
    return Group(title, rows, tone="text" if is_named else "empty_text")


def _field(words: str, field: QLineEdit, more: Sequence[QWidget]) -> QHBoxLayout:
    """A field with its caption before it and its button after it."""
    caption, row = label(words), QHBoxLayout()
    caption.setBuddy(field)
    field.setAccessibleName(words.partition("(")[0])
    row.setSpacing(theme.length(8))
    for widget in (caption, field, *more):
        row.addWidget(widget, int(widget is field))
    return row


def _card() -> tuple[QWidget, QVBoxLayout]:
    card = frame("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(*[theme.length(16)] * 4)
    column.setSpacing(theme.length(8))
    return card, column
