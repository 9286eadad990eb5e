"""自检: does the whole job once in the background and shows what works on this computer, as a table to hand over.

The window adds what only it knows: display, scale, and whether the running input method can be reached.
"""

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QPluginLoader
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from core.errors import AppError
from core.files import write_atomically
from core.workflows.maintenance.selftest import STEPS, Health, SelfTestRow, Surroundings, self_test, table_text
from core.workflows.messages import sentence, words
from gui.shell import theme
from gui.shell.progress import ProgressToken
from gui.shell.screen import font_families, pdf_printer
from gui.shell.tasks import Task, TaskRunner
from gui.widgets.basics import button, label
from gui.widgets.file_choice import choose_new_file, documents_folder

PROCESSES = Path("/proc")
FCITX, FCITX5, IBUS = "fcitx", "fcitx5", "ibus-daemon"
INPUT_METHODS = frozenset((FCITX, FCITX5, IBUS))
DISPLAY = "显示与输入"
NO_SCREEN = ("offscreen", "minimal")


def display_rows() -> tuple[SelfTestRow, ...]:
    """Rows of the self-test about the screen and the input method."""
    screen = QGuiApplication.primaryScreen()
    size, ratio = screen.size(), screen.devicePixelRatio()
    platform = QGuiApplication.platformName()
    shown = f"{platform}，{size.width()}×{size.height()}，缩放{round(ratio * 100)}%"
    shown = words("selftest_no_screen") if platform in NO_SCREEN else shown
    trouble = found_input_trouble()
    method = SelfTestRow(DISPLAY, "输入法", Health.ATTENTION if trouble else Health.GOOD, _input_words(trouble))
    return (SelfTestRow(DISPLAY, "屏幕", Health.GOOD, shown), method)


def _input_words(trouble: str) -> str:
    if trouble:
        return words(trouble)
    known = sorted(running_input_methods())
    return f"正在运行：{'、'.join(known)}" if known else "由系统提供"


def input_trouble(running: Collection[str], plugins: Collection[str]) -> str:
    """The code of the sentence about a running input method that this window cannot reach; empty when all is well.

    fcitx 5 is also reached through its ibus interface, fcitx 4 through its own plugin only.
    """
    reached = {FCITX: "fcitx" in plugins, FCITX5: bool({"fcitx", "ibus"} & set(plugins)), IBUS: "ibus" in plugins}
    if not running or any(reached.get(name, False) for name in running):
        return ""
    return "input_method_unreached"


def found_input_trouble() -> str:
    """``input_trouble`` of this computer; plugins are loaded only where an input method runs."""
    running = running_input_methods()
    return input_trouble(running, input_plugins()) if running else ""


def running_input_methods(processes: Path = PROCESSES, environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Names of the input methods that run on this Linux computer or that its desktop asks for; none elsewhere."""
    asked = environment.get("XMODIFIERS", "").partition("@im=")[2]
    found = {f"{asked}-daemon" if asked == "ibus" else asked}
    for place in processes.glob("[0-9]*/comm"):
        with suppress(OSError, UnicodeDecodeError):  # the process has just ended
            found.add(place.read_text("utf-8").strip())
    return frozenset(found & INPUT_METHODS)


def input_plugins(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Which of ``fcitx`` and ``ibus`` Qt has a plugin for that loads, in its own folder or in those of ``QT_PLUGIN_PATH``."""
    own = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    folders = [Path(folder) / "platforminputcontexts" for folder in (own, *_listed(environment))]
    found = {name: [path for folder in folders for path in folder.glob(f"*{name}*.so")] for name in ("fcitx", "ibus")}
    return frozenset(name for name, paths in found.items() if any(QPluginLoader(str(path)).load() for path in paths))


def _listed(environment: Mapping[str, str]) -> list[str]:
    return [folder for folder in environment.get("QT_PLUGIN_PATH", "").split(":") if folder]


SIZE = (760, 560)
FILE_NAME = "拟稿自检.txt"
KEY = "selftest"


class SelfTestDialog(QDialog):
    """Starts by itself; Esc stops the work and closes. ``table`` holds the text once all steps are done."""

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("自检")
        self.setObjectName("page")
        self._runner = runner
        self._watch = ProgressToken(self)
        self._task: Task | None = None
        self.head = label("", "heading", wrap=True)
        self.progress = QProgressBar()
        self.table = QPlainTextEdit()
        self.again = button("再检一遍(&R)", self.start)
        self.copy = button("复制(&C)", self._on_copied)
        self.save = button("存成文件(&S)…", self._on_saved, "primary")
        self.close_button = button("关闭(&B)", self.reject)
        self._build()
        self.start()

    def start(self) -> None:
        """Do the steps from the beginning."""
        self.head.setText("正在用程序自带的样例办一遍，不读您的任何材料……")
        self.table.clear()
        self._set_busy(True)
        self._watch = ProgressToken(self)
        self._watch.progressed.connect(self.progress.setValue)
        about = Surroundings(pdf_printer, font_families(), display_rows())
        self._task = self._runner.run(
            self_test, about, datetime.now(), self._watch, on_done=self._on_done, on_failed=self._on_failed, key=KEY
        )

    def done(self, result: int) -> None:
        """Stop the work that nobody waits for any more."""
        self._watch.stop()
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def _build(self) -> None:
        self.progress.setRange(0, len(STEPS))
        self.progress.setAccessibleName("自检进度")
        self.table.setReadOnly(True)
        self.table.setAccessibleName("自检结果")
        self.table.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        column, row = QVBoxLayout(self), QHBoxLayout()
        side = theme.length(20)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.length(12))
        for widget in (self.head, self.progress):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        row.addWidget(self.again)
        row.addStretch(1)
        for one in (self.copy, self.save, self.close_button):
            one.setAutoDefault(False)
            row.addWidget(one)
        self.again.setAutoDefault(False)
        column.addLayout(row)
        self.resize(*map(theme.length, SIZE))

    def _set_busy(self, is_busy: bool) -> None:
        self.progress.setVisible(is_busy)
        self.progress.setValue(0)
        for one in (self.again, self.copy, self.save):
            one.setEnabled(not is_busy)
        self.close_button.setText("停止(&B)" if is_busy else "关闭(&B)")

    def _on_done(self, rows: Sequence[SelfTestRow]) -> None:
        head, _, rest = table_text(rows).partition("\n")
        self.head.setText(head)
        self.table.setPlainText(rest.strip())
        self._set_busy(False)
        self.table.setFocus()

    def _on_failed(self, error: AppError) -> None:
        self.head.setText(sentence(error))
        self._set_busy(False)

    @property
    def text(self) -> str:
        """The whole table as it is copied and saved."""
        return f"{self.head.text()}\n\n{self.table.toPlainText()}\n"

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.copy.setText("已复制(&C)")

    def _on_saved(self) -> None:
        proposal = Path(documents_folder()) / FILE_NAME
        for path in choose_new_file(self, "存成文件", proposal, "文字文件"):
            try:
                write_atomically(path, self.text.encode("utf-8"))
                self.save.setText("已存(&S)")
            except AppError as error:
                self.head.setText(sentence(error))
