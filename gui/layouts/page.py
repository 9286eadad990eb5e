"""版式: the layouts at the left, the unit style of the chosen one at the right; checking and learning as subpages."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.errors import AppError
from core.model.draft import Draft
from core.workflows.layouts.check import (
    LayoutFinding,
    LayoutSeverity,
    check_layout,
    is_in_order,
    is_usable,
    mend_layout,
    message,
    stamp_of,
)
from core.workflows.layouts.files import (
    ENDING,
    copy_layout,
    is_own,
    layout_names,
    layouts,
    remove_layout,
    rename_layout,
    restore_layout,
)
from core.workflows.layouts.unit_styles import copy_styles, rename_styles
from core.workflows.messages import sentence
from gui.layouts.learn_sheet import LearnSheet
from gui.layouts.style_sheet import HouseSheet
from gui.layouts.watch import LayoutWatch
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label, leave_by_escape, pill
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import WIDE, footer, lay_out_sheet, page_column
from gui.widgets.lists.named_list import NameActions, NamedList, named_item
from gui.widgets.lists.quote import Quote

# 检查版式: the findings about a layout, gravest first; those that can be mended are mended in a copy on request.

KEY, STAMP_KEY = "layout check", "layout stamp"
LOOK = 1000
"""Milliseconds between two looks at the file's time stamp."""

MOST_SHOWN = 60
"""Of each severity; whoever has put these right checks anew."""

GROUPS = MappingProxyType(
    {
        LayoutSeverity.ERROR: ("错误", "finding", "改好以前，这个版式不能使用。"),
        LayoutSeverity.WARNING: ("警告", "empty", "能用，但印出来可能缺东西或走样。"),
        LayoutSeverity.HINT: ("提示", "carried", "不影响使用。"),
    }
)


class LayoutCheckPanel(QWidget):
    """``begin`` shows it for a layout; ``closed``: return; ``copied`` carries a mended copy's path.

    While it is shown the file is polled, and checked again when it was saved in Word.
    """

    closed = Signal()
    copied = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self._path = Path()
        self._stamp: tuple[int, int] | None = None
        self._findings: tuple[LayoutFinding, ...] = ()
        self._headline = label("", "headline", wrap=True)
        self._summary = label("", "secondary", wrap=True)
        self._notice = NoticeBar()
        self._list = QVBoxLayout()
        self._mend_all = button(
            "自动改好(&A)", self._on_mend_all, "primary", "能自动改的都改好，另存一份，原来的版式不动"
        )
        self.timer = QTimer(self, interval=LOOK)
        self.timer.timeout.connect(self.look_at_file)
        self._build()

    @property
    def path(self) -> Path:
        """The layout shown: the given one, or its mended copy."""
        return self._path

    def begin(self, path: Path) -> None:
        """Check a layout."""
        self._notice.hide()
        self._show(path)

    # Building

    def _build(self) -> None:
        content, column = page_column(32, WIDE)
        for widget in (self._headline, self._summary, self._notice):
            column.addWidget(widget)
        self._list.setSpacing(theme.length(12))
        column.addLayout(self._list)
        column.addStretch(1)
        in_word = button("用 Word 打开(&W)", self._on_open, hint="在 Word 或 WPS 里改；存盘后这里会自动重新检查")
        again, back = button("重新检查(&R)", self._check), back_button("返回(&B)", self.closed.emit, self)
        lay_out_sheet(self, content, footer((in_word, again), (back, self._mend_all), WIDE))

    # Checking

    def _show(self, path: Path) -> None:
        self._path = path
        self._headline.setText(f"检查版式：{path.stem}")
        self._check()

    def _check(self) -> None:
        self._summary.setText("正在检查……")
        self._stamp = stamp_of(self._path)
        families = tuple(QFontDatabase.families())
        self.runner.run(
            check_layout, self._path, families, on_done=self._on_checked, on_failed=self._on_failed, key=KEY
        )

    def look_at_file(self) -> None:
        """Poll the file's time stamp in the background, since a network file may be slow."""
        self.runner.run(stamp_of, self._path, on_done=self._on_stamp, key=STAMP_KEY)

    def _on_stamp(self, stamp: Any) -> None:
        if stamp is not None and stamp != self._stamp:
            self._check()

    def _on_checked(self, findings: Any) -> None:
        self._findings = findings
        self._summary.setText(_summary(findings))
        self._mend_all.setVisible(any(finding.mend for finding in findings))
        self._clear()
        for severity, group in groupby(findings, key=lambda finding: finding.severity):
            self._list.addWidget(self._card(severity, tuple(group)))

    def _on_failed(self, error: AppError) -> None:
        self._findings = ()
        self._summary.setText("没有查成。")
        self._mend_all.hide()
        self._clear()
        self._notice.show_notice(sentence(error), "error")

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (card := item.widget()) is not None:
                card.hide()
                card.deleteLater()

    # One group of findings

    def _card(self, severity: LayoutSeverity, findings: Sequence[LayoutFinding]) -> QWidget:
        name, tone, words = GROUPS[severity]
        card = frame("card")
        column = QVBoxLayout(card)
        side = theme.length(20)
        column.setContentsMargins(side, theme.length(14), side, theme.length(14))
        column.setSpacing(theme.length(10))
        head = QHBoxLayout()
        head.setSpacing(theme.length(10))
        head.addWidget(pill(f"{name} {len(findings)}", tone))
        head.addWidget(label(words, "secondary", wrap=True), 1)
        column.addLayout(head)
        for finding in findings[:MOST_SHOWN]:
            column.addWidget(frame("line"))
            column.addLayout(self._row(finding))
        if len(findings) > MOST_SHOWN:
            column.addWidget(label(f"还有{len(findings) - MOST_SHOWN}条，改好这些以后再查。", "secondary"))
        return card

    def _row(self, finding: LayoutFinding) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(theme.length(4))
        words.addWidget(label(finding.place, "small"))
        if finding.paragraph:
            words.addWidget(Quote(finding.paragraph, finding.tag))
        words.addWidget(label(message(finding), wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.length(16))
        row.addLayout(words, 1)
        if finding.mend:
            mend = button("改好它", partial(self._mend, (finding,)), hint="改在另存的一份里，原来的版式不动")
            mend.setAccessibleDescription(message(finding))
            row.addWidget(mend, 0, Qt.AlignmentFlag.AlignTop)
        return row

    # Mending

    def _on_mend_all(self) -> None:
        self._mend(self._findings)

    def _mend(self, findings: Sequence[LayoutFinding]) -> None:
        self.runner.run(
            mend_layout,
            self._path,
            findings,
            on_done=self._on_mended,
            on_failed=lambda error: self._notice.show_notice(sentence(error), "error"),
            key=KEY,
        )

    def _on_mended(self, copy: Any) -> None:
        if copy != self._path:
            words = f"改过的版式另存为“{copy.name}”，原来的没有改动。现在看的是改过的这一份。"
            self._notice.show_notice(words, "success")
            self.copied.emit(copy)
        self._show(copy)

    def _on_open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))):
            self._notice.show_notice(f"系统没能打开它。请在文件管理器里打开：{self._path}", "warning")

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Poll the file while shown."""
        super().showEvent(event)
        self.timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop polling when hidden."""
        super().hideEvent(event)
        self.timer.stop()


def _summary(findings: Sequence[LayoutFinding]) -> str:
    """The summary of the findings."""
    if not findings:
        return "没有发现问题，可以放心使用。"
    if not is_usable(findings):
        return "这个版式现在不能使用。请改好下面的错误，别的版式不受影响。"
    return "可以使用，下面几条供参考。" if is_in_order(findings) else "可以使用，但请先看看下面的警告。"


# The list of layouts, the program's and the user's own, and the actions on one.

BUILT_IN, OWN, ELSEWHERE = "内置", "自己的", "别处的文件"
ABOUT = MappingProxyType(
    {
        "国标公文": "有版头和版记，正式发文用",
        "内部材料": "没有版头，总结、要点、汇报用",
        "讲话稿": "标题下写讲话人，小二号字",
        "讲话稿（大字）": "二号字，行距大，适合念稿",
        "信函": "首页红色双线，发函用",
        "纪要": "开会议定事项用",
    }
)
CANNOT_OPEN = "系统没能打开它。请在文件管理器里找到：{path}"


def _copy(layout: str) -> str:
    """Copy the layout with the unit styles for it."""
    name = copy_layout(layout)
    copy_styles(layout, name)
    return name


def _rename(old: str, new: str) -> str:
    """Rename the layout with the unit styles for it."""
    name = rename_layout(old, new)
    if name != old:
        rename_styles(old, name)
    return name


ACTIONS = NameActions(
    _copy,
    _rename,
    remove_layout,
    restore_layout,
    removed="版式“{name}”已移到“已删除”文件夹，用它导出过的文件不受影响。",
    restored="版式“{name}”已经回来。",
    undo="撤销删除(&U)",
)


class LayoutList(NamedList):
    """``learn_wanted`` and ``check_wanted`` request these sheets."""

    learn_wanted = Signal()
    check_wanted = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, "版式", ACTIONS, parent)
        self.watch = LayoutWatch(self)
        self.watch.changed.connect(lambda: self.show_names(self.current))
        self._remove = button("删除(&D)", self._on_remove)
        self._word = button("用Word打开(&W)", self._open_file)
        column = self._column(*self._buttons())
        column.addWidget(button("用本单位文件作版式(&F)…", self.learn_wanted.emit))

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            button("复制(&C)", self._on_copy, hint="复制一份，可以随意改动"),
            self._rename,
            self._remove,
            button("检查(&K)", lambda: self.check_wanted.emit(self.current), hint="检查这份版式能不能用"),
            self._word,
            button("文件夹(&P)", self._open_folder, hint="打开所在文件夹"),
        )

    def _items(self, current: str) -> list[QListWidgetItem]:
        self.watch.names()
        lines = []
        for title, names in _groups(current).items():
            item = QListWidgetItem(title)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            lines.append(item)
            lines += [_item(name, title == OWN) for name in names]
        return lines

    def _on_current(self) -> None:
        is_mine = is_own(self.current)
        for widget, words in (
            (self._rename, "改名（F2）"),
            (self._remove, "移到“已删除”文件夹"),
            (self._word, "打开来改标记和样式"),
        ):
            widget.setEnabled(is_mine)
            widget.setToolTip(words if is_mine else "自带的版式不能改动，请先复制一份")
        super()._on_current()

    def _open_file(self) -> None:
        self._open(layouts().get(self.current, Path(self.current)))

    def _open_folder(self) -> None:
        self._open(layouts().get(self.current, Path(self.current)).parent)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.message_shown.emit(CANNOT_OPEN.format(path=path), "warning", [])


def _groups(current: str) -> dict[str, list[str]]:
    """The layouts grouped by origin; ``current`` may be a file elsewhere."""
    found: dict[str, list[str]] = {}
    names = layout_names()
    for name in names:
        found.setdefault(OWN if is_own(name) else BUILT_IN, []).append(name)
    if current not in names and current.lower().endswith(ENDING):
        found[ELSEWHERE] = [current]
    return found


def _item(name: str, own: bool) -> QListWidgetItem:
    about = "" if own else ABOUT.get(name, "")
    shown = Path(name).stem if name.lower().endswith(ENDING) else name
    return named_item(name, shown, about, f"{name}，{about or ('自己的版式' if own else '内置版式')}", editable=own)


LIST_WIDTH, SHEET_WIDTH = 236, 980


class LayoutsPage(QWidget):
    """``closed``: return. ``begin`` shows it for a unit, a layout and a draft to preview."""

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
        self.list.message_shown.connect(self._sheet.tell)
        self.list.flush_wanted.connect(self._sheet.flush)
        self.list.check_wanted.connect(self._on_check_wanted)
        self.list.learn_wanted.connect(self._on_learn_wanted)
        self._sheet.closed.connect(self.closed)

    def begin(self, unit: str, layout_name: str, draft: Draft | None) -> None:
        """Show the layouts with this one chosen, with the unit's style and the draft's text on the page."""
        self.shown_for = unit, draft
        self.sheets.setCurrentIndex(0)
        self._sheet.begin(unit, draft)
        self.list.show_names(layout_name)
        self.list.setFocus()

    def take_place_of(self, page: "LayoutsPage") -> None:
        """Show the content of the page that this one replaces."""
        unit, draft = page.shown_for
        self.begin(unit, page.list.current, draft)

    def take_file(self, path: Path) -> bool:
        """Take a file dropped on the window to learn a layout from; False if that sheet is not open."""
        if self.learn_sheet is None or self.sheets.currentWidget() is not self.learn_sheet:
            return False
        self.learn_sheet.take_file(path)
        return True

    def flush(self) -> None:
        """Save pending changes."""
        self._sheet.flush()

    def save(self) -> None:
        """``flush``, with a message on the visible subpage."""
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
        """Return to the settings; the layout may have been mended meanwhile."""
        self.sheets.setCurrentIndex(0)
        self._sheet.show_again()
        self.list.setFocus()
