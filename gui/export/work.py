"""Writing the file of an export: in the background, told in a notice bar, with a way to open what was written."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from core.model.draft import Draft
from core.workflows.exporting.export import export_pdf, export_telling_once
from core.workflows.exporting.options import ExportOptions
from core.workflows.messages import sentence
from gui.printing.pages import write_pdf
from gui.shell.progress import ProgressToken
from gui.shell.tasks import TaskRunner
from gui.widgets.frame.notice_bar import Choice, NoticeBar

KEY = "export"
PDF = ".pdf"
STOPPED = "export_stopped"


class ExportWork(QObject):
    """``ended`` follows when nothing is under way any more, whatever came of it; ``written`` when a file is there."""

    ended = Signal()
    written = Signal()

    def __init__(self, runner: TaskRunner, notice: NoticeBar) -> None:
        super().__init__(notice)
        self._runner = runner
        self._notice = notice
        self._asked = ""
        self._made: Path | None = None

    def ask(self, target: Path, go: Callable[[Path], None]) -> None:
        """Go at once, or, where there is such a file already, when the clerk says so: for this file and no other."""
        if os.path.exists(target):
            words = f"“{target.name}”已经存在。导出会替换它；要保留它，请改一个文件名。"
            self._ask(words, [("替换(&R)", partial(go, target))])
        else:
            go(target)

    def refuse_nameless(self) -> None:
        """Say that the file has no name yet."""
        self._ask("还没有文件名，没有导出。请在“存为”里写一个文件名，或者按“更改”选一个位置。")

    def forget(self) -> None:
        """Another file is meant than the one that was asked about."""
        if self._notice.text == self._asked:
            self._notice.hide()

    def _ask(self, words: str, choices: Sequence[Choice] = ()) -> None:
        self._asked = words
        self._notice.show_notice(words, "warning", choices)

    def write(self, draft: Draft, target: Path, options: ExportOptions) -> None:
        """Write the file: a PDF where its ending says so, else a Word file."""
        if target.suffix.lower() == PDF:
            self._write_pdf(draft, target, options)
            return
        self._notice.show_notice("正在导出…")
        self._run(export_telling_once, draft, target, options)

    def _write_pdf(self, draft: Draft, target: Path, options: ExportOptions) -> None:
        """Painting hundreds of pages takes a while: each is counted, and it can be stopped."""

        watch = ProgressToken(self)
        watch.progressed.connect(lambda done: self._notice.update_text(f"正在导出，写好{done}页…"))
        self.ended.connect(watch.deleteLater)
        self._notice.show_notice("正在导出…", "info", [("停止(&X)", watch.stop)])
        self._run(export_pdf, draft, target, options, partial(write_pdf, watch=watch))

    def _run(self, function: Callable[..., Any], *arguments: Any) -> None:
        self._runner.run(function, *arguments, on_done=self._on_written, on_failed=self._on_not_written, key=KEY)

    def _on_written(self, result: Any) -> None:
        path: Path = result.value
        self._made = path
        messages = [sentence(notice) for notice in result.notices]
        self.ended.emit()
        self.written.emit()
        self._notice.show_notice("\n".join([f"已经导出“{path.name}”。", *messages]), "success")

    def open_made(self) -> None:
        """Show the file written last."""
        if self._made is not None:
            self._open_path(self._made)

    def open_folder(self) -> None:
        """Show the folder that the file written last lies in."""
        if self._made is not None:
            self._open_path(self._made.parent)

    def _open_path(self, path: Path) -> None:
        """Have the desktop show a file or folder; where it cannot, say where it is."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._notice.show_notice(f"系统没能打开它，文件已经导出好了。请在文件管理器里打开：{path}", "warning")

    def _on_not_written(self, error: Any) -> None:
        self.ended.emit()
        self._notice.show_notice(sentence(error), "info" if error.code == STOPPED else "error")
