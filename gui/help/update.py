"""从文件更新: shows what a signed update file holds and hands its installer to the system when the user says so."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from core.errors import AppError
from core.workflows.maintenance.update import FILE_NAME, OWN_VERSION, Update, read_update
from core.workflows.messages import sentence, words
from gui.shell import theme
from gui.shell.tasks import Task, TaskRunner
from gui.widgets.basics import button, label
from gui.widgets.file_choice import choose_model

SIZE = (560, 420)
KINDS = f"更新文件 ({FILE_NAME})"
KEY = "update"


class UpdateDialog(QDialog):
    """Nothing is started before 安装 is pressed; Esc leaves everything as it is. ``started``: the installer runs."""

    started = Signal()

    def __init__(self, runner: TaskRunner, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("从文件更新")
        self.setObjectName("page")
        self._update: Update | None = None
        self.head = label("正在核对更新文件……", "heading", wrap=True)
        self.notes = QPlainTextEdit()
        self.install = button("安装(&I)", self._on_install, "primary")
        self.leave = button("取消(&C)", self.reject)
        self._build()
        self._task: Task = runner.run(read_update, path, on_done=self._on_read, on_failed=self._on_refused, key=KEY)

    def done(self, result: int) -> None:
        """Drop an answer that nobody waits for any more."""
        self._task.cancel()
        super().done(result)

    def _build(self) -> None:
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName("新版本的说明")
        self.install.setEnabled(False)
        column, row = QVBoxLayout(self), QHBoxLayout()
        side = theme.length(20)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.length(12))
        column.addWidget(self.head)
        column.addWidget(self.notes, 1)
        row.addStretch(1)
        for one in (self.leave, self.install):
            one.setAutoDefault(False)
            row.addWidget(one)
        column.addLayout(row)
        self.resize(*map(theme.length, SIZE))

    def _on_read(self, update: Update) -> None:
        self._update = update
        self.head.setText(words("update_ready", version=update.version, own=OWN_VERSION))
        self.notes.setPlainText(update.notes)
        self.install.setEnabled(True)
        self.install.setFocus()

    def _on_refused(self, error: AppError) -> None:
        self.head.setText(sentence(error))

    def _on_install(self) -> None:
        if self._update is None:
            return
        installer = self._update.installer
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(installer))):
            self.head.setText(words("update_started"))
            self.started.emit()
            self.accept()
        else:
            self.head.setText(words("update_not_started", name=installer.name))


def choose_release(parent: QWidget) -> list[Path]:
    """The update file that the user chooses; none when cancelled."""
    return choose_model(parent, "从文件更新", KINDS)
