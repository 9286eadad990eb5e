"""The dialog for unexpected errors: what happened, what is safe, what to do."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.workflows.messages import words
from gui.shell import theme
from gui.shell.errors import Crash
from gui.widgets.basics import button, label

WIDTH = 520
Count = Callable[[], int | None]
"""How many edits are not on the disk; None when no draft is open."""


class CrashDialog(QDialog):
    """Closed by 继续工作 or Esc; ``restart`` is called when the user chooses it.

    It may appear in the middle of typing: further typing presses none of its buttons before Tab has reached one.
    """

    def __init__(self, parent: QWidget, crash: Crash, unsaved: int | None, restart: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle("拟稿遇到了意外情况")
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._restart = restart
        self._report = crash.report
        self._more = label("", "secondary", wrap=True)
        self._more.hide()
        # The codes of the sentences, each with its label style.
        safe = "crash_no_draft" if unsaved is None else "crash_unsaved" if unsaved else "crash_safe"
        report = "crash_reported" if crash.report is not None else "crash_not_reported"
        self._text = [
            label(words(code), look, wrap=True)
            for code, look in [("crash_happened", "heading"), (safe, ""), ("crash_advice", ""), (report, "secondary")]
        ]
        self._build()
        self.setAccessibleDescription("\n".join(one.text() for one in self._text))

    def count_more(self, number: int) -> None:
        """Show how many further errors occurred."""
        self._more.setText(words("crash_more", count=str(number)))
        self._more.show()
        self._fit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        side = theme.length(24)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.length(12))
        icon = QLabel()
        icon.setPixmap(theme.pixmap("triangle-alert", "empty_text", 24))
        head = QHBoxLayout()
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._text[0], 1)
        column.addLayout(head)
        for one in (*self._text[1:], self._more):
            column.addWidget(one)
        if self._report is not None:
            path = label(str(self._report), "small", wrap=True)
            path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(path)
        again = button("重新启动(&R)", self._on_restart, "primary")
        column.addLayout(self._buttons(again))
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self._fit()

    def _fit(self) -> None:
        """Make the dialog high enough for every line."""
        layout, width = self.layout(), theme.length(WIDTH)
        if layout is not None:
            layout.activate()
            self.setFixedSize(width, layout.totalHeightForWidth(width))

    def _buttons(self, again: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.length(8))
        if self._report is not None:
            row.addWidget(button("打开报告所在文件夹(&F)", self._on_folder, "quiet"))
        row.addStretch(1)
        row.addWidget(button("继续工作(&C)", self.reject))
        row.addWidget(again)
        return row

    def _on_restart(self) -> None:
        self.accept()
        self._restart()

    def _on_folder(self) -> None:
        if self._report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._report.parent)))


class CrashController(QObject):
    """One dialog at a time, and one for each fault: repeated ones are reported above the page."""

    def __init__(
        self, window: QWidget, unsaved: Count, show: Callable[[str], None], restart: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._unsaved = unsaved
        self._show = show
        self._restart = restart
        self._known: set[str] = set()
        self._dialog: CrashDialog | None = None
        self._more = 0

    def show(self, crash: Crash) -> None:
        """Report a fault in the least disturbing way."""
        if self._dialog is not None:
            self._more += 1
            self._dialog.count_more(self._more)
        elif crash.place in self._known:
            self._show(words("crash_again"))
        else:
            self._more = 0
            self._dialog = CrashDialog(self._window, crash, self._unsaved(), self._restart)
            self._dialog.finished.connect(self._on_finished)
            self._dialog.open()
        self._known.add(crash.place)

    def _on_finished(self) -> None:
        self._dialog = None
