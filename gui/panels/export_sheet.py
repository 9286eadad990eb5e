"""导出: layout, title block, what is still open, the file; then open it or its folder. In place, without a dialog."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from core.model.draft import Draft
from core.model.fact import Fact, FactState
from core.model.outline import fields, sections
from core.workflows.editing import ELEMENT_NAMES, set_element
from core.workflows.export import ExportOptions, current_fields, export_draft, proposed_name
from core.workflows.layout_files import layout_names
from core.workflows.session import Session
from core.workflows.wording import sentence
from gui import theme
from gui.tasks import TaskRunner
from gui.widgets.basics import button, frame, label, scrolled
from gui.widgets.columns import Columns
from gui.widgets.notice_bar import NoticeBar

KEY = "export"
FACT = Qt.ItemDataRole.UserRole
HINTS = (
    ("标题", "T", "不填则没有标题"),
    ("主送", "A", "例如：市委办公室："),
    ("署名", "U", "发文机关名称"),
    ("成文日期", "D", "例如：2023年7月5日"),
)
ENDING = ".docx"
LONGEST_FIELD = 2000
"""Characters; more than any title, and less than what a draft refuses."""


class ExportSheet(QWidget):
    """``begin`` shows it for a draft; ``closed`` asks to go back, ``fact_chosen`` to go to an open fact.

    What is typed into the title block becomes an edit of the draft when the field or the sheet is left.
    """

    closed = Signal()
    fact_chosen = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session: Session | None = None
        self._before: dict[str, str] = {}
        self._fields: dict[str, QLineEdit] = {}
        self._layout = QComboBox()
        self._target = QLineEdit()
        self._marks = QCheckBox("没有核过的要素在文件里标黄(&M)")
        self._open = _open_list()
        self._notice = NoticeBar()
        self._build()

    def begin(self, session: Session) -> None:
        """Show the draft's title block and open facts, and propose a file beside it."""
        self.flush()
        if session is not self._session:
            session.before_close(self._on_session_closing)
        self._session, draft = session, session.draft
        self._notice.hide()
        self._show_fields(draft)
        self._layout.clear()
        self._layout.addItems(list(layout_names()))
        self._target.setText(str(free_name(session.path.parent / proposed_name(draft))))
        self._target.setCursorPosition(len(self._target.text()))
        self._show_open(draft)
        self._go.setEnabled(True)
        self._go.setFocus()

    def flush(self) -> None:
        """Make edits of the draft of what was typed; where the draft is read-only it stays for the file alone."""
        session = self._session
        if session is None or session.read_only:
            return
        changed = self._changed
        for role, name in ELEMENT_NAMES.items():
            if name in changed:
                session.do(set_element(session.draft, role, changed[name]))
        if changed:
            self._show_fields(session.draft)

    @property
    def options(self) -> ExportOptions:
        """What was chosen; only those fields that the clerk changed."""
        return ExportOptions(self._layout.currentText(), self._changed, self._marks.isChecked())

    @property
    def _changed(self) -> dict[str, str]:
        texts = {name: field.text().strip() for name, field in self._fields.items()}
        return {name: text for name, text in texts.items() if text != self._before.get(name, "")}

    @property
    def target(self) -> Path:
        """The file to write."""
        text = self._target.text().strip()
        return Path(text if text.lower().endswith(ENDING) else text + ENDING)

    # Building

    def _build(self) -> None:
        content = QWidget()
        content.setObjectName("page")
        column = QVBoxLayout(content)
        side = theme.length(44)
        column.setContentsMargins(side, theme.length(32), side, theme.length(24))
        column.setSpacing(theme.length(16))
        column.addWidget(label("导出 Word", "headline"))
        column.addWidget(self._notice)
        column.addWidget(Columns(self._form_card(), self._open_card(), (3, 2)), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(content), 1)
        outer.addWidget(self._footer())

    def _form_card(self) -> QWidget:
        card = frame("card")
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(theme.length(12))
        form.setHorizontalSpacing(theme.length(16))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._add_row(form, "版式(&L)", self._layout, self._layout)
        for name, letter, words in HINTS:
            field = QLineEdit()
            field.setPlaceholderText(words)
            field.setMaxLength(LONGEST_FIELD)
            field.editingFinished.connect(self.flush)
            self._fields[name] = field
            self._add_row(form, f"{name}(&{letter})", field, field)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.length(8))
        row.addWidget(self._target, 1)
        row.addWidget(button("更改(&C)…", self._on_choose))
        self._add_row(form, "存为(&F)", place, self._target)
        self._marks.setChecked(True)
        column = _card_column(card)
        column.addLayout(form)
        column.addWidget(self._marks)
        column.addStretch(1)
        return card

    def _add_row(self, form: QFormLayout, words: str, row: QWidget, field: QWidget) -> None:
        caption = label(words)
        caption.setBuddy(field)
        field.setAccessibleName(words.partition("(")[0])
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.addRow(caption, row)

    def _open_card(self) -> QWidget:
        card = frame("card")
        self._open_count = label("", "heading", wrap=True)
        self._open_hint = label("", "secondary", wrap=True)
        self._open.itemActivated.connect(self._on_fact_activated)
        column = _card_column(card)
        column.addWidget(self._open_count)
        column.addWidget(self._open_hint)
        column.addWidget(self._open, 1)
        return card

    def _footer(self) -> QWidget:
        bar = frame("footer")
        row = QHBoxLayout(bar)
        side = theme.length(44)
        row.setContentsMargins(side, theme.length(10), side, theme.length(10))
        row.setSpacing(theme.length(10))
        row.addStretch(1)
        row.addWidget(button("返回稿件(&B)", self.closed.emit))
        self._go = button("导出(&S)", self._on_go, "primary")
        row.addWidget(self._go)
        return bar

    def _show_fields(self, draft: Draft) -> None:
        self._before = current_fields(draft)
        for name, field in self._fields.items():
            if field.text() != self._before.get(name, ""):
                field.setText(self._before.get(name, ""))
                field.setCursorPosition(0)

    def _show_open(self, draft: Draft) -> None:
        still = [group[0] for group in fields(draft.facts) if group[0].state.is_open]
        places = section_names(draft)
        self._open.clear()
        for fact in sorted(still, key=lambda fact: fact.state is not FactState.EMPTY):
            self._open.addTopLevelItem(_open_item(fact, places[fact.element_id]))
        empty = sum(fact.state is FactState.EMPTY for fact in still)
        self._open.setVisible(bool(still))
        self._open_count.setText(
            f"还有{len(still)}项没有核：待填{empty}，待核{len(still) - empty}" if still else "要素全部核过"
        )
        self._open_hint.setText("双击一项，回到稿件里的那一处。" if still else "可以放心导出。")
        self._go.setText("仍要导出(&S)" if still else "导出(&S)")
        self._marks.setVisible(bool(still))

    # Answering

    def _on_choose(self) -> None:
        path, _filter = QFileDialog.getSaveFileName(self, "导出 Word", str(self.target), "Word 文件 (*.docx)")
        if path:
            self._target.setText(path)

    def _on_fact_activated(self, item: QTreeWidgetItem) -> None:
        self.fact_chosen.emit(item.data(0, FACT))

    def _on_go(self) -> None:
        if self.target.exists():
            words = f"“{self.target.name}”已经存在。导出会替换它；要保留它，请改一个文件名。"
            self._notice.show_notice(words, "warning", [("替换(&R)", self._write)])
        else:
            self._write()

    def _write(self) -> None:
        if self._session is None:
            return
        self.flush()
        self._go.setEnabled(False)
        self._notice.show_notice("正在导出…")
        self._runner.run(
            export_draft,
            self._session.draft,
            self.target,
            self.options,
            on_done=self._on_written,
            on_failed=self._on_not_written,
            key=KEY,
        )

    def _on_written(self, result: Any) -> None:
        self._go.setEnabled(True)
        self._go.setFocus()  # which a disabled button had lost to the rail
        path: Path = result.value
        told = [sentence(notice) for notice in result.notices]
        choices = [
            ("打开(&P)", partial(self._open_path, path)),
            ("打开所在文件夹(&W)", partial(self._open_path, path.parent)),
        ]
        self._notice.show_notice("\n".join([f"已经导出“{path.name}”。", *told]), "success", choices)

    def _open_path(self, path: Path) -> None:
        """Have the desktop show a file or folder; where it cannot, say where it is."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._notice.show_notice(f"系统没能打开它，文件已经导出好了。请在文件管理器里打开：{path}", "warning")

    def _on_not_written(self, error: Any) -> None:
        self._go.setEnabled(True)
        self._go.setFocus()  # which a disabled button had lost to the rail
        self._notice.show_notice(sentence(error), "error")

    def _on_session_closing(self) -> None:
        if isValid(self):
            self.flush()
        self._session = None

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        """The sheet is left: what was typed is taken over."""
        super().hideEvent(event)
        self.flush()


def section_names(draft: Draft) -> dict[str, str]:
    """For every element the ordinal and heading of the section it stands in."""
    return {
        element_id: section.ordinal + section.heading
        for section in sections(draft.elements)
        for element_id in section.element_ids
    }


def free_name(path: Path) -> Path:
    """The path, or the same with （2）, （3）, … when it is taken."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_name(f"{path.stem}（{number}）{path.suffix}"), number + 1
    return found


def _open_list() -> QTreeWidget:
    """Three columns: state, what the fact counts, where it stands."""
    tree = QTreeWidget()
    tree.setColumnCount(3)
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAllColumnsShowFocus(True)
    modes = QHeaderView.ResizeMode
    for column, mode in enumerate((modes.ResizeToContents, modes.Stretch, modes.Stretch)):
        tree.header().setSectionResizeMode(column, mode)
    tree.setAccessibleName("还没有核过的要素")
    tree.setMinimumHeight(theme.length(200))
    return tree


def _open_item(fact: Fact, place: str) -> QTreeWidgetItem:
    is_empty = fact.state is FactState.EMPTY
    item = QTreeWidgetItem(["待填" if is_empty else "待核", fact.label or fact.text, place])
    item.setForeground(0, theme.colour("empty_text" if is_empty else "carried_text"))
    item.setForeground(2, theme.colour("secondary"))
    item.setToolTip(1, f"{fact.label}（上年：{fact.prior}）" if fact.prior else fact.label)
    item.setToolTip(2, place)
    item.setData(0, FACT, fact.id)
    return item


def _card_column(card: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(card)
    side = theme.length(20)
    column.setContentsMargins(side, side, side, side)
    column.setSpacing(theme.length(10))
    return column
