"""Writes the file of an export in the background, with notices and buttons to open the result."""

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
    """``ended`` is emitted when no work is left, whatever the outcome; ``written`` when a file was written."""

    ended = Signal()
    written = Signal()

    def __init__(self, runner: TaskRunner, notice: NoticeBar) -> None:
        super().__init__(notice)
        self._runner = runner
        self._notice = notice
        self._asked = ""
        self._made: Path | None = None

    def ask(self, target: Path, go: Callable[[Path], None]) -> None:
        """Start at once, or, if the file exists, after the user confirms; the confirmation holds for this file only."""
        if os.path.exists(target):
            words = f"“{target.name}”已经存在。导出会替换它；要保留它，请改一个文件名。"
            self._ask(words, [("替换(&R)", partial(go, target))])
        else:
            go(target)

    def refuse_nameless(self) -> None:
        """Report that the file has no name yet."""
        self._ask("还没有文件名，没有导出。请在“存为”里写一个文件名，或者按“更改”选一个位置。")

    def forget(self) -> None:
        """Cancel the question about a file, because another one was chosen."""
        if self._notice.text == self._asked:
            self._notice.hide()

    def _ask(self, words: str, choices: Sequence[Choice] = ()) -> None:
        self._asked = words
        self._notice.show_notice(words, "warning", choices)

    def write(self, draft: Draft, target: Path, options: ExportOptions) -> None:
        """Write the file: a PDF if its ending says so, else a Word file."""
        if target.suffix.lower() == PDF:
            self._write_pdf(draft, target, options)
            return
        self._notice.show_notice("正在导出…")
        self._run(export_telling_once, draft, target, options)

    def _write_pdf(self, draft: Draft, target: Path, options: ExportOptions) -> None:
        """Painting hundreds of pages takes time: progress is shown, and it can be stopped."""

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
        """Open the file written last."""
        if self._made is not None:
            self._open_path(self._made)

    def open_folder(self) -> None:
        """Open the folder of the file written last."""
        if self._made is not None:
            self._open_path(self._made.parent)

    def _open_path(self, path: Path) -> None:
        """Open a file or folder with the desktop; if that fails, show its path."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._notice.show_notice(f"系统没能打开它，文件已经导出好了。请在文件管理器里打开：{path}", "warning")

    def _on_not_written(self, error: Any) -> None:
        self.ended.emit()
        self._notice.show_notice(sentence(error), "info" if error.code == STOPPED else "error")
