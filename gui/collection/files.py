"""Choosing the folder of outgoing sheets and the returned files, and showing a folder in the file manager."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from core.workflows.yearly.departments import last_folder
from gui.widgets.file_choice import existing

FILLED = "填好的填报表 (*.xlsx);;所有文件 (*)"
USUAL = "填报表"


def proposed_folder() -> Path:
    """The folder that sheets were written to last, else one among the user's documents, which need not exist."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return last_folder() or Path(documents) / USUAL


def choose_folder(parent: QWidget, begin: str) -> str:
    """A folder for the sheets, or an empty text."""
    return QFileDialog.getExistingDirectory(parent, "填报表放在哪里", begin)


def choose_filled(parent: QWidget) -> list[Path]:
    """The filled sheets chosen by the user."""
    begin = str(existing(proposed_folder()))
    paths, _filter = QFileDialog.getOpenFileNames(parent, "回收填报表", begin, FILLED)
    return [Path(path) for path in paths]


def show_path(path: Path, tell: Callable[[str], None], done: str) -> None:
    """Open a file or folder with the desktop; if that fails, show a message with ``done`` and the path."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        tell(f"系统没能打开它，{done}。请在文件管理器里打开：{path}")
