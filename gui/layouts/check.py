"""检查版式: what there is to say about a layout, worst first; what can be put right is done in a copy at a word."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
from core.workflows.messages import sentence
from gui.shell import theme
from gui.shell.tasks import TaskRunner
from gui.widgets.basics import back_button, button, frame, label, pill
from gui.widgets.frame.notice_bar import NoticeBar
from gui.widgets.frame.sheet_frame import WIDE, footer, lay_out_sheet, page_column
from gui.widgets.lists.quote import Quote

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
    """``begin`` shows it for a layout; ``closed`` asks to go back, ``copied`` carries a mended copy's path.

    While it is shown the file is looked at now and then, and checked anew when it was saved in Word.
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
        """The layout that is shown: the one given, or its mended copy."""
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
        """Ask for the file's time stamp; elsewhere, for a file on the network can take its time."""
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

    def _on_failed(self, error: Any) -> None:
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

    # Putting right

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
        """Look after the file while it is looked at."""
        super().showEvent(event)
        self.timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the file alone."""
        super().hideEvent(event)
        self.timer.stop()


def _summary(findings: Sequence[LayoutFinding]) -> str:
    """What it comes to."""
    if not findings:
        return "没有发现问题，可以放心使用。"
    if not is_usable(findings):
        return "这个版式现在不能使用。请改好下面的错误，别的版式不受影响。"
    return "可以使用，下面几条供参考。" if is_in_order(findings) else "可以使用，但请先看看下面的警告。"
