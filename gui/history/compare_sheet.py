"""版本对比: two states of a draft side by side, words marked, facts listed; all or one section can be restored."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QTextBrowser, QWidget

from core.errors import AppError
from core.model.draft import Draft
from core.model.fact import Fact, FactState
from core.model.outline import sections
from core.model.spans import Span
from core.workflows.drafting.versions import FactPair, Pair, PairKind, compared, compared_facts
from core.workflows.messages import sentence
from gui.history.papers import VersionPapers
from gui.session.draft_model import DraftModel
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, label
from gui.widgets.frame.flow import Flow
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import footer, lay_out_sheet, page_column

NOW = "现在的稿件"
ALL_SECTIONS = "全稿"
LEAST = 150
SAME = "这一章节没有不同，没有改动。"
NOT_READ = "没有对比成：“{name}”从稿件文件里读不出来，可能文件坏了一处。现在的稿件没有改动，别的版本还可以对比。"
FATES = MappingProxyType(
    {
        PairKind.ADDED: "新增",
        PairKind.REMOVED: "删去",
        PairKind.MOVED: "移动",
        PairKind.CHANGED: "改动",
        PairKind.SAME: "",
    }
)
STATES = MappingProxyType(
    {
        FactState.EMPTY: "待填",
        FactState.CARRIED: "待核",
        FactState.UPDATED: "已更新",
        FactState.CONFIRMED: "已确认",
    }
)
Both = tuple[tuple[Pair, ...], tuple[FactPair, ...]]


def compare_both(old: Draft, new: Draft) -> Both:
    """Paragraphs and fields of both; runs in the background."""
    return compared(old, new), compared_facts(old, new)


class CompareSheet(QWidget):
    """Takes the whole window. ``closed``: return to the draft; ``message_shown`` carries a message."""

    closed = Signal()
    message_shown = Signal(str, str)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("page")
        self._runner = runner
        self.model: DraftModel | None = None
        self._numbers = (0, 0)
        self._names = ("", "")
        self._titles: dict[str, str] = {}
        self._is_open = False
        self._found: Both = ((), ())
        self.notice = NoticeBar()
        self._papers = VersionPapers(runner, self.notice.show_notice, self)
        self.title = label("", "headline")
        self.summary = label("", "secondary", wrap=True)
        self.only_changes = QCheckBox("只看不同的地方")
        self.only_changes.setChecked(True)
        self.only_changes.toggled.connect(lambda _on: self._show())
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("对比")
        self.text.setMinimumHeight(theme.length(LEAST))
        self.section_choice = QComboBox()
        self.section_choice.setAccessibleName("恢复哪一章节")
        self.section_choice.setMinimumContentsLength(28)
        self.restore_button = button("恢复", self.restore, "primary", "把选中的章节恢复成左边的样子；可以撤销")
        back = back_button("返回稿件(&B)", self.closed.emit, self)
        content, column = page_column()
        for widget in (self.title, self.notice, self.summary, self._choices()):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        self.steps = [button("上一处(&P)", lambda: self.step(-1)), button("下一处(&N)", lambda: self.step(1))]
        foot = footer([*self.steps, label("恢复", "secondary"), self.section_choice, self.restore_button], [back])
        lay_out_sheet(self, content, foot, is_scrolled=False)
        self.setFocusProxy(self.text)

    def _choices(self) -> QWidget:
        """What is shown of the comparison, and the papers made of it."""
        hint = "右边的一版，与左边不同的地方都写成 Word 修订；也可以存成 PDF"
        self.redline_button = button("生成花脸稿(&H)…", self.write_redline, "", hint)
        hint = "原文、修改、说明三栏，只列有改动的句子"
        self.columns_button = button("三栏对照表(&T)…", self.write_columns, "", hint)
        row = QWidget()
        row.setLayout(Flow((self.only_changes, self.redline_button, self.columns_button), theme.length(12)))
        return row

    def begin(self, model: DraftModel, old: int, new: int) -> None:
        """Compare two versions; 0 is the present draft."""
        self.model, self._numbers = model, (old, new)
        names = {version.number: version.name for version in model.versions()}
        self._names = names.get(old, NOW), names.get(new, NOW)
        drafts = model.version(old), model.version(new)
        self._titles = _titles(drafts[0]) if drafts[0] is not None else {}
        self._is_open = new == 0 and not model.read_only
        self.title.setText(f"{self._names[0]}　→　{self._names[1]}")
        self.summary.setText("正在对比……")
        self.text.clear()
        self.notice.hide()
        for each in (self.redline_button, self.columns_button):
            each.setEnabled(None not in drafts)
        self.restore_button.setEnabled(False)
        self._found = (), ()
        self.section_choice.clear()
        if None in drafts:
            gone = self._names[drafts.index(None)]
            self.summary.setText(NOT_READ.format(name=gone))
        else:
            self._runner.run(compare_both, *drafts, on_done=self._on_compared, on_failed=self._on_failed, key="compare")

    def step(self, direction: int) -> None:
        """Go to the next difference, or the previous one."""
        pattern = "▸"
        flags = self.text.document().FindFlag.FindBackward if direction < 0 else self.text.document().FindFlag(0)
        cursor = self.text.textCursor()
        found = self.text.document().find(pattern, cursor, flags)
        if found.isNull():
            cursor.movePosition(QTextCursor.MoveOperation.Start if direction > 0 else QTextCursor.MoveOperation.End)
            found = self.text.document().find(pattern, cursor, flags)
        if not found.isNull():
            self.text.setTextCursor(found)
            self.text.ensureCursorVisible()
        self.text.setFocus()

    def write_redline(self) -> None:
        """Write the right state with its differences from the left one as revisions."""
        if self.model is not None:
            self._papers.write_redline(self.model, *self._numbers)

    def write_columns(self) -> None:
        """Write the differences as a table."""
        if self.model is not None:
            self._papers.write_columns(self.model, *self._numbers)

    def restore(self) -> None:
        """Restore the left state: all of it, or the chosen section."""
        if self.model is None:
            return
        key, name = self.section_choice.currentData() or "", self.section_choice.currentText()
        errors: list[Any] = []
        self.model.failed.connect(errors.append)
        done = self.model.restore_version(self._numbers[0], key)
        self.model.failed.disconnect(errors.append)
        if errors:
            self.summary.setText(f"没有恢复，稿件没有改动。{sentence(errors[0])}")
            return
        words = f"“{name}”已恢复成“{self._names[0]}”的样子，按 Ctrl+Z 可以撤销。" if done else SAME
        self.closed.emit()
        self.message_shown.emit(words, "success" if done else "info")

    def _on_failed(self, error: AppError) -> None:
        self.summary.setText(f"没有对比成，稿件没有改动。{sentence(error)}")

    def _on_compared(self, found: Both) -> None:
        self._found = found
        pairs, facts = found
        counts = {fate: sum(pair.fate is fate for pair in pairs) for fate in FATES}
        parts = [f"{FATES[fate]}{count}段" for fate, count in counts.items() if count and FATES[fate]]
        parts += [f"要素变化{len(facts)}项"] if facts else []
        self.summary.setText("，".join(parts) + "。" if parts else "两边完全一样。")
        for each in self.steps:
            each.setEnabled(bool(parts))
        self._fill_sections(pairs)
        self._show()

    def _fill_sections(self, pairs: Sequence[Pair]) -> None:
        """The sections that can be restored: only into the present draft, and only where they differ."""
        changed = dict.fromkeys(pair.key for pair in pairs if pair.fate is not PairKind.SAME)
        self.section_choice.clear()
        self.section_choice.addItem(ALL_SECTIONS, "")
        for key, title in self._titles.items():
            if key in changed:
                self.section_choice.addItem(title, key)
        can = self._is_open and bool(changed or self._found[1])
        self.section_choice.setEnabled(can)
        self.restore_button.setEnabled(can)

    def _show(self) -> None:
        pairs, facts = self._found
        self.text.setHtml(_page(self._names, pairs, facts, self.only_changes.isChecked()))


def _titles(draft: Draft) -> dict[str, str]:
    return {one.key: f"{one.ordinal}{one.heading}" for one in sections(draft.elements)}


def _page(names: tuple[str, str], pairs: Sequence[Pair], facts: Sequence[FactPair], only: bool) -> str:
    head = "".join(f'<th width="46%" align="left">{escape(name)}</th>' for name in names)
    rows = [f'<tr><th width="8%"></th>{head}</tr>']
    for fate, group in groupby(pairs, key=lambda pair: pair.fate):
        alike = tuple(group)
        rows += [_same(len(alike))] if only and fate is PairKind.SAME else map(_row, alike)
    table = f'<table width="100%" cellpadding="6" cellspacing="0">{"".join(rows)}</table>'
    return table + (_fact_table(facts) if facts else "")


def _same(count: int) -> str:
    return f'<tr><td></td><td colspan="2" style="color:{_shade("secondary")}">…… 相同{count}段 ……</td></tr>'


def _row(pair: Pair) -> str:
    fate = FATES[pair.fate]
    mark = f'<span style="color:{_shade("accent_strong")}">▸{fate}</span>' if fate else ""
    old = _marked(pair.old.text, pair.old_marks, "finding") if pair.old else ""
    new = _marked(pair.new.text, pair.new_marks, "updated_text") if pair.new else ""
    return f"<tr><td>{mark}</td><td>{old}</td><td>{new}</td></tr>"


def _marked(text: str, marks: Sequence[Span], shade: str) -> str:
    """The text with differences coloured and, independent of colour vision, struck out or underlined."""
    line = "line-through" if shade == "finding" else "underline"
    parts, end = [], 0
    for span in marks:
        words = escape(text[span.start : span.end])
        parts.append(escape(text[end : span.start]))
        parts.append(f'<span style="color:{_shade(shade)};text-decoration:{line}">{words}</span>')
        end = span.end
    return "".join((*parts, escape(text[end:])))


def _fact_table(facts: Sequence[FactPair]) -> str:
    rows = [
        f"<tr><td>▸{escape(_name(pair))}</td><td>{_said(pair.old)}</td><td>{_said(pair.new)}</td></tr>"
        for pair in facts
    ]
    return (
        '<p><b>要素变化</b></p><table width="100%" cellpadding="6" cellspacing="0">'
        f'<tr><th align="left" width="34%">要素</th><th align="left" width="33%">原来</th>'
        f'<th align="left" width="33%">后来</th></tr>{"".join(rows)}</table>'
    )


def _name(pair: FactPair) -> str:
    fact = pair.old or pair.new
    return (fact.label or fact.prior or fact.text) if fact is not None else ""


def _said(fact: Fact | None) -> str:
    return escape(f"{fact.text}{fact.unit}（{STATES[fact.state]}）") if fact is not None else "没有"


def _shade(name: str) -> str:
    return theme.colour(name).name()
