"""The file choosers of the window: they begin where the clerk chose last, and before that among his documents."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

REPORT_FILTER = "往年材料 (*.docx *.docm *.dotx *.txt);;所有文件 (*)"
FOLDER = "folder"


def choose_draft(parent: QWidget, folder: Path, ending: str) -> list[Path]:
    """One draft file, looked for in the folder first, or none when the clerk thinks better of it."""
    path, _filter = QFileDialog.getOpenFileName(parent, "打开稿件", str(folder), f"拟稿的稿件 (*{ending})")
    return [Path(path)] if path else []


def choose_new_draft(parent: QWidget, proposal: Path, ending: str) -> list[Path]:
    """A draft file that does not exist yet, or none."""
    path, _filter = QFileDialog.getSaveFileName(parent, "另存到别处", str(proposal), f"拟稿的稿件 (*{ending})")
    return [Path(path if path.lower().endswith(ending) else path + ending)] if path else []


def choose_reports(parent: QWidget) -> list[Path]:
    """Any number of prior reports."""
    paths, _filter = QFileDialog.getOpenFileNames(parent, "打开往年材料", usual_folder(), REPORT_FILTER)
    return _chosen([Path(path) for path in paths])


def choose_model(parent: QWidget, title: str, kinds: str) -> list[Path]:
    """One finished file, or none."""
    path, _filter = QFileDialog.getOpenFileName(parent, title, usual_folder(), kinds)
    return _chosen([Path(path)] if path else [])


def usual_folder() -> str:
    """Where a chooser begins."""
    app = QCoreApplication.instance()
    last = app.property(FOLDER) if app is not None else None
    return str(last or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _chosen(paths: list[Path]) -> list[Path]:
    app = QCoreApplication.instance()
    if paths and app is not None:
        app.setProperty(FOLDER, str(paths[0].parent))
    return paths
